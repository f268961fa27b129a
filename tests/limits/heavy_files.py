"""Small files that are made to cost much: patterns of Markdown, YAML and CSV, grown to the largest file that is read.

Markdown readers are slow or run out of stack on openers without closers, deep nesting and wide tables; YAML readers on
brackets, aliases and merges; ours must answer, or refuse, each within two seconds and 300 MB.
"""

# ruff: noqa: E501 - a pattern stays on its line
from __future__ import annotations

from collections.abc import Iterator

from generator.load.characters import MAX_BYTES
from generator.load.tables import ONE_SERIES

__all__ = ["heavy_files"]

MARKDOWN = (
    # openers without closers
    "[", "![", "[[", "](", "[a](", "[a](b", "[a](<b", '[a](b "', "![a](", "[@", "[@a", "[@a-1; ", "(", "<", "<a ", "<a b=", "<!--",
    "<https://", "&", "&#", "&#x", "&a", "\\", "`", "`` ", "*", "**", "***", "_", "__", "*a ", "**a ", "_a ", "a*", "*a_ ", "**a*",
    "*[", "[*", "`[", "> *a ", "{", "{{", "{%", "$", "~~",
    # nested blocks
    ">", "> ", "- ", "* ", "+ ", "1. ", "1) ", "- > ", "> - ", "- 1. ", "    ", "\t", "#", "# ", "- # ",
    # lines
    "\n", "a\n", "a\n\n", "- a\n", "> a\n", "1. a\n", "# a\n", "a  \n", "a\\\n", "---\n", "===\n", "a\n=\n", "```\n", "~~~\n", "    a\n",
    "[a]: b\n", "* * *\n", "<b>\n", "> a\nb\n", "- a\n\n  b\n",
    # tables
    "|", "|a", "| a | b |\n|-|-|\n", "|-", "a|b\n-|-\n", "|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n|||||||\n", ":-|", "||\n",
    # what is read as it should be
    "*a* ", "**a** ", "`a` ", "[a](https://ex.org) ", "[a](idea:call-home) ", "[@hough-2017] ", "<https://ex.org> ", "&amp;",
    "&#65;", "\\*", "![a](b) ", "word ", "é", "\u0301", "\U0001f469\u200d\U0001f3eb", "\u05d0 ", "\u00a0",
)  # fmt: skip

YAML = {
    "brackets": "a: " + "[" * MAX_BYTES,
    "braces": "{a: " * (MAX_BYTES // 4),
    "hyphens": "- " * (MAX_BYTES // 2),
    "questions": "? " * (MAX_BYTES // 2),
    "indented": "".join(" " * depth + "a:\n" for depth in range(700)),
    "aliases": "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(9000)),
    "doubling aliases": "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 7000)),
    "merges": "a: &a {x: 1}\n" + "".join(f"b{i}: {{<<: [*a, *a]}}\n" for i in range(9000)),
    "doubling merges": "a0: &a0 {x: 1}\n"
    + "".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}\n" for i in range(1, 6000)),
    "anchors": "".join(f"- &a{i} b\n" for i in range(20_000)),
    "names": "".join(f"a{i}: b\n" for i in range(20_000)),
    "one name": "a: b\n" * (MAX_BYTES // 5),
    "unknown names": "".join(f"titel{i}: b\n" for i in range(9_990)),
    "names in other scripts": "".join(f"é{i}: b\n" for i in range(9990)),
    "digits": "a: " + "1" * 250_000,
    "hex digits": "a: 0x" + "f" * 250_000,
    "minutes": "a: 1" + ":1" * 120_000,
    "spaces": "a: b" + " " * 250_000 + "x #y",
    "apostrophes": "a: '" + "''" * 120_000 + "' x",
    "escapes": 'a: "' + "\\u0041" * 40_000 + '"',
    "line ends": "a: |\n" + "\n" * 250_000,
    "folded": "a: >\n" + " b\n" * 80_000,
    "directives": "%a\n" * 80_000,
    "tags": "- !t a\n" * 35_000,
    "documents": "---\n" * 60_000,
    "remarks": "#\n" * 120_000,
    "lost words": "a: [" + "b #c\n," * 40_000,
    "hyphens on a line": 'a: "b" ' + "- " * 100_000,
    "one entry": "a: [" + "b," * 120_000 + "]",
    "entries of a known list": "aliases:\n" + "- b\n" * 19_000,
    "groups in a list": "steps:\n" + "- {}\n" * 19_000,
    "wrong entries": "steps:\n" + "- do: 1\n" * 6_000,
    "related ideas": "related:\n" + "- {idea: x-y, kind: before}\n" * 3_900,
    "studies": "evidence:\n  studies:\n" + "  - {source: x, design: y}\n" * 3_900,
}
"""Name -> a file of YAML of up to 256 KiB."""

CSV = {
    "rows of nothing": ",\n" * 900_000,
    "one row": "a," * 900_000,
    "an open quotation mark": '"' + "a\n" * 900_000,
    "quotation marks": '"' * ONE_SERIES.bytes,
    "short rows": "period,value\n" + "1\n" * 900_000,
    "periods": "period,value\n" + "".join(f"{number},1\n" for number in range(19_999)),
    "one period": "period,value\n" + "2019,1\n" * 19_999,
    "groups": "period,value,denominator,group\n" + "".join(f"2019,50,{11 + i},g{i}\n" for i in range(19_998)) + "2019,50,9999999,all\n",
    "periods with groups": "period,value,denominator,group\n" + "".join(
        f"{1000 + i},50,100,all\n" + "".join(f"{1000 + i},50,{12 + j},g{j}\n" for j in range(8)) for i in range(2_200)
    ),
    "hidden groups": "period,value,denominator,group\n2019,50,9999999,all\n" + "".join(f"2019,*,*,g{i}\n" for i in range(19_998)),
    "many people": "period,value,denominator\n" + "".join(f"{1000 + i},50,999999999999999\n" for i in range(8_999)),
    "long cells": "period,value\n" + f"2019,{'9' * 7_999}\n" * 250,
}  # fmt: skip
"""Name -> a series of up to 2 MiB."""


def _grown(pattern: str, size: int) -> str:
    return (pattern * (size // len(pattern) + 1))[:size]


def heavy_files(*, quick: bool = False) -> Iterator[tuple[str, str, bytes]]:
    """Name, promise (see `tests.properties.promises`) and bytes of each file; when quick, one instead of eight texts."""
    for number, pattern in enumerate(MARKDOWN):
        name = f"{number} {pattern!r}"
        yield f"page of {name}", "page", _grown(pattern, 7_300 if quick else 59_000).encode()
        entry = _grown(pattern, 7_300).replace("\n", "\n      ")
        entries = f"\n  - |\n      a{entry}" * (1 if quick else 8)
        yield f"idea of {name}", "idea", f"title: x\nlimits:{entries}".encode()
    yield "largest page", "page", b"a\n" * (MAX_BYTES // 2)
    for name, text in YAML.items():
        data = text.encode()[:MAX_BYTES]
        yield f"record of {name}", "idea", data
        if not quick:
            yield f"YAML of {name}", "yaml", data
            yield f"head of {name}", "page", b"---\n" + data[: MAX_BYTES - 20] + b"\n---\n"
    for name, text in CSV.items():
        yield f"table of {name}", "csv", text.encode()[: ONE_SERIES.bytes]
