"""The facets of the menu of ideas: the one list that the page, its counts, its addresses, the JSON and the script read.

To add a facet, add one entry to `FACETS`: an id (its name in addresses), a title, its values in order, and which of
them an idea has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from generator.improvement.places import locale_group
from generator.model.rating import NOT_RATED, RUNGS, TIERS
from generator.render.view import IdeaCard, LibraryView
from generator.render.words import CASE_KINDS, short_word
from generator.render.worked_out import each_idea, whole_library

__all__ = ["FACETS", "RUNG_IDS", "TIER_IDS", "Facet", "FacetGroup", "FacetValue", "count_values", "values_of"]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to tick, how many published ideas have it, and for a driver the problem it belongs to."""

    id: str
    title: str
    count: int = 0
    of: str = ""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet with its values, as the menu shows it."""

    id: str
    title: str
    values: tuple[FacetValue, ...]
    depends_on: str
    open: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the menu. Values of one facet add up (or), facets narrow each other (and)."""

    id: str
    title: str
    values: Callable[[LibraryView], Iterable[FacetValue]]
    of_idea: Callable[[LibraryView, IdeaCard], Iterable[str]]
    depends_on: str = ""
    """Another facet whose choice decides which values are shown."""
    open: bool = False
    """Whether it is unfolded at first."""


def _listed(list_id: str) -> Callable[[LibraryView], Iterable[FacetValue]]:
    """The words of a closed list, in its order, by their short names."""

    def values(view: LibraryView) -> Iterable[FacetValue]:
        return [FacetValue(word.id, short_word(word.title)) for word in view.entries(list_id)]

    return values


def _field(name: str) -> Callable[[LibraryView, IdeaCard], Iterable[str]]:
    """The words that an idea holds in a list field."""

    def of_idea(view: LibraryView, card: IdeaCard) -> Iterable[str]:
        words: list[str] = getattr(view.catalog.ideas[card.id], name)
        return words

    return of_idea


def _problems(view: LibraryView) -> Iterable[FacetValue]:
    return [FacetValue(problem_id, view.catalog.problems[problem_id].title) for problem_id in view.problem_order]


def _drivers(view: LibraryView) -> Iterable[FacetValue]:
    return [FacetValue(f"{line.problem}.{line.id}", line.title, of=line.problem) for line in view.drivers.values()]


def _drivers_of_idea(view: LibraryView, card: IdeaCard) -> Iterable[str]:
    """'problem.driver' of each driver that an idea names, and of the main driver above a part."""
    found = []
    for drive in view.catalog.ideas[card.id].drives:
        if line := view.drivers.get((drive.problem, drive.driver)):
            found += [f"{drive.problem}.{drive.driver}"] + [f"{drive.problem}.{line.parent_id}"] * bool(line.parent_id)
    return dict.fromkeys(found)


_STUDIED_IN = ("city", "suburb", "town", "rural")


def _studied_in(view: LibraryView, card: IdeaCard) -> Iterable[str]:
    """Groups of locales that studies of the idea were made in."""
    studies = view.catalog.ideas[card.id].evidence.studies
    groups = {locale_group(locale) for study in studies for locale in study.locales}
    return [group for group in _STUDIED_IN if group in groups] or ["unknown"]


_FINDINGS = {
    "positive": "A gain",
    "mixed": "Mixed results",
    "null": "No clear difference",
    "negative": "Worse results",
}


def _findings_of_idea(view: LibraryView, card: IdeaCard) -> Iterable[str]:
    effects = {study.effect for study in view.catalog.ideas[card.id].evidence.studies}
    return [effect for effect in _FINDINGS if effect in effects] or ["none"]


TIER_IDS: dict[int | None, str] = {**{tier: label.lower() for tier, label in TIERS.items()}, None: "not-rated"}
"""Research tier -> its name in addresses."""
RUNG_IDS = ("not-yet-tested", "tried", "tested", "one-place", "several-places", "at-scale")
"""Names of the rungs in addresses, from 0."""
_DAY_BANDS = (
    ("week", "Within a week (up to 5 school days)", 5),
    ("month", "Within a month (up to 20)", 20),
    ("term", "Within a term (up to 60)", 60),
    ("longer", "Longer", 10_000),
)


def _days_of_idea(view: LibraryView, card: IdeaCard) -> Iterable[str]:
    days = view.catalog.ideas[card.id].effort.days_to_first_test
    return [next(band for band, _, most in _DAY_BANDS if days <= most)]


def _cases_of_idea(view: LibraryView, card: IdeaCard) -> Iterable[str]:
    kinds = {view.catalog.cases[case_id].kind for case_id in view.relations.cases_of_idea.get(card.id, ())}
    return [kind.replace("_", "-") for kind in CASE_KINDS if kind in kinds] or ["none"]


FACETS: tuple[Facet, ...] = (
    Facet("problem", "Problem of practice", _problems, _field("problems"), open=True),
    Facet("driver", "Driver: what it should move", _drivers, _drivers_of_idea, depends_on="problem", open=True),
    Facet("grade", "Grades", _listed("grade-bands"), _field("grade_bands"), open=True),
    Facet("role", "Who does it", _listed("roles"), _field("roles")),
    Facet("group", "Students", _listed("student-groups"), _field("student_groups")),
    Facet(
        "evidence",
        "Research tier",
        lambda _: [
            FacetValue(tier_id, f"{tier} {TIERS[tier]}" if tier else NOT_RATED) for tier, tier_id in TIER_IDS.items()
        ],
        lambda _, card: [TIER_IDS[card.tier]],
    ),
    Facet(
        "found",
        "What studies found",
        lambda _: [*(FacetValue(effect, title) for effect, title in _FINDINGS.items()), FacetValue("none", "No study")],
        _findings_of_idea,
    ),
    Facet(
        "studied",
        "Studied in",
        lambda _: [
            *(FacetValue(group, group.capitalize()) for group in _STUDIED_IN),
            FacetValue("unknown", "Not reported, or no study"),
        ],
        _studied_in,
    ),
    Facet(
        "practice",
        "Tested in practice",
        lambda _: [FacetValue(rung_id, f"{rung} {RUNGS[rung]}") for rung, rung_id in enumerate(RUNG_IDS)],
        lambda _, card: [RUNG_IDS[card.rung]],
    ),
    Facet(
        "days",
        "Time until a first test",
        lambda _: [FacetValue(band, title) for band, title, _ in _DAY_BANDS],
        _days_of_idea,
    ),
    Facet("cost", "Money", _listed("costs"), lambda view, card: [view.catalog.ideas[card.id].effort.cost]),
    Facet("setting", "Where", _listed("settings"), _field("settings")),
    Facet(
        "case",
        "Cases",
        lambda _: [
            *(
                FacetValue(kind.replace("_", "-"), f"With a case: {title.lower()}")
                for kind, (title, _) in CASE_KINDS.items()
            ),
            FacetValue("none", "Without a case"),
        ],
        _cases_of_idea,
    ),
)
"""In the order of the menu: what it is for, for whom, how sure, how much work, where."""


@each_idea
def values_of(view: LibraryView, idea_id: str) -> dict[str, list[str]]:
    """Facet -> the values that an idea has."""
    card = view.cards[idea_id]
    return {facet.id: list(facet.of_idea(view, card)) for facet in FACETS}


@whole_library
def count_values(view: LibraryView) -> list[FacetGroup]:
    """All facets with how many published ideas have each value; values that no idea has stay."""
    counts: dict[str, Counter[str]] = {facet.id: Counter() for facet in FACETS}
    for idea_id in view.published_ideas:
        for facet_id, values in values_of(view, idea_id).items():
            counts[facet_id].update(values)
    return [
        FacetGroup(
            facet.id,
            facet.title,
            tuple(replace(value, count=counts[facet.id][value.id]) for value in facet.values(view)),
            facet.depends_on,
            facet.open,
        )
        for facet in FACETS
    ]
