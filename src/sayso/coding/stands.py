"""Stands on responsibility: who claims, denies, praises, leaves open or blames, when the event is only a noun or unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sayso.coding.parties import Parties
from sayso.coding.syntax import agent, case, child, children, conjuncts, is_passive, obliques, subject
from sayso.coding.triggers import noun_lexicon
from sayso.coding.voices import cue_of, lost_subject, source_of
from sayso.knowledge.cues import Cue, modality, reporting

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

INVOLVEMENT = frozenset(
    {"responsibility", "involvement", "role", "link", "part", "connection", "knowledge", "complicity", "hand", "allegation",
     "accusation", "charge", "claim", "report", "attack", "wrongdoing", "tie", "suggestion", "blame", "assertion"}
)  # fmt: skip
PARTS = INVOLVEMENT - {"allegation", "accusation", "charge", "claim", "report", "suggestion", "assertion", "attack", "wrongdoing"}
"""What somebody denies of a deed that was done: his own part in it."""
PERPETRATORS = frozenset(
    {"attacker", "perpetrator", "bomber", "assailant", "gunman", "hijacker", "operation", "attack", "strike", "act", "raid", "martyr",
     "assault", "hero", "resistance", "blow", "bombing", "killing", "shooting", "ambush", "launch", "barrage", "action"}
)  # fmt: skip
DEEDS = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE"})
NOBODY = frozenset({"no", "nobody", "none", "neither"})


@dataclass(frozen=True, slots=True)
class Stand:
    """A voice's stand on an event: ``event`` is the noun that names it (None: unsaid), ``accused`` whom the voice blames."""

    cue: Token
    cue_last: Token
    source: Token | None
    stance: str
    firmness: int
    event: Token | None
    accused: Token | None = None
    granted: bool = False
    """True when the voice speaks of its own part alone: that the event took place is taken for granted."""


def find_stands(sent: Span, parties: Parties) -> Iterator[Stand]:
    """Every stand on responsibility in a sentence, in text order."""
    coy = _neither_nor(sent)
    for token in sent:
        if (
            token.pos_ == "PRON"
            and case(token) == "behind"
            and (doer := subject(token)) is not None
            and doer.lower_ not in UNSAID
        ):
            yield _named_for(token, doer)
        if token.pos_ == "NOUN" and (said := _said_behind(token)) is not None:
            yield said
        if token.pos_ not in ("VERB", "ADJ", "NOUN", "AUX") or token.dep_ == "amod":
            continue
        if coy is not None and token.i == coy.i:
            yield Stand(token, token, subject(token), "coy", 0, _event_below(token))
        elif (stance := _evasion(token)) is not None:
            yield Stand(token, token, subject(token), stance, 0 if stance == "coy" else -3, _event_below(token))
        elif (did := _did_it(token, parties)) is not None:
            yield did
        elif token.lemma_ in BLAMES:
            yield from (s for s in _blame(token) if s.accused is None or parties.can_act(s.accused))
        elif token.lemma_ == "claim" and token.dep_ == "acl" and (holder := agent(token)) is not None and _is_event(token.head):
            yield Stand(token, token, holder, "claims", 3, token.head, granted=True)  # "attacks claimed by X"
        elif token.lemma_ == "claim" and token.pos_ == "VERB" and (obj := child(token, "obj")) is not None and _is_event(obj):
            yield from _claim_of(token, obj)
        elif (hit := cue_of(token)) is not None:
            yield from _stand(token, hit[1], hit[0], parties, coy)


def _neither_nor(sent: Span) -> Token | None:
    """The verb "confirmed" of "neither confirmed nor denied"."""
    lemmas = [token.lemma_.lower() for token in sent]
    for i, lemma in enumerate(lemmas):
        if lemma in ("neither", "not") and "confirm" in lemmas[i : i + 4] and "deny" in lemmas[i : i + 8]:
            return sent[i + lemmas[i:].index("confirm")]
    return None


def _stand(token: Token, last: Token, cue: Cue, parties: Parties, coy: Token | None) -> Iterator[Stand]:
    source = agent(token) if is_passive(token) else subject(token) or lost_subject(token, parties)
    if source is not None and is_nobody(source):
        return
    source = source_of(source, parties) if source is not None else None
    obj = child(token, "obj") or (child(token, "nsubj:pass") if is_passive(token) else None)
    if cue.stance == "claims" and token.pos_ == "VERB":
        yield from _claim(token, last, source, cue)
    elif cue.stance == "denies" and token.pos_ == "VERB" and obj is not None and coy is None:
        if obj.lemma_.lower() in INVOLVEMENT or _event_below(obj) is not None:
            negated = any(kid.lower_ in modality()["negation"] for kid in token.children)
            stance, firm = ("coy", 0) if negated else ("denies", -3)
            yield Stand(token, last, source, stance, firm, _event_below(token), granted=obj.lemma_.lower() in PARTS)
    elif cue.stance == "denies" and token.pos_ == "VERB" and _being_involved(token):
        yield Stand(token, last, source, "denies", -3, _event_below(token))
    elif (cue.stance == "coy" and source is not None and source.pos_ != "PRON") or (cue.stance == "coy" and token.pos_ == "ADJ"):
        yield Stand(token, last, source, "coy", 0, _event_below(token))
    elif cue.stance == "praises" and token.pos_ == "VERB" and obj is not None:
        praised = [each for each in conjuncts(obj) if each.lemma_.lower() in PERPETRATORS or _is_event(each) or _those_who(each)]
        if praised:
            deed = next((each if _is_event(each) else child(each, "acl:relcl", "acl") for each in praised), None)
            yield Stand(token, last, source, "praises", 0, deed)
    elif cue.stance == "admits" and obj is not None and obj.lemma_.lower() in INVOLVEMENT:
        yield Stand(token, last, source, "admits", 3, _event_below(token))


def _evasion(token: Token) -> str | None:
    """ "Would not say whether …" leaves it open; "had nothing to do with it" denies it."""
    words = {kid.lower_ for kid in token.children}
    if (
        token.lemma_ in ("say", "confirm", "comment", "discuss")
        and words & {"would", "will", "could", "wo"}
        and words & modality()["negation"]
    ):
        return "coy"
    obj = child(token, "obj")
    if token.lemma_ == "have" and obj is not None and obj.lower_ == "nothing" and "do" in {w.lemma_ for w in obj.subtree}:
        return "denies"
    return None


def _being_involved(token: Token) -> bool:
    """ "Denies that it was involved", "denied being responsible"."""
    clause = child(token, "ccomp", "xcomp", "advcl")
    return clause is not None and clause.lemma_.lower() in ("involve", "involved", "responsible", "complicit", "behind")


def _claim(token: Token, last: Token, source: Token | None, cue: Cue) -> Iterator[Stand]:
    """ "Claimed responsibility for X"; a claim withheld is coy, a claim by nobody is no statement."""
    obj = child(token, "obj", "nsubj:pass")
    if cue.objects and not (obj is not None and obj.lemma_.lower() in cue.objects) and last.i == token.i:
        return
    holder = subject(token) if source is None else source
    if holder is None or is_nobody(holder):
        return
    negated = any(kid.lower_ in modality()["negation"] for kid in token.children)
    short = any(head.lemma_ in ("stop", "decline", "refuse", "refrain", "avoid", "fail") for head in islice(token.ancestors, 3))
    if short:
        return  # "stopped short of claiming" is a cue of its own
    yield Stand(token, last, holder, "coy" if negated else "claims", 0 if negated else 3, _event_below(token), granted=True)


def _claim_of(token: Token, event: Token) -> Iterator[Stand]:
    """ "The group claimed the bombing"."""
    holder = subject(token)
    if holder is not None and not is_nobody(holder):
        negated = any(kid.lower_ in modality()["negation"] for kid in token.children)
        yield Stand(token, token, holder, "coy" if negated else "claims", 0 if negated else 3, event, granted=True)


def is_nobody(token: Token) -> bool:
    return token.lower_ in NOBODY | {"one"} or any(kid.lower_ in NOBODY for kid in token.children)


UNSAID = frozenset({"whom", "who", "whoever", "anybody", "anyone", "somebody", "someone", "nobody", "which"})
BLAMES = frozenset({"attribute", "blame", "pin", "accuse", "suspect", "implicate", "hold", "finger"})


def _blame(token: Token) -> Iterator[Stand]:
    """ "Blamed X for Y", "accused X of Y", "attributed Y to X", "Y was blamed on X", "held X responsible", "implicates X"."""
    passive = is_passive(token)
    source = agent(token) if passive else subject(token)
    obj = child(token, "obj") or child(token, "nsubj:pass") or (token.head if token.dep_ in ("acl", "amod") else None)
    if obj is None or obj.lower_ in UNSAID or _withheld(token) or (source is not None and is_nobody(source)):
        return
    to, lemma = dict(reversed(obliques(token))), token.lemma_
    firm = 1 if source is None or lemma in ("suspect", "implicate") else 2
    stance = "suspects" if lemma == "suspect" else "alleges"
    about = {"blame": ("for",), "accuse": ("of",), "suspect": ("of",), "hold": ("for",), "finger": ("for",)}.get(lemma, ())
    event = next((to[mark] for mark in about if mark in to), None)
    if lemma == "hold" and not any(kid.lemma_ in ("responsible", "accountable") for kid in token.children):
        return
    if event is not None and (found := _at_event(event)) is not None:
        yield Stand(token, token, source, stance, firm, found, obj)
    elif (lemma == "blame" and "on" in to) or (lemma in ("attribute", "pin") and ("to" in to or "on" in to)):
        yield Stand(token, token, source, stance, firm, _at_event(obj), to.get("on") or to["to"])
    elif lemma == "implicate":
        yield Stand(token, token, None, stance, firm, None, obj)
    elif lemma == "hold" or (lemma == "blame" and not to and not _is_event(obj)):
        yield Stand(token, token, source, stance, firm, None, obj)


def _withheld(token: Token) -> bool:
    """True for blame that is not given: "avoided blaming", "did not blame", "would not accuse"."""
    if any(kid.lower_ in modality()["negation"] for kid in token.children):
        return True
    if any(kid.lower_ in ("will", "would", "could", "may", "might", "if") for kid in children(token, "aux", "mark")):
        return True
    return any(head.lemma_ in modality()["negation-verb"] | {"short"} for head in islice(token.ancestors, 2))


def _those_who(token: Token) -> bool:
    """ "Those who fired", "the hands that struck": people known only by the deed."""
    return token.lower_ in ("those", "hand", "hands", "ones", "whoever") and child(token, "acl:relcl", "acl") is not None


def _did_it(token: Token, parties: Parties) -> Stand | None:
    """ "X did it", "X was behind it": X is named for the event spoken of last."""
    obj = child(token, "obj", "ccomp", "xcomp")
    doer = subject(token)
    if token.lemma_ != "do" or obj is None or obj.lower_ not in ("it", "this", "that", "so") or doer is None or is_nobody(doer):
        return None
    if doer.lower_ in UNSAID or not parties.can_act(doer) or any(kid.lower_ in modality()["negation"] for kid in token.children):
        return None
    return _named_for(token, doer)


def _said_behind(token: Token) -> Stand | None:
    """ "The militia it says was behind the attack": the relative clause's speaker blames its head."""
    if case(token) != "behind" or child(token, "cop") is None or child(token, "nsubj") is not None:
        return None
    says = next((w for w in reversed(token.doc[max(token.sent.start, token.i - 8) : token.i]) if w.dep_ == "acl:relcl"), None)
    hit = cue_of(says) if says is not None else None
    if says is None or hit is None:
        return None
    return Stand(says, hit[1], subject(says), "alleges", 2, token, says.head)


def _named_for(token: Token, doer: Token) -> Stand:
    """Somebody named for the event spoken of last, by whoever speaks here."""
    cue = next(cue for cue in reporting() if cue.id == "allege")
    return Stand(token, token, None, cue.stance, cue.firmness, None, doer)


def _is_event(token: Token) -> bool:
    """True for a noun of a deed that somebody may own to or be blamed for."""
    lemma = token.lemma_.lower()
    deeds = (sense.what for sense, _ in noun_lexicon().get(lemma, ()))
    return lemma in ("incident", "operation", "blast") or any(what in DEEDS for what in deeds)


def _at_event(token: Token) -> Token | None:
    return next((each for each in conjuncts(token) if _is_event(each)), None) or _event_below(token)


def _event_below(token: Token) -> Token | None:
    """The first event noun under a word, at most three steps down."""
    level = [token]
    for _ in range(4):
        level = [
            kid for each in level for kid in children(each, "obj", "obl", "nmod", "xcomp", "conj", "advcl", "nsubj:pass", "acl")
        ]
        for each in level:
            if each.pos_ == "NOUN" and _is_event(each):
                return each
    return None
