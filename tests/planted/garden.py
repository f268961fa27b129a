"""A clean library, and faults planted in it, each with the place and the code of the message that it must give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from generator.pipeline import check
from generator.project import Project
from tests.bench.library import SyntheticLibrary, write_library

__all__ = ["KINDS", "Garden", "NoRoomError", "Planted", "Plot", "clean_library", "untold"]

IDEAS = 150


@dataclass(slots=True)
class Planted:
    """A fault: its kind, its file, the line of its message and the code; the line moves with edits above it."""

    kind: str
    file: str
    line: int
    code: str


class NoRoomError(Exception):
    """This kind of fault does not fit into this file, or every file for it is taken."""


def clean_library(folder: Path) -> None:
    """A library without a fault or a warning, with two hand-written pages."""
    write_library(SyntheticLibrary(IDEAS), folder)
    pages = folder / "content" / "pages"
    pages.mkdir(parents=True)
    for number in range(12):
        text = f"---\ntitle: Page {number}\ndescription: What it says\n---\n\n# Page {number}\n\nOne.\n\nTwo.\n"
        pages.joinpath(f"page-{number}.md").write_text(text, encoding="utf-8")


@dataclass
class Garden:
    """A library in which faults are planted."""

    root: Path
    random: Random
    planted: list[Planted] = field(default_factory=list)
    taken: dict[str, set[str]] = field(default_factory=dict)
    """File -> parts of it that hold a fault; `*` when it cannot be read as a whole."""
    number: int = 0

    def plant(self, kind: str) -> bool:
        """Plant a fault of this kind somewhere; False when there is no room left."""
        self.number += 1
        try:
            for file, line, code in KINDS[kind](self):
                self.planted.append(Planted(kind, file, line, code))
        except NoRoomError:
            return False
        return True

    def fill(self, most: int) -> None:
        """Plant one of each kind, then any, until there are so many or no room is left."""
        kinds = list(KINDS)
        self.random.shuffle(kinds)
        waiting = kinds[::-1]
        while len(self.planted) < most and waiting:
            if self.plant(waiting[-1]) and len(waiting) > 1:
                kind = waiting.pop()
                if len(waiting) < len(kinds):
                    waiting.insert(0, kind)
            else:
                waiting.pop()

    # -- files

    def free(self, pattern: str, part: str) -> str:
        """A file that matches, in which this part is still sound; `*` needs a file without any fault."""
        files = sorted(str(path.relative_to(self.root)) for path in self.root.glob(pattern))
        fit = [
            file for file in files
            if "*" not in self.taken.get(file, ()) and part not in self.taken.get(file, ())
            and not (part == "*" and self.taken.get(file))
        ]  # fmt: skip
        if not fit:
            raise NoRoomError
        file = self.random.choice(fit)
        self.taken.setdefault(file, set()).add(part)
        return file

    def lines(self, file: str) -> list[str]:
        """The lines of a file."""
        return self.root.joinpath(file).read_text(encoding="utf-8").splitlines()

    def find(self, file: str, pattern: str) -> int:
        """Index of one of the lines that match."""
        found = [number for number, line in enumerate(self.lines(file)) if re.match(pattern, line)]
        if not found:
            raise NoRoomError
        return self.random.choice(found)

    def replace(self, file: str, start: int, end: int, *new: str) -> int:
        """Put lines in place of others; gives the number, from 1, of the first new one. Faults below move along."""
        lines = self.lines(file)
        lines[start:end] = new
        self.root.joinpath(file).write_text("\n".join(lines) + "\n", encoding="utf-8")
        for other in self.planted:
            if other.file == file and other.line > end:
                other.line += len(new) - (end - start)
        return start + 1

    def append(self, file: str, *new: str) -> int:
        """More lines at the end of a file; gives the number of the first."""
        end = len(self.lines(file))
        return self.replace(file, end, end, *new)

    def swap(self, file: str, pattern: str, new: str) -> int:
        """Another text in place of a line that matches."""
        at = self.find(file, pattern)
        return self.replace(file, at, at + 1, *new.split("\n"))

    def end_of_field(self, file: str, start: int) -> int:
        """Index after the last line that belongs to the field at the margin that begins at `start`."""
        lines = self.lines(file)
        inside = (number for number in range(start + 1, len(lines)) if re.match(r"[a-z_]+:", lines[number]))
        return next(inside, len(lines))

    def swap_field(self, file: str, name: str, *new: str) -> int:
        """Other lines in place of a whole field at the margin."""
        at = self.find(file, f"{name}:")
        return self.replace(file, at, self.end_of_field(file, at), *new)


def untold(garden: Garden) -> list[str]:
    """Faults that `check` does not tell at their line, and messages for which nothing was planted."""
    found = {(at.file, at.line, fault.code): fault for fault in check(Project(garden.root)).report
             if (at := fault.location)}  # fmt: skip
    planted = {(fault.file, fault.line, fault.code): fault for fault in garden.planted}
    silent = [f"not told: {fault}" for key, fault in planted.items() if key not in found]
    return silent + [f"not planted: {fault}" for key, fault in found.items() if key not in planted]


Plot = Callable[[Garden], Iterator[tuple[str, int, str]]]
KINDS: dict[str, Plot] = {}
"""Kind of fault -> what plants one and says file, line and code; `kinds.py` fills it."""
