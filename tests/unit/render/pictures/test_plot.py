"""Axes: round numbers that hold all values, names of periods that do not run into each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.pictures.plot import CHARACTER, TOP, WIDTH, Plot, round_ticks, shown


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (87.3, "percent", "87.3%"), (1234.5, "minutes", "1,234.5"), (5, "", "5"), (0.126, "", "0.13"),
        (-0.0042, "%", "-0.0042%"), (0, "%", "0%"), (1e6, "", "1,000,000"), (100, "percentage points", "100"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(value: float, unit: str, text: str) -> None:
    assert shown(value, unit) == text


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (71, 87, [70, 75, 80, 85, 90]), (0, 1, [0, 0.25, 0.5, 0.75, 1]), (0, 578, [0, 200, 400, 600]),
        (-3, 4, [-4, -2, 0, 2, 4]), (5, 5, [4.5, 4.75, 5, 5.25, 5.5]), (0, 0, [-1, -0.5, 0, 0.5, 1]),
    ],
)  # fmt: skip
def test_round_ticks(low: float, high: float, ticks: list[float]) -> None:
    assert round_ticks(low, high) == ticks


measured = st.integers(-(10**12), 10**12).map(lambda thousandths: thousandths / 1000)


@given(measured, measured)
def test_ticks_hold_all_values_and_are_few(one: float, other: float) -> None:
    low, high = sorted((one, other))
    ticks = round_ticks(low, high)
    a_hair = 1e-8 * (ticks[1] - ticks[0])
    assert ticks[0] <= low + a_hair
    assert ticks[-1] >= high - a_hair
    assert 2 <= len(ticks) <= 7
    assert ticks == sorted(set(ticks))


def plot(periods: list[str], right: float = 60) -> Plot:
    return Plot(periods, range(len(periods)), [0, 50, 100], "percent", right)


def test_places_of_values_and_periods() -> None:
    ground = plot(["a", "b", "c"])
    assert ground.y(100) == TOP
    assert ground.y(0) == ground.bottom
    assert ground.left < ground.x(0) < ground.x(1) < ground.x(2) < ground.edge < WIDTH
    assert ground.x(1) == pytest.approx((ground.x(0) + ground.x(2)) / 2)
    assert plot(["a"]).x(0) == (plot(["a"]).left + plot(["a"]).edge) / 2


@given(st.integers(1, 200), st.integers(1, 30), st.floats(0, 250))
def test_named_periods_do_not_touch_and_hold_both_ends(count: int, length: int, right: float) -> None:
    ground = plot([f"{number:0{length}}" for number in range(count)], right)
    named = ground._labelled()
    assert (named[0], named[-1]) == (0, count - 1)
    assert named == sorted(set(named))
    width = min(length, 20) * CHARACTER
    assert len(named) <= 2 or all(
        ground.x(right_one) - ground.x(left_one) >= width for left_one, right_one in pairwise(named)
    )


@pytest.mark.parametrize(
    ("count", "named"),
    [(1, [0]), (2, [0, 1]), (5, [0, 1, 2, 3, 4]), (25, [0, 6, 12, 18, 24]), (24, [0, 5, 10, 15, 23])],
)
def test_named_periods_are_even_where_that_leaves_enough(count: int, named: list[int]) -> None:
    assert plot([f"{number:07}" for number in range(count)])._labelled() == named


def test_years_left_out_leave_room() -> None:
    years = [1987, 1997, 1998, 2000, 2013]
    ground = Plot([str(year) for year in years], years, [0, 1], "", 40)
    assert ground.x(1) - ground.x(0) == pytest.approx(10 * (ground.x(2) - ground.x(1)))
    assert ground.step == ground.x(2) - ground.x(1)
    assert ground._labelled() == [0, 2, 4]


def test_a_very_long_period_is_cut_on_the_axis() -> None:
    assert "the week after the…" in plot(["the week after the winter break"]).axes()


def test_a_unit_stands_above_the_axis_unless_it_is_a_sign() -> None:
    assert "minutes" in Plot(["a"], [0], [0, 1], "minutes", 0).axes()
    assert "percent" not in plot(["a"]).axes()


def test_a_very_long_unit_is_cut_at_the_edge_of_the_picture() -> None:
    drawn = Plot(["a"], [0], [0, 1], "minutes " * 20, 0).axes()
    assert "minutes…" in drawn
    assert len(drawn.partition("minutes")[2].partition("…")[0]) < 57
