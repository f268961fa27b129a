"""The glossary: the words of the trade in plain language, on one page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from generator.model.library import Page, SearchEntry
from generator.model.lookup import Term
from generator.render.overview import overview
from generator.render.structured import json_ld
from generator.render.view import LibraryView, Link

__all__ = ["draw_glossary"]


_GLOSSARY = Link("glossary/", "Glossary", "The words of improvement work in plain language, and what to say instead.")


def draw_glossary(view: LibraryView) -> Page:
    """The page `glossary/`."""
    terms = sorted(view.catalog.terms.items(), key=lambda item: (*_place(item[1].term), item[0]))
    rows: list[dict[str, Any]] = [{"id": term_id, "term": term, "see": _see(view, term)} for term_id, term in terms]
    letters = [(letter, list(group)) for letter, group in groupby(rows, key=lambda row: _letter(row["term"].term))]
    entries = (
        SearchEntry(f"term-{term_id}", term.term, " ".join([*term.aliases, term.meaning.text]))
        for term_id, term in terms
    )
    page = overview("glossary", _GLOSSARY, {"letters": letters}, entries=entries)
    return replace(page, structured_data=_structured(view, [term for _, term in terms]))


def _see(view: LibraryView, term: Term) -> list[Link]:
    terms = view.catalog.terms
    return [Link(f"glossary/#term-{other}", terms[other].term) for other in term.see if other in terms]


def _structured(view: LibraryView, terms: Sequence[Term]) -> str:
    listed = [
        {
            "@type": "DefinedTerm",
            "name": term.term,
            "description": term.meaning.text,
            "alternateName": list(term.aliases),
        }
        for term in terms
    ]
    url = view.public_url(_GLOSSARY.url)
    return json_ld("DefinedTermSet", {"name": _GLOSSARY.title, "url": url, "hasDefinedTerm": listed})


def _place(word: str) -> tuple[str, str]:
    """Where a word stands in the list: words of one letter stand together, whatever their accents."""
    return _letter(word), word.casefold()


def _letter(word: str) -> str:
    first = unicodedata.normalize("NFKD", word)[:1].upper()[:1]
    return first if first.isalpha() else "0-9"
