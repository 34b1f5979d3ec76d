"""What a reporting cue vouches for: its clause, the words before a trailing "officials said", its "of …", its quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.coding.syntax import case, children
from sayso.knowledge.cues import Cue

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

QUOTES = frozenset({*'"“”«»„‟', "''", "``"})
GERUND = frozenset({"denies", "admits"})
"""Stances whose cue takes a bare gerund ("denied killing civilians")."""
SPOKEN = frozenset({"denies", "determines", "reports"})
ASSERTIONS = frozenset(
    {"charge", "claim", "allegation", "accusation", "report", "statement", "suggestion", "assertion", "talk", "rumor", "rumour",
     "evidence", "conclusion", "idea", "notion", "theory", "proof", "word", "news"}
)  # fmt: skip
"""Nouns whose content a cue can vouch for or deny ("rejected the claim that …")."""
COMPLEMENTS = {
    "alleges": frozenset({"of", "for"}),
    "suspects": frozenset({"of"}),
    "warns": frozenset({"of", "about", "against"}),
    "threatens": frozenset({"with"}),
    "demands": frozenset({"for"}),
    "predicts": frozenset({"for"}),
    "admits": frozenset({"to"}),
    "denies": frozenset({"of", "that"}),
    "determines": frozenset({"that"}),
    "reports": frozenset({"that"}),
}


def postposed(cue: Token, source: Token | None, sent: Span) -> frozenset[int]:
    """ "…, officials have concluded, the paper reported": all that stands before the comma that opens the attribution.

    Read off the surface, because parsers hang such tails in many places.
    """
    if (
        source is None
        or (cue.dep_ in ("acl", "acl:relcl") and source.i == cue.head.i)
        or source.lower_ in ("who", "which", "that")
    ):
        return frozenset()
    if cue.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or any(w.i > cue.i for w in children(cue, "ccomp")):
        return frozenset()
    first = cue.i if source.i > cue.i else source.left_edge.i
    last = max(cue.i, source.right_edge.i if source.i > cue.i else cue.i)
    while first > sent.start and first <= source.i and cue.doc[first].is_punct:
        first += 1
    before = cue.doc[first - 1] if first > sent.start else None
    if before is None or before.text not in (",", "”", '"', "—", "–", ";"):
        return frozenset()
    if _that_tail(cue, sent) or (source.i < cue.i and any(w.text == "," for w in cue.doc[source.right_edge.i + 1 : cue.i])):
        return frozenset()
    said = cue.doc[sent.start : first - 1]
    if not any(w.pos_ in ("VERB", "AUX", "NOUN") for w in said) or (said[0].lower_ in ("but", "in", "on") and len(said) < 4):
        return frozenset()
    if last + 1 < sent.end and cue.doc[last + 1].text == "," and last + 3 < sent.end:
        return frozenset(i for i in range(sent.start, sent.end) if not first - 1 <= i <= last + 1)
    opener = next((i for i in range(first - 2, sent.start - 1, -1) if cue.doc[i].text in (";", ":")), sent.start - 1)
    return frozenset(range(opener + 1, first - 1))


def clause_of(cue: Token, sent: Span) -> frozenset[int]:
    """What the cue vouches for: its clause, the clause it interrupts or follows, or what stands after its "that"."""
    for label in ("ccomp", "xcomp"):
        clause = next((w for w in children(cue, label)), None)
        if clause is not None and not (label == "xcomp" and cue.lemma_ in ("continue", "go")):
            tokens = {w.i for w in clause.subtree}
            tokens |= {w.i for other in children(cue, "parataxis", "ccomp") if other.i > cue.i for w in other.subtree}
            return frozenset(tokens | _that_tail(cue, sent))
    if cue.dep_ == "parataxis" or (cue.dep_ in ("advcl", "acl", "appos") and cue.head.i < cue.i and _comma_before(cue)):
        own = {w.i for w in cue.subtree}
        return frozenset(w.i for w in cue.head.subtree if w.i not in own) | _that_tail(cue, sent)
    below = [w for w in children(cue, "parataxis", "dep") if w.pos_ in ("VERB", "AUX", "NOUN", "ADJ")]
    if below and below[0].i < cue.i:
        return frozenset(w.i for w in below[0].subtree)
    return _that_tail(cue, sent)


def quotation(cue: Token, sent: Span) -> frozenset[int]:
    """The quotation beside a cue that has no clause of its own."""
    quoted = _quoted(sent)
    return quoted - {w.i for w in (cue, *cue.children)} if quoted and not within_quote(cue, quoted) else frozenset()


def complement(cue_token: Token, cue: Cue, sent: Span) -> frozenset[int]:
    """What "accused X of …", "warned of …", "vowed …" is about, when it is a phrase or gerund rather than a clause."""
    marks = COMPLEMENTS.get(cue.stance, frozenset()) | (frozenset({"with"}) if cue_token.lemma_ == "charge" else frozenset())
    found: set[int] = set()
    for other in cue_token.children:
        marked = case(other) in marks or any(kid.lower_ in marks for kid in children(other, "mark", "case"))
        gerund = other.tag_ == "VBG" and other.dep_ == "advcl" and cue.stance in GERUND and not children(other, "mark")
        gives = other.i > cue_token.i and other.dep_.startswith(("obl", "advcl", "acl")) and (marked or gerund)
        if gives or (other.dep_ == "obj" and cue.stance in ("threatens", "promises", "predicts")):
            found |= {w.i for w in other.subtree}
        elif other.dep_ in ("obj", "obl", "iobj") and (cue.stance not in SPOKEN or other.lemma_.lower() in ASSERTIONS):
            for inner in other.subtree:
                if case(inner) in marks or any(kid.lower_ in marks for kid in children(inner, "mark")):
                    found |= {w.i for w in inner.subtree}
    return frozenset(found)


def _comma_before(cue: Token) -> bool:
    left = cue.left_edge.i
    return left > 0 and cue.doc[left - 1].text in (",", "”", '"')


def _that_tail(cue: Token, sent: Span) -> frozenset[int]:
    """Tokens after a "that" which follows the cue closely; the parser sometimes hangs such a clause elsewhere."""
    doc = cue.doc
    for i in range(cue.i + 1, min(cue.i + 9, sent.end)):
        token = doc[i]
        if token.lower_ == "that" and token.dep_ in ("mark", "nsubj", "obl", "obj", "det") and token.tag_ in ("IN", "WDT", "DT"):
            if token.dep_ == "det" and token.head.i == token.i + 1:
                return frozenset()
            return frozenset(w.i for w in doc[i + 1 : sent.end])
        if token.pos_ == "VERB":
            return frozenset()
    return frozenset()


def _quoted(sent: Span) -> frozenset[int]:
    inside, opened = set(), False
    for token in sent:
        if token.text in QUOTES:
            opened = not opened
        elif opened:
            inside.add(token.i)
    return frozenset(inside)


def within_quote(token: Token, quoted: frozenset[int]) -> bool:
    """True when the token stands inside the quotation."""
    return token.i in quoted
