"""What `changepack doctor` says of machines and projects in every state; it changes nothing about them."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import shutil
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import doctor
from generator.cli import main
from generator.diagnostics import Report
from generator.doctor import Finding, as_json_text, as_text, examine
from generator.epoch import build_date
from generator.project import Project
from generator.publish import staged

MINIMAL = Path(__file__).parents[1] / "cases" / "valid" / "minimal"
NOW = dt.datetime(2030, 5, 1, tzinfo=dt.UTC)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(MINIMAL, tmp_path / "project", ignore=shutil.ignore_patterns("build"))
    (tmp_path / "project" / "mkdocs.yml").write_text("site_name: River\n", encoding="utf-8")
    return Project(tmp_path / "project")


def found(project: Project, state: str) -> list[Finding]:
    return [each for each in examine(project, NOW) if each.state == state]


def the_fault(project: Project) -> Finding:
    (fault,) = found(project, "fault")
    return fault


def test_a_sound_machine_and_project(project: Project) -> None:
    assert found(project, "fault") == []
    result = CliRunner().invoke(main, ["doctor", "-C", str(project.root)])
    assert result.exit_code == 0
    assert "mkdocs.yml can be read: River" in result.stdout
    assert "1 in changeideas/" in result.stdout
    assert result.stdout.endswith("\n\nA site can be built here.\n")
    assert all(len(line) < 160 for line in result.stdout.splitlines())


def test_nothing_of_the_project_is_changed(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.root.rglob("*")}
    found(project, "good")
    left = {path for path in project.root.rglob("*") if path.is_file()} - before.keys()
    assert {path.parent for path in left} <= {project.cache}
    assert all(path.stat().st_mtime_ns == then for path, then in before.items() if path.is_file())


def test_an_empty_folder_can_be_begun_with(tmp_path: Path) -> None:
    assert found(Project(tmp_path), "fault") == []
    notes = {note.about: note.do for note in found(Project(tmp_path), "note")}
    assert "changepack new" in notes["sources"]
    assert "site_name" in notes["settings"]


def test_faults_are_for_the_exit_code_and_for_programs(project: Project) -> None:
    project.settings.write_text("site_name: [\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["doctor", "--json", "-C", str(project.root)])
    assert result.exit_code == 3
    told = json.loads(result.stdout)
    assert told["ready"] is False
    (fault,) = [item for item in told["items"] if item["state"] == "fault"]
    assert fault["about"] == "settings"
    assert fault["says"].startswith("mkdocs.yml:2:1: the YAML is broken")


def test_an_engine_that_is_not_installed(project: Project) -> None:
    project.settings.write_text("site_name: A\nextra:\n  engine: docusaurus\n", encoding="utf-8")
    assert the_fault(project).says.startswith("mkdocs.yml:3:3: the engine 'docusaurus' is not known here")


@pytest.mark.parametrize(
    ("need", "says"),
    [
        ("click>=99", f"click is {metadata.version('click')}, and must be >=99"),
        ("no-such-package>=1", "no-such-package is missing"),
        ("no-such-package>=1; python_version < '3'", None),
    ],
)
def test_packages_are_compared(project: Project, monkeypatch: pytest.MonkeyPatch, need: str, says: str | None) -> None:
    monkeypatch.setattr(metadata, "requires", lambda name: [need])  # noqa: ARG005
    assert [fault.says for fault in found(project, "fault")] == ([says] if says else [])


def test_an_old_python(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "OLDEST_PYTHON", (99, 0))
    assert "Install Python 99.0" in the_fault(project).do


def test_a_second_package_of_the_same_name(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "packages_distributions", lambda: {"generator": ["changepack", "noise"]})
    (project.root / "generator.py").touch()
    says = [note.says for note in found(project, "note")]
    assert says[0].startswith("the package noise brings a 'generator' too")
    assert says[1].startswith("generator.py in this folder")


def test_folders_of_the_wrong_kind(project: Project, tmp_path: Path) -> None:
    (project.root / "changeideas").rename(tmp_path / "ideas")
    (project.root / "changeideas").symlink_to(tmp_path / "ideas")
    (project.root / "casestudies").write_text("", encoding="utf-8")
    assert [fault.says for fault in found(project, "fault")] == [
        "changeideas/ is a link, and links are not followed",
        "casestudies is a file, and must be a folder",
    ]


@pytest.mark.parametrize("name", ["site", ".site.spare"])
def test_a_foreign_folder_where_the_site_belongs(project: Project, name: str) -> None:
    (project.build / name).mkdir(parents=True)
    (project.build / name / "thesis.txt").touch()
    assert the_fault(project).says == f"build/{name} was not made by this program, and is never replaced"


def test_a_place_that_cannot_be_written(project: Project) -> None:
    project.build.write_text("", encoding="utf-8")
    assert "cannot be written: " + os.strerror(errno.ENOTDIR) in the_fault(project).says


def test_a_site_that_another_user_built(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with staged(project.site, Report()):
        pass
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    fault = the_fault(project)
    assert fault.says == "build/.site.spare belongs to another user of this machine"
    assert "delete the folder 'build'" in fault.do


def test_a_full_disk_and_a_simple_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM", 2**80)
    monkeypatch.setattr(doctor, "exchanges_at_once", lambda place: False)  # noqa: ARG005
    free, swap = found(project, "note")
    assert "MB are free" in free.says
    assert "cannot swap folders" in swap.says


def test_another_build_and_what_a_killed_one_left(project: Project) -> None:
    with staged(project.site, Report()):
        assert [note.says for note in found(project, "note")] == ["another build is running"]
    assert found(project, "note") == []
    (project.build / ".site.aside").mkdir()
    assert "the next one mends that" in found(project, "note")[0].says


@pytest.mark.parametrize(
    "epoch", ["yesterday", "-5", "1" * 40, str(2**32), "\N{SUPERSCRIPT TWO}", "\N{FULLWIDTH DIGIT ONE}", ""]
)
def test_an_absurd_date(project: Project, epoch: str) -> None:
    for command, code in (("doctor", 3), ("build", 2)):
        result = CliRunner().invoke(main, [command, "-C", str(project.root)], env={"SOURCE_DATE_EPOCH": epoch})
        assert result.exit_code == code
        assert f"SOURCE_DATE_EPOCH is '{epoch}'" in result.output


def test_a_given_date_and_a_clock_that_stands_still(project: Project) -> None:
    dated = examine(project, NOW, "1760000000")
    assert "2025-10-09" in next(each.says for each in dated if each.about == "date")
    (note,) = [each for each in examine(project, dt.datetime(1980, 1, 1, tzinfo=dt.UTC)) if each.state == "note"]
    assert note.do.startswith("Set the clock")


@pytest.mark.parametrize("year", [1969, 1970, 2106, 9999])
def test_a_clock_that_no_site_can_be_dated_by(project: Project, year: int) -> None:
    (fault,) = [each for each in examine(project, dt.datetime(year, 1, 1, tzinfo=dt.UTC)) if each.state == "fault"]
    assert f"clock says {year}-01-01" in fault.says
    with pytest.raises(OSError, match="clock"):
        build_date("1760000000", dt.datetime(year, 1, 1, tzinfo=dt.UTC))


def test_words_and_json_say_the_same() -> None:
    findings = [Finding("build", "fault", "it is full", "Empty it."), Finding("date", "note", "it is late")]
    text, told = as_text(findings), json.loads(as_json_text(findings))
    assert all(item["says"] in text and item["do"] in text for item in told["items"])
    assert text.endswith("1 thing to mend before a site can be built here.")
