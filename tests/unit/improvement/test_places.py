"""When two places are unlike: locale groups, size bands, and what is not known."""

from __future__ import annotations

import pytest

from generator.improvement.places import locale_group, size_band, unlike


@pytest.mark.parametrize(
    ("enrollment", "band"),
    [
        (None, None), (0, None), (1, 1), (299, 1), (300, 2), (599, 2), (600, 3), (999, 3), (1_000, 4), (2_499, 4),
        (2_500, 5), (4_999, 5), (5_000, 6), (9_999, 6), (10_000, 7), (24_999, 7), (25_000, 8), (600_000, 8),
    ],
)  # fmt: skip
def test_size_bands_are_those_of_the_national_tables(enrollment: int | None, band: int | None) -> None:
    assert size_band(enrollment) == band


def test_the_group_of_a_locale_is_its_first_word() -> None:
    assert [locale_group(locale) for locale in ("city-large", "city-small", "rural-remote", None)] == [
        "city", "city", "rural", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("city-large", 400), ("rural-remote", 400)),
        (("city-large", 400), ("city-large", 4_000)),
        (("city-large", None), ("rural-remote", 400)),
        ((None, 400), ("city-large", 4_000)),
    ],
)
def test_places_differ_in_locale_or_in_size(one: tuple[str | None, int | None], other: tuple[str, int]) -> None:
    assert unlike([one, other])
    assert unlike([one, one, other, other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("city-large", 400), ("city-small", 500)),
        ((None, 400), ("city-large", None)),
        ((None, None), ("city-large", 400)),
        ((None, None), (None, None)),
    ],
)
def test_the_unknown_never_differs(one: tuple[str | None, int | None], other: tuple[str | None, int | None]) -> None:
    assert not unlike([one, other])
    assert not unlike([other, one, other])
    assert not unlike([one])
