"""Shortlist, compare, choose and vote, as a team uses them: by keyboard, on a phone, from a disk, without script."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from generator.render.tools import decide
from tests.sample_library import sample_library
from tests.site.axe import faults_of
from tests.site.conftest import Visit
from tests.site.eight_ideas import write_eight_ideas
from tests.site.pdf_text import words_of
from tests.site.sites import Site, build_library, build_site, served_site
from tests.site.visitor import PHONE

PAGES = ("choose", "shortlist", "compare", "vote")
NARROW = {"width": 320, "height": 800}


def kept(page: Page) -> list[str]:
    """Titles on the page of the shortlist, in order."""
    page.locator("[data-tool]").wait_for()
    return page.locator("[data-list] h3").all_inner_texts()


def keep(page: Page, title: str) -> None:
    page.get_by_role("button", name=f"Keep: {title}", exact=True).click()


# -- the shortlist


def test_keep_in_a_list_and_find_it_again(visit: Visit, eight: Site) -> None:
    visitor = visit()
    page = visitor.go(eight.url + "ideas/")
    button = page.get_by_role("button", name="Keep: Run a later bus", exact=True)
    expect(button).to_have_attribute("aria-pressed", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".cp-keep-told")).to_have_text("Kept. Shortlist (1).")
    keep(page, "Tutor in the school day")

    page.goto(eight.url + "ideas/bus/")
    expect(page.get_by_role("button", name="Keep: Run a later bus")).to_have_attribute("aria-pressed", "true")
    page.goto(eight.url + "problems/grades/")
    expect(page.get_by_role("button", name="Keep: Tutor in the school day")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Shortlist (2)").first.click()
    assert kept(page) == ["Run a later bus", "Tutor in the school day"]


def test_two_tabs_show_the_same_list(visit: Visit, eight: Site) -> None:
    visitor = visit()
    page = visitor.go(eight.url + "ideas/")
    other = visitor.context.new_page()
    other.goto(eight.url + "tools/shortlist/")
    expect(other.get_by_text("Nothing is kept yet.")).to_be_visible()
    keep(page, "Run a later bus")
    expect(other.locator("[data-list] h3")).to_have_text(["Run a later bus"])
    other.get_by_role("button", name="Remove Run a later bus").click()
    expect(page.get_by_role("button", name="Keep: Run a later bus")).to_have_attribute("aria-pressed", "false")


def test_cases_packages_and_entries_that_nobody_should_take_have_no_button(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url + "problems/grades/")
    rows = page.locator("li.cp-row").filter(has=page.locator(".cp-keep"))
    links = rows.locator(".cp-row__title a").evaluate_all("(links) => links.map((link) => link.pathname)")
    assert links
    assert all(path.startswith("/ideas/") for path in links)
    page.goto(sample.url + "ideas/ice-cream/")
    assert page.locator(".cp-actions .cp-keep").count() == 0


def test_a_retired_idea_that_a_list_still_names_is_not_offered_for_keeping(visit: Visit, tmp_path: Path) -> None:
    write_eight_ideas(tmp_path)
    door, tutor = (tmp_path / "changeideas" / name for name in ("door.yml", "tutor.yml"))
    tutor.write_text(tutor.read_text().replace("status: published", "status: retired"))
    door.write_text(
        door.read_text() + "related:\n- {idea: tutor, kind: pairs_with}\n- {idea: slips, kind: pairs_with}\n"
    )
    with served_site(build_site(tmp_path, tmp_path / "build")) as site:
        page = visit().go(site.url + "ideas/door/")
        assert page.locator(".cp-row .cp-badge").inner_text() == "No longer recommended"
        expect(page.locator(".cp-row").get_by_role("button")).to_have_accessible_name(
            "Keep: Show every student what is missing"
        )


def test_the_list_is_put_in_order_and_taken_back_by_keyboard(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/shortlist/?idea=bus&idea=call&idea=door&idea=nothing-of-ours&idea=bus")
    expect(page.get_by_text("Somebody shared 3 ideas with you:")).to_be_visible()
    assert kept(page) == [], "a link alone changes nothing"
    page.get_by_role("button", name="Take them over").press("Enter")
    assert kept(page) == ["Run a later bus", "Call home on the first day", "Greet every student at the door"]
    assert page.url == eight.url + "tools/shortlist/"

    page.get_by_role("button", name="Up Greet every student at the door").press("Enter")
    assert kept(page) == ["Run a later bus", "Greet every student at the door", "Call home on the first day"]
    expect(page.locator("[data-told]")).to_have_text("Greet every student at the door: now number 2 of 3.")
    page.keyboard.press("Enter")  # the focus went along
    assert kept(page)[0] == "Greet every student at the door"

    page.get_by_role("button", name="Remove Run a later bus").press("Enter")
    assert kept(page) == ["Greet every student at the door", "Call home on the first day"]
    page.keyboard.press("Enter")
    assert kept(page) == ["Greet every student at the door", "Run a later bus", "Call home on the first day"]
    page.reload()
    assert kept(page) == ["Greet every student at the door", "Run a later bus", "Call home on the first day"]


def test_what_was_taken_off_comes_back_with_the_focus_also_the_last_idea(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "ideas/")
    keep(page, "Run a later bus")
    keep(page, "Tutor in the school day")
    page.goto(eight.url + "tools/shortlist/")
    rows = page.locator("[data-list] > li")
    rows.first.get_by_role("button", name="Remove").click()
    rows.first.get_by_role("button", name="Remove").click()
    expect(rows).to_have_count(0)
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("link", name="Tutor in the school day")).to_be_focused()
    assert kept(page) == ["Tutor in the school day"]


def test_a_shared_list_is_offered_and_can_be_declined(visit: Visit, eight: Site) -> None:
    visitor = visit()
    page = visitor.go(eight.url + "ideas/")
    keep(page, "Run a later bus")
    page.goto(eight.url + "tools/shortlist/?idea=call&idea=bus")
    page.get_by_role("button", name="No, thank you").click()
    assert kept(page) == ["Run a later bus"]
    page.goto(eight.url + "tools/shortlist/?idea=call&idea=bus")
    page.get_by_role("button", name="Add them to my list").click()
    assert kept(page) == ["Run a later bus", "Call home on the first day"]
    page.get_by_role("button", name="Share as a link").click()
    assert page.get_by_label("Link to this list").input_value() == eight.url + "tools/shortlist/?idea=bus&idea=call"


def test_the_pack_holds_a_cover_handouts_test_sheets_and_measures(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url + "tools/shortlist/?idea=early-recovery&idea=mentor")
    page.get_by_role("button", name="Take them over").click()
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    page.get_by_role("button", name="Print as one pack").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    expect(page.locator("[data-told]")).to_have_text("The pack is ready.")
    page.emulate_media(media="print")
    pack = page.locator(".cp-pack")
    assert pack.locator(".cp-pack__page").count() == 1 + 2 + 2 + 1
    assert pack.locator(".cp-pack__handout").count() == 2
    for words in (
        "Shortlist: 2 ideas",
        "Look at the list.",
        "8 of 12 come; 6 finish at least one task.",
        "Plan a test: Give students a set time",
    ):
        assert pack.get_by_text(words).first.is_visible(), words
    measures = json.loads((sample.folder / "data" / "ideas.json").read_text(encoding="utf-8"))["items"]
    assert any(idea["id"] == "early-recovery" for idea in measures)
    assert pack.locator(".cp-pack__measures tbody tr").count() >= 5
    planner = page.evaluate(f"""async () => {{
        const html = await (await fetch('{sample.url}ideas/early-recovery/plan/')).text();
        const page = new DOMParser().parseFromString(html, 'text/html');
        return [...page.querySelectorAll('.cp-plan__part:not(.cp-plan__part--head) [data-ask]')].map((ask) => ask.innerText);
    }}""")
    sheet = pack.locator(".cp-pack__test").first.locator(".cp-plan__part:not(.cp-plan__part--head) [data-ask]")
    assert sheet.evaluate_all("(asks) => asks.map((ask) => ask.textContent)") == planner, "one sheet, one definition"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    expect(page.get_by_role("heading", name="Our shortlist")).to_be_hidden()


def test_where_the_browser_keeps_nothing_it_says_so(visit: Visit, eight: Site) -> None:
    visitor = visit()
    visitor.context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
    )
    page = visitor.go(eight.url + "ideas/")
    keep(page, "Run a later bus")
    told = page.locator(".cp-keep-told")
    expect(told).to_contain_text("The shortlist holds for this page only.")
    expect(told).to_contain_text("no room left")
    assert faults_of(page, only="color-contrast") == []


def test_damaged_lists_are_put_aside(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/shortlist/")
    page.evaluate("localStorage.setItem('changepack/1/shortlist/mine', '{oops')")
    page.reload()
    expect(page.locator("[data-told]")).to_contain_text("could not be read")
    assert page.evaluate("localStorage.getItem('changepack/damaged/shortlist/mine')") == "{oops"
    page.evaluate("localStorage.setItem('changepack/1/shortlist/mine', '{again')")
    page.reload()
    expect(page.locator("[data-told]")).to_contain_text("could not be read")
    assert {"{oops", "{again"} <= set(page.evaluate("Object.values(localStorage)"))


# -- compare


def test_ideas_stand_side_by_side_and_differences_stand_out(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/compare/?idea=bus&idea=call&idea=nothing-of-ours")
    table = page.get_by_role("table", name="2 ideas side by side")
    expect(table.get_by_role("columnheader")).to_have_text(["What", "Run a later bus", "Call home on the first day"])
    rows = {row.split("\n")[0].strip(): row for row in table.locator("tbody tr").all_inner_texts()}
    assert "differs" in rows["Who does it"]
    assert "Principal" in rows["Who does it"]
    assert "Attendance or office staff" in rows["Who does it"]
    assert "the same" in rows["Evidence"]
    assert "first test in 90 school days" in rows["Effort"]
    assert "Begin with one student." in rows["Steps"]
    ink = "(cell) => getComputedStyle(cell).color"
    differs, same = (
        table.locator("tr", has=page.get_by_role("rowheader", name=name)).locator("td").first.evaluate(ink)
        for name in ("Who does it", "Evidence")
    )
    assert differs != same, "what is the same stands back"
    assert faults_of(page) == []

    picker = page.get_by_label("Add an idea")
    picker.focus()
    page.keyboard.press("ArrowDown")  # which chooses at once, and must add nothing yet
    assert picker.input_value() != ""
    expect(page.get_by_role("button", name="Take out:")).to_have_count(2)
    picker.select_option("door")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(picker).to_be_focused()
    expect(page.get_by_role("table", name="3 ideas side by side")).to_be_visible()
    assert page.url.endswith("?idea=bus&idea=call&idea=door")
    page.get_by_role("button", name="Take out: Run a later bus").press("Enter")
    expect(page.get_by_role("table", name="2 ideas side by side")).to_be_visible()
    for idea in ("tutor", "slips"):
        picker.select_option(idea)
        page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Four is the most")).to_be_visible()
    expect(picker).to_be_hidden()
    expect(page.get_by_role("button", name="Take out:").first).to_be_focused()


@pytest.mark.parametrize("ideas", ["idea=bus&idea=call", "idea=bus&idea=call&idea=door"])
@pytest.mark.parametrize("width", [320, 390])
def test_the_names_of_ideas_side_by_side_are_links_that_show_the_focus(
    visit: Visit, eight: Site, ideas: str, width: int
) -> None:
    page = visit(viewport={"width": width, "height": 800}).go(f"{eight.url}tools/compare/?{ideas}")
    links = page.locator(".cp-compare__table thead a")
    expect(links).to_have_count(ideas.count("="))
    page.get_by_role("region", name="Ideas side by side").focus()
    for link in links.all():
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        assert page.evaluate("probes.focus()")["fault"] == ""
    assert page.evaluate("[probes.sideways(), probes.tooWide(), probes.cutOff()]") == [0, [], []]


def test_comparing_begins_with_the_shortlist(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "ideas/")
    keep(page, "Run a later bus")
    keep(page, "Tutor in the school day")
    page.goto(eight.url + "tools/compare/")
    expect(page.get_by_role("table").get_by_role("columnheader")).to_have_text(
        ["What", "Run a later bus", "Tutor in the school day"]
    )


def test_every_part_that_is_compared_stands_on_the_page_of_an_idea(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url + "tools/compare/?idea=early-recovery&idea=mentor")
    table = page.get_by_role("table", name="2 ideas side by side")
    expect(table).to_be_visible()
    names = [re.sub(r"\s*(differs|the same)$", "", text) for text in table.locator("tbody th").all_inner_texts()]
    wanted = ["Evidence", "Effort", "Depth", "Who does it", "What must stay", "Can we do it here?"]
    wanted += ["Limits", "Places tried", "Steps"]
    assert [name for name in names if name in wanted] == wanted
    tried = table.locator("tr", has=page.get_by_role("rowheader", name="Places tried")).inner_text()
    assert "Tested in" in tried
    hrefs = table.locator("td a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    assert not [href for href in hrefs if href.startswith("#")]


def test_on_a_phone_two_ideas_stand_side_by_side_and_their_names_stay_in_sight(visit: Visit, sample: Site) -> None:
    page = visit(viewport=PHONE).go(sample.url + "tools/compare/?idea=early-recovery&idea=mentor")
    row = page.locator(".cp-compare__table tbody tr").last
    row.scroll_into_view_if_needed()
    left, right = (cell.bounding_box() for cell in row.locator("td").all())
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    for name in page.locator(".cp-compare__table thead a").all():
        expect(name).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert faults_of(page) == []


def test_on_a_phone_every_cell_of_three_names_its_idea(visit: Visit, sample: Site) -> None:
    page = visit(viewport=PHONE).go(sample.url + "tools/compare/?idea=early-recovery&idea=mentor&idea=new-schedule")
    cell = page.locator("tbody td").first
    expect(cell).to_be_visible()
    assert cell.evaluate("(cell) => getComputedStyle(cell, '::before').content").startswith('"Give students')
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert faults_of(page) == []


PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
TYPE = "parseFloat(getComputedStyle(document.querySelector('.cp-compare__table td')).fontSize) * 0.75"
"""Type size on paper, in points."""


def test_a_comparison_of_two_prints_on_one_page_that_can_be_read(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url + "tools/compare/?idea=early-recovery&idea=mentor")
    expect(page.locator("tbody tr").first).to_be_visible()
    for paper in ("Letter", "A4"):
        assert len(PAGE.findall(page.pdf(prefer_css_page_size=True, format=paper))) == 1
    page.emulate_media(media="print")
    assert page.evaluate(TYPE) >= 8


def test_four_long_ideas_take_two_pages_rather_than_smaller_type(visit: Visit, real: Site) -> None:
    ideas = sorted(real.folder.glob("ideas/*/index.html"), key=lambda path: -len(path.read_bytes()))
    page = visit().go(real.url + "tools/compare/?" + "&".join(f"idea={path.parent.name}" for path in ideas[:4]))
    expect(page.locator("tbody tr").first).to_be_visible()
    assert len(PAGE.findall(page.pdf(prefer_css_page_size=True, format="Letter"))) == 2
    page.emulate_media(media="print")
    assert page.evaluate(TYPE) >= 8
    assert page.locator(".cp-compare__table tbody th").last.inner_text() == "Steps"


# -- choose

NOTHING_SAID: dict[str, Any] = {
    "problem": "", "driver": "", "within": 0, "roles": [], "people": 0, "hours": None, "burden": "", "signs": [],
}  # fmt: skip
BY_HAND: list[tuple[str, dict[str, Any], list[str], list[str]]] = [
    # Research first (letters are Promising, nothing else is rated), then days; call and door differ by title alone.
    ("all fit", {"problem": "absence"}, ["letter", "call", "door"], []),
    ("letters take 15 days, the bus 90", {"problem": "absence", "within": 10}, ["call", "door", "mentor"], []),
    ("15 days are enough for 15", {"problem": "absence", "within": 15}, ["letter", "call", "door"], []),
    (
        "only the bus is a principal's, and it takes 90 days: one thing amiss with four, two with the letters",
        {"problem": "absence", "within": 10, "roles": ["principal"]},
        ["call", "door", "mentor"],
        ["role"],
    ),
    (
        "missing work is a part of the driver; the strongest of the others comes third",
        {"problem": "grades", "driver": "grades.work"},
        ["slips", "recovery", "tutor"],
        [],
    ),
    ("a package points to one", {"problem": "grades", "signs": [["mentor"]]}, ["mentor", "tutor", "door"], []),
    ("no idea for the problem: those of others", {"problem": "sleep"}, ["tutor", "letter", "call"], []),
]
ADDED = {"people": 3, "hours": 6, "burden": "high"}


@pytest.mark.parametrize(("said", "picks", "relaxed"), [row[1:] for row in BY_HAND], ids=[row[0] for row in BY_HAND])
def test_the_rule_agrees_with_cases_by_hand(
    visit: Visit, eight: Site, said: dict[str, Any], picks: list[str], relaxed: list[str]
) -> None:
    choice = choose(visit().go(eight.url + "tools/choose/"), said)
    assert [pick["idea"]["id"] for pick in choice["picks"]] == picks
    assert choice["relaxed"] == relaxed
    assert choice["elsewhere"] == (said["problem"] == "sleep")


def choose(page: Page, said: dict[str, Any], **changes: Any) -> Any:
    """What the rule gives for the ideas of the page; `changes` are added to the facts of the tutor."""
    script = """async ([said, changes, burdens]) => {
      const lines = await changepack.ideas.lines();
      const ideas = lines.map((idea) => (idea.id === "tutor" ? {...idea, ...changes} : idea));
      return changepack.choose(ideas, said, burdens);
    }"""
    return page.evaluate(script, [{**NOTHING_SAID, **said}, changes, ["none", "low", "moderate", "high"]])


def test_people_hours_and_data_are_held_against_what_was_said(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/choose/")

    def missed(**said: Any) -> list[str]:
        choice = choose(page, {"problem": "grades", "signs": [["tutor"]], **said}, **ADDED)
        found: list[str] = next(pick["misses"] for pick in choice["picks"] if pick["idea"]["id"] == "tutor")
        return found

    assert missed() == []
    assert missed(people=3, hours=6, burden="high") == [], "as much as was said is not too much"
    assert missed(people=2) == ["people"]
    assert missed(hours=5) == ["hours"]
    assert missed(burden="moderate") == ["data"]
    assert missed(hours=0) == ["hours"], "no hours at all is an answer"
    both = choose(page, {"problem": "grades", "signs": [["tutor"]], "people": 2, "hours": 5}, **ADDED)
    assert both["picks"][0]["idea"]["id"] != "tutor", "two things amiss are more than one"


def test_answers_lead_to_ideas_with_reasons_and_doubts(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/choose/")
    expect(page.get_by_text("Name your problem")).to_be_visible()
    page.get_by_label("Problem of practice").select_option("absence")
    page.get_by_label("A first test should have a result").select_option("10")
    said = page.locator("[data-said]")
    expect(said).to_contain_text("Three ideas fit everything you said. Call home on the first day;")  # names: aloud
    first = page.locator(".cp-proposal").first
    expect(first.get_by_role("heading", level=3)).to_have_text("Call home on the first day")
    expect(first).to_contain_text("a first test can have a result within 1 school day, and as long as the test lasts")
    expect(first).to_contain_text("No test has been logged here yet.")
    expect(first.get_by_role("button", name="Keep: Call home on the first day")).to_be_visible()
    assert page.url.endswith("tools/choose/?problem=absence&within=10")
    plan = first.get_by_role("link", name="Plan a first test").get_attribute("href")
    assert (eight.folder / str(plan).removeprefix(eight.url) / "index.html").exists()

    page.get_by_text("Who exactly?").click()
    page.get_by_role("checkbox", name="Principal", exact=True).check()
    expect(said).to_contain_text("No idea fits everything you said. Let go: who can act. These come nearest.")
    expect(first).to_contain_text("Needs others than you named: attendance or office staff.")
    page.reload()
    expect(said).to_contain_text("Let go: who can act.")
    assert faults_of(page) == []
    page.get_by_role("link", name="Compare these side by side").click()
    expect(page.get_by_role("table", name="3 ideas side by side")).to_be_visible()


def test_an_address_with_nonsense_asks_nothing(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/choose/?problem=none-such&driver=x&within=7&role=nobody&people=-1")
    expect(page.get_by_text("Name your problem")).to_be_visible()
    assert page.locator(".cp-proposal").count() == 0


def test_drivers_are_those_of_the_problem_and_start_over_clears_all(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/choose/")
    driver = page.get_by_label("What should it move?")
    expect(driver).to_be_disabled()
    page.get_by_label("Problem of practice").select_option("grades")
    assert driver.locator("option").all_inner_texts() == [
        "Not sure, or any of it",
        "Students hand in work",
        "– Missing work is made up",
        "Every student is known by an adult",
    ]
    assert driver.input_value() == ""
    driver.select_option("grades.missing")
    expect(page.locator("[data-said]")).to_contain_text(
        "One idea fits everything you said. Two more miss one thing you said."
    )
    page.get_by_label("Problem of practice").select_option("absence")
    assert driver.input_value() == ""
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_text("Name your problem")).to_be_visible()
    assert page.url == eight.url + "tools/choose/"


def test_questions_of_a_package_lead_the_same_way(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url + "tools/choose/?problem=grades")
    page.get_by_text("Does one of these sound like you?").click()
    page.get_by_label("Students feel unknown").check()
    first = page.locator(".cp-proposal").first
    expect(first.get_by_role("heading", level=3).get_by_role("link")).to_have_attribute(
        "href", re.compile("/ideas/mentor/$")
    )
    expect(first).to_contain_text("a package points to it for what sounds like you")
    page.reload()
    expect(page.locator(".cp-proposal").first).to_contain_text("a package points to it")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample, as if it held more ideas than a page should carry."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decide, "MOST_IN_PAGE", 1)
        folder = build_library(sample_library(), tmp_path_factory.mktemp("large"))
    with served_site(folder) as site:
        yield site


def test_a_large_library_is_fetched(visit: Visit, large: Site) -> None:
    page = visit().go(large.url + "tools/choose/?problem=grades")
    expect(page.locator(".cp-proposal").first).to_be_visible()
    html = (large.folder / "tools" / "choose" / "index.html").read_text(encoding="utf-8")
    assert "early-recovery" not in html.partition("cp-ideas-data")[2].partition("</script>")[0]


@pytest.mark.parametrize("tool", ["choose", "compare", "shortlist"])
@pytest.mark.parametrize(
    "answer", [{"status": 404, "body": ""}, {"status": 200, "body": "<p>Please sign in</p>"}, None]
)
def test_ideas_that_cannot_be_read_are_said_so(
    visit: Visit, large: Site, tool: str, answer: dict[str, Any] | None
) -> None:
    visitor = visit()
    visitor.page.route("**/data/*", lambda route: route.fulfill(**answer) if answer else route.abort())
    page = visitor.go(f"{large.url}tools/{tool}/?problem=grades&idea=early-recovery&idea=mentor")
    expect(page.locator("[data-unread]")).to_contain_text("The list of all ideas could not be read")
    assert page.locator("[data-tool]").is_hidden()
    assert page.locator(".cp-blank").is_visible()
    if not answer or answer["status"] == 404:
        visitor.forgive("Failed to load resource")
    if answer and answer["status"] == 404:
        visitor.forgive("answer 404")


# -- vote


def test_a_team_votes_by_keyboard(visit: Visit, eight: Site) -> None:
    visitor = visit()
    page = visitor.go(eight.url + "ideas/")
    keep(page, "Run a later bus")
    keep(page, "Tutor in the school day")
    page.goto(eight.url + "tools/vote/")
    ideas = page.locator("[data-ideas] > li")
    expect(ideas).to_contain_text(["Run a later bus", "Tutor in the school day"])
    page.get_by_label("Add an idea by name").fill("Más tiempo <b>para leer</b>")
    page.keyboard.press("Enter")
    expect(ideas).to_have_count(3)

    for name, first, effort in (("Ana", 1, "Small"), ("José", 1, "Medium"), ("", 2, "Small")):
        page.get_by_label("Your name or initials").fill(name)
        for number in range(3):
            part = page.locator(".cp-vote__idea").nth(number)
            part.get_by_label("Effort").focus()
            page.keyboard.type(effort[0])
            part.get_by_label("Effect that I expect").focus()
            page.keyboard.type("L")
            part.get_by_label("Why").fill(f"{name or 'Someone'} on {number}")
        page.locator(".cp-vote__idea").nth(first).get_by_label("I would try this one first").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Hand in my ballot").press("Enter")
        assert page.get_by_label("Why").first.input_value() == "", "the next one sees an empty ballot"
        expect(page.locator("[data-shown]")).to_be_hidden()
    expect(page.locator("[data-handed]")).to_have_text("3 ballots handed in: Ana, José.")

    page.get_by_role("button", name="Show the results").press("Enter")
    grid = page.get_by_role("table", name="How often each idea was placed where")
    large_effect = grid.get_by_role("row", name="Large effect")
    cells = large_effect.get_by_role("cell").all_inner_texts()
    assert [re.findall(r": (\d)", cell) for cell in cells] == [["2"] * 3, ["1"] * 3, []]
    order = page.locator(".cp-vote__order > li")
    expect(order).to_contain_text(["2 votes to try it first", "1 vote to try it first", "0 votes to try it first"])
    expect(order.first).to_contain_text("Tutor in the school day")
    expect(order.nth(1)).to_contain_text("Más tiempo <b>para leer</b>")
    assert order.first.locator("ul li").all_inner_texts() == ["Ana on 1", "José on 1", "Someone on 1"]
    assert faults_of(page) == []

    page.wait_for_timeout(700)  # it saves a moment after the last change
    page.reload()
    expect(page.locator("[data-handed]")).to_have_text("3 ballots handed in: Ana, José.")
    expect(page.locator("[data-shown]")).to_be_hidden()


def test_a_ballot_needs_a_first_choice(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/vote/")
    expect(page.get_by_text("Put at least two ideas on the ballot.")).to_be_visible()
    expect(page.get_by_role("button", name="Hand in my ballot")).to_be_hidden()
    for name in ("One", "Two"):
        page.get_by_label("Add an idea by name").fill(name)
        page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Hand in my ballot").click()
    expect(page.get_by_role("alert").filter(has_text="Say which one you would try first.")).to_be_visible()
    expect(page.locator("[data-handed]")).to_have_text("No ballot has been handed in yet.")


def test_a_ballot_for_paper_names_the_ideas(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/vote/")
    for number in range(1, 10):
        page.get_by_label("Add an idea by name").fill(f"Idea {number}")
        page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_label("Your name or initials")).to_be_focused()  # the ballot is full: on to the voting
    paper = page.pdf(format="Letter")
    assert len(PAGE.findall(paper)) == 1
    for number in range(1, 10):
        assert f"Idea{number}" in words_of(paper)
    assert page.get_by_role("button", name="Print the results").is_hidden()


def test_a_ballot_that_was_handed_in_is_never_shown_to_the_next_one(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/vote/")
    for name in ("One", "Two"):
        page.get_by_label("Add an idea by name").fill(name)
        page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_label("Your name or initials").fill("Ana")
    page.get_by_label("Why").first.fill("My secret reason")
    page.get_by_label("I would try this one first").first.check()
    page.get_by_role("button", name="Hand in my ballot").click()
    page.get_by_role("button", name="Throw the last ballot away").click()
    expect(page.locator("[data-handed]")).to_have_text("No ballot has been handed in yet.")
    assert "secret" not in page.locator("#content").inner_text()
    fields = page.locator("[data-ballot] :is(input[data-name], textarea)").all()
    assert [field.input_value() for field in fields] == ["", "", ""]
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("[data-handed]")).to_have_text("1 ballot handed in: Ana.")
    page.get_by_role("button", name="Show the results").click()
    expect(page.locator("[data-shown]")).to_contain_text("My secret reason")


def test_votes_are_counted_by_hand(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/vote/")
    place = {"effort": "small", "effect": "large", "why": ""}
    poor = {"effort": "large", "effect": "small", "why": " no "}
    vote = {
        "ideas": [{"key": key, "id": "", "name": key.upper()} for key in "abc"],
        "ballots": [
            {"first": "b", "placed": {"a": poor, "b": poor, "c": place}},
            {"first": "", "placed": {"a": poor, "c": {**place, "effort": ""}}},
        ],
    }
    counted = page.evaluate("(vote) => changepack.countVotes(vote)", vote)
    rows = [[row["idea"]["key"], row["votes"], row["worth"], row["reasons"]] for row in counted]
    assert rows == [["b", 1, 0, ["no"]], ["c", 0, 1, []], ["a", 0, 0, ["no", "no"]]]


# -- all four


@pytest.mark.parametrize("tool", PAGES)
def test_without_script_there_is_a_sheet_and_nothing_dead(visit: Visit, eight: Site, tool: str) -> None:
    page = visit(java_script_enabled=False).go_plainly(f"{eight.url}tools/{tool}/")
    assert page.locator(".cp-blank").is_visible()
    dead = [
        control
        for control in page.locator("#content :is(button, select, input, textarea)").all()
        if control.is_visible()
    ]
    assert dead == []
    for url in ("ideas/", "ideas/bus/", "problems/absence/"):
        page.goto(eight.url + url)
        assert page.locator(".cp-keep").count() == 0


@pytest.mark.parametrize("tool", PAGES)
def test_from_a_disk_every_tool_is_of_use(visit: Visit, sample: Site, tool: str) -> None:
    page = visit().go(f"{sample.from_disk}tools/{tool}/index.html?idea=early-recovery&idea=mentor&problem=grades")
    expect(page.locator("[data-tool]")).to_be_visible()
    if tool == "compare":
        expect(page.get_by_text("Not every page of these ideas could be read")).to_be_visible()
        expect(page.get_by_role("table").get_by_role("rowheader")).to_contain_text(["Evidence", "Effort", "Depth"])
    if tool == "shortlist":
        page.get_by_role("button", name="Take them over").click()
        page.evaluate("window.print = () => {}")
        page.get_by_role("button", name="Print as one pack").click()
        expect(page.locator("[data-told]")).to_contain_text("cover and links")
        assert page.locator(".cp-pack__left a").count() == 2
    if tool == "choose":
        expect(page.locator(".cp-proposal").first).to_be_visible()


@pytest.mark.parametrize("tool", PAGES)
def test_narrow_screens_and_all_colours(visit: Visit, sample: Site, tool: str) -> None:
    visitor = visit(viewport=NARROW, color_scheme="dark")
    page = visitor.go(sample.url + "tools/shortlist/?idea=early-recovery&idea=mentor")
    page.get_by_role("button", name="Take them over").click()
    page.goto(f"{sample.url}tools/{tool}/?problem=grades" if tool == "choose" else f"{sample.url}tools/{tool}/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert faults_of(page) == []
    page.emulate_media(color_scheme="light", forced_colors="active")
    assert faults_of(page, without="color-contrast") == []  # the colours are the reader's own


@pytest.mark.parametrize("url", [f"tools/{tool}/" for tool in PAGES] + ["ideas/", "ideas/bus/", "problems/absence/"])
def test_scripts_are_small(eight: Site, url: str) -> None:
    html = (eight.folder / url / "index.html").read_text(encoding="utf-8")
    ours = [
        src for src in re.findall(r'<script src="([^"]+)"', html) if "/assets/tools/" in src or src.endswith("menu.js")
    ]
    sizes = [len(gzip.compress(Path(eight.folder / url / src).read_bytes())) for src in ours]
    assert ours
    assert sum(sizes) < 60_000
