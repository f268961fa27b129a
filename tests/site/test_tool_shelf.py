"""The bar of saved things that all tools share, tried on the run chart: nothing that a visitor made is ever lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.shelf_bar import unfold
from tests.site.sites import Site
from tests.site.visitor import PHONE, Visitor

Visit = Callable[..., Visitor]

PREFIX = "changepack/1/run-chart/"
ENTRIES = f"""() => Object.keys(localStorage)
    .filter((name) => name.startsWith('{PREFIX}'))
    .map((name) => JSON.parse(localStorage[name]))"""
NEWER = f"""(title) => {{
    const name = Object.keys(localStorage).find((key) => key.startsWith('{PREFIX}'));
    const entry = JSON.parse(localStorage[name]);
    localStorage[name] = JSON.stringify({{...entry, revision: entry.revision + 1, data: {{...entry.data, title}}}});
}}"""
"""What another tab does, without the message that a browser sends about it: the moment before it arrives."""
FULL = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"


@pytest.fixture
def visitor(visit: Visit, eight: Site) -> Visitor:
    """A visitor before the tool."""
    visitor = visit(accept_downloads=True)
    visitor.go(eight.url + "tools/run-chart/")
    return visitor


def title(page: Page, words: str) -> None:
    page.locator("#s-title").fill(words)
    expect(page.locator("[data-state]")).to_have_text("Saved in this browser.")


def saved(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(ENTRIES)
    return found


def titles(page: Page) -> set[str]:
    return {entry["data"]["title"] for entry in saved(page)}


def press(page: Page, name: str) -> None:
    unfold(page)
    page.get_by_role("button", name=name, exact=True).click()


def test_nothing_is_kept_before_something_is_made(visitor: Visitor) -> None:
    assert saved(visitor.page) == []
    assert visitor.page.locator("[data-saved] option").all_inner_texts() == ["Chart without a name"]


def test_that_it_is_saved_is_told_aloud_once_for_each_thing(visitor: Visitor) -> None:
    page = visitor.page
    aloud = page.locator("[data-aloud][role=status]")
    expect(aloud).to_be_empty()
    title(page, "First")
    expect(aloud).to_have_text("Saved in this browser.")
    press(page, "New")
    expect(aloud).to_be_empty()
    title(page, "Second")
    expect(aloud).to_have_text("Saved in this browser.")
    page.evaluate(FULL)
    page.locator("#s-title").fill("Third")
    expect(aloud).to_have_text("Not saved.")


def test_what_was_said_of_one_thing_does_not_stay_with_another(visitor: Visitor) -> None:
    page = visitor.page
    title(page, "First")
    press(page, "Copy")
    expect(page.locator("[data-told]")).to_have_text("A copy is open: First (copy).")
    page.locator("[data-saved]").select_option(label="First")
    expect(page.locator("[data-told]")).to_be_empty()


def test_work_is_there_again_after_a_reload_also_when_it_was_not_yet_saved(visitor: Visitor) -> None:
    page = visitor.page
    title(page, "First")
    press(page, "New")
    page.locator("#s-title").fill("Second")
    page.reload()
    assert page.locator("#s-title").input_value() == "Second"
    assert titles(page) == {"First", "Second"}
    page.locator("[data-saved]").select_option(label="First")
    assert page.locator("#s-title").input_value() == "First"
    page.reload()
    assert page.locator("#s-title").input_value() == "First"


def test_copy_delete_and_bring_back(visitor: Visitor) -> None:
    page = visitor.page
    title(page, "Calls")
    press(page, "Copy")
    assert titles(page) == {"Calls", "Calls (copy)"}
    press(page, "Delete")
    assert titles(page) == {"Calls"}
    assert page.locator("#s-title").input_value() == "Calls"
    press(page, "Bring it back")
    assert titles(page) == {"Calls", "Calls (copy)"}
    assert page.locator("#s-title").input_value() == "Calls (copy)"


def second_tab(context: BrowserContext, first: Page) -> Page:
    page = context.new_page()
    page.goto(first.url)
    return page


def test_two_tabs_do_not_destroy_each_others_work(visitor: Visitor) -> None:
    first = visitor.page
    title(first, "Shared")
    assert second_tab(visitor.context, first).locator("#s-title").input_value() == "Shared"
    first.evaluate(NEWER, "Newer")
    first.locator("#s-title").fill("Mine")
    trouble = first.locator("[data-trouble]")
    expect(trouble).to_contain_text("Another tab has saved a newer version")
    assert titles(first) == {"Newer"}
    press(first, "New")
    assert first.locator("#s-title").input_value() == "Mine"
    press(first, "Save mine as a copy")
    assert titles(first) == {"Newer", "Mine (copy)"}
    expect(trouble).to_be_hidden()


def overtaken(page: Page) -> None:
    """Go on with work that another tab has saved in a newer version."""
    title(page, "Mine")
    page.evaluate(NEWER, "Theirs")
    page.locator("#s-title").fill("Mine again")
    expect(page.locator("[data-trouble]")).to_contain_text("Another tab has saved a newer version")


def test_the_newer_work_can_be_loaded(visitor: Visitor) -> None:
    page = visitor.page
    overtaken(page)
    press(page, "Load the newer one")
    assert page.locator("#s-title").input_value() == "Theirs"
    title(page, "Theirs and mine")
    assert titles(page) == {"Theirs and mine"}


def test_newer_work_that_is_gone_again_is_not_said_to_be_open(visitor: Visitor) -> None:
    page = visitor.page
    overtaken(page)
    page.evaluate("localStorage.clear()")
    press(page, "Load the newer one")
    expect(page.locator("[data-told]")).to_have_text("Saved as a copy: Mine again (copy).")
    assert titles(page) == {"Mine again (copy)"}


def test_newer_work_that_was_not_seen_is_not_deleted(visitor: Visitor) -> None:
    page = visitor.page
    overtaken(page)
    press(page, "Delete")
    assert titles(page) == {"Theirs"}
    assert page.evaluate("document.activeElement.textContent") == "Save mine as a copy"


def test_what_was_typed_a_moment_ago_stays_when_a_thing_is_brought_back(visitor: Visitor) -> None:
    page = visitor.page
    title(page, "First")
    press(page, "New")
    title(page, "Second")
    press(page, "Delete")
    page.locator("#s-title").fill("First, and more")
    page.locator("[data-trouble] button").click()
    assert titles(page) == {"First, and more", "Second"}


def test_a_quiet_tab_follows_the_other(visitor: Visitor) -> None:
    first = visitor.page
    title(first, "Shared")
    second = second_tab(visitor.context, first)
    title(second, "Changed there")
    expect(first.locator("#s-title")).to_have_value("Changed there")
    press(second, "Delete")
    expect(first.locator("[data-told]")).to_contain_text("Another tab deleted this chart")
    title(first, "Still here")
    assert titles(first) == {"Still here"}


def test_a_full_browser_is_met_with_words_and_a_file(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    page.locator("#s-title").fill("No room")
    expect(page.locator("[data-trouble]")).to_contain_text("no room left")
    expect(page.locator("[data-state]")).to_have_text("Not saved.")
    with page.expect_download() as waiting:
        page.locator("[data-trouble]").get_by_role("button", name="Save as a file").click()
    waiting.value.save_as(tmp_path / "kept.json")
    kept = json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))
    assert [entry["data"]["title"] for entry in kept["entries"]] == ["No room"]


def test_trouble_is_seen_where_one_types(visit: Visit, eight: Site) -> None:
    page = visit(viewport=PHONE).go(eight.url + "ideas/call/plan/")
    page.evaluate(FULL)
    field = page.get_by_label("What we learned", exact=True)
    field.fill("They come at lunch.")
    trouble = page.locator("[data-trouble]")
    expect(trouble).to_contain_text("no room left")
    expect(trouble).to_be_in_viewport(ratio=1)
    expect(field).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function(  # back in its place, over nothing
        "() => document.querySelector('[data-trouble]').getBoundingClientRect().bottom"
        " <= document.getElementById('s-ask-team').getBoundingClientRect().top"
    )


def test_trouble_is_said_once_and_not_at_each_pause(visitor: Visitor) -> None:
    page = visitor.page
    page.evaluate(FULL)
    page.locator("#s-title").fill("No room")
    expect(page.locator("[data-trouble]")).to_contain_text("no room left")
    page.evaluate(
        """() => {
          window.said = 0;
          const listen = new MutationObserver(() => { window.said += 1 });
          listen.observe(document.querySelector("[data-trouble]"), { childList: true });
        }"""
    )
    for words in ("No room at", "No room at all"):
        page.locator("#s-title").fill(words)
        expect(page.locator("[data-state]")).to_have_text("Saving…")
        expect(page.locator("[data-state]")).to_have_text("Not saved.")
    assert page.evaluate("window.said") == 0
    with page.expect_download() as waiting:
        page.locator("[data-trouble]").get_by_role("button", name="Save as a file").click()
    assert "No room at all" in waiting.value.path().read_text(encoding="utf-8")


COVERED = """() => {
    const { left, top, width, height } = document.activeElement.getBoundingClientRect();
    const upmost = document.elementFromPoint(left + width / 2, top + height / 2);
    return Boolean(upmost?.closest("[data-trouble]")) && !document.activeElement.closest("[data-trouble]");
}"""


def test_trouble_does_not_lie_over_what_has_the_focus(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + "ideas/call/plan/")
    page.evaluate(FULL)
    page.get_by_label("What we learned", exact=True).fill("They come at lunch.")
    expect(page.locator("[data-trouble]")).to_be_in_viewport()
    page.locator("#s-ask-team").focus()
    covered = []
    while page.evaluate("Boolean(document.activeElement.closest('#content'))"):
        if page.evaluate(COVERED):
            covered.append(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))
        page.keyboard.press("Tab")
    assert covered == []


def test_things_of_one_name_are_told_apart_by_when_they_were_saved(visitor: Visitor, eight: Site) -> None:
    title(visitor.page, "Calls home")
    other = visitor.context.new_page()
    other.goto(eight.url + "tools/run-chart/")
    press(other, "New")
    expect(other.locator("[data-saved] option").first).to_have_text("Chart without a name")
    title(other, "Calls home")
    first, second = other.locator("[data-saved] option").all_inner_texts()
    assert first.startswith("Calls home (")
    assert second.startswith("Calls home (")
    title(other, "Visits")
    assert other.locator("[data-saved] option").all_inner_texts() == ["Visits", "Calls home"]


@pytest.mark.parametrize(
    "off",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('storage is off') } })",
        "Object.defineProperty(window, 'localStorage', { value: null })",
        "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new DOMException('the disk is broken') }",
    ],
)
def test_a_browser_that_keeps_nothing_is_said_so(visit: Visit, eight: Site, off: str) -> None:
    visitor = visit()
    visitor.context.add_init_script(off)
    page = visitor.go(eight.url + "tools/run-chart/")
    note = page.locator("[data-kept]")
    expect(note).to_contain_text("This browser keeps nothing for this site")
    expect(note).not_to_contain_text("stays in this browser")
    page.locator("#s-title").fill("Private")
    expect(page.locator("[data-trouble]")).to_contain_text("keeps nothing for this site")
    assert page.locator("#s-title").input_value() == "Private"


@pytest.mark.parametrize("text", ["{broken", '{"id": "x"}', '{"id":"x","revision":1,"saved":"2026","data":{"rows":7}}'])
def test_what_cannot_be_read_is_said_and_kept(visitor: Visitor, text: str) -> None:
    page = visitor.page
    title(page, "Good")
    page.evaluate("([name, text]) => { localStorage[name] = text }", [f"{PREFIX}x", text])
    page.reload()
    expect(page.locator("[data-trouble]")).to_contain_text("One saved chart cannot be read. It is kept aside")
    assert page.locator("#s-title").input_value() == "Good"
    with page.expect_download() as waiting:
        press(page, "Save what is there as a file")
    assert text in waiting.value.path().read_text(encoding="utf-8")
    assert text in page.evaluate("Object.values(localStorage)")


def test_a_second_damaged_thing_of_the_same_name_is_kept_beside_the_first(visitor: Visitor) -> None:
    page = visitor.page
    for text in ("{first", "{second"):
        page.evaluate("([name, text]) => { localStorage[name] = text }", [f"{PREFIX}x", text])
        page.reload()
    expect(page.locator("[data-trouble]")).to_contain_text("2 saved charts cannot be read. They are kept aside")
    assert {"{first", "{second"} <= set(page.evaluate("Object.values(localStorage)"))


def test_the_focus_stays_when_another_tab_changes_the_open_chart(visitor: Visitor) -> None:
    here = visitor.page
    here.locator("[data-cell=value]").nth(0).fill("30")
    title(here, "Shared")
    there = visitor.context.new_page()
    there.goto(here.url)
    there.locator("[data-saved]").select_option(label="Shared")
    here.bring_to_front()
    cell = here.locator("[data-cell=value]").nth(1)
    cell.focus()
    there.locator("[data-cell=value]").nth(2).fill("32")
    expect(here.locator("[data-cell=value]").nth(2)).to_have_value("32")
    expect(cell).to_be_focused()


def test_a_file_goes_out_and_comes_in_without_touching_what_is_there(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    title(page, "Une année: 3 < 4 & <script>")
    press(page, "New")
    title(page, "Second")
    with page.expect_download() as waiting:
        press(page, "Save all as a file")
    file = tmp_path / "charts.json"
    waiting.value.save_as(file)
    page.locator("[data-file]").set_input_files(file)
    expect(page.locator("[data-told]")).to_have_text("2 taken in.")
    assert len(saved(page)) == 4
    assert titles(page) == {"Une année: 3 < 4 & <script>", "Second"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not json", "cannot be read"),
        ('{"format": "changepack/1", "kind": "plan", "entries": []}', "not a file that was exported from this tool"),
        (
            '{"format": "changepack/1", "kind": "run-chart", "entries": [{"id": "x", "data": 4}]}',
            "Nothing in this file can be read",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused(visitor: Visitor, tmp_path: Path, text: str, words: str) -> None:
    page = visitor.page
    title(page, "Mine")
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    page.locator("[data-file]").set_input_files(file)
    expect(page.locator("[data-trouble]")).to_contain_text(words)
    assert titles(page) == {"Mine"}
