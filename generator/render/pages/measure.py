"""Measures: the index by the question they answer, and the page of each."""

from __future__ import annotations

from typing import Any

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.listing import source_list
from generator.render.measures import measure_lines
from generator.render.overview import HOME, overview
from generator.render.view import LibraryView, Link
from generator.render.words import LEVELS

__all__ = ["draw_measure", "draw_measure_index"]

_MEASURES = Link(
    "measures/",
    "Measures",
    "Simple measures that a school can take with what it holds already, by the question that each answers.",
)
_GOOD = {"up": "Up: higher is better", "down": "Down: lower is better", None: "Neither: read it beside the others"}


def draw_measure_index(view: LibraryView) -> Page:
    """The list of all measures, in the order of the questions they answer."""
    measures = view.catalog.measures
    groups = []
    for level, words in LEVELS.items():
        ids = sorted(
            (measure_id for measure_id, measure in measures.items() if measure.level == level),
            key=lambda found: measures[found].title.casefold(),
        )
        if ids:
            groups.append((level, *words, measure_lines(view, ids)))
    context = {"groups": groups, "parts": {level: question for level, question, _, _ in groups}}
    return overview("measures", _MEASURES, context)


def draw_measure(view: LibraryView, measure_id: str) -> Page:
    """The page of a measure."""
    measure = view.catalog.measures[measure_id]
    question, meaning = LEVELS[measure.level]
    relations = view.relations
    users = [
        ("Problems of practice", view.links("problem", view.problems_of_measure.get(measure_id, ()))),
        ("Change ideas", view.links("idea", relations.ideas_of_measure.get(measure_id, ()))),
        ("Change packages", view.links("package", view.packages_of_measure.get(measure_id, ()))),
        ("Cases that show it over time", view.links("case", relations.cases_of_measure.get(measure_id, ()))),
    ]
    context: dict[str, Any] = {
        "page_type": "measure",
        "title": measure.title,
        "crumbs": [HOME, _MEASURES],
        "measure": measure,
        "level": f"{question} {meaning}.",
        "good": _GOOD[measure.good],
        "burden": view.word("burdens", measure.burden) if measure.burden else "",
        "users": [(name, links) for name, links in users if links],
        "sources": source_list(view, measure.references),
    }
    said = [measure.definition.text, *(limit.text for limit in measure.limits)]
    return Page(
        url=f"measures/{measure_id}/",
        page_type="measure",
        title=measure.title,
        description=measure.question,
        body=draw("measure", context),
        source=view.source("measure", measure_id),
        search=(SearchEntry("", measure.title, " ".join([measure.question, *said])),),
    )
