"""CSV against declared columns: text cells, row by row, each row with its line in the file.

One dialect only: commas, double quotes, UTF-8. Whatever a spreadsheet does otherwise is refused in plain words rather
than guessed. Cells stay text; what they mean is checked by the stage after this one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Location, Report, nearest
from generator.load.characters import Limits, read_text, written_once
from generator.model.source import Row, Table

__all__ = ["MAX_CELL", "ONE_SERIES", "WHOLE_TABLE", "Columns", "read_csv"]

ONE_SERIES = Limits(2 * 1024 * 1024, 20_000, 2 * 1024 * 1024)
WHOLE_TABLE = Limits(16 * 1024 * 1024, 100_000, 16 * 1024 * 1024)
"""For a table that holds every record of a kind, such as the log of tests."""
MAX_CELL = 8_000
"""Characters of one cell."""

_MAX_COLUMNS = 100
_MAX_FAULTS = 20
"""Faults told of one table; what follows is most often the same fault again."""

_SAVE_AS = "save the table as 'CSV UTF-8 (comma delimited)'"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a kind of table has to have, those it may have, and how large it may be."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    limits: Limits = ONE_SERIES

    @property
    def all(self) -> tuple[str, ...]:
        """Every column, required ones first."""
        return self.required + self.optional


@dataclass(slots=True)
class _Reader:
    """One table on its way from text to rows."""

    path: str
    columns: Columns
    report: Report
    in_part: bool = False
    faults: int = 0

    def fault(self, code: str, message: str, line: int, column: int, hint: str) -> None:
        """Report at a line; `column` counts cells, since that is what a spreadsheet shows."""
        self.faults += 1
        if self.faults <= _MAX_FAULTS:
            self.report.add(code, message, Location(self.path, line, column), hint)

    def lines(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Rows that hold anything, each with the line on which it begins."""
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        begin = 1
        try:
            for cells in rows:
                if any(cell.strip() for cell in cells):
                    yield begin, [cell.strip() for cell in cells]
                begin = rows.line_num + 1
        except csv.Error as error:
            if "field larger" in str(error):  # than csv takes; a quotation mark that is not closed makes such cells
                self.fault(
                    "L108",
                    f"a cell of more than {MAX_CELL:,} characters",
                    begin,
                    1,
                    "shorten it, or close its quotation mark",
                )
                return
            hint = "a cell in double quotes begins and ends with one; a double quote inside it is written twice"
            self.fault("L201", "a quotation mark in this row is not closed, or stands in the middle", begin, 1, hint)

    def check_dialect(self, header: list[str], line: int) -> bool:
        """Whether the first line is separated by commas."""
        whole = header[0] if header else ""
        for sign, name in ((";", "semicolons"), ("\t", "Tabs"), ("|", "upright lines")):
            if len(header) == 1 and sign in whole:
                self.fault("L201", f"the cells are separated by {name}, not by commas", line, 1, _SAVE_AS)
                return False
        if whole.lower().startswith("sep="):
            self.fault("L201", "the first line is a remark for Excel", line, 1, f"delete it, and {_SAVE_AS}")
            return False
        return True

    def check_header(self, header: list[str], line: int) -> bool:
        """Whether the columns are those declared; each fault is reported."""
        known, before = self.columns.all, self.faults
        listed = f"the columns are: {', '.join(known)}"
        misspelt: set[str | None] = set()
        if len(header) > _MAX_COLUMNS:
            self.fault("L202", f"{len(header):,} columns; a table here has at most {len(known)}", line, 1, listed)
            return False
        if not any(name in known or nearest(name, known) for name in header):
            self.fault("L202", "the first line does not name the columns", line, 1, listed)
            return False
        for position, name in enumerate(header, start=1):
            if not name:
                hint = f"delete the column in the spreadsheet if it is empty; {listed}"
                self.fault("L202", f"column {position} has no name", line, position, hint)
            elif name not in known:
                near = nearest(name, known)
                misspelt.add(near)
                hint = f"did you mean '{near}'?  {listed}" if near else listed
                self.fault("L202", f"unknown column '{name[:60]}'", line, position, hint)
            elif header.index(name) + 1 < position:
                self.fault("L202", f"the column '{name}' stands twice", line, position, "delete one of the two")
        for name in self.columns.required:
            if name not in header and name not in misspelt:
                self.fault("L202", f"the column '{name}' is missing", line, 1, listed)
        return self.faults == before

    def read_row(self, header: tuple[str, ...], cells: list[str], line: int) -> Row | None:
        """One row, or None when it has too few or too many cells or one that is too long."""
        if len(cells) != len(header):
            message = f"cells in this row: {len(cells)}, in the first line: {len(header)}"
            if len(cells) > len(header):
                hint = "put double quotes around a cell that holds a comma"
            else:
                hint = "put a comma for each empty cell"
            self.fault("L203", message, line, min(len(cells), len(header)), hint)
            return None
        for position, cell in enumerate(cells, start=1):
            if len(cell) > MAX_CELL:
                message = f"a cell of {len(cell):,} characters; at most {MAX_CELL:,} can be shown"
                self.fault("L108", message, line, position, "shorten it")
                return None
        return Row(line, header, tuple(map(written_once, cells)))

    def read(self, text: str) -> Table | None:
        """The table, or None when it cannot be used."""
        lines = self.lines(text)
        line, header = next(lines, (1, []))
        if not header:
            if not self.faults:
                hint = f"the first line holds the columns: {', '.join(self.columns.all)}"
                self.fault("L201", "the table is empty", 1, 1, hint)
            return None
        if not self.check_dialect(header, line) or not self.check_header(header, line):
            return None
        rows: list[Row] = []
        columns = tuple(header)
        most = self.columns.limits.values
        for line, cells in lines:
            if len(rows) >= most:
                self.fault("L108", f"more than {most:,} rows", line, 1, "take out rows that nobody needs")
            if len(rows) >= most or self.faults >= _MAX_FAULTS:
                break
            row = self.read_row(columns, cells, line)
            if row:
                rows.append(row)
        if self.faults and not self.in_part:
            return None
        return Table(self.path, columns, tuple(rows))


def read_csv(data: bytes, path: str, columns: Columns, report: Report, *, in_part: bool = False) -> Table | None:
    """Read a CSV file into rows of text under its declared columns; None when it cannot be used.

    With `in_part` a faulty row costs only itself, so that the others can be checked in the same run; a series by
    contrast means nothing without all its rows.

    `path` is the name that messages show. Faults (L002-L004, L201-L203) go to the report; blank rows are passed over.
    """
    text = read_text(data, path, report, columns.limits.bytes)
    return None if text is None else _Reader(path, columns, report, in_part).read(text)
