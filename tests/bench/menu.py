"""What the menu and the search cost a visitor, measured in a real Chromium: bytes moved, and the time of an answer.

    python -m tests.bench.menu [-n 1000,10000] [--site FOLDER]

Bytes are those of every answer, compressed with gzip, in the order of a visit: opening the page, ticking, typing. Time
is taken on a screen of a phone with the processor slowed down, from the tick until the browser has painted the answer;
and, since other programs on the machine lengthen that, as time of the page's main thread for script, style and layout.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Response, ViewportSize, sync_playwright

from tests.site.sites import served
from tests.site.visitor import PHONE, WIDE, start_browser, visiting

HERE = Path(__file__).parents[2]
GOALS = {"menu": 250_000, "page": 100_000, "query": 300_000, "answer": 50.0}
"""Bytes before first use, of the page of one idea, moved by a query; milliseconds of an answer of the menu."""
SLOWER = 4
"""How many times slower than this machine the phone is: as Lighthouse has it."""
TICKS = (
    'input[name="grade"][value="9"]', 'input[name="grade"][value="10-12"]', 'input[name="role"][value="teacher"]',
    'input[name="cost"][value="low"]', 'input[name="problem"]',
)  # fmt: skip
QUERIES = ("mentor", "missing work", "families of five students", "another name 48")

_TICK = """async (selector) => {
  await new Promise((done) => setTimeout(done, 300));
  const begun = performance.now();
  document.querySelector(selector).click();
  await new Promise((done) => requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = done;
    painted.port2.postMessage(0);
  }));
  return performance.now() - begun;
}"""
_CLOCKS = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")


@dataclass
class Moved:
    """Bytes that answers had, compressed, since the last look."""

    answers: list[int] = field(default_factory=list)

    def note(self, response: Response) -> None:
        """Add one answer; what the browser still has costs nothing."""
        if response.status != HTTPStatus.NOT_MODIFIED:
            self.answers.append(len(gzip.compress(response.body())))

    def taken(self, page: Page) -> int:
        """Bytes since the last look, once nothing more is coming."""
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(700)
        total = sum(self.answers)
        self.answers.clear()
        return total


def measure(site: Path) -> dict[str, float]:
    """The figures of a built site."""
    with served(site) as url, sync_playwright() as playwright:
        browser = start_browser(playwright)
        try:
            return {**_menu(browser, f"{url}ideas/"), **_search(browser, url, _an_idea(site))}
        finally:
            browser.close()


def _menu(browser: Browser, address: str) -> dict[str, float]:
    with _visit(browser) as (page, moved, clock):
        page.goto(address)
        found: dict[str, float] = {"menu": moved.taken(page)}
        page.evaluate("() => { document.querySelector('.cp-filters').open = true; }")
        clock.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        painted, busy = [], []
        for selector in (*TICKS, *TICKS):  # on, then off again
            before = _busy(clock)
            painted.append(page.evaluate(_TICK, selector))
            busy.append(_busy(clock) - before)
        clock.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        found |= {"answer": statistics.median(painted), "thread": statistics.median(busy)}
        found["ticks"] = moved.taken(page) / len(painted)
        page.get_by_label("Find by words").press_sequentially("missing work", delay=100)
        return found | {"words": moved.taken(page)}


def _search(browser: Browser, url: str, idea: str) -> dict[str, float]:
    pages, queries = [], []
    for query in QUERIES:
        with _visit(browser, WIDE) as (page, moved, _):
            page.goto(url + idea)
            pages.append(moved.taken(page))
            page.get_by_role("textbox", name="Search").press_sequentially(query, delay=100)
            queries.append(moved.taken(page))
    return {"page": max(pages), "query": max(queries)}


@contextmanager
def _visit(browser: Browser, screen: ViewportSize = PHONE) -> Iterator[tuple[Page, Moved, CDPSession]]:
    """A visitor whose bytes are counted."""
    with visiting(browser, viewport=screen) as visitor:
        moved = Moved()
        visitor.context.on("response", moved.note)
        clock = visitor.context.new_cdp_session(visitor.page)
        clock.send("Performance.enable", {"timeDomain": "threadTicks"})
        yield visitor.page, moved, clock


def _busy(clock: CDPSession) -> float:
    """Milliseconds that the page's main thread has worked so far."""
    figures: dict[str, Any] = {one["name"]: one["value"] for one in clock.send("Performance.getMetrics")["metrics"]}
    return 1000 * sum(float(figures[name]) for name in _CLOCKS)


def _an_idea(site: Path) -> str:
    """The address of the idea in the middle of all by size of its page."""
    pages = sorted((site / "ideas").glob("[a-z]*/index.html"), key=lambda path: path.stat().st_size)
    return f"ideas/{pages[len(pages) // 2].parent.name}/"


def shown(title: str, found: dict[str, float]) -> str:
    """The figures as lines that people read, with the goals."""
    rows = [
        ("menu, all that is loaded before first use", "menu", "bytes"),
        ("menu, for one tick", "ticks", "bytes"),
        ("menu, for two words typed into its box", "words", "bytes"),
        (f"menu, an answer painted on a phone ({SLOWER} times slower)", "answer", "ms"),
        ("  of it the page's own work", "thread", "ms"),
        ("page of one idea with everything", "page", "bytes"),
        ("search, dearest of four queries typed letter by letter", "query", "bytes"),
    ]
    lines = [title]
    for name, key, unit in rows:
        goal = GOALS.get(key)
        met = "" if goal is None else f"   under {goal:,.0f}: {'met' if found[key] < goal else 'MISSED'}"
        lines.append(f"  {name:<56}{found[key]:>10,.0f} {unit:<5}{met}".rstrip())
    return "\n".join(lines)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.menu", description=__doc__.partition("\n\n")[0])
    parser.add_argument("-n", default="1000,10000", help="numbers of ideas, with commas (default: %(default)s)")
    parser.add_argument("--site", type=Path, help="measure this built site in place of made-up ones")
    given = parser.parse_args()
    if given.site:
        print(shown(str(given.site), measure(given.site)))
        return
    for ideas in (int(number) for number in given.n.split(",")):
        with tempfile.TemporaryDirectory(prefix="changepack-bench-") as folder:
            subprocess.run([sys.executable, "-m", "tests.bench.library", folder, str(ideas)], cwd=HERE, check=True)
            build = [sys.executable, "-m", "generator", "-C", f"{folder}/project", "build"]
            subprocess.run(build, cwd=HERE, check=True, capture_output=True)
            print(shown(f"{ideas:,} ideas", measure(Path(folder, "project", "build", "site"))), flush=True)


if __name__ == "__main__":
    main()
