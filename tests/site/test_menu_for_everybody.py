"""The menu of ideas by ear, by keyboard and on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.site.conftest import Visit
from tests.site.menu_page import ALL, box, open_menu, query, shown, tab_to, tick
from tests.site.sites import Site
from tests.site.visitor import PHONE

# -- said aloud


def test_the_count_is_read_out_when_typing_stops(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    page.evaluate(
        """() => {
          const status = document.querySelector("[role=status]");
          window.said = [];
          const listen = new MutationObserver(() => window.said.push(status.textContent));
          listen.observe(status, {childList: true, subtree: true});
        }"""
    )
    page.get_by_label("Find by words").press_sequentially("mentor", delay=30)
    expect(page.get_by_role("status")).to_have_text("1 of 8 ideas")
    assert page.evaluate("window.said") == ["1 of 8 ideas"], "not one sentence a letter"
    tick(page, "grade", "9")
    page.get_by_label("Find by words").fill("")
    expect(page.get_by_role("status")).to_have_text("6 of 8 ideas")


def test_the_count_is_read_out_after_going_back(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tick(page, "problem", "grades")
    tick(page, "grade", "9")
    expect(page.get_by_role("status")).to_have_text("4 of 8 ideas")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("5 of 8 ideas")


# -- by keyboard


def test_the_whole_menu_works_by_keyboard(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tab_to(page, "#s-words")
    page.keyboard.type("a")
    tab_to(page, ".cp-filters > summary")
    tab_to(page, box("problem", "grades"))
    page.keyboard.press("Space")
    assert shown(page) == ["recovery", "door", "mentor", "slips", "tutor"]
    tab_to(page, '[data-facet="role"] > summary')
    page.keyboard.press("Enter")
    tab_to(page, box("role", "teacher"))
    page.keyboard.press("Space")
    assert shown(page) == ["recovery", "door", "slips"]
    tab_to(page, ".cp-chips li:nth-child(2) button")
    page.keyboard.press("Enter")
    assert shown(page) == ["recovery", "door", "slips"], "without the problem the teacher's ideas are the same"
    assert page.evaluate("document.activeElement.textContent").startswith("Remove filter: Teacher"), (
        "on to the next chip"
    )
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert shown(page) == ALL
    assert page.evaluate("document.activeElement.id") == "s-words", "no chip is left"
    tab_to(page, "#s-sort")
    page.keyboard.type("New")
    assert shown(page)[0] == "recovery"
    assert query(page) == [("sort", "newest")]
    tab_to(page, "input[name=view]")
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("table").is_visible()
    page.keyboard.press("ArrowLeft")
    tab_to(page, "[data-rows] a")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Give time to make up missing work", level=1).wait_for()


# -- on a phone


def test_on_a_phone_filters_are_folded_and_a_button_shows_the_results(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight, viewport=PHONE, has_touch=True, is_mobile=True)
    assert page.locator(box("problem", "grades")).is_hidden()
    page.get_by_text("Filters", exact=True).tap()
    page.locator(box("problem", "grades")).tap()
    page.locator(box("grade", "9")).tap()
    page.get_by_role("button", name="Show 4 ideas").tap()
    assert page.locator(box("problem", "grades")).is_hidden()
    assert page.evaluate("document.activeElement.id") == "s-ideas"
    heading = page.locator("#s-ideas").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert heading
    assert header
    assert header["y"] + header["height"] <= heading["y"] < PHONE["height"] / 2, "the list is at the top of the screen"
    assert shown(page) == ["recovery", "door", "mentor", "slips"]
    assert "2 chosen" in page.locator(".cp-filters > summary").inner_text()


def test_a_word_without_an_end_does_not_widen_the_page(visit: Visit, eight: Site) -> None:
    page = visit(viewport={"width": 320, "height": 700}).go(f"{eight.url}ideas/?words={'W' * 200}")
    expect(page.locator(".cp-chip")).to_have_text(re.compile("W{200}"))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
