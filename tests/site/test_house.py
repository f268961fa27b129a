"""The house around every page, in a real Chromium: menu, search, links from a disk, axe, no request leaves."""

from __future__ import annotations

import datetime as dt
import importlib.resources
import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from generator.pipeline import build
from generator.project import Project

MINIMAL = Path(__file__).parents[1] / "cases" / "valid" / "minimal"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NARROW, WIDE = 320, 1280
IDEA = "ideas/one-idea/"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("minimal")
    shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
    built = build(Project(folder), dt.date(2026, 11, 21))
    assert built.site, built.report.format("text")
    return built.site


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    assert found, "the tests need Chromium; make test installs it"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


def opened(
    browser: Browser, address: str, url: str, width: int = WIDE, scheme: str = "light"
) -> tuple[Page, list[str]]:
    """A page, and a list that receives what it complains about or asks of others."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    words: list[str] = []
    page.on("console", lambda message: words.append(message.text))
    page.on("pageerror", lambda error: words.append(str(error)))
    page.on("requestfailed", lambda request: words.append(f"failed: {request.url}"))

    def note_foreign(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            words.append(request.url)

    page.on("request", note_foreign)
    page.goto(address + url, wait_until="networkidle")
    return page, words


def violations(page: Page) -> list[str]:
    """What axe finds, with its rules for WCAG 2.2 AA and its best practices."""
    axe = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    debugger = page.context.new_cdp_session(page)  # the page's own policy would not let us add a script
    debugger.send("Runtime.evaluate", {"expression": axe})
    run = "axe.run().then((found) => JSON.stringify(found.violations.map((each) => [each.id, each.nodes[0].html])))"
    answer = debugger.send("Runtime.evaluate", {"expression": run, "awaitPromise": True, "returnByValue": True})
    return [str(found) for found in json.loads(answer["result"]["value"])]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("url", ["", IDEA, "404.html"])
def test_axe_finds_nothing_and_the_page_complains_of_nothing(
    browser: Browser, address: str, url: str, width: int, scheme: str
) -> None:
    page, words = opened(browser, address, url, width, scheme)
    assert violations(page) == []
    assert words == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_the_menu_opens_and_closes_by_keyboard_on_a_narrow_screen(browser: Browser, address: str) -> None:
    page, words = opened(browser, address, IDEA, NARROW)
    link = page.locator(".md-sidebar--primary a.md-nav__link").first
    assert not link.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("md-skip")
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="Menu")
    assert button.evaluate("(button) => button === document.activeElement")
    assert button.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    link.wait_for(state="visible")
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("(button) => button === document.activeElement")
    link.wait_for(state="hidden")
    assert words == []
    page.context.close()


def test_the_menu_opens_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": NARROW, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + IDEA)
    page.locator('.md-header label[for="__drawer"]').click()
    page.locator(".md-sidebar--primary a.md-nav__link").first.wait_for(state="visible")
    context.close()


def test_the_skip_link_leads_to_the_text(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, IDEA)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.context.close()


def test_the_search_finds_an_idea(browser: Browser, address: str) -> None:
    page, words = opened(browser, address, "")
    title = page.evaluate("fetch('search/search_index.json').then((a) => a.json())")["docs"]
    title = next(entry["title"] for entry in title if entry["location"] == IDEA)
    page.get_by_role("textbox", name="Search").fill(title)
    result = page.locator(".md-search-result__link").first
    result.wait_for()
    href = result.get_attribute("href") or ""
    assert href.partition("?")[0].endswith(IDEA)
    assert words == []
    page.context.close()


def test_links_work_from_a_disk(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": WIDE, "height": 800})
    page.goto((site / IDEA / "index.html").as_uri())
    page.locator(".md-tabs a", has_text="Ideas").click()
    page.wait_for_url((site / "ideas" / "index.html").as_uri())
    assert page.locator("h1").count() == 1
    page.close()
