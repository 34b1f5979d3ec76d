"""Where sentences start in raw English text, by rule; what no rule can tell is left to the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

START: Final = 1
INSIDE: Final = -1
OPEN: Final = 0

PARAGRAPH_LINE: Final = 120
"""A line longer than this is a whole paragraph, so the text is not wrapped by hand."""
WRAPPED_LINE: Final = 40
"""Lines of wrapped text are at least this long."""

STOP = re.compile(
    r"(?P<stop>\.{2,}|…+|[.!?]+|[。؟۔])(?P<close>[\"'”’»)\]]*)(?P<gap>\s*)(?P<opens>[\"'“‘«(\[]*)"
    r"(?=(?P<next>[^\s\"'“‘«(\[]{1,30})?)"
)
WORD_EDGE = re.compile(r"[\s(\[\"“‘«]")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
ROMAN = re.compile(r"[IVXLC]+\b")
COUNTER = re.compile(r"(?:\d{1,3}|[A-Za-z])$")
BULLET = re.compile(r"(?:[-*•‣▪●·–—>]|\(?(?:\d{1,2}|[a-z])[.)])\s")
COLUMNS = re.compile(r"(?<=\S)(?:\t+| {4,})(?=\S)")
LABEL = re.compile(r"[^\W\d_][^\s:.!?]*(?: [^\s:.!?]+){0,3}: +(?=[\"“‘'(]?[A-Z])")
DASH = r"\s*(?:--?|[–—])\s+"
DATELINE = re.compile(
    r"(?:[^\W\d_][\w.,'’/ -]{1,60}\s?)?\([\w.,&/ -]{2,40}\)" + DASH
    + r"|[A-Z][A-Z.'’/ -]{2,40}(?:,[\w.,'’ ]{2,40})?\s" + DASH
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The word lists of ``english.yaml``, each word also in capitals, without its final full stop."""

    titles: frozenset[str]
    numbers: frozenset[str]
    dates: frozenset[str]
    names: frozenset[str]
    either: frozenset[str]
    openers: frozenset[str]
    reporting: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The lists that the rules read."""
    data = yaml.safe_load(files("sayso.coding").joinpath("english.yaml").read_text(encoding="utf-8"))
    return Abbreviations(
        **{
            name: frozenset(form for word in data[name].split() for form in forms(word))
            for name in ("titles", "numbers", "dates", "names", "either", "openers", "reporting")
        }
    )


def forms(word: str) -> tuple[str, str]:
    """`word` without its final full stop, as written and in capitals."""
    bare = word.removesuffix(".")
    return bare, bare.upper()


def sentence_marks(text: str) -> dict[int, int]:
    """Offsets at which a sentence starts (`START`) or may start (`OPEN`, for the parser to decide).

    No sentence starts at any other offset. Offsets are code points of `text` and point at the
    first character that is not white space.
    """
    marks = {found.end(): OPEN for found in COLUMNS.finditer(text)}
    for found in STOP.finditer(text):
        if found["next"] is not None and (mark := after_stop(text, found)) != INSIDE:
            marks[found.start("opens")] = mark
    for start in line_starts(text):
        marks[start] = START
        if dateline := DATELINE.match(text, start):
            for inside in [offset for offset in marks if start < offset < dateline.end()]:
                del marks[inside]
            marks[dateline.end()] = START
        elif (label := LABEL.match(text, start)) and not reports(label[0]):
            marks.setdefault(label.end(), OPEN)
        elif (counter := BULLET.match(text, start)) and counter.end() in marks:
            del marks[counter.end()]
    marks.pop(len(text), None)
    return marks


def after_stop(text: str, found: re.Match[str]) -> int:
    """Does a sentence start after this full stop, question mark or ellipsis?"""
    word = WORD_EDGE.split(text[max(0, found.start() - 30) : found.start()])[-1]
    following = found["next"]
    lower = following[0].islower()
    if not found["gap"]:
        glued = found["stop"] == "." and len(word) > 1 and word[-1].islower() and following[0].isupper()
        return OPEN if glued and not found["opens"] else INSIDE
    if following[0] in ",;:)]”’»%":
        return INSIDE
    if found["stop"] in {"。", "؟", "۔"}:
        return START
    if found["stop"][0] in ".…" and len(found["stop"]) + (found["stop"][0] == "…") > 1:
        return INSIDE if lower else START if found["gap"] else OPEN
    if found["stop"] != ".":
        quoted = any(mark in found["close"] for mark in "\"'”’»")
        return INSIDE if lower and quoted else OPEN if lower or quoted else START
    if found["close"]:
        return OPEN if lower else START
    return after_word(word, following, lower)


def after_word(word: str, following: str, lower: bool) -> int:
    """Does a sentence start at `following`, a full stop after `word` (its own stop left out) between them?"""
    known = abbreviations()
    digit = following[0].isdigit()
    opener = following.rstrip(",.;:!?'’\"”") in known.openers
    if word in known.titles or word.rpartition("-")[2] in known.titles:
        return INSIDE
    if word in known.numbers:
        return INSIDE if digit or lower or ROMAN.match(following) else START if opener else OPEN
    if word in known.dates:
        return INSIDE if digit or lower else START
    if word in known.either:
        return INSIDE if lower else START if opener else OPEN
    if word in known.names or DOTTED.match(word):
        return INSIDE if lower or not opener else START
    if len(word) == 1 and word.isalpha() and word.isupper():
        return OPEN if opener and word != "I" else START if word == "I" and not lower else INSIDE
    return OPEN if lower else START


def reports(label: str) -> bool:
    """Does `label` ("He said:") bring in what someone says, so that the words after it belong to it?"""
    return any(word.rstrip(": ") in abbreviations().reporting for word in label.split())


def line_starts(text: str) -> Iterator[int]:
    """Offsets of the first printed character of every line that does not continue the one before."""
    lines = text.splitlines(keepends=True)
    lengths = [len(line.strip()) for line in lines if line.strip()]
    long = sum(length > PARAGRAPH_LINE for length in lengths)
    width = 0 if long * 5 > len(lengths) else max((size for size in lengths if size <= PARAGRAPH_LINE), default=0)
    offset, before = 0, ""
    for line in lines:
        here = line.strip()
        if here and not (before and continues(before, here, width)):
            yield offset + len(line) - len(line.lstrip())
        offset += len(line)
        before = here


def continues(before: str, here: str, width: int) -> bool:
    """Is the line `here` the rest of a sentence that `before` was too narrow to hold?"""
    if BULLET.match(here):
        return False
    if width < WRAPPED_LINE:  # lines are paragraphs or items, cut short only by accident
        return here[0].islower() and len(before) >= WRAPPED_LINE and before[-1] not in ".!?:;…"
    if here[0].islower() or before.endswith(","):
        return True
    return len(before) + 1 + len(here.split(maxsplit=1)[0]) > width
