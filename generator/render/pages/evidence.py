"""How the ratings are worked out, with all ideas by tier and rung and what other clearinghouses say."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from generator.model.library import Page
from generator.model.rating import NOT_RATED, RUNGS, TIERS
from generator.render.facets import RUNG_IDS, TIER_IDS
from generator.render.overview import overview
from generator.render.pictures.dots import Cell, Step, dot_matrix
from generator.render.view import LibraryView, Link
from generator.render.words import RUNG_MEANINGS, TIER_MEANINGS

__all__ = ["draw_evidence"]


_EVIDENCE = Link(
    "evidence/",
    "How sure can one be?",
    "Two questions, two answers: what research found, and what happened where people tested it. "
    "Both are worked out from facts, and never mixed.",
)


def draw_evidence(view: LibraryView) -> Page:
    """The page `evidence/`."""
    parts = {
        "two": "Two kinds of evidence",
        "tiers": "Research: four tiers",
        "ladder": "Practice: a ladder",
        "matrix": "All ideas at a glance",
        "others": "How other clearinghouses rate them",
        "limits": "What a rating does not say",
    }
    external = _external(view)
    if not external:
        del parts["others"]
    context: dict[str, Any] = {
        "parts": parts,
        "tiers": [(tier, label, TIER_MEANINGS[tier]) for tier, label in TIERS.items()],
        "rungs": [(rung, label, RUNG_MEANINGS[rung]) for rung, label in enumerate(RUNGS)],
        "matrix": _matrix(view),
        "external": external,
    }
    return overview("evidence", _EVIDENCE, context)


def _matrix(view: LibraryView) -> Markup:
    """How many published ideas stand on each rung and tier; every number leads to those ideas in the menu."""
    cards = [view.cards[idea_id] for idea_id in view.published_ideas]
    counts = Counter((RUNG_IDS[card.rung], TIER_IDS[card.tier]) for card in cards)
    columns = [
        Step(tier_id, TIERS.get(tier or 0, NOT_RATED), f"tier {tier}" if tier else "")
        for tier, tier_id in TIER_IDS.items()
    ]
    rows = [Step(rung_id, RUNGS[rung], f"step {rung}") for rung, rung_id in enumerate(RUNG_IDS)]
    cells = {
        (rung, tier): Cell(number, f"ideas/?practice={rung}&evidence={tier}") for (rung, tier), number in counts.items()
    }
    return dot_matrix(
        "Ideas by research tier and step of practice", "Practice, then research", columns, rows[::-1], cells
    )


def _external(view: LibraryView) -> list[dict[str, Any]]:
    """Published ideas that other clearinghouses rate, with our tier and their words side by side."""
    rows = []
    for idea_id in view.published_ideas:
        ratings = view.catalog.ideas[idea_id].evidence.external_ratings
        said = [
            {"value": rating.value, "scale": view.word("scales", rating.scale), "url": rating.url or ""}
            for rating in ratings
        ]
        if said:
            rows.append({"card": view.cards[idea_id], "ratings": said})
    return rows
