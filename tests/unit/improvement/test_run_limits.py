"""The limits against tables computed elsewhere, R's own figures, and counting every order of a few points."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from itertools import combinations, groupby

import pytest

from generator.improvement.run_limits import (
    arrangements_by_runs,
    crossings_minimum,
    longest_run_maximum,
    runs_limits,
)

# From the Swed-Eisenhart distribution with equal halves, computed elsewhere; printed tables differ a little.
RUNS_TABLE = {
    10: (3, 9), 11: (4, 9), 12: (4, 10), 13: (4, 11), 14: (4, 12), 15: (5, 12), 16: (5, 13),
    17: (6, 13), 18: (6, 14), 19: (6, 15), 20: (7, 15), 21: (7, 16), 22: (8, 16), 23: (8, 17),
    24: (8, 18), 25: (9, 18), 26: (9, 19), 27: (10, 19), 28: (10, 20), 29: (10, 21), 30: (11, 21),
    31: (11, 22), 32: (12, 22), 33: (12, 23), 34: (12, 24), 35: (13, 24), 36: (13, 25), 37: (14, 25),
    38: (14, 26), 39: (14, 26), 40: (15, 27), 50: (19, 33), 60: (24, 38),
}  # fmt: skip

# Anhøj's limits as R gives them: round(log2(n)) + 3 and qbinom(0.05, n - 1, 0.5).
ANHOEJ_TABLE = {10: (6, 2), 12: (7, 3), 16: (7, 4), 20: (7, 6), 24: (8, 8), 30: (8, 10), 40: (8, 14)}


@pytest.mark.parametrize(("n_useful", "limits"), RUNS_TABLE.items())
def test_runs_limits_agree_with_the_table(n_useful: int, limits: tuple[int, int]) -> None:
    assert runs_limits(n_useful) == limits


@pytest.mark.parametrize(("n_useful", "limits"), ANHOEJ_TABLE.items())
def test_anhoej_limits_agree_with_r(n_useful: int, limits: tuple[int, int]) -> None:
    assert (longest_run_maximum(n_useful), crossings_minimum(n_useful)) == limits


@pytest.mark.parametrize("below", range(8))
@pytest.mark.parametrize("above", range(8))
def test_distribution_of_runs_agrees_with_counting_every_order(below: int, above: int) -> None:
    if below + above == 0:
        return
    counted: Counter[int] = Counter()
    for low_places in combinations(range(below + above), below):
        sides = [place in low_places for place in range(below + above)]
        counted[len(list(groupby(sides)))] += 1
    assert arrangements_by_runs(below, above) == counted


@pytest.mark.parametrize("n_useful", range(2, 120))
def test_each_tail_holds_at_most_two_and_a_half_percent_and_could_hold_no_more(n_useful: int) -> None:
    counts = arrangements_by_runs(n_useful // 2, n_useful - n_useful // 2)
    total = sum(counts.values())
    assert total == math.comb(n_useful, n_useful // 2)
    low, high = runs_limits(n_useful)
    tail = Fraction(1, 40)
    assert Fraction(sum(orders for runs, orders in counts.items() if runs < low), total) <= tail
    assert Fraction(sum(orders for runs, orders in counts.items() if runs <= low), total) > tail
    assert Fraction(sum(orders for runs, orders in counts.items() if runs > high), total) <= tail
    assert Fraction(sum(orders for runs, orders in counts.items() if runs >= high), total) > tail


@pytest.mark.parametrize("n_useful", range(1, 200))
def test_crossings_minimum_is_the_five_percent_point(n_useful: int) -> None:
    def cumulative(crossings: int) -> Fraction:
        return Fraction(sum(math.comb(n_useful - 1, k) for k in range(crossings + 1)), 2 ** (n_useful - 1))

    fewest = crossings_minimum(n_useful)
    assert cumulative(fewest) >= Fraction(1, 20)
    assert fewest == 0 or cumulative(fewest - 1) < Fraction(1, 20)


def test_longest_run_maximum_is_the_rounded_logarithm() -> None:
    assert [longest_run_maximum(n) for n in range(1, 5000)] == [round(math.log2(n)) + 3 for n in range(1, 5000)]


def test_nothing_and_next_to_nothing() -> None:
    assert runs_limits(0) == (0, 0)
    assert runs_limits(1) == (1, 1)
    assert runs_limits(2) == (2, 2)
    assert crossings_minimum(0) == crossings_minimum(1) == 0
