"""What axe does not look at: hints in empty fields, the edges of fields, lines of diagrams (WCAG 1.4.3, 1.4.11)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Visit
from tests.site.sites import KINDS, Site

TOOLS = [kind for kind in KINDS if kind.startswith("tools/")]
FIELDS = "#content :is(input:not([type=radio], [type=checkbox], [type=file]), select, textarea)"


def faint(page: Page, selector: str, colour: str, least: float, pseudo: str | None = None) -> list[str]:
    """The elements whose colour hardly stands out from their ground."""
    found: list[str] = page.locator(selector).evaluate_all(
        """(all, [colour, least, pseudo]) => all.filter((one) => one.checkVisibility())
            .filter((one) => probes.standsOut(one, colour, pseudo) < least).map((one) => one.outerHTML.slice(0, 110))""",
        [colour, least, pseudo],
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hints_and_edges_of_fields_are_seen(look: Visit, sample: Site, scheme: str) -> None:
    visitor = look(color_scheme=scheme)
    for kind in ("ideas", *TOOLS):
        page = visitor.go(sample.url + sample.of_kind(kind))
        page.evaluate("probes.unfold()")
        assert faint(page, f"{FIELDS}[placeholder]", "color", 4.5, "::placeholder") == []
        # the fields of a table have its lines for edges
        assert faint(page, f"{FIELDS}:not([data-cell])", "borderBottomColor", 3) == []
        assert faint(page, ".cp-cells [data-row] td", "borderBottomColor", 3) == []
        assert faint(page, ".cp-cells [data-row] td + td", "borderLeftColor", 3) == []


def test_the_first_field_of_a_run_chart_has_its_upper_edge(look: Visit, sample: Site) -> None:
    head = look().go(sample.url + "tools/run-chart/").locator(".cp-cells thead th").first
    assert head.evaluate("(cell) => getComputedStyle(cell).boxShadow") != "none"
    collapse = "(cell) => getComputedStyle(cell.closest('table')).borderCollapse"
    assert head.evaluate(collapse) == "separate", "where borders collapse, a browser draws no shadow of a cell"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lines_of_a_driver_diagram_are_seen(look: Visit, sample: Site, scheme: str) -> None:
    page = look(color_scheme=scheme).go(sample.url + sample.of_kind("package"))
    lines = ".cp-diagram-tree ol > li"
    assert page.locator(lines).count() > 2
    assert faint(page, lines, "borderTopColor", 3, "::after") == []


def test_what_is_faint_would_be_noticed(look: Visit, sample: Site) -> None:
    page = look().go(sample.url)
    page.evaluate("probes.add('<p><font color=\"#bbbbbb\">Hardly to be seen</font></p>')")
    assert len(faint(page, "font", "color", 4.5)) == 1
