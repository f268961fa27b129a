"""The two libraries of this room, set up once: markdown-it-py reads Markdown, nh3 cleans the HTML it makes.

CommonMark and tables, raw HTML off; then a short allow-list of elements and attributes. Addresses of our own records
and the class of citations go in after the cleaning, where no author can reach.
"""

from __future__ import annotations

import html
import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.text.addresses import LINK_KINDS, ROOT, read_target, record_address
from generator.text.citations import CITATION, read_citation

__all__ = ["CITE_SCHEME", "own_html", "parse", "safe_html"]

CITE_SCHEME = "cite"
"""Stands in the links of citations between reading and cleaning; an author's own link with it is refused."""

_MAX_NESTING = 20
"""Below this depth markdown-it leaves text out without a word; reading refuses far less."""

_TAGS = {
    "p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "a", "h2", "h3", "h4", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "th": {"scope"}, "ol": {"start"}}
_WEB = {"http", "https", "mailto"}
_SCHEMES = {*_WEB, CITE_SCHEME, *LINK_KINDS}
_TABLE = '<div class="cp-table" role="group" aria-label="Table" tabindex="0"><table class="cp-grid">'
"""Scrolls by itself where it is wider than the page, and by keyboard too; set in after the cleaning."""
_LINK = re.compile(r'<a href="([^"]*)"')


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls its rules so
    """An inline rule for `[@id, p. 12; @other]`."""
    match = CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        for number, cited in enumerate(read_citation(match.group())):
            state.push("text", "", 0).content = "; " if number else "("
            state.push("cite_open", "a", 1).attrs = {"href": f"{CITE_SCHEME}:{cited.reference}"}
            state.push("text", "", 0).content = cited.label
            state.push("cite_close", "a", -1)
            state.push("text", "", 0).content = cited.locator
        state.push("text", "", 0).content = ")"
    state.pos = match.end()
    return True


class _Parser(MarkdownIt):
    """CommonMark and tables, without HTML and without links whose address stands elsewhere; with our citations.

    Addresses are left as they are written; they are judged in `reading`, which can say what is wrong.
    """

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "linkify": False, "maxNesting": _MAX_NESTING})
        self.enable("table").disable("reference")
        self.inline.ruler.before("link", "citation", _citation)

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


_MARKDOWN = _Parser()
_CLEANER = nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, url_relative="deny", link_rel=None)
_OWN_TAGS = {"a", "abbr", "b", "br", "cite", "em", "i", "small", "span", "strong"}
_OWN_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}}


def own_html(written: str) -> str:
    """HTML that a site's owner writes in its settings: words, emphasis and links, nothing that runs or is loaded."""
    return nh3.clean(written, tags=_OWN_TAGS, attributes=_OWN_ATTRIBUTES, url_schemes=_WEB, link_rel=None)


def parse(source: str) -> list[Token]:
    """The tokens of a Markdown text, with `cite_open` and `cite_close` around the labels of citations."""
    return _MARKDOWN.parse(source.replace(ROOT, "\ufffd"))


def _finish(link: re.Match[str]) -> str:
    """An opening link after the cleaning: to a record, to a source, or to the web, which we do not vouch for."""
    address = html.unescape(link[1])
    scheme, _, rest = address.partition(":")
    if scheme == CITE_SCHEME:
        return f'<a class="cite" href="{record_address("reference", rest)}"'
    if found := read_target(address):
        (kind, record_id), anchor = found
        return f'<a href="{record_address(kind, record_id, anchor)}"'
    if scheme.lower() not in _WEB:
        return "<a"
    return f'<a href="{link[1]}" rel="nofollow noopener ugc"'


def safe_html(tokens: list[Token]) -> str:
    """HTML of tokens whose links have been judged: cleaned, then with our own addresses set in."""
    drawn = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = _LINK.sub(_finish, _CLEANER.clean(drawn).replace(ROOT, "\ufffd"))
    return clean.replace("<table>", _TABLE).replace("</table>", "</table></div>")
