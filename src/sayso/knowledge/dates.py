"""Dates as the data files write them: ``2014``, ``2014-06`` or ``2014-06-10``; the precision is part of the value."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from sayso.knowledge.rows import Row

_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def earliest(written: str) -> date:
    """The first day a written date can mean: ``2014`` is 1 January 2014. Raises ValueError if it is no date."""
    year, month, day = _parts(written)
    return date(year, month or 1, day or 1)


def latest(written: str) -> date:
    """The last day a written date can mean: ``2014-06`` is 30 June 2014. Raises ValueError if it is no date."""
    year, month, day = _parts(written)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def active_between(first: str | None, last: str | None, day: date) -> bool:
    """True unless ``day`` is surely before ``first`` or after ``last``; an open end excludes nothing."""
    begun = first is None or earliest(first) <= day
    over = last is not None and latest(last) < day
    return begun and not over


def check_dates(row: Row) -> None:
    """Raise KnowledgeError when ``first`` or ``last`` of a row is no date, or ``last`` comes before ``first``."""
    for key in ("first", "last"):
        if row[key] is not None:
            try:
                earliest(row[key])
            except ValueError as error:
                raise row.fail(f"{key} {row[key]!r} is no date (2014, 2014-06 or 2014-06-10): {error}") from error
    if row["first"] is not None and row["last"] is not None and latest(row["last"]) < earliest(row["first"]):
        raise row.fail(f"last {row['last']} is before first {row['first']}")


def _parts(written: str) -> tuple[int, int, int]:
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError("written some other way")
    year, month, day = (int(part or 0) for part in match.groups())
    if match[2] is not None:
        date(year, month, day if match[3] is not None else 1)
    return year, month, day
