"""The licences of every locked package, read from what is installed; no network.

    python -m tests.licences > THIRD-PARTY.md

`test_licences` holds the list against what is allowed, and the file against the list.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

__all__ = ["ALLOWED", "licence", "locked", "page"]

LOCK = Path(__file__).parents[1] / "requirements.lock"
ALLOWED = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MPL-2.0", "PSF-2.0", "Zlib"}
)
"""May be used by, and given on with, a program under the MIT licence. MPL: as long as their own files are unchanged."""

_NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT Licence": "MIT",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What packages write where they do not write the short names of SPDX."""
_ABOUT = """\
# Licences of others

Made by `python -m tests.licences` from the packages that `requirements.lock` names; a test compares.

A built site holds scripts, styles and icons of Material for MkDocs (MIT; its icons: Apache-2.0, CC BY 4.0 and CC0,
named in each icon that asks for it). Everything else in it is this project's own, under LICENSE and LICENSE-CONTENT.
"""


def locked() -> dict[str, str]:
    """Name -> version of every package that is locked for this Python and system."""
    found = {}
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if re.match(r"[a-z0-9]", line):
            need = Requirement(line.rstrip("\\ "))
            if need.marker is None or need.marker.evaluate():
                found[need.name] = str(need.specifier).removeprefix("==")
    return found


def licence(name: str) -> str:
    """The licence of an installed package, by its short name; empty where it tells none."""
    told = metadata.metadata(name)
    classifiers = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    for words in (told["License-Expression"], told["License"], *classifiers):
        if words and words != "UNKNOWN" and len(words) < 60:
            return str(_NAMES.get(words, words))
    return ""


def page() -> str:
    """THIRD-PARTY.md."""
    names = locked()
    needed = _needed("changepack", set())
    parts = [("To build a site", sorted(names.keys() & needed)), ("To test and pack", sorted(names.keys() - needed))]
    tables = [
        "\n".join(
            [f"\n## {title}\n", "| package | licence |", "| --- | --- |", *(f"| {x} | {licence(x)} |" for x in rows)]
        )
        for title, rows in parts
    ]
    return "\n".join([_ABOUT.rstrip(), *tables, ""])


def _needed(name: str, seen: set[str]) -> set[str]:
    """A package's needs, and theirs."""
    for line in metadata.requires(name) or []:
        need = Requirement(line)
        other = re.sub(r"[-_.]+", "-", need.name).lower()
        if other not in seen and (need.marker is None or need.marker.evaluate()):
            seen.add(other)
            _needed(other, seen)
    return seen


if __name__ == "__main__":
    print(page(), end="")
