"""The frames that pages are set into, as data: text of the theme, and places for what differs from page to page.

How they are drawn and cut is the frame stage's; what goes into them is the assemble stage's.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.text import ROOT

__all__ = ["PIECES_OF_SEARCH", "SEARCH_FOLDER", "SLOTS", "Frame", "Frames"]

SLOTS = ("title", "full_title", "description", "policy", "head", "body", "edit")
"""What differs from page to page, each in its own place of the frame. `policy` is filled by `Frame.at`."""

SEARCH_FOLDER = "search"
"""Everything of the search lies in it, and nothing else."""
PIECES_OF_SEARCH = f"{SEARCH_FOLDER}/search_index.json"
"""What a theme loads whose search box is answered by our own script, from an index in pieces (`search.py`)."""

_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'{scripts}",
    "style-src 'self'{styles}",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    "frame-src 'none'",
)

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(r"<script(?![^>]*\s(?:src=|type=[\"']?application/))[^>]*>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Frame:
    """Text and places by turns: `parts[0]`, place `slots[0]`, `parts[1]`, ... `parts[-1]`."""

    parts: tuple[str, ...]
    slots: tuple[str, ...]

    def at(self, root: str) -> Frame:
        """The frame for pages from which `root` leads to the site's root, its content security policy filled in."""
        policy = _policy("".join(self.parts).replace(ROOT, root))
        parts, slots = [self.parts[0].replace(ROOT, root)], []
        for slot, part in zip(self.slots, self.parts[1:], strict=True):
            if slot == "policy":
                parts[-1] += policy + part.replace(ROOT, root)
            else:
                slots.append(slot)
                parts.append(part.replace(ROOT, root))
        return Frame(tuple(parts), tuple(slots))

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with `values` in their places; they are HTML already."""
        pieces = [self.parts[0]]
        for slot, part in zip(self.slots, self.parts[1:], strict=True):
            pieces.append(values[slot])
            pieces.append(part)
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Frames:
    """All that the engine gives to a site: frames, the theme's files, and how its search splits words."""

    other: Frame
    """For pages that the menu does not lead to."""
    of: Mapping[str, Frame] = field(default_factory=dict)
    """Address of a page in the menu -> its frame."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Path below the site's root -> bytes."""
    search: Mapping[str, Any] | None = None
    """The settings of the theme's search; None when the site has none."""
    search_file: str = PIECES_OF_SEARCH
    """Where the theme's search looks for what can be found; engines differ in that."""

    def key_for(self, url: str) -> str | None:
        """The page of the menu at an address or nearest above it; None when there is none (home is above nothing)."""
        if url == "" or url in self.of:
            return url if url in self.of else None
        above = url
        while above := above.rstrip("/").rpartition("/")[0]:
            if above + "/" in self.of:
                return above + "/"
        return None


def _policy(html: str) -> str:
    """The content security policy of a page: its inline scripts and styles by their hashes, else this site's."""
    return "; ".join(_DIRECTIVES).format(scripts=_hashes(_SCRIPT, html), styles=_hashes(_STYLE, html))


def _hashes(element: re.Pattern[str], html: str) -> str:
    texts = sorted(set(element.findall(html)))
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return "".join(f" 'sha256-{digest}'" for digest in digests)
