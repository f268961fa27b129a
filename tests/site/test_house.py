"""The house around every page, by keyboard: skip link, drawer, what has the focus and whether one sees it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.site.conftest import Visit
from tests.site.sites import Site
from tests.site.visitor import PHONE, WIDE, settle

NARROW: ViewportSize = {"width": 320, "height": 640}

FOCUS = """async () => {
    const end = Date.now() + 3000;  // the search opens and closes a moment after the focus came and went
    let state = await probes.focus();
    while (state?.fault && Date.now() < end) {
        await new Promise(requestAnimationFrame);
        state = await probes.focus();
    }
    return state;
}"""


def focused(page: Page, selector: str) -> bool:
    found: bool = page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector)
    return found


def test_the_skip_link_leads_to_the_text(look: Visit, sample: Site) -> None:
    page = look().go(sample.url + "ideas/early-recovery/")
    page.keyboard.press("Tab")
    assert focused(page, ".md-skip")
    page.keyboard.press("Enter")
    assert focused(page, "#content")
    page.keyboard.press("Tab")
    assert focused(page, "#content a")


@pytest.mark.parametrize("key", ["f", "s", "/", "p", "n", ",", "."])
def test_a_single_letter_is_no_command(look: Visit, sample: Site, key: str) -> None:
    """Speech recognition types letters, and hands touch keys (WCAG 2.1.4)."""
    page = look().go(sample.url + "glossary/")
    page.locator("#content a").first.focus()
    page.keyboard.press(key)
    page.keyboard.press("Shift+" + key)
    settle(page)
    assert focused(page, "#content a")
    assert not page.locator("#__search").is_checked()


def test_the_drawer_opens_and_closes_by_keyboard(look: Visit, sample: Site) -> None:
    page = look(viewport=NARROW).go(sample.url + "ideas/early-recovery/")
    link = page.locator(".md-sidebar--primary a.md-nav__link").first
    assert link.is_hidden()
    button = page.get_by_role("button", name="Menu")
    while not focused(page, "button[aria-expanded]"):
        page.keyboard.press("Tab")
        assert not focused(page, "#content a"), "the keyboard passed the menu by"
    assert button.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    link.wait_for(state="visible")
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert focused(page, "button[aria-expanded]")
    link.wait_for(state="hidden")


def test_the_keyboard_never_goes_into_the_closed_drawer(look: Visit, sample: Site) -> None:
    page = look(viewport=NARROW).go(sample.url)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not focused(page, ".md-sidebar--primary *")


def test_the_open_tab_is_told_to_everybody(look: Visit, sample: Site) -> None:
    page = look().go(sample.url + sample.page_of_type["idea"])
    tab = page.locator(".md-tabs [aria-current]")
    assert tab.inner_text() == "Ideas"
    assert tab.evaluate("(link) => getComputedStyle(link).fontWeight") == "700", "not by colour alone"


def test_the_drawer_leads_to_the_pages_of_the_menu(look: Visit, sample: Site) -> None:
    page = look(viewport=PHONE, has_touch=True, is_mobile=True).go(sample.url)
    page.get_by_role("button", name="Menu").tap()
    page.locator(".md-sidebar--primary").get_by_role("link", name="Cases").tap()
    page.get_by_role("heading", name="Cases", level=1).wait_for()


def test_on_a_wide_screen_there_are_tabs_and_no_menu_button(look: Visit, sample: Site) -> None:
    page = look().go(sample.url)
    assert page.get_by_role("button", name="Menu").count() == 0
    tabs = page.get_by_role("navigation", name="Tabs").get_by_role("link")
    assert [tab.inner_text() for tab in tabs.all()][:3] == ["Home", "Problems", "Ideas"]


@pytest.mark.parametrize(("size", "key"), [(WIDE, "Tab"), (PHONE, "Tab"), (PHONE, "Shift+Tab")])
@pytest.mark.parametrize("page_type", ["home", "ideas", "idea", "problem", "package", "case", "glossary", "evidence"])
def test_what_has_the_focus_is_seen(look: Visit, sample: Site, page_type: str, size: ViewportSize, key: str) -> None:
    page = look(viewport=size).go(sample.url + sample.page_of_type[page_type])
    faults, stops = walked(page, key)
    assert faults == set()
    assert stops > 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tool", ["plan", "vote", "capacity"])
def test_what_has_the_focus_is_seen_in_tools(look: Visit, sample: Site, tool: str, scheme: str) -> None:
    faults, stops = walked(look(color_scheme=scheme).go(f"{sample.url}tools/{tool}/"), "Tab")
    assert faults == set()
    assert stops > 8


def walked(page: Page, key: str) -> tuple[set[str], int]:
    """What is wrong with how the focus shows, on the way through the page, and how many stops there are."""
    faults = set()
    stops = 0
    for _ in range(150):
        page.keyboard.press(key)
        state = page.evaluate(FOCUS)
        if state is None:  # out of the page, at its end
            break
        stops += 1
        if state["fault"]:
            faults.add(f"{state['name']} {state['fault']}")
    return faults, stops


@pytest.mark.parametrize(
    ("url", "size", "down", "start"),
    [
        ("tools/three-questions/", PHONE, 9999, ".md-footer a"),  # text fields
        ("tools/tried/", PHONE, 9999, ".md-footer a"),  # fields for dates
        ("learn/annotated-bibliography/", PHONE, 9999, ".md-footer a"),  # short links, where the way back to the top is
        ("glossary/", WIDE, 70, "#content a"),  # the tabs are half gone
    ],
)
def test_on_the_way_back_up_nothing_lies_over_what_has_the_focus(
    look: Visit, real: Site, url: str, size: ViewportSize, down: int, start: str
) -> None:
    page = look(viewport=size).go(real.url + url)
    page.evaluate("(down) => scrollTo(0, down)", down)
    page.evaluate("(start) => document.querySelector(start).focus({preventScroll: true})", start)
    faults = set()
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        state = page.evaluate(FOCUS)
        if state is None:
            break
        if state["fault"]:
            faults.add(f"{state['name']} {state['fault']}")
    assert faults == set()


def test_the_page_begins_at_its_top_and_anchors_are_not_under_the_header(look: Visit, sample: Site) -> None:
    page = look().go(sample.url + "ideas/early-recovery/#s-first-test")
    heading = page.locator("#s-first-test").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert heading
    assert header
    assert header["y"] + header["height"] <= heading["y"] < WIDE["height"] / 2


MOVED = """() => new Promise((done) => new PerformanceObserver((list) => {
    done(list.getEntries().filter((one) => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0));
}).observe({type: "layout-shift", buffered: true}) ?? setTimeout(() => done(0), 500))"""


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("url", ["ideas/", "tools/plan/", "tools/capacity/", "tools/compare/", "tools/shortlist/"])
def test_hardly_anything_moves_when_scripts_come_late(look: Visit, real: Site, size: ViewportSize, url: str) -> None:
    page = look(viewport=size).page
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.goto(real.url + url)
    page.wait_for_timeout(600)
    moved = page.evaluate(MOVED)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    slow.detach()
    assert moved < 0.1


def test_the_colours_that_were_chosen_are_kept(visit: Visit, sample: Site) -> None:
    page = visit(color_scheme="light").go(sample.url)
    toggle = page.locator("form[data-md-component=palette] label:visible")
    schemes = []
    for _ in range(3):
        toggle.click()
        schemes.append(page.locator("body").get_attribute("data-md-color-scheme"))
    assert "slate" in schemes
    while page.locator("body").get_attribute("data-md-color-scheme") != "slate":
        toggle.click()
    page.goto(sample.url + "glossary/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert page.evaluate("Object.keys(localStorage)") == ["/.__palette"]


def test_nothing_is_kept_before_colours_are_chosen(visit: Visit, sample: Site) -> None:
    page = visit(color_scheme="dark").go(sample.url)
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("kept", ["{broken", '{"index": 2}', '{"index": "x", "color": {"media": "\\"]"}}', "7"])
def test_broken_things_in_the_storage_stop_no_page(visit: Visit, sample: Site, kept: str) -> None:
    page = visit().go(sample.url)
    page.evaluate("(kept) => localStorage.setItem('/.__palette', kept)", kept)
    page.reload()
    page.locator("form[data-md-component=palette] label:visible").click()
    assert page.evaluate("JSON.parse(localStorage['/.__palette']).index") == 1


def test_dark_colours_are_there_before_the_page_is_drawn(visit: Visit, sample: Site) -> None:
    visitor = visit(color_scheme="dark")
    visitor.page.route("**/bundle*.js", lambda route: route.abort())
    page = visitor.go(sample.url)
    visitor.forgive("ERR_FAILED")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
