"""Golden cases: small projects, and exactly what `changepack check` says about them.

A folder below `cases/invalid/` holds the files that differ from `cases/valid/minimal/` and `expected.txt`, the messages
that a contributor gets. A new rule is a new folder; no test code is written.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.pipeline import check
from generator.project import Project

CASES = Path(__file__).parent / "cases"
MINIMAL = CASES / "valid" / "minimal"
INVALID = sorted(path for path in (CASES / "invalid").iterdir() if path.is_dir())
VALID = sorted(path for path in (CASES / "valid").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", INVALID, ids=lambda path: path.name)
def test_a_faulty_project_gets_exactly_these_messages(case: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(MINIMAL, project)
    shutil.copytree(case, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    found = check(Project(project)).report.format("text")
    assert found == (case / "expected.txt").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("case", VALID, ids=lambda path: path.name)
def test_a_sound_project_gets_none(case: Path) -> None:
    assert check(Project(case)).report.format("text") == ""
