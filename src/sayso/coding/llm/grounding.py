"""From a model's words to a statement: every word is found in the report first, everything else is looked up or refused."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

from sayso.coding.llm.chunks import Passage
from sayso.coding.llm.errors import Rejected
from sayso.coding.llm.folding import fold
from sayso.coding.llm.lookup import Found, Lookup
from sayso.coding.llm.schema import FIGURES, Offered, modes
from sayso.coding.llm.settling import settled, time_of
from sayso.coding.statements import trimmed
from sayso.contract import with_id
from sayso.knowledge.weapons import weapons
from sayso.types import BadValue, Claim, Figure, Party, Report, Span, Statement, Voice, Weapon

if TYPE_CHECKING:
    from spacy.tokens import Doc

REACH: Final = 800
"""Characters before a quote within which a name it refers to may stand."""
AFTER: Final = 250
"""Characters after a quote within which the one who speaks may be named ("…," he said, in the next sentence)."""
BESIDE: Final = 60
"""Characters between a voice and its cue."""
SENTENCES: Final = 3
"""A quote covers at most this many sentences."""
WORDS: Final = 3
"""A quote that is not a whole sentence has at least this many words."""
_HYPHENS: Final = "-‐‑"
Refuse = Callable[[str, object], None]
"""Called with the reason and the words of every value that is left out."""
_T = TypeVar("_T")


class Grounding:
    """Grounds what a model offers in one report."""

    def __init__(self, report: Report, doc: Doc) -> None:
        self.report, self.text = report, report.text
        self.sentences = [bounds for sent in doc.sents if (bounds := trimmed(sent))[0] < bounds[1]]
        self._starts = [start for start, _ in self.sentences]
        self._folded = fold(report.text)
        self._lookup = Lookup(report, doc)

    def statement(self, offered: Offered, passage: Passage, refuse: Refuse) -> Statement:
        """The statement an offer amounts to; values that do not stand in the report are left out and told to ``refuse``.

        Raises Rejected when the quote does not stand in the passage, when it gives an order rather than news, when whoever
        speaks is not named in or near it, or when the result breaks the contract.
        """
        quote = self._quote(offered.quote, passage)
        if offered.voice is None and self._lookup.commands(quote):
            raise Rejected("order", offered.quote)
        voice = self._voice(offered.voice, quote)
        claim = self._claim(offered, quote, voice, refuse)
        hedges = tuple(dict.fromkeys(h for h in (self._within("hedge", each, quote, refuse) for each in offered.hedges) if h))
        cue = self._cue(offered.cue, quote, voice, refuse)
        time = time_of(offered.time, claim.when, self.report.published)
        try:
            return with_id(
                Statement(
                    "", self.report.id, quote.start, quote.end, self.text[quote.start : quote.end], voice, offered.stance,
                    settled(offered.firmness, offered.stance, time, offered.negated, hedges), claim,
                    self._via(offered, voice, quote, refuse), Span(self.text[cue.start : cue.end], cue.start, cue.end) if cue else None,
                    hedges, time, offered.negated,
                )
            )  # fmt: skip
        except BadValue as error:
            raise Rejected("contract", str(error)) from error

    def _quote(self, said: str, passage: Passage) -> Found:
        """The whole sentences that hold a quote of the passage."""
        words = said.strip()
        tries = dict.fromkeys((words, words.strip("\"'“”‘’«» ")))
        found = next((span for each in tries for span in self._folded.find(each, passage.start, passage.end)), None)
        if found is None:
            raise Rejected("quote-not-in-report", said)
        first = max(0, bisect_right(self._starts, found[0]) - 1)
        last = max(first, bisect_right(self._starts, found[1] - 1) - 1)
        start, end = min(self.sentences[first][0], found[0]), max(self.sentences[last][1], found[1])
        if last - first >= SENTENCES:
            raise Rejected("quote-too-long", said)
        if len(words.split()) < WORDS and end - start > found[1] - found[0] + 2:
            raise Rejected("quote-too-short", said)
        return Found(start, end)

    def _voice(self, said: str | None, quote: Found) -> Voice:
        own = self._lookup.speakers.outlet
        if said is None:
            return own
        at = self._near(said, quote) or self._first(said, quote.end, quote.end + AFTER)
        if at is not None:
            return self._lookup.voice(at)
        if said.strip().casefold() == own.name.casefold():
            return own
        raise Rejected("voice-not-in-report", said)

    def _cue(self, said: str | None, quote: Found, voice: Voice, refuse: Refuse) -> Found | None:
        """The cue in the quote or, where the voice is named outside it, right beside the voice."""
        if said is None:
            return None
        at = self._first(said, quote.start, quote.end)
        if at is None and voice.start is not None and voice.end is not None:
            at = self._first(said, max(0, voice.start - BESIDE), voice.end + BESIDE)
        if at is None:
            refuse("cue", said)
        return at

    def _claim(self, offered: Offered, quote: Found, voice: Voice, refuse: Refuse) -> Claim:
        look = self._lookup

        def party(at: Found) -> Party:
            return look.party(at, voice)

        weapon = self._value("weapon", offered.weapon, quote, refuse, look.weapon)
        return Claim(
            offered.what, self._mode(offered, weapon, refuse),
            self._value("actor", offered.actor, quote, refuse, party),
            self._value("target", offered.target, quote, refuse, party),
            self._value("recipient", offered.recipient, quote, refuse, party),
            self._value("place", offered.place, quote, refuse, look.where),
            self._value("date", offered.date, quote, refuse, look.when),
            weapon, self._figures(offered, quote, refuse),
        )  # fmt: skip

    def _mode(self, offered: Offered, weapon: Weapon | None, refuse: Refuse) -> str | None:
        """The mode if the category can have it; for an assault without one, the mode its weapon implies."""
        allowed = modes().get(offered.what or "", ())
        if offered.mode is not None and offered.mode not in allowed:
            refuse("mode", offered.mode)
        if offered.mode in allowed:
            return offered.mode
        kind = weapons().get(weapon.id) if weapon is not None and weapon.id is not None else None
        return kind.mode if kind is not None and kind.mode in allowed else None

    def _figures(self, offered: Offered, quote: Found, refuse: Refuse) -> dict[str, tuple[Figure, ...]]:
        found: dict[str, list[Figure]] = {}
        for number in offered.figures:
            if number.kind not in FIGURES:
                refuse("figure-kind", number.kind)
                continue
            at = self._span("figure", number.said, quote, refuse, inside=True)
            if at is None:
                continue
            try:
                figure = self._lookup.figure(at, number, quote)
            except Rejected as rejected:
                refuse(rejected.reason, rejected.said)
                continue
            listed = found.setdefault(number.kind, [])
            if all((other.start, other.end) != (figure.start, figure.end) for other in listed):
                listed.append(figure)
        return {kind: tuple(sorted(found[kind], key=lambda figure: figure.start or 0)) for kind in sorted(found)}

    def _via(self, offered: Offered, voice: Voice, quote: Found, refuse: Refuse) -> tuple[str, ...]:
        names = (self._within("via", said, quote, refuse, inside=False) for said in offered.via)
        return tuple(
            dict.fromkeys(name for name in names if name and name not in (voice.name, self._lookup.speakers.outlet.name))
        )

    def _within(self, field: str, said: str, quote: Found, refuse: Refuse, inside: bool = True) -> str | None:
        at = self._span(field, said, quote, refuse, inside)
        return self.text[at.start : at.end] if at else None

    def _value(self, field: str, said: str | None, quote: Found, refuse: Refuse, look: Callable[[Found], _T]) -> _T | None:
        at = self._span(field, said, quote, refuse)
        if at is None:
            return None
        try:
            return look(at)
        except Rejected as rejected:
            refuse(rejected.reason, rejected.said)
            return None

    def _span(self, field: str, said: str | None, quote: Found, refuse: Refuse, inside: bool = False) -> Found | None:
        """Where the words of a value stand; None, and a word to ``refuse``, when they do not."""
        if said is None:
            return None
        at = self._first(said, quote.start, quote.end) if inside else self._near(said, quote)
        if at is None:
            refuse(field, said)
        return at

    def _near(self, said: str, quote: Found) -> Found | None:
        """The first place in the quote where the words stand, else the last within reach before it."""
        inside = self._first(said, quote.start, quote.end)
        if inside is not None:
            return inside
        before = list(self._all(said, max(0, quote.start - REACH), quote.start))
        return before[-1] if before else None

    def _first(self, said: str, low: int, high: int) -> Found | None:
        return next(self._all(said, low, high), None)

    def _all(self, said: str, low: int, high: int) -> Iterator[Found]:
        """Every place between ``low`` and ``high`` where the words stand, as given or with the first letter's case turned."""
        words = said.strip()
        turned = words[:1].swapcase() + words[1:]
        spans = list(self._folded.find(words, low, min(high, len(self.text)))) or self._folded.find(
            turned, low, min(high, len(self.text))
        )
        return (Found(*span) for span in spans if not self._compound(*span))

    def _compound(self, start: int, end: int) -> bool:
        """True inside a hyphenated word: "X-backed militia" does not name X as the one who acts."""
        text = self.text
        before = start >= 2 and text[start - 1] in _HYPHENS and text[start - 2].isalnum()
        after = end + 1 < len(text) and text[end] in _HYPHENS and text[end + 1].isalnum()
        return before or after
