"""Sites made of attacks, and a visitor in whose browser a trap is set.

The sites are built from files by the whole pipeline; only what it says of prose in records is passed over, so that far more
gets to their pages than would be accepted. A twin with harmless words in the same fields says what pages may be made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.project import HostileProject
from tests.attacks.turns import Dealt, Turns, deal, harmless
from tests.site.sites import build_site
from tests.site.visitor import Visitor
from tests.unit.text.walls import PAGE_ELEMENTS

__all__ = ["Allowed", "build_hostile", "build_twin", "faults_of", "set_trap"]

_TRAP = Path(__file__).parent / "trap.js"
_OURS = re.compile(r"(?:s|term|ref|word)-[a-z0-9-]+")
"""Ids that are made from the words of a heading, and those of entries."""
_THEME_ID = re.compile(r"__code_[a-z0-9-]+")
"""The theme's script names blocks of code so, after what they stand in."""
_THEME = {("code", "tabindex"), ("span", "title")}
"""The theme's script adds these to wide blocks of code and to the title at the top."""


def build_hostile(folder: Path, size: int) -> tuple[Path, Dealt]:
    """A site of attacks: its folder, and what stands in its sources."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.text.Prose.faults", ())
        dealt = deal(folder, Turns(), size)
        return build_site(folder, folder / "build"), dealt


def build_twin(folder: Path) -> Path:
    """The same with harmless words; four of each kind of record, as no choice in them has more words that show."""
    HostileProject(folder, harmless, 4).write()
    return build_site(folder, folder / "build")


def set_trap(visitor: Visitor) -> list[str]:
    """From now on, whatever runs in this visitor's pages is a complaint; it is also in the list that comes back."""
    ran: list[str] = []

    def note(source: Mapping[str, Any], what: str) -> None:
        ran.append(f"{what} (in {source['frame'].url})")
        visitor.complaints.append(f"an attack ran: {ran[-1]}")

    visitor.context.expose_binding("ran", note)
    visitor.context.add_init_script(path=_TRAP)
    return ran


@dataclass
class Allowed:
    """What pages of one type are made of when their words are harmless."""

    tags: set[str] = field(default_factory=lambda: set(PAGE_ELEMENTS))
    attributes: set[tuple[str, str]] = field(
        default_factory=lambda: {("a", "href"), ("a", "title"), ("a", "rel"), ("th", "scope"), ("ol", "start")} | _THEME
    )
    ids: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=lambda: {"cite", "md-typeset__table", "md-typeset__scrollwrap"})
    styles: set[str] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)
    uneven: bool = False
    """Whether tables have rows of messages, which are one cell wide."""

    def add(self, made: Mapping[str, Any]) -> None:
        """Learn from a harmless page."""
        self.tags |= set(made["tags"])
        self.attributes |= {(tag, name) for tag, name, _ in made["attributes"]}
        self.ids |= _like(made["ids"])
        self.classes |= _like(made["classes"])
        self.styles |= _like(made["styles"])
        self.scripts |= _like(made["scripts"])
        self.uneven |= bool(made["uneven"])


def _like(names: Iterable[str]) -> set[str]:
    """Names without their numbers and sums, which go from page to page and from site to site."""
    return {re.sub(r"(?<=-)[0-9a-f]{8,}\b|\d+", "0", name) for name in names}


def faults_of(made: Mapping[str, Any], allowed: Allowed) -> list[str]:
    """Whatever of an author's stands on a page as more than text."""
    names = {(tag, name) for tag, name, _ in made["attributes"]} - allowed.attributes
    led = [
        value
        for _, name, value in made["attributes"]
        if name in {"href", "src", "action", "formaction", "xlink:href"}
        and not re.match(r"(?:https?|mailto|file):|[^:]*(?:[/?#]|$)", value, re.IGNORECASE)
    ]
    ids = [name for name in made["ids"] if not _THEME_ID.fullmatch(name)]
    twice = {name for name in ids if ids.count(name) > 1}
    return [
        *(f"element {tag}" for tag in sorted(set(made["tags"]) - allowed.tags)),
        *(f"attribute {name} of {tag}" for tag, name in sorted(names)),
        *(f"address {address}" for address in led),
        *(f"id {name}" for name in _like(ids) - allowed.ids if not _OURS.fullmatch(name)),
        *(f"id {name} twice" for name in twice),
        *(f"class {name}" for name in _like(made["classes"]) - allowed.classes),
        *(f"style {style}" for style in _like(made["styles"]) - allowed.styles),
        *(f"script {script[:80]}" for script in _like(made["scripts"]) - allowed.scripts),
        *(f"table of uneven rows {widths}" for widths in made["uneven"] if not allowed.uneven),
        *(["more than one main heading"] * (made["headings"] != 1)),
    ]
