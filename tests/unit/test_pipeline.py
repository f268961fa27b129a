"""The order of a build: what somebody waits for can be drawn before all else, and comes out as it will be."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.assemble import Fitted
from generator.model.library import Rendered, Settings
from generator.pipeline import build
from generator.project import Project
from tests.sample_library import SAMPLE

TODAY = dt.date(2026, 11, 22)
MINIMAL = Path(__file__).parents[1] / "cases" / "valid" / "minimal"
CASES = Path(__file__).parents[1] / "cases" / "invalid"


def pages(project: Project) -> dict[str, bytes]:
    site = project.site
    return {f"{path.parent.relative_to(site).as_posix()}/": path.read_bytes() for path in site.rglob("index.html")}


def test_a_second_build_of_the_same_writes_nothing(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(SAMPLE, project.root, ignore=shutil.ignore_patterns("build"))
    project.settings.write_text("site_name: River\nsite_url: https://river.example.org/\n", encoding="utf-8")
    assert build(project, TODAY).written > 100
    assert (project.site / "sitemap.xml").exists()
    assert build(project, TODAY).written == 0


def test_a_setting_that_leads_nowhere_is_told_at_its_line(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(SAMPLE, project.root, ignore=shutil.ignore_patterns("build"))
    settings = "site_name: River\ntheme:\n  logo: img/logo.png\nextra:\n  homepage: nowhere/\n"
    project.settings.write_text(settings, encoding="utf-8")
    told = [str(found.location) for found in build(project, TODAY).report if found.code == "C801"]
    assert told == ["mkdocs.yml:3:9", "mkdocs.yml:5:13"]
    assert not project.site.exists()


@pytest.mark.parametrize("case", ["field-unknown", "prompt-left", "prose-that-cannot-be-shown"])
def test_a_fault_is_told_by_every_build_until_it_is_mended(tmp_path: Path, case: str) -> None:
    """A file is known as sound only when nothing at all was wrong with it."""
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    shutil.copytree(CASES / case, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    expected = (CASES / case / "expected.txt").read_text(encoding="utf-8").rstrip()
    for _ in range(2):
        done = build(Project(tmp_path), TODAY)
        assert (done.site, done.report.format("text")) == (None, expected)


def test_pages_drawn_first_are_those_of_the_site_and_change_nothing_else(tmp_path: Path) -> None:
    """Every page of a library is drawn first after an edit, as a preview draws the one that is looked at."""
    project = Project(tmp_path / "project")
    shutil.copytree(SAMPLE, project.root, ignore=shutil.ignore_patterns("build"))
    before = build(project, TODAY)
    assert before.frames is not None
    house = before.frames
    idea = min(project.records("idea").glob("*.yml"))
    idea.write_text(idea.read_text(encoding="utf-8").replace("title: ", "title: Anew, ", 1), encoding="utf-8")
    drawn = {}

    def draw(settings: Settings, rendered: Rendered) -> None:
        fitted = Fitted(house, settings)
        drawn.update({page.at or "./": fitted.page(page.draw()) for page in rendered.pages})

    assert build(project, TODAY, first=draw).site
    site = pages(project)
    assert any(b"Anew, " in page for page in site.values())
    assert drawn == site
    assert build(project, TODAY).written == 0, "nor does it spoil what is remembered"
    shutil.rmtree(project.build)
    build(project, TODAY)
    assert pages(project) == site
