"""Run charts worked by hand, rule by rule, and what must hold for every series."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.improvement.run_words import numbers_in_words
from generator.improvement.runchart import RunChart, analyse, median, runchart_text

# Perla's kind of chart: 20 points whose median, 50.5, no point touches; the last nine lie above it.
IMPROVED = [48, 52, 47, 53, 46, 49, 45, 44, 43, 42, 41, 54, 55, 60, 58, 57, 61, 56, 59, 62]
CHANCE = [10, 30, 11, 29, 28, 12, 13, 27, 14, 26, 15, 25]


def test_hand_worked_series_with_a_signal() -> None:
    chart = analyse(IMPROVED)
    assert (chart.n, chart.n_useful, chart.centre) == (20, 20, 52.5)
    # below: 48 52 47 | 53 above | 46 49 45 44 43 42 41 below | 54 ... 62 above
    assert (chart.runs, chart.crossings, chart.longest_run) == (4, 3, 9)
    assert (chart.runs_low, chart.runs_high) == (7, 15)
    assert (chart.longest_run_max, chart.crossings_min) == (7, 6)
    assert chart.shifts == (tuple(range(5, 12)), tuple(range(12, 21)))
    assert chart.trends == ((6, 7, 8, 9, 10, 11),)
    assert chart.signal is True
    assert chart.direction == "up"


def test_hand_worked_series_without_a_signal() -> None:
    chart = analyse(CHANCE)
    assert (chart.centre, chart.n_useful, chart.runs, chart.crossings, chart.longest_run) == (
        20,
        12,
        10,
        9,
        2,
    )
    assert (chart.shifts, chart.trends, chart.signal, chart.direction) == ((), (), False, None)


def test_points_on_the_line_neither_break_nor_count() -> None:
    chart = analyse([6, 7, 5, 8, 5, 9, 6, 7, 1, 2, 1, 2], centre=5)
    assert chart.n == 12
    assert chart.n_useful == 10
    assert chart.shifts == ((1, 2, 4, 6, 7, 8),)
    assert chart.sides[2] == 0


def test_six_in_a_row_are_a_shift_and_five_are_not() -> None:
    assert analyse([9] * 6 + [1, 9, 1, 9, 1], centre=5).shifts == ((1, 2, 3, 4, 5, 6),)
    assert analyse([9] * 5 + [1, 9, 1, 9, 1, 9], centre=5).shifts == ()
    assert analyse([9] * 7, centre=5).shifts == (), "too few points to judge"


def test_a_signal_by_few_crossings_alone() -> None:
    values = [1] * 6 + [9] * 6 + [1] * 6 + [9] * 6
    chart = analyse(values)
    assert chart.longest_run <= chart.longest_run_max
    assert (chart.crossings, chart.crossings_min) == (3, 8)
    assert chart.signal is True


def test_a_signal_by_a_long_run_alone() -> None:
    values = [9, 1] * 9 + [9] * 9
    chart = analyse(values, centre=5)
    assert chart.n_useful == 27
    assert chart.crossings >= chart.crossings_min
    assert (chart.longest_run, chart.longest_run_max) == (10 - 1, 8)
    assert chart.signal is True


def test_limits_themselves_are_no_signal() -> None:
    at_the_limit = analyse([9] * 6 + [1, 9, 1, 1], centre=5)
    assert at_the_limit.longest_run == at_the_limit.longest_run_max == 6
    assert at_the_limit.crossings == 3
    assert at_the_limit.signal is False
    assert analyse([9] * 7 + [1, 9, 1], centre=5).signal is True
    few_crossings = analyse([9] * 5 + [1] * 4 + [9], centre=5)
    assert few_crossings.crossings == few_crossings.crossings_min == 2
    assert few_crossings.signal is False
    assert analyse([9] * 5 + [1] * 5, centre=5).signal is True


def test_too_few_points_are_drawn_but_not_judged() -> None:
    chart = analyse([69, 73.4, 74.6, 76, 79.3, 83.8, 85.4])
    assert (chart.n, chart.n_useful) == (7, 6)
    assert chart.signal is None
    assert chart.shifts == chart.trends == ()
    assert chart.why == ("Too few points to judge: the rules need 10 off the centre line, and there are 6.",)
    assert chart.to_json()["note"] == "too few points"


def test_ten_useful_points_are_enough_and_nine_are_not() -> None:
    assert analyse([1, 9] * 5).signal is False
    assert analyse([1, 9] * 4 + [1, 5, 5, 5], centre=5).signal is None


def test_a_turning_point_ends_one_trend_and_begins_the_next() -> None:
    chart = analyse([1, 2, 3, 4, 5, 4, 3, 2, 1, 5, 1, 5], centre=2.5)
    assert chart.trends == ((1, 2, 3, 4, 5), (5, 6, 7, 8, 9))


def test_equal_neighbours_count_once_in_a_trend() -> None:
    padding = [1, 9, 1, 9, 1]
    assert analyse([1, 2, 2, 3, 4, 4, 5, *padding], centre=4.5).trends == ((1, 2, 4, 5, 7),)
    assert analyse([1, 2, 2, 2, 4, 4, 5, *padding], centre=4.5).trends == ()
    assert analyse([1, 2, 3, 3, 4, 3, 9, *padding], centre=4.5).trends == ()


def test_four_steps_make_a_trend_and_three_do_not() -> None:
    padding = [1, 9, 1, 9, 1, 9, 1]
    assert analyse([9, 1, 2, 3, 4, 5, *padding], centre=5.5).trends == ((2, 3, 4, 5, 6),)
    assert analyse([9, 2, 3, 4, 5, *padding], centre=5.5).trends == ()


def test_gaps_are_skipped_and_keep_the_numbers_of_the_rows() -> None:
    chart = analyse([None, 1, 2, None, 3, 4, 5, None, 9, 1, 9, 1, 9, 1, None], centre=6)
    assert chart.n == 11
    assert chart.trends == ((2, 3, 5, 6, 7, 9),)
    assert chart.sides[0] is None


def test_values_that_are_not_finite_are_gaps() -> None:
    assert analyse([math.nan, 1.0, math.inf, 2.0, -math.inf]).values == (None, 1.0, None, 2.0, None)


def test_a_baseline_freezes_the_line() -> None:
    chart = analyse([5, 6, 5, 6, 5, 6] + [9] * 8, baseline=6)
    assert (chart.centre, chart.line) == (5.5, "baseline")
    assert chart.longest_run == 9
    assert (chart.signal, chart.direction) == (True, "up")
    assert analyse([9, 9, 5, 6, 5, 6], baseline=slice(2, 6)).centre == 5.5


def test_recomputing_the_median_over_a_step_hides_how_far_it_moved() -> None:
    values = [5, 6, 5, 6, 5, 6] + [9, 10] * 3
    assert analyse(values).centre == 7.5
    assert analyse(values, baseline=6).centre == 5.5


def test_a_given_line_wins_over_a_baseline_which_still_says_what_came_later() -> None:
    chart = analyse([5, 6, 5, 6, 5, 6] + [9] * 8, centre=7, baseline=6)
    assert (chart.centre, chart.line, chart.direction) == (7, "given", "up")


def test_direction_is_open_where_the_later_points_lie_on_both_sides() -> None:
    chart = analyse([1] * 8 + [9] * 5 + [1] * 3, centre=5)
    assert chart.signal is True
    assert chart.direction is None
    assert "moved" not in chart.why[0]


def test_two_thirds_of_the_points_after_the_baseline_are_a_move() -> None:
    before, later = [1] * 9, [9, 9, 9, 9, 1, 1]
    assert analyse(before + later, centre=5, baseline=9).direction == "up"
    assert analyse([*before, *later, 1], centre=5, baseline=9).direction is None, "4 of 7 are fewer"
    assert analyse(before + later, centre=5).direction is None, "without a baseline the last 8 are the later ones"
    assert analyse(before + later, centre=5, baseline=15).direction is None, "nothing is later"


def test_a_fall_is_a_move_down() -> None:
    assert analyse([-value for value in IMPROVED]).direction == "down"


def test_a_value_on_the_line_is_not_pushed_off_it_by_binary_fractions() -> None:
    assert 0.1 + 0.2 != 0.3
    chart = analyse([0.1 + 0.2, 0.3, 0.5, 0.1], centre=0.3)
    assert chart.sides == (0, 0, 1, -1)
    assert analyse([0.1 + 0.2, 0.3, 0.3 + 1e-9]).sides[2] == 1
    assert analyse([0.1 + 0.2 - 0.3, 0.5, -0.5], centre=0).sides == (0, 1, -1)


def test_medians() -> None:
    assert median([]) is None
    assert median([3.0]) == 3
    assert median([0.1, 0.2]) == 0.15
    assert median([5.0, 1.0, 3.0]) == 3


def test_series_without_any_value() -> None:
    for chart in (analyse([]), analyse([None, None]), analyse([None, 1.0], baseline=1)):
        assert chart.centre is None
        assert (chart.n_useful, chart.runs, chart.longest_run, chart.signal) == (0, 0, 0, None)
    assert "no centre line" in runchart_text(analyse([]))


def test_json_holds_what_readers_of_the_data_rely_on() -> None:
    told = json.loads(json.dumps(analyse(IMPROVED).to_json()))
    assert list(told) == [
        "n", "n_useful", "centre", "line", "longest_run", "longest_run_max", "crossings", "crossings_min",
        "runs", "runs_low", "runs_high", "shifts", "trends", "signal", "note", "direction", "why",
    ]  # fmt: skip
    assert told["shifts"] == [list(range(5, 12)), list(range(12, 21))]
    assert told["signal"] is True
    assert told["note"] is None


def test_words_for_people() -> None:
    assert runchart_text(analyse(IMPROVED)).splitlines() == [
        "20 points with a value, 20 off the line; centre line 52.5 (median of all points)",
        "Signal: something changed; the data moved up. The chart does not say why.",
        "The longest run on one side of the line has 9 points; chance explains up to 7.",
        "The line is crossed 3 times; chance explains 6 or more.",
        "There are 4 runs; chance explains 7 to 15.",
        "Shift: points 5 to 11 lie below the line.",
        "Shift: points 12 to 20 lie above the line.",
        "Trend: points 6 to 11 fall.",
    ]
    assert analyse([1] * 8 + [9] * 5 + [1] * 3, centre=5).why[0] == (
        "Signal: something changed. The chart does not say why."
    )
    assert analyse([9] * 10, centre=5).why[2:4] == (
        "The line is crossed never; chance explains 2 or more.",
        "There is 1 run; chance explains 3 to 9.",
    )
    assert analyse([1, 2], centre=1).why == (
        "Too few points to judge: the rules need 10 off the centre line, and there is 1.",
    )


PAIR = "The longest run and the crossings decide; the other rules give too many false alarms alone."


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1, 2, 3, 4, 5, 9, 1, 9, 1, 9, 1, 9], ["Trend: points 1 to 6 rise.", PAIR]),
        ([9, 1, 9, 1, 9, 1, 9, 5, 4, 3, 2], ["Trend: points 7 to 11 fall.", PAIR]),
        ([9, 8, 9, 8, 9, 8, 1, 9, 1, 9, 1], ["Shift: points 1 to 6 lie above the line.", PAIR]),
        ([1, 9] * 6, [PAIR]),
        ([1, 9, 9, 1, 9, 9, 1, 1, 9, 1], []),
    ],
    ids=["rise", "fall at the end", "shift", "too many runs", "nothing"],
)
def test_whatever_another_rule_finds_the_pair_decides(values: list[float], found: list[str]) -> None:
    lines = analyse(values, centre=6).why
    assert lines[0] == "No signal: chance alone explains how the points lie about the line."
    assert list(lines[4:]) == found


def test_where_the_line_comes_from_is_said() -> None:
    assert runchart_text(analyse([5, 7], baseline=1)).splitlines()[0] == (
        "2 points with a value, 1 off the line; centre line 5 (median of the baseline)"
    )
    assert runchart_text(analyse([5], centre=4.25)).splitlines()[0] == (
        "1 point with a value, 1 off the line; centre line 4.25 (given)"
    )


@pytest.mark.parametrize(("numbers", "words"), [((3, 4, 5), "3 to 5"), ((3, 5, 6), "3, 5 and 6"), ((7,), "7 to 7")])
def test_point_numbers_in_words(numbers: tuple[int, ...], words: str) -> None:
    assert numbers_in_words(numbers) == words


series = st.lists(st.none() | st.integers(-500, 500).map(lambda tenths: tenths / 10), max_size=40)


def facts(chart: RunChart) -> tuple[object, ...]:
    """Everything that does not depend on the scale of the values or on how rows are numbered."""
    return chart.n, chart.n_useful, chart.longest_run, chart.crossings, chart.runs, chart.signal


@given(series)
def test_turning_a_series_upside_down_turns_only_the_direction(values: list[float | None]) -> None:
    chart, mirrored = analyse(values), analyse([None if value is None else -value for value in values])
    assert facts(chart) == facts(mirrored)
    assert (chart.shifts, chart.trends) == (mirrored.shifts, mirrored.trends)
    assert {chart.direction, mirrored.direction} in ({None}, {"up", "down"})


@given(series)
def test_reading_a_series_backwards_changes_no_count(values: list[float | None]) -> None:
    assert facts(analyse(values)) == facts(analyse(values[::-1]))


@given(series, st.sampled_from([0.001, 0.1, 3.0, 100.0]), st.sampled_from([0.0, 7.3, -250.0]))
def test_the_unit_does_not_matter(values: list[float | None], factor: float, offset: float) -> None:
    scaled = [None if value is None else value * factor + offset for value in values]
    chart, other = analyse(values), analyse(scaled)
    assert facts(chart) == facts(other)
    assert (chart.shifts, chart.trends, chart.sides) == (other.shifts, other.trends, other.sides)


@given(series)
def test_gaps_do_not_matter(values: list[float | None]) -> None:
    without = [value for value in values if value is not None]
    rows = [number for number, value in enumerate(values, 1) if value is not None]
    chart, bare = analyse(values), analyse(without)
    assert facts(chart) == facts(bare)
    assert chart.shifts == tuple(tuple(rows[number - 1] for number in shift) for shift in bare.shifts)
    assert chart.trends == tuple(tuple(rows[number - 1] for number in trend) for trend in bare.trends)


@given(series)
def test_points_on_the_line_do_not_matter_for_runs(values: list[float | None]) -> None:
    off_the_line = [value for value in values if value not in (None, 5.0)]
    with_line, without = analyse(values, centre=5), analyse(off_the_line, centre=5)
    assert with_line.n_useful == len(off_the_line)
    assert (with_line.runs, with_line.longest_run, with_line.signal) == (
        without.runs,
        without.longest_run,
        without.signal,
    )


@given(series)
def test_what_the_lists_hold_really_is_there(values: list[float | None]) -> None:
    chart = analyse(values)
    for shift in chart.shifts:
        assert len(shift) >= 6
        assert len({chart.sides[number - 1] for number in shift}) == 1
        inside = {chart.sides[number - 1] for number in range(shift[0], shift[-1] + 1)}
        assert -chart.sides[shift[0] - 1] not in inside  # type: ignore[operator]
    for trend in chart.trends:
        assert len(trend) >= 5
        heights = [chart.values[number - 1] for number in trend]
        assert heights in (sorted(set(heights)), sorted(set(heights), reverse=True))  # type: ignore[type-var]
    assert chart.signal is None or chart.n_useful >= 10
