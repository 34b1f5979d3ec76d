"""Event words as the network sees them beside those of the lexicon, and which of the two decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from sayso.coding.seen import Seen
from sayso.coding.syntax import NOUNS, case, children, conjuncts
from sayso.coding.triggers import (
    Trigger,
    bare_trigger,
    figurative_company,
    no_hostile_cause,
    noun_lexicon,
    verb_lexicon,
    victim_of,
)
from sayso.knowledge.actions import MODES, Sense

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from sayso.coding.net import NetEvent
    from sayso.coding.parties import Parties

ALONE: Final = 0.85
"""From here on the network's word for an event is enough."""
DECIDED: Final = 0.55
"""Where no list has the word, the network must also be so sure of one category."""
MILD_ALONE, MILD_DECIDED = 0.75, 0.5
"""The same for words and for cooperation: an act of conflict that was none does more harm."""
CONFLICT: Final = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
"""PLOVER's quad of material conflict."""
DOUBTED: Final = 0.4
"""Below this the network's word against an event stands, where two words of the lexicon do not vouch for it."""
WEAPONED: Final = frozenset({"rocket", "missile", "aerial", "drone", "heavy-weapons", "explosives", "assassinate"})
"""Modes whose nouns ("rocket fire", "shelling") mean nothing else, whether the network saw an event in them or not."""
OVERRULES: Final = 0.7
"""From here on the network's category stands against the lexicon's."""
FRAMES: Final = {
    "CONSULT": "with-target", "AGREE": "with-target", "COOPERATE": "with-target", "SUPPORT": "for-target", "REQUEST": "request",
    "REJECT": "reject", "THREATEN": "threat", "ACCUSE": "accuse", "PROTEST": "against-target", "SANCTION": "on-target",
}  # fmt: skip


SAME_MODE: Final = {
    "demonstrate": "demo", "artillery": "heavy-weapons", "suicide": "explosives", "sentence": "legal", "judicial": "legal",
    "demolish": "destroy", "censor": "restrict", "crowd": "crowd-control", "militia": "troops", "hijack": "abduct",
}  # fmt: skip
"""Modes of our gold that the lexicon knows under another name."""
YIELDING: Final = frozenset({"CONCEDE", "RETREAT"})
"""CAMEO had these as one root, and so does the gold of the network: between the two the lexicon decides."""
GIVEN_UP: Final = frozenset({"release", "return", "withdraw", "ceasefire", "access", "disarm", "surrender", "resign"})
"""Modes that PLOVER has under RETREAT alone."""


def reconciled(sent: Span, lexical: list[Trigger], parties: Parties, seen: Seen) -> list[Trigger]:
    """The event words of a sentence that stand: the lexicon's where the network does not object, and the network's own."""
    if not seen.reads:
        return lexical
    if not lexical and figurative_company(sent, parties):
        return []
    by_token = {trigger.token.i: trigger for trigger in lexical}
    carried = _carried(by_token, seen)
    found = []
    for token in sent:
        known, event = by_token.get(token.i), seen.events.get(token.i)
        if known is not None and token.i in carried:
            found.append(_settled(known, event) if event is not None else known)
        elif known is not None and (known.sense.light or known.sense.what is None):
            found.append(_heavy(known, carried, event, parties))
        elif known is not None and event is not None:
            if event.likely >= DOUBTED and not _mishap(settled := _settled(known, event), parties):
                found.append(settled)
        elif known is not None and _plain(known, parties):
            found.append(known)
        elif event is not None and _sees(event) and token.i not in parties.dated:
            trigger = bare_trigger(token, parties, sense_of(event, token))
            if trigger is not None and not _mishap(trigger, parties):
                found.append(trigger)
    return found


def _plain(known: Trigger, parties: Parties) -> bool:
    """True for words that mean nothing else, whether the network saw an event in them or not: verbs of harm, nouns of weapons,
    and the killing of somebody."""
    if not known.is_noun:
        return known.sense.harm is not None
    victim = victim_of(known)
    return known.sense.mode in WEAPONED or (victim is not None and parties.can_act(victim))


def _mishap(trigger: Trigger, parties: Parties) -> bool:
    return trigger.sense.what == "ASSAULT" and no_hostile_cause(trigger, True, parties)


def _sees(event: NetEvent) -> bool:
    """True when the network's word for an event is enough."""
    what = category(event)
    alone, decided = (ALONE, DECIDED) if what in CONFLICT else (MILD_ALONE, MILD_DECIDED)
    return event.likely >= alone and event.what[what] >= decided


def _carried(by_token: Mapping[int, Trigger], seen: Seen) -> set[int]:
    """The event nouns that light verbs carry: two words of the lexicon vouch for these ("reached an agreement"), unless the
    network is sure that the verb itself is the act ("suspended the aid")."""
    found = set()
    for trigger in by_token.values():
        if not trigger.sense.light or _acts_itself(trigger, seen):
            continue
        for noun in _nouns_of(trigger):
            other = by_token.get(noun.i)
            if other is not None and not other.sense.light and other.sense.what is not None:
                found.add(noun.i)
    return found


def _acts_itself(trigger: Trigger, seen: Seen) -> bool:
    event = seen.events.get(trigger.token.i)
    if event is None or event.what[category(event)] < ALONE:
        return False
    return all(noun.i not in seen.events or seen.events[noun.i].likely < 0.5 for noun in _nouns_of(trigger))


def _nouns_of(trigger: Trigger) -> Iterator[Token]:
    """What a light verb may carry: its object and subject, and the "of" phrases of these ("a series of attacks")."""
    for slot in (trigger.obj, trigger.subj, *children(trigger.token, "nsubj:pass", "nsubj"), *[w for _, w in trigger.obls]):
        for each in conjuncts(slot) if slot is not None else ():
            yield each
            yield from (inner for inner in children(each, "nmod") if case(inner) == "of")


def _heavy(known: Trigger, carried: set[int], event: NetEvent | None, parties: Parties) -> Trigger:
    """A light verb as what the network sees in it, when it carries no event noun ("suspended the flights")."""
    if event is None or event.likely < ALONE or any(noun.i in carried for noun in _nouns_of(known)):
        return known
    return bare_trigger(known.token, parties, sense_of(event, known.token)) or known


def _settled(known: Trigger, event: NetEvent) -> Trigger:
    """The lexicon's trigger, with the network's category where that is sure and another."""
    what = category(event)
    if what != known.sense.what and event.what[what] >= OVERRULES and not {what, known.sense.what} <= YIELDING:
        known.sense = sense_of(event, known.token)
    return known


def category(event: NetEvent) -> str:
    """The likeliest category of an event word."""
    return max((likely, what) for what, likely in event.what.items() if what != "O")[1]


def sense_of(event: NetEvent, token: Token) -> Sense:
    """The lexicon's sense of a word in the category that the network sees, else one made for it."""
    what = category(event)
    entries = (noun_lexicon() if token.pos_ in NOUNS else verb_lexicon()).get(token.lemma_.lower(), ())
    alike = YIELDING if what in YIELDING else {what}
    known = next((sense for sense, rest in entries if sense.what in alike and not rest and not sense.light), None)
    if known is not None:
        return known
    said = SAME_MODE.get(event.mode, event.mode)
    mode = said if said in MODES else None
    if what in YIELDING and mode in GIVEN_UP:
        what = "RETREAT"
    none: frozenset[str] = frozenset()
    return Sense(f"seen-{what}", what, mode, FRAMES.get(what), None, False, (), (), none, none, none, none, none, none, none)
