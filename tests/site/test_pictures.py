"""Pictures say in words what they show, and every number in a chart stands in a table beside it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from generator.render import PAGE_TYPES
from tests.site.conftest import Visit
from tests.site.sites import HERE, Site
from tests.site.visitor import PHONE


def cases(site: Site) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site.folder / "data" / "cases.json").read_text(encoding="utf-8"))["items"]
    return found


def test_every_picture_has_a_role_a_title_and_a_sentence(look: Visit, sample: Site) -> None:
    page = look().page
    seen = 0
    for page_type in PAGE_TYPES:
        page.goto(sample.url + sample.page_of_type[page_type])
        page.evaluate("probes.unfold()")
        for picture in page.evaluate("probes.pictures()"):
            assert picture["role"] == "img", page_type
            assert len(picture["title"]) > 5, page_type
            assert len(picture["description"].split()) > 5, page_type
            assert page.get_by_role("img", name=picture["title"]).count() == 1, (page_type, picture["title"])
            seen += 1
    assert seen >= 1


def test_pictures_are_drawn_in_the_colours_that_a_reader_forces(look: Visit, sample: Site) -> None:
    page = look(color_scheme="light").go(sample.url + sample.of_kind("case"))
    page.emulate_media(forced_colors="active", color_scheme="dark")
    inks = """(parts) => [...new Set(parts.map((part) => getComputedStyle(part).color))]"""
    assert page.locator(".cp-chart :is(path, circle, text)").evaluate_all(inks) == ["rgb(255, 255, 255)"]


@pytest.mark.parametrize("forced", ["none", "active"])
def test_steps_that_are_reached_are_filled_to_their_edges(look: Visit, sample: Site, forced: Any) -> None:
    """Borders are cut to whole pixels: where they do not meet, a light dot would stand in the middle."""
    page = look(viewport=PHONE).go(sample.url + "ideas/early-recovery/")
    page.emulate_media(forced_colors=forced)
    inks = """(steps) => steps.map(getComputedStyle).map((style) => [style.borderTopColor, style.backgroundColor])"""
    first, second, *others = page.locator(".cp-meter--2").first.locator("i").evaluate_all(inks)
    assert first[0] == first[1]
    assert second[0] == second[1]
    assert others
    assert all(edge != inside for edge, inside in others)


def test_percentages_beside_a_chart_stand_whole_on_a_phone(look: Visit, sample: Site) -> None:
    """A first digit that is half cut off makes another number."""
    page = look(viewport=PHONE).go(sample.url + sample.of_kind("case"))
    beyond = """(words) => words.map((word) => word.closest(".cp-picture").getBoundingClientRect().left
        - word.getBoundingClientRect().left)"""
    found = page.locator(".cp-chart .cp-chart-tick", has_text="%").evaluate_all(beyond)
    assert len(found) > 2
    assert max(found) <= 0


def test_letters_that_are_broader_than_most_are_not_cut_off_beside_a_chart(look: Visit, sample: Site) -> None:
    page = look(viewport=PHONE).go(sample.url + sample.of_kind("case"))
    chart = page.locator(".cp-chart").first
    chart.scroll_into_view_if_needed()
    chart.evaluate("""(chart) => {
        const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        for (const [name, value] of Object.entries({x: -10, y: 100, width: 10, height: 40, fill: "#f00"}))
            mark.setAttribute(name, value);
        chart.append(mark);
    }""")
    box = chart.bounding_box()
    assert box
    at = [box["x"] - 3, box["y"] + 120 * box["width"] / 600]
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).tagName", at) == "rect"


def test_charts_of_real_cases_describe_their_data_and_have_a_table(look: Visit, real: Site) -> None:
    page = look().page
    seen = 0
    for case in cases(real):
        if not case.get("outcomes"):
            continue
        page.goto(f"{real.url}cases/{case['id']}/")
        for picture in page.evaluate("probes.pictures()"):
            assert picture["role"] == "img"
            assert picture["title"]
            assert any(letter.isdigit() for letter in picture["description"]), (case["id"], picture["description"])
            assert picture["hasTable"], case["id"]
            seen += 1
    assert seen > 5


def test_the_tables_hold_every_value_of_the_series(look: Visit, real: Site) -> None:
    page = look().page
    for case in cases(real):
        for outcome in case.get("outcomes", []):
            rows = read_series(HERE / "casestudies" / str(case["id"]) / f"{outcome['series']}.csv")
            url = f"{real.url}cases/{case['id']}/"
            if page.url != url:
                page.goto(url)
            tables = page.evaluate("probes.tables()")
            assert any(holds(table, rows) for table in tables), (case["id"], outcome["series"], tables)


def test_a_table_unfolds_by_keyboard(look: Visit, sample: Site) -> None:
    page = look().go(sample.url + "cases/lone-pine-grades/")
    cell = page.get_by_role("cell", name="29.0")
    assert cell.is_hidden()
    page.get_by_text("All values as a table").first.focus()
    page.keyboard.press("Enter")
    assert cell.is_visible()
    gap = page.locator("tr", has_text="2023").inner_text().lower()
    assert "not reported" in gap or "not available" in gap, "a gap says why"


def test_every_box_of_the_driver_diagram_leads_somewhere(look: Visit, real: Site) -> None:
    packages = json.loads((real.folder / "data" / "packages.json").read_text(encoding="utf-8"))["items"]
    page = look().page
    for package in packages:
        page.goto(f"{real.url}packages/{package['id']}/")
        linked = set(
            page.locator("#content a[href*='/ideas/']").evaluate_all(
                "(all) => all.map((one) => one.getAttribute('href').split('/').at(-2))"
            )
        )
        assert {entry["idea"] for entry in package["ideas"]} <= linked


def read_series(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def holds(table: list[list[str]], rows: list[dict[str, str]]) -> bool:
    """Whether a table has every row of a series: its period with its number, or with a reason where there is none."""
    found: dict[str, list[list[str]]] = {}
    for cells in table:
        found.setdefault(cells[0], []).append(cells[1:])
    for row in rows:
        lines = found.get(row["period"], [])
        number = as_number(row["value"])
        if number is None:
            fits = any(cells and not any(as_number(cell) is not None for cell in cells[:1]) for cells in lines)
        else:
            fits = any(as_number(cell) == number for cells in lines for cell in cells)
        if not fits:
            return False
    return True


def as_number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("\u2212", "-").rstrip("%"))
    except ValueError:
        return None
