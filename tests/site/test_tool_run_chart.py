"""A team's way through the run chart: typed, pasted, judged, taken away; by keyboard, on paper, without script."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Download, Page, expect

from generator.diagnostics import Report
from generator.improvement.runchart import analyse
from generator.runchart import judge_file
from tests.site.axe import faults_of
from tests.site.sites import Site
from tests.site.visitor import Visitor

Visit = Callable[..., Visitor]

ADDRESS = "tools/run-chart/"


@pytest.fixture
def page(visit: Visit, eight: Site) -> Page:
    """The tool, open in a fresh browser."""
    return visit(accept_downloads=True).go(eight.url + ADDRESS)


TERM = [62, 58, 60, 55, 61, None, 57, 64, 71, 73, 70, 76, 78, 75, 79]


def term_as_csv(values: Sequence[float | None] = TERM) -> str:
    rows = [f"2026-W{36 + index},{'*' if value is None else value}" for index, value in enumerate(values)]
    return "\n".join(["period,value", *rows])


def paste(page: Page, text: str) -> None:
    """Use the field for tables from elsewhere."""
    if not page.locator("#s-paste").is_visible():
        page.get_by_text("Paste a table or open a CSV file").click()
    page.locator("#s-paste").fill(text)
    page.locator("[data-take]").click()


def findings(page: Page) -> list[str]:
    return [page.locator("[data-verdict]").inner_text(), *page.locator("[data-why] > li").all_inner_texts()]


def file_of(page: Page, button: str) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value


def test_pasted_series_get_the_sentences_of_the_command_line(page: Page, tmp_path: Path) -> None:
    chance = random.Random(20261121)  # noqa: S311 - no secret
    for length in (1, 9, 12, 15, 16, 17, 17):
        values = [None if chance.random() < 0.1 else float(chance.randrange(40, 90)) for _ in range(length)]
        values[-1] = 50.0
        paste(page, term_as_csv(values))
        exported = tmp_path / "series.csv"
        file_of(page, "Values (CSV)").save_as(exported)
        judged = judge_file(exported, None, Report())
        assert judged
        assert judged.series.values == tuple(values)
        assert findings(page) == list(judged.chart.why)
        assert (page.locator("[data-figure] svg desc").text_content() or "").startswith(("Run chart", "Line chart"))


def test_a_frozen_baseline_a_given_line_and_a_goal(page: Page) -> None:
    paste(page, term_as_csv())
    page.get_by_label("The change began with").select_option("2026-W43")
    page.get_by_label("What changed, in a few words").fill("Call home")
    page.get_by_label("Frozen: the middle value of a baseline").check()
    assert page.get_by_label("Baseline from").input_value() == "2026-W36"
    assert page.get_by_label("to", exact=True).input_value() == "2026-W42"
    assert findings(page) == list(analyse(TERM, baseline=7).why)
    page.get_by_label("to", exact=True).select_option("2026-W38")
    assert findings(page) == list(analyse(TERM, baseline=3).why)
    page.get_by_label("Better is").select_option("up")
    expect(page.locator("[data-meaning]")).to_have_text("That is the way you want.")
    page.get_by_label("Better is").select_option("down")
    expect(page.locator("[data-meaning]")).to_have_text("That is not the way you want.")
    page.get_by_label("A value that I give").check()
    page.get_by_label("Value of the line").fill("70")
    assert findings(page) == list(analyse(TERM, centre=70).why)
    page.get_by_label("Value of the line").fill("seventy")
    expect(page.locator("#s-given-fault")).to_be_visible()
    page.get_by_label("Goal, if any").fill("85")
    expect(page.locator(".cp-chart-key")).to_contain_text("goal 85")
    assert "change from 2026-W43: Call home" in page.locator(".cp-chart-key").inner_text()


def test_too_few_points_are_said_plainly(page: Page) -> None:
    paste(page, term_as_csv(TERM[:7]))
    assert findings(page) == list(analyse(TERM[:7]).why)
    assert findings(page)[0].startswith("Too few points to judge")
    expect(page.locator("[data-meaning]")).to_have_text("Go on counting: 4 more points off the line, at least.")
    expect(page.locator("[role=status][data-status]")).to_contain_text("Too few points to judge")


def test_a_chart_is_made_by_keyboard_alone(page: Page) -> None:
    page.locator("#s-title").focus()
    page.keyboard.type("Calls made")
    for _ in range(4):
        page.keyboard.press("Tab")
    for index, value in enumerate(["4", "7", "n/a", "6"]):
        page.keyboard.type(f"2026-09-{7 + index:02}")
        page.keyboard.press("Tab")
        page.keyboard.type(value)
        page.keyboard.press("Tab")
    expect(page.locator("[data-figure] .cp-chart")).to_be_visible()
    rows = page.locator("[data-value-rows] tr")
    expect(rows).to_have_count(4)
    assert rows.nth(2).locator("td, th").all_text_contents() == ["3", "2026-09-09", "none", "", "not available"]
    page.locator("[data-rows] [data-cell=value]").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "7"
    page.keyboard.press("Shift+Enter")
    assert page.evaluate("document.activeElement.value") == "4"


def test_every_cell_says_where_it_stands(page: Page) -> None:
    page.get_by_role("button", name="Add five rows").click()
    names = page.locator("[data-cell]").evaluate_all("(all) => all.map((cell) => cell.getAttribute('aria-label'))")
    assert names[:2] == ["Date, row 1", "Value, row 1"]
    assert names[-1] == "Note, row 13"
    assert len(set(names)) == len(names)


def test_cells_that_cannot_be_read_are_said_beside_them_and_left_out(page: Page) -> None:
    paste(page, "period,value,denominator\n2026-09-01,50,8\n2026-09-02,about 5,30\n2026-09-02,60,30\n2026-08-01,61,30")
    told = page.locator("[data-rows] .cp-fault").all_inner_texts()
    assert told[0].startswith("'about 5' is neither a number nor a known mark")
    assert "stands twice" in told[1]
    assert "Out of fewer than 11 people" in page.locator("[data-rows] td.cp-note").inner_text()
    wrong = page.locator("[data-rows] [aria-invalid=true]")
    assert wrong.count() == 2
    described = wrong.first.get_attribute("aria-describedby")
    assert "about 5" in page.locator(f"#{described}").inner_text()
    expect(page.locator("[data-caution]")).to_contain_text("Some cells cannot be read")
    expect(page.locator("[data-status]")).to_contain_text("Some cells cannot be read")
    page.get_by_role("button", name="Put them in order").click()
    assert page.locator("[data-cell=period]").first.input_value() == "2026-08-01"
    expect(page.locator("[data-order]")).to_be_hidden()


def test_what_is_wrong_is_told_aloud_and_goes_when_it_is_mended(page: Page) -> None:
    value = page.locator("[data-cell=value]").first
    value.fill("abc")
    page.get_by_label("Goal, if any").fill("many")
    expect(page.locator("[data-status]")).to_contain_text("Not a number")
    expect(page.locator("[data-status]")).to_contain_text("Some cells cannot be read")
    page.get_by_label("Goal, if any").fill("")
    value.fill("")
    expect(page.locator("[data-caution]")).to_be_hidden()
    expect(page.locator("[data-status]")).to_be_empty()


@pytest.mark.parametrize(
    ("text", "rows", "unit"),
    [
        ("Date\tValue\n9/7/2026\t62%\n9/14/26\t*\n", [("2026-09-07", "62"), ("2026-09-14", "*")], "percent"),
        ("4\n7\n\n5", [("", "4"), ("", "7"), ("", "5")], ""),
        ("Week;Count\n1;4\n2;7", [("1", "4"), ("2", "7")], ""),
        ('"Week 1, fall",12\n"Week ""2""",13\n', [("Week 1, fall", "12"), ('Week "2"', "13")], ""),
        ("A\tB\tC\tD\tE\n1\t2\t3\t4\t5", [("A", "1"), ("B", "2"), ("C", "3"), ("D", "4"), ("E", "5")], ""),
        ("value,period\n12,2026-09\n13,2026-10", [("2026-09", "12"), ("2026-10", "13")], ""),
        ("\ufeffperiod,value\r\n2026,12\r\n", [("2026", "12")], ""),
        ("Week\tAssignments turned in\n9/7/2026\t62\n", [("2026-09-07", "62")], ""),
        ("Semana;Tareas\n1;6,25\n2;7\n3;*\n", [("1", "6.25"), ("2", "7"), ("3", "*")], ""),
        ("Week;Rate\n1;62,5 %\n2;7,125 %\n", [("1", "62.5"), ("2", "7.125")], "percent"),
        ("Week;Count\n1;1,234\n2;2,500\n", [("1", "1,234"), ("2", "2,500")], ""),
    ],
)  # fmt: skip
def test_tables_as_spreadsheets_give_them(page: Page, text: str, rows: list[tuple[str, str]], unit: str) -> None:
    paste(page, text)
    read = [
        (row.locator("[data-cell=period]").input_value(), row.locator("[data-cell=value]").input_value())
        for row in page.locator("[data-rows] tr[data-row]").all()[: len(rows) + 1]
    ]
    assert read == [*rows, ("", "")]
    assert page.locator("#s-unit").input_value() == unit


def test_after_a_paste_it_says_what_was_read_and_what_was_not(page: Page) -> None:
    paste(page, "Week\tCalls home\n9/7/2026\t12,5\n9/14/2026\tsome\n")
    told = page.locator("[data-read]")
    expect(told).to_contain_text("2 rows read. 1 cell could not be read: the table above says why.")
    expect(told).to_contain_text("Numbers such as 12,5 were read with a decimal comma.")
    assert page.locator("#s-title").input_value() == "Calls home"
    paste(page, "Week\tCalls home\n9/7/2026\t12\n")
    expect(told).to_contain_text("1 row read.")


def test_groups_of_a_file_become_charts_of_their_own(page: Page) -> None:
    page.locator("#s-title").fill("On track")
    paste(page, "period,value,group\n2026-09,50,\n2026-09,40,Grade 9\n2026-10,55,\n2026-10,41,Grade 9")
    names = page.locator("[data-saved] option").all_inner_texts()
    assert "On track: all" in names
    assert "On track: Grade 9" in names
    expect(page.locator("[data-told]")).to_contain_text("2 groups")


def test_groups_for_which_there_is_no_room_are_not_said_to_be_there(page: Page) -> None:
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    text = "period,value,group\n2026-09,50,Grade 8\n2026-09,40,Grade 9\n2026-09,60,Grade 10"
    paste(page, text)
    expect(page.locator("[data-read]")).to_contain_text("Only 1 of 3 groups was read: the open chart is not saved.")
    assert page.locator("#s-paste").input_value() == text, "what was pasted is still there"


def open_file(page: Page, content: bytes, name: str = "Calls home.csv") -> None:
    page.locator("[data-csv-file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def test_a_file_does_not_take_the_place_of_what_was_typed(page: Page) -> None:
    open_file(page, b"period,value\n2026-09,50\n")
    expect(page.locator("#s-title")).to_have_value("Calls home")
    page.locator("[data-cell=value]").first.fill("51")
    open_file(page, b"period,value\n2026-09,60\n")
    expect(page.locator("[data-cell=value]").first).to_have_value("60")
    expect(page.locator("[data-told]")).to_contain_text("The table that was here is kept")
    kept = page.evaluate("Object.values(localStorage).map((text) => JSON.parse(text).data.rows[0].value)")
    assert sorted(kept) == ["51", "60"]


def test_a_file_as_excel_saves_text_is_read(page: Page) -> None:
    open_file(page, "Fecha\tLlamadas a mamá\n2026-09\t50\n".encode("utf-16"))
    expect(page.locator("[data-cell=value]").first).to_have_value("50")
    assert page.locator("#s-title").input_value() == "Llamadas a mamá"


def test_a_workbook_is_met_with_words_and_nothing_is_lost(page: Page) -> None:
    paste(page, "2026-09,50")
    open_file(page, b"PK\x03\x04\x14\x00\x06\x00\x08\x00,\n\xff\x00;", "Calls.xlsx")
    expect(page.locator("[data-read]")).to_contain_text("Save it as CSV")
    assert page.locator("[data-cell=value]").first.input_value() == "50"


@pytest.mark.parametrize(("rows", "groups"), [(2001, 1), (21, 21)])
def test_a_table_that_is_far_too_long_is_refused_before_the_page_grows_slow(page: Page, rows: int, groups: int) -> None:
    paste(page, "2026-09,50")
    text = "\n".join(["period,value,group", *(f"{row},{row % 7},{row % groups}" for row in range(rows))])
    open_file(page, text.encode())
    expect(page.locator("[data-read]")).to_contain_text("Too long: take up to 2000 rows of it, in up to 20 groups.")
    assert page.locator("[data-cell=value]").first.input_value() == "50"
    assert page.locator("[data-saved] option").count() == 1


COPIED = """(copied) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(copied)) data.setData(type, text);
    const settings = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", settings));
}"""
"""What a browser does when cells are pasted; a spreadsheet gives them as HTML too."""


def column(page: Page, name: str, count: int) -> list[str]:
    return [page.locator(f"[data-cell={name}]").nth(index).input_value() for index in range(count)]


def test_cells_are_pasted_where_the_cursor_stands(page: Page) -> None:
    paste(page, "2026-09-01,1\n2026-09-02,2\n2026-09-03,3")
    page.locator("[data-cell=value]").nth(1).focus()
    page.evaluate(COPIED, {"text/plain": "8\n9\n10"})
    assert column(page, "value", 4) == ["1", "8", "9", "10"]


def test_an_empty_cell_among_those_pasted_keeps_its_place(page: Page) -> None:
    paste(page, "2026-09-01,1\n2026-09-02,2\n2026-09-03,3")
    page.locator("[data-cell=value]").first.focus()
    page.evaluate(COPIED, {"text/plain": "8\r\n\r\n10\r\n"})
    assert column(page, "value", 4) == ["8", "", "10", ""]


def test_a_column_of_thousands_stays_one_column(page: Page) -> None:
    paste(page, "2026-09-01,1\n2026-09-02,2")
    page.locator("[data-cell=value]").first.focus()
    page.evaluate(COPIED, {"text/plain": "1,234\r\n1,310\r\n", "text/html": "<table></table>"})
    assert column(page, "value", 2) == ["1,234", "1,310"]
    assert column(page, "denominator", 2) == ["", ""]


def test_after_a_paste_the_keyboard_goes_on_below_it(page: Page) -> None:
    page.locator("[data-cell=period]").first.focus()
    page.evaluate(COPIED, {"text/plain": "2026-09-01\t1\n2026-09-02\t2\n"})
    expect(page.get_by_label("Date, row 3")).to_be_focused()


def test_the_change_stays_with_its_date_when_that_is_written_anew(page: Page) -> None:
    paste(page, "2026-09-07,62\n2026-09-14,58\n2026-09-21,60")
    page.locator("#s-change-at").select_option("2026-09-14")
    cell = page.get_by_label("Date, row 2")
    cell.fill("")
    cell.press_sequentially("9/15/2026")
    cell.press("Tab")
    assert cell.input_value() == "2026-09-15"
    assert page.locator("#s-change-at").input_value() == "2026-09-15"


def test_dates_are_filled_in(page: Page) -> None:
    page.get_by_text("Fill in dates for me").click()
    page.get_by_role("button", name="Fill in below the last row").click()
    expect(page.locator("details").get_by_text("Choose the first day.")).to_be_visible()
    page.get_by_label("First day").fill("2026-09-11")
    page.get_by_label("Then every").select_option("day")
    page.get_by_label("How many").fill("3")
    page.get_by_role("button", name="Fill in below the last row").click()
    periods = page.locator("[data-cell=period]")
    assert [periods.nth(index).input_value() for index in range(4)] == ["2026-09-11", "2026-09-14", "2026-09-15", ""]
    page.get_by_label("First day").fill("2026-10-31")
    page.get_by_label("Then every").select_option("month")
    page.get_by_role("button", name="Fill in below the last row").click()
    assert [periods.nth(index).input_value() for index in range(3, 6)] == ["2026-10-31", "2026-11-30", "2026-12-31"]


def test_a_series_too_long_for_the_page_is_said_so(page: Page) -> None:
    paste(page, "\n".join(str(number % 7) for number in range(401)))
    expect(page.locator("[data-nothing]")).to_contain_text("up to 400 points")
    expect(page.locator("[data-figure]")).to_be_hidden()
    paste(page, "\n".join(str(number % 7) for number in range(400)))
    assert findings(page) == list(analyse([number % 7 for number in range(400)]).why)


# -- what is taken away


def test_files_of_the_chart(page: Page) -> None:
    paste(page, 'period,value,note\n2026-09,5,=cmd()\n2026-10,-9999,\n2026-11,+7,"a, b"\n=1+1,8,')
    page.locator("#s-title").fill("Calls: Müller & <b>")
    download = file_of(page, "Values (CSV)")
    assert download.suggested_filename == "calls-muller-b.csv"
    rows = list(csv.reader(io.StringIO(download.path().read_text(encoding="utf-8"))))
    assert rows == [
        ["period", "value", "note"], ["2026-09", "5", "'=cmd()"], ["2026-10", "-9999", ""], ["2026-11", "+7", "a, b"],
        ["'=1+1", "8", ""],
    ]  # fmt: skip
    picture = file_of(page, "Picture (SVG)").path().read_text(encoding="utf-8")
    root, svg = ET.fromstring(picture), "{http://www.w3.org/2000/svg}"  # noqa: S314 - drawn by ourselves
    assert root.findtext(f"{svg}title") == "Calls: Müller & <b>"
    assert "3 points, 1 without a value" in (root.findtext(f"{svg}desc") or "")
    image = file_of(page, "Picture (PNG)").path().read_bytes()
    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[16:20], "big") == 1800


def test_signs_that_no_picture_file_may_hold_are_left_out(page: Page) -> None:
    paste(page, term_as_csv())
    page.locator("#s-title").evaluate(
        "(box) => { box.value = 'From\\u000bWord \\ud83d'; box.dispatchEvent(new Event('input', { bubbles: true })) }"
    )
    picture = file_of(page, "Picture (SVG)").path().read_text(encoding="utf-8")
    assert ET.fromstring(picture).findtext("{http://www.w3.org/2000/svg}title") == "FromWord "  # noqa: S314 - our own
    assert file_of(page, "Picture (PNG)").path().read_bytes().startswith(b"\x89PNG")


def test_the_picture_file_draws_outside_the_site(visit: Visit, eight: Site, tmp_path: Path) -> None:
    page = visit(accept_downloads=True).go(eight.url + ADDRESS)
    paste(page, term_as_csv())
    file_of(page, "Picture (SVG)").save_as(tmp_path / "chart.svg")
    alone = visit()
    alone.page.goto((tmp_path / "chart.svg").as_uri())
    colour = alone.page.evaluate("getComputedStyle(document.querySelector('.cp-chart-line')).stroke")
    assert colour == "rgb(29, 90, 150)"


# -- every visitor


def test_it_is_complete_without_script_and_on_paper(visit: Visit, eight: Site) -> None:
    page = visit(java_script_enabled=False).go_plainly(eight.url + ADDRESS)
    assert page.get_by_role("heading", name="Run chart by hand").is_visible()
    assert page.locator(".cp-graph").is_visible()
    assert not page.locator("[data-tool]").is_visible()
    assert not page.locator("[data-shelf]").is_visible()
    assert page.locator(".cp-paper__values tbody tr").count() == 15
    limits = page.locator(".cp-paper__limits tbody tr").first.inner_text().split()
    assert limits == ["10", "to", "11", "6", "2"]


def test_the_printed_page_is_the_chart_or_an_empty_sheet(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".cp-graph").is_visible()
    assert not page.locator("[data-tool]").is_visible()
    page.emulate_media(media="screen")
    paste(page, term_as_csv())
    page.emulate_media(media="print")
    assert page.locator("[data-figure] .cp-chart").is_visible()
    assert page.locator("[data-value-rows] tr").count() == len(TERM)
    for hidden in (".cp-graph", ".cp-run__form", "[data-exports]", "[data-shelf]"):
        assert not page.locator(hidden).first.is_visible(), hidden


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_with_a_chart_and_with_faults(visit: Visit, eight: Site, width: int, scheme: str) -> None:
    page = visit(viewport={"width": width, "height": 800}, color_scheme=scheme).go(eight.url + ADDRESS)
    paste(page, term_as_csv() + "\n2026-W60,about 5\n2026-W61,<11")
    page.get_by_label("Frozen: the middle value of a baseline").check()
    page.get_by_text("All values as a table").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults_of(page) == []


def test_it_works_from_a_disk(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.from_disk + ADDRESS + "index.html")
    paste(page, term_as_csv())
    assert findings(page) == list(analyse(TERM).why)


def test_a_measure_is_handed_over_in_the_address(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + ADDRESS + "?measure=Work%20%3Cb%3Eturned%20in&unit=percent&good=down")
    assert page.locator("#s-title").input_value() == "Work <b>turned in"
    assert (page.locator("#s-unit").input_value(), page.locator("#s-good").input_value()) == ("percent", "down")


def test_what_was_made_of_a_measure_in_the_address_is_there_after_a_reload(visit: Visit, eight: Site) -> None:
    page = visit().go(eight.url + ADDRESS + "?measure=Absences")
    page.reload()
    assert page.locator("#s-title").input_value() == "Absences", "nothing is kept yet: the address asks still"
    page.locator("#s-title").fill("Absences at Lone Pine")
    page.get_by_label("Value, row 1").fill("5")
    page.reload()
    assert page.locator("#s-title").input_value() == "Absences at Lone Pine"
    assert page.get_by_label("Value, row 1").input_value() == "5"
