"""A site's settings: the project's `mkdocs.yml` laid over the defaults of `generator/defaults/mkdocs.yml`."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import Location, Report, suggest
from generator.frame.engine import EngineError, engine_of, read_yaml_settings, versions, without_our_hooks
from generator.frame.fields import check_fields, check_once, check_size, fault_outside, outside, own_folder
from generator.frame.kept import kept_settings
from generator.model.library import Settings
from generator.project import PACKAGE, Project
from generator.text import own_html

__all__ = ["House", "find_setting", "read_house", "setting_location", "theme_folder"]

DEFAULTS = PACKAGE / "defaults" / "mkdocs.yml"
_ADDED_TO = ("extra_css", "extra_javascript")
_LISTS = ("nav", "hooks", *_ADDED_TO)
_OURS = (
    "docs_dir", "site_dir", "markdown_extensions", "INHERIT", "use_directory_urls", "strict",
    "exclude_docs", "draft_docs", "not_in_nav",
)  # fmt: skip
"""Settings that mean nothing to frames, since no text but ours passes through the engine."""
_MOST_BYTES = 1_000_000
"""A menu of ten thousand pages takes half of it; much more would take the reader minutes."""
_CALLS_OUT = {
    "theme.font": "fonts from Google",
    "extra.analytics": "a service that counts visits",
    "extra.consent": "a question about cookies, though the site sets none",
}


class House:
    """The settings of one site, as fields for the engine and as `Settings` for the pages."""

    def __init__(self, project: Project, fields: dict[str, Any], *, own_nav: bool) -> None:
        self.project = project
        self.fields = fields
        self.own_nav = own_nav

    def settings(self) -> Settings:
        """What pages need of the settings."""
        repository = str(self.fields.get("repo_url") or "").rstrip("/")
        address = str(self.fields.get("site_url") or "")
        return Settings(
            site_name=self.fields["site_name"],
            site_description=str(self.fields.get("site_description") or ""),
            site_url=address and address.rstrip("/") + "/",
            repo_url=repository,
            edit_uri=_edit_address(repository, self.fields.get("edit_uri")),
        )

    def for_engine(self, titles: Mapping[str, str], report: Report) -> tuple[dict[str, Any], list[str]]:
        """The fields that the engine is given, and the addresses of the pages that its menu names.

        `titles` has every page of the site; an entry of the project's own menu that is not among them is an error.
        """
        menu = _Menu(titles, strict=self.own_nav, project=self.project, report=report)
        fields = {key: value for key, value in self.fields.items() if key not in _OURS}
        fields["nav"] = list(menu.entries(fields.get("nav") or []))
        if not fields["nav"]:  # the engine would take an empty menu for one that lists all its pages
            fields["nav"] = list(menu.entries([{"Home": "index.md"}])) or [{"Home": "#"}]
        fields["use_directory_urls"] = True
        fields["hooks"] = without_our_hooks(fields.get("hooks") or [])
        fields["extra"] = dict(fields.get("extra") or {})
        fields["extra"]["footer"] = list(_footer(fields["extra"].get("footer") or [], titles))
        if "" not in menu.urls:
            fields["extra"].setdefault("homepage", ".")
        return fields, menu.urls

    def warn_of_calls(self, report: Report) -> None:
        """Say which settings are left out because the visitor's browser would call another site for them."""
        for setting, what in _CALLS_OUT.items():
            group, key = setting.split(".")
            if (self.fields.get(group) or {}).get(key):
                report.add(
                    "F603",
                    f"'{setting}' is left out: it would bring {what}",
                    setting_location(self.project, key),
                    "Pages here never call another site. Take the setting out.",
                )


def read_house(project: Project, report: Report, *, lasting: bool = True) -> House | None:
    """A project's settings, also of one without an `mkdocs.yml`; None when they cannot be used (see the report).

    What was read is kept for the next time where that is `lasting`.
    """
    try:
        # a link that leads nowhere is not to be taken for a project without settings
        if os.path.lexists(project.settings) and not project.settings.is_file():
            raise OSError(0, "it is not a file")
        if project.settings.exists() and project.settings.stat().st_size > _MOST_BYTES:
            raise OSError(0, f"it is larger than {_MOST_BYTES:,} bytes")
        fields, own_nav = kept_settings(project, DEFAULTS, _read, lasting=lasting)
    except EngineError as error:
        place = Location(project.relative(project.settings), error.line or 1, error.column)
        if error.key:
            place = setting_location(project, error.key)
        report.add("F601", str(error), place, "Compare the indentation and the quotes with the lines around it.")
        return None
    except OSError as error:
        report.add("F601", f"mkdocs.yml cannot be read: {error.strerror}", Location("mkdocs.yml"))
        return None
    try:
        check_fields(project, fields)
        versions(engine_of(fields))
    except EngineError as error:
        report.add("F601", str(error), setting_location(project, error.key))
        return None
    if fields["theme"].get("name") != "material":
        report.add(
            "F601",
            f"the theme '{fields['theme'].get('name')}' is not known here",
            setting_location(project, "theme"),
            "Write 'name: material', or leave the theme out.",
        )
        return None
    return House(project, fields, own_nav=own_nav)


def theme_folder(project: Project) -> Path | None:
    """The project's own folder of the theme, which may not be there; None where its settings name none inside it."""
    try:
        if b"custom_dir" not in project.settings.read_bytes():
            return None
        theme = read_yaml_settings(project.settings).get("theme")
    except (EngineError, OSError):
        return None
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    return own_folder(project, own) if isinstance(own, str) else None


def setting_location(project: Project, word: str) -> Location:
    """Where a word first stands in `mkdocs.yml`, or the file's first line."""
    return find_setting(project, word) or Location(project.relative(project.settings))


def find_setting(project: Project, word: str) -> Location | None:
    """Where a word first stands in `mkdocs.yml`, or None when it does not."""
    try:
        lines = project.settings.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    for number, line in enumerate(lines, start=1):
        if found := re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", line.partition(" #")[0]):
            return Location(project.relative(project.settings), number, found.start() + 1)
    return None


def _read(project: Project) -> tuple[dict[str, Any], bool]:
    """The settings, and whether the menu is the project's own."""
    own: dict[str, Any] = {}
    if project.settings.exists():
        own = read_yaml_settings(project.settings)
        check_once(project.settings.read_text(encoding="utf-8", errors="replace"))
    check_size(own)
    return _overlay(read_yaml_settings(DEFAULTS), own), "nav" in own


def _overlay(defaults: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    fields = {**defaults, **own}
    for group in ("theme", "extra"):
        given = own.get(group)
        given = {"name": given} if group == "theme" and isinstance(given, str) else given or {}
        if not isinstance(given, dict):
            raise EngineError(f"'{group}' must be fields, each on its own line below it")
        fields[group] = {**defaults[group], **given}
    for key in _LISTS:
        if not isinstance(given := own.get(key) or [], list):
            raise EngineError(f"'{key}' must be a list, each entry on its own line after '- '", key)
        if key in _ADDED_TO:
            fields[key] = defaults[key] + [entry for entry in given if entry not in defaults[key]]
    if isinstance(fields.get("copyright"), str):
        fields["copyright"] = own_html(fields["copyright"])
    return fields


def _edit_address(repository: str, edit_uri: object) -> str:
    """Where a source file is edited on the web; `edit_uri` may be an address or a path below the repository's."""
    if not repository or edit_uri == "":
        return ""
    if isinstance(edit_uri, str) and re.match(r"https?://", edit_uri):
        return edit_uri.rstrip("/") + "/"
    if isinstance(edit_uri, str):
        return f"{repository}/{edit_uri.strip('/')}/"
    host = repository.partition("://")[2].partition("/")[0]
    path = {"github.com": "edit/main", "gitlab.com": "-/edit/main"}.get(host)
    return f"{repository}/{path}/" if path else ""


def _footer(entries: list[Any], titles: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for entry in entries:
        for title, target in entry.items():
            if outside(target) or _address(target) in titles:
                yield {"title": title, "url": target if outside(target) else _address(target) or "."}


def _address(target: str) -> str:
    """The address of the page that a menu names by its file (`about/team.md`) or by its address (`about/team/`)."""
    path = target.strip("/")
    stem, extension = posixpath.splitext(path)
    if extension == ".md":
        path = posixpath.dirname(stem) if posixpath.basename(stem) in {"index", "README"} else stem
    return path + "/" if path else ""


class _Menu:
    """Turns the entries of `nav` into what the engine takes: every entry with a title, every page by its stub."""

    def __init__(self, titles: Mapping[str, str], *, strict: bool, project: Project, report: Report) -> None:
        self.titles = titles
        self.strict = strict
        self.project = project
        self.report = report
        self.urls: list[str] = []

    def entries(self, entries: list[Any]) -> Iterator[dict[str, Any]]:
        for entry in entries:
            pairs = entry.items() if isinstance(entry, dict) else [(None, entry)]
            for title, target in pairs:
                yield from self._entry(None if title is None else str(title), target)

    def _entry(self, title: str | None, target: object) -> Iterator[dict[str, Any]]:
        if title is not None and isinstance(target, list):
            if below := list(self.entries(target)):
                yield {title: below}
        elif not isinstance(target, str):
            entry = f"the menu's entry '{title}'" if title else "an entry of the menu"
            self._fault(f"{entry} names no page", title or "nav", "Write a path such as 'ideas/index.md'.")
        elif outside(target):
            if fault := fault_outside(target):
                self._fault(f"the menu's address '{target}' {fault}", target, "Write it as the browser shows it.")
            yield {title or target: target}
        elif (url := _address(target)) in self.titles:
            if url not in self.urls:
                self.urls.append(url)
            yield {title or self.titles[url]: f"{url}index.md"}
        elif self.strict:
            near = suggest(url, self.titles)
            self._fault(f"the menu names '{target}', and the site has no such page", target, near)

    def _fault(self, message: str, word: str, hint: str | None) -> None:
        self.report.add("F601", message, setting_location(self.project, word), hint)
