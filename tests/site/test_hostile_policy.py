"""The second wall by itself: with nothing escaped and nothing cleaned, the pages' policy lets no script of an author run.

First each attack raw in a small document with the policy of a real page, then whole pages of a site built with the
cleaning of prose taken away. Both once more without the policy, so that it is sure that the attacks would run.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it.token import Token
from playwright.sync_api import Request, Route

from generator.text import markdown, page_html
from generator.text.prose import convert
from tests.attacks.lists import of_list, of_others
from tests.attacks.turns import Turns, deal
from tests.site.attacked import set_trap
from tests.site.conftest import Visit
from tests.site.sites import Site, build_site, served, served_site
from tests.site.visitor import Visitor

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
AT_ONCE = 40
"""Documents that are open at the same time, in frames."""


def open_all(visitor: Visitor, url: str, names: list[str], folder: Path) -> None:
    """Open documents in frames of a page beside them, let them run, and touch everything in them."""
    page = visitor.page
    for start in range(0, len(names), AT_ONCE):
        frames = "".join(f'<iframe src="{name}"></iframe>' for name in names[start : start + AT_ONCE])
        (folder / f"all-{start}.html").write_text(f"<!doctype html><title>x</title>{frames}", encoding="utf-8")
        page.goto(f"{url}all-{start}.html")
        page.wait_for_timeout(300)
        for frame in page.frames[1:]:
            if not frame.is_detached() and frame.url.startswith(url):
                frame.evaluate("window.trap?.touch()")
        page.wait_for_timeout(100)


def stay(visitor: Visitor) -> list[str]:
    """Let nobody leave; what is loaded from elsewhere all the same is in the list that comes back."""
    loaded: list[str] = []

    def refuse(route: Route, request: Request) -> None:
        if not request.is_navigation_request():
            loaded.append(request.url)
        route.fulfill(status=204)

    visitor.context.route(re.compile(r"^(?!http://127\.0\.0\.1|data:|blob:|about:)"), refuse)
    return loaded


def raw_documents(folder: Path, policy: str) -> list[str]:
    """One small document an attack: their names."""
    texts = [*of_list("html"), *of_others()]
    for number, text in enumerate(texts):
        document = f'<!doctype html><html><head><meta charset="utf-8">{policy}<title>x</title></head><body>{text}'
        (folder / f"{number}.html").write_text(document, encoding="utf-8", errors="replace")
    return [f"{number}.html" for number in range(len(texts))]


def test_raw_attacks_run_without_the_policy_and_not_with_it(visit: Visit, sample: Site, tmp_path: Path) -> None:
    found = POLICY.search((sample.folder / "index.html").read_text(encoding="utf-8"))
    assert found
    ran: dict[str, set[str]] = {}
    elsewhere: dict[str, int] = {}
    for kind, policy in (("with", found[0]), ("without", "")):
        (tmp_path / kind).mkdir()
        names = raw_documents(tmp_path / kind, policy)
        visitor = visit()
        calls = set_trap(visitor)
        loaded = stay(visitor)
        with served(tmp_path / kind) as url:
            open_all(visitor, url, names, tmp_path / kind)
        visitor.complaints.clear()  # they are full of what the policy stopped, or did not
        ran[kind] = {call.rpartition(" (in ")[2] for call in calls}
        elsewhere[kind] = len(set(loaded))
    assert ran["with"] == set()
    assert elsewhere["with"] == 0
    assert len(ran["without"]) > 120
    assert elsewhere["without"] > 5


# -- a site without cleaning


def uncleaned(tokens: list[Token]) -> str:
    """What a text becomes when nobody escapes or cleans it."""
    return html.unescape(markdown._MARKDOWN.renderer.render(tokens, markdown._MARKDOWN.options, {}))


@pytest.fixture(scope="module")
def unclean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site built by the whole pipeline, in which prose stands as it was typed, and nobody looks at what comes out."""
    folder = tmp_path_factory.mktemp("unclean")
    with pytest.MonkeyPatch.context() as patch:
        take_cleaning_away(patch)
        deal(folder, Turns(), 3)
        with pytest.raises(AssertionError, match="C807"):  # the check of the finished site is a wall of its own
            build_site(folder, folder / "first")
        patch.setattr("generator.check.Inspection.look", lambda *_: None)
        patch.setattr("generator.check.Inspection.finish", lambda *_: None)
        site = build_site(folder, folder / "second")
    forget_texts()
    with served_site(site) as served_one:
        yield served_one


def forget_texts() -> None:
    """What texts turned into with other walls than now."""
    page_html.cache_clear()
    convert.cache_clear()


def take_cleaning_away(patch: pytest.MonkeyPatch) -> None:
    forget_texts()
    patch.setattr("generator.text.Prose.faults", ())
    patch.setattr("generator.text.prose.read_unmarked", lambda _: None)
    patch.setattr("generator.text.prose.safe_html", uncleaned)
    for room in ("prose", "page"):
        patch.setattr(f"generator.text.{room}.as_typed", lambda source: source)


def test_pages_without_cleaning_are_held_by_their_policy(visit: Visit, unclean: Site) -> None:
    visitor = visit()
    calls = set_trap(visitor)
    loaded = stay(visitor)
    for url in unclean.page_of_type.values():
        visitor.page.goto(unclean.url + url, wait_until="load")
        visitor.page.evaluate("window.trap?.touch()")
    stopped = [line for line in visitor.complaints if "Content Security Policy" in line]
    visitor.complaints.clear()
    assert calls == []
    assert loaded == []
    assert len(stopped) > 50


def test_without_their_policy_they_would_run(visit: Visit, unclean: Site) -> None:
    visitor = visit(bypass_csp=True)
    calls = set_trap(visitor)
    stay(visitor)
    for page_type in ("idea", "case", "package", "problem"):
        visitor.page.goto(unclean.url + unclean.page_of_type[page_type], wait_until="load")
        visitor.page.evaluate("window.trap?.touch()")
    visitor.complaints.clear()
    assert len(calls) > 20
