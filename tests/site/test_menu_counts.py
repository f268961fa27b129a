"""The menu counts as the data say: lists and counts of the real content, worked out anew from the published JSON.

What is written here knows nothing of `facets.py` or the script; it reads `data/*.json` as another program would.
"""

from __future__ import annotations

import json
import random
import unicodedata
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.site.conftest import Visit
from tests.site.sites import Site

Values = dict[str, set[str]]
COMBINATIONS = 120
TIERS = {1: "strong", 2: "moderate", 3: "promising", 4: "rationale", None: "not-rated"}
RUNGS = ["not-yet-tested", "tried", "tested", "one-place", "several-places", "at-scale"]


@dataclass(frozen=True)
class Library:
    """What the data say of every published idea: its values by facet, and the text that its words are looked up in."""

    values: dict[str, Values]
    text: dict[str, str]
    driver_problem: dict[str, str] = field(default_factory=dict)

    def fits(self, choice: dict[str, list[str]], words: str) -> list[str]:
        """Ideas that have one of the chosen values in every facet with a choice, and all the words."""
        return [
            idea
            for idea, values in self.values.items()
            if all(values[facet] & set(chosen) for facet, chosen in choice.items() if chosen)
            and all(self.begins(idea, word) for word in words_of(words))
        ]

    def begins(self, idea: str, word: str) -> bool:
        """Whether a word of an idea begins so."""
        return any(other.startswith(word) for other in words_of(self.text[idea]))

    def count(self, facet: str, value: str, choice: dict[str, list[str]], words: str) -> int:
        """How many ideas a value would bring, given the choices in all other facets."""
        others = {name: chosen for name, chosen in choice.items() if name != facet}
        return len(self.fits({**others, facet: [value]}, words))


def fold(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not 0x300 <= ord(part) <= 0x36F).lower()


def words_of(text: str) -> list[str]:
    """Letters and digits between all else."""
    return "".join(sign if sign.isalnum() else " " for sign in fold(text)).split()


def items(site: Site, name: str) -> list[dict[str, Any]]:
    data = json.loads((site.folder / "data" / f"{name}.json").read_text(encoding="utf-8"))
    assert data["format"] == "changepack/1"
    found: list[dict[str, Any]] = data["items"]
    return found


def read_library(site: Site) -> Library:
    case_kinds = {
        case["id"]: case["kind"].replace("_", "-")
        for case in items(site, "cases")
        if case.get("status", "published") == "published"
    }
    parent: dict[str, str] = {}
    driver_problem = {}
    for problem in items(site, "problems"):
        for driver in problem.get("drivers", []):
            driver_problem[f"{problem['id']}.{driver['id']}"] = problem["id"]
            for part in driver.get("secondary", []):
                parent[f"{problem['id']}.{part['id']}"] = f"{problem['id']}.{driver['id']}"
                driver_problem[f"{problem['id']}.{part['id']}"] = problem["id"]
    library = Library({}, {}, driver_problem)
    for idea in items(site, "ideas"):
        if idea["status"] == "published":
            library.values[idea["id"]] = _values(idea, parent, case_kinds)
            texts = [idea["title"], idea["summary"], *idea.get("aliases", []), idea.get("concept", "")]
            library.text[idea["id"]] = fold(" ".join(texts))
    return library


def _values(idea: dict[str, Any], parent: dict[str, str], case_kinds: dict[str, str]) -> Values:
    drives = {f"{drive['problem']}.{drive['driver']}" for drive in idea.get("drives", [])}
    days = idea["effort"]["days_to_first_test"]
    cases = {case_kinds[case] for case in idea["cases"] if case in case_kinds}
    studies = idea.get("evidence", {}).get("studies", [])
    return {
        "problem": set(idea["problems"]),
        "driver": drives | {parent[driver] for driver in drives if driver in parent},
        "grade": set(idea.get("grade_bands", [])),
        "role": set(idea.get("roles", [])),
        "group": set(idea.get("student_groups", [])),
        "evidence": {TIERS[idea["ratings"]["research"]["tier"]]},
        "found": {study["effect"] for study in studies} or {"none"},
        "studied": {locale.split("-")[0] for study in studies for locale in study.get("locales", [])} or {"unknown"},
        "practice": {RUNGS[idea["ratings"]["practice"]["rung"]]},
        "days": {"week" if days <= 5 else "month" if days <= 20 else "term" if days <= 60 else "longer"},
        "cost": {idea["effort"]["cost"]},
        "setting": set(idea.get("settings", [])),
        "case": cases or {"none"},
    }


def test_the_facets_of_the_data_are_those_of_the_menu(visit: Visit, real: Site) -> None:
    library = read_library(real)
    page = visit().go(real.url + "ideas/")
    boxes = page.evaluate("probes.choose({}, '')")["boxes"]
    listed = {
        f"{facet['id']} {value['id']}": value["count"] for facet in items(real, "facets") for value in facet["values"]
    }
    always = {name: count for name, count in listed.items() if not name.startswith("driver ")}
    assert {name: facts[0] for name, facts in boxes.items()} == always
    known = {facet["id"] for facet in items(real, "facets")}
    assert all(values.keys() == known for values in library.values.values()), (
        "say in _values() where a new facet comes from"
    )
    used = {f"{facet} {value}" for values in library.values.values() for facet in values for value in values[facet]}
    assert used <= listed.keys()
    assert len(library.values) > 20


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_lists_and_counts_are_those_of_the_data(visit: Visit, real: Site, seed: int) -> None:
    library = read_library(real)
    chance = random.Random(seed)  # noqa: S311
    page = visit().go(real.url + "ideas/")
    known = [[facet["id"], value["id"]] for facet in items(real, "facets") for value in facet["values"]]
    narrowed = 0
    for _ in range(COMBINATIONS // 3):
        choice, words = some_choice(chance, library, known)
        answer = page.evaluate("([choice, words]) => probes.choose(choice, words)", [choice, words])
        expected = library.fits(choice, words)
        assert sorted(answer["listed"]) == sorted(expected), (choice, words)
        narrowed += 0 < len(expected) < len(library.values)
        offered = {*choice.get("problem", [])}
        for facet, value in known:
            if facet == "driver" and library.driver_problem[value] not in offered:
                assert f"{facet} {value}" not in answer["boxes"]
                continue
            count = library.count(facet, value, choice, words)
            ticked = value in choice.get(facet, [])
            assert answer["boxes"][f"{facet} {value}"] == [count, count == 0 and not ticked, ticked], (
                choice,
                words,
                facet,
                value,
            )
    assert narrowed > COMBINATIONS // 12, "most choices narrow the list, or this test says little"


@pytest.mark.parametrize("seed", range(4))
def test_the_address_alone_brings_the_same_list(visit: Visit, real: Site, seed: int) -> None:
    library = read_library(real)
    known = [(facet["id"], value["id"]) for facet in items(real, "facets") for value in facet["values"]]
    choice, _ = some_choice(random.Random(100 + seed), library, [list(pair) for pair in known])  # noqa: S311
    page = visit().go(f"{real.url}ideas/?{urlencode(choice, doseq=True)}")
    assert sorted(page.evaluate("probes.listedToTheEnd()")) == sorted(library.fits(choice, ""))


def some_choice(chance: random.Random, library: Library, known: list[list[str]]) -> tuple[dict[str, list[str]], str]:
    """A few facets with a few values each, most of them values of one idea, so that something is found; or a word."""
    idea = chance.choice(sorted(library.values))
    choice: dict[str, list[str]] = {}
    for facet in chance.sample(sorted({facet for facet, _ in known}), chance.randint(0, 4)):
        own = sorted(library.values[idea][facet])
        others = [value for name, value in known if name == facet]
        picked = chance.sample(own, min(len(own), 1)) * (chance.random() < 0.8) + chance.sample(
            others, chance.randint(0, 2)
        )
        choice[facet] = sorted(set(picked))
    if "driver" in choice:  # a driver can be ticked only under its problem
        problems = {library.driver_problem[driver] for driver in choice["driver"]}
        choice["problem"] = sorted({*choice.get("problem", []), *problems})
    words = chance.choice(library.text[idea].split()) if chance.random() < 0.3 else ""
    return {facet: values for facet, values in choice.items() if values}, words
