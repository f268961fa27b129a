"""Whatever a text tries, its HTML holds only what the short list allows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.text import ROOT, Prose, page_html
from generator.text.markdown import _CLEANER, parse, safe_html
from tests.attacks.lists import attacks, combined, in_markdown, of_others
from tests.unit.text.walls import PAGE_ELEMENTS, check_walls, elements

ATTACKS = tuple(text for text in attacks() if not re.search("[\ud800-\udfff]", text))
"""No half characters among them: the loader lets none in, and the cleaner of HTML could not read them."""
ROOMS = {
    "alone": "{}",
    "in a paragraph": "Before {} after [@hough-2017].",
    "in the words of a link": "[{}](https://ex.org)",
    "in the title of a link": '[x](https://ex.org "{}")',
    "in a list": "- one\n- {}\n",
    "in a quotation": "> {}\n",
    "in a heading": "## {}\n",
    "in a cell": "| a | b |\n|---|---|\n| {} | c |\n",
    "in emphasis": "**{}**",
    "after a line": "Before\n{}\nafter",
}


def test_every_text_alone() -> None:
    texts = [*ATTACKS, *in_markdown(), *combined(), *of_others()]
    assert len(texts) > 3500
    for attack in texts:
        text = re.sub("[\ud800-\udfff]", "", attack) or "empty"
        prose = Prose(text[:8000])
        check_walls(prose.__html__())
        check_walls(prose.inline)
        check_walls(page_html(text).html, PAGE_ELEMENTS)


@pytest.mark.parametrize("room", ROOMS)
def test_in_prose(room: str) -> None:
    for attack in ATTACKS:
        check_walls(Prose(ROOMS[room].format(attack) if room != "alone" else attack).__html__())


@pytest.mark.parametrize("room", ROOMS)
def test_on_a_page(room: str) -> None:
    for attack in ATTACKS:
        article = page_html(ROOMS[room].replace("{}", attack))
        check_walls(article.html, PAGE_ELEMENTS)
        anchors = [heading.anchor for heading in article.headings]
        assert len(anchors) == len(set(anchors))
        assert [
            node.attributes.get("id") for node in elements(article.html) if node.tag in ("h2", "h3", "h4")
        ] == anchors


def test_the_second_wall_holds_when_the_first_is_down() -> None:
    """With raw HTML let through by the Markdown reader, the cleaning by itself still keeps to the list."""
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    for attack in ATTACKS:
        tokens = reader.parse(attack)
        for node in elements(safe_html(tokens)):
            assert node.tag in PAGE_ELEMENTS, attack
            assert node.attributes.keys() <= {"href", "title", "rel", "scope", "start", "class"}, attack
            address = (node.attributes.get("href") or ROOT).lower()
            assert address.startswith((ROOT, "http:", "https:", "mailto:")), attack


def test_the_cleaner_by_itself_takes_out_addresses_that_run() -> None:
    """Links are judged before and once more after it; here it stands alone."""
    for address in ("javascript:alert(1)", "vbscript:x", "data:text/html,x", "//evil.example/", "x.html"):
        assert _CLEANER.clean(f'<a href="{address}">x</a>') == "<a>x</a>"


def test_the_mark_of_the_root_passes_neither_reading_nor_drawing() -> None:
    assert all(ROOT not in token.content for token in parse(f"{ROOT}x `{ROOT}`"))
    assert ROOT not in safe_html(MarkdownIt("commonmark").parse(f"{ROOT}x `{ROOT}`"))


def test_all_together_and_in_any_order() -> None:
    whole = "\n\n".join(ATTACKS)
    for text in (whole, "\n\n".join(reversed(ATTACKS)), " ".join(ATTACKS)):
        check_walls(Prose(text[:7900]).__html__())
        check_walls(page_html(text).html, PAGE_ELEMENTS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>x</p>\n"),
        ("![a map](https://evil.example/x.png)", "<p>a map</p>\n"),
        ("![x](nope.png){: onerror=alert(1) }", "<p>x{: onerror=alert(1) }</p>\n"),
        ("[x]: javascript:alert(1)\n\n[x]", "<p>[x]: javascript:alert(1)</p>\n<p>[x]</p>\n"),
        ("[x](cite:hough-2017)", "<p>x</p>\n"),
        ("## __config", "<h3>__config</h3>\n"),
        (f"{ROOT}ideas/x/ &#2;", "<p>\ufffdideas/x/ \ufffd</p>\n"),
        ("{{ 7 * 7 }}", "<p>{{ 7 * 7 }}</p>\n"),
        ("```mermaid\nx\n```", "<pre><code>x\n</code></pre>\n"),
    ],
)
def test_what_is_refused_is_shown_as_words(text: str, shown: str) -> None:
    assert Prose(text).__html__() == shown


PIECES = st.lists(
    st.sampled_from(ATTACKS)
    | st.sampled_from(["*", "**", "_", "`", "[", "]", "(", ")", "<", ">", "!", "\\", "&", "#", "|", "-", "\n", "\n\n"])
    | st.sampled_from([" ", "    ", "> ", "- ", "1. ", "|-|-|\n", "](", "[@hough-2017", "idea:", "https://ex.org", '"'])
    | st.sampled_from(["'", ROOT])
    | st.text(max_size=5),
    max_size=12,
).map("".join)  # fmt: skip


@given(PIECES)
@settings(max_examples=1000, deadline=None)
def test_any_mixture_of_attacks_in_prose(text: str) -> None:
    prose = Prose(text[:8000])
    check_walls(prose.__html__())
    check_walls(prose.inline)


@given(PIECES)
@settings(max_examples=700, deadline=None)
def test_any_mixture_of_attacks_on_a_page(text: str) -> None:
    check_walls(page_html(text).html, PAGE_ELEMENTS)
