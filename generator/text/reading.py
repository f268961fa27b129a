"""What a text says and points to, read from its Markdown tokens: plain text, citations, links, headings and faults.

Reading also makes the tokens fit to be drawn: refused links and pictures become their words, headings get our levels.
Faults are sentences for whoever wrote the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from markdown_it.token import Token

from generator.text.addresses import LINK_KINDS, Target, address_fault, read_target, record_at
from generator.text.markdown import CITE_SCHEME

__all__ = ["MAX_DEPTH", "Part", "Reading", "read_tokens"]

MAX_DEPTH = 13
"""The text in six lists, one in the other; far less than where markdown-it leaves text out."""

_HTML = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|button|center|code|details|div|em|embed|font|form|h[1-6]|head|hr|html|i|iframe|"
    r"img|input|ins|kbd|li|link|mark|math|meta|object|ol|p|pre|s|script|section|small|span|strike|strong|style|sub|"
    r"summary|sup|svg|table|tbody|td|th|thead|title|tr|u|ul|video)(?:\s[^<>]*)?/?>|<!--",
    re.IGNORECASE,
)
_CITE_LIKE = re.compile(r"\[@[^\]\n]{0,40}\]?")
_FOOTNOTE_LIKE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_REFERENCE_LIKE = re.compile(r"^ {0,3}\[[^\]\n]{1,80}\]:\s", re.MULTILINE)
_PAGE_FILE = re.compile(r"(?:\.{0,2}/)*([a-z0-9-]+(?:/[a-z0-9-]+)*)\.md(#[a-z0-9-]+)?")
"""How other programs link to a page."""
_WEB = ("http", "https", "mailto")
_LINK_LIKE = re.compile(r"\]\([^)\n]{0,60}\)?")
_ADDRESS = rf"(?:https?:/|mailto:|(?:{'|'.join(LINK_KINDS)}):)"
_LINK_TORN = re.compile(rf"\]\s+\({_ADDRESS}[^)\n]{{0,60}}\)?")
_LINK_SWAPPED = re.compile(rf"\)\[{_ADDRESS}[^\]\n]{{0,60}}\]?")


@dataclass(slots=True)
class Part:
    """What stands under one heading: its level, its words, and the plain text below it, a line a block."""

    level: int
    title: str
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """The yield of one text. `parts[0]` is what stands before the first heading."""

    parts: list[Part] = field(default_factory=lambda: [Part(0, "")])
    citations: dict[str, None] = field(default_factory=dict)
    links: dict[Target, None] = field(default_factory=dict)
    faults: dict[str, None] = field(default_factory=dict)
    depth: int = 0
    line: int = 0
    """Line (from 0) of the block that is being read."""
    lines: dict[str | Target, int] = field(default_factory=dict)
    """Fault, citation or link -> line of the block in which it stands first."""

    @property
    def text(self) -> str:
        """The whole text without marks, a line a block."""
        return "\n".join(line for part in self.parts for line in (part.title, *part.lines) if line)

    def fault(self, message: str) -> None:
        """Keep a message, each once."""
        self.faults[message] = None
        self.lines.setdefault(message, self.line)


def _why_nowhere(address: str) -> str | None:
    """Why a link leads nowhere, and what to write; None for a whole web or mail address."""
    scheme, _, rest = address.partition(":")
    if scheme in LINK_KINDS:
        return f"does not name an id; write {scheme}: and the id, without spaces or capitals"
    if page := _PAGE_FILE.fullmatch(address):
        return f"names a file; write {_in_our_words(page[1], page[2] or '')}"
    if not rest:
        kinds = ", ".join(f"{kind}:" for kind in LINK_KINDS)
        return f"leads nowhere; give a whole web address, or one of {kinds} with an id"
    if scheme not in _WEB and (near := get_close_matches(scheme, (*LINK_KINDS, *_WEB), 1)):
        return f"leads nowhere; did you mean '{near[0]}:'?"
    return address_fault(address)


def _in_our_words(path: str, anchor: str) -> str:
    """What to write for the page of a file: `idea:...` for a record's, `page:...` for any other."""
    path = path.removesuffix("/index")
    if record := record_at(f"{path}/"):
        kind, record_id = record
        return f"{kind}: and the id, as in {kind}:{record_id}"
    return f"page: and its address, such as page:{path}{anchor}"


def _judge_link(address: str, reading: Reading) -> bool:
    """Whether a link may stand; if it is one of ours, it is noted, if not, the reading says why."""
    if found := read_target(address):
        reading.links[found[0]] = None
        reading.lines.setdefault(found[0], reading.line)
        return True
    if why := _why_nowhere(address):
        reading.fault(f"the link '{address[:80]}' {why}")
    return why is None


def _check_words(words: str, reading: Reading) -> None:
    """Look in text for marks that the author meant and that do not work here."""
    if found := _HTML.search(words):
        reading.fault(
            f"HTML such as {found.group()[:40]} is not read; use Markdown, as in **bold**, or `...` to show it"
        )
    if found := _CITE_LIKE.search(words):
        reading.fault(f"'{found.group()}' is not a citation; write [@hough-2017] or [@hough-2017, p. 12]")
    if found := _FOOTNOTE_LIKE.search(words):
        reading.fault(f"'{found.group()}' would be a footnote, which is not read; say it in the text, in brackets")
    elif found := _REFERENCE_LIKE.search(words):
        reading.fault(
            f"'{found.group().strip()}' is not read; write the address beside the words: [words](https://...)"
        )
    if (found := _LINK_LIKE.search(words)) and not found.group().endswith(")"):
        reading.fault(f"'{found.group()}' is no link; close it with ')'")
    elif found:
        reading.fault(f"'{found.group()}' is no link; addresses hold no spaces, and words no other link or citation")
    if found := _LINK_TORN.search(words):
        reading.fault(f"'{found.group()}' is no link; put no space between ']' and '('")
    if found := _LINK_SWAPPED.search(words):
        reading.fault(f"'{found.group()}' is no link; write the words in [] and the address behind them in ()")


def _without_picture(token: Token, reading: Reading) -> Token:
    """The words that stand for a picture; any other token as it is."""
    if token.type != "image":
        return token
    reading.fault("a picture cannot stand in text; its words are shown instead")
    words = (child.content for child in token.children or [] if child.type in ("text", "code_inline"))
    return Token("text", "", 0, content="".join(words))


def _read_inline(children: Iterable[Token], reading: Reading, words: list[str]) -> Iterator[Token]:
    """The tokens of one paragraph, heading or cell that may be drawn; their words are added to `words`."""
    depth, refused = 0, False
    for token in children:
        depth += token.nesting
        reading.depth = max(reading.depth, depth)
        if token.type == "link_open" and not _judge_link(str(token.attrs.get("href", "")), reading):
            refused = True
            continue
        if token.type == "link_close" and refused:
            refused = False
            continue
        if token.type == "cite_open":
            cited = str(token.attrs["href"]).removeprefix(f"{CITE_SCHEME}:")
            reading.citations[cited] = None
            reading.lines.setdefault(cited, reading.line)
        drawn = _without_picture(token, reading)
        if drawn.type in ("text", "code_inline"):
            words.append(drawn.content)
        elif drawn.type in ("softbreak", "hardbreak"):
            words.append(" ")
        yield drawn


def _read_block(token: Token, heading: Token | None, reading: Reading) -> None:
    """The text of one block; under an open heading it begins a new part."""
    words: list[str] = []
    if token.type == "inline":
        token.children = list(_read_inline(token.children or [], reading, words))
        for child in token.children:
            if child.type == "text":
                _check_words(child.content, reading)
    else:
        words.append(token.content.rstrip())
    if heading:
        reading.parts.append(Part(int(heading.tag[1]), "".join(words)))
    else:
        reading.parts[-1].lines.append("".join(words))


def read_tokens(tokens: list[Token], levels: dict[str, str]) -> Reading:
    """Read all tokens of a text and set its headings to our levels (`levels`: `h1` -> `h3`...)."""
    reading = Reading()
    heading: Token | None = None
    for token in tokens:
        reading.depth = max(reading.depth, token.level)
        reading.line = token.map[0] if token.map else reading.line
        if token.type in ("heading_open", "heading_close"):
            token.tag = levels.get(token.tag, token.tag)
            heading = token if token.nesting == 1 else None
        elif token.type in ("inline", "fence", "code_block"):
            _read_block(token, heading, reading)
        elif token.type in ("th_open", "td_open"):
            token.attrs = {"scope": "col"} if token.tag == "th" else {}
    if reading.depth > MAX_DEPTH:
        reading.fault("lists, quotations or emphasis stand too deep inside each other; at most six lists in lists")
    return reading
