"""Makes a project of N change ideas, with problems, measures, packages, cases, sources and tests in proportion.

The records keep every rule, so that nothing but work is measured. Run as a program, it writes the project and, beside
it, the same content as Markdown pages for plain MkDocs, with and without sheets: `python -m tests.bench.library FOLDER
N`.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.project import Project
from tests.bench.plain import write_plain
from tests.bench.words import Words

__all__ = ["LEVELS", "SyntheticLibrary", "write_library"]

Fields = dict[str, Any]

LEVELS = ("implementation", "pdsa", "interim", "outcome", "balancing", "experience")
_ROLES = ("student", "family", "teacher", "counselor", "instructional-coach", "principal", "data-lead", "nurse")
_GRADES = ("tk-2", "3-5", "6-8", "9", "10-12")
_GROUPS = ("all", "low-income", "english-learners", "students-with-disabilities", "off-track", "boys", "girls")
_SETTINGS = ("classroom", "advisory", "whole-school", "grade-team", "front-office", "home")
_ROUTINES = ("plc", "advisory", "mtss", "staff-meeting", "grade-team", "attendance-review")
_COSTS, _HARD = ("none", "low", "moderate", "high"), ("easy", "moderate", "hard")
_DESIGNS = ("experimental", "quasi_experimental", "correlational", "pre_post", "descriptive")
_LOCALES = ("city-large", "suburb-large", "town-distant", "rural-fringe")
_DRIVERS, _PARTS = 4, 2
_A_DAY = "2026-09-01"


class SyntheticLibrary:
    """All records of a library with so many ideas; the same number and seed give the same library."""

    def __init__(self, ideas: int, seed: int = 1) -> None:
        self.words = Words(seed)
        self.problem_ids = _ids("problem", max(2, ideas // 20))
        self.measure_ids = _ids("measure", max(12, ideas // 5))
        self.reference_ids = [f"author{number}-{2000 + number % 25}" for number in range(max(5, ideas * 2 // 5))]
        self.place_ids = _ids("place", max(3, ideas // 20))
        self.idea_ids = _ids("idea", ideas)
        self.case_ids = _ids("case", max(1, ideas // 10))
        self.package_ids = _ids("package", max(1, ideas // 20))
        self.series: dict[str, list[Sequence[str]]] = {}
        self.records = self._records()

    def _records(self) -> dict[str, dict[str, Fields]]:
        return {
            "problem": {key: self._problem(at) for at, key in enumerate(self.problem_ids)},
            "measure": {key: self._measure(at) for at, key in enumerate(self.measure_ids)},
            "hub": {"the-hub": {"name": "The hub", "kind": "County office", "summary": self.words.sentences(2)}},
            "idea": {key: self._idea(at) for at, key in enumerate(self.idea_ids)},
            "package": {key: self._package(at) for at, key in enumerate(self.package_ids)},
            "case": {key: self._case(key, at) for at, key in enumerate(self.case_ids)},
        }

    # -- what ideas stand on

    def _problem(self, at: int) -> Fields:
        words = self.words
        return {
            "title": words.line(90),
            "question": f"{words.line(100)}?",
            "summary": words.sentences(2),
            "why": f"{words.sentences(3)} {self._citation(at)}",
            "drivers": [self._driver(number) for number in range(_DRIVERS)],
            "see_it_in_your_data": {
                step: words.sentences(2) for step in ("variation", "go_deeper", "find_ideas", "test")
            },
            "measures": [self._measure_id(at, level) for level in ("interim", "outcome")],
        }

    def _driver(self, number: int) -> Fields:
        parts = [{"id": f"part-{number}-{part}", "title": self.words.line(80)} for part in range(_PARTS)]
        return {
            "id": f"driver-{number}",
            "title": self.words.line(80),
            "note": self.words.sentence(),
            "secondary": parts,
        }

    def _measure(self, at: int) -> Fields:
        words, level = self.words, LEVELS[at % len(LEVELS)]
        return {
            "title": f"{words.line(60)} ({at})",
            "level": level,
            "question": f"{words.line(100)}?",
            "definition": words.sentences(2),
            "unit": "percent",
            "good": "down" if level == "balancing" else "up",
            "frequency": "Every two weeks",
            "source": words.sentence(),
            "burden": "low",
            "counts_people": False,
            "limits": [words.sentence()],
        }

    # -- ideas

    def _idea(self, at: int) -> Fields:
        words, chance = self.words, self.words.chance
        problem = self.problem_ids[at % len(self.problem_ids)]
        driver = at // len(self.problem_ids) % (_DRIVERS * (1 + _PARTS))
        named = f"driver-{driver}" if driver < _DRIVERS else f"part-{driver % _DRIVERS}-{driver % _PARTS}"
        return {
            "title": f"{words.title()} ({at})",
            "summary": words.line(150),
            "status": "published",
            "aliases": [f"another name {at}"],
            "problems": [problem],
            "drives": [{"problem": problem, "driver": named}],
            "why_it_works": f"{words.sentence()} {self._citation(at)}",
            "picture_of_practice": words.marked(2) if at % 2 else words.sentences(3),
            "steps": [{"do": words.sentence(), "who": "Teacher", "minutes": 10 * minutes} for minutes in (1, 4)],
            "core": [words.sentence()] if at % 3 else [],
            "roles": words.some(_ROLES, 3),
            "grade_bands": words.some(_GRADES, 2),
            "student_groups": words.some(_GROUPS, 2),
            "settings": words.some(_SETTINGS, 2),
            "effort": self._effort(),
            "depth": {"distance_to_aim": chance.choice(("direct", "near", "far")), "relies_on": "anyone"},
            "fits_into": words.some(_ROUTINES, 2),
            "equity": {"who_could_be_missed": words.sentence()} if at % 2 else {},
            "limits": [words.sentence()] if at % 4 == 0 else [],
            "measures": {level: [self._measure_id(at, level)] for level in LEVELS},
            "first_test": {
                "question": f"{words.line(80)}?", "prediction": words.line(80), "plan": words.line(90),
                "size": "One class", "days": 5,
            },
            "evidence": {"studies": [self._study(at)]},
            "related": [{"idea": self.idea_ids[at - 1], "kind": "pairs_with"}] if at else [],
            "authors": ["Editors"], "added": _A_DAY, "reviewed": _A_DAY, "license": "CC-BY-4.0",
        }  # fmt: skip

    def _effort(self) -> Fields:
        chance = self.words.chance
        return {
            "people": chance.randint(1, 8),
            "days_to_first_test": chance.choice((1, 3, 5, 10, 20, 40, 80)),
            "cost": chance.choice(_COSTS),
            "difficulty_adults": chance.choice(_HARD),
            "difficulty_students": chance.choice(_HARD),
        }

    def _study(self, at: int) -> Fields:
        chance = self.words.chance
        return {
            "source": self._reference(at),
            "design": chance.choice(_DESIGNS),
            "outcome": self.words.line(70),
            "effect": chance.choice(("positive", "positive", "null", "mixed")),
            "significant": chance.choice((True, False)),
            "n_students": chance.randint(40, 9000),
            "n_sites": chance.randint(1, 40),
            "controls": True,
            "quality": {"rating": chance.choice(("meets_without_reservations", "does_not_meet", "not_reviewed"))},
            "states": ["CA"],
            **({"note": self.words.sentence()} if at % 3 == 0 else {}),
            "read": "abstract",
        }

    def _reference(self, at: int) -> str:
        return self.reference_ids[at % len(self.reference_ids)]

    def _citation(self, at: int) -> str:
        return f"[@{self._reference(at)}; @{self._reference(at + 1)}]"

    def _measure_id(self, at: int, level: str) -> str:
        step = at * len(LEVELS) + LEVELS.index(level)
        whole_rounds = len(self.measure_ids) // len(LEVELS) * len(LEVELS)
        return self.measure_ids[step % whole_rounds]

    # -- packages and cases

    def _package(self, at: int) -> Fields:
        words, problem_at = self.words, at % len(self.problem_ids)
        ideas = self.idea_ids[problem_at :: len(self.problem_ids)][:6]
        nodes = [
            {"title": words.line(80), "driver": f"driver-{number}", "measures": [self._measure_id(at, "interim")],
             "ideas": [{"idea": idea, "role": "next"} for idea in ideas[number::3]]}
            for number in range(min(3, len(ideas)))
        ]  # fmt: skip
        aim = {
            "statement": words.line(100),
            "population": "All first-time ninth graders",
            "from": 70,
            "to": 85,
            "by": "June 2027",
        }
        return {
            "title": f"{words.line(60)} ({at})", "summary": words.line(200), "hub": "the-hub", "version": "1.0",
            "status": "published", "problems": [self.problem_ids[problem_at]], "aims": [aim],
            "big_ideas": [{"title": words.line(60), "text": words.sentences(2)} for _ in range(3)],
            "diagram": nodes,
            "choosing": [{"if": words.line(100), "then": [idea], "because": words.sentence()} for idea in ideas],
            "measures": [self._measure_id(at, level) for level in ("outcome", "balancing")],
            "how_to_use": words.marked(3),
        }  # fmt: skip

    def _case(self, key: str, at: int) -> Fields:
        words = self.words
        self.series[f"casestudies/{key}/rate.csv"] = self._series()
        source = {"reference": self._reference(at)}
        return {
            "title": f"{words.line(70)} ({at})", "summary": words.line(250),
            "kind": ("bright_spot", "attempt", "network")[at % 3], "place": self.place_ids[at % len(self.place_ids)],
            "period": "2024 to 2026", "aim": words.sentence(),
            "problems": [self.problem_ids[at % len(self.problem_ids)]],
            "selection": {"rule": words.sentences(2), "chosen_by": "Editors", "compared_with": words.sentence()},
            "context": words.sentences(3),
            "story": {part: words.sentences(4) for part in ("problem", "what_they_did", "how", "results", "lessons")},
            "ideas": [{"idea": self.idea_ids[at], "adaptation": words.sentence()}],
            "outcomes": [{"measure": self._measure_id(at, "interim"), "series": "rate", "sources": [source]}],
            "caveats": [words.sentence()], "sources": [source], "reviewed": _A_DAY,
        }  # fmt: skip

    def _series(self) -> list[Sequence[str]]:
        level = self.words.chance.uniform(40, 60)
        values = (level + self.words.chance.uniform(-6, 6) + (10 if week > 8 else 0) for week in range(20))
        return [("period", "value"), *((f"week {week + 1}", f"{value:.1f}") for week, value in enumerate(values))]

    # -- tables and lists

    def references(self) -> list[Fields]:
        """Sources in the field names of CSL."""
        return [
            {"id": key, "type": "report", "title": self.words.line(120),
             "author": [{"family": key.partition("-")[0].title()}], "issued": key.rpartition("-")[2], "URL": f"https://example.org/{key}"}
            for key in self.reference_ids
        ]  # fmt: skip

    def terms(self) -> list[Fields]:
        """Words of a glossary."""
        return [{"term": self.words.term(number), "meaning": self.words.sentence()} for number in range(60)]

    def places(self) -> Iterable[Sequence[str]]:
        """Rows of the table of places."""
        yield "id", "name", "state", "type", "enrollment", "locale"
        for at, key in enumerate(self.place_ids):
            yield key, f"District {at}", "CA", "unified", str(900 * (at + 1)), _LOCALES[at % len(_LOCALES)]

    def tests(self) -> Iterable[Sequence[str]]:
        """Rows of the log of tests: three cycles for every second idea, the last with a series."""
        tested = self.idea_ids[::2]
        yield "place", "idea", "cycle", "start", "scale", "prediction", "measure", "result", "decision", "series"
        for at, idea in enumerate(tested):
            place, measure = self.place_ids[at % len(self.place_ids)], self._measure_id(at, "interim")
            for cycle, decision in enumerate(("adapt", "adapt", "adopt"), 1):
                name = f"test-{at}" if cycle == 3 and at % 5 == 0 else ""
                if name:
                    self.series[f"content/series/{name}.csv"] = self._series()
                said = self.words.line(80), measure, self.words.line(80)
                yield place, idea, str(cycle), _A_DAY, "one class", *said, decision, name


def write_library(library: SyntheticLibrary, folder: Path) -> None:
    """Write a library as the project that `changepack build -C folder` builds."""
    project = Project(folder)
    for kind, records in library.records.items():
        for key, record in records.items():
            _write_yaml(project.record_file(kind, key), record)
    _write_yaml(project.references, {"references": library.references()})
    _write_yaml(project.glossary, {"terms": library.terms()})
    _write_csv(project.places, library.places())
    _write_csv(project.tests_of_change, library.tests())
    for path, rows in library.series.items():
        _write_csv(folder / path, rows)


def _ids(kind: str, number: int) -> list[str]:
    return [f"{kind}-{at:05}" for at in range(number)]


class _Dumper(yaml.CSafeDumper):
    """Writes every value out; the project's own reader knows no aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _write_yaml(path: Path, value: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(value, file, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _write_csv(path: Path, rows: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main(folder: Path, ideas: int) -> None:
    """Write `folder/project`, `folder/plain` and, without the sheets, `folder/records`."""
    library = SyntheticLibrary(ideas)
    write_library(library, folder / "project")
    references = library.references()
    write_plain(library.records, references, folder / "plain", sheets=True)
    write_plain(library.records, references, folder / "records", sheets=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
