"""Counts as dots: areas in proportion, numbers for all, names of row and column for those who only hear the page."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from generator.render.pictures.dots import Cell, Step, dot_matrix
from generator.text import ROOT

COLUMNS = [Step("strong", "Strong"), Step("none", "Not rated", "no study that counts")]
ROWS = [Step("tried", "Tried"), Step("not-yet", "Not yet tested")]
CELLS = {
    ("tried", "strong"): Cell(4, "ideas/?evidence=strong"),
    ("not-yet", "none"): Cell(16),
    ("tried", "none"): Cell(1, "x/"),
}


def read(cells: dict[tuple[str, str], Cell]) -> ET.Element:
    html = dot_matrix("Ideas by evidence", "Practice by research", COLUMNS, ROWS, cells)
    return ET.fromstring(html.replace(ROOT, "/"))  # noqa: S314 (our own output)


def test_cells_say_their_number_row_and_column() -> None:
    assert ["".join(cell.itertext()) for cell in read(CELLS).iter("td")] == [
        "4 ideas: Tried, Strong", "1 idea: Tried, Not rated", "0", "16 ideas: Not yet tested, Not rated",
    ]  # fmt: skip


def test_headings_have_their_scope() -> None:
    heads = [("".join(head.itertext()), head.get("scope")) for head in read(CELLS).iter("th")]
    assert heads == [
        ("Practice by research", "col"),
        ("Strong", "col"),
        ("Not ratedno study that counts", "col"),
        ("Tried", "row"),
        ("Not yet tested", "row"),
    ]


def test_areas_are_in_proportion_but_never_too_small_to_see() -> None:
    radii = [float(dot.get("r", 0)) for dot in read(CELLS).iter("circle")]
    assert radii == pytest.approx([10, 5, 20])
    many = [
        float(dot.get("r", 0))
        for dot in read({("tried", "strong"): Cell(1), ("tried", "none"): Cell(900)}).iter("circle")
    ]
    assert many == [5, 20]


def test_cells_link_to_their_lists() -> None:
    assert [link.get("href") for link in read(CELLS).iter("a")] == ["/ideas/?evidence=strong", "/x/"]


def test_an_empty_library_has_an_empty_table() -> None:
    assert ["".join(cell.itertext()) for cell in read({}).iter("td")] == ["0"] * 4
