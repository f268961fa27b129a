"""Prose: what authors write and what readers get, in HTML, in plain text, in links and in messages."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from pydantic import BaseModel, ConfigDict, ValidationError

from generator.text import ROOT, Prose, Url
from generator.text.markdown import parse, safe_html
from generator.text.prose import MAX_PROSE
from generator.text.reading import read_tokens
from generator.text.unmarked import read_unmarked
from tests.unit.text.walls import check_walls


def html(source: str) -> str:
    """The HTML with a visible sign in place of the mark of the root."""
    return Prose(source).__html__().replace(ROOT, "§")


TABLE = """<div class="cp-table" role="group" aria-label="Table" tabindex="0"><table class="cp-grid">
<thead>
<tr>
<th scope="col">a</th>
<th scope="col">b</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td>2</td>
</tr>
</tbody>
</table></div>
"""
TWO_SOURCES = (
    '<p>So say <em>two</em> (<a class="cite" href="§references/#ref-a-b-2019">A B 2019</a>; '
    '<a class="cite" href="§references/#ref-casel-guide">Casel Guide</a>, ch. 2).</p>\n'
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Call home.", "<p>Call home.</p>\n"),
        ("Call home.\nThen wait.\n\nCall again.\n", "<p>Call home.\nThen wait.</p>\n<p>Call again.</p>\n"),
        ('Teachers & families: 3 < 5, it\'s "true".', '<p>Teachers &amp; families: 3 &lt; 5, it\'s "true".</p>\n'),
        ("**Call** *home* `x`", "<p><strong>Call</strong> <em>home</em> <code>x</code></p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("3. three\n4. four", '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>\n'),
        ("# One\n\n## Two\n\n### Three", "<h3>One</h3>\n<h3>Two</h3>\n<h4>Three</h4>\n"),
        ("> Families said so.", "<blockquote>\n<p>Families said so.</p>\n</blockquote>\n"),
        (
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            TABLE,
        ),
        ("[calls](idea:call-home)", '<p><a href="§ideas/call-home/">calls</a></p>\n'),
        ("*[calls](idea:call-home)*", '<p><em><a href="§ideas/call-home/">calls</a></em></p>\n'),
        ("[ratings](page:about/ratings#s-tiers)", '<p><a href="§about/ratings/#s-tiers">ratings</a></p>\n'),
        ("[start](page:index)", '<p><a href="§">start</a></p>\n'),
        ("[aim](term:aim)", '<p><a href="§glossary/#term-aim">aim</a></p>\n'),
        (
            "[PACE](https://edpolicyinca.org/a?b=1&c=2)",
            '<p><a href="https://edpolicyinca.org/a?b=1&amp;c=2" rel="nofollow noopener ugc">PACE</a></p>\n',
        ),
        (
            "[one](www.ex.org), [two](https://ex.org), three",
            '<p>one, <a href="https://ex.org" rel="nofollow noopener ugc">two</a>, three</p>\n',
        ),
        (
            "<https://ex.org>",
            '<p><a href="https://ex.org" rel="nofollow noopener ugc">https://ex.org</a></p>\n',
        ),
        (
            "It helped [@hough-2017-practice, p. 12].",
            '<p>It helped (<a class="cite" href="§references/#ref-hough-2017-practice">Hough 2017</a>, p. 12).</p>\n',
        ),
        (
            "So say *two* [@a-b-2019; @casel-guide, ch. 2].",
            TWO_SOURCES,
        ),
        (
            "So [@x-2017, 1 & 2].",
            '<p>So (<a class="cite" href="§references/#ref-x-2017">X 2017</a>, 1 &amp; 2).</p>\n',
        ),
        (
            "R & D [@x-2017] & D, 5 > 3.",
            '<p>R &amp; D (<a class="cite" href="§references/#ref-x-2017">X 2017</a>) &amp; D, 5 &gt; 3.</p>\n',
        ),
        ("a `[@hough-2017]` b", "<p>a <code>[@hough-2017]</code> b</p>\n"),
        ("\\[@hough-2017]", "<p>[@hough-2017]</p>\n"),
        (
            "[so [@x-2017]](idea:ab)",
            '<p>[so (<a class="cite" href="§references/#ref-x-2017">X 2017</a>)](idea:ab)</p>\n',
        ),
    ],
)
def test_html(source: str, expected: str) -> None:
    assert html(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One\nline.\n\nNext.", "One line.\nNext."),
        ("*One*\nline.\n\n- Next\n- Last", "One line.\nNext\nLast"),
        ("It helped [@hough-2017, p. 2].", "It helped (Hough 2017, p. 2)."),
        ("**It** helped [@hough-2017; @b-2020].", "It helped (Hough 2017; B 2020)."),
        ("[calls](idea:call-home) & [x](https://ex.org)", "calls & x"),
        ("# Head\n\n`code`  \nnext\n\n    block", "Head\ncode next\nblock"),
        ("&copy; a &lt;b&gt;", "© a <b>"),
    ],
)
def test_plain_text(source: str, expected: str) -> None:
    assert Prose(source).text == expected


def test_links_and_citations_each_once_in_order() -> None:
    prose = Prose(
        "[a](idea:one-a) [@x-2017] *[b](page:about/us/)* [c](idea:one-a) [d](https://ex.org) [@y-2018; @x-2017]"
    )
    assert prose.links == (("idea", "one-a"), ("page", "about/us"))
    assert prose.citations == ("x-2017", "y-2018")


def test_one_paragraph_can_stand_in_a_line() -> None:
    assert Prose("Call *home*.\n").inline == "Call <em>home</em>."
    assert Prose("One.\n\nTwo.").inline == "<p>One.</p>\n<p>Two.</p>\n"
    assert Prose("- a\n").inline == "<ul>\n<li>a</li>\n</ul>\n"


def test_a_template_shows_prose_as_it_is_and_parts_of_it_escaped() -> None:
    template = Environment(autoescape=True).from_string("{{ prose }}|{{ prose.inline }}|{{ prose[:4] }}")
    assert template.render(prose=Prose("*a*<b")) == "<p><em>a</em>&lt;b</p>\n|<em>a</em>&lt;b|*a*&lt;"


TOO_DEEP = "lists, quotations or emphasis stand too deep inside each other; at most six lists in lists"
TOO_MANY_CELLS = "a table may have more than 3,000 cells here; move it to a CSV file or shorten the text"
TOO_LONG_ON_THE_PAGE = "the text becomes very long on the page; does it hold a table of empty cells?"
FILE_OF_PAGE = "the link '../about/team.md' names a file; write page: and its address, such as page:about/team"
FOOTNOTE = "'[^1]' would be a footnote, which is not read; say it in the text, in brackets"
NO_ID = "the link 'idea:Call-Home' does not name an id; write idea: and the id, without spaces or capitals"
FILE_OF_RECORD = "the link '../ideas/call-home.md' names a file; write idea: and the id, as in idea:call-home"
FILE_OF_LIST = "the link '../ideas/index.md#s-a' names a file; write page: and its address, such as page:ideas#s-a"
NOWHERE = (
    "the link 'www.ex.org' leads nowhere; give a whole web address, or one of idea:, case:, package:, problem:, "
    "measure:, method:, hub:, term:, tool:, page: with an id"
)
SPACE_IN_LINK = "'](idea:Call Home)' is no link; addresses hold no spaces, and words no other link or citation"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("x" * 8001, "the text has 8,001 characters; at most 8,000 can be shown"),
        ("|" + "a|" * 13 + "\n|" + "-|" * 13, "a table has more than 12 columns"),
        ("|a|b|\n|-|-|\n" + "|c|d|\n" * 1000, TOO_MANY_CELLS),
        ("a|b|c|d|e|f\n-|-|-|-|-|-\n" + "g\n" * 300, TOO_LONG_ON_THE_PAGE),
        ("> " * 14 + "x", TOO_DEEP),
        ("- " * 7 + "x", TOO_DEEP),
        ("- " * 30 + "x", TOO_DEEP),
        ("*" * 27 + "x" + "*" * 27, TOO_DEEP),
        ("![a map](https://ex.org/x.png)", "a picture cannot stand in text; its words are shown instead"),
        ("a <b>c</b>", "HTML such as <b> is not read; use Markdown, as in **bold**, or `...` to show it"),
        ("[@Hough 2017]", "'[@Hough 2017]' is not a citation; write [@hough-2017] or [@hough-2017, p. 12]"),
        ("[x][y]\n\n[y]: https://ex.org", "'[y]:' is not read; write the address beside the words: [words](https://...)"),
        ("They ran.[^1]\n\n[^1]: Twice.", FOOTNOTE),
        ("[x](idea:Call Home)", SPACE_IN_LINK),
        ("[x](idea:Call-Home)", NO_ID),
        ("[x](javascript:alert(1))", "the link 'javascript:alert(1)' does not begin with https://"),
        ("[x](www.ex.org)", NOWHERE),
        ("[x](../about/team.md)", FILE_OF_PAGE),
        ("[x](../ideas/call-home.md)", FILE_OF_RECORD),
        ("[x](../ideas/index.md#s-a)", FILE_OF_LIST),
        ("[x](https://[district].org/x)", "the link 'https://[district].org/x' is not a web address"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_told(source: str, message: str) -> None:
    assert Prose(source).faults == (message,)


@pytest.mark.parametrize(
    "source",
    ["Plain text.", "*All* [of](https://ex.org) `it` [@hough-2017].", "3 < 5 > 2", "`<b>`", "a | b", "- [ ] to do",
     "[sic]", "Dear <name>,", "a@b.example", "x" * 8000, "|a" * 12 + "|\n" + "|-" * 12 + "|", "- " * 6 + "x"],
)  # fmt: skip
def test_good_prose_brings_no_message(source: str) -> None:
    assert Prose(source).faults == ()


@pytest.mark.parametrize(
    "source",
    ["x" * 9000, ROOT + "x" * 9000, "> " * 40 + "deep", "|a" * 14 + "|\n" + "|-" * 14 + "|\n", "- " * 21 + "x"],
)
def test_too_much_is_shown_as_typed_and_nothing_is_left_out(source: str) -> None:
    prose = Prose(source)
    assert prose.faults
    check_walls(prose.__html__())
    words = "".join(filter(str.isalnum, source))
    assert words in "".join(filter(str.isalnum, prose.__html__()))


# -- as a field of a record


class Note(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)

    text: Prose
    url: Url | None = None


def test_a_record_holds_prose() -> None:
    note = Note.model_validate({"text": "*a*\n", "url": "https://ex.org"})
    assert isinstance(note.text, Prose)
    assert isinstance(note.url, Url)
    assert note == Note.model_validate(note.model_dump())
    assert json.loads(note.model_dump_json()) == {"text": "*a*\n", "url": "https://ex.org"}


@pytest.mark.parametrize(
    ("value", "kind"),
    [(7, "string_type"), (None, "string_type"), (" \n", "blank"), ("x" * (MAX_PROSE + 1), "string_too_long")],
)
def test_only_text_is_prose(value: object, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Note.model_validate({"text": value})
    assert [error["type"] for error in caught.value.errors()] == [kind]


def test_the_schema_for_editors() -> None:
    fields = Note.model_json_schema()["properties"]
    assert fields["text"]["contentMediaType"] == "text/markdown"
    assert fields["text"]["maxLength"] == MAX_PROSE
    assert fields["url"]["anyOf"][0]["format"] == "uri"


# -- properties

WORDS = st.sampled_from(
    ["call", "home", "10", "p.", "é", "it's", '"so"', "&", "(a)", "-", "+", "#", "=", ":", "\xa0", "1)"]
)
MARKS = st.sampled_from(["[@hough-2017]", "[@a-b-2019, p. 1; @c-2020]", "[the calls](idea:call-home)", "[x](term:aim)"])
SPACES = st.sampled_from([" ", " ", "", "\n", "\n\n", "\n\n\n", "  "])
TYPED = st.lists(st.tuples(WORDS | MARKS, SPACES), max_size=14).map(lambda parts: "".join(a + b for a, b in parts))


@given(TYPED | st.text(alphabet="ab1 .)-+#=>&;:!(\n", max_size=30) | st.text(max_size=20))
@settings(max_examples=800, deadline=None)
@example("\x850")
@example("\ufeffa\ufeff")
@example("a![the calls](idea:call-home)")
@example("![@hough-2017](a)")
@example("[so\xa0it](idea:ab)")
@example('It helped [@hough-2017, pp. 1 & "2" &amp; 3] & more.')
def test_the_short_way_gives_what_the_full_way_gives(source: str) -> None:
    short = read_unmarked(source)
    if short is None:
        return
    tokens = parse(source)
    reading = read_tokens(tokens, {})
    assert short.html == safe_html(tokens)
    assert short.text == reading.text
    assert short.citations == tuple(reading.citations)
    assert short.links == tuple(reading.links)


def test_most_prose_takes_the_short_way() -> None:
    assert read_unmarked(
        "Families who hear good news first pick up the phone later [@hough-2017-practice, p. 12].\n\nSo call."
    )
    assert read_unmarked("See [the calls](idea:call-home): 3 & 4 (or so) - it's 10% > 5%!")


@given(
    st.lists(
        st.sampled_from(["a", "b ", "1", "*", "_", "> ", "- ", "1. ", "    ", "\n", "\n\n", "#", "`", "|", "="]),
        max_size=40,
    )
)
@settings(max_examples=400, deadline=None)
def test_no_word_is_lost_without_a_message(parts: list[str]) -> None:
    prose = Prose(re.sub("`+", "`", "".join(parts)))  # what follows ``` on its line names a language
    typed = [sign for sign in prose if sign in "ab"]
    assert prose.faults or [sign for sign in prose.text if sign in "ab"] == typed
