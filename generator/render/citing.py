"""How to cite one of our pages, and how fresh it is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from generator.render.sources import bibtex, cited_as
from generator.render.view import LibraryView
from generator.render.words import day

__all__ = ["Citation", "Freshness", "cite_page", "freshness"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A page of ours as others cite it."""

    text: str
    bibtex: str


@dataclass(frozen=True, slots=True)
class Freshness:
    """When an entry was added and read, and where it can be mended."""

    text: str
    edit_url: str


def cite_page(
    view: LibraryView, url: str, title: str, authors: Sequence[str], year: str, version: str = ""
) -> Citation:
    """A citation of the page at `url` below the root, as plain text and as BibTeX."""
    address = view.public_url(url)
    shown = f"{title} (Version {version})" if version else title
    key = "-".join(part for part in (url.strip("/").replace("/", "-"), year) if part)
    fields = {
        "author": " and ".join(authors),
        "title": title,
        "year": year,
        "version": version,
        "howpublished": view.settings.site_name,
        "url": address,
    }
    return Citation(cited_as(authors, year or "no date", shown, view.settings.site_name, address), bibtex(key, fields))


def freshness(
    view: LibraryView,
    record: tuple[str, str],
    added: datetime.date | None,
    reviewed: datetime.date | None,
    review_by: datetime.date | None,
) -> Freshness:
    """One line on the age of an entry, and its edit link; dates that are not known are left out."""
    said = [
        f"Added {day(added)}." if added else "",
        f"Last read against its sources {day(reviewed)}." if reviewed else "",
    ]
    if review_by:
        said.append(f"It was to be read again by {day(review_by)}: check it before you rely on it." if view.is_past(review_by) else f"To be read again by {day(review_by)}.")
    return Freshness(" ".join(part for part in said if part), view.edit_url(*record))
