"""YAML read strictly, in one pass over its events, into values that know their place; the only room that imports yaml.

Events and not nodes: a file of brackets kills libyaml's composer and with it the whole process, while events come one
by one and reading stops at the first that is too deep. Every refusal is reported at its line and column; reading goes
on after it where that makes sense, so that one run shows all faults of a file.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import yaml

from generator.diagnostics import Location, Report
from generator.load.characters import FORBIDDEN, ONE_RECORD, Limits, name_character, read_text, written_once
from generator.load.scalars import Ambiguous, read_plain
from generator.load.yaml_faults import explain_syntax, quoted_line
from generator.model.source import Document, Mark

__all__ = ["MAX_DEPTH", "MAX_SCALAR", "read_yaml", "read_yaml_text"]

MAX_DEPTH = 12
MAX_SCALAR = 8_000
"""Characters of one value."""

_MAX_FAULTS = 20
"""Faults told of one file; what follows is most often the same fault again."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = ("", None)
"""Style of a scalar without quotes: libyaml says '', the Python reader None."""
_BLOCK = ("|", ">")

_TIGHT_HASH = re.compile(r"[ \t'\"]#[^\s#]")
_LOST = re.compile(r"[ \t]+#[^\s#]")
_LOST_AFTER_QUOTE = re.compile(r"#[^\s#]")


class _StopError(Exception):
    """Reading this file further is of no use; the report says why."""


@dataclass(slots=True)
class _Open:
    """A list or group that is being read; in a group `key` is the name whose value comes next."""

    value: Any
    marks: Any
    """Name or position -> mark of each entry, as in `Mark.children`."""
    seen: dict[str, int] | None = None
    """In a group: names so far, normalized, and their lines; two that look the same are one."""
    key: str | None = None
    key_mark: Any = None
    twice: bool = False
    """The name stands a second time; its value is read and dropped."""

    @property
    def expects_name(self) -> bool:
        """Whether the next thing is the name of a field."""
        return self.seen is not None and self.key is None


class _Reader:
    """One file on its way from events to a value.

    `broken_line` is the last line on which the value would not be what its author meant.
    """

    def __init__(self, text: str, path: str, report: Report, first_line: int, limits: Limits) -> None:
        self.text, self.path, self.report, self.first_line, self.limits = text, path, report, first_line, limits
        self.root = _Open([], [])
        self.open = [self.root]
        self.nodes = self.characters = self.faults = self.documents = 0
        self.broken_line: int | None = None
        self.lines = [*text.split("\n"), ""]
        """Lines of the text, and an empty one, where libyaml sees the end of a file."""
        self.tight_hash = "#" in text and _TIGHT_HASH.search(text) is not None

    # -- faults

    def fault(self, code: str, message: str, mark: Any, hint: str, *, breaks: bool = True) -> None:
        """Report at a mark of libyaml (counted from 0); after many faults the rest of the file is left unread."""
        line = min(mark.line, len(self.lines) - 2)
        place = Location(self.path, line + self.first_line, mark.column + 1)
        self.report.add(code, message, place, hint)
        if breaks:
            self.broken_line = mark.line
        self.faults += 1
        if self.faults >= _MAX_FAULTS:
            self.report.add("L101", "the rest of the file was not read after so many faults", place)
            raise _StopError

    def stop(self, code: str, message: str, mark: Any, hint: str) -> None:
        """Report and read no further."""
        self.fault(code, message, mark, hint)
        raise _StopError

    def quoted(self, event: Any) -> str:
        """The advice to put a value in quotes, shown on its own line."""
        return quoted_line(self.lines[event.start_mark.line])

    # -- events

    def begin_document(self, event: Any) -> None:
        """Only one document."""
        self.documents += 1
        if self.documents > 1:
            hint = "one file holds one record: delete this line, or move what follows to a file of its own"
            self.stop("L105", "a second document begins here", event.start_mark, hint)

    def alias(self, event: Any) -> None:
        """`*name` repeats another value, which makes bombs of small files."""
        self.count(event)
        hint = f"write the value out; or, if it is text, {self.quoted(event)}"
        self.fault("L103", f"'*{event.anchor}' asks to repeat another value", event.start_mark, hint)
        if self.open[-1].expects_name:
            raise _StopError
        self.put(None, event)

    def open_group(self, event: Any) -> None:
        """A mapping begins."""
        self.nest(event, _Open({}, {}, {}))

    def open_list(self, event: Any) -> None:
        """A sequence begins."""
        self.nest(event, _Open([], []))

    def nest(self, event: Any, inner: _Open) -> None:
        """Go one level deeper."""
        self.count(event)
        self.check_properties(event)
        if self.open[-1].expects_name:
            message = "a list or group stands where a field name should"
            self.stop("L106", message, event.start_mark, f"if it is text, {self.quoted(event)}")
        self.put(inner.value, event).children = inner.marks
        self.open.append(inner)
        if len(self.open) > MAX_DEPTH + 1:
            hint = "take the inner lists apart, or put the value in quotes if it is text"
            self.stop("L108", f"more than {MAX_DEPTH} levels inside each other", event.start_mark, hint)

    def close(self, _event: Any) -> None:
        """A list or group ends."""
        self.open.pop()

    def scalar(self, event: Any) -> None:
        """A name or a value."""
        self.count(event)
        if event.anchor or event.tag:
            self.check_properties(event)
        value = event.value
        if len(value) > MAX_SCALAR:
            message = f"a text of {len(value):,} characters; at most {MAX_SCALAR:,} can be shown"
            self.fault("L108", message, event.start_mark, "shorten it, or split it over several fields")
        self.characters += len(value)
        if self.characters > self.limits.characters:
            message = f"more than {self.limits.characters:,} characters in one record"
            self.stop("L108", message, event.start_mark, "shorten the texts, or split the record")
        if event.style == '"' and (found := FORBIDDEN.search(value)):
            message = f"a backslash in the quotes makes {name_character(found.group()[0])}"
            self.fault("L004", message, event.start_mark, "delete what follows the backslash")
        group = self.open[-1]
        if group.seen is not None and group.key is None:
            self.name(event, group, group.seen)
        else:
            if self.tight_hash and event.style not in _BLOCK:
                self.check_hash(event)
            self.put(self.typed(event) if event.style in _PLAIN else value, event)

    # -- parts of events

    def count(self, event: Any) -> None:
        """Keep to the number of values that a file may hold."""
        self.nodes += 1
        if self.nodes > self.limits.values:
            hint = "take out what nobody needs, or split a record into several"
            self.stop("L108", f"more than {self.limits.values:,} values in one file", event.start_mark, hint)

    def check_properties(self, event: Any) -> None:
        """No anchors and no tags."""
        if event.anchor:
            hint = f"delete the word; or, if it is text, {self.quoted(event)}"
            self.fault("L103", f"'&{event.anchor}' names a value to repeat it", event.start_mark, hint)
        if event.tag:
            hint = f"delete the word; or, if it is text, {self.quoted(event)}"
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:40]
            self.fault("L104", f"a tag stands here ('{tag}')", event.start_mark, hint)

    def typed(self, event: Any) -> Any:
        """The value of a plain scalar; a refused one is kept as text, which is what quotes would make of it."""
        value = read_plain(event.value)
        if isinstance(value, Ambiguous):
            self.fault("L107", f"'{event.value[:60]}': {value.why}", event.start_mark, value.instead, breaks=False)
            return event.value
        return written_once(value) if isinstance(value, str) else value

    def check_hash(self, event: Any) -> None:
        """`Room #5` means `Room` in YAML, and so does `"Room"#5`: the rest would be lost without a word."""
        mark = event.end_mark
        rest = self.lines[mark.line][mark.column : mark.column + 200]
        if (_LOST if event.style in _PLAIN else _LOST_AFTER_QUOTE).match(rest):
            message = f"'{rest.strip()[:40]}' would be lost, for a '#' begins a remark"
            hint = "put the whole value in quotes; in front of a remark, put a space after the '#'"
            self.fault("L110", message, mark, hint, breaks=False)

    def name(self, event: Any, group: _Open, seen: dict[str, int]) -> None:
        """The name of a field of the open group."""
        name, mark = event.value, event.start_mark
        if event.style in _PLAIN:
            self.check_name(name, mark)
        normal = name if name.isascii() else unicodedata.normalize("NFC", name)
        group.key, group.key_mark, group.twice = name, mark, normal in seen
        if group.twice:
            message = f"'{name[:60]}' stands here a second time; first in line {seen[normal]}"
            self.fault("L102", message, mark, "keep one of the two", breaks=False)
        else:
            seen[normal] = mark.line + self.first_line

    def check_name(self, name: str, mark: Any) -> None:
        """A name without quotes is text, and nothing that programs read as something else."""
        if name == "<<":
            self.fault("L103", "'<<' asks to copy the fields of another group", mark, "write the fields out")
        elif not name:
            hint = "write a name, then a colon, then the value"
            self.fault("L106", "there is no name before the colon", mark, hint)
        elif name != name.strip():
            sign = name[0] if name[0].isspace() else name[-1]  # YAML itself takes true spaces away
            message = f"what looks like a space beside the name is another sign (U+{ord(sign):04X})"
            self.fault("L004", message, mark, "delete it and type spaces")
        elif not isinstance(read_plain(name), str):
            self.fault("L106", f"the field name {name[:60]} is not text", mark, f'put it in quotes: "{name[:60]}"')

    def put(self, value: Any, event: Any) -> Mark:
        """Set a value into the list or group that is open."""
        start, parent, first = event.start_mark, self.open[-1], self.first_line
        if parent.key is None:
            mark = Mark(start.line + first, start.column + 1)
            parent.value.append(value)
            parent.marks.append(mark)
            return mark
        named = parent.key_mark
        mark = Mark(start.line + first, start.column + 1, named.line + first, named.column + 1)
        if not parent.twice:
            parent.value[parent.key] = value
            parent.marks[parent.key] = mark
        parent.key = None
        return mark

    # -- the whole

    def read(self) -> Document | None:
        """The document, or None when a fault stands in its way."""
        handlers = {
            yaml.DocumentStartEvent: self.begin_document,
            yaml.AliasEvent: self.alias,
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.open_group,
            yaml.SequenceStartEvent: self.open_list,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
        }
        parser = _LOADER(self.text)
        try:
            while (event := parser.get_event()) is not None:
                handler = handlers.get(type(event))
                if handler:
                    handler(event)
        finally:
            parser.dispose()
        if self.broken_line is not None:
            return None
        value = self.root.value[0] if self.root.value else None
        if isinstance(value, dict):
            return Document(self.path, value, self.root.marks[0])
        message, hint = "the file is empty" if value is None else "the file holds no fields", "begin with 'title: ...'"
        if isinstance(value, list):
            message = "the file holds a list without a name"
            hint += "; a list stands below its name, such as 'references:'"
        self.report.add("L109", message, Location(self.path, self.first_line), hint)
        return None


def read_yaml_text(
    text: str, path: str, report: Report, *, first_line: int = 1, limits: Limits = ONE_RECORD
) -> Document | None:
    """Read YAML that stands at `first_line` of a file; its size and characters have been checked."""
    reader = _Reader(text, path, report, first_line, limits)
    first = next((number for number, line in enumerate(reader.lines) if line.strip() and line.lstrip()[0] != "#"), 0)
    if reader.lines[first].startswith("%"):
        place = Location(path, first + first_line)
        report.add("L104", "a directive stands here", place, "delete the line that begins with '%'")
        return None
    try:
        return reader.read()
    except _StopError:
        return None
    except yaml.YAMLError as error:
        fault = explain_syntax(error, reader.lines[:-1])
        if fault.line != reader.broken_line:  # `*Call home* now` is an alias and then a fault of syntax: one is enough
            place = Location(path, fault.line + first_line, fault.column + 1)
            report.add("L101", fault.message, place, fault.hint)
        return None


def read_yaml(data: bytes, path: str, report: Report, limits: Limits = ONE_RECORD) -> Document | None:
    """Read a file of YAML into a group of fields that know their place; None when it cannot be used.

    `path` is the name that messages show. Faults (L002-L004, L101-L110) go to the report; a value that is only
    ambiguous is reported and kept as text.
    """
    text = read_text(data, path, report, limits.bytes)
    return None if text is None else read_yaml_text(text, path, report, limits=limits)
