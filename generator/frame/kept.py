"""Settings and frames kept from an earlier build, found by a hash of all that goes into them.

So a build whose house did not change need not load the engine at all. One folder of the cache holds one set of frames:
`frames.json`, the theme's files and a seal on both. What is kept appears whole or not at all, may be deleted at any
time, and counts as missing where it cannot be read or is not as it was written.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.frame.engine import engine_of, versions
from generator.model.frame import Frame, Frames
from generator.project import PACKAGE, Project

__all__ = ["keep", "kept", "kept_settings", "key_of"]

_Settings = tuple[dict[str, Any], bool]


def kept_settings(
    project: Project, defaults: Path, read: Callable[[Project], _Settings], *, lasting: bool
) -> _Settings:
    """What `read` gives, or gave when the files were the same. Raises what `read` raises, and OSError."""
    own = project.settings.read_bytes() if project.settings.exists() else b""
    if b"INHERIT" in own or b"!" in own:  # other files, or the environment, may have a say
        return read(project)
    key = hashlib.sha256(defaults.read_bytes() + b"\0" + own).hexdigest()
    file = project.cache / "settings.json"
    try:
        seal, _, written = file.read_bytes().partition(b"\n")
        record = json.loads(written)
        if record["key"] == key and seal == _seal(written):
            return record["fields"], record["own_nav"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    fields, own_nav = read(project)
    if not lasting:
        return fields, own_nav
    with suppress(OSError, TypeError):  # a full disk; a value that JSON cannot hold
        data = json.dumps({"key": key, "fields": fields, "own_nav": own_nav}).encode()
        fresh = file.with_name(f".settings.{os.getpid()}")
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(_seal(data) + b"\n" + data)
        fresh.replace(file)
    return fields, own_nav


def key_of(project: Project, fields: Mapping[str, Any]) -> str | None:
    """A hash of everything that frames are made from; None where plugins or hooks make that unknowable.

    Also where a template shows the date of the build, which is another tomorrow.
    """
    if fields["hooks"] or fields.get("plugins") != ["search"]:
        return None
    try:
        settings = json.dumps(fields, sort_keys=True)
    except TypeError:  # a value that only Python knows, by a YAML tag
        return None
    digest = hashlib.sha256(f"{sys.version}\0{versions(engine_of(fields))}\0{settings}".encode())
    for file in _theme_files(project, fields):
        written = file.read_bytes()
        if file.suffix == ".html" and b"build_date_utc" in written:
            return None
        digest.update(b"\0%s\0" % str(file).encode())
        digest.update(hashlib.sha256(written).digest())
    return digest.hexdigest()[:32]


def kept(cache: Path, key: str) -> Frames | None:
    """The frames kept under a key."""
    folder = cache / "frames" / key
    try:
        written = (folder / "frames.json").read_bytes()
        record = json.loads(written)
        files = {name: (folder / "files" / name).read_bytes() for name in record["files"]}
        if (folder / "seal").read_bytes() != _seal(written, *files.values()):
            return None
        of = {url: _frame(parts) for url, parts in record["of"].items()}
        return Frames(_frame(record["other"]), of, files, record["search"], record["search_file"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(cache: Path, key: str, frames: Frames) -> None:
    """Keep frames under a key, in place of all kept before; a full or read-only disk is no fault of the build."""
    shelf = cache / "frames"
    fresh = shelf / f".{key}.{os.getpid()}"
    record = {
        "other": [frames.other.parts, frames.other.slots],
        "of": {url: [frame.parts, frame.slots] for url, frame in frames.of.items()},
        "files": list(frames.files),
        "search": frames.search,
        "search_file": frames.search_file,
    }
    written = json.dumps(record).encode()
    seal = _seal(written, *frames.files.values())
    try:
        for name, data in {**frames.files, "../frames.json": written, "../seal": seal}.items():
            path = fresh / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for old in shelf.iterdir():
            if old != fresh:
                shutil.rmtree(old, ignore_errors=True)
        fresh.rename(shelf / key)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)


def _seal(*written: bytes) -> bytes:
    """A hash of what is kept: damage on the disk would else go into every page."""
    digest = hashlib.sha256()
    for data in written:
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest().encode()


def _frame(record: list[list[str]]) -> Frame:
    parts, slots = record
    return Frame(tuple(parts), tuple(slots))


def _theme_files(project: Project, fields: Mapping[str, Any]) -> Iterator[Path]:
    folders = [PACKAGE / "theme", PACKAGE / "frame"]
    if own := fields["theme"].get("custom_dir"):
        folders.append(project.root / own)
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
