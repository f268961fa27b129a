"""Both ratings, clause by clause: the cases in which a step is just reached and those in which it is just missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from generator.improvement.series import Point, Series
from generator.link.relations import relations
from generator.model.catalog import Catalog
from generator.model.change_idea import ChangeIdea
from generator.model.lookup import Place, Reference, TestOfChange
from generator.model.measure import Measure
from generator.model.rating import PracticeRating, ResearchRating
from generator.rate import rate

STRONG = {
    "source": "first-2018", "design": "experimental", "outcome": "Attendance", "effect": "positive",
    "significant": True,
    "n_students": 350, "n_sites": 2, "quality": {"rating": "meets_without_reservations"}, "read": "full_text",
}  # fmt: skip


def idea(studies: Sequence[dict[str, Any]] = (), **changes: Any) -> ChangeIdea:
    fields: dict[str, Any] = {
        "title": "Show what is missing", "summary": "Show each student what is missing", "status": "published",
        "problems": ["on-track"], "why_it_works": "It should.", "picture_of_practice": "A slip on the desk.",
        "steps": [{"do": "Print the list."}], "effort": {"people": 1, "days_to_first_test": 1, "cost": "none"},
        "measures": {}, "first_test": {"question": "Q?", "prediction": "P.", "plan": "One class."},
        "evidence": {"studies": list(studies)},
    }  # fmt: skip
    return ChangeIdea.model_validate(fields | changes)


def research(*studies: dict[str, Any], **changes: Any) -> ResearchRating:
    references = {
        name: Reference.model_validate(
            {"id": name, "type": "report", "title": "T", "issued": "2018", "author": [{"family": "First"}]}
        )
        for name in ("first-2018", "second-2019")
    }
    return rate(Catalog(ideas={"slip": idea(studies, **changes)}, references=references))["slip"].research


@pytest.mark.parametrize(
    ("changes", "tier"),
    [
        ({}, 1),
        ({"n_students": 349}, 3),
        ({"n_sites": 1}, 3),
        ({"n_sites": None}, 3),
        ({"quality": {"rating": "meets_with_reservations"}}, 2),
        ({"design": "quasi_experimental"}, 2),
        ({"design": "quasi_experimental", "n_students": 349}, 3),
        ({"quality": {"rating": "not_reviewed"}}, 3),
        ({"quality": {"rating": "does_not_meet"}}, None),
        ({"quality": {"rating": "does_not_meet"}, "controls": True}, 3),
        ({"design": "correlational", "controls": True}, 3),
        ({"design": "correlational", "controls": False}, None),
        ({"design": "pre_post"}, None),
        ({"design": "synthesis"}, None),
        ({"significant": False}, None),
        ({"significant": None}, None),
        ({"effect": "null"}, None),
        ({"effect": "mixed"}, None),
    ],
)
def test_one_study_reaches_the_tier_that_its_facts_support(changes: dict[str, Any], tier: int | None) -> None:
    assert research(STRONG | changes).tier == tier


def test_samples_of_studies_that_each_qualify_are_pooled() -> None:
    halves = STRONG | {"n_students": 175, "n_sites": 1}
    assert research(halves, halves | {"source": "second-2019"}).tier == 1


def test_two_findings_of_one_study_do_not_double_its_sample() -> None:
    half = STRONG | {"n_students": 175, "n_sites": 1}
    assert research(half, half | {"outcome": "grades"}).tier == 3


def test_a_study_that_does_not_qualify_adds_nothing_to_the_pool() -> None:
    small = STRONG | {"n_students": 175}
    assert research(small, STRONG | {"source": "second-2019", "significant": False}).tier == 3


@pytest.mark.parametrize(
    ("design", "tier"), [("experimental", None), ("quasi_experimental", 1), ("correlational", 1), ("pre_post", 1)]
)
def test_a_significant_harm_of_the_same_or_a_stronger_design_overrules(design: str, tier: int | None) -> None:
    harm = STRONG | {"source": "second-2019", "effect": "negative", "design": design}
    assert research(STRONG, harm).tier == tier


def test_a_harm_by_quasi_experiment_overrules_a_moderate_rating_too() -> None:
    moderate = STRONG | {"design": "quasi_experimental"}
    assert research(moderate, moderate | {"source": "second-2019", "effect": "negative"}).tier is None


def test_a_cited_reason_and_a_way_to_see_an_effect_make_a_rationale() -> None:
    assert research(why_it_works="It should [@first-2018].", measures={"pdsa": ["work"]}).tier == 4
    assert research(why_it_works="It should.", measures={"pdsa": ["work"]}).tier is None
    assert research(why_it_works="It should [@first-2018].").tier is None


def test_what_is_missing_is_said_in_figures() -> None:
    rating = research(STRONG | {"n_students": 212, "design": "quasi_experimental"})
    assert rating.label == "Promising"
    assert rating.missing == "would be Moderate, but 212 students, fewer than 350"


def test_every_clause_of_every_tier_has_a_line() -> None:
    assert [reason.step for reason in research().reasons] == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4]


def test_bad_news_comes_first_and_is_never_dropped() -> None:
    cautions = research(STRONG, STRONG | {"effect": "null"}, STRONG | {"effect": "negative"}).cautions
    assert [caution.effect for caution in cautions] == ["negative", "null"]
    assert cautions[0].text == "worse results for attendance, statistically significant (experiment, First 2018)"


RISE = (50, 51, 49, 52, 50, 48, 51, 50, 70, 72, 71, 73, 70, 74, 72, 71)
LEVEL = tuple(50 + (-1) ** week * (1 + week % 3) for week in range(16))
MEASURES = {
    name: Measure.model_validate(
        {"title": name, "level": level, "question": "Q?", "definition": "D.", "unit": "percent", "good": good,
         "frequency": "weekly", "source": "S."}
    )
    for name, level, good in (("work", "pdsa", "up"), ("grades", "interim", "up"), ("stress", "balancing", "down"))
}  # fmt: skip
PLACES = {
    name: Place.model_validate({"id": name, "name": name.title(), "state": "CA", "locale": locale, "enrollment": size})
    for name, locale, size in (
        ("hill", "city-large", 40_000),
        ("dale", "rural-remote", 300),
        ("twin", "city-small", 41_000),
    )
}


def row(place: str, cycle: int, decision: str = "adapt", **changes: Any) -> TestOfChange:
    fields = {"place": place, "idea": "slip", "cycle": cycle, "prediction": "P", "result": "R", "decision": decision}
    return TestOfChange.model_validate(fields | changes)


def practice(*rows: TestOfChange) -> PracticeRating:
    series = {
        f"content/series/{name}.csv": Series(
            tuple(Point(f"{week:02}", float(value)) for week, value in enumerate(values))
        )
        for name, values in (("rise", RISE), ("level", LEVEL), ("fall", RISE[::-1]))
    }
    catalog = Catalog(ideas={"slip": idea()}, places=PLACES, measures=MEASURES, tests=rows, series=series)
    return rate(relations(catalog))["slip"].practice


def three_cycles(place: str, **last: Any) -> list[TestOfChange]:
    return [
        row(place, 1),
        row(place, 2),
        row(place, 3, **{"decision": "adopt", "measure": "work", "series": "rise"} | last),
    ]


def test_without_a_logged_test_an_idea_stands_on_the_ground_and_says_so() -> None:
    rating = practice()
    assert (rating.rung, rating.label, rating.missing) == (0, "Not yet tested", "for 'tried': no test is logged")


def test_a_test_without_a_decision_is_not_yet_a_test() -> None:
    assert practice(row("hill", 1, result=None)).rung == 0


def test_one_complete_test_is_the_first_rung() -> None:
    assert practice(row("hill", 1)).rung == 1


def test_three_cycles_without_data_over_time_stay_on_the_first_rung() -> None:
    assert practice(*three_cycles("hill", series=None)).rung == 1


def test_three_linked_cycles_with_data_over_time_are_the_second_rung() -> None:
    assert practice(*three_cycles("hill", series="level")).rung == 2


def test_cycles_with_a_hole_between_them_are_not_linked() -> None:
    rows = three_cycles("hill")
    assert practice(rows[0], rows[1], rows[2].model_copy(update={"cycle": 4})).rung == 1


def test_adopted_with_a_signal_in_the_wanted_direction_is_the_third_rung() -> None:
    assert practice(*three_cycles("hill")).rung == 3


@pytest.mark.parametrize("changes", [{"series": "fall"}, {"decision": "adapt"}, {"decision": "abandon"}])
def test_a_signal_the_wrong_way_or_no_adoption_is_not(changes: dict[str, str]) -> None:
    assert practice(*three_cycles("hill", **changes)).rung == 2


def test_harm_in_a_balancing_measure_takes_the_third_rung_away() -> None:
    harm = row("hill", 3, "adopt", measure="stress", series="rise")
    rating = practice(*three_cycles("hill"), harm)
    assert rating.rung == 2
    assert rating.missing == "for 'works in one place': a balancing measure signals harm there"


def test_two_unlike_places_of_three_are_the_fourth_rung() -> None:
    rating = practice(*three_cycles("hill"), *three_cycles("dale"), row("twin", 1))
    assert rating.rung == 4
    assert "tested at 3 places, and 3 are asked for" in [reason.text for reason in rating.reasons]


def test_two_places_alike_in_locale_and_size_are_not() -> None:
    assert practice(*three_cycles("hill"), *three_cycles("twin"), row("dale", 1)).rung == 3


def test_two_places_tested_are_too_few() -> None:
    assert practice(*three_cycles("hill"), *three_cycles("dale")).rung == 3


def test_a_whole_system_with_an_interim_signal_is_at_scale() -> None:
    wide = row("twin", 1, "adopt", measure="grades", series="rise", scale="whole system")
    assert practice(*three_cycles("hill"), *three_cycles("dale"), wide).rung == 5
    narrow = wide.model_copy(update={"scale": "one class"})
    assert practice(*three_cycles("hill"), *three_cycles("dale"), narrow).rung == 4


def test_counts_and_where_it_was_given_up_are_kept() -> None:
    rating = practice(*three_cycles("hill"), row("dale", 1, "abandon", note="no time", end="2026-03-01"))
    assert (rating.places, rating.cycles, rating.adopted, rating.adapted, rating.abandoned) == (
        ("dale", "hill"),
        4,
        1,
        2,
        1,
    )
    assert [(item.place, item.cycle, item.why) for item in rating.given_up] == [("Dale", 1, "no time")]
    assert str(rating.last_test) == "2026-03-01"
