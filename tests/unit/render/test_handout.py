"""What of an idea fits one page: everything where it fits, else whole entries, the least needed left out first."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.change_idea import ChangeIdea
from generator.render.handout import SIZES, SMALLER, Handout, handout, sentences
from generator.render.headline import headline
from generator.render.view import LibraryView
from tests.sample_library import sample_library

IDEA = "early-recovery"


def drawn(**changes: Any) -> Handout:
    """The handout of the sample's fullest idea with some fields changed."""
    view = LibraryView(sample_library())
    fields = view.catalog.ideas[IDEA].model_dump() | changes
    idea = ChangeIdea.model_validate(fields)
    return handout(view, idea, headline(view, IDEA, idea))


def words(count: int) -> str:
    """So many characters of plain sentences."""
    return ("Ask three students what would help them most. " * (count // 40 + 1))[: count - 1].strip() + "."


def test_an_ordinary_idea_is_whole_in_the_largest_type() -> None:
    page = drawn()
    assert page.size == SIZES[0]
    assert (page.steps_cut, page.core_cut, page.limits_cut) == (0, 0, 0)
    assert [name for name, _ in page.test][:3] == ["Question", "What to do", "What you think will happen"]


def test_sources_are_called_by_their_names_as_no_link_says_which_are_meant() -> None:
    view = LibraryView(sample_library())
    names = f"({view.catalog.name_of('rivera-2015')}, p. 3; {view.catalog.name_of('adams-2019-mentor')})"
    page = drawn(picture_of_practice="It *helped* [@rivera-2015, p. 3; @adams-2019-mentor].\n\nOften.")
    assert page.picture == f"It helped {names}. Often."
    assert names != "(Rivera 2015, p. 3; Adams 2019)"


def test_a_longer_idea_gets_smaller_type_before_anything_is_left_out() -> None:
    sizes = []
    for length in range(200, 1000, 80):
        page = drawn(picture_of_practice=words(length), steps=[{"do": words(110)}] * 7)
        assert page.picture == words(length) or page.size == SIZES[-1]
        sizes.append(page.size)
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 2


def test_the_longest_idea_that_may_be_written_loses_whole_entries_and_the_page_counts_them() -> None:
    page = drawn(
        title=words(160), summary=words(160), picture_of_practice=words(1000), steps=[{"do": words(300)}] * 12,
        core=[words(300)] * 8, limits=[words(400)] * 8,
        first_test={"question": words(300), "prediction": words(300), "plan": words(600), "data": words(300)},
    )  # fmt: skip
    assert page.size in (SIZES[-1], *SMALLER)
    assert len(page.steps) + page.steps_cut == 12
    assert len(page.core) + page.core_cut == 8
    assert len(page.limits) + page.limits_cut == 8
    assert len(page.steps) >= 3
    assert all(step.do == words(300) for step in page.steps)
    assert len(page.test) == 4


def test_a_picture_is_cut_between_sentences() -> None:
    long = words(1000)
    page = drawn(picture_of_practice=long, steps=[{"do": words(300)}] * 6)
    assert page.picture != long
    assert long.startswith(page.picture)
    assert page.picture.endswith("most.")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
        ("Now Ms. Diaz asks Mr. Lee. Then she calls.", ["Now Ms. Diaz asks Mr. Lee.", "Then she calls."]),
        ("She says: “Come in.” Nobody comes. ¿Por qué?", ["She says: “Come in.”", "Nobody comes.", "¿Por qué?"]),
        ("About 3.5 hours, e.g. on Mondays.", ["About 3.5 hours, e.g. on Mondays."]),
    ],
)  # fmt: skip
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@given(st.text(max_size=300))
def test_sentences_lose_nothing_but_the_space_between_them(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
