"""The date that a build is dated by: of SOURCE_DATE_EPOCH, a number of seconds since 1970, or of the clock.

Does not look at the clock; only the command line does.
"""

from __future__ import annotations

import datetime as dt

__all__ = ["build_date"]

_FIRST, _LAST = 1980, 2105
"""Years that every file of a site can name: Word documents, which are zips, none before; gzip none after."""
_SECONDS = 2**32


def build_date(epoch: str | None, now: dt.datetime) -> dt.date:
    """The date of so many seconds since 1970 when they are given, else of now.

    Raises ValueError where that is no such number, OSError where the machine's clock stands where nothing can be built.
    """
    if not _FIRST <= now.year <= _LAST:
        raise OSError(0, f"this machine's clock says {now.date()}, and no site can bear that date")
    if epoch is None:
        return now.date()
    if not (epoch.isascii() and epoch.isdecimal()) or len(epoch) > len(str(_SECONDS)) or int(epoch) >= _SECONDS:
        raise ValueError(f"SOURCE_DATE_EPOCH is '{epoch}', but must be a whole number of seconds from 1970 to {_LAST}")
    return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
