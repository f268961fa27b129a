"""Studies behind an idea, as facts, and other clearinghouses' ratings, as theirs.

No judgement here: `rate` computes it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.record import Record
from generator.model.types import Date, Line, Plain, Prose, Ref, Url, Word

__all__ = ["EffectSize", "Evidence", "ExternalRating", "Quality", "Study"]

Design = Literal["experimental", "quasi_experimental", "correlational", "pre_post", "descriptive", "synthesis"]
Effect = Literal["positive", "null", "negative", "mixed"]
QualityRating = Literal["meets_without_reservations", "meets_with_reservations", "does_not_meet", "not_reviewed"]
Read = Literal["full_text", "abstract", "secondary"]


class EffectSize(Record):
    """How large an effect was, in the study's own metric."""

    value: float
    """The number as the study gives it; positive means better for students."""
    metric: Line
    """What it counts: standard deviations, percentage points, days..."""


class Quality(Record):
    """What a review said of the study's quality."""

    rating: QualityRating = "not_reviewed"
    """The review's verdict in the words of the What Works Clearinghouse."""
    by: Plain | None = None
    """Who reviewed it, and when."""
    note: Prose | None = None
    """What the review found."""


class Study(Record):
    """One finding of one study on one outcome."""

    source: Annotated[str, Ref("reference")]
    """Id of the study in references.yml."""
    design: Design
    """How the comparison was made."""
    outcome: Plain
    """What was measured, in plain words."""
    effect: Effect
    """The direction of the finding; positive means better for students."""
    significant: bool | None = None
    """Whether the study calls the finding statistically significant; leave out when not reported."""
    effect_size: EffectSize | None = None
    """How large the effect was."""
    n_students: Annotated[int, Field(ge=0)] | None = None
    """Students in the analysis."""
    n_sites: Annotated[int, Field(ge=0)] | None = None
    """Schools, or districts where the study counts those."""
    controls: bool | None = None
    """Whether statistics controlled for who took part (asked of correlational studies)."""
    quality: Quality = Quality()
    """What a review said of the study's quality."""
    student_groups: list[Annotated[str, Word("student-groups")]] = []
    """Groups that the study was about."""
    grade_bands: list[Annotated[str, Word("grade-bands")]] = []
    """Grades in the study."""
    locales: list[Annotated[str, Word("locales")]] = []
    """Kinds of place in the study."""
    states: list[Annotated[str, Field(pattern=r"^[A-Z]{2}$")]] = []
    """States as two letters; leave out for other countries."""
    note: Prose | None = None
    """What a reader must know to judge the finding."""
    read: Read
    """How much of the source was really read by whoever entered it."""


class ExternalRating(Record):
    """What another clearinghouse says, in its own words."""

    scale: Annotated[str, Word("scales")]
    """Which clearinghouse and scale."""
    value: Plain
    """Its rating word."""
    source: Annotated[str, Ref("reference")] | None = None
    """Id in references.yml."""
    url: Url | None = None
    """Where the rating stands."""
    date: Date | Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")] | None = None
    """When it was given: year, year-month or day."""
    note: Prose | None = None
    """What exactly was rated, when that differs from this idea."""


class Evidence(Record):
    """Research on an idea."""

    studies: list[Study] = []
    """Findings of studies, the strongest first."""
    external_ratings: list[ExternalRating] = []
    """Ratings by other clearinghouses."""
