"""Stage 4, a catalog to ratings: how far research and practice carry each idea, and why.

The two ratings are computed from facts, never given by authors, and never averaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.catalog import Catalog
from generator.model.rating import Rating
from generator.rate.practice import rate_practice
from generator.rate.research import rate_research

__all__ = ["rate"]


def rate(catalog: Catalog) -> Mapping[str, Rating]:
    """Id of every idea -> its two ratings, which are worked out when they are asked for."""
    return _Ratings(catalog)


class _Ratings(Mapping[str, Rating]):
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def __getitem__(self, idea_id: str) -> Rating:
        idea = self._catalog.ideas[idea_id]
        return Rating(rate_research(idea, self._catalog), rate_practice(idea_id, self._catalog))

    def __iter__(self) -> Iterator[str]:
        return iter(self._catalog.ideas)

    def __len__(self) -> int:
        return len(self._catalog.ideas)
