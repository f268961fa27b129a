"""How pages say that a value is worked out once for all of them: as decorators of what works it out.

Which sources it was worked out from is noted (`reads`), so that a later build works it out anew only when one of them
has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from generator.model.catalog import Catalog
from generator.reads import Reads

__all__ = ["each_idea", "revive", "whole_library", "worked_out"]

T = TypeVar("T")


class _View(Protocol):
    reads: Reads
    catalog: Catalog


_MOST = 128
"""Values on single ideas that stay in memory: a list goes through them once, and they are quickly read again."""
_WORKED_OUT: dict[str, Callable[[_View], object]] = {}
"""Name of each value that is worked out -> the way to it."""


class each_idea(Generic[T]):  # noqa: N801 - used as a decorator
    """Plain data on each idea (text, lists, dictionaries), worked out once for all pages and kept for later builds."""

    def __init__(self, make: Callable[[Any, str], T]) -> None:
        self.make = make
        self.name = f"{make.__module__}.{make.__name__}"
        self.__doc__ = make.__doc__
        _WORKED_OUT[self.name] = self.of_all

    def of_all(self, view: _View) -> Mapping[str, T]:
        """Id of an idea -> what it is of that idea."""
        return view.reads.one_by_one(self.name, view.catalog.ideas, partial(self.make, view), lambda said: said, _MOST)

    def __call__(self, view: _View, idea_id: str) -> T:
        """What it is of one idea."""
        return self.of_all(view)[idea_id]


class whole_library(Generic[T]):  # noqa: N801 - used as a decorator
    """What is worked out once for all pages. A page that asks depends on what it says, not on what it is from."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.name = f"{make.__module__}.{make.__name__}"
        self.__doc__ = make.__doc__
        _WORKED_OUT[self.name] = self

    def __call__(self, view: _View) -> T:
        """The value."""
        return view.reads.whole(self.name, lambda: self.make(view))


class worked_out(whole_library[T]):  # noqa: N801 - used as a decorator
    """The same as a property of the view."""

    def __get__(self, view: _View, _: type) -> T:
        return self(view)


def revive(view: _View, name: str) -> None:
    """Work out a value by its name, since something that it was made from has changed; nothing for other names."""
    if name in _WORKED_OUT:
        _WORKED_OUT[name](view)
