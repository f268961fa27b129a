"""Records as ten thousand of them lie in memory: what they have in common is there once, and nobody sees it."""

from __future__ import annotations

import sys

import pytest
from pydantic import ValidationError

from generator.model.change_idea import ChangeIdea, Step
from tests.sample_library import sample_catalog

WRITTEN = {"do": "Print the list", "who": "Teacher", "minutes": 10}


def test_records_of_a_kind_share_the_names_of_their_fields() -> None:
    one, *_, other = (Step.model_validate(WRITTEN) for _ in range(50))  # Python reckons with more names at first
    assert sys.getsizeof(other.__dict__) < sys.getsizeof(dict(WRITTEN))
    assert one == other
    assert one.__dict__ is not other.__dict__
    assert list(other.__dict__) == list(Step.model_fields)
    assert other.model_dump(exclude_defaults=True) == WRITTEN


def test_an_empty_list_is_one_for_all_records() -> None:
    ideas = sample_catalog().ideas.values()
    lists = [value for idea in ideas for value in idea.__dict__.values() if value == []]
    assert len(lists) > 10
    assert len({id(found) for found in lists}) == 1


def test_what_an_author_filled_in_is_still_known() -> None:
    idea = sample_catalog().ideas["early-recovery"]
    again = ChangeIdea.model_validate_json(idea.model_dump_json(by_alias=True, exclude_unset=True))
    assert again == idea
    assert again.model_fields_set is idea.model_fields_set


def test_nobody_changes_a_record() -> None:
    step = Step.model_validate(WRITTEN)
    with pytest.raises(ValidationError):
        step.minutes = 12  # type: ignore[misc]
    assert step.minutes == 10
