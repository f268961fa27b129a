"""The three questions of a change, in order, and what to do next for every set of answers.

Can we do it here? Does it seem to matter on a small scale? When more people do it, does it move the interim measure
and the aim, without harm? A "no" leads back to the start; a later answer never makes up for an earlier one. Not for
judging data (`runchart`).

Source: Gallagher, Cottingham and O'Meara, "Generating Traction with Continuous Improvement" (Policy Analysis for
California Education, 2022), pages 19-22 with figure 3, after the Model for Improvement (Langley and others 2009). The
report gives the order, and that a "no" starts the process over; what to do in each case is in our words. That harm
comes before everything else is a rule of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

__all__ = ["ANSWERS", "QUESTIONS", "STEPS", "Answer", "Answers", "Question", "Step", "every_answer", "what_next"]

Answer = Literal["", "yes", "no", "not yet"]
"""What a team says to a question; empty while it has not said anything."""

ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what to count for it, and when an answer can be had."""

    id: str
    number: str
    """1, 2 or 3; the third has parts."""
    ask: str
    count: str
    soon: str


QUESTIONS: tuple[Question, ...] = (
    Question(
        "can_do",
        "1",
        "Can we do it here?",
        "Was it done, for whom, how well? A sign-in sheet or a tick for each time is enough.",
        "the same day",
    ),
    Question(
        "matters",
        "2",
        "Does it seem to matter, on a small scale?",
        "A quick sign close to the change: work turned in, an exit question, what students say.",
        "days to two weeks",
    ),
    Question(
        "interim",
        "3a",
        "When more people do it: does the interim measure move?",
        "An early sign of the aim, such as progress reports at week nine.",
        "every few weeks",
    ),
    Question("aim", "3b", "Does the aim move?", "What you set out to change, such as semester grades.", "months"),
    Question(
        "harmless",
        "3c",
        "Does it go without harm?",
        "Who pays for it? Look for students who lose an elective or a ride home, and adults who lose planning time.",
        "all the time",
    ),
)
"""In the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a team says to each question."""

    can_do: Answer = ""
    matters: Answer = ""
    interim: Answer = ""
    aim: Answer = ""
    harmless: Answer = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next."""

    when: str
    """The answers that lead here, in words."""
    verdict: str
    """Where the change stands, in a few words."""
    do: tuple[str, ...]


STEPS: dict[str, Step] = {
    "begin": Step(
        "Nothing is answered yet",
        "Begin with the first question",
        (
            "Try the change once, as small as you can: one class, one day.",
            "Write down whether it took place, and for whom.",
        ),
    ),
    "try": Step(
        "1: not yet",
        "Try it again, small",
        (
            "Take away the one thing that stood in the way most.",
            "Try once more this week. Do not ask others to join yet.",
        ),
    ),
    "cannot": Step(
        "1: no",
        "Back to the start: change the idea, or take another",
        (
            "Ask those who tried what stood in the way: time, place, people, rules?",
            "If one thing can be changed, change it and test again. If not, take another idea.",
            "Write down why. It saves the next team the trouble.",
        ),
    ),
    "look": Step(
        "1: yes, 2: not yet",
        "Keep it small, and look for a quick sign",
        (
            "Choose one sign that you can see within two weeks, close to what you changed.",
            "Write down what you expect, then look. Do not spread it yet.",
        ),
    ),
    "no_matter": Step(
        "1: yes, 2: no",
        "Back to the start: it can be done, but does not seem to matter",
        (
            "Was it done well enough to make a difference? If not, go back to question 1.",
            "Was the sign close enough to the change? If not, choose another sign and look once more.",
            "If both were right, change the idea or take another.",
        ),
    ),
    "spread": Step(
        "1 and 2: yes, 3a and 3b: nothing yet",
        "Let more people try it",
        (
            "Add a few colleagues or classes who are different from the first.",
            "Choose the interim measure and the check for harm before they begin.",
        ),
    ),
    "wait": Step(
        "1 and 2: yes, 3a and 3b: not yet",
        "Go on, and look every few weeks",
        (
            "Draw the interim measure as a run chart, and mark when each group began.",
            "Check that it is still done as it was in the first test.",
            "Ask who pays for it.",
        ),
    ),
    "interim_no": Step(
        "1 and 2: yes, 3a: no",
        "Back to the start: it does not move the interim measure when spread",
        (
            "Is it done in the new places as in the first? If not, go back to question 1 there.",
            "Does it reach enough students to show? If not, wait or reach more.",
            "If both are so, the reason behind the idea may be wrong or not enough: change it, or add another idea.",
        ),
    ),
    "on_the_way": Step(
        "1 and 2: yes, 3a: yes, 3b: not yet",
        "On the way",
        ("Go on spreading, and ask who pays for it.", "Look at the aim as soon as its figures are there."),
    ),
    "aim_no": Step(
        "1 and 2: yes, 3a: yes, 3b: no",
        "The path to the aim does not hold",
        (
            "Look at your drivers again: what else must happen before the aim moves?",
            "Keep what helps, and look for the next idea. Perhaps another interim measure says more about the aim.",
        ),
    ),
    "aim_unseen": Step(
        "1 and 2: yes, 3a: not yet, 3b: no",
        "The aim has not moved, and you cannot see why",
        (
            "Look at an interim measure first: without it nobody can say what failed.",
            "If it moves, wait for the aim. If it does not, see what stops the idea where it is new.",
        ),
    ),
    "other_cause": Step(
        "1 and 2: yes, 3b: yes, but 3a: no or not yet",
        "The aim moves, but not by the way you expected",
        (
            "What else happened in those weeks? Compare with a group that does not do it.",
            "Look at the interim measure again before you give the change the credit.",
        ),
    ),
    "harm": Step(
        "3c: no, somebody is worse off",
        "Stop spreading, and mend it",
        (
            "Find out who is worse off, and ask them what would help.",
            "Change the idea and go back to question 1. If the harm stays, let the idea go, even when the aim moves.",
        ),
    ),
    "check_harm": Step(
        "1 and 2: yes, 3a and 3b: yes, 3c: not yet",
        "It works. Look for harm before you make it routine",
        ("Ask students, families and colleagues who might pay for it.", "Look at one figure that could get worse."),
    ),
    "keep": Step(
        "All: yes",
        "Make it the way things are done here",
        (
            "Write it into schedules, job descriptions and the welcome of new colleagues.",
            "Go on watching the aim and the check for harm.",
            "Tell others what you did, with your figures.",
        ),
    ),
}
"""Every step, in the order of the questions."""


def what_next(answers: Answers) -> str:
    """The id of the step that a set of answers leads to."""
    if answers.harmless == "no":
        return "harm"
    if answers.can_do != "yes":
        return {"no": "cannot", "not yet": "try"}.get(answers.can_do, "begin")
    if answers.matters != "yes":
        return "no_matter" if answers.matters == "no" else "look"
    step = _when_spread(answers.interim, answers.aim)
    return "keep" if step == "check_harm" and answers.harmless == "yes" else step


def _when_spread(interim: Answer, aim: Answer) -> str:
    """The step after two times yes, harm left aside."""
    if aim == "yes":
        return "check_harm" if interim == "yes" else "other_cause"
    if aim == "no":
        return {"yes": "aim_no", "no": "interim_no"}.get(interim, "aim_unseen")
    started = "wait" if interim or aim else "spread"
    return {"yes": "on_the_way", "no": "interim_no"}.get(interim, started)


def every_answer() -> Iterator[Answers]:
    """Every set of answers; the last question changes fastest."""
    for given in product(ANSWERS, repeat=len(QUESTIONS)):
        yield Answers(*given)
