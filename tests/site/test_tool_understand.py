"""Fishbone, driver diagram, process map and interview sheet: drawn while one types, kept, exported, printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.site.axe import faults_of
from tests.site.conftest import Visit
from tests.site.sites import Site
from tests.site.visitor import PHONE, WIDE, Visitor

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
SKETCHES = {"fishbone": "fishbone", "driver-diagram": "drivers", "process-map": "process"}


def fill(page: Page) -> None:
    page.fill("#s-title", "Álgebra, primer año")
    page.fill("#s-head", "Too many ninth graders fail Algebra I")
    page.fill("#s-part-0-name", "Teaching <b>")
    page.fill("#s-part-0-lines", "Tests come as a surprise\n- Weekly help hour")
    page.wait_for_timeout(700)  # it saves half a second after the last change


def drawn(page: Page) -> str:
    return page.locator("[data-picture] svg").text_content() or ""


@pytest.mark.parametrize("tool", SKETCHES)
def test_what_is_typed_is_drawn_and_still_there_after_a_reload(visit: Visit, sample: Site, tool: str) -> None:
    page = visit(viewport=WIDE).go(sample.url + f"tools/{tool}/")
    fill(page)
    assert "Teaching <b>" in drawn(page)
    assert "Weekly help hour" in drawn(page)
    page.reload()
    assert page.input_value("#s-title") == "Álgebra, primer año"
    assert "Teaching <b>" in drawn(page)
    description = page.locator("[data-picture] svg desc").text_content()
    assert description
    assert "Too many ninth graders fail Algebra I" in description


def test_parts_move_and_leave_by_keyboard_and_the_focus_stays(visit: Visit, sample: Site) -> None:
    page = visit(viewport=WIDE).go(sample.url + "tools/process-map/")
    page.fill("#s-part-0-name", "First")
    page.fill("#s-part-1-name", "Second")
    page.get_by_role("button", name="Move down number 1").press("Enter")
    assert page.input_value("#s-part-0-name") == "Second"
    expect(page.get_by_role("button", name="Move down number 2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move down number 3")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move up number 4")).to_be_focused()  # there is no further way down
    for _ in range(2):
        page.keyboard.press("Enter")
    assert page.input_value("#s-part-1-name") == "First"
    page.get_by_role("button", name="Take out number 1").press("Enter")
    assert page.input_value("#s-part-0-name") == "First"
    page.get_by_role("button", name="Add one more").press("Enter")
    assert page.locator("[data-status]").inner_text() == "Number 4 added."


def test_a_part_that_was_taken_out_can_be_put_back(visit: Visit, sample: Site) -> None:
    page = visit(viewport=WIDE).go(sample.url + "tools/fishbone/")
    page.fill("#s-part-1-name", "Time")
    page.fill("#s-part-1-lines", "No hour for it")
    page.get_by_role("button", name="Take out number 2").press("Enter")
    assert page.locator("[data-status]").inner_text() == "Taken out."
    expect(page.get_by_role("button", name="Put it back number 2")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.input_value("#s-part-1-name") == "Time"
    assert page.input_value("#s-part-1-lines") == "No hour for it"
    expect(page.locator("#s-part-1-name")).to_be_focused()
    assert page.get_by_role("button", name="Put it back").count() == 0


def test_a_process_map_says_in_words_who_does_a_step(visit: Visit, sample: Site) -> None:
    page = visit(viewport=WIDE).go(sample.url + "tools/process-map/")
    page.fill("#s-part-0-name", "Calls the family")
    page.fill("#s-part-0-extra", "Clerk")
    assert "Steps: Clerk: Calls the family" in str(page.locator("[data-picture] svg desc").text_content())


def test_each_field_says_which_part_it_belongs_to(visit: Visit, sample: Site) -> None:
    page = visit(viewport=WIDE).go(sample.url + "tools/fishbone/")
    lines = page.get_by_role("group", name="Kind of cause (2)").get_by_label("Causes, one on each line")
    assert lines.get_attribute("id") == "s-part-1-lines"


def test_the_picture_can_be_saved_as_a_file_of_its_own(visit: Visit, sample: Site, tmp_path: Path) -> None:
    page = visit(viewport=WIDE).go(sample.url + "tools/fishbone/")
    fill(page)
    with page.expect_download() as found:
        page.get_by_role("button", name="Picture (SVG)").click()
    path = tmp_path / "picture.svg"
    found.value.save_as(path)
    text = path.read_text(encoding="utf-8")
    assert found.value.suggested_filename == "algebra-primer-ano.svg"
    assert text.startswith("<svg")
    assert 'xmlns="http://www.w3.org/2000/svg"' in text
    assert "Teaching &lt;b&gt;" in text


def test_a_picture_without_end_becomes_a_file_too(visit: Visit, sample: Site) -> None:
    page = visit(viewport=WIDE).go(sample.url + "tools/process-map/")
    page.evaluate(
        """() => {
          for (const box of document.querySelectorAll("[data-parts] textarea")) {
            box.value = "x\\n".repeat(599);
            box.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }"""
    )
    with page.expect_download() as found:
        page.get_by_role("button", name="Picture (PNG)").click()
    image = found.value.path().read_bytes()
    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[20:24], "big") == 16000


def test_ideas_hang_under_the_part_above_them(visit: Visit, sample: Site) -> None:
    page = visit(viewport=WIDE).go(sample.url + "tools/driver-diagram/")
    fill(page)
    dashed = page.locator("[data-picture] g:has(> rect[stroke-dasharray])")
    assert [text.strip() for text in dashed.all_text_contents()] == ["Weekly help hour"]


@pytest.mark.parametrize("tool", [*SKETCHES, "interview"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(visit: Visit, sample: Site, tool: str, scheme: str) -> None:
    visitor: Visitor = visit(viewport=PHONE, color_scheme=scheme)
    page = visitor.go(sample.url + f"tools/{tool}/")
    if tool in SKETCHES:
        fill(page)
    assert faults_of(page) == []


@pytest.mark.parametrize("tool", [*SKETCHES, "interview"])
def test_without_script_it_is_a_sheet_to_print(visit: Visit, sample: Site, tool: str) -> None:
    page = visit(java_script_enabled=False).go_plainly(sample.url + f"tools/{tool}/")
    assert page.locator(".cp-line").count() >= 10
    assert page.locator("[data-tool]").is_visible() is False


@pytest.mark.parametrize("address", ["tools/interview/", "packages/on-track/print/"])
def test_pages_for_paper_have_a_button_that_prints(visit: Visit, sample: Site, address: str) -> None:
    page = visit(viewport=PHONE).go(sample.url + address)
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    page.get_by_role("button", name="Print", exact=True).click()
    assert page.locator("body").get_attribute("data-printed") == "yes"
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="Print", exact=True).count() == 0


@pytest.mark.parametrize("tool", SKETCHES)
def test_with_nothing_typed_the_sheet_is_printed_and_then_the_picture(visit: Visit, sample: Site, tool: str) -> None:
    page = visit().go(f"{sample.url}tools/{tool}/")
    page.emulate_media(media="print")
    assert page.locator("[data-paper]").is_visible()
    assert page.locator("[data-picture]").is_hidden()
    page.emulate_media(media="screen")
    page.locator("[data-field=head]").fill("Ninth graders fail Algebra I")
    page.emulate_media(media="print")
    assert page.locator("[data-paper]").is_hidden()
    assert page.locator("[data-picture] svg").is_visible()


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("tool", SKETCHES)
def test_sheet_and_picture_are_one_page_each(visit: Visit, sample: Site, tool: str, paper: str) -> None:
    page = visit().go(f"{sample.url}tools/{tool}/")
    assert len(PAGE.findall(page.pdf(format=paper, prefer_css_page_size=True))) == 1
    fill(page)
    assert len(PAGE.findall(page.pdf(format=paper, prefer_css_page_size=True))) == 1
