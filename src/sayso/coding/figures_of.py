"""Which figures belong to which happening, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.coding.figures import Tally, find_figures
from sayso.coding.parties import Parties
from sayso.knowledge.actions import classes
from sayso.knowledge.actors import actors
from sayso.types import Figure

if TYPE_CHECKING:
    from spacy.tokens import Span

    from sayso.coding.happenings import Happening

Tallies = dict[str, list[Tally]]
SUFFERED = frozenset({"killed", "injured", "casualties", "missing", "shot"})
"""Kinds that are the toll of an attack."""
FITS: Mapping[str, frozenset[str]] = {
    "killed": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "injured": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "casualties": frozenset({"ASSAULT", "PROTEST"}),
    "shot": frozenset({"ASSAULT", "COERCE"}),
    "missing": frozenset({"ASSAULT", "COERCE"}),
    "captured": frozenset({"COERCE", "ASSAULT", "RETREAT"}),
    "displaced": frozenset({"ASSAULT", "COERCE", "RETREAT"}),
    "munitions": frozenset({"ASSAULT", "THREATEN", "MOBILIZE"}),
    "intercepted": frozenset({"ASSAULT"}),
    "seized": frozenset({"COERCE"}),
    "weapons": frozenset({"AID", "MOBILIZE", "COERCE"}),
    "troops": frozenset({"MOBILIZE", "RETREAT", "AID"}),
    "attacks": frozenset({"ASSAULT", "THREATEN"}),
}
"""Which categories a kind of figure can belong to."""


def tallies_of(sent: Span, parties: Parties) -> Tallies:
    """The figures of a sentence by kind, in text order; neither a date nor an institution is a casualty."""
    found = find_figures(sent)
    return {kind: kept for kind, listed in found.items() if (kept := [tally for tally in listed if _countable(tally, parties)])}


def _countable(tally: Tally, parties: Parties) -> bool:
    if tally.head in parties.dated:
        return False
    if tally.part and _whose(tally, parties) is None:
        return False  # "including two children" is a share of a figure already there
    who = parties.who(parties.doc[tally.head])
    return not (tally.low == tally.high == 1 and who is not None and who.kind in INSTITUTIONS and who.role is None)


INSTITUTIONS = frozenset({"state", "branch", "body", "organization", "outlet", "group", "other"})


def figures_for(
    happening: Happening, rivals: Sequence[Happening], tallies: Tallies, parties: Parties
) -> dict[str, tuple[Figure, ...]]:
    """The figures of one happening: those nearest to it in the tree among the happenings they can belong to."""
    found = {}
    for kind, listed in tallies.items():
        mine = [tally for tally in listed if _nearest(tally, rivals, parties) is happening]
        if mine:
            found[kind] = tuple(_figure(tally, parties) for tally in mine)
    return found


def unclaimed(tallies: Tallies, happenings: Sequence[Happening], sent: Span, parties: Parties) -> Tallies:
    """The toll figures no happening of the sentence can take, unless illness, weather or accident is what killed."""
    lemmas = {token.lemma_.lower() for token in sent}
    if lemmas & (classes()["disease"] | classes()["disaster"] | classes()["accident"]):
        return {}
    left = {
        kind: [t for t in listed if _nearest(t, happenings, parties) is None]
        for kind, listed in tallies.items()
        if kind in SUFFERED
    }
    return {kind: listed for kind, listed in left.items() if listed}


def as_figures(tallies: Tallies, parties: Parties) -> dict[str, tuple[Figure, ...]]:
    """Tallies as the figures of a claim."""
    return {kind: tuple(_figure(tally, parties) for tally in listed) for kind, listed in tallies.items()}


def _nearest(tally: Tally, happenings: Sequence[Happening], parties: Parties) -> Happening | None:
    """The fitting happening whose event words stand nearest to the figure's cue; one that holds the cue wins outright."""
    cue = parties.doc[tally.cue]
    best: tuple[int, int, Happening] | None = None
    for happening in happenings:
        if happening.what not in FITS.get(tally.kind, frozenset()):
            continue
        if tally.cue in happening.tokens:
            return happening
        above = {cue.i, *(head.i for head in cue.ancestors)}
        related = 0 if happening.tokens & above or happening.anchor.i in above else 1
        distance = min(abs(cue.i - i) for i in happening.tokens)
        if best is None or (related, distance) < best[:2]:
            best = (related, distance, happening)
    return best[2] if best else None


def _figure(tally: Tally, parties: Parties) -> Figure:
    return Figure(tally.low, tally.high, tally.said, _whose(tally, parties), tally.start, tally.end, tally.was)


def _whose(tally: Tally, parties: Parties) -> str | None:
    """The state of those counted, or their group; None when it is not said."""
    who = parties.who(parties.doc[tally.head])
    actor = actors().get(who.id) if who is not None and who.id is not None else None
    if actor is None:
        return None
    return actor.country if actor.kind in ("state", "branch", "body") else actor.id
