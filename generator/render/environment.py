"""The one Jinja environment: everything is escaped, a missing name is an error, templates come from one folder only.

The only module that imports jinja2. Not for what pages say (`pages/`) and not for making HTML by hand: safe HTML comes
from `text` and `pictures`, everything else is escaped here.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.nativetypes import NativeCodeGenerator
from markupsafe import Markup

from generator.project import PACKAGE
from generator.render.escaping import escaped
from generator.text import ROOT

__all__ = ["draw", "environment", "macro"]

_COMPILED = "finalized-%s.cache"
"""Names of compiled templates. Older versions of ours had Jinja's own ones, which escape what is escaped already."""


class _Environment(Environment):
    """Prints what `finalize` gives, which is escaped, and does not escape it once more."""

    code_generator_class = NativeCodeGenerator


@cache
def environment() -> Environment:
    """The environment of all pages; templates are compiled once in a process."""
    compiled = PACKAGE / "templates" / "__pycache__"
    with suppress(OSError):
        compiled.mkdir(exist_ok=True)
    writable = os.access(compiled, os.W_OK)
    made = _Environment(
        loader=FileSystemLoader(PACKAGE / "templates"),
        bytecode_cache=FileSystemBytecodeCache(str(compiled), _COMPILED) if writable else None,
        extensions=[_RootAsItIs],
        autoescape=True,
        undefined=StrictUndefined,
        finalize=escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals = {"range": range}  # each page and each import goes through all of them
    return made


class _RootAsItIs(Extension):
    """Puts the mark of the site's root into the templates themselves: a page prints it some two hundred times."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return source.replace("{{ root }}", ROOT)


def draw(template: str, context: dict[str, Any]) -> str:
    """A page body from the template `pages/<template>.html.j2`."""
    return environment().get_template(f"pages/{template}.html.j2").render(context)


def macro(partial: str, name: str) -> Callable[..., Markup]:
    """A macro of the template `partials/<partial>.html.j2`, for pieces that many pages show alike."""
    found: Callable[..., Markup] = getattr(environment().get_template(f"partials/{partial}.html.j2").module, name)
    return found
