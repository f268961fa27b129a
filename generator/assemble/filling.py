"""A folder being filled with a site: only what is new is written, and nothing that does not belong there stays.

Not for what the files say (`fitting`, `render`).
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.memory import Memory
from generator.model.library import stamp_of

__all__ = ["Filling", "Ground"]

_FILE_MODE, _FOLDER_MODE = 0o644, 0o755
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a site is put together: a folder, the served site beside it, and what an earlier build knew of the two."""

    folder: Path
    """Is there: one that was taken away meanwhile is not made anew, for it would hold half a site."""
    served: Path | None = None
    memory: Memory = field(default_factory=Memory)


class Filling:
    """A folder being filled: what it held, what the served site holds, and what it holds now."""

    def __init__(self, ground: Ground) -> None:
        self.folder, self.served = ground.folder, ground.served
        self.held = ground.memory.files(ground.folder)
        self.at_hand = ground.memory.files(ground.served) if ground.served and ground.served.is_dir() else {}
        self.states: dict[str, str] = {}
        self.written: list[str] = []
        self.shared: list[str] = []

    def clear_strays(self, files: AbstractSet[str], *, below: str = "", later: str = "") -> None:
        """Take away what is not part of the site, so that no file stands where a folder must be, or the other way.

        Looks at what lies `below` a path, but not into the folder `later`, whose files are not known yet.
        """
        folders = {path[:end] for path in files for end in range(len(path)) if path[end] == "/"} | {later}
        waiting = [below] if os.path.isdir(self.folder / below) else []  # noqa: PTH112
        while waiting:
            inside = waiting.pop()
            for entry in list(os.scandir(self.folder / inside)):
                path = inside + entry.name
                if not inside and entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if path not in folders:
                        shutil.rmtree(entry.path)
                    elif path != later:
                        waiting.append(path + "/")
                elif path not in files or not entry.is_file(follow_symlinks=False):
                    os.unlink(entry.path)  # noqa: PTH108  (thousands of times)

    def clear_all_but_files(self, below: str) -> None:
        """Take away folders and links, so that files may be put there whose names are not known yet."""
        for entry in list(os.scandir(self.folder / below)) if os.path.isdir(self.folder / below) else ():  # noqa: PTH112
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            elif not entry.is_file(follow_symlinks=False):
                os.unlink(entry.path)  # noqa: PTH108

    def put(self, path: str, pieces: Iterable[bytes], stamp: str = "") -> None:
        """See that a file holds these bytes."""
        target = f"{self.folder}/{path}"
        if _put(target, pieces, str(self.folder)):
            self.written.append(path)
        self.states[path] = _state(stamp, target)

    def put_whole(self, path: str, data: bytes) -> None:
        """The same of bytes that are at hand, which are their own stamp."""
        self.put_stamped(path, stamp_of(data), lambda: [data])

    def put_stamped(self, path: str, stamp: str, make: Callable[[], Iterable[bytes]]) -> None:
        """See that a file holds what `make` gives; asked only when neither folder has a file of this stamp."""
        held = self.held.get(path)
        if stamp and held and held.startswith(stamp) and held == _state(stamp, f"{self.folder}/{path}"):
            self.states[path] = held
        elif not self._shared(path, stamp):
            self.put(path, make(), stamp)

    def touched(self) -> str | None:
        """A file that somebody changed or took away since it was put here; None when everything lies as it was put."""
        held = ((path, state, f"{self.folder}/{path}") for path, state in self.states.items())
        return next((path for path, state, file in held if state != _state(state.partition(" ")[0], file)), None)

    def _shared(self, path: str, stamp: str) -> bool:
        """Whether the served site has the very file, which then stands in both folders: files are never altered."""
        known, file, target = self.at_hand.get(path), f"{self.served}/{path}", f"{self.folder}/{path}"
        if not (stamp and known and known.startswith(stamp) and known == _state(stamp, file)):
            return False
        if known == _state(stamp, target):  # shared already
            self.states[path] = known
            return True
        try:
            _make_folder(os.path.dirname(target), str(self.folder))  # noqa: PTH120
            with suppress(FileNotFoundError):
                os.unlink(target)  # noqa: PTH108
            os.link(file, target)
        except OSError:
            return False  # not every disk knows a second name for a file
        self.shared.append(path)
        self.states[path] = _state(stamp, target)  # a second name is a change of the file as well
        return True


def _state(stamp: str, file: str) -> str:
    """What a file holds, and how one sees that nobody has touched it since; empty when it is not there.

    The time of the last change of any kind is among it: unlike that of the content, nobody can set it back.
    """
    try:
        found = os.lstat(file)
    except OSError:
        return ""
    return f"{stamp} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {found.st_mode}"


def _put(target: str, pieces: Iterable[bytes], root: str) -> bool:
    """Write a file unless it holds these bytes already; whether it was written."""
    try:
        handle = os.open(target, _NEW, _FILE_MODE)
    except FileNotFoundError:
        _make_folder(os.path.dirname(target), root)  # noqa: PTH120
        handle = os.open(target, _NEW, _FILE_MODE)
    except FileExistsError:
        if _holds(target, pieces):
            return False
        os.unlink(target)  # noqa: PTH108
        handle = os.open(target, _NEW, _FILE_MODE)
    try:
        if stat.S_IMODE(os.fstat(handle).st_mode) != _FILE_MODE:
            os.chmod(target, _FILE_MODE)  # noqa: PTH101  (whatever the umask says: web servers must be able to read it)
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)
    return True


def _holds(target: str, pieces: Iterable[bytes]) -> bool:
    """Whether a file holds these bytes and everybody can read it."""
    with open(target, "rb") as file:  # noqa: PTH123
        same = stat.S_IMODE(os.fstat(file.fileno()).st_mode) == _FILE_MODE
        return same and all(file.read(len(piece)) == piece for piece in pieces) and not file.read(1)


def _make_folder(path: str, root: str) -> None:
    """Make a folder below the root; where the root is gone, somebody took it away with all that was in it."""
    if path == root:
        os.stat(path)  # noqa: PTH116
        return
    try:
        os.mkdir(path)  # noqa: PTH102
    except FileExistsError:
        return
    except FileNotFoundError:
        _make_folder(os.path.dirname(path), root)  # noqa: PTH120
        os.mkdir(path)  # noqa: PTH102
    os.chmod(path, _FOLDER_MODE)  # noqa: PTH101
