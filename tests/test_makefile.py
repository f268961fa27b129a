"""`make` sets up what it needs, wherever the folder is put and whatever it is called."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def make(folder: Path, *words: str, more: str = "") -> str:
    """What a run of make says; `more` are rules beside those of the Makefile."""
    order = ["make", "-f", "Makefile", "-f", "-", "--no-print-directory", *words]
    environment = {**os.environ, "LC_ALL": "C", "MAKEFLAGS": ""}
    return subprocess.run(
        order, cwd=folder, env=environment, input=more, capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what the environment is made from, and an environment that is ready."""
    made = tmp_path / "the 'größte' folder"
    made.mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copyfile(ROOT / name, made / name)
    (made / ".venv").mkdir()
    (made / ".venv" / ".ready").write_text(f"{made.resolve()}\n", encoding="utf-8")
    return made


def test_an_environment_that_is_ready_is_used(folder: Path) -> None:
    assert make(folder, "-n", "site") == ".venv/bin/changepack build\n"


def test_an_environment_that_was_moved_or_copied_with_its_folder_is_made_anew(folder: Path) -> None:
    """Its programs would be missing, or those of the folder that it was copied from."""
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    assert "-m venv --clear .venv" in make(copy, "-n", "site")
    assert "-m venv --clear .venv" in make(folder.rename(folder.with_name("moved")), "-n", "site")


def test_no_name_of_a_folder_is_unreadable(folder: Path) -> None:
    """Under LC_ALL=C Python 3.11 does not start in an environment that names a folder with such letters."""
    assert make(folder, "language", more='language:\n\t@echo "<$$LC_ALL>"\n') == "<>\n"
