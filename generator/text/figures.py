"""Figures in a text: those that stand without a source. Not for judging whether a source says what is claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["figures_without_source"]

_FIGURE = re.compile(
    r"\b\d[\d,.]*\s*"
    r"(?:percent|percentage|%|points?\b|(?:of the )?(?:students|pupils|teachers|schools|districts|families)\b)",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"\n\s*\n")


def figures_without_source(markdown: str) -> Iterator[str]:
    """The first figure of each paragraph that cites nothing, with its unit: '12 percent'."""
    for paragraph in _PARAGRAPHS.split(markdown):
        figure = _FIGURE.search(paragraph)
        if figure and "[@" not in paragraph:
            yield " ".join(figure[0].split())
