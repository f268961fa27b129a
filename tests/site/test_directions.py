"""Texts that run from right to left stand on pages whose own words run from left to right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample_library import sample_catalog, sample_library
from tests.site.conftest import Visit
from tests.site.sites import build_library, served_site

ENDS_OF_LETTERS = """(element) => {
    const box = (from, to) => {
        const range = document.createRange();
        range.setStart(from.node, from.at);
        range.setEnd(to.node, to.at);
        return range.getBoundingClientRect();
    };
    const node = element.lastChild;
    const last = node.data.trimEnd().length;
    return [box({node, at: 0}, {node, at: last - 1}), box({node, at: last - 1}, {node, at: last})].map((box) => box.left);
}"""
"""Where the last text of an element begins, and where its last sign stands."""


@pytest.mark.parametrize("name", ["شبكة النهر للتعليم", "רשת הנהר"])
def test_a_number_stays_behind_the_name_and_a_full_stop_ends_its_text(visit: Visit, tmp_path: Path, name: str) -> None:
    catalog = sample_catalog()
    hubs = {key: hub.model_copy(update={"name": name}) for key, hub in catalog.hubs.items()}
    packages = {key: package.model_copy(update={"summary": f"{name}."}) for key, package in catalog.packages.items()}
    with served_site(build_library(sample_library(hubs=hubs, packages=packages), tmp_path)) as site:
        page = visit().go(site.url + "packages/")
        row = page.locator(".cp-row", has_text=name).first
        note = row.locator(".cp-note")
        bare = note.locator("bdi").bounding_box()
        assert bare
        words, _ = note.evaluate(ENDS_OF_LETTERS)
        assert words >= bare["x"] + bare["width"] - 1, "': 3 ideas' stands to the right of the name"
        letters, stop = row.locator("p:not([class])").evaluate(ENDS_OF_LETTERS)
        assert stop < letters, "the full stop stands to the left of the letters"
