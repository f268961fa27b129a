"""Periods in time: one kind for all, with its own distance."""

from __future__ import annotations

import pytest

from generator.improvement.periods import places_in_time


@pytest.mark.parametrize(
    ("periods", "places"),
    [
        (["1987", "1997"], [1987, 1997]),
        (["2008-09", "2009-10"], [2008, 2009]),
        (["2009-10", "2009-11"], [24118, 24119]),
        (["2009-10"], [2009]),
        (["1999-00", "1999-2000"], [1999, 1999]),
        (["2019/20"], [2019]),
        (["2019-12", "2020-01"], [24240, 24241]),
        (["2019-Q4", "2020-Q1"], [8080, 8081]),
        (["2020-W53", "2021-W01"], [105398, 105399]),
        (["2020-02-28", "2020-03-01"], [737483, 737485]),
    ],
)
def test_kinds_of_periods(periods: list[str], places: list[int]) -> None:
    assert places_in_time(periods) == places


@pytest.mark.parametrize(
    "periods",
    [[], ["start", "2009"], ["2009", "2009-10"], ["2009-13"], ["2021-02-30"], ["2021-W54"], ["week 3"], ["٢٠٢٠"]],
)
def test_periods_that_have_no_distance(periods: list[str]) -> None:
    assert places_in_time(periods) is None
