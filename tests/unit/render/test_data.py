"""The data files: their form, what they hold and leave out, and that no cell can run in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.kinds import KINDS
from generator.render.data import csv_cell, data_files
from generator.render.view import LibraryView
from tests.sample_library import HOSTILE, sample_library

FILES = {path: b"".join(make()) for path, make in data_files(LibraryView(sample_library())).items()}
JSON = [name for name in FILES if name.endswith(".json") and "/schema/" not in name]


def items(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(FILES[f"data/{name}.json"])["items"]
    return found


def item(name: str, record_id: str) -> dict[str, Any]:
    return next(entry for entry in items(name) if entry["id"] == record_id)


def rows() -> dict[str, dict[str, str]]:
    text = FILES["data/ideas.csv"].decode("utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("name", JSON)
def test_every_file_has_the_same_form(name: str) -> None:
    data = json.loads(FILES[name])
    assert list(data) == ["format", "items"]
    assert data["format"] == "changepack/1"
    assert isinstance(data["items"], list)


def test_an_idea_is_whole_with_its_ratings_and_reasons() -> None:
    idea = item("ideas", "early-recovery")
    assert idea["url"] == "https://change.example.org/ideas/early-recovery/"
    assert idea["ratings"]["research"]["label"] == "Promising"
    assert {"step", "passed", "text"} == set(idea["ratings"]["research"]["reasons"][0])
    assert idea["ratings"]["research"]["cautions"][0]["effect"] == "null"
    assert idea["ratings"]["practice"]["rung"] == 2
    assert idea["ratings"]["practice"]["given_up"][0]["why"] == "Students had no bus home after the session."
    assert [test["decision"] for test in idea["tests"]] == ["adapt", "adapt", "adopt", "abandon"]
    assert idea["in_words"]["drivers"][0] == "Missing work is made up within days"
    assert idea["cases"] == ["lone-pine-grades"]
    assert idea["packages"] == ["on-track"]
    assert "[@rivera-2015]" in idea["why_it_works"]


def test_drafts_stay_out_and_retired_ideas_say_that_they_are() -> None:
    assert "half-written" not in {entry["id"] for entry in items("ideas")}
    assert item("ideas", "ice-cream")["status"] == "retired"
    assert item("ideas", "ice-cream")["replaced_by"] == "mentor"
    assert "half-written" not in rows()


def test_problems_and_packages_name_what_belongs_to_them() -> None:
    assert item("problems", "grades")["ideas"] == ["early-recovery", "mentor", "new-schedule"]
    roles = [(idea["idea"], idea["role"]) for idea in item("packages", "on-track")["ideas"]]
    assert roles == [("early-recovery", "start_here"), ("mentor", "next"), ("new-schedule", "optional")]


def test_health_says_what_is_missing() -> None:
    (health,) = items("health")
    assert health["ideas"] == 4
    assert health["tiers"] == {"Strong": 1, "Promising": 1, "Rationale": 1, "Not rated": 1}
    assert {gap["id"] for gap in health["without_studies"]} == {"hostile", "new-schedule"}
    assert health["past_review"] == [{"kind": "idea", "id": "early-recovery", "what": "2026-10-01"}]
    assert [gap["id"] for gap in health["uncited"]] == ["uncited-2001"]
    assert {"kind": "idea", "id": "mentor", "what": "why_it_works"} in health["without_reference"]
    assert not any(
        gap["id"] == "early-recovery" and gap["what"] == "why_it_works" for gap in health["without_reference"]
    )
    spread = next(row for row in health["drivers"] if row["driver"] == "missing-work")
    assert spread["tiers"] == {"Promising": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_schema(kind: str) -> None:
    schema = json.loads(FILES[f"data/schema/{kind}.json"])
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["properties"]


# -- the table


def test_no_column_shifts_where_a_semicolon_ends_a_cell_too() -> None:
    """As it does in LibreOffice, unless somebody takes the tick away; lists in a cell are written with semicolons."""
    table = FILES["data/ideas.csv"].decode("utf-8-sig")
    in_quotes = re.compile(r'"(?:[^"]|"")*"')
    assert any(";" in text and "," not in text for text in in_quotes.findall(table))
    assert not re.search("[;\t]", in_quotes.sub("", table))


def test_the_table_opens_in_a_spreadsheet_with_accents() -> None:
    assert FILES["data/ideas.csv"].startswith(b'\xef\xbb\xbf"id","title",')
    assert rows()["early-recovery"]["cost"] == "No money"
    assert rows()["early-recovery"]["practice_rung"] == "2"
    assert rows()["mentor"]["days_to_first_test"] == "10"


def test_a_text_of_an_author_cannot_become_a_formula() -> None:
    assert rows()["hostile"]["title"] == HOSTILE
    assert csv_cell("=1+1") == "'=1+1"
    assert csv_cell(-3) == -3


@given(st.text(alphabet=st.sampled_from(list("=+-@\t\r＝＋－＠ab1 ")), max_size=5))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = str(csv_cell(text))
    assert not cell.startswith(tuple("=+-@\t\r＝＋－＠"))
    assert cell.removeprefix("'") == text.removeprefix("'")
