"""Words for time that lean on the day of publication ("last week") or on a date before them ("two days later").

"ago", "last", "this", "next" and "the past …" count from publication; "earlier", "later", "the
next day" and "that week" count from the date mentioned before. N weeks, months or years ago is the
calendar week, month or year that day falls in; N days ago is the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from sayso.coding import when_periods as periods
from sayso.coding.when_atoms import Atom, Context, Rules, named_season, nearest, whole_month
from sayso.coding.when_periods import DAY, Period
from sayso.coding.when_words import amount, singular, time_words

DAYS: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def plain(said: str) -> str:
    return " ".join(said.lower().split())


def read_deictic(text: str, found: re.Match[str]) -> Atom:
    """ "today", "tomorrow", "the day before yesterday"."""
    away = DAYS[found["word"].lower()] * (2 if found["twice"] else 1)
    return Atom("deictic", *found.span(), lambda context: periods.day(context.published + DAY * away))


def read_overnight(text: str, found: re.Match[str]) -> Atom:
    """The night before publication: the day before and the day itself."""
    return Atom("overnight", *found.span(), lambda context: Period(context.published - DAY, context.published))


def read_daypart(text: str, found: re.Match[str]) -> Atom:
    """ "this morning", "last night", "that evening", "the following morning"."""
    word = plain(found["which"]).split()[-1]
    away = {"last": -1, "yesterday": -1, "tomorrow": 1}.get(word, 0)

    def get(context: Context) -> Period | None:
        if word in ("that", "same"):
            return context.last if context.last and context.last.unit == "day" else None
        if word in ("following", "next", "previous"):
            return step(context.last, "day", -1 if word == "previous" else 1)
        return periods.day(context.published + DAY * away)

    return Atom("deictic", *found.span(), get)


def step(period: Period | None, unit: str, count: int) -> Period | None:
    """The calendar unit `count` after (below nought: before) `period`."""
    if period is None:
        return None
    start = period.last if count > 0 else period.first
    if unit == "weekend":
        return periods.weekend(start + DAY * 7 * count)
    return periods.containing(periods.shift(start, unit, count), unit)


def read_unit(text: str, found: re.Match[str]) -> Atom | None:
    """ "this week", "last month", "the following year", "that day"; "the week" only with a part of it ("early in")."""
    which, unit = plain(found["which"]), found["unit"].lower()
    word = which.split()[-1]
    if which == "the":
        return (
            None
            if unit == "weekend"
            else Atom("bare", *found.span(), lambda context: periods.containing(context.published, unit))
        )
    if unit == "day" and word in ("this", "last", "past", "current", "coming"):
        return None
    if which in ("the past", "the last") and unit != "weekend":
        return Atom("rolling", *found.span(), lambda context: rolling(context, unit, 1, False))
    kind = "year" if unit == "year" else "unit"
    return Atom(kind, *found.span(), lambda context: unit_period(which, unit, context))


def unit_period(which: str, unit: str, context: Context) -> Period | None:
    """The calendar unit that `which` points to."""
    now = periods.day(context.published)
    match which.split()[-1]:
        case "this" | "current":
            return periods.containing(context.published, unit)
        case "last" | "past" | "latest":
            return last_unit(unit, context)
        case "that" | "same":
            return within_unit(context.last, unit) if context.last else None
        case "following":
            return step(context.last or now, unit, 1)
        case "previous" | "preceding" | "prior":
            return step(context.last or now, unit, -1)
        case "next" if which == "the next":
            return step(context.last if unit == "day" else context.last or now, unit, 1)
        case _:
            return step(now, unit, 1)


def within_unit(spoken: Period, unit: str) -> Period | None:
    """The unit that `spoken` lies in; None if it is longer than one."""
    found = periods.containing(spoken.first, unit)
    return found if spoken.last <= found.last else None


def last_unit(unit: str, context: Context) -> Period | None:
    """The calendar unit before publication; "last week" in a Sunday paper reaches to the Saturday just past."""
    found = step(periods.day(context.published), unit, -1)
    if found and unit == "week" and context.published.weekday() == 6:
        return Period(found.first, context.published - DAY)
    if unit == "weekend":
        latest = periods.weekend(context.published)
        return latest if latest.last < context.published else found
    return found


def read_the_weekend(text: str, found: re.Match[str]) -> Atom:
    """ "over the weekend": the latest that has begun, the coming one in words about the future."""

    def get(context: Context) -> Period:
        this = periods.weekend(context.published)
        if context.ahead or this.first <= context.published:
            return this
        return periods.weekend(context.published - 7 * DAY)

    return Atom("unit", *found.span(), get)


def read_named(text: str, found: re.Match[str]) -> Atom | None:
    """ "last May", "this summer", "next Monday", "the previous Friday", "that March"."""
    which, name = plain(found["which"]).split()[-1], found["name"].lower()
    words = time_words()
    if found["name"].islower() and words.months.get(name) in words.ambiguous:
        return None
    if name in words.weekdays:
        number = words.weekdays[name]
        return Atom("weekday", *found.span(), lambda context: named_day(which, number, context))
    within = whole_month(words.months[name]) if name in words.months else named_season(name)
    kind = "month" if name in words.months else "season"
    return Atom(kind, *found.span(), lambda context: named_period(which, within, context))


def named_day(which: str, number: int, context: Context) -> Period | None:
    """The weekday that `which` points to. "next Friday" is the one of the next calendar week."""
    today = context.published
    spoken = context.last or periods.day(today)
    match which:
        case "last" | "past":
            return periods.day(today - DAY * ((today.weekday() - number - 1) % 7 + 1))
        case "this" if context.ahead is False:
            return periods.day(today - DAY * ((today.weekday() - number) % 7))
        case "this" | "coming":
            return periods.day(today + DAY * ((number - today.weekday()) % 7))
        case "next":
            return periods.day(today + DAY * (7 + number - today.weekday()))
        case "following":
            return periods.day(spoken.last + DAY * ((number - spoken.last.weekday() - 1) % 7 + 1))
        case "previous" | "preceding" | "prior":
            return periods.day(spoken.first - DAY * ((spoken.first.weekday() - number - 1) % 7 + 1))
        case _:
            same = spoken.unit == "day" and spoken.first.weekday() == number
            return spoken if same else None


def named_period(which: str, within: Callable[[Period], Period | None], context: Context) -> Period | None:
    """The month or season that `which` points to."""
    today = context.published
    years = [periods.year(today.year + on) for on in (-2, -1, 0, 1, 2)]
    found = [period for year in years if (period := within(year))]
    match which:
        case "this" | "coming" | "current":
            return within(years[2])
        case "last" | "past" | "previous" | "latest" | "preceding":
            return next((period for period in reversed(found) if period.last < today), None)
        case "next" | "following":
            return next((period for period in found if period.first > today), None)
        case _:
            return within(periods.year(context.last.first.year)) if context.last else nearest(within, context)


BACK: Final = ("ago", "earlier", "before", "previously", "prior", "back")
FROM_NOW: Final = ("ago", "back", "from")
STANDS_ALONE: Final = re.compile(r"\s{0,3}(?:$|[.,;:)\]\"”—–]|and\b|but\b)")


def read_away(text: str, found: re.Match[str]) -> Atom | None:
    """ "two weeks ago", "three days earlier", "a year later", "hours later"; "two days before" moves a date."""
    word, unit = found["way"].lower().split()[0], singular(found["unit"])
    least, most = amount(found["count"])
    if not found["count"] and found["unit"].lower() == unit:
        return None
    back = word in BACK
    if word in ("before", "after", "prior", "from") and not STANDS_ALONE.match(text, found.end()):
        return Atom("shift", *found.span(), lambda context: None, lambda spoken: away(spoken, unit, least, most, back))
    if found["half"] and unit == "year":
        unit, least, most = "month", least * 12 + 6, most * 12 + 6

    def get(context: Context) -> Period | None:
        now = periods.day(context.published)
        spoken = now if word in FROM_NOW else context.last or (now if back else None)
        if spoken is None:
            return None
        if unit in ("minute", "hour"):
            return clock_away(spoken, unit, least, most, back, context)
        return away(spoken, unit, least, most, back)

    return Atom("away", *found.span(), get)


def away(spoken: Period, unit: str, least: int, most: int, back: bool) -> Period:
    """The calendar unit `least` to `most` units before or after `spoken`."""
    sign = -1 if back else 1
    base = spoken.first if back else spoken.last
    near = periods.containing(periods.shift(base, unit, sign * least), unit)
    far = periods.containing(periods.shift(base, unit, sign * most), unit)
    return Period(min(near.first, far.first), max(near.last, far.last), near.unit if least == most else "span")


def clock_away(spoken: Period, unit: str, least: int, most: int, back: bool, context: Context) -> Period:
    """Hours away: the days that the moment may fall on; exact when the minute of publication is known."""
    size = timedelta(hours=1) if unit == "hour" else timedelta(minutes=1)
    if context.at and back and spoken.first == context.published:
        return Period((context.at - size * most).date(), (context.at - size * least).date())
    days = DAY * ((size * most).days + (unit == "hour"))
    return Period(spoken.first - days, spoken.last) if back else Period(spoken.first, spoken.last + days)


def read_rolling(text: str, found: re.Match[str]) -> Atom | None:
    """ "the past three months", "the last 48 hours", "the coming days": up to, or from, publication."""
    unit = singular(found["unit"])
    if not found["count"] and found["unit"].lower() == unit:
        return None
    most = amount(found["count"])[1]
    ahead = plain(found["which"]).split()[-1] in ("next", "coming")
    return Atom("rolling", *found.span(), lambda context: rolling(context, unit, most, ahead))


def rolling(context: Context, unit: str, count: int, ahead: bool) -> Period:
    """The `count` units that end (or, ahead, begin) on the day of publication."""
    if unit in ("minute", "hour"):
        unit, count = "day", 1 if unit == "minute" else -(-count // 24)
    if ahead:
        return Period(context.published, periods.shift(context.published, unit, count))
    return Period(periods.shift(context.published, unit, -count), context.published)


def read_recent(text: str, found: re.Match[str]) -> Atom:
    """ "recent weeks": how far they reach back is set in the word list."""
    count, unit = time_words().recent[found["unit"].lower()]
    return Atom("rolling", *found.span(), lambda context: rolling(context, unit, count, False))


def read_recently(text: str, found: re.Match[str]) -> Atom:
    """ "recently", "lately"."""
    days = time_words().recently_days
    return Atom("recently", *found.span(), lambda context: rolling(context, "day", days, False))


POINTER: Final = (
    r"(?:this<S>past|this<S>coming|this|(?:the<S>)?(?:last|next|past|previous|preceding|prior|following|coming|current|"
    r"latest)|(?:that|the)<S>same|that)"
)
ABOUT: Final = (
    r"(?:(?:about|nearly|almost|around|roughly|some|over|just<S>over|just|more<S>than|less<S>than|at<S>least|only)<S>)?"
)
AMOUNT: Final = r"(?P<count><NUMBER>)"
SPAN_LEAD: Final = r"(?:the|these|those|its|their|this)<S>(?:last|past|previous|preceding|next|coming)|past|last|next|coming"

RELATIVE_RULES: Final[Rules] = (
    (
        r"\b(?P<twice>the<S>day<S>before<S>(?=yester)|the<S>day<S>after<S>(?=tomor))?"
        r"(?P<word>today|tonight|yesterday|tomorrow)\b",
        read_deictic,
    ),
    (r"\bovernight\b", read_overnight),
    (
        r"\b(?P<which>this|last|yesterday|tomorrow|that|the<S>same|the<S>following|the<S>next|the<S>previous)<S>"
        r"(?:morning|afternoon|evening|night)\b",
        read_daypart,
    ),
    (
        rf"\b(?P<which>{POINTER}|the)<S>(?:calendar<S>|fiscal<S>)?"
        r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)\b(?![-–]\w)",
        read_unit,
    ),
    (r"\bthe<S>weekend\b", read_the_weekend),
    (rf"\b(?P<which>{POINTER})<S>(?P<name><MONTH>|<WEEKDAYS>|<SEASON>)\b", read_named),
    (
        rf"\b{ABOUT}(?:{AMOUNT}<S>(?:\w{{1,8}}<S>)?)?(?P<unit><UNITS>|<UNIT>)(?P<half><S>and<S>a<S>half)?<S>"
        r"(?:or<S>(?:so|more)<S>)?(?P<way>ago|earlier|later|previously|back(?=<S>in)|before|after(?:wards)?|"
        r"prior(?:<S>to)?|from(?=<S>(?:today|now|<WEEKDAY>)))\b(?!<S>(?:this|that|in)<S>(?:day|week|month|year)\b)",
        read_away,
    ),
    (rf"\b(?P<which>{SPAN_LEAD})<S>(?:{AMOUNT}<S>(?:to<S>\w{{1,8}}<S>)?)?(?P<unit><UNITS>|<UNIT>)\b", read_rolling),
    (r"\b(?:the<S>)?(?:most<S>)?recent<S>(?P<unit><RECENT>)\b", read_recent),
    (r"\b(?:(?:more|most)<S>)?<RECENTLY>\b", read_recently),
)
