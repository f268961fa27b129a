"""All records of a project, resolved: by kind and id, with their relations in both directions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.improvement.series import Series
from generator.model.case_study import CaseStudy
from generator.model.change_idea import ChangeIdea
from generator.model.lookup import Hub, Method, PageHead, Place, Reference, Term, TestOfChange, Vocabulary
from generator.model.measure import Measure
from generator.model.package import ChangePackage
from generator.model.problem import Problem
from generator.project import case_series, log_series

__all__ = ["Catalog", "IdeaInPackage", "Relations", "WrittenPage"]


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A hand-written page: its address below the site's root (`about/` or `learn/roles/`), head and Markdown."""

    url: str
    head: PageHead
    markdown: str
    source: str
    """Its file, relative to the project."""
    points: tuple[tuple[str, str], ...]
    """Kind and id of everything that its text cites or links to."""


@dataclass(frozen=True, slots=True)
class IdeaInPackage:
    """An idea of a package: its role and the titles of the drivers it hangs under."""

    idea: str
    role: str
    drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """Who points to whom, by id; a missing key means nobody. Published records only; order is that of the ids."""

    ideas_of_problem: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ideas_of_driver: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """(problem, driver) -> ideas that say they move it."""
    ideas_of_measure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cases_of_problem: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cases_of_idea: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cases_of_measure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    packages_of_problem: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    packages_of_idea: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    packages_of_hub: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tests_of_idea: Mapping[str, tuple[TestOfChange, ...]] = field(default_factory=dict)
    related_ideas: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Idea -> (kind, other idea), also where only the other one says so; `after` is the reverse of `before`."""
    ideas_of_package: Mapping[str, tuple[IdeaInPackage, ...]] = field(default_factory=dict)
    """Package -> its ideas, each once, those to start with first."""
    cited_by: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Reference -> (kind, id) of the records that cite it."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """Reference -> the letter that tells it from others of the same authors and year."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything a project holds. Drafts are in the maps; `Relations` and menus leave them out."""

    ideas: Mapping[str, ChangeIdea] = field(default_factory=dict)
    cases: Mapping[str, CaseStudy] = field(default_factory=dict)
    problems: Mapping[str, Problem] = field(default_factory=dict)
    packages: Mapping[str, ChangePackage] = field(default_factory=dict)
    hubs: Mapping[str, Hub] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    methods: Mapping[str, Method] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    vocab: Mapping[str, Vocabulary] = field(default_factory=dict)
    tests: tuple[TestOfChange, ...] = ()
    pages: tuple[WrittenPage, ...] = ()
    series: Mapping[str, Series] = field(default_factory=dict)
    """Path of the CSV file, relative to the project -> its series."""
    files: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(kind, id) -> source file, relative to the project, for edit links."""
    relations: Relations = field(default_factory=Relations)

    def replacement_of(self, idea_id: str) -> str | None:
        """The idea to use in place of one: where that was replaced as well, the last of them that is there."""
        found: str | None = None
        seen = {idea_id}
        later = self.ideas[idea_id].replaced_by
        while later and later in self.ideas and later not in seen:
            found = later
            seen.add(later)
            later = self.ideas[later].replaced_by
        return found

    def name_of(self, reference_id: str) -> str:
        """How a sentence names a source, unlike any other: `Brown 2017b`."""
        reference = self.references.get(reference_id)
        return reference.short_name(self.relations.letters.get(reference_id, "")) if reference else reference_id

    def case_series(self, case_id: str, name: str) -> Series | None:
        """A series that lies in a case's folder."""
        return self.series.get(case_series(case_id, name))

    def test_series(self, name: str) -> Series | None:
        """A series of the log of tests."""
        return self.series.get(log_series(name))
