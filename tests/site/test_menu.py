"""The menu of ideas as people use it. The numbers can be counted in the table of `eight_ideas`."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Visit
from tests.site.sites import Site
from tests.site.visitor import PHONE

ALL = ["call", "recovery", "door", "mentor", "bus", "letter", "slips", "tutor"]
"""By title."""


def open_menu(visit: Visit, site: Site, query: str = "", **options: object) -> Page:
    return visit(**options).go(f"{site.url}ideas/{query}")


def shown(page: Page) -> list[str]:
    """Ids of the ideas that one can see, in their order."""
    links: list[str] = page.locator("[data-rows] > li:visible h3 a").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    return [link.split("/")[-2] for link in links]


def box(facet: str, value: str) -> str:
    return f'input[name="{facet}"][value="{value}"]'


def count(page: Page, facet: str, value: str) -> int:
    """The number that stands beside a value."""
    label = page.locator("label", has=page.locator(box(facet, value)))
    return int(label.locator(".cp-tick__count").text_content() or "")


def tick(page: Page, facet: str, value: str, *, on: bool = True) -> None:
    """Unfold a facet if need be, and tick one of its values."""
    fold = page.locator(f'[data-facet="{facet}"]')
    if fold.get_attribute("open") is None:
        fold.locator(":scope > summary").click()
    page.locator(box(facet, value)).set_checked(on)


def query(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query)


def seen_count(page: Page) -> str:
    """The number of ideas as one sees it, without what only screen readers get."""
    return page.locator("[data-count]").inner_text()


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
    assert page.locator("form input:checked").count() == 0
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


# -- the address


def test_the_address_holds_what_is_chosen_and_brings_it_back(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tick(page, "problem", "absence")
    tick(page, "grade", "9")
    tick(page, "grade", "10-12")
    page.get_by_label("Sort by").select_option("Newest")
    assert query(page) == [("problem", "absence"), ("grade", "9"), ("grade", "10-12"), ("sort", "newest")]
    found = shown(page)
    assert found == ["door", "mentor", "call", "letter"]
    again = visit().go(page.url)
    assert shown(again) == found
    assert again.get_by_label("Sort by").input_value() == "newest"
    assert sorted(query(again)) == sorted(query(page))


def test_words_and_the_view_are_in_the_address_too(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    page.get_by_label("Find by words").fill("buenos días")
    page.wait_for_url(re.compile("dias|d%C3%ADas"))
    page.get_by_role("radio", name="Matrix").check()
    again = visit().go(page.url)
    assert again.get_by_label("Find by words").input_value() == "buenos días"
    assert again.get_by_role("table").get_by_role("link").all_inner_texts() == ["Greet every student at the door"]


def test_the_address_of_the_menu_does_not_open_the_search_of_the_site(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    page.get_by_label("Find by words").fill("mentor")
    page.wait_for_url("**/*mentor*")
    again = visit(viewport=PHONE).go(page.url)
    assert shown(again) == ["mentor"]
    assert again.get_by_role("textbox", name="Search").input_value() == ""
    assert not again.locator("#__search").is_checked()


def test_back_and_forward_go_through_the_choices(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tick(page, "problem", "grades")
    tick(page, "grade", "9")
    page.go_back()
    assert shown(page) == ["recovery", "door", "mentor", "slips", "tutor"]
    assert not page.locator(box("grade", "9")).is_checked()
    page.go_back()
    assert shown(page) == ALL
    assert page.locator(".cp-chips").is_hidden()
    page.go_forward()
    page.go_forward()
    assert shown(page) == ["recovery", "door", "mentor", "slips"]
    assert page.locator(box("grade", "9")).is_checked()
    page.locator("[data-rows] > li:visible h3 a").first.click()
    page.get_by_role("heading", name="Give time to make up missing work", level=1).wait_for()
    page.go_back()
    assert shown(page) == ["recovery", "door", "mentor", "slips"], "coming back from an idea, the list is as it was"


def test_what_the_address_says_and_the_menu_does_not_know_is_left_out(visit: Visit, eight: Site) -> None:
    odd = "?problem=nothing&problem=grades&grade=%00&colour=red&sort=up&view=pie&driver=absence.known&__proto__=1"
    page = open_menu(visit, eight, odd)
    assert shown(page) == ["recovery", "door", "mentor", "slips", "tutor"]
    assert page.get_by_label("Sort by").input_value() == "title"
    assert page.get_by_role("radio", name="List").is_checked()
    assert page.locator(".cp-chips li").count() == 1
    tick(page, "grade", "9")
    assert query(page) == [("problem", "grades"), ("grade", "9")]


def test_a_driver_in_the_address_brings_its_problem(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight, "?driver=grades.known")
    assert shown(page) == ["mentor"]
    assert page.locator(box("problem", "grades")).is_checked()


def test_the_link_to_the_list_can_be_copied(visit: Visit, eight: Site) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.go(eight.url + "ideas/")
    tick(page, "role", "clerk")
    page.get_by_role("button", name="Copy link to this list").click()
    page.get_by_role("button", name="Copied").wait_for()
    expect(page.get_by_role("status")).to_have_text("The link to this list is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{eight.url}ideas/?role=clerk"


def test_where_copying_is_refused_the_link_is_shown(visit: Visit, eight: Site) -> None:
    visitor = visit()
    visitor.context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = visitor.go(eight.url + "ideas/?role=clerk")
    page.get_by_role("button", name="Copy link to this list").click()
    field = page.get_by_label("Link to this list")
    assert field.input_value() == f"{eight.url}ideas/?role=clerk"


# -- said aloud


def test_the_count_is_read_out_when_typing_stops(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    page.evaluate(
        """() => {
          const status = document.querySelector("[role=status]");
          window.said = [];
          const listen = new MutationObserver(() => window.said.push(status.textContent));
          listen.observe(status, {childList: true, subtree: true});
        }"""
    )
    page.get_by_label("Find by words").press_sequentially("mentor", delay=30)
    expect(page.get_by_role("status")).to_have_text("1 of 8 ideas")
    assert page.evaluate("window.said") == ["1 of 8 ideas"], "not one sentence a letter"
    tick(page, "grade", "9")
    page.get_by_label("Find by words").fill("")
    expect(page.get_by_role("status")).to_have_text("6 of 8 ideas")


def test_the_count_is_read_out_after_going_back(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tick(page, "problem", "grades")
    tick(page, "grade", "9")
    expect(page.get_by_role("status")).to_have_text("4 of 8 ideas")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("5 of 8 ideas")


# -- by keyboard


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press the tab key until the wanted thing has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def test_the_whole_menu_works_by_keyboard(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tab_to(page, "#s-words")
    page.keyboard.type("a")
    tab_to(page, ".cp-filters > summary")
    tab_to(page, box("problem", "grades"))
    page.keyboard.press("Space")
    assert shown(page) == ["recovery", "door", "mentor", "slips", "tutor"]
    tab_to(page, '[data-facet="role"] > summary')
    page.keyboard.press("Enter")
    tab_to(page, box("role", "teacher"))
    page.keyboard.press("Space")
    assert shown(page) == ["recovery", "door", "slips"]
    tab_to(page, ".cp-chips li:nth-child(2) button")
    page.keyboard.press("Enter")
    assert shown(page) == ["recovery", "door", "slips"], "without the problem the teacher's ideas are the same"
    assert page.evaluate("document.activeElement.textContent").startswith("Remove filter: Teacher"), (
        "on to the next chip"
    )
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert shown(page) == ALL
    assert page.evaluate("document.activeElement.id") == "s-words", "no chip is left"
    tab_to(page, "#s-sort")
    page.keyboard.type("New")
    assert shown(page)[0] == "recovery"
    assert query(page) == [("sort", "newest")]
    tab_to(page, "input[name=view]")
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("table").is_visible()
    page.keyboard.press("ArrowLeft")
    tab_to(page, "[data-rows] a")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Give time to make up missing work", level=1).wait_for()


# -- on a phone


def test_on_a_phone_filters_are_folded_and_a_button_shows_the_results(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight, viewport=PHONE, has_touch=True, is_mobile=True)
    assert page.locator(box("problem", "grades")).is_hidden()
    page.get_by_text("Filters", exact=True).tap()
    page.locator(box("problem", "grades")).tap()
    page.locator(box("grade", "9")).tap()
    page.get_by_role("button", name="Show 4 ideas").tap()
    assert page.locator(box("problem", "grades")).is_hidden()
    assert page.evaluate("document.activeElement.id") == "s-ideas"
    heading = page.locator("#s-ideas").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert heading
    assert header
    assert header["y"] + header["height"] <= heading["y"] < PHONE["height"] / 2, "the list is at the top of the screen"
    assert shown(page) == ["recovery", "door", "mentor", "slips"]
    assert "2 chosen" in page.locator(".cp-filters > summary").inner_text()
