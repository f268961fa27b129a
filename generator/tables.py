"""Flat tables of a library for spreadsheets and statistics, for `changepack export`: the only module with pandas.

A study, a point of a series or a logged test is one row, with the id of the record it belongs to. Records were checked
before; here they are only laid flat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.model.catalog import Catalog
from generator.model.rating import Rating
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
    return {name: json_normalize(found, sep=".").convert_dtypes() for name, found in rows.items()}


def write_tables(catalog: Catalog, ratings: Mapping[str, Rating], folder: Path) -> list[Path]:
    """Write every table that has rows as CSV (UTF-8 with a byte order mark, formulas disarmed); gives the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in tables(catalog, ratings).items():
        if not table.empty:
            path = folder / f"{name}.csv"
            table.map(_cell, na_action="ignore").to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
            paths.append(path)
    return paths


def _plain(record: BaseModel) -> Row:
    return record.model_dump(mode="json", by_alias=True, exclude_none=True)


def _idea(idea_id: str, record: BaseModel, rating: Rating) -> Row:
    """An idea's own fields and its ratings; what has tables of its own is left out."""
    fields = {name: value for name, value in _plain(record).items() if name not in ("evidence", "steps")}
    return {
        "id": idea_id,
        "research_tier": rating.research.tier,
        "research": rating.research.label,
        "practice_rung": rating.practice.rung,
        "practice": rating.practice.label,
        **fields,
    }


def _points(catalog: Catalog) -> Iterator[Row]:
    for path, series in catalog.series.items():
        for point in series.points:
            yield {
                "series": path.removesuffix(".csv"),
                "period": point.period,
                "group": point.group,
                "value": point.value,
                "denominator": point.denominator,
                "gap": point.gap_reason,
            }


def _cell(value: Any) -> Any:
    """Lists as text with semicolons between; text that a spreadsheet could run gets an apostrophe in front."""
    return csv_cell("; ".join(map(_in_a_list, value)) if isinstance(value, list) else value)


def _in_a_list(item: Any) -> str:
    """An entry of a list; of a group of fields, each field's name and value."""
    return ", ".join(f"{name}: {value}" for name, value in item.items()) if isinstance(item, dict) else str(item)
