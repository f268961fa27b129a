"""Flat tables of a library for spreadsheets and statistics, for `changepack export`: the only module with pandas.

A study, a point of a series or a logged test is one row, with the id of the record it belongs to. Records were checked
before; here they are only laid flat.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.improvement.series import COLUMNS
from generator.model.catalog import Catalog
from generator.model.change_idea import ChangeIdea
from generator.model.evidence import Study
from generator.model.lookup import Place, TestOfChange
from generator.model.measure import Measure
from generator.model.rating import Rating
from generator.model.record import record_in, takes_list
from generator.render.data import csv_cell

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["tables", "write_tables"]

Row = dict[str, Any]


def tables(catalog: Catalog, ratings: Mapping[str, Rating]) -> dict[str, DataFrame]:
    """Name -> table: ideas with their ratings, studies, measures, points of series, tests of change, places."""
    from pandas import json_normalize  # late: it takes longer to load than a small site to build

    rows: dict[str, list[Row]] = {
        "ideas": [_idea(idea_id, idea, ratings[idea_id]) for idea_id, idea in catalog.ideas.items()],
        "studies": [
            {"idea": idea_id, **_plain(study)}
            for idea_id, idea in catalog.ideas.items()
            for study in idea.evidence.studies
        ],
        "measures": [{"id": measure_id, **_plain(measure)} for measure_id, measure in catalog.measures.items()],
        "series": list(_points(catalog)),
        "tests": [_plain(test) for test in catalog.tests],
        "places": [_plain(place) for place in catalog.places.values()],
    }
    return {
        name: json_normalize(found, sep=".").reindex(columns=_COLUMNS[name]).convert_dtypes()
        for name, found in rows.items()
    }


def write_tables(catalog: Catalog, ratings: Mapping[str, Rating], folder: Path) -> list[Path]:
    """Write every table as CSV (UTF-8 with a byte order mark, formulas disarmed); gives the paths.

    One without rows has its columns too, in place of what an earlier export left there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in tables(catalog, ratings).items():
        path = folder / f"{name}.csv"
        safe = table.map(_cell, na_action="ignore")
        # texts in quotes: some spreadsheets take `;` for the end of a cell, too
        safe.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
        paths.append(path)
    return paths


def _fields(model: type[BaseModel]) -> Iterator[str]:
    """Columns of a record, whatever of it is filled in: its fields, those of a group with the group's name in front."""
    for name, info in model.model_fields.items():
        shown = info.alias or name
        inside = record_in(info.annotation)
        if inside is None or takes_list(info.annotation):
            yield shown
        else:
            yield from (f"{shown}.{field}" for field in _fields(inside))


_RATINGS = ("research_tier", "research", "practice_rung", "practice")
_OWN_TABLES = ("evidence", "steps")
"""Of an idea: studies have a table, and steps are no figures."""
_COLUMNS: dict[str, list[str]] = {
    "ideas": ["id", *_RATINGS, *(name for name in _fields(ChangeIdea) if name.partition(".")[0] not in _OWN_TABLES)],
    "studies": ["idea", *_fields(Study)],
    "measures": ["id", *_fields(Measure)],
    "series": ["series", *COLUMNS, "gap"],
    "tests": [*_fields(TestOfChange)],
    "places": [*_fields(Place)],
}
"""The same in every library, so that a script that reads one can count on them."""


def _plain(record: BaseModel) -> Row:
    return record.model_dump(mode="json", by_alias=True, exclude_none=True)


def _idea(idea_id: str, record: BaseModel, rating: Rating) -> Row:
    """An idea's own fields and its ratings; what has tables of its own is left out."""
    fields = {name: value for name, value in _plain(record).items() if name not in _OWN_TABLES}
    research, practice = rating.research, rating.practice
    rated = zip(_RATINGS, (research.tier, research.label, practice.rung, practice.label), strict=True)
    return {"id": idea_id, **dict(rated), **fields}


def _points(catalog: Catalog) -> Iterator[Row]:
    for path, series in catalog.series.items():
        for point in series.points:
            yield {
                "series": path.removesuffix(".csv"),
                **{column: getattr(point, column) for column in COLUMNS},
                "gap": point.gap_reason,
            }


def _cell(value: Any) -> Any:
    """Lists as text with semicolons between; text that a spreadsheet could run gets an apostrophe in front."""
    return csv_cell("; ".join(map(_in_a_list, value)) if isinstance(value, list) else value)


def _in_a_list(item: Any) -> str:
    """An entry of a list; of a group of fields, each field's name and value."""
    return ", ".join(f"{name}: {value}" for name, value in item.items()) if isinstance(item, dict) else str(item)
