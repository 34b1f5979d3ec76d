"""Where and when: places and dates of a text, and which of them belong to which happening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sayso.coding.happenings import Happening
from sayso.coding.namesakes import Named, chosen
from sayso.coding.parties import Parties
from sayso.coding.place_names import DIRECTIONS, LOCATIVE, WITHIN, PlaceNames, Toponym
from sayso.coding.seen import seen_in
from sayso.coding.syntax import case, subject
from sayso.coding.triggers import verb_lexicon
from sayso.coding.whens import find_whens
from sayso.knowledge import actors as known_actors
from sayso.knowledge import places
from sayso.knowledge.actions import classes
from sayso.knowledge.places import Place, normalise
from sayso.types import Party, When, Where

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PRECISE = {"site": 2.5, "locality": 2.0, "admin1": 1.0, "sea": 1.2, "country": 0.0, "region": -0.5, None: 0.0}
HELD = frozenset({",", "in", ", in", "(", "of", ""})
"""What may stand between a place and the larger one it lies in."""
SPOKEN = 3
"""How many places in a state one mention of its people or bodies is worth, when namesakes are told apart."""
FAR = 99.0
SURE, HEARD = 0.5, 3.0
"""How likely the network must find a setting for grammar not to rule it out, and how many steps in the tree its word is worth."""
MONTH = timedelta(days=30)
NEAR = 8
"""How many tokens may part a date from the words of its event when the tree does not join them."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named in the text, with the token that heads it. ``happens`` is false where it stands for a government, or the
    words make it no place of what they tell."""

    where: Where
    head: Token
    first: int
    last: int
    happens: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A date named in the text, with the token that heads it."""

    when: When
    head: Token


class Settings:
    """The places and dates of one text."""

    def __init__(self, doc: Doc, parties: Parties, whens: list[When]) -> None:
        self.published = parties.published
        self.doc, self.parties, self.dated = doc, parties, parties.dated
        self.seen = seen_in(doc)
        self.moments = list(_moments(doc, whens))
        self.spots = list(self._spots())

    def _spots(self) -> Iterable[Spot]:
        """The places of the text, each name in the sense that the others bear out."""
        found = list(PlaceNames(self.doc, self.parties).find())
        named = [Named(normalise(self._text(one)), one.found, self._inside(found, n)) for n, one in enumerate(found)]
        for one, place in zip(found, chosen(named, self._said(found)), strict=True):
            yield self._spot(self.doc[one.first : one.last + 1], place)

    def _text(self, one: Toponym) -> str:
        return self.doc[one.first : one.last + 1].text

    def _inside(self, found: list[Toponym], n: int) -> int | None:
        """The neighbour that a place is said to lie in: "Paris, Texas", "Basra in Iraq", "Iraq's Basra"."""
        one = found[n]
        after = found[n + 1] if n + 1 < len(found) else None
        if after is not None and self._between(one, after) in HELD and after.found:
            return n + 1
        if n and self._between(found[n - 1], one) in ("'s", "’s", "'", "’") and found[n - 1].found:
            return n - 1
        return None

    def _between(self, one: Toponym, other: Toponym) -> str:
        return self.doc[one.last + 1 : other.first].text.strip().lower()

    def _said(self, found: list[Toponym]) -> Counter[str]:
        """The states that a text speaks of otherwise than as places, by how often."""
        taken = {i for one in found for i in range(one.first, one.last + 1)}
        table, said = known_actors.actors(), Counter[str]()
        for mention in self.parties.mentions:
            actor = table.get(mention.ids[0])
            if actor is not None and actor.country is not None and mention.first not in taken:
                said[actor.country] += SPOKEN
        return said

    def _spot(self, span: Span, place: Place | None) -> Spot:
        begin, end = span.start_char, span.end_char
        if place is None:
            where = Where(span.text, precision="locality", start=begin, end=end)
            return Spot(where, span.root, span.start, span.end - 1, True)
        where = Where(span.text, place.id, place.country, place.lat, place.lon, place.precision, begin, end)
        return Spot(where, span.root, span.start, span.end - 1, self._stands_for_place(span, place))

    def _stands_for_place(self, span: Span, place: Place) -> bool:
        """True unless the name stands for a government, a person or an ordinary word."""
        root = span.root
        if all(token.lower_ in DIRECTIONS for token in span):
            return False
        after = self.doc[span.end] if span.end < len(self.doc) else None
        if place.precision == "site" and after is not None and after.lemma_.lower() in classes()["facility"]:
            return True  # "the al-Asad base", however the parse strings the name together
        if any(kid.i >= span.end and kid.dep_ in ("flat", "flat:name") for kid in root.children):
            return False
        if root.dep_ == "flat" and not span.start <= root.head.i < span.end:
            return False
        if root.dep_ in ("nsubj", "obl:agent", "nmod:poss") and place.precision != "site":
            return False
        if place.precision == "site" or (len(span) > 1 and place.precision in ("sea", "region")):
            return True
        if len(span) == 1 and places.common_word(span.text) is not None:
            return root.pos_ == "PROPN" and case(root) in WITHIN
        if case(root) in LOCATIVE or case(root).split(" ")[-1] in LOCATIVE:
            return True
        if place.precision == "country" and root.dep_ in ("compound", "amod", "obj"):
            return root.dep_ == "obj" and _violent(root.head)
        if root.dep_ in ("compound", "nmod:desc", "amod") and root.head.pos_ in ("NOUN", "PROPN"):
            return root.head.lemma_.lower() not in NOT_PLACED
        if root.dep_ in ("appos", "conj", "flat", "nmod", "nmod:unmarked", "list", "obl:unmarked"):
            return any(case(head) in LOCATIVE for head in root.ancestors if head.pos_ == "PROPN")
        return root.dep_ in ("obj", "nsubj:pass") and _violent(root.head)  # "shelled Kharkiv"

    def where_for(self, happening: Happening, rivals: list[Happening], avoid: set[int]) -> Where | None:
        """The place of a happening: nearest in the tree, the more precise first; ``avoid`` are tokens of those who speak."""
        sent = happening.anchor.sent
        best: tuple[float, Where] | None = None
        for spot in self.spots:
            if not spot.happens or not sent.start <= spot.first < sent.end or spot.head.i in avoid:
                continue
            heard = self._heard(happening, "place", spot.first, spot.head.i)
            distance = min(self._distance(spot.head, happening, rivals), FAR if heard < SURE else NEAR)
            if happening.actor is not None and heard < SURE and _covers(happening.actor[0], self.doc[spot.first]):
                continue
            score = distance - PRECISE[spot.where.precision] - HEARD * heard
            if distance < FAR and (best is None or score < best[0]):
                best = (score, spot.where)
        return best[1] if best else None

    def when_for(self, happening: Happening, rivals: list[Happening], cues: set[int]) -> When | None:
        """The date of a happening, None when the sentence gives it none. A date hung on a reporting cue is the cue's."""
        sent = happening.anchor.sent
        best: tuple[float, When] | None = None
        for moment in self.moments:
            if not sent.start <= moment.head.i < sent.end:
                continue
            if _of_the_cue(moment.head, happening, cues):
                continue
            heard = self._heard(happening, "date", moment.head.i, moment.head.i)
            distance = min(self._distance(moment.head, happening, rivals), FAR if heard < SURE else NEAR)
            score = distance - HEARD * heard
            if distance < FAR and (best is None or score < best[0]):
                best = (score, moment.when)
        return best[1] if best else self._beside(happening, rivals, cues) or self._recent(happening)

    def _heard(self, happening: Happening, role: str, first: int, last: int) -> float:
        """How likely the network finds it that these words say where or when the happening took place."""
        events = [self.seen.events[i] for i in happening.tokens if i in self.seen.events]
        return max((p for event in events for at, p in event.roles.get(role, ()) if first <= at <= last), default=0.0)

    def _recent(self, happening: Happening) -> When | None:
        """ "The recent attack": some day of the last month."""
        word = next((kid for kid in happening.main.token.children if kid.lower_ in ("recent", "latest", "newest")), None)
        if word is None:
            return None
        return When(word.text, self.published - MONTH, self.published, word.idx, word.idx + len(word))

    def _beside(self, happening: Happening, rivals: list[Happening], cues: set[int]) -> When | None:
        """The date that stands just before the happening's words, nearer to it than to any other; parsers part some of these."""
        first = min(happening.tokens | {happening.anchor.i})
        for moment in self.moments:
            at = moment.head.i
            if not happening.anchor.sent.start <= at < first or first - at > NEAR or _of_the_cue(moment.head, happening, cues):
                continue
            between = range(at + 1, first)
            if not any(i in between for rival in rivals if rival is not happening for i in rival.tokens):
                return moment.when
        return None

    def _distance(self, token: Token, happening: Happening, rivals: list[Happening]) -> float:
        """Steps in the tree from a setting to the happening; FAR when another happening stands between or nearer."""
        own = happening.tokens | {happening.anchor.i}
        others = {i for rival in rivals if rival is not happening for i in rival.tokens}
        steps = 0.0
        for head in token.ancestors:
            steps += 1
            if head.i in own:
                return steps
            if head.i in others:
                return FAR
        path = {happening.anchor.i: 0.0} | {a.i: n + 1.0 for n, a in enumerate(happening.anchor.ancestors)}
        main = happening.main.token
        path |= {a.i: n + 1.0 for n, a in enumerate(main.ancestors) if a.i not in path}
        steps = 0.0
        for head in token.ancestors:
            steps += 1
            if head.i in path:
                return steps + path[head.i] + 2
        return FAR


def _covers(party: Party, token: Token) -> bool:
    return party.start <= token.idx < party.end


def _of_the_cue(date: Token, happening: Happening, cues: set[int]) -> bool:
    """True for a date that says when somebody spoke. One that the parse hangs on "said" across the comma that ends what was said
    ("… were killed on Friday, officials said") is the deed's."""
    cue = date.head
    if cue.i not in cues or cue.i in happening.tokens:
        return False
    speaker = subject(cue)
    opens = min(cue.i, speaker.left_edge.i) if speaker is not None else cue.i
    apart = any(date.doc[i].text in (",", "”", '"') for i in range(date.i + 1, opens))
    return not (date.i < opens and apart and min(happening.tokens) < opens)


def _violent(verb: Token) -> bool:
    """True for verbs that a place can suffer."""
    return any(sense.what in ("ASSAULT", "COERCE") for sense, _ in verb_lexicon().get(verb.lemma_.lower(), ()))


NOT_PLACED = frozenset(
    {"government", "official", "president", "minister", "spokesman", "authority", "ministry", "army", "military"}
)


def dates_in(doc: Doc, published: date, published_at: datetime | None) -> tuple[list[When], frozenset[int]]:
    """The dates of a text, and the tokens they cover."""
    whens = find_whens(doc.text, published, published_at)
    spans = [doc.char_span(when.start or 0, when.end or 0, alignment_mode="expand") for when in whens]
    return whens, frozenset(i for span in spans if span is not None for i in range(span.start, span.end))


def _moments(doc: Doc, whens: list[When]) -> Iterable[Moment]:
    for when in whens:
        span = doc.char_span(when.start or 0, when.end or 0, alignment_mode="expand")
        if span is not None:
            yield Moment(when, span.root)
