"""How hard a text is to read: worked by hand with the published formula."""

from __future__ import annotations

import pytest

from generator.text.reading_grade import reading_grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("We call each of them at home on a day. " * 10, 0.39 * 10 + 11.8 * 1 - 15.59),
        ("we call each of them at home on a day " * 10, 0.39 * 100 + 11.8 * 1 - 15.59),
        ("Ideas, students, teachers, families. " * 25, 0.39 * 4 + 11.8 * 9 / 4 - 15.59),
        ("They waited 12,000 days: 7 are gone! " * 14 + "So it is.", 0.39 * 101 / 15 + 11.8 * 115 / 101 - 15.59),
    ],
    ids=["ten words a sentence", "no sentence ends", "long words", "a number counts as one syllable"],
)
def test_the_grade_grows_with_sentences_and_syllables(text: str, grade: float) -> None:
    assert reading_grade(text) == pytest.approx(grade)


def test_a_short_text_has_none() -> None:
    assert reading_grade("word " * 99) is None
    assert reading_grade("word " * 100) is not None
