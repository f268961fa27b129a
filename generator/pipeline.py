"""The stages in order, nothing else.

Files -> documents -> records -> catalog -> ratings -> pages -> frames -> site -> served site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Report
from generator.link import link
from generator.load import load
from generator.model.catalog import Catalog
from generator.model.rating import Rating
from generator.project import Project
from generator.rate import rate
from generator.validate import validate

__all__ = ["Checked", "build", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A project that was read: its catalog, its ratings and everything that was found on the way."""

    catalog: Catalog
    ratings: Mapping[str, Rating]
    report: Report


def check(project: Project) -> Checked:
    """Stages 1 to 4. Faults of all of them are gathered, so that one run shows them all; nothing is written."""
    report = Report()
    sources = load(project, report)
    records = validate(sources, report)
    catalog = link(records, report)
    return Checked(catalog, rate(catalog), report)
