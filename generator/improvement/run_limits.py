"""How many runs, crossings and points in a row chance alone explains: the limits behind the run-chart rules.

Every limit is computed in whole numbers from its distribution, none is copied from a printed table: copies of
the usual table disagree with one another at a dozen sizes. Not for reading a series (`series`) or judging one
(`runchart`).
"""

from __future__ import annotations

from functools import cache

__all__ = [
    "FEWEST_USEFUL_POINTS", "arrangements_by_runs", "crossings_minimum", "longest_run_maximum", "runs_limits",
]  # fmt: skip

FEWEST_USEFUL_POINTS = 10
"""Below this many points off the line no rule is applied (Perla, Provost and Murray 2011)."""


def arrangements_by_runs(below: int, above: int) -> dict[int, int]:
    """Orders of so many low and high points, by their number of runs (Swed and Eisenhart 1943)."""
    if not (below and above):
        return {1: 1}
    low, high = _splits(below), _splits(above)  # ways to make so many runs of the low points, and of the high ones
    counts = {}
    for pairs in range(1, min(below, above) + 1):
        counts[2 * pairs] = 2 * low[pairs] * high[pairs]
        counts[2 * pairs + 1] = low[pairs + 1] * high[pairs] + low[pairs] * high[pairs + 1]
    return {runs: orders for runs, orders in counts.items() if orders}


@cache
def _splits(points: int) -> list[int]:
    """Ways to cut a row of points into 0, 1, 2... runs, one more than there can be: comb(points - 1, runs - 1)."""
    ways = [0, 1]
    for runs in range(1, points + 1):
        ways.append(ways[-1] * (points - runs) // runs)
    return ways


@cache
def runs_limits(n_useful: int) -> tuple[int, int]:
    """Fewest and most runs that chance explains, 2.5 % in each tail (Swed and Eisenhart 1943).

    Half of the points count as low and half as high (one more if the number is odd), as in every run-chart
    table. With a median line that is what the data show; with a given or frozen line it is what "nothing has
    changed" would mean. The counts really seen on each side are left out on purpose: after twelve points
    above an old median and none below, they would call a single run just what is to be expected.
    """
    if n_useful == 0:
        return 0, 0
    arrangements = arrangements_by_runs(n_useful // 2, n_useful - n_useful // 2)
    upwards = sorted(arrangements)
    return _first_beyond_tail(arrangements, upwards), _first_beyond_tail(arrangements, upwards[::-1])


def _first_beyond_tail(arrangements: dict[int, int], order: list[int]) -> int:
    """The number of runs, counted from one end, where more than 2.5 % of all orders are reached."""
    tail, reached = sum(arrangements.values()) // 40, 0
    for runs in order:
        reached += arrangements[runs]
        if reached > tail:
            break
    return runs


@cache
def crossings_minimum(n_useful: int) -> int:
    """Fewest crossings that chance explains (Anhøj and Olesen 2014): 5 % point of Binomial(n - 1, 0.5).

    It is the smallest count with a cumulative probability of at least 5 %: R's `qbinom(0.05, n - 1, 0.5)`.
    """
    tosses = max(n_useful - 1, 0)
    crossings, ways, reached = 0, 1, 1
    needed = -(-(2**tosses) // 20)
    while reached < needed:
        ways = ways * (tosses - crossings) // (crossings + 1)
        crossings += 1
        reached += ways
    return crossings


def longest_run_maximum(n_useful: int) -> int:
    """Most points in a row on one side that chance explains: round(log2 n) + 3, Anhøj and Olesen (2014)."""
    # log2 n rounds to k exactly where n * n lies between 2^(2k-1) and 2^(2k+1); there is no tie, for an odd
    # power of two is no square, so it does not matter how a language rounds halves.
    return (n_useful * n_useful).bit_length() // 2 + 3
