"""The menu of ideas: the plain list by pages, and the table that its script filters, sorts and draws from."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from generator.model.library import Library
from generator.render import menu_data as menu_data_module
from generator.render.facets import FACETS, values_of
from generator.render.menu_data import menu_data
from generator.render.pages.menu import ON_A_PAGE, draw_menu, list_pages
from generator.render.view import LibraryView
from tests.sample_library import sample_library
from tests.unit.render.bodies import read_body

VIEW = LibraryView(sample_library())
MENU = draw_menu(VIEW)
BY_TITLE = ["hostile", "new-schedule", "early-recovery", "mentor"]


def many(number: int, summaries: Mapping[str, str] = MappingProxyType({})) -> LibraryView:
    """A library of so many ideas, all like one of the sample's but for id and title, and some for their summary."""
    library = sample_library()
    catalog, idea = library.catalog, library.catalog.ideas["mentor"]
    ideas = {f"idea-{at:04}": idea.model_copy(update={"title": f"Try number {at:04}"}) for at in range(number)}
    ideas |= {key: ideas[key].model_copy(update={"summary": summary}) for key, summary in summaries.items()}
    ratings = dict.fromkeys(ideas, library.rate(catalog)["mentor"])
    return LibraryView(Library(replace(catalog, ideas=ideas), lambda _: ratings, library.settings))


def taken(script: bytes) -> dict[str, Any]:
    """What a file hands over, by key, as a browser would read it."""
    calls = [line for line in script.decode().split("\n") if line]
    return dict(json.loads(f"[{call.removeprefix('changepackTake(').removesuffix(')')}]") for call in calls)


def table(view: LibraryView) -> dict[str, Any]:
    """The table of a library's menu."""
    data = menu_data(view)
    found: dict[str, Any] = taken(data.files[data.first])["menu"]
    return found


def places(column: dict[str, Any], row: int) -> Any:
    return column["sets"][ord(column["rows"][row]) - 35]


# -- the plain list


def test_every_published_idea_is_in_the_plain_list_by_title_and_no_other() -> None:
    linked = re.findall(r'cp-row__title"><a href="[^"]*ideas/([a-z-]+)/"', MENU.body)
    assert linked == list(VIEW.published_ideas) == BY_TITLE


def test_a_large_library_has_its_plain_list_in_pages_that_lead_to_each_other() -> None:
    view = many(2 * ON_A_PAGE + 1)
    pages = [draw_menu(view, at) for at in list_pages(view)]
    assert [page.url for page in pages] == ["ideas/", "ideas/2/", "ideas/3/"]
    linked = [
        idea for page in pages for idea in re.findall(r'cp-row__title"><a href="[^"]*ideas/([a-z0-9-]+)/"', page.body)
    ]
    assert linked == list(view.published_ideas)
    for page in pages:
        assert [f'ideas/{part}"' in page.body for part in ("", "2/", "3/")] == [True, True, True]
    assert pages[0].search
    assert not pages[1].search, "the list itself is not what somebody searches for"


def test_the_form_waits_for_its_script_and_the_list_does_not() -> None:
    form = next(attributes for tag, attributes in read_body(MENU).tags if tag == "form")
    rows = [
        attributes for tag, attributes in read_body(MENU).tags if tag == "li" and attributes.get("class") == "cp-row"
    ]
    assert "hidden" in form
    assert not any("hidden" in row for row in rows)
    assert MENU.body.count("assets/menu.js") == 1


def test_the_page_loads_the_table_that_was_made_with_it() -> None:
    assert f'{menu_data(VIEW).first}" defer' in MENU.body


# -- the form


def test_a_long_facet_folds_what_comes_after_its_first_values_and_has_each_of_them_once() -> None:
    library = sample_library()
    problem = library.catalog.problems["grades"]
    problems = {f"problem-{at:02}": problem.model_copy(update={"title": f"Problem {at:02}"}) for at in range(38)}
    catalog = replace(library.catalog, problems={**library.catalog.problems, **problems})
    body = draw_menu(LibraryView(Library(catalog, library.rate, library.settings))).body
    seen, folded = (re.findall(r'name="problem" value="([a-z0-9-]+)"', part) for part in body.split("16 more"))
    assert len(seen) == 24
    assert sorted(seen + folded) == sorted(catalog.problems)


# -- the table


def test_the_table_has_the_values_of_every_idea() -> None:
    facets = table(VIEW)["facets"]
    for facet in FACETS:
        if facet.depends_on:
            continue
        known = [value.id for value in facet.values(VIEW)]
        for row, idea_id in enumerate(BY_TITLE):
            found = {known[place] for place in places(facets[facet.id], row)}
            assert found == set(values_of(VIEW, idea_id)[facet.id]), (facet.id, idea_id)


def test_the_table_ranks_ideas_by_effort_and_by_age() -> None:
    made = table(VIEW)
    for name in ("effort", "newest"):
        signs = [ord(sign) - 35 for sign in made[name]["rows"]]
        assert len(signs) == len(BY_TITLE)
        assert {made[name]["order"][sign] for sign in signs} == set(range(len(set(made[name]["order"]))))
    assert places(made["effort"], 2) == VIEW.cards["early-recovery"].effort


def test_drivers_come_with_their_problem() -> None:
    data = menu_data(VIEW)
    made = taken(data.files[data.first])
    (piece,) = [made[key] for key in made["menu"]["drivers"]]
    by_problem = dict(zip(VIEW.problem_order, piece, strict=True))
    rows = {driver: rows for driver, _, rows in by_problem["grades"]}
    assert rows["grades.grading"] == [BY_TITLE.index("early-recovery")], "under a part, so under the whole too"


def test_a_small_library_has_everything_in_the_file_that_the_page_loads() -> None:
    data = menu_data(VIEW)
    made = taken(data.files[data.first])
    assert {*made["menu"]["names"], *made["menu"]["words"]["pieces"], *made["menu"]["lines"]} <= made.keys()
    (words, _) = made[made["menu"]["words"]["pieces"][0]]
    assert {"recuperacion", "recovery"} <= set(words), "other names, without accents"


def test_a_large_library_keeps_the_file_that_the_page_loads_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu_data_module, "FIRST", 4_000)
    data = menu_data(many(1200))
    made = taken(data.files[data.first])
    assert len(zlib.compress(data.files[data.first])) < 4_000
    assert made["menu"]["rows"] == 1200
    wanted = {*made["menu"]["names"], *made["menu"]["lines"], *made["menu"]["words"]["pieces"]}
    assert wanted - made.keys(), "the rest is not in it"
    lying = {path.rpartition("-")[2].removesuffix(".js") for path in data.files}
    assert wanted <= lying


def test_an_edit_of_one_idea_leaves_other_pieces_as_they_are() -> None:
    before = menu_data(many(1200)).files
    after = menu_data(many(1200, {"idea-0700": "Say it in another way"})).files
    fresh = [path.split("/")[2].partition("-")[0] for path in after.keys() - before.keys()]
    assert sorted(set(fresh)) == ["first", "lines", "words"]
    assert fresh.count("lines") == 1
