"""A small library with a record in every state that pages must show, read from `golden/library/` by the real stages.

Names of places and people in it are invented.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from generator.diagnostics import Report
from generator.link import link
from generator.load import load
from generator.model.catalog import Catalog
from generator.model.library import Library, Settings
from generator.project import Project
from generator.rate import rate
from generator.validate import validate

__all__ = ["HOSTILE", "PUBLISHED", "SAMPLE", "sample_catalog", "sample_library"]

SAMPLE = Path(__file__).parent / "golden" / "library"

HOSTILE = "\"><script>alert(1)</script> & 'quotes' {{ 7*7 }} =1+1"
"""A text that would run, break an attribute or a template, or start a formula wherever it is not escaped."""

PUBLISHED = Settings(
    site_name="Change ideas",
    site_description="Changes worth testing, and how far the evidence carries.",
    site_url="https://change.example.org/",
    repo_url="https://git.example.org/change",
    edit_uri="https://git.example.org/change/edit/main/",
    build_date=dt.date(2026, 11, 21),
)


@cache
def sample_catalog() -> Catalog:
    """All records of the sample, with their relations; an error in them fails the test that asks."""
    report = Report()
    catalog = link(validate(load(Project(SAMPLE), report), report), report)
    assert not report.has_errors, report.format("text")
    return catalog


def sample_library(settings: Settings = PUBLISHED, **changes: Any) -> Library:
    """The sample as the render stage gets it; `changes` replace fields of the catalog."""
    catalog = sample_catalog()
    if changes:
        catalog = replace(catalog, **changes)
    return Library(catalog, rate, settings)
