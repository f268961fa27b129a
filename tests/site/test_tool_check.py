"""The tools that check the work: three questions, traction, capacity. Answers give what the generator's rules give."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from generator.improvement.three_questions import ANSWERS, QUESTIONS, STEPS, Answers, what_next
from generator.improvement.traction import Depth, Ownership, Spread, Sustainability, read_zone
from generator.render.tools.capacity import AREAS
from tests.site.axe import faults_of
from tests.site.shelf_bar import unfold
from tests.site.sites import Site
from tests.site.visitor import Visitor

Visit = Callable[..., Visitor]
AREA_IDS = [area.id for area in AREAS]


def dice() -> random.Random:
    return random.Random(20261121)  # noqa: S311 - no secret


@pytest.fixture
def questions(visit: Visit, eight: Site) -> Page:
    return visit().go(eight.url + "tools/three-questions/")


@pytest.fixture
def traction(visit: Visit, eight: Site) -> Page:
    return visit().go(eight.url + "tools/traction/")


@pytest.fixture
def capacity(visit: Visit, eight: Site) -> Page:
    return visit(accept_downloads=True).go(eight.url + "tools/capacity/")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'input[name="{name}"][value="{value}"]').check()


# -- three questions


def test_answers_lead_to_the_step_of_the_rule(questions: Page) -> None:
    verdict = questions.locator("[data-verdict]")
    assert verdict.inner_text() == f"{STEPS['begin'].verdict}."
    chance = dice()
    given = dict.fromkeys((question.id for question in QUESTIONS), "")
    for _ in range(30):
        name = chance.choice(list(given))
        given[name] = chance.choice(ANSWERS[1:])
        choose(questions, name, given[name])
        step = STEPS[what_next(Answers(**given))]  # type: ignore[arg-type]
        assert verdict.inner_text() == f"{step.verdict}."
        assert tuple(questions.locator("[data-do] li").all_inner_texts()) == step.do


def test_a_check_is_kept_and_printed_with_its_answers(questions: Page) -> None:
    questions.get_by_role("textbox", name="Change idea").fill("Make-up session")
    choose(questions, "can_do", "yes")
    questions.get_by_label("What we saw").first.fill("Held 4 of 4 times.\nNine came.")
    questions.reload()
    assert questions.locator('input[name="can_do"][value="yes"]').is_checked()
    assert questions.locator("[data-saved] option").all_inner_texts() == ["Make-up session"]
    questions.emulate_media(media="print")
    assert "Nine came." in questions.locator("[data-ask=can_do_seen]").inner_text()
    assert questions.locator("[data-result]").is_visible()
    assert not questions.locator("[data-every-step]").is_visible()


def test_the_empty_sheet_has_every_step_on_paper(questions: Page) -> None:
    questions.emulate_media(media="print")
    assert questions.locator("[data-every-step] tbody tr").count() == len(STEPS)
    assert questions.locator("[data-every-step] tbody").is_visible()
    assert not questions.locator("[data-result]").is_visible()
    assert not questions.locator("[data-shelf]").is_visible()


def test_an_idea_is_handed_over_in_the_address(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "tools/three-questions/?idea=Call%20%3Cb%3Ehome")
    assert page.get_by_role("textbox", name="Change idea").input_value() == "Call <b>home"


# -- traction


def rate(page: Page, depth: int, ownership: int, spread: int, sustainability: int, *, effect: bool) -> None:
    for name, step in {
        "depth": depth,
        "ownership": ownership,
        "spread": spread,
        "sustainability": sustainability,
    }.items():
        choose(page, name, str(int(step)))
    choose(page, "effect", "yes" if effect else "no")


def test_zones_are_those_of_the_rule(traction: Page) -> None:
    expect(traction.locator("[data-waiting]")).to_contain_text("4 to go")
    chance = dice()
    seen = set()
    highest = (Depth.DEEP, Ownership.SITE, Spread.WHOLE_SYSTEM, Sustainability.ROUTINE, True)
    random_sites = [
        (chance.choice(list(Depth)), chance.choice(list(Ownership)), chance.choice(list(Spread)),
         chance.choice(list(Sustainability)), chance.random() < 0.5)
        for _ in range(20)
    ]  # fmt: skip
    for depth, ownership, spread, sustainability, effect in [highest, *random_sites]:
        rate(traction, depth, ownership, spread, sustainability, effect=effect)
        found = read_zone(spread, depth, ownership, sustainability, impact_shown=effect)
        seen.add(found.zone)
        expect(traction.locator("[data-zone-title]")).to_have_text(f"Zone {found.zone}. {found.title}.")
        assert tuple(traction.locator("[data-reasons] li").all_inner_texts()) == found.reasons
        assert traction.locator("[data-next-line]").is_visible() == (found.next_step is not None)
        assert traction.locator("[data-next]").text_content() == (found.next_step or "")
        assert traction.locator("[data-zone-moves][data-here]").get_attribute("data-zone-moves") == found.zone
    assert {"A", "B", "E"} <= seen


def test_the_map_shows_the_zone_of_every_depth_and_spread(traction: Page) -> None:
    rate(traction, 2, 1, 1, 0, effect=False)
    for depth in Depth:
        for spread in Spread:
            found = read_zone(spread, depth, Ownership.TEAM, Sustainability.NOTHING)
            cell = traction.locator(f'[data-cell="{int(depth)} {int(spread)}"]')
            assert cell.locator("strong").inner_text() == found.zone
    assert traction.locator("[data-cell][data-here]").get_attribute("data-cell") == "2 1"
    assert "you are here" in traction.locator("[data-cell][data-here]").inner_text()


def test_two_ratings_of_one_site_stand_side_by_side(traction: Page) -> None:
    for who, spread in (("Coach", 1), ("Principal", 2)):
        traction.get_by_label("Site and work").fill("Lincoln High")
        traction.get_by_label("Who rates").fill(who)
        rate(traction, 2, 1, spread, 0, effect=False)
        expect(traction.locator("[data-state]")).to_have_text("Saved in this browser.")
        if who == "Coach":
            unfold(traction)
            traction.get_by_role("button", name="New").click()
    traction.get_by_text("All ratings kept in this browser").click()
    rows = [row.inner_text().split("\t") for row in traction.locator("[data-rating-rows] tr").all()]
    assert sorted(rows, key=lambda row: row[2]) == [
        ["Lincoln High", "", "Coach", "3", "2", "2", "1", "C"],
        ["Lincoln High", "", "Principal", "3", "2", "3", "1", "D"],
    ]


def test_a_rating_prints_with_its_zone_only_and_an_empty_sheet_with_all(traction: Page) -> None:
    traction.emulate_media(media="print")
    assert traction.locator("[data-zone-moves]").evaluate_all("(all) => all.every((one) => one.checkVisibility())")
    assert not traction.locator("[data-result]").is_visible()
    traction.emulate_media(media="screen")
    rate(traction, 1, 1, 1, 0, effect=False)
    traction.emulate_media(media="print")
    visible = traction.locator("[data-zone-moves]").evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility()).map((one) => one.dataset.zoneMoves)"
    )
    assert visible == ["B"]


# -- capacity


def answer(page: Page, group: str, levels: list[int]) -> None:
    page.get_by_label("Role group").fill(group)
    for area, level in zip(AREA_IDS, levels, strict=True):
        choose(page, area, str(level))
    page.get_by_role("button", name="Add these answers").click()


def people_file(folder: Path, name: str, people: list[tuple[str, list[int]]]) -> Path:
    entries = [
        {"id": f"{name}{at}", "revision": 1, "saved": "2026-11-21",
         "data": {"id": f"{name}{at}", "group": group, "levels": dict(zip(AREA_IDS, levels, strict=True))}}
        for at, (group, levels) in enumerate(people)
    ]  # fmt: skip
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"format": "changepack/1", "kind": "capacity-answers", "entries": entries}), "utf-8")
    return path


def collect(page: Page, *files: Path) -> str:
    page.locator("[data-told]").evaluate("(told) => { told.textContent = '' }")
    page.locator("[data-collect-file]").set_input_files(list(files))
    expect(page.locator("[data-told]")).not_to_be_empty()
    return page.locator("[data-told]").inner_text()


def table(page: Page) -> list[list[str]]:
    head = page.locator("[data-result-head] th").all_inner_texts()
    return [head, *(row.locator("th, td").all_inner_texts() for row in page.locator("[data-result-rows] tr").all())]


def test_one_person_sees_their_own_levels_two_see_nothing_three_see_averages(capacity: Page) -> None:
    answer(capacity, "Teachers", [1, 2, 3, 4, 5, 0])
    assert table(capacity)[0] == ["Area", "One person (1)"]
    assert [row[1] for row in table(capacity)[1:]] == ["1.0", "2.0", "3.0", "4.0", "5.0", "not shown"]
    answer(capacity, "Teachers", [2, 2, 3, 4, 5, 1])
    expect(capacity.locator("[data-nothing]")).to_contain_text("Averages appear with the third")
    assert not capacity.locator("[data-result]").is_visible()
    answer(capacity, "Teachers", [4, 2, 3, 4, 5, 1])
    rows = table(capacity)
    assert rows[0] == ["Area", "All (3)", "Lowest to highest"]
    assert rows[1] == ["Leadership", "2.3", "1 to 4"]
    assert rows[6] == ["Knowledge", "not shown", "not shown"]  # two answers only
    desc = capacity.locator("[data-picture] .cp-chart desc").text_content() or ""
    assert desc.startswith("Average levels from 1 to 5. All: Leadership 2.3, Results 2.0")


def test_what_is_missing_is_said_before_answers_are_added(capacity: Page) -> None:
    choose(capacity, "leadership", "3")
    capacity.get_by_role("button", name="Add these answers").click()
    expect(capacity.locator("[data-missing]")).to_have_text(
        "Still to answer: Results, Resources, Workforce, Data, Knowledge."
    )
    assert capacity.evaluate("document.activeElement.name") == "results"
    for area in AREA_IDS:
        choose(capacity, area, "0")
    capacity.get_by_role("button", name="Add these answers").click()
    expect(capacity.locator("[data-missing]")).to_contain_text("in one area, at least")
    expect(capacity.locator("[data-count]")).to_have_text("Nobody has answered yet.")


def recovered(found: list[list[str]], people: list[tuple[str, list[int]]]) -> list[str]:
    """Areas in which all less the shown groups leaves one or two people, whose answers could be worked out."""
    groups = [name.rpartition(" (")[0] for name in found[0][3:]]
    leaks = []
    for row, at in zip(found[1:], range(6), strict=True):
        if row[1] == "not shown":
            continue
        answered = [group.casefold() for group, levels in people if levels[at]]
        shown = [group for group, value in zip(groups, row[3:], strict=True) if value != "not shown"]
        named = {group.casefold() for group in groups}
        in_shown = sum(
            sum(person == group.casefold() for person in answered)
            if group != "Other roles"
            else sum(person not in named for person in answered)
            for group in shown
        )
        if 0 < len(answered) - in_shown < 3:
            leaks.append(row[0])
    return leaks


def test_no_answer_of_a_small_group_can_be_worked_out(capacity: Page, tmp_path: Path) -> None:
    chance = dice()
    for number in range(25):
        names = ["Teachers", "Principals", "Counselors", "Office"][: chance.randrange(1, 5)]
        people = [
            (
                chance.choice(names),
                [chance.choice([0, 1, 2, 3, 4, 5]) or chance.choice([0, 3]) for _ in AREA_IDS[1:]] + [2],
            )
            for _ in range(chance.randrange(3, 14))
        ]
        unfold(capacity)
        capacity.get_by_role("button", name="New", exact=True).click()
        collect(capacity, people_file(tmp_path, f"set{number}-", people))
        found = table(capacity)
        sizes = [int(name.rpartition(" (")[2].rstrip(")")) for name in found[0][1:2] + found[0][3:]]
        assert all(size >= 3 for size in sizes), found[0]
        assert recovered(found, people) == [], (found, people)
        everyone = [levels[5] for _, levels in people]
        assert found[6][1] == f"{sum(everyone) / len(everyone):.1f}"


def test_small_groups_stand_together(capacity: Page, tmp_path: Path) -> None:
    people = [("Teachers", [2] * 6)] * 4 + [("Principals", [4] * 6)] * 2 + [("Office", [3] * 6)]
    collect(capacity, people_file(tmp_path, "mixed", people))
    assert table(capacity)[0] == ["Area", "All (7)", "Lowest to highest", "Teachers (4)", "Other roles (3)"]
    assert table(capacity)[1] == ["Leadership", "2.7", "2 to 4", "2.0", "3.7"]
    collect(capacity, people_file(tmp_path, "more", [("principals", [4] * 6)]))
    # one person of the office alone would be the rest: the three principals stand with them
    assert table(capacity)[0][3:] == ["Teachers (4)", "Other roles (4)"]


def test_answers_go_from_one_device_to_another_and_count_once(
    visit: Visit, eight: Site, capacity: Page, tmp_path: Path
) -> None:
    sender = visit(accept_downloads=True).go(eight.url + "tools/capacity/")
    sender.get_by_label("Role group").fill("Teachers")
    for area in AREA_IDS:
        choose(sender, area, "3")
    with sender.expect_download() as waiting:
        sender.get_by_role("button", name="Save them as a file to send").click()
    assert waiting.value.suggested_filename == "answers-teachers.json"
    file = tmp_path / "sent.json"
    waiting.value.save_as(file)
    assert collect(capacity, file) == "1 person added."
    assert collect(capacity, file) == "0 people added. 1 person already here."
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": "changepack/1", "kind": "capacity-answers", "entries": [{"data": {}}]}', "utf-8")
    assert collect(capacity, broken) == "0 people added. 1 could not be read."
    capacity.reload()
    expect(capacity.locator("[data-count]")).to_have_text("1 person answered.")


def test_too_large_a_file_and_too_many_people_do_not_hold_up_the_page(capacity: Page, tmp_path: Path) -> None:
    head = "group,leadership,results,resources,workforce,data,knowledge\n"
    huge = tmp_path / "huge.csv"
    huge.write_text(head + "Teachers,1,2,3,4,5,1\n" * 60_000, "utf-8")
    assert collect(capacity, huge) == "0 people added. 1 file not opened: larger than 1 MB."
    many = tmp_path / "many.csv"
    many.write_text(head + "Teachers,1,2,3,4,5,1\n" * 1_003, "utf-8")
    assert collect(capacity, many) == "1000 people added. 3 left out: a survey holds up to 1000 people."


def test_a_form_of_a_spreadsheet_is_read_and_the_answers_come_out_as_one(capacity: Page, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text(
        "Timestamp,What is your role?,Leadership: aims and data?,Results,Resources,Workforce,Data,Knowledge\n"
        '1,=Teachers,2,1,2,1,3,"3 - making progress"\n'
        "2,Teachers,3,2,1,2,4,Developing\n"
        "3,Teachers,1,1,2,2,1,I do not know\n",
        "utf-8",
    )
    assert collect(capacity, form) == "3 people added."
    assert collect(capacity, form) == "0 people added. 3 people already here."
    with form.open("a", encoding="utf-8") as later:
        later.write("4,Teachers,3,3,3,3,3,3\n")
    assert collect(capacity, form) == "1 person added. 3 people already here."
    with capacity.expect_download() as waiting:
        capacity.get_by_role("button", name="All answers as a table (CSV)").click()
    lines = waiting.value.path().read_text(encoding="utf-8").splitlines()
    assert lines == [
        "group,leadership,results,resources,workforce,data,knowledge",
        "'=Teachers,2,1,2,1,3,3", "Teachers,3,2,1,2,4,2", "Teachers,1,1,2,2,1,", "Teachers,3,3,3,3,3,3",
    ]  # fmt: skip


def test_the_picture_is_taken_away_with_its_title_and_its_key(capacity: Page, tmp_path: Path) -> None:
    collect(capacity, people_file(tmp_path, "six", [("Teachers", [2] * 6)] * 3 + [("Aides", [4] * 6)] * 3))
    capacity.get_by_label("Name of the survey").fill("Fall <2026>")
    with capacity.expect_download() as waiting:
        capacity.get_by_role("button", name="Picture (SVG)").click()
    assert waiting.value.suggested_filename == "fall-2026.svg"
    root = ET.fromstring(waiting.value.path().read_text(encoding="utf-8"))  # noqa: S314 - drawn by ourselves
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words[-4:] == ["Fall <2026>", "All", "Teachers", "Aides"]


def test_single_answers_can_be_removed(capacity: Page, tmp_path: Path) -> None:
    collect(capacity, people_file(tmp_path, "four", [("Teachers", [level] * 6) for level in (1, 2, 3, 4)]))
    assert table(capacity)[1][1] == "2.5"
    capacity.get_by_text("Single answers, to check or to remove").click()
    capacity.get_by_role("button", name="Remove answers 1").click()
    assert table(capacity)[1][1:] == ["3.0", "2 to 4"]
    expect(capacity.get_by_role("button", name="Put them back")).to_be_focused()
    capacity.keyboard.press("Enter")
    assert table(capacity)[1][1:] == ["2.5", "1 to 4"]
    expect(capacity.get_by_role("button", name="Remove answers 1")).to_be_focused()
    assert not capacity.get_by_role("button", name="Put them back").is_visible()


def test_the_form_is_a_sheet_and_the_result_is_a_page(
    visit: Visit, eight: Site, capacity: Page, tmp_path: Path
) -> None:
    bare = visit(java_script_enabled=False).go_plainly(eight.url + "tools/capacity/")
    assert bare.locator("fieldset.cp-area").count() == 6
    assert bare.locator(".cp-tally").is_visible()
    assert not bare.get_by_role("button", name="Add these answers").is_visible()
    collect(capacity, people_file(tmp_path, "three", [("Teachers", [2] * 6)] * 3))
    capacity.emulate_media(media="print")
    assert capacity.locator("[data-picture] .cp-chart").is_visible()
    assert not capacity.locator("fieldset.cp-area").first.is_visible()
    capacity.evaluate("window.print = () => { window.sheet = document.querySelector('.cp-tally').checkVisibility() }")
    capacity.locator("[data-empty-sheet]").evaluate("(button) => button.click()")
    assert capacity.evaluate("window.sheet") is True


# -- every visitor


def fill_in(page: Page, tool: str, folder: Path) -> None:
    if tool == "three-questions":
        for question, said in zip(QUESTIONS, ("yes", "yes", "no", "not yet", "no"), strict=True):
            choose(page, question.id, said)
        page.get_by_text("Every answer, and what to do next").click()
    elif tool == "traction":
        rate(page, 2, 2, 3, 1, effect=True)
    else:
        people = [("Teachers", [1, 2, 3, 4, 5, 2])] * 3 + [("Principals", [2, 2, 3, 4, 4, 2])] * 4
        collect(page, people_file(folder, "axe", people))
        page.get_by_text("Single answers, to check or to remove").click()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
@pytest.mark.parametrize("tool", ["three-questions", "traction", "capacity"])
def test_axe_finds_nothing(visit: Visit, eight: Site, tmp_path: Path, tool: str, width: int, scheme: str) -> None:
    options: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = visit(**options).go(f"{eight.url}tools/{tool}/")
    assert faults_of(page) == []
    fill_in(page, tool, tmp_path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults_of(page) == []


LISTEN = """() => {
    window.said = 0;
    const listen = new MutationObserver(() => { window.said += 1 });
    for (const place of document.querySelectorAll("[role=status]:not([data-told])")) {
        listen.observe(place, { childList: true, characterData: true, subtree: true });
    }
}"""


@pytest.mark.parametrize("tool", ["three-questions", "traction", "capacity", "tried"])
def test_while_words_are_typed_nothing_is_read_out_again(visit: Visit, eight: Site, tmp_path: Path, tool: str) -> None:
    page = visit().go(f"{eight.url}tools/{tool}/")
    if tool != "tried":
        fill_in(page, tool, tmp_path)
    field = page.locator("#s-title, #s-ask-title, #s-ask-note").first
    field.press_sequentially("W")
    page.evaluate(LISTEN)
    field.press_sequentially("ords")
    assert page.evaluate("window.said") == 0


@pytest.mark.parametrize("tool", ["three-questions", "traction", "capacity"])
def test_it_works_from_a_disk(visit: Visit, eight: Site, tmp_path: Path, tool: str) -> None:
    page = visit().go(f"{eight.from_disk}tools/{tool}/index.html")
    fill_in(page, tool, tmp_path)
    expect(page.locator("[data-state]")).to_have_text("Saved in this browser.")


@pytest.mark.parametrize("tool", ["run-chart", "three-questions", "traction", "capacity"])
def test_all_scripts_of_the_page_are_small_the_themes_among_them(eight: Site, tool: str) -> None:
    folder = eight.folder / "tools" / tool
    html = (folder / "index.html").read_text(encoding="utf-8")
    files = re.findall(r'<script src="([^"]+)"', html)
    inline = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(files) > 5
    sizes = [len(gzip.compress((folder / file).read_bytes())) for file in files]
    assert sum(sizes) + len(gzip.compress("".join(inline).encode())) < 61_000
