"""The made-up library keeps the rules of real ones, and both ways of building get the same content."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from generator.pipeline import check
from generator.project import Project
from tests.bench.library import SyntheticLibrary, write_library
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
    write_plain(library.records, library.references(), tmp_path)
    for key, idea in library.records["idea"].items():
        page = (tmp_path / "docs" / "ideas" / f"{key}.md").read_text(encoding="utf-8")
        assert idea["title"] in page
        assert idea["steps"][-1]["do"] in page
        assert f"](../problems/{idea['problems'][0]}.md)" in page


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


@pytest.mark.parametrize(
    ("ideas", "cpu", "said"),
    [
        (1000, 3.9, "   under 0.50 of plain: met, under 300 MB: met"),
        (1000, 4.1, "   under 0.50 of plain: MISSED, under 300 MB: met"),
        (100, 4.1, "90   under 300 MB: met"),
    ],
)
def test_goals_are_judged_at_the_size_they_are_for(ideas: int, cpu: float, said: str) -> None:
    costs = {key: {"cpu": 8.0, "wall": 9.0, "peak_mb": 90.0} for key in ("plain", "build", "same", "edit", "check")}
    sizes = dict.fromkeys(
        ("idea_bytes", "pages", "plain_pages", "site_bytes", "plain_site_bytes", "menu_bytes", "menu_compressed",
         "search_bytes", "search_compressed"), 1,
    )  # fmt: skip
    result = {
        "ideas": ideas,
        "costs": {**costs, "build": {"cpu": cpu, "wall": 9.0, "peak_mb": 90.0}},
        "stages": [{"stage": "load", "cpu": 1.0, "peak_mb": 90.0}],
        "sizes": sizes,
    }
    row = next(line for line in shown(result).splitlines() if line.startswith("changepack build, from nothing"))
    assert row.endswith(said)
