"""What a build remembers for the next one.

Of each page and file: what it was made from, and what it turned out to be, without its bytes; those lie in the site. Of
the two folders of the site: which file they hold in which state. Not for deciding what a page is made from
(`model.reads`) and not for judging records.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from generator.model.reads import Source
from generator.store import Store, program_version

__all__ = ["Memory"]

_TABLES = {
    "source": "id INTEGER PRIMARY KEY, name TEXT, key TEXT, digest TEXT",
    "made": "at TEXT PRIMARY KEY, sources BLOB, facts TEXT",
    "seen": "url TEXT PRIMARY KEY, ids TEXT, links TEXT",
    "file": "folder TEXT, path TEXT, state TEXT, PRIMARY KEY (folder, path)",
}

_FILES = "SELECT path, state FROM file WHERE folder = ?"


class Memory:
    """What is remembered; without a file nothing is after this run."""

    def __init__(self, file: Path | None = None, house: str = "") -> None:
        """`house` names what all pages are made with besides the program: settings, frames, word lists."""
        self._store = Store(_TABLES, file, f"{program_version()} {house}" if file else "")
        self._ids: dict[Source, int] = {}
        self._digests: dict[int, str] = {}
        self._changed: set[int] = set()
        self._digest: Callable[[Source], str] = repr
        self._known = {at for (at,) in self._store.read("SELECT at FROM made")}
        for number, name, key, digest in self._store.read("SELECT id, name, key, digest FROM source"):
            self._ids[name, _unpacked(key)] = number
            self._digests[number] = digest

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Forget what was not saved."""
        self._store.close()

    # -- pages and files

    def compare(self, digest: Callable[[Source], str]) -> None:
        """See which sources say something else than they did; `digest` gives what one says now."""
        self._digest = digest
        self._changed = {number for source, number in self._ids.items() if digest(source) != self._digests[number]}

    def recall(self, at: str) -> Mapping[str, Any] | None:
        """What a page or file turned out to be, unless something that it was made from has changed."""
        if at not in self._known:
            return None
        row = next(self._store.read("SELECT sources, facts FROM made WHERE at = ?", (at,)), None)
        if row is None or not self._changed.isdisjoint(array("I", row[0])):
            return None
        facts: Mapping[str, Any] = json.loads(row[1])
        return facts

    def remember(self, at: str, sources: Iterable[Source], facts: Mapping[str, Any]) -> None:
        """Note what a page or file was made from and turned out to be; lasting only once it is saved."""
        ids = self._ids
        numbers = array("I", sorted(ids.setdefault(source, len(ids)) for source in sources))
        self._store.write("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", [(at, numbers.tobytes(), _json(facts))])

    # -- what a look at the pages found

    def see(self, url: str, ids: Iterable[str], links: Iterable[str]) -> None:
        """Note the ids on a page and where its links lead; lasting only once it is saved."""
        self._store.write("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", [(url, _json(list(ids)), _json(list(links)))])

    def seen(self) -> list[str]:
        """The addresses of all pages that were ever looked at and not forgotten."""
        return [url for (url,) in self._store.read("SELECT url FROM seen")]

    def seen_ids(self, url: str) -> list[str] | None:
        """The ids on a page, as it was looked at last; None when it never was."""
        return self._seen("ids", url)

    def seen_links(self, url: str) -> list[str]:
        """Where the links of a page lead."""
        return self._seen("links", url) or []

    def _seen(self, column: str, url: str) -> list[str] | None:
        row = next(self._store.read(f"SELECT {column} FROM seen WHERE url = ?", (url,)), None)  # noqa: S608 - of ours
        found: list[str] | None = json.loads(row[0]) if row else None
        return found

    # -- the folders of the site

    def files(self, folder: Path) -> dict[str, str]:
        """Path -> state of each file of a folder, as it was when the folder was filled."""
        return dict(self._store.read(_FILES, (_name(folder),)))

    def save(self, folder: Path, states: Mapping[str, str], other: Path, shared: Iterable[str]) -> None:
        """Make lasting what was learned, now that `folder` holds the files of `states` and nothing else.

        The `shared` ones it has in common with the `other` folder.
        """
        store, name = self._store, _name(folder)
        gone = [
            row
            for row in store.read("SELECT at FROM made")
            if row[0] not in states and f"{row[0]}index.html" not in states
        ]
        store.write("DELETE FROM made WHERE at = ?", gone)
        store.write("DELETE FROM seen WHERE url = ?", gone)
        sources = (
            (number, source[0], _json(source[1]), self._digest(source))
            for source, number in self._ids.items()
            if number not in self._digests or number in self._changed
        )
        store.write("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)", sources)
        before = self.files(folder)
        store.write("DELETE FROM file WHERE folder = ? AND path = ?", ((name, path) for path in before.keys() - states))
        files = [(name, path, state) for path, state in states.items() if before.get(path) != state]
        files += [(_name(other), path, states[path]) for path in shared]
        store.write("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", files)
        store.save()


def _name(folder: Path) -> str:
    """A folder by its place on the disk, which it keeps when its name is exchanged."""
    found = folder.stat()
    return f"{found.st_dev}.{found.st_ino}"


def _unpacked(key: str) -> Any:
    found = json.loads(key)
    return tuple(found) if isinstance(found, list) else found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
