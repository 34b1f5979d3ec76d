"""What could be known when: by the day or the minute a report was published, and by when this case had read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, select

from sayso.record.log import microseconds
from sayso.record.schema import log, report

Moment = date | datetime
"""A day, to its end; or a minute, without a zone taken as UTC."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where knowledge ends: at a day or minute of publication, and at an entry of the log. None: no end."""

    moment: Moment | None = None
    until: int | None = None

    @property
    def day(self) -> date | None:
        """The day of the moment; in UTC for a minute with a zone."""
        if isinstance(self.moment, datetime):
            return _utc(self.moment).date()
        return self.moment

    def sees(self) -> list[ColumnElement[bool]]:
        """The conditions a report in sight meets.

        Of a report whose minute is not known, only the end of its day is certain, so at a minute of that
        day it is not yet in sight.
        """
        found: list[ColumnElement[bool]] = []
        if isinstance(self.moment, datetime):
            at = microseconds(_utc(self.moment))
            timed = report.c.published_at
            day = _utc(self.moment).date()
            found.append((timed.is_not(None) & (timed <= at)) | (timed.is_(None) & (report.c.published < day)))
        elif self.moment is not None:
            found.append(report.c.published <= self.moment)
        if self.until is not None:
            found.append(report.c.seq <= self.until)
        return found

    def known(self, withdrawn: int | None) -> int | None:
        """The number of a withdrawal, None if it lies beyond the end."""
        return None if withdrawn is None or (self.until is not None and withdrawn > self.until) else withdrawn


EVERYTHING: Final = Cut()
"""No end: all that is known."""


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def entry_by(connection: Connection, read_by: Moment) -> int:
    """The last entry written by a moment (a day: by its end, UTC); 0 if there is none."""
    if isinstance(read_by, datetime):
        limit: Any = log.c.at <= microseconds(_utc(read_by))
    else:
        limit = log.c.at < microseconds(datetime(read_by.year, read_by.month, read_by.day, tzinfo=UTC)) + 86_400_000_000
    last = select(log.c.seq).where(limit).order_by(log.c.seq.desc()).limit(1)
    return int(connection.execute(last).scalar() or 0)
