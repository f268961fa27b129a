"""A few dozen faults at steps spread over a build; `python -m tests.faults` tries every step."""

from __future__ import annotations

import pytest

from tests.faults.builder import Builder
from tests.faults.trial import Trial, tree
from tests.faults.tripwire import FAULTS

TRIES = 3


def spread(steps: int, turn: int) -> list[int]:
    """A few steps, evenly over all of them; each turn takes others."""
    assert steps > 50, "the steps of a build are noticed"
    return [1 + (7 * turn + steps * number // TRIES) % steps for number in range(TRIES)]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_step_leaves_a_whole_site(trial: Trial, fault: str) -> None:
    steps = trial.steps(fault)
    for at in spread(steps, list(FAULTS).index(fault)):
        trial.edit()
        trial.fault(fault, at)
        trial.heals()


def test_a_disk_that_takes_pages_but_no_notes_of_them_gives_no_site_of_old_notes(trial: Trial) -> None:
    for _ in range(3):  # of an idea more, an idea less and a title, one shows it
        trial.edit()
        assert trial.fault("room for pages only", 1) == "told"
        trial.heals()


def test_a_kill_just_before_the_exchange_leaves_the_old_site_and_after_it_the_new(trial: Trial) -> None:
    for at in ("renameat2 1", "fsync 1", "fsync 2", "fsync 3"):
        served = tree(trial.site)
        trial.edit()
        ended = trial.fault("kill", at)
        assert at != "renameat2 1" or (ended, tree(trial.site)) == ("killed", served)
        trial.heals()


def test_systems_that_cannot_exchange_are_mended_by_the_next_build(trial: Trial) -> None:
    ended = []
    for number in range(1, 5):
        trial.edit()
        ended.append(trial.fault("kill", f"os.rename {number}", exchange=False))
        trial.heals()
    assert ended.count("killed") >= 3, "two renames, and a third for the spare folder"


def test_a_first_build_that_is_killed_leaves_no_site_or_a_whole_one(trial: Trial) -> None:
    trial.empty()
    steps = trial.steps("kill")
    for at in spread(steps, 5):
        trial.empty()
        trial.fault("kill", at, first=True)
        trial.heals()


def test_builds_at_the_same_time_do_not_mix(trial: Trial, builder: Builder) -> None:
    for _ in range(3):
        trial.edit()
        ended = builder.together(trial.project, 3)
        assert {build["ended"] for build in ended} <= {0, 3}, ended
        assert all(build["ended"] == 0 or "P902" in build["said"] for build in ended)
        trial.heals()
