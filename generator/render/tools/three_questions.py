"""The three questions as a sheet: what its page prints, and the step for every set of answers as data."""

from __future__ import annotations

from typing import Any

from generator.improvement.three_questions import ANSWERS, QUESTIONS, STEPS, every_answer, what_next
from generator.render.structured import data_element
from generator.render.tools.reading import pages_of, sources_of
from generator.render.view import LibraryView

__all__ = ["three_questions_context"]


def three_questions_context(view: LibraryView) -> dict[str, Any]:
    """Questions, steps and sources; in the data each set of answers has the number of its step."""
    ids = list(STEPS)
    data = {
        "questions": [question.id for question in QUESTIONS],
        "answers": ANSWERS,
        "steps": [{"verdict": step.verdict, "do": step.do} for step in STEPS.values()],
        "next": [ids.index(what_next(answers)) for answers in every_answer()],
    }
    return {
        "questions": QUESTIONS,
        "steps": list(STEPS.values()),
        "data": data_element("cp-three-questions-data", data),
        "sources": sources_of(view, "gallagher-2022-traction"),
        "further": pages_of(view, "learn/three-questions/", "methods/pdsa/"),
    }
