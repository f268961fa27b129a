"""The three headline facts of an idea in words: evidence, effort and depth, for its page, its handout and its card."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.change_idea import ChangeIdea
from generator.model.rating import PracticeRating, ResearchRating
from generator.render.evidence import cautions_counted
from generator.render.view import LibraryView
from generator.render.words import TIER_IN_SHORT, sentence_case, split_word

__all__ = ["Headline", "headline"]


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands first about an idea."""

    research: ResearchRating
    practice: PracticeRating
    in_short: str
    """What the research tier says, as a sentence."""
    caution: str
    """That findings speak against the idea; empty when none do."""
    effort: str
    depth: str


def headline(view: LibraryView, idea_id: str, idea: ChangeIdea) -> Headline:
    """The facts of one idea."""
    rating = view.rating(idea_id)
    cautions = cautions_counted(rating.research)
    return Headline(
        research=rating.research,
        practice=rating.practice,
        in_short=f"{sentence_case(TIER_IN_SHORT[rating.research.tier])}.",
        caution=f"Read first: {cautions}." if cautions else "",
        effort=f"{view.cards[idea_id].effort}.",
        depth=_depth(view, idea),
    )


def _depth(view: LibraryView, idea: ChangeIdea) -> str:
    """How far the change lies from the aim and whom it leans on, as sentences."""
    if not idea.depth:
        return "How far this lies from the aim has not been stated."
    name, explanation = split_word(view.word("distances", idea.depth.distance_to_aim))
    line = f"{name}: {explanation}." if explanation else f"{name}."
    if idea.depth.relies_on:
        line += f" {view.word('relies-on', idea.depth.relies_on)}."
    return line
