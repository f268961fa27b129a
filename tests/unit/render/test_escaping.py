"""Escaping: the same as markupsafe does, in fewer steps."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.render.escaping import escaped
from generator.text import Prose, Url

VALUES = (
    "plain", "", "a & b", "a < b", "a > b", "<b>", '"', "it's", Markup("<b>"), Prose("*so*"), Prose("a < b"),
    Url("https://a.example/?a&b"), 3, 2.5, True,
)  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_every_kind_of_value_is_escaped_as_usual(value: Any) -> None:
    assert str(escaped(value)) == str(escape(value))


@given(st.text("&<>\"'ab \x02é"))
def test_every_text_is_escaped_as_usual(text: str) -> None:
    assert escaped(text) == str(escape(text))


def test_a_value_that_is_not_there_is_an_error() -> None:
    with pytest.raises(TypeError, match="not there"):
        escaped(None)


@pytest.mark.parametrize("value", [{}.values, object(), iter("ab"), ["a"]])
def test_what_has_no_words_of_its_own_is_an_error(value: Any) -> None:
    with pytest.raises(TypeError, match="a template prints a"):
        escaped(value)
