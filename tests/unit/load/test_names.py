"""Names made to lead elsewhere or to merge with another: nothing outside is opened, nothing merges silently."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator.model.types import RESERVED_IDS
from generator.pipeline import check
from generator.project import Project

OUTSIDE = "outside"

# -- ways up and out

DOTS = ("..", "%2e%2e", "%252e%252e", "..%00", "..;", "....", "\u2025", "\uff0e\uff0e", "%c0%ae%c0%ae", "&#46;&#46;")
SLASHES = ("/", "\\", "%2f", "%5c", "%252f", "//", "/./", "\u2215", "\uff0f", "%c0%af")
ENDS = ("outside", "outside.yml", "etc/passwd", "con", "")
WAYS_OUT = [
    *(f"{dots}{slash}{end}" for dots, slash, end in itertools.product(DOTS, SLASHES, ENDS)),
    *(f"{slash}{dots}{slash}{dots}{slash}outside" for dots, slash in itertools.product(DOTS, SLASHES)),
    "/etc/passwd", "//etc/passwd", "file:///etc/passwd", "C:\\boot.ini", "\\\\host\\share", "~/.ssh/id_rsa", "~root",
    "$HOME", "${HOME}", "%HOME%", "`id`", "$(id)", "outside|id", "-rf", "--help", "nul", "con.yml", "aux.",
    "lpt1 ", ".", "..", ".git", ".env", "_site", "outside\n", "outside\u202egnp", "a" * 300,
]  # fmt: skip


_opened: list[str] | None = None


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened is not None and event in ("open", "os.scandir", "os.listdir", "os.mkdir", "os.rename", "os.remove"):
        _opened.append(str(arguments[0]))


sys.addaudithook(_hear)  # it cannot be taken away again, so it listens only while it is asked to


@contextmanager
def listening() -> Iterator[list[str]]:
    """Every path that is opened, listed, made, moved or removed meanwhile."""
    global _opened  # noqa: PLW0603 - an audit hook stays for good
    heard: list[str] = []
    _opened = heard
    try:
        yield heard
    finally:
        _opened = None


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project beside which something lies that is none of its business."""
    folder = tmp_path / "a" / "b" / "project"
    for place in (tmp_path, tmp_path / "a", tmp_path / "a" / "b"):
        place.mkdir(exist_ok=True)
        for name in (OUTSIDE, f"{OUTSIDE}.yml", f"{OUTSIDE}.csv", f"{OUTSIDE}.md"):
            place.joinpath(name).write_text("title: x\n", encoding="utf-8")
    folder.mkdir()
    return folder


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\u202e", "\\u202e") + '"'


def test_no_name_in_a_record_leads_out(root: Path) -> None:
    ideas, cases, pages = root / "changeideas", root / "casestudies" / "a-case", root / "content" / "pages"
    for folder in (ideas, cases, pages, root / "content"):
        folder.mkdir(parents=True, exist_ok=True)
    fields = "".join(f"- {_quoted(way)}\n" for way in WAYS_OUT[:150])
    ideas.joinpath("one-idea.yml").write_text(f"title: x\nproblems:\n{fields}bundle:\n{fields}", encoding="utf-8")
    outcomes = "".join(f"- measure: {_quoted(way)}\n  series: {_quoted(way)}\n" for way in WAYS_OUT)
    cases.joinpath("case.yml").write_text(f"title: x\noutcomes:\n{outcomes}", encoding="utf-8")
    rows = "".join(f'place,idea,1,"{way.replace(chr(34), "")}"\n' for way in WAYS_OUT if "\u202e" not in way)
    root.joinpath("content", "tests-of-change.csv").write_text(f"place,idea,cycle,series\n{rows}", encoding="utf-8")
    links = "\n\n".join(f"[x](page:{way}) [y](idea:{way}) ![z]({way})" for way in WAYS_OUT if "\u202e" not in way)
    pages.joinpath("a-page.md").write_text(links, encoding="utf-8")
    with listening() as opened:
        report = check(Project(root)).report
    assert report.has_errors
    assert any(path.endswith("one-idea.yml") for path in opened), "it listens"
    assert not [path for path in opened if OUTSIDE in path or "passwd" in path or ".." in path]


def test_no_file_name_leads_out(root: Path) -> None:
    folder = root / "changeideas"
    folder.mkdir()
    names = sorted({f"{way}.yml" for way in WAYS_OUT if "/" not in way and len(way) < 200} | {".yml", "..yml"})
    for name in names:
        folder.joinpath(name).write_text("title: x\n", encoding="utf-8")
    with listening() as opened:
        checked = check(Project(root))
    codes = [fault.code for fault in checked.report if fault.location and "changeideas" in fault.location.file]
    hidden = sum(name.startswith(".") for name in names)
    assert {*codes} <= {"L006", "L007", "L008", "L009", "L010"} | {"V101"}
    assert sum(code != "V101" for code in codes) == len(names) - hidden - sum(
        name == f"{OUTSIDE}.yml" for name in names
    )
    assert not [path for path in opened if OUTSIDE in path and not path.startswith(str(folder))]


@pytest.mark.parametrize("word", sorted(RESERVED_IDS))
def test_names_that_the_site_or_windows_needs(root: Path, word: str) -> None:
    for folder in ("changeideas", f"casestudies/{word}", "content/problems"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name in (f"changeideas/{word}.yml", f"casestudies/{word}/case.yml", f"content/problems/{word}.yml"):
        root.joinpath(name).write_text("title: x\n", encoding="utf-8")
    codes = [fault.code for fault in check(Project(root)).report]
    assert codes == ["L010"] * 3


# -- names that are one name elsewhere

TWINS = [
    ("call-home", "Call-Home"), ("call-home", "CALL-HOME"), ("call-home", "call-homE"), ("caf\u00e9", "cafe\u0301"),
    ("caf\u00e9", "CAF\u00c9"), ("stra\u00dfe", "strasse"), ("stra\u00dfe", "STRASSE"), ("fine", "\ufb01ne"),
    ("kit", "\u212ait"), ("angstrom-\u00e5", "angstrom-\u212b"), ("ohm-\u03c9", "ohm-\u2126"), ("i-dot", "\u0130-dot"),
    ("wide", "\uff57ide"), ("x2-ab", "x\u00b2-ab"), ("a-one", "\u00aa-one"), ("no-one", "n\u00ba-one"),
    ("tm-ab", "\u2122-ab"), ("office", "o\ufb03ce"), ("lj-ab", "\u01c9-ab"), ("dz-ab", "\u01c6-ab"),
    ("ss-ab", "\u00df-ab"),
    ("half-12", "half-\u00bd"), ("iv-ab", "\u2163-ab"), ("s-long", "\u017f-long"), ("mu-\u03bc", "mu-\u00b5"),
    ("\u1e9b\u0323-ab", "\u1e69-ab"), ("h-bar", "\u210f-bar"), ("n-ab", "\u207f-ab"), ("vowel-\u00e0", "vowel-a\u0300"),
    ("hangul-\uac00", "hangul-\u1100\u1161"), ("kana-\u30ac", "kana-\u30ab\u3099"), ("kana-\u30a2", "kana-\uff71"),
    ("sigma-\u03c3", "sigma-\u03c2"), ("jot-\u01f0", "jot-j\u030c"), ("ae-ab", "AE-ab"), ("dot-\u1e0b", "dot-d\u0307"),
    ("two-\u1ebf", "two-e\u0302\u0301"), ("ring-\u01fb", "ring-a\u030a\u0301"), ("cedilla-\u00e7", "cedilla-c\u0327"),
    ("tilde-\u00f1", "tilde-N\u0303"),
]  # fmt: skip
FOLDERS = {
    "changeideas/{}.yml": "idea", "casestudies/{}/case.yml": "case", "content/problems/{}.yml": "problem",
    "content/pages/{}.md": "page", "content/pages/{}/index.md": "page",
}  # fmt: skip


@pytest.mark.parametrize("pattern", FOLDERS)
def test_twins_never_merge_silently(root: Path, pattern: str) -> None:
    assert len(TWINS) == 40
    for number, twins in enumerate(TWINS):
        project = root / str(number)
        for name in twins:
            path = project / pattern.format(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("title: x\n", encoding="utf-8")
        report = check(Project(project)).report
        told = [fault for fault in report if fault.code in ("L006", "L007", "L010")]
        assert told, twins


def test_a_page_and_a_folder_of_one_name(root: Path) -> None:
    for name in ("content/pages/us.md", "content/pages/us/index.md"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Us\n", encoding="utf-8")
    assert [fault.code for fault in check(Project(root)).report if fault.code.startswith("L")] == ["L007"]
