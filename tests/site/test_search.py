"""The search box of the theme: it finds ideas by title, by another name and by a word of their text."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Visit
from tests.site.sites import Site
from tests.site.visitor import PHONE


def search(page: Page, words: str) -> list[str]:
    """Ask the box for words; addresses of the pages that are found, in their order."""
    ask(page, "")
    page.get_by_text("Type to start searching").wait_for()
    ask(page, words)
    page.wait_for_function("() => /matching/.test(document.querySelector('.md-search-result__meta').textContent)")
    page.wait_for_function(
        "() => /^No /.test(document.querySelector('.md-search-result__meta').textContent)"
        " || document.querySelector('.md-search-result__link')"
    )  # the theme counts the pages before it draws them
    links = page.locator(".md-search-result__link").evaluate_all(
        "(all) => all.map((one) => new URL(one.href).pathname)"
    )
    return list(dict.fromkeys(links))


def ask(page: Page, words: str) -> None:
    """Put words into the box, all at once: of half a word the theme might ask as well, and answer late.

    It looks at the box when a key is let go.
    """
    box = page.get_by_role("textbox", name="Search")
    box.fill(words)
    box.press("End")


def ideas(site: Site) -> list[dict[str, Any]]:
    items = json.loads((site.folder / "data" / "ideas.json").read_text(encoding="utf-8"))["items"]
    return [idea for idea in items if idea["status"] == "published"]


def test_a_title_finds_its_idea_first(visit: Visit, real: Site) -> None:
    page = visit().go(real.url)
    for idea in random.Random(5).sample(ideas(real), 5):  # noqa: S311
        words = " ".join(word.strip(",.:;()") for word in idea["title"].split() if word.isalpha())
        assert search(page, words)[0] == f"/ideas/{idea['id']}/", idea["title"]


def test_another_name_finds_the_idea(visit: Visit, real: Site) -> None:
    page = visit().go(real.url)
    named = [idea for idea in ideas(real) if any(alias.replace(" ", "").isalpha() for alias in idea.get("aliases", []))]
    assert len(named) > 5
    for idea in random.Random(6).sample(named, 5):  # noqa: S311
        alias = next(alias for alias in idea["aliases"] if alias.replace(" ", "").isalpha())
        assert f"/ideas/{idea['id']}/" in search(page, alias), alias


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Work recovery", "/ideas/early-recovery/"),  # another name
        ("Recuperación", "/ideas/early-recovery/"),
        ("sink", "/ideas/early-recovery/"),  # why it works
        ("Thursday", "/ideas/early-recovery/"),  # its first test
        ("twelve districts", "/hubs/county/"),
        ("Lone Pine", "/cases/lone-pine-grades/"),
        ("empathy", "/methods/empathy-interview/"),
        ("mattress", None),
    ],
)
def test_words_of_a_page_find_it(visit: Visit, sample: Site, words: str, found: str | None) -> None:
    page = visit().go(sample.url)
    assert (found in search(page, words)) if found else search(page, words) == []


def test_drafts_are_not_found(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url)
    assert "/ideas/half-written/" not in search(page, "Write something that is not finished")


def test_the_search_works_by_keyboard_and_leads_to_the_page(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url + "glossary/")
    while not page.evaluate("document.activeElement.matches('.md-search__input')"):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.matches('#content *')"), "the keyboard passed the search by"
    page.keyboard.type("adult mentor")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ideas/mentor/**")


def test_the_search_works_on_a_phone(visit: Visit, sample: Site) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True).go(sample.url)
    page.locator(".md-header__button[for=__search]").tap()
    assert "/ideas/mentor/" in search(page, "adult mentor")
    page.locator(".md-search-result__link").first.tap()
    page.wait_for_url("**/ideas/mentor/**")


@pytest.mark.parametrize("words", ["script alert", "onerror", "img src"])
def test_what_is_found_is_shown_as_text(visit: Visit, sample: Site, words: str) -> None:
    page = visit().go(sample.url)
    search(page, words)
    tags = page.locator(".md-search-result__link *").evaluate_all("(all) => all.map((one) => one.localName)")
    assert set(tags) <= {"article", "div", "h1", "h2", "mark", "p", "del"}


def test_a_query_that_many_pages_answer_shows_the_best_ones(visit: Visit, real: Site) -> None:
    page = visit().go(real.url)
    assert 5 < len(search(page, "student")) <= 15


def test_words_in_any_order_and_with_other_accents_find_a_page(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url)
    assert "/ideas/early-recovery/" in search(page, "RECOVERY work")
    assert "/ideas/early-recovery/" in search(page, "recuperacio\u0301n")


def test_where_no_page_has_all_words_those_with_most_are_shown(visit: Visit, sample: Site) -> None:
    page = visit().go(sample.url)
    assert "/ideas/mentor/" in search(page, "adult mentor mattress")
    assert page.locator(".md-search-result__terms", has_text="mattress").count() > 0


def test_a_page_loads_next_to_nothing_for_a_search_that_nobody_makes(visit: Visit, real: Site) -> None:
    visitor = visit()
    asked: list[str] = []
    visitor.context.on("request", lambda request: asked.append(request.url.removeprefix(real.url)))
    page = visitor.go(real.url)
    page.wait_for_load_state("networkidle")
    assert [path for path in asked if path.startswith("search/")] == ["search/search_index.json"]
    assert (real.folder / "search" / "search_index.json").stat().st_size < 300
