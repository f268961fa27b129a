"""The rules of accessibility, run in the page: axe-core, as `npm ci` brings it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.sites import HERE

__all__ = ["faults_of"]

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_EXPLAINED = {
    "imgNode": "letters of a picture take the colour of the text around it (currentColor), which is checked",
    "bgOverlap": "the header that stays on top lies over it just now",
    "elmPartiallyObscured": "half of it lies outside of a region that scrolls",
    "elmPartiallyObscuring": "it stands over another part of a region that scrolls",
    "nonBmp": "a sign such as a tick takes the colour of the words beside it",
    "emptyValue": "what will be written there takes the colour of the text around it",
}
"""What axe leaves to people to judge, by the key of its message, and the judgement."""
_SET_UP = """
const asUsual = {ignoreUnicode: true, ignorePseudo: false, boldValue: 700, boldTextPt: 14, largeTextPt: 18,
  contrastRatio: {normal: {expected: 4.5}, large: {expected: 3}}, pseudoSizeThreshold: 0.25,
  shadowOutlineEmMax: 0.2, textStrokeEmMin: 0.03};
axe.configure({checks: [{id: "color-contrast", options: {...asUsual, ignoreLength: true}}]}); // a digit is text too
"""
_RUN = """
([options, explained]) => axe.run(document, options).then(({violations, incomplete}) => {
  const tell = (rule, node) => `${rule.id}: ${node.target.join(" ")}: ${node.html.slice(0, 160)}: ${node.failureSummary}`;
  const isOpen = (node) => [...node.any, ...node.all, ...node.none].some((check) => !explained.includes(check.data?.messageKey));
  return [
    ...violations.flatMap((rule) => rule.nodes.map((node) => tell(rule, node))),
    ...incomplete.flatMap((rule) => rule.nodes.filter(isOpen).map((node) => "undecided " + tell(rule, node))),
  ];
})
"""


@cache
def _script() -> str:
    path = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.fail("axe-core is missing: 'make test' installs it, or: npm ci")
    return f"if (!window.axe) {{ {path.read_text(encoding='utf-8')}\n{_SET_UP} }}"


def faults_of(page: Page, *, only: str = "", without: str = "") -> list[str]:
    """What breaks WCAG 2.2 A and AA or good practice on the page as it is now, and what axe cannot decide.

    All rules, one, or all but one.
    """
    page.evaluate(_script())
    options: dict[str, Any] = {
        "runOnly": {"type": "rule", "values": [only]} if only else {"type": "tag", "values": _TAGS},
        "rules": {without: {"enabled": False}} if without else {},
        "resultTypes": ["violations", "incomplete"],
        "preload": False,
    }
    found: list[str] = page.evaluate(_RUN, [options, list(_EXPLAINED)])
    return found
