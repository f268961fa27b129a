"""Citations: `[@hough-2017]`, `[@hough-2017, p. 12]`, `[@a-2019; @b-2020]` and how they read on the page.

The id itself gives the label (`hough-2017-practice` -> Hough 2017), so that no list of sources is needed here; the full
source stands at `references/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from generator.text.addresses import ID

__all__ = ["CITATION", "Cited", "citation_in_words", "cite_label", "read_citation"]

_LOCATOR = r", ?[^\[\]@;<>\\`*_\x00-\x1f\x7f]{1,80}"
CITATION = re.compile(rf"\[@{ID}(?:{_LOCATOR})?(?:; ?@{ID}(?:{_LOCATOR})?)*\]")
_LABEL = re.compile(r"([a-z-]+?)-(\d{4}[a-z]?)(?:-|$)")


class Cited(NamedTuple):
    """One source in a citation: its id, the label shown, and the place in it (`, p. 12`) or nothing."""

    reference: str
    label: str
    locator: str


def cite_label(reference: str) -> str:
    """`hough-2017-practice` -> `Hough 2017`; an id without a year reads as its words."""
    if match := _LABEL.match(reference):
        return f"{match[1].replace('-', ' ').title()} {match[2]}"
    return reference.replace("-", " ").title()


def read_citation(citation: str) -> list[Cited]:
    """The sources of a citation that `CITATION` matched, in order."""
    cited = []
    for part in citation[1:-1].split(";"):
        reference, comma, locator = part.strip().removeprefix("@").partition(",")
        cited.append(Cited(reference, cite_label(reference), f", {locator.strip()}" if comma else ""))
    return cited


def citation_in_words(citation: str, name_of: Callable[[str], str] = cite_label) -> str:
    """A citation as plain text: `(Hough 2017, p. 12; Kim 2020)`; `name_of` says what each source is called."""
    return f"({'; '.join(name_of(one.reference) + one.locator for one in read_citation(citation))})"
