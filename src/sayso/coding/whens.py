"""When a text says things happened: every expression of time, with the days it names.

Conventions (all intervals inclusive, weeks Monday to Sunday):

* A weekday, month or date without a year is the latest that has begun by publication; in words
  about the future, the next. "last week" is the calendar week before publication (a Sunday paper's
  reaches to Saturday), "this week" the whole week of publication.
* "late December" is 21-31 December, "early 2019" January to April, "the summer of 2019" June to August.
* "the past three months" runs from three months before publication to publication; "recently" is
  the thirty days before it; other loose words are given their spans in ``data/when.yml``.
* "since May 2019" ends at publication; "until" and "by" leave the first day open, "after" the last
  unless it lies before publication.
* A time of day stays in ``said`` and names its day. Durations ("for three weeks"), habits ("every
  Friday") and "now" are not expressions of time here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sayso.coding.when_atoms import Context, find_atoms
from sayso.coding.when_dates import DATE_RULES
from sayso.coding.when_merge import chosen, merged
from sayso.coding.when_periods import DAY, Period
from sayso.coding.when_phrases import FLOATING, Mention, with_bound, with_part, with_ranges
from sayso.coding.when_relative import RELATIVE_RULES
from sayso.coding.when_tense import Tenses
from sayso.coding.when_words import pattern
from sayso.coding.when_years import YEAR_RULES
from sayso.types import When

RULES: Final = DATE_RULES + YEAR_RULES + RELATIVE_RULES
TRIGGER: Final = (
    r"\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d|['’]\d0['’]?s|\d{1,2}\s?[ap]\.?m|\d{1,2}:\d\d|9/11"
    r"|\b(?:<MONTH>|<WEEKDAYS>|<SEASON>|<UNITS>|<UNIT>|<PART>|<RECENTLY>|<HOLIDAY>|today|tonight|yesterday|tomorrow|"
    r"overnight|weekend|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|nineteen|thousand|recent|"
    r"on<S>the<S>\d{1,2}(?:st|nd|rd|th)|Q[1-4])\b"
)
AROUND: Final = 70
"""Characters on either side of a word for time that are searched for the rest of the expression."""
LOOSE: Final = ("rolling", "recently")
"""Kinds that no later "two days later" counts from."""


def windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text` that hold a word for time."""
    start = end = -1
    for found in pattern(TRIGGER).finditer(text):
        if end >= 0 and found.start() - AROUND <= end:
            end = found.end() + AROUND
            continue
        if end >= 0:
            yield start, end
        start, end = max(0, found.start() - AROUND), found.end() + AROUND
    if end >= 0:
        yield start, end


def mentions(text: str) -> list[Mention]:
    """The expressions of time in `text`, not yet resolved to days."""
    atoms = [atom for start, end in windows(text) for atom in find_atoms(text, start, min(end, len(text)), RULES)]
    parts = [found for atom in merged(text, chosen(atoms)) if (found := with_part(text, atom))]
    return [with_bound(text, mention) for mention in with_ranges(text, parts)]


def periods_in(
    text: str, published: date, published_at: datetime | None = None, future: bool | None = None
) -> list[tuple[Mention, Period]]:
    """Every mention with the closed period it names, before any open end is applied."""
    out: list[tuple[Mention, Period]] = []
    tenses = Tenses(text)
    last: Period | None = None
    for mention in mentions(text):
        ahead = future
        if future is None and (mention.kind in FLOATING or mention.kind in ("unit", "part", "range")):
            ahead = tenses.ahead(mention.start, mention.end)
        try:
            period = mention.get(Context(published, published_at, last, ahead))
        except (ValueError, OverflowError):  # a day outside the calendar, such as "9000 years ago"
            continue
        if period is None:
            continue
        out.append((mention, period))
        if mention.kind not in LOOSE:
            last = period
    return out


def find_whens(text: str, published: date, published_at: datetime | None = None, *, future: bool | None = None) -> list[When]:
    """Every expression of time in `text` with the days it names, in order; `start` and `end` index `text`.

    `published` is the day of publication, `published_at` its minute if known (it settles "ten hours
    ago"). `future` says whether dates without a year lie ahead (True) or back (False) of it; None
    judges each by the words around it.
    """
    found = periods_in(text, published, published_at, future)
    whens: list[When] = []
    for mention, period in found:
        when = as_when(text, mention, period, published)
        end = whens[-1].end if whens else 0
        if (when.start or 0) < (end or 0):  # a "later" between two dates belongs to one of them only, the first
            when = as_when(text, replace(mention, bound=""), period, published)
        if (when.start or 0) >= (end or 0):
            whens.append(when)
    return whens


def as_when(text: str, mention: Mention, period: Period, published: date) -> When:
    """The `When` of a mention, its open ends opened."""
    start, end = (mention.outer, mention.outer_end) if mention.bound else (mention.start, mention.end)
    first, last = opened(period, mention.bound, published)
    return When(text[start:end], first, last, start, end)


def opened(period: Period, bound: str, published: date) -> tuple[date | None, date | None]:
    """First and last day once "since", "until", "before", "after" or "onward" is heard; None is open."""
    match bound:
        case "since":
            return period.first, published if published >= period.first else None
        case "until":
            return None, period.last
        case "before":
            return None, period.first - DAY if period.first > date.min else None
        case "after":
            start = period.last + DAY if period.last < date.max else period.last
            return start, published if published >= start else None
        case "onward":
            return period.first, None
        case _:
            return period.first, period.last


def resolve(said: str, published: date, *, future: bool | None = None) -> When | None:
    """The days that the expression `said` names in a report of `published`; None if it names none."""
    found = find_whens(said, published, future=future)
    if not found:
        return None
    longest = max(found, key=lambda when: len(when.said))
    return replace(longest, said=said, start=None, end=None)
