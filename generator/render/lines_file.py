"""The form of the data files: one item a line, so that two versions can be compared line by line.

What stands in them is decided by `data` and `tools.decide`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

__all__ = ["LinesFile", "item_line", "items_file"]


@dataclass(frozen=True, slots=True)
class LinesFile:
    """A data file in pieces, from what gives its lines."""

    lines: Callable[[], Iterable[str]]

    def __iter__(self) -> Iterator[bytes]:
        """The head, each line, the end; made anew each time, since the whole of a large library is large."""
        yield b'{"format": "changepack/1", "items": [\n'
        between = ""
        for line in self.lines():
            yield f"{between}{line}".encode()
            between = ",\n"
        yield b"\n]}\n"


def items_file(items: Iterable[Mapping[str, Any]]) -> LinesFile:
    """A data file of a few items."""
    lines = [item_line(item) for item in items]
    return LinesFile(lambda: lines)


def item_line(item: Mapping[str, Any]) -> str:
    """An item of a data file as it stands on its line."""
    return to_json(item).decode()
