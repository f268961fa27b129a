"""Kinds of faults: each edits one file, and says what should be told of it.

Most touch one part of an idea and leave the rest of it sound, so that several stand in one file; those after which a
file cannot be read at all (part `*`) stand alone in theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from generator.model.skeleton import PROMPT
from tests.planted.garden import KINDS, Garden, NoRoomError, Plot

__all__ = ["KINDS"]

IDEA = "changeideas/idea-*.yml"
CASE = "casestudies/*/case.yml"
SERIES = "casestudies/*/*.csv"
PACKAGE = "content/packages/*.yml"
PAGE = "content/pages/*.md"
LOG = "content/tests-of-change.csv"
ROW = "{},1,2026-09-01,one class,{},measure-00002,It did,{},"
TESTED = "place-00000,idea-@@@@@"
ADDRESS = "resources:\n- title: x\n  url: ex.org/@@\nauthors:"


def _in(files: str, kind: str, code: str, part: str, pattern: str, new: str, *, where: int = 0) -> None:
    """A kind that puts text in place of a line of one of the files; the message is at the line `where` of it.

    In the text, `@@` stands for the fault's number, so that no two are the same.
    """

    def plot(garden: Garden) -> Iterator[tuple[str, int, str]]:
        file = garden.free(files, part)
        yield file, garden.swap(file, pattern, new.replace("@@", str(garden.number))) + where, code

    KINDS[kind] = plot


_in_idea = partial(_in, IDEA)


def _at_the_end(file: str, kind: str, code: str, new: str) -> None:
    """A kind that puts a line at the end of a file; five signs `@` stand for the fault's number in five digits."""

    def plot(garden: Garden) -> Iterator[tuple[str, int, str]]:
        line = new.replace("@@@@@", f"{garden.number:05}").replace("@@", str(garden.number))
        yield file, garden.append(file, line), code

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
    yield file, garden.append(file, "added: '2026-09-02'"), "L102"


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
    yield file, garden.append(file, garden.random.choice(ids), "  type: report", "  title: Again"), "K204"


@_kind("a bad address of a source")
def _source_address(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = "content/references.yml"
    yield file, garden.swap(file, "  URL: https:", f"  URL: javascript:alert({garden.number})"), "V112"


_at_the_end("content/glossary.yml", "a word without its meaning", "V101", "- term: Word @@")


# -- tables


_in(SERIES, "a column misspelt", "L202", "*", "period,value", "period,valeu")
_in(SERIES, "a row with a cell too many", "L203", "*", "week 3", "week 3,1,234")


@_kind("semicolons between cells")
def _semicolons(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free(SERIES, "*")
    path = garden.root / file
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    yield file, 1, "L201"


_in(SERIES, "a cell that is no number", "V120", "cell", "week 4", "week 4,many")
_in(SERIES, "a period twice", "V122", "period", "week 6", "week 5,50")


@_kind("a small group")
def _small(garden: Garden) -> Iterator[tuple[str, int, str]]:
    case = Path(garden.free(CASE, "measure")).parent
    file = f"{case}/rate.csv"
    if garden.taken.get(file):
        raise NoRoomError
    garden.taken[file] = {"*"}
    measure = garden.lines(f"{case}/case.yml")[garden.find(f"{case}/case.yml", "- measure:")].split()[-1]
    garden.swap(f"content/measures/{measure}.yml", "counts_people:", "counts_people: true")
    rows = [f"week {week},50.0,{40 if week != 7 else 8}" for week in range(1, 13)]
    garden.replace(file, 0, len(garden.lines(file)), "period,value,denominator", *rows)
    yield file, 8, "K208"


_at_the_end("content/places.csv", "a state written out", "V109", "new-place-@@,New place,California,,,")
_at_the_end(LOG, "a test at an unknown place", "K201", ROW.format("nowhere-@@,idea-00000", "It helps", "adapt"))
_at_the_end(LOG, "a row of the log with a cell too many", "L203", ROW.format(TESTED, "It helps, we think", "adapt"))
_at_the_end(LOG, "a decision outside of the choice", "V110", ROW.format(TESTED, "It helps", "perhaps"))


# -- cases and packages


@_kind("a series that is not there")
def _no_series(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free(CASE, "series")
    table = file.replace("case.yml", "rate.csv")
    if garden.taken.get(table):
        raise NoRoomError
    garden.taken[table] = {"*"}
    yield file, garden.swap(file, "  series: rate", "  series: rates"), "K207"


_in(CASE, "an unknown idea in a case", "K201", "ideas", "- idea:", "- idea: no-idea-@@")
_in(PACKAGE, "a bad role in a package", "V110", "role", "    role: next", "    role: later")
_in(CASE, "a word outside of a choice in a case", "V110", "kind", "kind:", "kind: success")
_in(CASE, "a case that cannot be read", "L101", "*", "kind:", "kind: attempt: failed")
_in("content/measures/*.yml", "a faulty measure", "V110", "level", "level:", "level: high")
_in(PACKAGE, "an unknown hub", "K201", "hub", "hub:", "hub: hub-@@")


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
    file = garden.free(PAGE, "*")
    garden.swap(file, "---", "") if garden.lines(file)[3] == "" else garden.replace(file, 3, 4, "")
    yield file, 1, "L301"


_in(PAGE, "an unknown field in the head of a page", "V102", "head", "description:", "template: main.html")
_in(PAGE, "a link to nothing on a page", "K201", "link", r"Two\.", "See [it](idea:no-such-@@).")
_in(PAGE, "a citation of nobody on a page", "K201", "citation", r"One\.", "It helped [@nobody-@@].")


@_kind("a picture on a page")
def _page_picture(garden: Garden) -> Iterator[tuple[str, int, str]]:
    file = garden.free(PAGE, "one")
    yield file, garden.append(file, "", "![a map](map.png)") + 1, "V114"
