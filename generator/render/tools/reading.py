"""Where the tools took their rules from: sources and pages, as links where this site has them.

Tools are drawn for every project, also for one that knows none of these sources; then the line alone stands there.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.view import LibraryView, Link

__all__ = ["ToolSource", "pages_of", "sources_of"]


@dataclass(frozen=True, slots=True)
class ToolSource:
    """A source of a tool: its line, its address, and its place in the site's own list where it is in it."""

    text: str
    title: str
    url: str
    listed: str = ""


_SOURCES: dict[str, ToolSource] = {
    "gallagher-2022-traction": ToolSource(
        "Gallagher, H. A., Cottingham, B. W., & O'Meara, K. (2022). Policy Analysis for California Education.",
        "Generating Traction with Continuous Improvement: Lessons from Two Learning Networks",
        "https://edpolicyinca.org/publications/generating-traction-with-continuous-improvement",
    ),
    "pace-2017-convening": ToolSource(
        "Policy Analysis for California Education & WestEd (2017).",
        "Continuous Improvement Stakeholder Convening: meeting summary",
        "https://edpolicyinca.org/publications/continuous-improvement-practice",
    ),
    "grunow-2018-vision": ToolSource(
        "Grunow, A., Hough, H., Park, S., Willis, J., & Krausen, K. (2018). Policy Analysis for California Education.",
        "Towards a Common Vision of Continuous Improvement for California",
        "https://gettingdowntofacts.com",
    ),
}


def sources_of(view: LibraryView, *ids: str) -> list[ToolSource]:
    """The sources with these ids."""
    known = view.catalog.references
    found = []
    for ref_id in ids:
        source = _SOURCES[ref_id]
        listed = f"references/#ref-{ref_id}" if ref_id in known else ""
        found.append(ToolSource(source.text, source.title, source.url, listed))
    return found


def pages_of(view: LibraryView, *urls: str) -> list[Link]:
    """Links to those of the hand-written pages and records that this site has, in this order."""
    methods = {f"methods/{method_id}/": method.title for method_id, method in view.catalog.methods.items()}
    titles = ((url, methods.get(url) or view.written_titles.get(url)) for url in urls)
    return [Link(url, title) for url, title in titles if title]
