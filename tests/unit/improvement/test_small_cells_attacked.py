"""Random tables against an attacker who counts every possibility: nothing published gives a small group away."""

from __future__ import annotations

from collections import Counter
from random import Random

from tests.fuzz.small_cells import judge, random_table

TABLES = 1500
"""In a normal run; `python -m tests.fuzz.small_cells 10000` tries more."""


def test_no_table_that_is_published_gives_a_small_group_away() -> None:
    verdicts: Counter[tuple[bool, bool]] = Counter()
    for seed in range(TABLES):
        table = random_table(Random(seed))  # noqa: S311 - the same again for a seed
        told, learnt = judge(table)
        assert told or not learnt, f"seed {seed}: {learnt}\n{table.text()}"
        verdicts[bool(told), bool(learnt)] += 1
    assert verdicts[True, True] > TABLES // 2, "most of these tables give somebody away"
    assert verdicts[False, False] > TABLES // 6
    assert verdicts[True, False] < 0.1 * verdicts[False, False], "hardly a safe table is refused"
