"""Times builds of many synthetic ideas beside builds of the same content with plain MkDocs-Material and with Hugo.

    python -m tests.bench [-n 100,1000] [--repeat 3] [--hugo PROGRAM] [--keep FOLDER] [--json] [--keep-results]

All runs of one table happen on this machine one after the other, plain, Hugo and ours by turns, so that their ratios
hold although seconds differ from machine to machine. What counts is processor time of all threads and children: Hugo
uses as many cores as there are. This program stays small and starts all work in processes of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.hugo import find_hugo
from tests.bench.preview import edits_shown
from tests.bench.processes import Cost, median, run
from tests.bench.table import shown

PYTHON = sys.executable
HERE = Path(__file__).parents[2]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795219200", "PYTHONDONTWRITEBYTECODE": ""}
"""What every run is told. Python keeps what it compiled, as after an installation, which compiles all that is there."""


@dataclass(slots=True)
class Bench:
    """The figures of one size."""

    ideas: int
    runs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    stages: list[dict[str, Any]] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The figures as plain data, with the goals."""
        costs = {name: _figures(runs) for name, runs in self.runs.items()}
        return {"ideas": self.ideas, "costs": costs, "stages": self.stages, "sizes": self.sizes}


def _figures(runs: Sequence[Cost]) -> dict[str, Any]:
    middle = median(runs)
    return {
        "cpu": round(middle.cpu, 3),
        "wall": round(middle.wall, 3),
        "peak_mb": round(middle.peak_mb, 1),
        "cpu_of_each": [round(cost.cpu, 3) for cost in runs],
    }


def measure(ideas: int, repeat: int, folder: Path, hugo: Path | None) -> Bench:
    """Make a library of so many ideas and build it each way, `repeat` times."""
    bench = Bench(ideas)
    run([PYTHON, "-m", "tests.bench.library", folder, str(ideas)], HERE)
    project, other = folder / "project", folder / "hugo"
    if hugo:
        run([PYTHON, "-m", "tests.bench.hugo", folder / "plain", other], HERE)
    changepack: list[str | Path] = [PYTHON, "-m", "generator", "-C", project]
    idea = project / "changeideas" / "idea-00000.yml"
    for _ in range(repeat):
        for name in ("plain", "records"):
            shutil.rmtree(folder / name / "site", ignore_errors=True)
            bench.runs[name].append(run([PYTHON, "-m", "mkdocs", "build", "--quiet"], folder / name, QUIET))
        if hugo:
            shutil.rmtree(other / "public", ignore_errors=True)
            bench.runs["hugo"].append(run([hugo, "--quiet"], other, {"HUGO_CACHEDIR": str(folder / "cache")}))
        shutil.rmtree(project / "build", ignore_errors=True)
        bench.runs["build"].append(run([*changepack, "build"], HERE, QUIET))
        idea.write_text(idea.read_text(encoding="utf-8").replace("summary: ", "summary: x", 1), encoding="utf-8")
        bench.runs["edit"].append(run([*changepack, "build"], HERE, QUIET))
        bench.runs["same"].append(run([*changepack, "build"], HERE, QUIET))
        bench.runs["check"].append(run([*changepack, "check"], HERE, QUIET))
    bench.runs["shown"] = edits_shown([*changepack, "serve"], HERE, QUIET, idea, repeat)
    bench.sizes = sizes(project, {"plain": folder / "plain" / "site", **({"hugo": other / "public"} if hugo else {})})
    shutil.rmtree(project / "build")
    bench.stages = json.loads(run([PYTHON, "-m", "tests.bench.stages", project], HERE, QUIET).output)
    return bench


def sizes(project: Path, beside: Mapping[str, Path]) -> dict[str, int]:
    """Bytes and numbers of files of what went in and what came out."""
    site = project / "build" / "site"
    menu = (site / "ideas" / "index.html").read_bytes() + next((site / "data" / "menu").glob("first-*")).read_bytes()
    index = b"".join(path.read_bytes() for path in sorted((site / "search").iterdir()))
    ideas = [path.stat().st_size for path in (project / "changeideas").iterdir()]
    return {
        "idea_bytes": sum(ideas) // len(ideas),
        **_site_sizes(site),
        **{f"{name}_{size}": found for name, other in beside.items() for size, found in _site_sizes(other).items()},
        "menu_bytes": len(menu),
        "menu_compressed": len(gzip.compress(menu)),
        "search_bytes": len(index),
        "search_compressed": len(gzip.compress(index)),
    }


def _site_sizes(site: Path) -> dict[str, int]:
    files = [path for path in site.rglob("*") if path.is_file()]
    return {
        "pages": sum(path.suffix == ".html" for path in files),
        "site_bytes": sum(path.stat().st_size for path in files),
    }


def main() -> None:
    """Read the command line, measure, print, and keep what was found where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("-n", default="100,1000", help="numbers of ideas, with commas (default: %(default)s)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each kind; the median counts (default: 3)")
    parser.add_argument(
        "--hugo", default=os.environ.get("HUGO", ""), help="Hugo's program (default: what is installed)"
    )
    parser.add_argument("--keep", type=Path, help="make the projects in this folder and keep them")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--keep-results", action="store_true", help="write the results into tests/bench/results")
    given = parser.parse_args()
    hugo = find_hugo(given.hugo)
    if given.hugo and hugo is None:
        parser.error(f"there is no program '{given.hugo}'")
    results = []
    with tempfile.TemporaryDirectory(prefix="changepack-bench-") as scratch:
        for ideas in (int(number) for number in given.n.split(",")):
            folder = (given.keep or Path(scratch)).resolve() / str(ideas)
            results.append(measure(ideas, given.repeat, folder, hugo).to_json())
            if not given.json:
                print(shown(results[-1]), flush=True)
    if given.json:
        print(json.dumps({"format": "changepack/1", "items": results}, indent=2))
    if given.keep_results:
        from tests.bench.kept import keep  # not before all is measured: this program stays small

        keep(results, hugo)


if __name__ == "__main__":
    main()
