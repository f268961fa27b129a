"""What no page may do: call another server, set a cookie, run a script that its policy does not name.

The visitor of every test in this folder watches for that. Here each type of page is looked at, in both colours, with
the search in use, below another path; and here it is made sure that the visitor really notices.
"""

from __future__ import annotations

import re

import pytest

from tests.site.conftest import Visit
from tests.site.menu_page import address
from tests.site.sites import KINDS, Site, served
from tests.site.visitor import PHONE, settle

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


def test_no_kind_of_page_calls_another_server_breaks_its_policy_or_keeps_anything(look: Visit, real: Site) -> None:
    visitor = look()
    for kind in KINDS:
        page = visitor.go(real.url + real.of_kind(kind))
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0], kind
        page.emulate_media(color_scheme="light")
    visitor.page.wait_for_load_state("networkidle")


def test_nothing_calls_another_server_while_the_site_is_used(visit: Visit, real: Site) -> None:
    visitor = visit()
    page = visitor.go(real.url)
    page.get_by_role("textbox", name="Search").press_sequentially("absence")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Escape")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    for _ in range(2):
        page.locator("form[data-md-component=palette] label:visible").click()
        settle(page)
    assert page.locator("body").get_attribute("data-md-color-scheme") != before
    page.goto(real.url + "ideas/")
    page.get_by_role("radio", name="Matrix").check()
    page.get_by_role("table").get_by_role("link").first.click()
    page.wait_for_load_state("networkidle")


def test_every_page_has_a_policy_that_forbids_what_is_not_named(real: Site) -> None:
    pages = [*real.pages(), "404.html"]
    assert len(pages) > 100
    for url in pages:
        html = (real.folder / url / "index.html" if url != "404.html" else real.folder / url).read_text(
            encoding="utf-8"
        )
        policy = POLICY.search(html)
        assert policy, url
        assert html.index("<script") > policy.end()
        assert html.index("<link") > policy.end()
        rules = dict(
            re.split(r"\s+", rule.strip(), maxsplit=1)
            for rule in policy[1].replace("&#39;", "'").split(";")
            if " " in rule.strip()
        )
        assert rules["default-src"] == "'none'", url
        scripts = rules["script-src"].split()
        assert "'unsafe-inline'" not in scripts, url
        assert "'unsafe-eval'" not in scripts, url
        assert all(word == "'self'" or word.startswith("'sha256-") for word in scripts), url
        assert rules["base-uri"] == "'none'", url
        assert rules["form-action"] in {"'none'", "'self'"}, url
        assert rules["object-src"] == "'none'", url


def test_the_page_for_wrong_addresses_is_shown(visit: Visit, real: Site) -> None:
    visitor = visit()
    page = visitor.go(real.url + "ideas/no-such-idea/")
    assert page.get_by_role("heading", level=1).inner_text() == "This page is not here"
    visitor.forgive("404")


# -- below another path


def test_the_site_works_below_a_path(visit: Visit, eight: Site) -> None:
    with served(eight.folder, "/sub/path/") as url:
        page = visit().go(url)
        page.locator("#content").get_by_role("link", name="Too many ninth graders get Ds and Fs").click()
        page.locator("#content").get_by_role("link", name="Tutor in the school day").first.click()
        assert page.url == f"{url}ideas/tutor/"
        page.locator(".md-tabs").get_by_role("link", name="Ideas").click()
        page.locator('input[name="grade"][value="6-8"]').check()
        assert page.locator("[data-rows] > li:visible").count() == 3
        assert address(page) == f"{url}ideas/?grade=6-8"
        page.get_by_role("textbox", name="Search").press_sequentially("mentor")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(re.compile(re.escape(url) + "ideas/mentor/"))


def test_every_kind_of_page_finds_its_files_below_a_path(look: Visit, sample: Site) -> None:
    with served(sample.folder, "/sub/path/") as url:
        visitor = look()
        for kind in KINDS[:-1]:  # the page for wrong addresses is shown at any depth: it follows the site's own address
            page = visitor.go(url + sample.of_kind(kind))
            assert page.locator("h1").is_visible(), kind
            links: list[str] = page.locator("a").evaluate_all("(all) => all.map((one) => one.href)")
            ours = [link for link in links if link.startswith("http://127.0.0.1")]
            assert ours
            assert [link for link in ours if not link.startswith(url)] == [], kind


# -- the visitor would notice


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://example.org/x.png" alt="">',
        "<img src=x onerror=alert(1) alt=''>",
        '<a href="javascript:alert(1)" id="bad">x</a>',
        '<p style="color:red">x</p>',
        '<iframe src="https://example.org/"></iframe>',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<form action="https://example.org/"><button id="bad">x</button></form>',
    ],
)
def test_the_policy_stops_what_it_should_and_the_visitor_says_so(visit: Visit, sample: Site, html: str) -> None:
    visitor = visit()
    page = visitor.go(sample.url)
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("(html) => probes.add(html)", html)
        page.evaluate("document.querySelector('#bad')?.click()")
    assert any("Content Security Policy" in line for line in visitor.complaints)
    visitor.complaints.clear()


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ('<img src="https://example.org/x.png" alt="">', "asked another server: https://example.org/x.png"),
        ("<img src=x onerror=alert(7) alt=''>", "dialog: 7"),
        ("<img src=x onerror='document.cookie=1;nowhere()' alt=''>", "nowhere is not defined"),
    ],
)
def test_without_the_policy_the_visitor_would_notice(visit: Visit, sample: Site, html: str, complaint: str) -> None:
    visitor = visit(bypass_csp=True)
    page = visitor.go(sample.url)
    page.evaluate("(html) => probes.add(html)", html)
    page.wait_for_timeout(300)
    assert complaint in " ".join(visitor.complaints)
    visitor.complaints.clear()
    visitor.context.clear_cookies()
