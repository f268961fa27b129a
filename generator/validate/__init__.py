"""Stage 2, documents to records: each file by itself is held against its declaration.

Every fault of every file is reported at its place in plain words; what is faulty is left out of the records. What
records say of each other is the business of `link`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.diagnostics import Location, Report
from generator.improvement.series import Series, dates_of_a_spreadsheet, read_series
from generator.known import Known
from generator.model.catalog import WrittenPage
from generator.model.kinds import KINDS, Kind
from generator.model.lookup import Glossary, PageHead, Place, Reference, References, Term, TestOfChange, Vocabulary
from generator.model.record import Record, pointed, visit_raw, written_fields
from generator.model.records import DocumentPlace, Faulty, Placed, Records, RowPlace
from generator.model.skeleton import PROMPT
from generator.model.source import ClosedDocument, Document, PageSource, PathKey, Row, Sources, Table, field_name
from generator.project import RECORD_FOLDERS
from generator.text import Prose, page_html, slug
from generator.validate.complaints import complain
from generator.validate.recall import keep_at_hand, recalled, remembered
from generator.validate.sound import sound_part

__all__ = ["validate"]

M = TypeVar("M", bound=Record)

SERIES_CODES = {"value": "V120", "denominator": "V120"}
"""Column of a series -> code of a fault in it; the others are faults of order."""


def validate(sources: Sources, report: Report, known: Known | None = None) -> Records:
    """All records that keep their declaration, with their places; faults go to the report, sound files to `known`."""
    return _Validator(sources, report, known or Known()).records()


class _Validator:
    """One project being checked."""

    def __init__(self, sources: Sources, report: Report, known: Known) -> None:
        self.sources, self.report, self.known = sources, report, known
        self.faulty: list[Faulty] = []

    def records(self) -> Records:
        """Everything, kind by kind."""
        sources = self.sources
        by_kind: dict[str, dict[str, Placed[Any]]] = {
            kind: dict(self.documents(kind, documents)) for kind, documents in sources.documents.items()
        }
        references = self.parts(sources.references, "references", References, Reference)
        by_kind["term"] = self.by_id(_with_id(term) for term in self.parts(sources.glossary, "terms", Glossary, Term))
        by_kind["reference"] = self.by_id(references)
        by_kind["place"] = self.by_id(self.rows("place", sources.places, Place))
        return Records(
            by_kind=by_kind,
            tests=tuple(self.rows("test", sources.tests, TestOfChange)),
            vocab=dict(self.vocab()),
            series={path: self.series(table) for path, table in sources.series.items()},
            pages=tuple(page for source in sources.pages if (page := self.page(source))),
            faulty=tuple(self.faulty),
            sources=sources,
        )

    def record(
        self,
        value: Any,
        model: type[M],
        place: DocumentPlace | RowPlace,
        kind: str,
        *,
        record_id: str = "",
        lax: bool = False,
    ) -> M | None:
        """One record, or None after its faults were reported."""
        try:
            record = model.model_validate(value, strict=not lax)
        except ValidationError as error:
            complain(error, value, model, place, self.report)
            sound = sound_part(model, value, error)
            self.faulty.append(Faulty(kind, model, value, place, record_id, sound))
            texts = [(found.path, found.value) for found in visit_raw(model, value) if isinstance(found.value, Prose)]
            self.prose(((path, fault) for path, text in texts for fault in text.faults), place)
            self.prompts(sound, value, place)
            return None
        self.prose(record.outline.faults, place)
        self.prompts(record, value, place)
        self.extras(record, place)
        return record

    def prose(self, faults: Iterable[tuple[tuple[PathKey, ...], str]], place: DocumentPlace | RowPlace) -> None:
        """Prose that cannot be shown as it is written."""
        for path, fault in faults:
            self.report.add("V114", f"'{field_name(path)}': {fault}", place.locate(path))

    def extras(self, record: Record, place: DocumentPlace | RowPlace) -> None:
        """Fields kept as they are, though they would be ours but for a capital or a hyphen: no page would show them."""
        for name in record.model_extra or ():
            ours = (field for field in written_fields(type(record)) if _folded(field) == _folded(name))
            if meant := next(ours, None):
                hint = f"did you mean '{meant}'?"
                self.report.add("V102", f"unknown field '{name}'", place.locate_key((name,)), hint)

    def prompts(self, record: Record, value: Any, place: DocumentPlace | RowPlace) -> None:
        """Prompts that nobody has replaced, unless the record is a draft."""
        if PROMPT in str(value) and getattr(record, "status", None) != "draft":
            hint = "write your own text in its place"
            if "status" in type(record).model_fields:
                hint += "; a record with 'status: draft' may keep it"
            for path in _prompts(value):
                self.report.add("V117", f"'{field_name(path)}' still holds the prompt", place.locate(path), hint)

    def documents(
        self, kind: str, documents: Iterable[tuple[str, Document | ClosedDocument]]
    ) -> Iterator[tuple[str, Placed[Record]]]:
        """Records that are a file each, by id; sound files are closed."""
        model = KINDS[kind].model
        for record_id, document in documents:
            record, closed = recalled(document, model), document.closed
            if record is None:
                before = len(self.report)
                if meant := _kind_meant(document.value, kind):
                    self.misplaced(document, meant, record_id)
                    continue
                record = self.record(document.value, model, DocumentPlace(document), kind, record_id=record_id)
                closed = closed if len(self.report) == before else None
                if record is not None and closed:
                    self.known.keep(closed.path, closed.digest, partial(remembered, record))
            if record is not None:
                if closed:
                    keep_at_hand(closed, record)
                yield record_id, Placed(record, DocumentPlace(closed or document))

    def misplaced(self, document: Document | ClosedDocument, kind: Kind, record_id: str) -> None:
        """A record of another kind than its folder; it is checked as what it is, and others may point to it."""
        message, hint = f"this is a {kind.title}, and lies in another folder", f"move it to {kind.listed_at}"
        place = DocumentPlace(document)
        self.report.add("L009", message, Location(document.path), hint)
        record = self.record(document.value, kind.model, place, kind.name, record_id=record_id)
        if record is not None:
            self.faulty.append(Faulty(kind.name, kind.model, document.value, place, record_id, record))

    def parts(self, document: Document | None, field: str, whole: type[Record], part: type[M]) -> Iterator[Placed[M]]:
        """Entries of a file that is one list; each is checked alone, so that a bad one hides no other."""
        if document is None:
            return
        value = document.value
        entries = value.get(field) if isinstance(value, dict) else None
        shell = {**value, field: []} if isinstance(entries, list) else value
        self.record(shell, whole, DocumentPlace(document), field)
        for index, entry in enumerate(entries if isinstance(entries, list) else []):
            place = DocumentPlace(document, (field, index))
            record = self.record(entry, part, place, field)
            if record is not None:
                yield Placed(record, place)

    def rows(self, kind: str, table: Table | None, model: type[M]) -> Iterator[Placed[M]]:
        """Rows as records. Cells are text, so only here may `12` become a number; an empty cell is no value."""
        if table is None:
            return
        for row in table.rows:
            place = RowPlace(table, row)
            record = self.record(_filled(row, model), model, place, kind, lax=True)
            if record is not None:
                yield Placed(record, place)

    def by_id(self, placed: Iterable[Placed[M]]) -> dict[str, Placed[M]]:
        """Records of one file by id; a second one with the same id is a fault, also when the first is faulty."""
        found: dict[str, Placed[M]] = {}
        items = list(placed)
        model = type(items[0].record) if items else None
        places = {_id(faulty.sound): faulty.place for faulty in self.faulty if faulty.model is model}
        for item in items:
            record_id = _id(item.record)
            if (first := places.setdefault(record_id, item.place)) is item.place:
                found[record_id] = item
            else:
                message = f"'{record_id}' stands twice; first in line {first.locate().line}"
                self.report.add("K204", message, item.place.locate(("id",)), "rename one of the two, or take it out")
        return found

    def vocab(self) -> Iterator[tuple[str, Vocabulary]]:
        """Word lists by name; each word stands once."""
        for name, document in self.sources.vocab.items():
            vocabulary = self.record(document.value, Vocabulary, DocumentPlace(document), "word")
            if vocabulary is None:
                continue
            seen: dict[str, int] = {}
            for index, word in enumerate(vocabulary.words):
                place = document.locate(("words", index, "id"))
                if (first := seen.setdefault(word.id, place.line)) != place.line:
                    message = f"the word '{word.id}' stands twice; first in line {first}"
                    self.report.add("K204", message, place, "rename one of the two, or take it out")
            yield name, vocabulary

    def series(self, table: Table) -> Series:
        """A series; cells that are neither a number nor a known mark are reported and left as gaps."""
        series, faults = read_series([row.cells for row in table.rows])
        for fault in (*faults, *dates_of_a_spreadsheet(series)):
            place = Location(table.path)
            if fault.row is not None:
                place = table.locate(table.rows[fault.row], fault.column)
            self.report.add(SERIES_CODES.get(fault.column or "", "V122"), fault.message, place, fault.hint)
        return series

    def page(self, source: PageSource) -> WrittenPage | None:
        """A hand-written page whose head keeps its declaration."""
        article = page_html(source.markdown)
        for fault in article.faults:
            self.report.add("V114", fault, Location(source.path, source.first_line + article.lines.get(fault, 0)))
        if not source.head.value:
            hint = "begin the page with a line '---', a line 'title: ...' and a line '---'"
            self.report.add("V101", "the page has no title", Location(source.path), hint)
            return None
        head = self.record(source.head.value, PageHead, DocumentPlace(source.head), "page")
        if head is None:
            return None
        return WrittenPage(source.url, head, source.markdown, source.path, tuple(pointed(article)))


def _folded(name: str) -> str:
    return name.casefold().replace("_", "-")


def _id(record: Record) -> str:
    return str(getattr(record, "id", ""))


def _kind_meant(value: Any, kind: str) -> Kind | None:
    """The other kind that a record has all fields of which it must, and none but of which it may; its own has not."""
    names = set(value) if isinstance(value, dict) else set()
    for other in map(KINDS.__getitem__, RECORD_FOLDERS) if not _fits(names, KINDS[kind]) else ():
        if _fits(names, other):
            return other
    return None


def _fits(names: set[str], kind: Kind) -> bool:
    fields = written_fields(kind.model)
    return {name for name, needed in fields.items() if needed} <= names <= fields.keys()


def _prompts(value: Any, path: tuple[PathKey, ...] = ()) -> Iterator[tuple[PathKey, ...]]:
    """Where `changepack new` left a prompt that nobody has replaced."""
    if isinstance(value, str):
        if value.startswith(PROMPT):
            yield path
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _prompts(inside, (*path, key))
    elif isinstance(value, list):
        for index, inside in enumerate(value):
            yield from _prompts(inside, (*path, index))


def _with_id(term: Placed[Term]) -> Placed[Term]:
    """A glossary word with an id: its own, or made from the word."""
    word = term.record.term.casefold()
    term_id = term.record.id or slug(word)
    if not term_id:  # another script; each word its own
        term_id = "u" + "-".join(f"{ord(letter):x}" for letter in unicodedata.normalize("NFKD", word))[:60]
    return Placed(term.record.model_copy(update={"id": term_id}), term.place)


def _filled(row: Row, model: type[Record]) -> dict[str, str]:
    """The cells of declared columns that hold anything."""
    known = written_fields(model)
    return {column: text for column, text in row.cells.items() if column in known and text != ""}
