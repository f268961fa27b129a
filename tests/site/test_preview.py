"""The preview as somebody uses it who writes: an editor on one side, the browser on the other."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bench.preview import running_preview
from tests.faults.builder import DATE, ROOT
from tests.site.conftest import Visit
from tests.site.test_search import search

MINIMAL = ROOT / "tests" / "cases" / "valid" / "minimal"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(MINIMAL, folder, ignore=shutil.ignore_patterns("build"))
    return folder


@pytest.fixture
def preview(project: Path) -> Iterator[str]:
    """The address of a running preview."""
    serve: list[str | Path] = [sys.executable, "-m", "generator", "-C", project, "serve"]
    with running_preview(serve, ROOT, {"SOURCE_DATE_EPOCH": DATE}) as (_, address):
        yield address


def edit(project: Path, change: Callable[[str], str]) -> str:
    """Change the idea; its address below the root."""
    file = min((project / "changeideas").glob("*.yml"))
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    return f"ideas/{file.stem}/"


def built(project: Path, words: str) -> None:
    """Wait until the whole site, of which the search is the last, is about an idea with these words."""
    until = time.monotonic() + 30
    while not any(words in file.read_text(encoding="utf-8") for file in project.glob("build/site/search/texts-*.js")):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_an_edit_is_shown_where_it_is_seen_and_disturbs_no_other_page(
    project: Path, preview: str, visit: Visit
) -> None:
    url = edit(project, lambda text: text)
    idea, other = visit().go(preview + url), visit().go(preview + "glossary/")
    for page in (idea, other):
        page.evaluate("() => { window.sameAsBefore = true }")
    edit(project, lambda text: re.sub("^title: .*", "title: Count the kind words", text, flags=re.MULTILINE))
    idea.get_by_role("heading", name="Count the kind words").wait_for()
    built(project, "Count the kind words")
    idea.wait_for_timeout(1500)  # three looks at what has changed
    assert not idea.evaluate("() => window.sameAsBefore"), "the page was loaded again"
    assert other.evaluate("() => window.sameAsBefore"), "there was no need to load this one again"


def test_a_page_that_was_opened_before_the_site_was_made_anew_still_finds_what_is_new(
    project: Path, preview: str, visit: Visit
) -> None:
    """As when a hub publishes while somebody reads: the pieces of the old search are gone."""
    visitor = visit()
    page = visitor.go(preview + "glossary/")
    url = edit(project, lambda text: re.sub("^title: .*", "title: Count the zebras", text, flags=re.MULTILINE))
    built(project, "Count the zebras")
    page.wait_for_timeout(700)
    assert search(page, "zebras") == [f"/{url}"]
    visitor.forgive("404")


def test_a_broken_edit_is_told_in_the_page_until_it_is_mended(project: Path, preview: str, visit: Visit) -> None:
    page = visit().go(preview + edit(project, lambda text: text))
    bar = page.get_by_text("Your last edit has a fault")
    assert not bar.is_visible()
    edit(project, lambda text: text.replace("title:", "titel:"))
    bar.wait_for()
    edit(project, lambda text: text.replace("titel:", "title:"))
    bar.wait_for(state="hidden")
