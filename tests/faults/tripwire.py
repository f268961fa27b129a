"""Makes something go wrong at the n-th thing that a process does to the files below a folder.

Python tells of each opened, made, renamed and removed file by its audit events, before it is done; a hook that raises
or kills there is a fault at exactly that step. What is no event, a write, fails through the system's limit on the size
of files.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

__all__ = ["FAULTS", "Tripwire"]

_READING = {"os.scandir", "os.listdir"}
_WRITING = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate", "os.utime",
}  # fmt: skip
_CALLS = {"renameat2", "syncfs"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Tripwire:
    """Counts the steps; at step `at` and, for faults that last, at all later ones, the fault happens.

    A step is named by its number, or by what is done and how often it was: `renameat2 1`.
    """

    def __init__(self, folder: str, fault: str, at: int | str, *, exchange: bool = True) -> None:
        """With `exchange` false, the system has no call that exchanges two names at once."""
        self.folder = folder
        self.exchange = exchange
        self.happen, self.reads, self.lasts = FAULTS[fault]
        self.at = at
        self.steps = 0
        self.done: Counter[str] = Counter()
        self.busy = False

    def set(self) -> None:
        """Watch this process from now on, for as long as it lives."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sys.addaudithook(self)
        to_disk = os.fsync

        def fsync(handle: int) -> None:
            self._step("fsync")
            to_disk(handle)

        os.fsync = fsync  # type: ignore[assignment]

    def __call__(self, event: str, values: tuple[Any, ...]) -> None:
        """Called by Python for each event."""
        if self.busy or event not in _HEARD:
            return
        if event == "ctypes.dlsym":
            if values[1] == "renameat2" and not self.exchange:
                raise AttributeError(values[1])
            if values[1] in _CALLS:
                self._step(values[1])
        elif isinstance(values[0], str | bytes) and os.fsdecode(values[0]).startswith(self.folder):
            writes = event in _WRITING or (event == "open" and values[2] & _WRITES)
            if self.reads or writes:
                self._step("write" if event == "open" and writes else event)

    def _step(self, what: str) -> None:
        self.steps += 1
        self.done[what] += 1
        if f"{what} {self.done[what]}" == self.at:
            self.at = self.steps
        if self.steps == self.at or (self.lasts and isinstance(self.at, int) and 0 < self.at < self.steps):
            self.busy = True
            try:
                self.happen(self, what)
            finally:
                self.busy = False


_HEARD = _READING | _WRITING | {"open", "ctypes.dlsym"}

Happening = Callable[[Tripwire, str], None]


def _kill(wire: Tripwire, what: str) -> None:  # noqa: ARG001
    os.kill(os.getpid(), signal.SIGKILL)


def _torn(wire: Tripwire, what: str) -> None:
    """The process dies after the first ten bytes that it writes now."""
    if what != "write":
        _kill(wire, what)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))


def _no_file_over(size: int) -> Happening:
    def happen(wire: Tripwire, what: str) -> None:  # noqa: ARG001
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return happen


def _vanish(wire: Tripwire, what: str) -> None:  # noqa: ARG001
    shutil.rmtree(f"{wire.folder}/build")


def _error(number: int) -> Happening:
    def happen(wire: Tripwire, what: str) -> None:  # noqa: ARG001
        raise OSError(number, os.strerror(number))

    return happen


FAULTS: dict[str, tuple[Happening, bool, bool]] = {
    "kill": (_kill, False, False),
    "torn": (_torn, False, False),
    "full": (_no_file_over(10), False, False),
    "room for pages only": (_no_file_over(40_000), False, False),
    "vanish": (_vanish, False, False),
    "ENOSPC": (_error(errno.ENOSPC), False, True),
    "EROFS": (_error(errno.EROFS), False, True),
    "EACCES": (_error(errno.EACCES), True, False),
    "EIO": (_error(errno.EIO), True, False),
    "ENOENT": (_error(errno.ENOENT), True, False),
}
"""Name -> what happens, whether reading counts as a step too, whether it goes on happening."""
