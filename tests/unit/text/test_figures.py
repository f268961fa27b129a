"""Figures without a source: which paragraphs are told to cite one."""

from __future__ import annotations

import pytest

from generator.text.figures import figures_without_source


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It helped 40 percent of students.", ["40 percent"]),
        ("It helped 40 percent of students [@hough-2017].", []),
        ("It helped 1,200\nstudents, 3 of the schools and 4%.", ["1,200 students"]),
        ("So say both [@hough-2017].\n\nIt rose 12.5 points.\n \nIt fell 3%.", ["12.5 points", "3%"]),
        ("Print 10 slips in 2 minutes.", []),
    ],
)
def test_the_first_figure_of_each_paragraph_that_cites_nothing(text: str, found: list[str]) -> None:
    assert list(figures_without_source(text)) == found
