"""The menu of ideas narrows, counts and orders. The numbers can be counted in the table of `eight_ideas`."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.site.conftest import Visit
from tests.site.menu_page import ALL, box, count, open_menu, query, seen_count, shown, tick
from tests.site.sites import Site

# -- filters and their counts


def test_at_first_all_ideas_are_shown_by_title(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    assert shown(page) == ALL
    assert seen_count(page) == "8 ideas"
    assert page.locator(".cp-chips").is_hidden()
    assert page.get_by_role("button", name="Clear all").is_disabled()


def test_values_of_one_facet_add_up(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tick(page, "role", "clerk")
    assert shown(page) == ["call", "letter"]
    assert seen_count(page) == "2 of 8 ideas"
    tick(page, "role", "tutor")
    assert shown(page) == ["call", "letter", "tutor"]
    assert seen_count(page) == "3 of 8 ideas"


def test_facets_narrow_each_other(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tick(page, "problem", "grades")
    assert shown(page) == ["recovery", "door", "mentor", "slips", "tutor"]
    tick(page, "grade", "10-12")
    assert shown(page) == ["mentor", "slips", "tutor"]
    tick(page, "cost", "none")
    assert shown(page) == ["slips"]


def test_a_count_leaves_its_own_facet_out(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    assert [count(page, "grade", grade) for grade in ("6-8", "9", "10-12")] == [3, 6, 4]
    tick(page, "problem", "grades")
    # The counts of other facets follow the choice; those of the facet itself say what ticking would bring.
    assert [count(page, "grade", grade) for grade in ("6-8", "9", "10-12")] == [0, 4, 3]
    assert [count(page, "problem", problem) for problem in ("absence", "grades")] == [5, 5]
    tick(page, "grade", "9")
    assert [count(page, "grade", grade) for grade in ("6-8", "9", "10-12")] == [0, 4, 3]
    assert [count(page, "problem", problem) for problem in ("absence", "grades")] == [4, 4]


def test_ratings_and_cases_are_facets_too(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    evidence = {"strong": 1, "moderate": 0, "promising": 1, "rationale": 0, "not-rated": 6}
    assert {tier: count(page, "evidence", tier) for tier in evidence} == evidence
    assert {case: count(page, "case", case) for case in ("attempt", "bright-spot", "none")} == {
        "attempt": 1, "bright-spot": 0, "none": 7,
    }  # fmt: skip
    assert {days: count(page, "days", days) for days in ("week", "month", "term", "longer")} == {
        "week": 4, "month": 2, "term": 1, "longer": 1,
    }  # fmt: skip
    tick(page, "evidence", "strong")
    assert shown(page) == ["tutor"]


def test_a_value_that_would_find_nothing_stays_but_cannot_be_ticked(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    nobody = page.locator(box("problem", "sleep"))
    assert nobody.is_visible()
    assert nobody.is_disabled()
    assert page.locator(box("grade", "6-8")).is_enabled()
    tick(page, "problem", "grades")
    assert page.locator(box("grade", "6-8")).is_disabled()


def test_a_ticked_value_can_always_be_taken_back(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight, "?grade=6-8&role=teacher")
    assert shown(page) == []
    assert count(page, "grade", "6-8") == 0
    assert page.locator(box("grade", "6-8")).is_enabled()
    assert page.locator(box("role", "teacher")).is_enabled()


def test_a_value_that_is_taken_back_and_finds_nothing_keeps_the_focus(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tick(page, "role", "clerk")
    page.get_by_label("Find by words").fill("nothing has this")
    clerk = page.locator(box("role", "clerk"))
    clerk.press("Space")
    page.wait_for_timeout(100)  # a browser takes the focus from what is switched off a moment later
    expect(clerk).to_be_focused()
    expect(clerk).not_to_be_checked()


def test_drivers_are_offered_for_the_chosen_problem(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    driver = page.locator(box("driver", "grades.known"))
    assert driver.is_hidden()
    assert page.get_by_text("Choose a problem first.").is_visible()
    tick(page, "problem", "grades")
    assert driver.is_visible()
    tick(page, "driver", "grades.work")
    assert shown(page) == ["recovery", "slips"], "a main driver brings the ideas of its parts"
    tick(page, "problem", "grades", on=False)
    assert shown(page) == ALL, "a driver that nobody sees any more does not narrow the list"


def test_an_empty_list_says_so_and_offers_a_way_back(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight, "?grade=6-8&role=teacher")
    note = page.locator("[data-empty]")
    assert "No idea fits all of this" in note.inner_text()
    note.get_by_role("button", name="clear all").click()
    assert shown(page) == ALL
    assert note.is_hidden()


# -- chips


def test_every_choice_is_a_chip_that_takes_it_away(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tick(page, "problem", "grades")
    tick(page, "grade", "9")
    page.get_by_label("Find by words").fill("student")
    chips = page.get_by_role("list", name="Chosen filters").get_by_role("button")
    assert [(chip.text_content() or "").removeprefix("Remove filter: ") for chip in chips.all()] == [
        "“student” ×", "Too many ninth graders get Ds and Fs ×", "Grade 9 ×",
    ]  # fmt: skip
    assert shown(page) == ["door", "slips"]
    page.get_by_role("button", name="Remove filter: Grade 9").click()
    assert not page.locator(box("grade", "9")).is_checked()
    page.get_by_role("button", name="Remove filter: “student”").click()
    assert page.get_by_label("Find by words").input_value() == ""
    assert shown(page) == ["recovery", "door", "mentor", "slips", "tutor"]


def test_clear_all_clears_all(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tick(page, "problem", "absence")
    tick(page, "cost", "high")
    page.get_by_label("Find by words").fill("bus")
    assert shown(page) == ["bus"]
    page.locator(".cp-filters").get_by_role("button", name="Clear all").click()
    assert shown(page) == ALL
    assert page.locator("#s-filter input:checked").count() == 0
    assert query(page) == []


# -- words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mentor", ["mentor"]),
        ("MENTOR", ["mentor"]),
        ("buenos dias", ["door"]),
        ("Buenos DÍAS", ["door"]),
        ("Buenos di\u0301as", ["door"]),
        ("recuperacion", ["recovery"]),
        ("zero hour", ["recovery"]),
        ("hour zero", ["recovery"]),
        ("check & connect", ["mentor"]),
        ("miss", ["recovery", "slips"]),
        ("  every   week ", ["mentor"]),
        ("(.*)", []),
    ],
)
def test_words_find_titles_summaries_and_other_names(visit: Visit, eight: Site, words: str, found: list[str]) -> None:
    page = open_menu(visit, eight)
    page.get_by_label("Find by words").fill(words)
    assert shown(page) == found


def test_words_change_the_counts(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    page.get_by_label("Find by words").fill("day")
    assert shown(page) == ["call", "tutor"] or shown(page) == ["call", "door", "tutor"]
    assert count(page, "role", "clerk") == 1
    assert count(page, "role", "counselor") == 0


# -- order, matrix


@pytest.mark.parametrize(
    ("order", "ideas"),
    [
        ("Title", ALL),
        ("Strongest research", ["tutor", "letter", "call", "recovery", "door", "mentor", "bus", "slips"]),
        ("Newest", ["recovery", "door", "tutor", "bus", "slips", "mentor", "call", "letter"]),
        ("Least effort", ["call", "door", "slips", "recovery", "mentor", "letter", "tutor", "bus"]),
    ],
)
def test_orders_of_the_list(visit: Visit, eight: Site, order: str, ideas: list[str]) -> None:
    page = open_menu(visit, eight)
    page.get_by_label("Sort by").select_option(order)
    assert shown(page) == ideas
    tick(page, "problem", "grades")
    grades = {"recovery", "door", "mentor", "slips", "tutor"}
    assert shown(page) == [idea for idea in ideas if idea in grades]


def test_the_matrix_shows_effort_by_evidence(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    page.get_by_role("radio", name="Matrix").check()
    assert page.locator("[data-rows]").is_hidden()
    table = page.get_by_role("table")
    columns = table.locator("thead th").all_inner_texts()
    assert [re.sub(r"[^a-z ]", "", text.lower()).strip() for text in columns] == [
        "strong", "moderate", "promising", "rationale", "not rated",
    ]  # fmt: skip
    rows = {
        (row.locator("th").text_content() or ""): [
            sorted((link.get_attribute("href") or "").split("/")[-2] for link in cell.locator("a").all())
            for cell in row.locator("td").all()
        ]
        for row in table.locator("tbody tr").all()
    }
    assert rows == {
        "Small effort": [[], [], [], [], ["call", "door", "recovery", "slips"]],
        "Medium effort": [[], [], ["letter"], [], ["mentor"]],
        "Large effort": [["tutor"], [], [], [], ["bus"]],
    }
    tick(page, "problem", "absence")
    assert table.get_by_role("link").count() == 5
    page.get_by_role("radio", name="List").check()
    assert table.is_hidden()
    assert shown(page) == ["call", "door", "mentor", "bus", "letter"]
