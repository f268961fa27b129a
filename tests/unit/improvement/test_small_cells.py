"""Small groups: shown outright, as numerator or complement, or given back by totals; and what rightly passes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.improvement.headcounts import ValueKind, possible_numerators, unlike_percent, value_kind
from generator.improvement.series import Fault, Point, Series, read_series
from generator.improvement.small_cells import is_everybody, small_cells


def found(text: str, values: ValueKind = "percent", smallest: int = 11) -> list[tuple[int | None, str | None]]:
    """Rows and columns of the faults in lines of `period,value,denominator,group`."""
    return [(fault.row, fault.column) for fault in faults(text, values, smallest)]


def faults(text: str, values: ValueKind = "percent", smallest: int = 11) -> list[Fault]:
    names = ("period", "value", "denominator", "group")
    rows = [dict(zip(names, line.split(","), strict=False)) for line in text.split()]
    series, unread = read_series(rows)
    assert unread == []
    return small_cells(series, values, smallest)


@pytest.mark.parametrize("people", [1, 5, 10])
def test_groups_of_one_to_ten_are_refused(people: int) -> None:
    told = faults(f"2020,50,{people}")
    assert [(fault.row, fault.column, fault.message) for fault in told] == [
        (0, "denominator", f"a group of {people} people")
    ]


def test_eleven_is_the_smallest_group_that_may_be_shown() -> None:
    ten, eleven = (read_series([{"period": "2020", "value": "", "denominator": size}])[0] for size in ("10", "11"))
    assert small_cells(ten)
    assert not small_cells(eleven)


@pytest.mark.parametrize(
    "line", ["2020,,0", "2020,0,11", "2020,100,11", "2020,50,100", "2020,50", "2020,*,", "2020,*,100"]
)
def test_larger_groups_and_nobody_pass(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2020,9,34", "9% of 34 is 3 people"),
        ("2020,50,20", "50% of 20 is 10 people"),
        ("2020,91,34", "91% of 34 is 3 people, or all but 3"),
        ("2020,0.4,1200", "0.4% of 1200 is 5 people"),
        ("2020,1.0,500", "1% of 500 is 5 people"),
        ("2020,1,500", "1% of 500 is 3 to 7 people"),
        ("2020,99,500", "99% of 500 is 3 to 7 people, or all but 3 to 7"),
        ("2020,60,15", "60% of 15 is 9 people"),
        ("2020,40,15", "40% of 15 is 6 people"),
        ("2020,16.6,12", "16.6% of 12 is 2 people"),
        ("2020,8.34,12", "8.34% of 12 is 1 people"),
    ],
)
def test_a_percentage_that_gives_back_a_small_number_is_refused(line: str, message: str) -> None:
    assert [(fault.column, fault.message) for fault in faults(line)] == [("value", message)]


@pytest.mark.parametrize("line", ["2020,2,500", "2020,0,500", "2020,100,500", "2020,98,500", "2020,7.3,"])
def test_what_may_be_large_or_nobody_passes(line: str) -> None:
    """2% of 500 is 8 to 12 people: possibly small, not certainly."""
    assert found(line) == []


@given(st.integers(11, 100), st.data())
def test_a_whole_percentage_of_up_to_a_hundred_people_hides_no_small_number(people: int, data: st.DataObject) -> None:
    few = data.draw(st.integers(1, 10))
    whole_percent = Point("2020", float(round(100 * few / people)), people)
    assert few in possible_numerators(whole_percent)
    assert len(possible_numerators(whole_percent)) <= 2
    assert small_cells(Series((Point("2020", 100 * few / people, people, decimals=12),)))


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 400)), min_size=1, max_size=6))
def test_shares_are_judged_as_the_percentages_that_they_are(rows: list[tuple[int, int]]) -> None:
    percent = " ".join(f"{year},{value / 10},{people}" for year, (value, people) in enumerate(rows, 2000))
    share = " ".join(f"{year},{value / 1000:.3f},{people}" for year, (value, people) in enumerate(rows, 2000))
    assert faults(share, "share") == faults(percent, "percent")


def test_what_is_called_a_share_may_be_written_in_percent() -> None:
    assert found("2020,0.09,34", "share") == [(0, "value")]
    assert found("2020,9,34 2021,50,100", "share") == [(0, "value")]
    assert found("2020,0.4,34 2021,,34", "share") == []


def test_few_or_all_but_few_is_said_of_both() -> None:
    told = faults("2020,0.5,21", "share")
    assert [fault.message for fault in told] == ["50% of 21 is 10 people, or all but 10"], "it is 10 or 11"


def test_counts_of_people() -> None:
    assert found("2020,7", "count") == [(0, "value")]
    assert found("2020,0 2021,11", "count") == []
    assert found("2020,95,100", "count") == [(0, "value")]
    assert found("2020,50,100", "count") == []


def test_means_are_refused_for_their_group_only() -> None:
    assert found("2020,3.4,25 2021,3.5,9", "other") == [(1, "denominator")]


def test_a_project_may_ask_for_more() -> None:
    assert found("2020,50,15", "other", smallest=20) == [(0, "denominator")]


def test_all_but_a_few_gives_the_few_away() -> None:
    told = faults("2020,50,200,all 2020,50,194,white", "other")
    assert [(fault.row, fault.column) for fault in told] == [(1, "denominator")]
    assert told[0].message == "all but 6 people are in group 'white'; the others can be told"
    assert found("2020,50,200,all 2020,50,100,white", "other") == []
    assert found("2020,50,200,girls 2020,50,194,white", "other") == []
    assert found("2019,50,200,all 2020,50,194,white", "other") == []


def test_a_hidden_group_that_the_total_gives_back_is_refused() -> None:
    told = faults("2020,50,100,all 2020,50,60,A 2020,50,34,B 2020,*,*,C", "other")
    assert [(fault.row, fault.column) for fault in told] == [(3, "denominator")]
    assert told[0].message == "the hidden figure of 'C' can be worked out: the total leaves 6 people"
    assert found("2020,50,100,all 2020,50,60,A 2020,50,39,B 2020,*,*,C", "other") == [(3, "denominator")], (
        "a single one"
    )
    assert found("2020,50,100,all 2020,50,50,A 2020,50,34,B 2020,*,*,C", "other") == []


def test_two_hidden_groups_of_few_people_together_are_refused() -> None:
    assert found("2020,50,100,all 2020,50,92,A 2020,*,*,B 2020,*,*,C", "other") == [(2, "denominator")]
    assert found("2020,50,100,all 2020,50,79,A 2020,*,*,B 2020,*,*,C", "other") == []
    assert found("2020,50,100,all 2020,50,82,A 2020,*,*,B 2020,*,*,C", "other") == []


def test_groups_hidden_as_small_whose_sum_says_that_each_has_ten() -> None:
    assert found("2020,50,100,all 2020,50,80,A 2020,*,*,B 2020,*,*,C", "other") == [(2, "denominator")]
    assert found("2020,50,20,all 2020,<11,<11,B 2020,<11,<11,C", "other") == [(1, "denominator")]
    assert found("2020,50,100,all 2020,50,80,A 2020,NS,NS,B 2020,NS,NS,C", "other") == []
    assert found("2020,50,100,all 2020,50,80,A 2020,*,*,B 2020,NS,NS,C", "other") == [], "one may have 15"
    assert found("2020,50,20,all 2020,<11,<11,girls 2020,<11,<11,boys 2020,<11,<11,A", "other") == [(1, "denominator")]


def test_groups_hidden_below_another_number_that_must_each_be_the_largest() -> None:
    """5 and 10; two of 9; where sources say `<10`, two of 10 are not meant."""
    assert found("2020,30,,all 2020,15,,A 2020,<6,,B 2020,<11,,C", "count") == [(2, "value")]
    assert found("2020,38,,all 2020,20,,A 2020,<10,,B 2020,≤9,,C", "count") == [(2, "value")]
    assert found("2020,31,,all 2020,15,,A 2020,<10,,B 2020,<10,,C", "count") == []
    assert found("2020,75,,all 2020,15,,A 2020,<31,,B 2020,<31,,C", "count") == [], "thirty are not few"


def test_a_mark_that_names_a_number_bounds_the_other_groups() -> None:
    """Of 23, 12 are in A and at most 5 in B: at least 6 of the 12 of C, so that at most 6 of C are not counted."""
    assert found("2020,23,38,all 2020,<=5,14,B 2020,12,12,A 2020,NS,12,C", "count") == [(3, "value")]
    assert found("2020,23,38,all 2020,NS,14,B 2020,12,12,A 2020,NS,12,C", "count") == []
    assert found("2020,59,100,all 2020,<15%,40,A 2020,*,60,B") == [(2, "value")]
    assert found("2020,59,100,all 2020,<15,40,A 2020,*,60,B") == [], "it may mean 15 people"
    assert found("2020,24,48,all 2020,<11,15,A 2020,<11,15,B 2020,<11,18,C", "count") == [], "marks say so themselves"


@pytest.mark.parametrize("line", ["2020,50,*", "2020,33,<11", "2020,0,<6", "2020,50,suppressed"])
def test_the_figure_of_a_group_that_is_hidden_as_small_is_refused(line: str) -> None:
    told = [(fault.column, fault.message) for fault in faults(line)]
    assert told == [("value", "the figure of a group that is hidden as small")]


@pytest.mark.parametrize("line", ["2020,50,NS", "2020,50,<30", "2020,50,>100", "2020,*,*", "2020,50,"])
def test_other_groups_of_unknown_size_pass(line: str) -> None:
    assert found(line) == []
    assert found("2020,40,*", "count") == [], "forty are not few, whatever the mark was for"


def test_a_group_that_is_left_out_is_given_back_like_a_hidden_one() -> None:
    told = faults("2020,50,100,all 2020,50,60,A 2020,50,34,B", "other")
    assert [(fault.row, fault.column) for fault in told] == [(0, "denominator")]
    assert told[0].message == "the total leaves 6 people outside of 'A', 'B'"
    assert found("2020,50,100,all 2020,50,60,A 2020,50,60,B", "other") == [], "they overlap"


def test_few_of_the_others_are_counted() -> None:
    """40 of 100 and 35 of 50 girls leave 5 boys, though boys are not in the table."""
    told = faults("2020,40,100,all 2020,70,50,girls")
    assert [(fault.row, fault.column) for fault in told] == [(1, "value")]
    assert told[0].message == "all but 5 people are in group 'girls'; the others can be told"
    assert found("2020,62,100,all 2020,30,50,girls") == [(1, "value")], "47 of 50 boys: all but 3"
    assert found("2020,40,100,all 2020,40,50,girls") == []


def test_a_rounded_percentage_that_the_others_make_certain() -> None:
    # C is 8 to 12 of 500; 509 of all 1,200 and 300 and 200 of A and B leave 9
    groups = "2020,75.00,400,A 2020,66.67,300,B 2020,2,500,C"
    assert found(f"2020,42.42,1200,all {groups}") == [(3, "value")]
    assert found(f"2020,42.6,1200,all {groups}") == []
    assert found("2020,42.42,1200,all 2020,75.00,400,A 2020,66.67,300,B 2020,2,480,C") == [], "20 are in none of them"


def test_a_rounded_percentage_that_leaves_out_few_for_certain() -> None:
    # 488 to 492 of C's 500; 691 of all 1,200 and 100 and 100 of A and B leave 9 that are not counted
    groups = "2020,25.00,400,A 2020,33.33,300,B 2020,98,500,C"
    assert found(f"2020,57.58,1200,all {groups}") == [(3, "value")]
    assert found(f"2020,57.4,1200,all {groups}") == []


def test_a_hidden_figure_that_may_be_nobody_passes() -> None:
    """113 to 115 of 300 less 60 and 53 leave nobody, one or two."""
    assert found("2020,38,300,all 2020,50.0,120,A 2020,53,100,B 2020,*,80,C") == []


def test_a_hidden_group_of_many_in_which_few_are_counted() -> None:
    assert found("2020,40.0,150,all 2020,50.0,60,A 2020,52.0,50,B 2020,*,*,C") == [(3, "value")]
    assert found("2020,40.0,150,all 2020,50.0,60,A 2020,52.0,50,B 2020,10,*,C") == [(3, "value")]


def test_groups_of_two_divisions() -> None:
    """Girls and boys are everybody; so are the three languages, of which one is hidden."""
    sexes = "2020,50,52,girls 2020,50,48,boys"
    assert found(f"2020,50,100,all {sexes} 2020,50,60,A 2020,50,34,B 2020,*,*,C", "other") == [(5, "denominator")]
    assert found(f"2020,50,100,all {sexes} 2020,50,50,A 2020,50,34,B 2020,*,*,C", "other") == []


def test_counts_with_denominators_are_held_against_both() -> None:
    assert found("2020,50,100,all 2020,30,60,A 2020,20,34,B", "count") == [(0, "denominator")]
    assert found("2020,50,100,all 2020,30,60,A 2020,*,40,B", "count") == []
    assert found("2020,65,100,all 2020,30,60,A 2020,*,40,B", "count") == [(2, "value")], "35 of 40: all but 5"


def test_one_period_written_in_two_ways() -> None:
    assert found("2019-20,50,100,all 2019-2020,50,60,A 2019/20,50,34,B 2019-20,*,*,C", "other") == [(3, "denominator")]
    assert found("2019-20,50,100,all 2019–20,50,60,A 2019–20,50,34,B 2019–20,*,*,C", "other") == [(3, "denominator")]
    assert found("Fall-20,50,100,all fall-20,50,60,A fall-20,50,34,B fall-20,*,*,C", "other") == [(3, "denominator")]


def test_many_people_take_no_longer_than_few() -> None:
    """Nearly 10^15 people; each number that a percentage can stand for was once written down."""
    assert found("2020,50,999999999999999 2020,100,999999999999999,all 2020,0,99999999999999,A") == []


def test_hidden_counts_are_recovered_too() -> None:
    assert found("2020,100,,all 2020,60,,A 2020,36,,B 2020,*,,C", "count") == [(3, "value")]
    assert found("2020,100,,all 2020,60,80,A 2020,36,50,B 2020,*,,C", "count") == [(3, "value")]
    assert found("2020,100,,all 2020,60,,A 2020,39,,B 2020,*,,C", "count") == [(3, "value")], "a single one"


def test_a_hidden_percentage_that_the_others_give_back_is_refused() -> None:
    # 60 of 150; A 30 of 60 and B 26 of 50 leave 4 of C's 40
    told = faults("2020,40.0,150,all 2020,50.0,60,A 2020,52.0,50,B 2020,*,40,C")
    assert [(fault.row, fault.column) for fault in told] == [(3, "value")]
    assert told[0].message == "the hidden figure of 'C' can be worked out: the total leaves 4 people"


def test_overlapping_groups_are_no_sum() -> None:
    assert found("2020,40.0,150,all 2020,50.0,60,A 2020,52.0,50,B 2020,*,90,C") == []


def test_a_total_with_more_than_one_meaning_gives_nothing_back() -> None:
    groups = "2020,60.0,500,A 2020,41.3,460,B 2020,*,40,C"
    assert found(f"2020,50,1000,all {groups}") == []
    assert found(f"2020,49.5,1000,all {groups}") == [(3, "value")]


def test_periods_need_not_stand_together() -> None:
    assert found("2020,50,100,all 2021,50,100,all 2020,50,60,A 2020,50,34,B 2020,*,*,C", "other") == [
        (4, "denominator")
    ]


@pytest.mark.parametrize(
    "name", ["all pupils", "All ninth graders", "Totals", "the whole school", "Total students", " All "]
)
def test_everybody_has_many_names(name: str) -> None:
    assert is_everybody(name)


@pytest.mark.parametrize("name", ["All girls", "All others", "Totally new"])
def test_some_are_not_everybody(name: str) -> None:
    assert not is_everybody(name)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("percent", "percent"), ("Percent of students", "percent"), ("%", "percent"),
        ("percentage points", "other"), ("people", "count"), ("students", "count"),
        ("minutes", "other"), ("points", "other"), ("", "other"), ("jobs", "other"),
        ("percentage of students", "percent"), ("percent, rounded", "percent"), ("(%)", "percent"),
        ("per cent", "percent"), ("pct", "percent"), ("Pct. absent", "percent"),
        ("number of students", "count"), ("absent students", "count"), ("students, counted", "count"),
        ("ninth graders", "count"), ("children", "count"), ("staff", "count"), ("student", "count"),
        ("families a week", "count"), ("number", "count"), ("students absent", "count"),
        ("number of days", "other"), ("staff hours", "other"), ("student days", "other"),
        ("days for each student", "other"),
        ("referrals for each 100 students a day", "other"), ("total minutes", "other"),
        ("share of students", "share"), ("proportion", "share"), ("Fraction absent", "share"),
        ("students per class", "other"), ("students per 100", "other"), ("students per week", "count"),
        ("students per school year", "count"), ("students per class each week", "other"),
        ("student count", "count"), ("Head count", "count"), ("pupil numbers", "count"), ("no. of students", "count"),
        ("total number of students", "count"), ("n", "count"), ("numbers of days", "other"), ("n of days", "other"),
        ("dropouts", "count"), ("dropout rate", "other"), ("total", "count"), ("lesson count", "other"),
        ("count", "count"), ("count of students", "count"), ("count of days", "other"), ("young adults", "count"),
    ],
)  # fmt: skip
def test_units(unit: str, kind: str) -> None:
    assert value_kind(unit) == kind


GROUPS = st.lists(st.integers(11, 5_000).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people))))


@given(GROUPS, st.integers(0, 3))
def test_rounded_percentages_are_never_taken_for_numbers_of_people(groups: list[tuple[int, int]], digits: int) -> None:
    shares = [(Fraction(100 * some, people), people) for some, people in groups]
    points = [Point("2020", float(round(share, digits)), people, decimals=digits) for share, people in shares]
    assert unlike_percent(points) is None


@pytest.mark.parametrize("values", [(26, 29, 30), (26, 29, 41, 50, 60), (101, 40, 50), (-1, 40, 50)])
def test_values_that_are_no_percentages_of_sixty_people(values: tuple[int, ...]) -> None:
    assert unlike_percent([Point("2020", value, 60, row=row) for row, value in enumerate(values)])


@pytest.mark.parametrize("values", [(26, 29), (26, 30, 40, 50), (26.5, 29, 31)])
def test_two_rows_or_one_slip_say_nothing(values: tuple[float, ...]) -> None:
    points = [Point("2020", value, 60, decimals=value != int(value)) for value in values]
    assert unlike_percent(points) is None
