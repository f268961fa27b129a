"""The check of a finished site finds each kind of fault, and only those."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.check import Inspection
from generator.check.reading import read
from generator.diagnostics import Report
from generator.memory import Memory
from generator.model.frame import Frame, Frames
from generator.model.library import Page, SearchEntry
from generator.text import ROOT

HOUSE = Frame(('<html lang="en"><body id="top"><script>theme()</script>', "</body></html>"), ("body",))
SOUND = Page("ideas/a/", "idea", "A", "", '<h1>A</h1><h2 id="s-how">How</h2>', "changeideas/a.yml")
HOME = replace(SOUND, url="", source=None, body="<h1>Home</h1>")
POINTS = replace(SOUND, url="ideas/b/", source="changeideas/b.yml", body='<h1>B</h1><a href="../a/#s-how">x</a>')
FILES = {"index.html", "ideas/a/index.html", "ideas/b/index.html", "data/ideas.json", "logo.svg"}


def inspect(pages: list[Page], frames: Frames, report: Report, memory: Memory | None = None) -> None:
    inspection = Inspection(frames, memory or Memory(), report)
    for page in pages:
        inspection.look(page, page.body)
    inspection.finish(FILES)


def faults(body: str, frame: Frame = HOUSE, **fields: object) -> list[tuple[str, str]]:
    page = replace(SOUND, url="ideas/b/", title="B", body=body, source="changeideas/b.yml")
    page = replace(page, **fields)  # type: ignore[arg-type]
    report = Report()
    inspect([SOUND, page], Frames(frame), report)
    return [(found.code, found.message) for found in report]


@pytest.mark.parametrize(
    "link",
    [
        ROOT, f"{ROOT}ideas/a/", f"{ROOT}ideas/a/#s-how", f"{ROOT}ideas/a/#top", "../a/", "../a/?q=1#s-how", "#top", "",
        f"{ROOT}data/ideas.json", "https://example.org/x", "mailto:a@example.org", f"{ROOT}ideas/%61/",
        f"{ROOT}#on-a-page-that-the-theme-made",
    ],
)  # fmt: skip
def test_links_that_lead_somewhere(link: str) -> None:
    assert faults(f'<h1>B</h1><a href="{link}">x</a>') == []


@pytest.mark.parametrize(
    ("link", "code", "words"),
    [
        (f"{ROOT}ideas/c/", "C801", "'ideas/c/' leads nowhere"),
        (f"{ROOT}ideas/a", "C801", "'ideas/a' leads nowhere"),
        ("../../../ideas/a/", "C801", "leads nowhere"),
        ("/ideas/a/", "C801", "begins at the server's root"),
        (f"{ROOT}ideas/a/#s-who", "C802", "'ideas/a/#s-who' finds no such place"),
        ("../c/?at=a:b", "C801", "'ideas/c/' leads nowhere"),
        ("#s-how", "C802", "'ideas/b/#s-how' finds no such place"),
        ("javascript:alert(1)", "C807", "javascript:alert(1)"),
        ("JavaScript:alert(1)", "C807", "JavaScript:alert(1)"),
        (" javascript:alert(1)", "C807", "javascript:alert(1)"),
        ("vbscript:alert(1)", "C807", "vbscript:alert(1)"),
        ("java&#9;script:alert(1)", "C801", "leads nowhere"),
    ],
)
def test_links_that_do_not(link: str, code: str, words: str) -> None:
    ((found, message),) = faults(f'<h1>B</h1><a href="{link}">x</a>')
    assert found == code
    assert words in message
    assert message.startswith("on the page 'ideas/b/'")


def test_a_link_without_an_address_leads_to_its_own_page() -> None:
    assert faults("<h1>B</h1><a href>x</a>") == []


def test_each_page_is_asked_for_its_own_places() -> None:
    links = "".join(f'<a href="{ROOT}ideas/{page}/#s-how">x</a>' for page in "aba")
    assert faults(f"<h1>B</h1>{links}") == [
        ("C802", "on the page 'ideas/b/': the link to 'ideas/b/#s-how' finds no such place on that page")
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://cdn.example/x.png" alt="">',
        '<img src="//cdn.example/x.png" alt="">',
        f'<img srcset="{ROOT}logo.svg 1x, https://cdn.example/x.png 2x" alt="">',
        '<video poster="http://cdn.example/x.png"></video>',
        '<svg><image href="https://cdn.example/x.png"/></svg>',
        "<p style=\"background:url('https://cdn.example/x.png')\">x</p>",
        '<style>@import "https://cdn.example/x.css";</style>',
        "<style>@import'//cdn.example/x.css';</style>",
        '<style>@import url("https://cdn.example/x.css");</style>',
        "<style>@import url( https://cdn.example/x.css );</style>",
        '<img src="https:cdn.example/x.png" alt="">',
        '<img src=" HTTP:/cdn.example/x.png" alt="">',
        '<body background="ftp://cdn.example/x.png">',
        '<a ping="https://cdn.example/x">x</a>',
        '<form><button formaction="wss://cdn.example/x">x</button></form>',
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
        '<form action="https://cdn.example/"></form>',
        '<iframe src="https://cdn.example/"></iframe>',
        '<object data="https://cdn.example/x"></object>',
    ],
)
def test_what_would_call_another_site(html: str) -> None:
    ((_, message),) = [found for found in faults(f"<h1>B</h1>{html}") if found[0] == "C804"]
    assert "cdn.example" in message


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        "<b onmouseover=alert(1)>x</b>",
        '<p style="color: red">x</p>',
        "<style>p { color: red }</style>",
        '<base href="./">',
        '<meta http-equiv="refresh" content="0">',
    ],
)
def test_script_and_style_inside_a_page(html: str) -> None:
    assert [code for code, _ in faults(f"<h1>B</h1>{html}")] == ["C807"]


@pytest.mark.parametrize("html", ['<a href="javascript:alert(1)">x</a>', '<nav onclick="alert(1)"></nav>'])
def test_script_in_the_menu_around_every_page(html: str) -> None:
    frame = Frame((HOUSE.parts[0] + html, HOUSE.parts[1]), HOUSE.slots)
    ((code, message),) = faults("<h1>B</h1>", frame)
    assert code == "C807"
    assert message.startswith("around every page: script inside the HTML of the theme or the settings")


def test_what_the_theme_itself_writes_around_a_page_is_let_be() -> None:
    html = '<a href="javascript:void(0)">Menu</a><div style="height: 0"></div><a href="mailto:a@example.org">Mail</a>'
    assert faults("<h1>B</h1>", Frame((HOUSE.parts[0] + html, HOUSE.parts[1]), HOUSE.slots)) == []


def test_data_and_script_files_are_no_script_inside_a_page() -> None:
    assert faults(f'<h1>B</h1><script type="application/json">[1]</script><script src="{ROOT}logo.svg"></script>') == []


def test_words_that_only_look_like_a_handler() -> None:
    assert faults("<h1>B</h1><p>We agreed on time = trust, and based on x = 5.</p>") == []


def test_ids_stand_once() -> None:
    assert faults('<h1 id="s-a">B</h1><p id="s-b">x</p><p id="s-b">x</p>') == [
        ("C803", "on the page 'ideas/b/': the id 's-b' stands twice")
    ]
    assert faults('<h1 id="s-a">B</h1><p id="top">x</p>') == [
        ("C803", "on the page 'ideas/b/': the id 'top' stands twice")
    ]


@pytest.mark.parametrize("body", ["<p>x</p>", "<h1>B</h1><h1>C</h1>"])
def test_one_main_heading(body: str) -> None:
    assert [code for code, _ in faults(body)] == ["C806"]


def test_a_page_has_a_title() -> None:
    assert faults("<h1>B</h1>", title=" ") == [
        ("C806", "on the page 'ideas/b/': 1 main headings, and the title is ' '")
    ]


def test_marks_that_were_left() -> None:
    assert [code for code, _ in faults("<h1>B</h1>", title=f"B{ROOT}")] == ["C805"]
    assert [code for code, _ in faults("<h1>B</h1>", structured_data=f'{{"url":"{ROOT}"}}')] == ["C805"]
    assert faults("<h1>B</h1>Python says &lt;Foo object at 0x7f0&gt;") == [], "a page may quote what programs print"
    assert [code for code, _ in faults("<h1>B</h1>", search=(SearchEntry("", "B", f"{ROOT}ideas/"),))] == ["C805"]


def test_the_search_points_to_places_that_exist() -> None:
    assert [code for code, _ in faults("<h1>B</h1>", search=(SearchEntry("s-x", "X", ""),))] == ["C802"]
    assert faults('<h1>B</h1><h2 id="s-x">X</h2>', search=(SearchEntry("", "B", ""), SearchEntry("s-x", "X", ""))) == []


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (f'<html lang="en"><body id="top"><a href="{ROOT}gone/">x</a>', "C801"),
        ('<html lang="en"><body id="top"><script src="https://cdn.example/x.js"></script>', "C804"),
        ('<html><body id="top">', "C806"),
        ('<html lang="en"><body id="top"><h1>House</h1>', "C806"),
    ],
)
def test_faults_of_the_theme_are_said_once(html: str, code: str) -> None:
    frame = Frame((html, "</body></html>"), ("body",))
    ((found, message),) = faults("<h1>B</h1>", frame)
    assert found == code
    assert message.startswith("around every page")


def test_the_frame_that_one_page_has_for_itself_is_looked_at_too() -> None:
    report = Report()
    own = replace(HOUSE, parts=(f'{HOUSE.parts[0]}<h2 id="s-own">x</h2><a href="{ROOT}gone/">x</a>', HOUSE.parts[1]))
    page = replace(SOUND, body=f'<h1>A</h1><a href="#s-own">x</a><a href="{ROOT}ideas/b/#s-own">x</a>')
    inspect([page, POINTS], Frames(HOUSE, {"ideas/a/": own}), report)
    assert [(found.code, found.message.partition(":")[0]) for found in report] == [
        ("C802", "on the page 'ideas/a/'"),
        ("C802", "on the page 'ideas/b/'"),
        ("C801", "around every page"),
    ]


def test_where_the_theme_is_mended_is_told() -> None:
    report = Report()
    inspect([SOUND], Frames(Frame(("<html>", "</html>"), ("body",))), report)
    assert [(found.hint or "").partition(";")[0] for found in report] == [
        "it stands in mkdocs.yml or in a template of the theme's own folder"
    ]


def test_a_file_that_the_settings_misspell_is_helped() -> None:
    report = Report()
    frame = Frame(
        ('<html lang="en"><body id="top"><img src="ROOTlgo.svg">'.replace("ROOT", ROOT), "</body></html>"), ("body",)
    )
    inspect([SOUND], Frames(frame), report)
    ((hint,),) = [[found.hint or ""] for found in report]
    assert hint.startswith("did you mean 'logo.svg'?  it stands in mkdocs.yml")


def test_style_sheets_are_read_too() -> None:
    report = Report()
    style = b"p{background:url(//cdn.example/x)} b{background:url(x.png)} /* https://example.org */"
    inspect([SOUND], Frames(HOUSE, {}, {"assets/a.css": style, "assets/a.js": style}), report)
    assert [found.message for found in report] == [
        "the style sheet 'assets/a.css' would load '//cdn.example/x' from another server"
    ]


def test_a_near_miss_is_helped() -> None:
    report = Report()
    page = replace(SOUND, body=f'<h1>A</h1><a href="{ROOT}ideas/aa/">x</a>')
    inspect([page], Frames(HOUSE), report)
    (found,) = report
    assert found.hint == "did you mean 'ideas/a/'?"
    assert str(found.location) == "changeideas/a.yml:1:1"


def test_reading_knows_entities_and_comments() -> None:
    found = read('<!-- <a href="gone/"> --><a href="?a=1&amp;b=2">x</a><textarea><img src="//x"></textarea>')
    assert found.links == ["?a=1&b=2"]
    assert found.calls == []


def next_build(
    folder: Path, changed: dict[str, str], *, house: Frame = HOUSE, gone: str = "-"
) -> list[tuple[str, str]]:
    """Faults of a build after one of three sound pages; only `changed` ones are looked at anew, and one may be gone."""
    first, second = Report(), Report()
    with Memory(folder / "memory.sqlite", "house") as memory:
        inspect([SOUND, POINTS, HOME], Frames(HOUSE), first, memory)
        memory.save(folder, {}, folder, ())
    assert not list(first)
    with Memory(folder / "memory.sqlite", "house") as memory:
        inspection = Inspection(Frames(house), memory, second)
        for page in (SOUND, POINTS, HOME):
            if page.url != gone:
                inspection.look(page, changed.get(page.url))
        inspection.finish(FILES - {f"{gone}index.html"})
    return [(found.code, found.message.partition(":")[0]) for found in second]


def test_a_build_in_which_nothing_changed_finds_nothing(tmp_path: Path) -> None:
    assert next_build(tmp_path, {}) == []


def test_a_page_that_lost_a_place_breaks_the_links_of_pages_that_did_not_change(tmp_path: Path) -> None:
    assert next_build(tmp_path, {"ideas/a/": "<h1>A</h1>"}) == [("C802", "on the page 'ideas/b/'")]
    assert next_build(tmp_path, {"ideas/a/": "<h1>A</h1>", "": HOME.body}) == [("C802", "on the page 'ideas/b/'")]
    assert next_build(tmp_path, {"ideas/a/": '<h1>A</h1><p id="s-how">x</p><p id="s-who">x</p>'}) == []


def test_so_does_a_page_that_is_gone(tmp_path: Path) -> None:
    assert next_build(tmp_path, {}, gone="ideas/a/") == [("C801", "on the page 'ideas/b/'")]


def test_a_new_link_that_leads_nowhere_is_found_where_nothing_else_changed(tmp_path: Path) -> None:
    body = '<h1 id="s-h">A</h1><h2 id="s-how">How</h2><a href="#s-h">x</a>'
    for link in ("../c/", f"{ROOT}ideas/c/"):
        assert next_build(tmp_path, {"ideas/a/": f'{body}<a href="{link}">x</a>'}) == [
            ("C801", "on the page 'ideas/a/'")
        ]
    assert next_build(tmp_path, {"ideas/a/": body}) == []


def test_another_house_is_held_against_pages_that_did_not_change(tmp_path: Path) -> None:
    house = replace(HOUSE, parts=(f'{HOUSE.parts[0]}<p id="s-how">x</p>', HOUSE.parts[1]))
    assert next_build(tmp_path, {}, house=house) == [("C803", "on the page 'ideas/a/'")]


def test_an_address_inside_an_address_is_no_call() -> None:
    assert read('<img src="logo.svg?from=//cdn.example">').calls == []
