"""From the phrase that speaks to the ``Voice`` a statement prints, with the chain of reporters above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.coding.parties import Parties, Who
from sayso.coding.refer import Reference
from sayso.coding.syntax import children
from sayso.coding.voices import PEOPLE, Saying
from sayso.knowledge.outlets import find_outlet
from sayso.types import Report, Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

ANONYMOUS = ("anonymity", "anonymous", "unnamed", "not authorized", "not authorised", "not be named", "familiar with")
SOURCES = frozenset({"source", "sources", "witness", "witnesses", "resident", "residents"})


class Speakers:
    """The voices of one report."""

    def __init__(self, report: Report, parties: Parties, reference: Reference) -> None:
        self.report, self.parties, self.reference = report, parties, reference
        self.outlet = self._own_voice()

    def _own_voice(self) -> Voice:
        if self.report.outlet:
            known = find_outlet(self.report.outlet)
            return Voice(self.report.outlet, "outlet", known.owner if known else None)
        if self.report.author:
            return Voice(self.report.author, "author")
        return Voice(self.report.id, "outlet")

    def voice(self, source: Token | None) -> tuple[Voice, Who | None]:
        """The voice of a source phrase; without one, the outlet's (or author's) own."""
        if source is None:
            return self.outlet, None
        resolved = self.reference.resolve(source)
        if resolved is None:
            span = self.parties.party(source)
            kind = "unnamed" if source.pos_ != "PROPN" else "named"
            return Voice(span.name, kind, None, span.start, span.end), None
        party, who = resolved
        return Voice(party.name, self._kind(source, who), who.id, party.start, party.end), who

    def _kind(self, source: Token, who: Who) -> str:
        if who.kind == "person":
            return "named"
        if who.outlet is not None:
            return "outlet"
        if who.kind == "group":
            return "group"
        if who.kind in ("state", "branch", "body", "organization"):
            return "office"
        if source.lower_ in SOURCES | PEOPLE or self._anonymous(source):
            return "unnamed"
        if who.role is not None and who.id is not None:
            sector_group = who.id.split("-")[-1] not in KNOWN_SECTORS and who.id.count("-") == 1 and who.kind == "role"
            named_group = sector_group and self.parties._actor_kind((who.id,)) == "group"
            if named_group:
                return "group"
            singular = source.tag_ == "NN" and any(kid.lower_ in ("a", "an", "one") for kid in source.children)
            numbered = any(kid.dep_ == "nummod" or kid.lower_ in ("another", "second", "third") for kid in source.children)
            return "unnamed" if singular or numbered else "office"
        return "named" if source.pos_ == "PROPN" else "unnamed"

    def _anonymous(self, source: Token) -> bool:
        text = source.sent.text.lower()
        return any(phrase in text for phrase in ANONYMOUS) and source.pos_ != "PROPN"

    def chain(self, sayings: list[Saying], speaking: str | None = None) -> tuple[str, ...]:
        """Names between the outlet and the voice, outermost first: reporters of reporters and outlets that were told.

        ``sayings`` are innermost first; the first is the voice's own unless ``speaking`` names a voice inside them all.
        """
        inner = sayings[:1] if speaking is None else []
        outer = sayings[len(inner) :]
        names = [self.voice(each.source)[0].name for each in reversed(outer) if each.source is not None]
        names.extend(_name(self.parties, listener) for each in inner for listener in each.via)
        own = speaking or (self.voice(inner[0].source)[0].name if inner else None)
        return tuple(dict.fromkeys(name for name in names if name not in (self.outlet.name, own)))


def _name(parties: Parties, token: Token) -> str:
    name = parties.party(token).name
    article = next((kid for kid in children(token, "det") if kid.text == "The"), None)
    return f"The {name}" if article is not None and not name.startswith("The ") else name


KNOWN_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "OPP", "CVL", "MED", "BUS", "REB", "PRM"})
