"""A measure as lists show it: its question, how often to look and which way is better."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.measure import Measure
from generator.render.view import LibraryView
from generator.render.words import sentence_case

__all__ = ["MeasureLine", "measure_facts", "measure_lines"]

_GOOD = {"up": "higher is better", "down": "lower is better"}


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in a list."""

    id: str
    title: str
    question: str
    facts: str


def measure_facts(measure: Measure) -> str:
    """Unit, direction and rhythm in a few words."""
    scale = ", ".join(
        part for part in (sentence_case(measure.unit), _GOOD[measure.good] if measure.good else "") if part
    )
    return f"{scale}. {sentence_case(measure.frequency.rstrip('.'))}."


def measure_lines(view: LibraryView, ids: Iterable[str]) -> list[MeasureLine]:
    """Measures by id, in the given order; ids that are not there are left out."""
    measures = view.catalog.measures
    return [
        MeasureLine(
            measure_id, measures[measure_id].title, measures[measure_id].question, measure_facts(measures[measure_id])
        )
        for measure_id in ids
        if measure_id in measures
    ]
