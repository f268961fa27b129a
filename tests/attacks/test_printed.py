"""What the commands print and export of a hostile project steers no terminal and runs in no spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.model.kinds import KINDS
from generator.render.data import FORMULA_SIGNS
from tests.attacks.lists import attacks
from tests.attacks.turns import HIDDEN, MARK, Turns, deal

SHOWN = [kind for kind in KINDS if kind not in {"test", "word"}]
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is accepted of a project of attacks."""
    folder = tmp_path_factory.mktemp("printed")
    deal(folder, Turns(), 3)
    return folder


def run(project: Path, *words: str) -> Result:
    """A command, whose fault would be raised here."""
    return CliRunner().invoke(main, [*words, "-C", str(project)], catch_exceptions=False)


@pytest.mark.parametrize("kind", SHOWN)
def test_show_prints_attacks_as_text(project: Path, kind: str) -> None:
    for number in range(3):
        shown = run(project, "show", kind, f"{kind}-{number}")
        assert shown.exit_code == 0, shown.output
        assert not HIDDEN.search(shown.stdout)
        assert MARK.search(shown.stdout)
        assert json.loads(run(project, "show", kind, f"{kind}-{number}", "--json").stdout)


def test_any_word_may_be_asked_for(project: Path) -> None:
    asked = [text for text in attacks() if not text.startswith("-") and "\0" not in text]
    for attack in asked[::100]:
        told = run(project, "show", "idea", attack)
        assert told.exit_code in {1, 2}
        assert "Traceback" not in told.output


def test_a_run_chart_of_hostile_words_is_text(project: Path, tmp_path: Path) -> None:
    for series in sorted(project.rglob("*.csv")):
        if series.parent.name.startswith(("case", "series")):
            charted = run(project, "runchart", str(series), "--svg", str(tmp_path / "chart.svg"))
            assert charted.exit_code in {0, 1}
            assert "Traceback" not in charted.output
    drawn = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|img|iframe|a|foreignObject)\b|\son\w+=", drawn)


def test_tables_run_nothing_in_a_spreadsheet_and_keep_their_columns(project: Path, tmp_path: Path) -> None:
    assert run(project, "export", str(tmp_path / "out")).exit_code == 0
    tables = sorted((tmp_path / "out").glob("*.csv"))
    assert len(tables) > 3
    seen = 0
    for path in tables:
        rows = [*csv.reader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True), strict=True)]
        assert {len(row) for row in rows} == {len(rows[0])}, path.name
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if cell.startswith(tuple(FORMULA_SIGNS)) and not NUMBER.fullmatch(cell)] == []
        seen += sum(bool(MARK.search(cell)) for cell in cells)
    assert seen > 50
