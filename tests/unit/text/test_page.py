"""Hand-written pages: headings with ids, contents, sections for search."""

from __future__ import annotations

import pytest

from generator.text import ROOT, Heading, Section, page_html

PAGE = """# How ideas are rated

Two ratings stand [beside each other](page:about/why) [@hough-2017].

## What the *tiers* mean

One.

### Tier 1: strong

Two.

## What the tiers mean

Three `code`.
"""


def test_a_page() -> None:
    article = page_html(PAGE, titled=True)
    assert article.title == "How ideas are rated"
    assert article.headings == (
        Heading(2, "s-what-the-tiers-mean", "What the tiers mean"),
        Heading(3, "s-tier-1-strong", "Tier 1: strong"),
        Heading(2, "s-what-the-tiers-mean--2", "What the tiers mean"),
    )
    assert article.sections == (
        Section("", "", "Two ratings stand beside each other (Hough 2017)."),
        Section("s-what-the-tiers-mean", "What the tiers mean", "One."),
        Section("s-tier-1-strong", "Tier 1: strong", "Two."),
        Section("s-what-the-tiers-mean--2", "What the tiers mean", "Three code."),
    )
    assert (article.links, article.citations, article.faults) == ((("page", "about/why"),), ("hough-2017",), ())
    assert '<h3 id="s-tier-1-strong">Tier 1: strong</h3>' in article.html
    assert f'<a href="{ROOT}about/why/">beside each other</a>' in article.html
    assert article.html.startswith("<p>Two ratings stand"), "the title stands above the body already"


def test_a_first_heading_that_is_not_the_title_stays() -> None:
    article = page_html("# Who [we](idea:us) are\n\nTeachers.")
    assert article.headings == (Heading(2, "s-who-we-are", "Who we are"),)
    assert '<h2 id="s-who-we-are">Who' in article.html
    assert article.links == (("idea", "us"),)


def test_a_page_without_title_and_headings() -> None:
    article = page_html("Just words.")
    assert (article.title, article.headings, article.html) == ("", (), "<p>Just words.</p>\n")
    assert page_html("", titled=True).html == ""


def test_a_first_heading_of_another_level_is_no_title() -> None:
    article = page_html("## What we do\n\nCall home.", titled=True)
    assert article.title == ""
    assert article.html == '<h2 id="s-what-we-do">What we do</h2>\n<p>Call home.</p>\n'
    assert article.sections == (Section("s-what-we-do", "What we do", "Call home."),)


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Ça va, élève?", "s-ca-va-eleve"),
        ("__config", "s-config"),
        ("教師", "s-part"),
        ("x" * 100, "s-" + "x" * 60),
        ("2026", "s-2026"),
    ],
)
def test_ids_of_headings_are_ours(title: str, anchor: str) -> None:
    assert page_html(f"## {title}\n").headings[0].anchor == anchor


def test_ids_stay_apart() -> None:
    headings = page_html("## a\n\n## a\n\n## a 2\n\n## a--2\n\n## A\n").headings
    anchors = [heading.anchor for heading in headings]
    assert len(set(anchors)) == len(anchors) == 5


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("x" * 60_001, "the text has 60,001 characters; at most 60,000 can be shown"),
        ("## x\n\n<div>\n", "HTML such as <div> is not read; use Markdown, as in **bold**, or `...` to show it"),
    ],
)
def test_what_cannot_be_shown_is_told(markdown: str, message: str) -> None:
    assert page_html(markdown).faults == (message,)
