"""The date that SOURCE_DATE_EPOCH stands for: a number of seconds since 1970, by which a build can be dated.

Does not look at the clock; only the command line does.
"""

from __future__ import annotations

import datetime as dt

__all__ = ["date_of"]


def date_of(epoch: str) -> dt.date | None:
    """The date of so many seconds since 1970; None where that is not a number, or lies after the year 9999."""
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date() if epoch.isdecimal() else None
    except (ValueError, OverflowError, OSError):
        return None
