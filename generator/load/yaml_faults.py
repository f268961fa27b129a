"""What a YAML parser complains about, in words for a teacher: what is wrong on the line, and what to do.

The parsers speak of tokens and block mappings. The same few slips are behind almost all of it, and the line itself
tells which: a second colon, a Tab, a quotation mark left open, a value that begins with a sign of YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

__all__ = ["SyntaxFault", "explain_syntax", "quoted_line"]


class SyntaxFault(NamedTuple):
    """A fault of syntax: message, hint and place (line and column counted from 0)."""

    message: str
    hint: str
    line: int
    column: int


class _Complaint(NamedTuple):
    """The lines that the parser read, where it noticed something wrong, and (`start`) where that something began."""

    lines: Sequence[str]
    line: int
    column: int
    start: tuple[int, int]

    def text(self, line: int) -> str:
        """A line, or nothing past the end."""
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    @property
    def sign(self) -> str:
        """The sign at the place where the parser stumbled."""
        return self.text(self.line)[self.column : self.column + 1]

    def at(self, message: str, hint: str) -> SyntaxFault:
        """The fault, where it was noticed."""
        return SyntaxFault(message, hint, self.line, self.column)

    def at_start(self, message: str, hint: str) -> SyntaxFault:
        """The fault, where the thing in question began."""
        return SyntaxFault(message, hint, *self.start)


_QUOTE_IT = "put the whole value in quotes"
_FIELD = re.compile(r"[ ]*(?:- +)*([^\s:#\"'][^:]*):(?: +(.+))?$")
_ENTRY = re.compile(r"- +(.+)")
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_-]*:(?: |$)")
_ALIGN = "fields of one group begin in the same column; count the spaces at the beginning of the lines"
_TIGHT_COLON = re.compile(r" *(?:- +)*[A-Za-z_][A-Za-z0-9_-]*:(?=[^ /])")
_HARD_SPACE = re.compile(r"(?<=:)[\u00a0\u2007\u202f\u3000]|^ *(?:- +)*[\u00a0\u2007\u202f\u3000]")
"""What looks like a space, comes along with copied text, and is none for YAML."""


def quoted_line(line: str) -> str:
    """A hint that shows how a line would look with its value in quotes: `title: "Early: recovery"`."""
    if len(line) > 90 or '"' in line:
        return _QUOTE_IT
    entry, field = _ENTRY.match(line.strip()), _FIELD.match(line.rstrip())
    if entry and not _FIELD_NAME.match(entry[1]):
        return f'put the whole entry in quotes: - "{entry[1]}"'
    if field and field[2]:
        return f'{_QUOTE_IT}: {field[1].strip()}: "{field[2]}"'
    return _QUOTE_IT


def _no_true_space(complaint: _Complaint, line: int) -> SyntaxFault | None:
    """A field whose name does not end for YAML: no space follows its colon, or none that counts as one."""
    text = complaint.text(line)
    if found := _HARD_SPACE.search(text):
        message = f"what looks like a space here is another sign (U+{ord(found[0][-1]):04X})"
        return SyntaxFault(message, "delete it and type a space", line, found.end() - 1)
    if found := _TIGHT_COLON.match(text):
        hint = f"put a space there: {found[0].strip()} {text[found.end() :].strip()}" if len(text) <= 90 else None
        return SyntaxFault("there is no space after the colon", hint or "put a space there", line, found.end())
    return None


def _colon(complaint: _Complaint) -> SyntaxFault:
    """A colon where none can be: a second one on the line, or a line that is indented under a value."""
    before = complaint.text(complaint.line)[: complaint.column]
    if re.search(r":\s", before):
        return complaint.at("a second colon on this line", quoted_line(complaint.text(complaint.line)))
    number = next((at for at in range(complaint.line - 1, -1, -1) if complaint.text(at).strip()), -1)
    if found := _no_true_space(complaint, number):
        return found
    if ":" not in complaint.text(number):
        hint = "write it as 'name: value', or begin it with '#' if it is a remark"
        return complaint.at("the line above this one has no colon", hint)
    return complaint.at("this line is indented, but the line above it already has a value", _ALIGN)


def _start(complaint: _Complaint) -> SyntaxFault:
    """A value that begins with a sign that means something in YAML."""
    if complaint.sign == "\t":
        return _tab(complaint)
    return complaint.at(f"a value cannot begin with '{complaint.sign}'", quoted_line(complaint.text(complaint.line)))


def _tab(complaint: _Complaint) -> SyntaxFault:
    line = complaint.text(complaint.line)
    column = line.find("\t")
    message = "a Tab stands here, and YAML takes only spaces"
    return SyntaxFault(message, "replace the Tab by spaces", complaint.line, max(column, 0))


def _anchor(complaint: _Complaint) -> SyntaxFault:
    line, column = complaint.start
    sign = complaint.text(line)[column : column + 1]
    return complaint.at_start(f"a value cannot begin with '{sign}'", quoted_line(complaint.text(line)))


def _colon_in_brackets(complaint: _Complaint) -> SyntaxFault:
    return complaint.at("a colon inside brackets", "put the entry in quotes, or a space after the colon of a field")


def _open_quote(complaint: _Complaint) -> SyntaxFault:
    hint = "put the same quotation mark at the end of the text; an apostrophe inside '...' is written twice"
    return complaint.at_start("a quotation mark is opened here and not closed", hint)


def _quote_above(complaint: _Complaint, quote: str) -> SyntaxFault:
    """A text in quotes ended where the next one should begin: some line above leaves its quotation mark open."""
    above = range(complaint.line - 1, -1, -1)
    line = next((number for number in above if complaint.text(number).count(quote) % 2), complaint.line)
    return _open_quote(complaint._replace(start=(line, complaint.text(line).find(quote))))


def _open_bracket(complaint: _Complaint) -> SyntaxFault:
    line, column = complaint.start
    bracket = complaint.text(line)[column : column + 1]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    hint = f"close it with '{closing}' and put commas between the entries; put text with brackets in quotes"
    return complaint.at_start(f"a bracket '{bracket}' is opened here and not closed", hint)


def _backslash(complaint: _Complaint) -> SyntaxFault:
    hint = "in double quotes a backslash is written twice (\\\\); or use single quotes"
    return complaint.at("a backslash with an unknown meaning", hint)


def _block_sign(complaint: _Complaint) -> SyntaxFault:
    line, column = complaint.start
    sign = complaint.text(line)[column : column + 1]
    hint = f"put text that begins with '{sign}' in quotes; or end the line after '>-' and indent the text below it"
    return complaint.at_start(f"text stands on the same line after '{sign}'", hint)


def _no_colon(complaint: _Complaint) -> SyntaxFault:
    if found := _no_true_space(complaint, complaint.start[0]):
        return found
    hint = "write 'name: value'; indent text that belongs to the line above, and begin that text with '>-'"
    return complaint.at_start("this line has no colon", hint)


def _misplaced(complaint: _Complaint) -> SyntaxFault:
    """Something stands where the parser expected the next field: a quote ended too early, or wrong indentation."""
    line = complaint.text(complaint.line)
    before = line[max(0, complaint.column - 200) : complaint.column].rstrip()
    if not before:
        return _misaligned(complaint)
    if re.search(r"[:-]\s+['\"]$", before):
        return _quote_above(complaint, before[-1])
    if before.endswith(('"', "'")) or re.search(r"['\"]\S*$", before):
        hint = "an apostrophe inside '...' is written twice; or put the text between \"...\""
        return complaint.at("text goes on after the closing quotation mark", hint)
    if before.endswith(("]", "}")) or complaint.sign in ("]", "}"):
        return complaint.at("something stands after the closing bracket", quoted_line(line))
    return complaint.at("this cannot stand here", f"{_QUOTE_IT}, or begin a new line")


def _misaligned(complaint: _Complaint) -> SyntaxFault:
    """A line begins where none of its group can."""
    if complaint.sign == "-":
        hint = _ALIGN.replace("fields of one group", "entries of one list")
        return complaint.at("this entry of a list stands under something that is no list", hint)
    if complaint.sign == ":":
        return complaint.at("there is no name before the colon", "write 'name: value'")
    return complaint.at("this line begins in another column than the lines it belongs to", _ALIGN)


def _list_on_line(complaint: _Complaint) -> SyntaxFault:
    hint = f"begin a list on the next line, or {_QUOTE_IT} if the hyphen belongs to the text"
    return complaint.at("a list cannot begin on the line of its name", hint)


def _after_end(complaint: _Complaint) -> SyntaxFault:
    return complaint.at("text stands after the end of the document", "delete the line '...' above it")


def _bad_tag(complaint: _Complaint) -> SyntaxFault:
    return complaint.at_start("a value cannot begin with '!'", quoted_line(complaint.text(complaint.start[0])))


def _question(complaint: _Complaint) -> SyntaxFault:
    return complaint.at("a value cannot begin with '? '", quoted_line(complaint.text(complaint.line)))


def _nothing(complaint: _Complaint) -> SyntaxFault:
    sign = complaint.sign
    if not sign:
        return complaint.at("the file ends where a value should stand", "write it, and close every bracket")
    return complaint.at(f"a value cannot begin with '{sign}'", quoted_line(complaint.text(complaint.line)))


_EXPLANATIONS: tuple[tuple[str, Callable[[_Complaint], SyntaxFault]], ...] = (
    ("mapping values are not allowed", _colon),
    ("sequence entries are not allowed", _list_on_line),
    ("mapping keys are not allowed", _question),
    ("a tab character", _tab),
    ("cannot start any token", _start),
    ("alphabetic or numeric", _anchor),
    ("while scanning a quoted scalar: found unexpected", _open_quote),
    ("while scanning a flow", _open_bracket),
    ("while parsing a flow node", _nothing),
    ("while parsing a flow", _open_bracket),
    ("escape", _backslash),
    ("hexdecimal", _backslash),
    ("while scanning a block scalar", _block_sign),
    ("could not find expected ':'", _no_colon),
    ("found unexpected ':'", _colon_in_brackets),
    ("while parsing a block mapping", _misplaced),
    ("while parsing a block collection", _misplaced),
    ("<document start>", _after_end),
    ("tag", _bad_tag),
    ("node content", _nothing),
)
"""What the parsers say (libyaml and the Python one differ) -> what it most often means; the first match counts."""


def _place(mark: Any, lines: Sequence[str]) -> tuple[int, int]:
    """Line and column of a mark; the parsers put the end of a file on a line after the last."""
    if mark is None:
        return 0, 0
    if mark.line < len(lines):
        return mark.line, mark.column
    return len(lines) - 1, len(lines[-1])


def explain_syntax(error: Any, lines: Sequence[str]) -> SyntaxFault:
    """The fault behind a parser's error, in plain words, with its place in `lines`."""
    line, column = _place(getattr(error, "problem_mark", None), lines)
    context = getattr(error, "context_mark", None)
    problem = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or error}"
    complaint = _Complaint(lines, line, column, _place(context, lines) if context else (line, column))
    for words, explain in _EXPLANATIONS:
        if words in problem:
            return explain(complaint)
    return complaint.at(
        "this line cannot be understood as YAML", "compare it with a line that works; quotes often help"
    )
