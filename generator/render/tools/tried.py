"""The form on which a team tells what happened in a test: what it chooses from, and the columns of the row it makes."""

from __future__ import annotations

from typing import Any

from generator.model.lookup import Place, TestOfChange
from generator.render.plan_sheet import DECISION, MATCH
from generator.render.structured import data_element
from generator.render.tools.decide import MOST_IN_PAGE
from generator.render.view import LibraryView

__all__ = ["MOST_CHARACTERS", "tried_context"]

MOST_CHARACTERS = 400
"""Length of a text in the log of tests, as `TestOfChange` has it."""


def tried_context(view: LibraryView) -> dict[str, Any]:
    """What the page `tools/tried/` is drawn from. A very large library asks for an idea by its id."""
    catalog = view.catalog
    ideas = view.published_ideas if len(view.published_ideas) <= MOST_IN_PAGE else ()
    measures = {measure_id: measure.title for measure_id, measure in catalog.measures.items()}
    places = {place_id: view.place_name(place_id) for place_id in catalog.places}
    data = {
        "ideas": [(idea_id, catalog.ideas[idea_id].title) for idea_id in ideas],
        "measures": sorted(measures.items(), key=lambda entry: entry[1].casefold()),
        "places": sorted(places.items(), key=lambda entry: entry[1].casefold()),
        "columns": list(TestOfChange.model_fields),
        "place_columns": list(Place.model_fields),
        "repository": view.settings.repo_url,
    }
    return {
        "most": MOST_CHARACTERS,
        "data": data_element("cp-tried-data", data),
        "choose_idea": bool(ideas),
        "match": MATCH,
        "decision": DECISION,
        "repo_url": view.settings.repo_url,
    }
