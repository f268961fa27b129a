"""Builds each site once, starts one browser, and gives every test its own visitor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.sample_library import sample_library
from tests.site.eight_ideas import write_eight_ideas
from tests.site.sites import HERE, Site, build_library, build_site, served_site
from tests.site.visitor import Lookers, Visitor, start_browser, visiting

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        started = start_browser(playwright)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a fresh browser window; what went wrong in it fails the test at its end."""
    with ExitStack() as windows:

        def open_window(**options: Any) -> Visitor:
            return windows.enter_context(visiting(browser, **options))

        yield open_window


@pytest.fixture(scope="session")
def lookers(browser: Browser) -> Iterator[Lookers]:
    """The windows that `look` goes through."""
    all_of_them = Lookers(browser)
    yield all_of_them
    all_of_them.leave()


@pytest.fixture
def look(lookers: Lookers) -> Iterator[Visit]:
    """Opens a window that other tests have looked through: for tests that only read pages, which is far quicker."""
    with ExitStack() as windows:

        def open_window(**options: Any) -> Visitor:
            return windows.enter_context(lookers.one(**options))

        yield open_window


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of this project's own content."""
    with served_site(build_site(HERE, tmp_path_factory.mktemp("real"))) as site:
        yield site


@pytest.fixture(scope="session")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of eight ideas, few enough to count by hand."""
    folder = tmp_path_factory.mktemp("eight")
    write_eight_ideas(folder)
    with served_site(build_site(folder, folder / "build")) as site:
        yield site


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the sample library: a record in every state that pages must show, and every type of page."""
    folder = tmp_path_factory.mktemp("sample")
    with served_site(build_library(sample_library(), folder)) as site:
        yield site
