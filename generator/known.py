"""Files that an earlier build found sound, by what was in them, and the record that each made.

A file that has not changed need not be parsed and held against its declaration again; what records say of each other
is checked anew every time. Kept in a small database of the project's cache, which may be deleted at any time, and
counts as empty when it cannot be read or another version of the program made it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

from generator.project import PACKAGE

__all__ = ["Known", "program_version"]

_LIBRARIES = ("jinja2", "markupsafe", "markdown-it-py", "nh3", "pydantic", "pydantic-core", "pyyaml")

_TABLES = """
CREATE TABLE IF NOT EXISTS version (it TEXT);
CREATE TABLE IF NOT EXISTS sound (path TEXT PRIMARY KEY, digest BLOB, record TEXT);
"""


@cache
def program_version() -> str:
    """A name for this very program and the libraries that records and pages are made with."""
    versions = [importlib.metadata.version(name) for name in _LIBRARIES]
    text = hashlib.sha256(repr((sys.version, versions)).encode())
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in {".py", ".j2"}:
            text.update(file.read_bytes())
    return text.hexdigest()


class Known:
    """The sound files of earlier builds, and those of this one; without a database there are none."""

    def __init__(self, database: Path | None = None, version: str = "") -> None:
        self._database, self._version = database, version
        self._before: Mapping[str, tuple[bytes, str]] = {}
        self._fresh: dict[str, tuple[bytes, str]] = {}
        self._same: set[str] = set()
        if database is not None and database.is_file():
            with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as base:
                if base.execute("SELECT it FROM version").fetchall() == [(version,)]:
                    rows = base.execute("SELECT path, digest, record FROM sound")
                    self._before = {path: (digest, record) for path, digest, record in rows}

    def record(self, path: str, digest: bytes) -> str | None:
        """The record, as JSON, that a file of this digest made; None when it was not there or not sound."""
        found = self._before.get(path)
        if found is None or found[0] != digest:
            return None
        self._same.add(path)
        return found[1]

    def keep(self, path: str, digest: bytes, record: str) -> None:
        """Note that a file is sound, and the record that it makes, as JSON."""
        self._fresh[path] = digest, record

    def save(self) -> None:
        """Make lasting what was noted, and forget files that are gone; a disk that refuses is no fault of the build."""
        if self._database is None:
            return
        with suppress(sqlite3.Error, OSError):
            self._database.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._database)) as base, base:
                base.executescript(_TABLES)
                if base.execute("SELECT it FROM version").fetchall() != [(self._version,)]:
                    base.execute("DELETE FROM sound")
                    base.execute("DELETE FROM version")
                    base.execute("INSERT INTO version VALUES (?)", (self._version,))
                gone = [(path,) for path in self._before if path not in self._same]
                base.executemany("DELETE FROM sound WHERE path = ?", gone)
                rows = [(path, digest, record) for path, (digest, record) in self._fresh.items()]
                base.executemany("INSERT OR REPLACE INTO sound VALUES (?, ?, ?)", rows)
