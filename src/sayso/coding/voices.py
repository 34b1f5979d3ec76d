"""Who says so: reporting cues, the phrase that speaks, and the tokens it vouches for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.coding.parties import Parties
from sayso.coding.syntax import NOUNS, agent, case, child, children, is_passive, obliques, subject
from sayso.knowledge.cues import Cue, reporting
from sayso.knowledge.outlets import find_outlet
from sayso.knowledge.roles import role_nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

DOCUMENTS = frozenset(
    {"statement", "report", "letter", "tweet", "post", "release", "communique", "communiqué", "document", "memo", "message",
     "video", "speech", "interview", "broadcast", "article", "study", "survey", "dispatch", "bulletin", "cable", "filing",
     "indictment", "complaint", "account", "announcement", "briefing", "assessment", "review", "investigation", "paper"}
)  # fmt: skip
"""Things that speak for whoever issued them."""
DESCRIBED = frozenset(
    {"group", "movement", "country", "kingdom", "organization", "organisation", "company", "body", "faction", "outfit"}
)
PEOPLE = frozenset(
    {"many", "some", "others", "most", "several", "few", "all", "those", "observers", "critics", "experts", "analysts",
     "sources", "witnesses", "people", "source", "witness", "resident", "residents", "who", "everyone", "one"}
)  # fmt: skip
CLAUSES = ("ccomp", "xcomp", "csubj", "csubj:pass", "parataxis", "advcl")
QUOTES = frozenset('"“”«»„‟')


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying: cue tokens, the head of the phrase that speaks (None: nobody named), and what it vouches for."""

    cue: Token
    cue_last: Token
    kind: Cue
    source: Token | None
    via: tuple[Token, ...]
    content: frozenset[int]


@cache
def _by_lemma(part: str) -> Mapping[str, tuple[tuple[Cue, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[Cue, tuple[str, ...]]]] = {}
    for cue in reporting():
        for entry in getattr(cue, part):
            words = entry.lower().split()
            found.setdefault(words[0], []).append((cue, tuple(words[1:])))
    return {key: tuple(sorted(items, key=lambda item: -len(item[1]))) for key, items in found.items()}


def cue_of(token: Token) -> tuple[Cue, Token] | None:
    """The reporting cue at a token, with its last token, multiword entries first."""
    if token.dep_ == "amod":
        return None
    part = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "ADJ": "adjs"}.get(token.pos_)
    if part is None:
        return None
    doc = token.doc
    if part in ("verbs", "adjs") and token.tag_ in ("VBN", "JJ") and (states := _by_lemma("adjs").get(token.lower_)):
        return states[0][0], token
    for cue, rest in _by_lemma(part).get(token.lemma_.lower(), ()):
        last = _matches(doc, token.i, rest)
        if last is not None and not (cue.objects and not rest and not _object_in(token, cue.objects)):
            return cue, doc[last]
    return None


def _matches(doc: Doc, at: int, rest: tuple[str, ...]) -> int | None:
    last = at
    for word in rest:
        window = range(last + 1, min(last + 4, len(doc)))
        hit = next((i for i in window if word in (doc[i].lower_, doc[i].lemma_.lower())), None)
        if hit is None:
            return None
        last = hit
    return last


def _object_in(verb: Token, objects: tuple[str, ...]) -> bool:
    obj = child(verb, "obj", "nsubj:pass")
    return obj is not None and obj.lemma_.lower() in objects


def find_sayings(sent: Span, parties: Parties) -> list[Saying]:
    """Every saying of a sentence whose content is a clause or a quotation, in text order."""
    found = []
    for token in sent:
        if token.lower_ == "according" and token.i + 1 < sent.end and token.nbor(1).lower_ == "to":
            saying = _according(token, sent)
        else:
            saying = _cued(token, sent, parties)
        if saying is not None and saying.content:
            found.append(saying)
    return found


def _according(token: Token, sent: Span) -> Saying | None:
    after = [w for w in token.doc[token.i + 2 : sent.end] if w.pos_ in NOUNS or w.pos_ == "PRON"]
    if not after:
        return None
    source = after[0]
    while (
        source.head.pos_ in NOUNS and source.head.i > source.i and source.dep_ in ("compound", "nmod:poss", "amod", "nmod:desc")
    ):
        source = source.head
    inside = {w.i for w in source.subtree} | {token.i, token.i + 1}
    content = frozenset(w.i for w in sent if w.i not in inside)
    cue = next(cue for cue in reporting() if cue.id == "say")
    return Saying(token, token.nbor(1), cue, source, (), content)


def _cued(token: Token, sent: Span, parties: Parties) -> Saying | None:
    hit = cue_of(token)
    if hit is None:
        return None
    cue, last = hit
    if token.pos_ == "NOUN":
        return _noun_cue(token, last, cue, sent, parties)
    passive = token.pos_ != "ADJ" and token.lower_ not in _by_lemma("adjs") and is_passive(token)
    source = agent(token) if passive else subject(token) or lost_subject(token, parties)
    after = cue.stance not in ("demands", "promises", "threatens", "praises", "coy", "claims")
    content = (
        (_postposed(token, source, sent) if after else frozenset())
        or _content(token, sent)
        or _complement(token, cue, sent)
        or _quotation(token, sent)
    )
    if not content:
        return None
    if passive and source is None:
        return Saying(token, last, cue, None, (), content | _subject_tokens(token))
    speaker = source_of(source, parties) if source is not None else None
    if speaker is None and source is not None and source.i > token.i and (lost := lost_subject(token, parties)) is not None:
        source = speaker = lost
        content |= frozenset(range(last.i + 1, sent.end))  # what the parser took for the subject is part of what is said
    if speaker is None and token.pos_ == "ADJ" and cue.stance == "predicts":
        return Saying(token, last, cue, None, (), content | _subject_tokens(token))
    if speaker is None and not (token.tag_ == "VB" and token.dep_ in ("acl", "xcomp", "advcl")):
        return None  # "every reason to believe" keeps the voice around it
    return Saying(token, last, cue, speaker, tuple(_listeners(token)), content)


def _subject_tokens(verb: Token) -> frozenset[int]:
    subj = subject(verb)
    return frozenset(w.i for w in subj.subtree) if subj is not None else frozenset()


def source_of(token: Token, parties: Parties) -> Token | None:
    """The phrase that speaks: a document hands over to its issuer; a thing that cannot speak gives None."""
    if token.lemma_.lower() in DOCUMENTS:
        return _issuer(token, parties)
    if token.pos_ == "PRON":
        return None if token.lower_ in ("it", "this", "that", "there", "which", "what") and _expletive(token) else token
    acronym = len(token) > 1 and token.text.isupper()
    if token.lower_ in PEOPLE or token.lemma_.lower() in role_nouns() or token.pos_ == "PROPN" or acronym:
        return token
    return token if parties.who(token) is not None else None


def _issuer(token: Token, parties: Parties) -> Token:
    """Whose document it is: its owner, or the subject of the clause that mentions it; itself when nobody is named."""
    owner = child(token, "nmod:poss") or next(
        (w for mark, w in obliques(token) if mark in ("from", "by", "of") and parties.who(w) is not None), None
    )
    if owner is not None:
        return owner
    for head in token.ancestors:
        subj = subject(head) if head.pos_ in ("VERB", "AUX", "ADJ", "ADV") else None
        if (
            subj is not None
            and subj.i != token.i
            and subj.lemma_.lower() not in DOCUMENTS
            and (subj.pos_ == "PRON" or _can_speak(subj, parties))
        ):
            return subj
    return token


def _can_speak(token: Token, parties: Parties) -> bool:
    who = parties.who(token)
    return who is not None or token.lemma_.lower() in role_nouns() or token.lemma_.lower() in DESCRIBED


def lost_subject(verb: Token, parties: Parties) -> Token | None:
    """The speaker the parser lost: of a finite verb without subject, the first bare party since its clause began."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ in ("acl", "acl:relcl", "conj", "advcl"):
        return None
    for token in verb.doc[verb.left_edge.i : verb.i]:
        bare = (
            token.pos_ in NOUNS
            and not case(token)
            and token.dep_ not in ("compound", "flat", "nmod", "nmod:poss", "obl:unmarked")
        )
        who = parties.who(token) if bare else None
        if who is not None and who.kind != "other":
            return token
    return None


def _expletive(token: Token) -> bool:
    return token.dep_ == "expl" or token.lower_ in ("this", "that", "there", "what", "which")


def _postposed(cue: Token, source: Token | None, sent: Span) -> frozenset[int]:
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


def _content(cue: Token, sent: Span) -> frozenset[int]:
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


def _quotation(cue: Token, sent: Span) -> frozenset[int]:
    """The quotation beside a cue that has no clause of its own."""
    quoted = _quoted(sent)
    return quoted - {w.i for w in (cue, *cue.children)} if quoted and not within_quote(cue, quoted) else frozenset()


def _complement(cue_token: Token, cue: Cue, sent: Span) -> frozenset[int]:
    """What "accused X of …", "warned of …", "vowed …" is about, when it is a phrase or gerund rather than a clause."""
    marks = COMPLEMENTS.get(cue.stance, frozenset())
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


def _listeners(cue: Token) -> Iterator[Token]:
    """Outlets that were told ("told the Post", "in an interview with Reuters")."""
    for token in children(cue, "obj", "iobj", "obl"):
        if find_outlet(token.sent.doc[token.left_edge.i : token.i + 1].text.removeprefix("the ").removeprefix("to ")) is not None:
            yield token


def _noun_cue(token: Token, last: Token, cue: Cue, sent: Span, parties: Parties) -> Saying | None:
    """ "The claim by X that …", "the conventional wisdom was that …", "a statement said" is a verb's business."""
    clause = child(token, "ccomp", "acl", "acl:relcl")
    content: frozenset[int] = frozenset()
    if clause is not None and any(w.lower_ == "that" for w in clause.children):
        content = frozenset(w.i for w in clause.subtree)
    else:
        for i in range(token.i + 1, sent.end - 1):
            if token.doc[i].lemma_ == "be" and token.doc[i + 1].lower_ == "that":
                content = frozenset(w.i for w in token.doc[i + 2 : sent.end])
                break
            if token.doc[i].pos_ == "VERB" and token.doc[i].dep_ not in ("acl", "acl:relcl", "advcl"):
                break
    if not content:
        return None
    owner = child(token, "nmod:poss") or next(
        (w for mark, w in obliques(token) if mark in ("by", "from", "of", "among") and parties.who(w) is not None), None
    )
    return Saying(token, last, cue, owner or (token if cue.stance == "predicts" else None), (), content)


def extend_over_quotes(doc: Doc, sayings: list[Saying]) -> list[Saying]:
    """Sayings whose quotation runs over several sentences vouch for all of it (quotes that close within a paragraph)."""
    runs = _quote_runs(doc)
    extended = []
    for saying in sayings:
        content = set(saying.content)
        for first, last in runs:
            sents = {doc[first].sent.start, doc[last].sent.start}
            near = any(first - 4 <= i <= last + 4 for i in (saying.cue.i, saying.cue_last.i))
            if len(sents) > 1 and (near or content & set(range(first, last + 1))):
                content |= set(range(first, last + 1))
        extended.append(
            Saying(saying.cue, saying.cue_last, saying.kind, saying.source, saying.via, frozenset(content))
            if len(content) > len(saying.content)
            else saying
        )
    return extended


def _quote_runs(doc: Doc) -> list[tuple[int, int]]:
    """Token bounds of every quotation that closes before its paragraph ends."""
    runs, start = [], None
    for token in doc:
        if token.is_space and "\n\n" in token.text:
            start = None
        elif token.text in QUOTES:
            if start is None and token.text != "”":
                start = token.i
            elif start is not None:
                if token.i - start > 1:
                    runs.append((start + 1, token.i - 1))
                start = None
    return runs


def mark_of(token: Token) -> str:
    """The preposition that governs a nominal ("" when bare)."""
    return case(token)
