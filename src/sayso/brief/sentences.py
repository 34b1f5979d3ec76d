"""A finding cut into sentences, and the words of likelihood and confidence in each."""

from __future__ import annotations

import re
from typing import Final

from sayso.brief.words import ICD_203

_BREAK: Final = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[^\W_a-z])")
_ABBREVIATED: Final = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Sgt|Cpl|Capt|Adm|Sen|Rep|Gov|Prof|Hon|No|Fig|vs|approx|c|Jan|Feb|Mar"
    r"|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_TERMS: Final = sorted({term for band in ICD_203 for term in band[:2]} | {"almost certainly", "probably"}, key=len, reverse=True)
LIKELIHOOD: Final = re.compile(r"\b(?:" + "|".join(map(re.escape, _TERMS)) + r")\b", re.IGNORECASE)
"""Any ICD 203 term, longest first so that ``very unlikely`` is one term."""
CONFIDENCE: Final = re.compile(r"\b(?:confidence(?!\s+(?:interval|band|region|level))|confident|confidently)\b", re.IGNORECASE)
"""Analytic confidence; a statistician's confidence interval is another thing and is let through."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a finding in order; a full stop after an initial or a title does not end one."""
    pieces: list[str] = []
    begin = 0
    for match in _BREAK.finditer(text):
        if _ABBREVIATED.search(text, begin, match.start()) and text[match.start() - 1] == ".":
            continue
        pieces.append(text[begin : match.end()].strip())
        begin = match.end()
    pieces.append(text[begin:].strip())
    return tuple(piece for piece in pieces if piece)


def own_words(sentence: str) -> str:
    """The sentence with quoted words blanked, same length: what a source said in quotes is not the brief's wording."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), sentence)


def likelihood_parts(sentence: str) -> tuple[tuple[str, bool], ...]:
    """The sentence in pieces, each with whether it is a likelihood term of the brief's own wording."""
    parts: list[tuple[str, bool]] = []
    begin = 0
    for match in LIKELIHOOD.finditer(own_words(sentence)):
        parts += [(sentence[begin : match.start()], False), (sentence[match.start() : match.end()], True)]
        begin = match.end()
    parts.append((sentence[begin:], False))
    return tuple(part for part in parts if part[0])
