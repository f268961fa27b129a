"""One builder and one trial for all faults: each leaves the project healed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.builder import Builder
from tests.faults.trial import Trial


@pytest.fixture(scope="session")
def builder() -> Iterator[Builder]:
    with Builder() as builder:
        yield builder


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory, builder: Builder) -> Trial:
    return Trial(tmp_path_factory.mktemp("trial"), builder)
