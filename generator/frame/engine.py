"""Has MkDocs draw pages of the theme. No other room but the hook knows MkDocs.

It is given stubs only: nothing that a contributor wrote ever passes through Python-Markdown, front matter or the
theme's templates.
"""

from __future__ import annotations

import html
import json
import logging
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.project import PACKAGE, Project

__all__ = ["Drawn", "EngineError", "draw", "read_yaml_settings", "versions"]

_OUR_HOOKS = ("generator", "mkdocs_hooks.py")
_ENGINE = ("mkdocs", "mkdocs-material")


class EngineError(Exception):
    """MkDocs refused; `key` is the setting at fault (or empty), `line` its line where MkDocs told it."""

    def __init__(self, message: str, key: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.key = key
        self.line = line


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the engine made: each stub's page, the files beside them, its words of warning."""

    pages: Mapping[str, str]
    files: Mapping[str, bytes]
    warnings: tuple[str, ...]


def versions() -> str:
    """The engine's and the theme's versions, as part of a cache's key."""
    from importlib.metadata import version

    return " ".join(f"{name} {version(name)}" for name in _ENGINE)


def read_yaml_settings(path: Path) -> dict[str, Any]:
    """The fields of an `mkdocs.yml` as MkDocs reads it, with `INHERIT` and `!ENV`.

    Raises EngineError with the line where the YAML is broken, OSError where the file cannot be read.
    """
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import yaml_load

    try:
        with path.open("rb") as file:
            fields = yaml_load(file)
    except ConfigurationError as error:
        mark = getattr(error.__context__, "problem_mark", None)
        problem = getattr(error.__context__, "problem", None) or str(error)
        raise EngineError(f"the YAML is broken: {problem}", line=mark.line + 1 if mark else None) from error
    if not isinstance(fields, dict):
        raise EngineError("the settings must be fields such as 'site_name: Our change ideas'", line=1)
    return fields


def draw(project: Project, fields: Mapping[str, Any], stubs: Mapping[str, Mapping[str, Any]]) -> Drawn:
    """Draw one page per stub (address -> front matter) with the site's settings.

    Raises EngineError where MkDocs or one of its plugins gives up.
    """
    with tempfile.TemporaryDirectory(prefix="changepack-frames-") as folder, _words() as words:
        docs, site = Path(folder, "docs"), Path(folder, "site")
        for url, front_matter in stubs.items():
            stub = docs / url / "index.md"
            stub.parent.mkdir(parents=True, exist_ok=True)
            # JSON is YAML too; the heading gives the theme an aim for its link that skips the menus
            stub.write_text(f"---\n{json.dumps(front_matter)}\n---\n# Content\n", encoding="utf-8")
        _build(project, {**fields, "docs_dir": str(docs), "site_dir": str(site)})
        names = {url: f"{url}index.html" for url in stubs}
        pages = {url: (site / name).read_text(encoding="utf-8") for url, name in names.items()}
        files = {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in sorted(site.rglob("*"))
            if path.is_file() and path.relative_to(site).as_posix() not in names.values()
        }
    return Drawn(pages, files, tuple(words))


def _build(project: Project, fields: dict[str, Any]) -> None:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's banner is for people who run MkDocs themselves
    from mkdocs.commands.build import build
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import MkDocsException

    # MkDocs takes a setting as a default or raises; whatever a plugin does wrong must reach the user as words too
    try:
        config = MkDocsConfig(config_file_path=str(project.settings))
        config.load_dict(fields)
        errors, _ = config.validate()
        for key, error in errors:
            raise EngineError(f"'{key}': {error}", key=key)
        _adjust(config)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        raise EngineError(str(error)) from error


def _adjust(config: Any) -> None:
    """What cannot be said in settings: our templates below the project's own, names as text."""
    from markupsafe import Markup

    ours = str(PACKAGE / "theme")
    if ours not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, ours)
    config.theme.static_templates.discard("404.html")  # the page for wrong addresses is ours
    config.site_name = Markup(html.escape(config.site_name))  # noqa: S704  (escaped right here)


def without_our_hooks(hooks: list[str]) -> list[str]:
    """A project's hooks less the one that runs us, be it of this copy of the generator or of another checkout."""
    return [hook for hook in hooks if Path(hook).parts[-2:] != _OUR_HOOKS]


@contextmanager
def _words() -> Iterator[list[str]]:
    """Collect what MkDocs logs as a warning, in place of printing it."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    before = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [Listener(logging.WARNING)], False
    try:
        yield said
    finally:
        logger.handlers, logger.propagate = before
