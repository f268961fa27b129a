"""The menu of ideas as tests use it: open it, tick, read what is shown."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Visit
from tests.site.sites import Site

ALL = ["call", "recovery", "door", "mentor", "bus", "letter", "slips", "tutor"]
"""By title."""


def open_menu(visit: Visit, site: Site, query: str = "", **options: object) -> Page:
    return visit(**options).go(f"{site.url}ideas/{query}")


def shown(page: Page) -> list[str]:
    """Ids of the ideas that one can see, in their order."""
    links: list[str] = page.locator("[data-rows] > li:visible h3 a").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    return [link.split("/")[-2] for link in links]


def box(facet: str, value: str) -> str:
    return f'input[name="{facet}"][value="{value}"]'


def count(page: Page, facet: str, value: str) -> int:
    """The number that stands beside a value."""
    label = page.locator("label", has=page.locator(box(facet, value)))
    return int(label.locator(".cp-tick__count").text_content() or "")


def tick(page: Page, facet: str, value: str, *, on: bool = True) -> None:
    """Unfold a facet if need be, and tick one of its values."""
    fold = page.locator(f'[data-facet="{facet}"]')
    if fold.get_attribute("open") is None:
        fold.locator(":scope > summary").click()
    page.locator(box(facet, value)).set_checked(on)
    address(page)


def address(page: Page) -> str:
    """The address of what is chosen, which is written after the answer was painted."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.url


def query(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address(page)).query)


def seen_count(page: Page) -> str:
    """The number of ideas as one sees it, without what only screen readers get."""
    return page.locator("[data-count]").inner_text()


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press the tab key until the wanted thing has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")
