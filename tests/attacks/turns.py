"""Deals the attacks out to the fields of a project, and takes back what is refused.

Every text is followed by a mark, `n12n`, by which tests know that whatever stands behind an attack can still be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Report
from generator.link import link
from generator.load import load
from generator.load.characters import FORBIDDEN
from generator.project import Project
from generator.validate import validate
from tests.attacks.fields import Field, Room
from tests.attacks.lists import attacks, in_markdown, of_list, of_others
from tests.attacks.project import HostileProject, Text

__all__ = ["HIDDEN", "MARK", "Dealt", "Refused", "Turns", "deal", "harmless", "read"]

MARK = re.compile(r"n(\d+(?:x\d+)?)n")
HIDDEN = re.compile(rf"{FORBIDDEN.pattern}|[\ud800-\udfff]")
"""Characters that no file may hold."""
_ON_A_PAGE = 25
_ROUNDS = 40
"""A file tells of ten hidden characters at a time."""


def harmless(place: Field, number: int) -> str:
    """A text that nobody refuses."""
    return f"https://ex.org/n{number}n" if place.room == "address" else f"Harmless words n{number}n"


def _texts_of(room: Room) -> tuple[str, ...]:
    if room == "address":
        return (*of_list("addresses"), *(f"https://ex.org/{text}" for text in of_list("html")))
    return (*attacks(), *in_markdown(), *of_others()) if room in {"prose", "page"} else (*attacks(), *of_others())


@dataclass
class Turns:
    """Chooses texts: each kind of field gets the attacks one after the other, and the same text when asked twice."""

    hidden: bool = False
    """Whether to give texts with hidden characters, and only those; else none of them is given."""
    given: dict[int, str] = field(default_factory=dict)
    _turns: Counter[Room] = field(default_factory=Counter)
    _pools: dict[Room, Sequence[str]] = field(default_factory=dict)

    def __call__(self, place: Field, number: int) -> str:
        """The text for a field."""
        if number not in self.given:
            self.given[number] = self._page(number) if place.room == "page" else self._one(place, number)
        return self.given[number]

    def take_back(self, text: Text) -> None:
        """Put harmless words where an attack was refused."""
        self.given[text.number] = harmless(text.field, text.number)

    def _one(self, place: Field, number: int) -> str:
        """The next attack that fits, with its mark."""
        while True:
            attack = self._next(place.room)
            marked = attack if place.room == "address" else _marked(attack, place.room, str(number))
            if len(marked) <= place.longest and not (place.room == "plain" and "\n" in attack):
                return marked

    def _page(self, number: int) -> str:
        """A page of many; what opens a block of code comes last, since all that follows is code."""
        texts = sorted((self._next("page") for _ in range(_ON_A_PAGE)), key=lambda text: "```" in text or "~~~" in text)
        return "# A page\n\n" + "\n\n".join(_marked(text, "page", f"{number}x{at}") for at, text in enumerate(texts))

    def _next(self, room: Room) -> str:
        if room not in self._pools:
            self._pools[room] = [text for text in _texts_of(room) if bool(HIDDEN.search(text)) == self.hidden]
        pool = self._pools[room]
        self._turns[room] += 1
        return pool[self._turns[room] % len(pool)]


def _marked(attack: str, room: Room, number: str) -> str:
    return f"{attack} n{number}n" if room in {"plain", "closed"} else f"{attack}\n\nn{number}n"


def read(folder: Path) -> Report:
    """All that loading, checking and linking have to say of a project."""
    report = Report()
    link(validate(load(Project(folder), report), report), report)
    return report


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that was not accepted, and the message about it."""

    text: Text
    why: Diagnostic


@dataclass(frozen=True, slots=True)
class Dealt:
    """A project that is accepted: its texts, and those that were refused on the way."""

    texts: Sequence[Text]
    refused: Sequence[Refused]


def deal(folder: Path, turns: Turns, size: int = 2) -> Dealt:
    """Write a project again and again without what is refused, until it is accepted; every message must name a text."""
    project = HostileProject(folder, turns, size)
    refused: list[Refused] = []
    for _ in range(_ROUNDS):
        project.write()
        errors = [found for found in read(folder) if found.severity == "error"]
        if not errors:
            return Dealt(project.texts, refused)
        for error in errors:
            text = _meant(error, project.texts)
            if text.text != harmless(text.field, text.number):
                refused.append(Refused(text, error))
                turns.take_back(text)
    raise AssertionError(f"still refused: {errors[0]}")


def _meant(error: Diagnostic, texts: Sequence[Text]) -> Text:
    """The text that stands where a message points to; the text of a page has many lines."""
    place = error.location
    assert place, error
    last = max((text.line for text in texts if text.file == place.file and text.line <= place.line), default=0)
    found = [text for text in texts if (text.file, text.line) == (place.file, last)]
    if error.code in {"L003", "L004"}:  # about characters, of which a row of a table holds those of many cells
        found = [text for text in found if HIDDEN.search(text.text)][:1]
    elif len(found) > 1:
        found = [text for text in found if text.column == place.column]
    assert len(found) == 1, f"{place} {error.message}: no attack stands there"
    assert last == place.line or found[0].field.room == "page", f"{place} {error.message}: beside {found[0]}"
    return found[0]
