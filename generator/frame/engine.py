"""Has an engine draw pages of the theme: MkDocs, ProperDocs or Zensical, as `extra.engine` in the settings says.

The engine runs as a program of its own, in a folder made for it, so that the three are asked in the same way and none
is ever loaded beside us. It is given stubs only: nothing that a contributor wrote ever passes through Python-Markdown,
front matter or the theme's templates, and names of the site and its menu stand there as marks. No other room but the
hook knows engines.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from generator.project import PACKAGE, Project

__all__ = [
    "ENGINES",
    "Drawn",
    "EngineError",
    "draw",
    "engine_of",
    "read_yaml_settings",
    "versions",
    "without_our_hooks",
]

ENGINES = {
    "mkdocs": ("mkdocs", "mkdocs-material"),
    "properdocs": ("properdocs", "mkdocs-material"),
    "zensical": ("zensical",),
}
"""What `extra.engine` may name, which is also the name of the program -> the packages that its pages depend on."""

_OUR_HOOKS = ("generator", "mkdocs_hooks.py")
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "COLUMNS": "0", "NO_COLOR": "1"}
"""No banners for people who run an engine themselves, and messages on one line each."""
_WARNING = re.compile(r"^(?:WARNING +- +|Warning: )(.*)", re.MULTILINE)
_ERROR = re.compile(r"^(?:ERROR +- +|Error: )(.*)", re.MULTILINE)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_SETTING = re.compile(r"(?:Config value )?'(\w+)'")
_OF_THE_MACHINE = re.compile(r"^OSError: \[Errno (\d+)\] ([^:'\n]+)", re.MULTILINE)
"""How Python ends where the disk is full or fails; what is missing or forbidden has names of its own."""
_NOT_FOUND = re.compile(r"'(?:partials/(language)s/|\.(icon)s/)(.+?)\.(?:html|svg)' not found.*")
_IN_PLAIN_WORDS = {
    "mapping values are not allowed here": "a second colon stands on this line, or none on the line above",
    "found character '\\t' that cannot start any token": "a Tab stands here, where only spaces may",
    **dict.fromkeys(
        (
            "expected the node content, but found '<stream end>'",
            "expected ',' or ']', but got '<stream end>'",
            "expected ',' or '}', but got '<stream end>'",
        ),
        "the file ends here, and a bracket above is still open",
    ),
    **dict.fromkeys(
        ("expected ',' or ']', but got ':'", "expected ',' or '}', but got ':'"),
        "a bracket above is still open, or a comma is missing between two entries in it",
    ),
    "expected <block end>, but found '<scalar>'": "something stands behind a value that has ended, perhaps in quotes",
    "found unexpected end of stream": "the file ends here, and a quotation mark above is still open",
}
"""The commonest complaints of the YAML reader."""
_OF_PYTHON = object()
"""Stands for what a YAML tag says in terms of Python; no setting that we pass on may hold it."""


class EngineError(Exception):
    """The engine refused; `key` is the setting at fault (or empty), `line` and `column` where that was told."""

    def __init__(self, message: str, key: str = "", line: int | None = None, column: int = 1) -> None:
        super().__init__(message)
        self.key = key
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the engine made: each stub's page, the files beside them, its words of warning."""

    pages: Mapping[str, str]
    files: Mapping[str, bytes]
    warnings: tuple[str, ...]


def engine_of(fields: Mapping[str, Any]) -> str:
    """The engine that the settings name. Raises EngineError when nobody knows it."""
    engine = fields["extra"].get("engine")
    if not isinstance(engine, str) or engine not in ENGINES:
        raise EngineError(f"the engine '{engine}' is not known here, only {', '.join(ENGINES)}", key="engine")
    return engine


def versions(engine: str) -> str:
    """The engine's and the theme's versions, as part of a cache's key. Raises EngineError when it is not installed."""
    try:
        return " ".join(f"{name} {metadata.version(name)}" for name in ENGINES[engine])
    except metadata.PackageNotFoundError as error:
        raise EngineError(
            f"'{error.name}' is not installed here; try: pip install {error.name}", key="engine"
        ) from None


def read_yaml_settings(path: Path) -> dict[str, Any]:
    """The fields of an `mkdocs.yml` as MkDocs reads it, with `INHERIT` and `!ENV`, but without running anything.

    Raises EngineError with the line where the YAML is broken, OSError where the file cannot be read.
    """
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    loader = get_yaml_loader()
    for tag in list(loader.yaml_multi_constructors):  # `!!python/object/apply:` would call any function
        loader.add_multi_constructor(tag, lambda *_: _OF_PYTHON)
    try:
        with path.open("rb") as file:
            fields = yaml_load(file, loader)
    except RecursionError as error:
        raise EngineError("lists or fields stand too deep inside each other", line=1) from error
    except (TypeError, AttributeError) as error:  # MkDocs looks for INHERIT in whatever it was given
        message = "the settings must be fields such as 'site_name: Our change ideas', and 'INHERIT' the name of a file"
        raise EngineError(message, "INHERIT", line=1) from error
    except ValueError as error:  # a day that no calendar has, a number of a thousand digits
        raise EngineError(f"put a value in quotes that is no date and no number: {error}", line=1) from error
    except ConfigurationError as error:
        if error.__context__ is None:  # MkDocs says so itself: the file named under INHERIT is not there
            raise EngineError(str(error), "INHERIT") from error
        fault = error.__context__
        mark = getattr(fault, "problem_mark", None)
        if mark is None and (position := getattr(fault, "position", None)) is not None:
            message = "the file is not UTF-8 text, or holds a hidden character; save it again with the encoding 'UTF-8'"
            raise EngineError(message, line=path.read_bytes()[:position].count(b"\n") + 1) from error
        problem = getattr(fault, "problem", None) or str(error)
        message = f"the YAML is broken: {_IN_PLAIN_WORDS.get(problem, problem)}"
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, 1)
        raise EngineError(message, line=line, column=column) from error
    if not isinstance(fields, dict):
        raise EngineError("the settings must be fields such as 'site_name: Our change ideas'", line=1)
    return fields


def draw(project: Project, fields: Mapping[str, Any], stubs: Mapping[str, Mapping[str, Any]]) -> Drawn:
    """Draw one page per stub (address -> front matter) with the site's settings.

    Raises EngineError where the engine or one of its plugins gives up, OSError where the machine does.
    """
    names = _Names()
    # one builder at a time holds the place of a site, so what else is there under its name is of one that was killed
    prefix = f"changepack-frames-{hashlib.sha256(os.fsencode(project.site)).hexdigest()[:16]}-"
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=prefix) as place:
        folder = Path(place).absolute()  # the engine runs elsewhere, and TMPDIR may be any name
        for url, front_matter in stubs.items():
            stub = folder / "docs" / url / "index.md"
            stub.parent.mkdir(parents=True, exist_ok=True)
            # JSON is YAML too; the heading gives the theme an aim for its link that skips the menus
            stub.write_text(f"---\n{json.dumps(front_matter)}\n---\n# Content\n", encoding="utf-8")
        _lay_out_theme(project, fields["theme"].get("custom_dir"), folder / "theme")
        settings = _settings(project, fields, names.mark)
        warnings = _run(engine_of(fields), project, _write(settings, folder / "mkdocs.yml"))
        drawn = {
            path.relative_to(folder / "site").as_posix(): path.read_bytes()
            for path in sorted((folder / "site").rglob("*"))
            if path.is_file()
        }
    pages = {url: names.put_back(drawn.pop(f"{url}index.html", b"").decode()) for url in stubs}
    return Drawn(pages, drawn, warnings)


class _Names:
    """Marks that stand for names while the engine draws: each engine escapes text in its own way, or not at all."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}

    def mark(self, name: str) -> str:
        mark = f"cp{secrets.token_hex(16)}"
        self.of[mark] = html.escape(name)
        return mark

    def put_back(self, page: str) -> str:
        return re.sub("|".join(self.of), lambda found: self.of[found[0]], page)


def _settings(project: Project, fields: Mapping[str, Any], mark: Callable[[str], str]) -> dict[str, Any]:
    """What the engine is given: the site's fields, with places as they are in its folder and names as marks."""

    def marked(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            {mark(title): marked(below) if isinstance(below, list) else below}
            for entry in entries
            for title, below in entry.items()
        ]

    names = {key: mark(fields[key]) for key in ("site_name", "repo_name") if fields.get(key)}
    extra = dict(fields["extra"])
    extra["footer"] = [{**link, "title": mark(link["title"])} for link in extra["footer"]]
    return {
        **fields,
        **names,
        "nav": marked(fields["nav"]),
        "extra": extra,
        "hooks": [str(project.root / hook) for hook in fields["hooks"]],
        "theme": {**fields["theme"], "custom_dir": "theme"},
        "docs_dir": "docs",
        "site_dir": "site",
    }


def _write(settings: Mapping[str, Any], path: Path) -> Path:
    try:
        path.write_text(json.dumps(settings), encoding="utf-8")
    except TypeError as error:  # a value that only Python knows, by a YAML tag
        raise EngineError("a setting is neither text, number, list nor fields; put a date in quotes") from error
    return path


def _lay_out_theme(project: Project, own: str | None, folder: Path) -> None:
    """Our templates and files, and over them the project's own."""
    try:
        shutil.copytree(PACKAGE / "theme", folder)
        if own:
            shutil.copytree(project.root / own, folder, dirs_exist_ok=True)
    except shutil.Error as error:  # a list: for each file from where, to where, and why not
        raise OSError(0, error.args[0][0][2]) from None


def _run(engine: str, project: Project, settings: Path) -> tuple[str, ...]:
    """Have the engine build what lies beside its settings; its warnings."""
    ended = subprocess.run(
        [sys.executable, "-P", "-m", engine, "build", "--config-file", str(settings)],
        cwd=project.root,
        env={**os.environ, **_QUIET},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    said = _COLOUR.sub("", ended.stdout + ended.stderr)
    if ended.returncode:
        if machine := _OF_THE_MACHINE.search(said):
            raise OSError(int(machine[1]), machine[2])
        faults = _ERROR.findall(said) or said.strip().splitlines()[-1:] or [f"{engine} ended with {ended.returncode}"]
        if missing := _NOT_FOUND.search(faults[0]):
            kind = missing[1] or missing[2]
            raise EngineError(f"the theme has no {kind} '{missing[3]}'", key=kind)
        setting = _SETTING.search(faults[0])
        raise EngineError("; ".join(faults), key=setting[1] if setting else "")
    return tuple(_WARNING.findall(said))


def without_our_hooks(hooks: list[str]) -> list[str]:
    """A project's hooks less the one that runs us, be it of this copy of the generator or of another checkout."""
    return [hook for hook in hooks if Path(hook).parts[-2:] != _OUR_HOOKS]
