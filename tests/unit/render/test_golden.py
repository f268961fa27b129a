"""Whole pages as they are meant to be: a change in what visitors see shows up here, line by line.

After a change on purpose, write them anew with `python -m tests.unit.render.test_golden` and read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render import render
from generator.text import ROOT
from tests.drawn import drawn_pages
from tests.sample_library import sample_library

GOLDEN = Path(__file__).parents[2] / "golden" / "pages"
PAGES = {
    "problem": "problems/grades/",
    "menu": "ideas/",
    "idea": "ideas/early-recovery/",
    "handout": "ideas/early-recovery/handout/",
    "plan": "ideas/early-recovery/plan/",
    "package": "packages/on-track/",
    "case": "cases/mentors-stopped/",
    "references": "references/",
}
"""Name of the file -> address of the page in the sample library."""


def drawn() -> dict[str, str]:
    """The pages with the way to the root written out, so that people can read them."""
    bodies = {url: page.body for url, page in drawn_pages(render(sample_library())).items()}
    return {name: bodies[url].replace(ROOT, "{root}") + "\n" for name, url in PAGES.items()}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return drawn()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_it_was_meant_to_be(name: str, pages: dict[str, str]) -> None:
    assert pages[name] == (GOLDEN / f"{name}.html").read_text(encoding="utf-8")


def test_there_is_no_golden_page_that_nobody_compares() -> None:
    assert {path.stem for path in GOLDEN.glob("*.html")} == set(PAGES)


if __name__ == "__main__":
    for name, text in drawn().items():
        (GOLDEN / f"{name}.html").write_text(text, encoding="utf-8")
