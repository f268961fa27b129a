"""The evidence on an idea as its page shows it: cautions first, then studies, other ratings and the log of tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model.change_idea import ChangeIdea
from generator.model.evidence import ExternalRating, Study
from generator.model.lookup import TestOfChange
from generator.model.rating import CAUTIONS, RUNGS, TIERS, PracticeRating, Reason, ResearchRating
from generator.render.figures import Figure, test_figure
from generator.render.listing import place_context
from generator.render.view import LibraryView
from generator.render.words import (
    AS_PREDICTED,
    DECISIONS,
    DESIGNS,
    EFFECTS,
    QUALITY,
    READ,
    RUNG_MEANINGS,
    TIER_MEANINGS,
    count,
    day,
    joined,
    sentence_case,
    thousands,
)  # fmt: skip

__all__ = ["cautions_counted", "evidence_context", "practice_counts"]

MOST_TESTS = 200
"""Tests that the page of an idea shows; of an idea that a large network tested for years the data files have all."""


def evidence_context(view: LibraryView, idea_id: str, idea: ChangeIdea) -> dict[str, Any]:
    """Everything that `partials/evidence.html.j2` prints."""
    rating = view.rating(idea_id)
    research, practice = rating.research, rating.practice
    logged = view.relations.tests_of_idea.get(idea_id, ())
    tests = _latest(logged)
    return {
        "research": research,
        "practice": practice,
        "tier_meaning": TIER_MEANINGS[research.tier],
        "rung_meaning": RUNG_MEANINGS[practice.rung],
        "cautions": [
            {"text": f"{sentence_case(finding.text)}.", "source": finding.source} for finding in research.cautions
        ],
        "tier_steps": _by_step(research.reasons, TIERS),
        "rung_steps": _by_step(practice.reasons, dict(enumerate(RUNGS))),
        "studies": [_study(view, study) for study in idea.evidence.studies],
        "external": [_external(view, rating) for rating in idea.evidence.external_ratings],
        "practice_counts": practice_counts(practice),
        "given_up": [
            {"place": view.place_name(row.place), "cycle": row.cycle, "why": row.why} for row in practice.given_up
        ],
        "tests": [_test(view, test) for test in tests],
        "tests_logged": thousands(len(logged)) if len(logged) > len(tests) else "",
        "test_figures": list(_test_figures(view, tests)),
    }


def _latest(tests: Sequence[TestOfChange]) -> Sequence[TestOfChange]:
    """As many of the latest tests as a page shows, in the order of the log."""
    by_day = sorted(range(len(tests)), key=lambda at: tests[at].end or tests[at].start or dt.date.min)
    return [tests[at] for at in sorted(by_day[-MOST_TESTS:])]


def _test_figures(view: LibraryView, tests: Sequence[TestOfChange]) -> Iterator[Figure]:
    """The figure of each series; cycles of one place that follow the same series share it."""
    seen = set()
    for at, test in enumerate(tests, 1):
        shown = test.series, test.measure, test.place
        if shown not in seen and (figure := test_figure(view, f"s-test-{at}", test)) is not None:
            yield figure
        seen.add(shown)


def _by_step(reasons: Sequence[Reason], names: Mapping[int, str]) -> list[tuple[str, list[Reason]]]:
    """Reason lines under the name of the step they belong to, in the order given."""
    steps: dict[int, list[Reason]] = {}
    for reason in reasons:
        steps.setdefault(reason.step, []).append(reason)
    return [(names[step], lines) for step, lines in steps.items()]


def cautions_counted(research: ResearchRating) -> str:
    """Findings that speak against the idea, in a part of a sentence; empty where none do."""
    effects = [finding.effect for finding in research.cautions]
    return joined(
        [
            f"{count(effects.count(effect), 'finding')} of {said}"
            for effect, said in CAUTIONS.items()
            if effect in effects
        ]
    )


def practice_counts(practice: PracticeRating) -> str:
    """Places, cycles and decisions in one sentence; nothing when nobody has tested it."""
    if not practice.cycles:
        return ""
    decisions = joined([
        f"adopted {practice.adopted}", f"adapted {practice.adapted}", f"abandoned {practice.abandoned}",
    ])  # fmt: skip
    last = f" Last test: {day(practice.last_test)}." if practice.last_test else ""
    tested = f"{count(len(practice.places), 'place')}, {count(practice.cycles, 'cycle')}"
    return f"Tested in {tested}. Decisions after a cycle: {decisions}.{last}"


def _study(view: LibraryView, study: Study) -> dict[str, Any]:
    significant = {
        True: "statistically significant",
        False: "not statistically significant",
        None: "significance not reported",
    }
    size = study.effect_size
    who = [
        *view.words("student-groups", study.student_groups),
        *view.words("grade-bands", study.grade_bands),
        *view.words("locales", study.locales),
        *study.states,
    ]
    return {
        "source": study.source,
        "label": view.label(study.source),
        "read": READ[study.read],
        "effect": study.effect,
        "result": EFFECTS[study.effect],
        "size": "; ".join([*([f"{size.value:+g} {size.metric}"] if size else []), significant[study.significant]]),
        "outcome": study.outcome,
        "who": ", ".join(who),
        "design": DESIGNS[study.design],
        "controls": _controls(study),
        "sample": _sample(study),
        "quality": QUALITY[study.quality.rating],
        "quality_by": study.quality.by or "",
        "note": study.note,
        "quality_note": study.quality.note,
    }


def _controls(study: Study) -> str:
    if study.design != "correlational":
        return ""
    return {True: "with allowance for who took part", False: "without allowance for who took part", None: ""}[
        study.controls
    ]


def _sample(study: Study) -> str:
    parts = [
        count(study.n_students, "student") if study.n_students is not None else "",
        count(study.n_sites, "site") if study.n_sites is not None else "",
    ]
    return ", ".join(part for part in parts if part) or "Not reported"


def _external(view: LibraryView, rating: ExternalRating) -> dict[str, Any]:
    entry = view.scale(rating.scale)
    return {
        "value": rating.value,
        "scale": view.word("scales", rating.scale),
        "values": joined(entry.values, "or") if entry and entry.values else "",
        "date": str(rating.date) if rating.date else "",
        "source": rating.source or "",
        "label": view.label(rating.source) if rating.source else "",
        "url": rating.url or (entry.url if entry else None) or "",
        "note": rating.note,
    }


def _test(view: LibraryView, test: TestOfChange) -> dict[str, Any]:
    place = view.catalog.places.get(test.place)
    return {
        "place": view.place_name(test.place),
        "context": ", ".join(place_context(view, place)[:3]) if place else "",
        "cycle": test.cycle,
        "scale": test.scale or "Not stated",
        "when": _when(test),
        "prediction": test.prediction or "Not written down",
        "result": test.result or "Not written down",
        "as_predicted": AS_PREDICTED[test.as_predicted] if test.as_predicted else "",
        "decision": DECISIONS[test.decision] if test.decision else "None yet",
        "note": ". ".join(part for part in (test.conditions, test.note) if part),
    }


def _when(test: TestOfChange) -> str:
    if test.start and test.end and test.start != test.end:
        return f"{day(test.start)} to {day(test.end)}"
    known = test.start or test.end
    return day(known) if known else ""
