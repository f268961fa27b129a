"""From the home page to a printed plan for a chosen idea, on a phone, by taps that a person would make."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.site.conftest import Visit
from tests.site.pdf_text import words_of
from tests.site.sites import Site
from tests.site.visitor import PHONE

TYPED = {
    "What we think will happen": "8 of 12 will come",
    "Who does it": "Ms. Ortiz, room 12",
    "When, and how long": "Tue and Thu, one week",
}
SMALLEST = 24
"""Side of a target in pixels, at least (WCAG 2.2, 2.5.8)."""
MOST_TAPS = 16
MOST_SCREENS = 9
"""Screens to scroll through from the first page to the last."""


@dataclass
class Thumb:
    """A person with a phone: taps what is on the screen, scrolls to what is not, and keeps count."""

    page: Page
    taps: int = 0
    screens: float = 0
    typed: int = 0

    def tap(self, target: Locator) -> None:
        self._reach(target)
        target.tap()
        self.taps += 1

    def type(self, label: str, words: str) -> None:
        field = self.page.get_by_label(label, exact=True).first
        self.tap(field)
        field.fill(words)
        self.typed += len(words)

    def pick(self, label: str, words: str) -> None:
        """Choose from a list: one tap opens it, one picks."""
        field = self.page.get_by_label(label, exact=True)
        self._reach(field)
        field.select_option(label=words)
        self.taps += 2

    def _reach(self, target: Locator) -> None:
        expect(target).to_be_visible()
        before = self.page.evaluate("scrollY")
        target.scroll_into_view_if_needed()
        self.screens += abs(self.page.evaluate("scrollY") - before) / PHONE["height"]
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= SMALLEST, target
        assert self.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_from_the_home_page_to_a_printed_plan(visit: Visit, real: Site) -> None:
    page = visit(viewport=PHONE, has_touch=True, is_mobile=True).go(real.url)
    thumb = Thumb(page)
    thumb.tap(page.locator("#s-problems li a").first)
    expect(page.locator(".cp-kind")).to_have_text("Problem of practice")
    problem = page.locator("h1").inner_text()
    thumb.tap(page.get_by_role("link", name="Help me choose"))
    expect(page.get_by_label("Problem of practice").locator("option:checked")).to_have_text(problem)
    thumb.pick("A first test should have a result", "Within two weeks (10 school days)")
    thumb.pick("People for a first test", "Two")
    thumb.tap(page.get_by_role("button", name="To the ideas"))
    chosen = page.locator("[data-picks] .cp-row__title a").first
    expect(page.get_by_role("heading", name="Ideas for you")).to_be_in_viewport()
    expect(chosen).to_be_in_viewport()
    title = chosen.inner_text()
    thumb.tap(chosen)
    expect(page.locator("h1")).to_have_text(title)
    thumb.tap(page.get_by_role("link", name="Plan a first test"))
    for label, words in TYPED.items():
        thumb.type(label, words)
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    thumb.tap(page.get_by_role("button", name="Print the plan"))
    assert page.locator("body").get_attribute("data-printed") == "yes"

    paper = words_of(page.pdf(format="Letter"))
    for words in (f"Plan a test: {title}", *TYPED.values()):
        assert "".join(words.split()) in paper, words
    assert thumb.taps <= MOST_TAPS, thumb
    assert thumb.screens <= MOST_SCREENS, thumb
    page.reload()
    assert page.get_by_label("Who does it", exact=True).input_value() == TYPED["Who does it"]


def test_the_way_to_choose_is_on_the_first_screen(visit: Visit, real: Site) -> None:
    page = visit(viewport=PHONE).go(real.url)
    expect(page.get_by_role("link", name="Help me choose").first).to_be_in_viewport()
    page.get_by_role("link", name="Help me choose").first.click()
    expect(page.locator("h1")).to_have_text("Help me choose")
