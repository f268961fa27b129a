"""The page of a hub: who they are and the packages they publish."""

from __future__ import annotations

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.listing import package_cards
from generator.render.overview import HOME, PACKAGES
from generator.render.structured import json_ld
from generator.render.view import LibraryView

__all__ = ["draw_hub"]


def draw_hub(view: LibraryView, hub_id: str) -> Page:
    """The page of a hub."""
    hub = view.catalog.hubs[hub_id]
    context = {
        "page_type": "hub",
        "title": hub.name,
        "crumbs": [HOME, PACKAGES],
        "hub": hub,
        "packages": package_cards(view, view.relations.packages_of_hub.get(hub_id, ())),
    }
    properties = {
        "name": hub.name,
        "description": hub.summary.text,
        "url": hub.url or view.public_url(f"hubs/{hub_id}/"),
    }
    return Page(
        url=f"hubs/{hub_id}/",
        page_type="hub",
        title=hub.name,
        description=f"{hub.name}: {hub.kind}. Its change packages.",
        body=draw("hub", context),
        source=view.source("hub", hub_id),
        search=(SearchEntry("", hub.name, hub.summary.text),),
        structured_data=json_ld("Organization", properties),
    )
