"""What people are told keeps up with the code: README, contributing guide, decision pages, forms, editor settings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from generator.cli import main
from generator.model.case_study import CaseStudy
from generator.model.change_idea import ChangeIdea
from generator.model.kinds import KINDS
from generator.model.lookup import TestOfChange
from generator.model.record import Record
from generator.project import RECORD_FOLDERS, Project

ROOT = Path(__file__).parents[1]
DECISIONS = sorted((ROOT / "content" / "pages" / "about" / "decisions").glob("*.md"))
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *DECISIONS]
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
HERE = Project(ROOT)
MAY_BE_MISSING = {HERE.relative(path) for path in (HERE.tests_of_change, HERE.places, HERE.series)}
ASKED_LATER = {"summary", "status", "evidence"}
"""Required fields that an editor fills in, since they need the rules of this library."""


def form(name: str) -> dict[str, dict[str, Any]]:
    """The questions of an issue form by id."""
    body = yaml.safe_load((FORMS / f"{name}.yml").read_text(encoding="utf-8"))["body"]
    return {question["id"]: question for question in body if question["type"] != "markdown"}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_path_that_a_paper_names_is_there(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    named = re.findall(r"`((?:generator|tests|content|changeideas|casestudies|\.github)/[^`<>*\s]*)`", text)
    linked = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if not re.match(r"[a-z]+:", target)]
    missing = [
        path for path in [*named, *linked] if not (ROOT / path).exists() and path.rstrip("/") not in MAY_BE_MISSING
    ]
    assert not missing


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"^changepack ([a-z]+) ", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert named == set(main.commands)


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_is_named_is_there(paper: str) -> None:
    text = (ROOT / paper).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)(?=`| {2}| [A-Z]+=)", text, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= targets


@pytest.mark.parametrize(("name", "model"), [("idea", ChangeIdea), ("case", CaseStudy), ("test", TestOfChange)])
def test_a_form_asks_for_fields_by_their_names(name: str, model: type[Record]) -> None:
    assert set(form(name)) <= set(model.model_fields)


def test_the_form_for_an_idea_asks_for_all_that_an_idea_needs() -> None:
    needed = {field for field, info in ChangeIdea.model_fields.items() if info.is_required()}
    assert needed - ASKED_LATER <= set(form("idea"))


@pytest.mark.parametrize(
    ("name", "question", "model"), [("test", "decision", TestOfChange), ("case", "kind", CaseStudy)]
)
def test_a_form_offers_the_words_of_the_field(name: str, question: str, model: type[Record]) -> None:
    offered = {option.split(" (")[0] for option in form(name)[question]["attributes"]["options"]}
    annotation = model.model_fields[question].annotation
    words = {word for part in (annotation, *get_args(annotation)) for word in get_args(part) if isinstance(word, str)}
    assert words <= offered


def test_the_editor_finds_a_schema_for_every_file_of_records() -> None:
    text = (ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8")
    settings = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))["yaml.schemas"]
    covered = {Path(schema).stem: pattern for schema, pattern in settings.items()}
    assert set(covered) == set(RECORD_FOLDERS)
    for kind, pattern in covered.items():
        assert kind in KINDS
        assert pattern.startswith(f"{RECORD_FOLDERS[kind]}/")
        assert list(ROOT.glob(pattern))
