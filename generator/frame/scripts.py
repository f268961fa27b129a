"""Our own scripts as browsers get them: without comments, indentation and needless spaces.

Lines stay lines, so that nothing depends on where a statement ends. Not for scripts of others, which come as small as
their makers want them.
"""

from __future__ import annotations

import re

__all__ = ["without_comments"]

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")
      | (?P<regex>/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])*/[a-z]*)
      | (?P<space>\s+)
      | (?P<word>[\w$]+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_BEFORE_A_VALUE = frozenset("(,=:[!&|?{};+-*%~^<>") | {""}
_NEEDS_NO_SPACE = frozenset("{}()[];,:=&|")
"""Signs beside which a space says nothing. Others could grow together: `+ +`, `< !--`."""
_WORDS_BEFORE_A_VALUE = frozenset({"return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "throw"})


def without_comments(script: str) -> str:
    """The script without comments and needless space; what stands in strings and patterns stays as it is."""
    parts: list[str] = []
    _code(script, 0, parts, inside=False)
    return re.sub(r"\A\n+", "", "".join(parts))


def _code(script: str, at: int, parts: list[str], *, inside: bool) -> int:
    """Write code from a place on; inside a template up to the brace that closes it. Where it ended."""
    depth, last = 0, ""
    while at < len(script):
        if script[at] == "`":
            at, last = _template(script, at, parts), "`"
            continue
        found = _next(script, at, last)
        kind, text = found.lastgroup, found.group()
        at = found.end()
        if kind in ("comment", "space"):
            _gap(text, parts)
            continue
        depth += {"{": 1, "}": -1}.get(text, 0)
        if parts[-1:] == [" "] and not _NEEDS_NO_SPACE.isdisjoint((text[0], *parts[-2:-1])):
            parts.pop()
        parts.append(text)
        if inside and depth < 0:
            break
        last = text
    return at


def _next(script: str, at: int, last: str) -> re.Match[str]:
    """The next piece; a slash begins a pattern only where a value can stand."""
    found = _TOKEN.match(script, at)
    if found is None:
        raise AssertionError("every sign is a piece")
    if found.lastgroup == "regex" and not (last[-1:] in _BEFORE_A_VALUE or last in _WORDS_BEFORE_A_VALUE):
        found = re.compile(r"(?P<sign>/)").match(script, at) or found
    return found


def _template(script: str, at: int, parts: list[str]) -> int:
    """Write a template string as it is, and the code within it as code. Where it ended."""
    parts.append("`")
    at += 1
    while script[at] != "`":
        if script.startswith("${", at):
            parts.append("${")
            at = _code(script, at + 2, parts, inside=True)
        else:
            size = 2 if script[at] == "\\" else 1
            parts.append(script[at : at + size])
            at += size
    parts.append("`")
    return at + 1


def _gap(text: str, parts: list[str]) -> None:
    """In place of a comment or of space: a line's end where there was one, else a single space."""
    before = parts[-1] if parts else "\n"
    if "\n" in text and not text.startswith("//"):
        if before == " ":
            parts.pop()
            before = parts[-1] if parts else "\n"
        if before != "\n":
            parts.append("\n")
    elif before not in {" ", "\n"}:
        parts.append(" ")
