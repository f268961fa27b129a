"""A project whose every text field holds an attack, written as files from the declarations of the records alone.

A new field is attacked without a line here. The names of other records, words of lists, numbers and dates are good, so
that the project could be built if only its texts were; with `closed` they are attacked, too. Each text knows where it
stands, so that a refusal can be held against it.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.diagnostics import Report
from generator.load import read_yaml
from generator.model.kinds import KINDS
from generator.model.lookup import PageHead
from generator.model.types import Ref, Word
from generator.project import Project
from tests.attacks.fields import BODY, LIST_HEAD, SERIES, Field, field_of, inside, is_list, marks_of

__all__ = ["Choose", "HostileProject", "Text"]

Choose = Callable[[Field, int], str]
"""The text for a field; the number tells the texts of a project apart."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a file, where it stands (`column` counts the cells of a table, and is 0 elsewhere), and its number."""

    file: str
    line: int
    column: int
    field: Field
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A text that is still to be chosen."""

    field: Field
    number: int


def _fixed(number: int, size: int) -> dict[str, Any]:
    """What must fit to other records and files, in the records with this number."""
    after = (number + 1) % size
    where = {"case.organization": None} if number % 2 else {"case.place": None}
    return where | {
        "idea.status": "published",
        "idea.replaced_by": None,
        "idea.bundle": None,
        "idea.problems": [f"problem-{number}"],
        "idea.drives.problem": f"problem-{number}",
        "idea.drives.driver": "main-0",
        "idea.evidence.studies.states": ["CA"],
        "idea.related.idea": f"idea-{after}",
        "idea.related.kind": "pairs_with",
        "case.kind": ("bright_spot", "attempt", "network")[number % 3],
        "case.outcomes.series": "rate",
        "case.outcomes.compare": "state",
        "case.outcomes.baseline": {"from": "2015", "to": "2018"},
        "package.status": "published",
        "package.parent": None,
        "package.problems": [f"problem-{number}"],
        "package.diagram.driver": "main-0",
        "package.diagram.children.driver": "part-0",
        "problem.related": [f"problem-{after}"],
        "method.related": [f"method-{after}"],
        "term.id": f"term-{number}",
        "term.see": [f"term-{after}"],
        "reference.id": f"reference-{number}",
        "reference.issued": "2019-05",
        "place.id": f"place-{number}",
        "place.state": "CA",
        "place.enrollment": 20 + 5000 * number,
        "test.place": f"place-{number}",
        "test.idea": f"idea-{number}",
        "test.cycle": 1,
        "test.series": f"log-{number}",
        "test.end": "2025-09-30",
        "measure.minimum_n": 11,
        "measure.counts_people": False,
    }


_OF_ENTRY = {"problem.drivers.id": "main", "problem.drivers.secondary.id": "part"}
_CODES = {"idea": "K305", "case": "K314", "problem": "K314", "package": "K307"}
_PERIODS = {"case.outcomes.change.at", "case.outcomes.conflicts.period"}
"""Fields that name the hostile period in the series of their case."""


@dataclass
class HostileProject:
    """Writes `size` records of every kind into a folder; afterwards `texts` says where every text stands."""

    folder: Path
    choose: Choose
    size: int = 2
    closed: bool = False
    texts: list[Text] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _period: _Chosen = _Chosen(SERIES["period"], 0)

    def write(self) -> None:
        """All files."""
        self.texts, self._numbers = [], itertools.count()
        project = Project(self.folder)
        self._write_word_lists()
        for number in range(self.size):
            for kind in ("idea", "problem", "package", "hub", "measure", "method"):
                self._write_yaml(project.record_file(kind, f"{kind}-{number}"), self._record(kind, number))
            case = project.record_file("case", f"case-{number}")
            self._period = self._new(SERIES["period"])
            self._write_yaml(case, self._record("case", number))
            self._write_series(case.with_name("rate.csv"))
            self._write_series(case.with_name("state.csv"))
            self._write_series(project.series / f"log-{number}.csv")
            self._write_page(project.pages / f"page-{number}.md", number)
        for kind, key, path in (("term", "terms", project.glossary), ("reference", "references", project.references)):
            self._write_yaml(path, {key: [self._record(kind, number) for number in range(self.size)]})
        for kind, path in (("place", project.places), ("test", project.tests_of_change)):
            self._write_table(path, [self._record(kind, number) for number in range(self.size)])

    # -- values

    def _new(self, place: Field) -> _Chosen:
        return _Chosen(place, next(self._numbers))

    def _record(self, kind: str, number: int) -> dict[str, Any]:
        return self._values(KINDS[kind].model, kind, number)

    def _values(self, model: type[BaseModel], name: str, number: int, entry: int = 0) -> dict[str, Any]:
        made = {}
        for key, info in model.model_fields.items():
            alias = info.alias or key
            value = self._value(model, info, f"{name}.{alias}", number, entry)
            if value is not None:
                made[alias] = value
        return made

    def _value(self, model: type[BaseModel], info: FieldInfo, name: str, number: int, entry: int) -> Any:
        fixed = _fixed(number, self.size)
        if name in fixed and not (self.closed and fixed[name] is not None):
            return fixed[name]
        if not is_list(info.annotation):
            return self._one(info, name, number, entry)
        if inside(info) is model and name.count(".children") > 1:
            return None
        return [self._one(info, name, number, entry) for entry in range(1 if inside(info) else 2)]

    def _one(self, info: FieldInfo, name: str, number: int, entry: int) -> Any:
        if within := inside(info):
            return self._values(within, name, number, entry)
        place = field_of(name, info)
        if place.room != "closed" and name in _PERIODS:
            return self._period
        if place.room != "closed" or self.closed:
            return self._new(place)
        if name in _OF_ENTRY:
            return f"{_OF_ENTRY[name]}-{entry}"
        if name.endswith(".answers.code"):
            return _CODES[name.partition(".")[0]]
        return self._good(info, number + entry)

    def _good(self, info: FieldInfo, number: int) -> Any:
        """An id, word, choice, number or date that exists."""
        kind, marks = marks_of(info)[0]
        for mark in marks:
            if isinstance(mark, Ref):
                return f"{mark.kind}-{number % self.size}"
            if isinstance(mark, Word):
                words = _default_words()[mark.list_id]["words"]
                return words[number % len(words)]["id"]
        if get_origin(kind) is Literal:
            return get_args(kind)[number % len(get_args(kind))]
        if kind in (int, float):
            return max((getattr(mark, "ge", None) or 0 for mark in marks), default=0) + 1 + number % 3
        return True if kind is bool else "2025-09-01"

    # -- files

    def _write_word_lists(self) -> None:
        """The lists that come with the program with the words that rules know, all their texts exchanged."""
        for name, listed in _default_words().items():
            words = [
                # a scale that lists no words takes any rating, and ratings are to be attacked
                {**self._values(KINDS["word"].model, "word", 0), "id": word["id"], "values": []}
                for word in listed["words"]
            ]
            head = {place.name.rpartition(".")[2]: self._new(place) for place in LIST_HEAD}
            self._write_yaml(Project(self.folder).vocab / f"{name}.yml", {**head, "words": words})

    def _write_series(self, path: Path) -> None:
        rows: list[dict[str, Any]] = [
            {"period": str(2015 + at), "value": 60 + at % 3, "denominator": 400, "group": ""} for at in range(14)
        ]
        for row in rows:
            row["note"] = self._new(SERIES["note"])
        rows[7]["period"] = self._period
        self._write_table(path, [*rows, {**rows[0], "group": self._new(SERIES["group"]), "note": ""}])

    def _write_table(self, path: Path, rows: list[dict[str, Any]]) -> None:
        columns = list(dict.fromkeys(key for row in rows for key in row))
        lines = [_row(columns)]
        for row in rows:
            line = "".join(lines).count("\n") + 1
            cells = [self._text(row.get(name, ""), path, line, at) for at, name in enumerate(columns, start=1)]
            lines.append(_row(cells))
        self._put(path, "".join(lines))

    def _write_yaml(self, path: Path, value: Any) -> None:
        self._put(path, "".join(self._yaml(path, value, 1)))

    def _yaml(self, path: Path, value: Any, line: int) -> Iterator[str]:
        """One value a line, each text in double quotes, so that the line of a fault says which text is meant."""
        for start, scalar in _lines(value):
            text = self._text(scalar, path, line, 0)
            yield f"{start}\n" if scalar is _NOTHING else f"{start} {json.dumps(text, ensure_ascii=False)}\n"
            line += 1

    def _write_page(self, path: Path, number: int) -> None:
        head = [*self._yaml(path, self._values(PageHead, "page", number), 2)]
        body = self._text(self._new(BODY), path, len(head) + 3, 0)
        self._put(path, "".join(["---\n", *head, "---\n", body]))

    def _text(self, value: Any, path: Path, line: int, column: int) -> Any:
        if not isinstance(value, _Chosen):
            return value
        text = self.choose(value.field, value.number)
        file = path.relative_to(self.folder).as_posix()
        self.texts.append(Text(file, line, column, value.field, value.number, text))
        return text

    def _put(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))


_NOTHING = object()


def _lines(value: Any, indent: str = "", start: str | None = None) -> Iterator[tuple[str, Any]]:
    """Lines of YAML: what stands before the value, and the value, or `_NOTHING` where the line holds none."""
    if isinstance(value, dict):
        for at, (key, one) in enumerate(value.items()):
            before = start if at == 0 and start is not None else indent
            if isinstance(one, dict | list) and one:
                yield f"{before}{key}:", _NOTHING
                yield from _lines(one, f"{indent}  ")
            else:
                yield f"{before}{key}:", one
        return
    for one in value:
        if isinstance(one, dict):
            yield from _lines(one, f"{indent}  ", f"{indent}- ")
        else:
            yield f"{indent}-", one


def _row(cells: list[Any]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerow(cells)
    return text.getvalue()


@cache
def _default_words() -> dict[str, Any]:
    """The word lists that come with the program, as plain values."""
    report = Report()
    paths = sorted(Project(Path()).default_vocab.glob("*.yml"))
    lists = {path.stem: read_yaml(path.read_bytes(), path.name, report) for path in paths}
    return {name: document.value for name, document in lists.items() if document}
