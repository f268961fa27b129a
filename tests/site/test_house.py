"""The house around every page: its menu and its way to the text, for everybody."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.site.conftest import Visit
from tests.site.sites import Site

NARROW = {"width": 320, "height": 800}
"""Also what a desktop shows at 400 %."""
FIRST_ENTRY = ".md-sidebar--primary a.md-nav__link >> nth=0"


def has_focus(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).evaluate("(element) => element === document.activeElement"))


def test_the_menu_opens_and_closes_by_keyboard_on_a_narrow_screen(visit: Visit, sample: Site) -> None:
    page = visit(viewport=NARROW).go(sample.url + sample.page_of_type["idea"])
    button = page.get_by_role("button", name="Menu")
    assert not page.locator(FIRST_ENTRY).is_visible()
    page.keyboard.press("Tab")
    assert has_focus(page, "a.md-skip")
    page.keyboard.press("Tab")
    assert has_focus(page, ".cp-menu-button")
    assert button.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    page.locator(FIRST_ENTRY).wait_for(state="visible")
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert has_focus(page, ".cp-menu-button")
    page.locator(FIRST_ENTRY).wait_for(state="hidden")


def test_the_keyboard_never_goes_into_a_closed_menu(visit: Visit, sample: Site) -> None:
    page = visit(viewport=NARROW).go(sample.url)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")


def test_the_menu_opens_without_script(visit: Visit, sample: Site) -> None:
    page = visit(viewport=NARROW, java_script_enabled=False).page
    page.goto(sample.url)
    page.locator('.md-header label[for="__drawer"]').click()
    page.locator(FIRST_ENTRY).wait_for(state="visible")


def test_the_open_tab_is_told_to_everybody(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url + sample.page_of_type["idea"])
    tab = page.locator(".md-tabs [aria-current]")
    assert tab.inner_text() == "Ideas"
    assert tab.evaluate("(link) => getComputedStyle(link).fontWeight") == "700"


def test_the_skip_link_leads_to_the_text(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert has_focus(page, "#content")
