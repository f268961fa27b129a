"""Drivers that ideas and diagrams name: they must be drivers of their problems, and each has one id there."""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Report, listed
from generator.model.change_idea import ChangeIdea
from generator.model.package import ChangePackage, DiagramNode
from generator.model.problem import Problem
from generator.model.records import Placed, Records
from generator.model.source import PathKey

__all__ = ["check_drivers"]


def check_drivers(records: Records, problems: set[str], report: Report) -> None:
    """Report unknown drivers, drivers of problems that an idea does not name, and ids that stand twice in a problem.

    `problems` are the ids of all of them, `*` for those of a file that could not be read.
    """
    for placed in records.also_faulty(ChangeIdea).values():
        idea = placed.record
        # a problem that nobody knows is told already, and may be the very one that is missed
        whole = "problems" in idea.model_fields_set and ("*" in problems or problems.issuperset(idea.problems))
        for index, drive in enumerate(idea.drives):
            if whole and drive.problem in problems.difference(idea.problems):
                message = f"the idea moves a driver of '{drive.problem}', which is not among its problems"
                report.add("K205", message, placed.place.locate(("drives", index, "problem")), "add it to 'problems'")
            allowed = _drivers_of(records, drive.problem)
            _check_driver(drive.driver, allowed, drive.problem, placed, ("drives", index, "driver"), report)
    for package in records.also_faulty(ChangePackage).values():
        known = [_drivers_of(records, problem) for problem in package.record.problems]
        unsure = None in known or not known
        allowed = None if unsure else {driver for drivers in known for driver in drivers or ()}
        _check_nodes(package.record.diagram, ("diagram",), package, allowed, report)
    for problem_id, problem in records.also_faulty(Problem).items():
        _check_driver_ids(problem_id, problem, report)


def _drivers_of(records: Records, problem_id: str) -> set[str] | None:
    """Ids of a problem's drivers at both levels, or None when the problem or one of its ids is not known for sure."""
    placed = records.of(Problem).get(problem_id)
    if placed is None:
        return None
    drivers = placed.record.drivers
    ids = [*(driver.id for driver in drivers), *(part.id for driver in drivers for part in driver.secondary)]
    return set(ids) if len(set(ids)) == len(ids) else None  # of two with one id, one was meant to have another


def _check_driver(
    driver: str, allowed: set[str] | None, problem: str, placed: Placed[Any], path: tuple[PathKey, ...], report: Report
) -> None:
    if allowed is not None and driver not in allowed:
        place = placed.place.locate(path)
        hint = f"drivers of it are: {listed(sorted(allowed)) or 'none'}"
        message = f"'{driver}' is not a driver of '{problem}'"
        report.add("K205", message, place, report.suggest(driver, allowed, hint))


def _check_nodes(
    nodes: list[DiagramNode],
    path: tuple[PathKey, ...],
    placed: Placed[ChangePackage],
    allowed: set[str] | None,
    report: Report,
) -> None:
    for index, node in enumerate(nodes):
        here = (*path, index)
        if node.driver:
            problems = "' or '".join(placed.record.problems)
            _check_driver(node.driver, allowed, problems, placed, (*here, "driver"), report)
        _check_nodes(node.children, (*here, "children"), placed, allowed, report)


def _check_driver_ids(problem_id: str, placed: Placed[Problem], report: Report) -> None:
    seen: set[str] = set()
    for index, driver in enumerate(placed.record.drivers):
        steps: list[tuple[str, tuple[PathKey, ...]]] = [(driver.id, ("drivers", index, "id"))]
        steps += [(part.id, ("drivers", index, "secondary", at, "id")) for at, part in enumerate(driver.secondary)]
        for driver_id, path in steps:
            if driver_id in seen:
                message = f"driver '{driver_id}' of '{problem_id}' stands twice"
                report.add("K204", message, placed.place.locate(path), "give one of the two another id")
            seen.add(driver_id)
