"""Cuts a page that the engine drew into a frame.

Knows HTML text and addresses, not the engine. An address in a frame is written from the site's root (`text.ROOT`),
so one frame serves pages of any depth.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from generator.model.frame import SLOTS, Frame
from generator.text import ROOT

__all__ = ["FrameError", "cut", "with_our_search"]

_ADDRESS = re.compile(r'(\s(?:href|src|action)=|"base": ?|"search": ?|\bnew URL\()"([^"]*)"')
"""Where the theme writes addresses: attributes, its settings for scripts, and its scripts."""
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]", re.IGNORECASE)

_MENDS = (
    # (what the theme writes, what stands there instead)
    (' data-md-component="search" role="dialog">', ' data-md-component="search" role="dialog" aria-label="Search">'),
    (' id="__drawer" autocomplete="off"', ' id="__drawer"'),  # not allowed on a checkbox
    (' id="__search" autocomplete="off"', ' id="__search"'),
    ("<svg xmlns=", '<svg aria-hidden="true" xmlns='),  # signs beside a name: mere decoration
    (' href="#__skip"', ' href="#content"'),  # Zensical's name for where the page begins
    (' class="md-source" data-md-component="source"', ' class="md-source"'),  # would ask the code host for figures
    (' class="md-nav__link md-nav__link--active"', ' class="md-nav__link md-nav__link--active" aria-current="true"'),
)
_ACTIVE_TAB = re.compile(r'(<li class="md-tabs__item md-tabs__item--active">\s*<a )')
_WORKER = re.compile(r'("search": ?)"[^"]*"')
_COUNT = '"# matching documents"'
_OUR_COUNT = '"# best matching pages"'
"""What the box says above what it found: ours stops at the best ones."""


class FrameError(Exception):
    """The theme's page cannot serve as a frame; the message says why."""


def cut(html: str, marks: Mapping[str, str], url: str) -> Frame:
    """The frame in a page that the engine drew at `url` with a mark for each slot.

    Raises FrameError when a mark got lost, or when an address is not written as we know how to follow.
    """
    for before, after in _MENDS:
        html = html.replace(before, after)
    html = _ACTIVE_TAB.sub(r'\1aria-current="true" ', html)
    html = _ADDRESS.sub(lambda match: f'{match[1]}"{_from_root(match[2], url)}"', html)
    html = re.sub(r"\n\s+", "\n", html)
    if stray := re.search(r'["\'](\.\./?[^"\']{0,60})', html):
        raise FrameError(f"the address '{stray[1]}' cannot be followed from other pages")
    names = {mark: slot for slot, mark in marks.items()}
    pieces = re.split("|".join(marks.values()), html)
    found = tuple(names[mark] for mark in re.findall("|".join(marks.values()), html))
    for slot in SLOTS:
        if slot not in found:
            raise FrameError(f"the place for '{slot}' is missing")
    for slot in ("policy", "body"):
        if found.count(slot) > 1:
            raise FrameError(f"the place for '{slot}' is there {found.count(slot)} times")
    return Frame(tuple(pieces), found)


def with_our_search(html: str) -> str:
    """The page with the theme's search box as it is, answered by our script."""
    return _WORKER.sub(rf'\1"{ROOT}assets/search-worker.js"', html).replace(_COUNT, _OUR_COUNT)


def _from_root(address: str, url: str) -> str:
    if _ELSEWHERE.match(address) or address.startswith(ROOT):
        return address
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    target = posixpath.normpath(posixpath.join("/" + url, path)).lstrip("/")
    folder = path.endswith(("/", ".")) or not path
    return ROOT + target + ("/" if folder and target else "") + mark + rest
