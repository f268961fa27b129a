"""Telling what happened: a row that the project's own rules accept, to copy, to save, to take to the project's form."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

from generator.diagnostics import Report
from generator.link import link
from generator.load import load
from generator.load.characters import FORBIDDEN
from generator.model.lookup import TestOfChange
from generator.project import Project
from generator.validate import validate
from tests.sample_library import PUBLISHED, SAMPLE, sample_library
from tests.site.axe import faults_of
from tests.site.sites import HERE, Site, build_library, served_site
from tests.site.visitor import PHONE, Visitor

Visit = Callable[..., Visitor]

TOOL = "tools/tried/"
SPANISH = 'Vinieron más niños, "casi todos"; José & Ángel <3'
FORMULA = '=HYPERLINK("x")'


def visit_tool(visit: Visit, site: Site, query: str = "", **options: Any) -> Page:
    page = visit(accept_downloads=True, **options).go(site.url + TOOL + query)
    expect(page.locator("[data-save-row]")).to_be_visible()
    return page


def fill(page: Page, **entries: str) -> None:
    """Fill in entries by their short names."""
    for name, words in entries.items():
        control = page.locator(f"#s-ask-{name}")
        if control.evaluate("(control) => control.tagName") == "SELECT":
            control.select_option(words)
        else:
            control.fill(words)


def fill_all(page: Page, **changes: str) -> None:
    """Everything that a row needs."""
    entries = {"idea": "mentor", "place": "lone-pine", "prediction": "Most come.", "result": "About half came."}
    fill(page, **(entries | changes))
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("radio", name="abandon it").check()


def row(page: Page) -> dict[str, str]:
    cells = next(csv.reader(io.StringIO(page.locator("[data-row]").input_value()), strict=True))
    return dict(zip(TestOfChange.model_fields, cells, strict=True))


def missing(page: Page) -> str:
    return page.locator("[data-missing]").inner_text()


def accepted(folder: Path, test: str, place: str = "") -> None:
    """Put the rows into a copy of the sample's sources: the stages that read them must find no fault."""
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    for name, line in (("tests-of-change.csv", test), ("places.csv", place)):
        path = folder / "content" / name
        lines = [*path.read_text(encoding="utf-8").splitlines(), line]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before, after = Report(), Report()
    for project, report in ((SAMPLE, before), (folder, after)):
        link(validate(load(Project(project), report), report), report)
    assert after.format("text") == before.format("text")


def test_it_says_what_is_missing_until_the_row_is_whole(visit: Visit, sample: Site) -> None:
    page = visit_tool(visit, sample, "?idea=mentor")
    assert missing(page) == (
        "Still missing: the place, what you thought would happen, what happened, what you decided."
    )
    fill_all(page)
    assert missing(page) == "Everything that is needed is there."
    fill(page, start="2026-10-09", end="2026-10-05")
    assert missing(page) == "Still missing: a last day that is not before the first."
    assert faults_of(page) == []


def test_the_row_is_one_that_the_project_accepts(visit: Visit, sample: Site, tmp_path: Path) -> None:
    page = visit_tool(visit, sample)
    fill_all(
        page, cycle="1", start="2026-10-05", end="2026-10-09", measure="sessions-held", scale="One class, all of it"
    )
    fill(page, result=f"{SPANISH}\nand, on the second day, fewer", note=FORMULA)
    found = row(page)
    assert found["result"] == f"{SPANISH} and, on the second day, fewer"
    assert found["note"] == f"'{FORMULA}"
    assert (found["as_predicted"], found["decision"], found["measure"]) == ("no", "abandon", "sessions-held")
    accepted(tmp_path / "project", page.locator("[data-row]").input_value())


def test_a_place_that_is_new_gets_a_row_of_its_own(visit: Visit, sample: Site, tmp_path: Path) -> None:
    page = visit_tool(visit, sample)
    assert page.locator("#s-ask-place_name").is_hidden()
    fill_all(page, place="another-place")
    assert "the place’s name and state" in missing(page)
    fill(page, place_name="Cañón Elementary, District 3", place_state="ca")
    assert missing(page) == "Everything that is needed is there."
    assert row(page)["place"] == "canon-elementary-district-3-ca"
    place = page.locator("[data-place-row]").input_value()
    assert place.startswith('canon-elementary-district-3-ca,"Cañón Elementary, District 3",CA,')
    accepted(tmp_path / "project", page.locator("[data-row]").input_value(), place)


def test_signs_that_the_project_refuses_are_left_out_of_the_row(visit: Visit, sample: Site, tmp_path: Path) -> None:
    page = visit_tool(visit, sample)
    hidden = [chr(code) for code in [*range(0x10000), *range(0xE0000, 0xE1000, 99)] if FORBIDDEN.match(chr(code))]
    fill_all(page, result="x")
    words = "Home\u00adwork came\u2066 back, " + "x" * 380 + "\U0001f600" * 9
    for text in (*("".join(hidden[at : at + 390]) for at in range(0, len(hidden), 390)), words):
        page.evaluate(
            "(text) => { const box = document.querySelector('#s-ask-result'); box.value = text;"
            "box.dispatchEvent(new Event('input', { bubbles: true })) }",
            text,
        )
        assert not FORBIDDEN.search(row(page)["result"])
    assert row(page)["result"].startswith("Homework came back, x")
    accepted(tmp_path / "project", page.locator("[data-row]").input_value())


@pytest.mark.parametrize("cycle", ["", "0", "-1", "1.5", "99999"])
def test_a_row_needs_the_number_of_its_cycle(visit: Visit, sample: Site, cycle: str) -> None:
    page = visit_tool(visit, sample)
    fill_all(page, cycle=cycle)
    assert missing(page) == "Still missing: which cycle it was, in a whole number."


@pytest.mark.parametrize(
    ("words", "small"),
    [
        ("Four of six students came.", True),
        ("3 boys and 4 girls stayed away", True),
        ("One ninth grader... no, two students", True),
        ("Nine of the ten invited students came", True),
        ("Most students came, 31 of 40 handed in work.", False),
        ("After three weeks, 22 students came", False),
        ("It took four days and two teachers' rooms.", False),
    ],
)
def test_it_asks_to_leave_out_numbers_about_few_people(visit: Visit, sample: Site, words: str, small: bool) -> None:  # noqa: FBT001
    page = visit_tool(visit, sample)
    fill(page, result=words)
    assert page.locator("[data-small]").is_visible() is small


def test_the_row_can_be_copied_and_saved(visit: Visit, sample: Site) -> None:
    visitor = visit(accept_downloads=True, permissions=["clipboard-read", "clipboard-write"])
    page = visitor.go(sample.url + TOOL)
    fill_all(page)
    page.get_by_role("button", name="Copy as one line").click()
    expect(page.locator("[data-done]")).to_have_text("Copied.")
    line = page.locator("[data-row]").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == line
    with page.expect_download() as waiting:
        page.locator("[data-save-row]").click()
    assert waiting.value.suggested_filename == "mentor-lone-pine-cycle-1.csv"
    saved = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert saved == ",".join(TestOfChange.model_fields) + "\n" + line + "\n"


def test_it_is_filled_from_a_plan(visit: Visit, sample: Site) -> None:
    visitor = visit(accept_downloads=True)
    page = visitor.go(sample.url + "ideas/early-recovery/plan/")
    for name, words in (
        ("start", "2026-10-05"),
        ("result1", "Most came."),
        ("result2", "Few stayed."),
        ("why", "At lunch."),
    ):
        page.locator(f"#s-ask-{name}").fill(words)
    page.get_by_role("radio", name="Yes").first.check()
    page.get_by_role("radio", name="No", exact=True).nth(1).check()
    page.get_by_role("radio", name="adapt it").check()
    page.get_by_role("link", name="Tell what happened").click()
    page.wait_for_url("**/tools/tried/?idea=early-recovery&plan=*")
    expect(page.locator("#s-ask-result")).to_have_value("Most came. Few stayed.")
    found = row(page)
    assert (found["idea"], found["cycle"], found["start"]) == ("early-recovery", "1", "2026-10-05")
    assert (found["as_predicted"], found["decision"], found["note"]) == ("partly", "adapt", "At lunch.")
    assert found["scale"] == "One teacher, twelve students"
    fill(page, place="lone-pine")
    expect(page.locator("[data-state]")).to_have_text("Saved in this browser.")
    page.reload()
    assert row(page)["place"] == "lone-pine"
    assert row(page)["result"] == "Most came. Few stayed."


def test_without_script_it_is_a_sheet_of_one_page(visit: Visit, sample: Site) -> None:
    page = visit(java_script_enabled=False).go_plainly(sample.url + TOOL)
    text = page.locator(".cp-page").inner_text()
    for words in (
        "Nothing about single students",
        "What we thought would happen",
        "Why we decided so",
        "Its full name",
    ):
        assert words in text
    assert page.locator("[data-live]").filter(visible=True).count() == 0
    assert page.pdf(format="Letter").count(b"/Type /Page\n") == 1


def test_it_works_on_a_narrow_phone(visit: Visit, sample: Site) -> None:
    page = visit_tool(visit, sample, viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size(PHONE)
    assert faults_of(page) == []


@pytest.fixture(scope="module")
def on_gitlab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample as if its sources lay at another kind of repository."""
    settings = replace(PUBLISHED, repo_url="https://gitlab.example.org/county/change")
    with served_site(build_library(sample_library(settings), tmp_path_factory.mktemp("gitlab"))) as site:
        yield site


def test_the_project_s_form_is_opened_filled_in(visit: Visit, sample: Site, on_gitlab: Site) -> None:
    page = visit_tool(visit, sample)
    fill_all(page, start="2026-10-05", end="2026-10-09", note="Too late in the day.")
    address = urlsplit(page.locator("[data-issue]").get_attribute("href") or "")
    assert f"{address.scheme}://{address.netloc}{address.path}" == "https://git.example.org/change/issues/new"
    given = {name: values[0] for name, values in parse_qs(address.query).items()}
    form = yaml.safe_load((HERE / ".github" / "ISSUE_TEMPLATE" / given["template"]).read_text(encoding="utf-8"))
    fields = {field["id"]: field["attributes"] for field in form["body"] if "id" in field}
    assert set(given) - {"template", "title", "body"} <= set(fields)
    assert {name for name in fields if name != "scale"} <= set(given)
    assert given["decision"] in fields["decision"]["options"]
    assert given["start"] == "2026-10-05 to 2026-10-09"
    other = visit_tool(visit, on_gitlab)
    fill_all(other)
    address = urlsplit(other.locator("[data-issue]").get_attribute("href") or "")
    assert address.path == "/county/change/-/issues/new"
    assert other.locator("[data-row]").input_value() in parse_qs(address.query)["issue[description]"][0]
