"""What a build remembers never changes what the next one makes: a later build gives the bytes of a first one."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Report
from generator.memory import Memory
from generator.pipeline import Built, build
from generator.project import Project
from generator.publish import staged
from generator.reads import ALL, KEYS, Reads
from generator.render import overview
from generator.render.environment import draw
from generator.render.pages import case, idea, measure, tools, written
from tests.bench.library import SyntheticLibrary, write_library

DAY = dt.date(2026, 1, 5)
Edit = Callable[[Path], object]


def replaced(file: str, pattern: str, words: str) -> Edit:
    """An edit that puts other words in the place of the first match of a pattern."""

    def edit(folder: Path) -> None:
        path = folder / file
        text, times = re.subn(pattern, words, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
        assert times == 1, file
        path.write_text(text, encoding="utf-8")

    return edit


def copied(file: str, other: str) -> Edit:
    return lambda folder: shutil.copy(folder / file, folder / other)


def removed_idea(folder: Path) -> None:
    """Take an idea away, and every line that names it."""
    (folder / "changeideas/idea-00007.yml").unlink()
    for path in folder.rglob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "idea-00007" not in line), encoding="utf-8")
    for path in folder.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("idea-00007", "idea-00006"), encoding="utf-8")


EDITS: dict[str, Edit] = {
    "nothing": lambda _: None,
    "a text of an idea": replaced("changeideas/idea-00003.yml", r"^why_it_works: .*", "why_it_works: Because"),
    "its title": replaced("changeideas/idea-00003.yml", "^title: .*", "title: AAA comes first now"),
    "its effort": replaced("changeideas/idea-00003.yml", "people: .*", "people: 9"),
    "it is a draft": replaced("changeideas/idea-00003.yml", "status: published", "status: draft"),
    "an idea more": copied("changeideas/idea-00002.yml", "changeideas/one-more.yml"),
    "an idea less": removed_idea,
    "a problem's title": replaced("content/problems/problem-00000.yml", "^title: .*", "title: Another name for it"),
    "a driver's title": replaced("content/problems/problem-00000.yml", "^  title: .*", "  title: Another driver"),
    "a measure's question": replaced("content/measures/measure-00004.yml", "^question: .*", "question: How many?"),
    "a package's title": replaced("content/packages/package-00000.yml", "^title: .*", "title: Another package"),
    "a hub's name": replaced("content/hubs/the-hub.yml", "^name: .*", "name: Another hub"),
    "a case's title": replaced("casestudies/case-00000/case.yml", "^title: .*", "title: Another case"),
    "a case's numbers": replaced("casestudies/case-00000/rate.csv", "^week 1,.*", "week 1,17"),
    "a place's name": replaced("content/places.csv", "^(place-00000),[^,]*", r"\1,Another District"),
    "a test's decision": replaced("content/tests-of-change.csv", ",adapt,", ",abandon,"),
    "a word of the glossary": replaced("content/glossary.yml", "meaning: .*", "meaning: Something else"),
    "a source's title": replaced("content/references.yml", "title: .*", "title: Another title"),
}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def built(folder: Path, day: dt.date = DAY) -> Built:
    done = build(Project(folder), day)
    assert done.site, done.report.format("text")
    return done


def built_anew(folder: Path, elsewhere: Path) -> dict[str, bytes]:
    """The site of a copy that remembers nothing but the frame."""
    shutil.rmtree(elsewhere, ignore_errors=True)
    shutil.copytree(folder, elsewhere, ignore=shutil.ignore_patterns("site", ".site*", "memory*"))
    built(elsewhere)
    return tree(elsewhere / "build/site")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that is edited, and built after each edit, by one test after the other."""
    folder = tmp_path_factory.mktemp("memory") / "project"
    write_library(SyntheticLibrary(8), folder)
    built(folder)
    return folder


@pytest.mark.parametrize("name", EDITS)
def test_after_any_edit_the_site_is_that_of_a_first_build(project: Path, tmp_path: Path, name: str) -> None:
    before = tree(project / "build/site")
    EDITS[name](project)
    built(project)
    after = tree(project / "build/site")
    assert after == built_anew(project, tmp_path / "anew")
    assert (after == before) == (name == "nothing")


def test_what_nobody_changed_is_neither_drawn_nor_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(project)
    built(project)  # now the second of the two folders has everything too
    drawn = []

    def noted(template: str, context: dict[str, Any]) -> str:
        drawn.append(template)
        return draw(template, context)

    for module in (case, idea, measure, overview, tools):
        monkeypatch.setattr(module, "draw", noted)
    replaced("changeideas/idea-00001.yml", r"A mentor \*really\* sends", "A mentor sends")(project)
    done = built(project)
    assert drawn.count("idea") == 1
    assert not {"case", "glossary", "measure"} & set(drawn)
    assert done.written < 20


def test_a_page_that_somebody_altered_in_the_site_is_healed(project: Path) -> None:
    built(project)
    page = project / "build/site/glossary/index.html"
    good = page.read_bytes()
    for harm in (lambda: page.write_bytes(b"altered"), page.unlink, lambda: page.chmod(0o600)):
        built(project)
        harm()
        built(project)
        built(project)
        assert page.read_bytes() == good
        assert page.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("name", [".cache", ".cache/frames", ".cache/memory.sqlite.sum"])
def test_a_build_writes_and_tidies_up_through_no_link(tmp_path: Path, name: str) -> None:
    mine = tmp_path / "mine" / "folder" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    link = tmp_path / "project" / "build" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(mine if link.suffix == ".sum" else tmp_path / "mine")
    found = build(Project(tmp_path / "project"), dt.date(2026, 1, 1))
    assert found.site is None
    assert [line for line in found.report.format("text").splitlines() if "error" in line] == [
        f"error[P901] 'build/{name}' is a link to another place"
    ]
    assert tree(tmp_path / "mine") == {"folder/mine.txt": b"mine"}


@pytest.mark.parametrize("harm", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_memory_that_cannot_be_read_counts_as_none(project: Path, harm: bytes) -> None:
    good = tree(project / "build/site")
    (project / "build/.cache/memory.sqlite").write_bytes(harm)
    built(project)
    assert tree(project / "build/site") == good


def test_a_memory_with_a_hole_in_its_middle_counts_as_none(project: Path, tmp_path: Path) -> None:
    file = project / "build/.cache/memory.sqlite"
    built(project)
    with closing(sqlite3.connect(file)) as base:
        (page,) = base.execute("SELECT max(pageno) FROM dbstat WHERE name = 'source' AND pagetype = 'leaf'").fetchone()
        (size,) = base.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as spoilt:
        spoilt.seek((page - 1) * size)
        spoilt.write(b"\xff" * 100)
    for number in range(8):
        replaced(f"content/measures/measure-0000{number}.yml", "^title: .*", f"title: Holed {number}")(project)
    built(project)
    assert tree(project / "build/site") == built_anew(project, tmp_path / "anew")


def test_an_edit_while_another_build_is_awaited_is_in_the_site(project: Path) -> None:
    """Who had read the sources before would put an older site in place of the other build's."""
    with ThreadPoolExecutor() as waiting, staged(project / "build/site", Report()):
        build_behind = waiting.submit(built, project)
        time.sleep(1)
        replaced("content/hubs/the-hub.yml", "^name: .*", "name: The newest name")(project)
    build_behind.result()
    assert "The newest name" in (project / "build/site/hubs/the-hub/index.html").read_text(encoding="utf-8")


def test_a_file_that_another_process_found_sound_is_read_as_it_is_now(project: Path) -> None:
    """A preview, which has its records at hand, goes on after somebody else has built."""
    built(project)
    replaced("changeideas/idea-00002.yml", "^title: .*", "title: The newest title")(project)
    subprocess.run([sys.executable, "-m", "generator", "-C", str(project), "build"], check=True, capture_output=True)
    (project / "build/.cache/memory.sqlite").unlink()  # so that the page is drawn
    built(project)
    assert "The newest title" in (project / "build/site/ideas/idea-00002/index.html").read_text(encoding="utf-8")


def test_a_written_page_may_have_the_name_of_a_folder_of_data(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("build"))
    (folder / "content/pages/data").mkdir(parents=True)
    (folder / "content/pages/data/menu.md").write_text("---\ntitle: Ours\n---\nWords.\n", encoding="utf-8")
    built(folder)
    built(folder)
    assert (folder / "build/site/data/menu/index.html").is_file()


def test_the_words_of_a_written_page_are_no_matter_of_the_others(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, drawn = tmp_path / "project", []
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("build"))
    for name in ("guide", "guide/one", "guide/two", "other"):
        path = folder / f"content/pages/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: About {name}\n---\nWords.\n", encoding="utf-8")
    built(folder)

    def noted(template: str, context: dict[str, Any]) -> str:
        drawn.append(context["title"])
        return draw(template, context)

    monkeypatch.setattr(written, "draw", noted)
    replaced("content/pages/guide/one.md", "Words", "Other words")(folder)
    built(folder)
    assert drawn == ["About guide/one"]
    drawn.clear()
    replaced("content/pages/guide/one.md", "About guide/one", "A new title")(folder)
    built(folder)
    assert sorted(drawn) == ["A new title", "About guide"]


def test_a_page_of_the_menu_without_a_title_is_looked_at(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("build"))
    (folder / "mkdocs.yml").write_text("site_name: Ours\nnav:\n  - index.md\n  - ours.md\n", encoding="utf-8")
    (folder / "content/pages").mkdir(parents=True, exist_ok=True)
    (folder / "content/pages/ours.md").write_text("---\ntitle: Ours\n---\nSee [there](page:ours#nope).\n", "utf-8")
    assert "C802" in {found.code for found in build(Project(folder), DAY).report}


def test_another_house_is_drawn_around_pages_that_did_not_change(tmp_path: Path) -> None:
    """Both around a page that is drawn from what is remembered, and around files that lie in the site already."""
    words = tmp_path / "house/partials/copyright.html"
    words.parent.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: Ours\ntheme:\n  custom_dir: house\n", encoding="utf-8")
    for county in ("River", "Valley"):
        words.write_text(f"By {county} County", encoding="utf-8")
        built(tmp_path)
        pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "build/site").rglob("index.html")]
        assert len(pages) > 5
        assert [page for page in pages if f"By {county} County" not in page] == []


def test_a_page_with_a_fault_is_found_again_by_the_next_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "draw", lambda *_: "<p>No heading</p>")
    replaced("content/glossary.yml", "meaning: .*", "meaning: Changed again")(project)
    for _ in range(2):
        assert "C806" in {found.code for found in build(Project(project), DAY).report}
    monkeypatch.undo()
    built(project)


def test_a_source_is_what_was_asked_for_and_what_is_shared_passes_its_sources_on() -> None:
    reads = Reads()
    titles = reads.mapping("titles", {"a": "A", "b": "B"})

    def shared() -> str:
        return reads.shared("both", lambda: titles["a"] + titles["b"])

    assert reads.during(lambda: titles["a"]) == ("A", {("titles", "a")})
    assert reads.during(lambda: titles.get("c"))[1] == {("titles", "c")}
    assert reads.during(shared) == ("AB", {("titles", "a"), ("titles", "b")})
    assert reads.during(shared)[1] == {("titles", "a"), ("titles", "b")}, "the second to ask has read it as well"
    assert reads.during(lambda: list(titles))[1] == {("titles", KEYS)}, "whatever the titles are"
    assert reads.during(lambda: list(titles.values()))[1] == {("titles", ALL)}
    assert reads.during(lambda: list(titles.items()))[1] == {("titles", ALL)}
    assert reads.during(lambda: list(titles.keys()))[1] == {("titles", KEYS)}
    assert reads.during(lambda: len(titles))[1] == {("titles", KEYS)}
    assert reads.during(lambda: "c" in titles) == (False, {("titles", "c")})


def test_a_kept_value_is_read_again_until_what_it_is_made_from_has_changed(tmp_path: Path) -> None:
    worked_out = []

    def build(number: int) -> int:
        memory = Memory(tmp_path / "memory.sqlite")
        reads = Reads(memory)
        given = reads.mapping("numbers", {"a": number})

        def double(key: str) -> int:
            worked_out.append(given[key])
            return 2 * given[key]

        doubled = reads.one_by_one("doubled", given, double, int)
        with memory:
            memory.ask(lambda source: reads.digest(source, lambda _: None))
            memory.compare()
            found, sources = reads.during(lambda: doubled["a"])
            memory.remember("page/", sources, {})
            memory.save(tmp_path, {"page/": ""}, tmp_path, ())
        return found

    assert [build(number) for number in (1, 1, 3, 3)] == [2, 2, 6, 6]
    assert worked_out == [1, 3]


def test_what_is_made_from_what_says_the_same_is_not_worked_out_again(tmp_path: Path) -> None:
    """A page shows whether the first of three numbers is even, one by one worked out from the number."""
    worked_out = []

    def build(numbers: dict[str, int]) -> bool:
        memory = Memory(tmp_path / "memory.sqlite")
        reads = Reads(memory)
        given = reads.mapping("numbers", numbers)

        def is_even(key: str) -> bool:
            worked_out.append(key)
            return given[key] % 2 == 0

        even = reads.one_by_one("even", given, is_even)
        with memory:
            memory.ask(lambda source: reads.digest(source, lambda _: None))
            memory.compare()
            known = memory.recall("page/") is not None
            if not known:
                _, sources = reads.during(lambda: even["a"])
                memory.remember("page/", sources, {})
            memory.save(tmp_path, {"page/": ""}, tmp_path, ())
        return known

    assert not build({"a": 1, "b": 2, "c": 3})
    worked_out.clear()
    assert build({"a": 1, "b": 5, "c": 3})
    assert worked_out == [], "nothing that the page is made from has changed"
    assert build({"a": 7, "b": 5, "c": 3}), "another number, as odd as before"
    assert worked_out == ["a"]
    assert build({"a": 7, "b": 5, "c": 3})
    assert not build({"a": 2, "b": 5, "c": 3})
