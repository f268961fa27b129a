"""The glossary: the words of the trade in plain language, on one page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.structured import json_ld
from generator.render.view import LibraryView, Link

__all__ = ["draw_glossary"]


def draw_glossary(view: LibraryView) -> Iterator[Page]:
    """The page `glossary/`."""
    terms = sorted(view.catalog.terms.items(), key=lambda item: (item[1].term.casefold(), item[0]))
    rows: list[dict[str, Any]] = [
        {
            "id": term_id,
            "term": term,
            "see": [
                Link(f"glossary/#term-{other}", view.catalog.terms[other].term)
                for other in term.see
                if other in view.catalog.terms
            ],
        }
        for term_id, term in terms
    ]
    letters = [(letter, list(group)) for letter, group in groupby(rows, key=lambda row: _letter(row["term"].term))]
    about = "The words of improvement work in plain language, and what to say instead."
    context = {
        "page_type": "glossary",
        "title": "Glossary",
        "crumbs": [Link("", "Home")],
        "about": about,
        "letters": letters,
    }
    yield Page(
        url="glossary/",
        page_type="glossary",
        title="Glossary",
        description=about,
        body=draw("glossary", context),
        search=(
            SearchEntry("", "Glossary", about),
            *(
                SearchEntry(f"term-{term_id}", term.term, " ".join([*term.aliases, term.meaning.text]))
                for term_id, term in terms
            ),
        ),
        structured_data=json_ld(
            "DefinedTermSet",
            {
                "name": "Glossary",
                "url": view.public_url("glossary/"),
                "hasDefinedTerm": [
                    {
                        "@type": "DefinedTerm",
                        "name": term.term,
                        "description": term.meaning.text,
                        "alternateName": list(term.aliases),
                    }
                    for _, term in terms
                ],
            },
        ),
    )


def _letter(word: str) -> str:
    first = word[:1].upper()
    return first if "A" <= first <= "Z" else "0-9"
