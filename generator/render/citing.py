"""How to cite one of our pages, where it comes from, and how fresh it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.change_idea import ChangeIdea
from generator.render.sources import bibtex, cited_as
from generator.render.view import LibraryView
from generator.render.words import day

__all__ = ["Citation", "cite_page", "freshness", "origin"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A page of ours as others cite it."""

    text: str
    bibtex: str


def cite_page(
    view: LibraryView, url: str, title: str, authors: Sequence[str], year: str, version: str = ""
) -> Citation:
    """A citation of the page at `url` below the root, as plain text and as BibTeX."""
    address = view.public_url(url)
    shown = f"{title} (Version {version})" if version else title
    key = "-".join(part for part in (url.strip("/").replace("/", "-"), year) if part)
    fields = {
        "title": title,
        "year": year,
        "version": version,
        "howpublished": view.settings.site_name,
        "url": address,
    }
    text = cited_as(authors, year or "no date", shown, view.settings.site_name, address)
    return Citation(text, bibtex(key, authors, fields))


def freshness(view: LibraryView, added: dt.date | None, reviewed: dt.date | None, review_by: dt.date | None) -> str:
    """The age of an entry in sentences; dates that are not known are left out."""
    said = [
        f"Added {day(added)}." if added else "",
        f"Last read against its sources {day(reviewed)}." if reviewed else "",
    ]
    if review_by and view.is_past(review_by):
        said.append(f"It was to be read again by {day(review_by)}: check it before you rely on it.")
    elif review_by:
        said.append(f"To be read again by {day(review_by)}.")
    return " ".join(part for part in said if part)


def origin(view: LibraryView, idea: ChangeIdea) -> str:
    """Site, version and license of an idea in one line, for sheets of paper."""
    written = idea.reviewed or idea.added
    parts = [view.settings.site_name, f"version of {day(written)}" if written else "", idea.license or ""]
    return ", ".join(part for part in parts if part)
