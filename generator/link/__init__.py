"""Stage 3, records to a catalog: ids and words resolved, relations drawn both ways, the logic of improvement checked.

An unknown id or word is an error at its place; what is only unwise is a warning (`logic`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from generator.diagnostics import Location, Report, listed
from generator.link.circles import check_circles
from generator.link.drivers import check_drivers
from generator.link.log import check_log
from generator.link.logic import check_logic
from generator.link.relations import relations
from generator.link.scales import check_scales
from generator.link.series import check_places, check_series
from generator.model.catalog import Catalog
from generator.model.kinds import KINDS
from generator.model.record import Found, pointed, visit_raw
from generator.model.records import DocumentPlace, Placed, Records, RowPlace
from generator.model.tools import TOOL_IDS
from generator.model.types import Ref, Word
from generator.text import Prose, page_html, slug
from generator.text.addresses import SITE_PAGES, record_at

__all__ = ["link"]

_SOUND = re.compile(r"[a-z0-9/-]+")
"""An id that somebody may use; others are known only because they stand in a file."""


def link(records: Records, report: Report) -> Catalog:
    """The catalog of a project; what does not fit together goes to the report."""
    known = _known_ids(records)
    words = {name: [word.id for word in vocabulary.words] for name, vocabulary in records.vocab.items()}
    faulty_lists = {*records.sources.vocab, *records.sources.unreadable.get("word", ())} - words.keys()
    words |= {name: ["*"] for name in faulty_lists}  # its own message is enough
    there = {(kind, record_id) for kind, ids in known.items() for record_id in ids}
    listed = {(name, word) for name, found in words.items() for word in found}
    for placed in _all(records):
        outline = placed.record.outline
        if there.issuperset(outline.refs) and there.issuperset(outline.prose) and listed.issuperset(outline.words):
            continue
        for found in placed.record.mentions:
            _check(found, placed.place, known, words, report)
    for faulty in records.faulty:
        for found in visit_raw(faulty.model, faulty.value):
            _check(found, faulty.place, known, words, report)
    _check_pages(records, known, there, report)
    catalog = _catalog(records)
    check_drivers(records, known["problem"], report)
    check_circles(records, report)
    check_scales(records, report)
    check_series(records, report)
    check_places(records, report)
    check_log(records, report)
    check_logic(records, catalog, report)
    return catalog


def _all(records: Records) -> Iterable[Placed[Any]]:
    for placed in records.by_kind.values():
        yield from placed.values()
    yield from records.tests


def _known_ids(records: Records) -> dict[str, set[str]]:
    """Ids of every kind. A file that was found but is faulty counts as known: its own message is enough.

    `*` stands for a whole file that could not be read: then every id of that kind passes. An id that is none counts
    as the one that it is near to.
    """
    known = {kind: records.ids(kind) for kind in {*KINDS, *records.by_kind}}
    for kind, document, field in (
        ("term", records.sources.glossary, "terms"),
        ("reference", records.sources.references, "references"),
    ):
        known.setdefault(kind, set()).update(_raw_ids(document.value if document else None, field))
    if records.sources.places:
        known["place"] = _and_near({row.cells.get("id", "") for row in records.sources.places.rows})
    known["page"] = {*SITE_PAGES, *(page.url.strip("/") for page in records.sources.pages)}
    known["tool"] = set(TOOL_IDS)
    for kind, ids in records.sources.unreadable.items():
        known.setdefault(kind, set()).update(ids)
    return known


def _raw_ids(value: Any, field: str) -> set[str]:
    entries = value.get(field) if isinstance(value, dict) else None
    if value and not isinstance(entries, list):
        return {"*"}  # its own message is enough
    entries = [entry for entry in entries or () if isinstance(entry, dict)]
    ids = (entry.get("id") or str(entry.get("term", "")).casefold() for entry in entries)
    return _and_near({found for found in ids if isinstance(found, str)})


def _and_near(ids: set[str]) -> set[str]:
    return {*ids, *(slug(found) for found in ids)} - {""}


def _check(
    found: Found,
    place: DocumentPlace | RowPlace,
    known: Mapping[str, set[str]],
    words: Mapping[str, list[str]],
    report: Report,
) -> None:
    """One id, word or piece of prose against what there is."""
    wanted: list[tuple[str, str]] = []
    if isinstance(found.value, Prose):
        wanted = pointed(found.value)
    elif isinstance(found.mark, Ref):
        wanted = [(found.mark.kind, found.value)]
    elif isinstance(found.mark, Word):
        _check_word(found, found.mark.list_id, place, words, report)
    _check_ids(wanted, known, lambda: place.locate(found.path), report)


def _check_word(
    found: Found, list_id: str, place: DocumentPlace | RowPlace, words: Mapping[str, list[str]], report: Report
) -> None:
    allowed = words.get(list_id, [])
    if found.value in allowed or "*" in allowed:
        return
    where = place.locate(found.path)
    if not report.unread_at(where):
        hint = f"words are listed at content/vocab/{list_id}.yml: {listed(allowed)}"
        report.add("K202", f"unknown word '{found.value}'", where, report.suggest(found.value, allowed, hint))


def _check_ids(
    wanted: Iterable[tuple[str, str]], known: Mapping[str, set[str]], locate: Callable[[], Location], report: Report
) -> None:
    """Report each (kind, id) that is not there; its place is looked up only then."""
    for kind, record_id in wanted:
        ids = known.get(kind, set())
        if record_id in ids or "*" in ids or report.unread_at(place := locate()):
            continue
        if report.told_enough("K201", place.file):
            continue  # looking for what was meant takes its time
        title, where = kind, ""
        if kind in KINDS:
            title = KINDS[kind].title
            where = f"{KINDS[kind].plural.capitalize()} are listed at {KINDS[kind].listed_at}"
            where += "" if ids else "; there are none yet"
        hint = report.suggest(record_id, filter(_SOUND.fullmatch, ids), where)
        report.add("K201", f"unknown {title} '{record_id}'", place, hint)


def _check_pages(records: Records, known: Mapping[str, set[str]], there: set[tuple[str, str]], report: Report) -> None:
    sound = {page.url for page in records.pages if there.issuperset(page.points)}
    for page in records.sources.pages:
        if other := _also_at(page.url, known):
            report.add("A701", f"{other} has the same address", Location(page.path), "rename this file, or its folder")
        if page.url in sound:
            continue  # reading a page takes longer than all else here
        article = page_html(page.markdown)
        for kind, target in pointed(article):
            line = article.lines.get(target if kind == "reference" else (kind, target), 0)
            _check_ids([(kind, target)], known, partial(Location, page.path, page.first_line + line), report)


def _also_at(url: str, known: Mapping[str, set[str]]) -> str | None:
    """What else has its page at an address; of sheets and later pages of a list, the build tells."""
    if (url.rstrip("/") or "index") in SITE_PAGES:
        return "a page of the site itself"
    kind, record_id = record_at(url) or ("", "")
    if record_id not in known.get(kind, ()):
        return None
    return f"the page of the {KINDS[kind].title if kind in KINDS else kind} '{record_id}'"


def _catalog(records: Records) -> Catalog:
    def all_of(kind: str) -> dict[str, Any]:
        return {record_id: placed.record for record_id, placed in sorted(records.by_kind.get(kind, {}).items())}

    files = {
        (kind, record_id): placed.place.file
        for kind, records_of_kind in records.by_kind.items()
        for record_id, placed in records_of_kind.items()
    }
    catalog = Catalog(
        ideas=all_of("idea"), cases=all_of("case"), problems=all_of("problem"), packages=all_of("package"),
        hubs=all_of("hub"), measures=all_of("measure"), methods=all_of("method"), places=all_of("place"),
        terms=all_of("term"), references=all_of("reference"), vocab=records.vocab,
        tests=tuple(placed.record for placed in records.tests),
        pages=records.pages, series=records.series, files=files,
    )  # fmt: skip
    return relations(catalog)
