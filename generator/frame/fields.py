"""Settings that would do harm further on, found before anything is made of them.

The engine judges the settings that only it reads; here are those that we read ourselves, or that would take files from
outside the project into the site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.frame.engine import EngineError
from generator.project import Project

__all__ = ["check_fields"]

_MAX_NAME = 200
"""Characters of the site's name, which stands in every title and in the properties of every Word sheet."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def check_fields(project: Project, fields: Mapping[str, Any]) -> None:
    """Raises EngineError with the setting at fault."""
    name = fields["site_name"]
    if not isinstance(name, str):
        raise EngineError("'site_name' must be text; put it in quotes", "site_name")
    if not 0 < len(name.strip()) <= _MAX_NAME:
        raise EngineError(f"'site_name' must have 1 to {_MAX_NAME} characters", "site_name")
    for key in ("site_name", "site_description", "copyright"):
        if _CONTROL.search(str(fields.get(key) or "")):
            raise EngineError(f"'{key}' holds an invisible control character; type it again", key)
    if (own := fields["theme"].get("custom_dir")) is not None:
        _check_folder(project, own)
    footer = fields["extra"].get("footer") or []
    if not isinstance(footer, list) or not all(map(_is_link, footer)):
        raise EngineError("'footer' must be a list of entries such as '- Our team: about/team/'", "footer")


def _is_link(entry: object) -> bool:
    return isinstance(entry, dict) and all(isinstance(part, str) for pair in entry.items() for part in pair)


def _check_folder(project: Project, own: object) -> None:
    """All that lies in the theme's own folder is published: it must be a part of the project, without ways out."""
    if not isinstance(own, str) or _CONTROL.search(own):
        raise EngineError("'custom_dir' must be the name of a folder", "custom_dir")
    root, folder = project.root.resolve(), (project.root / own).resolve()
    if not folder.is_dir():
        raise EngineError(f"there is no folder '{own}'", "custom_dir")
    if root == folder or not folder.is_relative_to(root) or folder.is_relative_to(project.build.resolve()):
        raise EngineError(f"'{own}' is not a folder of its own inside the project", "custom_dir")
    for path in sorted(folder.rglob("*")):
        if not (path.is_dir() or path.is_file()) or path.is_symlink():
            name = path.relative_to(folder).as_posix()
            raise EngineError(f"'{own}/{name}' is a link to another place, or no plain file", "custom_dir")
