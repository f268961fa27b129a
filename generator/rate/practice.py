"""The practice ladder: how far the log of tests carries an idea, from 'not yet tested' to 'at scale'.

Our own rule, after the steps by which improvers come to believe in a change: test small, in linked cycles, with data
over time, then under other conditions (Taylor and others 2014, BMJ Quality & Safety 23:290; Langley and others, The
Improvement Guide). A missing fact means a lower rung, with its reason.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from generator.improvement.places import unlike
from generator.improvement.runchart import RunChart, analyse
from generator.improvement.tests_of_change import abandoned, is_complete, latest, longest_chain, tally
from generator.model.catalog import Catalog
from generator.model.lookup import TestOfChange
from generator.model.rating import RUNGS, Abandoned, PracticeRating, Reason, shared

__all__ = ["rate_practice"]

LINKED_CYCLES = 3
PLACES_THAT_WORK = 2
PLACES_TESTED = 3
"""What rungs 2 and 4 ask for."""
WHOLE_SYSTEM = {"whole system", "whole-system", "system", "whole district", "district"}
"""How the log's column `scale` says that a whole school system does it."""

Tests = Sequence[TestOfChange]


def rate_practice(idea_id: str, catalog: Catalog) -> PracticeRating:
    """The rung that the logged tests of an idea support, with a reason for every clause."""
    tests = catalog.relations.tests_of_idea.get(idea_id, ())
    by_place: dict[str, list[TestOfChange]] = defaultdict(list)
    for test in tests:
        by_place[test.place].append(test)
    clauses = {
        1: _tried(tests),
        2: _tested(by_place, catalog),
        3: _works_in_one(by_place, catalog),
        4: _works_in_several(by_place, catalog),
        5: _at_scale(tests, catalog),
    }
    rung = 0
    while rung + 1 in clauses and all(reason.passed for reason in clauses[rung + 1]):
        rung += 1
    counts = tally(tests)
    return PracticeRating(
        rung=rung,
        reasons=shared(reason for step in clauses.values() for reason in step),
        missing=_missing(rung, clauses),
        places=counts.places,
        cycles=counts.cycles,
        adopted=counts.adopted,
        adapted=counts.adapted,
        abandoned=counts.abandoned,
        last_test=counts.last_test,
        given_up=tuple(_given_up(tests, catalog)),
    )


def _missing(rung: int, clauses: Mapping[int, Sequence[Reason]]) -> str | None:
    if rung + 1 not in clauses:
        return None
    failed = "; ".join(reason.text for reason in clauses[rung + 1] if not reason.passed)
    return sys.intern(f"for '{RUNGS[rung + 1].lower()}': {failed}")  # the same of many ideas


def _tried(tests: Tests) -> list[Reason]:
    if any(is_complete(test) for test in tests):
        return [Reason(1, True, "a test with a prediction, a result and a decision is logged")]
    said = "the logged tests lack a prediction, a result or a decision" if tests else "no test is logged"
    return [Reason(1, False, said)]


def _tested(by_place: Mapping[str, Tests], catalog: Catalog) -> list[Reason]:
    longest = max((longest_chain(tests) for tests in by_place.values()), key=len, default=())
    linked = [place for place, tests in by_place.items() if len(longest_chain(tests)) >= LINKED_CYCLES]
    followed = [place for place in linked if any(_chart(test, catalog) for test in by_place[place])]
    cycles = f"{LINKED_CYCLES} linked cycles at one place"
    logged = "are logged" if linked else f"are asked for; the most is {len(longest)}"
    return [
        Reason(2, bool(linked), f"{cycles} {logged}"),
        Reason(2, bool(followed), f"a measure over time is logged {'there' if followed else 'for no such place'}"),
    ]


def _works_in_one(by_place: Mapping[str, Tests], catalog: Catalog) -> list[Reason]:
    """Judged where the rung before was reached: cycles at one place do not vouch for a signal at another."""
    tested = {
        place: tests
        for place, tests in by_place.items()
        if all(reason.passed for reason in _tested({place: tests}, catalog))
    }
    among = tested or by_place
    adopted = [place for place, tests in among.items() if (last := latest(tests)) and last.decision == "adopt"]
    moved = [place for place in adopted if any(_moves(test, catalog) for test in by_place[place])]
    unharmed = [place for place in moved if not any(_harms(test, catalog) for test in by_place[place])]
    signal = "a run chart signals in the wanted direction" if moved else "no run chart signals in the wanted direction"
    nobody = f"no place with {LINKED_CYCLES} linked cycles has adopted it" if tested else "no place has adopted it"
    reasons = [
        Reason(3, bool(adopted), "adopted at one place or more" if adopted else nobody),
        Reason(3, bool(moved), f"{signal} where it was adopted"),
    ]
    if moved:
        harm = "no balancing measure signals harm there" if unharmed else "a balancing measure signals harm there"
        reasons.append(Reason(3, bool(unharmed), harm))
    return reasons


def _working_places(by_place: Mapping[str, Tests], catalog: Catalog) -> list[str]:
    """Places that stand on rung 3 by themselves."""
    found = []
    for place, tests in by_place.items():
        alone = {place: tests}
        clauses = [*_tested(alone, catalog), *_works_in_one(alone, catalog)]
        if all(reason.passed for reason in clauses):
            found.append(place)
    return found


def _works_in_several(by_place: Mapping[str, Tests], catalog: Catalog) -> list[Reason]:
    working = _working_places(by_place, catalog)
    known = (place for place_id in working if (place := catalog.places.get(place_id)) is not None)
    differ = unlike((place.locale, place.enrollment) for place in known)
    tested = sum(any(is_complete(test) for test in tests) for tests in by_place.values())
    works = f"it works at {_places(len(working))}, and {PLACES_THAT_WORK} are asked for"
    unlikeness = "two of them differ" if differ else "no two of them are known to differ"
    return [
        Reason(4, len(working) >= PLACES_THAT_WORK, works),
        Reason(4, differ, f"{unlikeness} in kind of place or size"),
        Reason(4, tested >= PLACES_TESTED, f"tested at {_places(tested)}, and {PLACES_TESTED} are asked for"),
    ]


def _places(number: int) -> str:
    return f"{number} place" if number == 1 else f"{number} places"


def _at_scale(tests: Tests, catalog: Catalog) -> list[Reason]:
    wide = [test for test in tests if (test.scale or "").strip().casefold() in WHOLE_SYSTEM]
    moved = any(_level(test, catalog) in ("interim", "outcome") and _moves(test, catalog) for test in wide)
    words = "an interim or outcome measure signals" if moved else "no interim or outcome measure signals"
    return [Reason(5, moved, f"{words} at a place where the whole system does it")]


def _level(test: TestOfChange, catalog: Catalog) -> str | None:
    measure = catalog.measures.get(test.measure or "")
    return measure.level if measure else None


def _chart(test: TestOfChange, catalog: Catalog) -> RunChart | None:
    """The run chart of a test's series, or None without a measure or a series of two values or more."""
    series = catalog.test_series(test.series) if test.series and test.measure else None
    if series is None or sum(value is not None for value in series.values) < 2:
        return None
    return _analysed(series.values)


@lru_cache(maxsize=64)  # several clauses ask for the same chart, and so do all tests that name one series
def _analysed(values: tuple[float | None, ...]) -> RunChart:
    return analyse(values)


def _moves(test: TestOfChange, catalog: Catalog) -> bool:
    """Whether a test's measure, not a balancing one, moved the wanted way."""
    measure, chart = catalog.measures.get(test.measure or ""), _chart(test, catalog)
    if measure is None or chart is None or measure.level == "balancing" or measure.good is None:
        return False
    return bool(chart.signal) and chart.direction == measure.good


def _harms(test: TestOfChange, catalog: Catalog) -> bool:
    """Whether a test's balancing measure moved the wrong way."""
    measure, chart = catalog.measures.get(test.measure or ""), _chart(test, catalog)
    if measure is None or chart is None or measure.level != "balancing" or measure.good is None:
        return False
    return bool(chart.signal) and chart.direction not in (None, measure.good)


def _given_up(tests: Tests, catalog: Catalog) -> list[Abandoned]:
    found = []
    for test in abandoned(tests):
        place = catalog.places.get(test.place)
        why = test.note or test.result or "no reason is logged"
        found.append(Abandoned(place.name if place else test.place, test.cycle, why))
    return found
