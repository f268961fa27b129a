"""The Word worksheet with marks in place of what differs from idea to idea, made once for a site by python-docx.

The only module that imports docx, and itself imported late: making one document takes as long as setting the texts of
hundreds of ideas into it (`worksheet.py` does that). Words and order are those of the sheet (`plan_sheet.py`);
`docx.js` draws a filled plan in the same boxes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from generator.render.plan_sheet import FORM, Ask, Pick, Row

__all__ = ["template"]

_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Creation date of every document: the same sources give the same bytes."""
_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "Heading 1", "Table Grid"}
_NOT_NEEDED = ("thumbnail", "customXml", "stylesWithEffects", "webSettings", "numbering", "theme", "extended-prop")
WIDTH = 177
"""Millimetres between the margins."""
_BOX = "\u2610"
_GREY = "808080"


def template(site_name: str) -> bytes:
    """The document, with marks such as `{{question}}` as whole texts of its XML."""
    document = docx.Document()
    _set_up(document, site_name)
    document.add_paragraph("{{title}}", style="Title")
    for part in FORM:
        if part.title:
            heading = document.add_heading(f"{part.title}: {part.note}", 1)
            heading.paragraph_format.page_break_before = part.name == "do"
        for row in part.rows:
            entries, shares = (row.entries, row.shares) if isinstance(row, Row) else ((row,), ())
            if not (isinstance(row, Row) and row.name == "last"):
                _boxes(document, entries, shares or (1,) * len(entries))
        if part.name == "plan":
            for mark in ("{{measures}}", "{{keep}}", "{{origin}}"):
                _write(document.add_paragraph(), mark, small=True)
    return _saved(document)


def _set_up(document: Document, site_name: str) -> None:
    """Paper, type and properties; what the program's own template brings and we do not use is taken out."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(215.9), Mm(279.4)
    section.left_margin = section.right_margin = Mm(19)
    section.top_margin = section.bottom_margin = Mm(16)
    styles: Any = document.styles
    styles.element.remove(styles.element.find(qn("w:latentStyles")))
    for style in list(styles):
        if style.name not in _STYLES:
            style.delete()
    for name, size, before, after in (("Normal", 10, 0, 3), ("Title", 17, 0, 8), ("Heading 1", 13, 12, 4)):
        style = styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        _without_theme(style)
    styles["Title"].font.bold = True
    _make_boxes(styles["Table Grid"])
    properties = document.core_properties
    properties.author = properties.last_modified_by = site_name
    properties.title, properties.comments = "Plan of a test", ""
    properties.created = properties.modified = _DAY


def _without_theme(style: Any) -> None:
    """Take out the fonts and lines of the program's theme, so that every program shows the same type."""
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if "heme" in name]:
        del fonts.attrib[name]
    fonts.set(qn("w:cs"), "Arial")
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _make_boxes(style: Any) -> None:
    """Grey lines, and some room above and below the text of a cell, in twentieths of a point."""
    sides = (("top", 40), ("left", 108), ("bottom", 40), ("right", 108))
    widths = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    room = f"<w:tblCellMar {nsdecls('w')}>{widths}</w:tblCellMar>"
    properties = style.element.find(qn("w:tblPr"))
    for old in properties.findall(qn("w:tblCellMar")):
        properties.remove(old)
    properties.append(parse_xml(room))
    for line in properties.find(qn("w:tblBorders")):
        line.set(qn("w:color"), _GREY)


def _boxes(document: Document, entries: Sequence[Ask | Pick], shares: Sequence[int]) -> None:
    """Entries side by side, each in a box: its name, and room to write or what is given."""
    table = document.add_table(1, len(entries), style="Table Grid")
    table.autofit = False
    table.rows[0].height = Mm(max(_height(entry) for entry in entries))
    for column, cell, entry, share in zip(table.columns, table.rows[0].cells, entries, shares, strict=True):
        column.width = cell.width = Mm(WIDTH * share / sum(shares))
        _write(cell.paragraphs[0], _label(entry), bold=True)
        _write(cell.add_paragraph(), _text(entry))
    between = document.add_paragraph()
    between.paragraph_format.space_after = Pt(0)
    between.paragraph_format.line_spacing = Pt(5)


def _label(entry: Ask | Pick) -> str:
    if isinstance(entry, Ask) and entry.repeats:
        return f"{entry.label.partition(':')[0]}: {{{{{entry.repeats}}}}}"
    return entry.label


def _text(entry: Ask | Pick) -> str:
    if isinstance(entry, Pick):
        return "   ".join(f"{_BOX} {words}" for _, words in entry.choices)
    return f"{{{{{entry.given}}}}}" if entry.given else ""


def _height(entry: Ask | Pick) -> int:
    """Millimetres: a line for the name, and room to write by hand."""
    return 6 + 8 * (1 if isinstance(entry, Pick) or entry.given else entry.lines)


def _write(paragraph: Any, text: str, *, bold: bool = False, small: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if bold or small:
        run.font.size = Pt(9)


def _saved(document: Document) -> bytes:
    package: Any = document.part.package
    for owner in (package, document.part):
        for key, relation in list(owner.rels.items()):
            if any(word in relation.reltype for word in _NOT_NEEDED):
                del owner.rels[key]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
