"""Stage 9: the new site in place of the old one, whole or not at all.

Two folders lie side by side and are taken in turn: the served one, and a spare one (`.site.spare`) in which the next
site is put together. Publishing exchanges their names in one step, so a visitor finds the old site or the new one,
and a build that is killed, or finds the disk full, leaves the served one untouched. What lies in the spare one may be
in any state: `assemble` compares before it writes. One builder at a time holds the lock. Nothing is ever emptied or
replaced that does not carry our marker.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from generator.diagnostics import Report

__all__ = [
    "MARKER", "Stage", "aside_of", "being_written", "exchanges_at_once", "holds_other_things", "spare_of", "staged",
]  # fmt: skip

MARKER = ".changepack"
"""A file of this name in an output folder says that its content is ours to replace."""
_MARKER_TEXT = "This folder is made by Changepack and replaced by each build. Keep nothing of your own in it.\n"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_MANY = 64
"""From so many changed files on, one order to the whole disk is quicker than one for each file."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The place where a new site is put together, held for one builder."""

    site: Path
    """The served folder."""
    folder: Path
    """The folder to fill, on the same disk; may hold an older site or a part of one."""

    def publish(self, written: Sequence[str], report: Report) -> bool:
        """Put the staged site in the served one's place; whether that was done.

        `written` are the changed files. They reach the disk before the exchange, so that even a power cut leaves one
        whole site.
        """
        try:
            if not _is_ours(self.folder):  # taken away while it was filled; what was written since is half a site
                raise FileNotFoundError(errno.ENOENT, f"{self.folder.name} was taken away meanwhile")
            _to_disk(self.folder, written)
            if self.site.exists():
                _exchange(self.folder, self.site)
            else:
                self.folder.rename(self.site)
            _folder_to_disk(self.site.parent)
        except OSError as error:
            _report_disk(error, report)
            return False
        return True


def spare_of(site: Path) -> Path:
    """The folder in which the next site is put together."""
    return site.with_name(f".{site.name}.spare")


def aside_of(site: Path) -> Path:
    """Where the served site lies for a moment while two renames take the place of the exchange."""
    return site.with_name(f".{site.name}.aside")


def _lock_of(site: Path) -> Path:
    return site.with_name(f".{site.name}.lock")


@contextmanager
def staged(site: Path, report: Report, *, wait: float = 0) -> Iterator[Stage | None]:
    """Hold the place of `site` for one builder; None when that cannot be, with the reason in the report.

    Waits up to `wait` seconds for another builder.
    """
    lock, inode = None, 0
    try:
        _make_folder(site.parent)
        lock = _lock(_lock_of(site), wait)
        stage = _prepare(site, report) if lock else None
        inode = stage.folder.stat().st_ino if stage else 0
        if lock is None:
            report.add(
                "P902", f"another build is writing {site.name}/", hint="Wait until it has ended, then try again."
            )
    except OSError as error:
        _report_disk(error, report)
        stage = None
    try:
        yield stage
    finally:
        with suppress(OSError):  # somebody took the marker away, and not the folder: the next builder must know it
            if stage and stage.folder.stat().st_ino == inode:
                _mark(stage.folder)
        if lock:
            lock.close()


def _make_folder(folder: Path) -> None:
    """Make the folder of all output; not that of the project, which was taken away if it is not there."""
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, f"'{folder.name}' is not a folder; take it away") from None


def being_written(site: Path) -> bool:
    """Whether a builder holds the place of `site` right now."""
    if not _lock_of(site).exists():
        return False
    lock = _lock(_lock_of(site), 0)
    if lock:
        lock.close()
    return lock is None


def exchanges_at_once(place: Path) -> bool:
    """Whether the names of two folders in `place` can be swapped in one step; tried out. Raises OSError."""
    with TemporaryDirectory(prefix=".changepack-", dir=place) as folder:
        one, two = Path(folder, "one"), Path(folder, "two")
        one.mkdir()
        two.mkdir()
        return _exchange_at_once(one, two)


def _prepare(site: Path, report: Report) -> Stage | None:
    """Mend what a killed builder left, then see whose folders these are."""
    spare, aside = spare_of(site), aside_of(site)
    if _is_ours(aside):  # a builder without the exchange was killed between its two renames
        aside.rename(site if not site.exists() else _free(spare))
    for folder in (site, spare):
        if holds_other_things(folder):
            report.add(
                "P901",
                f"'{folder.name}' holds files that were not made by this program, and was left as it is",
                hint=f"Choose another folder for the site, or move {folder.name} away.",
            )
            return None
    spare.mkdir(exist_ok=True)
    spare.chmod(0o755)  # whatever the umask says: web servers must be able to read it
    _mark(spare)
    return Stage(site, spare)


def _mark(folder: Path) -> None:
    """Write our marker where it is not yet."""
    if not _is_ours(folder):
        with (folder / MARKER).open("x", encoding="utf-8") as file:  # no link in its place is followed
            file.write(_MARKER_TEXT)
        (folder / MARKER).chmod(0o644)


def _is_ours(folder: Path) -> bool:
    return not folder.is_symlink() and (folder / MARKER).is_file()


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def holds_other_things(folder: Path) -> bool:
    """Whether a folder was not made by this program and must not be replaced; one that is empty or not there may be."""
    return folder.is_symlink() or (folder.exists() and not _is_ours(folder) and not _is_empty(folder))


def _free(folder: Path) -> Path:
    """A name of this kind that nothing has."""
    number = 0
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{folder.name}{number}")
    return folder


def _report_disk(error: OSError, report: Report) -> None:
    where = f": '{Path(os.fsdecode(error.filename)).name}'" if error.filename else ""
    another = "another user of this machine may have built here: build as that user, or delete the folder 'build'"
    hint = another if isinstance(error, PermissionError) else None
    report.add("P903", f"the site cannot be written: {error.strerror or error}{where}", hint=hint)


def _lock(path: Path, wait: float) -> IO[str] | None:
    """The opened lock file, or None when another process holds it; the system lets go of it however we end."""
    if path.is_symlink():  # what it leads to would be emptied, or lie outside the project
        raise OSError(errno.ELOOP, f"'{path.name}' is a link to another place; take it away")
    file = path.open("a", encoding="utf-8")
    until = time.monotonic() + wait
    while not _try_lock(file):
        if time.monotonic() >= until:
            file.close()
            return None
        time.sleep(0.05)
    return file


def _try_lock(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
            return False
        raise
    return True


def _exchange(folder: Path, site: Path) -> None:
    """Swap the names of two folders, in one step where the system can."""
    if not _exchange_at_once(folder, site):
        aside = aside_of(site)
        site.rename(aside)
        folder.rename(site)
        aside.rename(folder)


def _exchange_at_once(folder: Path, site: Path) -> bool:
    """Linux's renameat2 with RENAME_EXCHANGE; False where system or disk do not have it."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(folder), _AT_FDCWD, os.fsencode(site), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(site))


def _to_disk(folder: Path, written: Sequence[str]) -> None:
    if len(written) >= _MANY and sys.platform == "linux":
        sync = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if sync is not None:
            with _opened(folder) as handle:
                sync(handle)
            return
    for path in written:
        with (folder / path).open("rb") as file:
            os.fsync(file.fileno())
    for below in {(folder / path).parent for path in written}:
        _folder_to_disk(below)


def _folder_to_disk(folder: Path) -> None:
    with suppress(OSError), _opened(folder) as handle:  # not every system lets a folder be opened
        os.fsync(handle)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)
