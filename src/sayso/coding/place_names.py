"""Which words of a text name places: the gazetteer, the network's names and the words around them, weighed together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sayso.coding.seen import Seen, seen_in
from sayso.coding.syntax import case
from sayso.knowledge import places
from sayso.knowledge.places import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from sayso.coding.parties import Parties

WITHIN: Final = frozenset({"in", "at", "near", "outside", "inside", "around"})
"""Prepositions that make even an ordinary word or a surname a place ("in Reading")."""
LOCATIVE: Final = WITHIN | {
    "from", "to", "on", "off", "into", "over", "across", "toward", "towards", "of", "between", "through", "against", "within",
    "along", "via", "north", "south", "east", "west", "throughout", "beyond", "above", "under", "by", "for", "out of", "upon",
    "amid", "past", "and",
}  # fmt: skip
JOINTS: Final = frozenset(
    {"al", "el", "of", "the", "-", "–", "ez", "az", "as", "es", "ed", "ad", "ash", "ar", "e", "'", "’", "de", "la", "del", "ul",
     "an", "at", "bin", "bani", "umm", "do", "da", "dos", "das", "di", "du", "le", "les", "los", "las", "sur", "upon", "and", "'s", "’s"}
)  # fmt: skip
"""Small words inside place names ("Strait of Hormuz", "Ain al-Asad")."""
DIRECTIONS: Final = frozenset(
    {"north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "northeast", "northwest",
     "southeast", "southwest", "upper", "lower", "downtown", "greater", "-", "–", "and"}
)  # fmt: skip
SETTLEMENTS: Final = frozenset(
    {"village", "town", "city", "hamlet", "settlement", "district", "suburb", "neighborhood", "neighbourhood", "township"}
)
PARTS: Final = frozenset({"department", "district", "state", "area", "division", "sector", "region", "territory"})
"""What makes a country's name the beginning of another ("U.S. District Court")."""
COUNTIES: Final = frozenset({"county", "parish", "borough", "district", "township", "shire"})
ROADS: Final = frozenset(
    {"street", "st", "st.", "road", "rd.", "avenue", "ave.", "highway", "drive", "dr.", "lane", "boulevard", "blvd.", "route",
     "turnpike", "parkway", "pike", "way", "court", "interstate", "freeway", "expressway", "bridge"}
)  # fmt: skip
KNOWN: Final = 20_000
LONGEST: Final = 7
WEIGHTS: Final = {
    "bias": -3.0, "LOC": 1.8, "PER": -0.8, "ORG": -0.3, "listed": 1.8, "state": 1.0, "within": 0.7, "locative": 0.3,
    "common": -1.8, "long": 0.6, "before name": -1.0, "after name": -2.0, "inside name": -1.0, "told": 1.6, "kept": 2.0, "beside place": 0.6,
    "people": 1.4, "short": -1.5, "proper": 0.8,
}  # fmt: skip
"""What each sign tells for or against a place: log odds, rounded."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name at tokens ``first``…``last``, and what it can mean: nothing when no gazetteer has it."""

    first: int
    last: int
    found: tuple[Place, ...]


class PlaceNames:
    """The place names of one text."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self.doc, self.parties = doc, parties
        self.names: dict[int, tuple[int, int, str]] = {}
        seen: Seen = seen_in(doc)
        for first, last, kind in seen.names:
            self.names.update(dict.fromkeys(range(first, last + 1), (first, last, kind)))

    def find(self) -> Iterator[Toponym]:
        """The place names from left to right, none inside another."""
        at, size = 0, len(self.doc)
        while at < size:
            one = next((each for each in self.candidates(at) if self.score(each) > 0), None)
            if one is not None:
                yield one
            at = one.last + 1 if one is not None else at + 1

    def candidates(self, at: int) -> Iterator[Toponym]:
        """What may name a place from one token on: the longest first."""
        token = self.doc[at]
        if at in self.parties.dated or not (token.text[:1].isupper() or token.text[:1].isdigit()):
            return
        mention = self.parties.at.get(at)
        name = self.names.get(at)
        taken = mention is not None and mention.kind != "weak" and not self._state(at) and (name is None or name[2] != "LOC")
        own = name[1] if name is not None and name[2] == "LOC" and name[0] == at else None
        told = own is None and self._told(at)
        for last in range(self._stop(at), at - 1, -1):
            if (self.doc[last].lower_ in JOINTS and last > at) or (taken and mention is not None and last <= mention.last):
                continue
            found = meanings(self.doc[at : last + 1].text)
            if found and not all(token.lower_ in DIRECTIONS for token in self.doc[at : last + 1]):
                yield Toponym(at, last, found)
            elif last == own or (told and last == self._run(at)):
                yield Toponym(at, last, partly(self.doc[at : last + 1].text))

    def _stop(self, at: int) -> int:
        """The last token that a name from ``at`` on can reach."""
        end, stop = self.doc[at].sent.end, at
        while stop + 1 < end and stop - at < LONGEST - 1:
            token = self.doc[stop + 1]
            if not (token.text[:1].isupper() or token.lower_ in JOINTS or token.text.isdigit() or token.lower_ in SETTLEMENTS):
                break
            stop += 1
        return stop

    def _run(self, at: int) -> int:
        last = at
        while last + 1 < len(self.doc) and self.doc[last + 1].pos_ == "PROPN" and self.doc[last + 1].text[:1].isupper():
            last += 1
        return last

    def _told(self, at: int) -> bool:
        """ "The village of X", "X district", "X, a village": the text itself says that a name is a place's."""
        token, last = self.doc[at], self._run(at)
        if token.pos_ != "PROPN" or at in self.parties.at:
            return False
        if any(self.doc[i].lower_ in SETTLEMENTS for i in range(last + 3, min(last + 5, len(self.doc)))):
            return self.doc[last + 1].text == "," and self.doc[last + 2].lower_ in ("a", "an")
        named = at > 1 and self.doc[at - 1].lower_ == "of" and self.doc[at - 2].lemma_.lower() in SETTLEMENTS
        return named or (last + 1 < len(self.doc) and self.doc[last + 1].lower_ in SETTLEMENTS)

    def _state(self, at: int) -> bool:
        mention = self.parties.at.get(at)
        return mention is not None and mention.kind == "actor" and self.parties._actor_kind(mention.ids) == "state"

    def score(self, one: Toponym) -> float:
        """The log odds that a name is a place's."""
        return WEIGHTS["bias"] + sum(WEIGHTS[sign] for sign in self.signs(one))

    def signs(self, one: Toponym) -> Iterator[str]:
        """What tells for and against a place."""
        span = self.doc[one.first : one.last + 1]
        root = span.root
        name = self.names.get(root.i)
        if name is not None:
            yield name[2]
            if name[2] != "LOC" and (name[0] < one.first or name[1] > one.last):
                yield "inside name"
        if one.found:
            yield "listed"
        if one.found and one.found[0].population is None:
            yield "kept"  # by hand, since reports of conflict name it
        if self._state(one.first):
            yield "state"
        elif ordinary(span.text):
            yield "common"
        if len(span) > 1:
            yield "long"
        if root.pos_ == "PROPN":
            yield "proper"
        if self._told(one.first):
            yield "told"
        if len(span) == 1 and len(span.text) < 4:
            yield "short"
        if any((place.population or 0) > 100_000 for place in one.found[:1]):
            yield "people"
        yield from self._beside(span, root)

    def _beside(self, span: Span, root: Token) -> Iterator[str]:
        before = self.doc[span.start - 1] if span.start > span.sent.start else None
        after = self.doc[span.end] if span.end < span.sent.end else None
        governed = case(root).split(" ")[-1]
        if governed in WITHIN or (before is not None and before.lower_ in WITHIN):
            yield "within"
        elif governed in LOCATIVE or (before is not None and before.lower_ in LOCATIVE):
            yield "locative"
        if after is not None and self._goes_on(after):
            yield "before name"
        if before is not None and before.pos_ == "PROPN" and before.text[:1].isupper() and before.text.isalpha():
            yield "after name"
        nears = (span.start - 2, span.end + 1)
        if any(i in self.names and self.names[i][2] == "LOC" for i in nears):
            yield "beside place"

    def _goes_on(self, token: Token) -> bool:
        """True when a capitalised neighbour makes the name a piece of another ("Melbourne Cup")."""
        name = self.names.get(token.i)
        return token.pos_ == "PROPN" and token.text[:1].isupper() and token.text.isalpha() and (name is None or name[2] != "LOC")


@lru_cache(maxsize=32768)
def meanings(name: str) -> tuple[Place, ...]:
    """What a name can mean; a county also the town it is named after, since the gazetteer keeps one of the two."""
    found, words = places.find(name), name.split()
    if not found and "." in name:
        found = places.find(f"{name}.")  # the point of "W.Va." ends the sentence too
    if found and words[0] == "The" and not found[0].name.startswith("The "):
        return ()
    if found and found[0].kind == "country" and len(words) > 1 and words[-1].lower() in PARTS:
        return ()
    if found and len(words) > 1 and words[-1].lower() in COUNTIES:
        return tuple(dict.fromkeys((*found, *places.find(" ".join(words[:-1])))))
    return found


@lru_cache(maxsize=32768)
def ordinary(name: str) -> bool:
    """True when every word of a name is a word or a personal name as well ("Police Department")."""
    return all(places.common_word(word) is not None for word in name.split() if word.lower() not in JOINTS)


@lru_cache(maxsize=32768)
def partly(name: str) -> tuple[Place, ...]:
    """What a known and well peopled part of an unknown name can mean: the town of its town hall, but not of a road to it."""
    words = name.split()
    if words[-1].lower() in ROADS:
        return ()
    for part in (*(words[:n] for n in range(len(words) - 1, 0, -1)), *(words[n:] for n in range(1, len(words)))):
        found = places.find(" ".join(part))
        if found and found[0].kind != "country" and (found[0].population or 0) > KNOWN and not ordinary(" ".join(part)):
            return found
    return ()
