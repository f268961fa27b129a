"""Public collections of odd files beside our readers; run by hand on copies of them, which are not part of the project.

    python -m tests.fuzz.public_cases --yaml DIR --csv DIR ...

`--yaml` is the branch `data` of github.com/yaml/yaml-test-suite (MIT; read at 6ad3d2c, 402 cases), `--csv` a copy of
github.com/max-mapper/csv-spectrum (BSD) or of github.com/sineemore/csv-test-data. Each file is accepted with the
value that its collection gives, or refused at a place in it; anything else is printed and ends with 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.diagnostics import Report
from generator.load import Columns, read_csv
from tests.properties import promises

KNOWN = {
    "652Z": "libyaml drops the '?' of a name '?foo' in braces",
    "L24T/01": "libyaml sees no line end after spaces at the end of a file",
    "9C9N": "libyaml takes brackets that are not indented",
    "DK95/01": "libyaml takes a Tab at the beginning of a line in quotes",
    "QB6E": "libyaml takes text in quotes that is not indented",
    "S98Z": "libyaml takes lines of spaces before a block; its value is empty either way",
    "SU5Z": "libyaml takes a remark right behind a quotation mark; ours is refused when words would be lost",
    "X4QW": "libyaml takes a remark right behind '>'",
    "bad-header-wrong-header": "here a table declares its own columns",
    "bad-unescaped-quote": "quotation marks inside a cell without quotes mean themselves, as in spreadsheets",
    "empty-one-column": "rows without anything in them are passed over",
}
"""Case -> why its value is another here, or why it is taken although it should not be."""

Verdict = tuple[str, str]
"""`equal`, `refused`, `known` or `wrong`, and details."""


def yaml_cases(folder: Path) -> Iterator[tuple[str, Verdict]]:
    """Every case of the YAML suite."""
    for file in sorted(folder.glob("[0-9A-Z]*/**/in.yaml")):
        name = str(file.parent.relative_to(folder))
        document = promises.yml(file.read_bytes())
        wanted = file.with_name("in.json")
        if document is None:
            yield name, ("refused", "")
        elif name in KNOWN:
            yield name, ("known", KNOWN[name])
        elif file.with_name("error").exists() or not wanted.exists():
            yield name, ("wrong", f"taken as {document.value}")
        else:
            equal = json.loads(wanted.read_text(encoding="utf-8")) == document.value
            yield name, ("equal" if equal else "wrong", str(document.value))


def _table(file: Path) -> list[dict[str, str]] | None:
    """What our reader makes of any table, whatever its columns."""
    data, report = file.read_bytes(), Report()
    header = data.decode("utf-8", "replace").lstrip("\ufeff").splitlines()[:1]
    names = tuple(name.strip(' "') for name in header[0].split(",")) if header else ()
    table = read_csv(data, file.name, Columns((), names), report)
    if table is None:
        assert all(fault.location for fault in report)
        assert report.has_errors
        return None
    return [dict(row.cells) for row in table.rows]


def _trimmed(value: Any) -> Any:
    """Ours trims cells, and keeps the line ends in them as they are written."""
    if isinstance(value, dict):
        return {name.strip(): _trimmed(cell) for name, cell in value.items()}
    if isinstance(value, list):
        return [_trimmed(item) for item in value]
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else value


def csv_cases(folder: Path) -> Iterator[tuple[str, Verdict]]:
    """Every table with the JSON that belongs to it; without one it should be refused."""
    for file in sorted(folder.glob("csv*/*.csv")):
        answers = (folder / "json" / f"{file.stem}.json", file.parent.with_name("json") / f"{file.stem}.json")
        wanted = next((answer for answer in answers if answer.exists()), None)
        found = _table(file)
        if found is None:
            yield file.stem, ("refused", "")
        elif file.stem in KNOWN:
            yield file.stem, ("known", KNOWN[file.stem])
        elif wanted is None:
            yield file.stem, ("wrong", f"taken as {found}")
        else:
            rows = _trimmed(json.loads(wanted.read_text(encoding="utf-8")))
            if rows and isinstance(rows[0], list):
                rows = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
            same = _trimmed(found) == rows
            yield file.stem, ("equal" if same else "wrong", f"{found} instead of {rows}")


def main() -> None:
    """Print what is wrong, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--yaml", type=Path, action="append", default=[])
    parser.add_argument("--csv", type=Path, action="append", default=[])
    asked = parser.parse_args()
    wrong = 0
    for read, folders in ((yaml_cases, asked.yaml), (csv_cases, asked.csv)):
        for folder in folders:
            verdicts = list(read(folder))
            for name, (verdict, details) in verdicts:
                if verdict == "wrong":
                    print(f"{folder.name}/{name}: {details}")
            counts = Counter(verdict for _, (verdict, _) in verdicts)
            wrong += counts["wrong"]
            print(f"{folder.name}: {len(verdicts)} cases, {dict(counts)}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
