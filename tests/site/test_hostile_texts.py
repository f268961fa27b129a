"""Every attack text, ours and those of others, through the room that makes text safe, in documents of a real browser.

The pages of `test_hostile` hold each text in some fields; here each is in every kind of field, many to a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markupsafe import escape

from generator.render.structured import data_element
from generator.text import ROOT, Prose, Url, page_html
from tests.attacks.lists import attacks, combined, in_markdown, of_others
from tests.attacks.turns import MARK
from tests.site.attacked import Allowed, faults_of, set_trap
from tests.site.conftest import Visit
from tests.site.sites import served

A_DOCUMENT = 400
"""Texts to a document."""
HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters: the loader lets none in."""


def every_text() -> Iterator[str]:
    """Each text once, as long as prose may be."""
    for text in dict.fromkeys((*attacks(), *in_markdown(), *combined(), *of_others())):
        yield HALVES.sub("", text)[:7900]


def drawn(text: str, number: int) -> str:
    """A text in every kind of field, each followed by a mark."""
    address = f'<a href="{escape(Url(text))}">x</a>' if is_address(text) else ""
    prose, page = Prose(f"{text}\n\nn{number}n"), page_html(f"{text}\n\nn{number}n").html
    one_line = escape(" ".join(text.split()))
    return (
        f'<div title="{one_line}" data-words="{one_line}">{one_line} n{number}n {address}</div>'
        f"<div>{prose.__html__()}</div><div><span>{Prose(text or 'x').inline}</span> n{number}n</div><div>{page}</div>"
        f"<svg><title>{one_line}</title><text>{one_line}</text></svg>{data_element(f'data-{number}', text)}"
        f"<table><tr><td>{one_line}</td><td>n{number}n</td></tr></table>"
    )


def is_address(text: str) -> bool:
    try:
        Url(text)
    except ValueError:
        return False
    return True


ALLOWED = Allowed(
    tags={
        *Allowed().tags,
        "html",
        "head",
        "meta",
        "link",
        "title",
        "body",
        "main",
        "h1",
        "div",
        "span",
        "svg",
        "text",
        "script",
    },
    attributes=Allowed().attributes
    | {
        ("html", "lang"),
        ("meta", "charset"),
        ("link", "rel"),
        ("link", "href"),
        ("div", "title"),
        ("div", "data-words"),
        ("script", "type"),
        *(("div", name) for name in ("role", "aria-label", "tabindex")),  # around every table of a text
    },
    classes={*Allowed().classes, "cp-table", "cp-grid"},
    ids={"content", "data-0"},
    scripts={"application/json"},
)


def test_in_every_kind_of_field_every_text_stays_text(visit: Visit, tmp_path: Path) -> None:
    texts = [*every_text()]
    assert len(texts) > 3500
    for number, some in enumerate(batches(texts)):
        body = (
            "".join(drawn(text, at) for at, text in some).replace(ROOT, "/").replace('href="/', 'href="https://ex.org/')
        )
        head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="none.svg"><title>x</title></head>'
        (tmp_path / f"{number}.html").write_text(
            f'{head}<body><main id="content"><h1>x</h1>{body}</main></body></html>', encoding="utf-8"
        )
    (tmp_path / "none.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    visitor = visit(bypass_csp=True)
    set_trap(visitor)
    with served(tmp_path) as url:
        for number, some in enumerate(batches(texts)):
            page = visitor.go(f"{url}{number}.html")
            made = page.evaluate("trap.made()")
            page.evaluate("trap.touch()")
            faults = faults_of(made, ALLOWED)
            assert [one for one in faults if not one.startswith("id s-")] == []  # many pages stand in one document
            marks = [int(mark) for mark in MARK.findall(made["text"])]
            assert [text for at, text in some if marks.count(at) < 5] == []


def batches(texts: list[str]) -> Iterator[list[tuple[int, str]]]:
    """Texts with their numbers, as many as go into a document."""
    for start in range(0, len(texts), A_DOCUMENT):
        yield [*enumerate(texts[start : start + A_DOCUMENT], start)]
