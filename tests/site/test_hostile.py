"""Hostile text in every field of every record is shown as text on every page, and nothing of it ever runs.

The browser goes without the pages' policy here, so that a script which got through would really run: escaping alone
must hold. `test_trust` makes sure that the policy would hold, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Visit
from tests.site.hostile_library import ATTACKS, MARK, attack_of, hostile_library
from tests.site.sites import Site, build_library, served_site
from tests.site.visitor import Visitor

LISTEN = "window.ran = () => { console.error('an attack ran') }; window.print = window.ran;"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the hostile library."""
    library, attacks = hostile_library()
    assert attacks > 200
    with served_site(build_library(library, tmp_path_factory.mktemp("hostile"))) as site:
        yield site


def unguarded(visit: Visit) -> Visitor:
    """A visitor whom no policy protects, and who hears of any attack that runs."""
    visitor = visit(bypass_csp=True)
    visitor.context.add_init_script(LISTEN)
    return visitor


def whole(text: str) -> list[str]:
    """The attacks in a text of which not every letter is there, whatever the case of its letters."""
    folded = text.casefold()
    return [
        folded[max(0, found.start() - 80) : found.end()]
        for found in MARK.finditer(folded)
        if not folded[: found.end()].endswith(attack_of(int(found[1])).casefold())
    ]


def holes(made: dict[str, Any]) -> list[str]:
    """What of an attack is more than text on a page, or not wholly there."""
    named = [f"attribute {name}" for name, _ in made["attributes"] if name.startswith("on") or name == "srcdoc"]
    runs = [value for name, value in made["attributes"] if name in {"href", "src", "action"} and "script:" in value]
    cut = [value for _, value in made["attributes"] if whole(value)]
    return [*named, *runs, *cut, *whole(made["text"]), *["headings"] * (made["headings"] - 1)]


def test_every_type_of_page_and_every_tool_shows_attacks_as_text(visit: Visit, hostile: Site, sample: Site) -> None:
    visitor = unguarded(visit)
    tools = {url for url in sample.pages() if url.startswith("tools/")}
    seen: set[str] = set()
    for url in sorted({*sample.page_of_type.values(), *tools}):
        if url.startswith("contribute/"):  # these pages tell of the program, not of the library
            continue
        harmless = visitor.go(sample.url + url).evaluate("probes.made()")
        made = visitor.go(hostile.url + url).evaluate("probes.made()")
        assert holes(made) == [], url
        assert set(made["tags"]) <= set(harmless["tags"]), url
        assert made["scripts"] == harmless["scripts"], url
        seen |= {match[1] for match in MARK.finditer(made["text"])}
    assert len(seen) > 150, "most of the attacks are on one of these pages"


def test_titles_descriptions_and_structured_data_hold_them_too(visit: Visit, hostile: Site) -> None:
    page = unguarded(visit).go(hostile.url + "ideas/early-recovery/")
    title = page.locator("h1").text_content() or ""
    assert title == attack_of(0)
    assert page.title().startswith(attack_of(0))
    for script in page.locator("script[type='application/ld+json']").all_text_contents():
        assert attack_of(0) in json.dumps(json.loads(script), ensure_ascii=False).replace('\\"', '"')


def test_the_menu_handles_them_as_text(visit: Visit, hostile: Site) -> None:
    page = unguarded(visit).go(hostile.url + "ideas/")
    for box in page.locator("#s-filter input[name=problem]:enabled").all():
        box.check()
    page.evaluate(
        """() => { const form = document.getElementById("s-filter");
          for (const box of form.querySelectorAll("input[type=checkbox]:enabled")) box.checked = true;
          form.dispatchEvent(new Event("change", {bubbles: true})) }"""
    )
    chips = [
        (chip.text_content() or "").removesuffix(" ×")
        for chip in page.get_by_role("list", name="Chosen filters").get_by_role("button").all()
    ]
    assert len(chips) > 5
    assert [chip for chip in chips if whole(chip)] == []
    page.locator(".cp-filters").get_by_role("button", name="Clear all").click()
    page.get_by_role("radio", name="Matrix").check()
    links = page.get_by_role("table").get_by_role("link").all_text_contents()
    assert attack_of(0) in links
    assert [link for link in links if whole(link)] == []


def test_attacks_in_the_address_of_the_menu_are_text(visit: Visit, eight: Site) -> None:
    visitor = unguarded(visit)
    for attack in ATTACKS:
        query = urlencode(dict.fromkeys(["words", "grade", "sort", "view", attack], attack))
        page = visitor.go(f"{eight.url}ideas/?{query}#{quote(attack)}")
        assert page.locator(".cp-chips li").count() == 1
        assert attack in (page.locator(".cp-chips").text_content() or "")
        assert page.locator("#content :is(img, iframe, math, base, meta)").count() == 0


@pytest.mark.parametrize("words", ["onerror", "autofocus", "onmouseover", "content", "srcdoc"])
def test_search_results_show_them_as_text(visit: Visit, hostile: Site, words: str) -> None:
    page = unguarded(visit).go(hostile.url)
    box = page.get_by_role("textbox", name="Search")
    box.fill(words[:-1])
    box.press(words[-1])
    results = page.locator(".md-search-result__list")
    results.locator("a").first.wait_for()
    for more in page.locator(".md-search-result__more summary").all():
        more.click()
    assert results.locator(":is(img, script, iframe, svg svg, form, base, meta, math, style)").count() == 0
    assert results.locator("[onerror], [onload], [onfocus], [onmouseover], [ontoggle], [srcdoc], [style]").count() == 0
    assert tells_an_attack(page), results.text_content()


def tells_an_attack(page: Page) -> bool:
    """Whether one of the results shows a piece of an attack with its sharp brackets and quotes."""
    text = (page.locator(".md-search-result__list").text_content() or "").replace("\n", " ")
    return any(
        piece in text
        for piece in ("<img src=x", "<iframe srcdoc=", "' autofocus", '" onmouseover="ran()"', "<meta http-equiv")
    )


def test_the_attacks_would_run_or_rebuild_a_page_where_nothing_is_escaped(visit: Visit) -> None:
    visitor = unguarded(visit)
    for attack in ATTACKS:
        page = visitor.go("about:blank")
        raw = f"<main><p title=\"{attack}\" lang='{attack}'>{attack}</p><h1>One</h1></main>"
        page.set_content(raw, wait_until="commit")
        page.wait_for_timeout(100)
        parts = "[...document.querySelectorAll('*')].map((one) => `${one.localName} ${one.attributes.length}`)"
        assert visitor.complaints or page.evaluate(parts) != ["html 0", "head 0", "body 0", "main 0", "p 2", "h1 0"]
        visitor.complaints.clear()
