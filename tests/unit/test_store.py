"""The small databases of the cache: what is saved lasts, whatever is wrong with one counts as nothing remembered."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

import pytest

from generator.known import Known
from generator.store import Store, program_version

TABLES = {"word": "id TEXT PRIMARY KEY, said TEXT"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "words.sqlite"


def opened(file: Path, version: str = "1", *, lasting: bool = True) -> Store:
    return Store(TABLES, file, version, lasting=lasting)


def write(store: Store, said: str) -> None:
    store.write("INSERT OR REPLACE INTO word VALUES (?, ?)", [("a", said)])


def words(store: Store) -> list[tuple[str, str]]:
    return [(name, said) for name, said in store.read("SELECT id, said FROM word")]


def kept(file: Path, said: str = "saved") -> Path:
    store = opened(file)
    write(store, said)
    store.save()
    store.close()
    return file


def test_what_is_saved_lasts_and_nothing_else(file: Path) -> None:
    kept(file)
    store = opened(file)
    write(store, "not saved")
    assert words(store) == [("a", "not saved")], "this run sees what it wrote"
    store.close()
    assert words(opened(file)) == [("a", "saved")]


def test_another_version_of_the_program_finds_nothing(file: Path) -> None:
    assert words(opened(kept(file), "2")) == []


def test_another_library_beside_the_program_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    before = program_version.__wrapped__()
    (tmp_path / "python_docx-99.dist-info").mkdir()
    assert program_version.__wrapped__() != before


@pytest.mark.parametrize("name", ["rules.py", "page.html.j2"])
def test_a_changed_line_of_the_program_makes_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("generator.store.PACKAGE", tmp_path)
    (tmp_path / name).write_text("one", encoding="utf-8")
    before = program_version.__wrapped__()
    assert program_version.__wrapped__() == before
    (tmp_path / name).write_text("two", encoding="utf-8")
    assert program_version.__wrapped__() != before


def test_a_database_that_is_only_read_is_neither_made_nor_changed(file: Path) -> None:
    assert words(opened(file, lasting=False)) == []
    assert not file.parent.exists()
    before = kept(file).read_bytes()
    store = opened(file, lasting=False)
    assert words(store) == [("a", "saved")]
    write(store, "changed")
    store.save()
    store.close()
    assert words(opened(file, "2", lasting=False)) == [], "nor thrown away for another version"
    assert file.read_bytes() == before


def test_a_database_that_another_run_holds_is_left_alone(file: Path) -> None:
    other = sqlite3.connect(kept(file))
    other.execute("BEGIN EXCLUSIVE")
    store = opened(file)
    assert words(store) == []
    write(store, "meanwhile")
    store.save()
    other.rollback()
    assert words(opened(file)) == [("a", "saved")]


def test_of_two_runs_that_write_the_second_keeps_nothing(file: Path) -> None:
    first = opened(kept(file))
    write(first, "first")
    second = opened(file)
    assert words(second) == [], "it neither waits nor reads half of what the first one writes"
    write(second, "second")
    second.save()
    first.save()
    assert words(opened(file)) == [("a", "first")]


@pytest.mark.parametrize("order", ["INSERT INTO nowhere VALUES (?, ?)", "INSERT INTO word VALUES (?, ?)"])
def test_a_run_in_which_something_was_refused_keeps_nothing(file: Path, order: str) -> None:
    store = opened(kept(file))
    write(store, "half of it")
    store.write(order, [("a", "the other half")])
    assert store.refused
    store.save()
    store.close()
    assert words(opened(file)) in ([("a", "saved")], [])


def test_a_reading_that_was_refused_finds_nothing_and_keeps_nothing(file: Path) -> None:
    store = opened(kept(file))
    write(store, "changed")
    assert list(store.read("SELECT it FROM nowhere")) == []
    assert store.refused
    store.save()
    store.close()
    assert words(opened(file)) == [("a", "saved")]


def test_a_saved_run_holds_nobody_up(file: Path) -> None:
    first = opened(kept(file))
    first.refuse(sqlite3.OperationalError("disk full"))
    first.save()
    kept(file, "second")
    assert words(opened(file)) == [("a", "second")]


def test_a_database_that_breaks_while_it_is_read_is_taken_away(file: Path) -> None:
    store = opened(kept(file))
    store.refuse(sqlite3.DatabaseError("malformed"))
    assert not file.exists()
    store.refuse(sqlite3.DatabaseError("malformed"))
    store.save()
    store.close()
    only_read = opened(kept(file), lasting=False)
    only_read.refuse(sqlite3.DatabaseError("malformed"))
    assert file.exists(), "but not by a run that only reads"


def test_a_database_that_is_broken_in_its_middle_is_made_anew_by_the_next_run(file: Path) -> None:
    kept(file, "x" * 100_000)
    data = bytearray(file.read_bytes())
    data[4096 * 2 :] = b"\xff" * (len(data) - 4096 * 2)
    file.write_bytes(data)
    store = opened(file)
    assert len(words(store)) <= 1
    write(store, "y")
    store.save()
    store.close()
    kept(file, "sound again")
    assert words(opened(file)) == [("a", "sound again")]


@pytest.mark.parametrize("lasting", [True, False])
def test_a_letter_that_turned_into_another_one_is_found(file: Path, *, lasting: bool) -> None:
    """SQLite would read it without a word, and the site would say it."""
    data = kept(file, "said before").read_bytes()
    damaged = data.replace(b"said before", b"sAid before")
    file.write_bytes(damaged)
    assert words(opened(file, lasting=lasting)) == []
    assert lasting or file.read_bytes() == damaged, "who only reads leaves it as it is"
    assert words(opened(kept(file, "sound again"))) == [("a", "sound again")]


def test_a_file_that_changed_or_is_gone_is_not_known(tmp_path: Path) -> None:
    database = tmp_path / "records.sqlite"

    def run(**files: bytes) -> dict[str, str | None]:
        known = Known(database, lasting=True)
        found = {path: known.record(path, digest) for path, digest in files.items()}
        for path, digest in files.items():
            if found[path] is None:
                known.keep(path, digest, partial("record of {}".format, digest.decode()))
        known.save()
        return found

    assert run(a=b"1", b=b"1") == {"a": None, "b": None}
    assert run(a=b"1", b=b"2") == {"a": "record of 1", "b": None}
    assert run(a=b"1") == {"a": "record of 1"}
    assert run(a=b"1", b=b"2") == {"a": "record of 1", "b": None}, "it was forgotten when it was gone"
