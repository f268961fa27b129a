"""The index of words in pieces: how words are cut and folded, and that the pieces hold what was put in."""

from __future__ import annotations

import json
import random

import pytest

from generator.text.word_index import WordIndex, fold, piece_file, words_of


def rows_of(index: WordIndex, word: str) -> list[list[int]]:
    """Rows by level, read as the browser reads them."""
    for _, (words, found) in index.pieces():
        if word in words:
            levels = found[words.index(word)]
            return [[sum(steps[: place + 1]) for place in range(len(steps))] for steps in levels]
    return []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Résumé: a NEW one!", ["resume", "a", "new", "one"]),
        ("Buenos di\u0301as", ["buenos", "dias"]),
        ("check_in, follow-up & 9th", ["check", "in", "follow", "up", "9th"]),
        ("the student\u2019s", ["the", "student", "s"]),
        ("<script>alert(1)</script>", ["script", "alert", "1", "script"]),
        ("学校 is school", ["学", "校", "is", "school"]),
        ("(.*) -- \u202e", []),
    ],
)
def test_words_are_letters_and_digits_without_accents(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_plain_and_accented_text_are_cut_alike() -> None:
    plain = "".join(chr(code) for code in range(32, 127))
    assert words_of(plain) == words_of(plain + " \u00e9")[:-1]
    assert fold("ÉA") == "ea"


def test_a_word_counts_where_it_counts_most() -> None:
    index = WordIndex(levels=2)
    index.add(0, "Mentor", "A mentor and a friend")
    index.add(3, "Friend", "Another")
    index.add(4, "", "mentor")
    assert rows_of(index, "mentor") == [[0], [4]]
    assert rows_of(index, "friend") == [[3], [0]]
    assert rows_of(index, "nobody") == []


def test_pieces_hold_every_word_once_and_in_order() -> None:
    chance = random.Random(1)  # noqa: S311
    letters = "abcdefghij"
    index = WordIndex(levels=1)
    texts = [" ".join("".join(chance.choices(letters, k=5)) for _ in range(60)) for _ in range(400)]
    for row, text in enumerate(texts):
        index.add(row, text)
    pieces = list(index.pieces())
    assert len(pieces) > 3
    words = [word for _, (words, _) in pieces for word in words]
    assert words == sorted(set(" ".join(texts).split()))
    assert [first for first, _ in pieces] == [words[0] for _, (words, _) in pieces]
    for word in chance.sample(words, 20):
        assert rows_of(index, word) == [[row for row, text in enumerate(texts) if word in text.split()]]


def test_words_stand_in_the_order_in_which_scripts_compare_them() -> None:
    """Not in that of their letters' numbers: a browser looks a word up by halving the list."""
    index = WordIndex(levels=1)
    index.add(0, "zebra \N{FULLWIDTH LATIN SMALL LETTER A} \N{GOTHIC LETTER AHSA} \u5b66")
    ((_, (words, _)),) = index.pieces()
    assert words == ["zebra", "\u5b66", "\N{GOTHIC LETTER AHSA}", "\N{FULLWIDTH LATIN SMALL LETTER A}"]


def test_an_edit_changes_few_pieces() -> None:
    def made(texts: list[str]) -> set[str]:
        index = WordIndex(levels=1)
        for row, text in enumerate(texts):
            index.add(row, text)
        return {piece_file("data", "words", piece)[1] for _, piece in index.pieces()}

    chance = random.Random(2)  # noqa: S311
    texts = [" ".join("".join(chance.choices("abcdefgh", k=4)) for _ in range(100)) for _ in range(900)]
    before, after = made(texts), made([*texts[:-1], f"{texts[-1]} cccc cdcd"])
    assert len(before) > 4
    assert len(after - before) <= 2


def test_a_piece_is_a_script_named_by_what_is_in_it() -> None:
    key, path, content = piece_file("data/menu", "names", ["</script>", "\u2028é"])
    assert path == f"data/menu/names-{key}.js"
    call, _, rest = content.decode().partition("(")
    assert call == "changepackTake"
    assert json.loads(f"[{rest.strip().removesuffix(')')}]") == [key, ["</script>", "\u2028é"]]
    assert piece_file("data/menu", "names", ["other"])[0] != key
