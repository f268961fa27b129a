"""The stages in order, nothing else.

Files -> documents -> records -> catalog -> ratings -> pages -> frames -> site -> served site.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Report
from generator.known import Known
from generator.link import link
from generator.load import load
from generator.model.catalog import Catalog
from generator.model.frame import Frames
from generator.model.library import Library, Rendered, Settings
from generator.model.rating import Rating
from generator.project import Project
from generator.rate import rate
from generator.validate import validate

if TYPE_CHECKING:
    from generator.memory import Memory
    from generator.publish import Stage

__all__ = ["Built", "Checked", "First", "build", "check"]

RECORDS, MEMORY = "records.sqlite", "memory.sqlite"
"""Files of the project's cache: what is known of records, and of pages."""
PATIENCE = 10
"""Seconds that a build waits for another one, such as that of a running preview."""

First = Callable[[Settings, Rendered], object]
"""Is shown what there is to draw before all of it is, as somebody may be waiting for one page."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A project that was read: its catalog, its ratings and everything that was found on the way."""

    catalog: Catalog
    ratings: Mapping[str, Rating]
    report: Report


@dataclass(frozen=True, slots=True)
class Built:
    """How a build ended: where the site is (None when there is none), how many pages it has, how many files changed."""

    report: Report
    site: Path | None = None
    pages: int = 0
    written: int = 0
    frames: Frames | None = None
    """What its pages were set into; None when there is no site."""


def check(project: Project, known: Known | None = None) -> Checked:
    """Stages 1 to 4. Faults of all of them are gathered, so that one run shows them all; nothing is written."""
    if known is None:
        with Known(project.cache / RECORDS) as found:
            return check(project, found)
    report = Report()
    sources = load(project, report, known)
    records = validate(sources, report, known)
    catalog = link(records, report)
    return Checked(catalog, rate(catalog), report)


def build(
    project: Project,
    build_date: dt.date,
    *,
    strict: bool = False,
    note: Callable[[str], object] = str,
    first: First | None = None,
) -> Built:
    """Stages 1 to 9: the whole site, or nothing when there is a fault (with `strict` also on a warning)."""
    # imported here, so that `changepack check` starts in half the time
    from generator.frame import read_settings
    from generator.memory import Memory
    from generator.publish import staged
    from generator.render import render

    refusal = Report()
    for path in project.links_in_cache():
        refusal.add("P901", f"'{project.relative(path)}' is a link to another place", hint="Take it away.")
    if refusal.has_errors:
        return Built(refusal)
    # held before anything is read, or a build that began earlier would put its older site in place of a newer one
    with staged(project.site, refusal, wait=PATIENCE) as stage:
        if stage is None:
            return Built(refusal)
        note("reading and checking")
        with Known(project.cache / RECORDS, lasting=True) as known:
            checked = check(project, known)
            known.save()  # what is sound stays so, whatever becomes of the site
        report = checked.report
        settings = read_settings(project, report)
        if settings is None or report.has_errors or (strict and len(report)):
            return Built(report)
        library = Library(checked.catalog, rate, replace(settings, build_date=build_date))
        written = project.settings.read_bytes() if project.settings.is_file() else b""
        house = f"{written!r} {settings} {checked.catalog.vocab}"
        with Memory(project.cache / MEMORY, house) as memory:
            note("drawing the pages")
            rendered = render(library, memory, first and partial(first, library.settings))
            return _put_together(project, rendered, library.settings, memory, stage, report)


def _put_together(
    project: Project, rendered: Rendered, settings: Settings, memory: Memory, stage: Stage, report: Report
) -> Built:
    """Stages 6 to 9."""
    from generator.assemble import Ground, assemble
    from generator.check import Inspection
    from generator.frame import find_setting
    from generator.frame import frames as draw_frames

    frames = draw_frames(project, rendered.titles(), report)
    if frames is None:
        return Built(report)
    inspection = Inspection(frames, memory, report, partial(find_setting, project))
    ground = Ground(stage.folder, project.site, memory)
    assembled = assemble(rendered, frames, settings, ground, report, inspection.look)
    if assembled is None:
        return Built(report)
    if memory.refused:
        report.add("P903", f"the site cannot be written: {project.relative(project.cache)} takes no more")
        return Built(report)
    inspection.finish(assembled.states.keys())
    if report.count("error") or not stage.publish([*assembled.written, *assembled.shared], report):
        return Built(report)
    memory.save(project.site, assembled.states, stage.folder, assembled.shared)
    return Built(report, project.site, len(rendered.pages), len(assembled.written), frames)
