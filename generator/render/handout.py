"""What of an idea fits one page of paper, Letter or A4, and how large the type may be.

The page is measured in points as a browser will set it (Arial and fonts of the same widths), with some room to spare;
`print-sheets.css` has the same measures. Where an idea is longer than the page, whole sentences and whole entries are
left out, the least needed first, and the page says so. Not for HTML (`templates/pages/handout.html.j2`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.model.change_idea import ChangeIdea
from generator.render.headline import Headline
from generator.render.plan_sheet import one_line
from generator.render.view import LibraryView
from generator.render.words import THREE_QUESTIONS, step_note, test_size

__all__ = ["Handout", "HandoutStep", "handout", "sentences"]

WIDTH, HEIGHT = 514.0, 712.0
"""Points inside the margins: A4 is narrower than Letter, and Letter is shorter than A4."""
LEFT, RIGHT = 278.0, 207.0
"""The column of what to do, and the column of the first test without its padding."""
SIZES = (10.5, 10.0, 9.5, 9.0)
"""Type sizes in points, the largest that fits is taken; `print-sheets.css` has a class for each."""
SMALLER = (8.5, 8.0)
"""For a page from which nothing more can be left out."""
LEADING = 1.36
HEADING = 1.75
"""Lines that a heading takes with the space around it."""
GAP = 0.27
"""Lines between two entries of a list."""
INDENT = 1.6
"""Ems before an entry of a list."""
NOTES = 6
"""Lines that must be free for notes to be worth a heading."""
MORE = "More on the page of the idea."
"""Ends a part of the test that is longer than can be shown."""
LOST = 1.05
"""What is lost at the ends of lines."""

_SENTENCE = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][\"”)]))"  # the end of a sentence,
    r"(?<!\bM[rs]\.)(?<!\b[DS][rt]\.)(?<!\bMrs\.)"  # which a title is not,
    r"\s+(?=[^a-z])"  # and the beginning of the next
)


@dataclass(frozen=True, slots=True)
class HandoutStep:
    """A step, and who does it how long."""

    do: str
    note: str


@dataclass(frozen=True, slots=True)
class Handout:
    """The words of one page. `..._cut` says how many entries found no room."""

    picture: str
    steps: Sequence[HandoutStep]
    core: Sequence[str]
    test: Sequence[tuple[str, str]]
    measures: Sequence[tuple[str, str]]
    """A question and the titles of the measures that answer it."""
    limits: Sequence[str]
    steps_cut: int = 0
    core_cut: int = 0
    limits_cut: int = 0
    size: float = SIZES[-1]
    """Type size in points."""
    limits_first: bool = False
    """Whether the limits stand in the first column, where there is more room."""
    notes: bool = False
    """Whether there is room to write on."""

    @property
    def css_size(self) -> str:
        """The size as a part of a class name: 10.5 is `105`."""
        return f"{self.size * 10:g}"


def handout(view: LibraryView, idea: ChangeIdea, head: Headline) -> Handout:
    """The handout of an idea: everything in the largest type that fits, or what fits in the smallest."""
    page = Handout(
        picture=one_line(view, idea.picture_of_practice),
        steps=[HandoutStep(one_line(view, step.do), step_note(step.who, step.minutes)) for step in idea.steps],
        core=[one_line(view, kept) for kept in idea.core],
        test=_test(view, idea),
        measures=_measures(view, idea),
        limits=[one_line(view, limit) for limit in idea.limits],
    )
    room = HEIGHT - _top(view, idea, head)
    columns = _Columns(page)
    for size in SIZES:
        if fitted := columns.fitted(page, size, room):
            return fitted
    return _shortened(page, room)


def sentences(text: str) -> list[str]:
    """A text in its sentences."""
    return _SENTENCE.split(text)


def _test(view: LibraryView, idea: ChangeIdea) -> list[tuple[str, str]]:
    test = idea.first_test
    rows = [
        ("Question", one_line(view, test.question)),
        ("What to do", one_line(view, test.plan)),
        ("What you think will happen", one_line(view, test.prediction)),
        ("What to write down", one_line(view, test.data) if test.data else ""),
        ("How small", test_size(test)),
    ]
    return [(name, words) for name, words in rows if words]


def _measures(view: LibraryView, idea: ChangeIdea) -> list[tuple[str, str]]:
    """The three questions and harm, each with the measures that answer it."""
    rows = []
    for question, levels in THREE_QUESTIONS[:4]:
        ids = [measure for level in levels for measure in getattr(idea.measures, level)]
        if titles := [link.title for link in view.links("measure", ids)]:
            rows.append((question, "; ".join(titles)))
    return rows


# -- how much room it takes

_ARIAL = (
    *[0] * 32,
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, *[556] * 10, 278, 278, 584, 584,
    584, 900, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611,
    722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 0,
)  # fmt: skip
"""Widths of the letters of ASCII in thousandths of an em; a question mark also stands for all other letters."""
_UNIT = 5
_WIDTHS = bytes(width // _UNIT for width in _ARIAL).ljust(256)
"""The same as a table for `bytes.translate`, since thousands of letters are measured for each page."""


def _ems(text: str) -> float:
    """The length of a text on one line, in ems."""
    return sum(text.encode("ascii", "replace").translate(_WIDTHS)) * _UNIT / 1000


def _lines(ems: float, size: float, width: float) -> int:
    length = ems * size / width
    return math.ceil(length if length <= 1 else length * LOST)


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or an entry of a list: its length on one line in ems, and the lines of space that it brings."""

    ems: float
    space: float
    indent: float = 0


class _Columns:
    """The paragraphs of both columns, measured once. Limits can stand in either."""

    def __init__(self, page: Handout) -> None:
        self.first = [*_first(page)]
        self.second = [*_second(page)]
        self.limits = [*_listed(page.limits, page.limits_cut)]

    def fitted(self, page: Handout, size: float, room: float) -> Handout | None:
        """The page in this type, or None when it does not fit into so many points."""
        free = room / (size * LEADING)
        first, second = _height(self.first, size, LEFT), _height(self.second, size, RIGHT) + 1
        limits = _height(self.limits, size, LEFT), _height(self.limits, size, RIGHT)
        limits_first = first + limits[0] < second + limits[1]
        if limits_first:
            first += limits[0]
        else:
            second += limits[1]
        if max(first, second) > free:
            return None
        return replace(page, size=size, limits_first=limits_first, notes=free - first >= NOTES)


def _height(blocks: Sequence[_Block], size: float, width: float) -> float:
    """Lines that some paragraphs take."""
    return sum(_lines(block.ems, size, width - block.indent * size) + block.space for block in blocks)


def _listed(entries: Sequence[str], cut: int = 0) -> Iterator[_Block]:
    """The heading, the entries, and the line that says how many are left out."""
    if entries or cut:
        yield _Block(0, HEADING + bool(cut))
    for entry in entries:
        yield _Block(_ems(entry), GAP, INDENT)


def _first(page: Handout) -> Iterator[_Block]:
    if page.picture:
        yield _Block(_ems(page.picture), HEADING)
    yield from _listed([f"{step.do} {step.note}" for step in page.steps], page.steps_cut)
    yield from _listed(page.core, page.core_cut)


def _second(page: Handout) -> Iterator[_Block]:
    for rows in (page.test, page.measures):
        if rows:
            yield _Block(0, HEADING)
        for name, words in rows:
            yield _Block(_ems(name) * 1.1 + _ems(words) + 0.6, GAP)


def _top(view: LibraryView, idea: ChangeIdea, head: Headline) -> float:
    """Points that kind, title, sentence, facts and foot take."""
    third = WIDTH / 3 - 14
    evidence = (
        f"xxxxxxx Research: {head.research.label} (tier 4 of 4). {head.in_short}",
        f"xxxxxxx Practice: {head.practice.label} (step 4).",
        f"{head.caution}xx" if head.caution else "",
    )
    columns = (evidence, (head.effort,), (head.depth,))
    facts = max(sum(_lines(_ems(text), 9, third) for text in texts) for texts in columns)
    kind = _lines(_ems("; ".join(["Change idea for: ", *view.problem_titles(idea.problems)])) * 1.12, 9, WIDTH)
    title, summary = _lines(_ems(idea.title), 20, WIDTH), _lines(_ems(idea.summary), 11.5, WIDTH)
    return kind * 13 + title * 24 + summary * 16 + facts * 12.5 + 54


def _shortened(page: Handout, room: float) -> Handout:
    """The same in the smallest type without what has no room."""
    while shorter := _without_one(page, room):
        page = shorter
        if fitted := _Columns(page).fitted(page, SIZES[-1], room):
            return fitted
    columns = _Columns(page)
    for size in SMALLER:
        if fitted := columns.fitted(page, size, room):
            return fitted
    while not (fitted := _Columns(page).fitted(page, SMALLER[-1], room)):
        shorter = _shorter_test(page)
        if shorter is None:
            return replace(page, size=SMALLER[-1])
        page = shorter
    return fitted


def _shorter_test(page: Handout) -> Handout | None:
    """The page without the last sentence of the longest part of its test; None when each is one sentence."""
    parts = [[part for part in sentences(words) if part != MORE] for _, words in page.test]
    longest = max(range(len(parts)), key=lambda at: len(parts[at]) > 1 and len(" ".join(parts[at])), default=0)
    if not parts or len(parts[longest]) < 2:
        return None
    test = list(page.test)
    test[longest] = test[longest][0], " ".join([*parts[longest][:-1], MORE])
    return replace(page, test=test)


def _without_one(page: Handout, room: float) -> Handout | None:
    """The page without the entry that is needed least in the column that is too long; None when little is left."""
    first = _height([*_first(page)], SIZES[-1], LEFT) * SIZES[-1] * LEADING > room
    picture = sentences(page.picture) if page.picture else []
    shorter_picture = {"picture": " ".join(picture[:-1])}
    fewer_steps = {"steps": page.steps[:-1], "steps_cut": page.steps_cut + 1}
    fewer_core = {"core": page.core[:-1], "core_cut": page.core_cut + 1}
    fewer_limits = {"limits": page.limits[:-1], "limits_cut": page.limits_cut + 1}
    cuts: list[tuple[object, dict[str, Any]]] = [
        (len(page.limits) > 1, fewer_limits),
        (first and len(picture) > 2, shorter_picture),
        (first and len(page.core) > 4, fewer_core),
        (first and len(page.steps) > 5, fewer_steps),
        (first and picture, shorter_picture),
        (first and len(page.core) > 2, fewer_core),
        (first and len(page.steps) > 3, fewer_steps),
        (first and len(page.core) > 1, fewer_core),
        (len(page.measures) > 1, {"measures": page.measures[:-1]}),
        (page.limits, fewer_limits),
    ]
    return next((replace(page, **changes) for possible, changes in cuts if possible), None)
