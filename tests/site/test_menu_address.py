"""What is chosen in the menu of ideas is in the address, and the address brings it back."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.site.conftest import Visit
from tests.site.menu_page import ALL, address, box, open_menu, query, shown, tick
from tests.site.sites import Site
from tests.site.visitor import PHONE


def test_the_address_holds_what_is_chosen_and_brings_it_back(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    tick(page, "problem", "absence")
    tick(page, "grade", "9")
    tick(page, "grade", "10-12")
    page.get_by_label("Sort by").select_option("Newest")
    assert query(page) == [("problem", "absence"), ("grade", "9"), ("grade", "10-12"), ("sort", "newest")]
    found = shown(page)
    assert found == ["door", "mentor", "call", "letter"]
    again = visit().go(address(page))
    assert shown(again) == found
    assert again.get_by_label("Sort by").input_value() == "newest"
    assert sorted(query(again)) == sorted(query(page))


def test_words_and_the_view_are_in_the_address_too(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    page.get_by_label("Find by words").fill("buenos días")
    page.wait_for_url(re.compile("dias|d%C3%ADas"))
    page.get_by_role("radio", name="Matrix").check()
    again = visit().go(address(page))
    assert again.get_by_label("Find by words").input_value() == "buenos días"
    assert again.get_by_role("table").get_by_role("link").all_inner_texts() == ["Greet every student at the door"]


def test_the_address_of_the_menu_does_not_open_the_search_of_the_site(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    page.get_by_label("Find by words").fill("mentor")
    page.wait_for_url("**/*mentor*")
    again = visit(viewport=PHONE).go(address(page))
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


def test_each_of_two_quick_choices_is_a_step_back(visit: Visit, eight: Site) -> None:
    page = open_menu(visit, eight)
    page.evaluate(
        "() => { for (let at = 0; at < 2; at += 1) document.querySelector('[name=grade][value=\"9\"]').click(); }"
    )
    assert query(page) == []
    page.go_back()
    assert page.locator(box("grade", "9")).is_checked()
    page.go_back()
    assert not page.locator(box("grade", "9")).is_checked()


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
    page.get_by_role("button", name="Copied").click()  # the button gets its own words back, however often it is pressed
    page.wait_for_timeout(3500)
    expect(page.get_by_role("button", name="Copy link to this list")).to_be_visible()


def test_where_copying_is_refused_the_link_is_shown(visit: Visit, eight: Site) -> None:
    visitor = visit()
    visitor.context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = visitor.go(eight.url + "ideas/?role=clerk")
    page.get_by_role("button", name="Copy link to this list").click()
    field = page.get_by_label("Link to this list")
    assert field.input_value() == f"{eight.url}ideas/?role=clerk"
    expect(field).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Copy the link from the field.")
    tick(page, "grade", "9")
    assert field.input_value() == f"{eight.url}ideas/?grade=9&role=clerk", "it is that of the list that is shown"
