"""What is locked may be used here, and is listed."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from tests.licences import ALLOWED, LOCK, licence, locked, page


@pytest.mark.parametrize("name", locked())
def test_a_locked_package_has_a_licence_that_is_allowed(name: str) -> None:
    words = set(re.findall(r"[\w.-]+", licence(name))) - {"AND", "OR"}
    assert words, f"{name} names no licence"
    assert words <= ALLOWED


def test_the_list_of_licences_is_up_to_date() -> None:
    if {name: metadata.version(name) for name in locked()} != locked():
        pytest.skip("this environment was not made from requirements.lock")
    written = LOCK.with_name("THIRD-PARTY.md").read_text(encoding="utf-8")
    assert written == page(), "write it anew: python -m tests.licences > THIRD-PARTY.md"


def test_every_locked_file_has_a_hash() -> None:
    for block in re.split(r"\n(?=[a-z0-9])", LOCK.read_text(encoding="utf-8"))[1:]:
        assert "==" in block.partition("\n")[0]
        assert "--hash=sha256:" in block, block
