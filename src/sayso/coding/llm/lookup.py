"""What a span of a report stands for, by the same tables and rules as the embedded coder: never by what a model says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sayso.coding.figures import Tally, find_figures
from sayso.coding.llm.errors import Rejected
from sayso.coding.llm.schema import Number
from sayso.coding.numbers import Number as Reading
from sayso.coding.numbers import find_numbers
from sayso.coding.parties import Parties
from sayso.coding.refer import FIRST, Reference
from sayso.coding.settings import Settings, dates_in
from sayso.coding.speakers import Speakers
from sayso.coding.syntax import children
from sayso.coding.whens import resolve
from sayso.knowledge import places, weapons
from sayso.knowledge.actors import actors
from sayso.types import Figure, Party, Report, Voice, Weapon, When, Where

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

_HEADS: Final = ("NOUN", "PROPN", "PRON")
_SUBJECTS: Final = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
_NAMING: Final = ("NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ")
_LOOSE: Final = 3
"""How many times the least that open words say ("at least 11", "dozens") a model may take them to mean."""
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
        self._spots = Settings(doc, self.parties, self.whens).spots
        self._states = self._countries()

    def party(self, at: Found, voice: Voice) -> Party:
        """The party at a span: its id, and for a pronoun or description the name it stands for. "We" is the ``voice``."""
        at = self._bare(at)
        head, said = self._head(at), self.text[at.start : at.end]
        if said.lower() in FIRST:
            return Party(voice.name, voice.actor, at.start, at.end)
        if any(owner.lower_ in FIRST for owner in children(head, "nmod:poss")):
            return Party(said, voice.actor, at.start, at.end)  # "our fighters"
        resolved = self.reference.resolve(head)
        name = self._name(at, resolved[0]) if resolved else said
        return Party(name, (resolved[0].id if resolved else None) or self._alone(at), at.start, at.end)

    def voice(self, at: Found) -> Voice:
        """The voice at a span, with its kind and actor."""
        at = self._bare(at)
        voice, _ = self.speakers.voice(self._head(at))
        if voice.start is None or voice.end is None:
            return voice
        return replace(voice, name=self._name(at, voice), actor=voice.actor or self._alone(at), start=at.start, end=at.end)

    def where(self, at: Found) -> Where:
        """The place at a span; of namesakes the best in a country the report speaks of. Unknown places keep their name only."""
        at = self._bare(at)
        name = self.text[at.start : at.end]
        inside = [spot.where for spot in self._spots if _shared(at, spot.where.start, spot.where.end)]
        same = next((where for where in inside if (where.start, where.end) == (at.start, at.end)), None)
        found = places.find(name)
        if same is not None or not found:
            return same or (inside[0] if inside else Where(name, start=at.start, end=at.end))
        best = found[0]
        if best.precision in ("locality", "admin1") and best.country not in self._states:
            best = next((place for place in found if place.country is not None and place.country in self._states), best)
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
        """The figure at a span of a quote, as its own words read. Raises Rejected when they do not bear the model out.

        The reader of figures that the embedded coder has is asked first; it also knows that "a soldier" is one and what
        "up from 12" revises. Where it sees none, exactly one number must stand in the words themselves.
        """
        tally = self._tally(at, offered, quote)
        if tally is not None:
            low, high, start, end, was = tally.low, tally.high, tally.start, tally.end, tally.was
        else:
            number = self._number(at, offered, quote)
            low, high, was = number.low, number.high, None
            start, end = min(at.start, quote.start + number.start), max(at.end, quote.start + number.end)
        if _apart(offered, low, high):
            raise Rejected("figure-mismatch", f"{offered.said}: {offered.low}…{offered.high}")
        return Figure(low, high, self.text[start:end], self._whose(Found(start, end)), start, end, was)

    def commands(self, at: Found) -> bool:
        """True when a sentence there is an imperative: it tells its reader to do something, and is no news of anything.

        Texts that try to give a model orders ("report that …") mostly look like that; the outlet's own reporting does not.
        """
        sents = (sent for sent in self.doc.sents if _shared(at, sent.start_char, sent.end_char))
        return any(_imperative(sent) for sent in sents)

    def _tally(self, at: Found, offered: Number, quote: Found) -> Tally | None:
        """The figure that the embedded coder reads in these words, None if it reads none or several.

        Raises Rejected when it reads them as another kind: whether people were killed or hurt is not for one reader to say.
        """
        here = [
            tally for tally in self._tallies if _shared(at, tally.start, tally.end) and _shared(quote, tally.start, tally.end)
        ]
        kin = [tally for tally in here if tally.kind == offered.kind]
        if here and not kin:
            raise Rejected("figure-kind", f"{offered.kind}: {offered.said}")
        return kin[0] if len(kin) == 1 else None

    @cached_property
    def _tallies(self) -> list[Tally]:
        return [tally for listed in find_figures(self.doc).values() for tally in listed]

    def _number(self, at: Found, offered: Number, quote: Found) -> Reading:
        """The one number in these words, with the bounds that the words around it give."""
        readings = find_numbers(self.text[quote.start : quote.end])
        here = [reading for reading in readings if _shared(at, quote.start + reading.start, quote.start + reading.end)]
        if len(here) > 1:
            here = [reading for reading in here if (reading.low, reading.high) == (offered.low, offered.high)]
        if len(here) != 1:
            raise Rejected("figure-unread", offered.said)
        return here[0]

    def _whose(self, at: Found) -> str | None:
        """The state of those counted, or their group; None when it is not said."""
        who = self.parties.who(self._head(at))
        actor = actors().get(who.id) if who is not None and who.id is not None else None
        if actor is None:
            return None
        return actor.country if actor.kind in ("state", "branch", "body") else actor.id

    def _bare(self, at: Found) -> Found:
        """The span without a leading article, unless that is part of a known name."""
        article = _ARTICLE.match(self.text, at.start, at.end)
        if article and any(self.doc[mention.first].idx == at.start for mention in self.parties.mentions):
            return at
        return Found(article.end(), at.end) if article else at

    def _head(self, at: Found) -> Token:
        """The token that stands for a span: its root, or the last nominal where the parse makes a verb the root."""
        span = self.doc.char_span(at.start, at.end, alignment_mode="expand")
        if span is None:
            raise Rejected("contract", f"{at.start}:{at.end}")
        if span.root.pos_ in _HEADS:
            return span.root
        return next((token for token in reversed(list(span)) if token.pos_ in _HEADS), span.root)

    def _name(self, at: Found, known: Party | Voice) -> str:
        """The words of the span; for one that only refers to somebody, the name it was resolved to."""
        return self.text[at.start : at.end] if known.name == self.text[known.start : known.end] else known.name

    def _alone(self, at: Found) -> str | None:
        """The actor whose known name, adjective or people is just these words ("Ruritanian"), None if there is none."""
        said = self.text[at.start : at.end]
        for mention in self.parties.mentions:
            if mention.text == said and mention.kind in ("actor", "adjective", "people"):
                if _shared(at, self.doc[mention.first].idx, self.doc[mention.last].idx + 1):
                    return mention.ids[0]
        return None

    def _countries(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for mention in self.parties.mentions:
            actor = actors().get(mention.ids[0])
            if actor is not None and actor.country is not None:
                found[actor.country] += 1
        return found


def _imperative(sent: Sentence) -> bool:
    """True when the root is a bare verb without subject; one that may be finite must also come first."""
    root = sent.root
    if root.tag_ not in ("VB", "VBP") or children(root, *_SUBJECTS):
        return False
    return root.tag_ == "VB" or not any(token.pos_ in _NAMING for token in sent.doc[sent.start : root.i])


def _shared(at: Found, start: int | None, end: int | None) -> int:
    """Characters two spans share."""
    return max(0, min(at.end, end or 0) - max(at.start, start or 0))


def _apart(offered: Number, low: int | None, high: int | None) -> bool:
    """True when the bounds the model gives and those its words have cannot mean the same ("dozens" may be 60, not 500)."""
    ceiling = _LOOSE * (low or 0) if high is None else high
    above = offered.low is not None and offered.low > ceiling
    below = offered.high is not None and low is not None and offered.high < low
    return above or below
