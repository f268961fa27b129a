"""Says whether this machine and this project can build a site, in words for people who did not set the machine up.

Looks and tries, and leaves nothing but what a build keeps as well. What is wrong with the records, `changepack check`
says.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement

from generator import __version__
from generator.diagnostics import Report
from generator.epoch import build_date
from generator.frame import read_settings
from generator.project import PACKAGE, RECORD_FOLDERS, Project
from generator.publish import aside_of, being_written, exchanges_at_once, holds_other_things, spare_of

__all__ = ["Finding", "as_json_text", "as_text", "examine"]

OLDEST_PYTHON = (3, 11)
ROOM = 200 * 2**20
"""Bytes that a build should find free: a site of a thousand ideas and its spare one."""

_HOOK = "mkdocs_hooks.py"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SIGNS = {"good": "ok  ", "note": "note", "fault": "NO  "}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. A `note` does not stand in the way of a build, a `fault` does."""

    about: str
    state: Literal["good", "note", "fault"]
    says: str
    do: str = ""
    """What to do next; empty when there is nothing to do."""


def examine(project: Project, now: dt.datetime, epoch: str | None = None) -> list[Finding]:
    """Look at everything that a build depends on, in the order in which it is needed.

    `epoch` is what SOURCE_DATE_EPOCH holds, if anything.
    """
    return [
        _python(),
        *_packages(),
        *_name(project),
        *_settings(project),
        *_sources(project),
        *_place(project),
        *_left_over(project),
        *_date(project, now, epoch),
        *_tools(project),
    ]


def as_text(findings: Sequence[Finding]) -> str:
    """One screen: a line for each finding, what to do below it, and the outcome last."""
    lines = []
    for found in findings:
        lines.append(f"{_SIGNS[found.state]}  {found.about:<9} {found.says}")
        if found.do:
            lines.append(f"{'':<16}{found.do}")
    faults = sum(found.state == "fault" for found in findings)
    outcome = f"{faults} thing{'s' * (faults != 1)} to mend before a site can be built here."
    return "\n".join([*lines, "", outcome if faults else "A site can be built here."])


def as_json_text(findings: Sequence[Finding]) -> str:
    """The same for programs."""
    ready = all(found.state != "fault" for found in findings)
    items = [asdict(found) for found in findings]
    return json.dumps({"format": "changepack/1", "ready": ready, "items": items}, ensure_ascii=False, indent=2)


def _python() -> Finding:
    version = platform.python_version()
    says = f"Changepack {__version__} on Python {version}, {platform.system()}"
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        return Finding("python", "fault", says, f"Install Python {wanted} or newer, and Changepack into it.")
    return Finding("python", "good", says)


def _packages() -> Iterator[Finding]:
    try:
        needs = [Requirement(line) for line in metadata.requires("changepack") or []]
    except metadata.PackageNotFoundError:
        yield Finding("packages", "note", "run from a folder without being installed; versions were not compared")
        return
    needs = [need for need in needs if need.marker is None or need.marker.evaluate()]
    fitting = 0
    for need in needs:
        try:
            found = metadata.version(need.name)
        except metadata.PackageNotFoundError:
            yield Finding("packages", "fault", f"{need.name} is missing", f'Run: pip install "{need}"')
            continue
        if need.specifier.contains(found, prereleases=True):
            fitting += 1
        else:
            says = f"{need.name} is {found}, and must be {need.specifier}"
            yield Finding("packages", "fault", says, f'Run: pip install "{need}"')
    if fitting == len(needs):
        yield Finding("packages", "good", f"all {fitting} are there in versions that fit")


def _name(project: Project) -> Iterator[Finding]:
    """Another package called `generator` would be taken for ours by whoever imports the name."""
    owners = set(metadata.packages_distributions().get("generator", [])) - {"changepack"}
    if owners:
        says = (
            f"the package {', '.join(sorted(owners))} brings a 'generator' too, as this program's own folder is called"
        )
        yield Finding("packages", "note", says, "Keep them apart: install Changepack into an environment of its own.")
    if (project.root / "generator.py").exists():
        yield Finding("packages", "note", "generator.py in this folder can hide the program", "Give it another name.")


def _settings(project: Project) -> Iterator[Finding]:
    report = Report()
    settings = read_settings(project, report, lasting=False)
    for found in report:
        says = f"{found.location}: {found.message}" if found.location else found.message
        yield Finding("settings", "fault" if found.severity == "error" else "note", says, found.hint or "")
    if settings is None:
        return
    if not project.settings.exists():
        do = "Write 'site_name: ...' into mkdocs.yml to give the site its name."
        yield Finding("settings", "note", "there is no mkdocs.yml, so defaults are used", do)
        return
    says = f"mkdocs.yml can be read: {settings.site_name}"
    if _HOOK not in project.settings.read_text(encoding="utf-8", errors="replace"):
        says += " (without our hook, so use 'changepack build', not 'mkdocs build')"
    yield Finding("settings", "good", says)


def _sources(project: Project) -> Iterator[Finding]:
    counts = []
    for kind, name in RECORD_FOLDERS.items():
        folder = project.root / name
        if folder.is_symlink():
            yield Finding("sources", "fault", f"{name}/ is a link, and links are not followed", "Put the folder here.")
        elif folder.exists() and not folder.is_dir():
            yield Finding("sources", "fault", f"{name} is a file, and must be a folder", "Move it away.")
        elif folder.is_dir():
            try:
                counts.append(f"{_records(folder, kind)} in {name}/")
            except OSError as error:
                do = "Give yourself the right to read it."
                yield Finding("sources", "fault", f"{name}/ cannot be read: {error.strerror}", do)
    if counts:
        yield Finding("sources", "good", f"{', '.join(counts)}; what is in them: changepack check")
    else:
        do = "Begin with: changepack new problem ID"
        yield Finding("sources", "note", f"no records in {project.root}", do)


def _records(folder: Path, kind: str) -> int:
    return sum(1 for _ in folder.glob("*/case.yml" if kind == "case" else "*.yml"))


def _place(project: Project) -> Iterator[Finding]:
    place = project.build if project.build.exists() else project.root
    try:
        at_once = exchanges_at_once(place)
        free = shutil.disk_usage(place).free
    except OSError as error:
        says = f"{place} cannot be written: {error.strerror}"
        yield Finding("build", "fault", says, "Give yourself the right to write there, or copy the project elsewhere.")
        return
    if free < ROOM:
        says = f"{free // 2**20} MB are free where build/ lies"
        yield Finding("build", "note", says, f"Free some room: {ROOM // 2**20} MB are enough for a large site.")
    else:
        yield Finding("build", "good", f"{place.name}/ can be written, {free // 2**30} GB are free")
    if at_once:
        yield Finding("build", "good", "a new site takes the old one's place in one step")
    else:
        says = "this disk cannot swap folders in one step; the site is away for a moment at each build"
        yield Finding("build", "note", says)
    for folder in (project.site, spare_of(project.site)):
        if holds_other_things(folder):
            says = f"{project.relative(folder)} was not made by this program, and is never replaced"
            yield Finding("build", "fault", says, "Move it away, or to another project's folder.")
        elif folder.exists() and _of_another_user(folder):
            says = f"{project.relative(folder)} belongs to another user of this machine"
            yield Finding("build", "fault", says, "Build as that user, or delete the folder 'build'.")


def _of_another_user(folder: Path) -> bool:
    """Whether this user may not change what kind of folder it is, which a build does so that web servers can read."""
    return sys.platform != "win32" and os.geteuid() not in (0, folder.stat().st_uid)


def _left_over(project: Project) -> Iterator[Finding]:
    if being_written(project.site):
        do = "Wait until it has ended; a preview builds at each saved edit."
        yield Finding("build", "note", "another build is running", do)
    elif aside_of(project.site).exists():
        yield Finding("build", "note", "a build was killed in the midst of a swap; the next one mends that")


def _date(project: Project, now: dt.datetime, epoch: str | None) -> Iterator[Finding]:
    newest = max(path.stat().st_mtime for path in PACKAGE.glob("*.py"))
    try:
        date = build_date(epoch, now)
    except OSError as error:
        yield Finding("date", "fault", str(error.strerror), "Set the clock.")
        return
    except ValueError as error:
        yield Finding("date", "fault", str(error), "Mend the variable, or take it away.")
        return
    if epoch is not None:
        yield Finding("date", "good", f"pages are dated {date}, as SOURCE_DATE_EPOCH says")
    elif newest > now.timestamp() + 24 * 3600:
        says = f"this machine's clock says {now.date()}, and the program's own files are newer"
        yield Finding("date", "note", says, "Set the clock, or pages are dated wrongly.")
    else:
        yield Finding("date", "good", f"pages are dated {now.date()}, as this machine's clock says")
    if shutil.which("git") is None and (project.root / ".git").exists():
        yield Finding("date", "note", "git is missing, so a build cannot be dated by the last commit")


def _tools(project: Project) -> Iterator[Finding]:
    if PACKAGE.parent != project.root:
        return  # who writes records needs no browser of the tests
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser:
        yield Finding("tests", "good", f"the tests of the site can use {browser}")
    else:
        yield Finding("tests", "note", "there is no Chromium; the tests of the site need one, a build does not")
