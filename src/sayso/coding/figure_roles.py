"""What a counted phrase counts: the dead, the wounded, rockets fired, troops sent. Reads the parse, then the neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.coding.figure_phrases import Phrase
from sayso.coding.figure_words import figure_words, lemma, table
from sayso.knowledge.weapons import find as find_weapon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

PERSONS: Final = ("killed", "injured", "shot", "missing", "captured", "displaced")
"""Kinds that count persons."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A kind, and the verb or noun that says so."""

    kind: str
    cue: Token


def reading_of(phrase: Phrase, sent: Span) -> Reading | None:
    """What `phrase` counts, None if nothing of interest."""
    head = phrase.head
    if phrase.noun:
        if kind := table("noun").get(lemma(head)):
            return None if suffered(head) else Reading(kind, head)
        words = figure_words()
        thing = lemma(head) in words["munitions"] or lemma(head) in words["attacks"] or lemma(head) == "time"
        if thing or named_weapon(phrase, sent):
            return reading_of_thing(phrase, sent)
        if lemma(head) in words["things"]:
            return None
    found = verb_before(phrase, sent) or by_parse(head, phrase.first)
    if found is None and phrase.counted:
        found = by_neighbours(phrase, sent)
    if found is None and phrase.noun and lemma(head) in figure_words()["troop_nouns"]:
        return reading_of_troops(head)
    return found


def suffered(head: Token) -> bool:
    """Is this the object of "suffered" ("suffered two wounds"), so that it counts wounds and not persons?"""
    return head.dep_ == "obj" and lemma(head.head) in figure_words()["suffer"]


# by the parse


def by_parse(head: Token, first: int) -> Reading | None:
    """The role of a nominal, whose phrase starts at token `first`, as the dependency tree has it."""
    token = head
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and token.head.i != token.i:
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
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN"):
            return of_dependents(child, child.i) or of_last_conjunct(child)
    return None


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
    if kind := table("patient").get(word):
        return Reading("killed" if kind == "shot" and deadly(verb) else kind, verb)
    if word in words["members"]:
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        kind = subject is not None and (table("state").get(lemma(subject)) or table("noun").get(lemma(subject)))
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
        if kind:
            found.append(Reading("killed" if kind == "shot" and deadly(each) else kind, each))
        elif (lemma(each) in words["treat"] and any(lemma(word) in words["harms"] for word in each.subtree)) or suffers(each) or (lemma(each) in words["carry_to"] and any(lemma(word) in words["hospitals"] for word in each.subtree)):
            found.append(Reading("injured", each))
        for child in each.children:
            if child.dep_ == "xcomp" and (kind := table("state").get(lemma(child)) or table("patient").get(lemma(child))):
                found.append(Reading(kind, child))
    return strongest(found)


REACH: Final = 25
"""Words after "was taken to hospital" in which "died" takes it back."""


def in_hospital(verb: Token) -> bool:
    """ "was taken to hospital"; not "… where he died"."""
    said = {lemma(word) for word in verb.subtree}
    then = {lemma(word) for word in verb.doc[verb.i : min(verb.i + REACH, verb.sent.end)]}
    return bool(said & figure_words()["hospitals"]) and not then & {"die", "dead", "succumb"}


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
    words = figure_words()
    for each in (verb, *shared_verbs(verb)):
        if kind := table("subject").get(lemma(each)):
            return Reading(kind, each)
        if suffers(each):
            return Reading("injured", each)
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


def shared_verbs(verb: Token) -> Iterator[Token]:
    """Verbs coordinated with `verb` that have no subject of their own."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "ADJ", "NOUN"):
            if any(token.pos_ == "NUM" for token in verb.doc[verb.i + 1 : child.i]):
                continue  # "were killed and 14 wounded": the second has a number of its own
            if not any(other.dep_.startswith("nsubj") or other.dep_ == "obj" for other in child.children):
                yield child
                yield from shared_verbs(child)


def is_passive(verb: Token) -> bool:
    if any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head)


def has_object(verb: Token) -> bool:
    """Has `verb` an object that no comma parts from it?"""
    for child in verb.children:
        if child.dep_ == "obj" and "," not in [token.text for token in verb.doc[verb.i : child.i]]:
            return True
    return False


def deadly(verb: Token) -> bool:
    """ "shot dead", "fatally shot", "shot to death", "shot and killed"."""
    for child in verb.children:
        if lemma(child) in ("dead", "fatally", "death") or (child.dep_ == "conj" and lemma(child) == "kill"):
            return True
    following = verb.doc[verb.i + 1 : verb.i + 4].text.lower()
    return following.startswith(("dead", "to death", "and killed")) or verb.doc[max(verb.i - 1, 0)].lower_ == "fatally"


def preposition(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


# by the neighbours, where the parse does not tell

SKIPPED: Final = frozenset(
    ["was", "were", "is", "are", "be", "been", "being", "have", "has", "had", "others", "other", "more", "people", "also", "reportedly", "believed", "feared", "thought", "confirmed", "seriously", "critically", "either", "both", "left", "to", "who", "that", "severely", "badly", "slightly", "lightly", "had", "may", "might", "could", "reported", "moderately", "fatally", "all", "presumed", "still", "listed", "as", "-", "–", "either", "would", "then", "later", "initially"]
)
LEFT_SKIPPED: Final = frozenset(["the", "another", "an", "additional", "up", "to", "some", "of", "its", "their", "his", "those", "all"])
NEIGHBOURHOOD: Final = 6


def by_neighbours(phrase: Phrase, sent: Span) -> Reading | None:
    """ "14 others wounded", "2 dead", "killing at least 9"; not the three of "a mother of three is dead"."""
    if phrase.first > sent.start + 1 and sent.doc[phrase.first - 1].lower_ == "of":
        before = sent.doc[phrase.first - 2]
        if not table("noun").get(lemma(before)) and lemma(before) not in figure_words()["counts"]:
            return None
    return right_neighbour(phrase, sent) or left_neighbour(phrase, sent)


def verb_before(phrase: Phrase, sent: Span) -> Reading | None:
    """A verb right before the number, which no parse outweighs: "killed 14", "wounding at least 9"."""
    if phrase.first == sent.start:
        return None
    token = sent.doc[phrase.first - 1]
    kind = table("patient").get(lemma(token))
    if kind is None or token.tag_ not in ("VBD", "VBG", "VBN", "VBZ", "VBP", "VB", "JJ") or is_passive(token):
        return None
    return Reading("killed" if kind == "shot" and deadly(token) else kind, token)


def right_neighbour(phrase: Phrase, sent: Span) -> Reading | None:
    at = last_token(phrase, sent) + 1 + 2 * phrase.of_them
    at = after_aside(at, sent)
    for token in sent.doc[at : min(at + NEIGHBOURHOOD, sent.end)]:
        kind = table("state").get(lemma(token)) or table("state").get(token.lower_) or passive_form(token)
        if kind and not has_object(token) and token.tag_ not in ("VBG", "VBP", "VBZ", "VB"):
            return Reading("killed" if kind == "shot" and deadly(token) else kind, token)
        if (kind := table("subject").get(lemma(token))) and token.pos_ == "VERB":
            return Reading(kind, token)
        if token.lower_ not in SKIPPED:
            return None
    return None


def after_aside(at: int, sent: Span) -> int:
    """The place after ", including a mayor,", if that stands at `at`."""
    words = [token.lower_ for token in sent.doc[at : min(at + 12, sent.end)]]
    if len(words) > 2 and words[0] == "," and words[1] in ("including", "among", "most", "many", "mostly", "mainly") and "," in words[2:]:
        return at + words.index(",", 2) + 1
    return at


def passive_form(token: Token) -> str | None:
    return table("patient").get(lemma(token)) if token.tag_ in ("VBN", "VBD") else None


def left_neighbour(phrase: Phrase, sent: Span) -> Reading | None:
    for at in range(phrase.first - 1, max(phrase.first - NEIGHBOURHOOD, sent.start) - 1, -1):
        token = sent.doc[at]
        word = lemma(token)
        kind = table("patient").get(word) or (table("state").get(token.lower_) if token.lower_.endswith("ed") else None)
        if kind and token.pos_ in ("VERB", "ADJ", "NOUN") and not is_passive(token):
            return Reading("killed" if kind == "shot" and deadly(token) else kind, token)
        if token.lower_ == "dead" and at > sent.start and sent.doc[at - 1].lower_ in ("shot", "left", "found", "lay"):
            return Reading("killed", token)
        if kind := table("noun").get(word):
            return Reading(kind, token) if sent.doc[at + 1].lower_ == "of" else None
        if token.lower_ not in LEFT_SKIPPED:
            return None
    return None


def last_token(phrase: Phrase, sent: Span) -> int:
    span = sent.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    return span.end - 1 if span is not None else phrase.head.i


# things counted


def reading_of_thing(phrase: Phrase, sent: Span) -> Reading | None:
    """Rockets and other weapons, attacks, and how many times one happened."""
    head, words = phrase.head, figure_words()
    word = lemma(head)
    if word == "time":
        return times(head, sent)
    if word in words["attacks"] and head.pos_ == "NOUN":
        return None if phrase.low == phrase.high == 1 and "of" in sent.doc[phrase.first : head.i].text.split() else Reading("attacks", head)
    fired = word in words["munitions"]
    for verb in (*verbs_over(head), *verbs_before(phrase, sent)):
        act = lemma(verb)
        if act == "down" and verb.pos_ != "VERB":
            continue
        if act in words["seize"] and act not in words["intercept"]:
            return Reading("seized", verb)
        if act in words["intercept"]:
            return Reading("intercepted" if fired else "seized", verb)
        if act in ("shoot", "shot") and "down" in verb.doc[verb.i + 1 : verb.i + 3].text.lower().split():
            return Reading("intercepted", verb)
        if act in words["deliver"]:
            return Reading("weapons", verb)
        if fired and act in words["fire"]:
            return Reading("munitions", verb)
    return Reading("munitions", head) if fired else None


def named_weapon(phrase: Phrase, sent: Span) -> bool:
    """Does the phrase name a weapon that the knowledge files know?"""
    head = phrase.head
    return find_weapon(head.text) is not None or find_weapon(sent.doc[max(head.i - 1, phrase.first) : head.i + 1].text) is not None


def verbs_over(head: Token) -> Iterator[Token]:
    """Verbs that say what was done with a thing: its governor, and participles on it."""
    token = head
    while token.dep_ in ("conj", "appos", "nmod") and token.head.pos_ in ("NOUN", "PROPN", "NUM") and token.head.i != token.i:
        token = token.head
    if token.head.pos_ == "VERB" and token.head.i != token.i:
        yield token.head
    for child in (*head.children, *token.children):
        if child.dep_ in ("acl", "acl:relcl") and child.pos_ == "VERB":
            yield child


def verbs_before(phrase: Phrase, sent: Span) -> Iterator[Token]:
    """The words just before a phrase, where the parse may have missed a verb."""
    yield from reversed(list(sent.doc[max(phrase.first - 3, sent.start) : phrase.first]))


def times(head: Token, sent: Span) -> Reading | None:
    """ "struck the base three times", "attempted attacks at least three times"."""
    words = figure_words()
    for word in reversed(list(sent.doc[max(head.i - 20, sent.start) : head.i])):
        if lemma(word) in words["attacks"]:
            return Reading("attacks", word)
        if word.pos_ == "VERB" and lemma(word) in words["attack_verbs"] - {"attempt", "carry", "launch"}:
            return Reading("attacks", word)
    return None


def reading_of_troops(head: Token) -> Reading | None:
    """Troops sent, kept or withdrawn."""
    for verb in verbs_over(head):
        if lemma(verb) in figure_words()["deploy"] or lemma(verb) in ("have", "be"):
            return Reading("troops", verb)
    return None
