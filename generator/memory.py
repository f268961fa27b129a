"""What a build remembers for the next one, in one small database of the project's cache.

Of each page and file: what it was made from, and what it turned out to be, without its bytes; those lie in the site. Of
the two folders of the site: which file they hold in which state. A memory may be deleted at any time, and one that
cannot be read, or that another version of the program made, counts as empty. Not for deciding what a page is made
from (`model.reads`) and not for judging records.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from generator.model.reads import Source

__all__ = ["Memory"]

_TABLES = """
CREATE TABLE IF NOT EXISTS version (it TEXT);
CREATE TABLE IF NOT EXISTS source (id INTEGER PRIMARY KEY, name TEXT, key TEXT, digest TEXT);
CREATE TABLE IF NOT EXISTS made (at TEXT PRIMARY KEY, sources BLOB, facts TEXT);
CREATE TABLE IF NOT EXISTS seen (url TEXT PRIMARY KEY, ids TEXT, links TEXT);
CREATE TABLE IF NOT EXISTS file (folder TEXT, path TEXT, state TEXT, PRIMARY KEY (folder, path)) WITHOUT ROWID;
"""


class Memory:
    """The database; without a file it remembers nothing after this run."""

    def __init__(self, file: Path | None = None, version: str = "") -> None:
        self._file = file
        self._version = version
        self._base = self._opened()
        self._ids: dict[Source, int] = {}
        self._digests: dict[int, str] = {}
        self._changed: set[int] = set()
        self._digest: Callable[[Source], str] = repr
        self._refused = False
        self._known = {at for (at,) in self._base.execute("SELECT at FROM made")}
        for number, name, key, digest in self._base.execute("SELECT id, name, key, digest FROM source"):
            self._ids[name, _unpacked(key)] = number
            self._digests[number] = digest

    def _opened(self) -> sqlite3.Connection:
        """The database of the file; one that cannot be read is begun anew, and one held by others is left alone."""
        while self._file is not None:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                return self._ready(sqlite3.connect(self._file))
            except (sqlite3.OperationalError, OSError):
                break
            except sqlite3.DatabaseError:
                try:
                    self._file.unlink()
                except OSError:
                    break
        return self._ready(sqlite3.connect(":memory:"))

    def _ready(self, base: sqlite3.Connection) -> sqlite3.Connection:
        """A database of this version; what another one left is thrown away."""
        base.execute("PRAGMA synchronous = NORMAL")
        base.executescript(_TABLES)
        if base.execute("SELECT it FROM version").fetchall() != [(self._version,)]:
            with base:
                for table in ("version", "source", "made", "seen", "file"):
                    base.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
                base.execute("INSERT INTO version VALUES (?)", (self._version,))
        return base

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Forget what was not saved."""
        self._base.close()

    def _write(self, order: str, row: tuple[object, ...]) -> None:
        """One row, not lasting yet; where the disk refuses, nothing of this build is kept."""
        try:
            self._base.execute(order, row)
        except sqlite3.Error:
            self._refused = True

    # -- pages and files

    def compare(self, digest: Callable[[Source], str]) -> None:
        """See which sources say something else than they did; `digest` gives what one says now."""
        self._digest = digest
        self._changed = {number for source, number in self._ids.items() if digest(source) != self._digests[number]}

    def recall(self, at: str) -> Mapping[str, Any] | None:
        """What a page or file turned out to be, unless something that it was made from has changed."""
        if at not in self._known:
            return None
        row = self._base.execute("SELECT sources, facts FROM made WHERE at = ?", (at,)).fetchone()
        if row is None or not self._changed.isdisjoint(array("I", row[0])):
            return None
        facts: Mapping[str, Any] = json.loads(row[1])
        return facts

    def remember(self, at: str, sources: Iterable[Source], facts: Mapping[str, Any]) -> None:
        """Note what a page or file was made from and turned out to be; lasting only once it is saved."""
        ids = self._ids
        numbers = array("I", sorted(ids.setdefault(source, len(ids)) for source in sources))
        self._write("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", (at, numbers.tobytes(), _json(facts)))

    # -- what a look at the pages found

    def see(self, url: str, ids: Iterable[str], links: Iterable[str]) -> None:
        """Note the ids on a page and where its links lead; lasting only once it is saved."""
        self._write("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (url, _json(list(ids)), _json(list(links))))

    def seen(self) -> list[str]:
        """The addresses of all pages that were ever looked at and not forgotten."""
        return [url for (url,) in self._base.execute("SELECT url FROM seen")]

    def seen_ids(self, url: str) -> list[str] | None:
        """The ids on a page, as it was looked at last; None when it never was."""
        return self._seen("ids", url)

    def seen_links(self, url: str) -> list[str]:
        """Where the links of a page lead."""
        return self._seen("links", url) or []

    def _seen(self, column: str, url: str) -> list[str] | None:
        row = self._base.execute(f"SELECT {column} FROM seen WHERE url = ?", (url,)).fetchone()  # noqa: S608 - of ours
        found: list[str] | None = json.loads(row[0]) if row else None
        return found

    # -- the folders of the site

    def files(self, folder: Path) -> dict[str, str]:
        """Path -> state of each file of a folder, as it was when the folder was filled."""
        rows = self._base.execute("SELECT path, state FROM file WHERE folder = ?", (_name(folder),))
        return dict(rows.fetchall())

    def save(self, folder: Path, states: Mapping[str, str], other: Path, shared: Iterable[str]) -> None:
        """Make lasting what was learned, now that `folder` holds the files of `states` and nothing else.

        The `shared` ones it has in common with the `other` folder. A disk that refuses is no fault of the build.
        """
        if self._refused:
            return
        with suppress(sqlite3.Error), self._base:
            known = self._base.execute("SELECT at FROM made").fetchall()
            gone = [(at,) for (at,) in known if at not in states and f"{at}index.html" not in states]
            self._base.executemany("DELETE FROM made WHERE at = ?", gone)
            self._base.executemany("DELETE FROM seen WHERE url = ?", gone)
            rows = [
                (number, source[0], _json(source[1]), self._digest(source))
                for source, number in self._ids.items()
                if number not in self._digests or number in self._changed
            ]
            self._base.executemany("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)", rows)
            before = self.files(folder)
            self._base.executemany(
                "DELETE FROM file WHERE folder = ? AND path = ?",
                [(_name(folder), path) for path in before.keys() - states.keys()],
            )
            rows_of_files = [
                (_name(folder), path, state) for path, state in states.items() if before.get(path) != state
            ]
            rows_of_files += [(_name(other), path, states[path]) for path in shared]
            self._base.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", rows_of_files)


def _name(folder: Path) -> str:
    """A folder by its place on the disk, which it keeps when its name is exchanged."""
    found = folder.stat()
    return f"{found.st_dev}.{found.st_ino}"


def _unpacked(key: str) -> Any:
    found = json.loads(key)
    return tuple(found) if isinstance(found, list) else found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
