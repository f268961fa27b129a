"""The data files: the whole library for other programs, as JSON and as a table, and the schemas of its records.

Every JSON file is `{"format": "changepack/1", "items": [...]}`. Fields that an author left out are left out; prose
is the author's Markdown. Not for judging or drawing.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import partial
from typing import Any

from pydantic import BaseModel

from generator.model.change_idea import ChangeIdea
from generator.model.kinds import KINDS
from generator.model.rating import Rating, Reason
from generator.model.schema import json_schema
from generator.render.facets import count_values
from generator.render.health import library_health
from generator.render.lines_file import LinesFile, item_line, items_file
from generator.render.menu_data import FOLDER as MENU_FOLDER
from generator.render.menu_data import menu_data
from generator.render.tools.decide import lines_files
from generator.render.view import LibraryView
from generator.render.words import short_word
from generator.render.worked_out import each_idea
from generator.text import record_path

__all__ = ["FORMULA_SIGNS", "csv_cell", "data_files", "data_folders"]

FORMULA_SIGNS = "=+-@\t\r＝＋－＠"
"""A cell that begins with one of these may run as a formula in a spreadsheet."""


def data_files(view: LibraryView) -> dict[str, Callable[[], Iterable[bytes]]]:
    """Path below the root -> what makes the bytes, of every data file."""
    files: dict[str, Callable[[], Iterable[bytes]]] = {
        "data/ideas.json": partial(LinesFile, lambda: (_idea_line(view, idea_id) for idea_id in view.shown_ideas)),
        "data/cases.json": lambda: items_file(
            _record(view, "case", case_id, case)
            for case_id, case in view.catalog.cases.items()
            if case.status != "draft"
        ),
        "data/packages.json": lambda: items_file(
            _package(view, package_id)
            for package_id, package in view.catalog.packages.items()
            if package.status != "draft"
        ),
        "data/problems.json": lambda: items_file(_problem(view, problem_id) for problem_id in view.catalog.problems),
        "data/facets.json": lambda: items_file(
            {
                "id": group.id,
                "title": group.title,
                "values": [{"id": value.id, "title": value.title, "count": value.count} for value in group.values],
            }
            for group in count_values(view)
        ),
        "data/health.json": lambda: items_file([asdict(library_health(view))]),
        "data/ideas.csv": lambda: [_ideas_csv(view)],
        **lines_files(view),
    }
    return files | {f"data/schema/{kind}.json": partial(_schema, view, kind) for kind in KINDS}


def data_folders(view: LibraryView) -> dict[str, Callable[[], dict[str, bytes]]]:
    """Files whose names follow from what is in them, as a pattern -> what makes them."""
    return {f"{MENU_FOLDER}/*": lambda: menu_data(view).files}


def _schema(view: LibraryView, kind: str) -> list[bytes]:
    schema = json.dumps(json_schema(kind, view.catalog.vocab), ensure_ascii=False, indent=2)
    return [f"{schema}\n".encode()]


def _record(view: LibraryView, kind: str, record_id: str, record: BaseModel) -> dict[str, Any]:
    """A record as its author wrote it, with its id and address."""
    url = record_path(kind, record_id)
    written = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"id": record_id, "url": view.public_url(url) or url, **written}


@each_idea
def _idea_line(view: LibraryView, idea_id: str) -> str:
    """All that is known of an idea."""
    idea, relations = view.catalog.ideas[idea_id], view.relations
    tests = relations.tests_of_idea.get(idea_id, ())
    facts = {
        **_record(view, "idea", idea_id, idea),
        "in_words": _in_words(view, idea_id, idea),
        "ratings": _ratings(view.rating(idea_id)),
        "tests": [test.model_dump(mode="json", exclude_defaults=True) for test in tests],
        "cases": list(relations.cases_of_idea.get(idea_id, ())),
        "packages": list(relations.packages_of_idea.get(idea_id, ())),
    }
    return item_line(facts)


def _in_words(view: LibraryView, idea_id: str, idea: ChangeIdea) -> dict[str, Any]:
    """Ids and words of lists as people read them."""
    return {
        "problems": view.problem_titles(idea.problems),
        "drivers": [line.title for drive in idea.drives if (line := view.drivers.get((drive.problem, drive.driver)))],
        "grade_bands": view.words("grade-bands", idea.grade_bands),
        "roles": view.words("roles", idea.roles),
        "student_groups": view.words("student-groups", idea.student_groups),
        "settings": view.words("settings", idea.settings),
        "effort": view.cards[idea_id].effort,
        "effort_band": view.cards[idea_id].effort_band,
    }


def _ratings(rating: Rating) -> dict[str, Any]:
    research, practice = rating.research, rating.practice
    return {
        "research": {
            "label": research.label,
            "tier": research.tier,
            "missing": research.missing,
            "reasons": _reasons(research.reasons),
            "cautions": [
                {"effect": found.effect, "text": found.text, "source": found.source} for found in research.cautions
            ],
        },
        "practice": {
            "label": practice.label,
            "rung": practice.rung,
            "missing": practice.missing,
            "reasons": _reasons(practice.reasons),
            "places": practice.places,
            "cycles": practice.cycles,
            "adopted": practice.adopted,
            "adapted": practice.adapted,
            "abandoned": practice.abandoned,
            "last_test": practice.last_test.isoformat() if practice.last_test else None,
            "given_up": [{"place": row.place, "cycle": row.cycle, "why": row.why} for row in practice.given_up],
        },
    }


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"step": reason.step, "passed": reason.passed, "text": reason.text} for reason in reasons]


def _package(view: LibraryView, package_id: str) -> dict[str, Any]:
    ideas = [asdict(entry) for entry in view.relations.ideas_of_package.get(package_id, ())]
    return {**_record(view, "package", package_id, view.catalog.packages[package_id]), "ideas": ideas}


def _problem(view: LibraryView, problem_id: str) -> dict[str, Any]:
    relations = view.relations
    return {
        **_record(view, "problem", problem_id, view.catalog.problems[problem_id]),
        "ideas": list(relations.ideas_of_problem.get(problem_id, ())),
        "packages": list(relations.packages_of_problem.get(problem_id, ())),
        "cases": list(relations.cases_of_problem.get(problem_id, ())),
    }


def csv_cell(value: object) -> object:
    """A text that a spreadsheet could take for a formula gets an apostrophe in front; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(tuple(FORMULA_SIGNS)) else value


_COLUMNS = (
    "id",
    "title",
    "summary",
    "url",
    "status",
    "problems",
    "drivers",
    "grades",
    "roles",
    "students",
    "settings",
    "people",
    "days_to_first_test",
    "staff_hours_per_week",
    "cost",
    "effort",
    "distance_to_aim",
    "research_tier",
    "research_label",
    "practice_rung",
    "practice_label",
    "places",
    "cycles",
    "adopted",
    "adapted",
    "abandoned",
    "studies",
    "cases",
    "added",
    "reviewed",
    "license",
)


def _ideas_csv(view: LibraryView) -> bytes:
    """One idea a row, for spreadsheets: UTF-8 with a byte order mark, lists separated by semicolons."""
    text = io.StringIO()
    # every text in quotes: a spreadsheet that also takes `;` for the end of a cell would shift columns at one
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_COLUMNS)
    writer.writerows(_row(view, idea_id) for idea_id in view.shown_ideas)
    return text.getvalue().encode("utf-8-sig")


@each_idea
def _row(view: LibraryView, idea_id: str) -> list[object]:
    """The cells of an idea."""
    idea, card, practice = view.catalog.ideas[idea_id], view.cards[idea_id], view.rating(idea_id).practice
    words, effort = _in_words(view, idea_id, idea), idea.effort
    row: dict[str, object] = {
        "id": idea_id,
        "title": idea.title,
        "summary": idea.summary,
        "url": view.public_url(f"ideas/{idea_id}/") or f"ideas/{idea_id}/",
        "status": idea.status,
        "problems": "; ".join(words["problems"]),
        "drivers": "; ".join(words["drivers"]),
        "grades": "; ".join(words["grade_bands"]),
        "roles": "; ".join(words["roles"]),
        "students": "; ".join(words["student_groups"]),
        "settings": "; ".join(words["settings"]),
        "people": effort.people,
        "days_to_first_test": effort.days_to_first_test,
        "staff_hours_per_week": "" if effort.staff_hours_per_week is None else effort.staff_hours_per_week,
        "cost": short_word(view.word("costs", effort.cost)),
        "effort": card.effort_band,
        "distance_to_aim": card.depth,
        "research_tier": card.tier or "",
        "research_label": card.tier_label,
        "practice_rung": card.rung,
        "practice_label": card.rung_label,
        "places": len(practice.places),
        "cycles": practice.cycles,
        "adopted": practice.adopted,
        "adapted": practice.adapted,
        "abandoned": practice.abandoned,
        "studies": len(idea.evidence.studies),
        "cases": len(view.relations.cases_of_idea.get(idea_id, ())),
        "added": idea.added.isoformat() if idea.added else "",
        "reviewed": idea.reviewed.isoformat() if idea.reviewed else "",
        "license": idea.license or "",
    }
    return [csv_cell(row[column]) for column in _COLUMNS]
