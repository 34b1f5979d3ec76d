"""Event words as the network sees them beside those of the lexicon, and which of the two decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.coding.seen import Seen
from sayso.coding.triggers import Trigger, bare_trigger
from sayso.knowledge.actions import Sense

if TYPE_CHECKING:
    from spacy.tokens import Span

    from sayso.coding.net import NetEvent
    from sayso.coding.parties import Parties

import os
ALONE: Final = float(os.environ.get("ALONE","0.5"))
"""From here on the network's word for an event is enough."""
OVERRULES: Final = float(os.environ.get("OVER","0.6"))
"""From here on the network's category stands against the lexicon's."""
FRAMES: Final = {
    "CONSULT": "with-target", "AGREE": "with-target", "COOPERATE": "with-target", "SUPPORT": "for-target", "REQUEST": "request",
    "REJECT": "reject", "THREATEN": "threat", "ACCUSE": "accuse", "PROTEST": "against-target", "SANCTION": "on-target",
}  # fmt: skip


def reconciled(sent: Span, lexical: list[Trigger], parties: Parties, seen: Seen) -> list[Trigger]:
    """The event words of a sentence that stand: the lexicon's where the network does not object, and the network's own."""
    if not seen.reads:
        return lexical
    by_token = {trigger.token.i: trigger for trigger in lexical}
    found = []
    for token in sent:
        known, event = by_token.get(token.i), seen.events.get(token.i)
        if known is not None and (known.sense.light or known.sense.what is None):
            found.append(known)
        elif known is not None and event is not None:
            found.append(_settled(known, event))
        elif event is not None and event.likely >= ALONE and token.i not in parties.dated:
            trigger = bare_trigger(token, parties, sense_of(event))
            if trigger is not None:
                found.append(trigger)
    return found


def _settled(known: Trigger, event: NetEvent) -> Trigger:
    """The lexicon's trigger, with the network's category where that is sure and another."""
    what = category(event)
    if what != known.sense.what and event.what[what] >= OVERRULES:
        known.sense = sense_of(event)
    return known


def category(event: NetEvent) -> str:
    """The likeliest category of an event word."""
    return max((likely, what) for what, likely in event.what.items() if what != "O")[1]


def sense_of(event: NetEvent) -> Sense:
    """A sense for an event word that the lexicon does not have, or has in another category."""
    what = category(event)
    mode = event.mode if event.mode != "none" else None
    none: frozenset[str] = frozenset()
    return Sense(f"seen-{what}", what, mode, FRAMES.get(what), None, False, (), (), none, none, none, none, none, none, none)
