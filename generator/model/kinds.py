"""The registry of kinds of record.

The one list that loading, checking, `new`, `show`, the schema and the fields page read.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.case_study import CaseStudy
from generator.model.change_idea import ChangeIdea
from generator.model.lookup import Hub, Method, Place, Reference, Term, TestOfChange, VocabularyWord
from generator.model.measure import Measure
from generator.model.package import ChangePackage
from generator.model.problem import Problem
from generator.model.record import Record

__all__ = ["KINDS", "Kind"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its name in commands and links, its model, and where its records are listed."""

    name: str
    title: str
    plural: str
    model: type[Record]
    listed_at: str


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("idea", "change idea", "change ideas", ChangeIdea, "changeideas/"),
        Kind("case", "case study", "case studies", CaseStudy, "casestudies/"),
        Kind("problem", "problem of practice", "problems of practice", Problem, "content/problems/"),
        Kind("package", "change package", "change packages", ChangePackage, "content/packages/"),
        Kind("hub", "hub", "hubs", Hub, "content/hubs/"),
        Kind("measure", "measure", "measures", Measure, "content/measures/"),
        Kind("method", "method", "methods", Method, "content/methods/"),
        Kind("place", "place", "places", Place, "content/places.csv"),
        Kind("test", "test of change", "tests of change", TestOfChange, "content/tests-of-change.csv"),
        Kind("term", "glossary word", "glossary words", Term, "content/glossary.yml"),
        Kind("reference", "source", "sources", Reference, "content/references.yml"),
        Kind("word", "word of a list", "words of lists", VocabularyWord, "content/vocab/"),
    )
}
"""Name -> kind, in the order of the fields page."""
