"""Notes what a page is made from while it is drawn, so that the next build knows whether it must be drawn again.

A page reads the library only through mappings that take notes. Two kinds of value pass through here: a *source* (a
record, a relation, a card) counts as changed when it says something else; what is worked out once for many pages from
many sources is *shared*, and whoever uses it has read all that it was made from. Not for keeping anything: that is
`memory`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Generic, Protocol, TypeVar, cast

from pydantic import BaseModel

from generator.model.library import stamp_of

__all__ = ["ALL", "Reads", "Source", "digest", "noted", "worked_out"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
T = TypeVar("T")

ALL = "*"
"""Stands for every entry of a mapping, and for the one value of a source that is no mapping."""

Source = tuple[str, Any]
"""Name of a mapping, and a key of it or `ALL`."""


def digest(value: object) -> str:
    """A short name for what a value says: the same in every process, and another one when it says something else."""
    if value is None:
        return ""
    if isinstance(value, BaseModel):
        text = value.model_dump_json()
    elif isinstance(value, str):
        text = value
    elif isinstance(value, Mapping):
        text = repr([(key, digest(inside)) for key, inside in value.items()])
    elif isinstance(value, list | tuple) and any(isinstance(item, BaseModel) for item in value):
        text = repr([digest(item) for item in value])
    else:
        text = repr(value)
    return stamp_of(text.encode("utf-8", "surrogatepass"))


class Reads:
    """What is being read, by whom: the page drawn now, or a shared value made for it."""

    def __init__(self) -> None:
        self._now: set[Source] | None = None
        self._values: dict[str, Any] = {}
        self._handed: dict[str, _Noted[Any, Any]] = {}
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

    def mapping(self, name: str, values: Mapping[K, V]) -> Mapping[K, V]:
        """The same mapping, each entry of it a source."""
        self._values[name] = values
        self._handed[name] = _Noted(name, values, self)
        return self._handed[name]

    def source(self, name: str, make: Callable[[], T]) -> T:
        """A value made once, outside every page, that counts as changed only when it says something else."""
        if name in self._handed:
            return cast("T", self._handed[name])
        if name not in self._values:
            value, _ = self.during(make)
            if isinstance(value, dict):
                return cast("T", self.mapping(name, value))
            self._values[name] = value
        self.note(name)
        return cast("T", self._values[name])

    def shared(self, key: Hashable, make: Callable[[], T]) -> T:
        """A value made at the first asking; everybody who asks has read what it was made from."""
        if key not in self._shared:
            self._shared[key] = self.during(make)
        value, sources = self._shared[key]
        if self._now is not None:
            self._now |= sources
        return cast("T", value)

    def digest(self, source: Source, revive: Callable[[str], object]) -> str:
        """What a source says now; `revive` is called with the name of one that nobody has asked for yet."""
        if source not in self._digests:
            name, key = source
            if name not in self._values:
                revive(name)
            found = self._values.get(name)
            if key != ALL:
                found = found.get(key) if isinstance(found, Mapping) else None
            elif isinstance(found, Mapping):
                found = [(inside, self.digest((name, inside), revive)) for inside in found]
            self._digests[source] = digest(found)
        return self._digests[source]


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
        self._reads.note(self._name)
        return iter(self._values)

    def __len__(self) -> int:
        self._reads.note(self._name)
        return len(self._values)

    def keys(self) -> Any:
        self._reads.note(self._name)
        return self._values.keys()

    def values(self) -> Any:
        self._reads.note(self._name)
        return self._values.values()

    def items(self) -> Any:
        self._reads.note(self._name)
        return self._values.items()


class _Reading(Protocol):
    reads: Reads


class worked_out(Generic[T]):  # noqa: N801 - used as a decorator
    """What is worked out once for all pages; a page that asks depends on what it says, not on what it is from."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    def __get__(self, view: _Reading, _: type) -> T:
        return view.reads.source(self.name, lambda: self.make(view))


def noted(group: T, reads: Reads) -> T:
    """A catalog, or relations, whose maps note what is asked of them."""
    maps = {
        field.name: reads.mapping(field.name, value)
        for field in fields(group)  # type: ignore[arg-type]
        if isinstance(value := getattr(group, field.name), Mapping)
    }
    same: T = replace(group, **maps)  # type: ignore[type-var]
    return same
