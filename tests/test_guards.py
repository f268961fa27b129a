"""The list of guards (`python -m tests.guards` takes each away in turn) knows where they stand."""

from __future__ import annotations

from tests.guards import GUARDS, faults_of_list


def test_every_guard_of_the_list_is_where_it_says() -> None:
    assert faults_of_list() == []
    assert len({guard.name for guard in GUARDS}) == len(GUARDS)
