"""Elements: everything from outside is escaped, numbers are the same everywhere."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.render.pictures.svg import element, join, number, path_data


def test_elements_with_and_without_children() -> None:
    assert element("path", d="M0 0") == '<path d="M0 0"/>'
    assert element("g", element("circle", r=2), "a < b", class_="x") == '<g class="x"><circle r="2"/>a &lt; b</g>'
    assert element("i", "") == "<i></i>"


def test_attributes_keep_their_names_and_leave_out_none() -> None:
    assert element("a", aria_hidden="true", class_="b", href=None, viewBox="0 0 1 1") == (
        '<a aria-hidden="true" class="b" viewBox="0 0 1 1"/>'
    )


def test_markup_stays_markup_and_text_is_escaped() -> None:
    assert join([Markup("<b>"), "<b>"]) == "<b>&lt;b&gt;"


# Control characters never get so far: the loader refuses them in every file.
typed = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@given(typed)
def test_no_text_leaves_its_place(text: str) -> None:
    read = ET.fromstring(element("text", text, title=text))  # noqa: S314 (our own output)
    assert (read.text or "") == text
    assert read.get("title") == text
    assert len(read) == 0


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "1"), (10, "10"), (0.1 + 0.2, "0.3"), (2.005, "2"), (-0.001, "0"), (1.25, "1.25"), (100.0, "100")],
)
def test_numbers(value: float, text: str) -> None:
    assert number(value) == text


def test_paths() -> None:
    assert path_data([(0, 1.5), (2, 3)]) == "M0 1.5L2 3"
    assert path_data([(0, 0), (1, 0), (0, 1)], closed=True) == "M0 0L1 0L0 1Z"
