"""The planner: filled in from an idea, kept in the browser, from cycle to cycle, as a file, as Word, on paper."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.site.axe import faults_of
from tests.site.pdf_text import words_of
from tests.site.shelf_bar import unfold
from tests.site.sites import Site
from tests.site.visitor import PHONE, Visitor

Visit = Callable[..., Visitor]

IDEA = "ideas/early-recovery/"
TITLE = "Give students a set time each week to make up missing work"
QUESTION = "Do students come, and do they finish something?"
SPANISH = "¿Vienen los niños? Mañana: «sí», José & Ángel <3"
PLANS = """() => Object.keys(localStorage).filter((name) => name.startsWith('changepack/1/plan/'))
    .map((name) => JSON.parse(localStorage[name]).data)"""


@pytest.fixture
def visitor(visit: Visit, sample: Site) -> Visitor:
    """A visitor before the planner of an idea."""
    visitor = visit(accept_downloads=True)
    visitor.go(sample.url + IDEA + "plan/")
    return visitor


def field(page: Page, name: str) -> Any:
    return page.get_by_label(name, exact=True)


def fill(page: Page, **entries: str) -> None:
    """Fill in entries by their short names, and wait until they are kept."""
    for name, words in entries.items():
        page.locator(f"#s-ask-{name}").fill(words)
    expect(page.locator("[data-state]")).to_have_text("Saved in this browser.")


def plans(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.evaluate(PLANS)
    return sorted(found, key=lambda plan: plan["title"])


def press(page: Page, name: str) -> None:
    unfold(page)
    page.get_by_role("button", name=name, exact=True).first.click()


def downloaded(page: Page, name: str) -> Path:
    with page.expect_download() as waiting:
        press(page, name)
    return Path(waiting.value.path())


def test_the_plan_is_filled_in_from_the_idea_and_nothing_is_kept_yet(visitor: Visitor) -> None:
    page = visitor.page
    assert field(page, "Question 1").input_value() == QUESTION
    assert "Invite twelve students for Thursday." in field(page, "What we will do").input_value()
    assert field(page, "How small").input_value() == "One teacher, twelve students"
    assert field(page, "Cycle").input_value() == "1"
    assert "Missing work is made up within days" in field(page, "What it should move").input_value()
    assert field(page, f"Question 1: {QUESTION}").input_value() == ""
    assert plans(page) == []


def test_what_is_typed_is_there_after_a_reload(visitor: Visitor) -> None:
    page = visitor.page
    fill(page, team=f"Team {SPANISH}", start="2026-10-05", result1="Nine of twelve came.")
    page.get_by_role("radio", name="Partly").first.check()
    page.get_by_role("radio", name="adapt it").check()
    page.reload()  # saved when the page is left, also within the moment before it saves by itself
    assert page.locator("#s-ask-team").input_value() == f"Team {SPANISH}"
    assert page.locator("#s-ask-start").input_value() == "2026-10-05"
    assert page.get_by_role("radio", name="Partly").first.is_checked()
    assert page.get_by_role("radio", name="adapt it").is_checked()


def test_the_next_cycle_carries_what_was_learned_and_leads_back(visitor: Visitor) -> None:
    page = visitor.page
    fill(page, team="Lone Pine", learned="They come when it is at lunch.", next="Try lunch.")
    press(page, "Begin the next cycle")
    assert field(page, "Cycle").input_value() == "2"
    carried = page.locator("#s-ask-carried")
    assert carried.input_value() == "They come when it is at lunch.\nWhat we wanted to do next: Try lunch."
    assert page.evaluate("document.activeElement.id") == "s-ask-carried"
    assert page.locator("#s-ask-team").input_value() == "Lone Pine"
    assert page.locator("#s-ask-question1").input_value() == QUESTION
    assert page.locator("#s-ask-prediction1").input_value() == ""
    assert page.locator("#s-ask-learned").input_value() == ""
    first, second = plans(page)
    assert (first["cycle"], second["cycle"]) == ("1", "2")
    assert second["previous"] == first["uid"]
    assert second["title"] == f"Cycle 2: {TITLE}"
    press(page, "Open cycle 1")
    assert field(page, "Cycle").input_value() == "1"
    assert not carried.is_visible()
    assert_at_the_open_plan(page)


def assert_at_the_open_plan(page: Page) -> None:
    """The button is drawn anew when its plan opens: the keyboard goes on at the plan, and a screen reader says which."""
    expect(page.get_by_role("form", name="Plan of a test")).to_be_focused()
    expect(page.locator("[data-shelf] [data-told]")).to_have_text(f"Open now: Cycle 1: {TITLE}.")


def test_all_plans_are_listed_with_their_decisions_and_open_there(visitor: Visitor) -> None:
    page = visitor.page
    fill(page, team="Lone Pine", start="2026-10-05")
    page.get_by_role("radio", name="adopt it").check()
    press(page, "Begin the next cycle")
    page.get_by_role("link", name="All your plans").click()
    rows = page.locator("[data-plans] tbody tr")
    expect(rows).to_have_count(2)
    assert rows.nth(0).inner_text().split("\t") == [f"Cycle 1: {TITLE}", "1", "October 5, 2026", "Adopted"]
    assert "Not yet decided" in rows.nth(1).inner_text()
    rows.nth(0).get_by_role("button").click()
    assert page.locator("#s-ask-team").input_value() == "Lone Pine"
    assert page.get_by_label("Name of this plan").input_value() == f"Cycle 1: {TITLE}"
    assert_at_the_open_plan(page)
    page.locator("[data-idea-of-plan] a").click()
    expect(page.locator("h1")).to_have_text(TITLE)
    page.go_back()
    assert faults_of(page) == []


def test_a_copy_of_a_plan_and_a_plan_from_two_files_are_plans_of_their_own(visitor: Visitor, sample: Site) -> None:
    page = visitor.page
    fill(page, team="Lone Pine")
    press(page, "Copy")
    fill(page, team="Cedar")
    assert len({plan["uid"] for plan in plans(page)}) == 2
    again = [{"id": "x", "revision": 1, "saved": "", "data": {**plan, "title": "Again"}} for plan in plans(page)[:1]]
    file = json.dumps({"format": "changepack/1", "kind": "plan", "entries": again}).encode()
    page.locator("[data-file]").set_input_files({"name": "plan.json", "mimeType": "application/json", "buffer": file})
    expect(page.locator("[data-told]")).to_have_text("1 taken in.")
    visitor.go(sample.url + "tools/plan/")
    for name, team in (
        (f"Cycle 1: {TITLE}", "Lone Pine"),
        (f"Cycle 1: {TITLE} (copy)", "Cedar"),
        ("Again", "Lone Pine"),
    ):
        page.locator("[data-plans]").get_by_role("button", name=name, exact=True).click()
        assert page.get_by_label("Name of this plan").input_value() == name
        assert page.locator("#s-ask-team").input_value() == team


def test_the_planner_of_one_idea_shows_only_its_plans(visitor: Visitor, sample: Site) -> None:
    page = visitor.page
    fill(page, team="Lone Pine")
    visitor.go(sample.url + "ideas/mentor/plan/")
    assert page.locator("[data-saved] option").count() == 1
    assert page.locator("#s-ask-team").input_value() == ""
    assert page.locator("[data-trouble]").is_hidden()
    fill(page, team="Other")
    visitor.go(sample.url + IDEA + "plan/")
    assert page.locator("#s-ask-team").input_value() == "Lone Pine"


def test_a_plan_goes_into_a_file_and_comes_back_from_it(visitor: Visitor, sample: Site, tmp_path: Path) -> None:
    page = visitor.page
    fill(page, team=SPANISH, learned="Lunch.")
    path = downloaded(page, "Save as a file")
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert (kept["format"], kept["kind"], len(kept["entries"])) == ("changepack/1", "plan", 1)
    copy = tmp_path / "plan.json"
    copy.write_bytes(path.read_bytes())
    press(page, "Delete")
    page.evaluate("localStorage.clear()")
    visitor.go(sample.url + "tools/plan/")
    page.locator("[data-file]").set_input_files(copy)
    expect(page.locator("#s-ask-team")).to_have_value(SPANISH)
    assert plans(page)[0]["idea"] == "early-recovery"


def test_a_file_with_a_plan_of_another_idea_is_taken_in_and_the_page_says_where(
    visitor: Visitor, sample: Site, tmp_path: Path
) -> None:
    page = visitor.page
    fill(page, team="Lone Pine")
    copy = tmp_path / "plan.json"
    copy.write_bytes(downloaded(page, "Save as a file").read_bytes())
    visitor.go(sample.url + "ideas/mentor/plan/")
    page.locator("[data-file]").set_input_files(copy)
    expect(page.locator("[data-told]")).to_have_text(
        "1 taken in. It does not belong to this page: look among all your plans."
    )
    assert len(plans(page)) == 2


@pytest.mark.parametrize("text", ["", "[]", '{"format": "changepack/1", "kind": "plan", "entries": [{"data": 3}]}'])
def test_a_file_that_is_no_plan_is_refused_in_words(visitor: Visitor, tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text, encoding="utf-8")
    visitor.page.locator("[data-file]").set_input_files(path)
    expect(visitor.page.locator("[data-trouble]")).to_be_visible()
    assert field(visitor.page, "Question 1").input_value() == QUESTION


def said(document: bytes) -> list[str]:
    """Everything a document says, from top to bottom: paragraphs, and the boxes of each row."""
    body = docx.Document(io.BytesIO(document)).element.body
    return [text for paragraph in body.iter(f"{{{body.nsmap['w']}}}p") if (text := paragraph.text)]


def boxes(document: bytes) -> list[list[str]]:
    """The boxes of a document, row by row: name and text of each."""
    return [[cell.text for cell in table.rows[0].cells] for table in docx.Document(io.BytesIO(document)).tables]


def test_an_untouched_plan_as_word_is_the_worksheet_of_the_build(visitor: Visitor, sample: Site) -> None:
    page = visitor.page
    page.locator("#s-ask-cycle").fill("")  # a worksheet is for any cycle
    made = downloaded(page, "Download as Word").read_bytes()
    built = (sample.folder / IDEA / "early-recovery-test.docx").read_bytes()
    assert said(made) == said(built)
    assert boxes(made) == boxes(built)
    for one, other in zip(docx.Document(io.BytesIO(made)).tables, docx.Document(io.BytesIO(built)).tables, strict=True):
        for left, right in zip(one.columns, other.columns, strict=True):
            assert abs(left.width - right.width) < 1000  # English Metric Units: a thirtieth of a millimetre


def test_the_filled_plan_as_word_opens_and_says_what_was_typed(visitor: Visitor) -> None:
    page = visitor.page
    fill(page, team=SPANISH, result1="First line.\nSecond line.", learned="\u0007odd \u200d sign 🎒")
    page.get_by_role("radio", name="adapt it").check()
    document = downloaded(page, "Download as Word").read_bytes()
    rows = boxes(document)
    assert said(document)[0] == f"Plan a test: {TITLE}"
    assert rows[0] == [f"Team and place\n{SPANISH}", "Who leads this test\n", "Cycle\n1", "From\n", "To\n"]
    assert [f"Question 1: {QUESTION}\nFirst line.\nSecond line.", "As we thought?\n☐ Yes   ☐ Partly   ☐ No"] in rows
    assert ["What we learned\nodd \u200d sign 🎒"] in rows
    assert [
        "We will\n☐ adopt it: keep it as it is   ☒ adapt it: change it and test again   ☐ abandon it: drop it"
    ] in rows
    assert "From the last cycle: what we learned there" not in said(document)


def test_the_word_document_of_a_later_cycle_says_what_was_carried_along(visitor: Visitor) -> None:
    page = visitor.page
    fill(page, learned="They come when it is at lunch.")
    press(page, "Begin the next cycle")
    rows = boxes(downloaded(page, "Download as Word").read_bytes())
    assert rows[0][2] == "Cycle\n2"
    assert rows[1] == ["From the last cycle: what we learned there\nThey come when it is at lunch."]


def test_on_paper_stand_words_where_something_was_typed_and_lines_elsewhere(visitor: Visitor) -> None:
    page = visitor.page
    fill(page, team="Lone Pine, room 12", start="2026-10-05", done="It went well.\n" * 3)
    paper = words_of(page.pdf(format="Letter"))
    origin = f"version of 1 April 2026, CC-BY-4.0. With sources and measures: https://change.example.org/{IDEA}"
    for words in ("Lone Pine, room 12", "October 5, 2026", "It went well.", QUESTION, "What must stay", origin):
        assert "".join(words.split()) in paper, words
    assert "Begin" not in paper
    page.emulate_media(media="print")
    team, lead = page.locator("[data-ask=team]"), page.locator("[data-ask=lead]")
    assert team.locator("i").first.is_hidden()
    assert lead.locator("i").first.evaluate("(line) => line.getBoundingClientRect().height") > 10
    assert page.locator("form[data-plan] textarea:visible").count() == 0


def test_the_name_of_a_plan_is_printed_with_it(visitor: Visitor, sample: Site) -> None:
    page = visitor.go(sample.url + "tools/plan/")
    assert page.locator(".cp-plan__name").is_hidden()
    field(page, "Name of this plan").fill("Calls after lunch")
    expect(page.locator("[data-state]")).to_have_text("Saved in this browser.")
    assert words_of(page.pdf(format="Letter")).count("Callsafterlunch") == 1
    field(page, "Name of this plan").fill("")
    page.emulate_media(media="print")
    assert page.locator(".cp-plan__name").is_hidden()


def test_without_script_the_sheet_is_whole(visit: Visit, sample: Site) -> None:
    page = visit(java_script_enabled=False).go_plainly(sample.url + IDEA + "plan/")
    text = page.locator("form[data-plan]").inner_text()
    for words in (QUESTION, "Invite twelve students for Thursday.", "What we learned", "abandon it: drop it"):
        assert words in text
    assert page.get_by_role("button").filter(visible=True).count() == 0
    assert page.locator("[data-ask=who] i").first.is_visible()
    assert page.locator("[data-ask=what] i").first.is_hidden()


def test_words_from_right_to_left_stand_so_on_screen_and_paper(visitor: Visitor) -> None:
    page = visitor.page
    fill(page, what="نتصل بالأسرة (نفس اليوم)!")
    entry = page.locator("[data-ask=what]")
    directions = "(all) => all.map((one) => getComputedStyle(one).direction)"
    assert entry.locator("textarea, .cp-ask__box > div").evaluate_all(directions) == ["rtl", "rtl"]
    assert page.locator("[data-ask=team] textarea").evaluate_all(directions) == ["ltr"]


def test_a_field_grows_with_its_text(visitor: Visitor) -> None:
    area = visitor.page.locator("#s-ask-done")
    before = area.evaluate("(area) => area.clientHeight")
    area.fill("A line.\n" * 12)
    assert area.evaluate("(area) => area.scrollHeight <= area.clientHeight + 1")
    assert area.evaluate("(area) => area.clientHeight") > before * 2


def test_a_plan_leads_on_to_the_questions_about_its_idea(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("link", name="Ask the three questions").click()
    expect(page.get_by_label("Change idea", exact=True)).to_have_value(TITLE)


def test_after_the_plan_stands_the_button_that_prints_it(visitor: Visitor) -> None:
    page = visitor.page
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    page.get_by_role("button", name="Print the plan").click()
    assert page.locator("body").get_attribute("data-printed") == "yes"
    after = page.locator(".cp-plan__pause").evaluate("(part) => part.getBoundingClientRect().top")
    assert page.locator("#s-ask-data").evaluate("(area) => area.getBoundingClientRect().bottom") < after
    assert page.locator("#s-ask-done").evaluate("(area) => area.getBoundingClientRect().top") > after


def test_the_way_from_an_idea_to_a_plan_is_on_the_first_screen_of_a_phone(visit: Visit, sample: Site) -> None:
    page = visit(viewport=PHONE).go(sample.url + IDEA)
    link = page.get_by_role("link", name="Plan a first test")
    box = link.bounding_box()
    assert box
    assert box["y"] + box["height"] <= PHONE["height"]
    link.click()
    expect(page.locator("h1")).to_contain_text("Plan a test")
    expect(page.get_by_role("button", name="Print", exact=True).first).to_be_visible()
    assert faults_of(page) == []


def test_the_way_to_a_plan_is_on_the_first_screen_of_every_real_idea(visit: Visit, real: Site) -> None:
    heads = {
        path.parent.name: len(path.read_text(encoding="utf-8").partition("cp-head")[2].partition("</header>")[0])
        for path in real.folder.glob("ideas/*/index.html")
    }
    page = visit(viewport=PHONE).page
    for idea in sorted(heads, key=lambda name: -heads[name])[:6]:
        page.goto(real.url + f"ideas/{idea}/")
        box = page.get_by_role("link", name="Plan a first test").bounding_box()
        assert box
        assert box["y"] + box["height"] <= PHONE["height"], idea


def test_an_idea_leads_to_its_sheets(visit: Visit, sample: Site) -> None:
    page = visit(accept_downloads=True).go(sample.url + IDEA)
    for name, url in (
        ("Plan this test", "ideas/early-recovery/plan/"),
        ("Print handout", "ideas/early-recovery/handout/"),
        ("Word worksheet", "ideas/early-recovery/early-recovery-test.docx"),
        ("Tell what happened", "tools/tried/?idea=early-recovery"),
    ):
        link = page.locator("#s-first-test").get_by_role("link", name=name)
        assert link.evaluate("(link) => link.href") == sample.url + url
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word worksheet").click()
    document = docx.Document(str(waiting.value.path()))
    assert document.paragraphs[0].text == f"Plan a test: {TITLE}"
