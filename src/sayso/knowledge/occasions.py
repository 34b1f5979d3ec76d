"""Days that somebody might mark: births, deaths, battles, revolutions, religious and national days, in four calendars."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sayso.knowledge.rows import DATA, Row, one_of, read_rows

CALENDARS: Final = ("gregorian", "persian", "hijri", "hebrew")
KINDS: Final = (
    "birth", "death", "battle", "attack", "massacre", "war", "revolution", "coup", "founding", "treaty", "national", "religious",
    "remembrance", "disaster",
)  # fmt: skip
RULES: Final = ("last-friday", "adar")
_EASTER: Final = re.compile(r"(orthodox-)?easter([+-]\d{1,2})")
_STATE: Final = re.compile(r"[A-Z]{3}")
_OBSERVED: Final = re.compile(r"([A-Z]{3}):([+-]\d)")


@dataclass(frozen=True, slots=True)
class Community:
    """Who marks occasions together without being a state; ``members`` are countries and actor ids."""

    id: str
    name: str
    members: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occasion. ``month``, ``day`` and ``year`` (the first; None when it has none) are of its own ``calendar``.

    ``constituency`` are the countries and communities that mark it. ``disputed`` days are told differently by sources.
    ``observed`` says by how many days a country usually marks it later. ``moved`` days shift by a day or two from year to
    year to keep clear of the Sabbath.
    """

    id: str
    name: str
    kind: str
    calendar: str
    month: int
    day: int
    year: int | None
    constituency: tuple[str, ...]
    disputed: bool
    moved: bool
    rule: str | None
    observed: Mapping[str, int]
    source: str

    def falls(self, year: int, country: str | None = None) -> date | None:
        """The day in a year of its own calendar, as ``country`` marks it; None when that year lacks it or no table has it."""
        found = _day_in(self.calendar, year, self.month, self.day, self.rule)
        return found + timedelta(self.observed.get(country or "", 0)) if found else None

    def between(self, first: date, last: date, country: str | None = None) -> list[date]:
        """Every anniversary from ``first`` to ``last`` (inclusive), the happening itself left out."""
        begin, end = _year_of(self.calendar, first) - 1, _year_of(self.calendar, last) + 1
        years = range(max(begin, (self.year or 0) + 1), end + 1)
        found = [day for year in years if (day := self.falls(year, country)) is not None]
        return [day for day in found if first <= day <= last]


def _year_of(calendar: str, day: date) -> int:
    """About the year of a calendar in which a day lies, a year too late at most."""
    if calendar == "hijri":
        return int((day.year - 622) * 33 / 32) + 1
    return day.year + {"gregorian": 0, "persian": -621, "hebrew": 3761}[calendar]


@cache
def _day_in(calendar: str, year: int, month: int, day: int, rule: str | None) -> date | None:
    if rule == "last-friday":
        days = [found for each in range(23, 31) if (found := _day_in(calendar, year, month, each, None)) is not None]
        return max((each for each in days if each.weekday() == 4), default=None)
    if rule is not None and (feast := _EASTER.fullmatch(rule)) is not None:
        from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

        sunday: date = easter(year, EASTER_ORTHODOX if feast[1] else EASTER_WESTERN)
        return sunday + timedelta(int(feast[2]))
    if calendar == "hebrew":
        from pyluach.dates import HebrewDate
        from pyluach.hebrewcal import Year

        # Purim is kept in the second Adar of a leap year, which the library counts as month 13.
        return _plain(HebrewDate(year, 13 if rule == "adar" and Year(year).leap else month, day).to_pydate())
    if calendar == "persian":
        # Six months of 31 days, then of 30: only the first day of the year needs the sky.
        before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
        return _nowruz(year) + timedelta(before + day - 1)
    try:
        if calendar == "gregorian":
            return date(year, month, day)
        from hijridate import Hijri

        return date(*Hijri(year, month, day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


@cache
def _nowruz(year: int) -> date:
    from persiantools.jdatetime import JalaliDate

    first: date = JalaliDate(year, 1, 1).to_gregorian()  # type: ignore[no-untyped-call]
    return _plain(first)


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)


@cache
def communities(root: Path = DATA) -> Mapping[str, Community]:
    """Every community by id. Raises KnowledgeError for a row that breaks the format."""
    required = {"id": str, "name": str, "members": list, "source": str}
    rows = read_rows("calendar_communities.jsonl", required, root=root)
    return MappingProxyType({row["id"]: Community(row["id"], row["name"], row.texts("members"), row["source"]) for row in rows})


@cache
def occasions(root: Path = DATA) -> tuple[Occasion, ...]:
    """Every occasion, in file order. Raises KnowledgeError for a row that breaks the format or names no day."""
    required = {
        "id": str, "name": str, "kind": str, "calendar": str, "month": int, "day": int, "constituency": list, "source": str,
    }  # fmt: skip
    optional = {"year": int, "disputed": bool, "moved": bool, "rule": str, "observed": list}
    known = communities(root)
    return tuple(_occasion(row, known) for row in read_rows("calendar.jsonl", required, optional, root=root))


def _occasion(row: Row, known: Mapping[str, Community]) -> Occasion:
    for key, allowed in (("calendar", CALENDARS), ("kind", KINDS), ("rule", (None, *RULES))):
        if row[key] not in allowed and not (key == "rule" and _EASTER.fullmatch(row[key])):
            raise row.fail(f"{key} {row[key]!r}; {one_of(str(row[key]), [each for each in allowed if each])}")
    most = {"gregorian": (12, 31), "persian": (12, 31), "hijri": (12, 30), "hebrew": (13, 30)}[row["calendar"]]
    if not (1 <= row["month"] <= most[0] and 1 <= row["day"] <= most[1]):
        raise row.fail(f"month {row['month']}, day {row['day']} is no day of the {row['calendar']} calendar")
    for who in row.texts("constituency"):
        if not _STATE.fullmatch(who) and who not in known:
            raise row.fail(f"constituency {who!r} is neither a country (three capitals) nor a community; {one_of(who, known)}")
    observed = {}
    for said in row.texts("observed"):
        match = _OBSERVED.fullmatch(said)
        if match is None:
            raise row.fail(f"observed {said!r} is not written COUNTRY:+DAYS, e.g. PAK:+1")
        observed[match[1]] = int(match[2])
    return Occasion(
        row["id"], row["name"], row["kind"], row["calendar"], row["month"], row["day"], row["year"], row.texts("constituency"),
        bool(row["disputed"]), bool(row["moved"]), row["rule"], MappingProxyType(observed), row["source"],
    )  # fmt: skip


def marked_by(actors: frozenset[str], found: tuple[Occasion, ...] | None = None) -> tuple[Occasion, ...]:
    """The occasions that some actors' countries or communities mark, in file order."""
    who = set(actors) | {actor.split("-")[0] for actor in actors}
    who |= {each.id for each in communities().values() if who & set(each.members)}
    return tuple(each for each in found or occasions() if who & set(each.constituency))
