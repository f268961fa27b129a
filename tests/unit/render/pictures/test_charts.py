"""Charts: every finding has its own mark, words say what the picture shows, and nothing in it can do harm."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.improvement.control import limits_of
from generator.improvement.runchart import analyse
from generator.improvement.series import Series, read_series
from generator.render.pictures.charts import chart_of, line_chart, run_chart
from generator.render.pictures.picture import ChartFrame, Picture

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [f"{2022 + (8 + month) // 12}-{(8 + month) % 12 + 1:02}" for month in range(24)]
IMPROVED = ["71", "74", "70", "73", "75", "72", "*", "74", "71", "73", "72", "74.5"]
IMPROVED += ["76", "79", "81", "80", "82", "84", "83", "85", "84", "86", "85", "87"]
FRAME = ChartFrame("f1", "Handed in on time", "percent")
FULL = ChartFrame(
    "f1", "Handed in on time", "percent", change=("2023-09", "recovery hour"), baseline=("2022-09", "2023-08"), goal=90
)


def series(values: list[str], periods: list[str] | None = None) -> Series:
    rows = [{"period": p, "value": v} for p, v in zip(periods or map(str, range(1, 99)), values, strict=False)]
    made, faults = read_series(rows)
    assert faults == []
    return made


def improved(frame: ChartFrame = FULL) -> Picture:
    data = series(IMPROVED, MONTHS)
    return run_chart(data, analyse(data.values, baseline=data.span("2022-09", "2023-08")), frame)


def parts(picture: Picture) -> ET.Element:
    """The picture read as XML: it must be well formed."""
    return ET.fromstring(picture.file)  # noqa: S314 (our own output)


def names(picture: Picture) -> Counter[str]:
    return Counter(name for part in parts(picture).iter() for name in (part.get("class") or "").split())


def key(picture: Picture) -> list[str]:
    return [item.text for item in picture.key_items]


def test_a_run_chart_shows_all_that_it_was_told() -> None:
    picture = improved()
    assert key(picture) == [
        "centre line 73% (median of the baseline)",
        "shift: 6 or more points in a row on one side of the line",
        "trend: 5 or more points that only rise",
        "shift and trend at once",
        "on the line: does not count",
        "goal 90%",
        "baseline, 2022-09 to 2023-08",
        "change from 2023-09: recovery hour",
        "no value: hidden to protect a small group",
    ]
    in_key = 1
    found = names(picture)
    assert found["cp-chart-ring"] == 2 + in_key
    assert found["cp-chart-signal"] == 14 + 3 * in_key
    assert found["cp-chart-gap"] == 1 + in_key
    assert found["cp-chart-centre"] == 1 + in_key
    assert found["cp-chart-goal"] == 1 + in_key
    assert found["cp-chart-baseline"] == 1


def test_the_description_is_one_sentence_made_from_the_data() -> None:
    assert improved().description == (
        "Run chart: 23 points, 1 without a value, from 71% in 2022-09 to 87% in 2024-08, lowest 70%, highest 87%; "
        "the change began with 2023-09; the goal is 90%; centre line 73% (median of the baseline); "
        "Signal: something changed; the data moved up."
    )


def test_the_line_breaks_at_a_gap() -> None:
    drawn = [part.get("d") for part in parts(improved()).iter() if "cp-chart-line" in (part.get("class") or "")]
    assert [data.count("L") + 1 for data in drawn if data] == [6, 17]


def corners(picture: Picture) -> Counter[int]:
    """How many corners the signs of rules have; those in the key count too."""
    signs = [part.get("d", "") for part in parts(picture).iter() if "cp-chart-signal" in (part.get("class") or "")]
    return Counter(sign.count("L") + 1 for sign in signs)


def test_control_limits_are_steps_with_the_periods_outside_in_the_key() -> None:
    rows = [{"period": str(2001 + at), "value": "60" if at == 7 else "20", "denominator": "100"} for at in range(14)]
    rows[0]["value"] = "22"
    data, faults = read_series(rows)
    assert faults == []
    picture = run_chart(data, analyse(data.values, centre=21), FRAME, limits_of(data, percent=True))
    assert "control limits: between them chance alone moves the values; outside: 2008" in key(picture)
    assert names(picture)["cp-chart-limit"] == 2 + 1
    assert "trial" not in "".join(key(picture))
    short = run_chart(
        Series(data.points[:6]), analyse(data.values[:6]), FRAME, limits_of(Series(data.points[:6]), percent=True)
    )
    assert "trial control limits: between them chance alone moves the values; no value lies outside" in key(short)


def test_marks_differ_by_shape_not_only_by_colour() -> None:
    climb_and_stay = [1, 2, 3, 4, 5, 9, 1, 9, 1, 9, 8, 9, 8, 9, 8, 9]
    data = series([str(value) for value in climb_and_stay])
    picture = run_chart(data, analyse(data.values, centre=6.5), FRAME)
    assert corners(picture) == {3: 6 + 1, 4: 7 + 1}  # six points of a trend, seven of a shift, one of each in the key


def test_a_falling_trend_points_down() -> None:
    data = series([str(v) for v in [9, 1, 8, 7, 6, 4, 3, 9, 1, 9, 1, 9]])
    picture = run_chart(data, analyse(data.values, centre=5), FRAME)
    assert "trend: 5 or more points that only fall" in key(picture)
    assert "trend: 5 or more points that only rise" not in key(picture)


def test_too_few_points_make_a_line_chart_that_says_so() -> None:
    data = series(["69", "73.4", "74.6", "76"])
    picture = chart_of(data, analyse(data.values), FRAME)
    assert picture.description == (
        "Line chart: Handed in on time, 4 points, from 69% in 1 to 76% in 4, lowest 69%, highest 76%; "
        "Too few points to judge: the rules need 10 off the centre line, and there are 4."
    )
    assert names(picture)["cp-chart-centre"] == 0
    assert picture.note.startswith("Too few points")
    assert picture.note in picture.file


def test_enough_points_make_a_run_chart_and_a_second_series_a_line_chart() -> None:
    data, state = series(IMPROVED, MONTHS), series(["70", "72"], ["2022-09", "2024-08"])
    judged = analyse(data.values)
    assert chart_of(data, judged, FRAME).description.startswith("Run chart")
    both = chart_of(data, judged, FRAME, [("California", state)])
    assert both.description.startswith("Line chart: Handed in on time, 23 points")
    assert "California, 2 points" in both.description
    assert key(both)[:2] == ["Handed in on time", "California"]
    dashes = {p.get("stroke-dasharray") for p in parts(both).iter() if "cp-chart-line" in (p.get("class") or "")}
    assert dashes == {"none", "9 6"}


def test_a_name_as_long_as_the_picture_leaves_room_for_the_lines() -> None:
    frame = ChartFrame("f1", "Handed in on time", "percent", baseline=("1", "3"))
    picture = line_chart([("w" * 150, series(["1", "2", "3", "4"])), ("here", series(["4", "5", "6", "7"]))], frame)
    baseline = next(part for part in parts(picture).iter() if part.get("class") == "cp-chart-baseline")
    assert float(baseline.get("width") or 0) > 200
    assert key(picture)[0] == "w" * 150


def test_names_at_the_ends_of_lines_do_not_cover_each_other() -> None:
    flat = [(f"District {name} Unified", series(["50", "50"])) for name in "ABCD"]
    picture = line_chart(flat, FRAME)
    heights = sorted(float(p.get("y", 0)) for p in parts(picture).iter() if "cp-chart-name" in (p.get("class") or ""))
    assert len(heights) == 8
    assert all(b - a >= 20 for a, b in pairwise(heights))


def test_periods_of_several_series_are_put_in_order_of_time() -> None:
    first, second = series(["1", "2"], ["2010", "2012"]), series(["1", "2", "3"], ["2009", "2011", "2012"])
    ticks = [p.text for p in parts(line_chart([("a", first), ("b", second)], FRAME)).iter(f"{SVG}text")]
    assert [tick for tick in ticks if tick and tick.startswith("20")] == ["2009", "2010", "2011", "2012"]


def test_an_axis_starts_at_zero_where_values_differ_by_half() -> None:
    assert "0%" in [p.text for p in parts(line_chart([("", series(["40", "90"]))], FRAME)).iter(f"{SVG}text")]
    assert "0%" not in [p.text for p in parts(line_chart([("", series(["60", "90"]))], FRAME)).iter(f"{SVG}text")]


def test_a_long_change_is_cut_in_the_picture_and_whole_in_the_key() -> None:
    what = "a team of ninth-grade teachers meets every two weeks about students on the cusp"
    picture = improved(ChartFrame("f1", "t", "percent", change=("2023-09", what)))
    words = [p.text for p in parts(picture).iter() if "cp-chart-change-words" in (p.get("class") or "")]
    assert words[0] is not None
    assert words[0].endswith("…")
    assert f"change from 2023-09: {what}" in key(picture)


def test_two_charts_on_one_page_share_no_id() -> None:
    html = improved().html + improved(ChartFrame("f2", "t")).html
    ids = re.findall(r' id="([^"]+)"', html)
    assert ids == ["f1-title", "f1-description", "f2-title", "f2-description"]
    assert re.findall(r'aria-labelledby="([^"]+)"', html) == ["f1-title f1-description", "f2-title f2-description"]
    assert html.count('role="img"') == 2


def test_a_page_may_forbid_inline_style_and_script() -> None:
    html = improved().html
    assert not re.search(r"<style|<script| style=| on\w+=|href|url\(", html)


def test_the_same_data_give_the_same_bytes() -> None:
    assert improved().file == improved().file
    assert improved().html == improved().html


@pytest.mark.parametrize("values", [["*"], ["5"], ["*", "*"], ["5", "5"], ["0", "0", "0"], ["-3", "4"], ["1"] * 200])
def test_odd_series_can_be_drawn(values: list[str]) -> None:
    data = series(values, [str(number) for number in range(len(values))])
    frame = ChartFrame("f", "t", "minutes", goal=3)
    for picture in (run_chart(data, analyse(data.values), frame), line_chart([("", data)], frame)):
        assert "nan" not in picture.file
        assert parts(picture) is not None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1))
@settings(max_examples=50)
def test_no_text_of_a_record_becomes_markup(text: str) -> None:
    data = series(["1", "2"], ["a", "b"])
    frame = ChartFrame("f", text, f"{text} x", change=("b", text))  # "%" alone stands with the values, not above
    plain = line_chart([("x", data), ("x", data)], ChartFrame("f", "x", "x", change=("b", "x")))
    odd = line_chart([(text, data), (text, data)], frame)
    assert Counter(part.tag for part in parts(odd).iter()) >= Counter(part.tag for part in parts(plain).iter())
    assert {part.tag for part in parts(odd).iter()} == {part.tag for part in parts(plain).iter()}


@given(st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1, max_size=60))
@settings(max_examples=60)
def test_every_point_is_drawn_within_the_picture(values: list[float | None]) -> None:
    rows = [{"period": str(at), "value": "" if value is None else f"{value:.3f}"} for at, value in enumerate(values)]
    data, _ = read_series(rows)
    picture = run_chart(data, analyse(data.values), FRAME)
    dots = [p for p in parts(picture).iter(f"{SVG}circle") if p.get("r") != "5"]
    for dot in dots:
        assert 0 <= float(dot.get("cx", -1)) <= 600
        assert 30 <= float(dot.get("cy", -1)) <= 270
