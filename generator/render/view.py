"""What all pages share, worked out once for a library: titles of words, cards of ideas, drivers, who uses a measure.

Everything here is looked up by id afterwards, so that a page costs the same whether the library holds ten ideas or ten
thousand. Not for HTML (`templates/`) and not for the words of single pages (`pages/`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from markupsafe import Markup

from generator.model.case_study import CaseStudy
from generator.model.catalog import WrittenPage
from generator.model.change_idea import ChangeIdea
from generator.model.library import Library
from generator.model.lookup import VocabularyWord
from generator.model.package import ChangePackage, measures_of
from generator.model.rating import Rating
from generator.reads import Reads, Source, noted
from generator.render.environment import macro
from generator.render.glossary_words import GlossaryWords
from generator.render.sources import SourceLine, source_line
from generator.render.words import STANDINGS, effort_band, effort_sentence, short_word
from generator.render.worked_out import revive, worked_out
from generator.text import record_path
from generator.text.citations import cite_label

__all__ = ["DriverLine", "IdeaCard", "LibraryView", "Link"]


T = TypeVar("T")

_MOST_RATINGS = 16_384
"""Ratings that stay in memory, a kilobyte each: every list of ideas asks for them again."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words and the address below the root that they lead to."""

    url: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DriverLine:
    """A driver of a problem: its title and, for a part of a driver, the main driver's."""

    problem: str
    id: str
    title: str
    parent: str = ""
    parent_id: str = ""


@dataclass(frozen=True, slots=True)
class IdeaCard:
    """What lists show of an idea."""

    id: str
    title: str
    summary: str
    tier: int | None
    tier_label: str
    rung: int
    rung_label: str
    effort: str
    effort_band: str
    depth: str
    standing: str
    """'Draft' or 'No longer recommended'; empty where it is published."""


class LibraryView:
    """A library and all that several pages need to know of it; what a page asks for is noted in `reads`."""

    def __init__(self, library: Library, reads: Reads | None = None) -> None:
        self.reads = reads = reads or Reads()
        self.relations = noted(library.catalog.relations, reads)
        self.catalog = replace(noted(library.catalog, reads), relations=self.relations, pages=(), tests=())
        self._pages = library.catalog.pages
        self.settings = replace(library.settings, build_date=None)
        rated = library.rate(self.catalog)
        self._ratings = reads.one_by_one("ratings", self.catalog.ideas, rated.__getitem__, most=_MOST_RATINGS)
        self.cards = reads.one_by_one("cards", self.catalog.ideas, self._card, lambda said: IdeaCard(**said))
        """A card for every idea."""
        self._build_date = library.settings.build_date
        self._words = {
            list_id: {word.id: word.title for word in vocabulary.words}
            for list_id, vocabulary in library.catalog.vocab.items()
        }

    def digest(self, source: Source) -> str:
        """What a source of pages says now, in short."""
        return self.reads.digest(source, partial(revive, self))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made at the first asking and kept for the other pages of this library."""
        return self.reads.shared(key, make)

    # -- words and small facts

    def word(self, list_id: str, word: str) -> str:
        """The title of a word of a closed list."""
        return self._words.get(list_id, {}).get(word, word)

    def words(self, list_id: str, words: Iterable[str]) -> list[str]:
        """The titles of several words."""
        titles = self._words.get(list_id, {})
        return [titles.get(word, word) for word in words]

    def rating(self, idea_id: str) -> Rating:
        """Both ratings of an idea."""
        return self._ratings[idea_id]

    def label(self, reference: str) -> str:
        """The short label of a source, as citations in prose show it: 'Hough 2017'."""
        return cite_label(reference)

    def entries(self, list_id: str) -> Sequence[VocabularyWord]:
        """The words of a closed list, in its order; none where the project has no such list."""
        vocabulary = self.catalog.vocab.get(list_id)
        return vocabulary.words if vocabulary else ()

    def scale(self, scale_id: str) -> VocabularyWord | None:
        """The scale of another clearinghouse."""
        return next((word for word in self.entries("scales") if word.id == scale_id), None)

    @worked_out
    def written(self) -> dict[str, WrittenPage]:
        """The hand-written pages by address."""
        return {page.url: page for page in self._pages}

    @worked_out
    def written_titles(self) -> dict[str, str]:
        """The titles of the hand-written pages by address."""
        return {url: page.head.title for url, page in self.written.items()}

    @property
    def glossary(self) -> GlossaryWords:
        """The glossary, ready to be looked up in texts."""
        return self.once("glossary", lambda: GlossaryWords(self.catalog.terms))

    def source(self, kind: str, record_id: str) -> str | None:
        """The file that a record was made from, relative to the project."""
        return self.catalog.files.get((kind, record_id))

    def public_url(self, url: str) -> str:
        """The full address of a page, or nothing when the site's address is not known."""
        return self.settings.site_url + url if self.settings.site_url else ""

    @worked_out
    def year(self) -> str:
        """The year of the build, or an empty text."""
        return str(self._build_date.year) if self._build_date else ""

    @worked_out
    def today(self) -> dt.date | None:
        """The day of the build."""
        return self._build_date

    def is_past(self, date: dt.date | None) -> bool:
        """Whether a day lies before the build's; unknown days and builds without a date are not past."""
        return bool(date and self.today and date < self.today)

    # -- ideas

    def _card(self, idea_id: str) -> IdeaCard:
        idea, rating = self.catalog.ideas[idea_id], self.rating(idea_id)
        return IdeaCard(
            id=idea_id,
            title=idea.title,
            summary=idea.summary,
            tier=rating.research.tier,
            tier_label=rating.research.label,
            rung=rating.practice.rung,
            rung_label=rating.practice.label,
            effort=self.effort(idea),
            effort_band=effort_band(idea.effort),
            depth=short_word(self.word("distances", idea.depth.distance_to_aim)) if idea.depth else "",
            standing=STANDINGS.get(idea.status, ""),
        )

    def effort(self, idea: ChangeIdea) -> str:
        """The headline of an idea's effort."""
        return effort_sentence(idea.effort, self.words("roles", idea.roles), self.word("costs", idea.effort.cost))

    def effort_key(self, idea_id: str) -> tuple[int, int, int]:
        """What ideas are sorted by from the least effort on."""
        effort = self.catalog.ideas[idea_id].effort
        costs = list(self._words.get("costs", {}))
        cost = costs.index(effort.cost) if effort.cost in costs else len(costs)
        return effort.days_to_first_test + 2 * effort.people + 10 * cost, effort.people, cost

    @worked_out
    def shown_ideas(self) -> tuple[str, ...]:
        """Ids of all ideas but drafts: the published ones, and those that were retired and keep their address."""
        return tuple(idea_id for idea_id, idea in self.catalog.ideas.items() if idea.status != "draft")

    @worked_out
    def published_ideas(self) -> tuple[str, ...]:
        """Ids of the published ideas, by title."""
        return _published(self.catalog.ideas)

    def idea_cards(self, ids: Iterable[str]) -> list[IdeaCard]:
        """Cards of ideas, those with stronger research first, then those tested further, then by title."""
        cards = [self.cards[idea_id] for idea_id in ids]
        return sorted(cards, key=lambda card: (card.tier or 9, -card.rung, card.title.casefold(), card.id))

    def idea_row(self, card: IdeaCard, level: int) -> Markup:
        """An idea in a list under headings of `level` - 1; drawn once, since many pages show the same."""
        return self.once(("idea row", card.id, level), lambda: macro("ideas", "idea_row")(card, level))

    # -- problems, packages, cases

    @worked_out
    def problem_order(self) -> tuple[str, ...]:
        """Ids of the problems, those with most ideas first, then by title."""
        problems, ideas = self.catalog.problems, self.relations.ideas_of_problem
        return tuple(sorted(problems, key=lambda found: (-len(ideas.get(found, ())), problems[found].title.casefold())))

    @worked_out
    def drivers(self) -> dict[tuple[str, str], DriverLine]:
        """(problem, driver) -> the driver, main drivers and their parts alike, in the order of the records."""
        lines = {}
        for problem_id in self.problem_order:
            for driver in self.catalog.problems[problem_id].drivers:
                lines[problem_id, driver.id] = DriverLine(problem_id, driver.id, driver.title)
                for part in driver.secondary:
                    lines[problem_id, part.id] = DriverLine(problem_id, part.id, part.title, driver.title, driver.id)
        return lines

    @worked_out
    def published_cases(self) -> tuple[str, ...]:
        """Ids of the published cases, by title."""
        return _published(self.catalog.cases)

    @worked_out
    def published_packages(self) -> tuple[str, ...]:
        """Ids of the published packages, by title."""
        return _published(self.catalog.packages)

    def links(self, kind: str, ids: Iterable[str]) -> list[Link]:
        """Links to records of a kind, in the given order; ids that are not there are left out."""
        return [link for record_id in ids if (link := self._links.get((kind, record_id)))]

    def problem_titles(self, ids: Iterable[str]) -> list[str]:
        """Titles of problems of practice."""
        return [link.title for link in self.links("problem", ids)]

    @worked_out
    def _links(self) -> dict[tuple[str, str], Link]:
        """(kind, id) -> the record's title and address."""
        catalog = self.catalog
        titled: dict[str, Mapping[str, Any]] = {
            "idea": catalog.ideas, "case": catalog.cases, "problem": catalog.problems, "package": catalog.packages,
            "measure": catalog.measures, "method": catalog.methods,
        }  # fmt: skip
        titles = [(kind, key, record.title) for kind, records in titled.items() for key, record in records.items()]
        titles += [("hub", hub_id, hub.name) for hub_id, hub in catalog.hubs.items()]
        return {(kind, key): Link(record_path(kind, key), title) for kind, key, title in titles}

    # -- measures

    @worked_out
    def problems_of_measure(self) -> dict[str, list[str]]:
        """Measure -> problems that it belongs to."""
        return _reverse((problem_id, problem.measures) for problem_id, problem in self.catalog.problems.items())

    @worked_out
    def packages_of_measure(self) -> dict[str, list[str]]:
        """Measure -> published packages that use it, in their aims, their list or their diagram."""
        packages = self.catalog.packages
        published = ((key, package) for key, package in packages.items() if package.status == "published")
        return _reverse((key, measures_of(package)) for key, package in published)

    # -- places and sources

    def place_name(self, place_id: str) -> str:
        """A place with its state: 'Fresno Unified, CA'."""
        place = self.catalog.places.get(place_id)
        return f"{place.name}, {place.state}" if place else place_id

    @worked_out
    def source_lines(self) -> dict[str, SourceLine]:
        """Reference -> its line in a list of sources."""
        letters = self.relations.letters
        return {
            ref_id: source_line(found, letters.get(ref_id, "")) for ref_id, found in self.catalog.references.items()
        }


def _published(records: Mapping[str, ChangeIdea | CaseStudy | ChangePackage]) -> tuple[str, ...]:
    titles = {key: record.title.casefold() for key, record in records.items() if record.status == "published"}
    return tuple(sorted(titles, key=lambda key: (titles[key], key)))


def _reverse(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """(owner, things) -> thing to its owners, each once."""
    owners: dict[str, list[str]] = defaultdict(list)
    for owner, things in pairs:
        for thing in dict.fromkeys(things):
            owners[thing].append(owner)
    return dict(owners)
