"""How pages say in plain words what records hold as ids and numbers: designs, findings, kinds, effort, dates.

Pure functions and tables; word lists that a project can change lie in `content/vocab/`, not here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from generator.model.change_idea import Effort, FirstTest

__all__ = [
    "AS_PREDICTED",
    "CASE_KINDS",
    "DECISIONS",
    "DESIGNS",
    "EFFECTS",
    "EFFORT_BANDS",
    "LEVELS",
    "METHOD_KINDS",
    "QUALITY",
    "READ",
    "RELATIONS",
    "RESOURCE_KINDS",
    "ROLES_IN_PACKAGE",
    "RUNG_MEANINGS",
    "STANDINGS",
    "THREE_QUESTIONS",
    "TIER_IN_SHORT",
    "TIER_MEANINGS",
    "count",
    "day",
    "days",
    "effort_band",
    "effort_sentence",
    "joined",
    "number",
    "people",
    "sentence_case",
    "short_word",
    "split_word",
    "step_note",
    "test_size",
    "thousands",
]

TIER_MEANINGS: dict[int | None, str] = {
    1: "A well-run experiment in several schools found that it helps.",
    2: "A well-run study with a comparison group, in several schools, found that it helps.",
    3: "A study found better results and made some allowance for who took part. Other reasons are not ruled out.",
    4: "There are cited reasons why it should help. No study of its own is strong enough yet.",
    None: "No study facts have been entered that a rating could rest on.",
}
"""What a research tier says, for a reader who does not know the law."""

TIER_IN_SHORT: dict[int | None, str] = {
    1: "sound experiments found that it helps",
    2: "sound comparisons found that it helps",
    3: "a study found better results; other causes are possible",
    4: "cited reasons, but no study that counts yet",
    None: "no study facts that a tier could rest on",
}
"""The same in one line, for the headline."""

RUNG_MEANINGS = (
    "No test with a prediction, a result and a decision has been logged here yet.",
    "At least one place tested it, with a prediction, a result and a decision.",
    "One place went through three linked cycles and watched a measure over time.",
    "One place kept it, and its run chart moved the wanted way without harm elsewhere.",
    "It held in places of different kinds, and at least three places tested it.",
    "It held in several places, and in one whole system the aim itself moved.",
)
"""What a rung of the practice ladder says, from 0."""

DESIGNS = {
    "experimental": "Experiment: chance decided who took part",
    "quasi_experimental": "Comparison with a similar group",
    "correlational": "Correlation",
    "pre_post": "Before and after, no comparison",
    "descriptive": "Description",
    "synthesis": "Review of many studies",
}
EFFECTS = {
    "positive": "Better",
    "null": "No clear difference",
    "negative": "Worse",
    "mixed": "Mixed",
}
QUALITY = {
    "meets_without_reservations": "Meets standards without reservations",
    "meets_with_reservations": "Meets standards with reservations",
    "does_not_meet": "Does not meet standards",
    "not_reviewed": "Not reviewed",
}
READ = {
    "full_text": "the full text",
    "abstract": "the abstract only",
    "secondary": "what others say about it",
}
"""How much of a source was read by whoever entered it."""

CASE_KINDS = {
    "bright_spot": ("Bright spot", "It went better here than elsewhere, by the rule stated below."),
    "attempt": ("Attempt", "It did not work as planned. What was learned is worth as much."),
    "network": ("Network", "Several places worked on it together, with different results."),
}
METHOD_KINDS = {
    "tool": ("Tools", "A sheet, a few people, an hour or two."),
    "methodology": ("Ways of improving", "Whole ways of working, from the problem to the result."),
    "framework": ("Frameworks", "How an organization is built so that improving is everybody's work."),
}
RELATIONS = {
    "pairs_with": "Goes well with",
    "before": "After this one",
    "after": "Do these first",
    "alternative_to": "Instead of this",
}
ROLES_IN_PACKAGE = {"start_here": "Start here", "next": "Next", "optional": "Optional"}
STANDINGS = {"draft": "Draft", "retired": "No longer recommended"}
DECISIONS = {"adopt": "Adopted", "adapt": "Adapted", "abandon": "Abandoned"}
AS_PREDICTED = {"yes": "As predicted", "no": "Not as predicted", "partly": "Partly as predicted"}
RESOURCE_KINDS = {
    "guide": "Guide",
    "tool": "Tool",
    "template": "Template",
    "video": "Video",
    "paper": "Paper",
    "dataset": "Data",
    "website": "Website",
}

LEVELS = {
    "implementation": ("Can we do it here?", "Whether the change really happens"),
    "pdsa": ("Does it seem to matter?", "Quick signs, in days or weeks"),
    "interim": ("Does it move what comes before the aim?", "Within a term"),
    "outcome": ("Does it move the aim?", "The result itself"),
    "balancing": ("Does it harm anything else?", "What could get worse meanwhile"),
    "experience": ("What is it like for people?", "What students and adults say"),
}
"""The levels of a measure, in the order of `THREE_QUESTIONS`: what each asks and what it looks at."""

THREE_QUESTIONS = (
    ("Can we do it here?", ("implementation",)),
    ("Does it seem to matter, on a small scale?", ("pdsa",)),
    ("When it spreads, does it move the aim?", ("interim", "outcome")),
    ("Does it harm anything else?", ("balancing",)),
    ("What is it like for students and adults?", ("experience",)),
)
"""The three questions in their order, then harm and experience, with the levels of measure that answer them."""

EFFORT_BANDS = {
    "small": ("Small", "One or two people, a first test within a week, little or no money."),
    "medium": ("Medium", "Up to ten people or a month to the first test."),
    "large": ("Large", "More people, more than a month, or new positions."),
}

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: int) -> str:
    """A small number as a word, from ten on as digits."""
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else thousands(value)


def thousands(value: float) -> str:
    """A number with commas between thousands and without needless decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def count(value: int, one: str, many: str | None = None) -> str:
    """A number and its noun: '1 idea', '3 ideas'."""
    return f"{thousands(value)} {one if value == 1 else many or one + 's'}"


def joined(parts: Sequence[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def step_note(who: str | None, minutes: int | None) -> str:
    """Who does a step and how long it takes: 'Clerk, 10 minutes'; empty where neither is said."""
    return ", ".join(part for part in (who or "", count(minutes, "minute") if minutes else "") if part)


def sentence_case(text: str) -> str:
    """The same text with a capital first letter."""
    return text[:1].upper() + text[1:]


def day(date: dt.date) -> str:
    """A date in words: '21 November 2026'."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def days(value: int) -> str:
    """School days until something happens: 'the same day', '1 school day', '3 school days'."""
    return "the same day" if value == 0 else count(value, "school day")


def test_size(test: FirstTest) -> str:
    """How small a first test is and how long it lasts: 'One class. 5 school days'; empty where nobody said."""
    parts = (test.size or "", count(test.days, "school day") if test.days else "")
    return ". ".join(part for part in parts if part)


def split_word(title: str) -> tuple[str, str]:
    """A title of a word list such as 'Low: paper, postage' in its short name and its explanation."""
    name, _, explanation = title.partition(": ")
    return name, explanation


def short_word(title: str) -> str:
    """The short name of a word: 'Low' of 'Low: paper, postage'."""
    return split_word(title)[0]


def people(effort: Effort, roles: Sequence[str]) -> str:
    """Who is needed for a first test: 'One teacher' where one person of one role is enough, else 'Two people'."""
    if effort.people == 1 and len(roles) == 1:
        return f"One {roles[0][:1].lower()}{roles[0][1:]}"
    return f"{sentence_case(number(effort.people))} {'person' if effort.people == 1 else 'people'}"


def effort_sentence(effort: Effort, roles: Sequence[str], cost: str) -> str:
    """The headline of effort: 'One teacher, first test in 3 school days, no money'; `roles` and `cost` as titles."""
    when = (
        "first test the same day"
        if effort.days_to_first_test == 0
        else f"first test in {days(effort.days_to_first_test)}"
    )
    money, explanation = split_word(cost)
    price = f"{money.lower()} cost" if explanation else money.lower()
    return f"{people(effort, roles)}, {when}, {price}"


def effort_band(effort: Effort) -> str:
    """small, medium or large, by the rule that `EFFORT_BANDS` states; unknown words of cost count as large."""
    if effort.people <= 2 and effort.days_to_first_test <= 5 and effort.cost in ("none", "low"):
        return "small"
    if effort.people <= 10 and effort.days_to_first_test <= 20 and effort.cost in ("none", "low", "moderate"):
        return "medium"
    return "large"
