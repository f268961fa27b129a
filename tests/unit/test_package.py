"""The wheel and the sdist: complete, the same bytes wherever they are made, and at work far from this folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from generator import __version__

ROOT = Path(__file__).parents[2]
PARTS = ("generator", "content/vocab", "tests/cases", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE",
         "LICENSE-CONTENT", "requirements.lock")  # fmt: skip
MINIMAL = ROOT / "tests/cases/valid/minimal"
WHEEL, SDIST = f"changepack-{__version__}-py3-none-any.whl", f"changepack-{__version__}.tar.gz"


def packed(folder: Path, umask: int) -> Path:
    """Both archives, made from a copy in a folder; where they lie."""
    for part in PARTS:
        target = folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, target, ignore=shutil.ignore_patterns("__pycache__", "build"))
        else:
            shutil.copyfile(ROOT / part, target)
    command = [sys.executable, "-m", "hatchling", "build", "-d", "dist"]
    done = subprocess.run(command, cwd=folder, umask=umask, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "dist"


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(tmp_path_factory.mktemp("one"), 0o022)


def test_archives_are_the_same_wherever_they_are_made(archives: Path, tmp_path: Path) -> None:
    again = packed(tmp_path / "in" / "another folder", 0o077)
    for name in (WHEEL, SDIST):
        assert (again / name).read_bytes() == (archives / name).read_bytes(), name


def test_the_wheel_holds_all_that_a_site_needs_and_no_more(archives: Path) -> None:
    with zipfile.ZipFile(archives / WHEEL) as wheel:
        names = set(wheel.namelist())
    source = {path.relative_to(ROOT).as_posix() for path in (ROOT / "generator").rglob("*") if path.is_file()}
    source = {name for name in source if "__pycache__" not in name}
    words = {f"generator/defaults/vocab/{path.name}" for path in (ROOT / "content/vocab").iterdir()}
    about = {name for name in names if name.startswith(f"changepack-{__version__}.dist-info/")}
    assert names - about == source | words
    assert {name.rpartition("/")[2] for name in about} >= {"LICENSE", "LICENSE-CONTENT", "entry_points.txt", "METADATA"}


def test_the_sdist_holds_the_tests_and_the_licences(archives: Path) -> None:
    with tarfile.open(archives / SDIST) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert names >= {"LICENSE", "LICENSE-CONTENT", "README.md", "pyproject.toml", "requirements.lock"}
    assert any(name.startswith("tests/cases/") for name in names)
    assert any(name.startswith("content/vocab/") for name in names)


def test_an_installed_wheel_builds_a_folder_with_a_few_files(archives: Path, tmp_path: Path) -> None:
    installed, project = tmp_path / "installed", tmp_path / "project"
    with zipfile.ZipFile(archives / WHEEL) as wheel:
        wheel.extractall(installed)  # noqa: S202  (made above)
    shutil.copytree(MINIMAL, project, ignore=shutil.ignore_patterns("build"))
    done = subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(project), "build", "--strict"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (project / "build/site/ideas/one-idea/index.html").is_file()
    assert (project / "build/site/assets/theme.css").is_file()
    assert (installed / "generator/defaults/vocab/costs.yml").is_file()
