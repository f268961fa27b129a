"""The house keeps its own rules: who may import whom, where each library lives, how large a room may be."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[1] / "generator"
MODULES = {
    ".".join(path.relative_to(GENERATOR.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(GENERATOR.rglob("*.py"))
}

STAGES = ("load", "validate", "link", "rate", "render", "frame", "assemble", "check", "publish")
GROUND = ("codes", "diagnostics", "epoch", "text", "project")
MIDDLE = ("model", "improvement", "known", "memory", "reads", "search", "store")
COMMANDS = ("new", "show", "schemas", "doctor", "runchart", "tables", "watch", "serve", "mkdocs_hooks")
ENTRANCE = ("cli", "__main__")
FLOORS = (GROUND, MIDDLE, STAGES, ("pipeline",), COMMANDS, ENTRANCE)
"""A room may use rooms on lower floors; `new`, `show` and `runchart` reach the stages directly for one record."""

HOMES = {
    "yaml": {"generator.load.yaml_events"},
    "markdown_it": {"generator.text"},
    "nh3": {"generator.text"},
    "jinja2": {"generator.render.environment"},
    "pandas": {"generator.tables"},
    "docx": {"generator.render.worksheet_template"},
    "mkdocs": {"generator.frame", "generator.mkdocs_hooks"},
}
"""Library -> the only modules, or packages, that import it."""

MOST_LINES = 320
MOST_LINES_OF_A_FUNCTION = 45


def imported(path: Path) -> Iterator[str]:
    """Full names of everything that a module imports, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(module: str) -> str:
    """The part of the house that a module belongs to: `generator.load.tables` to `load`."""
    return [*module.split("."), ""][1]


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def our_rooms(path: Path) -> set[str]:
    return {room(name) for name in imported(path) if name in MODULES and room(name)}


@pytest.mark.parametrize("module", [module for module in MODULES if room(module)])
def test_a_room_uses_only_rooms_below_it(module: str) -> None:
    here = room(module)
    for other in our_rooms(MODULES[module]) - {here}:
        assert floor(other) <= floor(here), f"{module} reaches up to {other}"


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) in STAGES])
def test_stages_do_not_import_each_other(module: str) -> None:
    others = (our_rooms(MODULES[module]) & set(STAGES)) - {room(module)}
    assert not others, f"{module} imports the stage {', '.join(others)}"


def test_no_module_takes_part_in_a_circle() -> None:
    graph = {
        module: {name for name in imported(path) if name in MODULES} - {module} for module, path in MODULES.items()
    }
    while graph:
        free = [module for module, needs in graph.items() if not needs & graph.keys()]
        assert free, f"a circle of imports among {sorted(graph)}"
        for module in free:
            del graph[module]


@pytest.mark.parametrize("library", HOMES)
def test_each_library_has_one_home(library: str) -> None:
    users = {
        module
        for module, path in MODULES.items()
        if any(name == library or name.startswith(library + ".") for name in imported(path))
    }
    assert users
    for user in users:
        assert any(user == home or user.startswith(home + ".") for home in HOMES[library]), f"{user} imports {library}"


@pytest.mark.parametrize("module", MODULES)
def test_rooms_are_small(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= MOST_LINES_OF_A_FUNCTION, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("module", MODULES)
def test_public_names_are_there_and_explained(module: str) -> None:
    loaded = importlib.import_module(module) if module != "generator.__main__" else None
    assert loaded is None or loaded.__doc__, "a module says what its room is for"
    for name in getattr(loaded, "__all__", ()):
        assert hasattr(loaded, name), f"{module} lacks {name}"


@pytest.mark.parametrize("module", [module for module in MODULES if room(module)])
def test_what_one_module_takes_from_another_is_public_there(module: str) -> None:
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and room(node.module or "") and node.module in MODULES:
            taken = {alias.name for alias in node.names if f"{node.module}.{alias.name}" not in MODULES}
            assert taken <= set(importlib.import_module(node.module).__all__), f"{module} takes {taken}"


def test_the_clock_is_read_only_by_the_command_line() -> None:
    clocks = ("now", "today", "utcnow", "time_ns")
    for module, path in MODULES.items():
        if room(module) in ENTRANCE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in clocks, f"{module} looks at the clock in line {node.lineno}"


def test_templates_and_theme_hold_no_way_around_the_walls() -> None:
    for template in (GENERATOR / "templates").rglob("*.j2"):
        text = template.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), template
        assert "autoescape" not in text, template


def test_the_map_of_the_house_names_every_room() -> None:
    rooms = {path.stem for path in GENERATOR.iterdir() if path.is_dir() or path.suffix == ".py"}
    rooms -= {"__init__", "__main__", "__pycache__"}
    named = set(re.findall(r"`(\w+)", importlib.import_module("generator").__doc__ or ""))
    assert rooms <= named
