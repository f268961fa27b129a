"""Taking hand-written pages apart: head, Markdown and their places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Location, Report
from generator.load import read_page
from generator.model.source import PageSource


def read(text: str) -> tuple[PageSource | None, Report]:
    report = Report()
    return read_page(text.encode(), "content/pages/about.md", "about/", report), report


def messages(text: str) -> list[str]:
    return read(text)[1].format("text").replace("content/pages/about.md:", "").splitlines()


def test_a_page_with_a_head() -> None:
    page, report = read("---\ntitle: About\ndescription: Who we are\n---\n\n# About\n\nWe are.\n")
    assert page is not None
    assert not len(report)
    assert (page.url, page.markdown, page.first_line) == ("about/", "\n# About\n\nWe are.\n", 5)
    assert page.head.value == {"title": "About", "description": "Who we are"}
    assert page.head.locate(("description",)) == Location("content/pages/about.md", 3, 14)


def test_a_page_without_a_head() -> None:
    page, _ = read("# About\n\n---\n\nWe are.\n")
    assert page is not None
    assert (page.head.value, page.markdown, page.first_line) == ({}, "# About\n\n---\n\nWe are.\n", 1)


def test_line_ends_of_windows() -> None:
    page, _ = read("---\r\ntitle: About\r\n---\r\nWe are.\r\n")
    assert page is not None
    assert (page.head.value, page.markdown, page.first_line) == ({"title": "About"}, "We are.\r\n", 4)


def test_a_rule_below_the_head_belongs_to_the_page() -> None:
    page, _ = read("---\ntitle: About\n---\nOne\n\n---\n\nTwo\n")
    assert page is not None
    assert page.markdown == "One\n\n---\n\nTwo\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: About\n\nWe are.\n", "1:1: error[L301] the head of the page is opened here and not closed"),
        ("---\n---\nWe are.\n", "2:1: error[L301] the head of the page is empty"),
        ("---\ntitle: &a About\n---\n", "2:8: error[L103] '&a' names a value to repeat it"),
        ("---\ntitle: About: us\n---\n", "2:13: error[L101] a second colon on this line"),
        ("---\ntitle: a\n\ntitle: b\n---\n", "4:1: error[L102] 'title' stands here a second time; first in line 2"),
        ("---\n%YAML 1.1\n---\n", "2:1: error[L104] a directive stands here"),
        ("We\u200b are.\n", "1:3: error[L004] here stands an invisible character, zero width space (U+200B)"),
    ],
)
def test_refused_with_these_words(text: str, expected: str) -> None:
    assert messages(text)[0] == expected


@given(st.lists(st.sampled_from(["---", "---\n", "\n", "a: b\n", "text", "# t\n", " ", "\r\n", "'", "["]), max_size=15))
@settings(max_examples=300, deadline=None)
def test_no_line_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    page, report = read(text)
    if page is None:
        assert report.has_errors
    else:
        assert text.endswith(page.markdown)
        assert text.count("\n") - page.markdown.count("\n") == page.first_line - 1 or page.markdown == ""
