"""The command line as a contributor meets it: exit codes, where output goes, words instead of tracebacks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.model.skeleton import PROMPT
from generator.project import RECORD_FOLDERS

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests" / "cases" / "valid" / "minimal"
WEEKS = [12, 14, 13, 15, 12, 14, 13, 30, 31, 32, 33, 31, 32, 30]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(MINIMAL, folder)
    return folder


def run(*words: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"GITHUB_ACTIONS": None, **environment})


def test_check_of_a_clean_project_is_silent_on_standard_output(project: Path) -> None:
    result = run("check", "-C", project)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No faults found.\n")


def test_check_prints_messages_and_exits_with_one(project: Path) -> None:
    idea = project / "changeideas" / "one-idea.yml"
    idea.write_text(idea.read_text(encoding="utf-8").replace("cost: none", "cost: nothing"), encoding="utf-8")
    result = run("check", "-C", project)
    assert result.exit_code == 1
    assert result.stdout.startswith("changeideas/one-idea.yml:18:9: error[K202] unknown word 'nothing'\n")
    assert result.stderr == "1 error, 0 warnings\n"


def test_check_reads_the_settings_of_the_site_as_well_and_writes_nothing(project: Path) -> None:
    before = sorted(project.rglob("*"))
    (project / "mkdocs.yml").write_text("site_name: A: B\n", encoding="utf-8")
    result = run("check", "-C", project)
    assert result.exit_code == 1
    assert result.stdout.startswith("mkdocs.yml:1:13: error[F601] the YAML is broken: a second colon")
    (project / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    assert run("check", "-C", project).exit_code == 0
    assert sorted(project.rglob("*")) == sorted([*before, project / "mkdocs.yml"])


def test_warnings_pass_unless_asked_to_be_strict(project: Path) -> None:
    idea = project / "changeideas" / "one-idea.yml"
    idea.write_text(idea.read_text(encoding="utf-8").replace("  - code: K306", "  - code: K305"), encoding="utf-8")
    assert run("check", "-C", project).exit_code == 0
    assert run("check", "--strict", "-C", project).exit_code == 1


def test_json_is_data_even_when_there_is_nothing_to_say(project: Path) -> None:
    assert json.loads(run("check", "--format", "json", "-C", project).stdout) == {"format": "changepack/1", "items": []}


def test_a_folder_that_is_not_ours_is_the_machine_s_affair_and_stays_as_it_is(project: Path) -> None:
    theirs = project / "build" / "site" / "thesis.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine", encoding="utf-8")
    result = run("build", "-C", project)
    assert result.exit_code == 3
    assert "error[P901]" in result.stderr
    assert theirs.read_text(encoding="utf-8") == "mine"


def test_inside_a_workflow_messages_are_shown_beside_the_line(project: Path) -> None:
    (project / "changeideas" / "My Idea.yml").write_text("title: x\n", encoding="utf-8")
    result = run("check", "-C", project, GITHUB_ACTIONS="true")
    assert result.stdout.startswith("::error file=changeideas/My Idea.yml,line=1,col=1,title=L006::")


@pytest.mark.parametrize("words", [["chek"], ["check", "-C", "/no/such/folder"], ["show", "idea"], ["schema"]])
def test_wrong_usage_exits_with_two(words: list[str]) -> None:
    assert run(*words).exit_code == 2


@pytest.mark.parametrize("words", [["check"], ["build"], ["export", "tables"], ["show", "idea", "one-idea"]])
def test_a_folder_without_a_project_is_most_likely_the_wrong_one(tmp_path: Path, words: list[str]) -> None:
    inside = tmp_path / "project" / "content"
    inside.mkdir(parents=True)
    result = run(*words, "-C", inside)
    assert (result.exit_code, list(inside.iterdir())) == (2, [])
    assert f"there are no records in {inside}, and no mkdocs.yml" in result.stderr
    assert "changepack new problem ID" in result.stderr


def test_a_build_without_a_place_for_its_messages_still_builds(project: Path) -> None:
    words = [sys.executable, "-m", "generator", "build", "-C", str(project)]
    script = 'exec "$@" 2>&-'
    done = subprocess.run(["sh", "-c", script, "sh", *words], cwd=ROOT, check=False)
    assert done.returncode == 0
    assert (project / "build" / "site" / "index.html").is_file()


def test_the_folder_may_stand_before_the_command(project: Path) -> None:
    assert run("-C", project, "check").exit_code == 0


def test_new_writes_a_draft_that_checks_and_asks_to_be_filled_in(project: Path) -> None:
    result = run("new", "idea", "two-idea", "-C", project)
    path = project / "changeideas" / "two-idea.yml"
    assert (result.exit_code, result.stdout) == (0, f"{path}\n")
    assert run("check", "-C", project).exit_code == 0
    path.write_text(path.read_text(encoding="utf-8").replace("status: draft", "status: published"), encoding="utf-8")
    published = run("check", "-C", project)
    assert published.exit_code == 1
    assert "error[V117] 'title' still holds the prompt" in published.stdout


@pytest.mark.parametrize("kind", ["case", "problem", "package", "hub", "measure", "method"])
def test_new_makes_every_kind(project: Path, kind: str) -> None:
    assert run("new", kind, "a-new-one", "-C", project).exit_code == 0
    codes = {item["code"] for item in json.loads(run("check", "--format", "json", "-C", project).stdout)["items"]}
    assert codes <= {"V117", "V115", "K201", "K301", "K302", "K303", "K306", "K311"}, "only what its author must decide"


@pytest.mark.parametrize("kind", RECORD_FOLDERS)
def test_new_explains_every_value_that_is_no_prompt(tmp_path: Path, kind: str) -> None:
    written = Path(run("new", kind, "a-new-one", "-C", tmp_path).stdout.strip()).read_text(encoding="utf-8")
    unexplained = [line for line in written.splitlines() if ": " in line and PROMPT not in line and "# " not in line]
    assert unexplained == []


def test_new_names_what_a_field_takes_that_is_not_just_text(project: Path) -> None:
    run("new", "idea", "two-idea", "-C", project)
    written = (project / "changeideas" / "two-idea.yml").read_text(encoding="utf-8")
    for words in (
        "cost: none  # Money, beyond the time of people who are there. One of: none, low, moderate, high.\n",
        "# aliases:  # Other names that people search for. A list.\n",
        "# drives:  # Drivers that it is meant to move. A list; fields of an entry: problem, driver.\n",
        "Quick signs in days or weeks. Ids of measures, listed at content/measures/.\n",
    ):
        assert words in written


@pytest.mark.parametrize("name", ["Two", "con", "a b", "../x", "index"])
def test_new_refuses_what_cannot_be_an_id(project: Path, name: str) -> None:
    assert run("new", "idea", name, "-C", project).exit_code == 2


def test_new_says_why_a_good_id_is_refused_that_the_site_needs(project: Path) -> None:
    assert "the site itself needs that name" in run("new", "idea", "index", "-C", project).stderr
    assert "Windows needs that name" in run("new", "idea", "con", "-C", project).stderr
    assert "use 2 to 64 small letters" in run("new", "idea", "a", "-C", project).stderr
    assert run("new", "idea", "Greet kids", "-C", project).stderr.endswith("such as 'greet-kids'\n")


def test_new_overwrites_nothing(project: Path) -> None:
    before = (project / "changeideas" / "one-idea.yml").read_bytes()
    assert run("new", "idea", "one-idea", "-C", project).exit_code == 2
    assert (project / "changeideas" / "one-idea.yml").read_bytes() == before


def test_show_gives_a_record_with_ratings_and_reasons(project: Path) -> None:
    data = json.loads(run("show", "idea", "one-idea", "--json", "-C", project).stdout)
    assert data["source"] == "changeideas/one-idea.yml"
    assert data["record"]["title"] == "Show every student what is missing"
    assert data["ratings"]["practice"]["label"] == "Not yet tested"
    assert {"step": 1, "passed": False, "text": "no test is logged"} in data["ratings"]["practice"]["reasons"]


def test_show_is_readable_without_json(project: Path) -> None:
    lines = run("show", "idea", "one-idea", "-C", project).stdout.splitlines()
    assert " no  1: no test is logged" in [line.removeprefix(6 * " ") for line in lines]


def test_show_writes_values_as_a_record_would(project: Path) -> None:
    idea = project / "changeideas" / "one-idea.yml"
    study = "{source: rivera-2015, design: pre_post, outcome: Work, effect: 'null', significant: false, read: abstract}"
    idea.write_text(f"{idea.read_text(encoding='utf-8')}evidence:\n  studies: [{study}]\n", encoding="utf-8")
    source = "references:\n  - id: rivera-2015\n    type: book\n    title: '2015'\n"
    project.joinpath("content", "references.yml").write_text(source, encoding="utf-8")
    lines = [line.strip() for line in run("show", "idea", "one-idea", "-C", project).stdout.splitlines()]
    assert {'effect: "null"', "significant: false", "people: 1", "read: abstract"} <= set(lines)
    assert '  title: "2015"' in run("show", "reference", "rivera-2015", "-C", project).stdout.splitlines()


def test_show_of_something_unknown_says_what_was_meant(project: Path) -> None:
    idea = project / "changeideas" / "one-idea.yml"
    idea.write_text(idea.read_text(encoding="utf-8").partition("answers:")[0], encoding="utf-8")
    assert "warning" in run("check", "-C", project).stdout
    result = run("show", "idea", "one-ida", "-C", project)
    assert result.exit_code == 1
    assert result.stderr == "changepack: there is no idea 'one-ida'; did you mean 'one-idea'?\n"


@pytest.fixture
def weeks(tmp_path: Path) -> Path:
    file = tmp_path / "work.csv"
    rows = "".join(f"2026-W{week:02},{value}\n" for week, value in enumerate(WEEKS, 1))
    file.write_text("period,value\n" + rows, encoding="utf-8")
    return file


def test_runchart_judges_a_series(weeks: Path) -> None:
    data = json.loads(run("runchart", weeks, "--json").stdout)
    assert (data["n"], data["centre"], data["signal"], data["direction"]) == (14, 22.5, True, "up")
    assert data["shifts"] == [list(range(1, 8)), list(range(8, 15))]


def test_runchart_says_when_there_is_too_little(weeks: Path) -> None:
    weeks.write_text("period,value\n1,5\n2,6\n", encoding="utf-8")
    data = json.loads(run("runchart", weeks, "--json").stdout)
    assert (data["signal"], data["note"]) == (None, "too few points")


def test_runchart_draws(weeks: Path, tmp_path: Path) -> None:
    picture = tmp_path / "work.svg"
    assert run("runchart", weeks, "--centre", "20", "--svg", picture).exit_code == 0
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_runchart_names_the_bad_cell(weeks: Path) -> None:
    weeks.write_text("period,value\n1,five\n", encoding="utf-8")
    result = run("runchart", weeks)
    assert result.exit_code == 1
    assert "work.csv:2:2: error[V120] 'five' is neither a number" in result.stderr


def test_schema_prints_one_kind_or_writes_all(project: Path, tmp_path: Path) -> None:
    schema = json.loads(run("schema", "idea", "-C", project).stdout)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    effort = schema["definitions"]["Effort"]["properties"]["cost"]
    assert effort["enum"] == ["none", "low", "moderate", "high"]
    assert run("schema", "--out", tmp_path / "out", "-C", project).exit_code == 0
    assert (tmp_path / "out" / "case.json").is_file()


def test_what_people_wrote_is_never_written_over(project: Path, weeks: Path) -> None:
    before = weeks.read_bytes()
    assert run("runchart", weeks, "--svg", weeks).exit_code == 2
    assert weeks.read_bytes() == before
    for folder in ("content", "content/series", "changeideas", "casestudies/new"):
        result = run("export", project / folder, "-C", project)
        assert result.exit_code == 2
        assert "the tables would stand among the files they are made from" in result.stderr
    (project / "package.json").write_text('{"name": "of another program"}', encoding="utf-8")
    result = run("schema", "--out", project, "-C", project)
    assert result.exit_code == 2
    assert "package.json is something else, and was left as it is" in result.stderr
    assert not list(project.glob("**/*.csv"))
    assert [path.name for path in project.glob("*.json")] == ["package.json"]
    (project / "package.json").unlink()
    assert [run("schema", "--out", project, "-C", project).exit_code for _ in range(2)] == [0, 0]


def test_a_failure_of_the_program_is_one_sentence(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_project: object) -> object:
        raise ValueError("what is this")

    monkeypatch.setattr("generator.pipeline.check", broken)
    result = run("check", "-C", project)
    assert result.exit_code == 3
    assert result.stderr.startswith("changepack: a fault of the program itself (ValueError: what is this)")
    assert isinstance(run("--debug", "check", "-C", project).exception, ValueError)


def test_python_without_its_texts_is_told_instead_of_pages_without_theirs(project: Path) -> None:
    order = [sys.executable, "-OO", "-m", "generator", "-C", str(project), "build"]
    ended = subprocess.run(order, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (
        3, "changepack: Python's option -OO takes away texts that pages show; run it without\n",
    )  # fmt: skip


def test_too_little_memory_is_said_in_plain_words(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_project: object) -> object:
        raise MemoryError

    monkeypatch.setattr("generator.pipeline.check", broken)
    result = run("check", "-C", project)
    assert result.exit_code == 3
    assert "too little free memory" in result.stderr
