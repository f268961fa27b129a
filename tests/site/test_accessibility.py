"""Every kind of page keeps the rules of WCAG 2.2 A and AA: wide and narrow, light and dark, forced colours, paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from generator.render import PAGE_TYPES
from tests.site.axe import faults_of
from tests.site.conftest import Visit
from tests.site.sites import KINDS, Site
from tests.site.visitor import PHONE, WIDE, settle

NARROW: ViewportSize = {"width": 320, "height": 1024}
"""Also what a window of 1280 pixels is at 400 % zoom."""
CONTRAST = "color-contrast"


def see(page: Page, size: ViewportSize, **media: Any) -> Page:
    """See the page at another size or with other colours."""
    page.set_viewport_size(size)
    page.emulate_media(**media)
    settle(page)
    return page


def test_both_sites_have_a_page_of_every_type(real: Site, sample: Site) -> None:
    assert real.page_of_type.keys() == sample.page_of_type.keys() == PAGE_TYPES.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_no_rule_is_broken_in_any_way_to_read_a_page(look: Visit, sample: Site, kind: str) -> None:
    page = look().go(sample.url + sample.of_kind(kind))
    page.evaluate("probes.unfold()")
    found = {
        "wide, light": faults_of(page),
        "wide, dark": faults_of(see(page, WIDE, color_scheme="dark"), only=CONTRAST),
        "narrow, dark": faults_of(see(page, NARROW)),
        # what colours are forced is the reader's choice; that nothing vanishes is looked at below
        "narrow, forced colours": faults_of(see(page, NARROW, forced_colors="active"), without=CONTRAST),
        "paper": faults_of(see(page, WIDE, forced_colors="none", media="print"), only=CONTRAST),
    }
    assert {mode: faults for mode, faults in found.items() if faults} == {}


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_no_rule_is_broken_with_real_content(look: Visit, real: Site, page_type: str) -> None:
    # Contrast takes most of the time and does not depend on the content: the test above looks at it.
    page = look(viewport=PHONE).go(real.url + real.page_of_type[page_type])
    assert faults_of(page, without=CONTRAST) == []


def test_no_rule_is_broken_while_the_menu_is_used(look: Visit, sample: Site) -> None:
    page = look(color_scheme="dark").go(sample.url + "ideas/?problem=grades&role=teacher")
    assert page.locator(".cp-chips").is_visible()
    assert faults_of(page) == []
    page.get_by_role("radio", name="Matrix").check()
    assert page.get_by_role("table").is_visible()
    assert faults_of(page) == []
    page.get_by_label("Find by words").fill("nothing has this")
    assert page.get_by_text("No idea fits all of this").is_visible()
    assert faults_of(see(page, PHONE, color_scheme="light")) == []


def spoken(page: Page, selector: str) -> list[tuple[str, str, str]]:
    """Role, name and politeness of all that a screen reader gets of a part of the page, as the browser tells it."""
    asked = page.context.new_cdp_session(page)
    root = asked.send("DOM.getDocument")["root"]["nodeId"]
    part = asked.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    nodes = asked.send("Accessibility.queryAXTree", {"nodeId": part})["nodes"]
    asked.detach()
    live = [{each["name"]: each["value"].get("value") for each in node.get("properties", [])} for node in nodes]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", "").strip(), str(more.get("live", "")))
        for node, more in zip(nodes, live, strict=True)
        if not node["ignored"]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_can_be_used_has_a_name_and_places_are_told_apart(look: Visit, sample: Site, kind: str) -> None:
    page = look().go(sample.url + sample.of_kind(kind))
    told = spoken(page, "body")
    used = {"button", "link", "textbox", "searchbox", "checkbox", "radio", "combobox", "spinbutton", "slider", "image"}
    assert [line for line in told if line[0] in used and not line[1]] == []
    places = [line[:2] for line in told if line[0] in {"main", "banner", "contentinfo", "search", "navigation"}]
    assert sorted(set(places)) == sorted(places)
    assert [role for role, _ in places].count("main") == 1
    assert [role for role, _, _ in told].count("heading") >= 1


def test_what_changes_is_told_politely(look: Visit, sample: Site) -> None:
    page = look().go(sample.url + "ideas/")
    before = {line for line in spoken(page, "#content") if line[2] == "polite"}
    assert "status" in {role for role, _, _ in before}
    text = page.get_by_role("status").first.inner_text()
    page.get_by_label("Find by words").fill("nothing has this")
    expect(page.get_by_role("status").first).not_to_have_text(text)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith("tools/")])
def test_where_something_will_be_told_there_is_a_place_for_it_before(look: Visit, sample: Site, kind: str) -> None:
    """A place that comes together with its words may be passed over by a screen reader."""
    page = look().go(sample.url + kind)
    page.evaluate("probes.unfold()")
    missing = "(all) => all.filter((one) => !one.hidden && !one.checkVisibility()).map((one) => one.outerHTML)"
    assert page.locator("#content [role=status]:not([hidden] *)").evaluate_all(missing) == []


def test_a_table_that_is_laid_out_as_a_grid_is_still_told_as_a_table(look: Visit, sample: Site) -> None:
    page = look(viewport=NARROW).go(sample.url + "evidence/")
    assert page.locator(".cp-dots tr").first.evaluate("(row) => getComputedStyle(row).display") == "grid"
    roles = [role for role, _, _ in spoken(page, ".cp-dots table")]
    for role, selector in {"row": "tr", "columnheader": "thead th", "rowheader": "tbody th", "cell": "td"}.items():
        assert roles.count(role) == page.locator(f".cp-dots table >> nth=0 >> {selector}").count() > 0


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_rule_is_broken_while_searching(look: Visit, sample: Site, size: ViewportSize) -> None:
    page = look(viewport=size).go(sample.url)
    page.get_by_role("textbox", name="Search").focus()
    page.keyboard.type("student")
    page.locator(".md-search-result__link").first.wait_for()
    assert faults_of(see(page, size)) == []
    assert faults_of(see(page, size, color_scheme="dark")) == []


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        ("image-alt", '<img src="assets/images/favicon.png">'),
        ("label", '<input type="text">'),
        ("heading-order", "<h1>One</h1><h5>Five</h5>"),
        ("link-name", '<a href="#s"></a>'),
        ("target-size", "<p><button>i</button><button>i</button></p><style>button {width: 9px; height: 9px}</style>"),
        ("color-contrast", '<p><font color="#bbbbbb">Hardly to be seen</font></p>'),
    ],
)  # fmt: skip
def test_a_broken_rule_would_be_noticed(look: Visit, sample: Site, rule: str, html: str) -> None:
    page = look(bypass_csp=True).go(sample.url)
    page.evaluate("(html) => probes.add(html)", html)
    assert rule in {fault.partition(":")[0] for fault in faults_of(page)}
