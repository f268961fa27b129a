"""The Word worksheet with marks in place of what differs from idea to idea, made once a build by python-docx.

The only module that imports docx, and itself imported late: making one document takes as long as setting the texts of
hundreds of ideas into it (`worksheet.py` does that). Order and words are those of `templates/partials/plan.html.j2`.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell

__all__ = ["template"]

_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Creation date of every document: the same sources give the same bytes."""
_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "Heading 1", "Table Grid"}
_NOT_NEEDED = ("thumbnail", "customXml", "stylesWithEffects", "webSettings", "numbering", "theme", "extended-prop")
_SHADE = "EDEFF1"
_BOX = "\u2610"


def template(site_name: str) -> bytes:
    """The document, with marks such as `{{question}}` as whole texts of its XML."""
    document = docx.Document()
    _set_up(document, site_name)
    document.add_paragraph("{{title}}", style="Title")
    _write(document.add_paragraph(), "{{about}}", small=True)
    _head(document)
    document.add_heading("Plan: before you begin", 1)
    _rows(document, [("What we want to try", "{{objective}}", 9), ("What it should move", "{{driver}}", 9)])
    questions = [["{{question}}", "{{prediction}}"], ["", ""], ["", ""]]
    _grid(document, ["Question", "What we think will happen"], questions, height=12)
    details = [
        ("What we will do", "{{what}}", 18), ("Who", "", 9), ("Where", "", 9), ("When", "{{when}}", 9),
        ("How small", "{{size}}", 9), ("What we will write down, who does it, and when", "{{data}}", 14),
    ]  # fmt: skip
    _rows(document, details)
    for mark in ("{{measures}}", "{{keep}}"):
        _write(document.add_paragraph(), mark, small=True)
    back = document.add_heading("Do: run the test, and write down what you see", 1)
    back.paragraph_format.page_break_before = True
    _rows(document, [("What we really did, what got in the way, what surprised us", "", 36)])
    document.add_heading("Study: compare it with what you thought", 1)
    choice = f"{_BOX} yes\n{_BOX} partly\n{_BOX} no"
    answers = [["{{question}}", "", choice], ["", "", choice], ["", "", choice]]
    _grid(document, ["Question", "What happened", "As we thought?"], answers, (58, 91, 28), height=18)
    _rows(document, [("What we learned", "", 22)])
    document.add_heading("Act: decide; all three are good results", 1)
    decisions = "\n".join(
        f"{_BOX} {words}"
        for words in ("adopt it: keep it as it is", "adapt it: change it and test again", "abandon it: drop it")
    )
    _rows(document, [("We will", decisions, 9), ("Why", "", 18), ("What we do next, who, and by when", "", 18)])
    _write(document.add_paragraph(), "{{origin}}", small=True)
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
    for name, size, before, after in (("Normal", 10, 0, 3), ("Title", 17, 0, 4), ("Heading 1", 13, 12, 4)):
        style = styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        _without_theme(style)
    styles["Title"].font.bold = True
    _widen_cells(styles["Table Grid"])
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


def _widen_cells(style: Any) -> None:
    """Some room above and below the text of a cell, in twentieths of a point."""
    sides = (("top", 40), ("left", 108), ("bottom", 40), ("right", 108))
    widths = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    room = f"<w:tblCellMar {nsdecls('w')}>{widths}</w:tblCellMar>"
    properties = style.element.find(qn("w:tblPr"))
    for old in properties.findall(qn("w:tblCellMar")):
        properties.remove(old)
    properties.append(parse_xml(room))


def _head(document: Document) -> None:
    names = ["Team and place", "Who leads this test", "Cycle", "From", "To"]
    _grid(document, names, [["", "", "", "", ""]], (52, 52, 17, 28, 28))


def _grid(
    document: Document, names: list[str], rows: list[list[str]], widths: tuple[int, ...] = (), *, height: int = 9
) -> None:
    """A table with a row of names and rows to write in; `widths` and `height` in millimetres."""
    table = document.add_table(1 + len(rows), len(names), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        _label(cell, name)
    _mark_as_head(table)
    for row, texts in zip(list(table.rows)[1:], rows, strict=True):
        row.height = Mm(height)
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell.paragraphs[0], text)
    even = (177 // len(names),) * len(names)
    _set_widths(table, widths or even)
    _space(document)


def _rows(document: Document, rows: list[tuple[str, str, int]]) -> None:
    """A table of two columns: a name, and a text in a row of at least so many millimetres."""
    table = document.add_table(len(rows), 2, style="Table Grid")
    for row, (name, text, height) in zip(table.rows, rows, strict=True):
        row.height = Mm(height)
        _label(row.cells[0], name)
        _write(row.cells[1].paragraphs[0], text)
    _set_widths(table, (45, 132))
    _space(document)


def _space(document: Document) -> None:
    between = document.add_paragraph()
    between.paragraph_format.space_after = Pt(0)
    between.paragraph_format.line_spacing = Pt(7)


def _label(cell: _Cell, name: str) -> None:
    _write(cell.paragraphs[0], name, bold=True)
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>')
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the library has no name for shading


def _write(paragraph: Any, text: str, *, bold: bool = False, small: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if bold or small:
        run.font.size = Pt(9)


def _mark_as_head(table: Table) -> None:
    """The row of names is repeated on the next page, and read out by screen readers."""
    row: Any = table.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - nor for this


def _set_widths(table: Table, widths: tuple[int, ...]) -> None:
    """Widths of the columns in millimetres."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _saved(document: Document) -> bytes:
    package: Any = document.part.package
    for owner in (package, document.part):
        for key, relation in list(owner.rels.items()):
            if any(word in relation.reltype for word in _NOT_NEEDED):
                del owner.rels[key]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
