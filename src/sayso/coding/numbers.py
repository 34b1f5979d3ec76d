"""Numbers as the press writes them, with the bounds the wording gives.

The wording decides the bounds; ``data/numbers.yml`` holds the words. Conventions, all inclusive:

* "dozens" 24 or more, "scores" 40, "hundreds" 200, "thousands" 2,000: two of the unit, no upper end.
* "several", "a few", "a handful": 3 or more.
* "about 30": 30, with "about" kept in the words. "nearly 30": 27 to 30.
* "up to 110": 0 to 110. "more than 50": 51 or more. "at least 14": 14 or more. "fewer than 10": 0 to 9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

LIMIT: Final = 10**12
"""Larger readings are no counts of people or things, and are left out."""


@dataclass(frozen=True, slots=True)
class Number:
    """A counted number: inclusive bounds (None is open), and ``text[start:end] == said``."""

    low: int | None
    high: int | None
    start: int
    end: int
    said: str
    vague: bool = False
    """True when no digit or number word stands behind it: "dozens", "several"."""


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``data/numbers.yml``, ready to use."""

    units: dict[str, int]
    tens: dict[str, int]
    magnitudes: dict[str, int]
    groups: dict[str, int]
    plurals: dict[str, int]
    loose: dict[str, int]
    before: dict[str, str]
    after: dict[str, str]
    measures: frozenset[str]
    labels: frozenset[str]
    core: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]


def either(words: list[str]) -> str:
    """A pattern for any of `words`, longest first, spaces standing for any white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in ordered) + ")"


@cache
def number_words() -> Words:
    """The word lists and the patterns built from them."""
    data = yaml.safe_load(files("sayso.coding").joinpath("data/numbers.yml").read_text(encoding="utf-8"))
    before = {word: bound for bound, words in data["before"].items() for word in words}
    after = {word: bound for bound, words in data["after"].items() for word in words}
    plain = list(data["units"]) + list(data["tens"]) + list(data["magnitudes"])
    word = either(plain)
    spelled = rf"(?:half\s{{1,2}}a\s{{1,2}}|an?\s{{1,2}})?{word}(?:[\s-]{{1,2}}(?:and\s{{1,2}})?{word}\b){{0,7}}"
    digits = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,3})?"
    big = rf"(?:[\s-]{either(list(data['magnitudes']))}\b)?"
    loose = rf"(?:an?\s{{1,2}})?{either(list(data['loose']))}"
    pattern = (
        rf"(?<![\w.,/:$€£¥#’'+])(?<!\D-)(?:(?P<halves>(?P<of>{digits}|{either(plain)})\s{{1,2}}and\s{{1,2}}a\s{{1,2}}half\s{{1,2}}"
        rf"(?P<half>{either(list(data['magnitudes']))}))\b|(?P<digits>{digits}){big}(?![\w%]|[.,:/]\d)"
        rf"|(?P<loose>{loose})\s{{1,2}}(?P<times>{either(list(data['magnitudes']))})\b"
        rf"|(?P<plural>(?:(?:tens|hundreds)\s{{1,2}}of\s{{1,2}})?{either(list(data['plurals']))})\b"
        rf"|(?P<few>(?:an?\s{{1,2}}(?:few|handful)|several|multiple))\b"
        rf"|(?:an?|the|another|one)\s{{1,2}}(?P<group>{either(list(data['groups']))})(?=\s{{1,2}}of\b)"
        rf"|(?P<zero>no(?=[\s-]{{1,3}}(?:\w{{1,15}}[\s-]{{1,2}}){{0,3}}(?:{either(data['nothing'].split())}|(?-i:[A-Z]\w{{2,20}}s))\b)|no\s?one|nobody|none)\b"
        rf"|(?P<spelled>{spelled})(?!\w))"
    )
    return Words(
        units=data["units"], tens=data["tens"], magnitudes=data["magnitudes"], groups=data["groups"],
        plurals=data["plurals"], loose=data["loose"], before=before, after=after,
        measures=frozenset(data["measures"].split()), labels=frozenset(data["labels"].split()),
        core=re.compile(pattern, re.IGNORECASE),
        lead=re.compile(
            rf"\b(?P<word>{either(list(before))})\s{{1,3}}(?:the\s|an?\s|another\s|additional\s)?$", re.IGNORECASE
        ),
        tail=re.compile(rf"[\s-]{{0,2}}(?P<word>{either(list(after))})(?!\w)", re.IGNORECASE),
    )  # fmt: skip


def find_numbers(text: str) -> list[Number]:
    """The numbers in `text` that count something, in order; measures, money, dates, times and labels are left out."""
    words = number_words()
    cores = [number for found in words.core.finditer(text) if (number := read_core(text, found))]
    numbers: list[Number] = []
    at = 0
    while at < len(cores):
        first = cores[at]
        joined = join_range(text, first, cores[at + 1]) if at + 1 < len(cores) else None
        at += 2 if joined else 1
        number = joined or first
        if counts(text, number):
            worded = with_wording(text, number)
            end = numbers[-1].end if numbers else 0
            if worded.start < end:  # "two at least two": a word belongs to one number only, the first
                worded = with_wording(" " * end + text[end:], number)
            numbers.append(worded)
    return numbers


def read_core(text: str, found: re.Match[str]) -> Number | None:
    """The bare number at `found`, before any "at least" or "to 15" around it is heard."""
    words = number_words()
    start, end = found.span()
    low: int | None
    high: int | None
    vague = False
    if found["digits"]:
        low = high = read_digits(found[0])
    elif found["zero"]:
        low = high = 0
    elif found["group"]:
        low = high = words.groups[found["group"].lower()]
    elif found["halves"]:
        base, scale = found["of"].lower(), words.magnitudes[found["half"].lower()]
        whole = read_digits(base) if base[0].isdigit() else read_spelled(base)[0]
        low = high = None if whole is None else whole * scale + scale // 2
    elif found["spelled"]:
        value, used = read_spelled(found["spelled"])
        if value is None or found["spelled"].split()[0].lower() in words.magnitudes:
            return None
        low = high = value
        end = start + used
    else:
        low, high, vague = read_vague(found), None, True
    if low is None or low > LIMIT:
        return None
    return Number(low, high, start, end, text[start:end], vague)


def read_digits(said: str) -> int | None:
    """The whole number that digits with an optional magnitude write, None if it has a fraction."""
    parts = re.split(r"[\s-]", said.replace(",", "").lower())
    scale = number_words().magnitudes.get(parts[-1], 1)
    whole, _, fraction = parts[0].partition(".")
    value = int(whole) * scale
    if fraction:
        if scale == 1:
            return None
        value += int(fraction) * scale // 10 ** len(fraction)
    return value


def read_spelled(said: str) -> tuple[int | None, int]:
    """The value of the number words at the start of `said`, and how many characters of it they take."""
    words = number_words()
    total = group = used = 0
    ceiling = LIMIT
    for piece in re.finditer(r"[a-z]+", said.lower()):
        word = piece[0]
        if word in ("half", "a", "an", "and"):
            continue
        if word in words.magnitudes:
            scale = words.magnitudes[word]
            if scale >= ceiling or (used and not group):
                break
            group = (group or 1) * scale
            if scale >= 1000:
                total, group, ceiling = total + group, 0, scale
        else:
            value = words.units.get(word, words.tens.get(word, 0))
            if not room_for(value, group):
                break
            group += value
        used = piece.end()
    value = total + group
    return (value // 2 if said.lower().startswith("half") else value, used) if used else (None, 0)


def room_for(value: int, group: int) -> bool:
    """Can `value` be said right after `group`: "five" after "twenty" or "hundred", not after "six"."""
    rest = group % 100
    return rest == 0 or (rest >= 20 and rest % 10 == 0 and 0 < value < 10)


def read_vague(found: re.Match[str]) -> int:
    """The least that words such as "dozens", "tens of thousands" or "several hundred" say."""
    words = number_words()
    if found["times"]:
        loose = found["loose"].lower().split()[-1]
        return words.loose[loose] * words.magnitudes[found["times"].lower()]
    if found["plural"]:
        pieces = found["plural"].lower().split()
        least = words.plurals[pieces[-1]]
        scale = words.plurals[pieces[0]] // 2 if len(pieces) > 1 else 1
        return least * scale
    return words.loose[found["few"].lower().split()[-1]]


JOIN = re.compile(r"\s?[-–—]\s?|\s{1,3}(?:to|or)\s{1,3}|\s{1,3}and\s{1,3}")
BETWEEN = re.compile(r"\b(?:between|from)\s{1,3}$", re.IGNORECASE)


def join_range(text: str, first: Number, second: Number) -> Number | None:
    """One number for "10 to 15", "10-15", "two or three" and "between 10 and 15"; None if they stand apart."""
    between = text[first.end : second.start]
    if first.high is None or first.low is None or second.low is None or not JOIN.fullmatch(between):
        return None
    lead = BETWEEN.search(text, max(0, first.start - 12), first.start)
    if "and" in between.lower() and not (lead and lead[0].lower().startswith("between")):
        return None
    if second.low <= first.low:
        return None
    start = lead.start() if lead else first.start
    return Number(first.low, second.high, start, second.end, text[start : second.end], second.vague)


BEFORE_LABEL = re.compile(r"([\w.]+)\s{1,3}$")
AFTER_WORD = re.compile(r"[\s-]{0,3}(%|[^\W\d_]+(?:\.[^\W\d_]\.?)?)")
PERSONS: Final = ("people", "persons", "men", "women", "children", "soldiers", "troops", "civilians")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DATED = re.compile(rf"\b{MONTH}\s{{1,3}}(?:the\s)?$", re.IGNORECASE)
DATES = re.compile(rf"\s{{1,3}}(?:of\s)?{MONTH}", re.IGNORECASE)
AGE_BEFORE = re.compile(r"[A-Z][\w.'’-]{1,20},\s(?:then\s|now\s|aged?\s)?$")
AGE_AFTER = re.compile(r"[,.;)]|\s(?:of|from|and\s[A-Z])\b")
NOT_ONE_BEFORE = re.compile(r"\b(?:the|this|which|each|every|any|last|no|another|next|first|day)\s{1,3}$", re.IGNORECASE)
NOT_ONE_AFTER = re.compile(r"\s{1,3}(?:another|day|time|thing|hand|by)\b|['’]s\b|-", re.IGNORECASE)


def counts(text: str, number: Number) -> bool:
    """False for measures, ages, dates, years, labels and "one" as a pronoun."""
    words = number_words()
    if number.low == number.high == 0:
        return True
    after = AFTER_WORD.match(text, number.end)
    if after and (after[1] == "%" or after[1].lower() in words.measures):
        return False
    before = BEFORE_LABEL.search(text, max(0, number.start - 20), number.start)
    digits = number.said[0].isdigit()
    if digits and before and before[1].lower() in words.labels and not (after and after[1].islower()):
        return False
    if digits and AGE_BEFORE.search(text, max(0, number.start - 30), number.start) and AGE_AFTER.match(text, number.end):
        return False
    if digits and (DATED.search(text, max(0, number.start - 14), number.start) or DATES.match(text, number.end)):
        return False
    if re.fullmatch(r"(?:1[89]|20)\d\d", number.said):
        return bool(after and after[1].lower() in PERSONS)
    if number.said.lower() == "one":
        return not (NOT_ONE_BEFORE.search(text, max(0, number.start - 12), number.start) or NOT_ONE_AFTER.match(text, number.end))
    return True


def with_wording(text: str, number: Number) -> Number:
    """`number` with its bounds moved by the words around it ("at least", "or more"), which join its span."""
    words = number_words()
    low, high, start, end = number.low, number.high, number.start, number.end
    if tail := words.tail.match(text, end):
        low, high = bounds(words.after[plain(tail["word"])], low, high)
        end = tail.end()
    if lead := words.lead.search(text, max(0, start - 40), start):
        low, high = bounds(words.before[plain(lead["word"])], low, high)
        start = lead.start()
    return Number(low, high, start, end, text[start:end], number.vague)


def plain(said: str) -> str:
    """`said` in lower case with single spaces, as the word lists have it."""
    return " ".join(said.lower().split())


def bounds(bound: str, low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """The bounds of a number read as low…high once a `bound` word is heard."""
    least = low or 0
    match bound:
        case "floor":
            return low, None
        case "above":
            return (least if high is None else high) + 1, None
        case "ceiling":
            return 0, high
        case "below":
            return 0, None if high is None else max(high - 1, 0)
        case "under":
            return least * 9 // 10, high
        case _:
            return low, high  # "about 30": the number said; that it is rough stays in the words
