"""The sheet of a test: its words in their order, and what an idea fills in of it.

The one definition of the sheet. The planner's page (`templates/partials/plan.html.j2`) and the Word worksheet
(`worksheet_template.py`) are drawn from `FORM`; the pack to print and the Word document of a filled plan are made in
the browser from the planner's page. Not for how any of them looks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from generator.model.change_idea import ChangeIdea
from generator.render.citing import origin
from generator.render.view import LibraryView
from generator.render.words import count
from generator.text import Prose
from generator.text.citations import CITATION, citation_in_words

__all__ = [
    "DECISION", "FORM", "GIVEN", "MATCH", "Ask", "Part", "Pick", "PlanSheet", "Row", "one_line", "plan_sheet",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ask:
    """An entry to write in."""

    name: str
    label: str
    lines: int = 1
    """Lines to write on, where nothing is filled in."""
    kind: str = ""
    """`text` for more than a line, `number` or `date`; else a line."""
    given: str = ""
    """The field of PlanSheet that fills it in."""
    repeats: str = ""
    """The field of PlanSheet that the label repeats: the question beside its result."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A choice of one: values and words."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Entries that stand side by side where there is room, as shares of the width; without shares, evenly."""

    name: str
    """`last` is there from the second cycle on."""
    entries: tuple[Ask | Pick, ...]
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sheet. The head of the sheet is one without a title."""

    name: str
    title: str
    note: str
    rows: tuple[Row | Ask | Pick, ...]


MATCH = Pick("match", "As we thought?", (("yes", "Yes"), ("partly", "Partly"), ("no", "No")))
"""Prediction and result, held against each other."""

DECISION = Pick("decision", "We will", (
    ("adopt", "adopt it: keep it as it is"),
    ("adapt", "adapt it: change it and test again"),
    ("abandon", "abandon it: drop it"),
))  # fmt: skip
"""What a test leads to."""


def _question(number: int) -> Row:
    given = ("question", "prediction") if number == 1 else ("", "")
    ask = Ask(f"question{number}", f"Question {number}", 2, "text", given[0])
    return Row("pair", (ask, Ask(f"prediction{number}", "What we think will happen", 2, "text", given[1])))


def _answer(number: int) -> Row:
    repeats = "question" if number == 1 else ""
    ask = Ask(f"result{number}", f"Question {number}: what happened", 2, "text", repeats=repeats)
    return Row("answer", (ask, replace(MATCH, name=f"match{number}")), (7, 3))


FORM = (
    Part("head", "", "", (
        Row("head", (
            Ask("team", "Team and place"),
            Ask("lead", "Who leads this test"),
            Ask("cycle", "Cycle", 1, "number"),
            Ask("start", "From", 1, "date"),
            Ask("end", "To", 1, "date"),
        ), (52, 52, 17, 28, 28)),
        Row("last", (Ask("carried", "From the last cycle: what we learned there", 2, "text"),)),
    )),
    Part("plan", "Plan", "before you begin", (
        Ask("objective", "What we want to try", 2, "text", "objective"),
        Ask("driver", "What it should move", 1, "text", "driver"),
        _question(1),
        _question(2),
        _question(3),
        Ask("what", "What we will do", 3, "text", "what"),
        Row("four", (
            Ask("who", "Who does it"),
            Ask("where", "Where"),
            Ask("when", "When, and how long", given="when"),
            Ask("size", "How small", given="size"),
        )),
        Ask("data", "What we will write down, who does it, and when", 2, "text", "data"),
    )),
    Part("do", "Do", "run the test, and write down what you see", (
        Ask("done", "What we really did, what got in the way, what surprised us", 4, "text"),
    )),
    Part("study", "Study", "compare it with what you thought", (
        _answer(1),
        _answer(2),
        _answer(3),
        Ask("learned", "What we learned", 3, "text"),
    )),
    Part("act", "Act", "decide; all three are good results", (
        DECISION,
        Ask("why", "Why", 2, "text"),
        Ask("next", "What we do next, who, and by when", 2, "text"),
    )),
)  # fmt: skip
"""The sheet, from top to bottom: plan, do, study, act (Langley and others, The Improvement Guide)."""

GIVEN = ("objective", "driver", "question", "prediction", "what", "when", "size", "data")
"""The fields of PlanSheet that fill in an entry."""


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The entries of a plan that an idea gives, as plain text; the rest is for the team. By itself a blank sheet."""

    idea: str = ""
    """Id of the idea; empty for a change that stands in no library."""
    idea_title: str = ""
    objective: str = ""
    driver: str = ""
    """What the change is meant to move: a driver a line, with its problem of practice."""
    question: str = ""
    prediction: str = ""
    what: str = ""
    when: str = ""
    size: str = ""
    data: str = ""
    keep: tuple[str, ...] = ()
    """What must stay, or it is another idea."""
    measures: tuple[str, ...] = ()
    """Titles of the measures for a test: whether it is done, whether it seems to matter, whether it harms."""
    origin: str = ""
    """Who wrote it, of which day, under which license."""
    address: str = ""
    """Of the idea's page; empty where the site does not know its own."""
    form: ClassVar[tuple[Part, ...]] = FORM


def plan_sheet(view: LibraryView, idea_id: str, idea: ChangeIdea) -> PlanSheet:
    """The sheet of an idea's first test."""
    test, measures = idea.first_test, idea.measures
    named = (*measures.implementation, *measures.pdsa, *measures.balancing)
    return PlanSheet(
        idea=idea_id,
        idea_title=idea.title,
        objective=idea.summary,
        driver=_driver(view, idea),
        question=one_line(view, test.question),
        prediction=one_line(view, test.prediction),
        what=one_line(view, test.plan),
        when=count(test.days, "school day") if test.days else "",
        size=test.size or "",
        data=one_line(view, test.data) if test.data else "",
        keep=tuple(one_line(view, kept) for kept in idea.core),
        measures=tuple(link.title for link in view.links("measure", dict.fromkeys(named))),
        origin=f"From {origin(view, idea)}",
        address=view.public_url(f"ideas/{idea_id}/") or "",
    )


def one_line(view: LibraryView, text: Prose) -> str:
    """Prose as one line of plain text, its sources by their names: on paper no link says which are meant."""
    named = CITATION.sub(lambda citation: citation_in_words(citation.group(), view.catalog.name_of), text)
    return Prose(named).text.replace("\n", " ")


def _driver(view: LibraryView, idea: ChangeIdea) -> str:
    """The drivers of the first problem that it names: a team works on one problem at a time."""
    first = idea.problems[0]
    lines = [view.drivers.get((drive.problem, drive.driver)) for drive in idea.drives if drive.problem == first]
    titles = [line.title for line in lines if line]
    return "\n".join(titles or view.problem_titles([first]))
