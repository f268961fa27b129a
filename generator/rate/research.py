"""The research tier: the highest tier of evidence that the study facts of an idea support.

Source of the rule: Every Student Succeeds Act, section 8101(21)(A) (20 U.S.C. 7801(21)(A)), with sample, sites and
study quality as the What Works Clearinghouse applies them to tiers 1 and 2. Tiers 1 and 2 also ask that a study's
students and setting resemble the reader's own: that is the reader's to judge, so this is the ceiling, and the page
shows whom the studies were about.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.model.catalog import Catalog
from generator.model.change_idea import ChangeIdea
from generator.model.evidence import Study
from generator.model.rating import CAUTIONS, TIERS, Finding, Reason, ResearchRating, shared

__all__ = ["FEWEST_SITES", "FEWEST_STUDENTS", "rate_research"]

FEWEST_STUDENTS = 350
FEWEST_SITES = 2
"""Of all studies that qualify, together: what the What Works Clearinghouse asks of tiers 1 and 2 (ies.ed.gov)."""

DESIGN_WORDS = {
    "experimental": "experiment", "quasi_experimental": "quasi-experiment", "correlational": "correlational study",
    "pre_post": "before-and-after study", "descriptive": "descriptive study", "synthesis": "summary of studies",
}  # fmt: skip


def _reviewed(study: Study, *ratings: str) -> bool:
    return study.quality.rating in ratings


def _is_strong(study: Study) -> bool:
    return study.design == "experimental" and _reviewed(study, "meets_without_reservations")


def _is_moderate(study: Study) -> bool:
    compares = study.design in ("experimental", "quasi_experimental")
    return compares and _reviewed(study, "meets_without_reservations", "meets_with_reservations")


def _is_promising(study: Study) -> bool:
    """Correlational with controls; or a comparison that nobody reviewed.

    One that failed its review counts as correlational.
    """
    if study.design in ("experimental", "quasi_experimental") and not _reviewed(study, "does_not_meet"):
        return True
    return study.design in ("correlational", "quasi_experimental", "experimental") and bool(study.controls)


@dataclass(frozen=True, slots=True)
class _Tier:
    """A tier that rests on studies: which it asks for, which designs could overrule it, and whether size counts."""

    number: int
    qualifies: Callable[[Study], bool]
    asks: str
    overruled_by: tuple[str, ...]
    counts_size: bool


_STUDY_TIERS = (
    _Tier(1, _is_strong, "an experiment that meets What Works Clearinghouse standards without reservations",
          ("experimental",), counts_size=True),
    _Tier(2, _is_moderate, "an experiment or quasi-experiment that meets What Works Clearinghouse standards",
          ("experimental", "quasi_experimental"), counts_size=True),
    _Tier(3, _is_promising, "a correlational study with statistical controls, or a stronger study",
          ("experimental", "quasi_experimental", "correlational"), counts_size=False),
)  # fmt: skip


def rate_research(idea: ChangeIdea, catalog: Catalog) -> ResearchRating:
    """The highest tier that the facts support (None: not rated), with a reason for every clause."""
    studies = idea.evidence.studies
    clauses = {tier.number: _study_clauses(tier, studies, catalog) for tier in _STUDY_TIERS}
    clauses[4] = _rationale_clauses(idea)
    reached = next((tier for tier in sorted(clauses) if all(reason.passed for reason in clauses[tier])), None)
    return ResearchRating(
        tier=reached,
        reasons=shared(reason for tier in sorted(clauses) for reason in clauses[tier]),
        cautions=tuple(_cautions(studies, catalog)),
        missing=_missing(reached, clauses),
    )


def _study_clauses(tier: _Tier, studies: Sequence[Study], catalog: Catalog) -> list[Reason]:
    helpful = [study for study in studies if study.effect == "positive" and study.significant]
    counted = [study for study in helpful if tier.qualifies(study)]
    clauses = [_design_clause(tier, counted, catalog)]
    if tier.counts_size:
        students, sites = _pooled(counted, "n_students"), _pooled(counted, "n_sites")
        clauses.append(_size_clause(tier, students, FEWEST_STUDENTS, "students"))
        clauses.append(_size_clause(tier, sites, FEWEST_SITES, "schools or districts"))
    against = [
        study for study in studies
        if study.effect == "negative" and study.significant and study.design in tier.overruled_by
    ]  # fmt: skip
    if against:
        text = f"a significant negative finding stands against it ({_names(against, catalog)})"
    else:
        text = "no significant negative finding of the same or a stronger design is entered"
    return [*clauses, Reason(tier.number, not against, text)]


def _design_clause(tier: _Tier, counted: Sequence[Study], catalog: Catalog) -> Reason:
    if counted:
        return Reason(tier.number, True, f"{tier.asks}, with a significant positive result: {_names(counted, catalog)}")
    return Reason(tier.number, False, f"no study is entered that is {tier.asks}, with a significant positive result")


def _pooled(studies: Iterable[Study], field: str) -> int | None:
    """Students or sites over all studies that qualify; several findings of one study count its largest sample once."""
    largest: dict[str, int] = {}
    for study in studies:
        number = getattr(study, field)
        if number is not None:
            largest[study.source] = max(largest.get(study.source, 0), number)
    return sum(largest.values()) if largest else None


def _size_clause(tier: _Tier, number: int | None, fewest: int, what: str) -> Reason:
    if number is None:
        return Reason(tier.number, False, f"the number of {what} in such studies is not known; {fewest} are asked for")
    if number < fewest:
        return Reason(tier.number, False, f"{number:,} {what}, fewer than {fewest}")
    return Reason(tier.number, True, f"{number:,} {what}, at least {fewest}")


def _rationale_clauses(idea: ChangeIdea) -> list[Reason]:
    """A reason for it, which a study that found no difference or harm is not; and a way to see an effect."""
    helpful = any(study.effect == "positive" for study in idea.evidence.studies)
    cited = bool(idea.why_it_works.citations) or helpful
    examined = any((idea.measures.pdsa, idea.measures.interim, idea.measures.outcome))
    reason = "a source is cited for why it should work" if cited else "no source is cited for why it should work"
    way = (
        "measures are named that would show an effect" if examined else "no measure is named that would show an effect"
    )
    return [Reason(4, cited, reason), Reason(4, examined, way)]


def _cautions(studies: Iterable[Study], catalog: Catalog) -> Iterable[Finding]:
    """Null, mixed and negative findings, the negative first."""
    for effect, said in CAUTIONS.items():
        for study in studies:
            if study.effect == effect:
                sure = ", statistically significant" if effect == "negative" and study.significant else ""
                design = DESIGN_WORDS[study.design]
                what, who = _inside_a_sentence(study.outcome), _names([study], catalog)
                text = f"{said} for {what}{sure} ({design}, {who})"
                yield Finding(effect, text, study.source)


def _inside_a_sentence(words: str) -> str:
    """Without a capital at the start, unless it begins a name or an abbreviation such as GPA."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _names(studies: Sequence[Study], catalog: Catalog) -> str:
    return "; ".join(dict.fromkeys(catalog.name_of(study.source) for study in studies))


def _missing(reached: int | None, clauses: dict[int, list[Reason]]) -> str | None:
    """What stands between an idea and the next better tier."""
    following = (reached or 5) - 1
    if following not in clauses:
        return None
    failed = "; ".join(reason.text for reason in clauses[following] if not reason.passed)
    return sys.intern(f"would be {TIERS[following]}, but {failed}")  # the same of many ideas
