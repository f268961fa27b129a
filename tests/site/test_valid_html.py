"""Every kind of page is valid HTML, by a validator of others (html-validate, as `npm ci` brings it).

A second one takes longer and is run by hand over all pages: npx vnu-jar --skip-non-html build/site
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.site.sites import HERE, KINDS, Site

RULES = Path(__file__).with_name("html-validate.json")
"""Switched off there: a button in forms that act on every change; a region that scrolls may be a div."""


def faults_of(pages: list[Path], scratch: Path) -> list[str]:
    program = HERE / "node_modules" / ".bin" / "html-validate"
    if not program.exists():
        pytest.fail("html-validate is missing: 'make test' installs it, or: npm ci")
    told = scratch / "told.json"  # what goes through a pipe may be cut off
    command: list[str | Path] = [program, "--config", RULES, "--formatter", f"json={told}", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.exists(), done.stderr
    return [
        f"{page['filePath']}:{fault['line']}: {fault['ruleId']}: {fault['message']}"
        for page in json.loads(told.read_text(encoding="utf-8"))
        for fault in page["messages"]
        if "> template >" not in (fault["selector"] or "")  # a mould for rows, empty until a script fills a copy
    ]


@pytest.mark.parametrize("site", ["sample", "real"])
def test_pages_are_valid(request: pytest.FixtureRequest, tmp_path: Path, site: str) -> None:
    built: Site = request.getfixturevalue(site)
    pages = [built.folder / built.of_kind(kind) for kind in KINDS]
    assert faults_of([page if page.suffix else page / "index.html" for page in pages], tmp_path) == []


@pytest.mark.parametrize(
    "broken",
    ["<p><div>x</div></p>", "<ul><p>x</p></ul>", '<i id="a"></i><i id="a"></i>', "<table><td>x</table>", "<a b=1 b=2>x</a>",
     "<p style='color: red'>x</p>", "<img src='x.png'>"],
)  # fmt: skip
def test_a_fault_would_be_noticed(tmp_path: Path, broken: str) -> None:
    page = tmp_path / "index.html"
    page.write_text(f'<!doctype html><html lang="en"><head><title>x</title></head><body>{broken}</body></html>')
    assert faults_of([page], tmp_path)
