"""Event words of a sentence joined into happenings: one claim each, with who did it to whom and with what."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.coding.bearing import pair_off, share_targets
from sayso.coding.casting import aim, cast
from sayso.coding.parties import GROUPS, Parties, Who
from sayso.coding.refer import FIRST, Reference
from sayso.coding.seen import Seen
from sayso.coding.syntax import NOUNS, case, child, children, conjuncts, obliques, phrase_bounds, subject
from sayso.coding.triggers import Trigger, arguments, counted, passive_agent, victim_of
from sayso.coding.weapons import weapon_at, weapon_in, weapon_of
from sayso.knowledge.weapons import weapons
from sayso.types import Party, Weapon

if TYPE_CHECKING:
    from spacy.tokens import Token

HARM = frozenset({"kill", "wound", "die-in"})
DURING = frozenset({"in", "during", "after", "from", "by", "amid", "when", "following", "with"})
TARGETS = {
    None: ("on", "against", "upon", "at", "targeting"),
    "of-target": ("of", "on", "against", "from"),
    "at-target": ("at", "on", "upon", "into", "toward", "towards"),
    "weapon-object": ("at", "on", "into", "against", "toward", "towards", "in", "over", "near"),
    "weapon-subject": ("in", "on", "into", "at", "near", "outside", "inside", "around"),
    "weapon-of": ("on", "at", "against", "into"),
    "with-target": ("with", "to", "for", "between"),
    "for-target": ("for", "to", "of", "behind"),
    "on-target": ("on", "against", "from", "with", "to", "of"),
    "over-target": ("over", "about", "at", "with", "to"),
    "from-target": ("from", "of"),
    "to-target": ("to", "in", "at", "near", "into"),
    "against-target": ("against", "outside", "at", "over"),
    "of-prep": ("of",),
    "mutual": ("with", "against", "between"),
    "request": ("on", "upon", "to", "from", "for"),
    "accuse": ("of", "against", "with", "on", "for", "into"),
    "reject": ("of", "to", "with"),
    "threat": ("with", "against", "to", "of", "on"),
    "attribute": ("to",),
}
"""Prepositions that bring the target, by frame, best first."""


@dataclass(slots=True)
class Happening:
    """One event as a sentence tells it. ``anchor`` is the word whose grammar decides time and negation."""

    what: str
    mode: str | None
    triggers: list[Trigger]
    anchor: Token
    actor: tuple[Party, Who] | None = None
    target: tuple[Party, Who] | None = None
    recipient: tuple[Party, Who] | None = None
    weapon: Weapon | None = None
    blamed: bool = False
    doer: Token | None = None
    """The word that grammar or the network has for the actor, also where nobody knows whom it means."""
    granted: int | None = None
    """The cue whose voice takes the deed for granted: its denial says nothing against the deed."""
    extra: set[int] = field(default_factory=set)

    @property
    def tokens(self) -> set[int]:
        """Indices of its event words."""
        return {trigger.token.i for trigger in self.triggers} | self.extra

    @property
    def main(self) -> Trigger:
        """The event word that names it best."""
        return self.triggers[0]


class Happenings:
    """Builds the happenings of one text from the triggers of its sentences."""

    def __init__(self, parties: Parties, reference: Reference, seen: Seen, dated: Set[int] = frozenset()) -> None:
        self.parties, self.seen, self.dated = parties, seen, dated
        self.reference = reference

    def build(self, triggers: list[Trigger]) -> list[Happening]:
        """Happenings in text order; light verbs vanish into the event noun they carry."""
        by_token = {trigger.token.i: trigger for trigger in triggers}
        owner: dict[int, int] = {i: i for i in by_token}
        for trigger in triggers:
            for other in self._joins(trigger, by_token):
                _union(owner, trigger.token.i, other.token.i)
        groups: dict[int, list[Trigger]] = {}
        for trigger in triggers:
            groups.setdefault(_root(owner, trigger.token.i), []).append(trigger)
        built = [each for group in groups.values() if (each := self._happening(group)) is not None]
        share_targets(built)
        for each in built:
            pair_off(each, self.parties)
        return built

    def _joins(self, trigger: Trigger, by_token: dict[int, Trigger]) -> Iterator[Trigger]:
        """The triggers that tell of the same happening as ``trigger``."""
        if trigger.sense.light:
            carried = self._carried(trigger, by_token)
            if carried is not None:
                yield carried
        elif trigger.sense.what == "ASSAULT" and not trigger.is_noun:
            yield from self._harms(trigger, by_token)

    def _harms(self, trigger: Trigger, by_token: dict[int, Trigger]) -> Iterator[Trigger]:
        """What a verb of harm belongs to: the attack that is its subject, its occasion, or its neighbour in the clause."""
        carried = trigger.obj if trigger.sense.frame in ("weapon-object", "at-target") else None
        for token in (trigger.subj, carried, *[w for mark, w in trigger.obls if mark in DURING]):
            found = self._event_at(token, by_token)
            if found is not None and found.sense.what == "ASSAULT":
                yield found
                break
        if trigger.sense.id in HARM and trigger.passive and trigger.subj is None:
            cause = next((w for w in children(trigger.token, "advcl") if w.i in by_token), None)
            if cause is not None and by_token[cause.i].sense.what == "ASSAULT":
                yield by_token[cause.i]  # "were killed when their convoy was ambushed"
        head = trigger.token.head
        if trigger.token.dep_ == "acl:relcl" and weapon_at(head) is not None:
            user = by_token.get(head.head.i)
            if user is not None and user.sense.what == "ASSAULT":
                yield user  # "launched the rockets that killed …"
        other = by_token.get(head.i)
        near = trigger.token.dep_ in ("conj", "advcl", "acl", "xcomp", "parataxis") and trigger.token.tag_ in (
            "VBG",
            "VBD",
            "VBN",
        )
        if other is not None and near and other.sense.what == "ASSAULT" and trigger.sense.id in HARM:
            if trigger.token.dep_ != "conj" or other.sense.id in HARM or _same_subject(trigger, other):
                yield other

    def _carried(self, trigger: Trigger, by_token: dict[int, Trigger]) -> Trigger | None:
        slots = [trigger.obj, trigger.subj, child(trigger.token, "nsubj:pass", "nsubj"), *[w for _, w in trigger.obls]]
        for token in slots:
            found = self._event_at(token, by_token)
            if found is not None and not found.sense.light:
                return found
        return None

    def _event_at(self, token: Token | None, by_token: dict[int, Trigger]) -> Trigger | None:
        """The event noun at a token or in its coordination or "of" phrase ("a series of attacks")."""
        if token is None:
            return None
        for each in conjuncts(token):
            if each.i in by_token and by_token[each.i].is_noun:
                return by_token[each.i]
            for inner in children(each, "nmod"):
                if case(inner) == "of" and inner.i in by_token and by_token[inner.i].is_noun:
                    return by_token[inner.i]
        return None

    def _happening(self, group: list[Trigger]) -> Happening | None:
        named = [trigger for trigger in group if trigger.sense.what is not None and not trigger.sense.light]
        if not named:
            return None
        main = min(named, key=lambda t: (t.sense.id in HARM, not t.is_noun, t.token.i))
        light = [trigger for trigger in group if trigger.sense.light]
        anchor = light[0].token if light else main.token
        what = main.sense.what
        assert what is not None
        happening = Happening(what, main.sense.mode, [main, *[t for t in group if t is not main]], anchor)
        for trigger in happening.triggers:
            self._fill(happening, trigger)
        cast(happening, self)
        aim(happening, self)
        self._weapon(happening)
        if happening.mode is None and happening.weapon is not None and what == "ASSAULT":
            happening.mode = weapons()[happening.weapon.id].mode if happening.weapon.id else None
        return happening

    def _fill(self, happening: Happening, trigger: Trigger) -> None:
        if trigger.is_noun:
            actor, target = self._noun_roles(trigger)
            happening.blamed = happening.blamed or (actor is not None and actor == _held_responsible(trigger.token))
        else:
            actor, target = self._verb_roles(happening, trigger)
        joined = happening.tokens
        if happening.doer is None and actor is not None and not self._is_event(actor, joined):
            happening.doer = actor
        if happening.actor is None and actor is not None and not self._is_event(actor, joined):
            happening.actor = self.as_actor(actor)
        if happening.actor is None and trigger.is_noun:
            happening.actor = self._modifier_actor(trigger.token)
        if happening.target is None and target is not None and not self._is_event(target, joined):
            happening.target = self.as_target(target)

    def _is_event(self, token: Token, joined: set[int]) -> bool:
        """True when a role filler is itself one of the happening's event words, or "the wave of" them."""
        return token.i in joined or any(each.i in joined for each in children(token, "nmod", "conj"))

    def _verb_roles(self, happening: Happening, trigger: Trigger) -> tuple[Token | None, Token | None]:
        frame, actor, target = trigger.sense.frame, trigger.subj, trigger.obj
        if trigger.sense.light and trigger.token.lemma_ in UNDERGOES:
            return None, actor  # "suffered injuries from the attack"
        if trigger.sense.light:
            wanted = TARGETS.get(happening.main.sense.frame, TARGETS[None])
            return (passive_agent(trigger) if trigger.passive else actor), next(iter(arguments(trigger, *wanted)), None)
        beside = [*trigger.obls, *(obliques(target) if target is not None else [])]
        marked = next((w for mark in TARGETS.get(frame, ()) for m, w in beside if m == mark and w.i not in self.dated), None)
        if frame == "undergo":
            return None, actor
        if frame in ("weapon-object", "weapon-subject"):
            return (actor if frame == "weapon-object" else None), marked
        if frame == "mutual":
            return actor, target or marked or _second(actor)
        if frame in ("transfer", "recipient-object"):
            self._recipient(happening, trigger, frame)
            return actor, None
        if frame == "defend":
            return actor, None
        if frame in ("to-target", "from-target"):
            return actor, marked  # the object is what was moved, not who suffers it
        if frame == "with-target" and target is None and marked is None:
            return actor, _second(actor)
        if target is not None and weapon_at(target) is not None and marked is not None and frame is not None:
            return actor, marked
        return actor, target or marked

    def _recipient(self, happening: Happening, trigger: Trigger, frame: str) -> None:
        token = trigger.obj if frame == "recipient-object" else child(trigger.token, "iobj")
        if token is None:
            token = next((w for mark in ("to", "into", "for") for w in arguments(trigger, mark)), None)
        if token is None and trigger.obj is not None:
            token = next((w for w in children(trigger.obj, "nmod") if case(w) in ("to", "for")), None)
        if token is not None:
            happening.recipient = self.as_target(token)

    def _noun_roles(self, trigger: Trigger) -> tuple[Token | None, Token | None]:
        token, frame = trigger.token, trigger.sense.frame
        marks = TARGETS.get(frame, TARGETS[None])
        owner = child(token, "nmod:poss")
        owner = None if owner is not None and owner.i in self.dated else owner
        victim = victim_of(trigger)
        if victim is not None and owner is not None and victim.i == owner.i:
            return passive_agent(trigger) or _held_responsible(token), owner
        actor = passive_agent(trigger) or owner or _held_responsible(token)
        target = next(
            (w for mark in marks for w in arguments(trigger, mark) if weapon_at(w) is None and w.i not in self.dated), None
        )
        relative = next(
            (w for w in children(token, "acl") if w.lemma_ in ("target", "attribute", "blame", "involve", "kill")), None
        )
        if target is None and relative is not None and relative.lemma_ == "target":
            target = child(relative, "obj")
        if frame == "transfer":
            target = None
        return actor, target

    def _modifier_actor(self, token: Token) -> tuple[Party, Who] | None:
        """ "Houthi attack", "U.S. airstrike": the name or adjective right inside the event's phrase."""
        first, _ = phrase_bounds(token)
        for mention in self.parties.mentions:
            if first <= mention.first and mention.last < token.i and mention.kind in ("adjective", "actor", "people", "person"):
                if self.parties._is_patron(mention) or (
                    mention.kind == "actor"
                    and self.parties.is_place_like(token.doc[mention.last])
                    and token.doc[mention.last].dep_ != "nmod:poss"
                ):
                    continue
                span = token.doc[mention.first : mention.last + 1]
                id_ = self.parties._choose(mention.ids) if mention.kind != "person" else None
                return Party(span.text, id_, span.start_char, span.end_char), Who(id_, "state", span.text)
        return None

    def as_actor(self, token: Token) -> tuple[Party, Who] | None:
        """Somebody who can act: a known or described party; things and events cannot."""
        if token.i in self.dated:
            return None
        if token.lower_ in FIRST or any(kid.lower_ in FIRST for kid in children(token, "nmod:poss")):
            return self.parties.party(token), Who(None, "self", token.text)
        resolved = self.reference.resolve(token)
        if resolved is not None and resolved[0].name.lower() in PRONOUNS:
            return None
        if resolved is None:
            if token.pos_ == "PROPN" or (token.pos_ in NOUNS and token.lemma_.lower() in ACTING | GROUPS):
                return self.parties.party(token), Who(None, "role", token.text)
            return None
        if resolved[1].id is None and (weapon_at(counted(token)) is not None or resolved[1].kind == "place"):
            return None
        return resolved

    def as_target(self, token: Token) -> tuple[Party, Who] | None:
        if token.i in self.dated:
            return None
        if token.pos_ == "PRON" and (resolved := self.reference.resolve(token)) is None:
            return None
        resolved = self.reference.resolve(token)
        if resolved is not None:
            return resolved
        return (self.parties.party(token), Who(None, "other", token.text)) if token.pos_ in NOUNS else None

    def _weapon(self, happening: Happening) -> None:
        """The weapon: the verb's weapon slot, a "with" phrase, a modifier of the event noun, else none."""
        for trigger in happening.triggers:
            slots: list[Token | None] = [trigger.obj, trigger.subj, *arguments(trigger, "with", "by", "using", "of", "from")]
            if trigger.is_noun:
                happening.weapon = weapon_in(trigger.token) or happening.weapon
            for token in slots:
                if happening.weapon is None and token is not None and token.i not in happening.tokens:
                    for each in conjuncts(token):
                        happening.weapon = happening.weapon or weapon_of(counted(each))
            if happening.weapon is None and happening.mode == "seize" and trigger.obj is not None:
                self._haul(happening, trigger.obj)
            users = [w for w in trigger.token.children if w.dep_ in ("advcl", "acl") and w.lemma_ in ("use", "employ", "fire")]
            for user in users:
                tool = child(user, "obj")
                happening.weapon = happening.weapon or (weapon_of(tool) if tool is not None else None)

    def _haul(self, happening: Happening, seized: Token) -> None:
        """Weapons in what was seized ("a dhow carrying missiles bound for X"), and whom they were meant for."""
        for token in seized.subtree:
            happening.weapon = happening.weapon or weapon_of(token)
            if token.lemma_ in DESTINED and happening.recipient is None:
                meant = next((w for mark, w in obliques(token) if mark in ("for", "to")), None)
                happening.recipient = self.as_target(meant) if meant is not None else None


PRONOUNS = frozenset(
    {"who", "whom", "which", "that", "it", "they", "them", "he", "him", "she", "her", "anything", "something", "one", "some"}
)
UNDERGOES = frozenset({"suffer", "face", "sustain", "witness", "survive", "endure", "experience", "see"})
DESTINED = frozenset({"bind", "bound", "destine", "destined", "intend", "intended", "head", "headed", "mean", "meant"})
ACTING = frozenset(
    {"attacker", "assailant", "perpetrator", "bomber", "shooter", "mob", "crowd", "team", "unit", "side", "forces", "people",
     "company", "court", "parliament", "lawmaker", "government", "official", "authority", "man", "woman", "boy", "girl", "suspect",
     "resident", "villager", "community", "party", "office", "tribe", "student", "worker", "member", "leader", "family"}
)  # fmt: skip


def _held_responsible(token: Token) -> Token | None:
    """ "X was behind the attack", "X is responsible for the attack": X."""
    mark = case(token)
    if mark == "behind":
        return subject(token) or (subject(token.head) if token.head.lemma_ == "be" else None)
    if token.dep_ == "nsubj" and token.head.lemma_ in ("work", "handiwork", "doing"):
        return next((w for m, w in obliques(token.head) if m == "of"), None)
    if mark == "of" and token.head.lemma_ in ("author", "perpetrator", "culprit", "architect", "mastermind"):
        return subject(token.head)
    return subject(token.head) if mark == "for" and token.head.lemma_ == "responsible" else None


def _second(token: Token | None) -> Token | None:
    """The second side of "A and B clashed"."""
    both = conjuncts(token) if token is not None else []
    return both[1] if len(both) > 1 else None


def _same_subject(one: Trigger, other: Trigger) -> bool:
    left, right = subject(one.token), subject(other.token)
    return left is None or right is None or left.i == right.i


def _root(owner: dict[int, int], i: int) -> int:
    while owner[i] != i:
        i = owner[i]
    return i


def _union(owner: dict[int, int], one: int, other: int) -> None:
    left, right = _root(owner, one), _root(owner, other)
    owner[max(left, right)] = min(left, right)
