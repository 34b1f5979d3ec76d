"""Who plays which part in a happening when the network's word is set against grammar's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.coding.bearing import beside, concerned
from sayso.coding.figures_of import SUFFERED
from sayso.coding.parties import Who
from sayso.coding.stands import is_nobody
from sayso.coding.syntax import NOUNS, case, child, conjuncts, within
from sayso.coding.triggers import lacks_victim, victim_of
from sayso.coding.weapons import weapon_at
from sayso.types import Figure, Party

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from sayso.coding.happenings import Happening, Happenings

FILLS, REPLACES = 0.3, 0.6
"""How likely a party must be for the network to name it where grammar gives nobody, and where it gives somebody else."""
ROLES: Final = ("actor", "target", "recipient")
PHYSICAL: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
Side = tuple[Party, Who]


def cast(happening: Happening, builder: Happenings) -> None:
    """Name whom the network sees in each role: instead of what grammar gave where it is sure, else where grammar gave nobody."""
    doc = builder.parties.doc
    found = {role: _likeliest(happening, role, builder) for role in ROLES}
    for role, (at, likely) in found.items():
        if at is not None and likely >= REPLACES:
            _vacate(happening, role, doc[at])
    seen_doer, likely = found["actor"]
    if happening.doer is None and seen_doer is not None and likely >= FILLS:
        happening.doer = doc[seen_doer]
    for role, (at, likely) in found.items():
        current = getattr(happening, role)
        if at is None or likely < (FILLS if current is None else REPLACES) or _covers(current, doc[at]):
            continue
        if any(_covers(getattr(happening, other), doc[at]) for other in ROLES if other != role):
            continue  # nobody acts on himself
        seen = _party(doc[at], role, builder)
        if seen is not None:
            setattr(happening, role, seen)


def aim(happening: Happening, builder: Happenings) -> None:
    """Take an act on a ban, a plan or a request to whom that concerns; who attacks or seizes a thing does it to the thing."""
    if happening.what in PHYSICAL or happening.target is None or happening.target[1].id is not None:
        return
    start, end = happening.target[0].start, happening.target[0].end
    head = builder.parties.doc.char_span(start, end, alignment_mode="expand")
    if head is None or head.root.i in happening.tokens:
        return
    at = concerned(head.root, builder.parties)
    if at.i == head.root.i and child(head.root, "nmod:poss") is not None:
        at = beside(happening, builder.parties) or at  # who opens its own borders does it to those for whom
    if at.i != head.root.i and (found := builder.as_target(at)) is not None and not _covers(happening.actor, at):
        happening.target = found


def spare(happening: Happening, figures: Mapping[str, tuple[Figure, ...]]) -> None:
    """Take those who are counted among the dead and hurt for whom it was done to, never for who did it."""
    if happening.actor is None or happening.what != "ASSAULT":
        return
    start, end = happening.actor[0].start, happening.actor[0].end
    counted = [figure for kind in SUFFERED for figure in figures.get(kind, ())]
    if any(figure.start is not None and start <= figure.start < end for figure in counted):
        happening.target = happening.target or happening.actor
        happening.actor = None


def _likeliest(happening: Happening, role: str, builder: Happenings) -> tuple[int | None, float]:
    """The word of the sentence that the network likes best for a role of the happening."""
    doc, likely = builder.parties.doc, dict[int, float]()
    for trigger in happening.triggers:
        event = builder.seen.events.get(trigger.token.i)
        for at, p in event.roles.get(role, ()) if event is not None else ():
            if doc[at].sent.start != trigger.token.sent.start or at in happening.tokens:
                continue
            if role != "actor" or not any(rules_out(happening, doc[at]) for rules_out in (_undergoes, _speaks_of, _does_another)):
                likely[at] = max(p, likely.get(at, 0.0))
    best = max(likely, key=lambda i: likely[i], default=None)
    return best, likely[best] if best is not None else 0.0


def _vacate(happening: Happening, role: str, token: Token) -> None:
    """Take a party that is sure to play `role` out of any other role that grammar gave it."""
    for other in ROLES:
        if other != role and _covers(getattr(happening, other), token):
            setattr(happening, other, None)


def _party(token: Token, role: str, builder: Happenings) -> Side | None:
    found = builder.as_actor(token) if role == "actor" else builder.as_target(token)
    who = builder.parties.who(token)
    if role == "actor" and who is not None and who.kind == "place":
        return None
    if role == "actor" and (is_nobody(token) or (found is None and not builder.parties.can_act(token))):
        return None
    if found is None and token.pos_ in NOUNS and token.i not in builder.dated and weapon_at(token) is None:
        return builder.parties.party(token), Who(None, "role" if role == "actor" else "other", token.text)
    return found


def _undergoes(happening: Happening, token: Token) -> bool:
    """True when grammar leaves no doubt that the word suffers the deed: who died, who was killed, whose killing it was."""
    for trigger in happening.triggers:
        if trigger.sense.frame == "undergo" and trigger.subj is not None and trigger.subj.i == token.i:
            return True
        suffers = trigger.passive and trigger.obj is not None and trigger.obj.i == token.i
        if suffers and (child(trigger.token, "aux:pass") is not None or lacks_victim(trigger.token, trigger.sense)):
            return True
        if trigger.is_noun and (victim := victim_of(trigger)) is not None and token in conjuncts(victim):
            return True
    return False


def _speaks_of(happening: Happening, token: Token) -> bool:
    """True when somebody outside a passive clause or a death tells of it ("the coalition confirmed that three had been killed",
    "the corps confirmed its general's death"): whoever did it is left unsaid, or stands in its "by" phrase."""
    passive = [
        t for t in happening.triggers if child(t.token, "aux:pass") is not None or (t.is_noun and victim_of(t) is not None)
    ]
    return bool(passive) and not any(within(token, trigger.token) for trigger in happening.triggers)


def _does_another(happening: Happening, token: Token) -> bool:
    """True for the "by" phrase of another verb: the patron of "a militia backed by X", the users of "a base shared by X"."""
    return case(token) == "by" and token.head.pos_ == "VERB" and token.head.i not in happening.tokens


def _covers(side: Side | None, token: Token) -> bool:
    return side is not None and side[0].start <= token.idx < side[0].end
