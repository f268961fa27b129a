"""Flat tables: a row a thing, numbers that stay whole, formulas disarmed."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from generator.improvement.series import Point, Series
from generator.model.catalog import Catalog
from generator.model.lookup import Place
from generator.rate import rate
from generator.tables import write_tables
from tests.sample_library import sample_catalog


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    catalog = sample_catalog()
    write_tables(catalog, rate(catalog), tmp_path)
    return tmp_path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_idea_and_every_study_is_a_row(folder: Path) -> None:
    catalog = sample_catalog()
    assert [row["id"] for row in rows(folder / "ideas.csv")] == list(catalog.ideas)
    assert len(rows(folder / "studies.csv")) == sum(len(idea.evidence.studies) for idea in catalog.ideas.values())


def test_whole_numbers_stay_whole_beside_empty_cells(folder: Path) -> None:
    numbers = [row["n_students"] for row in rows(folder / "studies.csv")]
    assert any(numbers)
    assert all(number.isdigit() for number in numbers if number)


def test_groups_of_fields_are_told_in_words(folder: Path) -> None:
    drives = [row["drives"] for row in rows(folder / "ideas.csv")]
    assert any(drives)
    assert all(cell.startswith("problem: ") and ", driver: " in cell for cell in drives if cell)


def test_nothing_can_start_a_formula(tmp_path: Path) -> None:
    catalog = sample_catalog()
    idea = catalog.ideas["mentor"].model_copy(update={"title": "=1+1", "roles": ["@sum"]})
    write_tables(replace(catalog, ideas={"mentor": idea}), rate(catalog), tmp_path)
    (row,) = rows(tmp_path / "ideas.csv")
    assert (row["title"], row["roles"]) == ("'=1+1", "'@sum")


def test_points_keep_their_gaps_with_reasons(tmp_path: Path) -> None:
    points = (Point("2021", 5.0), Point("2022", None, gap_reason="not shown"))
    write_tables(Catalog(series={"content/series/work.csv": Series(points)}), {}, tmp_path)
    found = [(row["period"], row["value"], row["gap"]) for row in rows(tmp_path / "series.csv")]
    assert found == [("2021", "5", ""), ("2022", "", "not shown")]


def test_texts_stand_in_quotes_and_numbers_do_not(tmp_path: Path) -> None:
    """A spreadsheet that takes `;` for the end of a cell shifts no column then."""
    write_tables(Catalog(series={"content/series/work.csv": Series((Point("a; b", 5.0),))}), {}, tmp_path)
    row = (tmp_path / "series.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert '"a; b"' in row.split(",")
    assert any(cell in {"5", "5.0"} for cell in row.split(","))


def test_columns_are_the_same_in_every_library(folder: Path, tmp_path: Path) -> None:
    def headers(of: Path) -> dict[str, str]:
        texts = {path.name: path.read_text(encoding="utf-8-sig") for path in of.glob("*.csv")}
        return {name: text.partition("\n")[0].replace('"', "") for name, text in texts.items()}

    full = headers(folder)
    write_tables(Catalog(), {}, tmp_path)
    assert headers(tmp_path) == full
    assert full["places.csv"] == "id," + ",".join(name for name in Place.model_fields if name != "id")
    assert "effort.people" in full["ideas.csv"].split(",")
    assert rows(tmp_path / "ideas.csv") == [], "what an earlier export wrote is gone"
