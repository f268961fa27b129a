"""The same content as Markdown pages, for plain MkDocs with the Material theme: what the project is measured beside.

Each record becomes one page, out of the nav, with a heading for each field and with links where the record has links;
with its sheets, an idea has a handout and a planner besides and a package its pages for printing, as on our site.
No plugin but the search, no extension of Markdown beyond MkDocs's own: the cheapest plain site that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["write_plain"]

_SETTINGS = """\
site_name: Change ideas
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.indexes, navigation.top]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-sunny, name: Dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-night, name: Light}}
plugins: [search]
nav: [index.md]
validation: {nav: {omitted_files: ignore}}
"""
_CITATION = re.compile(r"@([a-z0-9-]+)")
_FOLDERS = {kind: f"{kind}s" for kind in ("idea", "case", "package", "problem", "measure", "hub")}
_LINKED_FIELDS = {
    "idea": "idea", "problem": "problem", "problems": "problem", "hub": "hub", "measure": "measure", "then": "idea",
    "implementation": "measure", "pdsa": "measure", "interim": "measure", "outcome": "measure",
    "balancing": "measure", "experience": "measure",
}  # fmt: skip
"""Fields of plain ids -> the kind of record that they lead to."""
_HANDOUT = ("summary", "why_it_works", "picture_of_practice", "steps", "core", "effort", "measures", "first_test")
_PLANNER = ("summary", "measures", "first_test")
"""Fields of an idea that stand on its sheets."""


def write_plain(
    records: Mapping[str, Mapping[str, Mapping[str, Any]]],
    references: Sequence[Mapping[str, Any]],
    folder: Path,
    *,
    sheets: bool,
) -> None:
    """Write `mkdocs.yml` and a page for each record, a list of all, and the sources; where asked, also the sheets."""
    docs = folder / "docs"
    for kind, by_id in records.items():
        for key, record in by_id.items():
            _write(docs / _FOLDERS[kind] / f"{key}.md", _page(record))
        links = "\n".join(f"- [{_name(record)}]({key}.md)" for key, record in by_id.items())
        _write(docs / _FOLDERS[kind] / "index.md", f"# All {_FOLDERS[kind]}\n\n{links}\n")
    cited = "\n\n".join(f"## {source['id']}\n\n{source['title']}. <{source['URL']}>" for source in references)
    _write(docs / "references.md", f"# References\n\n{cited}\n")
    lists = "\n".join(f"- [{name}]({name}/index.md)" for name in _FOLDERS.values())
    _write(docs / "index.md", f"# Change ideas\n\n{lists}\n")
    for at, text in _sheets(records) if sheets else ():
        _write(docs / at, text.replace("](../", "](../../"))
    _write(folder / "mkdocs.yml", _SETTINGS)


def _sheets(records: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[tuple[str, str]]:
    ideas = records["idea"]
    for key, idea in ideas.items():
        yield f"ideas/{key}/handout.md", _page(idea, _HANDOUT)
        yield f"ideas/{key}/plan.md", _page(idea, _PLANNER)
    for key, package in records["package"].items():
        offered = [_page(ideas[one["idea"]], _HANDOUT) for node in package["diagram"] for one in node["ideas"]]
        yield f"packages/{key}/print.md", "\n".join([_page(package), *offered])


def _page(record: Mapping[str, Any], fields: Collection[str] = ()) -> str:
    """All fields of a record, or some of them."""
    parts = [f"# {_name(record)}"]
    for field, value in record.items():
        if field not in ("title", "name") and (not fields or field in fields):
            parts += [f"## {field.replace('_', ' ').capitalize()}", "\n".join(_lines(value, field, ""))]
    return "\n\n".join(parts) + "\n"


def _lines(value: Any, field: str, indent: str) -> Iterator[str]:
    """A value as Markdown: text as it is, everything else as lists in lists."""
    if isinstance(value, Mapping):
        for inner, inside in value.items():
            yield from _entry(f"{indent}- {inner.replace('_', ' ')}", inside, inner, indent)
    elif isinstance(value, list):
        for inside in value:
            yield from _entry(f"{indent}-", inside, field, indent)
    else:
        yield _words(value, field)


def _entry(head: str, value: Any, field: str, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping | list):
        yield head if head.strip() != "-" else f"{head} {field}"
        yield from _lines(value, field, indent + "    ")
    else:
        yield f"{head} {_words(value, field)}"


def _words(value: Any, field: str) -> str:
    if field in _LINKED_FIELDS and re.fullmatch(r"[a-z]+-[0-9a-z-]+", str(value)):
        return f"[{value}](../{_FOLDERS[_LINKED_FIELDS[field]]}/{value}.md)"
    return _CITATION.sub(r"[\1](../references.md#\1)", str(value))


def _name(record: Mapping[str, Any]) -> str:
    return str(record.get("title") or record["name"])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
