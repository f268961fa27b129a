"""Stage 4, a catalog to ratings: how far research and practice carry each idea, and why.

The two ratings are computed from facts, never given by authors, and never averaged.
"""

from __future__ import annotations

from generator.model.catalog import Catalog
from generator.model.rating import Rating
from generator.rate.practice import rate_practice
from generator.rate.research import rate_research

__all__ = ["rate"]


def rate(catalog: Catalog) -> dict[str, Rating]:
    """Id of every idea -> its two ratings."""
    return {
        idea_id: Rating(rate_research(idea, catalog), rate_practice(idea_id, catalog))
        for idea_id, idea in catalog.ideas.items()
    }
