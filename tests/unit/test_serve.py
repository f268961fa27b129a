"""The preview over real HTTP: what it sends, and one rebuild an edit."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.frame import theme_folder
from generator.project import Project
from generator.serve import Preview, serve


class Site:
    """A project whose build only counts, and fails when asked to."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root)
        self.times = 0
        self.fails: bool | Exception = False
        (root / "changeideas").mkdir()
        (root / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")

    def build(self) -> bool:
        self.times += 1
        if isinstance(self.fails, Exception):
            raise self.fails
        if not self.fails:
            for name, text in (("index.html", "home"), ("ideas/index.html", "ideas"), ("404.html", "missing")):
                path = self.project.site / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
            (self.project.site / "assets.css").write_text("p{}", encoding="utf-8")
        return not self.fails


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


class StoppedError(Exception):
    """Ends a preview's loop."""


@pytest.fixture
def preview(site: Site) -> Iterator[Preview]:
    """A running preview; its loop ends when the build raises StoppedError."""
    running = Preview(site.project, site.build, 0)
    original = running.rebuild

    def rebuild() -> None:
        if isinstance(site.fails, StoppedError):
            raise site.fails
        original()

    running.rebuild = rebuild  # type: ignore[method-assign]
    running.rebuild()

    def run() -> None:
        with pytest.raises(StoppedError):
            running.run()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield running
    finally:
        site.fails = StoppedError()
        running.changed.set()
        thread.join(10)
        assert not thread.is_alive()


def get(preview: Preview, path: str) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", int(preview.url.rpartition(":")[2].strip("/")), timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.getheader("Cache-Control") == "no-store"
        return answer.status, answer.getheader("Content-Type") or "", answer.read().decode()
    finally:
        connection.close()


def wait_for(site: Site, times: int) -> None:
    until = time.monotonic() + 8
    while site.times < times:
        assert time.monotonic() < until, f"{site.times} builds, not {times}"
        time.sleep(0.02)


def test_pages_are_sent_with_the_script_that_reloads_them(preview: Preview, site: Site) -> None:
    status, kind, page = get(preview, "/ideas/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert page == '<html><body>ideas<script src="/__changepack/reload.js?shown=1"></script></body></html>'
    assert "script" not in (site.project.site / "ideas/index.html").read_text(encoding="utf-8")
    assert get(preview, "/")[2].startswith("<html><body>home")
    assert get(preview, "/ideas/index.html")[2] == page


def test_other_files_are_sent_as_they_are(preview: Preview) -> None:
    assert get(preview, "/assets.css") == (200, "text/css", "p{}")


def test_wrong_addresses_show_the_sites_own_page(preview: Preview) -> None:
    status, _, page = get(preview, "/nothing/")
    assert status == 404
    assert "missing" in page
    assert get(preview, "/../../mkdocs.yml")[0] == 404
    assert get(preview, "/%2e%2e/%2e%2e/mkdocs.yml")[0] == 404


def test_the_reloading_script_learns_of_builds(preview: Preview, site: Site) -> None:
    assert get(preview, "/__changepack/reload.js")[1] == "text/javascript"
    assert json.loads(get(preview, "/__changepack/state")[2]) == {"builds": 1, "sound": True}
    site.fails = True
    preview.rebuild()
    assert json.loads(get(preview, "/__changepack/state")[2]) == {"builds": 1, "sound": False}
    assert "home" in get(preview, "/")[2]
    site.fails = False
    preview.rebuild()
    assert json.loads(get(preview, "/__changepack/state")[2]) == {"builds": 2, "sound": True}


@pytest.mark.usefixtures("preview")
def test_one_edit_is_one_build(site: Site) -> None:
    time.sleep(0.3)
    before = site.times
    file = site.project.root / "changeideas" / "a.yml"
    for part in ("ti", "title: A", "title: A\nsummary: B\n"):  # as editors write: a file beside, then moved
        beside = file.with_name(".a.yml.swp")
        beside.write_text(part, encoding="utf-8")
        beside.replace(file)
        time.sleep(0.06)
    wait_for(site, before + 1)
    file.read_text(encoding="utf-8")  # reading is no edit
    time.sleep(0.6)
    assert site.times == before + 1


@pytest.mark.usefixtures("preview")
def test_folders_and_settings_that_appear_later_count(site: Site) -> None:
    time.sleep(0.3)
    before = site.times
    (site.project.root / "content" / "problems").mkdir(parents=True)
    wait_for(site, before + 1)
    time.sleep(0.4)
    before = site.times
    (site.project.root / "content" / "glossary.yml").write_text("x", encoding="utf-8")
    wait_for(site, before + 1)
    time.sleep(0.4)
    before = site.times
    (site.project.root / "mkdocs.yml").write_text("site_name: B\n", encoding="utf-8")
    wait_for(site, before + 1)


@pytest.mark.usefixtures("preview")
def test_the_projects_own_theme_counts_from_when_it_is_named(site: Site) -> None:
    time.sleep(0.3)
    before = site.times
    house = site.project.root / "house"
    settings = "site_name: B\ntheme:\n  name: material\n  custom_dir: house\n"
    (site.project.root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    wait_for(site, before + 1)
    time.sleep(0.4)
    before = site.times
    house.mkdir()
    wait_for(site, before + 1)
    time.sleep(0.4)
    before = site.times
    (house / "extra.css").write_text("p{}", encoding="utf-8")
    wait_for(site, before + 1)


@pytest.mark.usefixtures("preview")
def test_what_is_no_source_builds_nothing(site: Site) -> None:
    settings = "site_name: A\ntheme:\n  name: material\n  custom_dir: build\n"
    (site.project.root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    time.sleep(0.8)
    before = site.times
    (site.project.root / "notes.txt").write_text("x", encoding="utf-8")
    (site.project.root / "build" / "x").write_text("x", encoding="utf-8")
    assert theme_folder(site.project) is None, "what is built is never followed"
    (site.project.root / "changeideas" / ".hidden.swp").write_text("x", encoding="utf-8")
    (site.project.root / "changeideas" / "a.yml~").write_text("x", encoding="utf-8")
    time.sleep(0.6)
    assert site.times == before


def test_a_failing_program_does_not_end_the_preview(
    preview: Preview, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.fails = ValueError("a fault of ours")
    preview.rebuild()
    assert "a fault of ours" in capsys.readouterr().err
    assert get(preview, "/")[0] == 200


def test_before_the_first_good_build_a_page_says_so(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.fails = True
    preview = Preview(site.project, site.build, 0)
    preview.rebuild()
    thread = threading.Thread(target=preview.server.serve_forever)
    thread.start()
    try:
        status, _, page = get(preview, "/")
        assert status == 404
        assert "Nothing to show yet" in page
        assert "reload.js" in page
    finally:
        preview.server.shutdown()
        preview.server.server_close()
        thread.join()


def test_a_taken_port_is_said_in_plain_words(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    first = Preview(site.project, site.build, 0)
    try:
        port = first.server.server_address[1]
        assert serve(site.project, site.build, port=port) == 3
        assert f"Port {port} is taken by another program" in capsys.readouterr().err
        assert site.times == 0
    finally:
        first.server.server_close()
