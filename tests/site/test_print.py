"""On paper: what a team takes to its meeting is there, also what is folded on the screen, and nothing of the house."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import ViewportSize

from tests.site.conftest import Visit
from tests.site.pdf_text import words_of
from tests.site.sites import Site

PRINTED = {
    "ideas/early-recovery/": [
        "Give students a set time each week to make up missing work",
        "Hold one period a week in which students finish missing work with their teacher.",
        "Zeros for missing work sink a grade fast",
        "Talk with one student.",
        "It happens in the school day.",
        "Invite twelve students for Thursday.",
        "8 of 12 come; 6 finish at least one task.",
        "Missing work made up",
        "Who is never on the list?",
        "It does not help where the work itself is poor.",
        "350 are asked for",  # folded on the screen: why a tier was not reached
        "Students had no bus home after the session.",
        "https://example.org/sheet",
    ],
    "packages/on-track/print/": [
        "Ninth graders on track",
        "Cut Ds and Fs in grade 9 from 30 to 20 percent by June 2027.",
        "See it early",
        "Missing work is made up",
        "Most Fs come from missing work",
        "Give students a set time each week to make up missing work",
        "Pair each student on the edge with an adult mentor",
        "County Office",
        "1.2",
    ],
    "cases/lone-pine-grades/": [
        "Lone Pine cut Ds and Fs in ninth grade by a third",
        "The largest fall among districts of its size.",
        "Six teachers met every Monday.",
        "Ask students first.",
        "Enrollment fell in the same years.",
        "29.0",  # the table of values is folded on the screen
        "They leave out online courses.",
        "Find one willing teacher.",
    ],
    "problems/grades/": [
        "How can more of our ninth graders pass their courses?",
        "Follow twenty students through their year.",
        "Missing work is made up within days",
        "Give students a set time each week to make up missing work",
        "A mentor program that stopped after six weeks",
    ],
}  # fmt: skip
HOUSE = ["Skip to content", "Type to start searching", "Made with", "Copy link", "Plan a first test", "On this page"]
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")
LETTER: ViewportSize = {"width": 695, "height": 900}
"""CSS pixels between the margins of a sheet of Letter paper."""
A4: ViewportSize = {"width": 672, "height": 1001}


@pytest.mark.parametrize("url", PRINTED)
@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_what_is_on_paper(look: Visit, sample: Site, url: str, paper: str) -> None:
    page = look().go(sample.url + url)
    pdf = page.pdf(format=paper, prefer_css_page_size=False)
    text = words_of(pdf)
    assert [words for words in PRINTED[url] if re.sub(r"\s+", "", words) not in text] == []
    assert [words for words in HOUSE if re.sub(r"\s+", "", words) in text] == []


@pytest.mark.parametrize("url", PRINTED)
def test_paper_is_white_and_ink_is_dark_also_from_a_dark_screen(look: Visit, sample: Site, url: str) -> None:
    page = look(color_scheme="dark").go(sample.url + url)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.emulate_media(media="print")
    faint = page.evaluate("probes.faint()")
    assert faint == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }


@pytest.mark.parametrize("url", [*PRINTED, "ideas/", "evidence/"])
def test_nothing_is_cut_off_at_the_edge_of_the_paper(look: Visit, sample: Site, url: str) -> None:
    page = look(viewport=LETTER).go(sample.url + url)
    page.emulate_media(media="print")
    assert page.evaluate("probes.tooWide()") == []
    assert page.evaluate("probes.cutOff(['auto', 'scroll', 'hidden', 'clip'])") == []


def test_what_does_not_stand_on_the_page_is_not_found_on_paper(look: Visit, sample: Site) -> None:
    text = words_of(look().go(sample.url + "glossary/").pdf(format="Letter"))
    assert "Runchart" in text
    assert "mattress" not in text


@pytest.mark.parametrize("paper", [LETTER, A4], ids=["Letter", "A4"])
def test_ideas_of_a_printed_package_take_a_page_each(visit: Visit, real: Site, paper: ViewportSize) -> None:
    page = visit(viewport=paper).page
    high: dict[str, list[float]] = {}
    for path in sorted(real.folder.glob("packages/*/print/index.html")):
        page.goto(real.url + path.parent.relative_to(real.folder).as_posix() + "/")
        page.emulate_media(media="print")
        high[path.parent.parent.name] = page.locator(".cp-sheet").evaluate_all(
            "(sheets) => sheets.map((sheet) => sheet.getBoundingClientRect().height)"
        )
    assert high
    assert {name: heights for name, heights in high.items() if max(heights) > paper["height"]} == {}


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_page_of_few_words_takes_one_sheet_and_leaves_none_empty(look: Visit, real: Site, paper: str) -> None:
    page = look().go(real.url + "methods/fifth-discipline/")
    assert len(SHEET.findall(page.pdf(format=paper))) == 1
