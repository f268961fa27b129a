"""Relations in both directions, drawn once in one pass over the records. Only published records take part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count, product
from string import ascii_lowercase
from typing import TypeVar

from generator.model.catalog import Catalog, IdeaInPackage, Relations
from generator.model.lookup import TestOfChange
from generator.model.package import ChangePackage, nodes_of
from generator.model.record import Record

__all__ = ["relations"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Hashable)

ROLE_ORDER = ("start_here", "next", "optional")
REVERSE_RELATION = {"pairs_with": "pairs_with", "alternative_to": "alternative_to", "before": "after"}


def relations(catalog: Catalog) -> Catalog:
    """The catalog with its relations."""
    ideas = {key: idea for key, idea in catalog.ideas.items() if idea.status == "published"}
    cases = {key: case for key, case in catalog.cases.items() if case.status == "published"}
    packages = {key: package for key, package in catalog.packages.items() if package.status == "published"}
    of_package = {key: _ideas_of_package(package) for key, package in packages.items()}
    found = Relations(
        ideas_of_problem=_group((problem, key) for key, idea in ideas.items() for problem in idea.problems),
        ideas_of_driver=_group(
            ((drive.problem, drive.driver), key) for key, idea in ideas.items() for drive in idea.drives
        ),
        ideas_of_measure=_group(_mentions(ideas, "measure")),
        cases_of_problem=_group((problem, key) for key, case in cases.items() for problem in case.problems),
        cases_of_idea=_group((use.idea, key) for key, case in cases.items() for use in case.ideas),
        cases_of_measure=_group(_mentions(cases, "measure")),
        packages_of_problem=_group((problem, key) for key, package in packages.items() for problem in package.problems),
        packages_of_idea=_group((item.idea, key) for key, items in of_package.items() for item in items),
        packages_of_hub=_group((package.hub, key) for key, package in packages.items()),
        tests_of_idea=_tests(catalog),
        related_ideas=_related(catalog),
        ideas_of_package=of_package,
        cited_by=_cited_by(catalog),
        letters=_letters(catalog),
    )
    return replace(catalog, relations=found)


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, dict[V, None]] = defaultdict(dict)
    for key, value in pairs:
        groups[key][value] = None
    return {key: tuple(values) for key, values in groups.items()}


def _mentions(records: Mapping[str, Record], kind: str) -> Iterator[tuple[str, str]]:
    for key, record in records.items():
        yield from ((value, key) for of, value in record.outline.refs if of == kind)


def _tests(catalog: Catalog) -> dict[str, tuple[TestOfChange, ...]]:
    tests: dict[str, list[TestOfChange]] = defaultdict(list)
    for test in catalog.tests:
        tests[test.idea].append(test)
    return {idea: tuple(rows) for idea, rows in tests.items()}


def _related(catalog: Catalog) -> dict[str, tuple[tuple[str, str], ...]]:
    def pairs() -> Iterator[tuple[str, tuple[str, str]]]:
        for key, idea in catalog.ideas.items():
            for related in idea.related:
                yield key, (related.kind, related.idea)
        for key, idea in catalog.ideas.items():
            for related in idea.related:
                yield related.idea, (REVERSE_RELATION[related.kind], key)

    return _group(pairs())


def _ideas_of_package(package: ChangePackage) -> tuple[IdeaInPackage, ...]:
    """Each idea once, with its foremost role and its drivers; last those to which only a question leads."""
    roles: dict[str, str] = {}
    drivers: dict[str, dict[str, None]] = defaultdict(dict)
    for node in nodes_of(package.diagram):
        for item in node.ideas:
            roles[item.idea] = min(roles.get(item.idea, item.role), item.role, key=ROLE_ORDER.index)
            drivers[item.idea][node.title] = None
    for choice in package.choosing:
        for idea in choice.then:
            roles.setdefault(idea, "optional")
    found = [IdeaInPackage(idea, role, tuple(drivers[idea])) for idea, role in roles.items()]
    return tuple(sorted(found, key=lambda item: ROLE_ORDER.index(item.role)))


def _cited_by(catalog: Catalog) -> dict[str, tuple[tuple[str, str], ...]]:
    def citations() -> Iterator[tuple[str, tuple[str, str]]]:
        kinds: dict[str, Mapping[str, Record]] = {
            "idea": catalog.ideas, "case": catalog.cases, "problem": catalog.problems, "package": catalog.packages,
            "measure": catalog.measures, "method": catalog.methods, "hub": catalog.hubs, "term": catalog.terms,
        }  # fmt: skip
        for kind, records in kinds.items():
            for key, record in records.items():
                for of, value in (*record.outline.refs, *record.outline.prose):
                    if of == "reference":
                        yield value, (kind, key)
        for page in catalog.pages:
            yield from ((value, ("page", page.url)) for of, value in page.points if of == "reference")

    return _group(citations())


def _letters(catalog: Catalog) -> dict[str, str]:
    """`a`, `b`, ... for sources that one name would stand for, in the order of their ids."""
    alike = _group((reference.short_name(), key) for key, reference in catalog.references.items())
    several = (keys for keys in alike.values() if len(keys) > 1)
    return {key: letter for keys in several for key, letter in zip(keys, _alphabet(), strict=False)}


def _alphabet() -> Iterator[str]:
    """`a` to `z`, then `aa`, `ab` and so on."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))
