"""A change idea: one thing that people will do differently, clear enough to test next week."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from generator.model.answer import Answer
from generator.model.evidence import Evidence
from generator.model.record import Record
from generator.model.types import Claim, Date, Id, Line, Paragraph, Plain, Prose, Ref, Sentence, Url, Word

__all__ = [
    "ChangeIdea", "Depth", "Drive", "Effort", "Equity", "Expert", "FirstTest", "IdeaMeasures", "Related", "Resource",
    "Status", "Step",
]  # fmt: skip

Status = Literal["draft", "published", "retired"]


class Drive(Record):
    """A driver that an idea is meant to move."""

    problem: Annotated[str, Ref("problem")]
    """Id of the problem of practice."""
    driver: Id
    """Id of one of its drivers, main or secondary."""


class Step(Record):
    """One thing to do."""

    do: Sentence
    """What to do, in one or two sentences."""
    who: Annotated[Plain, Field(max_length=80)] | None = None
    """Who does it."""
    minutes: Annotated[int, Field(ge=1, le=6000)] | None = None
    """How long it takes."""


class Effort(Record):
    """What a first round asks of people."""

    people: Annotated[int, Field(ge=1, le=1000)]
    """Adults needed for the first test."""
    days_to_first_test: Annotated[int, Field(ge=0, le=365)]
    """School days from 'let us try it' to the first test."""
    staff_hours_per_week: Annotated[float, Field(ge=0, le=200)] | None = None
    """Hours a week for all staff together once it runs."""
    cost: Annotated[str, Word("costs")]
    """Money, beyond the time of people who are there."""
    difficulty_adults: Annotated[str, Word("difficulty")] | None = None
    """How hard it is for the adults who do it."""
    difficulty_students: Annotated[str, Word("difficulty")] | None = None
    """How much it asks of students."""


class Depth(Record):
    """How far the change lies from the aim and on whom it leans."""

    distance_to_aim: Annotated[str, Word("distances")]
    """How many steps lie between the change and the result."""
    relies_on: Annotated[str, Word("relies-on")] | None = None
    """Whether ordinary staff can do it on an ordinary day."""
    note: Prose | None = None
    """Why it stands there."""


class Equity(Record):
    """Who gains and who could be left out."""

    who_benefits: Claim | None = None
    """Students who gain most, and how one knows."""
    who_could_be_missed: Prose | None = None
    """Students whom the change could pass by or harm."""
    questions: list[Prose] = []
    """Questions to ask before and during a test."""


class IdeaMeasures(Record):
    """Ids of measures by the question they answer.

    Implementation, pdsa and interim or outcome are the three questions.
    """

    implementation: list[Annotated[str, Ref("measure")]] = []
    """Can we do it here? What shows that it is really done."""
    pdsa: list[Annotated[str, Ref("measure")]] = []
    """Does it seem to matter? Quick signs in days or weeks."""
    interim: list[Annotated[str, Ref("measure")]] = []
    """Does it move what predicts the aim, within a term?"""
    outcome: list[Annotated[str, Ref("measure")]] = []
    """Does it move the aim itself?"""
    balancing: list[Annotated[str, Ref("measure")]] = []
    """Does it harm anything else?"""
    experience: list[Annotated[str, Ref("measure")]] = []
    """What is it like for students, families and staff?"""


class FirstTest(Record):
    """A first test of change that one person can run within days."""

    question: Sentence
    """What the test should answer."""
    prediction: Sentence
    """What we think will happen, with a number if possible."""
    plan: Annotated[Prose, Field(max_length=600)]
    """What, who, where and when."""
    size: Annotated[Plain, Field(max_length=120)] | None = None
    """How small: one teacher, one class, five students..."""
    days: Annotated[int, Field(ge=1, le=120)] | None = None
    """School days from start to end."""
    data: Sentence | None = None
    """What to write down, and when."""


class Related(Record):
    """Another idea, and how the two go together."""

    idea: Annotated[str, Ref("idea")]
    """Id of the other idea."""
    kind: Literal["pairs_with", "before", "alternative_to"]
    """`pairs_with`: goes well together; `before`: do this one before the other; `alternative_to`: instead of it."""


class Expert(Record):
    """A person or group that agreed to be asked."""

    name: Plain
    """Their name."""
    role: Plain | None = None
    """What they do, and where."""
    url: Url | None = None
    """Where to reach them."""


class Resource(Record):
    """Something to read or use, elsewhere."""

    title: Plain
    """Its title."""
    url: Url
    """Where it is."""
    kind: Literal["guide", "tool", "template", "video", "paper", "dataset", "website"] = "website"
    """What it is."""
    basis: Literal["evidence", "practice"] | None = None
    """Whether it grew out of research or out of practice."""


class ChangeIdea(Record):
    """One change idea a file: `changeideas/<id>.yml`."""

    title: Line
    """Begins with a verb: what people will do."""
    summary: Line
    """One sentence, verb first, at most 160 characters."""
    status: Status
    """draft (not shown in menus), published, or retired."""
    replaced_by: Annotated[str, Ref("idea")] | None = None
    """For a retired idea: the idea to use instead."""
    aliases: list[Plain] = []
    """Other names that people search for."""
    bundle: list[Annotated[str, Ref("idea")]] = []
    """For a bundle: the ideas it is made of."""
    problems: Annotated[list[Annotated[str, Ref("problem")]], Field(min_length=1)]
    """Problems of practice that it is for."""
    drives: list[Drive] = []
    """Drivers that it is meant to move."""
    concept: Plain | None = None
    """The general notion behind it."""
    why_it_works: Claim
    """The principle: why it should help, with sources."""
    picture_of_practice: Paragraph
    """What it looks like on an ordinary Tuesday."""
    steps: Annotated[list[Step], Field(min_length=1, max_length=12)]
    """What to do, in order."""
    core: Annotated[list[Sentence], Field(max_length=8)] = []
    """What must stay, or it is another idea."""
    adaptable: list[Prose] = []
    """What may change to fit a place."""
    roles: list[Annotated[str, Word("roles")]] = []
    """Who does it."""
    grade_bands: list[Annotated[str, Word("grade-bands")]] = []
    """Grades it suits."""
    student_groups: list[Annotated[str, Word("student-groups")]] = []
    """Students it is for."""
    settings: list[Annotated[str, Word("settings")]] = []
    """Where it happens."""
    effort: Effort
    """What a first round asks of people."""
    depth: Depth | None = None
    """How far the change lies from the aim and on whom it leans."""
    fits_into: list[Annotated[str, Word("routines")]] = []
    """Meetings and plans to weave it into."""
    equity: Equity = Equity()
    """Who gains and who could be left out."""
    limits: Annotated[list[Annotated[Prose, Field(max_length=400)]], Field(max_length=8)] = []
    """What it does not do, and when not to use it."""
    measures: IdeaMeasures
    """How a team will know."""
    first_test: FirstTest
    """A first test that one person can run within days."""
    evidence: Evidence = Evidence()
    """Studies and other clearinghouses' ratings."""
    related: list[Related] = []
    """Ideas that go with it, come after it or stand instead of it."""
    experts: list[Expert] = []
    """People who agreed to be asked."""
    resources: list[Resource] = []
    """Things to read or use, elsewhere."""
    authors: list[Plain] = []
    """Who wrote the entry."""
    added: Date | None = None
    """When the entry was added."""
    reviewed: Date | None = None
    """When it was last read against its sources."""
    review_by: Date | None = None
    """When it should be read again."""
    license: Annotated[Plain, Field(max_length=60)] | None = None
    """License of the entry, such as CC-BY-4.0."""
    answers: list[Answer] = []
    """Why a warning about this record is all right."""

    @field_validator("replaced_by")
    @classmethod
    def _only_if_retired(cls, other: str | None, info: ValidationInfo) -> str | None:
        if other and info.data.get("status", "retired") != "retired":
            advice = "write 'status: retired', or take the field out"
            raise PydanticCustomError("one_of", "Only a retired idea is replaced", {"advice": advice})
        return other
