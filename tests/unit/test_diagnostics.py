"""Messages: their order, their formats, and the words for what was probably meant."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import CODES, Location, Report, listed, suggest


@pytest.fixture
def report() -> Report:
    report = Report()
    report.add("K305", "too many", Location("content/packages/b.yml", 9, 1), "keep eight")
    report.add("K201", "unknown measure 'x'", Location("changeideas/a.yml", 14, 12), "did you mean 'y'?")
    report.add("K201", "unknown measure 'x'", Location("changeideas/a.yml", 14, 12), "did you mean 'y'?")
    return report


def test_text_shows_place_kind_and_what_to_do_in_order_of_files(report: Report) -> None:
    assert report.format("text").splitlines() == [
        "changeideas/a.yml:14:12: error[K201] unknown measure 'x'",
        "    did you mean 'y'?",
        "content/packages/b.yml:9:1: warning[K305] too many",
        "    keep eight",
    ]


def test_a_fault_counts_once(report: Report) -> None:
    assert (report.count("error"), report.count("warning")) == (1, 1)


def test_github_shows_the_line_and_keeps_line_breaks_and_percent_signs_apart() -> None:
    report = Report()
    report.add("V107", "50% too long", Location("changeideas/a,b.yml", 2, 3), "shorten\nit")
    assert report.format("github") == (
        "::error file=changeideas/a%2Cb.yml,line=2,col=3,title=V107::50%25 too long%0Ashorten%0Ait"
    )


def test_no_name_or_value_passes_for_a_line_of_the_report_or_steers_the_terminal() -> None:
    """A runner of workflows obeys lines that begin with '::'; a terminal obeys what follows an escape sign."""
    report = Report()
    report.add("V110", "'status' is 'x\n::stop-commands::y'", Location("a\n::error::b\udcff.yml"), "'\x1b[2J\u202e'")
    assert report.format("text") == (
        "a\\n::error::b\\udcff.yml:1:1: error[V110] 'status' is 'x\\n::stop-commands::y'\n    '\\x1b[2J\\u202e'"
    )
    for style in ("text", "github", "json", "sarif"):
        printed = report.format(style)
        assert printed.encode()
        assert not any(line.startswith("::stop") for line in printed.splitlines())


def test_json_is_a_list_under_a_format(report: Report) -> None:
    data = json.loads(report.format("json"))
    assert data["format"] == "changepack/1"
    assert data["items"][0] == {
        "code": "K201", "severity": "error", "message": "unknown measure 'x'", "hint": "did you mean 'y'?",
        "file": "changeideas/a.yml", "line": 14, "column": 12,
    }  # fmt: skip


def test_sarif_names_rules_and_regions(report: Report) -> None:
    run = json.loads(report.format("sarif"))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["K201", "K305"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 14, "startColumn": 12}


def test_only_declared_codes_are_given() -> None:
    with pytest.raises(KeyError):
        Report().add("X999", "what is this")


def test_every_code_says_what_to_do() -> None:
    assert all(code.advice.endswith(".") and code.title for code in CODES.values())


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("assignment-complete", "did you mean 'assignment-completion'?"),
        ("ATTENDANCE", "did you mean 'attendance'?"),
        ("xyz", None),
    ],
)
def test_the_nearest_word_is_suggested(word: str, meant: str | None) -> None:
    assert suggest(word, ["assignment-completion", "attendance"]) == meant


def test_of_very_many_misspelt_words_the_first_are_held_against_what_there_is() -> None:
    report = Report()
    unlike = ["z" * (100 + number) for number in range(999)]
    found = [report.suggest("erly-start", iter([*unlike, "early-start"])) for _ in range(300)]
    assert found[:201] == ["did you mean 'early-start'?"] * 201
    assert found[201:] == [None] * 99


def test_a_message_names_all_words_of_a_list_but_for_a_very_long_one() -> None:
    words = [f"word-{number}" for number in range(1_050)]
    assert listed(words[:50]) == ", ".join(words[:50])
    assert listed(words).endswith(", word-48, word-49, and 1,000 more")


def test_of_very_many_that_are_alike_the_first_are_told() -> None:
    report = Report()
    for line in range(1, 3_000):
        report.add("K201", f"unknown place '{line}'", Location("content/tests-of-change.csv", line))
    report.add("V110", "another kind", Location("content/tests-of-change.csv", 2_999))
    report.add("K201", "another file", Location("changeideas/a.yml"))
    assert len(report) == 303
    assert report.told_enough("K201", "content/tests-of-change.csv")
    assert not report.told_enough("K201", "changeideas/a.yml")
    assert [str(found.location) for found in report if found.message == "more like these follow in this file"] == [
        "content/tests-of-change.csv:301:1"
    ]


def test_a_value_of_great_length_is_not_shown_whole() -> None:
    report = Report()
    report.add("V110", f"'status' is '{'x' * 8_000}', which is not one of the allowed words", Location("a.yml"))
    (line,) = report.format("text").splitlines()
    assert len(line) < 400
    assert line.startswith("a.yml:1:1: error[V110] 'status' is 'xxx")
    assert line.endswith("xxx', which is not one of the allowed words")
