"""Stage 7: bodies set into frames, with the search, the map of the site and the page for wrong addresses.

Takes finished HTML only. Writes a file only where its bytes differ from those that lie there, so a folder that holds
an older site, or a part of one, becomes the new one in whatever state it is. No clock: the same pages give the same
bytes.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from generator.diagnostics import Location, Report
from generator.model.frame import Frame, Frames
from generator.model.library import Page, Rendered, Settings
from generator.search import search_files
from generator.text import ROOT

__all__ = ["NOT_FOUND", "Assembled", "assemble", "root_from"]

NOT_FOUND = "404.html"
_FILE_MODE, _FOLDER_MODE = 0o644, 0o755


@dataclass(frozen=True, slots=True)
class Assembled:
    """What was done: paths below the root."""

    files: frozenset[str]
    """Everything that the site consists of."""
    written: tuple[str, ...]
    """Those that were new or different."""


def assemble(rendered: Rendered, frames: Frames, settings: Settings, folder: Path, report: Report) -> Assembled | None:
    """Make a folder hold the site, and nothing else but entries that begin with a dot.

    None when two pages want one address or the disk refuses; the reason is in the report.
    """
    plan = _plan(rendered, frames, settings, report)
    if plan is None:
        return None
    try:
        _make_folder(str(folder))
        _clear_strays(folder, frozenset(plan))
        written = tuple(path for path, make in plan.items() if _put(folder, path, make()))
    except OSError as error:
        report.add("P903", f"the new site cannot be written: {error.strerror or error}")
        return None
    return Assembled(frozenset(plan), written)


def root_from(url: str) -> str:
    """The relative way from a page to the site's root."""
    return "../" * url.count("/") or "./"


_Plan = dict[str, Callable[[], bytes]]


def _plan(rendered: Rendered, frames: Frames, settings: Settings, report: Report) -> _Plan | None:
    """Path of each file -> what makes its bytes; made one by one, so that a large site is never in memory whole."""
    fitted = _Fitted(frames, settings)
    plan: _Plan = {}
    taken: dict[str, str] = {}  # without regard to case, as some servers and disks have it
    clashes = Report()

    def add(path: str, what: str, make: Callable[[], bytes], source: str | None = None) -> None:
        if before := taken.get(path.casefold()):
            place = Location(source) if source else None
            clashes.add("A701", f"{what} and {before} want the same address '{path}'", place)
        taken[path.casefold()] = what
        plan[path] = make

    for path, data in frames.files.items():
        add(path, f"the theme's file '{path}'", lambda data=data: data)  # type: ignore[misc]
    for page in rendered.pages:
        what = f"the page '{page.title}'"
        add(f"{page.url}index.html", what, lambda page=page: fitted.page(page), page.source)  # type: ignore[misc]
    for path, data in rendered.files.items():
        add(path, f"the data file '{path}'", lambda data=data: data)  # type: ignore[misc]
    add(NOT_FOUND, "the page for wrong addresses", lambda: fitted.not_found({page.url for page in rendered.pages}))
    for path, data in search_files(rendered.pages, frames).items():
        add(path, "the search", lambda data=data: data)  # type: ignore[misc]
    if settings.site_url:
        add("sitemap.xml", "the map of the site", lambda: _sitemap(rendered, settings))
    report.extend(clashes)
    return None if len(clashes) else plan


class _Fitted:
    """Frames fitted to depths, each made once."""

    def __init__(self, frames: Frames, settings: Settings) -> None:
        self.frames = frames
        self.settings = settings
        self.fitted: dict[tuple[str | None, str], Frame] = {}

    def page(self, page: Page) -> bytes:
        return self._set(page, root_from(page.url))

    def not_found(self, urls: set[str]) -> bytes:
        """Its links begin at the server's root: nobody knows from which address it will be shown."""
        links = [("", "Start page"), ("problems/", "Problems"), ("ideas/", "All ideas"), ("cases/", "Cases")]
        items = "".join(f'<li><a href="{ROOT}{url}">{words}</a></li>' for url, words in links if url in urls)
        body = (
            "<h1>This page is not here</h1><p>The address may be old or mistyped. "
            f"Try the search above, or begin again from one of these:</p><ul>{items}</ul>"
        )
        page = Page("404/", "not_found", "This page is not here", "", body)
        return self._set(page, urlsplit(self.settings.site_url).path or "/")

    def _set(self, page: Page, root: str) -> bytes:
        key = self.frames.key_for(page.url), root
        frame = self.fitted.get(key)
        if frame is None:
            frame = self.fitted[key] = self.frames.frame_for(page.url).at(root)
        return frame.fill(self._values(page, root)).encode()

    def _values(self, page: Page, root: str) -> Mapping[str, str]:
        name, title = escape(self.settings.site_name), escape(page.title)
        full_title = name if page.url == "" else f"{title} - {name}"
        description = escape(page.description or self.settings.site_description)
        return {
            "title": title,
            "full_title": full_title,
            "description": description,
            "head": self._head(page, full_title, description),
            "body": page.body.replace(ROOT, root),
            "edit": self._edit(page),
        }

    def _head(self, page: Page, full_title: str, description: str) -> str:
        """What search engines and link previews read."""
        lines = [
            f'<meta property="og:title" content="{full_title}">',
            f'<meta property="og:description" content="{description}">',
            '<meta property="og:type" content="website">',
        ]
        if self.settings.site_url and page.page_type != "not_found":
            address = escape(self.settings.site_url + page.url)
            lines.append(f'<meta property="og:url" content="{address}">')
            lines.append(f'<link rel="canonical" href="{address}">')
        if page.structured_data:
            lines.append(f'<script type="application/ld+json">{page.structured_data}</script>')
        return "\n".join(lines)

    def _edit(self, page: Page) -> str:
        if not (page.source and self.settings.edit_uri):
            return ""
        address = escape(self.settings.edit_uri + page.source)
        return f'<p class="cp-edit"><a href="{address}" rel="edit">Suggest a change to this page</a></p>'


def _sitemap(rendered: Rendered, settings: Settings) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<url><loc>{escape(settings.site_url + page.url)}</loc></url>" for page in rendered.pages]
    return "\n".join([*lines, "</urlset>", ""]).encode()


def _clear_strays(folder: Path, files: frozenset[str]) -> None:
    """Take away what is not part of the site, so that no file stands where a folder must be, or the other way."""
    folders = {path[:end] for path in files for end in range(len(path)) if path[end] == "/"}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        for entry in list(os.scandir(folder / below)):
            path = below + entry.name
            if not below and entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if path in folders:
                    waiting.append(path + "/")
                else:
                    shutil.rmtree(entry.path)
            elif path not in files or entry.is_symlink():
                os.unlink(entry.path)  # noqa: PTH108  (thousands of times)


def _put(folder: Path, path: str, data: bytes) -> bool:
    """Write a file unless it holds these bytes already; whether it was written."""
    target = f"{folder}/{path}"
    try:
        with open(target, "rb", buffering=0) as file:  # noqa: PTH123
            found = os.fstat(file.fileno())
            if found.st_size == len(data) and stat.S_IMODE(found.st_mode) == _FILE_MODE and file.read() == data:
                return False
        os.unlink(target)  # noqa: PTH108
    except FileNotFoundError:
        _make_folder(os.path.dirname(target))  # noqa: PTH120
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    with open(handle, "wb") as file:  # noqa: PTH123
        os.chmod(target, _FILE_MODE)  # noqa: PTH101  (whatever the umask says: web servers must be able to read it)
        file.write(data)
    return True


def _make_folder(path: str) -> None:
    try:
        os.mkdir(path)  # noqa: PTH102
    except FileExistsError:
        return
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))  # noqa: PTH120
        os.mkdir(path)  # noqa: PTH102
    os.chmod(path, _FOLDER_MODE)  # noqa: PTH101
