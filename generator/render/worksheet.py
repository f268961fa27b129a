"""The Word worksheet of each idea's first test: `ideas/<id>/<id>-test.docx`.

A document is a zip of XML. One document with marks is made for a site (`worksheet_template.py`) and remembered, cut at
its marks; each idea's text, escaped, is set between the pieces. Nothing of an idea is read as XML, and the same idea
gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

from generator.memory import Memory
from generator.render.plan_sheet import GIVEN, PlanSheet, plan_sheet
from generator.render.view import LibraryView

__all__ = ["worksheet_path", "worksheets"]

_BODY = "word/document.xml"
_TEMPLATE = "worksheet template"
"""What the memory knows it as."""
_MARK = re.compile(r"\{\{(\w+)\}\}")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can name; every file in it has this date."""


def worksheet_path(idea_id: str) -> str:
    """Where an idea's worksheet lies below the root."""
    return f"ideas/{idea_id}/{idea_id}-test.docx"


def worksheets(view: LibraryView, memory: Memory | None = None) -> dict[str, Callable[[], list[bytes]]]:
    """Path -> what makes the bytes, of the worksheet of every idea that has a page."""
    memory = memory or Memory()
    memory.recall(_TEMPLATE)  # or it would be forgotten where no sheet is made
    return {worksheet_path(idea_id): partial(_worksheet, view, memory, idea_id) for idea_id in view.catalog.ideas}


def _worksheet(view: LibraryView, memory: Memory, idea_id: str) -> list[bytes]:
    idea = view.catalog.ideas[idea_id]
    blank = view.once("blank worksheet", lambda: _blank(view.settings.site_name, memory))
    return [blank.filled(_entries(plan_sheet(view, idea_id, idea)))]


@dataclass(frozen=True, slots=True)
class _Blank:
    """The template: all files of the zip but the text, and the text in its pieces, by turns XML and name of a mark."""

    others: bytes
    pieces: tuple[str, ...]

    def filled(self, entries: dict[str, str]) -> bytes:
        """A document with plain texts in place of the marks."""
        text = {name: _xml(entry) for name, entry in entries.items()}
        body = "".join(text[piece] if at % 2 else piece for at, piece in enumerate(self.pieces))
        buffer = io.BytesIO()
        buffer.write(self.others)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(_dated(_BODY), body.encode(), compresslevel=3)
        return buffer.getvalue()


def _blank(site_name: str, memory: Memory) -> _Blank:
    """The template of a site, from an earlier build where there is one: the library that makes it takes long."""
    if known := memory.facts(_TEMPLATE):
        return _Blank(b64decode(known["others"]), tuple(known["pieces"]))
    from generator.render.worksheet_template import template

    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template(site_name))) as whole,
        zipfile.ZipFile(buffer, "w") as others,
    ):
        for name in whole.namelist():
            if name != _BODY:
                others.writestr(_dated(name), whole.read(name))
        body = whole.read(_BODY).decode()
    blank = _Blank(buffer.getvalue(), tuple(_MARK.split(body)))
    memory.remember(_TEMPLATE, (), {"others": b64encode(blank.others).decode(), "pieces": blank.pieces})
    return blank


def _dated(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EARLIEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    return info


def _xml(text: str) -> str:
    """Plain text as the inside of a text element; signs that XML does not know are left out."""
    return escape(_NOT_XML.sub("", text), quote=False).replace("\n", _BREAK)


def _entries(sheet: PlanSheet) -> dict[str, str]:
    sources = f" With sources and measures: {sheet.address}" if sheet.address else ""
    return {
        "title": f"Plan a test: {sheet.idea_title}",
        **{name: getattr(sheet, name) for name in GIVEN},
        "measures": f"Measures that fit: {'; '.join(sheet.measures)}." if sheet.measures else "",
        "keep": f"What must stay, or it is another idea: {' '.join(sheet.keep)}" if sheet.keep else "",
        "origin": f"{sheet.origin}.{sources}",
    }
