"""What makes two places unlike: the group of their locale and the band of their size. Not for the places themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

__all__ = ["SIZE_BANDS", "locale_group", "size_band", "unlike"]

SIZE_BANDS = (1, 300, 600, 1_000, 2_500, 5_000, 10_000, 25_000)
"""Least enrollment of each band of district size (NCES, Digest of Education Statistics 2022, table 214.20)."""


def locale_group(locale: str | None) -> str | None:
    """City, suburb, town or rural: the part of an NCES locale before the hyphen."""
    return locale.partition("-")[0] if locale else None


def size_band(enrollment: int | None) -> int | None:
    """Number of the band, from 1 (under 300 students) to 8 (25,000 and more); None when unknown or nobody is there."""
    return bisect_right(SIZE_BANDS, enrollment) if enrollment else None


def unlike(places: Iterable[tuple[str | None, int | None]]) -> bool:
    """Whether any two places, each given as (locale, enrollment), differ in locale group or size band.

    Unknown never differs.
    """
    groups, bands = set[str | None](), set[int | None]()
    for locale, enrollment in places:
        groups.add(locale_group(locale))
        bands.add(size_band(enrollment))
    return len(groups - {None}) > 1 or len(bands - {None}) > 1
