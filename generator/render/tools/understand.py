"""The tools that help to understand a problem: three pictures that draw while one types, and a sheet for interviews.

A fishbone, a driver diagram and a process map are all a heading with parts that have lines; only their words and their
drawing differ. So they share a template and a script, and this room gives each its words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from generator.render.structured import data_element
from generator.render.view import LibraryView

__all__ = ["SKETCHES", "Sketch", "interview_context", "sketch_context"]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a picture's page says: its kind, the names of its heading, parts and lines, and an example to begin from."""

    kind: str
    one: str
    many: str
    about: str
    head: str
    head_hint: str
    part: str
    parts: str
    extra: str
    """Name of a second short field of each part; empty when there is none."""
    lines: str
    lines_hint: str
    method: str
    """Id of the method that explains it."""
    names: tuple[str, ...] = ()
    """Names of parts to begin with."""
    empty_parts: int = 4
    wide: bool = True
    """Whether it is printed on paper that is wider than high."""


SKETCHES = {
    "fishbone": Sketch(
        kind="fishbone",
        one="fishbone",
        many="fishbones",
        about="A fishbone shows the many causes of one problem. Write the problem on the right, kinds of causes as "
        "bones, and what you know on each bone. A guess is fine: mark it with a question mark and check it.",
        head="The problem",
        head_hint="Ninth graders fail Algebra I",
        part="Kind of cause",
        parts="Bones",
        extra="",
        lines="Causes, one on each line",
        lines_hint="Homework is due before students can ask",
        method="fishbone",
        names=("Teaching", "Students' lives", "Rules and schedules", "Materials", "Data we see", "Adults' teamwork"),
    ),
    "driver-diagram": Sketch(
        kind="drivers",
        one="driver diagram",
        many="driver diagrams",
        about="A driver diagram says what you believe: this aim, moved by these few drivers, moved by these changes. "
        "Put the strongest drivers first, and no more than five.",
        head="The aim: what, for whom, how much, by when",
        head_hint="By June 2027, 85 percent of ninth graders end the year on track, up from 75",
        part="Driver: what must be true",
        parts="Drivers",
        extra="",
        lines="Parts of it, one on each line; a change idea begins with a hyphen",
        lines_hint="Missing work is seen within a week\n- Monday slips with missing work",
        method="driver-diagram",
        empty_parts=3,
    ),
    "process-map": Sketch(
        kind="process",
        one="process map",
        many="process maps",
        about="A process map shows what really happens, step by step. Walk through it with those who do it. Mark where "
        "people wait, guess or do things twice.",
        head="The process, from where to where",
        head_hint="From a missing assignment to its grade",
        part="Step: what happens",
        parts="Steps",
        extra="Who",
        lines="Where it goes wrong, one on each line",
        lines_hint="The list is two weeks old",
        method="process-map",
        empty_parts=4,
        wide=False,
    ),
}
"""Id of the tool -> its words; to add a picture, add an entry here and a drawing in the script."""


def sketch_context(tool_id: str) -> Callable[[LibraryView], dict[str, Any]]:
    """What the page of one of the pictures is drawn from."""

    def context(view: LibraryView) -> dict[str, Any]:
        sketch = SKETCHES[tool_id]
        return {
            "sketch": sketch,
            "data": data_element("cp-sketch-data", asdict(sketch)),
            "method": next(iter(view.links("method", [sketch.method])), None),
        }

    return context


def interview_context(view: LibraryView) -> dict[str, Any]:
    """The sheet for interviews needs no script: its questions, and the method that explains it."""
    questions = (
        "Tell me about the last time this went well for you. What happened?",
        "Tell me about a time when it did not. What was that like?",
        "Walk me through yesterday: what did you do first, and then?",
        "Who or what helped you? Who or what got in the way?",
        "If you could change one thing here tomorrow, what would it be? Why that?",
        "What have I not asked that I should know?",
    )
    return {
        "questions": questions,
        "method": next(iter(view.links("method", ["empathy-interview"])), None),
    }
