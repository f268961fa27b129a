"""Reading YAML: what is typed, what is refused and in which words, where values stand, and what no file can do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.diagnostics import Location, Report
from generator.load import read_yaml, yaml_events
from generator.load.characters import FORBIDDEN, MAX_BYTES
from generator.load.scalars import Ambiguous, read_plain
from generator.model.source import Document
from tests.limits.heavy_files import YAML

REFUSED = Path(__file__).parent.joinpath("refused.txt").read_text(encoding="utf-8").split("\n=== ")[1:]


def read(text: str | bytes) -> tuple[Document | None, Report]:
    report = Report()
    data = text if isinstance(text, bytes) else text.encode()
    return read_yaml(data, "idea.yml", report), report


def accepted(text: str) -> Any:
    document, report = read(text)
    assert not len(report), report.format("text")
    assert document is not None
    return document.value


def messages(text: str | bytes) -> str:
    return read(text)[1].format("text").replace("idea.yml:", "")


def parts(case: str) -> tuple[str, str]:
    """The file and the messages of a case in refused.txt."""
    file, _, expected = case.partition("\n")[2].partition("~~~\n")
    return file.encode("latin-1", "backslashreplace").decode("unicode_escape"), expected.strip("\n")


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both readers of PyYAML: libyaml, and the one in Python for computers without it."""
    monkeypatch.setattr(yaml_events, "_LOADER", getattr(yaml, request.param))
    return str(request.param)


# -- refused, in words


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.partition("\n")[0])
def test_refused_with_these_words(case: str) -> None:
    file, expected = parts(case)
    assert messages(file) == expected


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.partition("\n")[0])
@pytest.mark.usefixtures("loader")
def test_both_readers_refuse_the_same_files(case: str) -> None:
    file, _ = parts(case)
    assert read(file)[1].has_errors


# -- accepted


def test_only_what_all_programs_agree_on_is_typed(loader: str) -> None:
    assert loader
    assert accepted("a: true\nb: false\nc: null\nd:\ne: 7\nf: -3\ng: 0\nh: 1.50\ni: -0.25\n") == {
        "a": True, "b": False, "c": None, "d": None, "e": 7, "f": -3, "g": 0, "h": 1.5, "i": -0.25,
    }  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-21", "2024-13-45", "2001-12-14t21:59:43.10-05:00", "1.2.3", "10%", "12 weeks", "555-0199", "3-7",
        "1,000", "9th grade", "no teacher", "Yes we can", "nothing", "nullable", "0.5.1", "+1 for calls",
        "-- aside", "C4", "e3",
        ".gitignore", "a:b", "100 %", "1/2", "½", "٣", "http://example.org/a#b",
    ],
)  # fmt: skip
def test_text_needs_no_quotes_where_no_program_sees_anything_else(value: str) -> None:
    assert accepted(f"a: {value}\n") == {"a": value}


@pytest.mark.parametrize(
    "value", ["yes", "012", "3:1", "12:30", "1_000", "~", "1e3", "0x1F", ".5", "true", "7", "=", "<<"]
)
def test_quotes_make_text_of_anything(value: str) -> None:
    assert accepted(f"a: \"{value}\"\nb: '{value}'\n") == {"a": value, "b": value}


def test_long_text_in_blocks() -> None:
    assert accepted("a: >-\n  One\n  line.\n\n  Next: yes.\nb: |\n  012\n  *bold*\n") == {
        "a": "One line.\nNext: yes.",
        "b": "012\n*bold*\n",
    }


def test_joiners_emoji_and_other_scripts() -> None:
    words = "a: \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\nb: \U0001f469\u200d\U0001f3eb\ufe0f\nc: 教師 naïve\n"
    assert accepted(words)["b"] == "\U0001f469\u200d\U0001f3eb\ufe0f"


def test_byte_order_mark_and_line_ends_of_windows() -> None:
    document, report = read(b"\xef\xbb\xbfa: one\r\nb: |\r\n  two\r\n")
    assert document is not None
    assert document.value == {"a": "one", "b": "two\n"}
    assert document.locate(("b",)) == Location("idea.yml", 2, 4)
    assert not len(report)


def test_remarks_are_left_out() -> None:
    assert accepted("# a remark\na: one # and another\nb: two#three\n## c\n  # d\n") == {"a": "one", "b": "two#three"}


def test_remarks_behind_quotes_and_below_blocks_are_left_out() -> None:
    text = "a: \"one\" #draft\nb: 'two'# x\nc: |\n  three\n#draft\nd: >-\n  four\n  \n  #five\n"
    assert accepted(text) == {"a": "one", "b": "two", "c": "three\n", "d": "four\n#five"}


def test_references_as_zotero_exports_them() -> None:
    exported = """---
references:
- id: hough-2017-practice
  author:
  - family: Hough
    given: Heather
  citation-key: hough-2017-practice
  container-title: PACE
  DOI: 10.1000/xyz.123
  issued:
  - year: 2017
    month: 11
  page: 1-12
  title: 'Continuous improvement in practice: lessons'
  type: report
  URL: https://edpolicyinca.org/publications/continuous-improvement-practice
  volume: '12'
...
"""
    entry = accepted(exported)["references"][0]
    assert (entry["DOI"], entry["issued"], entry["volume"], entry["page"]) == (
        "10.1000/xyz.123", [{"year": 2017, "month": 11}], "12", "1-12",
    )  # fmt: skip


# -- places

IDEA = """title: Call home
steps:
  - do: Divide the names
    who: teacher
  - do: Call
roles: [teacher, counselor]
why: >-
  Families who hear
effort:
"""


@pytest.mark.parametrize(
    ("steps", "value", "name"),
    [
        ((), (1, 1), (1, 1)),
        (("title",), (1, 8), (1, 1)),
        (("steps",), (3, 3), (2, 1)),
        (("steps", 0), (3, 5), (3, 5)),
        (("steps", 0, "who"), (4, 10), (4, 5)),
        (("steps", 1, "do"), (5, 9), (5, 5)),
        (("roles", 1), (6, 18), (6, 18)),
        (("why",), (7, 6), (7, 1)),
        (("effort",), (9, 8), (9, 1)),
        (("steps", 1, "who"), (5, 5), (5, 5)),
        (("steps", 7), (3, 3), (3, 3)),
        (("steps", 0, "who", "str"), (4, 10), (4, 10)),
        (("nothing", "like", "it"), (1, 1), (1, 1)),
    ],
)
@pytest.mark.usefixtures("loader")
def test_every_value_knows_its_place(
    steps: tuple[str | int, ...], value: tuple[int, int], name: tuple[int, int]
) -> None:
    document, _ = read(IDEA)
    assert document is not None
    assert document.locate(steps) == Location("idea.yml", *value)
    assert document.locate_key(steps) == Location("idea.yml", *name)


def test_columns_count_characters() -> None:
    document, _ = read("é: {日本: 教師}\n")
    assert document is not None
    assert document.locate(("é", "日本")) == Location("idea.yml", 1, 9)


def test_an_ambiguous_value_is_kept_as_text_so_that_checking_goes_on() -> None:
    document, report = read("title: yes\ngrade: 07\n")
    assert document is not None
    assert document.value == {"title": "yes", "grade": "07"}
    assert report.count("error") == 2


def test_of_a_field_that_stands_twice_the_first_is_kept() -> None:
    document, _ = read("a: {b: 1, b: {c: [2]}}\n")
    assert document is not None
    assert document.value == {"a": {"b": 1}}
    assert document.locate(("a", "b")) == Location("idea.yml", 1, 8)


# -- bytes


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"title: caf\xe9\n", "1:11: error[L003] byte 0xe9 is not UTF-8 text"),
        (b"a: b\ntitle: \xc3\xa9\xc3(\n", "2:9: error[L003] byte 0xc3 is not UTF-8 text"),
        (b"\xef\xbb\xbfa: \xff\n", "1:4: error[L003] byte 0xff is not UTF-8 text"),
        (b"a: \xed\xa0\x80\n", "1:4: error[L003] byte 0xed is not UTF-8 text"),
        ("title: é".encode("utf-16"), "1:1: error[L003] the file is saved as UTF-16 ('Unicode text')"),
        (b"a: \x00\n", "1:4: error[L004] here stands a zero byte, which no text file holds"),
        (b"a: b\rc: d", "1:5: error[L004] here stands a carriage return by itself, as very old Macs end lines"),
        (b"a: \xc2\x85b\n", "1:4: error[L004] here stands an invisible control character (U+0085)"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text(data: bytes, expected: str) -> None:
    assert messages(data).splitlines()[0] == expected


def test_hidden_characters_are_named_ten_times_at_most() -> None:
    assert messages("a: " + "\u200b" * 5000).count("error[L004]") == 11


# -- limits and bombs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: " + "x" * MAX_BYTES, "1:1: error[L002] the file is larger than 256 KiB"),
        ("a: " + "[" * 13, "1:15: error[L108] more than 12 levels inside each other"),
        ("- " * 13, "1:25: error[L108] more than 12 levels inside each other"),
        ("a:\n" + "- b\n" * 20_000, "19999:3: error[L108] more than 20,000 values in one file"),
        ("a:\n" + f"- {'x' * 7999}\n" * 8, "9:3: error[L108] more than 60,000 characters in one record"),
        ("a: " + "x" * 8001, "1:4: error[L108] a text of 8,001 characters; at most 8,000 can be shown"),
        ("a: " + "9" * 5001, f"1:4: error[L107] '{'9' * 60}': it has more digits than a number may have here"),
    ],
)
def test_too_much(text: str, expected: str) -> None:
    assert messages(text).splitlines()[0] == expected


def test_twelve_levels_and_eight_thousand_characters_are_allowed() -> None:
    inner = accepted("a: " + "[" * 11 + "]" * 11)
    assert json.dumps(inner).count("[") == 11
    assert len(accepted("a: " + "x" * 8000)["a"]) == 8000


@pytest.mark.parametrize("text", YAML.values(), ids=YAML.keys())
def test_no_file_gives_more_messages_than_anybody_reads(text: str) -> None:
    _, report = read(text.encode()[:MAX_BYTES])
    assert len(report) <= 22


# -- properties

SAFE_TEXT = st.text(max_size=40).filter(lambda text: not FORBIDDEN.search(text) and "\r" not in text)
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | SAFE_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SAFE_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(SAFE_TEXT, VALUES, min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_what_json_says_is_what_is_read(value: dict[str, Any]) -> None:
    document, report = read(json.dumps(value, ensure_ascii=False, indent=2))
    names_alike = any(fault.code == "L102" for fault in report)  # equal once normalized
    assert names_alike or not len(report), report.format("text")
    assert names_alike or (document is not None and document.value == value)


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
@example(b"\xff\xfea")
@example(b"a: &a [*a]")
@example(b"? \n: ")
@example(b"--- >\n x\n...\n%")
def test_any_bytes_give_a_document_or_a_place(data: bytes) -> None:
    document, report = read(data)
    assert document is not None or report.has_errors
    lines = data.count(b"\n") + 1
    assert all(fault.location is not None and 1 <= fault.location.line <= lines for fault in report)


FRAGMENTS = st.lists(
    st.sampled_from(
        ["a", "b: ", "\n", "  ", "- ", "? ", ": ", "[", "]", "{", "}", ", ", '"', "'", "\\", "#", " #", "&a ", "*a",
         "!t ", "|\n", ">-\n", "---\n", "...\n", "%YAML 1.1\n", "\t", "<<: ", "yes", "012", "\r\n", "é", "\u200b", "~",
         "\\x00"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(FRAGMENTS)
@settings(max_examples=600, deadline=None)
def test_any_mixture_of_yaml_gives_a_document_or_a_place(text: str) -> None:
    document, report = read(text)
    assert document is not None or report.has_errors
    for fault in report:
        assert fault.location is not None
        assert fault.location.line <= text.count("\n") + 1
        assert fault.hint or "rest of the file" in fault.message or "following" in fault.message


@given(FRAGMENTS)
@settings(max_examples=200, deadline=None)
def test_what_is_read_without_a_fault_is_what_pyyaml_makes_of_it(text: str) -> None:
    document, report = read(text)
    if document is not None and not len(report):
        assert yaml.load(text, Loader=yaml.CSafeLoader) == document.value


@given(st.text(alphabet="0123456789_:.+-eExXobBaAfFyYnNsStTrRuUlL~=<", min_size=1, max_size=8))
@settings(max_examples=1500, deadline=None)
@example("190:20:30.15")
@example("0b1_0")
@example("1e+3")
@example("+.inf")
@example("2001-01-01")
def test_a_plain_value_that_is_accepted_is_typed_like_pyyaml_types_it(text: str) -> None:
    value = read_plain(text)
    if isinstance(value, Ambiguous):
        return
    resolver = yaml.SafeLoader("")
    tag = resolver.resolve(yaml.ScalarNode, text, (True, False)).rpartition(":")[2]  # type: ignore[no-untyped-call]
    kind = {"str": str, "int": int, "float": float, "bool": bool, "null": type(None), "timestamp": str}[tag]
    assert type(value) is kind
