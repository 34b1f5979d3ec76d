"""The words a brief is printed in: dates, bounds, and the scales that its last pages explain."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Final

from sayso.types import Figure, FigureReading

NOT_SAID: Final = "not said"

CATEGORY_WORDS: Final[Mapping[str, str]] = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "withdrawal",
    "REQUEST": "request",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanctions",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
    "ASSAULT": "assault",
}

STANCE_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "reports": ("reports", "states it as so"),
    "alleges": ("alleges", "says so without standing behind it as established"),
    "suspects": ("suspects", "thinks so, and says it is a suspicion"),
    "determines": ("determines", "assesses or concludes so after looking into it"),
    "admits": ("admits", "says so against its own interest"),
    "denies": ("denies", "says it is not so"),
    "coy": ("is coy", "neither confirms nor denies"),
    "praises": ("praises", "approves of the deed without claiming it"),
    "claims": ("claims responsibility", "says it did it"),
    "threatens": ("threatens", "says it will do harm"),
    "warns": ("warns", "says somebody may do harm"),
    "promises": ("promises", "says it will do something welcome"),
    "demands": ("demands", "says somebody must act"),
    "predicts": ("predicts", "gives a judgement of what will or will not happen"),
}
"""Stance → how a table says it, what it means."""

FIRMNESS_WORDS: Final[Mapping[int, str]] = {
    3: "certainly so",
    2: "probably so",
    1: "possibly so",
    0: "does not say if so",
    -1: "possibly not so",
    -2: "probably not so",
    -3: "certainly not so",
}

RUNG_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "silent": ("silent", "nothing from this actor on the matter is on record"),
    "denies": ("denies", "says it did not do it"),
    "coy": ("coy", "neither confirms nor denies"),
    "praises": ("praises", "approves of the deed, stops short of claiming it"),
    "claims": ("claims", "says it did it"),
    "claims-disputed": ("claims, disputed", "says it did it, and others say it did not"),
    "admitted": ("admitted", "owns the deed, or its sponsor does"),
}
"""Rung of the claim ladder → its name on a chart, what it means. Lowest first."""

PRECISION_WORDS: Final[Mapping[str, str]] = {
    "site": "a named site",
    "locality": "a town or district",
    "admin1": "a province, placed at its middle",
    "country": "a country, placed at its middle",
    "sea": "somewhere at sea",
    "region": "a wider region",
}

PRECISION_NAMES: Final[Mapping[str, str]] = {
    "site": "site", "locality": "town", "admin1": "province", "country": "country", "sea": "sea", "region": "region",
}  # fmt: skip

ICD_203: Final = (
    ("almost no chance", "remote", "1–5%"),
    ("very unlikely", "highly improbable", "5–20%"),
    ("unlikely", "improbable", "20–45%"),
    ("roughly even chance", "roughly even odds", "45–55%"),
    ("likely", "probable", "55–80%"),
    ("very likely", "highly probable", "80–95%"),
    ("almost certain", "nearly certain", "95–99%"),
)
"""The seven bands of US Intelligence Community Directive 203: first term, second term, band."""

TIME_WORDS: Final[Mapping[str, str]] = {
    "past": "",
    "ongoing": "still going on",
    "historical": "background",
    "future": "yet to come",
    "hypothetical": "hypothetical",
}

VOICE_KIND_WORDS: Final[Mapping[str, str]] = {
    "named": "a named person",
    "office": "an office",
    "unnamed": "unnamed",
    "group": "a group",
    "outlet": "the outlet itself",
    "author": "the author",
}

COUNT_WORDS: Final = (
    ("offered", "documents offered"),
    ("coded", "read and coded"),
    ("duplicate", "duplicates set aside"),
    ("quarantined", "quarantined"),
    ("statements", "statements"),
    ("events", "events"),
)


def day(value: date) -> str:
    """A day as printed, ``11 Mar 2020``; fixed English month names whatever the machine's locale."""
    return f"{value.day} {_month(value)} {value.year}"


def days(first: date | None, last: date | None) -> str:
    """An inclusive interval of days in as few words as say it; ``date not said`` when both ends are None."""
    if first is None and last is None:
        return f"date {NOT_SAID}"
    if first is None or last is None:
        return f"by {day(last)}" if last is not None else f"from {day(first)}" if first is not None else ""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
        return f"{_month(first)} {first.year}" if whole else f"{first.day}–{day(last)}"
    if first.year == last.year:
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year)
        return f"{first.day} {_month(first)} – {day(last)}"
    return f"{day(first)} – {day(last)}"


_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _month(value: date) -> str:
    return _MONTHS[value.month - 1]


def month(value: date) -> str:
    """The month as an axis prints it, ``Mar``."""
    return _month(value)


def bounds(figure: Figure | FigureReading) -> str:
    """Inclusive bounds in words: ``2``, ``24–30``, ``up to 110``, ``at least 14``."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return NOT_SAID
    if high is None:
        return f"at least {low:,}"
    if low == high:
        return f"{high:,}"
    if not low:
        return f"up to {high:,}"
    return f"{low:,}–{high:,}"


def heading(name: str) -> str:
    """An analysis or column name as a heading: ``rival_claims`` gives ``Rival claims``."""
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def signed(firmness: int) -> str:
    """Firmness with its sign, a true minus for negatives: ``+2``, ``0``, ``−3``."""
    return f"+{firmness}" if firmness > 0 else str(firmness).replace("-", "−")
