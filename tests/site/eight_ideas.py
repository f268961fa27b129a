"""Eight ideas, few enough to count by hand: what the tests of the menu say in numbers can be read off this table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from generator.project import Project

__all__ = ["write_eight_ideas"]

_PROBLEMS: dict[str, dict[str, Any]] = {
    "absence": {
        "title": "Students miss too many days",
        "question": "How can more students come every day?",
        "summary": "Two missed days a month add up.",
    },
    "grades": {
        "title": "Too many ninth graders get Ds and Fs",
        "question": "Why do so many ninth graders fail a course?",
        "summary": "Students who fail in grade 9 often do not graduate.",
        "drivers": [
            {
                "id": "work",
                "title": "Students hand in work",
                "secondary": [{"id": "missing", "title": "Missing work is made up"}],
            },
            {"id": "known", "title": "Every student is known by an adult"},
        ],
    },
    "sleep": {"title": "Students are tired", "question": "Why?", "summary": "Nobody has an idea for this yet."},
}  # fmt: skip

_TABLE = """
id       | title                              | problems       | drivers | grades      | role      | days | cost | day
bus      | Run a later bus                    | absence        |         | 6-8         | principal | 90   | high | 05
call     | Call home on the first day         | absence        |         | 6-8 9       | clerk     | 1    | none | 02
door     | Greet every student at the door    | absence grades |         | 9           | teacher   | 1    | none | 07
letter   | Send letters with attendance facts | absence        |         | 6-8 9 10-12 | clerk     | 15   | low  | 01
mentor   | Meet a mentor every week           | absence grades | known   | 9 10-12     | counselor | 10   | low  | 03
recovery | Give time to make up missing work  | grades         | missing | 9           | teacher   | 5    | none | 08
slips    | Show every student what is missing | grades         | work    | 9 10-12     | teacher   | 2    | none | 04
tutor    | Tutor in the school day            | grades         |         | 10-12       | tutor     | 30   | high | 06
"""
_ALIASES = {
    "door": ["Buenos días", "Daily welcome"],
    "mentor": ["Check & Connect"],
    "recovery": ["Recuperación de trabajos", "Zero hour"],
}
_STUDIES: dict[str, dict[str, Any]] = {
    "letter": {"design": "correlational", "controls": True},
    "tutor": {
        "design": "experimental",
        "n_students": 900,
        "n_sites": 3,
        "quality": {"rating": "meets_without_reservations", "by": "A clearinghouse"},
    },
}
"""One makes 'Promising', the other 'Strong'; all other ideas are not rated."""


def write_eight_ideas(folder: Path) -> None:
    """Write the ideas, their problems, one source and one case (of an attempt to run a later bus)."""
    project = Project(folder)
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in _TABLE.strip().splitlines())
    for row in rows:
        fields = dict(zip(head, row, strict=True))
        _write(project.record_file("idea", fields["id"]), _idea(fields))
    for problem_id, problem in _PROBLEMS.items():
        _write(project.record_file("problem", problem_id), problem)
    reference = {
        "id": "rivera-2015",
        "type": "report",
        "title": "A report",
        "author": [{"family": "Rivera"}],
        "issued": "2015",
    }
    _write(project.references, {"references": [reference]})
    _write(project.record_file("case", "bus-stopped"), _CASE)


def _write(path: Path, record: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8")


_CASE = {
    "title": "A later bus that nobody took",
    "summary": "The bus ran for a month.",
    "kind": "attempt",
    "organization": {"name": "A school district", "sector": "school"},
    "period": "2021",
    "problems": ["absence"],
    "selection": {"rule": "Chosen because it failed.", "chosen_by": "The editors"},
    "story": {"problem": "Many came late.", "what_they_did": "They ran a later bus."},
    "ideas": [{"idea": "bus"}],
    "sources": [{"reference": "rivera-2015"}],
}


def _idea(fields: dict[str, str]) -> dict[str, Any]:
    studies = [
        {"source": "rivera-2015", "outcome": "Days", "effect": "positive", "significant": True, "read": "abstract"}
        | study
        for study in ([_STUDIES[fields["id"]]] if fields["id"] in _STUDIES else [])
    ]
    return {
        "title": fields["title"],
        "summary": f"{fields['title']}, and see what changes.",
        "status": "published",
        "aliases": _ALIASES.get(fields["id"], []),
        "problems": fields["problems"].split(),
        "drives": [{"problem": "grades", "driver": driver} for driver in fields["drivers"].split()],
        "why_it_works": "It removes a reason to stay away.",
        "picture_of_practice": "On an ordinary Tuesday, it takes ten minutes.",
        "steps": [{"do": "Begin with one student."}],
        "roles": [fields["role"]],
        "grade_bands": fields["grades"].split(),
        "effort": {"people": 1, "days_to_first_test": int(fields["days"]), "cost": fields["cost"]},
        "measures": {},
        "first_test": {"question": "Does it help?", "prediction": "Two of three come.", "plan": "Try it on Monday."},
        "evidence": {"studies": studies},
        "added": f"2026-01-{fields['day']}",
    }
