"""Sayings as the network hears them, joined with those that the cue lexicon finds."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.coding.seen import Seen
from sayso.coding.spans import said_in, whole_cue
from sayso.coding.syntax import NOUNS
from sayso.coding.voices import Saying, cue_of, extend_over_quotes, find_sayings
from sayso.knowledge.cues import Cue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.coding.net import NetSaying
    from sayso.coding.parties import Parties

SURE: Final = 0.5
HEARD: Final = 0.9
"""So sure must the network be of the source of a cue that no list has."""
BRIDGE: Final = 2
"""So many words between two stretches of one source or content are taken along."""
OTHER: Final = Cue("other", "reports", 0, (), (), (), ())
"""A cue whose word no list has: it is known that somebody says something, but not with what stance."""


PRIVATE: Final = frozenset({"suspects", "determines", "predicts"})
"""Stances that need no utterance: their cues ("think", "find", "expect") say nothing of a voice unless the network hears one."""


def all_sayings(doc: Doc, parties: Parties, seen: Seen) -> list[Saying]:
    """Every saying of a text in the order of the cues: the network's words, the lexicon's stance; of the rules alone what the
    network has not read."""
    ruled = [saying for sent in doc.sents for saying in find_sayings(sent, parties)]
    if not seen.reads:
        return extend_over_quotes(doc, ruled)
    found = []
    used: set[int] = set()
    for heard in seen.sayings:
        same = next((i for i, s in enumerate(ruled) if i not in used and _same_cue(s, heard)), None)
        if same is not None:
            used.add(same)
        saying = _joined(doc, heard, ruled[same] if same is not None else None)
        if saying is not None:
            found.append(saying)
    found += [saying for i, saying in enumerate(ruled) if i not in used and _kept(saying)]
    return sorted(extend_over_quotes(doc, found), key=lambda saying: saying.cue.i)


def _kept(saying: Saying) -> bool:
    """True for a saying of the rules that stands although the network did not hear it."""
    if saying.cue.pos_ == "ADJ" and saying.kind.stance == "predicts":
        return True  # "it was very likely that …": a likelihood is a judgement, whoever makes it
    return saying.source is not None and saying.kind.stance not in PRIVATE


def _same_cue(saying: Saying, heard: NetSaying) -> bool:
    return any(saying.cue.i <= i <= saying.cue_last.i for i in heard.cue)


def _joined(doc: Doc, heard: NetSaying, ruled: Saying | None) -> Saying | None:
    if max(heard.content.values(), default=0.0) < SURE:
        return ruled
    cue = whole_cue(doc, frozenset(heard.cue))
    if not cue:
        return None
    sent = doc[heard.cue[0]].sent
    source = _best_run({i: p for i, p in heard.source.items() if i not in cue and sent.start <= i < sent.end})
    content = _content(doc, {i: p for i, p in heard.content.items() if i not in cue}, source | cue)
    if not content:
        return ruled
    head = head_of(doc, source) if source else None
    if ruled is not None:
        return replace(ruled, content=content, source=ruled.source or head, cue_words=cue, source_words=source)
    hit = next(((doc[i], found) for i in sorted(cue) if (found := cue_of(doc[i])) is not None), None)
    if hit is None:
        if head is None or max(heard.source.values()) < HEARD or _intends(doc, cue, content):
            return None
        at = head_of(doc, cue)
        return Saying(at, doc[max(cue)], OTHER, head, (), content, cue, source)
    token, (kind, last) = hit
    return Saying(token, last, kind, head, (), content, cue, source)


def _intends(doc: Doc, cue: Set[int], content: Set[int]) -> bool:
    """True for "wants to go", "is going to go": somebody's own plan, which is told and not said."""
    return any(
        doc[i].dep_ == "xcomp" and doc[i].head.i in cue and any(kid.dep_ == "mark" for kid in doc[i].children) for i in content
    )


def _content(doc: Doc, likely: Mapping[int, float], attribution: frozenset[int]) -> frozenset[int]:
    """What is said: in the sentence of the cue a clause or phrase, and the sentences around it that are likely said throughout."""
    sents = list(doc.sents)
    here = next(k for k, sent in enumerate(sents) if sent.start <= min(attribution) < sent.end)
    found = set(said_in(sents[here], likely, attribution))

    def whole(k: int) -> bool:
        words = [token.i for token in sents[k] if not token.is_punct and not token.is_space]
        return bool(words) and sum(likely.get(i, 0.0) >= SURE for i in words) >= 0.8 * len(words)

    for step in (-1, 1):
        k = here + step
        while 0 <= k < len(sents) and whole(k):
            found |= {token.i for token in sents[k]}
            k += step
    return frozenset(found - attribution)


def _best_run(likely: Mapping[int, float]) -> frozenset[int]:
    """The stretch of words that is likeliest as a whole; small gaps are bridged."""
    best: list[int] = []
    for run in _stretches([i for i, p in likely.items() if p >= SURE]):
        if sum(likely.get(i, 0.0) for i in run) > sum(likely.get(i, 0.0) for i in best):
            best = run
    return frozenset(best)


def _stretches(words: list[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for i in sorted(words):
        if found and i - found[-1][-1] <= BRIDGE + 1:
            found[-1] += range(found[-1][-1] + 1, i + 1)
        else:
            found.append([i])
    return found


def head_of(doc: Doc, words: Set[int]) -> Token:
    """The word of a stretch that the others hang on."""
    roots = [doc[i] for i in sorted(words) if doc[i].head.i not in words or doc[i].head.i == i]
    full = [token for token in roots if token.pos_ in NOUNS or token.pos_ in ("VERB", "PRON", "ADJ")]
    return (full or roots)[0]
