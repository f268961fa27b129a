"""Every kind of page keeps the rules of WCAG 2.2 A and AA: wide and narrow, light and dark, forced colours, paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

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


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_rule_is_broken_while_searching(look: Visit, sample: Site, size: ViewportSize) -> None:
    page = look(viewport=size).go(sample.url)
    page.keyboard.press("/")
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
