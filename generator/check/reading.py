"""Reads from a piece of HTML what the checks need to know: ids, links, what it loads, its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["Found", "calls_in_css", "is_outside", "read"]

_OUTSIDE = re.compile(r"\s*(?:https?:|ftp:|wss?:|//)", re.IGNORECASE)
"""Browsers take `https:cdn.example` for an address with the slashes that it lacks."""
_CSS_ADDRESS = re.compile(r"""(?:@import\s*(?:url\(\s*)?|url\(\s*)["']?([^"')\s;]+)""", re.IGNORECASE)
_LOADS = {"src", "srcset", "poster", "data", "background", "ping", "action", "formaction"}
_NAVIGATES = {"a", "area"}
_DATA = re.compile(r"application/(ld\+)?json")
_EVENT = re.compile(r"on(?<![a-z-]on)[a-z]+\s*=")
"""Perhaps an attribute such as onclick: then every element is looked at, which takes longer."""
_SELECTOR = (
    ":is([id],[href],[src],[srcset],[poster],[data],[style],[action],[formaction],[background],[ping],"
    "script,style,h1,base,meta)"  # without :is, an element comes once for each part that it fits
)


@dataclass(slots=True)
class Found:
    """What one piece of HTML holds."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Where its links lead, and files of this site that it loads, as written."""
    calls: list[str] = field(default_factory=list)
    """Addresses outside this site that a browser would ask by itself."""
    inline: list[str] = field(default_factory=list)
    """Script and style inside the HTML, which the content security policy forbids."""
    headings: int = 0
    """How many h1."""


def read(html: str) -> Found:
    """What a piece of HTML (a fragment or a whole page) holds."""
    found = Found()
    for node in LexborHTMLParser(html).css("*" if _EVENT.search(html) else _SELECTOR):
        _read_node(node, found)
    return found


def is_outside(address: str) -> bool:
    """Whether an address leads to another server."""
    return _OUTSIDE.match(address) is not None


def calls_in_css(css: str) -> list[str]:
    """Addresses outside this site that a style sheet loads from."""
    return [address for address in _CSS_ADDRESS.findall(css) if is_outside(address)]


def _read_node(node: LexborNode, found: Found) -> None:
    tag = node.tag
    if tag == "h1":
        found.headings += 1
    elif tag == "style":
        found.calls += calls_in_css(node.text())
        found.inline.append("<style>")
    elif tag == "script" and not _is_data(node):
        found.inline.append(f"<script> {node.text()[:40]}")
    elif tag in {"base", "meta"}:
        found.inline += [f"<{tag}>"] * (tag == "base" or node.attributes.get("http-equiv") == "refresh")
    for name, value in node.attributes.items():
        _read_attribute(tag or "", name, value or "", found)


def _read_attribute(tag: str, name: str, value: str, found: Found) -> None:
    if name == "id":
        found.ids.append(value)
    elif name == "href" or name in _LOADS:
        addresses = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
        loads = name in _LOADS or tag not in _NAVIGATES
        for address in addresses:
            if address.strip().lower().startswith(("javascript:", "vbscript:")):
                found.inline.append(f'{name}="{address[:40]}"')
            elif not is_outside(address):
                found.links.append(address)
            elif loads:
                found.calls.append(address)
    elif name == "style":
        found.calls += calls_in_css(value)
        found.inline.append(f'style="{value[:40]}"')
    elif name.startswith("on"):
        found.inline.append(f'{name}="{value[:40]}"')


def _is_data(node: LexborNode) -> bool:
    return "src" in node.attributes or _DATA.match(node.attributes.get("type") or "") is not None
