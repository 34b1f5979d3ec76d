"""Names as MUC-4's scorer compares them: by head noun, or word for word without articles and titles."""

from __future__ import annotations

import re
from functools import cache

from lemminflect import getLemma

CUT = re.compile(r",| \[| \(| (?:OF|IN|AT|FROM|WHO|WHICH|THAT|WITH|ON|NEAR|BELONGING|LOCATED|FOR|TO|AND)\b")
LOOSE = re.compile(r"\b(?:THE|A|AN|MR|COL|GEN|DR)\b\.?|[^\w ]")


@cache
def head(text: str) -> str:
    """The head noun of a phrase, upper case, singular."""
    words = re.findall(r"[\w'-]+", CUT.split(text.upper(), maxsplit=1)[0]) or re.findall(r"[\w'-]+", text.upper())
    last = words[-1] if words else text.upper()
    return (getLemma(last.lower(), "NOUN") or (last,))[0].upper()


@cache
def whole(text: str) -> str:
    """The phrase in capitals without articles, titles and punctuation."""
    return " ".join(LOOSE.sub(" ", text.upper()).split())
