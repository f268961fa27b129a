"""Stage 2, documents to records: each file by itself is held against its declaration.

Every fault of every file is reported at its place in plain words; what is faulty is left out of the result. What
records say of each other is the business of `link`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.diagnostics import Location, Report
from generator.improvement.series import Series, read_series
from generator.model.kinds import KINDS
from generator.model.lookup import Glossary, PageHead, Place, Reference, References, Term, TestOfChange, Vocabulary
from generator.model.records import CheckedPage, DocumentPlace, Placed, Records, RowPlace
from generator.model.source import Document, PageSource, Row, Sources, Table
from generator.model.walk import visit
from generator.text import Prose, prose_faults
from generator.validate.complaints import complain

__all__ = ["validate"]

M = TypeVar("M", bound=BaseModel)


def validate(sources: Sources, report: Report) -> Records:
    """All records that keep their declaration, with their places; faults go to the report."""
    by_kind: dict[str, Mapping[str, Placed[Any]]] = {
        kind: _documents(documents, KINDS[kind].model, report) for kind, documents in sources.documents.items()
    }
    by_kind["term"] = _by_id(_terms(sources.glossary, report), report)
    by_kind["reference"] = _by_id(_parts(sources.references, "references", References, Reference, report), report)
    by_kind["place"] = _by_id(_rows(sources.places, Place, report), report)
    return Records(
        by_kind=by_kind,
        tests=tuple(_rows(sources.tests, TestOfChange, report)),
        vocab=_vocab(sources.vocab, report),
        series={path: _series(table, report) for path, table in sources.series.items()},
        pages=tuple(page for source in sources.pages if (page := _page(source, report))),
        sources=sources,
    )


def _record(
    value: Any, model: type[M], place: DocumentPlace | RowPlace, report: Report, *, lax: bool = False
) -> M | None:
    """One record, or None after its faults were reported."""
    try:
        record = model.model_validate(value, strict=not lax)
    except ValidationError as error:
        complain(error, value, model, place, report)
        return None
    for found in visit(record):
        if isinstance(found.value, Prose):
            for fault in prose_faults(found.value):
                report.add("V114", f"'{_name(found.path)}': {fault}", place.locate(found.path))
    return record


def _name(path: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in path)


def _documents(
    documents: Mapping[str, Document], model: type[BaseModel], report: Report
) -> dict[str, Placed[BaseModel]]:
    placed = {}
    for record_id, document in documents.items():
        place = DocumentPlace(document)
        record = _record(document.value, model, place, report)
        if record is not None:
            placed[record_id] = Placed(record, place)
    return placed


def _parts(
    document: Document | None, field: str, whole: type[BaseModel], part: type[M], report: Report
) -> Iterator[Placed[M]]:
    """The entries of a file that is one list under one name.

    Each is checked alone, so that a bad one hides no other.
    """
    if document is None:
        return
    value = document.value
    entries = value.get(field) if isinstance(value, dict) else None
    shell = {**value, field: []} if isinstance(entries, list) else value
    _record(shell, whole, DocumentPlace(document), report)
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        place = DocumentPlace(document, (field, index))
        record = _record(entry, part, place, report)
        if record is not None:
            yield Placed(record, place)


def _terms(document: Document | None, report: Report) -> Iterator[Placed[Term]]:
    """Glossary words, each with an id: its own, or made from the word."""
    for placed in _parts(document, "terms", Glossary, Term, report):
        term = placed.record
        yield Placed(term.model_copy(update={"id": term.id or _slug(term.term)}), placed.place)


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-") or "word"


def _by_id(placed: Iterator[Placed[M]], report: Report) -> dict[str, Placed[M]]:
    """Records of one file by id; a second one with the same id is a fault."""
    found: dict[str, Placed[M]] = {}
    for item in placed:
        record_id = str(getattr(item.record, "id", ""))
        if record_id in found:
            first = found[record_id].place.locate()
            report.add("K204", f"'{record_id}' stands twice; first in line {first.line}", item.place.locate(("id",)))
        else:
            found[record_id] = item
    return found


def _rows(table: Table | None, model: type[M], report: Report) -> Iterator[Placed[M]]:
    """Rows of a table as records. Cells are text, so here (and only here) `12` may become a number.

    An empty cell is no value.
    """
    if table is None:
        return
    for row in table.rows:
        place = RowPlace(table, row)
        record = _record(_cells(row, model), model, place, report, lax=True)
        if record is not None:
            yield Placed(record, place)


def _cells(row: Row, model: type[BaseModel]) -> dict[str, str]:
    known = {info.alias or name for name, info in model.model_fields.items()}
    return {column: text for column, text in row.cells.items() if column in known and text != ""}


def _vocab(documents: Mapping[str, Document], report: Report) -> dict[str, Vocabulary]:
    lists = {}
    for name, document in documents.items():
        vocabulary = _record(document.value, Vocabulary, DocumentPlace(document), report)
        if vocabulary is not None:
            lists[name] = vocabulary
            seen: dict[str, int] = {}
            for index, word in enumerate(vocabulary.words):
                if word.id in seen:
                    report.add("K204", f"the word '{word.id}' stands twice", document.locate(("words", index, "id")))
                seen[word.id] = index
    return lists


SERIES_CODES = {None: "V122", "period": "V122", "value": "V120", "denominator": "V120"}


def _series(table: Table, report: Report) -> Series:
    series, faults = read_series([row.cells for row in table.rows])
    for fault in faults:
        place = Location(table.path)
        if fault.row is not None:
            place = table.locate(table.rows[fault.row], fault.column)
        report.add(SERIES_CODES.get(fault.column, "V120"), fault.message, place, fault.hint)
    return series


def _page(source: PageSource, report: Report) -> CheckedPage | None:
    head = _record(source.head.value, PageHead, DocumentPlace(source.head), report)
    for fault in prose_faults(source.markdown, page=True):
        report.add("V114", fault, Location(source.path, source.first_line))
    if head is None:
        return None
    return CheckedPage(source.url, head, source.markdown, source.path, source.first_line)
