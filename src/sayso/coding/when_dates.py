"""Dates, months and weekdays as the press writes them: "11 March 2020", "Mar. 11", "Friday", "15 MAR 90"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sayso.coding import when_periods as periods
from sayso.coding.when_atoms import (
    Atom,
    Context,
    Rules,
    exact,
    fixed,
    span_of_days,
    two_digit_year,
    whole_month,
    yearless,
)
from sayso.coding.when_periods import DAY, Period
from sayso.coding.when_words import YEAR, day_number, pattern, time_words

PLAIN_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
JOINED: Final = r"(?:\s?[-–—/]\s?|<S>(?:and|to|or|through)<S>(?:the<S>)?)"
DAY_MONTH: Final = (
    r"(?<![\w.,/:$€£#-])(?:the<S>|(?:between|from)<S>(?=\d{1,2}<S>(?:and|to)))?"
    rf"(?:(?P<d1>{PLAIN_DAY}){JOINED})?(?P<d>{PLAIN_DAY}|<ORDINAL>)"
    r"(?:<S>|-|(?:<S>day)?<S>of<S>)(?P<month><MONTH>)\b\.?"
)
MONTH_DAY: Final = rf"\b(?P<month><MONTH>)\b\.?<S>(?:the<S>)?(?P<d><DATE>)(?:(?P<join>{JOINED})(?P<d2><DATE>))?"
DASH: Final = re.compile(r"\s?[-–—/]\s?")
SHORT_YEAR: Final = re.compile(r",?\s{1,2}(?P<tick>['’])?(?P<y>\d\d)(?![\w,:.]?\d|['’]?\w)")
FOLLOWS_DAY: Final = re.compile(
    r"\s{0,3}(?:$|[.,;:)\]\"”—–]|\d|(?:in|at|on|when|as|after|before|by|with|to|for|of|and|but|that|which|the|while|"
    r"last|this)\b)"
)
MONTH_FOLLOWS: Final = r"<S>(?:of<S>)?<MONTH>\b"


def word_end(found: re.Match[str]) -> int:
    """Where `found` ends, without the full stop of the sentence: only a shortened month has one of its own."""
    full = found["month"].lower() in time_words().full_months
    return found.end() - (full and found[0].endswith("."))


def read_month_day(text: str, found: re.Match[str]) -> Atom | None:
    """ "March 11, 2020" without its year, "Mar. 11 and 12"."""
    first = last = day_number(found["d"])
    end = word_end(found)
    if found["d2"]:
        joined = DASH.fullmatch(found["join"]) or FOLLOWS_DAY.match(text, end)
        second = day_number(found["d2"])
        if joined and second > first and not pattern(MONTH_FOLLOWS).match(text, end):
            last = second
        else:
            end = found.end("d")
    return with_short_year(text, found, found.start(), end, first, last)


def read_day_month(text: str, found: re.Match[str]) -> Atom | None:
    """ "11 March", "the 11th of March", "3 to 8 January"."""
    if found["month"].lower() == "may" and found["month"].islower() and not re.search(r"\d[a-z]|of", found[0]):
        return None
    last = day_number(found["d"])
    first = day_number(found["d1"]) if found["d1"] else last
    start = found.start() if first <= last else found.start("d")
    return with_short_year(text, found, start, word_end(found), min(first, last), last)


def with_short_year(text: str, found: re.Match[str], start: int, end: int, first: int, last: int) -> Atom:
    """The days `first` to `last` of the month at `found`, with a short year if one follows ("15 MAR 90")."""
    month = found["month"]
    within = span_of_days(time_words().months[month.lower()], first, last)
    short = SHORT_YEAR.match(text, end)
    if short and (short["tick"] or (month.isupper() and len(month) < 5)):
        number = int(short["y"])
        return Atom("date", start, short.end(), lambda context: within(two_digit_year(number, context)))
    return yearless("monthday", start, end, within)


NUMERIC: Final = (
    r"(?<![\w.,/:$-])(?:(?P<y>\d{4})(?P<s1>[-/.])(?P<m>\d{1,2})(?P=s1)(?P<d>\d{1,2})(?:T\d\d:?\d\d[\d:.Z+-]{0,14})?"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<c>\d{4}|\d\d))(?![\w/]|[.,-]\d)"
)


def read_numeric(text: str, found: re.Match[str]) -> Atom | None:
    """ISO dates, and "11/03/2020" in either order: see `either_order`."""
    if found["y"]:
        period = exact(int(found["y"]), int(found["m"]), int(found["d"]))
        return fixed("date", found, period) if period else None
    a, b, c = int(found["a"]), int(found["b"]), found["c"]
    dotted = found["s2"] == "."

    def get(context: Context) -> Period | None:
        year = int(c) if len(c) == 4 else two_digit_year(int(c), context).first.year
        return either_order(year, a, b, dotted, context.published)

    return Atom("date", *found.span(), get)


def either_order(year: int, a: int, b: int, day_first: bool, published: date) -> Period | None:
    """The day that two numbers and a year name when the outlet's order is not known.

    Day before month where only that is a date or dots stand between; else the reading not after
    publication; where both orders remain possible, the span from one to the other.
    """
    british, american = exact(year, b, a), exact(year, a, b)
    if day_first and british:
        return british
    both = [period for period in (british, american) if period]
    past = [period for period in both if period.first <= published] or both
    if not past:
        return None
    first, last = min(period.first for period in past), max(period.last for period in past)
    return Period(first, last, "day" if first == last else "span")


IN_TIME: Final = re.compile(
    r"\b(?:in|since|until|till|by|from|during|last|this|next|early|late|mid|past|previous|of|and|or|to|through|between|"
    r"end|after|before)[\s-]{1,3}$",
    re.IGNORECASE,
)
ARTICLE: Final = re.compile(r"\b(?:the|a|an)\s{1,3}$", re.IGNORECASE)
YEAR_AFTER: Final = re.compile(rf",?\s{{1,3}}(?:of\s{{1,3}})?{YEAR}\b|-{YEAR}\b")
MONTH_AFTER: Final = r"\s?[-–/]\s?<MONTH>\b"
VERB_AFTER: Final = re.compile(r"\s{1,3}(?:have|be|not|also|well|still)\b", re.IGNORECASE)
NOUN_AFTER: Final = re.compile(r"\s{1,3}(?!on\b|for\b|of\b|in\b)[a-z]")


def read_month(text: str, found: re.Match[str]) -> Atom | None:
    """A month alone: "March", "Sept."; "may" and "march" as words, April and June as people are left out."""
    word = found["month"]
    if word.islower():
        return None
    words = time_words()
    number = words.months[word.lower()]
    before = text[max(0, found.start() - 14) : found.start()]
    timed = IN_TIME.search(before) or YEAR_AFTER.match(text, found.end()) or pattern(MONTH_AFTER).match(text, found.end())
    if timed:
        if number == 5 and VERB_AFTER.match(text, found.end()):
            return None
    elif number in words.ambiguous:
        if word == "MAY" or not (ARTICLE.search(before) and NOUN_AFTER.match(text, found.end())):
            return None
    elif len(word) < 4 and not found[0].endswith("."):
        return None
    return yearless("month", found.start(), word_end(found), whole_month(number))


NIGHTS: Final = re.compile(r"(?:night|morning|evening|afternoon)s\b", re.IGNORECASE)
DATE_NEXT: Final = re.compile(r"[.,]|\s\d|\s[A-Z][a-z]{2}")


def read_weekday(text: str, found: re.Match[str]) -> Atom | None:
    """A weekday; "every Friday", "Friday nights" and names such as "Bloody Sunday" are left out."""
    words = time_words()
    name = found["weekday"]
    number = words.weekdays[name.lower()]
    before = text[max(0, found.start() - 14) : found.start()].lower().split()
    if before and (before[-1] in ("every", "each") or before[-1] in words.names_before):
        return None
    after = text[found.end() : found.end() + 14].lstrip()
    if after.startswith(words.names_after) or NIGHTS.match(after):
        return None
    short = not name.lower().endswith("day")
    if short and (name.islower() or not DATE_NEXT.match(text, found.end("weekday"))):
        return None

    def get(context: Context) -> Period:
        away = (context.published.weekday() - number) % 7
        return periods.day(context.published + DAY * ((7 - away) % 7 if context.ahead else -away))

    return Atom("weekabbr" if short else "weekday", *found.span(), get)


DAY_ENDS: Final = re.compile(r"(?!\s{0,2}[-\w])|\s{1,2}(?:and|of\sthe\smonth|when|after|in|at)\b")


def read_the_nth(text: str, found: re.Match[str]) -> Atom | None:
    """ "on the 11th": the latest such day; "on the 11th floor" is left out."""
    if not DAY_ENDS.match(text, found.end()):
        return None
    number = day_number(found["d"])

    def get(context: Context) -> Period | None:
        back = 0 if number <= context.published.day else 1
        month = periods.shift(context.published.replace(day=1), "month", -back)
        return exact(month.year, month.month, number)

    return Atom("date", *found.span(), get)


def read_holiday(text: str, found: re.Match[str]) -> Atom:
    """A holiday on a fixed day, or a day known by its number ("9/11")."""
    word = " ".join(found[0].lower().split())
    words = time_words()
    if word in words.named_days:
        return fixed("date", found, periods.day(words.named_days[word]))
    number, place = words.holidays[word]
    return yearless("monthday", *found.span(), span_of_days(number, place, place))


DATE_RULES: Final[Rules] = (
    (NUMERIC, read_numeric),
    (DAY_MONTH, read_day_month),
    (MONTH_DAY, read_month_day),
    (r"\b(?P<month><MONTH>)\b\.?", read_month),
    (r"\b(?P<weekday><WEEKDAYS>)\b(?:(?<!day)\.)?", read_weekday),
    (r"(?<=\bon the )(?P<d>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))\b", read_the_nth),
    (r"(?<!\w)<HOLIDAY>(?!\w)", read_holiday),
)
