"""What a build remembers for the next one.

Of each page and file: what it was made from, and what it turned out to be, without its bytes; those lie in the site. Of
the two folders of the site: which file they hold in which state. Not for finding out what a page is made from (`reads`)
and not for records of files (`known`).
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from pydantic_core import from_json, to_json

from generator.reads import ALL, Source
from generator.store import Store, program_version

__all__ = ["Memory"]

_TABLES = {
    "source": "id INTEGER PRIMARY KEY, name TEXT, key TEXT, digest TEXT, sources BLOB",
    "value": "id INTEGER PRIMARY KEY, it TEXT",
    "made": "at TEXT PRIMARY KEY, sources BLOB, facts TEXT",
    "seen": "url TEXT PRIMARY KEY, ids TEXT, links TEXT",
    "file": "folder TEXT, path TEXT, state TEXT, PRIMARY KEY (folder, path)",
}

_SAME, _OTHER = 1, 2
_BETWEEN = "\x1f"
"""Stands between the parts of a key, in none of which it can be."""
_FILES = "SELECT path, state FROM file WHERE folder = ?"


class Memory:
    """What is remembered; without a file nothing is after this run."""

    def __init__(self, file: Path | None = None, house: str = "") -> None:
        """`house` names what all pages are made with besides the program: settings and word lists."""
        self._store = Store(_TABLES, file, f"{program_version()} {house}" if file else "")
        self._names: list[Source] = []
        """All sources that anything was ever made from; the place of each is its number."""
        self._numbers: dict[Source, int] = {}
        self._digests: list[str] = []
        """What the first of them said in the last build."""
        self._origins: list[bytes] = []
        """What those are worked out from, if they are: numbers of sources."""
        self._digest: Callable[[Source], str] = repr
        self._wholes: dict[str, bytes] = {}
        """Of mappings that were worked out whole in this build, what from: that holds for each entry."""
        self._changed: set[int] = set()
        self._kept: set[int] = set()
        """Sources that were kept in this build."""
        self._known = any(self._store.read("SELECT 1 FROM made LIMIT 1"))
        """Whether anything was made before."""
        self._wanted: set[str] = set()
        """Pages and files of this build."""
        self._made: set[str] = set()
        """Those of them that were made in it."""
        same: dict[bytes, bytes] = {}  # all entries of a mapping are worked out from the same
        for number, name, key, digest, origins in self._store.read("SELECT * FROM source ORDER BY id"):
            self._number((sys.intern(name), _unpacked(key)))
            self._digests.append(digest)
            self._origins.append(same.setdefault(origins, origins))
            if number >= len(self._names):
                self._store.refuse()
        if self._store.refused:  # a list with holes would take what has changed for what has not
            self._store.close()
            self._store = Store(_TABLES)
            self._known, self._names, self._numbers, self._digests, self._origins = False, [], {}, [], []
        self._asked = bytearray(len(self._digests))
        """Of each source of the last build: nobody looked yet, it says the same, or it says something else."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Forget what was not saved."""
        self._store.close()

    @property
    def refused(self) -> bool:
        """Whether the disk did not take something; what is recalled from then on may be that of the last build."""
        return self._store.refused

    # -- pages and files

    def ask(self, digest: Callable[[Source], str]) -> None:
        """From now on `digest` gives what a source says."""
        self._digest = digest

    def compare(self) -> None:
        """See which sources say something else than they did, before anything is recalled.

        What is worked out from sources that say the same says the same, and is not asked.
        """
        self._changed = set(filter(self._has_changed, range(len(self._asked))))
        self._digests, self._origins = [], []  # all are asked; they are as many as the library is large

    def _has_changed(self, number: int) -> bool:
        if not self._asked[number]:
            self._asked[number] = _OTHER  # as long as nobody knows
            origins = array("I", self._origins[number])
            maybe = not origins or any(map(self._has_changed, origins))
            if not maybe or self._digest(self._names[number]) == self._digests[number]:
                self._asked[number] = _SAME
        return self._asked[number] == _OTHER

    def _is_new(self, number: int) -> bool:
        return number >= len(self._asked) or self._has_changed(number)

    def value(self, source: Source) -> Any | None:
        """What a source is, if it was kept and nothing that it was worked out from has changed."""
        number = self._numbers.get(source)
        if number is None or (number not in self._kept and self._is_new(number)):
            return None
        found = next(self._store.read("SELECT it FROM value WHERE id = ?", (number,)), None)
        return None if found is None else from_json(found[0])

    def keep(self, source: Source, digest: str, origins: Iterable[Source], value: Any) -> None:
        """Note what a source says, what it was worked out from and, unless it is None, what it is, once in a build.

        A data class is kept as its fields by their names.
        """
        number, packed = self._number(source), self._packed(origins)
        if number in self._kept:
            return
        self._kept.add(number)
        self._write_source(number, digest, packed)
        if source[1] == ALL:
            self._wholes[source[0]] = packed
        if value is not None:
            self._store.write("INSERT OR REPLACE INTO value VALUES (?, ?)", [(number, to_json(value))])

    def recall(self, at: str) -> Mapping[str, Any] | None:
        """What a page or file turned out to be, unless something that it was made from has changed."""
        self._wanted.add(at)
        if not self._known or at in self._made:
            return None
        row = next(self._store.read("SELECT sources, facts FROM made WHERE at = ?", (at,)), None)
        if row is None or not self._changed.isdisjoint(array("I", row[0])):
            return None
        facts: Mapping[str, Any] = from_json(row[1])
        return facts

    def facts(self, at: str) -> Mapping[str, Any] | None:
        """The same, also of what was made in this build."""
        if at not in self._made:
            return self.recall(at)
        row = next(self._store.read("SELECT facts FROM made WHERE at = ?", (at,)), None)
        return None if row is None else from_json(row[0])

    def remember(self, at: str, sources: Iterable[Source], facts: Mapping[str, Any]) -> None:
        """Note what a page or file was made from and turned out to be; lasting only once it is saved."""
        self._made.add(at)
        self._wanted.add(at)
        row = at, self._packed(sources), to_json(facts)
        self._store.write("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", [row])

    def _number(self, source: Source) -> int:
        if source not in self._numbers:
            self._numbers[source] = len(self._names)
            self._names.append(source)
        return self._numbers[source]

    def _packed(self, sources: Iterable[Source]) -> bytes:
        return array("I", sorted(map(self._number, sources))).tobytes()

    def _write_source(self, number: int, digest: str, origins: bytes) -> None:
        name, key = self._names[number]
        row = number, name, _key(key), digest, origins
        self._store.write("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?)", [row])

    def _write_new_sources(self) -> None:
        """Sources that are new or say something else and are not written down yet, and those found on the way."""
        for number, source in enumerate(self._names):  # grows
            told = number < len(self._asked) and number not in self._changed and source[0] not in self._wholes
            if number not in self._kept and not told:
                self._write_source(number, self._digest(source), self._wholes.get(source[0], b""))

    # -- what a look at the pages found

    def see(self, url: str, ids: Iterable[str], links: Iterable[str]) -> None:
        """Note the ids on a page and where its links lead; lasting only once it is saved."""
        row = url, to_json(list(ids)), to_json(list(links))
        self._store.write("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", [row])

    def seen(self) -> Iterator[str]:
        """The addresses of all pages that were ever looked at and not forgotten."""
        return (url for (url,) in self._store.read("SELECT url FROM seen"))

    def seen_ids(self, url: str) -> list[str] | None:
        """The ids on a page, as it was looked at last; None when it never was."""
        return self._seen("ids", url)

    def seen_links(self, url: str) -> list[str]:
        """Where the links of a page lead."""
        return self._seen("links", url) or []

    def _seen(self, column: str, url: str) -> list[str] | None:
        row = next(self._store.read(f"SELECT {column} FROM seen WHERE url = ?", (url,)), None)  # noqa: S608 - of ours
        found: list[str] | None = from_json(row[0]) if row else None
        return found

    # -- the folders of the site

    def files(self, folder: Path) -> dict[str, str]:
        """Path -> state of each file of a folder, as it was when the folder was filled."""
        rows = self._store.read(_FILES, (_name(folder),))
        return {sys.intern(path): sys.intern(state) for path, state in rows}  # most are the same in both folders

    def save(self, folder: Path, states: Mapping[str, str], other: Path, shared: Iterable[str]) -> None:
        """Make lasting what was learned, now that `folder` holds the files of `states` and nothing else.

        The `shared` ones it has in common with the `other` folder.
        """
        store, name = self._store, _name(folder)
        gone = [row for row in store.read("SELECT at FROM made") if row[0] not in self._wanted]
        store.write("DELETE FROM made WHERE at = ?", gone)
        store.write("DELETE FROM seen WHERE url = ?", gone)
        self._write_new_sources()
        before = self.files(folder)
        store.write("DELETE FROM file WHERE folder = ? AND path = ?", ((name, path) for path in before.keys() - states))
        new = ((name, path, state) for path, state in states.items() if before.get(path) != state)
        store.write("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", new)
        if shared := list(shared):
            name = _name(other)
            store.write("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", ((name, path, states[path]) for path in shared))
        store.save()


def _name(folder: Path) -> str:
    """A folder by its place on the disk, which it keeps when its name is exchanged."""
    found = folder.stat()
    return f"{found.st_dev}.{found.st_ino}"


def _key(key: str | tuple[str, ...]) -> str:
    return key if isinstance(key, str) else _BETWEEN.join(key)


def _unpacked(key: str) -> str | tuple[str, ...]:
    return tuple(map(sys.intern, key.split(_BETWEEN))) if _BETWEEN in key else sys.intern(key)
