"""A measure as lists show it: its question, how often to look and which way is better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.model.measure import Measure
from generator.render.environment import macro
from generator.render.view import LibraryView
from generator.render.words import sentence_case

__all__ = ["MeasureLine", "measure_facts", "measure_lines"]

_NOT_DRAWN = Markup("")
_GOOD = {"up": "higher is better", "down": "lower is better"}


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in a list."""

    id: str
    title: str
    question: str
    facts: str
    row: Markup = _NOT_DRAWN
    """All this as an entry of a list."""


def measure_facts(measure: Measure) -> str:
    """Unit, direction and rhythm in a few words."""
    scale = ", ".join(
        part for part in (sentence_case(measure.unit), _GOOD[measure.good] if measure.good else "") if part
    )
    return f"{scale}. {sentence_case(measure.frequency.rstrip('.'))}."


def measure_lines(view: LibraryView, ids: Iterable[str]) -> list[MeasureLine]:
    """Measures by id, in the given order; ids that are not there are left out."""
    return [_line(view, measure_id) for measure_id in ids if measure_id in view.catalog.measures]


def _line(view: LibraryView, measure_id: str) -> MeasureLine:
    """A measure, drawn once, since many pages show the same."""

    def draw() -> MeasureLine:
        measure = view.catalog.measures[measure_id]
        line = MeasureLine(measure_id, measure.title, measure.question, measure_facts(measure))
        return replace(line, row=macro("measures", "measure_row")(line))

    return view.once(("measure line", measure_id), draw)
