"""Settings that would do harm further on, found before anything is made of them.

The engine judges the settings that only it reads; here are those that we read ourselves, or that would take files from
outside the project into the site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.frame.engine import EngineError
from generator.project import Project
from generator.text import address_fault

__all__ = ["check_fields", "check_once", "check_size", "fault_outside", "outside", "own_folder"]

_MAX_NAME = 200
"""Characters of the site's name, which stands in every title and in the properties of every Word sheet."""
_MAX_DEPTH, _MAX_VALUES = 30, 100_000
"""Of fields and lists inside each other, and of all values, those of an anchor counted wherever they are repeated."""
_TEXTS = ("site_description", "site_author", "copyright", "site_url", "repo_url", "repo_name", "edit_uri")
_ADDRESSES = ("site_url", "repo_url", "edit_uri")
_KINDS: dict[str, tuple[Any, str]] = {
    "language": (str, "a word such as en"),
    "features": (list, "a list"),
    "palette": (dict | list, "fields, or a list of them"),
    "icon": (dict, "fields such as 'logo: material/sprout'"),
}
"""Settings of the theme -> what they are."""
_UNFIT = {
    "<": "and takes no HTML; that belongs in a template",
    '"': "which the theme does not take; write \u201c and \u201d instead",
}
"""Signs that the theme would take for more than text -> what to do."""
_SCRIPT = re.compile(r"[\x00-\x20]*(?:javascript|data|vbscript):", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Also those that turn the direction of writing: they would turn every page's title."""


def check_once(text: str) -> None:
    """Raises EngineError for a setting that stands in the file a second time: only the last would count."""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        named = re.match(r"([\w-]+):(?:\s|$)", line)
        if named and (first := seen.setdefault(named[1], number)) != number:
            raise EngineError(f"'{named[1]}' stands here a second time; first in line {first}", line=number)


def check_size(fields: Mapping[str, Any]) -> None:
    """Raises EngineError for settings that nobody could go through: anchors repeat each other, or even themselves."""
    count = 0
    left: list[tuple[object, int]] = [(fields, 0)]
    while left:
        value, depth = left.pop()
        count += 1
        if depth > _MAX_DEPTH or count > _MAX_VALUES:
            raise EngineError("lists or fields stand too deep inside each other, or too often", line=1)
        if isinstance(value, Mapping | list):
            inside = value.values() if isinstance(value, Mapping) else value
            left += [(item, depth + 1) for item in inside]


def check_fields(project: Project, fields: Mapping[str, Any]) -> None:
    """Raises EngineError with the setting at fault."""
    _check_texts(fields)
    _check_addresses(fields)
    _check_theme(fields["theme"])
    _check_footer(fields["extra"].get("footer") or [])
    for key in ("theme", "extra", "extra_css", "extra_javascript", "site_author"):
        _check_words(fields.get(key), key)
    if (own := fields["theme"].get("custom_dir")) is not None:
        _check_folder(project, own)
    for key in ("hooks", "extra_css"):
        if not all(isinstance(file, str) for file in fields.get(key) or []):
            raise EngineError(f"'{key}' must be a list of files", key)


def _check_texts(fields: Mapping[str, Any]) -> None:
    name = fields["site_name"]
    if not isinstance(name, str):
        raise EngineError("'site_name' must be text; put it in quotes", "site_name")
    if not 0 < len(name.strip()) <= _MAX_NAME:
        raise EngineError(f"'site_name' must have 1 to {_MAX_NAME} characters", "site_name")
    for key in _TEXTS:
        if not isinstance(fields.get(key), str | None):
            raise EngineError(f"'{key}' must be text; put it in quotes", key)
    for key in ("site_name", "site_description", "copyright"):
        if _CONTROL.search(fields.get(key) or ""):
            raise EngineError(f"'{key}' holds an invisible control character; type it again", key)


def _check_footer(footer: object) -> None:
    if not isinstance(footer, list) or not all(map(_is_link, footer)):
        raise EngineError("'footer' must be a list of entries such as '- Our team: about/team/'", "footer")
    for target in (target for entry in footer for target in entry.values() if outside(target)):
        if fault := fault_outside(target):
            raise EngineError(f"the footer's address '{target}' {fault}", "footer")


def _check_theme(theme: Mapping[str, Any]) -> None:
    """Settings on which the theme's templates would fail in words of their own."""
    for key, (kind, what) in _KINDS.items():
        if key in theme and not isinstance(theme[key], kind):
            raise EngineError(f"'{key}' must be {what}", key)
    if not re.fullmatch(r"[A-Za-z]+(?:[-_][A-Za-z]+)?", theme["language"]):
        raise EngineError(f"the theme has no language '{theme['language']}'", "language")
    for icon in theme.get("icon", {}).values():
        if isinstance(icon, str) and ".." in icon:
            raise EngineError(f"the theme has no icon '{icon}'", "icon")


def _check_words(value: object, key: str) -> None:
    """The theme sets these into its pages as they are, where an element would be one, and might run.

    So would what follows a quotation mark in an attribute. Names of fields get there too, as those of cookies do.
    """
    if isinstance(value, Mapping):
        for name, inside in value.items():
            if key != "footer":  # its names are words for people, and set into pages by our own template
                _check_words(name, key)
            _check_words(inside, str(name))
    elif isinstance(value, list):
        for inside in value:
            _check_words(inside, key)
    elif isinstance(value, str):
        for sign, why in _UNFIT.items():
            if sign in value:
                raise EngineError(f"'{key}' holds the sign '{sign}', {why}", key)
        if _SCRIPT.match(value):
            raise EngineError(f"'{key}' is an address that would run in the page; use one of the web", key)


def outside(target: str) -> bool:
    """Whether an entry of a menu leads away from the site."""
    return re.match(r"[a-z][a-z0-9+.-]*:|//", target, re.IGNORECASE) is not None


def fault_outside(target: str) -> str | None:
    """Why an entry of a menu must not lead there; None for the web, a mail address and what only a network reaches."""
    return address_fault(target) and address_fault(target, own=True)


def _check_addresses(fields: Mapping[str, Any]) -> None:
    """They stand in the links of every page. `edit_uri` may be the end of an address; `site_url` is a beginning."""
    for key in _ADDRESSES:
        address = fields.get(key) or ""
        if key == "edit_uri" and address and not re.match(r"[a-z]+:", address):
            address = f"https://repository.example/{address}"
        if address and (fault := address_fault(address, own=True)):
            raise EngineError(f"'{key}' {fault}", key)
        if key == "site_url" and (end := re.search(r"[?#]", address)):
            raise EngineError(f"'site_url' ends with a '{end[0]}...', to which no page can be added", key)


def _is_link(entry: object) -> bool:
    return isinstance(entry, dict) and all(isinstance(part, str) for pair in entry.items() for part in pair)


def own_folder(project: Project, name: str) -> Path | None:
    """The folder of the project's own theme, there or not; None where it is outside, or holds or is something else."""
    try:
        root, folder = project.root.resolve(), (project.root / name).resolve()
        folder.is_dir()
    except (OSError, ValueError):  # a name that no folder can have
        return None
    taken = folder.is_relative_to(project.build.resolve()) or project.holds_sources(folder)
    return folder if root in folder.parents and not taken else None


def _check_folder(project: Project, own: object) -> None:
    """All that lies in the theme's own folder is published: it must be a part of the project, without ways out."""
    if not isinstance(own, str) or _CONTROL.search(own):
        raise EngineError("'custom_dir' must be the name of a folder", "custom_dir")
    folder = own_folder(project, own)
    if folder is None:
        raise EngineError(f"'{own}' is not a folder of its own inside the project", "custom_dir")
    if not folder.is_dir():
        raise EngineError(f"there is no folder '{own}'", "custom_dir")
    for path in sorted(folder.rglob("*")):
        if not (path.is_dir() or path.is_file()) or path.is_symlink():
            name = path.relative_to(folder).as_posix()
            raise EngineError(f"'{own}/{name}' is a link to another place, or no plain file", "custom_dir")
