"""Which groups of a period make up everybody, and which numbers of people a rounded figure stands for."""

from __future__ import annotations

import pytest

from generator.improvement.headcounts import Cell, divisions, in_percent, possible_numerators, unlike_percent
from generator.improvement.series import Point


def divided(people: int, **groups: int | None) -> list[str]:
    """Divisions of so many people, as names in a row; None is a group whose size is hidden."""
    total = Cell.of(Point("2020", None, people), "other")
    parts = [
        Cell.of(Point("2020", None, size, group=name, row=row), "other")
        for row, (name, size) in enumerate(groups.items())
    ]
    return [" ".join(part.point.group for part in division) for division in divisions(total, parts, "denominator")]


def test_groups_that_add_up_are_a_division() -> None:
    assert divided(100, girls=52, boys=48) == ["girls boys"]
    assert divided(100, girls=52, boys=48, elm=70, oak=30) == ["girls boys", "elm oak"]
    assert divided(100, girls=50, boys=50, elm=50, oak=50) == ["girls boys", "elm oak"]


def test_so_are_groups_that_leave_room_for_one_that_is_hidden_or_left_out() -> None:
    assert divided(100, A=60, B=34, C=None) == ["A B C"]
    assert divided(100, A=60, B=30) == ["A B"]


def test_groups_that_overlap_are_none() -> None:
    assert divided(100, A=60, B=60) == []
    assert divided(100, A=60, B=60, C=None) == ["B C"], "unless one is hidden: it may stand beside its neighbour"
    assert divided(100, A=101) == []


def test_a_second_division_is_found_among_the_others_in_whatever_order_they_stand() -> None:
    assert divided(100, girls=52, boys=48, A=60, B=34, C=None) == ["girls boys", "A B C"]
    assert "A B C" in divided(100, girls=52, A=60, boys=48, B=34, C=None)
    assert "A B C" in divided(100, A=60, girls=52, B=34, boys=48, C=None)


def test_groups_that_add_up_by_chance_do_not_hide_the_row_that_they_stand_in() -> None:
    assert divided(100, A=60, B=34, C=None, D=40) == ["A D", "B C", "A B C", "B C D"]
    assert divided(100, D=40, A=60, B=34, C=None) == ["D A", "B C", "A B C"]


def test_among_many_groups_only_all_of_them_are_looked_at() -> None:
    """There are too many ways to put nine together."""
    eighths = dict.fromkeys("ABCDEFGH", 25)
    assert divided(100, **eighths) == ["A B C D", "E F G H"]
    assert divided(100, **eighths, I=25) == []
    assert divided(225, **eighths, I=25) == ["A B C D E F G H I"]


@pytest.mark.parametrize(
    ("value", "decimals", "people", "numbers"),
    [
        (9, 0, 34, range(3, 4)),
        (2.0, 1, 20_000, range(390, 411)),
        (2.05, 2, 20_000, range(409, 412)),
        (0, 0, 34, range(1)),
        (100, 0, 34, range(34, 35)),
        (26, 0, 60, range(0)),
        (None, 0, 34, range(0)),
        (9, 0, None, range(0)),
        (9, 0, 0, range(0)),
    ],
)
def test_a_percentage_stands_for_every_number_that_rounds_to_it(
    value: float | None, decimals: int, people: float | None, numbers: range
) -> None:
    found = possible_numerators(Point("2020", value, people, decimals=decimals))
    assert list(found) == list(numbers)


def test_shares_become_percentages_rounded_as_far_as_they_were() -> None:
    shares = [Point("2020", 0.29, decimals=2), Point("2021", 1.0, decimals=3), Point("2022", None)]
    assert [(point.value, point.decimals) for point in in_percent(shares)] == [(29, 0), (100, 1), (None, 0)]
    percentages = [Point("2020", 1.0), Point("2021", 2.0), Point("2022", None)]
    assert in_percent(percentages) == tuple(percentages)


def test_rows_without_a_value_or_a_denominator_say_nothing_about_the_others() -> None:
    silent = [Point("2019", 26), Point("2020", None, 60)]
    whole = [Point("2021", 26, 60), Point("2022", 30, 60), Point("2023", 40, 60)]
    assert unlike_percent([*silent, *whole])
    assert unlike_percent([*silent, *whole[:2]]) is None
    assert unlike_percent(silent) is None


def test_a_third_of_values_that_are_no_share_of_people_is_too_many() -> None:
    third = [Point("2020", value, 60, row=row) for row, value in enumerate((30, 26, 40))]
    fault = unlike_percent(third)
    assert fault
    assert (fault.row, fault.column, fault.message) == (
        1,
        "value",
        "26% of 60 is no whole number of people, and so in 1 of 3 rows; are the values numbers of people?",
    )
    assert unlike_percent([*third, Point("2023", 50, 60)]) is None


def test_values_above_their_denominator_are_no_numbers_of_people() -> None:
    assert unlike_percent([Point("2020", value, 20) for value in (26, 29, 31)]) is None
