"""What is refused is refused where it stands, in words that harm nobody; nothing that anybody writes stops the program.

No browser here: what is accepted is looked at in `tests/site/test_hostile.py`.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from generator import diagnostics
from generator.load.characters import FORBIDDEN
from generator.project import RECORD_FOLDERS
from generator.validate import complaints
from tests.attacks.fields import Field, text_fields
from tests.attacks.lists import attacks, of_list
from tests.attacks.project import HostileProject
from tests.attacks.turns import HIDDEN, Dealt, Turns, deal, harmless, read

SIZE = int(os.environ.get("ATTACK_RECORDS", "8"))
"""Records of each kind; more by hand."""

STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves a terminal's cursor, turns the direction of writing, or cannot be printed at all."""


@pytest.fixture(scope="module")
def dealt(tmp_path_factory: pytest.TempPathFactory) -> Dealt:
    """A project after everything that was refused was taken out of it."""
    return deal(tmp_path_factory.mktemp("dealt"), Turns(), SIZE)


def test_every_field_was_attacked(dealt: Dealt) -> None:
    open_fields = {field.name for field in text_fields() if field.room != "closed"}
    attacked = {text.field.name for text in dealt.texts}
    assert open_fields - attacked == {
        "case.outcomes.baseline.from",  # periods of a series, of which one is attacked under `series.period`
        "case.outcomes.baseline.to",
        "case.outcomes.change.at",
        "case.outcomes.conflicts.period",
        "reference.issued",
        "word.values",  # ratings of others name them, so they stay as they are
    }
    accepted = {text.text for text in dealt.texts} | {one.text.text for one in dealt.refused}
    assert len(accepted) > 800


def test_each_kind_of_field_refuses_what_it_should(dealt: Dealt) -> None:
    codes = {(one.text.field.room, one.why.code) for one in dealt.refused}
    expected = {("prose", "V114"), ("page", "V114"), ("prose", "K201"), ("address", "V112")}
    assert codes - {("page", "K201")} == expected
    kept = {text.text for text in dealt.texts if text.field.room == "address"}
    assert [address for address in kept if not re.match("https?://|mailto:", address, re.IGNORECASE)] == []
    assert not {one.text.text for one in dealt.refused} & set(of_list("addresses")[-9:]), "these are good"


def test_hidden_characters_are_refused_where_they_stand(tmp_path: Path) -> None:
    dealt = deal(tmp_path, Turns(hidden=True))
    refused = dealt.refused
    assert {one.why.code for one in refused} <= {"L003", "L004", "L101"}
    assert all(HIDDEN.search(one.text.text) for one in refused)
    assert len(refused) > 500
    assert not [text for text in dealt.texts if FORBIDDEN.search(text.text)]


def test_what_is_no_free_text_takes_no_attack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids, words of lists, choices, numbers, dates: each refuses whatever it is given, at its place."""
    monkeypatch.setattr(complaints, "_MAX_FAULTS", 1_000)  # otherwise only the first of a record are told
    turns = Turns()
    project = HostileProject(tmp_path, lambda place, number: give(turns, place, number), 4, closed=True)
    project.write()
    faults = {(found.location.file, found.location.line) for found in read(tmp_path) if found.location}
    closed = [text for text in project.texts if text.field.room == "closed"]
    assert {text.field.name for text in closed} >= {
        "idea.status",
        "case.outcomes.series",
        "place.enrollment",
        "test.start",
    }
    assert [text for text in closed if (text.file, text.line) not in faults] == []


def give(turns: Turns, place: Field, number: int) -> str:
    """An attack for a closed field, harmless words for any other; nothing at all for an id, by which others find it."""
    return turns(place, number) if place.room == "closed" else harmless(place, number)


@pytest.mark.parametrize(
    ("folder", "ending"),
    [
        *((place, "" if kind == "case" else ".yml") for kind, place in RECORD_FOLDERS.items()),
        ("content/pages", ".md"),
        ("content/pages/about", ""),
        ("content/vocab", ".yml"),
        ("content/series", ".csv"),
        ("content", ".yml"),
        ("changeideas", ".html"),
    ],
)
def test_names_of_files_take_no_attack(folder: str, ending: str, tmp_path: Path) -> None:
    """Each is told of, by a line that holds nothing but what can be printed; those that are good ids are let pass."""
    (tmp_path / folder).mkdir(parents=True)
    names = [*filter(None, map(as_name, attacks()))]
    assert len(names) > 700
    for name in names:
        path = os.path.join(os.fsencode(tmp_path / folder), name + ending.encode())  # noqa: PTH118 - bytes
        if ending:
            Path(os.fsdecode(path)).write_bytes(b"title: x")
        else:
            Path(os.fsdecode(path)).mkdir()
    report = read(tmp_path)
    told = {found.location.file for found in report if found.location}
    silent = {f"{folder}/{os.fsdecode(name)}{ending}" for name in names} - told
    assert {name for name in silent if not re.fullmatch(r"[a-z0-9/.-]+", name)} == set()
    lines = report.format("text").splitlines()
    assert all(re.match(r"[^\n]+:\d+:\d+: error\[\w\d{3}\] |    ", line) for line in lines)
    assert not [line for line in lines if STEERING.search(line)]
    assert len(report.format("github").splitlines()) == len(report)


def as_name(text: str) -> bytes:
    """A text as the name of a file, with another stroke for `/`; nothing when it cannot be one."""
    name = text.replace("/", "\u2215").encode("utf-8", "surrogatepass")
    return name if b"\0" not in name and len(name) < 200 and not name.startswith(b".") else b""


@pytest.mark.parametrize("kind", ["idea", "page"])
def test_names_of_fields_take_no_attack(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complaints, "_MAX_FAULTS", 100_000)  # otherwise only the first of a record are told
    monkeypatch.setattr(diagnostics, "_MOST_ALIKE", 100_000)  # and of a file
    keys = [text for text in dict.fromkeys(attacks()) if not HIDDEN.search(text)]
    lines = "".join(f"{json.dumps(key, ensure_ascii=False)}: x\n" for key in keys)
    path = tmp_path / ("changeideas/one.yml" if kind == "idea" else "content/pages/one.md")
    path.parent.mkdir(parents=True)
    path.write_text(lines if kind == "idea" else f"---\n{lines}---\n", encoding="utf-8")
    first = 1 if kind == "idea" else 2
    told = {
        found.location.line for found in read(tmp_path) if found.location and found.code in {"V102", "L107", "L103"}
    }
    assert told >= set(range(first, first + len(keys)))
