"""Who says so: reporting cues, the phrase that speaks, and the tokens it vouches for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from sayso.coding.contents import QUOTES, clause_of, complement, postposed, quotation
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
INSTITUTIONS = frozenset(
    {"court", "tribunal", "inquiry", "team", "office", "panel", "commission", "committee", "jury", "agency", "monitor", "paper",
     "newspaper", "channel", "broadcaster", "magazine", "site", "website", "poll", "survey", "study", "station", "hospital", "embassy",
     "mission", "delegation", "council", "bureau", "authority", "coalition", "alliance", "union", "network", "watchdog", "charity",
     "ministry", "department", "command", "army", "military", "police", "navy", "intelligence", "side", "camp", "group", "party", "firm",
     "book", "outlet", "daily", "weekly", "reporter", "correspondent", "parliament", "government", "administration"}
)  # fmt: skip
"""Bodies and media that can speak although no table names them."""
DESCRIBED = frozenset(
    {"group", "movement", "country", "kingdom", "organization", "organisation", "company", "body", "faction", "outfit"}
)
PEOPLE = frozenset(
    {"many", "some", "others", "most", "several", "few", "all", "those", "observers", "critics", "experts", "analysts",
     "sources", "witnesses", "people", "source", "witness", "resident", "residents", "who", "everyone", "one"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying: cue tokens, the head of the phrase that speaks (None: nobody named), and what it vouches for."""

    cue: Token
    cue_last: Token
    kind: Cue
    source: Token | None
    via: tuple[Token, ...]
    content: frozenset[int]
    cue_words: frozenset[int] = frozenset()
    source_words: frozenset[int] = frozenset()
    """Every word of cue and source, where the network marked them; empty where only the rules speak."""


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
        (postposed(token, source, sent) if after else frozenset())
        or clause_of(token, sent)
        or complement(token, cue, sent)
        or quotation(token, sent)
    )
    if not content:
        return None
    if passive and source is None:
        return Saying(token, last, cue, None, (), content | _subject_tokens(token))
    speaker = source_of(source, parties) if source is not None else None
    if speaker is None and source is not None and source.i > token.i and (lost := lost_subject(token, parties)) is not None:
        source = speaker = lost
        content |= frozenset(range(last.i + 1, sent.end))  # what the parser took for the subject is part of what is said
    if token.pos_ == "ADJ" and source is not None and source.lower_ == "it":
        speaker = None  # "it is unlikely that …" is the writer's own judgement
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
    if token.lemma_.lower() in INSTITUTIONS:
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


def _listeners(cue: Token) -> Iterator[Token]:
    """Outlets that were told ("told the Post", "in an interview with Reuters")."""
    for token in children(cue, "obj", "iobj", "obl"):
        said = token.doc[token.left_edge.i : token.i + 1].text.removeprefix("the ").removeprefix("to ")
        outlet = find_outlet(said)
        if outlet is not None and outlet.kind not in ("government", "ngo", "group", "party"):
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
    """Sayings whose quotation runs over several sentences vouch for all of it, and for quotations that go on after it."""
    runs = _quote_runs(doc)
    extended = []
    for saying in sayings:
        content = set(saying.content)
        taken = -1
        for k, (first, last) in enumerate(runs):
            sents = {doc[first].sent.start, doc[last].sent.start}
            near = any(first - 4 <= i <= last + 4 for i in (saying.cue.i, saying.cue_last.i))
            words = set(range(first, last + 1))
            if content & words or (near and len(sents) > 1):
                content |= words if len(sents) > 1 else set()
                taken = k
            elif taken == k - 1 >= 0 and saying.cue.i < first and _goes_on(doc, saying, runs[taken], runs[k]):
                content |= words
                taken = k
        extended.append(replace(saying, content=frozenset(content)) if len(content) > len(saying.content) else saying)
    return extended


def _goes_on(doc: Doc, saying: Saying, before: tuple[int, int], run: tuple[int, int]) -> bool:
    """True for a quotation of whole sentences right after the sentence that quotes: "…, he said. "…" """
    first, last = run
    here = saying.cue.sent.end
    between, after = doc[max(before[1] + 1, here) : first], doc[last + 1 : doc[last].sent.end]
    if any("\n\n" in token.text for token in doc[here - 1 : first]):
        return False
    begins = any(token.is_sent_start for token in doc[max(first - 1, 0) : first + 1])
    return begins and not any(token.is_alpha for token in (*between, *after))


def _quote_runs(doc: Doc) -> list[tuple[int, int]]:
    """Token bounds of every quotation that closes, also over paragraphs that each begin with quotes."""
    runs, start = [], None
    for token in doc:
        if token.is_space and "\n\n" in token.text:
            start = start if token.i + 1 < len(doc) and doc[token.i + 1].text == "“" else None
        elif token.text in QUOTES:
            if start is None and token.text != "”":
                start = token.i
            elif start is not None and token.text != "“":
                if token.i - start > 1:
                    runs.append((start + 1, token.i - 1))
                start = None
    return runs
