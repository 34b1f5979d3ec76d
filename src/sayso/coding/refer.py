"""Whom "it", "the group" and "the general" mean: the last fitting party within a few sentences of one report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.coding.parties import GROUPS, Parties, Who
from sayso.coding.syntax import NOUNS, case, subject
from sayso.types import Party

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 3
"""How many sentences back an antecedent may stand."""
SINGULAR_THING = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves", "theirs"})
MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
FIRST = frozenset({"i", "we", "us", "our", "me", "my", "ours"})
BARE = frozenset({"militia", "rebel", "militant", "insurgent", "guerrilla", "terror", "terrorist", "resistance", "armed"})
DESCRIBES: dict[str, frozenset[str]] = {
    "group": GROUPS,
    "state": frozenset({"country", "kingdom", "republic", "government", "regime", "nation", "administration", "state", "emirate"}),
    "person": frozenset({"general", "commander", "minister", "leader", "president", "spokesman", "spokeswoman", "secretary", "official",
                         "ambassador", "envoy", "cleric", "premier", "king", "prince", "diplomat", "chief", "colonel", "admiral",
                         "governor", "senator", "analyst", "man", "woman", "captain", "ayatollah"}),
    "body": frozenset({"ministry", "agency", "department", "command", "army", "military", "navy", "force", "police", "corps"}),
    "organization": frozenset({"organization", "organisation", "agency", "bloc", "alliance", "coalition", "council", "union", "company"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party seen so far, with the grammar that makes it a likely antecedent."""

    token: Token
    who: Who
    sentence: int
    subject: bool
    plural: bool


class Reference:
    """Antecedents of one text, in order of mention."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self.parties = parties
        self.sentence = {token.i: n for n, sent in enumerate(doc.sents) for token in sent}
        self.candidates = [c for token in doc if (c := self._candidate(token)) is not None]
        self._memo: dict[int, Candidate | None] = {}

    def _candidate(self, token: Token) -> Candidate | None:
        if token.pos_ not in NOUNS or token.dep_ in ("compound", "flat", "nmod:desc", "amod"):
            return None
        who = self.parties.who(token)
        if who is None or (who.id is None and who.kind not in ("person", "role")):
            return None
        if self.is_description(token) and who.id is None:
            return None
        subject = token.dep_ in ("nsubj", "nsubj:pass", "obl:agent")
        many = who.kind == "group" and token.text.endswith("s")
        plural = many or token.tag_ in ("NNS", "NNPS") or any(kid.dep_ == "conj" for kid in token.children)
        return Candidate(token, who, self.sentence[token.i], subject, plural)

    def resolve(self, token: Token) -> tuple[Party, Who] | None:
        """The party a noun phrase or pronoun means: itself when it names one, else its antecedent's name at its own span."""
        who = self.parties.who(token)
        if who is not None and who.id is None and who.role is not None:
            who = self._owned(token, who)
        if who is not None and (who.id is not None or not self.is_description(token)):
            return self.parties.party(token, who), who
        found = self.antecedent(token)
        if found is None:
            if who is not None:
                return self.parties.party(token, who), who
            return None
        span = self.parties.party(token)
        name = self.parties.party(found.token, found.who).name
        return Party(name, found.who.id, span.start, span.end), found.who

    def _owned(self, token: Token, who: Who) -> Who:
        """ "Its forces", "the kingdom's ministry": a role that belongs to whomever the possessive means."""
        owner = next((kid for kid in token.children if kid.dep_ == "nmod:poss"), None)
        found = self.resolve(owner) if owner is not None and owner.i != token.i else None
        if found is None or found[1].id is None:
            return who
        return replace(who, id=self.parties.branch(found[1].id, who.role))

    def antecedent(self, token: Token) -> Candidate | None:
        """The candidate a pronoun or definite description refers back to, None when nothing fits."""
        if token.i not in self._memo:
            self._memo[token.i] = None
            self._memo[token.i] = self._antecedent(token)
        return self._memo[token.i]

    def _antecedent(self, token: Token) -> Candidate | None:
        here, lower = self.sentence[token.i], token.lower_
        kinds: tuple[str, ...]
        if lower in RELATIVE and token.pos_ == "PRON":
            return next((c for c in self.candidates if c.token.i == _relative_head(token)), None)
        if lower in MALE | FEMALE:
            kinds = ("person",)
        elif lower in SINGULAR_THING:
            kinds = ("group", "state", "branch", "body", "organization", "outlet")
        elif lower in PLURAL:
            kinds = ("role", "group", "people", "branch", "body")
        elif lower in FIRST or token.pos_ == "PRON":
            return None
        else:
            kinds = tuple(kind for kind, nouns in DESCRIBES.items() if token.lemma_.lower() in nouns)
            if not kinds or not self.is_description(token):
                return None
        best, best_score = None, 0.0
        for candidate in reversed(self.candidates):
            if candidate.token.i >= token.i or candidate.token.i == token.head.i:
                continue
            back = here - candidate.sentence
            if back > REACH:
                break
            score = self._score(candidate, kinds, lower, back, token)
            if score > best_score:
                best, best_score = candidate, score
        return best

    def _score(self, candidate: Candidate, kinds: tuple[str, ...], lower: str, back: int, token: Token) -> float:
        kind, role = candidate.who.kind, candidate.who.role
        if kind == "role" and role is not None and role.kind == "collective" and not candidate.plural:
            kind = "group"
        if kind not in kinds or kind == "other":
            return 0.0
        if lower in SINGULAR_THING and candidate.plural and kind != "group":
            return 0.0
        if lower in PLURAL and not candidate.plural and kind not in ("group", "branch", "body"):
            return 0.0
        score = 3.0 - back + (1.5 if candidate.subject else 0.0) + (0.5 if candidate.who.id else 0.0)
        if candidate.token.dep_ == "nmod:poss":
            score -= 1.6 if kind != "person" else 0.2
        if lower in PLURAL and candidate.plural:
            score += 1.0
        if any(subject(head) == candidate.token for head in token.head.ancestors if head.pos_ in ("VERB", "AUX")):
            score += 2.0  # "the group said it had fired": whoever governs the clause
        same_clause = candidate.token.head.i == token.head.i and token.dep_ in ("obj", "obl")
        return score - (4.0 if same_clause else 0.0) - (0.5 if case(candidate.token) == "by" and back == 0 else 0.0)

    def is_description(self, token: Token) -> bool:
        """True for "the group", "this militia", "the same group": definite, and without a name of its own."""
        determined = any(kid.lower_ in ("the", "this", "that", "these", "those", "its", "their") for kid in token.children)
        lemma = token.lemma_.lower()
        if any(kid.dep_ == "compound" and kid.lemma_.lower() not in BARE for kid in token.children):
            return False  # "the state news agency" is not "the agency"
        return determined and token.pos_ == "NOUN" and any(lemma in nouns for nouns in DESCRIBES.values())


def _relative_head(token: Token) -> int:
    for head in token.ancestors:
        if head.dep_ in ("acl:relcl", "acl"):
            return int(head.head.i)
    return -1
