"""Words that name an event: verbs and nouns of the action lexicon, with the sense their surroundings allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from sayso.coding.parties import Parties
from sayso.coding.syntax import NOUNS, agent, case, child, children, conjuncts, is_passive, obliques, subject
from sayso.coding.voices import lost_subject
from sayso.coding.weapons import weapon_at
from sayso.knowledge.actions import Sense, classes, figurative, senses

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Lexicon = Mapping[str, tuple[tuple[Sense, tuple[str, ...]], ...]]


@dataclass(slots=True)
class Trigger:
    """One event word: its token, sense, and the syntactic arguments that were looked at."""

    token: Token
    sense: Sense
    subj: Token | None = None
    obj: Token | None = None
    obls: list[tuple[str, Token]] = field(default_factory=list)
    passive: bool = False

    @property
    def is_noun(self) -> bool:
        """True for an event noun ("the attack")."""
        return self.token.pos_ in NOUNS


@cache
def verb_lexicon() -> Lexicon:
    """First lemma of each verb entry → its senses with the words that must follow, longest entries first."""
    return _lexicon((sense, verb) for sense in senses() for verb in sense.verbs)


@cache
def noun_lexicon() -> Lexicon:
    """Last lemma of each noun entry → its senses with the words that must stand before, longest entries first."""
    return _lexicon(((sense, noun) for sense in senses() for noun in sense.nouns), last=True)


def _lexicon(entries, last: bool = False) -> Lexicon:  # type: ignore[no-untyped-def]
    found: dict[str, list[tuple[Sense, tuple[str, ...]]]] = {}
    for sense, entry in entries:
        words = entry.lower().split()
        key, rest = (words[-1], words[:-1]) if last else (words[0], words[1:])
        found.setdefault(key, []).append((sense, tuple(rest)))
    return {key: tuple(sorted(items, key=lambda item: -len(item[1]))) for key, items in found.items()}


def find_triggers(sent: Span, parties: Parties, dated: Set[int] = frozenset()) -> list[Trigger]:
    """Every event word of a sentence, in text order, dates (``dated`` tokens) apart.

    Words whose surroundings are sport, business … are left out.
    """
    found = []
    for token in sent:
        if token.i in dated or token.dep_ == "amod":
            continue
        if token.pos_ in ("VERB", "AUX"):
            trigger = _verb(token, parties)
        elif token.pos_ in NOUNS and token.i not in parties.at:
            trigger = _noun(token, parties)
        else:
            trigger = None
        if trigger is not None:
            found.append(trigger)
    return [] if found and figurative_company(sent, parties) else found


def _verb(token: Token, parties: Parties) -> Trigger | None:
    lemma = token.lemma_.lower()
    if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in ("test", "co", "counter"):
        lemma = f"{token.nbor(-2).lower_}-{lemma}"
    entries = verb_lexicon().get(lemma)
    if entries is None and "-" in lemma:
        entries = verb_lexicon().get(lemma.replace("-", ""))
    if entries is None:
        return None
    trigger = _verb_trigger(token, parties, entries[0][0])
    subj, obj, passive = trigger.subj, trigger.obj, trigger.passive
    if (
        obj is None
        and not passive
        and subj is not None
        and token.tag_ in ("VBD", "VBN")
        and any(lacks_victim(token, sense) for sense, rest in entries if not rest)
    ):
        trigger.obj, trigger.subj, trigger.passive = subj, agent(token), True
    for sense, rest in entries:
        if rest and not _follows(token, rest):
            continue
        if token.dep_ == "acl" and sense.id in BACKGROUND:
            continue
        if sense.light and not _carries(trigger):
            continue
        if _allowed(trigger, sense, parties):
            trigger.sense = sense
            return trigger
    return None


def _verb_trigger(token: Token, parties: Parties, sense: Sense) -> Trigger:
    """A verb with the arguments that its grammar gives it."""
    passive = is_passive(token)
    objects = children(token, "obj")
    obj = next((each for each in objects if each.lower_ not in ("that", "which")), objects[0] if objects else None)
    subj = subject(token) or lost_subject(token, parties)
    if passive:
        subj, obj = agent(token), subj or (token.head if token.dep_ in ("acl", "amod") else None)
    elif obj is None and token.dep_ == "acl:relcl" and (subj is None or subj.i != token.head.i):
        obj = token.head
    return Trigger(token, sense, subj, obj, obliques(token), passive)


def bare_trigger(token: Token, parties: Parties, sense: Sense) -> Trigger | None:
    """An event word that no lexicon entry vouches for, with the arguments that its grammar gives it."""
    if token.pos_ in ("VERB", "AUX", "ADJ", "ADP", "ADV"):
        return _verb_trigger(token, parties, sense)
    if token.pos_ in NOUNS and token.i not in parties.at:
        return Trigger(token, sense, None, None, obliques(token))
    return None


def _carries(trigger: Trigger) -> bool:
    """True when a light verb has an event noun to carry ("launched an attack"), not just a thing ("launched a product")."""
    slots = [trigger.obj, trigger.subj, *[word for _, word in trigger.obls], *children(trigger.token, "nsubj", "nsubj:pass")]
    for slot in slots:
        for each in conjuncts(slot) if slot is not None else ():
            if counted(each).lemma_.lower() in noun_lexicon() or each.lemma_.lower() in noun_lexicon():
                return True
    return False


def lacks_victim(token: Token, sense: Sense) -> bool:
    """ "Two Americans killed at Camp X": a verb that needs an object and has none, without auxiliary."""
    return sense.id in TRANSITIVE and child(token, "obj", "aux", "ccomp", "xcomp") is None


TRANSITIVE = frozenset({"kill", "wound", "arrest", "kidnap", "assassinate", "sentence"})
BACKGROUND = frozenset({"support", "cooperate", "agree"})
"""Senses that a participle only alludes to ("a group backed by X")."""


def _follows(verb: Token, rest: Sequence[str]) -> bool:
    """True when the words of a multiword entry follow the verb, with at most three others between."""
    doc, at = verb.doc, verb.i + 1
    if len(rest) == 1 and any(kid.lower_ == rest[0] and kid.dep_ == "compound:prt" for kid in verb.children):
        return True
    for word in rest:
        window = range(at, min(at + 4, len(doc)))
        hit = next((i for i in window if word in (doc[i].lower_, doc[i].lemma_.lower())), None)
        if hit is None:
            return False
        at = hit + 1
    return True


def _noun(token: Token, parties: Parties) -> Trigger | None:
    lemma = token.lemma_.lower()
    entries = noun_lexicon().get(lemma) or noun_lexicon().get(token.lower_)
    if entries is None or token.dep_ in ("compound", "flat", "nmod:desc"):
        return None
    before = [w.lemma_.lower() for w in token.doc[max(token.sent.start, token.i - 4) : token.i]]
    trigger = Trigger(token, entries[0][0], None, None, obliques(token))
    for sense, rest in entries:
        if rest and tuple(before[-len(rest) :]) != rest:
            continue
        if _noun_allowed(token, before, sense):
            trigger.sense = sense
            return trigger
    return None


def _noun_allowed(token: Token, before: list[str], sense: Sense) -> bool:
    near = set(before[-3:])
    if near & sense.not_near or (sense.not_near and any(w.lemma_.lower() in sense.not_near for w in token.children)):
        return False
    return not ({"heart", "panic", "asthma", "hunger"} & near and token.lemma_ in ("attack", "strike"))


def _allowed(trigger: Trigger, sense: Sense, parties: Parties) -> bool:
    """The lexicon's conditions on object, subject and company, checked against the parse."""
    if sense.obj and not _any(trigger.obj, sense.obj, parties):
        return False
    if sense.not_obj and _any(trigger.obj, sense.not_obj, parties) and not _any(trigger.obj, PEOPLE, parties):
        return False
    if sense.what == "ASSAULT" and no_hostile_cause(trigger, sense.harm is not None, parties):
        return False
    if sense.subj and not _any(trigger.subj, sense.subj, parties):
        return False
    if sense.not_subj and _any(trigger.subj, sense.not_subj, parties):
        return False
    marks = {mark for mark, _ in trigger.obls}
    if sense.preps and not (marks & sense.preps):
        return False
    company = {word.lemma_.lower() for _, word in trigger.obls}
    if trigger.obj is not None:
        company |= {word.lemma_.lower() for word in trigger.obj.subtree}
    around = [word for _, word in trigger.obls]
    if trigger.obj is not None:
        around += [word for _, word in obliques(trigger.obj)]
    if sense.near and not any(_any(word, sense.near, parties) for word in around):
        return False
    return not (sense.not_near & company)


def no_hostile_cause(trigger: Trigger, harm: bool, parties: Parties) -> bool:
    """True when illness, weather, accident or an abstraction does the harm, or a verb of harm has only an accident beside it."""
    if _any(trigger.subj, BLAMELESS, parties) and not parties.has_actor(trigger.subj or trigger.token):
        return True
    if not harm or (trigger.subj is not None and parties.has_actor(trigger.subj) and not _is_thing(trigger.subj, parties)):
        return False
    lemmas = {token.lemma_.lower() for token in trigger.token.sent}
    groups = classes()
    mishap = lemmas & (groups["accident"] | groups["disaster"] | groups["disease"])
    return bool(mishap) and not lemmas & groups["assault-noun"] and not any(weapon_at(token) for token in trigger.token.sent)


def _is_thing(token: Token, parties: Parties) -> bool:
    """True for what somebody owns ("an air force transport"): it can crash of itself."""
    who = parties.who(token)
    return who is not None and who.kind == "other"


BLAMELESS = frozenset({"@disease", "@disaster", "@accident", "@abstract"})
PEOPLE = frozenset({"@people", "@actor"})


def _any(token: Token | None, wanted: frozenset[str], parties: Parties) -> bool:
    return token is not None and any(_fits(counted(each), wanted, parties) for each in conjuncts(token))


def counted(token: Token) -> Token:
    """What a measure counts: the rockets of "a pair of rockets", else the token itself."""
    if token.pos_ in ("NUM", "DET", "PRON") or token.lemma_.lower() in MEASURES:
        return next((kid for kid in children(token, "nmod") if case(kid) == "of"), token)
    return token


MEASURES = frozenset(
    {"pair", "number", "dozen", "series", "group", "couple", "handful", "barrage", "volley", "salvo", "wave", "swarm", "score",
     "string", "spate", "hail", "total", "majority", "most", "half", "part", "haul", "cache", "shipment", "load", "pile", "stock"}
)  # fmt: skip


def _fits(token: Token, wanted: frozenset[str], parties: Parties) -> bool:
    lemma, lower = token.lemma_.lower(), token.lower_
    if lemma in wanted or lower in wanted:
        return True
    groups = classes()
    for name in wanted:
        if not name.startswith("@"):
            continue
        if name == "@actor" and (token.pos_ == "PRON" and lower not in ("it", "that", "this", "what", "which")):
            return True
        if name in ("@actor", "@group") and parties.has_actor(token):
            return True
        if name == "@weapon" and weapon_at(token) is not None:
            return True
        if name == "@place" and (parties.is_place_like(token) or (token.pos_ == "PROPN" and not parties.has_actor(token))):
            return True
        if lemma in groups.get(name[1:], ()) or lower in groups.get(name[1:], ()):
            return True
    return False


def figurative_company(sent: Span, parties: Parties) -> bool:
    """True when the company of words says sport, business, culture … and no known armed actor stands by."""
    lemmas = {token.lemma_.lower() for token in sent}
    lemmas |= {f"{token.lower_} {token.nbor(1).lower_}" for token in sent[:-1]}
    weights: dict[str, int] = {}
    for each in figurative():
        field = each.id.split("-")[0]
        weights[field] = weights.get(field, 0) + sum(each.weight for word in each.words if word in lemmas)
    return max(weights.values()) >= (4 if _armed(sent, parties) else 2)


def _armed(sent: Span, parties: Parties) -> bool:
    """True when an armed group or a force is named: then a film or a match has to be all the plainer."""
    for mention in parties.mentions:
        if sent.start <= mention.first < sent.end and mention.kind == "actor":
            if parties._actor_kind(mention.ids) == "group" or any("-MIL" in id_ for id_ in mention.ids):
                return True
    return False


def passive_agent(trigger: Trigger) -> Token | None:
    """The "by" phrase of a passive verb or of an event noun."""
    if not trigger.is_noun:
        return agent(trigger.token) if trigger.passive else None
    return next((word for mark, word in trigger.obls if mark == "by"), None)


def victim_of(trigger: Trigger) -> Token | None:
    """Whose killing, death or wounding a noun tells of: its "of" phrase, else its possessor; None for other nouns."""
    if trigger.sense.harm is None and trigger.token.lemma_.lower() not in DEATHS:
        return None
    return next((word for mark, word in trigger.obls if mark == "of"), None) or child(trigger.token, "nmod:poss")


DEATHS = frozenset({"death", "demise", "injury", "wound", "wounding", "abduction", "kidnapping", "arrest", "detention"})


def arguments(trigger: Trigger, *marks: str) -> list[Token]:
    """The obliques under one of the given prepositions, in text order."""
    return [word for mark, word in trigger.obls if mark in marks]


def marked_by(token: Token) -> str:
    """The preposition over a nominal, its coordination's when it has none itself."""
    return case(token)
