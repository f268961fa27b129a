"""Control limits worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.improvement.control import limits_of, p_chart, xmr_chart
from generator.improvement.series import Point, Series


def test_xmr_limits() -> None:
    chart = xmr_chart([10, 12, 11, 13, 9, 11])  # mean 11, moving ranges 2 1 2 4 2: mean 2.2
    assert chart.centre == 11
    assert chart.lower == pytest.approx([11 - 2.66 * 2.2] * 6)
    assert chart.upper == pytest.approx([11 + 2.66 * 2.2] * 6)
    assert chart.range_limit == pytest.approx(3.267 * 2.2)
    assert (chart.outside, chart.trial) == ((), True)


def test_xmr_takes_no_range_across_a_gap() -> None:
    chart = xmr_chart([10, 12, None, 50, 52])
    assert chart.range_limit == pytest.approx(3.267 * 2)
    assert chart.lower[2] is None


def test_limits_of_a_baseline_judge_what_comes_later() -> None:
    chart = xmr_chart([10, 12, 10, 12, 30], baseline=slice(4))
    assert chart.centre == 11
    assert chart.outside == (5,)


def test_no_limits_without_neighbours() -> None:
    assert xmr_chart([]).centre is None
    lonely = xmr_chart([5, None, 7])
    assert (lonely.centre, lonely.lower, lonely.outside) == (6, (None, None, None), ())


def test_p_limits_follow_the_denominator() -> None:
    chart = p_chart([20, 30, 10], [100, 100, 200])  # 20 + 30 + 20 of 400: 17.5 %
    assert chart.centre == pytest.approx(17.5)
    assert chart.upper[0] == pytest.approx(17.5 + 3 * (17.5 * 82.5 / 100) ** 0.5)
    assert chart.upper[2] == pytest.approx(17.5 + 3 * (17.5 * 82.5 / 200) ** 0.5)
    assert chart.outside == (2,)


def test_p_limits_stay_within_0_and_100_and_skip_rows_without_people() -> None:
    assert p_chart([10, 6], [20, 20]).lower == (0, 0)
    assert p_chart([90, 94], [20, 20]).upper == (100, 100)
    assert p_chart([10, None, 50], [20, 20, None]).upper[1:] == (None, None)
    assert p_chart([None], [None]).centre is None


def test_percentages_with_their_denominators_get_limits_and_nothing_else_does() -> None:
    whole = Series((Point("1", 20, 100), Point("2", None), Point("3", 30, 100)))
    limits = limits_of(whole, percent=True)
    assert limits is not None
    assert limits.centre == 25
    assert limits_of(whole, percent=False) is None
    assert limits_of(Series((*whole.points, Point("4", 20))), percent=True) is None
    assert limits_of(Series(), percent=True) is None


def test_twelve_points_are_no_longer_a_trial() -> None:
    assert xmr_chart([1, 2] * 6).trial is False
    assert p_chart([1, 2] * 6, [50] * 12).trial is False


@given(st.lists(st.none() | st.integers(0, 100), max_size=30))
def test_the_mean_lies_within_its_limits(values: list[float | None]) -> None:
    chart = xmr_chart(values)
    for lower, upper in zip(chart.lower, chart.upper, strict=True):
        assert chart.centre is None or lower is None or upper is None or lower <= chart.centre <= upper


@given(st.integers(0, 100), st.lists(st.integers(1, 500), min_size=1, max_size=20))
def test_equal_percentages_are_never_outside(percent: int, people: list[int]) -> None:
    assert p_chart([percent] * len(people), people).outside == ()
