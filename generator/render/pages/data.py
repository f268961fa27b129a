"""The page that explains the downloads, and the editors' page on the health of the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.model.kinds import KINDS
from generator.model.library import Page
from generator.model.rating import NOT_RATED, RUNGS, TIERS
from generator.render.environment import draw
from generator.render.health import DriverCount, Gap, library_health
from generator.render.overview import HOME, overview
from generator.render.structured import json_ld
from generator.render.view import LibraryView, Link
from generator.render.words import READ

__all__ = ["draw_data", "draw_health"]

_DATA = Link(
    "data/",
    "Data",
    "Everything on this site as files that other programs can read. Take them, cite them, build on them.",
)
_HEALTH = Link(
    "data/health/",
    "Library health",
    "For editors: where ideas are missing, unsupported, out of date or without a source.",
)
_FILES = (
    ("ideas.csv", "All change ideas as a table, one a row, with both ratings. Opens in Excel and Google Sheets."),
    ("ideas.json", "All change ideas whole, with ratings, the reason for each clause, tests, cases and packages."),
    ("packages.json", "All change packages with their diagrams and ideas."),
    ("cases.json", "All cases whole, with rules of selection and sources."),
    ("problems.json", "All problems of practice with their drivers, ideas, packages and cases."),
    ("facets.json", "The filters of the menu of ideas: values and counts."),
    ("health.json", "The state of the library, for its editors."),
)


def draw_data(view: LibraryView) -> Page:
    """The page `data/`."""
    context = {"files": _FILES, "kinds": list(KINDS.values()), "site_name": view.settings.site_name}
    found_by = " ".join([_DATA.note, *(text for _, text in _FILES)])
    return replace(overview("data", _DATA, context, found_by=found_by), structured_data=_structured(view))


def _structured(view: LibraryView) -> str:
    return json_ld(
        "Dataset",
        {
            "name": f"{view.settings.site_name}: change ideas, packages and cases",
            "description": _DATA.note,
            "url": view.public_url(_DATA.url),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": "text/csv" if name.endswith(".csv") else "application/json",
                    "contentUrl": view.public_url(f"data/{name}"),
                }
                for name, _ in _FILES
                if view.settings.site_url
            ],
        },
    )


def draw_health(view: LibraryView) -> Page:
    """The page `data/health/`."""
    health = library_health(view)
    context = {
        "page_type": "health",
        "title": _HEALTH.title,
        "crumbs": [HOME, _DATA],
        "about": _HEALTH.note,
        "health": health,
        "tiers": [(label, health.tiers.get(label, 0)) for label in (*TIERS.values(), NOT_RATED)],
        "rungs": [(label, health.rungs.get(label, 0)) for label in RUNGS],
        "read": [(words, health.read.get(how, 0)) for how, words in READ.items()],
        "columns": [*TIERS.values(), NOT_RATED],
        "drivers": _by_problem(view, health.drivers),
        "lists": [
            ("Ideas without a study", _links(view, health.without_studies)),
            ("Facts without a source", _links(view, health.without_reference)),
            ("Past their date of review", _links(view, health.past_review)),
            ("Sources that nobody cites", _links(view, health.uncited)),
            ("Warnings that stay, and why", _links(view, health.answered)),
        ],
    }
    return Page(
        url=_HEALTH.url,
        page_type="health",
        title=_HEALTH.title,
        description="The state of the library, for its editors.",
        body=draw("health", context),
    )


def _by_problem(view: LibraryView, counts: list[DriverCount]) -> list[tuple[Link, list[DriverCount]]]:
    groups: dict[str, list[DriverCount]] = {}
    for count in counts:
        groups.setdefault(count.problem, []).append(count)
    return [(view.links("problem", [problem])[0], rows) for problem, rows in groups.items()]


def _links(view: LibraryView, gaps: list[Gap]) -> list[Link]:
    titles: Mapping[str, str] = {ref_id: line.text for ref_id, line in view.source_lines.items()}
    links = []
    for gap in gaps:
        if gap.kind == "reference":
            links.append(Link(f"references/#ref-{gap.id}", titles[gap.id]))
        else:
            links += [Link(link.url, link.title, gap.what) for link in view.links(gap.kind, [gap.id])]
    return links
