"""The log of tests of change: what makes a test complete, which cycles build on each other, what was decided.

Works on anything with the fields of a row of the log. The ladder that is built on it stands in `rate`; this
room does not know measures, places or ideas but by their ids.

Source for "complete" and "linked": Taylor and others, "Systematic review of the application of the
plan-do-study-act method", BMJ Quality & Safety 23 (2014) 290-298, who ask for a prediction, data over time
and linked cycles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, Protocol, TypeVar

from generator.improvement.series import Fault

__all__ = [
    "Decision", "LoggedTest", "Tally", "abandoned", "disorder", "is_complete", "latest", "linked_cycles",
    "longest_chain", "missing_parts", "tally",
]  # fmt: skip

Decision = Literal["adopt", "adapt", "abandon"]


class LoggedTest(Protocol):
    """A row of the log, as far as these rules read it."""

    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def idea(self) -> str: ...  # noqa: D102
    @property
    def cycle(self) -> int: ...  # noqa: D102
    @property
    def start(self) -> date | None: ...  # noqa: D102
    @property
    def end(self) -> date | None: ...  # noqa: D102
    @property
    def prediction(self) -> str | None: ...  # noqa: D102
    @property
    def result(self) -> str | None: ...  # noqa: D102
    @property
    def decision(self) -> Decision | None: ...  # noqa: D102


T = TypeVar("T", bound=LoggedTest)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over some tests."""

    places: tuple[str, ...]
    """Ids of the places, in order of the alphabet."""
    cycles: int
    """All tests, complete or not."""
    adopted: int
    adapted: int
    abandoned: int
    last_test: date | None
    """The latest day on which a test ended or, where no end is given, began."""


def missing_parts(test: LoggedTest) -> tuple[str, ...]:
    """Which of prediction, result and decision a test lacks."""
    return tuple(name for name in ("prediction", "result", "decision") if not getattr(test, name))


def is_complete(test: LoggedTest) -> bool:
    """Whether a test has a prediction, a result and a decision."""
    return not missing_parts(test)


def linked_cycles(tests: Iterable[T]) -> list[tuple[T, ...]]:
    """Chains of complete tests of one idea at one place whose cycle numbers follow each other without a hole.

    A decision to abandon ends its chain; an incomplete cycle breaks it, since the next could not build on it.
    Two tests with one number ran side by side: they count as one cycle, the first of them.
    """
    chains: list[tuple[T, ...]] = []
    for _, group in groupby(sorted(tests, key=_thread), key=lambda test: (test.place, test.idea)):
        chain: list[T] = []
        for test in filter(is_complete, group):
            if chain and test.cycle == chain[-1].cycle:
                continue
            if chain and (test.cycle != chain[-1].cycle + 1 or chain[-1].decision == "abandon"):
                chains.append(tuple(chain))
                chain = []
            chain.append(test)
        if chain:
            chains.append(tuple(chain))
    return chains


def longest_chain(tests: Iterable[T]) -> tuple[T, ...]:
    """The longest of the linked cycles, the first of several; empty when no test is complete."""
    return max(linked_cycles(tests), key=len, default=())


def latest(tests: Iterable[T]) -> T | None:
    """The test with the highest cycle number that was decided, at one place: what the place does now.

    Of two with one number it is the one that ended last, or began last where no end is given.
    """
    decided = (test for test in tests if test.decision)
    return max(decided, key=lambda test: (test.cycle, test.end or test.start or date.min), default=None)


def abandoned(tests: Iterable[T]) -> list[T]:
    """Tests after which a place gave an idea up: its last decision there, and it was to abandon."""
    by_thread = groupby(sorted(tests, key=_thread), key=lambda test: (test.place, test.idea))
    last = (latest(group) for _, group in by_thread)
    return [test for test in last if test and test.decision == "abandon"]


def tally(tests: Sequence[LoggedTest]) -> Tally:
    """Places, cycles, decisions and the last day of these tests."""
    decisions = [test.decision for test in tests]
    days = [day for test in tests if (day := test.end or test.start)]
    return Tally(
        places=tuple(sorted({test.place for test in tests})),
        cycles=len(tests),
        adopted=decisions.count("adopt"),
        adapted=decisions.count("adapt"),
        abandoned=decisions.count("abandon"),
        last_test=max(days, default=None),
    )


def disorder(tests: Sequence[LoggedTest]) -> list[Fault]:
    """Rows that contradict each other, by their index: days in the wrong order, cycle numbers with holes."""
    faults = [fault for row, test in enumerate(tests) for fault in _day_faults(row, test)]
    numbered = sorted(enumerate(tests), key=lambda entry: _thread(entry[1]))
    for _, group in groupby(numbered, key=lambda entry: (entry[1].place, entry[1].idea)):
        previous = 0
        for row, test in group:
            if test.cycle > previous + 1:
                message = f"cycle {test.cycle} of '{test.idea}' at '{test.place}' without a cycle {previous + 1}"
                faults.append(Fault(row, "cycle", message, "number the cycles of an idea at a place from 1"))
            previous = test.cycle
    return sorted(faults, key=lambda fault: fault.row or 0)


def _day_faults(row: int, test: LoggedTest) -> Iterator[Fault]:
    if test.start and test.end and test.end < test.start:
        yield Fault(row, "end", f"the test ends on {test.end}, before it starts", "exchange the two, or mend one")


def _thread(test: LoggedTest) -> tuple[str, str, int, date]:
    return test.place, test.idea, test.cycle, test.start or date.max
