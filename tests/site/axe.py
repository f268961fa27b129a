"""The rules of accessibility, run in the page: axe-core, as `npm ci` brings it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.sites import HERE

__all__ = ["faults_of"]

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """
(options) => axe.run(document, options).then(({violations}) => violations.flatMap((rule) =>
  rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.html.slice(0, 160)}: ${node.failureSummary}`)))
"""


@cache
def _script() -> str:
    path = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.fail("axe-core is missing: 'make test' installs it, or: npm ci")
    return path.read_text(encoding="utf-8")


def faults_of(page: Page, *, only: str = "", without: str = "") -> list[str]:
    """What breaks WCAG 2.2 A and AA or good practice on the page as it is now; all rules, one, or all but one."""
    page.evaluate(f"window.axe || {_script()}")
    options: dict[str, Any] = {
        "runOnly": {"type": "rule", "values": [only]} if only else {"type": "tag", "values": _TAGS},
        "rules": {without: {"enabled": False}} if without else {},
        "resultTypes": ["violations"],
        "preload": False,
    }
    found: list[str] = page.evaluate(_RUN, options)
    return found
