"""The attack texts: our own lists in `vectors/`, and lists of others from a folder that `ATTACKS` names.

Only reads. What is done with the texts is the business of the tests; `README.md` says which lists of others were used.
"""

from __future__ import annotations

import json
import os
from functools import cache
from itertools import product
from pathlib import Path

__all__ = ["OTHERS", "attacks", "combined", "in_markdown", "of_list", "of_others"]

_OWN = Path(__file__).parent / "vectors"
OTHERS = Path(os.environ["ATTACKS"]) if os.environ.get("ATTACKS") else None
"""Folder with lists of others, for a run by hand; None in the normal run."""


@cache
def of_list(name: str) -> tuple[str, ...]:
    """The texts of one list of ours: one a line below the opening remarks, with `\\n` and the like for characters."""
    _, _, lines = (_OWN / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    texts = (line for line in lines.splitlines() if line and not line.startswith("# --"))
    return tuple(dict.fromkeys(text.encode("latin-1", "backslashreplace").decode("unicode_escape") for text in texts))


@cache
def attacks() -> tuple[str, ...]:
    """All of our own lists, the lists of different things mixed, so that any stretch holds some of each."""
    lists = [of_list(path.stem) for path in sorted(_OWN.glob("*.txt"))]
    longest = max(map(len, lists))
    spread = sorted(
        (
            (at * longest // len(texts), number, text)
            for number, texts in enumerate(lists)
            for at, text in enumerate(texts)
        )
    )
    return tuple(dict.fromkeys(text for _, _, text in spread))


@cache
def in_markdown() -> tuple[str, ...]:
    """Every address as the target of each kind of link that Markdown knows."""
    forms = ("[x]({})", "[x](<{}>)", "<{}>", "![x]({})", '[x]({} "t")', "[x]: {}\n\n[x]")
    return tuple(form.format(address) for form, address in product(forms, of_list("addresses")))


@cache
def combined() -> tuple[str, ...]:
    """Every way out of an attribute or element before every text that runs: what no list holds in full."""
    ways_out = (
        '"',
        "'",
        "`",
        '">',
        "'>",
        "-->",
        "]]>",
        "</",
        "</script>",
        "</style>",
        "</title>",
        "</textarea>",
        '\\"',
        "&quot;>",
    )
    runs = [text for text in of_list("html") if "alert(1)" in text and len(text) < 60]
    return tuple(out + text for out, text in product(ways_out, runs))


@cache
def of_others() -> tuple[str, ...]:
    """The lists of others, without what we have: `.txt` files hold a text a line, `.json` files a list of texts."""
    texts: list[str] = []
    for path in sorted(OTHERS.iterdir()) if OTHERS else ():
        content = path.read_text(encoding="utf-8")
        texts += json.loads(content) if path.suffix == ".json" else content.splitlines()
    return tuple(text for text in dict.fromkeys(texts) if text.strip() and text not in set(attacks()))
