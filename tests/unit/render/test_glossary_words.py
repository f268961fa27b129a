"""The words of the glossary on a page."""

from __future__ import annotations

from generator.model.lookup import Term
from generator.render.glossary_words import MOST, GlossaryWords


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
