"""Lets plain `mkdocs build` and `mkdocs serve` give the whole site; named in `mkdocs.yml` under `hooks`.

MkDocs itself has no pages to build here. When it is done with nothing, the pipeline runs and its site takes the place
of MkDocs's output. `changepack build` and `changepack serve` do the same without the detour.
"""

from __future__ import annotations

import logging
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if str(Path(__file__).parents[1]) not in sys.path:  # a checkout that was not installed
    sys.path.append(str(Path(__file__).parents[1]))

from mkdocs.exceptions import Abort
from mkdocs.utils import clean_directory, get_build_datetime

from generator.diagnostics import Report
from generator.project import Project

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.hooks.changepack")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_UNUSED = "changepack-mkdocs-"
"""How the folder is called that MkDocs fills for nothing, so that it does not empty the site."""
_run = {"serving": False}
"""What MkDocs was started for; it says so once, then builds many times."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG001
    """Remember whether this is a preview."""
    _run["serving"] = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Keep MkDocs from looking for pages, and from emptying the site before a new one is ready."""
    config.nav = None
    if Path(config.site_dir) == _project(config).site:
        config.site_dir = tempfile.mkdtemp(prefix=_UNUSED)
    return config


def on_post_build(config: MkDocsConfig) -> None:
    """Build the site and put it where MkDocs's output belongs; with a fault, the old site stays."""
    from generator.pipeline import build

    project = _project(config)
    output = Path(config.site_dir)
    elsewhere = not output.name.startswith(_UNUSED)
    if not elsewhere:
        shutil.rmtree(output)
    built = build(project, get_build_datetime().date(), strict=bool(config.strict))
    _tell(built.report)
    if built.site is None and not _run["serving"]:
        raise Abort("The site was not built; an older one, if there is any, is as it was.")
    if elsewhere and project.site.exists():
        clean_directory(str(output))
        shutil.copytree(project.site, output, dirs_exist_ok=True)
        if _run["serving"]:
            _allow_live_reload(output)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG001
    """Watch the site's sources too, and a theme of the project's own."""
    from generator.watch import followed

    for folder in followed(_project(config)):
        if folder.is_dir():
            server.watch(str(folder))
    return server


def _project(config: MkDocsConfig) -> Project:
    return Project(Path(config.config_file_path).resolve().parent)


def _tell(report: Report) -> None:
    for severity, text in report.texts():
        log.log(logging.ERROR if severity == "error" else logging.WARNING, text)


def _allow_live_reload(output: Path) -> None:
    """MkDocs's preview puts inline script into each page it sends, which the pages' own policy forbids."""
    for file in output.rglob("*.html"):
        file.write_text(_POLICY.sub("", file.read_text(encoding="utf-8"), count=1), encoding="utf-8")
