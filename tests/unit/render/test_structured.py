"""JSON inside a script element."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.render.structured import json_ld, script_safe


@given(st.text())
def test_no_text_can_end_the_script_or_break_its_line(text: str) -> None:
    made = script_safe({"name": text})
    assert not set(made) & set("<>&\u2028\u2029\n")
    assert json.loads(made) == {"name": text}


def test_a_script_in_a_text_is_no_script() -> None:
    assert script_safe("</script><!-- &") == '"\\u003c/script\\u003e\\u003c!-- \\u0026"'


def test_signs_that_end_a_line_of_script_are_escaped_and_letters_stay_letters() -> None:
    assert script_safe({"a": "é\u2028\u2029"}) == '{"a":"é\\u2028\\u2029"}'


def test_empty_properties_are_left_out() -> None:
    data = json.loads(json_ld("Article", {"headline": "A", "about": [], "license": None, "url": "", "isPartOf": {}}))
    assert data == {"@context": "https://schema.org", "@type": "Article", "headline": "A"}
