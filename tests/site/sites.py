"""Sites that are really built, and really served on 127.0.0.1, for the browser to visit."""

from __future__ import annotations

import datetime as dt
import functools
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from generator.assemble import Ground, assemble
from generator.check import Inspection
from generator.diagnostics import Report
from generator.frame import frames as draw_frames
from generator.memory import Memory
from generator.model.library import Library
from generator.pipeline import build
from generator.project import Project
from generator.render import PAGE_TYPES, render
from generator.render.pages.tools import TOOLS

HERE = Path(__file__).parents[2]
"""The project that this file belongs to: its content is built as it stands."""
_BUILD_DATE = dt.date(2026, 11, 21)
KINDS = (*(name for name in PAGE_TYPES if name != "tool"), *(f"tools/{tool.id}/" for tool in TOOLS), "404.html")
"""Every kind of page that a reader can meet: the page types, each tool by itself, the page for wrong addresses."""
_PAGE_TYPE = re.compile(rb'<div class="cp-page cp-page--([a-z_]+)"')


@dataclass(frozen=True, slots=True)
class _BuiltElsewhere(Project):
    """A project whose output lies in another folder, so that tests leave its own `build/` alone."""

    output: Path

    @property
    def build(self) -> Path:
        return self.output


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: where it lies, where it is served (with a slash at the end), and one page of every type."""

    folder: Path
    url: str
    page_of_type: dict[str, str]
    """Page type -> address below the root of the fullest page of that type."""

    @property
    def from_disk(self) -> str:
        """The site's address without a server."""
        return self.folder.as_uri() + "/"

    def of_kind(self, kind: str) -> str:
        """The address of a kind of page (see `KINDS`), below the root."""
        return self.page_of_type.get(kind, kind)

    def pages(self) -> list[str]:
        """Addresses of all pages below the root."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("index.html"))
        return sorted(path.removesuffix("index.html") for path in found)


def build_site(project: Path, output: Path) -> Path:
    """Build a project as `changepack build` does; its pages land in a folder below `output`."""
    built = build(_BuiltElsewhere(project, output), _BUILD_DATE)
    assert built.site, built.report.format("text")
    return built.site


def build_library(library: Library, folder: Path) -> Path:
    """Build the site of a library that was made by hand, from the stage of drawing on; returns its folder."""
    report = Report()
    rendered = render(library)
    frames = draw_frames(Project(folder), rendered.titles(), report)
    assert frames
    inspection = Inspection(frames, Memory(), report)
    (folder / "site").mkdir()
    assembled = assemble(rendered, frames, library.settings, Ground(folder / "site"), report, inspection.look)
    assert assembled
    inspection.finish(assembled.states.keys())
    assert report.format("text") == ""
    return folder / "site"


@contextmanager
def served_site(folder: Path) -> Iterator[Site]:
    """Serve a built site at the root of a server."""
    with served(folder) as url:
        yield Site(folder, url, _fullest_pages(folder))


@contextmanager
def served(folder: Path, below: str = "/") -> Iterator[str]:
    """Serve a folder below a path such as `/sub/path/`; everything else on this server is 404."""
    handler = functools.partial(_Handler, directory=str(folder), below=below)
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves a page hangs up on what it no longer wants: no fault of anybody's."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(SimpleHTTPRequestHandler):
    """Sends files as a plain web server does, with the site's own page for wrong addresses."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, directory: str, below: str) -> None:
        self.below = below
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Only what lies below the path is there."""
        if not self.path.startswith(self.below):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.path = "/" + self.path.removeprefix(self.below)
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


def _fullest_pages(folder: Path) -> dict[str, str]:
    """The largest page of every type is the one with most on it."""
    fullest: dict[str, tuple[int, str]] = {}
    for path in sorted(folder.rglob("index.html")):
        html = path.read_bytes()
        if found := _PAGE_TYPE.search(html):
            url = path.relative_to(folder).as_posix().removesuffix("index.html")
            page_type = found[1].decode()
            fullest[page_type] = max(fullest.get(page_type, (0, "")), (len(html), url))
    return {page_type: url for page_type, (_, url) in fullest.items()}
