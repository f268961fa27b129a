"""What is known of a first test before a team plans it: what the planner's page and the Word worksheet begin from."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.change_idea import ChangeIdea
from generator.render.view import LibraryView
from generator.render.words import count
from generator.text import Prose

__all__ = ["PlanSheet", "one_line", "plan_sheet"]


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


def plan_sheet(view: LibraryView, idea_id: str, idea: ChangeIdea) -> PlanSheet:
    """The sheet of an idea's first test."""
    test, measures = idea.first_test, idea.measures
    named = (*measures.implementation, *measures.pdsa, *measures.balancing)
    return PlanSheet(
        idea=idea_id,
        idea_title=idea.title,
        objective=idea.summary,
        driver=_driver(view, idea),
        question=one_line(test.question),
        prediction=one_line(test.prediction),
        what=one_line(test.plan),
        when=count(test.days, "school day") if test.days else "",
        size=test.size or "",
        data=one_line(test.data) if test.data else "",
        keep=tuple(one_line(kept) for kept in idea.core),
        measures=tuple(link.title for link in view.links("measure", dict.fromkeys(named))),
    )


def one_line(text: Prose) -> str:
    """Prose as one line of plain text."""
    return text.text.replace("\n", " ")


def _driver(view: LibraryView, idea: ChangeIdea) -> str:
    """The drivers of the first problem that it names: a team works on one problem at a time."""
    first = idea.problems[0]
    lines = [view.drivers.get((drive.problem, drive.driver)) for drive in idea.drives if drive.problem == first]
    titles = [line.title for line in lines if line]
    return "\n".join(titles or view.problem_titles([first]))
