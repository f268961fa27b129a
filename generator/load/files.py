"""What lies in the folders of a project: plain files with proper names, everything else refused.

No symbolic link is followed, nothing outside the project is opened, and names are such that they stay apart on every
computer and make clean addresses. Passed over are names that begin with a dot, files that editors make beside the
edited one, and a README.md for readers.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

from generator.diagnostics import Location, Report
from generator.model.types import DEVICE_NAMES, RESERVED_IDS, rule_of
from generator.project import Project, is_passing
from generator.text import slug

__all__ = ["Folder", "as_csv", "is_workbook", "read_bytes", "shown"]

_IGNORED = frozenset({"README.md", "Thumbs.db", "desktop.ini"})
_SPELLINGS = {".yml": (".yml", ".yaml"), ".csv": (".csv",), ".md": (".md", ".markdown")}
"""Proper ending -> endings that mean the same and are told to change."""
_MOST_INSIDE = 1_000
"""Files that are looked at in a folder that has no business where it is."""


def shown(project: Project, path: Path) -> str:
    """A path as messages show it; the package's own defaults lie outside the project."""
    return f"{_shown_folder(project, path.parent)}{path.name}" if path != project.root else "."


@lru_cache(maxsize=256)
def _shown_folder(project: Project, folder: Path) -> str:
    if not folder.is_relative_to(project.root):
        return f"defaults/{folder.name}/"
    return "" if folder == project.root else f"{project.relative(folder)}/"


def read_bytes(path: Path, name: str, limit: int, report: Report, root: Path) -> bytes | None:
    """The bytes of a file, at most one more than `limit`, so that a large file is never taken in whole (L001).

    No folder between it and `root` (its own when it lies elsewhere) may be a link.
    """
    top = root if path.is_relative_to(root) else path.parent
    try:
        with open(path, "rb", opener=partial(_open_plain_file, top)) as file:
            return file.read(limit + 1)
    except OSError as error:
        report.add("L001", f"the file cannot be read: {error.strerror}", Location(name))
        return None


def _open_plain_file(top: Path, name: str, flags: int) -> int:
    """Open what was a plain file when its folder was read.

    A link that was put in its place since, or in that of a folder on the way, is not followed, a pipe not waited for.
    """
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    if os.open in os.supports_dir_fd:
        handle = _open_step_by_step(top, Path(name).relative_to(top).parts, flags)
    else:
        handle = os.open(name, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is not a file")
    return handle


def _open_step_by_step(top: Path, steps: tuple[str, ...], flags: int) -> int:
    """Open a file from folder to folder; whoever exchanges one of them meanwhile leads nowhere else."""
    *folders, last = steps
    folder = os.open(top, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for step in folders:
            above, folder = folder, os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(above)
        return os.open(last, flags, dir_fd=folder)
    finally:
        os.close(folder)


def is_workbook(path: Path) -> bool:
    """Whether a file is what a spreadsheet keeps for itself: no table here, whatever it is called."""
    return path.suffix.lower() in (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")


def as_csv(name: str) -> str:
    """What to do with a workbook where the table `name` belongs."""
    return f"open it in the spreadsheet and save the table as 'CSV UTF-8 (comma delimited)', named '{name}'"


def _key(name: str) -> str:
    """Names with one key are one file on some computers."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFC", name).casefold())


def _likely_ids(path: Path) -> set[str]:
    """Ids that others may use for what is in a refused file or folder: of `Early Start.yml.txt` also `early-start`."""
    names = [path.name]
    if path.is_dir() and not path.is_symlink():
        names += islice((entry.name for entry in os.scandir(path)), _MOST_INSIDE)
    return {form for name in names for form in (Path(name).stem, slug(name.partition(".")[0])) if form}


def _as_id(name: str, pattern: str) -> str:
    """A proper name near to this one, for a hint."""
    near = slug(name)[:64].strip("-0123456789")
    return near if re.fullmatch(pattern, near) and near not in RESERVED_IDS else "a-short-name"


class Folder:
    """A folder of the project, whose entries are handed out in order of name once their names have been checked."""

    def __init__(self, project: Project, path: Path, report: Report) -> None:
        self.project, self.path, self.report = project, path, report
        self.refused: set[str] = set()
        """Ids that the refused files would have, so that links to them are no second fault; `*` stands for all."""

    def fault(self, code: str, message: str, path: Path, hint: str) -> None:
        """Report about a file or folder as a whole."""
        self.refused |= {"*"} if self.path.is_relative_to(path) else _likely_ids(path)
        self.report.add(code, message, Location(shown(self.project, path)), hint)

    def _reachable(self) -> bool:
        """Whether the folder is there and no part of the way to it is a symbolic link."""
        inside = self.path.is_relative_to(self.project.root)
        steps = [self.path, *self.path.parents] if inside else []
        for step in steps:
            if step == self.project.root:
                break
            if step.is_symlink():
                self._refuse_link(step)
                return False
            if step.is_file():
                self.refused.add("*")  # told by the folder above
        return self.path.is_dir()

    def _refuse_link(self, path: Path) -> None:
        hint = "put the real file or folder here; links are not followed"
        self.fault("L005", f"'{path.name}' is a link to another place", path, hint)

    def entries(self) -> Iterator[os.DirEntry[str]]:
        """Files and folders in order of name, without hidden ones and links."""
        if not self._reachable():
            return
        with os.scandir(self.path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _IGNORED:
                continue
            if is_passing(entry.name) and not entry.is_dir(follow_symlinks=False):
                continue
            if entry.is_symlink():
                self._refuse_link(Path(entry.path))
            else:
                yield entry

    def proper_first(self, pattern: str) -> list[os.DirEntry[str]]:
        """All entries, those with proper names first: of two that are one elsewhere, the other is told to change."""
        return sorted(self.entries(), key=lambda entry: not re.fullmatch(pattern, entry.name.partition(".")[0]))

    def stray(self, path: Path, hint: str) -> None:
        """Report a file or folder that has no business here."""
        what = f"the folder '{path.name}'" if path.is_dir() else f"'{path.name}'"
        self.fault("L009", f"{what} is not expected here", path, hint)

    def taken(self, path: Path, name: str, by: str = "the site") -> None:
        """Report a name that is needed for something else."""
        hint = "choose another name, with one more word perhaps"
        self.fault("L010", f"{by} needs the word '{name}' itself", path, hint)

    def files(
        self, ending: str, pattern: str, *, reserved: bool = True, besides: Path | None = None
    ) -> Iterator[tuple[str, Path]]:
        """Stem and path of each file with this ending whose stem keeps to `pattern`.

        Anything else is reported, but for the file `besides`, which is of another kind.
        """
        seen: dict[str, str] = {}
        for entry in self.proper_first(pattern):
            path = Path(entry.path)
            if path == besides:
                continue
            if not entry.is_file(follow_symlinks=False):
                self.stray(path, f"only files that end in '{ending}' belong here")
            elif self.check_ending(path, ending) and self.check_name(path, path.stem, pattern, seen, reserved=reserved):
                yield path.stem, path

    def folders(self, pattern: str) -> Iterator[tuple[str, Path]]:
        """Name and path of each folder; its name keeps to `pattern`. Anything else is reported."""
        seen: dict[str, str] = {}
        for entry in self.proper_first(pattern):
            path = Path(entry.path)
            if not entry.is_dir(follow_symlinks=False):
                self.stray(path, "only folders belong here, one for each record")
            elif self.check_name(path, path.name, pattern, seen):
                yield path.name, path

    def check_ending(self, path: Path, ending: str) -> bool:
        """Whether the file ends as it should."""
        if path.suffix == ending:
            return True
        if path.suffix.lower() in _SPELLINGS[ending]:
            self.fault("L008", f"the file ends in '{path.suffix}'", path, f"rename it to '{path.stem}{ending}'")
        elif path.stem.lower().endswith(ending):  # Windows hides the ending that Notepad adds
            self.fault("L008", f"the file ends in '{ending}{path.suffix}'", path, f"rename it to '{path.stem}'")
        else:
            belongs = f"only files that end in '{ending}' belong here"
            self.stray(path, as_csv(f"{path.stem}.csv") if ending == ".csv" and is_workbook(path) else belongs)
        return False

    def check_name(self, path: Path, name: str, pattern: str, seen: dict[str, str], *, reserved: bool = True) -> bool:
        """Whether the name keeps to the pattern, is not reserved and is like no other in the folder."""
        twin = seen.setdefault(_key(name), name)
        if twin != name:
            hint = "rename one of them: some computers take the two names for one"
            self.fault("L007", f"'{name}' and '{twin}' differ only in capitals or accents", path, hint)
        elif not re.fullmatch(pattern, name):
            hint = f"{rule_of(pattern)}, such as '{_as_id(name, pattern)}{path.suffix}'"
            self.fault("L006", f"'{name}' cannot be an id", path, hint)
        elif name in DEVICE_NAMES:
            self.taken(path, name, "Windows")
        elif reserved and name in RESERVED_IDS:
            self.taken(path, name)
        else:
            return True
        return False
