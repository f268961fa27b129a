"""The tools take whatever is typed, kept in the browser, opened from a file or asked for in an address, as text.

Each tool is used twice in the same way, once with harmless words and once with attacks; with attacks its page must be
made of nothing that it is not made of with harmless words.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from generator.model.tools import TOOL_IDS
from generator.render.tools.capacity import AREAS
from tests.attacks.lists import attacks
from tests.attacks.turns import HIDDEN
from tests.site.attacked import Allowed, faults_of, set_trap
from tests.site.conftest import Visit
from tests.site.sites import Site
from tests.site.visitor import Visitor

TYPED = [text for text in attacks() if "\n" not in text and not HIDDEN.search(text)]
HARMLESS = ["Harmless words"]
WRONG: list[Any] = [None, 0, -1.5, True, [], {}, [[]], {"__proto__": {"x": 1}}, "x" * 5000, ["<b>"], {"length": 3}]
TOOLS = [tool for tool in TOOL_IDS if tool not in {"fishbone", "process-map"}]
"""These two are drawn by the script of the driver diagram."""
OF_THE_STORE = {"id", "revision", "saved", "format", "kind"}
"""What the store itself writes around a thing."""

FILL = """(words) => {
  const boxes = [...document.querySelectorAll("#content :is(input:not([type]), input[type=text], input[type=search], textarea):not([readonly])")];
  boxes.forEach((box, at) => {
    box.value = words[at % words.length];
    for (const name of ["input", "change"]) box.dispatchEvent(new Event(name, { bubbles: true }));
  });
  for (const choice of document.querySelectorAll("#content select:not([data-saved])")) {
    choice.selectedIndex = choice.options.length - 1;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return boxes.length;
}"""


def states(visitor: Visitor, url: str, words: list[str]) -> Iterator[Page]:
    """A tool after words were typed into it, after it read them again, and after it read them from a file."""
    page = visitor.go(url)
    page.evaluate(FILL, words)
    page.wait_for_timeout(700)  # until it has saved by itself
    yield page
    kept: dict[str, str] = page.evaluate("({...localStorage})")
    turn = itertools.cycle(words)
    changed = {key: exchanged(value, turn) for key, value in kept.items()}
    page.evaluate(
        "(all) => { for (const [key, value] of Object.entries(all)) localStorage.setItem(key, value) }", changed
    )
    visitor.go(url)
    yield page
    opener = page.locator("[data-shelf] [data-file]")
    for key, value in changed.items():
        kind = key.split("/")[2] if key.startswith("changepack/1/") else ""
        if kind and opener.count():
            content = json.dumps({"format": "changepack/1", "kind": kind, "entries": [json.loads(value)]})
            opener.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": content.encode()})
            page.wait_for_timeout(200)
            yield page
    # not `q`, which opens the search of the site over the tool (`test_hostile` looks at that)
    names = ["idea", "plan", "title", "unit", "problem", "place", "words", words[0]]
    visitor.go(f"{url}?{urlencode(dict.fromkeys(names, words[0]))}#{urlencode({words[-1]: ''})}")
    yield page


def exchanged(text: str, turn: Iterator[Any]) -> str:
    """What a tool has saved with every text, or every value, exchanged."""

    def change(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: one if key in OF_THE_STORE else change(one) for key, one in value.items()}
        if isinstance(value, list):
            return [change(one) for one in value] or [next(turn)]
        return next(turn) if isinstance(value, str) else value

    try:
        return json.dumps(change(json.loads(text)))
    except ValueError:
        return text


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_takes_attacks_as_text(visit: Visit, sample: Site, tool: str) -> None:
    url = f"{sample.url}tools/{tool}/"
    allowed = Allowed()
    calm, visitor = visit(bypass_csp=True), visit(bypass_csp=True)
    set_trap(calm)
    set_trap(visitor)
    for twin, page in zip(states(calm, url, HARMLESS), states(visitor, url, TYPED), strict=True):
        page.evaluate("trap.touch()")
        allowed.add(twin.evaluate("trap.made()"))
        if faults_of(page.evaluate("trap.made()"), allowed):
            twin.wait_for_timeout(1500)  # the twin may be late with what it draws from a file
            allowed.add(twin.evaluate("trap.made()"))
        faults = faults_of(page.evaluate("trap.made()"), allowed)
        assert [one for one in faults if not one.startswith("attribute hidden of")] == []
    forgive_boxes(calm)
    forgive_boxes(visitor)


WORDLESS = {"toString": None, "valueOf": None}
"""An object that cannot become text: a script that makes it so fails."""
PLAN = {"title": "Mine", "uid": "u", "cycle": "1", "decision": "constructor", "idea": WORDLESS, "ideaTitle": WORDLESS}
RATING = {"title": "Mine", "depth": "constructor", "spread": "1"}
CHART = {"title": "Mine", "good": "constructor", "line": "constructor", "rows": [{"period": "1", "value": "2"}]}
TREACHEROUS = [
    ("plan", "plan", {**PLAN, "previous": WORDLESS}),
    ("tried", "plan", {**PLAN, "title": WORDLESS, "prediction1": WORDLESS}),
    ("tried", "tried", {"title": "Mine", "plan": WORDLESS, "decision": "constructor", "idea": "constructor"}),
    ("traction", "traction", RATING),
    ("three-questions", "three-questions", {"title": "Mine", "can_do": "constructor"}),
    ("run-chart", "run-chart", CHART),
    (
        "capacity",
        "capacity",
        {"title": "Mine", "people": [], "draft": {"levels": dict.fromkeys((area.id for area in AREAS), WORDLESS)}},
    ),
]
"""A tool, and a thing that it finds in the browser: names that every object knows, and values that are no text."""


@pytest.mark.parametrize(("tool", "kind", "data"), TREACHEROUS)
def test_no_name_or_value_is_taken_for_more_than_it_is(
    visit: Visit, sample: Site, tool: str, kind: str, data: dict[str, Any]
) -> None:
    page = visit().go(f"{sample.url}tools/{tool}/")
    entry = {"id": "x", "revision": 1, "saved": "2026-11-21T10:00:00.000Z", "data": data}
    page.evaluate("([name, text]) => { localStorage[name] = text }", [f"changepack/1/{kind}/x", json.dumps(entry)])
    page.reload()
    assert page.locator("[data-shelf]").is_visible()
    if kind == tool:
        assert page.locator("[data-saved]").inner_text() == "Mine"
    text = page.locator("body").inner_text()
    assert [words for words in ("native code", "[object", "undefined", "NaN") if words in text] == []


@pytest.mark.parametrize("key", ["constructor", "toString", "__proto__"])
def test_a_ballot_with_names_that_every_object_knows_is_counted(visit: Visit, sample: Site, key: str) -> None:
    page = visit().go(f"{sample.url}tools/vote/")
    ideas = [{"key": one, "id": "", "name": f"Idea {one}"} for one in (key, "a", "b")]
    ballot = {"name": "Ana", "first": "a", "placed": {"a": {"effort": "small", "effect": "large", "why": "Sooner"}}}
    data = {"title": "Mine", "ideas": ideas, "ballots": [ballot], "draft": {}}
    entry = {"id": "x", "revision": 1, "saved": "2026-11-21T10:00:00.000Z", "data": data}
    page.evaluate("(text) => { localStorage['changepack/1/team-vote/x'] = text }", json.dumps(entry))
    page.reload()
    page.get_by_role("button", name="Show the results").click()
    assert "1 vote to try it first" in page.locator(".cp-vote__order > li").first.inner_text()


def forgive_boxes(visitor: Visitor) -> None:
    """The browser says so itself when a box for dates or numbers is given another text."""
    visitor.complaints[:] = [line for line in visitor.complaints if "console warning: The specified value" not in line]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_reads_whatever_lies_in_the_browser(visit: Visit, sample: Site, tool: str) -> None:
    """Wrong kinds of values and broken texts are put aside or passed over; no script fails, nothing runs."""
    visitor = visit(bypass_csp=True)
    set_trap(visitor)
    page = visitor.go(f"{sample.url}tools/{tool}/")
    page.evaluate(FILL, HARMLESS)
    page.wait_for_timeout(700)
    kept: dict[str, str] = page.evaluate("({...localStorage})")
    for start in range(3):
        turn = itertools.cycle(WRONG[start * 3 :] + WRONG[: start * 3])
        changed = {key: exchanged(value, turn) for key, value in kept.items()}
        if start == 2:
            changed = dict(zip(kept, itertools.cycle(['{"id":', "null", "[]", '"x"', "<b>"]), strict=False))
        page.evaluate(
            "(all) => { localStorage.clear(); for (const [key, value] of Object.entries(all)) localStorage.setItem(key, value) }",
            changed,
        )
        visitor.go(page.url)
        assert page.locator("h1").is_visible()
    forgive_boxes(visitor)
