"""The phrase around a time: "early" and "the end of", "since" and "until", "from … to …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from sayso.coding import when_periods as periods
from sayso.coding.when_atoms import Atom, Context, Get
from sayso.coding.when_periods import Period
from sayso.coding.when_words import amount, pattern, singular


@dataclass(frozen=True, slots=True)
class Mention:
    """A time in the text: ``start:end`` without, ``outer:outer_end`` with the word that leaves an end open.

    `bound` is the sense of that word: "since", "until", "before", "after", "onward"; "" if both ends are said.
    """

    start: int
    end: int
    get: Get
    kind: str
    bound: str = ""
    outer: int = 0
    outer_end: int = 0


PART_ENDS: Final = re.compile(r"(?:\b(?:early|mid|late|earlier|later|of|in|on|the)|early-|mid-|late-)\s{0,4}$", re.IGNORECASE)
PARTS: Final = (
    r"(?:(?P<part>early|mid|late|earlier|later)(?:[\s-]to[\s-](?P<to>late|mid|early))?"
    r"(?:<S>(?:in|on)<S>|[\s-]{1,3})(?:the<S>)?"
    r"|(?:(?:the|its)<S>)?(?P<edge>very<S>beginning|beginning|start|end|middle|close|turn|rest|night|morning|evening|"
    r"afternoon|early<S>hours|small<S>hours|early<S>morning)<S>(?:hours<S>)?of<S>(?:the<S>)?"
    r"|(?:the<S>)?(?P<half>first|second|last|latter)<S>half<S>of<S>(?:the<S>)?"
    r"|(?:the<S>)?(?P<side>first|last|final|opening|closing)<S>(?:(?P<count><NUMBER>)<S>)?"
    r"(?P<unit>days?|weeks?|months?|quarters?|weekend)<S>(?:of|in)<S>(?:the<S>)?)$"
)
THIRDS: Final = {
    "early": 0, "mid": 1, "late": 2, "beginning": 0, "start": 0, "very beginning": 0, "middle": 1, "end": 2, "close": 2,
    "turn": 0,
}  # fmt: skip
ARTICLE: Final = re.compile(r"the\s{1,3}", re.IGNORECASE)
ARTICLED: Final = ("decade", "season", "century", "month", "year")


def with_part(text: str, atom: Atom) -> Mention | None:
    """`atom` with "early", "the end of", "the second half of" or "the first weeks of" before it, if there is such.

    None for "the week" and its like, which name a time only by a part of it.
    """
    own = ARTICLE.match(text, atom.start, atom.end)
    start = own.end() if own else atom.start
    found = None
    if PART_ENDS.search(text, max(0, start - 12), start):
        found = pattern(PARTS).search(text, max(0, start - 45), start)
    if not found:
        return None if atom.kind == "bare" else Mention(atom.start, atom.end, atom.get, atom.kind)
    first = found.start()
    if found["part"] and atom.kind in ARTICLED and text[max(0, first - 4) : first].lower() == "the ":
        first -= 4
    return Mention(first, atom.end, parted(atom.get, found), "part")


def parted(get: Get, found: re.Match[str]) -> Get:
    """`get`, cut to the part that the words at `found` say."""

    def read(context: Context) -> Period | None:
        period = get(context)
        return cut(period, found, context) if period else None

    return read


def cut(period: Period, found: re.Match[str], context: Context) -> Period:
    """The part of `period` that the words at `found` name; "earlier" and "later" cut at publication."""
    if found["half"]:
        return periods.half(period, int(found["half"].lower() != "first"))
    if found["side"]:
        return side(period, found)
    word = " ".join((found["part"] or found["edge"]).lower().split())
    if period.unit == "day" or word not in (*THIRDS, "earlier", "later", "rest"):
        return period
    now = context.published
    running = period.first <= now <= period.last
    if word == "earlier":
        return Period(period.first, now) if running else periods.third(period, 0)
    if word in ("later", "rest"):
        return Period(now, period.last) if running else period
    part = periods.third(period, THIRDS[word])
    return Period(part.first, periods.third(period, THIRDS[found["to"].lower()]).last) if found["to"] else part


FEW: Final = 3
"""How many "the first weeks of" are."""


def side(period: Period, found: re.Match[str]) -> Period:
    """ "the first two weeks of", "the last days of"."""
    unit = found["unit"].lower()
    count = amount(found["count"])[1] if found["count"] else FEW if unit.endswith("s") else 1
    at_end = found["side"].lower() in ("last", "final", "closing")
    if unit == "weekend":
        return periods.weekend(period.last - periods.DAY * ((period.last.weekday() + 1) % 7) if at_end else period.first)
    return periods.edge(period, singular(unit), count, at_end)


BOUND_ENDS: Final = re.compile(r"\b(?:since|until|till|to|than|by|before|after|least|the)\s{1,4}$", re.IGNORECASE)
BOUND: Final = (
    r"\b(?P<word>ever<S>since|since|until|till|up<S>(?:to|until)|no<S>later<S>than|by|before|prior<S>to|after)"
    r"<S>(?:at<S>least<S>)?(?P<the>the<S>)?$"
)
SENSES: Final = {
    "since": "since", "ever since": "since", "until": "until", "till": "until", "up to": "until", "up until": "until",
    "no later than": "until", "by": "until", "before": "before", "prior to": "before", "after": "after",
}  # fmt: skip
ONWARD: Final = re.compile(r"\s{1,3}(?:onwards?|or\slater|and\sbeyond|and\slater)\b", re.IGNORECASE)
CLOSED: Final = re.compile(
    r"\s{0,3}(?:$|[.,;:?!)\]\"”—–(]|(?:and|or|but|in|at|on|when|as|by|with|to|for|of|that|which|who|the|a|an|while|until|"
    r"it|he|she|they|we|if|from|there|its|his|her|their|this|these|those|after|before|because|during|over|under|against|"
    r"has|have|had|is|was|were|are|will)\b)",
    re.IGNORECASE,
)


def with_bound(text: str, mention: Mention) -> Mention:
    """`mention` with "since", "until", "before" or "after" before it; not where the date only describes a noun."""
    onward = ONWARD.match(text, mention.end)
    if onward:
        return replace(mention, bound="onward", outer=mention.start, outer_end=onward.end())
    if not BOUND_ENDS.search(text, max(0, mention.start - 11), mention.start):
        return mention
    found = pattern(BOUND).search(text, max(0, mention.start - 24), mention.start)
    if not found or found["the"] or text[mention.end : mention.end + 2] in ("'s", "’s"):
        return mention
    sense = SENSES[" ".join(found["word"].lower().split())]
    if sense != "since" and mention.kind != "recently" and not CLOSED.match(text, mention.end):
        return mention
    return replace(mention, bound=sense, outer=found.start(), outer_end=mention.end)


RANGED: Final = ("weekday", "monthday", "date", "month", "year", "season", "part", "decade", "quarter")
FLOATING: Final = ("weekday", "monthday", "month", "season", "quarter", "half")
RANGE: Final = re.compile(r"\s?[-–—]\s?|\s{1,3}(?:to|through|until|till|and)\s{1,3}(?:the\s)?", re.IGNORECASE)
RANGE_LEAD: Final = re.compile(r"\b(?P<word>between|from)\s{1,3}(?:the\s)?$", re.IGNORECASE)
LONGEST_GAP: Final = 14


def with_ranges(text: str, found: list[Mention]) -> list[Mention]:
    """`found` with "from A to B", "between A and B" and "A-B" made one."""
    out: list[Mention] = []
    for mention in found:
        ranged = one_range(text, out[-1], mention) if out else None
        if ranged:
            out[-1] = ranged
        else:
            out.append(mention)
    return out


def one_range(text: str, a: Mention, b: Mention) -> Mention | None:
    """The range from `a` to `b`, None if they are two times."""
    gap = text[a.end : b.start]
    if len(gap) > LONGEST_GAP or a.kind not in RANGED or b.kind not in RANGED or not RANGE.fullmatch(gap):
        return None
    lead = RANGE_LEAD.search(text, max(0, a.start - 14), a.start)
    word = gap.lower().split()[0] if gap.strip() else ""
    if word == "and" and not (lead and lead["word"].lower() == "between"):
        return None
    if word.isalpha() and not lead and a.kind != b.kind:
        return None

    def read(context: Context) -> Period | None:
        first, last = ends(a, b, context)
        return Period(first.first, last.last) if first and last and first.first <= last.last else None

    return Mention(lead.start() if lead else a.start, b.end, read, "range")


def ends(a: Mention, b: Mention, context: Context) -> tuple[Period | None, Period | None]:
    """Both periods of a range; the one without a year takes it from the other."""
    last = b.get(context)
    if a.kind in FLOATING and last:
        return a.get(replace(context, published=last.last, ahead=False)), last
    first = a.get(context)
    if b.kind in FLOATING and first:
        return first, b.get(replace(context, published=first.first, ahead=True))
    return first, last
