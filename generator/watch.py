"""Tells when a source of the site changes. Knows folders and files, not what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.project import PACKAGE, Project, is_passing

__all__ = ["watching"]

_CHANGES = {"created", "modified", "moved", "deleted"}


@contextmanager
def watching(project: Project, changed: Callable[[], None]) -> Iterator[None]:
    """Call `changed` (from another thread) whenever a source of the project's site changes.

    From a checkout of the generator, its templates and theme count as sources too. Folders may appear later.
    """
    observer = Observer()
    sources = {"changeideas", "casestudies", "content"}
    handler = _Handler(lambda _: changed())

    def at_root(path: Path) -> None:
        if path.name in sources and path.is_dir():
            observer.schedule(handler, str(path), recursive=True)
        if path.name in sources or path.name == project.settings.name:
            changed()

    observer.schedule(_Handler(at_root), str(project.root))
    folders = [project.root / name for name in sorted(sources)]
    if PACKAGE.parent == project.root:
        folders += [PACKAGE / "templates", PACKAGE / "theme", PACKAGE / "defaults"]
    for folder in folders:
        if folder.is_dir():
            observer.schedule(handler, str(folder), recursive=True)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


class _Handler(FileSystemEventHandler):
    def __init__(self, tell: Callable[[Path], None]) -> None:
        self.tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
            return  # reading a file is an event as well, and a build reads them all
        for name in (event.dest_path, event.src_path):
            path = Path(str(name))
            if name and not is_passing(path.name):
                self.tell(path)
                return
