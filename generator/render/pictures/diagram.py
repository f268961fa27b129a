"""Driver diagrams: an aim, what drives it and the ideas that move the drivers, as nested lists of links.

A list is what a diagram is to people who hear it, and what fits a phone; the style sheet sets the lists side by side
and draws the lines between them where there is room. Not for checking the logic of a diagram (`link`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from generator.render.pictures.svg import element
from generator.text import ROOT

__all__ = ["Node", "NodeKind", "driver_diagram"]

NodeKind = Literal["aim", "driver", "idea"]

_MOST_COLUMNS = 6
"""More levels than this share the width of the last ones; nobody reads such a diagram anyway."""


@dataclass(frozen=True, slots=True)
class Node:
    """One box of the diagram and all that hangs under it."""

    title: str
    url: str = ""
    """Address below the site's root; empty when the node leads nowhere."""
    note: str | Markup = ""
    """Why it is there, in a sentence or two: text, or markup that is safe already."""
    status: str = ""
    """How far the work on it has come, or where to start, in a few words."""
    kind: NodeKind = "driver"
    label: str = ""
    """What it is: "Aim", "Main driver", "Change idea"; the level's name where it is left out."""
    children: tuple[Node, ...] = ()

    @property
    def depth(self) -> int:
        """Levels from here on, itself included."""
        return 1 + max((child.depth for child in self.children), default=0)


def driver_diagram(root: Node, levels: Sequence[str] = (), title: str = "Driver diagram") -> Markup:
    """The diagram of a tree from the aim outwards; `levels` names the levels, the aim's first.

    The same idea may hang under several nodes and then stands there each time.
    """
    columns = min(root.depth, _MOST_COLUMNS)
    return element(
        "div",
        element("ol", _node(root, levels, 0), class_=f"cp-diagram-tree cp-diagram-columns-{columns}"),
        class_="cp-diagram",
        role="group",
        aria_label=title,
    )


def _node(node: Node, levels: Sequence[str], level: int) -> Markup:
    """A box with its label, title, status and note, and the list of what hangs under it."""
    words = node.label or (levels[level] if level < len(levels) else "")
    title = element("a", node.title, href=f"{ROOT}{node.url}") if node.url else element("span", node.title)
    box = [
        element("span", words, class_="cp-node-label") if words else "",
        element("span", title, class_="cp-node-title"),
        element("span", node.status, class_="cp-node-status") if node.status else "",
        element("div", node.note, class_="cp-node-note") if node.note else "",
    ]
    below = [element("ol", *(_node(child, levels, level + 1) for child in node.children))] if node.children else []
    return element("li", element("div", *box, class_="cp-node-box"), *below, class_=f"cp-node cp-node-{node.kind}")
