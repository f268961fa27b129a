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
    """Type into the box; addresses of the pages that are found, in their order."""
    box = page.get_by_role("textbox", name="Search")
    box.fill(words[:-1])
    page.evaluate("() => { document.querySelector('.md-search-result__meta').textContent = ''; }")
    box.press(words[-1])
    page.wait_for_function("() => /matching/.test(document.querySelector('.md-search-result__meta').textContent)")
    links = page.locator(".md-search-result__link").evaluate_all(
        "(all) => all.map((one) => new URL(one.href).pathname)"
    )
    return list(dict.fromkeys(links))


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
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('.md-search__input')")
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
