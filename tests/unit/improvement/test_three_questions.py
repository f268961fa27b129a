"""The three questions: the order of the report, case by case, and what must hold for every set of answers."""

from __future__ import annotations

import pytest

from generator.improvement.three_questions import QUESTIONS, STEPS, Answers, every_answer, what_next

EVERY = list(every_answer())


@pytest.mark.parametrize(
    ("answers", "step"),
    [
        (Answers(), "begin"),
        (Answers("not yet"), "try"),
        (Answers("no", "yes", "yes", "yes", "yes"), "cannot"),
        (Answers("", "yes"), "begin"),
        (Answers("yes"), "look"),
        (Answers("yes", "not yet"), "look"),
        (Answers("yes", "no", "yes", "yes"), "no_matter"),
        (Answers("yes", "yes"), "spread"),
        (Answers("yes", "yes", "not yet"), "wait"),
        (Answers("yes", "yes", "", "not yet"), "wait"),
        (Answers("yes", "yes", "no"), "interim_no"),
        (Answers("yes", "yes", "no", "no"), "interim_no"),
        (Answers("yes", "yes", "yes"), "on_the_way"),
        (Answers("yes", "yes", "yes", "no"), "aim_no"),
        (Answers("yes", "yes", "not yet", "no"), "aim_unseen"),
        (Answers("yes", "yes", "no", "yes"), "other_cause"),
        (Answers("yes", "yes", "yes", "yes"), "check_harm"),
        (Answers("yes", "yes", "yes", "yes", "not yet"), "check_harm"),
        (Answers("yes", "yes", "yes", "yes", "yes"), "keep"),
        (Answers("yes", "yes", "yes", "yes", "no"), "harm"),
        (Answers("", "", "", "", "no"), "harm"),
    ],
)
def test_each_case(answers: Answers, step: str) -> None:
    assert what_next(answers) == step


def test_every_answer_leads_to_a_step_and_every_step_is_reached() -> None:
    assert len(EVERY) == 4 ** len(QUESTIONS)
    assert {what_next(answers) for answers in EVERY} == set(STEPS)


def test_a_later_yes_never_makes_up_for_an_earlier_no() -> None:
    for answers in EVERY:
        if answers.harmless != "no" and answers.can_do == "no":
            assert what_next(answers) == "cannot"
        if answers.harmless != "no" and answers.can_do == "yes" and answers.matters == "no":
            assert what_next(answers) == "no_matter"


def test_only_five_times_yes_makes_it_routine() -> None:
    assert [answers for answers in EVERY if what_next(answers) == "keep"] == [
        Answers("yes", "yes", "yes", "yes", "yes")
    ]


def test_harm_comes_first() -> None:
    assert all((what_next(answers) == "harm") == (answers.harmless == "no") for answers in EVERY)


def test_the_steps_stand_in_the_order_of_the_questions() -> None:
    assert next(iter(STEPS)) == "begin"
    assert list(STEPS)[-1] == "keep"
    assert all(step.when and step.verdict and step.do for step in STEPS.values())
