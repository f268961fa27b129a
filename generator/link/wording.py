"""How records are written: figures with their sources, words that a busy teacher can read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.link.doubt import Doubt
from generator.model.catalog import Catalog
from generator.model.record import Record

__all__ = ["figures_without_source", "hard_to_read"]

HARDEST_GRADE = 10
"""The aim is grade 9 or lower; the formula is an estimate, so one grade is let pass."""


def figures_without_source(_record_id: str, record: Record, _catalog: Catalog) -> Iterator[Doubt]:
    """Paragraphs of fact-stating fields that hold a figure and cite nothing."""
    for path, figure in record.outline.unsourced:
        message = f"'{figure}' stands here without a source"
        yield Doubt("K314", message, path, "cite it in the same paragraph, as [@author-year]")


def hard_to_read(_record_id: str, record: Record, _catalog: Catalog) -> Iterator[Doubt]:
    """Records whose prose, taken together, asks for more than a busy reader should need."""
    grade = record.outline.grade
    if grade is not None and grade > HARDEST_GRADE:
        message = f"the text reads like grade {grade:.0f}; aim for 9 or lower"
        yield Doubt("K313", message, (), "use shorter sentences and plainer words")
