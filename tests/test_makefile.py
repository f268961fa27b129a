"""`make` sets up what it needs, wherever the folder is put and whatever it is called."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


INSTALLED = Path(".venv/lib/python3.11/site-packages/_editable_impl_changepack.pth")
PIP = f"#!/bin/sh\npwd > {INSTALLED}\n"
"""Leaves what pip does: the file by which Python finds the program."""


def make(folder: Path, *words: str) -> str:
    """What a run of make says."""
    environment = {**os.environ, "MAKEFLAGS": ""}
    order = ["make", "--no-print-directory", *words]
    return subprocess.run(order, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout


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


def test_an_environment_finds_the_program_whatever_the_folder_is_called(folder: Path) -> None:
    """Under LC_ALL=C Python 3.11 does not start where such a file holds more than ASCII."""
    (folder / ".venv" / ".ready").unlink()
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / INSTALLED).parent.mkdir(parents=True)
    for name, text in (("pip", PIP), ("python", "#!/bin/sh\n")):
        program = folder / ".venv" / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
    make(folder, "PYTHON=true", ".venv/.ready")
    place = (folder / INSTALLED).read_text(encoding="utf-8").strip()
    assert place.isascii()
    assert ((folder / INSTALLED).parent / place).samefile(folder)
    assert make(folder, "-n", "site") == ".venv/bin/changepack build\n"
