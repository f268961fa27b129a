"""Where things are: the only module that knows the folders of a project and of this package.

A project is any folder; every part of it may be missing. Word lists and settings that a project does not bring
come from the package's own defaults.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PACKAGE", "RECORD_FOLDERS", "Project", "case_series", "is_passing", "log_series"]

PACKAGE = Path(__file__).parent
"""The generator's own folder: templates, theme and defaults lie in it."""

RECORD_FOLDERS = {
    "idea": "changeideas",
    "case": "casestudies",
    "problem": "content/problems",
    "package": "content/packages",
    "hub": "content/hubs",
    "measure": "content/measures",
    "method": "content/methods",
}
"""Kind of record -> its folder; the stem of a file in it (for a case: the folder's name) is the id."""

_LOG_SERIES = "content/series"
_PASSING = re.compile(r"^\.|~$|\.sw[a-z]$|\.tmp$|^4913$|^#.*#$")


def is_passing(name: str) -> bool:
    """Whether a file is hidden, or one of those that editors make beside the edited one: it is no source."""
    return _PASSING.search(name) is not None


def case_series(case_id: str, name: str) -> str:
    """The file of a series that belongs to a case, relative to the project."""
    return f"{RECORD_FOLDERS['case']}/{case_id}/{name}.csv"


def log_series(name: str) -> str:
    """The file of a series that belongs to the log of tests, relative to the project."""
    return f"{_LOG_SERIES}/{name}.csv"


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder and the places in it."""

    root: Path

    def relative(self, path: Path) -> str:
        """A path as messages show it: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def records(self, kind: str) -> Path:
        """The folder of a kind of record (`idea`, `case`, `problem`...)."""
        return self.root / RECORD_FOLDERS[kind]

    @property
    def sources(self) -> tuple[Path, ...]:
        """The folders that people write in."""
        return self.records("case"), self.records("idea"), self.content

    @property
    def not_begun(self) -> str | None:
        """Why this is most likely not the folder that somebody meant; None where anything of a project is there."""
        if any(path.exists() for path in (self.settings, *self.sources)):
            return None
        begin = "go to the project's folder, or begin one here: changepack new problem ID"
        return f"there are no records in {self.root}, and no mkdocs.yml; {begin}"

    def holds_sources(self, folder: Path) -> bool:
        """Whether a folder is one of those that people write in, or lies in one; nothing may be put there."""
        return any(folder.resolve().is_relative_to(own.resolve()) for own in self.sources)

    def record_file(self, kind: str, record_id: str) -> Path:
        """The file that holds, or would hold, one record."""
        folder = self.records(kind)
        return folder / record_id / "case.yml" if kind == "case" else folder / f"{record_id}.yml"

    @property
    def content(self) -> Path:
        """The folder of everything that is not an idea or a case."""
        return self.root / "content"

    @property
    def pages(self) -> Path:
        """Hand-written pages; the tree below is the tree of addresses."""
        return self.content / "pages"

    @property
    def series(self) -> Path:
        """Series of the log of tests: `<name>.csv`."""
        return self.root / _LOG_SERIES

    @property
    def glossary(self) -> Path:
        """The words of the trade in plain language."""
        return self.content / "glossary.yml"

    @property
    def references(self) -> Path:
        """The sources, in CSL-YAML."""
        return self.content / "references.yml"

    @property
    def places(self) -> Path:
        """Districts and schools, one row each."""
        return self.content / "places.csv"

    @property
    def tests_of_change(self) -> Path:
        """The log of tests that sites ran."""
        return self.content / "tests-of-change.csv"

    @property
    def vocab(self) -> Path:
        """The project's own word lists."""
        return self.content / "vocab"

    @property
    def default_vocab(self) -> Path:
        """The word lists that come with the generator; a project's own list of the same name replaces one."""
        packed = PACKAGE / "defaults" / "vocab"
        return packed if packed.is_dir() else PACKAGE.parent / "content" / "vocab"

    @property
    def settings(self) -> Path:
        """The site's settings for the engine; may be missing."""
        return self.root / "mkdocs.yml"

    @property
    def build(self) -> Path:
        """All output."""
        return self.root / "build"

    @property
    def site(self) -> Path:
        """The served site, exchanged whole."""
        return self.build / "site"

    @property
    def cache(self) -> Path:
        """What a later build may use again; safe to delete."""
        return self.build / ".cache"

    def links_in_cache(self) -> list[Path]:
        """Symbolic links in the cache: a build would write, and tidy up, wherever they lead."""
        return sorted(path for path in (self.cache, *self.cache.rglob("*")) if path.is_symlink())
