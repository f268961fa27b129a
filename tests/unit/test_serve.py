"""The preview over real HTTP: what it sends, in which order, and one rebuild an edit."""

from __future__ import annotations

import http.client
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.frame import theme_folder
from generator.model.frame import Frame, Frames
from generator.model.library import Page, Rendered, Settings, Undrawn
from generator.pipeline import First
from generator.project import Project
from generator.serve import Preview, _Handler, serve

HOUSE = Frame(("<html><body>", "</body></html>"), ("body",))


class Drawing(Undrawn[Page]):
    """A page that says only where it is."""

    def draw(self) -> Page:
        return Page(self.at, "method", "", "", f"new {self.at}")

    def recall(self) -> Page | None:
        return None


class Site:
    """A project whose build only counts, and fails when asked to."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root)
        self.times = 0
        self.fails: bool | Exception = False
        self.text = ""
        self.theme = {"a.css": b"p{}"}
        self.before_the_rest: Callable[[], object] = lambda: None
        (root / "changeideas").mkdir()
        (root / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")

    def build(self, first: First) -> Frames | None:
        self.times += 1
        if isinstance(self.fails, Exception):
            raise self.fails
        first(Settings(), Rendered((Drawing(""), Drawing("ideas/"), Drawing("ideas/new/"))))
        self.before_the_rest()
        if not self.fails:
            for name, text in (("index.html", "home"), ("ideas/index.html", "ideas"), ("404.html", "missing")):
                path = self.project.site / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"<html><body>{text}{self.text}</body></html>", encoding="utf-8")
            (self.project.site / "assets.css").write_text("p{}", encoding="utf-8")
        return None if self.fails else Frames(HOUSE, files=self.theme)


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


def address_of(preview: Preview) -> tuple[str, int]:
    return "127.0.0.1", int(preview.url.rpartition(":")[2].strip("/"))


def get(preview: Preview, path: str, host: str = "127.0.0.1") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(*address_of(preview), timeout=5)
    try:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        assert answer.getheader("Cache-Control") == "no-store"
        return answer.status, answer.getheader("Content-Type") or "", answer.read().decode()
    finally:
        connection.close()


def state(preview: Preview, path: str) -> dict[str, str | bool]:
    """What the script in a page learns of it."""
    found: dict[str, str | bool] = json.loads(get(preview, f"/__changepack/state?page={quote(path, safe='')}")[2])
    return found


def shown(preview: Preview, path: str) -> str:
    return str(state(preview, path)["page"])


def wait_for(site: Site, times: int) -> None:
    until = time.monotonic() + 8
    while site.times < times:
        assert time.monotonic() < until, f"{site.times} builds, not {times}"
        time.sleep(0.02)


def test_pages_are_sent_with_the_script_that_reloads_them(preview: Preview, site: Site) -> None:
    status, kind, page = get(preview, "/ideas/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    script = f'<script src="/__changepack/reload.js?shown={shown(preview, "/ideas/")}"></script>'
    assert page == f"<html><body>ideas{script}</body></html>"
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


@pytest.mark.parametrize(
    "address", ["/%00", "/a.css%00", "/%ed%a0%80", "http://[x/", "/__changepack/state?page=http://[x"]
)
def test_what_no_file_can_be_named_is_a_wrong_address(
    preview: Preview, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, page = get(preview, address)
    assert status == 404
    assert "missing" in page
    assert capsys.readouterr().err == ""


def test_pages_of_others_whose_names_lead_here_learn_nothing(preview: Preview) -> None:
    """A name of somebody's site may be made to lead to this machine, after its page was loaded."""
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""):
        for path in ("/", "/assets.css", "/__changepack/state"):
            status, kind, said = get(preview, path, host)
            assert (status, kind) == (421, "text/plain; charset=utf-8")
            assert said == "This preview answers only to 127.0.0.1 and localhost.\n"
    for host in ("localhost", "LOCALHOST:9000", "127.0.0.1:1", "[::1]:8000"):
        assert get(preview, "/", host)[0] == 200


def test_visitors_who_leave_or_say_nothing_are_no_faults(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 < _Handler.timeout <= 60
    monkeypatch.setattr(_Handler, "timeout", 0.2)
    silent = socket.create_connection(address_of(preview), timeout=5)
    for _ in range(30):
        leaving = socket.create_connection(address_of(preview), timeout=5)
        leaving.sendall(b"GET / HTTP/1.0\r\n\r\n")
        leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # cut off at once
        leaving.close()
    assert silent.recv(1) == b"", "it is left to itself"
    silent.close()
    assert get(preview, "/")[0] == 200
    assert capsys.readouterr().err == ""


def test_a_page_of_a_hundred_pictures_gets_all_of_them(preview: Preview) -> None:
    """They are asked for at once, while nobody has time to answer."""
    preview.server.shutdown()
    asking = [socket.create_connection(address_of(preview), timeout=0.5) for _ in range(100)]
    threading.Thread(target=preview.server.serve_forever, daemon=True).start()
    for one in asking:
        one.settimeout(5)
        one.sendall(b"GET /assets.css HTTP/1.0\r\n\r\n")
        assert one.recv(12) == b"HTTP/1.0 200"
        one.close()


def test_a_page_is_loaded_again_when_it_or_the_theme_has_changed(preview: Preview, site: Site) -> None:
    assert get(preview, "/__changepack/reload.js")[1] == "text/javascript"
    before = shown(preview, "/ideas/")
    preview.rebuild()
    assert shown(preview, "/ideas/") == before, "an edit of something else disturbs nobody"
    site.text = " of today"
    preview.rebuild()
    after = shown(preview, "/ideas/")
    assert after != before
    site.theme = {"a.css": b"p{color:red}"}
    preview.rebuild()
    assert shown(preview, "/ideas/") not in (before, after)
    (site.project.site / "ideas" / "index.html").unlink()
    assert shown(preview, "/ideas/") == shown(preview, "/nothing/")
    assert shown(preview, "/a\0b/") == shown(preview, "/nothing/")
    assert shown(preview, "/../../mkdocs.yml") == shown(preview, "/nothing/")


def test_a_broken_edit_leaves_the_last_good_page_and_says_so(preview: Preview, site: Site) -> None:
    before = state(preview, "/")
    assert before["sound"] is True
    site.fails = True
    preview.rebuild()
    assert state(preview, "/") == {**before, "sound": False}
    assert "home" in get(preview, "/")[2]
    site.fails = False
    preview.rebuild()
    assert state(preview, "/") == before


def test_the_page_that_is_looked_at_is_shown_before_the_site_is_done(preview: Preview, site: Site) -> None:
    """Also one that is not there yet; when the rest turns out to have a fault, the last good page is shown again."""
    during = []
    assert get(preview, "/ideas/new/")[0] == 404
    before = shown(preview, "/ideas/")
    site.before_the_rest = lambda: during.extend([get(preview, "/ideas/"), get(preview, "/ideas/new/")])
    site.fails = True
    preview.rebuild()
    assert [page.partition("<script")[0] for _, _, page in during] == [
        "<html><body>new ideas/",
        "<html><body>new ideas/new/",
    ]
    assert before not in during[0][2], "so the page is loaded again"
    assert (shown(preview, "/ideas/"), get(preview, "/ideas/new/")[0]) == (before, 404)


def test_few_pages_are_drawn_before_the_others(preview: Preview, site: Site) -> None:
    """A visitor who clicked through many pages does not wait for all of them."""
    during = []
    for path in ("/ideas/", "/", "/a/", "/b/"):
        get(preview, path)
    site.before_the_rest = lambda: during.extend([get(preview, "/ideas/")[2], get(preview, "/")[2]])
    preview.rebuild()
    assert ["new" in page for page in during] == [False, True]


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
        assert not serve(site.project, site.build, port=port)
        assert f"Port {port} is taken by another program" in capsys.readouterr().err
        assert site.times == 0
    finally:
        first.server.server_close()
