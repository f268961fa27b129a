"""A case study: what one place did, what happened, by which rule it was chosen, and what to take with care."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.improvement.traction import Zone
from generator.model.answer import Answer
from generator.model.change_idea import Resource
from generator.model.measure import Good
from generator.model.record import Record
from generator.model.types import Claim, Date, Line, Plain, Prose, Ref, SeriesName, Word

__all__ = [
    "Adoption", "Baseline", "CaseStudy", "Change", "Conflict", "IdeaUse", "Organization", "Outcome", "Selection",
    "Source", "Story", "Traction",
]  # fmt: skip


class Organization(Record):
    """An organization outside places.csv."""

    name: Plain
    """Its name, or how the source calls it when it is anonymous."""
    sector: Annotated[str, Word("sectors")]
    """What it works in, such as school or network."""
    country: Plain | None = None
    """Its country."""


class Selection(Record):
    """Why this case is shown: what counts as success and who decided."""

    rule: Prose
    """The rule by which the case was chosen."""
    chosen_by: Plain
    """Who chose it."""
    compared_with: Claim | None = None
    """What it was compared with, and how that fared."""


class Story(Record):
    """What happened."""

    problem: Claim
    """What was wrong."""
    what_they_did: Claim
    """What changed."""
    how: Claim | None = None
    """How they went about it: people, time, money, support."""
    results: Claim | None = None
    """What happened then."""
    lessons: Prose | None = None
    """What others can take from it."""


class IdeaUse(Record):
    """A change idea as this place used it."""

    idea: Annotated[str, Ref("idea")]
    """Id of the idea."""
    adaptation: Prose | None = None
    """What they did differently."""


class Baseline(Record):
    """Periods that make the centre line."""

    from_: Annotated[Plain, Field(alias="from")]
    """First period, as written in the series."""
    to: Plain
    """Last period."""


class Change(Record):
    """When something changed."""

    at: Plain
    """The period, as written in the series."""
    what: Plain
    """What changed, in a few words."""


class Source(Record):
    """Where a fact stands."""

    reference: Annotated[str, Ref("reference")]
    """Who says so."""
    where: Plain | None = None
    """Page, table or section."""
    note: Prose | None = None
    """What was taken from it."""


class Conflict(Record):
    """Another value that a source gives for the same thing."""

    period: Plain
    """The period, as written in the series."""
    value: Plain
    """The other value, as text."""
    source: Annotated[str, Ref("reference")] | None = None
    """Who gives it."""
    note: Prose | None = None
    """Why the two may differ."""


class Outcome(Record):
    """One figure over time; the series is `<series>.csv` in the case's folder."""

    measure: Annotated[str, Ref("measure")]
    """Id of the measure."""
    series: SeriesName
    """Name of the CSV file, without its ending."""
    unit: Line | None = None
    """Unit on the chart; the measure's own when left out."""
    good: Good | None = None
    """Which direction is better; the measure's own when left out."""
    baseline: Baseline | None = None
    """Periods that make the centre line."""
    change: Change | None = None
    """When the change began."""
    group: Plain | None = None
    """Which students or sites, when not all."""
    compare: SeriesName | None = None
    """Name of a second series to draw beside it, such as the state's."""
    compare_label: Line | None = None
    """What the second series is."""
    definition: Prose | None = None
    """How the source defines the figure."""
    sources: list[Source] = []
    """Where the values stand."""
    conflicts: list[Conflict] = []
    """Values on which sources disagree."""


class Adoption(Record):
    """What helps others to do the same."""

    getting_started: Prose | None = None
    """How to begin."""
    sustaining: Prose | None = None
    """How to keep it going."""
    would_do_differently: Prose | None = None
    """What they would change."""
    cost: Claim | None = None
    """What it cost, as far as a source says."""


class Traction(Record):
    """How far the work took hold: Coburn's (2003) four dimensions and the zones A to E of the 2020-21 networks."""

    spread: Prose | None = None
    """How many people and places do it."""
    depth: Prose | None = None
    """How far it changes beliefs and daily teaching."""
    ownership: Prose | None = None
    """Whose work it is."""
    sustainability: Prose | None = None
    """What keeps it going."""
    zone: Zone | None = None
    """Zone of traction."""
    rated_by: Plain | None = None
    """Who rated it."""


class CaseStudy(Record):
    """One case a folder: `casestudies/<id>/case.yml`, its series beside it."""

    title: Line
    """What happened, where."""
    summary: Annotated[Plain, Field(max_length=300)]
    """One or two sentences, at most 300 characters."""
    status: Literal["draft", "published", "retired"] = "published"
    """draft (not shown in menus), published, or retired."""
    kind: Literal["bright_spot", "attempt", "network"]
    """bright_spot, attempt (did not work as planned) or network."""
    place: Annotated[str, Ref("place")] | None = None
    """Where it happened; a case has either this or an organization."""
    organization: Organization | None = None
    """Instead of a place: an organization outside the list."""
    period: Plain
    """From when to when."""
    problems: list[Annotated[str, Ref("problem")]] = []
    """Problems of practice that it is about."""
    aim: Prose | None = None
    """What they set out to reach."""
    selection: Selection
    """Why this case is shown."""
    context: Claim | None = None
    """What a reader must know of the place."""
    story: Story
    """What happened."""
    ideas: list[IdeaUse] = []
    """Change ideas that it used."""
    outcomes: list[Outcome] = []
    """Figures over time."""
    adoption: Adoption = Adoption()
    """What helps others to do the same."""
    traction: Traction | None = None
    """How far the work took hold."""
    caveats: list[Prose] = []
    """What to read with care."""
    sources: Annotated[list[Source], Field(min_length=1)]
    """Where the facts stand."""
    contact: Plain | None = None
    """Someone who agreed to be asked."""
    resources: list[Resource] = []
    """Things to read or use, elsewhere."""
    reviewed: Date | None = None
    """When the case was last read against its sources."""
    answers: list[Answer] = []
    """Why a warning about this record is all right."""

    @model_validator(mode="after")
    def _place_or_organization(self) -> CaseStudy:
        if (self.place is None) == (self.organization is None):
            ends, advice = "both", "take one of the two out"
            if self.place is None:
                ends = "neither"
                advice = "write 'place:' with an id of content/places.csv, or 'organization:' with its name"
            message = f"A case has either a place or an organization; here it has {ends}"
            raise PydanticCustomError("one_of", message, {"advice": advice})
        return self
