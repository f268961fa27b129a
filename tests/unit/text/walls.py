"""What HTML of contributed text may hold, looked up in the tree that a browser's parser makes of it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.text import ROOT, Url

PROSE_ELEMENTS = frozenset(
    "p br em strong code pre ul ol li blockquote a table thead tbody tr th td h3 h4 hr".split()  # noqa: SIM905
)
PAGE_ELEMENTS = PROSE_ELEMENTS | {"h2"}
OURS = re.compile(
    rf"{ROOT}(?:(?:ideas|cases|packages|problems|measures|methods|hubs)/[a-z][a-z0-9-]+/|glossary/#term-[a-z][a-z0-9-]+"
    r"|references/#ref-[a-z][a-z0-9-]+|(?:[a-z0-9-]+/)*(?:#[a-z][a-z0-9-]*)?)"
)
TABLE = '<div class="cp-table" role="group" aria-label="Table" tabindex="0"><table class="cp-grid">'
"""What we set around every table after the cleaning, to the letter: anything else of its kind is an author's."""
ANCHOR = re.compile(r"s-[a-z0-9]+(?:-+[a-z0-9]+)*")


def elements(html: str) -> list[LexborNode]:
    """Every element below the body; the head stays empty."""
    tree = LexborHTMLParser(html.replace(TABLE, "<table>").replace("</table></div>", "</table>"))
    assert tree.head is None or not tree.head.html or tree.head.html == "<head></head>"
    assert tree.body is not None
    return [node for node in tree.body.traverse(include_text=False) if node.tag != "body"]


def check_link(node: LexborNode) -> None:
    """A link leads to one of our pages, or to the web without our vouching for it."""
    attributes = dict(node.attributes)
    href = attributes.pop("href") or ""
    if href.startswith(ROOT):
        assert OURS.fullmatch(href), href
        if "class" in attributes:
            assert attributes.pop("class") == "cite"
            assert href.startswith(f"{ROOT}references/#ref-")
    else:
        assert Url(href) == href
        assert attributes.pop("rel") == "nofollow noopener ugc"
    assert attributes.keys() <= {"title"}


def check_walls(html: str, allowed: frozenset[str] = PROSE_ELEMENTS) -> None:
    """Only elements and attributes of the short list; every id is ours; no mark of the root but in our links."""
    marks = 0
    assert "<!--" not in html
    for node in elements(html):
        attributes = node.attributes
        assert node.tag in allowed, node.html
        if node.tag == "a":
            check_link(node)
            marks += (attributes["href"] or "").startswith(ROOT)
        elif node.tag == "th":
            assert attributes == {"scope": "col"}
        elif node.tag == "ol":
            assert attributes.keys() <= {"start"}
        elif node.tag in ("h2", "h3", "h4") and "h2" in allowed:
            assert attributes.keys() == {"id"}
            assert ANCHOR.fullmatch(attributes["id"] or ""), node.html
        else:
            assert not attributes, node.html
    assert html.count(ROOT) == marks
