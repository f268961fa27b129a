"""The served site is replaced whole or not at all: with real kills, a real full disk, and two builders at once."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator import publish
from generator.diagnostics import Report
from generator.publish import MARKER, staged

ROOT = Path(__file__).parents[2]
BUILDER = """
import sys
from pathlib import Path
from generator import publish
from generator.assemble import Ground, assemble
from generator.diagnostics import Report
from generator.model.frame import Frame, Frames
from generator.model.library import Page, Settings
from tests.drawn import undrawn

site = Path(sys.argv[1])
publish._to_disk = lambda folder, written: None
if sys.argv[2:] == ["two renames"]:
    publish._exchange_at_once = lambda folder, site: False
frames = Frames(Frame(("<html>", "</html>"), ("body",)))
print("begun", flush=True)
for version in range(10**9):
    pages = [Page(f"p{n}/", "x", "x", "", f"version {version}" + "." * 3000) for n in range(version % 7, 60)]
    report = Report()
    with publish.staged(site, report) as stage:
        assert stage, report.format("text")
        made = assemble(undrawn(pages), frames, Settings(), Ground(stage.folder), report)
        assert made and stage.publish(made.written, report), report.format("text")
"""


def publish_text(site: Path, text: str) -> Report:
    report = Report()
    with staged(site, report) as stage:
        if stage:
            (stage.folder / "index.html").write_text(text, encoding="utf-8")
            stage.publish(["index.html"], report)
    return report


def codes(report: Report) -> list[str]:
    return [found.code for found in report]


def shown(site: Path) -> str:
    return (site / "index.html").read_text(encoding="utf-8")


def version_of(site: Path) -> str:
    """The one version that a whole site consists of."""
    pages = {path.read_text(encoding="utf-8").partition(".")[0] for path in site.glob("p*/index.html")}
    (version,) = pages
    number = int(version.rpartition(" ")[2])
    assert sum(1 for _ in site.glob("p*")) == 60 - number % 7
    return version


def test_each_site_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    site = tmp_path / "build" / "site"
    for text in ("one", "two", "three"):
        assert codes(publish_text(site, text)) == []
        assert shown(site) == text
    assert {path.name for path in site.parent.iterdir()} == {"site", ".site.spare", ".site.lock"}


def test_many_changed_files_reach_the_disk_too(tmp_path: Path) -> None:
    report = Report()
    with staged(tmp_path / "site", report) as stage:
        assert stage
        names = [f"{number}.html" for number in range(200)]
        for name in names:
            (stage.folder / name).write_text(name, encoding="utf-8")
        assert stage.publish(names, report)
    assert len(list((tmp_path / "site").glob("*.html"))) == 200


def test_without_publishing_the_old_site_stands(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_text(site, "old")
    with staged(site, Report()) as stage:
        assert stage
        (stage.folder / "index.html").write_text("half", encoding="utf-8")
    assert shown(site) == "old"


def test_systems_without_the_exchange_rename_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "_exchange_at_once", lambda folder, site: False)  # noqa: ARG005
    site = tmp_path / "site"
    for text in ("one", "two", "three"):
        assert codes(publish_text(site, text)) == []
        assert shown(site) == text
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.spare", ".site.lock"}


def test_this_system_has_the_exchange(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("renameat2 is Linux's")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert publish._exchange_at_once(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a" / "b").exists()
    assert (tmp_path / "b" / "a").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the exchange")
def test_where_there_is_the_exchange_nothing_is_renamed_step_by_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_text(tmp_path / "site", "one")
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("the site was away for a moment"))
    publish_text(tmp_path / "site", "two")
    assert shown(tmp_path / "site") == "two"


def test_a_builder_killed_between_two_renames_is_mended(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_text(site, "old")
    site.rename(tmp_path / ".site.aside")
    with staged(site, Report()) as stage:
        assert stage
        assert shown(site) == "old"
    publish_text(site, "new")
    assert shown(site) == "new"


def test_a_builder_killed_after_two_renames_is_mended(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_text(site, "old")
    publish_text(site, "new")
    (tmp_path / ".site.spare").rename(tmp_path / ".site.aside")
    assert codes(publish_text(site, "newest")) == []
    assert shown(site) == "newest"
    assert not (tmp_path / ".site.aside").exists()


def test_what_killed_builders_left_is_put_where_nothing_is(tmp_path: Path) -> None:
    site, aside = tmp_path / "site", tmp_path / ".site.aside"
    publish_text(site, "old")
    for name in (".site.spare", ".site.spare1"):
        shutil.copytree(site, tmp_path / name)
    shutil.copytree(site, aside)
    assert codes(publish_text(site, "new")) == []
    assert (shown(site), aside.exists()) == ("new", False)


def test_a_link_to_another_site_is_not_put_in_the_sites_place(tmp_path: Path) -> None:
    other, site = tmp_path / "other", tmp_path / "site"
    publish_text(other, "another site")
    (tmp_path / ".site.aside").symlink_to(other)
    assert codes(publish_text(site, "new")) == []
    assert (shown(site), shown(other), site.is_symlink()) == ("new", "another site", False)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which file was meant")
def test_every_changed_file_is_on_the_disk_before_the_site_is_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut would leave a new site with empty pages."""
    done: list[str] = []
    fsync, exchange = os.fsync, publish._exchange

    def noted(handle: int) -> None:
        done.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        fsync(handle)

    def exchanged(folder: Path, site: Path) -> None:
        done.append("exchanged")
        exchange(folder, site)

    publish_text(tmp_path / "site", "old")
    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(publish, "_exchange", exchanged)
    publish_text(tmp_path / "site", "new")
    assert done == ["index.html", ".site.spare", "exchanged", tmp_path.name]


@pytest.mark.parametrize("mode", ["exchange", "two renames"])
def test_killed_builders_never_leave_a_broken_site(tmp_path: Path, mode: str) -> None:
    site = tmp_path / "site"
    seen = set()
    for _ in range(8):
        builder = subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(site), mode], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True
        )
        assert builder.stdout
        builder.stdout.readline()
        time.sleep(0.02 + random.random() * 0.15)  # noqa: S311
        os.killpg(builder.pid, signal.SIGKILL)
        builder.wait()
        builder.stdout.close()
        with staged(site, Report()) as stage:  # a system without the exchange needs this look to mend
            assert stage
        if site.exists():
            seen.add(version_of(site))
    assert seen


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_text(site, "old")
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));" + BUILDER
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(site)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert "P903" in ended.stderr
    assert shown(site) == "old"


@pytest.mark.parametrize("name", ["site", ".site.spare"])
def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path, name: str) -> None:
    theirs = tmp_path / name
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("mine", encoding="utf-8")
    report = publish_text(tmp_path / "site", "new")
    assert codes(report) == ["P901"]
    assert (theirs / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in theirs.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("name", ["site", ".site.spare"])
def test_a_link_to_an_empty_folder_is_no_empty_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    assert codes(publish_text(tmp_path / "site", "one")) == ["P901"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_in_the_sites_place_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    publish_text(elsewhere, "old")
    (tmp_path / "site").symlink_to(elsewhere)
    assert codes(publish_text(tmp_path / "site", "new")) == ["P901"]
    assert shown(elsewhere) == "old"


def test_a_link_in_the_locks_place_leads_to_no_file_that_is_emptied(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / ".site.lock").symlink_to(tmp_path / "mine.txt")
    report = publish_text(tmp_path / "site", "new")
    assert [found.message for found in report] == [
        "the site cannot be written: '.site.lock' is a link to another place; take it away"
    ]
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_was_taken_away_meanwhile_is_not_published(tmp_path: Path) -> None:
    publish_text(tmp_path / "site", "old")
    report = Report()
    with staged(tmp_path / "site", report) as stage:
        assert stage
        shutil.rmtree(stage.folder)
        stage.folder.mkdir()
        (stage.folder / "index.html").write_text("half", encoding="utf-8")
        assert not stage.publish(["index.html"], report)
    assert codes(report) == ["P903"]
    assert shown(tmp_path / "site") == "old"


def test_a_marker_that_was_taken_away_meanwhile_comes_back_for_the_next_build(tmp_path: Path) -> None:
    publish_text(tmp_path / "site", "old")
    report = Report()
    with staged(tmp_path / "site", report) as stage:
        assert stage
        (stage.folder / "index.html").write_text("half", encoding="utf-8")
        (stage.folder / MARKER).unlink()
        assert not stage.publish(["index.html"], report)
    assert codes(publish_text(tmp_path / "site", "new")) == []
    assert shown(tmp_path / "site") == "new"


def test_no_link_in_the_markers_place_is_followed(tmp_path: Path) -> None:
    with staged(tmp_path / "site", Report()) as stage:
        assert stage
        (stage.folder / MARKER).unlink()
        (stage.folder / MARKER).symlink_to(tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert codes(publish_text(tmp_path / "site", "new")) == []
    assert shown(tmp_path / "site") == "new"


def test_a_place_that_cannot_be_written_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    report = publish_text(tmp_path / "file" / "site", "new")
    assert [found.message for found in report] == ["the site cannot be written: 'file' is not a folder; take it away"]


def test_a_project_that_was_taken_away_is_not_made_anew(tmp_path: Path) -> None:
    assert codes(publish_text(tmp_path / "project" / "build" / "site", "new")) == ["P903"]
    assert list(tmp_path.iterdir()) == []


def _hold(site: str, held: object, free: object) -> None:
    with staged(Path(site), Report()) as stage:
        assert stage
        held.set()  # type: ignore[attr-defined]
        free.wait(20)  # type: ignore[attr-defined]


def test_a_second_builder_is_told_or_waits(tmp_path: Path) -> None:
    site = tmp_path / "site"
    process = multiprocessing.get_context("spawn")
    held, free = process.Event(), process.Event()
    first = process.Process(target=_hold, args=(str(site), held, free))
    first.start()
    try:
        assert held.wait(20)
        assert codes(publish_text(site, "second")) == ["P902"]
        threading.Timer(0.2, free.set).start()
        report = Report()
        with staged(site, report, wait=20) as stage:
            assert stage, report.format("text")
            assert free.is_set()
    finally:
        free.set()
        first.join()


def test_the_marker_is_readable_and_the_same_each_time(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish_text(tmp_path / "a", "x")
        publish_text(tmp_path / "b", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "a" / MARKER).read_bytes() == (tmp_path / "b" / MARKER).read_bytes()
    assert (tmp_path / "a" / MARKER).stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o755


def test_a_site_that_another_user_built_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _mode: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", str(path))

    monkeypatch.setattr(Path, "chmod", refuse)
    report = Report()
    with staged(tmp_path / "site", report) as stage:
        assert stage is None
    (found,) = report
    assert found.message == "the site cannot be written: Operation not permitted: '.site.spare'"
    assert "another user" in (found.hint or "")
