"""Which figures on people are held against each other, what they count, and that each fault is told once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.pipeline import check
from generator.project import Project

TWO_TABLES = Path(__file__).parents[1] / "cases" / "invalid" / "group-too-small-between-two-tables"
WORK, GIRLS = "{measure: work-handed-in, series: work}", "{measure: work-handed-in, series: girls, group: Girls}"
EVERYBODY = "2021-02,50,100"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with a table of everybody and one of the girls."""
    shutil.copytree(TWO_TABLES, tmp_path, dirs_exist_ok=True)
    return tmp_path


def told(case: Path, *outcomes: str, measure: str = "", **tables: str) -> list[str]:
    """Files and words of what is wrong with these outcomes, with a line of the measure, and rows of the tables."""
    folder = case / "casestudies" / "slips"
    head, _, rest = (folder / "case.yml").read_text(encoding="utf-8").partition("outcomes:\n")
    listed = "".join(f"  - {outcome}\n" for outcome in outcomes)
    rest = rest[rest.index("sources:") :]
    (folder / "case.yml").write_text(f"{head}outcomes:\n{listed}{rest}", encoding="utf-8")
    for file in folder.glob("*.csv"):
        file.unlink()
    for name, rows in tables.items():
        lines = ["period,value,denominator,group", *(row + "," * (3 - row.count(",")) for row in rows.split())]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    file = case / "content" / "measures" / "work-handed-in.yml"
    if measure:
        key = measure.partition(":")[0]
        kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith(key)]
        file.write_text("\n".join([*kept, measure]) + "\n", encoding="utf-8")
    found = [
        message for message in check(Project(case)).report if message.code == "K212" or message.severity == "error"
    ]
    return [f"{Path(message.location.file).name if message.location else '-'}: {message.message}" for message in found]


def test_tables_of_everybody_and_of_a_group_are_held_against_each_other(case: Path) -> None:
    assert told(case, WORK, GIRLS, work=EVERYBODY, girls="2021-02,50,94") == [
        "girls.csv: all but 6 people are in group 'Girls'; the others can be told"
    ]
    assert told(case, WORK, GIRLS, work=EVERYBODY, girls="2021-02,50,50") == []
    assert told(case, WORK, GIRLS, work=EVERYBODY, girls="2021-03,50,94") == [], "another period"


def test_so_are_groups_inside_a_table(case: Path) -> None:
    assert told(case, WORK, GIRLS, work="2021-02,50,100,All 2021-02,50,60,EL", girls="2021-02,50,94") == [
        "girls.csv: all but 6 people are in group 'Girls'; the others can be told"
    ]


def test_a_group_inside_a_table_and_one_in_another_leave_few(case: Path) -> None:
    assert told(case, WORK, GIRLS, work="2021-02,50,100,All 2021-02,50,60,Boys", girls="2021-02,50,34") == [
        "work.csv: the total leaves 6 people outside of 'Boys', 'Girls'"
    ]


def test_a_group_of_a_group_is_no_part_of_everybody(case: Path) -> None:
    """94 girls of grade 9 are among more girls; who stands for all of them is in the row 'All'."""
    parts = "2021-02,50,94,Grade-9 2021-02,50,50,All"
    assert told(case, WORK, GIRLS, work=EVERYBODY, girls=parts) == []


@pytest.mark.parametrize("other", ["definition: Handed in on paper", "measure: another"])
def test_figures_of_another_kind_are_not(case: Path, other: str) -> None:
    girls = GIRLS.replace("}", f", {other}}}") if "definition" in other else GIRLS.replace("work-handed-in", "another")
    measure = case / "content" / "measures" / "work-handed-in.yml"
    shutil.copy(measure, measure.with_name("another.yml"))
    assert told(case, WORK, girls, work=EVERYBODY, girls="2021-02,50,94") == []


def test_a_fault_is_told_once_whoever_uses_the_table(case: Path) -> None:
    again = "{measure: work-handed-in, series: work, group: Boys}"
    assert told(case, WORK, again, work="2021-02,50,9") == ["work.csv: a group of 9 people"]


def test_a_measure_that_counts_no_people_may_be_of_few(case: Path) -> None:
    table, people = "2021-02,50,9", "{measure: work-handed-in, series: work, unit: people}"
    assert told(case, people, work=table, measure="counts_people: false") == []
    assert told(case, people, work=table, measure="counts_people: true") == ["work.csv: a group of 9 people"]


def test_what_values_are_is_said_by_the_case_or_else_by_the_measure(case: Path) -> None:
    few = ["work.csv: the figure stands for 7 people"]
    assert told(case, WORK, work="2021-02,7,", measure="unit: students") == few
    assert told(case, WORK, work="2021-02,7,", measure="unit: days") == []
    assert told(case, WORK.replace("}", ", unit: students}"), work="2021-02,7,", measure="unit: days") == few
    assert told(case, WORK, work="2021-02,9,34", measure="unit: percent") == ["work.csv: 9% of 34 is 3 people"]


def test_numbers_of_people_are_not_asked_to_be_percentages(case: Path) -> None:
    table = "2021-02,126,300 2021-03,129,300"
    assert told(case, WORK, work=table, measure="unit: students") == []
    assert told(case, WORK, work=table, measure="unit: percent") == [
        "work.csv: 126 is no percentage of 300 people",
    ]


def test_a_value_on_which_sources_disagree_is_a_figure_too(case: Path) -> None:
    def work(value: str) -> str:
        conflict = f'{{period: "2021-02", value: "{value}", source: hough-2017}}'
        return WORK.replace("}", f", conflicts: [{conflict}]}}")

    assert told(case, work("7"), work="2021-02,70,", measure="unit: students") == [
        "case.yml: the figure stands for 7 people"
    ]
    assert told(case, work("71"), work="2021-02,70,") == []
    assert told(case, work("about 7"), work="2021-02,70,") == ["case.yml: the figure stands for 7 people"]
    assert told(case, work("about 1,234"), work="2021-02,70,") == []
    assert told(case, work("7 in one list of 71"), work="2021-02,70,") == [], "whoever reads it has to judge"


@pytest.mark.parametrize(
    ("group", "value", "message"),
    [
        ("", "2%", ""),  # 20 of all 1,000
        ("", "1.0%", "1% of 1000 is 10 people"),
        ("last", "2%", "2% of 60 is 1 people"),
        ("last", "about 50", ""),
        ("unheard of", "2%", ""),
    ],
)
def test_another_value_is_judged_in_the_row_of_its_group(case: Path, group: str, value: str, message: str) -> None:
    """Wherever among many groups that row stands."""
    of = f"group: {group}, " if group else ""
    work = WORK.replace("}", f', {of}conflicts: [{{period: "2021-02", value: "{value}"}}]}}')
    rows = [f"2021-02,50,60,g{number}" for number in range(50)]
    table = " ".join([*rows, "2021-02,50,60,last", "2021-02,50,1000,all"])
    assert told(case, work, work=table) == ([f"case.yml: {message}"] if message else [])


def test_another_value_gives_a_hidden_group_away(case: Path) -> None:
    """100 less 60 and 35; in one table, and in two."""
    conflict = ', conflicts: [{period: "2021-02", value: "100"}]}'
    work, message = WORK.replace("}", conflict), "the total leaves 5 people"
    groups = "2021-02,60,,A 2021-02,35,,B 2021-02,*,,C"
    one = told(case, work, work=f"2021-02,*,,all {groups}", measure="unit: students")
    two = told(
        case, work, WORK.replace("work}", "groups}"), work="2021-02,*,,", groups=groups, measure="unit: students"
    )
    assert one == two == [f"case.yml: the hidden figure of 'C' can be worked out: {message}"]
