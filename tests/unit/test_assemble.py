"""Pages set into frames, and a folder made to hold exactly the site."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.assemble import Assembled, Ground, assemble
from generator.assemble.fitting import root_from
from generator.diagnostics import Report
from generator.model.frame import Frame, Frames
from generator.model.library import Page, Rendered, SearchEntry, Settings
from generator.text import ROOT
from tests.drawn import undrawn

FRAME = Frame(
    ('<html lang="en"><meta content="', '"><title>', "</title>", f'<a href="{ROOT}">home</a>', "", "</html>"),
    ("policy", "full_title", "head", "body", "edit"),
)
FRAMES = Frames(FRAME, {}, {"assets/theme.css": b"p{}"}, {"lang": ["en"]})
SETTINGS = Settings(site_name="River & Co", edit_uri="https://code.example/edit/")
IDEA = Page(
    "ideas/a/",
    "idea",
    "Talk <first>",
    "Say it",
    f'<h1>Talk</h1><a href="{ROOT}">up</a>',
    "changeideas/a.yml",
    (SearchEntry("", "Talk <first>", "a & b"), SearchEntry("s-how", "How", "so")),
)
HOME = Page("", "home", "Home", "", "<h1>Home</h1>")
DATA = {"data/ideas.json": b"{}"}
SITE = undrawn([HOME, IDEA], DATA)


def put_together(
    folder: Path, rendered: Rendered = SITE, settings: Settings = SETTINGS, frames: Frames = FRAMES
) -> Assembled:
    report = Report()
    folder.mkdir(exist_ok=True)
    made = assemble(rendered, frames, settings, Ground(folder), report)
    assert made is not None, report.format("text")
    return made


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_has_its_pages_and_files(tmp_path: Path) -> None:
    made = put_together(tmp_path)
    assert made.states.keys() == set(tree(tmp_path))
    assert {path for path in made.states if not path.startswith("search/")} == {
        "index.html", "ideas/a/index.html", "404.html", "data/ideas.json", "assets/theme.css",
    }  # fmt: skip
    assert "search/search_index.json" in made.states
    page = (tmp_path / "ideas/a/index.html").read_text(encoding="utf-8")
    assert '<a href="../../">home</a>' in page
    assert '<a href="../../">up</a>' in page
    assert "<title>Talk &lt;first&gt; - River &amp; Co</title>" in page
    assert 'href="https://code.example/edit/changeideas/a.yml"' in page
    assert "<title>River &amp; Co</title>" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert ROOT.encode() not in b"".join(tree(tmp_path).values())


@pytest.mark.parametrize(("url", "root"), [("", "./"), ("ideas/", "../"), ("ideas/a/handout/", "../../../")])
def test_the_way_to_the_root(url: str, root: str) -> None:
    assert root_from(url) == root


def test_without_an_address_there_is_no_map_and_no_canonical_link(tmp_path: Path) -> None:
    put_together(tmp_path)
    assert b"canonical" not in b"".join(tree(tmp_path).values())
    assert not (tmp_path / "sitemap.xml").exists()


def test_with_an_address_there_are_both(tmp_path: Path) -> None:
    put_together(tmp_path, settings=replace(SETTINGS, site_url="https://river.example/lib/"))
    page = (tmp_path / "ideas/a/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://river.example/lib/ideas/a/">' in page
    sitemap = ET.parse(tmp_path / "sitemap.xml").getroot()  # noqa: S314 (we wrote it)
    assert [url.findtext("{*}loc") for url in sitemap] == [
        "https://river.example/lib/",
        "https://river.example/lib/ideas/a/",
    ]
    missing = (tmp_path / "404.html").read_text(encoding="utf-8")
    assert '<a href="/lib/">Start page</a>' in missing
    assert "canonical" not in missing


def test_a_description_cannot_leave_its_attribute(tmp_path: Path) -> None:
    put_together(tmp_path, undrawn([HOME, replace(IDEA, description='"><i>')], DATA))
    page = (tmp_path / "ideas/a/index.html").read_text(encoding="utf-8")
    assert 'content="&quot;&gt;&lt;i&gt;"' in page
    assert "<i>" not in page


def test_a_page_of_the_menu_has_a_frame_of_its_own(tmp_path: Path) -> None:
    own = replace(FRAME, parts=(FRAME.parts[0].replace("<html", '<html class="here"'), *FRAME.parts[1:]))
    put_together(tmp_path, frames=replace(FRAMES, of={"ideas/a/": own}))
    assert '<html class="here"' in (tmp_path / "ideas/a/index.html").read_text(encoding="utf-8")
    assert '<html class="here"' not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    put_together(tmp_path, settings=replace(SETTINGS, edit_uri="", site_description="About <all>"))
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert '<meta property="og:description" content="About &lt;all&gt;">' in page, "the site's, where a page has none"
    assert "Suggest a change" not in b"".join(tree(tmp_path).values()).decode()
    assert '<a href="/">Start page</a>' in (tmp_path / "404.html").read_text(encoding="utf-8")


def test_data_for_search_engines_stands_in_the_head(tmp_path: Path) -> None:
    page = replace(IDEA, structured_data='{"name":"Talk"}')
    put_together(tmp_path, undrawn([page]))
    html = (tmp_path / "ideas/a/index.html").read_text(encoding="utf-8")
    assert '<script type="application/ld+json">{"name":"Talk"}</script>' in html


def test_a_site_without_search_has_no_index(tmp_path: Path) -> None:
    made = put_together(tmp_path, frames=replace(FRAMES, search=None))
    assert not [path for path in made.states if path.startswith("search/")]


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    put_together(tmp_path)
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in tree(tmp_path)}
    assert put_together(tmp_path).written == ()
    changed = undrawn([HOME, replace(IDEA, body=IDEA.body.replace("Talk", "Walk"))], DATA)
    assert put_together(tmp_path, changed).written == ("ideas/a/index.html",)
    after = {path: (tmp_path / path).stat().st_mtime_ns for path in tree(tmp_path)}
    assert {path for path in after if after[path] != before[path]} == {"ideas/a/index.html"}


def test_a_folder_in_any_state_becomes_the_site(tmp_path: Path) -> None:
    put_together(tmp_path / "good")
    folder = tmp_path / "bad"
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept", encoding="utf-8")
    (folder / "index.html" / "deep").mkdir(parents=True)  # a folder where a file belongs
    (folder / "ideas").write_text("a file where a folder belongs", encoding="utf-8")
    (folder / "data").symlink_to(outside)
    (folder / "404.html").symlink_to(tmp_path / "good" / "404.html")  # the same bytes, and yet not ours
    (folder / "old" / "page").mkdir(parents=True)
    (folder / "old" / "page" / "index.html").write_text("stale", encoding="utf-8")
    (folder / "assets").mkdir()
    (folder / "assets" / "old.css").write_text("stale", encoding="utf-8")
    (folder / "search" / "search_index.json" / "deep").mkdir(parents=True)
    (folder / "search" / "old.js").symlink_to(outside / "kept.txt")
    (folder / ".marker").write_text("ours", encoding="utf-8")
    put_together(folder)
    assert (folder / ".marker").read_text(encoding="utf-8") == "ours"
    (folder / ".marker").unlink()
    assert tree(folder) == tree(tmp_path / "good")
    assert tree(outside) == {"kept.txt": b"kept"}
    assert not (folder / "old").exists()
    assert not [path for path in folder.rglob("*") if path.is_symlink()]


def test_web_servers_can_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        put_together(tmp_path / "site")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site").rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site").rglob("*") if path.is_dir()}
    assert modes == {0o644}
    assert folders == {0o755}


def test_a_folder_that_was_taken_away_is_not_made_anew(tmp_path: Path) -> None:
    report = Report()
    assert assemble(SITE, FRAMES, SETTINGS, Ground(tmp_path / "gone"), report) is None
    assert [found.code for found in report] == ["P903"]
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("touch", [Path.unlink, lambda file: file.write_text("half", encoding="utf-8")])
def test_no_site_comes_of_a_folder_that_somebody_else_touches(tmp_path: Path, touch: Callable[[Path], object]) -> None:
    def look(page: Page, _body: str | None) -> None:
        if page is not HOME:
            touch(tmp_path / "index.html")

    report = Report()
    assert assemble(SITE, FRAMES, SETTINGS, Ground(tmp_path), report, look) is None
    told = "the new site cannot be written: 'index.html' was changed or taken away meanwhile"
    assert [found.message for found in report] == [told]
    put_together(tmp_path)


def test_a_file_that_nobody_could_read_is_written_anew(tmp_path: Path) -> None:
    put_together(tmp_path)
    (tmp_path / "index.html").chmod(0o600)
    assert put_together(tmp_path).written == ("index.html",)


def test_what_is_neither_file_nor_folder_is_not_read(tmp_path: Path) -> None:
    """Who reads from a pipe that nobody writes to waits for ever."""
    made = put_together(tmp_path)
    (tmp_path / "index.html").unlink()
    os.mkfifo(tmp_path / "index.html")
    assert put_together(tmp_path).written == ("index.html",)
    assert set(tree(tmp_path)) == made.states.keys()


def test_two_pages_at_one_address_are_an_error(tmp_path: Path) -> None:
    twin = replace(IDEA, title="Twin", url="Ideas/A/", source="changeideas/twin.yml")
    report = Report()
    assert assemble(undrawn([IDEA, twin]), FRAMES, SETTINGS, Ground(tmp_path), report) is None
    (found,) = report
    assert (found.code, str(found.location)) == ("A701", "changeideas/twin.yml:1:1")
    assert "Twin" in found.message
    assert "Talk <first>" in found.message
    assert not list(tmp_path.iterdir())


def test_a_disk_that_refuses_is_an_error_in_words(tmp_path: Path) -> None:
    report = Report()
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    assert assemble(SITE, FRAMES, SETTINGS, Ground(blocked), report) is None
    assert [found.code for found in report] == ["P903"]
