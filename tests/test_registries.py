"""The registries are whole: each entry has everything that belongs to it, and nothing stands outside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.diagnostics import CODES
from generator.model.kinds import KINDS
from generator.model.schema import json_schema
from generator.model.tools import TOOL_IDS
from generator.project import PACKAGE, RECORD_FOLDERS
from generator.render.facets import FACETS
from generator.render.field_docs import field_groups
from generator.render.pages import PAGE_TYPES
from generator.render.pages.tools import TOOLS
from generator.text.addresses import SITE_PAGES

CASES = Path(__file__).parent / "cases" / "invalid"
GIVEN = {
    code
    for path in PACKAGE.rglob("*.py")
    if path.name != "codes.py"
    for code in re.findall(r"\"([LVKRTFACP]\d{3})\"", path.read_text(encoding="utf-8"))
}
EXPECTED = {
    code
    for path in CASES.glob("*/expected.txt")
    for code in re.findall(r"(?:error|warning)\[(\w+)\]", path.read_text(encoding="utf-8"))
}
TESTED_ELSEWHERE = {
    "L001": "needs a file that may not be read",
    "L005": "needs a symbolic link",
}


def test_every_message_that_is_given_is_declared_and_every_declared_one_is_given() -> None:
    assert set(CODES) == GIVEN


@pytest.mark.parametrize("code", [code for code in CODES if code[0] in "LVK" and code not in TESTED_ELSEWHERE])
def test_every_fault_of_the_sources_has_a_golden_case(code: str) -> None:
    assert code in EXPECTED


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_it_is_for_on_the_page_of_fields_and_in_the_schema(kind: str) -> None:
    for group in field_groups(kind):
        assert {row.name for row in group.rows if row.text} == {row.name for row in group.rows}
    schema = json_schema(kind, {})
    for part in (schema, *schema.get("definitions", {}).values()):
        assert [name for name, field in part["properties"].items() if not field["description"]] == []


def test_texts_may_link_to_every_page_that_is_there_once_on_each_site() -> None:
    alone = {page_type.url.strip("/") or "index" for page_type in PAGE_TYPES.values() if not page_type.ids}
    assert {*alone, "ideas"} == set(SITE_PAGES)


def templates(folder: Path) -> set[str]:
    return {path.name.removesuffix(".html.j2") for path in folder.glob("*.j2")}


def test_every_tool_has_a_template_and_no_template_is_left_over() -> None:
    ids = [tool.id for tool in TOOLS]
    assert len(ids) == len(set(ids))
    assert {tool.template for tool in TOOLS} == templates(PACKAGE / "templates" / "pages" / "tools")


def test_prose_may_link_to_every_tool() -> None:
    assert tuple(tool.id for tool in TOOLS) == TOOL_IDS


def test_every_kind_that_has_a_folder_is_a_kind() -> None:
    assert set(RECORD_FOLDERS) <= set(KINDS)


def test_facets_have_names_of_their_own() -> None:
    ids = [facet.id for facet in FACETS]
    assert len(ids) == len(set(ids))
    assert ids[0] == "problem"
