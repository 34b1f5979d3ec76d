"""The words for time of ``data/when.yml`` and the pattern pieces built from them.

Every repetition in these patterns is bounded, so that a hostile line costs no more than a plain one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from sayso.coding.numbers import read_spelled

S: Final = r"\s{1,4}"
YEAR: Final = r"(?:1[5-9]|20)\d\d"
NUMBER: Final = (
    r"(?:a\s{1,3}couple(?:\s{1,3}of)?|couple(?:\s{1,3}of)?|an?\s{1,3}few|few|several|many|some|\d{1,3}(?:\.5)?(?:\s1/2)?"
    r"|(?:twenty|thirty|forty|fifty|sixty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|half\s{1,3}an?|an?)"
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The lists of ``data/when.yml``; patterns match without regard to case."""

    months: dict[str, int]
    full_months: frozenset[str]
    ambiguous: frozenset[int]
    weekdays: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    ordinals: dict[str, int]
    amounts: dict[str, tuple[int, int]]
    bare_amount: tuple[int, int]
    recent: dict[str, tuple[int, str]]
    recently_days: int
    holidays: dict[str, tuple[int, int]]
    named_days: dict[str, date]
    names_before: frozenset[str]
    names_after: tuple[str, ...]
    lists: dict[str, list[str]]


def numbered(table: dict[str, list[str]]) -> dict[str, int]:
    """Each name and short form with its place in the table, from nought."""
    return {word: at for at, (name, short) in enumerate(table.items()) for word in (name, *short)}


@cache
def time_words() -> TimeWords:
    """The word lists."""
    data = yaml.safe_load(files("sayso.coding").joinpath("data/when.yml").read_text(encoding="utf-8"))
    months = {word: at + 1 for word, at in numbered(data["months"]).items()}
    return TimeWords(
        months=months,
        full_months=frozenset(data["months"]),
        ambiguous=frozenset(months[name] for name in data["ambiguous"]),
        weekdays=numbered(data["weekdays"]),
        seasons={name: (first, last) for name, (first, last) in data["seasons"].items()},
        ordinals={word: at + 1 for at, word in enumerate(data["ordinals"])},
        amounts={word: (least, most) for word, (least, most) in data["amounts"].items()},
        bare_amount=(data["bare_amount"][0], data["bare_amount"][1]),
        recent={word: (count, unit) for word, (count, unit) in data["recent"].items()},
        recently_days=data["recently_days"],
        holidays={word: (number, day) for word, (number, day) in data["holidays"].items()},
        named_days=data["named_days"],
        names_before=frozenset(data["weekday_names_before"]),
        names_after=tuple(data["weekday_names_after"]),
        lists={name: data[name] for name in ("units", "plural_units", "dayparts", "zones", "recently")},
    )


def any_of(words: Any) -> str:
    """A pattern for any of `words`, longest first, spaces standing for any white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in ordered) + ")"


@cache
def pattern(source: str) -> re.Pattern[str]:
    """`source` with its <PIECES> filled in from the word lists, compiled to ignore case."""
    words = time_words()
    pieces = {
        "MONTH": any_of(words.months),
        "WEEKDAY": any_of(name for name in words.weekdays if name.endswith("day")),
        "WEEKDAYS": any_of(words.weekdays),
        "SEASON": any_of(words.seasons),
        "ORDINAL": any_of(words.ordinals),
        "DATE": rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|{any_of(words.ordinals)})(?![\w%]|[.,:]\d)",
        "YEAR": YEAR,
        "NUMBER": NUMBER,
        "UNIT": any_of(words.lists["units"]),
        "UNITS": any_of(words.lists["plural_units"]),
        "PART": any_of(words.lists["dayparts"]),
        "ZONE": any_of(words.lists["zones"]),
        "RECENTLY": any_of(words.lists["recently"]),
        "RECENT": any_of(words.recent),
        "HOLIDAY": any_of([*words.holidays, *words.named_days]),
        "S": S,
    }
    return re.compile(re.sub(r"<([A-Z]+)>", lambda found: pieces[found[1]], source), re.IGNORECASE)


def singular(unit: str) -> str:
    """The unit that a word such as "Weeks" names."""
    lists = time_words().lists
    low = unit.lower()
    return low if low in lists["units"] else lists["units"][lists["plural_units"].index(low)]


def amount(said: str | None) -> tuple[int, int]:
    """Least and most that a spoken amount stands for: "two" is 2…2, "a few" 2…5, nothing said 2…10."""
    words = time_words()
    if not said:
        return words.bare_amount
    low = said.lower()
    for word, bounds in words.amounts.items():
        if re.search(rf"\b{word}\b", low):
            return bounds
    if low[0].isdigit():
        whole = int(re.match(r"\d+", low)[0])  # type: ignore[index]
        return whole, whole
    if low in ("a", "an") or low.startswith("half"):
        return 1, 1
    value, _ = read_spelled(low)
    return (value, value) if value is not None else words.bare_amount


def day_number(said: str) -> int:
    """The day of the month that "11", "11th" or "eleventh" names."""
    digits = re.match(r"\d+", said)
    return int(digits[0]) if digits else time_words().ordinals["-".join(said.lower().split())]
