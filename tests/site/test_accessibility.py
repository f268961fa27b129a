"""Every type of page keeps the rules of WCAG 2.2 A and AA: wide and narrow, light and dark, on paper too."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from generator.render import PAGE_TYPES
from tests.site.axe import faults_of
from tests.site.conftest import Visit
from tests.site.sites import Site
from tests.site.visitor import PHONE, WIDE, settle

TYPES = [*PAGE_TYPES, "not_found"]
SAME_EVERYWHERE = {"fields", "messages", "not_found"}
"""Types that do not depend on what the library holds."""


def open_type(visit: Visit, site: Site, page_type: str) -> Page:
    """The fullest page of a type, or the page for wrong addresses."""
    return visit().go(site.url + ("404.html" if page_type == "not_found" else site.page_of_type[page_type]))


def look(page: Page, size: ViewportSize, **media: Any) -> Page:
    """See the page at another size or with other colours."""
    page.set_viewport_size(size)
    page.emulate_media(**media)
    settle(page)
    return page


def test_both_sites_have_a_page_of_every_type(real: Site, sample: Site) -> None:
    assert real.page_of_type.keys() == sample.page_of_type.keys() == PAGE_TYPES.keys()


@pytest.mark.parametrize("page_type", TYPES)
def test_no_rule_is_broken_in_light_and_dark_wide_and_narrow(visit: Visit, sample: Site, page_type: str) -> None:
    page = open_type(visit, sample, page_type)
    found = {
        "wide, light": faults_of(page),
        "wide, dark": faults_of(look(page, WIDE, color_scheme="dark"), only="color-contrast"),
        "phone, dark": faults_of(look(page, PHONE, color_scheme="dark")),
        "phone, light": faults_of(look(page, PHONE, color_scheme="light"), only="color-contrast"),
        "print": faults_of(look(page, WIDE, media="print"), only="color-contrast"),
    }
    assert {mode: faults for mode, faults in found.items() if faults} == {}


@pytest.mark.parametrize("page_type", [page_type for page_type in TYPES if page_type not in SAME_EVERYWHERE])
def test_no_rule_is_broken_with_real_content(visit: Visit, real: Site, page_type: str) -> None:
    # Contrast takes most of the time and does not depend on the content: the test above looks at it.
    page = open_type(visit, real, page_type)
    assert faults_of(page, without="color-contrast") == []
    assert faults_of(look(page, PHONE), without="color-contrast") == []


@pytest.mark.parametrize("page_type", ["ideas", "idea", "package", "case"])
def test_no_rule_is_broken_by_what_can_be_unfolded(visit: Visit, sample: Site, page_type: str) -> None:
    page = open_type(visit, sample, page_type)
    page.evaluate("probes.unfold()")
    assert faults_of(page) == []
    assert faults_of(look(page, PHONE, color_scheme="dark")) == []
    assert faults_of(look(page, WIDE, color_scheme="light", forced_colors="active")) == []


def test_no_rule_is_broken_while_the_menu_is_used(visit: Visit, sample: Site) -> None:
    page = visit(color_scheme="dark").go(sample.url + "ideas/?problem=grades&role=teacher")
    assert page.locator(".cp-chips").is_visible()
    assert faults_of(page) == []
    page.get_by_role("radio", name="Matrix").check()
    assert page.get_by_role("table").is_visible()
    assert faults_of(page) == []
    page.get_by_label("Find by words").fill("nothing has this")
    assert page.get_by_text("No idea fits all of this").is_visible()
    assert faults_of(look(page, PHONE, color_scheme="light")) == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_rule_is_broken_while_searching(visit: Visit, sample: Site, size: ViewportSize) -> None:
    page = visit(viewport=size).go(sample.url)
    page.keyboard.press("/")
    page.keyboard.type("student")
    page.locator(".md-search-result__link").first.wait_for()
    assert faults_of(look(page, size)) == []
    assert faults_of(look(page, size, color_scheme="dark")) == []


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
def test_a_broken_rule_would_be_noticed(visit: Visit, sample: Site, rule: str, html: str) -> None:
    page = visit(bypass_csp=True).go(sample.url)
    page.evaluate("(html) => probes.add(html)", html)
    assert rule in {fault.partition(":")[0] for fault in faults_of(page)}
