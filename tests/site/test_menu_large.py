"""The menu of a library too large to be loaded at once: it draws some rows at a time and loads pieces as it needs them.

300 ideas, and so little room in the file that the page loads that no names, words or summaries fit into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, Route, expect

from generator.model.library import Library
from generator.render import menu_data
from tests.sample_library import sample_library
from tests.site.conftest import Visit
from tests.site.menu_page import address, box, shown, tab_to, tick
from tests.site.sites import Site, build_library, served_site

IDEAS = 300


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of 300 ideas: every third needs a lot of work, the first two drive something."""
    library = sample_library()
    template = library.catalog.ideas["mentor"]
    driving = library.catalog.ideas["early-recovery"].drives
    costly = template.effort.model_copy(update={"people": 40})
    ideas = {
        f"idea-{at:03}": template.model_copy(
            update={
                "title": f"Try number {at:03}",
                "summary": f"What one does {'often' if at % 2 else 'seldom'}, time {at}",
                "aliases": ["Búho"] if at == 250 else [],
                "effort": template.effort if at % 3 else costly,
                "problems": ["grades"],
                "drives": driving if at < 2 else [],
            }
        )
        for at in range(IDEAS)
    }
    rated = library.rate(library.catalog)
    ratings = {**rated, **dict.fromkeys(ideas, rated["mentor"])}
    catalog = replace(library.catalog, ideas={**library.catalog.ideas, **ideas})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(menu_data, "FIRST", 1)
        made = Library(catalog, lambda _: ratings, library.settings)
        folder = build_library(made, tmp_path_factory.mktemp("large"))
    with served_site(folder) as site:
        yield site


def wait_for_count(page: Page, words: str) -> None:
    expect(page.locator("[data-count]")).to_have_text(words)


def test_a_few_rows_are_drawn_and_more_when_asked_for(visit: Visit, large: Site) -> None:
    page = visit().go(large.url + "ideas/")
    assert len(shown(page)) == 10
    more = page.get_by_role("button", name="Show 50 more")
    more.click()
    expect(page.locator("[data-rows] > li")).to_have_count(60)
    assert page.evaluate("document.activeElement.getAttribute('href')") == page.locator(
        "[data-rows] > li:nth-child(11) a"
    ).first.get_attribute("href"), "the keyboard goes on where the new rows begin"
    expect(page.get_by_role("status")).to_have_text("60 of 304 ideas shown")
    assert page.locator("nav", has_text="2").filter(has=page.locator("[href$='ideas/2/']")).is_hidden()


def test_more_rows_by_keyboard_to_the_very_end(visit: Visit, large: Site) -> None:
    page = visit().go(large.url + "ideas/?words=often")
    wait_for_count(page, "150 of 304 ideas")
    for number in (60, 110, 150):
        tab_to(page, "[data-more]", most=400)
        page.keyboard.press("Enter")
        expect(page.locator("[data-rows] > li")).to_have_count(number)
    assert page.locator("[data-more]").is_hidden()
    rows = page.locator("[data-rows] > li")
    expect(rows.last).to_contain_text("What one does often, time 299")
    assert rows.last.locator("a").first.get_attribute("href") == "../ideas/idea-299/"


def test_a_drawn_row_says_what_a_row_of_the_plain_list_says(visit: Visit, large: Site) -> None:
    page = visit().go(large.url + "ideas/?words=250")
    wait_for_count(page, "1 of 304 ideas")
    drawn = page.locator("[data-rows] > li")
    expect(drawn.locator(":scope > p")).not_to_be_empty()
    without = visit(java_script_enabled=False).go_plainly(large.url + "ideas/3/")
    plain = without.locator("li.cp-row", has_text="Try number 250")

    def told(row: str) -> str:
        return re.sub(r"\s+", " ", row).removesuffix(" Keep")

    assert told(drawn.inner_text()) == told(plain.inner_text())
    for part in (".cp-meter", ".cp-row__title", ".cp-row__facts"):
        classes = "(all) => all.map((one) => one.className)"
        assert drawn.locator(part).evaluate_all(classes) == plain.locator(part).evaluate_all(classes)


def test_words_and_other_names_are_found_in_pieces(visit: Visit, large: Site) -> None:
    page = visit().go(large.url + "ideas/")
    page.get_by_label("Find by words").fill("buho")
    wait_for_count(page, "1 of 304 ideas")
    assert shown(page) == ["idea-250"]


def test_drivers_come_when_their_problem_is_ticked_or_named(visit: Visit, large: Site) -> None:
    page = visit().go(large.url + "ideas/")
    tick(page, "problem", "grades")
    driver = page.locator(box("driver", "grades.grading"))
    expect(driver).to_be_visible()
    driver.check()
    wait_for_count(page, "3 of 304 ideas")
    again = visit().go(address(page))
    wait_for_count(again, "3 of 304 ideas")
    assert again.locator(box("driver", "grades.grading")).is_checked()


def test_a_newer_answer_overtakes_an_older_one(visit: Visit, large: Site) -> None:
    visitor = visit()
    page = visitor.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/words-*.js", hold)
    visitor.go(large.url + "ideas/")
    page.get_by_label("Find by words").fill("often")
    page.wait_for_timeout(100)
    page.get_by_label("Find by words").fill("")
    wait_for_count(page, "304 ideas")
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    wait_for_count(page, "304 ideas")


def test_the_matrix_names_some_and_counts_the_others(visit: Visit, large: Site) -> None:
    page = visit().go(large.url + "ideas/?view=matrix")
    cell = page.locator("td", has_text="more; narrow the list")
    expect(cell.first).to_be_visible()
    assert cell.first.get_by_role("link").count() == 20


def test_a_piece_that_cannot_be_read_is_told(visit: Visit, large: Site) -> None:
    visitor = visit()
    visitor.page.route("**/words-*.js", lambda route: route.fulfill(status=404, body=""))
    page = visitor.go(large.url + "ideas/")
    page.get_by_label("Find by words").fill("often")
    wait_for_count(page, "A part of the list cannot be read. Load the page again.")
    visitor.forgive("404")


def test_it_works_from_a_disk(visit: Visit, large: Site) -> None:
    page = visit().go(large.from_disk + "ideas/index.html")
    page.get_by_label("Find by words").fill("buho")
    wait_for_count(page, "1 of 304 ideas")
    expect(page.locator("[data-rows] > li > p")).to_contain_text("time 250")


def test_without_script_the_plain_list_goes_through_all_ideas(visit: Visit, large: Site) -> None:
    page = visit(java_script_enabled=False).go_plainly(large.url + "ideas/")
    found: list[str] = []
    for number in ("1", "2", "3", "4"):
        page.get_by_role("navigation", name="Pages of the list").get_by_role(
            "link", name=re.compile(f"^{number} ")
        ).click()
        links = page.locator("li.cp-row h3 a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
        found += [link.split("/")[-2] for link in links]
    assert len(found) == len(set(found)) == IDEAS + 4
