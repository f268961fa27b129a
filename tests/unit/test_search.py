"""The files of the search: what the theme loads with every page, the index in pieces, the texts to show."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from generator.model.frame import PIECES_OF_SEARCH, Frame, Frames
from generator.model.library import Page, SearchEntry
from generator.search import search_files

FRAMES = Frames(Frame(("",), ()), search={"lang": ["en"]})
TALK = Page(
    "ideas/talk/", "idea", "Talk <first>", "", "",
    search=(SearchEntry("", "Talk <first>", "About missing work"), SearchEntry("s-why", "Why", "Habits need an hour")),
)  # fmt: skip
SILENT = Page("ideas/talk/handout/", "handout", "Handout", "", "")
MANY = Page(
    "references/", "references", "Sources", "", "",
    search=tuple(SearchEntry(f"r-{number}", f"Author {number}", "A report") for number in range(100)),
)  # fmt: skip


def read(files: dict[str, bytes], path: str) -> Any:
    text = files[path].decode()
    return json.loads(f"[{text.removeprefix('changepackTake(').strip().removesuffix(')')}]")[1]


def head_of(files: dict[str, bytes]) -> dict[str, Any]:
    start = json.loads(files[PIECES_OF_SEARCH])
    head: dict[str, Any] = read(files, f"search/head-{start['config']['head']}.js")
    return head


def texts_of(files: dict[str, bytes]) -> list[Any]:
    return [row for key in head_of(files)["texts"] for row in read(files, f"search/texts-{key}.js")]


def test_what_every_page_loads_is_small_whatever_the_library() -> None:
    start = dict(search_files([TALK, MANY] * 50, FRAMES))[PIECES_OF_SEARCH]
    assert len(start) < 200
    assert json.loads(start)["docs"] == []
    assert json.loads(start)["config"]["lang"] == ["en"], "the theme reads its own settings there"


def test_a_page_is_found_with_its_parts_and_a_page_without_entries_is_not() -> None:
    assert texts_of(dict(search_files([TALK, SILENT], FRAMES))) == [
        ["ideas/talk/", "Talk <first>", [["", "Talk <first>", "About missing work"],
                                         ["s-why", "Why", "Habits need an hour"]]],
    ]  # fmt: skip


def test_a_page_of_many_parts_is_found_in_groups() -> None:
    rows = texts_of(dict(search_files([TALK, MANY], FRAMES)))
    assert {row[0] for row in rows} == {"ideas/talk/", "references/"}
    assert sum(len(row[2]) for row in rows[1:]) == 100
    assert max(len(row[2]) for row in rows) <= 12


def test_the_index_counts_rows_as_the_texts_do() -> None:
    files = dict(search_files([TALK, MANY], FRAMES))
    head = head_of(files)
    assert head["rows"] == len(texts_of(files))
    (piece,) = [read(files, f"search/words-{key}.js") for key in head["pieces"]]
    words, rows = piece
    assert rows[words.index("talk")] == [[0]], "in a title"
    assert rows[words.index("missing")] == [[], [0]], "in what the page is about"
    assert rows[words.index("habits")] == [[], [], [0]], "in other text"


def test_of_a_large_library_each_piece_says_where_it_begins() -> None:
    pages = [
        replace(TALK, url=f"ideas/{page}/", search=(SearchEntry("", f"t{page}", f"x{page} " + "word " * 2_000),))
        for page in range(4)
    ] + [replace(MANY, search=tuple(SearchEntry(f"r-{n}", f"a{n}", f"{n}b" * 20) for n in range(2_000)))]
    files = dict(search_files(pages, FRAMES))
    head = head_of(files)
    texts = [read(files, f"search/texts-{key}.js") for key in head["texts"]]
    assert len(texts) > 5
    assert head["starts"] == [sum(map(len, texts[:before])) for before in range(len(texts))]
    assert [row[0] for piece in texts for row in piece][:4] == [f"ideas/{page}/" for page in range(4)]
    pieces = [read(files, f"search/words-{key}.js") for key in head["pieces"]]
    assert len(pieces) > 1
    assert head["words"] == [words[0] for words, _ in pieces]
    (found,) = [rows[words.index("x3")] for words, rows in pieces if "x3" in words]
    assert found == [[], [3]]


def test_without_a_search_box_there_is_nothing() -> None:
    assert list(search_files([TALK], replace(FRAMES, search=None))) == []


def test_an_engine_with_another_box_gets_one_index_with_its_text_escaped() -> None:
    ((_, index),) = search_files([TALK], replace(FRAMES, search_file="search.json"))
    first, second = json.loads(index)["items"]
    assert first == {
        "location": "ideas/talk/", "title": "Talk &lt;first&gt;", "text": "About missing work",
        "level": 1, "path": [], "tags": [],
    }  # fmt: skip
    assert (second["location"], second["title"], second["level"]) == ("ideas/talk/#s-why", "Why", 2)
    page = replace(TALK, search=(SearchEntry("", "Talk", "a <b> & c"),))
    ((_, index),) = search_files([page], replace(FRAMES, search_file="search.json"))
    assert json.loads(index)["items"][0]["text"] == "a &lt;b&gt; &amp; c"
