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
MODERATE = STRONG | {"design": "quasi_experimental"}
PROMISING = STRONG | {"design": "correlational", "controls": True}
HARM = STRONG | {"source": "second-2019", "effect": "negative"}


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
            {"id": name, "type": "report", "title": "T", "issued": name[-4:], "author": [{"family": "First"}]}
        )
        for name in ("first-2018", "second-2019")
    }
    return rate(Catalog(ideas={"slip": idea(studies, **changes)}, references=references))["slip"].research


def said(rating: ResearchRating, tier: int) -> str:
    """The clauses of a tier, one a line."""
    clauses = [reason for reason in rating.reasons if reason.step == tier]
    return "\n".join(f"        {'yes' if reason.passed else 'no'}: {reason.text}" for reason in clauses)


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
        ({"design": "quasi_experimental", "quality": {"rating": "does_not_meet"}, "controls": True}, 3),
        ({"design": "pre_post", "controls": True}, None),
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
    ("design", "tiers"),
    [
        ("experimental", [None, None, None]),
        ("quasi_experimental", [1, None, None]),
        ("correlational", [1, 2, None]),
        ("pre_post", [1, 2, 3]),
    ],
)
def test_a_significant_harm_found_by_the_same_or_a_stronger_design_bars_a_tier(
    design: str, tiers: list[int | None]
) -> None:
    ratings = [research(study, HARM | {"design": design}) for study in (STRONG, MODERATE, PROMISING)]
    assert [rating.tier for rating in ratings] == tiers
    against = "a significant negative finding stands against it (First 2019)"
    assert [against in [reason.text for reason in rating.reasons] for rating in ratings] == [design != "pre_post"] * 3


def test_a_harm_that_may_be_chance_overrules_nothing() -> None:
    assert research(STRONG, HARM | {"significant": False}).tier == 1
    assert research(STRONG, HARM | {"significant": None}).tier == 1


def test_a_cited_reason_and_a_way_to_see_an_effect_make_a_rationale() -> None:
    assert research(why_it_works="It should [@first-2018].", measures={"pdsa": ["work"]}).tier == 4
    assert research(why_it_works="It should.", measures={"pdsa": ["work"]}).tier is None
    assert research(why_it_works="It should [@first-2018].").tier is None


@pytest.mark.parametrize(
    ("measures", "tier"),
    [({"interim": ["grades"]}, 4), ({"outcome": ["grades"]}, 4), ({"balancing": ["stress"]}, None)],
)
def test_an_effect_shows_in_a_measure_of_the_test_or_of_the_aim(measures: dict[str, Any], tier: int | None) -> None:
    assert research(why_it_works="It should [@first-2018].", measures=measures).tier == tier


@pytest.mark.parametrize(("effect", "tier"), [("positive", 4), ("mixed", None), ("null", None), ("negative", None)])
def test_a_study_is_a_reason_for_it_only_when_it_found_that_it_helps(effect: str, tier: int | None) -> None:
    before_and_after = STRONG | {"design": "pre_post", "effect": effect}
    assert research(before_and_after, measures={"pdsa": ["work"]}).tier == tier


def test_every_clause_says_what_was_found() -> None:
    rating = research(STRONG, why_it_works="It should [@first-2018].", measures={"pdsa": ["work"]})
    assert (
        said(rating, 1)
        == """\
        yes: an experiment that meets What Works Clearinghouse standards without reservations, with a significant \
positive result: First 2018
        yes: 350 students, at least 350
        yes: 2 schools or districts, at least 2
        yes: no significant negative finding of the same or a stronger design is entered"""
    )
    assert (
        said(rating, 4)
        == """\
        yes: a source is cited for why it should work
        yes: measures are named that would show an effect"""
    )


def test_every_clause_says_what_is_lacking() -> None:
    assert (
        said(research(), 2)
        == """\
        no: no study is entered that is an experiment or quasi-experiment that meets What Works Clearinghouse \
standards, with a significant positive result
        no: the number of students in such studies is not known; 350 are asked for
        no: the number of schools or districts in such studies is not known; 2 are asked for
        yes: no significant negative finding of the same or a stronger design is entered"""
    )
    assert (
        said(research(), 3)
        == """\
        no: no study is entered that is a correlational study with statistical controls, or a stronger study, with \
a significant positive result
        yes: no significant negative finding of the same or a stronger design is entered"""
    )
    assert (
        said(research(), 4)
        == """\
        no: no source is cited for why it should work
        no: no measure is named that would show an effect"""
    )


def test_what_is_missing_is_said_in_figures() -> None:
    rating = research(STRONG | {"n_students": 212, "design": "quasi_experimental"})
    assert rating.label == "Promising"
    assert rating.missing == "would be Moderate, but 212 students, fewer than 350"
    assert research(STRONG).missing is None
    assert research().missing == (
        "would be Rationale, but no source is cited for why it should work; "
        "no measure is named that would show an effect"
    )


def test_every_clause_of_every_tier_has_a_line() -> None:
    assert [reason.step for reason in research().reasons] == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4]


def test_bad_news_comes_first_and_is_never_dropped() -> None:
    cautions = research(STRONG, STRONG | {"effect": "null"}, STRONG | {"effect": "negative"}).cautions
    assert [caution.effect for caution in cautions] == ["negative", "null"]
    assert cautions[0].text == "worse results for attendance, statistically significant (experiment, First 2018)"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"effect": "negative", "significant": None}, "worse results for attendance (experiment, First 2018)"),
        ({"effect": "null"}, "no clear difference for attendance (experiment, First 2018)"),
        ({"effect": "mixed"}, "mixed results for attendance (experiment, First 2018)"),
        ({"effect": "mixed", "design": "quasi_experimental"},
         "mixed results for attendance (quasi-experiment, First 2018)"),
        ({"effect": "mixed", "design": "correlational"},
         "mixed results for attendance (correlational study, First 2018)"),
        ({"effect": "mixed", "design": "pre_post"},
         "mixed results for attendance (before-and-after study, First 2018)"),
        ({"effect": "mixed", "design": "descriptive"},
         "mixed results for attendance (descriptive study, First 2018)"),
        ({"effect": "mixed", "design": "synthesis"}, "mixed results for attendance (summary of studies, First 2018)"),
        ({"effect": "null", "outcome": "GPA"}, "no clear difference for GPA (experiment, First 2018)"),
        ({"effect": "null", "source": "lost"}, "no clear difference for attendance (experiment, lost)"),
    ],
)  # fmt: skip
def test_bad_news_says_what_was_found_how_and_by_whom(changes: dict[str, Any], text: str) -> None:
    assert [caution.text for caution in research(STRONG | changes).cautions] == [text]


RISE = (50, 51, 49, 52, 50, 48, 51, 50, 70, 72, 71, 73, 70, 74, 72, 71)
WAVE = (*(40,) * 6, *(60,) * 10, *(40, 60) * 6, *(40,) * 4)  # ten high in a row, then no lasting move
LEVEL = tuple(50 + (-1) ** week * (1 + week % 3) for week in range(16))
MEASURES = {
    name: Measure.model_validate(
        {"title": name, "level": level, "question": "Q?", "definition": "D.", "unit": "percent", "good": good,
         "frequency": "weekly", "source": "S."}
    )
    for name, level, good in (("work", "pdsa", "up"), ("grades", "interim", "up"), ("stress", "balancing", "down"),
                              ("graduation", "outcome", "up"), ("mood", "pdsa", None))
}  # fmt: skip
PLACES = {
    name: Place.model_validate({"id": name, "name": name.title(), "state": "CA", "locale": locale, "enrollment": size})
    for name, locale, size in (
        ("hill", "city-large", 40_000),
        ("dale", "rural-remote", 300),
        ("twin", "city-small", 41_000),
        ("moor", "rural-fringe", 400),
    )
}
SERIES = {"rise": RISE, "level": LEVEL, "fall": RISE[::-1], "wave": WAVE, "two": (50, 51), "one": (50,)}
SIGNAL = {"measure": "work", "series": "rise"}


def row(place: str, cycle: int, decision: str = "adapt", **changes: Any) -> TestOfChange:
    fields = {"place": place, "idea": "slip", "cycle": cycle, "prediction": "P", "result": "R", "decision": decision}
    return TestOfChange.model_validate(fields | changes)


def practice(*rows: TestOfChange) -> PracticeRating:
    series = {
        f"content/series/{name}.csv": Series(
            tuple(Point(f"{week:02}", float(value)) for week, value in enumerate(values))
        )
        for name, values in SERIES.items()
    }
    catalog = Catalog(ideas={"slip": idea()}, places=PLACES, measures=MEASURES, tests=rows, series=series)
    return rate(relations(catalog))["slip"].practice


def three_cycles(place: str, **last: Any) -> list[TestOfChange]:
    return [
        row(place, 1),
        row(place, 2),
        row(place, 3, **{"decision": "adopt"} | SIGNAL | last),
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


@pytest.mark.parametrize(
    "changes",
    [{"series": "fall"}, {"measure": "stress", "series": "fall"}, {"decision": "adapt"}, {"decision": "abandon"}],
)
def test_a_signal_the_wrong_way_or_in_a_balancing_measure_or_no_adoption_is_not(changes: dict[str, str]) -> None:
    assert practice(*three_cycles("hill", **changes)).rung == 2


def test_a_measure_of_which_nobody_says_what_is_good_moves_no_wanted_way() -> None:
    assert practice(*three_cycles("hill", measure="mood")).rung == 2


def test_cycles_at_one_place_do_not_vouch_for_a_signal_at_another() -> None:
    rating = practice(*three_cycles("hill", series="level", decision="adapt"), row("dale", 1, "adopt", **SIGNAL))
    assert rating.rung == 2
    assert rating.missing == (
        "for 'works in one place': no place with 3 linked cycles has adopted it; "
        "no run chart signals in the wanted direction where it was adopted"
    )


def test_the_later_of_two_tests_with_one_number_is_what_a_place_does_now() -> None:
    given_up = row("hill", 3, "abandon", end="2026-05-01")
    assert practice(given_up, *three_cycles("hill", end="2026-04-01")).rung == 2
    assert practice(given_up, *three_cycles("hill", end="2026-06-01")).rung == 3


def test_harm_in_a_balancing_measure_takes_the_third_rung_away() -> None:
    harm = row("hill", 3, "adopt", measure="stress", series="rise")
    rating = practice(*three_cycles("hill"), harm)
    assert rating.rung == 2
    assert rating.missing == "for 'works in one place': a balancing measure signals harm there"


@pytest.mark.parametrize("series", ["fall", "level", "wave", None])
def test_a_balancing_measure_that_improves_or_stays_is_no_harm(series: str | None) -> None:
    watched = row("hill", 3, "adopt", measure="stress", series=series)
    assert practice(*three_cycles("hill"), watched).rung == 3


def test_harm_elsewhere_does_not_take_it_away() -> None:
    harmed = three_cycles("dale", series="rise", measure="stress")
    assert practice(*three_cycles("hill"), *harmed).rung == 3


def test_two_unlike_places_of_three_are_the_fourth_rung() -> None:
    rating = practice(*three_cycles("hill"), *three_cycles("dale"), row("twin", 1))
    assert rating.rung == 4
    assert "tested at 3 places, and 3 are asked for" in [reason.text for reason in rating.reasons]


def test_two_places_alike_in_locale_and_size_are_not() -> None:
    assert practice(*three_cycles("hill"), *three_cycles("twin"), row("dale", 1)).rung == 3


def test_two_places_tested_are_too_few() -> None:
    assert practice(*three_cycles("hill"), *three_cycles("dale")).rung == 3


def test_a_test_that_is_not_complete_makes_no_third_place() -> None:
    rows = *three_cycles("hill"), *three_cycles("dale"), row("twin", 1, result=None)
    assert practice(*rows).missing == "for 'works in several places': tested at 2 places, and 3 are asked for"


@pytest.mark.parametrize(
    "second",
    [
        three_cycles("dale", series="level"),
        three_cycles("dale", decision="adapt"),
        three_cycles("dale")[1:],
        three_cycles("dale", prediction=None),
    ],
)
def test_each_of_the_two_places_stands_on_the_third_rung_by_itself(second: list[TestOfChange]) -> None:
    rating = practice(*three_cycles("hill"), *second, row("twin", 1), row("moor", 1))
    assert rating.missing == (
        "for 'works in several places': it works at 1 place, and 2 are asked for; "
        "no two of them are known to differ in kind of place or size"
    )


def test_a_place_that_nobody_described_is_not_known_to_differ() -> None:
    assert practice(*three_cycles("hill"), *three_cycles("unknown"), row("dale", 1)).rung == 3


def test_two_alike_and_one_unlike_are_enough() -> None:
    assert practice(*three_cycles("hill"), *three_cycles("twin"), *three_cycles("dale")).rung == 4


@pytest.mark.parametrize(
    ("changes", "rung"),
    [
        ({}, 5),
        ({"measure": "graduation"}, 5),
        ({"scale": " Whole-System "}, 5),
        ({"scale": "system"}, 5),
        ({"scale": "whole district"}, 5),
        ({"scale": "District"}, 5),
        ({"scale": "one class"}, 4),
        ({"scale": None}, 4),
        ({"measure": "work"}, 4),
        ({"measure": "stress"}, 4),
        ({"measure": "unheard-of"}, 4),
        ({"measure": None}, 4),
        ({"series": "level"}, 4),
        ({"series": None}, 4),
        ({"series": "lost"}, 4),
    ],
)
def test_a_whole_system_with_a_signal_towards_the_aim_is_at_scale(changes: dict[str, Any], rung: int) -> None:
    wide = row("twin", 1, "adopt", **{"measure": "grades", "series": "rise", "scale": "whole system"} | changes)
    rating = practice(*three_cycles("hill"), *three_cycles("dale"), wide)
    assert rating.rung == rung
    words = "an interim or outcome measure signals" if rung == 5 else "no interim or outcome measure signals"
    assert rating.reasons[-1].text == f"{words} at a place where the whole system does it"


def test_every_rung_has_its_clauses_and_what_is_missing_for_the_next() -> None:
    none = practice(row("hill", 1, result=None))
    assert [(reason.step, reason.passed, reason.text) for reason in none.reasons] == [
        (1, False, "the logged tests lack a prediction, a result or a decision"),
        (2, False, "3 linked cycles at one place are asked for; the most is 0"),
        (2, False, "a measure over time is logged for no such place"),
        (3, False, "no place has adopted it"),
        (3, False, "no run chart signals in the wanted direction where it was adopted"),
        (4, False, "it works at 0 places, and 2 are asked for"),
        (4, False, "no two of them are known to differ in kind of place or size"),
        (4, False, "tested at 0 places, and 3 are asked for"),
        (5, False, "no interim or outcome measure signals at a place where the whole system does it"),
    ]
    several = practice(*three_cycles("hill"), *three_cycles("dale"), row("twin", 1))
    assert [(reason.step, reason.passed, reason.text) for reason in several.reasons] == [
        (1, True, "a test with a prediction, a result and a decision is logged"),
        (2, True, "3 linked cycles at one place are logged"),
        (2, True, "a measure over time is logged there"),
        (3, True, "adopted at one place or more"),
        (3, True, "a run chart signals in the wanted direction where it was adopted"),
        (3, True, "no balancing measure signals harm there"),
        (4, True, "it works at 2 places, and 2 are asked for"),
        (4, True, "two of them differ in kind of place or size"),
        (4, True, "tested at 3 places, and 3 are asked for"),
        (5, False, "no interim or outcome measure signals at a place where the whole system does it"),
    ]


def test_the_longest_of_all_chains_is_what_is_said() -> None:
    rating = practice(row("dale", 1), row("hill", 1), row("hill", 2))
    assert "3 linked cycles at one place are asked for; the most is 2" in [reason.text for reason in rating.reasons]


@pytest.mark.parametrize(("series", "rung"), [("two", 2), ("one", 1)])
def test_two_values_are_a_measure_over_time(series: str, rung: int) -> None:
    assert practice(*three_cycles("hill", series=series)).rung == rung


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"note": "no time"}, "no time"),
        ({"result": "2 of 30 came"}, "2 of 30 came"),
        ({"result": None}, "no reason is logged"),
    ],
)
def test_why_a_place_gave_up_is_its_note_or_else_its_result(changes: dict[str, Any], why: str) -> None:
    assert [item.why for item in practice(row("dale", 1, "abandon", **changes)).given_up] == [why]


def test_a_place_that_nobody_described_is_named_by_its_id() -> None:
    assert [item.place for item in practice(row("unknown", 1, "abandon")).given_up] == ["unknown"]


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
