"""Zones of traction: the examples that the report gives, and what must hold for every site."""

from __future__ import annotations

from itertools import product

import pytest

from generator.improvement.traction import (
    RULES,
    SIGNS,
    ZONES,
    Depth,
    Ownership,
    Spread,
    Sustainability,
    Zone,
    read_zone,
)

EVERY_SITE = list(product(Spread, Depth, Ownership, Sustainability, (False, True)))


TAKING_A_BREAK = (Spread.ALONE, Depth.NOTHING_TRIED, Ownership.NOBODY, Sustainability.NOTHING)
ONE_DEVOTED_PERSON = (Spread.ALONE, Depth.DEEP, Ownership.TEAM, Sustainability.NOTHING)
ICE_CREAM_SOCIAL = (Spread.BEYOND_TEAM, Depth.SHALLOW, Ownership.NOBODY, Sustainability.NOTHING)
DONE_FOR_THE_HUB = (Spread.TEAM, Depth.DEEP, Ownership.NOBODY, Sustainability.NOTHING)
SMALL_INVESTED_TEAM = (Spread.TEAM, Depth.DEEP, Ownership.TEAM, Sustainability.NOTHING)
SPREAD_WITH_SUPPORT = (Spread.BEYOND_TEAM, Depth.DEEP, Ownership.SITE, Sustainability.BEING_BUILT)
EVERYTHING = (Spread.WHOLE_SYSTEM, Depth.DEEP, Ownership.SITE, Sustainability.ROUTINE)


@pytest.mark.parametrize(
    ("site", "zone"),
    [
        (TAKING_A_BREAK, "A"),
        (ONE_DEVOTED_PERSON, "A"),
        (ICE_CREAM_SOCIAL, "B"),
        (DONE_FOR_THE_HUB, "B"),
        (SMALL_INVESTED_TEAM, "C"),
        (SPREAD_WITH_SUPPORT, "D"),
        (EVERYTHING, "D"),
    ],
)
def test_sites_as_the_report_describes_them(site: tuple[Spread, Depth, Ownership, Sustainability], zone: Zone) -> None:
    assert read_zone(*site).zone == zone


def test_scale_needs_all_four_dimensions_and_an_effect() -> None:
    assert read_zone(*EVERYTHING, impact_shown=True).zone == "E"
    assert read_zone(*EVERYTHING, impact_shown=True).next_step is None
    in_zone_e = [site for site in EVERY_SITE if read_zone(*site[:4], impact_shown=site[4]).zone == "E"]
    assert in_zone_e == [(*EVERYTHING, True)]


@pytest.mark.parametrize("site", EVERY_SITE)
def test_more_of_anything_never_lowers_the_zone(
    site: tuple[Spread, Depth, Ownership, Sustainability, bool],
) -> None:
    zone = read_zone(*site[:4], impact_shown=site[4]).zone
    for place, step in enumerate((Spread, Depth, Ownership, Sustainability)):
        if site[place] < max(step):
            more = list(site)
            more[place] = step(site[place] + 1)
            assert read_zone(*more[:4], impact_shown=site[4]).zone >= zone  # type: ignore[arg-type]


@pytest.mark.parametrize("spread", [Spread.TEAM, Spread.BEYOND_TEAM, Spread.WHOLE_SYSTEM])
def test_a_shallow_change_stays_in_zone_b_however_far_it_spreads(spread: Spread) -> None:
    reading = read_zone(spread, Depth.SHALLOW, Ownership.SITE, Sustainability.ROUTINE, impact_shown=True)
    assert reading.zone == "B"
    assert ("They have spread" in " ".join(reading.reasons)) == (spread > Spread.TEAM)


@pytest.mark.parametrize("site", EVERY_SITE)
def test_every_reading_gives_its_reasons(site: tuple[Spread, Depth, Ownership, Sustainability, bool]) -> None:
    reading = read_zone(*site[:4], impact_shown=site[4])
    assert reading.reasons
    assert reading.title == ZONES[reading.zone]
    assert (reading.next_step is None) == (reading.zone == "E")


def test_the_words_name_every_step_and_every_zone() -> None:
    steps = {"depth": Depth, "ownership": Ownership, "spread": Spread, "sustainability": Sustainability}
    assert {sign.id: len(sign.steps) for sign in SIGNS} == {name: len(step) for name, step in steps.items()}
    assert list(RULES) == list(ZONES)
