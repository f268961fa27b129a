"""Faults planted into a clean library, each with the place and the code of the message that it must give.

A kind of fault is a function that edits one file and says what should be told; `KINDS` lists them. Most touch an idea
and leave the rest of it sound, so that several stand in one file; those after which a file cannot be read at all stand
alone in theirs. `python -m tests.planted 50` tries fifty gardens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from generator.model.skeleton import PROMPT
from generator.pipeline import check
from generator.project import Project
from tests.bench.library import SyntheticLibrary, write_library

__all__ = ["KINDS", "Garden", "Planted", "clean_library", "untold"]

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
"""Kind of fault -> what plants one and says file, line and code."""

IDEA = "changeideas/idea-*.yml"
ADDRESS = "resources:\n- title: x\n  url: ex.org/@@\nauthors:"


def _in_idea(kind: str, code: str, part: str, pattern: str, new: str, where: int = 0) -> None:
    """A kind that puts text in place of a line of an idea; the message is at the line `where` of it."""

    def plot(garden: Garden) -> Iterator[tuple[str, int, str]]:
        file = garden.free(IDEA, part)
        yield file, garden.swap(file, pattern, new.replace("@@", str(garden.number))) + where, code

    KINDS[kind] = plot


def _instead_of_field(kind: str, code: str, part: str, *new: str, where: int = 0) -> None:
    """A kind that puts lines in place of a whole field of an idea; the message is at the line `where` of them."""

    def plot(garden: Garden) -> Iterator[tuple[str, int, str]]:
        file = garden.free(IDEA, part)
        yield (
            file,
            garden.swap_field(file, part, *(line.replace("@@", str(garden.number)) for line in new)) + where,
            code,
        )

    KINDS[kind] = plot


# YAML; after these a file cannot be read, so each stands alone in its file
_in_idea("a second colon", "L101", "*", "status:", "status: published: now")
_in_idea("a Tab", "L101", "*", "  people:", "\tpeople: 3")
_in_idea("an open quotation mark", "L101", "*", "license:", "license: 'CC-BY-4.0")
_in_idea("an open bracket", "L101", "*", "license:", "license: [CC-BY-4.0")
_in_idea("wrong indentation", "L101", "*", "  cost:", "   cost: high")
_in_idea("an anchor", "L103", "*", "license:", "license: &mine CC-BY-4.0")
_in_idea("an alias", "L103", "*", "license:", "license: *mine")
_in_idea("a tag", "L104", "*", "license:", "license: !!str CC-BY-4.0")
_in_idea("a hidden character", "L004", "*", "license:", "license: CC-\u200bBY")
_in_idea("a second document", "L105", "*", "license:", "---\nlicense: CC-BY-4.0")

# one value, the rest of the record is sound
_in_idea("a word that programs read differently", "L107", "license", "license:", "license: NO")
_in_idea("text lost behind '#'", "L110", "license", "license:", "license: Room #5")
_in_idea("a number for text", "V103", "license", "license:", "license: 12")
_in_idea("an unknown field", "V102", "unknown", "status: published", "status: published\nsumarry@@: x", where=1)
_in_idea("an unknown word", "K202", "cost", "  cost:", "  cost: hihg")
_in_idea("an unknown measure", "K201", "measures", "  - measure-0", "  - measure-@@x")
_in_idea("an unknown driver", "K205", "drives", "  driver:", "  driver: driver-@@x")
_in_idea("text for a number", "V104", "people", "  people:", "  people: three of us")
_in_idea("a number out of range", "V109", "minutes", "  minutes:", "  minutes: 0")
_in_idea("true or false expected", "V116", "studies", "    significant:", "    significant: maybe")
_in_idea("a word outside of a choice", "V110", "studies", "    design:", "    design: a good one")
_in_idea("an unknown source", "K201", "studies", "  - source:", "  - source: nobody-1999-@@")
_in_idea("an impossible date", "V111", "reviewed", "reviewed:", "reviewed: '2026-02-30'")
_in_idea("a prompt left", "V117", "first_test", "  size:", f"  size: '{PROMPT} how many'")
_in_idea("too long a line", "V107", "title", "title:", "title: " + "word " * 40)
_in_idea("an empty field", "V108", "title", "title:", "title:")
_instead_of_field("a list expected", "V105", "roles", "roles: teacher")
_instead_of_field("a group expected", "V106", "depth", "depth: near")
_instead_of_field("an unknown citation", "K201", "limits", "limits:", "- It helped [@nobody-1999-@@].", where=1)
_instead_of_field("a link to nothing", "K201", "limits", "limits:", "- See [it](idea:no-such-@@).", where=1)
_instead_of_field("a link without an address", "V114", "limits", "limits:", "- See [it](over there).", where=1)
_instead_of_field("HTML in prose", "V114", "limits", "limits:", "- See <b>it</b> @@.", where=1)
_in_idea("a web address without https", "V112", "resources", "authors:", ADDRESS, where=2)


def _kind(name: str) -> Callable[[Plot], Plot]:
    def add(plot: Plot) -> Plot:
        KINDS[name] = plot
        return plot

    return add


@_kind("a required field is missing")
def _missing(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free(IDEA, "picture_of_practice")
    garden.swap_field(file, "picture_of_practice")
    yield file, 1, "V101"


@_kind("a required field is misspelt")
def _misspelt(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free(IDEA, "why_it_works")
    at = garden.find(file, "why_it_works:")
    line = garden.lines(file)[at]
    yield file, garden.replace(file, at, at + 1, line.replace("why_it_works", "why_it_work", 1)), "V102"


@_kind("a field twice")
def _twice(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free(IDEA, "added")
    end = len(garden.lines(file))
    yield file, garden.replace(file, end, end, "added: '2026-09-02'"), "L102"


@_kind("a circle of ideas")
def _circle(garden: Garden) -> Iterator[tuple[str, int, str]]:
    first, second = sorted((garden.free(IDEA, "related"), garden.free(IDEA, "related")))
    line = _relate(garden, first, Path(second).stem, "before")
    _relate(garden, second, Path(first).stem, "before")
    yield first, line, "K203"


@_kind("an idea related to itself")
def _itself(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free(IDEA, "related")
    yield file, _relate(garden, file, Path(file).stem, "pairs_with"), "K206"


def _relate(garden: Garden, file: str, other: str, kind: str) -> int:
    new = ("related:", f"- idea: {other}", f"  kind: {kind}")
    try:
        return garden.swap_field(file, "related", *new) + 1
    except NoRoomError:
        at = garden.find(file, "authors:")
        return garden.replace(file, at, at, *new) + 1


@_kind("bytes that are not UTF-8")
def _latin(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free(IDEA, "*")
    line = garden.swap(file, "license:", "license: caf@@")
    path = garden.root / file
    path.write_bytes(path.read_bytes().replace(b"caf@@", b"caf\xe9"))
    yield file, line, "L003"


# -- lists of records in one file


@_kind("a source twice")
def _source_twice(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = "content/references.yml"
    ids = [line for line in garden.lines(file) if line.startswith("- id:")]
    end = len(garden.lines(file))
    yield file, garden.replace(file, end, end, garden.random.choice(ids), "  type: report", "  title: Again"), "K204"


@_kind("a bad address of a source")
def _source_address(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = "content/references.yml"
    yield file, garden.swap(file, "  URL: https:", f"  URL: javascript:alert({garden.number})"), "V112"


@_kind("a word without its meaning")
def _term(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = "content/glossary.yml"
    end = len(garden.lines(file))
    yield file, garden.replace(file, end, end, f"- term: Word {garden.number}"), "V101"


# -- tables


@_kind("a column misspelt")
def _column(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("casestudies/*/*.csv", "*")
    yield file, garden.swap(file, "period,value", "period,valeu"), "L202"


@_kind("a row with a cell too many")
def _long_row(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("casestudies/*/*.csv", "*")
    yield file, garden.swap(file, "week 3", "week 3,1,234"), "L203"


@_kind("semicolons between cells")
def _semicolons(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("casestudies/*/*.csv", "*")
    path = garden.root / file
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    yield file, 1, "L201"


@_kind("a cell that is no number")
def _no_number(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("casestudies/*/*.csv", "cell")
    yield file, garden.swap(file, "week 4", "week 4,many"), "V120"


@_kind("a period twice")
def _period_twice(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("casestudies/*/*.csv", "period")
    yield file, garden.swap(file, "week 6", "week 5,50"), "V122"


@_kind("a small group")
def _small(garden: Garden) -> Iterator[tuple[str, int, str]]:
    case = Path(garden.free("casestudies/*/case.yml", "measure")).parent
    file = f"{case}/rate.csv"
    if garden.taken.get(file):
        raise NoRoomError
    garden.taken[file] = {"*"}
    measure = garden.lines(f"{case}/case.yml")[garden.find(f"{case}/case.yml", "- measure:")].split()[-1]
    garden.swap(f"content/measures/{measure}.yml", "counts_people:", "counts_people: true")
    rows = [f"week {week},50.0,{40 if week != 7 else 8}" for week in range(1, 13)]
    garden.replace(file, 0, len(garden.lines(file)), "period,value,denominator", *rows)
    yield file, 8, "K208"


@_kind("a state written out")
def _state(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = "content/places.csv"
    end = len(garden.lines(file))
    yield file, garden.replace(file, end, end, f"new-place-{garden.number},New place,California,,,"), "V109"


@_kind("a test at an unknown place")
def _test_place(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = "content/tests-of-change.csv"
    end = len(garden.lines(file))
    new = f"nowhere-{garden.number},idea-00000,1,2026-09-01,one class,It helps,measure-00002,It did,adapt,"
    yield file, garden.replace(file, end, end, new), "K201"


@_kind("a decision outside of the choice")
def _decision(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = "content/tests-of-change.csv"
    end = len(garden.lines(file))
    new = f"place-00000,idea-{garden.number:05},1,2026-09-01,one class,It helps,measure-00002,It did,perhaps,"
    yield file, garden.replace(file, end, end, new), "V110"


# -- cases and packages


@_kind("a series that is not there")
def _no_series(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("casestudies/*/case.yml", "series")
    table = file.replace("case.yml", "rate.csv")
    if garden.taken.get(table):
        raise NoRoomError
    garden.taken[table] = {"*"}
    yield file, garden.swap(file, "  series: rate", "  series: rates"), "K207"


@_kind("an unknown idea in a case")
def _case_idea(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("casestudies/*/case.yml", "ideas")
    yield file, garden.swap(file, "- idea:", f"- idea: no-idea-{garden.number}"), "K201"


@_kind("a bad role in a package")
def _role(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("content/packages/*.yml", "role")
    yield file, garden.swap(file, "    role: next", "    role: later"), "V110"


@_kind("a word outside of a choice in a case")
def _case_kind(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("casestudies/*/case.yml", "kind")
    yield file, garden.swap(file, "kind:", "kind: success"), "V110"


@_kind("a case that cannot be read")
def _case_unread(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("casestudies/*/case.yml", "*")
    yield file, garden.swap(file, "kind:", "kind: attempt: failed"), "L101"


@_kind("a faulty measure")
def _measure(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("content/measures/*.yml", "level")
    yield file, garden.swap(file, "level:", "level: high"), "V110"


@_kind("an unknown hub")
def _hub(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("content/packages/*.yml", "hub")
    yield file, garden.swap(file, "hub:", f"hub: hub-{garden.number}"), "K201"


# -- files in the wrong place, and pages


def _stray(kind: str, code: str, name: str) -> None:
    def plot(garden: Garden) -> Iterator[tuple[str, int, str]]:
        file = name.replace("@@", str(garden.number))
        if (garden.root / file).exists():
            raise NoRoomError
        garden.root.joinpath(file).write_text("title: x\n", encoding="utf-8")
        yield file, 1, code

    KINDS[kind] = plot


_stray("a file of another kind", "L009", "changeideas/notes-@@.txt")
_stray("a file in the wrong folder", "L009", "content/idea-@@.yml")
_stray("a name with capitals", "L006", "changeideas/My Idea @@.yml")
_stray("another ending", "L008", "changeideas/idea-@@.yaml")
_stray("a reserved name", "L010", "changeideas/search.yml")


@_kind("the head of a page not closed")
def _open_head(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("content/pages/*.md", "*")
    garden.swap(file, "---", "") if garden.lines(file)[3] == "" else garden.replace(file, 3, 4, "")
    yield file, 1, "L301"


@_kind("an unknown field in the head of a page")
def _head_field(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("content/pages/*.md", "head")
    yield file, garden.swap(file, "description:", "template: main.html"), "V102"


@_kind("a link to nothing on a page")
def _page_link(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("content/pages/*.md", "link")
    yield file, garden.swap(file, r"Two\.", f"See [it](idea:no-such-{garden.number})."), "K201"


@_kind("a citation of nobody on a page")
def _page_citation(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("content/pages/*.md", "citation")
    yield file, garden.swap(file, r"One\.", f"It helped [@nobody-{garden.number}]."), "K201"


@_kind("a picture on a page")
def _page_picture(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free("content/pages/*.md", "one")
    end = len(garden.lines(file))
    yield file, garden.replace(file, end, end, "", "![a map](map.png)") + 1, "V114"
