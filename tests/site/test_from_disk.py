"""The site opened from a folder on disk, without any server: as a team may get it on a stick."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import expect

from tests.site.conftest import Visit
from tests.site.menu_page import shown, tick
from tests.site.sites import KINDS, Site


def test_the_menu_filters(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.from_disk + "ideas/index.html")
    tick(page, "problem", "grades")
    tick(page, "grade", "9")
    assert shown(page) == ["recovery", "door", "mentor", "slips"]
    page.reload()
    assert shown(page) == ["recovery", "door", "mentor", "slips"], "the address holds the choice here too"
    page.get_by_role("button", name="Clear all").click()
    assert len(shown(page)) == 8


def test_every_kind_of_page_is_whole(look: Visit, sample: Site) -> None:
    visitor = look()
    for kind in KINDS[:-1]:  # only a server has a page for wrong addresses
        page = visitor.go(f"{sample.from_disk}{sample.of_kind(kind)}index.html")
        assert page.locator("h1").is_visible(), kind
        links: list[str] = page.locator("a[href^='.'], link[rel=stylesheet], script[src]").evaluate_all(
            "(all) => all.map((one) => one.href || one.src)"
        )
        assert len(links) > 20, kind
        assert [link for link in links if not leads_somewhere(link)] == [], kind


def leads_somewhere(link: str) -> bool:
    path = Path(unquote(urlsplit(link).path))
    return path.is_file() or (path / "index.html").is_file()


def test_links_open_pages(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.from_disk + "index.html")
    path = ["Too many ninth graders get Ds and Fs", "Tutor in the school day", "Change ideas", "Home"]
    for words in path:
        page.locator("#content").get_by_role("link", name=words, exact=True).first.click()
        expect(page).to_have_url(re.compile("index.html$"))
        expect(page.locator("h1")).to_have_count(1)
    page.locator(".md-tabs").get_by_role("link", name="Cases").click()
    page.locator("#content").get_by_role("link", name="A later bus that nobody took").click()
    expect(page.locator("h1")).to_have_text("A later bus that nobody took")


def test_links_open_pages_while_the_page_is_still_loading(visit: Visit, eight: Site) -> None:
    visitor = visit()
    visitor.page.route(re.compile(r"/(bundle|theme)\b.*js$"), lambda route: route.abort())
    page = visitor.go(eight.from_disk + "index.html")
    visitor.forgive("ERR_FAILED")
    page.locator(".md-tabs").get_by_role("link", name="Cases").click()
    page.wait_for_url("**/cases/index.html")
    visitor.forgive("ERR_FAILED")


def test_links_open_pages_by_keyboard_and_in_a_new_tab(visit: Visit, eight: Site) -> None:
    visitor = visit()
    page = visitor.go(eight.from_disk + "ideas/index.html")
    page.locator("[data-rows] a", has_text="Run a later bus").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ideas/bus/index.html")
    page.go_back()
    with visitor.context.expect_page() as opened:
        page.locator("[data-rows] a", has_text="Meet a mentor").click(modifiers=["Control"])
    opened.value.wait_for_load_state()
    assert opened.value.url.endswith("/ideas/mentor/index.html")


def test_the_matrix_links_to_pages(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.from_disk + "ideas/index.html")
    page.get_by_role("radio", name="Matrix").check()
    page.get_by_role("table").get_by_role("link", name="Run a later bus").click()
    page.wait_for_url("**/ideas/bus/index.html")


def test_a_link_to_a_part_of_a_page_finds_it(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.from_disk + "ideas/early-recovery/index.html")
    page.locator("#content a[href*='glossary/#term-driver']").first.click()
    page.wait_for_url("**/glossary/index.html#term-driver")
    assert page.locator("#term-driver").is_visible()
