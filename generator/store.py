"""A small database in the project's cache, for what one run leaves for the next.

It may be deleted at any time. One that cannot be read, that is not as it was written (a checksum lies beside it), or
that another version of the program made, counts as empty; where the disk or another run refuses, nothing is kept. That
is no fault of a run that does not read again what it wrote. What is kept and for what is decided by its owners: `known`
(records) and `memory` (pages).
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from generator.project import PACKAGE

__all__ = ["Store", "program_version"]


@cache
def program_version() -> str:
    """A name for this very program and the libraries beside it: with another one, anything may come out otherwise."""
    libraries = sorted(found.name for place in sys.path for found in Path(place).glob("*.dist-info"))
    text = hashlib.sha256(repr((sys.version, zlib.ZLIB_RUNTIME_VERSION, libraries)).encode())
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in {".py", ".j2"}:
            text.update(file.read_bytes())
    return text.hexdigest()


class Store:
    """The database; what is written lasts only once it is saved, and without a file not longer than the run."""

    def __init__(
        self, tables: Mapping[str, str], file: Path | None = None, version: str = "", *, lasting: bool = True
    ) -> None:
        """`tables` gives the columns of each table, as SQL; a file that is not `lasting` is only read."""
        self._tables = {"version": "it TEXT", **tables}
        self._version = version
        self._file = file if lasting else None
        self.refused = False
        """Whether something could not be read or written; then nothing of this run is kept."""
        self._base = (file and self._opened(file, lasting=lasting)) or self._ready(sqlite3.connect(":memory:"))

    def _opened(self, file: Path, *, lasting: bool) -> sqlite3.Connection | None:
        """The database of a file; one that cannot be read is begun anew, and one held by others is left alone."""
        while True:
            try:
                if lasting:
                    file.parent.mkdir(parents=True, exist_ok=True)
                if file.exists() and not _is_as_written(file):
                    raise sqlite3.DatabaseError("damaged")
                mode = "rwc" if lasting else "ro"
                base = self._ready(sqlite3.connect(f"{file.as_uri()}?mode={mode}", timeout=0, uri=True))
                if lasting:
                    base.execute("BEGIN IMMEDIATE")  # who may not write learns it now, not in the middle of a run
                return base
            except (sqlite3.OperationalError, OSError):
                return None
            except sqlite3.DatabaseError:
                if not lasting:
                    return None
                try:
                    file.unlink()
                    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
                except OSError:
                    return None

    def _ready(self, base: sqlite3.Connection) -> sqlite3.Connection:
        """A database of this version; what another one left is thrown away."""
        base.execute("PRAGMA synchronous = NORMAL")
        for table, columns in self._tables.items():
            base.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
        if base.execute("SELECT it FROM version").fetchall() != [(self._version,)]:
            with base:
                for table in self._tables:
                    base.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
                base.execute("INSERT INTO version VALUES (?)", (self._version,))
        return base

    def read(self, order: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows; none when another run holds the database."""
        try:
            yield from self._base.execute(order, values)
        except sqlite3.Error as error:
            self.refuse(error)

    def write(self, order: str, rows: Iterable[Sequence[Any]]) -> None:
        """Change something for each row; after a refusal, which may undo earlier ones, nothing of this run is kept."""
        try:
            self._base.executemany(order, rows)
        except sqlite3.Error as error:
            self.refuse(error)

    def refuse(self, error: sqlite3.Error | None = None) -> None:
        """Keep nothing of this run; a database that is broken in its middle is taken away for the next one."""
        self.refused = True
        if self._file and not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def save(self) -> None:
        """Make lasting what was written; what cannot be is undone, so that no other run waits for it."""
        with suppress(sqlite3.Error):
            try:
                if not self.refused:
                    self._base.commit()
                    self._seal()
            finally:
                self._base.rollback()

    def _seal(self) -> None:
        """Note what the file is now; without that, the next run takes it for empty."""
        if self._file:
            with suppress(OSError):
                _seal_of(self._file).write_bytes(_checksum(self._file))

    def close(self) -> None:
        """Forget what was not saved."""
        self._base.close()


def _seal_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.sum")


def _checksum(file: Path) -> bytes:
    """Of all bytes of a file; SQLite sees that a page is no page, not that a letter in it is another one."""
    value = 0
    with file.open("rb") as opened:
        while piece := opened.read(1 << 20):
            value = zlib.crc32(piece, value)
    return b"%08x" % value


def _is_as_written(file: Path) -> bool:
    try:
        return _seal_of(file).read_bytes() == _checksum(file)
    except OSError:
        return False
