"""Ordinary capitals for texts printed in capitals only, letter for letter (so that offsets stay).

Names that Sayso knows take their known spelling, words that a dictionary of English has become small, sentences begin with a
capital, and whatever is left is taken for a name; short words in parentheses and words without vowels for acronyms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from lemminflect import getAllLemmas

from sayso.knowledge.actors import surface_forms

WORD = re.compile(r"[A-Z][A-Z'’.&-]*[A-Z]|[A-Z]")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


CAPITAL = _set(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday i
    """
)
SMALL = _set(
    """
    a an the of in on at by to from for with and or nor but as if than that this these those it its he his him she her they
    them their who whom whose which what when where while not no is are was were be been has had have did does do will would
    could should may can we our us you your my me so because until unless into onto over under against between among about
    after before during without within since both each all any some there here how why de del northern southern eastern
    western north south east west one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty
    thirty forty fifty sixty seventy eighty ninety hundred thousand million first second third
    """
)
TITLES = _set(
    """
    president minister general colonel captain major lieutenant sergeant commander governor senator deputy bishop
    archbishop monsignor father ambassador secretary judge doctor mayor admiral
    """
)
"""Words that take a capital before a name."""
MONTHS = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"})
LONGEST = 7


@cache
def known() -> Mapping[tuple[str, ...], str]:
    """Upper-case words of every known name of two words or more, or of one that no dictionary has, to its spelling."""
    found: dict[tuple[str, ...], str] = {}
    for form in surface_forms():
        words = tuple(form.upper().split())
        if len(words) > 1 or (words and not common(words[0].lower()) and len(words[0]) > 2):
            found.setdefault(words, form)
    return found


@cache
def common(word: str) -> bool:
    """True for a word of ordinary English."""
    bare = word.removesuffix("'s").removesuffix("’s")
    return bare in SMALL or bool(getAllLemmas(bare)) or any(getAllLemmas(part) for part in bare.split("-") if len(part) > 3)


def lower(text: str) -> str:
    """The text in ordinary capitals; as long as before."""
    words = list(WORD.finditer(text))
    made = list(text)
    at = 0
    while at < len(words):
        taken = next((n for n in range(min(LONGEST, len(words) - at), 0, -1) if _spelt(text, words[at : at + n])), 0)
        if taken:
            first, last = words[at].start(), words[at + taken - 1].end()
            made[first:last] = _spelt(text, words[at : at + taken])
            at += taken
            continue
        made[words[at].start() : words[at].end()] = _cased(text, words[at])
        at += 1
    return _titles(_starts("".join(made)))


def _spelt(text: str, words: list[re.Match[str]]) -> str:
    """The known spelling of a run of words, "" when it is no known name or would change the length."""
    said = text[words[0].start() : words[-1].end()]
    form = known().get(tuple(said.split()), "")
    return form if len(form) == len(said) and form.upper() == said else ""


def _cased(text: str, match: re.Match[str]) -> str:
    word = match[0]
    small = word.lower()
    if word.count(".") and len(word) < 7:
        return word
    if small in CAPITAL and (small != "may" or text[match.start() - 3 : match.start()].strip().isdigit()) and small != "march":
        return word.capitalize()
    if small in MONTHS and re.search(r"\d $", text[max(0, match.start() - 3) : match.start()]):
        return word.capitalize()
    if common(small):
        return small
    bracketed = text[match.start() - 1 : match.start()] in ("(", "[") and text[match.end() : match.end() + 1] in (")", "]")
    if (bracketed and len(word) < 8) or not re.search("[AEIOUY]", word):
        return word
    if text[match.start() - 1 : match.start()].isdigit():
        return small
    return re.sub(r"(?<=['’])S\b", "s", re.sub(r"[A-Z]+", lambda part: part[0].capitalize(), word))


def _starts(text: str) -> str:
    """A capital where a sentence begins."""
    return re.sub(r"(?:^|(?<![A-Z])[.?!]\s+|\n\n\s*)[a-z]", lambda match: match[0][:-1] + match[0][-1].upper(), text)


def _titles(text: str) -> str:
    """A capital on "president" and the like before a name."""
    return re.sub(r"\b([a-z]+)(?=\s[A-Z][a-z])", lambda match: match[0].capitalize() if match[0] in TITLES else match[0], text)
