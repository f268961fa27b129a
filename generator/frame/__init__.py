"""Stage 6: the frames that pages are set into, drawn by MkDocs from the site's settings and the theme.

MkDocs draws the house once, we fill the rooms: one frame for each page that the menu names (the theme marks where
one is) and one for all others. A page below a menu's page takes that one's frame. Frames are kept in the project's
cache until the settings, the theme or the engine change.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Location, Report
from generator.frame.cutting import FrameError, cut, with_our_search
from generator.frame.engine import EngineError, draw
from generator.frame.house import House, find_setting, read_house, setting_location, theme_folder
from generator.frame.kept import keep, kept, key_of
from generator.frame.scripts import without_comments
from generator.model.frame import PIECES_OF_SEARCH, SLOTS, Frames
from generator.model.library import Settings
from generator.project import PACKAGE, Project

__all__ = ["find_setting", "frames", "read_settings", "theme_folder"]

_INDEXES = (PIECES_OF_SEARCH, "search.json")
_NOT_OURS = {*_INDEXES, "404.html", "sitemap.xml", "sitemap.xml.gz"}
_SEARCHING = ("assets/javascripts/workers/", "assets/javascripts/lunr/")
"""Scripts of the theme's search, which our own takes the place of where its index lies in pieces."""


def read_settings(project: Project, report: Report, *, lasting: bool = True) -> Settings | None:
    """The site's settings, or None when they cannot be used; the reason is in the report.

    Nothing is written where it is not `lasting`.
    """
    house = read_house(project, report, lasting=lasting)
    if house is None:
        return None
    house.warn_of_calls(report)
    return house.settings()


def frames(project: Project, titles: Mapping[str, str], report: Report) -> Frames | None:
    """The frames of a site whose pages have these titles by address; None when they cannot be drawn.

    What is wrong is in the report: a setting, an entry of the menu, or a theme that lost a place.
    """
    house = read_house(project, report)
    if house is None:
        return None
    menu_faults = Report()
    fields, urls = house.for_engine(titles, menu_faults)
    if len(menu_faults):
        report.extend(menu_faults)
        return None
    key = key_of(project, fields)
    if key is not None and (found := kept(project.cache, key)) is not None:
        return found
    drawn = _drawn(house, fields, urls, report)
    if key is not None and drawn is not None:
        keep(project.cache, key, drawn)
    return drawn


def _drawn(house: House, fields: dict[str, Any], urls: list[str], report: Report) -> Frames | None:
    """The frames, drawn anew; None after the reason why they cannot be was reported."""
    try:
        made, warnings = _made(house.project, fields, urls)
    except EngineError as error:
        place = setting_location(house.project, error.key) if error.key else Location("mkdocs.yml")
        report.add("F601", str(error), place)
        return None
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        report.add("P903", f"the theme's pages cannot be drawn: {error.strerror or error}{where}")
        return None
    except FrameError as error:
        if own := fields["theme"].get("custom_dir"):
            hint = f"look into the templates in '{own}'; if there is a main.html, take that out first"
            report.add("F602", str(error), setting_location(house.project, "custom_dir"), hint)
        else:
            report.add("F602", str(error))
        return None
    for words in warnings:
        report.add("F604", words, Location("mkdocs.yml"))
    return made


def _made(project: Project, fields: dict[str, Any], urls: list[str]) -> tuple[Frames, tuple[str, ...]]:
    """The frames, and the engine's words of warning. Raises EngineError, FrameError, OSError."""
    marks = {slot: f"cp{secrets.token_hex(16)}" for slot in SLOTS}
    alone = f"cp{secrets.token_hex(16)}/"
    stub = {"title": marks["title"], "slots": {slot: marks[slot] for slot in SLOTS if slot != "title"}}
    drawn = draw(project, fields, dict.fromkeys([alone, *urls], stub))
    index = next((name for name in _INDEXES if name in drawn.files), None)
    pages = {url: with_our_search(html) if index == PIECES_OF_SEARCH else html for url, html in drawn.pages.items()}
    other = cut(pages[alone], marks, alone)
    if stray := re.search(rf"{alone}([^\"'<>\s]*)|{alone[:-1]}", "".join(other.parts)):
        raise FrameError(_of_one_page(stray[1]))
    of = {url: cut(pages[url], marks, url) for url in urls}
    if index is None:
        return Frames(other, of, _needed(drawn.files)), drawn.warnings
    config = json.loads(drawn.files[index])["config"]
    return Frames(other, of, _needed(drawn.files, index), config, index), drawn.warnings


def _of_one_page(address: str | None) -> str:
    """What is wrong with a theme that writes an address as only one of all pages can."""
    if address:
        return f"the address '{address}' leads elsewhere from each page; write it as {{{{ '{address}' | url }}}}"
    return "the theme writes a page's own address where the generator cannot follow it"


def _needed(files: Mapping[str, bytes], index: str = "") -> dict[str, bytes]:
    """The theme's files that a browser may ask for: no maps for debuggers, no search that ours replaces."""
    left_out = _SEARCHING if index == PIECES_OF_SEARCH else ()
    return {
        name: _as_served(name, data)
        for name, data in files.items()
        if name not in _NOT_OURS and not name.endswith(".map") and not name.startswith(left_out)
    }


def _as_served(name: str, data: bytes) -> bytes:
    """A file of the theme; scripts that are this package's own go out without their comments."""
    ours = PACKAGE / "theme" / name
    if name.endswith(".js") and ours.is_file() and ours.read_bytes() == data:
        return without_comments(data.decode()).encode()
    return data
