"""What a nominal counts, read off the dependency tree: the dead, the wounded, the detained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.coding.figure_words import figure_words, lemma, table

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONS: Final = ("killed", "injured", "shot", "missing", "captured", "displaced")
"""Kinds that count persons, the gravest first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A kind, and the verb or noun that says so."""

    kind: str
    cue: Token


DEEPEST: Final = 40
"""Coordinations within one another that are followed; a parse of nonsense can chain thousands."""


def by_parse(head: Token, first: int) -> Reading | None:
    """The role of a nominal, whose phrase starts at token `first`, as the dependency tree has it."""
    token = head
    for _ in range(DEEPEST):
        if token.dep_ != "conj" or token.head.pos_ not in ("NOUN", "PROPN", "NUM", "PRON") or token.head.i == token.i:
            break
        token = token.head
    return of_dependents(head, first) or of_governor(token) or of_last_conjunct(head)


def of_dependents(head: Token, first: int) -> Reading | None:
    """ "people killed in the raid", "soldiers who died", "wounded civilians", "9 people dead"."""
    for child in head.children:
        if child.i < first:
            continue
        word = lemma(child)
        if child.dep_ in ("acl", "amod", "acl:relcl", "xcomp", "advcl") and (kind := table("state").get(word)):
            if child.dep_ != "acl:relcl" or is_passive(child) or child.pos_ == "ADJ":
                if not has_object(child):
                    return Reading(kind, child)
        if child.dep_.startswith(("nmod", "obl")) and preposition(child) == "with" and lemma(child) in figure_words()["harms"]:
            return Reading("injured", child)
        if child.dep_ in ("acl", "acl:relcl") and child.pos_ == "VERB" and own_subject(child):
            relative = child.dep_ == "acl:relcl"
            if (child.tag_ == "VBN" if not relative else is_passive(child)) and not has_object(child):
                if found := passive_reading(child):
                    return found
            if (relative and not is_passive(child) and (found := active_subject(child))) or (
                suffers(child) and (found := Reading("injured", child))
            ):
                return found
    return None


def own_subject(verb: Token) -> bool:
    """Is the subject of a relative clause the noun itself ("who was killed"), not another ("whose sister was killed")?"""
    subjects = [child for child in verb.children if child.dep_.startswith("nsubj")]
    return all(subject.lower_ in ("who", "which", "that", "whom") for subject in subjects)


def of_last_conjunct(head: Token) -> Reading | None:
    """ "saw 120 soldiers and a general killed": the participle hangs on the last of several."""
    nouns = [child for child in head.children if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN")]
    return of_dependents(nouns[-1], nouns[-1].i) if nouns else None


def of_governor(token: Token) -> Reading | None:
    """The role of `token` under the word it depends on."""
    governor = token.head
    if governor.i == token.i:
        return None
    word = lemma(governor)
    if token.dep_ == "obj":
        return object_reading(token, governor)
    if token.dep_ == "nsubj:pass" or (token.dep_ == "nsubj" and is_passive(governor)):
        return passive_reading(governor)
    if token.dep_.startswith("nsubj") and in_condition(governor):
        return Reading("injured", governor)
    if token.dep_ == "nsubj":
        if governor.pos_ == "ADJ" and (kind := table("state").get(word)):
            return Reading(kind, governor)
        return active_subject(governor)
    if token.dep_.startswith(("nmod", "obl")) and preposition(token) == "of" and (kind := table("noun").get(word)):
        return Reading(kind, governor)
    if token.dep_ == "nmod:poss" and word in figure_words()["own"]:
        return Reading(table("noun")[word], governor)
    if token.dep_.startswith("nmod") and word == "loss" and lemma(token) in figure_words()["troops"]:
        return Reading("killed", governor)
    return None


def in_condition(predicate: Token) -> bool:
    """ "is in critical condition", "was listed in stable condition"."""
    words = figure_words()
    for token in (predicate, *predicate.children):
        if lemma(token) in words["conditions"] and any(lemma(child) in words["grave"] for child in token.children):
            return True
    return False


def object_reading(token: Token, verb: Token) -> Reading | None:
    """ "killed 14", "lost five soldiers", "left 9 people dead"."""
    words, word = figure_words(), lemma(verb)
    if is_passive(verb):
        return None
    if word in words["lives"] or (lemma(token) in words["lives"] and word in words["cost"]):
        return Reading("killed", verb)
    if lemma(token) in words["prisoners"] and word in words["take"]:
        return Reading("captured", verb)
    if word in words["lose"] and lemma(token) in words["troops"]:
        return Reading("killed", verb)
    if (kind := table("patient").get(word)) and not downs(verb):
        return Reading("killed" if kind == "shot" and deadly(verb) else kind, verb)
    if word in words["members"]:
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        kind = (table("state") | table("noun")).get(lemma(subject)) if subject is not None else None
        return Reading(kind, verb) if kind else None
    if word == "leave" and (in_condition(verb) or any(lemma(child) in words["harms"] for child in verb.children)):
        return Reading("injured", verb)
    for child in verb.children:
        if child.dep_ in ("xcomp", "obl", "amod", "advmod", "ccomp") and child.i > token.i:
            if kind := table("state").get(lemma(child)):
                return Reading(kind, child)
    return None


def passive_reading(verb: Token) -> Reading | None:
    """ "were killed", "was shot and killed", "are feared dead", "were treated for wounds", "was taken to hospital"."""
    words = figure_words()
    found: list[Reading] = []
    for each in (verb, *shared_verbs(verb)):
        kind = table("patient").get(lemma(each)) or table("state").get(lemma(each)) or table("subject").get(lemma(each))
        if kind and not downs(each):
            found.append(Reading("killed" if kind == "shot" and deadly(each) else kind, each))
        elif (
            (lemma(each) in words["treat"] and following(each) & words["harms"])
            or suffers(each)
            or (lemma(each) in words["carry_to"] and in_hospital(each))
        ):
            found.append(Reading("injured", each))
        for child in each.children:
            if child.dep_ == "xcomp" and (kind := table("state").get(lemma(child)) or table("patient").get(lemma(child))):
                found.append(Reading(kind, child))
    return strongest(found)


REACH: Final = 25
"""Words after a verb that are taken to belong to it."""


def following(verb: Token) -> set[str]:
    """The lemmas of the words after `verb` in its sentence."""
    words = verb.doc[verb.i : verb.i + REACH]
    end = next((word.i for word in words if word.is_sent_start and word.i > verb.i), verb.i + REACH)
    return {lemma(word) for word in verb.doc[verb.i : end]}


def in_hospital(verb: Token) -> bool:
    """ "was taken to hospital"; not "… where he died"."""
    then = following(verb)
    return bool(then & figure_words()["hospitals"]) and not then & {"die", "dead", "succumb"}


def strongest(found: list[Reading]) -> Reading | None:
    """One reading of several verbs on one subject: "shot and killed" is killed, "killed or wounded" casualties."""
    kinds = {reading.kind for reading in found}
    if {"killed", "injured"} <= kinds:
        return Reading("casualties", found[0].cue)
    for kind in PERSONS:
        if kind in kinds:
            return next(reading for reading in found if reading.kind == kind)
    return None


def active_subject(verb: Token) -> Reading | None:
    """ "14 people died", "who suffered concussions", "3 remain missing"."""
    for each in (verb, *shared_verbs(verb)):
        if kind := table("subject").get(lemma(each)):
            return Reading(kind, each)
        if suffers(each):
            return Reading("injured", each)
        if each.lower_ == "missing" and not has_object(each):
            return Reading("missing", each)
        for child in each.children:
            if child.dep_ in ("xcomp", "acl", "amod", "advmod") and child.i > each.i and not has_object(child):
                if (kind := table("state").get(lemma(child))) and child.tag_ != "VBG":
                    return Reading(kind, child)
    return None


def suffers(verb: Token) -> bool:
    """ "suffered concussions", "suffering from burns"."""
    words = figure_words()
    if lemma(verb) not in words["suffer"]:
        return False
    return any(child.dep_.startswith(("obj", "obl")) and lemma(child) in words["harms"] for child in verb.children)


def shared_verbs(verb: Token, depth: int = 0) -> Iterator[Token]:
    """Verbs coordinated with `verb` that have no subject of their own."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "ADJ", "NOUN"):
            if any(token.pos_ == "NUM" for token in verb.doc[verb.i + 1 : child.i]):
                continue  # "were killed and 14 wounded": the second has a number of its own
            if not any(other.dep_.startswith("nsubj") or other.dep_ == "obj" for other in child.children):
                yield child
                if depth < DEEPEST:
                    yield from shared_verbs(child, depth + 1)


def is_passive(verb: Token) -> bool:
    """Does the grammatical subject of `verb` suffer the action?"""
    for _ in range(DEEPEST):
        if any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children):
            return True
        if verb.tag_ != "VBN" or verb.dep_ != "conj" or verb.head.pos_ != "VERB":
            return False
        verb = verb.head
    return False


def has_object(verb: Token) -> bool:
    """Has `verb` an object that no comma parts from it?"""
    objects = [child for child in verb.children if child.dep_ == "obj"]
    return any("," not in [token.text for token in verb.doc[verb.i : child.i]] for child in objects)


def downs(verb: Token) -> bool:
    """ "shot down": that is an aircraft, not a person."""
    return lemma(verb) == "shoot" and any(child.lower_ == "down" for child in verb.children)


def deadly(verb: Token) -> bool:
    """ "shot dead", "fatally shot", "shot to death", "shot and killed"."""
    for child in verb.children:
        if lemma(child) in ("dead", "fatally", "death") or (child.dep_ == "conj" and lemma(child) == "kill"):
            return True
    following = verb.doc[verb.i + 1 : verb.i + 4].text.lower()
    return following.startswith(("dead", "to death", "and killed")) or verb.doc[max(verb.i - 1, 0)].lower_ == "fatally"


def preposition(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")
