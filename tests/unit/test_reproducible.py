"""The same sources give the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

MINIMAL = Path(__file__).parents[1] / "cases" / "valid" / "minimal"
PLACES = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
)


def built(folder: Path, surroundings: dict[str, str], umask: int) -> dict[str, tuple[int, bytes]]:
    """Path of each file -> its mode and bytes."""
    shutil.copytree(MINIMAL, folder)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1760000000", **surroundings},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    site = folder / "build" / "site"
    return {
        path.relative_to(site).as_posix(): (stat.S_IMODE(path.stat().st_mode), path.read_bytes())
        for path in site.rglob("*")
        if path.is_file()
    }


def test_place_time_language_order_and_rights_change_nothing(tmp_path: Path) -> None:
    first = built(tmp_path / "one", PLACES[0], 0o022)
    second = built(tmp_path / "in" / "another folder", PLACES[1], 0o077)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
