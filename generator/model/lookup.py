"""The smaller records: hubs, methods, places, tests of change, glossary, references, word lists, heads of pages."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from generator.improvement.tests_of_change import Decision
from generator.model.change_idea import Resource
from generator.model.record import Record
from generator.model.types import ID_PATTERN, Claim, Date, Id, Line, Plain, Prose, Ref, SeriesName, Url, Word

__all__ = [
    "Glossary",
    "Hub",
    "Method",
    "Name",
    "PageHead",
    "Place",
    "Reference",
    "References",
    "Term",
    "TestOfChange",
    "Vocabulary",
    "VocabularyWord",
]


class Hub(Record):
    """Who publishes packages: `content/hubs/<id>.yml`."""

    name: Line
    """Its name."""
    kind: Plain
    """County office, nonprofit, network, editors..."""
    summary: Prose
    """Who they are and whom they serve."""
    url: Url | None = None
    """Its site."""
    contact: Plain | None = None
    """How to reach it."""


class MethodStep(Record):
    """One step of a method."""

    do: Prose
    """What to do."""
    minutes: Annotated[int, Field(ge=1, le=6000)] | None = None
    """How long it takes."""


class Method(Record):
    """A way of working on improvement: `content/methods/<id>.yml`."""

    title: Line
    """Its name."""
    kind: Literal["tool", "methodology", "framework"] = "tool"
    """tool (a sheet and an hour), methodology (a way of improving) or framework (how to organize for it)."""
    summary: Line
    """What it gives, in one sentence."""
    aliases: list[Plain] = []
    """Other names that people search for."""
    what: Prose
    """What it is."""
    when: Prose | None = None
    """When to use it."""
    steps: list[MethodStep] = []
    """What to do, in order."""
    example: Claim | None = None
    """A real, sourced example."""
    limits: list[Prose] = []
    """What it does not do."""
    related: list[Annotated[str, Ref("method")]] = []
    """Methods close to it."""
    resources: list[Resource] = []
    """Things to read or use, elsewhere."""
    references: list[Annotated[str, Ref("reference")]] = []
    """Its sources."""


class Place(Record):
    """A district or school: a row of `content/places.csv`."""

    id: Id
    """Short id."""
    name: Plain
    """Its full name."""
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """Two capital letters: the state, or the country where that is another than the United States."""
    type: Annotated[str, Word("place-types")] | None = None
    """What kind of system it is."""
    enrollment: Annotated[int, Field(ge=0)] | None = None
    """Students."""
    locale: Annotated[str, Word("locales")] | None = None
    """Kind of place, as NCES names it."""
    pct_meals: Annotated[float, Field(ge=0, le=100)] | None = None
    """Percent of students who are eligible for free or reduced-price meals."""
    pct_english_learners: Annotated[float, Field(ge=0, le=100)] | None = None
    """Percent of students who are English learners."""
    source: Plain | None = None
    """Where the figures stand."""
    year: Plain | None = None
    """The school year of the figures."""


class TestOfChange(Record):
    """A test that a site ran: a row of `content/tests-of-change.csv`."""

    __test__ = False  # the name begins with "Test", but it holds no tests for pytest

    place: Annotated[str, Ref("place")]
    """Where it was tested: an id of places.csv."""
    idea: Annotated[str, Ref("idea")]
    """Which change idea was tested: its id."""
    cycle: Annotated[int, Field(ge=1)]
    """Number of the cycle at this place, from 1."""
    start: Date | None = None
    """First day."""
    end: Date | None = None
    """Last day."""
    scale: Plain | None = None
    """How small: one student, one class, one school, the whole system."""
    prediction: Plain | None = None
    """What they thought would happen."""
    measure: Annotated[str, Ref("measure")] | None = None
    """What they watched."""
    result: Plain | None = None
    """What happened."""
    as_predicted: Literal["yes", "no", "partly"] | None = None
    """Whether it came as predicted."""
    decision: Decision | None = None
    """What they decided."""
    conditions: Plain | None = None
    """Under which conditions."""
    note: Plain | None = None
    """Anything else, such as why it was abandoned."""
    series: SeriesName | None = None
    """Name of a file in content/series/, without its ending."""


class Term(Record):
    """A word of the trade in plain language."""

    term: Line
    """The word."""
    id: Id | None = None
    """Short id; made from the word when left out."""
    meaning: Prose
    """What it means, in one or two short sentences."""
    say_instead: Plain | None = None
    """Plain words to use instead, where it is jargon."""
    aliases: list[Plain] = []
    """Other spellings."""
    see: list[Annotated[str, Ref("term")]] = []
    """Ids of words close to it."""


class Glossary(Record):
    """`content/glossary.yml`."""

    terms: list[Term] = []
    """The words."""


class Name(Record):
    """A person or group in a reference."""

    family: Plain | None = None
    """Family name."""
    given: Plain | None = None
    """Given names."""
    literal: Plain | None = None
    """Name of a group."""
    suffix: Plain | None = None
    """Jr., III..."""


def _issued(value: Any) -> Any:
    """A CSL date as text `2017`, `2017-11` or `2017-11-21`.

    Zotero writes parts or a list of years, people write text.
    """
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        value = value[0]
    if isinstance(value, dict):
        parts = value.get("date-parts") or [[value[key] for key in ("year", "month", "day") if key in value]]
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
            year, *rest = parts[0]
            return "-".join([str(year), *(str(part).rjust(2, "0") for part in rest)])
        value = value.get("literal", value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise PydanticCustomError("csl_date", "No date of CSL")
    if written := re.fullmatch(r"([0-9]{4}-[0-9]{2})(-[0-9]{2})?", value):
        try:
            dt.date.fromisoformat(written[1] + (written[2] or "-01"))
        except ValueError:
            raise PydanticCustomError("csl_date", "No day of a calendar") from None
    return value


CslDate = Annotated[str, BeforeValidator(_issued, json_schema_input_type=str), Field(max_length=40)]


MOST_NAMES = 2
"""Authors that a short name still lists."""


class Reference(Record):
    """A source, in the field names of CSL; other CSL fields are kept as they are."""

    model_config = ConfigDict(extra="allow")

    id: Annotated[str, Field(pattern=ID_PATTERN)]
    """Id to cite it by: family-year or family-year-word."""
    type: Plain
    """article-journal, report, book, chapter, webpage..."""
    title: Plain
    """Its title."""
    author: list[Name] = []
    """Who wrote it."""
    editor: list[Name] = []
    """Who edited it."""
    issued: CslDate | None = None
    """When it came out."""
    accessed: CslDate | None = None
    """When it was read."""
    container_title: Annotated[Plain | None, Field(alias="container-title")] = None
    """Journal or book it is part of."""
    publisher: Plain | None = None
    """Who published it."""
    publisher_place: Annotated[Plain | None, Field(alias="publisher-place")] = None
    """Where."""
    volume: Plain | int | None = None
    """Volume."""
    issue: Plain | int | None = None
    """Issue."""
    page: Plain | int | None = None
    """Pages."""
    number: Plain | int | None = None
    """Report number."""
    doi: Annotated[Plain | None, Field(alias="DOI")] = None
    """Digital object identifier, without https."""
    url: Annotated[Url | None, Field(alias="URL")] = None
    """Where it can be read."""
    note: Prose | None = None
    """A sentence for the annotated bibliography."""

    def short_name(self, letter: str = "") -> str:
        """How a sentence names it: `Rogers and Feller 2018`, `Hough and others 2017a`, `Attendance Works (b)`."""
        names = [author.family or author.literal or author.given or "" for author in self.author]
        if not names:
            who = self.title
        elif len(names) <= MOST_NAMES:
            who = " and ".join(names)
        else:
            who = f"{names[0]} and others"
        return f"{who} {self.issued[:4]}{letter}" if self.issued else who + (f" ({letter})" if letter else "")


class References(Record):
    """`content/references.yml`: CSL-YAML as Zotero exports it."""

    references: list[Reference] = []
    """The sources."""


class VocabularyWord(Record):
    """One word of a closed list."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
    """The word as records use it."""
    title: Line
    """How pages show it."""
    note: Prose | None = None
    """What it means."""
    url: Url | None = None
    """Where it is defined."""
    values: list[Plain] = []
    """For a rating scale: its words, from best to worst."""


class Vocabulary(Record):
    """A closed list of words: `content/vocab/<list>.yml`, in the order in which pages show them."""

    title: Line
    """What the list is of."""
    note: Prose | None = None
    """What it is for."""
    words: list[VocabularyWord]
    """The words."""


class PageHead(Record):
    """What stands between `---` at the head of a hand-written page."""

    title: Line
    """Title of the page."""
    description: Line | None = None
    """One sentence for search engines and lists."""
