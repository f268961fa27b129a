"""Tells when a source of the site changes. Knows folders and files, not what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from generator.frame import theme_folder
from generator.project import PACKAGE, Project, is_passing

__all__ = ["followed", "watching"]

_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip
"""Reading a file is an event as well, and a build reads them all."""


@contextmanager
def watching(project: Project, changed: Callable[[], None]) -> Iterator[None]:
    """Call `changed` (from another thread) whenever a source of the site changes; folders may appear later."""
    observer = Observer()
    handler = _Handler(lambda _: changed())

    def follow(folders: list[Path]) -> None:
        for folder in folders:
            if folder.is_dir():
                observer.schedule(handler, str(folder), recursive=True, event_filter=_CHANGES)

    def at_root(path: Path) -> None:
        folders = followed(project)
        if path == project.settings:
            follow(folders)  # it may name another folder of the theme
            changed()
        elif concerned := [folder for folder in folders if folder.is_relative_to(path)]:
            follow(concerned)
            changed()

    observer.schedule(_Handler(at_root), str(project.root), event_filter=_CHANGES)
    follow(followed(project))
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def followed(project: Project) -> list[Path]:
    """The folders that make another site when something in them changes, there or not.

    From a checkout of the generator, its templates, theme and default settings count as well.
    """
    own = theme_folder(project)
    folders = [*project.sources, own] if own else [*project.sources]
    if PACKAGE.parent == project.root:
        folders += [PACKAGE / "templates", PACKAGE / "theme", PACKAGE / "defaults"]
    return folders


class _Handler(FileSystemEventHandler):
    def __init__(self, tell: Callable[[Path], None]) -> None:
        self.tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        for name in (event.dest_path, event.src_path):
            path = Path(str(name))
            if name and not is_passing(path.name):
                self.tell(path)
                return
