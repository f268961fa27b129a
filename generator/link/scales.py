"""Ratings by other clearinghouses: each is a word of its own scale, since it is shown as theirs."""

from __future__ import annotations

from generator.diagnostics import Report, listed
from generator.model.change_idea import ChangeIdea
from generator.model.records import Records

__all__ = ["check_scales"]


def check_scales(records: Records, report: Report) -> None:
    """Report words that a scale does not have; a scale that lists no words takes any."""
    vocabulary = records.vocab.get("scales")
    words = {scale.id: scale.values for scale in vocabulary.words} if vocabulary else {}
    for placed in records.also_faulty(ChangeIdea).values():
        for index, rating in enumerate(placed.record.evidence.external_ratings):
            allowed = words.get(rating.scale)
            if allowed and rating.value.casefold() not in {word.casefold() for word in allowed}:
                place = placed.place.locate(("evidence", "external_ratings", index, "value"))
                hint = f"words of a scale are listed at content/vocab/scales.yml: {listed(allowed)}"
                message = f"'{rating.value}' is not a word of the scale '{rating.scale}'"
                report.add("K202", message, place, report.suggest(rating.value, allowed, hint))
