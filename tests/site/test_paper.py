"""Pages made for paper, really printed: one page a handout, two a plan, eight cards a page, on Letter and on A4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from generator.model.change_idea import ChangeIdea
from generator.render.environment import macro
from tests.sample_library import sample_library
from tests.site.conftest import Visit
from tests.site.pdf_text import words_of
from tests.site.sites import Site, build_library, served_site

PAPERS = ["Letter", "A4"]
BARE_LINUX = """() => {
    document.body.style.setProperty('--cp-paper-sans', '"Wide as Arial"');
    document.body.style.setProperty('--cp-paper-serif', '"Wide as Times"');
}"""
"""Sets the letters as where neither Arial nor a font of its widths is installed."""
letters = pytest.mark.parametrize("letters", ["() => {}", BARE_LINUX], ids=["", "bare Linux"])
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
LONG = "Ask three of the students what would help them most, and write it down. "
FITS = """() => {
    const sheet = document.querySelector('.cp-paper').getBoundingClientRect();
    const foot = document.querySelector('.cp-paper > footer').getBoundingClientRect();
    const columns = [...document.querySelectorAll('.cp-handout__do, .cp-handout__test')];
    const ends = columns.flatMap((column) => [...column.children])
        .filter((part) => !part.matches('.cp-handout__notes')).map((part) => part.getBoundingClientRect().bottom);
    return {room: foot.top - Math.max(...ends), below: sheet.bottom - foot.bottom, height: sheet.height};
}"""
"""Space in pixels between the longer column and the foot, and under the foot; less than nothing is cut off."""
ALL_IN_ONE_PAGE = f"""async (addresses) => {{
    const found = {{}};
    for (const address of addresses) {{
        const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
        document.querySelector('.cp-paper').replaceWith(page.querySelector('.cp-paper'));
        found[address] = ({FITS})();
    }}
    return found;
}}"""


def pages(page: Page, paper: str) -> int:
    """How many sheets of paper a page takes."""
    return len(_PAGE.findall(page.pdf(format=paper)))


def handouts(site: Site) -> list[str]:
    """Addresses of all handouts, the longest first."""
    found = [url for url in site.pages() if url.endswith("/handout/")]
    return sorted(found, key=lambda url: -len((site.folder / url / "index.html").read_bytes()))


@cache
def long_idea() -> ChangeIdea:
    """An idea in which every field of a handout is as long as it may be."""
    fields = sample_library().catalog.ideas["early-recovery"].model_dump()
    sentence, paragraph = (LONG * 5)[:299] + ".", (LONG * 14)[:999] + "."
    fields |= {
        "title": (LONG * 3)[:160].strip(), "summary": (LONG * 3)[:160].strip(), "picture_of_practice": paragraph,
        "steps": [{"do": sentence, "who": (LONG * 2)[:80].strip(), "minutes": 6000}] * 12,
        "core": [sentence] * 8, "limits": [(LONG * 6)[:399] + "."] * 8,
        "first_test": {
            "question": sentence, "prediction": sentence, "plan": (LONG * 9)[:599] + ".", "data": sentence,
            "size": "x" * 120,
        },
        "license": "A license with a name of exactly sixty characters, so long.",
    }  # fmt: skip
    return ChangeIdea.model_validate(fields)


@pytest.fixture(scope="module")
def longest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose first idea is as long as can be, and one with the widest letters."""
    library = sample_library()
    wide = long_idea().model_dump() | {"title": "W" * 80, "picture_of_practice": "Ñ W M @ " * 120}
    ideas = dict(library.catalog.ideas)
    ideas |= {"early-recovery": long_idea(), "mentor": ChangeIdea.model_validate(wide)}
    folder = tmp_path_factory.mktemp("longest")
    catalog = replace(library.catalog, ideas=ideas)
    with served_site(build_library(replace(library, catalog=catalog), folder)) as site:
        yield site


@letters
def test_every_handout_fits_its_page_with_nothing_cut_off(look: Visit, real: Site, letters: str) -> None:
    page = look(viewport={"width": 688, "height": 960}).go(real.url + handouts(real)[0])  # A4 inside its margins
    page.evaluate(letters)
    page.emulate_media(media="print")
    found = page.evaluate(ALL_IN_ONE_PAGE, [real.url + url for url in handouts(real)])
    assert len(found) == len(list((real.folder / "ideas").glob("*/handout")))
    tight = {url: fit for url, fit in found.items() if fit["room"] < 4 or fit["below"] < -0.5 or fit["height"] > 953}
    assert tight == {}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_handout_is_one_page(look: Visit, real: Site, paper: str) -> None:
    page = look().page
    for url in [*handouts(real)[:4], handouts(real)[-1]]:
        page.goto(real.url + url)
        assert pages(page, paper) == 1, url


@letters
@pytest.mark.parametrize("idea", ["early-recovery", "mentor"])
def test_the_longest_idea_that_can_be_written_is_one_page_too(
    look: Visit, longest: Site, idea: str, letters: str
) -> None:
    page = look(viewport={"width": 688, "height": 960}).go(longest.url + f"ideas/{idea}/handout/")
    page.evaluate(letters)
    assert [pages(page, paper) for paper in PAPERS] == [1, 1]
    page.emulate_media(media="print")
    fit = page.evaluate(FITS)
    assert fit["room"] > 0
    assert fit["below"] > -0.5
    assert "on the page of the idea" in page.locator(".cp-paper").inner_text()


def test_a_handout_says_what_a_meeting_needs_and_where_it_comes_from(look: Visit, sample: Site) -> None:
    page = look().go(sample.url + "ideas/early-recovery/handout/")
    paper = words_of(page.pdf(format="Letter"))
    for words in (
        "Give students a set time each week to make up missing work", "Evidence", "Effort", "Depth",
        "What it looks like", "Do it", "What must stay", "Your first test", "How you will know", "Limits",
        "https://change.example.org/ideas/early-recovery/", "version of 1 April 2026", "CC-BY-4.0",
    ):  # fmt: skip
        assert "".join(words.split()) in paper, words
    for house in ("Home", "Print", "Made with"):
        assert "".join(house.split()) not in paper.replace("Printhandout", ""), house


def test_where_the_site_does_not_know_its_address_the_handout_names_the_one_in_use(look: Visit, eight: Site) -> None:
    page = look().go(eight.url + handouts(eight)[0])
    assert page.locator(".cp-paper > footer").inner_text().split()[-1] == eight.url + handouts(eight)[0].removesuffix(
        "handout/"
    )


@pytest.mark.parametrize("script", [True, False])
def test_a_plan_is_two_pages_the_plan_in_front_and_the_rest_on_the_back(
    look: Visit, real: Site, *, script: bool
) -> None:
    plans = sorted(real.folder.glob("ideas/*/plan/index.html"), key=lambda path: -len(path.read_bytes()))
    page = look(java_script_enabled=script).page
    for path in [*plans[:2], plans[-1]]:
        page.goto(real.url + path.parent.relative_to(real.folder).as_posix() + "/")
        assert [pages(page, paper) for paper in PAPERS] == [2, 2], path


CUT_CARDS = """[...document.querySelectorAll('.cp-print-cards > li')]
    .filter((card) => card.scrollHeight > card.clientHeight + 1).map((card) => card.innerText)"""


def test_cards_are_eight_a_page_and_share_straight_edges(look: Visit, real: Site) -> None:
    sheets = sorted(Path(real.folder).glob("problems/*/cards/index.html"), key=lambda path: -len(path.read_bytes()))
    page = look(viewport={"width": 688, "height": 960}).page
    page.goto(real.url + sheets[0].parent.relative_to(real.folder).as_posix() + "/")
    cards = page.locator(".cp-print-cards > li").count()
    assert cards > 8
    assert [pages(page, paper) for paper in PAPERS] == [-(-cards // 8)] * 2
    page.emulate_media(media="print")
    first = page.locator(".cp-print-cards").first.locator("> li")
    boxes = [box for card in first.all() if (box := card.bounding_box())]
    assert len(boxes) == 8
    assert len({round(box["x"]) for box in boxes}) == 2
    assert len({round(box["y"]) for box in boxes}) == 4
    assert len({(round(box["width"]), round(box["height"])) for box in boxes}) == 1
    assert page.evaluate(CUT_CARDS) == []


def test_a_card_of_an_idea_with_the_most_words_is_not_cut(look: Visit, real: Site) -> None:
    page = look(viewport={"width": 688, "height": 960}).go(real.url + "packages/ninth-grade-on-track/cards/")
    page.emulate_media(media="print")
    words = "Let every student of the ninth grade talk with an adult. " * 3
    facts = {"caution": f"Read first: {words[:90]}", "effort": words[:60], "depth": words[:90]}
    card = macro("print_card", "print_card")(
        SimpleNamespace(
            title=words[:160], summary=words[:160], tier=1, tier_label="Strong", rung=5, rung_label="At scale"
        ),
        facts,
    )
    page.evaluate("(html) => { document.querySelector('.cp-print-cards > li').outerHTML = html }", str(card))
    assert page.evaluate(CUT_CARDS) == []
