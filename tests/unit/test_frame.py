"""Frames, drawn by the real MkDocs with the real theme."""

from __future__ import annotations

import base64
import hashlib
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from generator.diagnostics import Report
from generator.frame import frames, read_settings
from generator.frame.cutting import FrameError, cut
from generator.model.frame import SLOTS, Frame, Frames
from generator.project import Project
from generator.text import ROOT

TITLES = {"": "Home", "ideas/": "Ideas", "ideas/advisory/": "Advisory", "about/": "About us", "about/team/": "Team"}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    report = Report()
    made = frames(Project(tmp_path_factory.mktemp("bare")), TITLES, report)
    assert made is not None, report.format("text")
    assert not len(report), report.format("text")
    return made


BOMB = "extra:\n  a: &a [x, x]\n" + "".join(
    f"  {one}: &{one} [*{two}, *{two}]\n" for two, one in pairwise("abcdefghijklmnopqrstuvwxyz")
)
"""Six hundred bytes that mean sixty million values."""


def draw(folder: Path, settings: str) -> tuple[Frames | None, Report]:
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    report = Report()
    return frames(Project(folder), TITLES, report), report


def filled(frame: Frame, root: str) -> str:
    return frame.at(root).fill({slot: f"[{slot}]" for slot in SLOTS})


def test_every_place_is_there(drawn: Frames) -> None:
    page = filled(drawn.other, "../../")
    assert "<title>[full_title]</title>" in page
    assert '<meta name="description" content="[description]">' in page
    assert page.count("[body]") == 1
    assert page.index("[head]") < page.index("</head>") < page.index("[body]") < page.index("[edit]")
    assert '<html lang="en"' in page
    assert '<a href="#content" class="md-skip">' in page
    assert 'id="content"' in page


def test_addresses_lead_to_the_root_from_any_depth(drawn: Frames) -> None:
    for root in ("./", "../", "../../../", "/library/"):
        page = filled(drawn.of["ideas/"], root)
        assert f'href="{root}about/"' in page
        assert f'src="{root}assets/javascripts/bundle' in page
        assert f'"base": "{root}"' in page
        assert ROOT not in page


def test_the_menu_marks_where_a_page_is(drawn: Frames) -> None:
    def active(url: str) -> list[str]:
        key = drawn.key_for(url)
        page = filled(drawn.other if key is None else drawn.of[key], "../")
        return re.findall(r'md-tabs__item--active">\s*<a aria-current="true"[^>]*>\s*(\w+)', page)

    assert active("ideas/") == ["Ideas"]
    assert active("ideas/advisory/handout/") == ["Ideas"]
    assert active("") == ["Home"]
    assert active("measures/on-track/") == []


def test_a_default_menu_has_only_pages_that_exist(drawn: Frames) -> None:
    page = filled(drawn.other, "../")
    assert "Packages" not in page
    assert '"../packages/"' not in page


def test_no_script_stands_in_a_page_and_the_policy_allows_none(drawn: Frames) -> None:
    for frame in (drawn.other, *drawn.of.values()):
        page = filled(frame, "../")
        assert not re.findall(r"<script(?![^>]*(?: src=| type=.application/json))", page)
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
        assert policy is not None
        assert page.index("Content-Security-Policy") < page.index("<script")
        assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy[1]


@pytest.mark.parametrize("element", ["script", "style"])
def test_the_policy_allows_exactly_what_a_theme_of_the_project_writes_into_pages(element: str) -> None:
    text = "p { color: red }"
    frame = Frame((f"<{element}>{text}</{element}><meta content='", "'>"), ("policy",))
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    policy = frame.at("./").fill({})
    assert f"{element}-src 'self' 'sha256-{digest}';" in policy
    assert policy.count("sha256-") == 1


def test_nothing_in_a_frame_is_loaded_from_elsewhere(drawn: Frames) -> None:
    for frame in (drawn.other, *drawn.of.values()):
        page = filled(frame, "../")
        assert not re.findall(r'(?:src|action)="(?:https?:)?//[^"]*"|<link[^>]*href="https?:[^"]*"', page)


def test_files_that_no_browser_asks_for_are_left_out(drawn: Frames) -> None:
    assert any(name.startswith("assets/javascripts/bundle") for name in drawn.files)
    assert "assets/theme.css" in drawn.files
    assert not [name for name in drawn.files if name.endswith((".map", ".html", ".xml", ".gz"))]
    assert not [name for name in drawn.files if "/lunr/" in name or name.startswith("search/")]
    assert drawn.search is not None


def test_the_search_box_is_answered_by_our_script(drawn: Frames) -> None:
    page = filled(drawn.other, "../")
    assert '"search": "../assets/search-worker.js"' in page
    assert {"assets/search-worker.js", "assets/word-index.js"} <= drawn.files.keys()
    assert not [name for name in drawn.files if "/workers/" in name]


def test_frames_are_kept_until_something_changes(tmp_path: Path) -> None:
    first, _ = draw(tmp_path, "site_name: One\n")
    kept = sorted(path.name for path in (tmp_path / "build/.cache/frames").iterdir())
    again, _ = draw(tmp_path, "site_name: One\n")
    assert again == first
    assert sorted(path.name for path in (tmp_path / "build/.cache/frames").iterdir()) == kept
    other, _ = draw(tmp_path, "site_name: Two\n")
    assert other != first
    assert sorted(path.name for path in (tmp_path / "build/.cache/frames").iterdir()) != kept


def test_kept_frames_are_drawn_anew_when_the_theme_changed(tmp_path: Path) -> None:
    partial = tmp_path / "house" / "partials" / "copyright.html"
    partial.parent.mkdir(parents=True)
    for words in ("By River County", "By Valley County"):
        partial.write_text(words, encoding="utf-8")
        made, _ = draw(tmp_path, "site_name: A\ntheme:\n  custom_dir: house\n")
        assert made is not None
        assert words in filled(made.other, "../")


def test_frames_that_show_the_date_of_the_build_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    partial = tmp_path / "house" / "partials" / "copyright.html"
    partial.parent.mkdir(parents=True)
    partial.write_text("Since 2020, until {{ build_date_utc.year }}", encoding="utf-8")
    for year, epoch in (("2025", "1760000000"), ("2027", "1810000000")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        made, _ = draw(tmp_path, "site_name: A\ntheme:\n  custom_dir: house\n")
        assert made is not None
        assert f"until {year}" in filled(made.other, "../")


def test_kept_frames_that_are_damaged_are_drawn_anew(tmp_path: Path) -> None:
    first, _ = draw(tmp_path, "site_name: One\n")
    for record in (tmp_path / "build/.cache/frames").glob("*/frames.json"):
        record.write_text('{"other": 5}', encoding="utf-8")
    again, report = draw(tmp_path, "site_name: One\n")
    assert again == first
    assert not len(report)


@pytest.mark.parametrize(
    ("name", "word"),
    [("frames/*/frames.json", b"<body"), ("frames/*/files/assets/theme.css", b"color"), ("settings.json", b"Three")],
)
def test_what_is_kept_counts_only_as_it_was_written(tmp_path: Path, name: str, word: bytes) -> None:
    """One letter less, and every page would carry the damage."""
    first, _ = draw(tmp_path, "site_name: One Two Three\n")
    (kept,) = (tmp_path / "build/.cache").glob(name)
    written = kept.read_bytes()
    assert word in written
    kept.write_bytes(written.replace(word, word[:-1]))
    again, report = draw(tmp_path, "site_name: One Two Three\n")
    assert again == first
    assert not len(report)


def test_settings_are_laid_over_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: River County\nsite_url: https://river.example/ideas\nrepo_url: https://github.com/river/ideas/\n",
        encoding="utf-8",
    )
    settings = read_settings(Project(tmp_path), Report())
    assert settings is not None
    assert settings.site_name == "River County"
    assert settings.site_url == "https://river.example/ideas/"
    assert settings.repo_url == "https://github.com/river/ideas"
    assert settings.edit_uri == "https://github.com/river/ideas/edit/main/"
    assert settings.site_description


@pytest.mark.parametrize(
    ("edit_uri", "expected"),
    [
        ("edit_uri: https://code.example/edit", "https://code.example/edit/"),
        ("edit_uri: blob/dev", "https://github.com/river/ideas/blob/dev/"),
        ('edit_uri: ""', ""),
    ],
)
def test_the_edit_address_may_be_given(tmp_path: Path, edit_uri: str, expected: str) -> None:
    text = f"site_name: A\nrepo_url: https://github.com/river/ideas\n{edit_uri}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    settings = read_settings(Project(tmp_path), Report())
    assert settings is not None
    assert settings.edit_uri == expected


def test_an_own_menu_with_groups_titles_and_outside_links(tmp_path: Path) -> None:
    made, report = draw(
        tmp_path,
        "site_name: A & B <i>\nnav:\n  - index.md\n  - Who & why: about/\n"
        "  - Us:\n      - about/team.md\n      - Our county: https://county.example/\n",
    )
    assert made is not None, report.format("text")
    page = filled(made.of["about/team/"], "../../")
    assert "Who &amp; why" in page
    assert "A &amp; B &lt;i&gt;" in page
    assert "<i>" not in page
    assert "Home" in page  # an entry without a title takes the page's
    assert 'href="https://county.example/"' in page
    assert set(made.of) == {"", "about/", "about/team/"}
    # a group of the menu is shown beside the page, a page of its own is not
    assert "hidden" not in page.partition("md-sidebar--primary")[2].partition(">")[0]
    assert "hidden" in filled(made.of[""], "./").partition("md-sidebar--primary")[2].partition(">")[0]


def test_a_theme_folder_of_the_project_comes_first(tmp_path: Path) -> None:
    partials = tmp_path / "house" / "partials"
    partials.mkdir(parents=True)
    (partials / "copyright.html").write_text("<p>By River County</p>", encoding="utf-8")
    (tmp_path / "house" / "hub.css").write_text("p { color: #123 }", encoding="utf-8")
    made, report = draw(tmp_path, "site_name: A\ntheme:\n  custom_dir: house\nextra_css: [hub.css]\n")
    assert made is not None, report.format("text")
    assert "By River County" in filled(made.other, "../")
    assert 'href="../hub.css"' in filled(made.other, "../")
    assert made.files["hub.css"] == b"p { color: #123 }"
    assert "assets/theme.css" in made.files


def test_a_repository_is_linked_without_asking_its_host(tmp_path: Path) -> None:
    made, report = draw(tmp_path, "site_name: A\nrepo_url: https://github.com/river/ideas\n")
    assert made is not None, report.format("text")
    page = filled(made.other, "../")
    assert 'href="https://github.com/river/ideas"' in page
    assert 'data-md-component="source"' not in page


def test_settings_that_would_call_out_are_left_out_and_named(tmp_path: Path) -> None:
    text = (
        "site_name: A\ntheme:\n  font:\n    text: Lora\nextra:\n  analytics:\n    provider: google\n    property: G-1\n"
    )
    made, _ = draw(tmp_path, text)
    assert made is not None
    assert "google" not in filled(made.other, "../")
    report = Report()
    read_settings(Project(tmp_path), report)
    found = [(each.code, str(each.location)) for each in report]
    assert found == [("F603", "mkdocs.yml:3:3"), ("F603", "mkdocs.yml:6:3")]


@pytest.mark.parametrize(
    ("settings", "line", "words"),
    [
        ("site_name: A\nnav: [index.md\n", 3, "YAML"),
        ("- one\n", 1, "must be fields"),
        ("site_name: A\ntheme: readthedocs\n", 2, "not known here"),
        ("site_name: A\ntheme: 5\n", 1, "'theme' must be fields"),
        ("site_name: 5\n", 1, "quotes"),
        ("site_name: A\nnav:\n  - Ideas: idea/index.md\n", 3, "no such page"),
        ("site_name: A\nnav:\n  - Ideas: 5\n", 3, "names no page"),
        ("site_name: A\nplugins: [serch]\n", 2, "serch"),
        ("site_name: A\nhooks: [missing.py]\n", 2, "missing.py"),
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, settings: str, line: int, words: str) -> None:
    made, report = draw(tmp_path, settings)
    assert made is None
    (found,) = report
    assert found.code == "F601"
    assert words in found.message
    assert found.location is not None
    assert (found.location.file, found.location.line) == ("mkdocs.yml", line)


def test_a_site_without_any_page_of_the_menu_has_a_frame(tmp_path: Path) -> None:
    report = Report()
    made = frames(Project(tmp_path), {"elsewhere/": "Elsewhere"}, report)
    assert made is not None, report.format("text")
    assert made.of == {}


def test_the_hook_that_runs_us_is_not_run_by_us(tmp_path: Path) -> None:
    hook = tmp_path / "generator" / "mkdocs_hooks.py"  # of another checkout
    hook.parent.mkdir()
    hook.write_text("raise RuntimeError('run')\n", encoding="utf-8")
    made, report = draw(tmp_path, "site_name: A\nhooks: [generator/mkdocs_hooks.py]\n")
    assert made is not None, report.format("text")


def test_the_menu_and_the_footer_may_lead_to_a_mail_address(tmp_path: Path) -> None:
    nav, footer = "nav: [{Ask us: 'mailto:a@ex.org'}]", "extra: {footer: [{Write to us: 'mailto:b@ex.org'}]}"
    made, report = draw(tmp_path, f"{nav}\n{footer}\n")
    assert made is not None, report.format("text")
    assert {"mailto:a@ex.org", "mailto:b@ex.org"} <= set(
        re.findall(r'href="(mailto:[^"]*)"', filled(made.other, "../"))
    )


def test_a_near_miss_in_the_menu_is_helped(tmp_path: Path) -> None:
    _, report = draw(tmp_path, "site_name: A\nnav:\n  - idea/index.md\n")
    (found,) = report
    assert found.hint == "did you mean 'ideas/'?"


WAITS_FOR_ANOTHER = """
import pathlib, time
here = pathlib.Path(__file__).parent
def on_config(config):
    (here / ("second" if (here / "first").exists() else "first")).touch()
    end = time.monotonic() + 30
    while not (here / "second").exists() and time.monotonic() < end:
        time.sleep(0.02)
"""


@dataclass(frozen=True, slots=True)
class _Elsewhere(Project):
    """A project whose site is put elsewhere."""

    @property
    def build(self) -> Path:
        return self.root / "elsewhere"


def test_drawing_for_two_sites_of_a_project_at_once_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text(WAITS_FOR_ANOTHER, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("hooks: [hook.py]\n", encoding="utf-8")
    reports = Report(), Report()
    with ThreadPoolExecutor() as threads:
        one = threads.submit(frames, Project(tmp_path), TITLES, reports[0])
        while not ((tmp_path / "first").exists() or one.done()):
            time.sleep(0.02)
        other = frames(_Elsewhere(tmp_path), TITLES, reports[1])
    assert [report.format("text") for report in reports] == ["", ""]
    assert one.result()
    assert other


def test_the_folder_for_temporary_files_may_be_named_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", ".")  # as TMPDIR=. does
    made, report = draw(tmp_path / "project", "site_name: A\n")
    assert made is not None, report.format("text")
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


def test_a_theme_that_lost_a_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "main.html").write_text("{% extends 'base.html' %}", encoding="utf-8")
    made, report = draw(tmp_path, "site_name: A\ntheme:\n  custom_dir: house\n")
    assert made is None
    (found,) = report
    assert found.code == "F602"
    assert str(found.location) == "mkdocs.yml:3:3"
    assert "templates in 'house'" in (found.hint or "")


def test_settings_that_lie_nowhere_are_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").symlink_to("moved.yml")
    report = Report()
    assert read_settings(Project(tmp_path), report) is None
    assert "mkdocs.yml cannot be read: it is not a file" in report.format("text")


def test_a_full_disk_is_no_fault_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text("raise OSError(28, 'No space left on device', '/x')\n", encoding="utf-8")
    made, report = draw(tmp_path, "hooks: [hook.py]\n")
    assert made is None
    assert report.format("text") == "error[P903] the theme's pages cannot be drawn: No space left on device"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<a href='x'></a><a href=\"team/\">x</a>", "write it as {{ 'team/' | url }}"),
        ("<p>{{ page.url }}</p>", "the theme writes a page's own address"),
    ],
)
def test_an_address_that_only_one_page_can_follow_is_an_error(tmp_path: Path, html: str, told: str) -> None:
    (tmp_path / "house" / "partials").mkdir(parents=True)
    (tmp_path / "house" / "partials" / "copyright.html").write_text(html, encoding="utf-8")
    made, report = draw(tmp_path, "theme: {name: material, custom_dir: house}\n")
    assert made is None
    assert told in report.format("text")


def test_addresses_that_cannot_be_followed_are_an_error() -> None:
    marks = {slot: f"m{number}m" for number, slot in enumerate(SLOTS)}
    page = " ".join(marks.values()) + " <img data-src='../picture.png'>"
    with pytest.raises(FrameError, match="picture"):
        cut(page, marks, "ideas/")


def test_a_place_that_stands_twice_is_an_error() -> None:
    marks = {slot: f"m{number}m" for number, slot in enumerate(SLOTS)}
    with pytest.raises(FrameError, match="2 times"):
        cut(" ".join(marks.values()) + marks["body"], marks, "")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../about/", "ROOT/about/"),
        ("..", "ROOT/"),
        (".", "ROOT/ideas/"),
        ("./", "ROOT/ideas/"),
        ("x/?q=1#part", "ROOT/ideas/x/?q=1#part"),
        ("../logo.svg", "ROOT/logo.svg"),
        ("#content", "#content"),
        ("https://example.org/../a", "https://example.org/../a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/favicon.ico", "/favicon.ico"),
    ],
)
def test_addresses_of_a_frame_start_at_the_root(address: str, expected: str) -> None:
    marks = {slot: f"m{number}m" for number, slot in enumerate(SLOTS)}
    frame = cut(" ".join(marks.values()) + f' <a href="{address}">x</a>', marks, "ideas/")
    assert f'href="{expected}"' in frame.parts[-1].replace(ROOT, "ROOT/")


def test_settings_are_read_anew_when_any_file_of_theirs_changed(tmp_path: Path) -> None:
    def name() -> str:
        settings = read_settings(Project(tmp_path), Report())
        assert settings is not None
        return settings.site_name

    own, shared = tmp_path / "mkdocs.yml", tmp_path / "shared.yml"
    assert name() == "Change ideas"
    own.write_text("site_name: One\n", encoding="utf-8")
    assert name() == "One"
    assert name() == "One"
    own.write_text("INHERIT: shared.yml\n", encoding="utf-8")
    for text in ("Two", "Three"):
        shared.write_text(f"site_name: {text}\n", encoding="utf-8")
        assert name() == text


def test_settings_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: !ENV HUB_NAME\n", encoding="utf-8")
    for text in ("River", "Valley"):
        monkeypatch.setenv("HUB_NAME", text)
        settings = read_settings(Project(tmp_path), Report())
        assert settings is not None
        assert settings.site_name == text


def test_a_site_on_a_network_of_its_own_may_say_where_it_is(tmp_path: Path) -> None:
    text = (
        "site_url: http://localhost:8000/\nrepo_url: http://git.local/ideas\nedit_uri: blob/dev\n"
        "nav: [{2026: index.md}, {Inside: 'http://intranet/'}]\n"
    )
    made, report = draw(tmp_path, text)
    assert made is not None, report.format("text")
    assert 'href="http://intranet/"' in filled(made.other, "../")
    assert "2026" in filled(made.other, "../")


def test_pages_that_the_engine_would_leave_out_are_not_the_frames(tmp_path: Path) -> None:
    made, report = draw(tmp_path, 'exclude_docs: "*"\ndraft_docs: "*"\n')
    assert made is not None, report.format("text")


def test_the_name_of_the_repository_is_words(tmp_path: Path) -> None:
    made, report = draw(tmp_path, "repo_url: https://git.example/ideas\nrepo_name: A <img src=x onerror=x()>\n")
    assert made is not None, report.format("text")
    assert "<img src=x" not in filled(made.other, "../")


def test_no_word_of_the_settings_can_pass_for_a_mark(tmp_path: Path) -> None:
    made, report = draw(tmp_path, "site_name: cpbody cptitle cphead\n")
    assert made is not None, report.format("text")
    assert "cpbody cptitle cphead" in filled(made.other, "./")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("site_name: ''\n", "1:1: 'site_name' must have 1 to 200 characters"),
        (f"site_name: {'x' * 201}\n", "1:1: 'site_name' must have 1 to 200 characters"),
        ('site_name: "a\\x02b"\n', "1:1: 'site_name' holds an invisible control character; type it again"),
        (
            "site_name: A\nextra: {footer: x}\n",
            "2:9: 'footer' must be a list of entries such as '- Our team: about/team/'",
        ),
        ("extra: {footer: [x]}\n", "1:9: 'footer' must be a list of entries such as '- Our team: about/team/'"),
        ("extra_css: x\n", "1:1: 'extra_css' must be a list, each entry on its own line after '- '"),
        ("theme: {name: material, custom_dir: 5}\n", "1:25: 'custom_dir' must be the name of a folder"),
        ('theme: {name: material, custom_dir: "a\\0b"}\n', "1:25: 'custom_dir' must be the name of a folder"),
        ("theme: {name: material, custom_dir: .}\n", "1:25: '.' is not a folder of its own inside the project"),
        ("theme: {name: material, custom_dir: ..}\n", "1:25: '..' is not a folder of its own inside the project"),
        ("theme: {name: material, language: xx}\n", "1:25: the theme has no language 'xx'"),
        ("theme: {name: material, icon: {logo: a/b}}\n", "1:25: the theme has no icon 'a/b'"),
        (f"a: {'[' * 2000}\n", "1:1: lists or fields stand too deep inside each other"),
        ("extra: &all\n  again: *all\n", "1:1: lists or fields stand too deep inside each other, or too often"),
        (BOMB, "1:1: lists or fields stand too deep inside each other, or too often"),
        (
            "site_name: A\ntheme:\n  name: material\nsite_name: B\n",
            "4:1: 'site_name' stands here a second time; first in line 1",
        ),
        (
            "7\n",
            "1:1: the settings must be fields such as 'site_name: Our change ideas', and 'INHERIT' the name of a file",
        ),
        (
            "INHERIT: [a]\n",
            "1:1: the settings must be fields such as 'site_name: Our change ideas', and 'INHERIT' the name of a file",
        ),
        (
            "a: 2026-13-45\n",
            "1:1: put a value in quotes that is no date and no number: month must be in 1..12",
        ),
        (
            "extra: {engine: [mkdocs]}\n",
            "1:9: the engine '['mkdocs']' is not known here, only mkdocs, properdocs, zensical",
        ),
        ('site_name: "\\u202Ea"\n', "1:1: 'site_name' holds an invisible control character; type it again"),
        ("site_description: 7\n", "1:1: 'site_description' must be text; put it in quotes"),
        ("repo_name: [a]\n", "1:1: 'repo_name' must be text; put it in quotes"),
        ("theme: {language: ../x}\n", "1:9: the theme has no language '../x'"),
        ("theme: {language: 7}\n", "1:9: 'language' must be a word such as en"),
        ("theme: {features: 7}\n", "1:9: 'features' must be a list"),
        ("theme: {palette: 7}\n", "1:9: 'palette' must be fields, or a list of them"),
        (
            "theme: {palette: {scheme: '\"><script>a()</script>'}}\n",
            "1:19: 'scheme' holds the sign '<', and takes no HTML; that belongs in a template",
        ),
        (
            "extra: {alternate: [{name: N, link: /n/, lang: 'a\" onmouseover=\"b()'}]}\n",
            "1:42: 'lang' holds the sign '\"', which the theme does not take; write \u201c and \u201d instead",
        ),
        (
            "extra: {consent: {title: T, description: D, cookies: {'a\" onclick=\"b()': B}}}\n",
            "1:45: 'cookies' holds the sign '\"', which the theme does not take; write \u201c and \u201d instead",
        ),
        (
            "extra: {consent: {cookies: {'><b>': B}}}\n",
            "1:19: 'cookies' holds the sign '<', and takes no HTML; that belongs in a template",
        ),
        (
            "extra: {social: [{link: ' JavaScript:a()'}]}\n",
            "1:19: 'link' is an address that would run in the page; use one of the web",
        ),
        (
            "extra: {social: [{name: '<b>'}]}\n",
            "1:19: 'name' holds the sign '<', and takes no HTML; that belongs in a template",
        ),
        ("theme: {icon: {logo: ../../x}}\n", "1:9: the theme has no icon '../../x'"),
        (
            "\nsite_name: A: B\n",
            "2:13: the YAML is broken: a second colon stands on this line, or none on the line above",
        ),
        ("theme: {name: material\n", "2:1: the YAML is broken: the file ends here, and a bracket above is still open"),
        (
            "plugins: [search\nsite_name: A\n",
            "2:10: the YAML is broken: a bracket above is still open, or a comma is missing between two entries in it",
        ),
        (
            "site_name: 'A' B\n",
            "1:16: the YAML is broken: something stands behind a value that has ended, perhaps in quotes",
        ),
        ("plugins: [search\n", "2:1: the YAML is broken: the file ends here, and a bracket above is still open"),
        ("extra: [\n", "2:1: the YAML is broken: the file ends here, and a bracket above is still open"),
        ("site_name: 'A\n", "2:1: the YAML is broken: the file ends here, and a quotation mark above is still open"),
        ("theme:\n\tname: material\n", "2:1: the YAML is broken: a Tab stands here, where only spaces may"),
        ("extra_css: [null]\n", "1:1: 'extra_css' must be a list of files"),
        ("hooks: [7]\n", "1:1: 'hooks' must be a list of files"),
        ("nav: 7\n", "1:1: 'nav' must be a list, each entry on its own line after '- '"),
        ("nav: {Home: index.md}\n", "1:1: 'nav' must be a list, each entry on its own line after '- '"),
        ("nav: [[index.md]]\n", "1:1: an entry of the menu names no page"),
        (
            "nav: [{Out: 'data:text/html,<b>'}]\n",
            "1:14: the menu's address 'data:text/html,<b>' holds the sign <, which web addresses do not have",
        ),
        (
            "nav: [{Out: 'https://a.example/\"<b>'}]\n",
            "1:14: the menu's address 'https://a.example/\"<b>' holds the sign \", which web addresses do not have",
        ),
        ("nav: [{Out: 'http://[::1'}]\n", "1:14: the menu's address 'http://[::1' is not a web address"),
        (
            "extra: {footer: [{Out: 'javascript:a()'}]}\n",
            "1:9: the footer's address 'javascript:a()' does not begin with https://",
        ),
        (
            "site_url: 'https://a.example/\"><script>a()</script>'\n",
            "1:1: 'site_url' holds the sign \", which web addresses do not have",
        ),
        ("site_url: ftp://a.example/\n", "1:1: 'site_url' does not begin with https://"),
        ("site_url: https://a.example/?b\n", "1:1: 'site_url' ends with a '?...', to which no page can be added"),
        ("repo_url: 'javascript://a/%0aalert(1)'\n", "1:1: 'repo_url' does not begin with https://"),
        ("edit_uri: 'a\"><b>'\n", "1:1: 'edit_uri' holds the sign \", which web addresses do not have"),
        ("theme: {custom_dir: build/house}\n", "1:9: 'build/house' is not a folder of its own inside the project"),
        ("theme: {custom_dir: house}\n", "1:9: there is no folder 'house'"),
        (f"theme: {{custom_dir: {'x' * 300}}}\n", f"1:9: '{'x' * 300}' is not a folder of its own inside the project"),
    ],
)
def test_settings_that_cannot_be_used_are_named(tmp_path: Path, settings: str, told: str) -> None:
    made, report = draw(tmp_path, settings)
    assert made is None
    place, message = told.split(": ", 1)
    assert report.format("text").splitlines()[0] == f"mkdocs.yml:{place}: error[F601] {message}"


def test_settings_that_are_no_utf_8_name_their_line(tmp_path: Path) -> None:
    tmp_path.joinpath("mkdocs.yml").write_bytes(b"theme: material\nsite_name: Caf\xe9\n")
    report = Report()
    assert read_settings(Project(tmp_path), report) is None
    told = "mkdocs.yml:2:1: error[F601] the file is not UTF-8 text, or holds a hidden character"
    assert report.format("text").startswith(told)


def test_settings_that_would_take_minutes_are_not_read(tmp_path: Path) -> None:
    tmp_path.joinpath("mkdocs.yml").write_bytes(b"site_name: A\n" + b"#" * 1_000_000)
    report = Report()
    assert read_settings(Project(tmp_path), report) is None
    assert "mkdocs.yml cannot be read: it is larger than 1,000,000 bytes" in report.format("text")


def test_a_link_in_the_folder_of_the_theme_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "leak.txt").symlink_to(tmp_path / "secret.txt")
    made, report = draw(tmp_path, "theme: {name: material, custom_dir: house}\n")
    assert made is None
    assert "'house/leak.txt' is a link to another place" in report.format("text")


@pytest.mark.parametrize("folder", ["content", "content/pages", "changeideas"])
def test_sources_are_no_folder_of_the_theme(tmp_path: Path, folder: str) -> None:
    """All that lies in that folder is published, also what nobody has checked."""
    (tmp_path / folder).mkdir(parents=True)
    made, report = draw(tmp_path, f"theme: {{custom_dir: {folder}}}\n")
    assert made is None
    assert f"'{folder}' is not a folder of its own inside the project" in report.format("text")


def test_settings_run_nothing(tmp_path: Path) -> None:
    """MkDocs itself would call whatever a tag of YAML names."""
    mark = tmp_path / "was here"
    made, _ = draw(tmp_path, f"site_name: !!python/object/apply:os.mkdir ['{mark}']\n")
    assert made is None
    assert not mark.exists()
    made, report = draw(tmp_path, "markdown_extensions:\n  - x:\n      y: !!python/name:material.extensions.twemoji\n")
    assert made is not None, report.format("text")


def test_the_line_of_copyright_holds_words_and_links_only(tmp_path: Path) -> None:
    line = "&copy; <a href='https://a.example/' onclick='x()'>A</a> <script>x()</script><svg onload=x()></svg>"
    made, _ = draw(tmp_path, f'copyright: "{line}"\n')
    assert made is not None
    page = filled(made.other, "../")
    assert '© <a href="https://a.example/">A</a>' in page
    assert "x()" not in page
