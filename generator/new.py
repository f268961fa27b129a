"""A new record's file: for `changepack new`. The skeleton itself is made from the declarations (`model.skeleton`)."""

from __future__ import annotations

import re
from pathlib import Path

from generator.diagnostics import Report
from generator.load import load
from generator.model.skeleton import skeleton
from generator.model.types import DEVICE_NAMES, ID_PATTERN, RESERVED_IDS, rule_of
from generator.project import RECORD_FOLDERS, Project
from generator.text import slug
from generator.validate import validate

__all__ = ["fault_of_new", "write_new"]


def fault_of_new(project: Project, kind: str, record_id: str) -> str | None:
    """Why there cannot be a new record with this id, as a sentence; None when there can."""
    if record_id in RESERVED_IDS:
        by = "Windows" if record_id in DEVICE_NAMES else "the site itself"
        return f"'{record_id}' cannot be an id: {by} needs that name; add a word to it"
    if not re.fullmatch(ID_PATTERN, record_id):
        near = slug(record_id)
        such_as = f", such as '{near}'" if re.fullmatch(ID_PATTERN, near) else ""
        return f"'{record_id}' cannot be an id: {rule_of(ID_PATTERN)}{such_as}"
    path = project.record_file(kind, record_id)
    return f"{project.relative(path)} is there already" if path.exists() else None


def write_new(project: Project, kind: str, record_id: str) -> Path:
    """Write the file of a new record; gives its path. Raises FileExistsError when it is there."""
    path = project.record_file(kind, record_id)
    records = validate(load(project, Report()), Report())
    known = {name: sorted(records.ids(name)) for name in RECORD_FOLDERS}
    words = {name: [word.id for word in words.words] for name, words in records.vocab.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(skeleton(kind, {**known, **words}))
    return path
