"""Days of publication out of what documents say. Nothing is guessed.

A date counts only when day, month and year are all there and there is one way to read them:
``03/04/2020`` is two different days, so it is no date; ``13/03/2020`` is one.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from sayso.reading.model import Dated

_MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS: Final = {name[:n]: number for number, name in enumerate(_MONTH_NAMES, 1) for n in (3, len(name))} | {"sept": 9}
_ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "cet": 1, "cest": 2,
}  # fmt: skip
"""Zone names with one meaning in English-language press; CST, BST and IST have several and are left out."""

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAYNAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = (
    r"(?:[,\s|·•–—-]|\bat\b)*(?:(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"|(?P<hour2>\d{1,2})\s?(?P<half2>[ap]\.?\s?m\b\.?))(?:\s*\(?(?P<zone>utc|gmt|z|[ecmp][sd]t|cest|cet)\b)?"
    r"(?:\s*(?P<offset>[+-]\d{1,2}(?::?[0-5]\d)?)\b)?"
)
_WORDS: Final = re.compile(
    rf"{_DAYNAME}(?:(?P<month>{_MONTH})\.?[\s-]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]+"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month2>{_MONTH})\.?,?[\s-]+)(?P<year>\d{{4}})(?!\d)(?:{_TIME})?",
    re.I,
)
_ISO: Final = re.compile(r"(\d{4})([-/.]?)(\d\d)\2(\d\d)(?!\d)(?:[T\s]+(\S.*))?", re.I)
_NUMBERS: Final = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}})(?!\d)(?:{_TIME})?", re.I)
_RFC: Final = re.compile(r"[a-z]{3},? \d{1,2} [a-z]{3} \d{4} \d\d:\d\d", re.I)
_IN_PATH: Final = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)|(?:/|[-_])(\d{4})-(\d\d)-(\d\d)(?:[/_.-]|$)")

_LEAD: Final = (
    r"(?:first\s+)?(?:published|posted|issued|released|filed|press release|date|dated)\b"
    r"(?:\s+(?:on|at))?\s*[:|–—-]?\s*"
)
_CHANGED: Final = re.compile(r"\b(?:updated|modified|edited|corrected|revised|archived|accessed|retrieved)\b", re.I)
_LABELLED: Final = re.compile(_LEAD, re.I)
_BYLINE: Final = re.compile(r"by\s+[^\d]{3,80}?[|·•,–—-]\s*", re.I)
_WIRE: Final = re.compile(r"[A-Z][A-Z .'’-]{2,40}(?:,[^\d\n]{2,40}?)?[,(\s–—-]+")
_AFTER: Final = re.compile(r"\s*(?:\.?$|[|·•(\[/]|[–—-]|by\b)", re.I)
_WIRE_END: Final = re.compile(r"[^.\n]{0,40}?(?:–|—|--|\s-\s|:\s|\)\s)")


def parse(said: str, where: str) -> Dated | None:
    """The day (and moment, if given) that a date as written stands for; None unless it can only mean one day.

    Reads ISO 8601, RFC 5322, day-month-year in words and unambiguous numbers. ``where`` is passed through.
    """
    said = " ".join(said.split())
    if len(said) > 80:
        return None
    iso = _ISO.fullmatch(said)
    if iso:
        return _iso(iso, where)
    if _RFC.match(said):
        return _rfc(said, where)
    words = _WORDS.match(said)
    if words and not re.search(r"\d", said[words.end() :]):  # else a range, or more than a date
        return _words(words, where)
    numbers = _NUMBERS.fullmatch(said)
    return _numbers(numbers, where) if numbers else None


def given(value: date, where: str = "caller") -> Dated:
    """A date or datetime somebody states outright."""
    if isinstance(value, datetime):
        return Dated(value.date(), value, where)
    return Dated(value, None, where)


def from_url(url: str | None) -> Dated | None:
    """The day in the path of an address (``/2020/03/13/``), None if it holds none or more than one."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    days = {_day(*(int(part) for part in found.groups() if part)) for found in _IN_PATH.finditer(path)} - {None}
    only = days.pop() if len(days) == 1 else None
    return Dated(only, None, "URL") if only else None


def dateline(text: str, lines: int = 12) -> Dated | None:
    """The publication date that stands visibly at the head of a text; None if there is none, or two that differ.

    Counts: a line that is a date or starts with one, a date after "Published" or a byline, and the
    wire form ``BAGHDAD, March 11, 2020 (AFP) —``. A line that speaks of an update does not count.
    """
    heads = [line.strip() for line in text[:6000].split("\n") if line.strip()][:lines]
    found = [each for each in map(_in_line, heads) if each]
    return found[0] if len({each.day for each in found}) == 1 else None


def labelled(text: str) -> Dated | None:
    """The date in a short line that says outright it is that of publication (``Published 13 March 2020``)."""
    line = text.strip()
    label = _LABELLED.match(line)
    if len(line) > 120 or not label or _CHANGED.search(line):
        return None
    return _at(line[label.end() :], "line 'Published'")


def _in_line(line: str) -> Dated | None:
    if len(line) <= 120 and not _CHANGED.search(line):
        for lead in (_LABELLED, _BYLINE, re.compile("")):
            start = lead.match(line)
            if start and (found := _at(line[start.end() :], "dateline")):
                return found
    return _wire(line[:160])


def _wire(line: str) -> Dated | None:
    place = _WIRE.match(line)
    if not place:
        return None
    for start in range(max(0, place.end() - 12), place.end() + 30):  # past an agency's name in brackets
        if start and line[start - 1 : start].isalnum():
            continue
        date_said = _WORDS.match(line, start)
        if date_said and _WIRE_END.match(line, date_said.end()):
            return _words(date_said, "dateline")
    return None


def _at(rest: str, where: str) -> Dated | None:
    words = _WORDS.match(rest)
    if words and _AFTER.match(rest, words.end()):
        return _words(words, where)
    for pattern, read in ((_ISO, _iso), (_NUMBERS, _numbers)):
        whole = pattern.fullmatch(rest.rstrip(" .|"))
        if whole:
            return read(whole, where)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    if not 1800 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(found: re.Match[str], where: str) -> Dated | None:
    day = _day(int(found[1]), int(found[3]), int(found[4]))
    if day is None:
        return None
    if found[5] is None:
        return Dated(day, None, where)
    time = re.sub(r"\s*(?:utc|gmt|z)$", "+00:00", found[5].strip(), flags=re.I)
    time = re.sub(r"\s+([+-])", r"\1", time)
    try:
        at = datetime.fromisoformat(f"{day.isoformat()}T{time}")
    except ValueError:
        return Dated(day, None, where)
    return Dated(day, at, where)


def _rfc(said: str, where: str) -> Dated | None:
    try:
        at = parsedate_to_datetime(said)
    except ValueError:
        return None
    return Dated(at.date(), at, where) if _day(at.year, at.month, at.day) else None


def _words(found: re.Match[str], where: str) -> Dated | None:
    month = _MONTHS[(found["month"] or found["month2"]).lower()]
    day = _day(int(found["year"]), month, int(found["day"] or found["day2"]))
    return Dated(day, _moment(day, found), where) if day else None


def _numbers(found: re.Match[str], where: str) -> Dated | None:
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    days = {_day(year, other, one), _day(year, one, other)} - {None}
    if len(days) != 1:
        return None  # two readings, or none
    day = days.pop()
    return Dated(day, _moment(day, found), where) if day else None


def _moment(day: date, found: re.Match[str]) -> datetime | None:
    hour, minute = found["hour"] or found["hour2"], int(found["minute"] or 0)
    if hour is None:
        return None
    half = (found["half"] or found["half2"] or "").lower()
    hours = int(hour) % 12 + 12 * half.startswith("p") if half else int(hour)
    if hours > 23 or (half and not 1 <= int(hour) <= 12):
        return None
    return datetime(day.year, day.month, day.day, hours, minute, tzinfo=_zone(found["zone"], found["offset"]))


def _zone(name: str | None, offset: str | None) -> timezone | None:
    if offset:
        sign, digits = (-1 if offset[0] == "-" else 1), offset[1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        return timezone(sign * timedelta(hours=hours, minutes=minutes)) if hours < 15 else None
    hours_off = _ZONES.get((name or "").lower())
    return None if hours_off is None else timezone(timedelta(hours=hours_off))
