"""At 320 px, which is what 1280 px are at 400 % zoom, a page is read by scrolling down alone (WCAG 1.4.10)."""

from __future__ import annotations

from playwright.sync_api import ViewportSize

from tests.site.conftest import Visit
from tests.site.sites import KINDS, Site

NARROW: ViewportSize = {"width": 320, "height": 256}
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""
"""The spacing that readers may ask for (WCAG 1.4.12)."""
LOOK = "[probes.sideways(), probes.tooWide().slice(0, 3), probes.cutOff().slice(0, 3)]"
SOUND = [0, [], []]


def test_no_page_scrolls_sideways(look: Visit, real: Site) -> None:
    visitor = look(viewport=NARROW)
    found = {}
    for kind in KINDS:
        page = visitor.go(real.url + real.of_kind(kind))
        page.evaluate("probes.unfold()")
        found[kind] = page.evaluate(LOOK)
    assert {kind: faults for kind, faults in found.items() if faults != SOUND} == {}


def test_words_without_an_end_are_broken(look: Visit, real: Site) -> None:
    """Other languages put words together; and an author may write anything."""
    places = (
        ".cp-fact dd, .cp-tick__name, .cp-pairs dd, .cp-node-title, .cp-node-status, .md-copyright__highlight, h1, "
        ".cp-chart-key span, .cp-choice > label > span, .cp-chart text, .cp-page--health tbody th"
    )
    visitor = look(viewport=NARROW)
    found = {}
    for kind in KINDS:
        page = visitor.go(real.url + real.of_kind(kind))
        page.evaluate("probes.unfold()")
        page.evaluate(f"document.querySelectorAll('{places}').forEach((box) => box.append(' ' + 'Wort'.repeat(25)))")
        found[kind] = page.evaluate(LOOK)
    assert {kind: faults for kind, faults in found.items() if faults != SOUND} == {}


def test_code_and_tables_in_an_answer_scroll_by_themselves(look: Visit, real: Site) -> None:
    visitor = look(viewport=NARROW)
    long = "Wort" * 25
    wide = (
        f"<pre><code>{long} {long}</code></pre><div class='md-typeset__scrollwrap'><table><td>{long}</td></table></div>"
    )
    for page_type in ("case", "measure", "fields"):
        page = visitor.go(real.url + real.page_of_type[page_type])
        page.evaluate("probes.unfold()")
        page.evaluate(f"document.querySelector('.cp-pairs dd').insertAdjacentHTML('beforeend', {wide!r})")
        assert page.evaluate(LOOK) == SOUND


def test_tables_and_diagrams_scroll_in_their_own_region_by_keyboard(look: Visit, real: Site) -> None:
    visitor = look(viewport=NARROW)
    scrolled = 0
    for page_type in ("case", "idea", "evidence", "package", "fields"):
        page = visitor.go(real.url + real.page_of_type[page_type])
        page.evaluate("probes.unfold()")
        for region in page.locator("#content [role=region]").all():
            if region.is_visible() and region.evaluate("(box) => box.scrollWidth > box.clientWidth"):
                region.focus()
                assert region.evaluate("(box) => box === document.activeElement"), "the keyboard reaches it"
                assert region.get_attribute("aria-label") or region.get_attribute("aria-labelledby")
                scrolled += 1
    assert scrolled > 0


def test_wider_spacing_of_text_cuts_nothing_off(look: Visit, sample: Site) -> None:
    visitor = look(viewport={"width": 390, "height": 800}, bypass_csp=True)
    found = {}
    for page_type in ("home", "ideas", "idea", "package", "case", "problem"):
        page = visitor.go(sample.url + sample.page_of_type[page_type])
        page.add_style_tag(content=SPACING)
        found[page_type] = page.evaluate(LOOK)
    assert {page_type: faults for page_type, faults in found.items() if faults != SOUND} == {}


def test_letters_twice_as_large_widen_no_page(look: Visit, sample: Site) -> None:
    """Also on a phone, where browsers enlarge the letters alone (WCAG 1.4.4)."""
    visitor = look(viewport={"width": 390, "height": 800}, bypass_csp=True)
    found = {}
    for kind in KINDS:
        page = visitor.go(sample.url + sample.of_kind(kind))
        page.evaluate("probes.unfold()")
        page.add_style_tag(content="html { font-size: 250% !important }")
        found[kind] = page.evaluate("[probes.sideways(), probes.tooWide().slice(0, 3)]")
    assert {kind: faults for kind, faults in found.items() if faults != [0, []]} == {}


def test_what_is_too_wide_would_be_noticed(look: Visit, sample: Site) -> None:
    page = look(viewport=NARROW, bypass_csp=True).go(sample.url)
    page.evaluate("probes.add('<p style=\"width:500px\">Wide</p>')")
    assert page.evaluate("probes.sideways()") > 0
    assert len(page.evaluate("probes.tooWide()")) == 1
    page.evaluate("probes.add('<p style=\"width:50px;overflow:hidden;white-space:nowrap\">Cut off at the side</p>')")
    assert len(page.evaluate("probes.cutOff()")) == 1
