"""Plain `mkdocs build` and `mkdocs serve`, or ProperDocs, run as a user runs them, give the whole site."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest import mock

import pytest

from generator.mkdocs_hooks import on_serve
from tests.interrupts import listen_to_ctrl_c

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1760000000"}
BROKEN = "title: [\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/cases/valid/minimal", tmp_path, dirs_exist_ok=True)
    (tmp_path / "build" / "docs").mkdir(parents=True)
    hook = ROOT / "generator" / "mkdocs_hooks.py"
    settings = f"site_name: Plain\ntheme: material\ndocs_dir: build/docs\nsite_dir: build/site\nhooks: ['{hook}']\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return tmp_path


def run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_plain_engines_build_the_same_site(project: Path, engine: str) -> None:
    plain = run(project, engine, "build", "--strict")
    assert plain.returncode == 0, plain.stderr
    by_engine = tree(project / "build/site")
    assert "ideas/one-idea/index.html" in by_engine
    shutil.rmtree(project / "build")
    ours = run(project, "generator", "build")
    assert ours.returncode == 0, ours.stderr
    assert tree(project / "build/site") == by_engine


def test_mkdocs_may_write_elsewhere(project: Path) -> None:
    plain = run(project, "mkdocs", "build", "-d", "public")
    assert plain.returncode == 0, plain.stderr
    assert tree(project / "public") == tree(project / "build/site")


def test_a_fault_stops_mkdocs_and_leaves_the_old_site(project: Path) -> None:
    assert run(project, "mkdocs", "build").returncode == 0
    before = tree(project / "build/site")
    (project / "changeideas/one-idea.yml").write_text(BROKEN, encoding="utf-8")
    failed = run(project, "mkdocs", "build")
    assert failed.returncode == 1
    assert "changeideas/one-idea.yml:" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert tree(project / "build/site") == before


def test_a_name_of_a_file_cannot_move_the_cursor(project: Path) -> None:
    (project / "changeideas/one\x1b[2J.yml").write_text("title: x\n", encoding="utf-8")
    failed = run(project, "mkdocs", "build")
    assert "one\\x1b[2J" in failed.stderr
    assert "\x1b[2J" not in failed.stderr


@contextmanager
def serving(project: Path) -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    log = (project / "log.txt").open("w", encoding="utf-8")
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"],
        cwd=project, env=ENVIRONMENT, stdout=log, stderr=log, preexec_fn=listen_to_ctrl_c,  # noqa: PLW1509
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        log.close()


def wait_for(address: str, words: str) -> str:
    until = time.monotonic() + 30
    page = ""
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                page = answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            page = ""
        if words in page:
            return page
        time.sleep(0.2)
    raise AssertionError(f"'{words}' never appeared at {address}")


def test_mkdocs_serve_follows_a_theme_of_the_project(project: Path) -> None:
    (project / "house").mkdir()
    settings = project / "mkdocs.yml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace("theme: material", "theme: {custom_dir: house}"), encoding="utf-8")
    server, config = mock.Mock(), mock.Mock(config_file_path=str(settings))
    assert on_serve(server, config=config, builder=None) is server
    assert mock.call(str(project / "house")) in server.watch.call_args_list


def test_mkdocs_serve_follows_edits_and_survives_faults(project: Path) -> None:
    idea = project / "changeideas/one-idea.yml"
    sound = idea.read_text(encoding="utf-8")
    title = sound.partition("title: ")[2].partition("\n")[0]
    with serving(project) as address:
        page = wait_for(f"{address}ideas/one-idea/", title)
        assert "livereload(" in page
        assert "Content-Security-Policy" not in page  # it would forbid MkDocs's own script
        idea.write_text(BROKEN, encoding="utf-8")
        time.sleep(2)
        wait_for(f"{address}ideas/one-idea/", title)
        idea.write_text(sound.replace(title, "Greet them by name"), encoding="utf-8")
        wait_for(f"{address}ideas/one-idea/", "Greet them by name")
    published = (project / "build/site/ideas/one-idea/index.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in published
    assert "Traceback" not in (project / "log.txt").read_text(encoding="utf-8")
