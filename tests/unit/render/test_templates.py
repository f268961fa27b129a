"""Rules that every template keeps, so that no page can be made unsafe by a slip."""

from __future__ import annotations

import re

import pytest
from jinja2 import StrictUndefined
from markupsafe import Markup

from generator.project import PACKAGE
from generator.render import PAGE_TYPES
from generator.render.environment import environment, macro
from generator.text import ROOT

TEMPLATES = {path.relative_to(PACKAGE / "templates").as_posix(): path for path in (PACKAGE / "templates").rglob("*.j2")}
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*>")


def source(name: str) -> str:
    return COMMENT.sub("", TEMPLATES[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_prints_values_only_between_quotes_or_as_text(name: str) -> None:
    for tag in TAG.findall(STATEMENT.sub("", source(name))):
        outside = re.sub(r'"[^"]*"', "", tag)
        inside = re.sub(r"^<h\{\{ [^}]+ \}\}", "<h2", outside)  # the level of a heading is a number of ours
        inside = inside.replace(" data-{{ facet }}=", "")  # an id of the registry of facets
        inside = re.sub(r"\{\{ ' (?:open|disabled|checked)' if [^}]+ \}\}", "", inside)
        assert "{{" not in inside, f"a value without quotes in {tag}"
        assert "'" not in inside, f"single quotes in {tag}"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_no_style_no_handler_and_no_script_of_its_own(name: str) -> None:
    text = source(name)
    assert not re.search(r"\|\s*safe|autoescape|Markup", text)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert not re.search(r"javascript:", text)
    for script in re.findall(r"<script[^>]*>.*?</script>", text, re.DOTALL):
        name_in_loop = re.sub(r"\{\{ name \}\}", "name", script)
        file = re.fullmatch(
            r'<script src="\{\{ root \}\}assets/(?:[a-z-]+/)?[a-z-]+\.js" defer></script>', name_in_loop
        )
        data = re.fullmatch(r'<script type="application/json" id="cp-[a-z-]+">\{\{ [a-z_.]+ \}\}</script>', script)
        data = data or re.fullmatch(r'<script src="\{\{ root \}\}\{\{ data \}\}" defer></script>', script)
        assert file or data, script


@pytest.mark.parametrize("name", TEMPLATES)
def test_addresses_in_templates_lead_to_our_own_pages_or_come_from_a_checked_field(name: str) -> None:
    for address in re.findall(r'(?:href|src)="([^"]*)"', source(name)):
        ours = address.startswith(("{{ root }}", "#"))
        checked = re.fullmatch(r"\{\{ [a-z_.]*url \}\}", address)
        written = re.fullmatch(r"https://[a-z0-9./_-]+", address)
        assert ours or checked or written, address


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_article_in_the_frames_own_and_no_heading_of_a_column_without_words(name: str) -> None:
    assert "<article" not in source(name)
    assert not re.search(r"<th[^>]*></th>", source(name))


def test_every_page_type_has_a_template_and_no_template_is_left_over() -> None:
    pages = {name.removeprefix("pages/").removesuffix(".html.j2") for name in TEMPLATES if name.startswith("pages/")}
    later_pages = {"ideas_list"}  # the menu's plain list goes on over pages of the same type
    assert {page for page in pages if not page.startswith("tools/")} == set(PAGE_TYPES) - {"tool"} | later_pages


def test_the_environment_escapes_and_takes_a_missing_name_for_an_error() -> None:
    made = environment()
    assert made.autoescape is True
    assert made.undefined is StrictUndefined
    assert made.from_string("{{ root }}{{ text }}").render(text="<b>") == f"{ROOT}&lt;b&gt;"


def test_a_value_that_is_not_there_is_an_error_and_not_the_word_none() -> None:
    with pytest.raises(TypeError, match="not there"):
        macro("lists", "cite")(None, "x")


def test_a_macro_escapes_what_it_is_given() -> None:
    made = macro("lists", "cite")('"><b>', "<i>")
    assert isinstance(made, Markup)
    assert "<b>" not in made
    assert "&lt;i&gt;" in made
