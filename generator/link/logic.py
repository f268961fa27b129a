"""The logic of improvement: what is not wrong but unwise, as warnings with their reason.

The rules are the field's own: every change idea moves a driver, an aim says what, for whom, how much and by when, a
team chooses from a few ideas and watches for harm (REL Northeast & Islands 2021; Hough and others 2021 on hubs). An
editor who knows better writes an `answers:` entry, which silences the warning and shows the reason on the page of
library health.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from generator.diagnostics import Report
from generator.link.doubt import Doubt
from generator.link.wording import figures_without_source, hard_to_read
from generator.model.case_study import CaseStudy
from generator.model.catalog import Catalog
from generator.model.change_idea import ChangeIdea
from generator.model.lookup import Reference
from generator.model.package import ChangePackage, DiagramNode, nodes_of
from generator.model.problem import Problem
from generator.model.records import Records
from generator.model.source import PathKey
from generator.model.types import Ref

__all__ = ["check_logic"]

MOST_IDEAS = 8
"""Three to eight: 'a relatively small number of clearly explained practices' (Gallagher and others 2022)."""
MOST_DRIVERS = 5
"""Three to five answers to what must be true for the aim to be reached; the number is ours."""
HARM_UNSEEN = "no balancing measure: harm elsewhere would go unseen"

TASKS = re.compile(
    r"(?:train|buy|purchase|hire|attend|explore|research|discuss|implement|provide training|hold a training|"
    r"(?:write|develop|create|make) a plan|(?:form|create|establish) a committee)\b",
    re.IGNORECASE,
)
"""Beginnings that name a preparation, not what people will do differently for students."""


def check_logic(records: Records, catalog: Catalog, report: Report) -> None:
    """Report every doubt that no editor has answered."""
    for kind, rule in RULES:
        if rule in OF_WHAT_IS_MISSING and report.has_errors:
            continue  # what is missing may be in one of the records that hold a fault
        for record_id, placed in records.by_kind.get(kind, {}).items():
            record: Any = placed.record
            if getattr(record, "status", "published") != "published":
                continue
            answered = (
                {(answer.code, answer.about) for answer in record.answers} if hasattr(record, "answers") else set()
            )
            for doubt in rule(record_id, record, catalog):
                if (doubt.code, doubt.about) not in answered and (doubt.code, None) not in answered:
                    report.add(doubt.code, doubt.message, placed.place.locate(doubt.path), doubt.hint)


def _idea_without_driver(_record_id: str, idea: ChangeIdea, catalog: Catalog) -> Iterator[Doubt]:
    moved = {drive.problem for drive in idea.drives}
    for index, problem in enumerate(idea.problems):
        if problem not in moved and problem in catalog.problems:
            message = f"under '{problem}' the idea hangs under no driver, so nobody sees why it should help"
            yield Doubt("K301", message, ("problems", index), "name the driver it moves under 'drives'", problem)


def _task(_record_id: str, idea: ChangeIdea, _catalog: Catalog) -> Iterator[Doubt]:
    if TASKS.match(idea.title):
        message = f"'{idea.title}' names a preparation, not a change"
        yield Doubt("K304", message, ("title",), "say what people will do differently with students")


def _idea_measures(_record_id: str, idea: ChangeIdea, _catalog: Catalog) -> Iterator[Doubt]:
    measures = idea.measures
    if not measures.balancing:
        yield Doubt("K306", HARM_UNSEEN, ("measures",), "add one under 'balancing'")
    questions = {
        "can we do it here? (implementation)": measures.implementation,
        "does it seem to matter? (pdsa)": measures.pdsa,
        "does it move the aim? (interim or outcome)": [*measures.interim, *measures.outcome],
    }
    for question, ids in questions.items():
        if not ids:
            yield Doubt("K308", f"no measure answers: {question}", ("measures",), "add one", question)


def _uses_retired(_record_id: str, idea: ChangeIdea, catalog: Catalog) -> Iterator[Doubt]:
    for index, related in enumerate(idea.related):
        yield from _not_published(related.idea, ("related", index, "idea"), catalog)
    for index, part in enumerate(idea.bundle):
        yield from _not_published(part, ("bundle", index), catalog)


def _hung_retired(_record_id: str, package: ChangePackage, catalog: Catalog) -> Iterator[Doubt]:
    for found in package.mentions:
        if found.path[0] == "diagram" and isinstance(found.mark, Ref) and found.mark.kind == "idea":
            yield from _not_published(found.value, found.path, catalog)


def _not_published(idea_id: str, path: tuple[PathKey, ...], catalog: Catalog) -> Iterator[Doubt]:
    idea = catalog.ideas.get(idea_id)
    if idea and idea.status != "published":
        other = catalog.replacement_of(idea_id)
        hint = f"use '{other}'" if other else "take it out or publish it"
        yield Doubt("K307", f"'{idea_id}' is {idea.status}", path, hint, idea_id)


def _driver_without_ideas(record_id: str, problem: Problem, catalog: Catalog) -> Iterator[Doubt]:
    moved = catalog.relations.ideas_of_driver
    for index, driver in enumerate(problem.drivers):
        parts = [part.id for part in driver.secondary]
        if not any(moved.get((record_id, driver_id)) for driver_id in (driver.id, *parts)):
            message = f"no published idea moves the driver '{driver.id}'"
            hint = "add an idea, or say under 'answers' why none is offered"
            yield Doubt("K302", message, ("drivers", index), hint, driver.id)


def _many_drivers(_record_id: str, record: Problem | ChangePackage, _catalog: Catalog) -> Iterator[Doubt]:
    field = "drivers" if isinstance(record, Problem) else "diagram"
    number = len(getattr(record, field))
    if number > MOST_DRIVERS:
        message = f"{number} main drivers are more than a team can keep in mind"
        yield Doubt("K312", message, (field,), f"keep to {MOST_DRIVERS} or fewer")


def _aims(_record_id: str, package: ChangePackage, _catalog: Catalog) -> Iterator[Doubt]:
    if not package.aims:
        yield Doubt("K303", "the package has no aim", (), "add one under 'aims'")
    for index, aim in enumerate(package.aims):
        has_number = aim.to is not None or any(letter.isdigit() for letter in aim.statement)
        lacks = {"how much": has_number, "for whom ('population')": aim.population, "by when ('by')": aim.by}
        missing = [words for words, there in lacks.items() if not there]
        if missing:
            message = f"nobody can judge whether this aim is reached: it does not say {' nor '.join(missing)}"
            yield Doubt("K303", message, ("aims", index), "add what is missing", aim.statement)


def _package_size(record_id: str, _package: ChangePackage, catalog: Catalog) -> Iterator[Doubt]:
    ideas = catalog.relations.ideas_of_package.get(record_id, ())
    if len(ideas) > MOST_IDEAS:
        message = f"{len(ideas)} ideas: with so many, teams choose by who speaks first"
        yield Doubt("K305", message, ("diagram",), f"keep the {MOST_IDEAS} clearest; the menu shows the others")


def _package_ideas(_record_id: str, package: ChangePackage, catalog: Catalog) -> Iterator[Doubt]:
    hanging = {item.idea for node in nodes_of(package.diagram) for item in node.ideas}
    sure = hanging <= catalog.ideas.keys()  # else the one that is missed may be misspelt there
    for index, choice in enumerate(package.choosing):
        for at, idea_id in enumerate(choice.then):
            path = ("choosing", index, "then", at)
            if sure and idea_id not in hanging and idea_id in catalog.ideas:
                message = f"'{idea_id}' hangs under no driver of the diagram"
                yield Doubt("K301", message, path, "hang it under the driver that it moves", idea_id)
            yield from _not_published(idea_id, path, catalog)
    yield from _bare_nodes(package.diagram, ("diagram",))


def _bare_nodes(nodes: list[DiagramNode], path: tuple[PathKey, ...]) -> Iterator[Doubt]:
    """Ends of the diagram at which nothing can be done."""
    for index, node in enumerate(nodes):
        here = (*path, index)
        if not any(below.ideas for below in nodes_of([node])):
            message = f"no idea hangs under '{node.title}'"
            yield Doubt("K302", message, here, "hang one there, or say under 'answers' why not", node.title)
        yield from _bare_nodes(node.children, (*here, "children")) if node.ideas or node.children else ()


def _package_balance(_record_id: str, package: ChangePackage, catalog: Catalog) -> Iterator[Doubt]:
    used = {*package.measures, *(measure for node in nodes_of(package.diagram) for measure in node.measures)}
    levels = {catalog.measures[measure].level for measure in used if measure in catalog.measures}
    if "balancing" not in levels and used <= catalog.measures.keys():
        yield Doubt("K306", HARM_UNSEEN, ("measures",), "add one to 'measures'")


def _nobody_cites(record_id: str, reference: Reference, catalog: Catalog) -> Iterator[Doubt]:
    if record_id not in catalog.relations.cited_by and not reference.note:
        hint = "cite it where its facts stand, say in 'note' why it is worth reading, or take it out"
        yield Doubt("K310", f"nobody cites '{record_id}'", ("id",), hint)


def _case_shows_something(_record_id: str, case: CaseStudy, _catalog: Catalog) -> Iterator[Doubt]:
    if case.kind == "bright_spot" and not case.outcomes:
        message = "a bright spot without figures: a reader cannot see what shone"
        yield Doubt("K311", message, ("kind",), "add 'outcomes' with a series, or answer why there is none")


Rule = Callable[[str, Any, Catalog], Iterator[Doubt]]

OF_WHAT_IS_MISSING: tuple[Rule, ...] = (_driver_without_ideas, _nobody_cites)
WORDING: tuple[Rule, ...] = (figures_without_source, hard_to_read)

RULES: tuple[tuple[str, Rule], ...] = (
    ("idea", _idea_without_driver),
    ("idea", _task),
    ("idea", _idea_measures),
    ("idea", _uses_retired),
    ("problem", _driver_without_ideas),
    ("problem", _many_drivers),
    ("package", _aims),
    ("package", _package_size),
    ("package", _many_drivers),
    ("package", _package_ideas),
    ("package", _hung_retired),
    ("package", _package_balance),
    ("case", _case_shows_something),
    ("reference", _nobody_cites),
    *((kind, rule) for kind in ("idea", "problem", "case", "package", "method") for rule in WORDING),
)
"""Kind of record -> a rule that yields its doubts; a new rule is a function and a line here."""
