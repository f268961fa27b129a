"""How to contribute: the ways in, every field of every record, and every message the generator can give."""

from __future__ import annotations

from generator.codes import CODES, STAGES
from generator.model.kinds import KINDS
from generator.model.library import Page, SearchEntry
from generator.render.field_docs import field_groups, series_group
from generator.render.overview import HOME, overview
from generator.render.view import LibraryView, Link
from generator.render.words import DECISIONS, sentence_case

__all__ = ["draw_contribute", "draw_fields", "draw_messages"]

_CONTRIBUTE = Link(
    "contribute/",
    "Contribute",
    "Add an idea, a case or the result of a test. What did not work is as welcome as what did.",
)
_FIELDS = Link(
    "contribute/fields/",
    "Fields",
    "What each file may hold: every field, what it is for, and the words it takes.",
)
_MESSAGES = Link(
    "contribute/messages/",
    "Messages",
    "Every message that checking and building can give, what it means and what to do.",
)


def draw_contribute(view: LibraryView) -> Page:
    """The page `contribute/`."""
    parts = {
        "log": "Tell what happened in a test",
        "idea": "Add a change idea",
        "case": "Add a case",
        "mend": "Mend a page",
        "rules": "Rules that keep this useful",
    }
    context = {
        "parts": parts,
        "repo_url": view.settings.repo_url,
        "can_edit": bool(view.settings.edit_uri),
        "decisions": list(DECISIONS),
    }
    return overview("contribute", _CONTRIBUTE, context)


def draw_fields(view: LibraryView) -> Page:
    """The page `contribute/fields/`, made from the declarations of the records and the word lists."""
    kinds = [(kind, field_groups(kind.name)) for kind in KINDS.values()]
    next(groups for kind, groups in kinds if kind.name == "case").append(series_group("series"))
    context = {
        "kinds": kinds,
        "lists": list(view.catalog.vocab.items()),
        "parts": {**{kind.name: sentence_case(kind.title) for kind, _ in kinds}, "lists": "Word lists"},
    }
    entries = [
        SearchEntry(f"s-{kind.name}", f"Fields: {kind.title}", " ".join(row.name for row in groups[0].rows))
        for kind, groups in kinds
    ]
    return overview("fields", _FIELDS, context, above=(HOME, _CONTRIBUTE), entries=entries)


def draw_messages(_: LibraryView) -> Page:
    """The page `contribute/messages/`, made from the registry of codes."""
    stages = [
        (letter, stage, [(code, found) for code, found in CODES.items() if code.startswith(letter)])
        for letter, stage in STAGES.items()
    ]
    context = {
        "stages": [stage for stage in stages if stage[2]],
        "parts": {f"stage-{letter.lower()}": f"{letter}: {stage}" for letter, stage, codes in stages if codes},
    }
    entries = [SearchEntry(f"s-{code.lower()}", f"{code} {found.title}", found.advice) for code, found in CODES.items()]
    return overview("messages", _MESSAGES, context, above=(HOME, _CONTRIBUTE), entries=entries)
