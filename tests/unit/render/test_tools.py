"""What the pages of tools bring for their scripts: the rules' own results, whole, and safe inside the page."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any

import pytest

from generator.improvement.run_limits import crossings_minimum, longest_run_maximum, runs_limits
from generator.improvement.three_questions import ANSWERS, STEPS, Answers, what_next
from generator.improvement.traction import Depth, Ownership, Spread, Sustainability, read_zone
from generator.render.tools.capacity import AREAS, LEVELS, capacity_context
from generator.render.tools.run_chart import MOST_POINTS, graph_paper, limits_by_hand, run_chart_data
from generator.render.tools.three_questions import three_questions_context
from generator.render.tools.traction import HUB_MOVES, traction_context
from generator.render.view import LibraryView
from tests.sample_library import sample_library


@pytest.fixture(scope="module")
def view() -> LibraryView:
    return LibraryView(sample_library())


def data_in(html: str) -> Any:
    """The data of a script element, which nothing in it can end."""
    found = re.fullmatch(r'<script type="application/json" id="cp-[a-z-]+-data">([^<>&]*)</script>', html)
    assert found
    return json.loads(found[1])


def test_limits_of_the_run_chart_are_those_of_the_rules() -> None:
    data = data_in(run_chart_data())
    numbers = range(MOST_POINTS + 1)
    assert data["longest"] == [longest_run_maximum(number) for number in numbers]
    assert data["crossings"] == [crossings_minimum(number) for number in numbers]
    assert list(zip(data["runs_low"], data["runs_high"], strict=True)) == [runs_limits(number) for number in numbers]


def test_limits_by_hand_cover_ten_to_thirty_points_without_a_gap() -> None:
    expected = 10
    for row in limits_by_hand():
        first, _, last = row.points.partition(" to ")
        assert int(first) == expected
        for number in range(int(first), int(last or first) + 1):
            assert (longest_run_maximum(number), crossings_minimum(number)) == (row.longest_run, row.crossings)
        expected = int(last or first) + 1
    assert expected == 31


def test_graph_paper_has_a_line_for_each_period() -> None:
    assert graph_paper(columns=12, rows=8).count("<line") == 13 + 9


def test_the_page_has_the_step_for_every_answer_to_the_three_questions(view: LibraryView) -> None:
    data = data_in(three_questions_context(view)["data"])
    assert len(data["next"]) == len(ANSWERS) ** len(data["questions"])
    for index, given in zip(data["next"], product(ANSWERS, repeat=len(data["questions"])), strict=True):
        assert data["steps"][index]["verdict"] == STEPS[what_next(Answers(*given))].verdict


def test_the_page_has_the_zone_for_every_answer_to_the_traction_check(view: LibraryView) -> None:
    data = data_in(traction_context(view)["data"])
    answers = product(Depth, Ownership, Spread, Sustainability, (False, True))
    for found, (depth, ownership, spread, sustainability, effect) in zip(data["readings"], answers, strict=True):
        expected = read_zone(spread, depth, ownership, sustainability, impact_shown=effect)
        zone, *reasons = found
        assert (zone, tuple(data["reasons"][at] for at in reasons)) == (expected.zone, expected.reasons)
        assert data["zones"][zone]["next"] == (expected.next_step or "")
    assert [sign["id"] for sign in data["signs"]] == ["depth", "ownership", "spread", "sustainability"]


def test_every_zone_has_moves_for_a_hub() -> None:
    assert list(HUB_MOVES) == list("ABCDE")
    assert all(2 <= len(moves) <= 3 for moves in HUB_MOVES.values())


def test_capacity_has_six_areas_and_five_levels(view: LibraryView) -> None:
    data = data_in(capacity_context(view)["data"])
    assert [area["id"] for area in data["areas"]] == [area.id for area in AREAS]
    assert (len(AREAS), len(LEVELS), data["fewest"]) == (6, 5, 3)


def test_sources_lead_into_the_sites_own_list_only_where_it_has_them(view: LibraryView) -> None:
    sources = [*traction_context(view)["sources"], *capacity_context(view)["sources"]]
    for source in sources:
        assert source.url.startswith("https://")
        assert not source.listed or source.listed.removeprefix("references/#ref-") in view.catalog.references
