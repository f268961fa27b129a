"""A table of dots: how many ideas stand where two scales cross. The numbers are there for all to read.

Used for the matrix of evidence (practice rung by research tier); any other two scales do as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.render.pictures.svg import element
from generator.text import ROOT

__all__ = ["Cell", "Step", "dot_matrix"]

_LARGEST, _SMALLEST = 20, 5
"""Radii of the dots, in a box of 44 by 44 units."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of one of the scales."""

    id: str
    title: str
    note: str = ""
    """What it means, in a few words."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many there are, and the page that lists them, by its address below the site's root."""

    count: int
    url: str = ""


def dot_matrix(
    caption: str,
    corner: str,
    columns: Sequence[Step],
    rows: Sequence[Step],
    cells: Mapping[tuple[str, str], Cell],
) -> Markup:
    """A table with a dot for each count, sized by area; `cells` goes by (row, column), a missing one counts nothing.

    `corner` says what rows and columns are.
    """
    most = max((cell.count for cell in cells.values()), default=0)
    names = [element("th", corner, scope="col"), *(_heading(column, "col") for column in columns)]
    body = []
    for row in rows:
        dots = (_cell(cells.get((row.id, column.id)), row, column, most) for column in columns)
        body.append(element("tr", _heading(row, "row"), *dots))
    table = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *names)),
        element("tbody", *body),
    )
    return element("div", table, class_=f"cp-dots cp-dots-columns-{len(columns)}")


def _heading(step: Step, scope: str) -> Markup:
    note = [element("small", step.note)] if step.note else []
    return element("th", element("span", step.title), *note, scope=scope)


def _cell(cell: Cell | None, row: Step, column: Step, most: int) -> Markup:
    if cell is None or not cell.count:
        return element("td", element("span", "0", class_="cp-dots-none"))
    # Areas, not radii, are in proportion: that is how people compare dots.
    radius = max(_LARGEST * (cell.count / most) ** 0.5, _SMALLEST)
    dot = element("circle", cx=22, cy=22, r=radius, fill="currentColor")
    picture = element("svg", dot, viewBox="0 0 44 44", width=44, height=44, aria_hidden="true")
    words = f" {'idea' if cell.count == 1 else 'ideas'}: {row.title}, {column.title}"
    number = element("span", str(cell.count), element("span", words, class_="cp-away"), class_="cp-dots-count")
    inside = [picture, number]
    linked = element("a", *inside, href=f"{ROOT}{cell.url}") if cell.url else element("span", *inside)
    return element("td", linked)
