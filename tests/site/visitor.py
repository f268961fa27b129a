"""A visitor with a real browser, who notes whatever a page does that no page of ours may do.

Requests that leave 127.0.0.1, errors and warnings on the console (a break of the content security policy among them),
scripts that fail, dialogs, answers that say 'not found', cookies: any of these fails the test that caused it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Playwright,
    Request,
    Response,
    ViewportSize,
    WebError,
)

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves the machine
]  # fmt: skip
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
_PROBES = Path(__file__).parent / "probes.js"
_AT_HOME = {"127.0.0.1", ""}
"""Hosts that a page may ask; the empty one is that of files, data and the page's own objects."""


def start_browser(playwright: Playwright) -> Browser:
    """Chromium as the system has it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("Chromium is missing: 'make test' installs it; on Debian: sudo apt-get install chromium")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


@dataclass
class Visitor:
    """One visitor with one open page; `complaints` is what the page did wrong so far."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, url: str) -> Page:
        """Open an address and wait until the page has come to rest."""
        self.page.goto(url)
        settle(self.page)
        return self.page

    def go_plainly(self, url: str) -> Page:
        """Open an address where no script runs, so that nothing in the page can be asked."""
        self.page.goto(url)
        return self.page

    def forgive(self, part: str) -> None:
        """Take complaints that hold these words as expected; there must be one."""
        left = [line for line in self.complaints if part not in line]
        assert len(left) < len(self.complaints), f"nobody complained of {part!r}: {self.complaints}"
        self.complaints[:] = left

    def _watch(self) -> None:
        self.context.on("request", self._note_request)
        self.context.on("response", self._note_response)
        self.context.on("console", self._note_console)
        self.context.on("weberror", self._note_failure)
        self.context.on("dialog", self._note_dialog)

    def _note_request(self, request: Request) -> None:
        if (urlsplit(request.url).hostname or "") not in _AT_HOME:
            self.complaints.append(f"asked another server: {request.url}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"answer {response.status}: {response.url}")

    def _note_failure(self, failure: WebError) -> None:
        self.complaints.append(f"script failed: {failure.error} (on {self.page.url})")

    def _note_dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console {message.type}: {message.text} (on {self.page.url})")


@contextmanager
def visiting(browser: Browser, **options: Any) -> Iterator[Visitor]:
    """A fresh visitor, by default at a wide screen in light colours; at the end nothing may have gone wrong."""
    visitor = _newcomer(browser, options)
    try:
        yield visitor
        _assert_blameless(visitor)
    finally:
        visitor.context.close()


class Lookers:
    """Visitors who look at pages and leave nothing behind, so that the next test can have the same one.

    A fresh visitor costs as much as two pages. There is one for each way to set a browser up; the size of the window
    and the colours are set anew for each test.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._known: dict[str, Visitor] = {}

    @contextmanager
    def one(self, viewport: ViewportSize = WIDE, color_scheme: Any = "light", **options: Any) -> Iterator[Visitor]:
        """A visitor with a page that looks like new; at the end nothing may have gone wrong or be kept."""
        kind = repr(sorted(options.items()))
        visitor = self._known.pop(kind, None) or _newcomer(self._browser, options)
        try:
            visitor.page.set_viewport_size(viewport)
            visitor.page.emulate_media(
                color_scheme=color_scheme, media="null", forced_colors="none", reduced_motion="reduce"
            )
            yield visitor
            assert len(visitor.context.pages) == 1
            if visitor.page.url != "about:blank" and options.get("java_script_enabled", True):
                assert visitor.page.evaluate("localStorage.length + sessionStorage.length") == 0, "something is kept"
            _assert_blameless(visitor)
        except BaseException:
            visitor.context.close()
            raise
        if self._known.setdefault(kind, visitor) is not visitor:  # the test had two at once
            visitor.context.close()

    def leave(self) -> None:
        """Close all windows."""
        for visitor in self._known.values():
            visitor.context.close()


def _newcomer(browser: Browser, options: dict[str, Any]) -> Visitor:
    settings: dict[str, Any] = {"viewport": WIDE, "reduced_motion": "reduce"} | options
    context = browser.new_context(**settings)
    context.set_default_timeout(15_000)
    context.add_init_script(path=_PROBES)
    visitor = Visitor(context, context.new_page())
    visitor._watch()
    return visitor


def _assert_blameless(visitor: Visitor) -> None:
    cookies = [cookie.get("name") for cookie in visitor.context.cookies()]
    assert not visitor.complaints, "the page did what no page may do:\n" + "\n".join(visitor.complaints)
    assert not cookies, f"cookies were set: {cookies}"


def settle(page: Page) -> None:
    """Wait until nothing moves or fades any more: what is measured then is what people see.

    A page learns of new colours or another size when it is drawn next, and only then begins to move.
    """
    page.evaluate(_AT_REST)


_AT_REST = """() => new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))
    .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))"""
