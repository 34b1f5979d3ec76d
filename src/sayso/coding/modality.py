"""Did it happen, is it feared, planned, denied by grammar? Time and negation of an event word, read off its governors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from sayso.coding.syntax import NOUNS, case, children
from sayso.knowledge.cues import Hedge, hedges, modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.coding.net import NetEvent

CARRIERS = frozenset(
    {"launch", "carry", "conduct", "mount", "stage", "perpetrate", "make", "commit", "execute", "continue", "attempt", "order",
     "authorize", "authorise", "suffer", "see", "witness", "occur", "happen", "take", "be", "have", "resume", "begin", "start"}
)  # fmt: skip
"""Verbs that only carry an event noun: their tense, negation and modals are the event's."""
REMEMBRANCE = frozenset({"anniversary", "commemoration", "remembrance", "memorial", "centenary", "jubilee", "commemorate"})
DENIED_NOUNS = frozenset({"lack", "absence", "end", "halt", "cessation"})


@dataclass(slots=True)
class Mood:
    """What grammar says of an event: ``time`` (PLOVER's auxiliary modes), negation, hedge words, an attempt only."""

    time: str = "past"
    negated: bool = False
    attempted: bool = False
    hedges: tuple[tuple[str, Hedge], ...] = ()


@cache
def _hedge_words() -> dict[str, Hedge]:
    return {word: hedge for hedge in hedges() for word in hedge.words if " " not in word}


@cache
def _hedge_phrases() -> dict[tuple[str, ...], Hedge]:
    return {tuple(word.split()): hedge for hedge in hedges() for word in hedge.words if " " in word}


def mood_of(token: Token, stop: frozenset[int]) -> Mood:
    """The mood of the event at ``token``; climbing ends at the tokens in ``stop`` (the cues that report it)."""
    mood = Mood()
    found: list[tuple[str, Hedge]] = []
    _look(token, mood, found)
    at = token
    for _ in range(8):
        head = at.head
        if head.i == at.i or head.i in stop or not _passes(at, head):
            break
        _governed(at, head, mood)
        if _shares(at, head):
            _look(head, mood, found, token)
        at = head
    if any(head.lemma_.lower() in REMEMBRANCE for head in islice(token.ancestors, 5)):
        mood.time = "historical"  # "the anniversary of the bomb that killed …"
    if token.sent.text.rstrip(" \n\"”'").endswith("?"):
        mood.time = "hypothetical"
    mood.hedges = tuple(dict.fromkeys((*found, *mood.hedges)))
    return mood


LIKELY = 0.6
"""What has not happened needs less proof than that something has: from here on the network's future, condition or negation
counts; that an act is past although grammar says otherwise it cannot say at all."""


def weigh(mood: Mood, event: NetEvent, denied: bool) -> None:
    """Correct `mood` where the network is sure of another time or of negation; ``denied``: the voice's cue denies it already."""
    time = max(event.time, key=lambda each: event.time[each])
    if mood.time == "past" and event.time[time] >= LIKELY:
        mood.time = time
    if not denied and event.negated >= LIKELY:
        mood.negated = True


def _passes(at: Token, head: Token) -> bool:
    """True when what governs ``head`` also bears on ``at``: complements, carried nouns, coordination."""
    if at.dep_ in ("xcomp", "ccomp", "conj", "cop", "aux"):
        return True
    if at.dep_ in ("obj", "nsubj:pass", "obl", "nmod", "acl", "iobj", "dep") or at.dep_.startswith(("obl", "nmod")):
        return at.dep_ != "nmod:poss"
    if at.dep_ in ("nsubj", "compound"):
        return head.lemma_ in CARRIERS or at.dep_ == "compound" or _feared(at, head)
    if at.dep_ == "advcl":
        return any(w.lower_ in modality()["hypothetical"] for w in children(at, "mark")) or at.tag_ in ("VBG", "VBN")
    return False


def _feared(at: Token, head: Token) -> bool:
    """ "An attack would mean war": an indefinite event noun under a modal has not happened."""
    if at.pos_ not in NOUNS or any(kid.lower_ in ("the", "this", "that") or kid.dep_ == "nmod:poss" for kid in at.children):
        return False
    return any(kid.lower_ in ("would", "could", "might", "will", "may") for kid in children(head, "aux"))


def _shares(at: Token, head: Token) -> bool:
    """True when negation and modals of ``head`` are also those of ``at``."""
    if at.pos_ in NOUNS:
        return (head.lemma_ in CARRIERS and at.dep_ in ("obj", "nsubj", "nsubj:pass")) or (
            at.dep_ == "nsubj" and _feared(at, head)
        )
    if at.dep_ == "conj":
        own = children(at, "aux", "nsubj", "nsubj:pass")
        return not own and head.pos_ in ("VERB", "AUX")
    return at.dep_ == "xcomp" and head.lemma_ in ("be", "have", "seem", "appear", "continue", "begin", "start")


def _look(token: Token, mood: Mood, found: list[tuple[str, Hedge]], event: Token | None = None) -> None:
    """Negation, modals and hedges that stand right beside a word."""
    words = modality()
    for other in token.children:
        lower = other.lower_
        if other.dep_ in ("advmod", "det", "cc:preconj", "mark", "case", "cc", "aux") and lower in words["negation"]:
            if not (lower == "not" and other.i + 1 < len(token.doc) and other.nbor(1).lower_ in ("only", "just")):
                mood.negated = True
        if other.dep_ == "aux" or (other.dep_ == "mark" and lower == "to"):
            _modal(token, other, mood)
        if other.dep_ == "mark" and lower in words["hypothetical"] and lower != "should":
            mood.time = "hypothetical"
        if other.dep_ in ("advmod", "amod", "aux") and (hedge := _hedge_words().get(lower)) is not None:
            found.append((other.text, hedge))
        if other.dep_ in ("nsubj", "nsubj:pass", "obl:agent", "obl", "obj"):
            found.extend(_on_party(other))
    found.extend(_phrases(token))
    subj = next((kid for kid in children(token, "nsubj", "nsubj:pass")), None)
    if subj is not None and (subj.lower_ in NOBODY or any(kid.lower_ == "no" for kid in children(subj, "det"))):
        mood.negated = True  # "no one fired", "no soldier was hurt"
    if subj is not None and any(kid.lower_ in ("had", "should", "were") and kid.i < subj.i for kid in children(token, "aux")):
        mood.time = "hypothetical"  # "had it struck", "should they attack"
    if token.pos_ == "VERB" and token.tag_ == "VBG" and any(w.lemma_ == "be" for w in children(token, "aux")):
        if any(w.tag_ in ("VBZ", "VBP") for w in children(token, "aux")) and mood.time == "past":
            mood.time = "ongoing"


def _on_party(noun: Token) -> list[tuple[str, Hedge]]:
    """ "Suspected militants attacked": a hedge on who did it."""
    return [
        (w.text, hedge)
        for w in noun.children
        if w.dep_ in ("amod", "advmod") and (hedge := _hedge_words().get(w.lower_)) is not None and hedge.cap == 1
    ]


def _phrases(token: Token) -> list[tuple[str, Hedge]]:
    doc = token.doc
    first = max(token.sent.start, token.left_edge.i)
    words = [w.lower_ for w in doc[first : token.i + 1]]
    return [
        (" ".join(phrase), hedge)
        for phrase, hedge in _hedge_phrases().items()
        for i in range(len(words) - len(phrase) + 1)
        if tuple(words[i : i + len(phrase)]) == phrase
    ]


def _modal(verb: Token, aux: Token, mood: Mood) -> None:
    words = modality()
    lower = aux.lower_
    if lower in words["future"] or lower in ("will", "'ll", "wo", "shall"):
        mood.time = "future"
    elif lower in ("would", "could", "might", "may", "should", "must", "can"):
        perfect = any(w.lemma_ == "have" and w.i > aux.i for w in children(verb, "aux"))
        if not (perfect and lower in ("may", "might", "could", "must")):
            mood.time = "hypothetical"
    elif lower == "to" and verb.dep_ in ("xcomp", "acl", "advcl", "ccomp") and mood.time == "past" and _unrealised(verb):
        mood.time = "future"


def _unrealised(verb: Token) -> bool:
    """True for "to strike" unless its governor says that it came about ("managed to", "continued to", "seems to have")."""
    if any(w.lemma_ == "have" for w in children(verb, "aux")):
        return False
    head = verb.head
    return head.lemma_ not in REALISED


REALISED = frozenset(
    {"manage", "begin", "start", "continue", "go", "come", "help", "dare", "proceed", "use", "seem", "appear", "get", "tend",
     "prove", "happen", "know", "force", "lead", "allow", "cause", "see", "suffice", "cease", "return", "refuse", "fail"}
)  # fmt: skip


def _governed(at: Token, head: Token, mood: Mood) -> None:
    """What the governing word does to an event below it."""
    words, lemma = modality(), head.lemma_.lower()
    particle = next((kid.lower_ for kid in children(head, "compound:prt")), None)
    if particle is not None and f"{lemma} {particle}" in words["negation-verb"] and at.dep_ in ("obj", "nsubj:pass", "xcomp"):
        mood.negated = True  # "called off the offensive"
    if lemma in ("seem", "appear", "look") and at.dep_ in ("xcomp", "ccomp", "advcl", "obl"):
        mood.hedges = (*mood.hedges, (head.text, _hedge_words()["seem"]))
    if lemma == "be" and at.dep_ == "xcomp" and at.tag_ == "VB" and mood.time == "past":
        mood.time = "future"  # "are to depart"
    complement = (
        at.dep_ in ("xcomp", "ccomp", "acl", "advcl") or at.dep_ in ("obj", "nsubj:pass") or at.dep_.startswith(("nmod", "obl"))
    )
    if not complement:
        return
    infinitive = at.tag_ in ("VB",) or at.pos_ in NOUNS or at.tag_ == "VBG"
    if head.pos_ in ("VERB", "ADJ", "AUX"):
        if lemma in words["attempt"] and at.dep_ in ("xcomp", "obj"):
            mood.attempted = True
            if lemma == "fail":
                mood.negated = True
            elif mood.time == "future":
                mood.time = "past"
        elif lemma in words["negation-verb"] and at.dep_ in ("xcomp", "obj", "ccomp", "advcl", "nsubj:pass"):
            mood.negated = True
            mood.time = "past" if mood.time == "future" else mood.time
        elif at.pos_ in NOUNS and lemma in WANTED and (at.dep_ == "obj" or case(at) in ("for", "with")):
            mood.time = "future" if mood.time == "past" else mood.time  # "called for a ceasefire", "charged with murder"
        elif at.pos_ in NOUNS and lemma in SPOKEN:
            return
        elif (
            infinitive and lemma in words["future"] and at.dep_ in ("xcomp", "obj", "ccomp", "nsubj:pass") and mood.time == "past"
        ):
            mood.time = "future"
        elif infinitive and lemma in words["hypothetical"] and mood.time == "past":
            mood.time = "hypothetical"
        elif lemma in words["ongoing"] and at.dep_ in ("xcomp", "obj", "nsubj"):
            mood.time = "ongoing" if head.tag_ in ("VBZ", "VBP", "VBG") else mood.time
    elif head.pos_ in NOUNS and lemma in EVIDENCE and at.dep_.startswith(("nmod", "acl")):
        mood.time = "hypothetical"
    elif head.pos_ in NOUNS:
        if lemma in words["future"] and mood.time == "past":
            mood.time = "future"
        elif lemma in DENIED_NOUNS and at.dep_ == "nmod":
            mood.negated = lemma in ("lack", "absence")


EVIDENCE = frozenset(
    {"evidence", "sign", "proof", "indication", "hint", "trace", "rumor", "rumour", "suspicion", "prospect", "question"}
)
"""Nouns that leave open whether what they are of took place ("no evidence of an attack")."""
NOBODY = frozenset({"nobody", "none", "no-one", "noone"})
WANTED = frozenset(
    {"call", "demand", "seek", "want", "request", "urge", "propose", "discuss", "appeal", "push", "press", "hope", "wait", "oppose",
     "plan", "plot", "plead", "lobby", "beg", "await", "favor", "favour", "advocate", "charge", "rule"}
)  # fmt: skip
"""Verbs whose object or "for" phrase is wished for, or only charged, and has not been seen to happen."""
SPOKEN = frozenset({"call", "tell", "ask", "warn", "mean", "urge", "order", "offer", "see", "set", "agree", "decide"})
"""Verbs that put an infinitive in the future, but not their object ("called the attack cowardly")."""


def firmness(base: int, mood: Mood) -> int:
    """The −3…3 value of an event: the voice's base, lowered by hedges, turned by negation, 0…1 for what has not happened."""
    value, sign = abs(base), -1 if base < 0 else 1
    for _, hedge in mood.hedges:
        if hedge.value is not None:
            return hedge.value if not mood.negated else -hedge.value
        if hedge.cap is not None:
            value = min(value, hedge.cap)
    if mood.time == "hypothetical":
        value = 0
    elif mood.time == "future":
        value = min(value, 1)
    return sign * value * (-1 if mood.negated else 1)
