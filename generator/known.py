"""Files that an earlier build found sound, by what was in them, and the record that each made.

A file that has not changed need not be parsed and held against its declaration again; what records say of each other
is checked anew every time. Not for writing a record down and making it again (`validate.recall`), and not for pages
(`memory`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Self

from generator.store import Store, program_version

__all__ = ["Known"]

_TABLES = {"sound": "path TEXT PRIMARY KEY, digest BLOB, record TEXT"}


class Known:
    """The sound files of earlier builds, and those of this one; without a database there are none."""

    def __init__(self, database: Path | None = None, *, lasting: bool = False) -> None:
        """What is `lasting` can be saved; else the database is only read."""
        self._lasting = lasting
        self._store = Store(_TABLES, database, program_version() if database else "", lasting=lasting)
        self._same: set[str] = set()

    def record(self, path: str, digest: bytes) -> str | None:
        """The record, as JSON, that a file of this digest made; None when it was not there or not sound."""
        for known, record in self._store.read("SELECT digest, record FROM sound WHERE path = ?", (path,)):
            if known == digest:
                self._same.add(path)
                found: str = record
                return found
        return None

    def keep(self, path: str, digest: bytes, write: Callable[[], str]) -> None:
        """Note that a file is sound, and the record that it makes, which `write` gives as JSON."""
        if self._lasting:
            self._same.add(path)
            self._store.write("INSERT OR REPLACE INTO sound VALUES (?, ?, ?)", [(path, digest, write())])

    def save(self) -> None:
        """Make lasting what was noted, and forget files that are gone or not sound any more."""
        gone = [row for row in self._store.read("SELECT path FROM sound") if row[0] not in self._same]
        self._store.write("DELETE FROM sound WHERE path = ?", gone)
        self._store.save()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Forget what was not saved."""
        self._store.close()
