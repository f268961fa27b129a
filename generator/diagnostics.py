"""Faults as data: where, which kind, in plain words, and what to do next.

Every stage adds `Diagnostic`s to one `Report`; nothing here raises, prints or decides when to stop.
`CODES` (see `codes.py`) says for each code how bad it is and what it means; it is also the published
page of messages. This room knows nothing of YAML, records or pages.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.codes import CODES, Severity

__all__ = [
    "CODES", "FORMATS", "Diagnostic", "Location", "Report", "Severity", "in_a_sentence", "listed", "nearest", "suggest",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file: path relative to the project, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: a code of `CODES`, one sentence, its place (if it has one) and what to do next."""

    code: str
    message: str
    location: Location | None = None
    hint: str | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is, as its code says."""
        return CODES[self.code].severity

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of printing: by file, line and column; faults without a place come last."""
        place = self.location or Location("\uffff")
        return (place.file, place.line, place.column, self.code, self.message)


_MOST_ALIKE = 300
"""Messages with one code about one file; whoever reads so many knows what is wrong with it."""
_LONGEST = 400
"""Characters of a message; a value that somebody pasted into the wrong field is not shown whole."""
_MOST_COMPARED = 200_000
"""Choices that the misspelt words of one run are held against, a few seconds of work: with thousands of each, looking
for what was meant would take longer than anybody waits."""
_MOST_LISTED = 50
"""Words of a list that a message names."""


@dataclass(slots=True)
class Report:
    """All diagnostics of one run, each once, but for the rest of very many that are alike."""

    _found: dict[Diagnostic, None] = field(default_factory=dict)
    _alike: Counter[tuple[str, str]] = field(default_factory=Counter)
    _unread: set[Location] = field(default_factory=set)
    _compared: int = 0

    def add(self, code: str, message: str, location: Location | None = None, hint: str | None = None) -> None:
        """Record a fault; the same fault at the same place counts once."""
        if code not in CODES:
            raise KeyError(f"{code} is not declared in CODES")
        if code.startswith("L") and location:
            self._unread.add(location)
        found = Diagnostic(code, message, location, hint)
        if location and found not in self._found:
            if self.told_enough(code, location.file):
                return
            self._alike[code, location.file] += 1
            if self.told_enough(code, location.file):
                found = Diagnostic(code, "more like these follow in this file", location)
        self._found[found] = None

    def told_enough(self, code: str, file: str) -> bool:
        """Whether so much was told of a file with one code that no more of it is kept."""
        return self._alike[code, file] > _MOST_ALIKE

    def suggest(self, word: str, choices: Iterable[str], more: str = "") -> str | None:
        """Say "did you mean 'x'?" for the nearest of the choices, then `more`; after very many words only that."""
        near = None
        if self._compared <= _MOST_COMPARED:
            among = list(choices)
            self._compared += len(among)
            near = suggest(word, among)
        return "  ".join(filter(None, (near, more))) or None

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record several."""
        self._found.update(dict.fromkeys(diagnostics))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found, key=lambda diagnostic: diagnostic.sort_key))

    def __len__(self) -> int:
        return len(self._found)

    def unread_at(self, place: Location) -> bool:
        """Whether loading refused the very value that begins there, so that a second message would only repeat it."""
        return place in self._unread

    def count(self, severity: Severity) -> int:
        """How many diagnostics are of this severity."""
        return sum(diagnostic.severity == severity for diagnostic in self._found)

    @property
    def has_errors(self) -> bool:
        """Whether anything stands in the way of a build."""
        return any(diagnostic.severity == "error" for diagnostic in self._found)

    def format(self, style: str) -> str:
        """The report as `text`, `github`, `json` or `sarif`; an empty report prints nothing but its frame."""
        return FORMATS[style]([_printable(found) for found in self])

    def texts(self) -> Iterator[tuple[Severity, str]]:
        """The messages one by one, as they are printed, for a log that tells how bad each is."""
        return ((found.severity, _text([_printable(found)])) for found in self)


def in_a_sentence(error: Exception) -> str:
    """What ended a run that was not the fault of any file of the project."""
    if isinstance(error, OSError):
        return ": ".join(str(part) for part in (error.strerror or error, error.filename) if part)
    if isinstance(error, MemoryError):
        return "this machine has too little free memory; close other programs, then try again"
    return f"a fault of the program itself ({type(error).__name__}: {error}); --debug shows where"


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that was most likely meant, whatever its capitals, or None when none is near."""
    by_letters = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(word.casefold(), by_letters, n=1, cutoff=0.6)
    return by_letters[found[0]] if found else None


def suggest(word: str, choices: Iterable[str]) -> str | None:
    """Say "did you mean 'x'?" for the nearest of the choices, or None when nothing is near."""
    near = nearest(word, choices)
    return f"did you mean '{near}'?" if near else None


def listed(words: Sequence[str]) -> str:
    """Words one after the other; of very many the first, and how many more there are."""
    more = len(words) - _MOST_LISTED
    return ", ".join([*words[:_MOST_LISTED], f"and {more:,} more"] if more > 0 else words)


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Line ends, terminal codes, signs that turn the direction of writing, halves of characters from file names."""


def _escaped(text: str) -> str:
    return _UNPRINTABLE.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)


def _short(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST // 2]} [...] {message[-_LONGEST // 4 :]}"


def _printable(found: Diagnostic) -> Diagnostic:
    """The same without signs by which a file name or value could pass for lines of the report or move the cursor."""
    place = found.location
    return replace(
        found,
        message=_escaped(_short(found.message)),
        location=place and replace(place, file=_escaped(place.file)),
        hint=found.hint and "\n".join(map(_escaped, found.hint.splitlines())),
    )


def _text(diagnostics: list[Diagnostic]) -> str:
    lines = []
    for found in diagnostics:
        place = f"{found.location}: " if found.location else ""
        lines.append(f"{place}{found.severity}[{found.code}] {found.message}")
        lines.extend(f"    {line}" for line in (found.hint or "").splitlines())
    return "\n".join(lines)


def _escape_github(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github(diagnostics: list[Diagnostic]) -> str:
    """Workflow commands, so that GitHub shows each fault beside its line in a pull request."""
    lines = []
    for found in diagnostics:
        place = ""
        if found.location:
            name = _escape_github(found.location.file).replace(":", "%3A").replace(",", "%2C")
            place = f"file={name},line={found.location.line},col={found.location.column},"
        words = found.message + (f"\n{found.hint}" if found.hint else "")
        lines.append(f"::{found.severity} {place}title={found.code}::{_escape_github(words)}")
    return "\n".join(lines)


def _as_dict(found: Diagnostic) -> dict[str, object]:
    place = found.location
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "hint": found.hint,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }


def _json(diagnostics: list[Diagnostic]) -> str:
    items = [_as_dict(found) for found in diagnostics]
    return json.dumps({"format": "changepack/1", "items": items}, ensure_ascii=False, indent=2)


def _sarif_result(found: Diagnostic) -> dict[str, object]:
    words = found.message + (f" {found.hint}" if found.hint else "")
    result: dict[str, object] = {"ruleId": found.code, "level": found.severity, "message": {"text": words}}
    if found.location:
        region = {"startLine": found.location.line, "startColumn": found.location.column}
        artifact = {"uri": found.location.file}
        result["locations"] = [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]
    return result


def _sarif(diagnostics: list[Diagnostic]) -> str:
    """SARIF 2.1.0, which code hosts and editors read."""
    used = sorted({found.code for found in diagnostics})
    rules = [{"id": code, "shortDescription": {"text": CODES[code].title}} for code in used]
    run = {
        "tool": {"driver": {"name": "changepack", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(found) for found in diagnostics],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


FORMATS = {"text": _text, "github": _github, "json": _json, "sarif": _sarif}
