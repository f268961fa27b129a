"""Without script: lists are complete, pages say all they have to say, and nothing is offered that does nothing."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import ViewportSize

from tests.site.conftest import Visit
from tests.site.sites import KINDS, Site
from tests.site.visitor import PHONE, WIDE

CONTROLS = (
    "button, select, [role=button], input:is([type=search], [type=submit], [type=button], [type=range], [type=file]),"
    ".md-header :is(input, label[for]:not([for=__drawer]))"
)
"""What does nothing without script. Not the theme's drawer, which opens by style alone, and not the boxes and lines of
a sheet that can be filled in and printed all the same."""


def test_the_menu_lists_all_ideas(look: Visit, real: Site) -> None:
    page = look(java_script_enabled=False).go_plainly(real.url + "ideas/")
    ideas = json.loads((real.folder / "data" / "ideas.json").read_text(encoding="utf-8"))["items"]
    titles = sorted(idea["title"] for idea in ideas if idea["status"] == "published")
    assert len(titles) > 20
    rows = page.locator("[data-rows] > li")
    assert sorted(rows.locator("h3").all_text_contents()) == titles
    assert all(row.is_visible() for row in rows.all())
    assert page.locator("#s-filter").is_hidden()
    assert f"{len(titles)} ideas" in page.locator(".cp-menu__count").inner_text()


def test_the_page_of_a_problem_has_its_whole_menu(look: Visit, real: Site) -> None:
    problems = json.loads((real.folder / "data" / "problems.json").read_text(encoding="utf-8"))["items"]
    page = look(java_script_enabled=False).page
    for problem in problems:
        page.goto(f"{real.url}problems/{problem['id']}/")
        for kind in ("ideas", "packages", "cases"):
            links = page.locator(f"#content a[href^='../../{kind}/']:visible")
            linked = {(link.get_attribute("href") or "").split("/")[-2] for link in links.all()}
            assert set(problem[kind]) <= linked, (problem["id"], kind)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_is_offered_that_needs_script(look: Visit, sample: Site, size: ViewportSize) -> None:
    page = look(java_script_enabled=False, viewport=size).page
    dead: list[tuple[str, str]] = []
    for kind in KINDS:
        page.goto(sample.url + sample.of_kind(kind))
        assert page.locator("h1").is_visible(), kind
        controls = [control for control in page.locator(CONTROLS).all() if control.is_visible()]
        dead += [(kind, control.evaluate("(element) => element.outerHTML.slice(0, 120)")) for control in controls]
    assert dead == []


def test_no_page_says_that_it_keeps_what_is_typed(look: Visit, sample: Site) -> None:
    page = look(java_script_enabled=False).page
    untrue = []
    for kind in KINDS:
        page.goto(sample.url + sample.of_kind(kind))
        if "in this browser" in page.locator("#content").inner_text():
            untrue.append(kind)
    assert untrue == []


def test_no_page_scrolls_sideways_on_a_phone(look: Visit, sample: Site) -> None:
    page = look(java_script_enabled=False, viewport=PHONE).page
    wider = {}
    for kind in KINDS:
        page.goto(sample.url + sample.of_kind(kind))
        wider[kind] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert {kind: pixels for kind, pixels in wider.items() if pixels} == {}


def test_folded_parts_open(look: Visit, sample: Site) -> None:
    page = look(java_script_enabled=False).go_plainly(sample.url + "cases/lone-pine-grades/")
    folded = page.locator("td", has_text="29.0")
    assert folded.count() == 1
    assert folded.is_hidden()
    page.get_by_text("All values as a table").first.click()
    assert folded.is_visible()


def test_the_drawer_opens(look: Visit, sample: Site) -> None:
    page = look(java_script_enabled=False, viewport=PHONE).go_plainly(sample.url)
    link = page.locator(".md-sidebar--primary a.md-nav__link", has_text="Ideas")
    assert link.is_hidden()
    page.locator('.md-header label[for="__drawer"]').click()
    link.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Change ideas"
