"""A doubt: one warning about a record before anybody knows whether an editor has answered it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.source import PathKey

__all__ = ["Doubt"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One warning about a record: code, sentence, place in the record, what to do, and the part it is about."""

    code: str
    message: str
    path: tuple[PathKey, ...]
    hint: str
    about: str | None = None
