"""Putting single words for time together: "10 p.m." + "Friday" + "March 13" + "2020", "two days before" + "March 3"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sayso.coding.when_atoms import Atom, Context
from sayso.coding.when_periods import Period

DAYLIKE: Final = ("weekday", "weekabbr", "monthday", "date", "deictic", "overnight")
YEARLESS: Final = ("month", "monthday", "season", "quarter", "half")
IN_YEAR: Final = re.compile(r"(?:,|,?\s{1,3}(?:of\s{1,3}|in\s{1,3})?|-)")
IN_DAY: Final = re.compile(
    r"(?:,?\s{1,3}|,?\s{1,3}(?:on|of|at|late|early|in|about|around|at\saround|at\sabout|during)\s{1,3}(?:the\s{1,3})?"
    r"|-|\s{0,2}\()",
    re.IGNORECASE,
)
POSSESSIVE: Final = re.compile(r"['’]s?\s{1,3}")
DATED_WEEKDAY: Final = re.compile(r"[,.]?\s{1,3}(?:the\s)?|\s\(")
WEEKDAY_AFTER: Final = re.compile(r"\s?[(,]\s?")
SAME_CLOCK: Final = re.compile(r"\s{0,3}\(|\s?(?:and|to|[-–])\s?|\s{1,3}in\sthe\s{1,3}")
LONGEST_GAP: Final = 14


def chosen(atoms: Iterable[Atom]) -> list[Atom]:
    """The atoms that do not overlap: the earlier one, and of two that start together the longer."""
    kept: list[Atom] = []
    for atom in sorted(atoms, key=lambda atom: (atom.start, -atom.end)):
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
        elif atom.end > kept[-1].end and atom.end - atom.start > kept[-1].end - kept[-1].start:
            kept[-1] = atom
    return kept


def merged(text: str, atoms: list[Atom]) -> list[Atom]:
    """`atoms` with neighbours that name one time joined, and those that name none by themselves dropped."""
    stack: list[Atom] = []
    for atom in atoms:
        stack.append(atom)
        while len(stack) > 1 and (joined := join(text, stack[-2], stack[-1])):
            stack[-2:] = [joined]
    return [atom for atom in stack if atom.kind not in ("part", "shift", "weekabbr")]


def join(text: str, a: Atom, b: Atom) -> Atom | None:
    """The one atom that `a` and `b` are, None if they are two."""
    gap = text[a.end : b.start]
    if len(gap) > LONGEST_GAP:
        return None
    return join_year(gap, a, b) or join_day(text, gap, a, b)


def join_year(gap: str, a: Atom, b: Atom) -> Atom | None:
    """ "March" + "2020", "last year's" + "third quarter", "two days before" + a date."""
    if b.kind == "year" and a.kind in YEARLESS and a.within and IN_YEAR.fullmatch(gap):
        return inside(a, b, a, b)
    possessive = POSSESSIVE.fullmatch(gap) or (gap == " " and b.kind == "quarter")
    if a.kind == "year" and b.kind in YEARLESS and b.within and possessive:
        return inside(b, a, a, b)
    if a.kind == "shift" and re.fullmatch(r"\s{1,3}(?:the\s)?", gap) and b.kind not in ("clock", "part", "bare", "shift"):
        return inside(a, b, a, b)
    return None


def join_day(text: str, gap: str, a: Atom, b: Atom) -> Atom | None:
    """ "Friday" + "March 13", "10 p.m." + "Wednesday", "Friday" + "night"; a second clock in brackets is left out."""
    aside = "(" in gap
    if a.kind in ("weekday", "weekabbr") and b.kind in ("monthday", "date") and DATED_WEEKDAY.fullmatch(gap):
        return replace(b, start=a.start)
    if a.kind in ("clock", "part") and b.kind in DAYLIKE and IN_DAY.fullmatch(gap):
        article = " of" in gap and text[max(0, a.start - 4) : a.start].lower() == "the "
        return replace(b, start=a.start - 4 * article)
    if a.kind in DAYLIKE and b.kind in ("clock", "part") and IN_DAY.fullmatch(gap):
        return a if aside else replace(a, end=b.end)
    if a.kind in ("monthday", "date") and b.kind == "weekday" and WEEKDAY_AFTER.fullmatch(gap):
        return a if aside else replace(a, end=b.end)
    if a.kind == "clock" and b.kind in ("clock", "part") and SAME_CLOCK.fullmatch(gap):
        return a if aside else replace(a, end=b.end)
    return None


def inside(small: Atom, large: Atom, first: Atom, last: Atom) -> Atom:
    """What `small` makes of the period that `large` names, from the start of `first` to the end of `last`."""
    within, get = small.within, large.get

    def read(context: Context) -> Period | None:
        period = get(context)
        return within(period) if within and period else None

    return Atom("date", first.start, last.end, read)
