"""What a span of a report stands for, by the same tables and rules as the embedded coder: never by what a model says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sayso.coding.llm.errors import Rejected
from sayso.coding.llm.schema import Number
from sayso.coding.numbers import Number as Reading
from sayso.coding.numbers import find_numbers
from sayso.coding.parties import Parties
from sayso.coding.refer import Reference
from sayso.coding.settings import dates_in
from sayso.coding.speakers import Speakers
from sayso.coding.whens import resolve
from sayso.knowledge import places, weapons
from sayso.knowledge.actors import actors
from sayso.types import Figure, Party, Report, Voice, Weapon, When, Where

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HEADS: Final = ("NOUN", "PROPN", "PRON")
_ARTICLE: Final = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a value stands in the report."""

    start: int
    end: int


class Lookup:
    """Looks spans of one report up."""

    def __init__(self, report: Report, doc: Doc) -> None:
        self.text, self.published, self.doc = report.text, report.published, doc
        self.whens, dated = dates_in(doc, report.published, report.published_at)
        self.parties = Parties(doc, report.published, dated)
        self.reference = Reference(doc, self.parties)
        self.speakers = Speakers(report, self.parties, self.reference)
        self._states = self._countries()

    def party(self, at: Found) -> Party:
        """The party at a span: its id, and for a pronoun or description the name it stands for."""
        at = self._bare(at)
        resolved = self.reference.resolve(self._head(at))
        if resolved is None:
            return Party(self.text[at.start : at.end], None, at.start, at.end)
        party, _ = resolved
        return Party(self._name(at, party.name, party.start, party.end), party.id, at.start, at.end)

    def voice(self, at: Found) -> Voice:
        """The voice at a span, with its kind and actor."""
        at = self._bare(at)
        voice, _ = self.speakers.voice(self._head(at))
        if voice.start is None or voice.end is None:
            return voice
        return replace(voice, name=self._name(at, voice.name, voice.start, voice.end), start=at.start, end=at.end)

    def where(self, at: Found) -> Where:
        """The place at a span; of namesakes the best in a country the report speaks of. Unknown places keep their name only."""
        at = self._bare(at)
        name = self.text[at.start : at.end]
        found = places.find(name)
        if not found:
            return Where(name, start=at.start, end=at.end)
        best = next((place for place in found if place.country is not None and place.country in self._states), found[0])
        return Where(name, best.id, best.country, best.lat, best.lon, best.precision, at.start, at.end)

    def when(self, at: Found) -> When:
        """The days that a span names, read with the words around it. Raises Rejected when it names none."""
        near = [when for when in self.whens if _shared(at, when.start, when.end)]
        if near:
            return max(near, key=lambda when: _shared(at, when.start, when.end))
        alone = resolve(self.text[at.start : at.end], self.published)
        if alone is None:
            raise Rejected("date-unread", self.text[at.start : at.end])
        return replace(alone, start=at.start, end=at.end)

    def weapon(self, at: Found) -> Weapon:
        """The weapon at a span, with its kind where it is known."""
        at = self._bare(at)
        kind = weapons.find(self.text[at.start : at.end])
        return Weapon(self.text[at.start : at.end], kind.id if kind else None, at.start, at.end)

    def figure(self, at: Found, offered: Number, quote: Found) -> Figure:
        """The figure at a span of a quote, as its own words read. Raises Rejected when they do not bear the model out."""
        here = [
            n for n in find_numbers(self.text[quote.start : quote.end]) if _shared(at, quote.start + n.start, quote.start + n.end)
        ]
        if len(here) > 1:
            here = [number for number in here if (number.low, number.high) == (offered.low, offered.high)]
        if len(here) != 1:
            raise Rejected("figure-unread", offered.said)
        number = here[0]
        start, end = min(at.start, quote.start + number.start), max(at.end, quote.start + number.end)
        said = self.text[start:end]
        if not any((again.low, again.high) == (number.low, number.high) for again in find_numbers(said)):
            raise Rejected("figure-unread", offered.said)
        if _apart(offered, number):
            raise Rejected("figure-mismatch", f"{offered.said}: {offered.low}…{offered.high}")
        return Figure(number.low, number.high, said, self._whose(Found(start, end)), start, end)

    def _whose(self, at: Found) -> str | None:
        """The state of those counted, or their group; None when it is not said."""
        who = self.parties.who(self._head(at))
        actor = actors().get(who.id) if who is not None and who.id is not None else None
        if actor is None:
            return None
        return actor.country if actor.kind in ("state", "branch", "body") else actor.id

    def _bare(self, at: Found) -> Found:
        """The span without a leading article."""
        article = _ARTICLE.match(self.text, at.start, at.end)
        return Found(article.end(), at.end) if article else at

    def _head(self, at: Found) -> Token:
        """The token that stands for a span: its root, or the last nominal where the parse makes a verb the root."""
        span = self.doc.char_span(at.start, at.end, alignment_mode="expand")
        if span is None:
            raise Rejected("contract", f"{at.start}:{at.end}")
        if span.root.pos_ in _HEADS:
            return span.root
        return next((token for token in reversed(list(span)) if token.pos_ in _HEADS), span.root)

    def _name(self, at: Found, name: str, start: int, end: int) -> str:
        """The words of the span; for one that only refers to somebody, the name it was resolved to."""
        return self.text[at.start : at.end] if name == self.text[start:end] else name

    def _countries(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for mention in self.parties.mentions:
            actor = actors().get(mention.ids[0])
            if actor is not None and actor.country is not None:
                found[actor.country] += 1
        return found


def _shared(at: Found, start: int | None, end: int | None) -> int:
    """Characters two spans share."""
    return max(0, min(at.end, end or 0) - max(at.start, start or 0))


def _apart(offered: Number, read: Reading) -> bool:
    """True when the bounds the model gives and those its words have do not even touch."""
    low, high = offered.low, offered.high
    above = low is not None and read.high is not None and low > read.high
    below = high is not None and read.low is not None and high < read.low
    return above or below
