"""Structured data inside a script element, and the words of the glossary on a page."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.model.lookup import Term
from generator.render.glossary_words import MOST, GlossaryWords
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


def words(*terms: tuple[str, list[str]]) -> GlossaryWords:
    return GlossaryWords(
        {
            name.lower().replace(" ", "-"): Term.model_validate(
                {"term": name, "meaning": f"{name} explained.", "aliases": aliases}
            )
            for name, aliases in terms
        }
    )


def used(glossary: GlossaryWords, text: str) -> list[str]:
    return [str(entry).partition("</a>")[0].rpartition(">")[2] for entry in glossary.used_in(text)]


def test_words_are_found_whole_with_a_plural_or_under_another_name() -> None:
    glossary = words(("Run chart", ["time chart"]), ("Aim", []), ("Driver", []), ("PDSA", ["Plan-do-study-act"]))
    assert used(glossary, "Two RUN charts, and drivers.") == ["Driver", "Run chart"]
    assert used(glossary, "A time chart of plan-do-study-act.") == ["PDSA", "Run chart"]
    assert used(glossary, "They claim it; chart the run.") == []
    assert used(glossary, "") == []


def test_a_page_lists_no_more_words_than_people_read() -> None:
    many = words(*((f"word{letter}", []) for letter in "abcdefghijklmnopq"))
    assert len(used(many, " ".join(f"word{letter}" for letter in "abcdefghijklmnopq"))) == MOST
