"""Finding the files of a project: what is read, what is refused, and that nothing outside is opened."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagnostics import Location, Report
from generator.load import load
from generator.load.files import read_bytes
from generator.model.source import Sources
from generator.project import Project

PLACES = "id,name,state\nfresno,Fresno Unified,CA\n"
SERIES = "period,value\n2019,10\n"


def tree(root: Path, files: Mapping[str, str]) -> Project:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(root)


def read(project: Project) -> tuple[Sources, list[str]]:
    """Everything, the documents of each kind gone through and kept by id."""
    report = Report()
    sources = load(project, report)
    documents = {kind: list(found) for kind, found in sources.documents.items()}
    return replace(sources, documents=documents), report.format("text").splitlines()


def ids(sources: Sources) -> dict[str, list[str]]:
    return {kind: names for kind, found in sources.documents.items() if (names := [name for name, _ in found])}


def test_a_whole_project_is_found(tmp_path: Path) -> None:
    project = tree(
        tmp_path,
        {
            "changeideas/call-home.yml": "title: Call home\n",
            "changeideas/README.md": "for readers\n",
            "changeideas/.hidden.yml": "a: [\n",
            "changeideas/call-home.yml~": "as it was before the last edit\n",
            "changeideas/#call-home.yml#": "as it is being typed\n",
            "content/4913": "",
            "casestudies/fresno/case.yml": "title: Fresno\n",
            "casestudies/fresno/absence.csv": SERIES,
            "content/problems/absence.yml": "title: Absence\n",
            "content/packages/early.yml": "title: Early\n",
            "content/hubs/county.yml": "name: County\n",
            "content/measures/calls.yml": "title: Calls\n",
            "content/methods/fishbone.yml": "title: Fishbone\n",
            "content/vocab/costs.yml": "title: Mine\nwords: []\n",
            "content/series/spring.csv": SERIES,
            "content/places.csv": PLACES,
            "content/tests-of-change.csv": "place,idea,cycle\nfresno,call-home,1\n",
            "content/glossary.yml": "terms: []\n",
            "content/references.yml": "references: []\n",
            "content/pages/index.md": "# Home\n",
            "content/pages/about/index.md": "# About\n",
            "content/pages/about/decisions/0001-frames.md": "# Frames\n",
        },
    )
    sources, messages = read(project)
    assert messages == []
    assert ids(sources) == {
        "idea": ["call-home"], "case": ["fresno"], "problem": ["absence"], "package": ["early"], "hub": ["county"],
        "measure": ["calls"], "method": ["fishbone"],
    }  # fmt: skip
    assert dict(sources.documents["case"])["fresno"].path == "casestudies/fresno/case.yml"
    assert set(sources.series) == {"casestudies/fresno/absence.csv", "content/series/spring.csv"}
    assert sources.vocab["costs"].path == "content/vocab/costs.yml"
    assert sources.vocab["costs"].value["title"] == "Mine"
    assert "grade-bands" in sources.vocab, "lists that the project does not bring come with the generator"
    assert sources.places is not None
    assert sources.tests is not None
    assert sources.glossary is not None
    assert sources.references is not None
    assert [page.url for page in sources.pages] == ["about/decisions/0001-frames/", "about/", ""]


def test_an_empty_folder_is_a_project(tmp_path: Path) -> None:
    sources, messages = read(Project(tmp_path))
    assert messages == []
    assert not ids(sources)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("changeideas/call-home.yaml", "error[L008] the file ends in '.yaml'"),
        ("changeideas/call-home.YML", "error[L008] the file ends in '.YML'"),
        ("changeideas/Call-Home.yml", "error[L006] 'Call-Home' cannot be an id"),
        ("changeideas/call home.yml", "error[L006] 'call home' cannot be an id"),
        ("changeideas/2-calls.yml", "error[L006] '2-calls' cannot be an id"),
        ("changeideas/a.yml", "error[L006] 'a' cannot be an id"),
        (f"changeideas/{'a' * 65}.yml", f"error[L006] '{'a' * 65}' cannot be an id"),
        ("changeideas/café.yml", "error[L006] 'café' cannot be an id"),
        ("changeideas/search.yml", "error[L010] the site needs the word 'search' itself"),
        ("changeideas/con.yml", "error[L010] Windows needs the word 'con' itself"),
        ("content/pages/con.md", "error[L010] Windows needs the word 'con' itself"),
        ("content/pages/aux/here.md", "error[L010] Windows needs the word 'aux' itself"),
        ("content/vocab/nul.yml", "error[L010] Windows needs the word 'nul' itself"),
        ("content/series/com1.csv", "error[L010] Windows needs the word 'com1' itself"),
        ("changeideas/two-idea.yml/x.yml", "error[L009] the folder 'two-idea.yml' is not expected here"),
        ("changeideas/notes.txt", "error[L009] 'notes.txt' is not expected here"),
        ("casestudies/fresno.yml", "error[L009] 'fresno.yml' is not expected here"),
        ("casestudies/fresno/photo.svg", "error[L009] 'photo.svg' is not expected here"),
        ("casestudies/Fresno/case.yml", "error[L006] 'Fresno' cannot be an id"),
        ("content/ideas.yml", "error[L009] 'ideas.yml' is not expected here"),
        ("content/pages/search/ours.md", "error[L010] the site needs the word 'search' itself"),
        ("content/pages/search.md", "error[L010] the site needs the word 'search' itself"),
        ("content/pages/page.html", "error[L009] 'page.html' is not expected here"),
        ("content/pages/page.markdown", "error[L008] the file ends in '.markdown'"),
        ("content/pages/About Us.md", "error[L006] 'About Us' cannot be an id"),
        ("content/pages/a/b/c/d/e/f/g/deep.md", "error[L009] the folder 'g' is not expected here"),
        ("content/series/Spring 2020.csv", "error[L006] 'Spring 2020' cannot be an id"),
        ("content/vocab/costs.yaml", "error[L008] the file ends in '.yaml'"),
    ],
)
def test_a_file_with_a_wrong_name_or_place(tmp_path: Path, name: str, expected: str) -> None:
    sources, messages = read(tree(tmp_path, {name: "title: x\n"}))
    assert any(line.endswith(expected) for line in messages), messages
    assert not ids(sources)
    assert sources.pages == ()


def test_a_file_in_place_of_a_folder_is_one_fault(tmp_path: Path) -> None:
    """Nothing in it can be known, so that nothing may be called unknown."""
    sources, messages = read(tree(tmp_path, {"content": "x"}))
    assert messages == [
        "content:1:1: error[L009] 'content' is not expected here",
        "    a folder of this name belongs here",
    ]
    hidden = {kind for kind, names in sources.unreadable.items() if "*" in names}
    assert hidden >= {"problem", "package", "hub", "measure", "method", "term", "reference", "place", "test"}


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Café visits!", "cafe-visits"),
        ("a" * 65, "a" * 64),
        ("a", "a-short-name"),
        ("Index", "a-short-name"),
        ("会议", "a-short-name"),
    ],
)
def test_a_wrong_name_brings_a_proper_one(tmp_path: Path, name: str, near: str) -> None:
    _, messages = read(tree(tmp_path, {f"changeideas/{name}.yml": "title: x\n"}))
    assert messages == [
        f"changeideas/{name}.yml:1:1: error[L006] '{name}' cannot be an id",
        f"    use 2 to 64 small letters, digits and hyphens, beginning with a letter, such as '{near}.yml'",
    ]


@pytest.mark.parametrize("folder", ["changeideas/{}.yml", "casestudies/{}/case.yml", "content/pages/{}.md"])
def test_of_two_names_that_are_one_file_elsewhere_the_good_one_stays(tmp_path: Path, folder: str) -> None:
    project = tree(tmp_path, {folder.format(name): "title: x\n" for name in ("about", "ABOUT")})
    _, messages = read(project)
    told = [line for line in messages if "[L00" in line]
    assert len(told) == 1, told
    assert "ABOUT" in told[0].partition(": error[L007]")[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [("call-home", "Call-Home"), ("caf\u00e9", "cafe\u0301"), ("straße", "STRASSE"), ("fine", "\ufb01ne")],
)
def test_names_that_are_one_file_elsewhere(tmp_path: Path, first: str, second: str) -> None:
    project = tree(tmp_path, {f"changeideas/{name}.yml": "title: x\n" for name in (first, second)})
    if len(list((tmp_path / "changeideas").iterdir())) < 2:
        pytest.skip("this file system takes the two names for one")
    _, messages = read(project)
    assert sum("error[L007]" in line for line in messages) == 1


def test_two_pages_with_one_address(tmp_path: Path) -> None:
    sources, messages = read(tree(tmp_path, {"content/pages/us.md": "# A\n", "content/pages/us/index.md": "# B\n"}))
    assert len(sources.pages) == 1
    assert "error[L007] 'content/pages/us/index.md' has the same address" in messages[0]


@pytest.mark.parametrize(
    "link",
    [
        "changeideas/leak.yml", "changeideas", "casestudies/leak", "casestudies/fresno/case.yml",
        "casestudies/fresno/leak.csv", "content", "content/places.csv", "content/glossary.yml", "content/pages/leak.md",
        "content/pages/more", "content/vocab", "content/series",
    ],
)  # fmt: skip
def test_links_to_other_places_are_not_followed(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    text = "title: outside\n"
    if Path(link).suffix:
        outside.write_text(text, encoding="utf-8")
    else:
        tree(outside, {"leak.yml": text, "case.yml": text, "leak.md": text, "leak.csv": SERIES})
    root = tmp_path / "project"
    path = root / link
    path.parent.mkdir(parents=True)
    path.symlink_to(outside)
    sources, messages = read(Project(root))
    assert any("error[L005]" in line for line in messages)
    assert not ids(sources)
    assert (sources.pages, sources.series, sources.glossary, sources.places) == ((), {}, None, None)


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "changeideas").mkdir()
    os.mkfifo(tmp_path / "changeideas" / "pipe.yml")
    _, messages = read(Project(tmp_path))
    assert "error[L009] 'pipe.yml' is not expected here" in messages[0]


def test_a_case_without_its_file(tmp_path: Path) -> None:
    sources, messages = read(tree(tmp_path, {"casestudies/fresno/absence.csv": SERIES}))
    assert messages[0] == "casestudies/fresno:1:1: error[L001] the folder 'fresno' holds no 'case.yml'"
    assert sources.unreadable["case"] == {"fresno"}


def test_one_bad_file_hides_no_other_and_is_remembered(tmp_path: Path) -> None:
    files = {f"changeideas/bad-{number}.yml": "title: a: b\n" for number in range(30)}
    project = tree(tmp_path, files | {"changeideas/good.yml": "title: x\n", "content/places.csv": "id;name\n"})
    sources, messages = read(project)
    assert ids(sources) == {"idea": ["good"]}
    assert sum("error[L101]" in line for line in messages) == 30
    assert len(sources.unreadable["idea"]) == 30
    assert sources.unreadable["place"] == {"*"}


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    report = Report()
    assert read_bytes(tmp_path / "gone.yml", "changeideas/gone.yml", 100, report, tmp_path) is None
    assert report.format("text") == (
        "changeideas/gone.yml:1:1: error[L001] the file cannot be read: No such file or directory"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has neither")
def test_what_takes_a_files_place_after_its_folder_was_read_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret", encoding="utf-8")
    (tmp_path / "link.yml").symlink_to("secret")
    os.mkfifo(tmp_path / "pipe.yml")
    report = Report()
    for name in ("link.yml", "pipe.yml"):
        assert read_bytes(tmp_path / name, name, 100, report, tmp_path) is None
    assert report.format("text").splitlines() == [
        "link.yml:1:1: error[L001] the file cannot be read: Too many levels of symbolic links",
        "pipe.yml:1:1: error[L001] the file cannot be read: it is not a file",
    ]


@pytest.mark.skipif(os.open not in os.supports_dir_fd, reason="Windows opens no file from a folder")
def test_a_folder_that_was_exchanged_for_a_link_leads_nowhere(tmp_path: Path) -> None:
    """Each on the way to the file: that of the cases, and that of the case."""
    project = tree(tmp_path / "project", {"casestudies/good/case.yml": "title: ours\n"})
    tree(tmp_path / "elsewhere", {"good/case.yml": "title: a secret\n"})
    path, report = project.record_file("case", "good"), Report()
    assert read_bytes(path, "case.yml", 100, report, project.root) == b"title: ours\n"
    for folder, other in ((path.parent, "elsewhere/good"), (path.parent.parent, "elsewhere")):
        folder.rename(folder.with_name("aside"))
        folder.symlink_to(tmp_path / other)
        assert path.read_text("utf-8") == "title: a secret\n"
        assert read_bytes(path, "case.yml", 100, report, project.root) is None
        folder.unlink()
        folder.with_name("aside").rename(folder)
    assert report.format("text") == "case.yml:1:1: error[L001] the file cannot be read: Not a directory"
    below_a_link = tmp_path / "link"
    below_a_link.symlink_to(project.root)
    assert read_bytes(below_a_link / path.relative_to(project.root), "x", 100, report, below_a_link), (
        "as somebody asked"
    )


def test_a_file_with_every_record_of_a_kind_may_be_larger(tmp_path: Path) -> None:
    entry = "  - id: hough-2017-practice\n    type: report\n    title: Continuous Improvement in Practice\n"
    many = "references:\n" + entry * 5000
    assert 256 * 1024 < len(many) < 2048 * 1024
    sources, messages = read(tree(tmp_path, {"content/references.yml": many, "changeideas/call-home.yml": many}))
    assert messages[0] == "changeideas/call-home.yml:1:1: error[L002] the file is larger than 256 KiB"
    assert sources.references is not None
    assert len(sources.references.value["references"]) == 5000


def test_the_columns_of_tables_come_from_their_records(tmp_path: Path) -> None:
    _, messages = read(tree(tmp_path, {"content/places.csv": "id,name,province\n"}))
    assert [line for line in messages if "error" in line] == [
        "content/places.csv:1:1: error[L202] the column 'state' is missing",
        "content/places.csv:1:3: error[L202] unknown column 'province'",
    ]


def test_of_a_file_that_is_too_large_only_the_beginning_is_read(tmp_path: Path) -> None:
    (tmp_path / "large.yml").write_bytes(b"x" * 1000)
    assert read_bytes(tmp_path / "large.yml", "large.yml", 10, Report(), tmp_path) == b"x" * 11


def test_a_closed_file_is_read_again_for_a_place_in_it(tmp_path: Path) -> None:
    project = tree(tmp_path, {"changeideas/good.yml": "title: early\nsummary: late\n"})
    sources, _ = read(project)
    document = dict(sources.documents["idea"])["good"]
    assert document.closed is not None
    assert document.closed.value == {"title": "early", "summary": "late"}
    assert (
        document.closed.locate(["summary"]) == document.locate(["summary"]) == Location("changeideas/good.yml", 2, 10)
    )
    tree(tmp_path, {"changeideas/good.yml": "# another\ntitle: early\n"})
    changed = dict(read(project)[0].documents["idea"])["good"]
    assert changed.closed is not None
    assert changed.closed.locate(["title"]).line == 2, "a new file, not the one that was read before"


def test_a_place_in_a_file_that_changed_meanwhile_is_its_beginning_until_it_is_back(tmp_path: Path) -> None:
    before = {"changeideas/good.yml": "title: one\nsummary: two\n"}
    closed = dict(read(tree(tmp_path, before))[0].documents["idea"])["good"].closed
    assert closed is not None
    tree(tmp_path, {"changeideas/good.yml": "# another\n"})
    assert closed.locate(["summary"]).line == 1
    (tmp_path / "changeideas/good.yml").unlink()
    assert closed.locate(["summary"]).line == 1
    tree(tmp_path, before)
    assert closed.locate(["summary"]).line == 2


def test_a_file_with_a_fault_stays_open(tmp_path: Path) -> None:
    sources, messages = read(tree(tmp_path, {"changeideas/odd.yml": "title: no\n"}))
    assert "L107" in messages[0]
    assert dict(sources.documents["idea"])["odd"].closed is None


@pytest.mark.parametrize("name", ["content/pages/pipe.md", "content/glossary.yml", "content/places.csv"])
def test_a_pipe_is_never_opened(tmp_path: Path, name: str) -> None:
    """Reading one waits for ever."""
    (tmp_path / name).parent.mkdir(parents=True)
    os.mkfifo(tmp_path / name)
    _, told = read(Project(tmp_path))
    assert told[0] == f"{name}:1:1: error[L009] '{Path(name).name}' is not expected here"


@pytest.mark.parametrize("name", ["changeideas", "casestudies", "content"])
def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("", encoding="utf-8")
    _, told = read(Project(tmp_path))
    assert told == [f"{name}:1:1: error[L009] '{name}' is not expected here", "    a folder of this name belongs here"]


def test_ids_of_what_was_refused_are_known_so_that_links_to_them_are_no_second_fault(tmp_path: Path) -> None:
    project = tree(tmp_path, {"content/problems/absence.yaml": "title: Absence\n", "content/hubs": "a file\n"})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "content/measures").symlink_to(elsewhere)
    (tmp_path / "content/references.yml").symlink_to(tmp_path / "nowhere")
    sources, messages = read(project)
    assert sum("error" in line for line in messages) == 4
    unread = {kind: ids for kind, ids in sources.unreadable.items() if ids}
    assert unread == {"problem": {"absence"}, "hub": {"*"}, "measure": {"*"}, "reference": {"*"}}
