"""A project with three states of its sources, and what must be true of it after every fault."""

from __future__ import annotations

import hashlib
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from tests.faults.builder import Builder

__all__ = ["Trial", "tree"]

MINIMAL = Path(__file__).parents[1] / "cases" / "valid" / "minimal"
TITLES = ("Greet everyone", "Call home with good news", "Walk a new student to class")
"""Three, since the spare folder holds the site before the last one: with two it would always be right already."""
OURS = {"site", ".site.spare", ".site.lock", ".cache"}
"""All that a healed build leaves in build/."""


class Trial:
    """A library that is edited round and round, and the one site that belongs to each of its states."""

    def __init__(self, folder: Path, builder: Builder) -> None:
        self.builder = builder
        self.project = folder / "project"
        self.build = self.project / "build"
        self.site = self.build / "site"
        shutil.copytree(MINIMAL, self.project, ignore=shutil.ignore_patterns("build"))
        self.foreign = {self.build / "notes.txt", self.project / "report.txt", self.build / "photos" / "one.txt"}
        self.leave_foreign_files()
        self.state = 0
        self.whole = {}
        for _ in TITLES:
            self.edit()
            self.sound_build()
            self.whole[self.state] = tree(self.site)

    def leave_foreign_files(self) -> None:
        """Put files of somebody else's beside the site."""
        for path in self.foreign:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("mine", encoding="utf-8")

    def edit(self) -> None:
        """Change the sources: a title, and a record that comes and goes."""
        self.state = (self.state + 1) % len(TITLES)
        idea, more = (self.project / "changeideas" / f"{name}.yml" for name in ("one-idea", "other-idea"))
        text = idea.read_text(encoding="utf-8")
        title = text.partition("title: ")[2].partition("\n")[0]
        idea.write_text(text.replace(title, TITLES[self.state]), encoding="utf-8")
        more.unlink(missing_ok=True)
        if self.state == 1:
            shutil.copy(idea, more)
        self.sources = {path: digest for path, digest in tree(self.project).items() if not path.startswith("build/")}

    def sound_build(self) -> None:
        """Build without a fault."""
        done = self.builder.build(self.project)
        assert done["ended"] == 0, done["said"]

    def empty(self) -> None:
        """Take away the site, as if none had ever been built."""
        for name in ("site", ".site.spare"):
            shutil.rmtree(self.build / name, ignore_errors=True)

    def fault(self, fault: str, at: int | str, *, exchange: bool = True, first: bool = False) -> str:
        """Build with a fault at a step, and see that no harm was done; how the build ended, in a word."""
        served = tree(self.site), self.whole[self.state]
        done = self.builder.build(self.project, fault, at, exchange=exchange)
        assert "Traceback" not in done["said"], done["said"]
        assert "fault of the program" not in done["said"], done["said"]
        assert done["ended"] in (0, 1, 3, -9, -25), done
        if done["ended"] == 0 and (self.site.exists() or fault != "vanish"):
            assert tree(self.site) == self.whole[self.state], "a build that ended well is the new site"
        if self.site.exists() or (exchange and not first and fault != "vanish"):
            assert tree(self.site) in served, "the served site is the old one or the new one"
        assert self.sources.items() <= tree(self.project).items(), "sources are never touched"
        if fault == "vanish":
            self.leave_foreign_files()
        return {0: "done", -9: "killed", -25: "killed"}.get(done["ended"], "told")

    def heals(self) -> None:
        """See that the next build makes the site whole and leaves nothing behind."""
        self.sound_build()
        assert tree(self.site) == self.whole[self.state]
        assert all(path.read_text(encoding="utf-8") == "mine" for path in self.foreign), "files of others are kept"
        assert {path.name for path in self.build.iterdir()} - OURS == {"notes.txt", "photos"}

    def steps(self, fault: str) -> int:
        """How many steps a build after an edit takes; the build is done."""
        self.edit()
        return int(self.builder.build(self.project, fault)["steps"])


def tree(folder: Path) -> dict[str, tuple[int, str]]:
    """Path of each file -> its mode and what it holds; a link counts as what it says."""
    return dict(_entries(folder))


def _entries(folder: Path) -> Iterator[tuple[str, tuple[int, str]]]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield name, (0, str(path.readlink()))
        elif path.is_file():
            yield name, (stat.S_IMODE(path.stat().st_mode), hashlib.sha256(path.read_bytes()).hexdigest())
