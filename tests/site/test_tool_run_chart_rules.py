"""The rules of the run chart in the browser against the generator's: every figure, sentence, cell, period and mark."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page

from generator.improvement.control import limits_of
from generator.improvement.periods import places_in_time
from generator.improvement.runchart import analyse
from generator.improvement.series import Fault, Gap, Number, parse_cell, read_series, reading_rules
from generator.render.pictures.charts import chart_of
from generator.render.pictures.picture import ChartFrame
from generator.render.pictures.plot import shown
from tests.site.sites import Site
from tests.site.visitor import visiting

Case = tuple[Sequence[float | None], float | None, tuple[int, int] | None]


def dice() -> random.Random:
    """The same chance in every run."""
    return random.Random(20261121)  # noqa: S311 - no secret


@pytest.fixture(scope="module")
def page(browser: Browser, eight: Site) -> Iterator[Page]:
    """The tool, opened once: its rules keep nothing."""
    with visiting(browser) as visitor:
        yield visitor.go(eight.url + "tools/run-chart/")


# -- the rules


def awkward_series() -> Iterator[Case]:
    """Series on which two programs would differ first: ties, gaps, points on the line, sums of decimals, nothing."""
    yield [], None, None
    yield [None] * 12, None, None
    yield [5.0] * 14, None, None
    yield [0.1 + 0.2, 0.3] * 7, 0.3, None
    yield [0.1, 0.2] * 8, None, None
    yield [0.1, 0.2], None, None
    yield [1e15 - 1, 0.000000000001] * 6, None, None
    yield [1.0, 9.0] * 4 + [1.0, 5.0, 5.0, 5.0], 5.0, None
    yield [1.0] * 9 + [9.0] * 9, None, (0, 9)
    yield [5, 6, 5, 6, 5, 6] + [9.0] * 8, None, (0, 6)
    yield [5, 6, 5, 6, 5, 6] + [9.0] * 8, 7.0, (0, 6)
    yield [None, 1, 2, None, 3, 4, 5, None, 9, 1, 9, 1, 9, 1, None], 6.0, None
    yield [1, 2, 2, 3, 4, 4, 5, 1, 9, 1, 9, 1], 4.5, None
    yield [None, None, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], None, (0, 2)
    yield [0.0] * 6 + [-1.0, 1.0] * 6, 0.0, None
    yield [-0.5, -0.25, -0.75] * 5, None, None
    yield [float(number) for number in range(400)], None, None
    yield [9.0, 1.0] * 200, 5.0, None


def random_series(chance: random.Random) -> Case:
    """A series of a length and roughness that teams have, with ties and gaps, and any kind of line."""
    length = chance.choice([*range(8, 40), 3, 60, 120, 400])
    level, drift = chance.uniform(0, 100), chance.choice([0, 0, 0, 0.3, -0.5, 2])
    step_at, step = chance.randrange(length), chance.choice([0, 0, 5, -20, 40])
    digits = chance.choice([0, 0, 1, 2])
    values: list[float | None] = []
    for index in range(length):
        value = level + drift * index + (step if index >= step_at else 0) + chance.gauss(0, chance.choice([1, 5, 12]))
        values.append(None if chance.random() < 0.07 else round(value, digits))
    line = chance.choice(["median", "median", "given", "baseline", "both"])
    given = round(level, digits) if line in {"given", "both"} else None
    start = chance.randrange(length) if line in {"baseline", "both"} else 0
    return values, given, (start, chance.randrange(start, length) + 1) if line in {"baseline", "both"} else None


def test_every_figure_and_sentence_is_the_generators(page: Page) -> None:
    chance = dice()
    cases = [*awkward_series(), *(random_series(chance) for _ in range(500))]
    found = page.evaluate(
        """(cases) => cases.map(([values, centre, baseline]) => {
            const judged = changepack.runRules.analyse(values, { centre, baseline });
            const { sides, judged: enough, rises, values: same, ...chart } = judged;
            return chart;
        })""",
        cases,
    )
    for case, judged in zip(cases, found, strict=True):
        values, centre, baseline = case
        expected = analyse(values, centre, slice(*baseline) if baseline else None).to_json()
        assert judged == expected, case
    signals = [chart["signal"] for chart in found]
    assert {True, False, None} == set(signals)
    assert {chart["direction"] for chart in found} == {"up", "down", None}


def test_the_limits_are_there_for_every_number_of_points(page: Page) -> None:
    data = page.evaluate("changepack.runRules.data")
    assert page.evaluate("changepack.runRules.most") == 400
    for number in range(401):
        chart = analyse([1.0 if at % 2 else 0.0 for at in range(number)], centre=0.5)
        names = ("longest_run_max", "crossings_min", "runs_low", "runs_high")
        expected = [getattr(chart, name) for name in names]
        assert [data[name][number] for name in ("longest", "crossings", "runs_low", "runs_high")] == expected


# -- cells and rows


def cells() -> list[str]:
    rules: dict[str, Any] = reading_rules()
    chance = dice()
    signs = "0123456789.,+-*<>=≤% eE'NS/An—†" + string.ascii_lowercase
    made = ["".join(chance.choices(signs, k=chance.randrange(1, 9))) for _ in range(1500)]
    digits = ["".join(chance.choices("0123456789.-+,% <", k=chance.randrange(1, 7))) for _ in range(1500)]
    marks = [form for mark in rules["marks"] for form in (mark, mark.upper(), f" {mark} ")]
    hand = [
        "12", "-9999", "-999", "-9999.0", "<11", "n<30", "≥ 95%", "1,234", "12,5", "1e3", "12%", "about 50", "#DIV/0!",
        "\u22125", ".5", "5.", "+3", "1234567890123456", "1.1234567890123", "x" * 60, "x<b>", "{cell}", "constructor",
        "__proto__", "hasOwnProperty", "０", "1 234", "N = 5",
    ]  # fmt: skip
    return [*hand, *marks, *made, *digits]


def as_data(cell: Number | Gap | Fault) -> dict[str, object]:
    if isinstance(cell, Number):
        return {"value": cell.value, "decimals": cell.decimals}
    if isinstance(cell, Gap):
        return {"gap": cell.reason}
    return {"message": cell.message, "hint": cell.hint}


def test_cells_are_read_as_the_generator_reads_them(page: Page) -> None:
    texts = cells()
    found = page.evaluate("(texts) => texts.map(changepack.runRules.parseCell)", texts)
    expected = [as_data(parse_cell(text)) for text in texts]
    differ = [each for each in zip(texts, found, expected, strict=True) if each[1] != each[2]]
    assert differ == []
    assert {tuple(cell) for cell in found} == {("value", "decimals"), ("gap",), ("message", "hint")}


def random_rows(chance: random.Random) -> list[dict[str, str]]:
    periods = chance.choice([
        [f"2026-{month:02}" for month in range(1, 13)],
        [f"2026-09-{day:02}" for day in range(1, 31)],
        [f"2025-W{week:02}" for week in range(1, 55)],
        [f"{year}-{(year + 1) % 100:02}" for year in range(1995, 2026)],
        [f"{year}/{year + 1}" for year in range(2015, 2026)],
        ["2026-Q1", "2026-Q2", "2026-T3", "2027-Q1"],
        [f"week {number}" for number in range(20)],
        ["1999", "2000", "2001", "0000", "9999"],
        [f"2026-{month:02}" for month in range(12, 0, -1)],
        [str(day) for day in range(46000, 46100, 7)],
    ])  # fmt: skip
    rows = []
    for index in range(chance.randrange(1, 12)):
        period = periods[index % len(periods)] if chance.random() < 0.85 else chance.choice([*periods, ""])
        values = chance.choice(["50", "12.5", "*", "", "about 5", "<11", "-9999"])
        rows.append(
            {
                "period": period,
                "value": values,
                "denominator": chance.choice(["", "30", "0", "-2", "4.5", "ten"]),
                "note": "",
            }
        )
    return rows


def test_rows_give_the_points_and_the_faults_of_the_generator(page: Page) -> None:
    chance = dice()
    tables = [random_rows(chance) for _ in range(400)]
    found = page.evaluate("(tables) => tables.map(changepack.runRules.readRows)", tables)
    for table, read in zip(tables, found, strict=True):
        series, faults = read_series(table)
        expected = [{"row": f.row, "column": f.column, "message": f.message, "hint": f.hint} for f in faults]
        assert read["faults"] == expected, table
        points = [(p.period, p.value, p.denominator, p.gap_reason, p.decimals) for p in series.points]
        names = ("period", "value", "denominator", "gapReason", "decimals")
        assert [tuple(point[name] for name in names) for point in read["points"]] == points


def test_periods_lie_where_the_generator_puts_them(page: Page) -> None:
    chance = dice()
    lists = [
        ["2019-20", "2020-21"], ["2019-10", "2019-11"], ["1999-00", "2000-01"], ["2019-13"], ["2026-02-29"],
        ["2024-02-29"], ["2020-W53"], ["2021-W53"], ["2026-W00"], ["0001-01-01"], ["0000-01-01"], ["0000"], [],
        ["2026-w05"], ["2026-Q5"], ["2026-09-14", "2026-09-21", "2026-10-05"], ["2026", "2026-27"], ["2019-2020"],
        ["2019-2021"], ["2019/20", "2020-21"],
    ]  # fmt: skip
    for _ in range(300):
        year = f"{chance.randrange(1, 9999):04}"
        lists.append([f"{year}-W{chance.randrange(1, 54):02}"])
        lists.append([f"{year}-{chance.randrange(14):02}-{chance.randrange(33):02}"])
    found = page.evaluate("(lists) => lists.map(changepack.runRules.placesInTime)", lists)
    assert found == [places_in_time(periods) for periods in lists]


# -- the picture


def tree_of(svg: str) -> ET.Element:
    root = ET.fromstring(svg)  # noqa: S314 - drawn by ourselves
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def same(one: str, other: str) -> bool:
    """Whether two texts are the same, numbers in them up to the rounding of a hundredth."""
    numbers = list(zip(map(float, NUMBER.findall(one)), map(float, NUMBER.findall(other)), strict=False))
    return NUMBER.sub("#", one) == NUMBER.sub("#", other) and all(abs(a - b) < 0.0101 for a, b in numbers)


def differences(one: ET.Element, other: ET.Element) -> Iterator[str]:
    if one.tag != other.tag or len(one) != len(other) or set(one.attrib) != set(other.attrib):
        yield f"<{one.tag} {one.attrib}> with {len(one)} parts, <{other.tag} {other.attrib}> with {len(other)}"
        return
    for name, value in one.attrib.items():
        if not same(value, other.attrib[name]):
            yield f"{one.tag} {name}: {value} and {other.attrib[name]}"
    if not same(one.text or "", other.text or ""):
        yield f"{one.tag}: {one.text} and {other.text}"
    for left, right in zip(one, other, strict=True):
        yield from differences(left, right)


def random_picture(chance: random.Random) -> tuple[list[dict[str, str]], dict[str, Any], Case, bool]:
    values, given, baseline = random_series(chance)
    values, rows = values[:60], []
    baseline = (baseline[0] % len(values), len(values)) if baseline and baseline[1] > len(values) else baseline
    kind = chance.choice(["week", "month", "words"])
    for index, value in enumerate(values):
        year, month = divmod(index, 12)
        period = {
            "week": f"{2020 + index // 52}-W{index % 52 + 1:02}",
            "month": f"{2019 + year}-{month + 1:02}",
            "words": f"Week number {index + 1}",
        }
        text = chance.choice(["", "*", "<11"]) if value is None else f"{value:.10f}".rstrip("0").rstrip(".")
        rows.append({"period": period[kind], "value": text, "denominator": str(chance.randrange(40, 90)), "note": ""})
    change = chance.randrange(len(rows)) if chance.random() < 0.6 else None
    what = chance.choice(
        ["Calls home", "A very long name of what was changed that does not fit above the chart", "<b>&"]
    )
    frame = {
        "title": "Work turned in",
        "unit": chance.choice(["percent", "minutes", "", "%"]),
        "change": [rows[change]["period"], what] if change is not None else None,
        "baseline": [rows[baseline[0]]["period"], rows[baseline[1] - 1]["period"]] if baseline else None,
        "goal": chance.choice([None, None, 85.0, 12.25, 1234.5]),
    }
    return rows, frame, (values, given, baseline), chance.random() < 0.3


DRAW = """(cases) => cases.map(([rows, frame, centre, baseline, limits]) => {
    const { runRules: rules, runPicture } = changepack;
    const { points } = rules.readRows(rows);
    const judged = rules.analyse(points.map(({ value }) => value), { centre, baseline });
    const control = limits ? rules.percentLimits(points, baseline) : null;
    const picture = runPicture.draw(points, judged, frame, control);
    return {
        svg: new XMLSerializer().serializeToString(picture.svg),
        key: [...(picture.key?.children ?? [])].map((item) => new XMLSerializer().serializeToString(item.firstChild)),
        words: [...(picture.key?.children ?? [])].map((item) => item.textContent),
    };
})"""


def test_the_picture_is_the_generators(page: Page) -> None:
    chance = dice()
    cases = [random_picture(chance) for _ in range(120)]
    drawn = page.evaluate(DRAW, [[rows, frame, case[1], case[2], limits] for rows, frame, case, limits in cases])
    for (rows, frame, (_, given, baseline), limits), found in zip(cases, drawn, strict=True):
        series = read_series(rows)[0]
        span = slice(*baseline) if baseline else None
        settings: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in frame.items()}
        chart = analyse(series.values, given, span)
        control = limits_of(series, percent=True, baseline=span) if limits else None
        picture = chart_of(series, chart, ChartFrame(id="s-chart", **settings), control=control)
        assert list(differences(tree_of(picture.svg), tree_of(found["svg"]))) == []
        assert found["words"] == [item.text for item in picture.key_items]
        for item, sign in zip(picture.key_items, found["key"], strict=True):
            assert list(differences(tree_of(f"<svg>{item.sign}</svg>")[0], tree_of(sign)[0])) == []


@pytest.mark.parametrize("unit", ["", "percent"])
def test_numbers_are_written_as_the_generator_writes_them(page: Page, unit: str) -> None:
    chance = dice()
    numbers = [
        0,
        0.125,
        0.375,
        -0.125,
        2.675,
        1234567.891,
        0.001,
        0.00012,
        0.0000123,
        999.995,
        1e6,
        100,
        50.5,
        0.01,
        0.005,
    ]
    numbers += [round(chance.uniform(-2000, 2000), chance.randrange(0, 6)) for _ in range(500)]
    numbers += [number / 8 for number in range(-80, 80)]
    found = page.evaluate(
        "([numbers, unit]) => numbers.map((n) => changepack.runPicture.shown(n, unit))", [numbers, unit]
    )
    assert found == [shown(number, unit) for number in numbers]
