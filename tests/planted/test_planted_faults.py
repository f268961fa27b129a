"""A hundred faults of nearly seventy kinds in one library: each gets one message at its line, nothing else is said."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from generator.pipeline import check
from generator.project import Project
from tests.planted.garden import Garden, clean_library, untold
from tests.planted.kinds import KINDS


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library before anything is planted."""
    folder = tmp_path_factory.mktemp("faults") / "library"
    clean_library(folder)
    return folder


def test_the_library_itself_has_no_fault(library: Path) -> None:
    assert check(Project(library)).report.format("text") == ""


@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_faults_give_a_hundred_messages(library: Path, tmp_path: Path, seed: int) -> None:
    shutil.copytree(library, tmp_path / "library")
    garden = Garden(tmp_path / "library", Random(seed))  # noqa: S311 - the same again for a seed
    garden.fill(100)
    assert len(garden.planted) == 100
    assert len({fault.kind for fault in garden.planted}) > len(KINDS) - 4, "some may have found no room"
    assert untold(garden) == []
