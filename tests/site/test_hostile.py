"""A site whose every text is an attack, built from files by the whole pipeline, in a real browser.

The browser goes without the pages' policy here, so that a script which got through would really run: escaping and
cleaning alone must hold. `test_hostile_policy` takes them away and leaves the policy alone.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import pytest

from generator.render.data import FORMULA_SIGNS, csv_cell
from tests.attacks.lists import attacks, of_list, of_others
from tests.attacks.turns import HIDDEN, MARK, Dealt
from tests.site.attacked import Allowed, build_hostile, build_twin, faults_of, set_trap
from tests.site.conftest import Visit
from tests.site.sites import Site, served_site
from tests.site.test_search import ask, search

SIZE = int(os.environ.get("ATTACK_RECORDS", "5"))
"""Records of each kind; more by hand, and then every text is typed, too."""
WHOLE = SIZE > 5

NOT_SHOWN = {
    "idea.aliases", "place.source", "vocab.title", "vocab.note", "word.note",
    *(f"reference.{name}" for name in ("type", "author.given", "author.literal", "accessed", "publisher-place", "DOI")),
    *(f"reference.editor.{name}" for name in ("family", "given", "literal", "suffix")),
}  # fmt: skip
"""Fields that pages use otherwise than by showing their text: for search, in addresses, in short, or not at all."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """The site of attacks and what stands in its sources."""

    site: Site
    dealt: Dealt


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """A site of attacks."""
    folder, dealt = build_hostile(tmp_path_factory.mktemp("hostile"), SIZE)
    with served_site(folder) as site:
        yield Hostile(site, dealt)


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same site with harmless words."""
    with served_site(build_twin(tmp_path_factory.mktemp("twin"))) as site:
        yield site


ENOUGH = re.compile(r"(?!contribute/)(?:(?:ideas|cases)/[^/]*/|.*-0/.*|[^0-9]*)")
"""Pages of the twin that show all there is: other records of one kind look alike."""


def seen_by_a_visitor(visit: Visit, site: Site, urls: re.Pattern[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pages with these addresses, each with what it is made of; then everything in it is touched."""
    visitor = visit(bypass_csp=True)
    set_trap(visitor)
    for url in site.pages():
        if urls.fullmatch(url):
            page = visitor.go(site.url + url)
            made = page.evaluate("trap.made()")
            page.evaluate("trap.touch()")
            yield url, made | {"type": page.evaluate("document.querySelector('.cp-page').classList[1]")}


def test_on_every_page_attacks_are_text(visit: Visit, hostile: Hostile, twin: Site) -> None:
    classes = Allowed().classes  # of the whole site: which of them stand on a page depends on what it lists
    allowed: dict[str, Allowed] = defaultdict(lambda: Allowed(classes=classes))
    for _, made in seen_by_a_visitor(visit, twin, ENOUGH):
        allowed[made["type"]].add(made)
    plain = {str(text.number): squeezed(text.text) for text in hostile.dealt.texts if text.field.room == "plain"}
    seen: set[str] = set()
    faults: dict[str, list[str]] = {}
    for url, made in seen_by_a_visitor(visit, hostile.site, re.compile("(?!contribute/).*")):
        said = squeezed(made["text"])
        marks = {mark.end(): mark[1] for mark in MARK.finditer(said)}
        cut = [plain[mark] for end, mark in marks.items() if not said[:end].endswith(plain.get(mark, ""))]
        faults[url] = [*faults_of(made, allowed[made["type"]]), *(f"not whole: {text}" for text in cut)]
        seen |= set(marks.values())
        for data in made["data"]:
            json.loads(data)
    assert {url: found for url, found in faults.items() if found} == {}
    shown = {text.field.name for text in hostile.dealt.texts if str(text.number) in seen}
    assert {
        text.field.name for text in hostile.dealt.texts if text.field.room in {"plain", "prose"}
    } - shown == NOT_SHOWN


def squeezed(text: str) -> str:
    """A text without regard to spaces and to the case of letters, which pages may change."""
    return "".join(text.split()).casefold()


def test_data_files_hold_them_whole(hostile: Hostile) -> None:
    data = hostile.site.folder / "data"
    told = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in data.rglob("*.json")}
    assert len(told) > 8
    titles = {text.text for text in hostile.dealt.texts if text.field.name == "idea.title"}
    assert {item["title"] for item in told["ideas.json"]["items"]} == {title.strip() for title in titles}
    with io.StringIO((data / "ideas.csv").read_bytes().decode("utf-8-sig"), newline="") as text:
        rows = list(csv.reader(text, strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(tuple(FORMULA_SIGNS)) and not is_number(cell)]
    assert {row[rows[0].index("title")] for row in rows[1:]} == {csv_cell(title.strip()) for title in titles}


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None


def test_worksheets_open_and_hold_them_whole(hostile: Hostile) -> None:
    sheets = sorted(hostile.site.folder.rglob("*.docx"))
    assert len(sheets) >= SIZE
    shown = [text for text in hostile.dealt.texts if text.field.name in {"idea.title", "idea.first_test.size"}]
    said = ""
    for sheet in sheets:
        with zipfile.ZipFile(sheet) as packed:
            assert packed.testzip() is None
            for name in packed.namelist():
                if name.endswith((".xml", ".rels")):
                    tree = ET.fromstring(packed.read(name))  # noqa: S314 - our own
                    assert not [
                        one
                        for one in tree.iter()
                        if one.get("TargetMode") == "External" and "http" not in str(one.get("Target"))
                    ]
                    said += squeezed("".join(tree.itertext()))
    assert [text.text for text in shown if squeezed(text.text) not in said] == []


def test_the_menu_takes_any_words_and_shows_any_word(visit: Visit, hostile: Hostile) -> None:
    visitor = visit(bypass_csp=True)
    set_trap(visitor)
    page = visitor.go(hostile.site.url + "ideas/")
    before = page.evaluate("trap.made()")
    page.evaluate(
        """() => { const form = document.getElementById("s-filter");
          for (const box of form.querySelectorAll("input[type=checkbox]:enabled")) box.checked = true;
          form.dispatchEvent(new Event("change", {bubbles: true})) }"""
    )
    chips = page.locator(".cp-chips li")
    assert chips.count() > 20
    page.locator(".cp-filters").get_by_role("button", name="Clear all").click()
    for attack in typed()[:: 1 if WHOLE else 5]:
        made = page.evaluate(
            """(words) => { const form = document.getElementById("s-filter");
              form.querySelector("input[type=search]").value = words;
              form.dispatchEvent(new Event("change", {bubbles: true}));
              return [document.querySelector(".cp-chips").textContent, document.querySelectorAll("#content *").length] }""",
            attack,
        )
        assert squeezed(attack) in squeezed(made[0]), attack
    page.get_by_role("radio", name="Matrix").check()
    page.locator(".cp-filters").get_by_role("button", name="Clear all").click()
    allowed = Allowed()
    allowed.add(before)
    after = page.evaluate("trap.made()")
    assert not [fault for fault in faults_of(after, allowed) if fault.startswith(("address", "script", "style"))]
    assert not {"iframe", "object", "embed", "base", "math", "video", "audio"} & set(after["tags"])


def typed() -> list[str]:
    """Every attack that can be typed on one line, those of others too."""
    return [
        text for text in (*attacks(), *of_others()) if "\n" not in text and text.strip() and not HIDDEN.search(text)
    ]


def test_addresses_of_pages_take_any_query(visit: Visit, hostile: Hostile) -> None:
    visitor = visit(bypass_csp=True)
    set_trap(visitor)
    some = [text for text in of_list("html") if not HIDDEN.search(text)][:: 1 if WHOLE else 16]
    for attack in some:
        query = urlencode(dict.fromkeys(["words", "grade", "sort", "view", "q", "h", "idea", "plan", attack], attack))
        page = visitor.go(f"{hostile.site.url}ideas/?{query}#{quote(attack)}")
        assert squeezed(attack) in squeezed(page.locator(".cp-chips").text_content() or "")
        page.evaluate("trap.touch()")


def test_the_search_takes_any_words_and_shows_any_result(visit: Visit, hostile: Hostile) -> None:
    visitor = visit(bypass_csp=True)
    set_trap(visitor)
    page = visitor.go(hostile.site.url)
    allowed = Allowed()
    allowed.add(page.evaluate("trap.made()"))
    texts = typed()
    for attack in texts[:: 1 if WHOLE else 5]:
        ask(page, attack)
    for words in ("onerror", "script", "alert", "evil", "javascript", "config", "onload", "src"):
        assert search(page, words)
        found = page.evaluate("trap.made()")
        page.evaluate("trap.touch()")
        assert not {"iframe", "object", "embed", "base", "math", "video", "style"} & set(found["tags"])
        assert not [
            name for _, name, _ in found["attributes"] if name.startswith("on") or name in {"srcdoc", "formaction"}
        ]
    results = page.locator("[data-md-component=search] a[href*='ideas/']")
    assert results.count() > 0
    assert MARK.search(" ".join(results.all_text_contents()))
