"""Sentences of the field, put together by chance from a seed: text that looks like a library's without being one.

Knows no records and no files; `library` makes records of it.
"""

from __future__ import annotations

import random

__all__ = ["Words"]

_WHO = (
    "The ninth-grade team", "One counselor", "Two teachers of mathematics", "The attendance clerk", "A mentor",
    "The principal", "A small group of students", "The data lead", "An advisory teacher", "The family liaison",
    "The special education team", "A coach", "The office manager", "A student leader", "The English department",
)  # fmt: skip
_DOES = (
    "looks at the list of missing work", "calls the families of five students", "meets before the first bell",
    "greets each student by name at the door", "writes one next step on the board", "sits beside a student for a while",
    "counts who came and who did not", "asks what got in the way this week", "moves the help into the school day",
    "sends one short message in the family's language", "shows last week's figures on one sheet",
    "agrees on a grade that can still be changed", "keeps one seat free for whoever needs it",
    "writes down what was promised and by whom", "tries the new form with one class only",
)  # fmt: skip
_WHEN = (
    "on an ordinary Tuesday", "in the third week", "before progress reports are printed", "during advisory",
    "at the end of each cycle", "right after lunch", "every second Friday", "while there is still time to act",
    "once a month and not more", "in the first ten minutes of a meeting",
)  # fmt: skip
_SO = (
    "so that nobody waits for a report", "and sees where the figure and the story differ",
    "which takes less time than the old way", "although the first try was slow", "and leaves the day as it was",
    "so that the quiet ones are asked too", "and stops when it does not help", "because habits need a place and hour",
    "even when the week is short", "and tells the others what surprised them",
)  # fmt: skip
_VERBS = (
    "Ask", "Call", "Count", "Greet", "Show", "Move", "Share", "Name", "Keep", "Send", "Write", "Read", "Pair", "Open",
)  # fmt: skip
_THINGS = (
    "every absent student", "the list of missing work", "one next step", "families in their language", "a first grade",
    "a seat at the help table", "what was promised last week", "the route to school", "two students who know the way",
    "the figures of one course", "the door of the classroom", "a short check at the end", "the plan for four years",
)  # fmt: skip

_KINDS_OF = (
    "balancing", "common", "daily", "early", "guiding", "hidden", "interim", "leading", "shared", "steady",
)  # fmt: skip
_TERMS = ("driver", "measure", "routine", "sign", "aim", "cycle")


class Words:
    """A stream of sentences; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - varied text, no secret

    def sentence(self) -> str:
        """One sentence of about 110 characters; one in ten holds a word of the trade."""
        who, does, when, so = (self.chance.choice(words) for words in (_WHO, _DOES, _WHEN, _SO))
        if self.chance.random() < 0.1:
            so = f"and looks at the {self.term(self.chance.randrange(60))}"
        return f"{who} {does} {when} {so}."

    def sentences(self, number: int) -> str:
        """Several sentences in one paragraph."""
        return " ".join(self.sentence() for _ in range(number))

    def marked(self, number: int) -> str:
        """A paragraph with words in italics, and a list with words in bold."""
        who, does, when = (self.chance.choice(words) for words in (_WHO, _DOES, _WHEN))
        points = "\n".join(f"- **{self.chance.choice(_WHEN).capitalize()}**: {self.sentence()}" for _ in range(number))
        return f"{who} *really* {does} {when}:\n\n{points}"

    def line(self, most: int) -> str:
        """A sentence that fits into a number of characters."""
        sentence = self.sentence().rstrip(".")
        while len(sentence) > most:
            sentence = sentence.rpartition(" ")[0]
        return sentence

    def title(self) -> str:
        """A change in a few words, verb first."""
        return f"{self.chance.choice(_VERBS)} {self.chance.choice(_THINGS)} {self.chance.choice(_WHEN)}"

    def term(self, number: int) -> str:
        """A word of the trade, such as 'early sign'; there are 60."""
        return f"{_KINDS_OF[number % len(_KINDS_OF)]} {_TERMS[number // len(_KINDS_OF) % len(_TERMS)]}"

    def some(self, choices: tuple[str, ...], most: int) -> list[str]:
        """One to `most` of the choices, in their order."""
        picked = self.chance.sample(choices, self.chance.randint(1, min(most, len(choices))))
        return [choice for choice in choices if choice in picked]
