"""The self-assessment of an organization's capacity to improve: six areas, five levels, for one person or many.

Areas and levels are those that the convening of 2017 used (adapted from the Institute for Healthcare Improvement); the
questions and examples are in our words, as on the page `learn/self-assessment/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.render.structured import data_element
from generator.render.tools.reading import pages_of, sources_of
from generator.render.view import LibraryView

__all__ = ["AREAS", "FEWEST_IN_A_GROUP", "LEVELS", "ROLE_GROUPS", "Area", "capacity_context"]


@dataclass(frozen=True, slots=True)
class Area:
    """An area: what to ask, and what one might see at the first and at the fourth level."""

    id: str
    title: str
    ask: str
    at_one: str
    at_four: str


AREAS: tuple[Area, ...] = (
    Area(
        "leadership",
        "Leadership",
        "Do leaders set clear aims, keep them, and make improvement part of the work?",
        "a new focus each fall",
        "the same aim for three years; leaders show their own tests",
    ),
    Area(
        "results",
        "Results",
        "Can we show better results across departments?",
        "stories",
        "figures over time in several departments, with what did not work",
    ),
    Area(
        "resources",
        "Resources",
        "Do teams get time, people and money?",
        "volunteers after hours",
        "a protected hour a week and someone to help",
    ),
    Area(
        "workforce",
        "Workforce",
        "Are people hired, trained and thanked for improving?",
        "“one more thing”",
        "it stands in job descriptions; new staff learn it in the first month",
    ),
    Area(
        "data",
        "Data",
        "Do people get timely data and know what to do with them?",
        "last year's tests",
        "a team gets an answer within a week",
    ),
    Area(
        "knowledge",
        "Knowledge",
        "Do people know how to find causes, test and spread?",
        "one expert",
        "most teams can run a small test alone",
    ),
)
LEVELS: tuple[str, ...] = ("just beginning", "developing", "making progress", "significant impact", "exemplary")
"""Names of the levels 1 to 5."""

ROLE_GROUPS: tuple[str, ...] = (
    "Teachers",
    "Principals and assistant principals",
    "Counselors and other support staff",
    "Office staff and aides",
    "District office",
    "County office or partner",
)
"""Role groups that the page suggests; any other can be typed."""

FEWEST_IN_A_GROUP = 3
"""A group with fewer answers is not shown apart: with two, each could work out what the other said."""


def capacity_context(view: LibraryView) -> dict[str, Any]:
    """Areas, levels and groups for the page and for its script."""
    data = {
        "areas": [{"id": area.id, "title": area.title} for area in AREAS],
        "levels": LEVELS,
        "fewest": FEWEST_IN_A_GROUP,
    }
    return {
        "areas": AREAS,
        "levels": LEVELS,
        "groups": ROLE_GROUPS,
        "fewest": FEWEST_IN_A_GROUP,
        "data": data_element("cp-capacity-data", data),
        "sources": sources_of(view, "pace-2017-convening", "grunow-2018-vision"),
        "further": pages_of(view, "learn/self-assessment/", "methods/ihi-capability/"),
    }
