"""Any input at all: 20,000 files, texts, addresses and series in a normal run; by hand a million.

What must hold stands in `promises.py`. `CHANGEPACK_EXAMPLES=50 .venv/bin/pytest tests/properties` runs fifty times as
many, which is a million.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.diagnostics import Report
from generator.load import read_yaml
from generator.project import RECORD_FOLDERS, Project
from tests.properties import promises
from tests.properties.words import CSV_WORDS, MARKDOWN_WORDS, ODD_CHARACTERS, TRAPS, YAML_WORDS

SAMPLE = Path(__file__).parents[1] / "golden" / "library"
MORE = int(os.environ.get("CHANGEPACK_EXAMPLES", "1"))


def examples(number: int) -> Callable[[Any], Any]:
    """So many examples, or so many times more when asked; none is too slow by the clock."""
    return settings(
        max_examples=number * MORE,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


def mixture(*words: str, most: int = 25) -> st.SearchStrategy[str]:
    """Texts of words that mean something, odd characters and anything else."""
    odd = [sign for sign in ODD_CHARACTERS if not "\ud800" <= sign <= "\udfff"]
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
    return st.lists(st.sampled_from([*words, *words, *odd]) | anything, max_size=most).map("".join)


YAML_FILES = st.binary(max_size=200) | mixture(*YAML_WORDS).map(str.encode)
PROSE = mixture(*MARKDOWN_WORDS)
CELLS = st.sampled_from([word for word in CSV_WORDS if word not in '",\r\n\t']) | st.text(max_size=5)
SERIES_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2019", "2020", "2021", "2019-20", "2020-21", "2019-09", "x", ""]),
        st.sampled_from(["*", "", "12.5", "50", "0", "100", "-3", "99.9", "<11", "NS", "1e3", "9" * 15]) | CELLS,
        st.sampled_from(["", "0", "10", "11", "40", "100", "*", "-9999", "2.5", "9" * 15]),
        st.sampled_from(["", "all", "girls", "boys", "Total"]),
    ).map(lambda row: ",".join(f'"{cell}"' if "," in cell else cell.replace('"', "") for cell in row)),
    max_size=30,
)


@given(YAML_FILES)
@examples(4000)
@example(b"a: &a [*a]")
@example(b"? \n: ")
@example(b'a: "x"#y')
@example(b"a: b\n\xc2\x85")
def test_yaml(data: bytes) -> None:
    promises.yml(data)


@pytest.mark.parametrize("trap", TRAPS)
def test_what_programs_read_in_different_ways_is_refused_with_advice(trap: str) -> None:
    for text in (f"a: {trap}\n", f"a: [b, {trap} ]\n", f"a:\n  - {trap} # remark\n"):
        report = Report()
        document = read_yaml(text.encode(), "x.yml", report)
        (found,) = report
        assert found.code == "L107"
        assert "quotes" in (found.hint or "")
        assert document is not None
        assert trap in str(document.value)


# -- records: real ones, in which something is replaced


@cache
def records(kind: str) -> list[dict[str, Any]]:
    """The records of a kind in the sample library, as plain values."""
    return [yaml.safe_load(path.read_bytes()) for path in sorted(Project(SAMPLE).records(kind).rglob("*.yml"))]


VALUES = (
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
    | PROSE | st.sampled_from(["", " ", "x" * 500, "2026-02-30", "https://", "javascript:alert(1)", "a", "all", "con"])
    | st.lists(PROSE, max_size=2) | st.dictionaries(st.sampled_from(["id", "title", "x"]), PROSE, max_size=2)
)  # fmt: skip


def _steps(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value in a record."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(steps for key, item in inside for steps in _steps(item, (*path, key)))]


@st.composite
def damaged(draw: st.DrawFn, kind: str) -> bytes:
    """A real record in which one to four values were replaced, taken out or added."""
    value = yaml.safe_load(yaml.safe_dump(draw(st.sampled_from(records(kind)))))
    for _ in range(draw(st.integers(1, 4))):
        *way, last = draw(st.sampled_from(_steps(value)[1:] or [("title",)]))
        inside: Any = value
        for step in way:
            inside = inside[step]
        action = draw(st.sampled_from(["replace", "replace", "drop", "double"]))
        if action == "drop":
            del inside[last]
        elif action == "double" and isinstance(inside, list) and isinstance(last, int):
            inside.append(inside[last])
        else:
            inside[last] = draw(VALUES)
        if not value:
            break
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000).encode()


@pytest.mark.parametrize("kind", sorted(RECORD_FOLDERS))
def test_records(kind: str) -> None:
    @given(damaged(kind))
    @examples(430)
    def check(data: bytes) -> None:
        promises.record(kind, data)

    check()


# -- prose, pages, addresses


@given(PROSE)
@examples(3000)
def test_prose(text: str) -> None:
    promises.prose(text)


@given(st.tuples(st.sampled_from(["", "---\ntitle: x\n---\n", "---\n", "---\n---\n"]), PROSE))
@examples(1500)
def test_pages(parts: tuple[str, str]) -> None:
    promises.page("".join(parts).encode())


@given(
    mixture(
        "https://", "http://", "mailto:", "ex.org", "@", ":", "/", "//", "?", "#", "%2e", "..", "[::1]", "a", "1", "."
    ),
)
@examples(1500)
@example("mailto:#h@t.X")
def test_addresses(text: str) -> None:
    promises.url(text)


# -- tables, series, run charts


@given(st.binary(max_size=200) | mixture(*CSV_WORDS).map(str.encode))
@examples(2000)
def test_tables(data: bytes) -> None:
    promises.series(data)
    promises.places(data)


@given(SERIES_ROWS)
@examples(2500)
def test_series(rows: list[str]) -> None:
    promises.series("\n".join(["period,value,denominator,group", *rows]).encode())


NUMBERS = st.integers(-5, 5).map(float) | st.floats(allow_nan=False, allow_infinity=False) | st.none()


@given(st.lists(NUMBERS, max_size=60))
@examples(2500)
def test_run_charts(values: list[float | None]) -> None:
    promises.run_chart(values)
