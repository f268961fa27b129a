"""Notes what a page is made from while it is drawn, so that the next build knows whether it must be drawn again.

A page reads the library only through mappings that take notes. Three kinds of value pass through here. A *source* (a
record, a relation) counts as changed when it says something else. What is *worked out* from sources (a rating, a card,
an order) is a source for others, and need not even be worked out again when nothing that it is made from has changed.
What is *shared* is only kept for whoever asks next, who has then read all that it was made from. Not for keeping
anything longer than a build (`memory`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, Protocol, TypeVar, cast

from pydantic_core import to_json

from generator.model.library import stamp_of
from generator.model.record import Record

__all__ = ["ALL", "KEYS", "Reads", "Source", "digest", "noted"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
T = TypeVar("T")

ALL = "*"
"""Stands for every entry of a mapping, and for the one value of a source that is no mapping."""
KEYS = "#"
"""Stands for the keys of a mapping in their order, whatever their values say."""

Source = tuple[str, Any]
"""Name of a mapping, and a key of it, `KEYS` or `ALL`."""

_MOST, _MOST_SHARED = 1_024, 4_096
"""Values of one kind, and shared values of all kinds, that stay in memory, whatever the size of the library."""


class Kept(Protocol):
    """What an earlier build worked out, as plain data; a `Memory`."""

    def value(self, source: Source) -> Any | None:
        """What a source is, if nothing that it was worked out from has changed."""

    def keep(self, source: Source, digest: str, origins: Iterable[Source], value: Any) -> None:
        """Note for a later build what a source says, what it was worked out from and what it is (None: not kept)."""


def digest(value: object) -> str:
    """A short name for what a value says: the same in every process, and another one when it says something else."""
    if value is None:
        return ""
    if isinstance(value, Record):
        said = (value.stamp or value.model_dump_json()).encode()
    elif isinstance(value, str):
        said = value.encode("utf-8", "surrogatepass")
    elif isinstance(value, Mapping):
        said = to_json([(key, digest(inside)) for key, inside in value.items()])
    elif isinstance(value, list | tuple) and any(isinstance(item, Record) for item in value):
        said = to_json([digest(item) for item in value])
    else:
        said = to_json(value, fallback=repr)
    return stamp_of(said)


class Reads:
    """What is being read, by whom: the page drawn now, or a value made for it."""

    def __init__(self, kept: Kept | None = None) -> None:
        self._kept = kept
        self._now: set[Source] | None = None
        self._mappings: dict[str, Mapping[Any, Any]] = {}
        self._values: dict[str, Any] = {}
        self._shared: dict[Hashable, tuple[Any, set[Source]]] = {}
        self._digests: dict[Source, str] = {}

    def during(self, make: Callable[[], T]) -> tuple[T, set[Source]]:
        """What `make` gives, and the sources that it read."""
        outer, self._now = self._now, set()
        try:
            return make(), self._now
        finally:
            self._now = outer

    def note(self, name: str, key: Hashable = ALL) -> None:
        """Somebody reads a source."""
        if self._now is not None:
            self._now.add((name, key))

    # -- what there is to read

    def mapping(self, name: str, values: Mapping[K, V]) -> Mapping[K, V]:
        """The same mapping, each entry of it a source. Raises ValueError when another mapping has the name."""
        if name in self._mappings:
            raise ValueError(name)
        self._mappings[name] = found = _Noted(name, values, self)
        return found

    def one_by_one(
        self,
        name: str,
        of: Mapping[K, Any],
        make: Callable[[K], V],
        read: Callable[[Any], V] | None = None,
        most: int = _MOST,
    ) -> Mapping[K, V]:
        """A mapping with the keys of another, its entries worked out when asked for.

        With `read`, which makes a value from plain data, they are kept for later builds. `most` stay in memory.
        """
        if name in self._mappings:
            return self._mappings[name]

        @lru_cache(maxsize=most)
        def work_out(key: K) -> V:
            kept = self._kept.value((name, key)) if read and self._kept else None
            if read and kept is not None:
                return read(kept)
            value, origins = self.during(lambda: make(key))
            if self._kept:
                self._kept.keep((name, key), digest(value), origins, value if read else None)
            return value

        self._mappings[name] = found = _OneByOne(name, of, work_out, self)
        return found

    def whole(self, name: str, make: Callable[[], T]) -> T:
        """A value that is worked out once; of a dictionary each entry is a source."""
        if name not in self._mappings and name not in self._values:
            value, origins = self.during(make)
            if isinstance(value, dict):
                self.mapping(name, value)
            else:
                self._values[name] = value
            if self._kept:
                self._kept.keep((name, ALL), digest(value), origins, None)
        if name in self._mappings:
            return cast("T", self._mappings[name])
        self.note(name)
        return cast("T", self._values[name])

    def shared(self, key: Hashable, make: Callable[[], T]) -> T:
        """A value made at the first asking; everybody who asks has read what it was made from."""
        found = self._shared.pop(key, None) or self.during(make)
        self._shared[key] = found  # now the last in the row; the first is the one not asked for longest
        if len(self._shared) > _MOST_SHARED:
            del self._shared[next(iter(self._shared))]
        value, sources = found
        if self._now is not None:
            self._now |= sources
        return cast("T", value)

    # -- what a source says

    def digest(self, source: Source, revive: Callable[[str], object]) -> str:
        """What a source says now; `revive` is called with the name of one that nobody has asked for yet."""
        if source in self._digests:
            return self._digests[source]
        name, key = source
        if name not in self._mappings and name not in self._values:
            self.during(lambda: revive(name))
        said, _ = self.during(lambda: self._say(name, key, revive))
        if key == ALL:  # the others are asked for once, and are as many as the library is large
            self._digests[source] = said
        return said

    def _say(self, name: str, key: Hashable, revive: Callable[[str], object]) -> str:
        mapping = self._mappings.get(name)
        if mapping is None:
            return digest(self._values.get(name)) if key == ALL else ""
        if key == KEYS:
            return digest(list(mapping))
        if key == ALL:
            return digest([(inside, self.digest((name, inside), revive)) for inside in mapping])
        return digest(mapping.get(key))


class _Noted(Mapping[K, V]):
    """A mapping that notes which of its entries are asked for."""

    __slots__ = ("_name", "_reads", "_values")

    def __init__(self, name: str, values: Mapping[K, V], reads: Reads) -> None:
        self._name, self._values, self._reads = name, values, reads

    def __getitem__(self, key: K) -> V:
        self._reads.note(self._name, key)
        return self._values[key]

    def get(self, key: K, default: Any = None) -> Any:
        self._reads.note(self._name, key)
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.note(self._name, cast("K", key))
        return key in self._values

    def __iter__(self) -> Iterator[K]:
        self._reads.note(self._name, KEYS)
        return iter(self._values)

    def __len__(self) -> int:
        self._reads.note(self._name, KEYS)
        return len(self._values)

    def keys(self) -> Any:
        self._reads.note(self._name, KEYS)
        return self._values.keys()

    def values(self) -> Any:
        self._reads.note(self._name)
        return self._values.values()

    def items(self) -> Any:
        self._reads.note(self._name)
        return self._values.items()


class _OneByOne(Mapping[K, V]):
    """The keys of another mapping; whoever goes through all entries has read each of them."""

    __slots__ = ("_make", "_name", "_of", "_reads")

    def __init__(self, name: str, of: Mapping[K, Any], make: Callable[[K], V], reads: Reads) -> None:
        self._name, self._of, self._make, self._reads = name, of, make, reads

    def __getitem__(self, key: K) -> V:
        self._reads.note(self._name, key)
        return self._make(key)

    def __iter__(self) -> Iterator[K]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def noted(group: T, reads: Reads) -> T:
    """A catalog, or relations, whose maps note what is asked of them."""
    maps = {
        field.name: reads.mapping(field.name, value)
        for field in fields(group)  # type: ignore[arg-type]
        if isinstance(value := getattr(group, field.name), Mapping)
    }
    same: T = replace(group, **maps)  # type: ignore[type-var]
    return same
