"""Worksheets open with the library that makes Word files, say what the idea says, and are the same each time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from generator.memory import Memory
from generator.model.change_idea import ChangeIdea
from generator.render.view import LibraryView
from generator.render.worksheet import _BREAK, _blank, _xml, worksheet_path, worksheets
from tests.sample_library import HOSTILE, sample_library

IDEA = "early-recovery"
SPANISH = "¿Vienen los niños? Sí: mañana, «después de clases», con José Ángel Núñez y su compañera, a las 3½."


BLANK = _blank("Change ideas", Memory())


def files(memory: Memory | None = None, **changes: Any) -> dict[str, bytes]:
    """All worksheets of the sample, with some fields of one idea changed."""
    library = sample_library()
    ideas = dict(library.catalog.ideas)
    ideas[IDEA] = ChangeIdea.model_validate(ideas[IDEA].model_dump() | changes)
    view = LibraryView(replace(library, catalog=replace(library.catalog, ideas=ideas)))
    return {path: b"".join(make()) for path, make in worksheets(view, memory).items()}


def said(document: bytes) -> str:
    """All text of a document, a line a paragraph, those in tables too."""
    body = docx.Document(io.BytesIO(document)).element.body
    return "\n".join(paragraph.text for paragraph in body.iter(f"{{{body.nsmap['w']}}}p"))


def test_every_idea_has_a_worksheet_that_opens() -> None:
    found = files()
    ideas = sample_library().catalog.ideas
    assert set(found) == {worksheet_path(idea_id) for idea_id in ideas}
    for idea_id, idea in ideas.items():
        assert idea.title in said(found[worksheet_path(idea_id)])


def test_a_worksheet_says_what_the_idea_says_and_has_room_for_the_rest() -> None:
    idea = sample_library().catalog.ideas[IDEA]
    text = said(files()[worksheet_path(IDEA)])
    for field in (idea.first_test.question, idea.first_test.prediction, idea.first_test.plan):
        assert field.text.replace("\n", " ") in text
    assert text.count(idea.first_test.question.text) == 2, "once in the plan, once beside the result"
    for words in (
        "Team and place",
        "Who",
        "What we learned",
        "☐ Partly",
        "abandon it: drop it",
        "https://change.example.org/",
    ):
        assert words in text
    assert "{{" not in text


@pytest.mark.parametrize("words", [HOSTILE, SPANISH, "]]> <w:t> {{title}} &amp; \\ 你好 🎒"])
def test_words_of_an_idea_stay_words(words: str) -> None:
    test = {"question": f"Q: {words}", "prediction": f"P: {words}", "plan": f"W: {words}", "size": words}
    document = files(title=words[:160], summary=words[:160], first_test=test)[worksheet_path(IDEA)]
    text = said(document)
    four = next(table for table in docx.Document(io.BytesIO(document)).tables if len(table.columns) == 4)
    assert four.rows[0].cells[3].text == f"How small\n{words}"
    assert f"Plan a test: {words[:160]}" in text


@given(st.text(max_size=80))
def test_any_text_gives_a_document_that_xml_can_read(text: str) -> None:
    entries = dict.fromkeys(BLANK.pieces[1::2], text)
    with zipfile.ZipFile(io.BytesIO(BLANK.filled(entries))) as archive:
        assert archive.testzip() is None
        parse_xml(archive.read("word/document.xml"))


def test_the_same_ideas_give_the_same_bytes() -> None:
    assert files() == files()


def test_a_template_that_is_remembered_gives_the_same_bytes() -> None:
    memory = Memory()
    first = files(memory)
    assert files(memory) == first


def test_a_worksheet_is_small_and_names_no_machine_and_no_day() -> None:
    document = files()[worksheet_path(IDEA)]
    assert len(document) < 12_000
    properties = docx.Document(io.BytesIO(document)).core_properties
    assert properties.author == "Change ideas"
    assert (properties.created.year, properties.modified.year) == (2000, 2000)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        parts = set(archive.namelist())
        for name in parts:
            if name.endswith(".rels"):
                targets = re.findall(r'Target="([^"]+)"', archive.read(name).decode())
                assert all({f"word/{target}", target} & parts for target in targets), name


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libre_office_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "test.docx"
    path.write_bytes(files()[worksheet_path(IDEA)])
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", path.name], cwd=tmp_path, check=True, timeout=120)
    assert (tmp_path / "test.pdf").stat().st_size > 5_000


def test_signs_that_xml_does_not_know_are_left_out() -> None:
    assert _xml("a\x00\x1b\ufffe<b>\nc") == f"a&lt;b&gt;{_BREAK}c"
