"""What makes two places unlike: the group of their locale and the band of their size. Not for the places themselves."""

from __future__ import annotations

from bisect import bisect_right

__all__ = ["SIZE_BANDS", "locale_group", "size_band", "unlike"]

SIZE_BANDS = (1, 300, 600, 1_000, 2_500, 5_000, 10_000, 25_000)
"""Least enrollment of each band of district size (NCES, Digest of Education Statistics 2022, table 214.20)."""


def locale_group(locale: str | None) -> str | None:
    """City, suburb, town or rural: the part of an NCES locale before the hyphen."""
    return locale.partition("-")[0] if locale else None


def size_band(enrollment: int | None) -> int | None:
    """Number of the band, from 1 (under 300 students) to 8 (25,000 and more); None when unknown or nobody is there."""
    return bisect_right(SIZE_BANDS, enrollment) if enrollment else None


def unlike(one: tuple[str | None, int | None], other: tuple[str | None, int | None]) -> bool:
    """Whether two places, each given as (locale, enrollment), differ in locale group or size band.

    Unknown never differs.
    """
    groups = locale_group(one[0]), locale_group(other[0])
    bands = size_band(one[1]), size_band(other[1])
    return any(None not in pair and pair[0] != pair[1] for pair in (groups, bands))
