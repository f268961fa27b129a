"""What the rules of a run chart say: one list of sentences for the generator and for the page that judges in a browser.

Not for finding anything (`runchart`).
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["SENTENCES", "count_in_words", "numbers_in_words", "said"]

SENTENCES: dict[str, str] = {
    "too_few": "Too few points to judge: the rules need {need} off the centre line, and there are {found}.",
    "too_few_one": "Too few points to judge: the rules need {need} off the centre line, and there is {found}.",
    "signal": "Signal: something changed. The chart does not say why.",
    "signal_up": "Signal: something changed; the data moved up. The chart does not say why.",
    "signal_down": "Signal: something changed; the data moved down. The chart does not say why.",
    "no_signal": "No signal: chance alone explains how the points lie about the line.",
    "longest": "The longest run on one side of the line has {points}; chance explains up to {most}.",
    "crossed": "The line is crossed {times}; chance explains {fewest} or more.",
    "runs": "There are {runs} runs; chance explains {low} to {high}.",
    "runs_one": "There is {runs} run; chance explains {low} to {high}.",
    "shift_above": "Shift: points {points} lie above the line.",
    "shift_below": "Shift: points {points} lie below the line.",
    "trend_up": "Trend: points {points} rise.",
    "trend_down": "Trend: points {points} fall.",
    "pair_decides": "The longest run and the crossings decide; the other rules give too many false alarms alone.",
    "time_0": "never",
    "time_1": "once",
    "time_2": "twice",
    "time": "{count} times",
    "point_1": "{count} point",
    "point": "{count} points",
    "all_from_to": "{first} to {last}",
    "some": "{others} and {last}",
}
"""Sentences and parts of sentences; what stands in braces is filled in."""


def said(name: str, **values: object) -> str:
    """A sentence with its values."""
    return SENTENCES[name].format(**values)


def count_in_words(noun: str, count: int) -> str:
    """A number with its noun: "1 point", "3 points", "twice"."""
    exact = f"{noun}_{count}"
    return said(exact if exact in SENTENCES else noun, count=count)


def numbers_in_words(numbers: Sequence[int]) -> str:
    """Point numbers for a sentence: "3 to 9", or "3, 4, 6 and 9" where some are left out."""
    if len(numbers) == numbers[-1] - numbers[0] + 1:
        return said("all_from_to", first=numbers[0], last=numbers[-1])
    return said("some", others=", ".join(map(str, numbers[:-1])), last=numbers[-1])
