"""What others do to a project's folders between two builds: the next one makes the site whole, and takes nobody's."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.trial import Trial, tree

PAGE = "ideas/one-idea/index.html"


def _alter(folder: Path) -> None:
    page = folder / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("<h1>", "<h2>"), encoding="utf-8")


def _alter_and_hide_it(folder: Path) -> None:
    before = (folder / PAGE).stat()
    _alter(folder)
    os.utime(folder / PAGE, ns=(before.st_atime_ns, before.st_mtime_ns))


def _put_another_in_its_place(folder: Path) -> None:
    before = (folder / PAGE).stat()
    fresh = folder / "fresh"
    fresh.write_bytes((folder / PAGE).read_bytes()[::-1])
    os.utime(fresh, ns=(before.st_atime_ns, before.st_mtime_ns))
    fresh.replace(folder / PAGE)


def _truncate(folder: Path) -> None:
    os.truncate(folder / PAGE, 100)


def _empty_all(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        os.truncate(path, 0)


def _forbid(folder: Path) -> None:
    (folder / PAGE).chmod(0o600)


def _delete(folder: Path) -> None:
    (folder / PAGE).unlink()


def _delete_folder(folder: Path) -> None:
    shutil.rmtree(folder / "ideas")


def _folder_for_file(folder: Path) -> None:
    (folder / PAGE).unlink()
    (folder / PAGE / "deep").mkdir(parents=True)


def _file_for_folder(folder: Path) -> None:
    shutil.rmtree(folder / "ideas")
    (folder / "ideas").write_text("", encoding="utf-8")


def _add(folder: Path) -> None:
    (folder / "ideas" / "stray").mkdir()
    (folder / "ideas" / "stray" / "index.html").write_text("stray", encoding="utf-8")


def _link_file(folder: Path) -> None:
    (folder / PAGE).unlink()
    (folder / PAGE).symlink_to(_elsewhere(folder) / "index.html")


def _link_folder(folder: Path) -> None:
    shutil.rmtree(folder / "ideas")
    (folder / "ideas").symlink_to(_elsewhere(folder))


def _link_a_copy(folder: Path) -> None:
    shutil.copytree(folder / "ideas", _elsewhere(folder), dirs_exist_ok=True)
    _link_folder(folder)


def _age(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))


def _come_from_the_future(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (4_000_000_000, 4_000_000_000))


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _elsewhere(folder: Path) -> Path:
    elsewhere = folder.parents[2] / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / "index.html").write_text("mine", encoding="utf-8")
    return elsewhere


DAMAGES = [
    _alter, _alter_and_hide_it, _put_another_in_its_place, _truncate, _empty_all, _forbid, _delete, _delete_folder,
    _folder_for_file, _file_for_folder, _add, _link_file, _link_folder, _link_a_copy, _age, _come_from_the_future,
    _remove,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_site_is_mended(trial: Trial, damage: Callable[[Path], None]) -> None:
    for folder in (trial.site, trial.site.with_name(".site.spare")):
        damage(folder)
    elsewhere = trial.project.parent / "elsewhere"
    before = tree(elsewhere)
    trial.heals()
    trial.heals()  # the folder that was served when it was damaged is served again now
    assert tree(elsewhere) == before


@pytest.mark.parametrize("name", [".site.spare", ".cache", "site"])
def test_folders_that_vanished_come_back(trial: Trial, name: str) -> None:
    shutil.rmtree(trial.build / name)
    trial.edit()
    trial.heals()


def test_a_cache_of_rubbish_is_not_believed(trial: Trial) -> None:
    for path in (trial.build / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    trial.heals()
    for path in (trial.build / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0")
    trial.edit()
    trial.heals()


def test_an_edit_that_hides_behind_an_old_date_is_seen(trial: Trial) -> None:
    idea = trial.project / "changeideas" / "one-idea.yml"
    trial.heals()
    before = idea.stat()
    trial.edit()
    os.utime(idea, ns=(before.st_atime_ns, before.st_mtime_ns))
    trial.heals()


def test_sources_from_the_future_and_the_past_are_like_others(trial: Trial) -> None:
    for seconds in (4_000_000_000, 0):
        for path in (trial.project / "changeideas").iterdir():
            os.utime(path, (seconds, seconds))
        trial.heals()


def test_the_site_may_lie_on_another_disk(tmp_path: Path, trial: Trial) -> None:
    trial.build.rename(tmp_path / "disk")
    trial.build.symlink_to(tmp_path / "disk")
    try:
        trial.edit()
        trial.heals()
    finally:
        trial.build.unlink()
        shutil.move(tmp_path / "disk", trial.build)


@pytest.mark.parametrize(
    "name",
    [
        "changeideas/x.yml",
        "casestudies/x/case.yml",
        "content/problems/x.yml",
        "content/pages/x.md",
        "content/pages/x.png",
        "content/places.csv",
        "content/glossary.yml",
    ],
)
def test_a_link_among_the_sources_is_not_followed(tmp_path: Path, trial: Trial, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("A secret sentence\n", encoding="utf-8")
    link = trial.project / name
    made = [folder for folder in link.parents if not folder.exists()]
    kept = link.read_bytes() if link.exists() else None
    link.unlink(missing_ok=True)
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(secret)
    done = trial.builder.build(trial.project)
    link.unlink()
    if kept is not None:
        link.write_bytes(kept)
    for folder in made:
        folder.rmdir()
    assert done["ended"] == 1, done["said"]
    assert "secret sentence" not in done["said"]
    assert tree(trial.site) == trial.whole[trial.state]
