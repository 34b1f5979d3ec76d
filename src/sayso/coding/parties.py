"""Who a noun phrase speaks of: name, knowledge id, kind. "American troops" is USA-MIL, "the group" waits for refer.py."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from sayso.coding.names import DEPENDENT, Mention, find_names, office_on
from sayso.coding.syntax import LONGEST_NAME, NOUNS, case, child, children, full_span, phrase_bounds, phrase_span
from sayso.knowledge import actors as known_actors
from sayso.knowledge import places
from sayso.knowledge.actions import classes
from sayso.knowledge.outlets import find_outlet, outlets
from sayso.knowledge.roles import Role, role_nouns
from sayso.types import Party

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OWNED_BY = frozenset({"of", "for", "at", "from", "in", "with", "to", "within", "inside"})
TITLES = frozenset(
    {"gen.", "gen", "general", "lt.", "lt", "col.", "col", "colonel", "maj.", "major", "capt.", "captain", "adm.", "admiral",
     "sgt.", "sergeant", "cmdr.", "commander", "president", "minister", "secretary", "mr.", "mr", "mrs.", "mrs", "ms.", "ms",
     "dr.", "dr", "sen.", "senator", "rep.", "ayatollah", "sheikh", "sheik", "king", "prince", "emir", "sultan", "prime",
     "chancellor", "premier", "spokesman", "spokeswoman", "spokesperson", "ambassador", "brig.", "brigadier", "sir", "lord",
     "governor", "mayor", "judge", "justice", "pope", "archbishop", "bishop", "hojatoleslam", "mullah", "imam", "analyst",
     "chairman", "leader", "chief", "director", "professor", "lieutenant", "marshal", "vice"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Who:
    """What is known of the one a phrase names. ``kind``: state, branch, body, organization, group, person, role, outlet or other.

    ``patron`` is the id behind "X-backed"; ``role`` the role noun's entry where one heads the phrase.
    """

    id: str | None
    kind: str
    name: str
    role: Role | None = None
    patron: str | None = None
    outlet: str | None = None
    unnamed: bool = False


class Parties:
    """The parties of one text: resolves a noun-phrase head to a ``Who``, and to the ``Party`` a statement prints."""

    def __init__(self, doc: Doc, published: date, dated: Set[int] = frozenset()) -> None:
        self.doc, self.published, self.dated = doc, published, dated
        self.mentions = find_names(doc)
        self.at: dict[int, Mention] = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}
        self._mend_names()
        self._memo: dict[int, Who | None] = {}
        self._surnames = self._learn_surnames()

    def _mend_names(self) -> None:
        """A known name is a noun, whatever the tagger took it for ("to supply drones to Ethiopia")."""
        for mention in self.mentions:
            head = self.doc[mention.first : mention.last + 1].root
            if mention.kind in ("actor", "person", "outlet") and head.pos_ in ("VERB", "AUX"):
                head.pos_, head.tag_ = "PROPN", "NNP"
                if head.dep_ in ("advcl", "xcomp", "ccomp", "acl"):
                    head.dep_ = "obl"
                for mark in children(head, "mark"):
                    mark.dep_ = "case"

    def who(self, head: Token) -> Who | None:
        """Who the phrase under ``head`` speaks of, None for a pronoun or a thing nobody owns."""
        if head.i not in self._memo:
            self._memo[head.i] = None
            if head.i not in self.dated:
                self._memo[head.i] = self._who(head)
        return self._memo[head.i]

    def party(self, head: Token, who: Who | None = None) -> Party:
        """The party under ``head`` as the text names it, with the id of ``who`` (looked up when not given)."""
        who = who or self.who(head)
        span = self._full(head)
        return Party(span.text, who.id if who else None, span.start_char, span.end_char)

    def _full(self, head: Token):  # type: ignore[no-untyped-def]
        """The whole phrase: what belongs to it, and what is coordinated with it unless that is somebody else by name."""
        if head.pos_ == "PRON":
            return self._span(head)
        base, wide = self._span(head), full_span(head)
        first, end = min(base.start, wide.start), max(base.end, wide.end)
        for other in children(head, "conj"):
            joined = full_span(other)
            if other.pos_ not in NOUNS or joined.end - first > LONGEST_NAME or joined.start - end > 4:
                break
            end = max(end, joined.end)
        return self.doc[first:end]

    def alone(self, head: Token) -> Party:
        """The party under ``head`` without those coordinated with it: "India" of "India and Pakistan"."""
        who = self.who(head)
        span = self._span(head)
        return Party(span.text, who.id if who else None, span.start_char, span.end_char)

    def is_place_like(self, head: Token) -> bool:
        """True when the phrase is a bare state or metonym, which may be a place or a government."""
        mention = self.at.get(head.i)
        return mention is not None and mention.kind == "actor" and self._actor_kind(mention.ids) == "state"

    def has_actor(self, head: Token) -> bool:
        """True when the phrase names or describes somebody: a known actor, a person, a people or a role."""
        who = self.who(head)
        return who is not None and (who.id is not None or who.kind in ("person", "role"))

    def can_act(self, head: Token) -> bool:
        """True for a name, a pronoun and a noun of people or of a body; warheads and errors do nothing of themselves."""
        lemma = head.lemma_.lower()
        if head.pos_ in ("PROPN", "PRON") or head.lower_ in role_nouns() or lemma in role_nouns() or self.has_actor(head):
            return True
        return lemma in GROUPS or any(lemma in classes()[name] for name in DOERS)

    def _span(self, head: Token):  # type: ignore[no-untyped-def]
        mention = self.at.get(head.i)
        span = phrase_span(head)
        if mention is not None and not (span.start <= mention.first and mention.last < span.end):
            return self.doc[min(mention.first, span.start) : max(mention.last + 1, span.end)]
        return span

    def _who(self, head: Token) -> Who | None:
        span = self._span(head)
        if head.pos_ == "PRON":
            return None
        direct = self._direct(head, span.text)
        if direct is not None:
            return direct
        first, last = phrase_bounds(head)
        role = self._role(head, first)
        if role is not None or head.pos_ == "PROPN":
            described = self._described(head, role, span.text, first, last)
            if described is not None:
                return described
        if head.pos_ in NOUNS:
            return self._owned(head, span.text, first, last)
        return None

    def _direct(self, head: Token, name: str) -> Who | None:
        """The phrase whose head is itself a known name."""
        mention = self.at.get(head.i)
        if mention is None:
            surname = self._surnames.get(head.text) if head.pos_ == "PROPN" else None
            return self._person(surname, name) if surname else None
        if mention.kind == "person":
            return self._person(mention.ids[0], name)
        if mention.kind == "actor":
            id_ = self._choose(mention.ids)
            return Who(id_, self._actor_kind(mention.ids), name)
        if mention.kind == "people" and head.pos_ in NOUNS:
            return Who(f"{mention.ids[0]}-CVL" if head.tag_ in ("NN", "NNS") else mention.ids[0], "role", name)
        if mention.kind == "outlet":
            outlet = outlets()[mention.ids[0]]
            return Who(outlet.owner, "outlet", name, outlet=outlet.name)
        return None

    def _person(self, person: str, name: str) -> Who:
        office = office_on(person, self.published)
        return Who(office.actor if office is not None else None, "person", name)

    def _choose(self, ids: tuple[str, ...]) -> str:
        """One id for an ambiguous form: the one active when the report was published, else the first."""
        table = known_actors.actors()
        for id_ in ids:
            if id_ in table and table[id_].active_on(self.published):
                return id_
        return ids[0]

    def _actor_kind(self, ids: tuple[str, ...]) -> str:
        actor = known_actors.actors().get(ids[0])
        return actor.kind if actor else "group"

    def _role(self, head: Token, first: int) -> Role | None:
        nouns = role_nouns()
        lower, lemma = head.lower_, head.lemma_.lower()
        if head.i > first:
            two = f"{self.doc[head.i - 1].lower_} {lower}"
            if two in nouns:
                return nouns[two]
        return nouns.get(lower) or nouns.get(lemma)

    def _described(self, head: Token, role: Role | None, name: str, first: int, last: int) -> Who | None:
        """A role with its owner ("Saudi officials", "the leader of X"), or a proper name with a title or apposition."""
        patron = self._patron(first, last)
        owner = self._owner(head, first, last)
        if role is None:
            return self._proper(head, owner, name, first, last)
        if owner is None and role.kind in ("collective", "person") and role.sector in ARMED:
            owner = self._based_in(head)
        apposed = child(head, "appos")
        other = self.who(apposed) if apposed is not None and apposed.i > head.i else None
        if owner is None and other is not None and other.id is not None:
            return Who(other.id, other.kind, name, role, patron)
        kind = "person" if any(kid.pos_ == "PROPN" for kid in children(head, "flat", "appos")) else "role"
        return Who(self._with_sector(owner, role, first, head.i), kind, name, role, patron, unnamed=kind == "role")

    def _proper(self, head: Token, owner: str | None, name: str, first: int, last: int) -> Who | None:
        """A proper name that no table knows: a person when titled or in apposition to a role, else something other."""
        apposed = child(head, "appos")
        if apposed is not None and apposed.i != head.i and (found := self.who(apposed)) is not None and found.id is not None:
            return Who(found.id, "person" if found.kind in ("role", "person") else found.kind, name, found.role)
        before = [self.doc[i] for i in range(first, head.i)]
        title = next((word for word in before if word.lower_ in TITLES or word.lower_ in role_nouns()), None)
        role = role_nouns().get(title.lower_) if title is not None else None
        if title is not None:
            return Who(self._with_sector(owner, role, first, head.i) if role else owner, "person", name, role)
        span = self.doc[first : last + 1]
        outlet = find_outlet(name)
        if outlet is not None:
            return Who(outlet.owner, "outlet", name, outlet=outlet.name)
        if head.dep_ == "appos" and (found := self.who(head.head)) is not None and found.kind == "role":
            return Who(found.id, "person", name, found.role)
        if places.find(span.text):
            return Who(None, "place", name)
        people = child(head, "flat") is not None or sum(word.pos_ == "PROPN" for word in span) >= 2
        return Who(owner, "person" if people and owner is None else "other", name)

    def _owner(self, head: Token, first: int, last: int) -> str | None:
        """The actor id that a phrase belongs to: a name inside it, or in its "of X", or in apposition."""
        inside = self._inside(head, first, last)
        if inside is not None:
            return inside
        for other in head.children:
            if other.dep_ == "nmod" and case(other) in OWNED_BY and other.i > head.i:
                found = self.who(other)
                if found is not None and found.id is not None:
                    return found.id
        return None

    def _inside(self, head: Token, first: int, last: int) -> str | None:
        best = None
        for mention in self.mentions:
            if mention.last < first or mention.first > last or self._is_patron(mention):
                continue
            if mention.first <= head.i <= mention.last:
                continue
            if mention.kind == "actor":
                kind = self._actor_kind(mention.ids)
                if kind in ("group", "body", "organization"):
                    return self._choose(mention.ids)
                best = best or self._choose(mention.ids)
            elif mention.kind in ("adjective", "people"):
                best = best or mention.ids[0]
            elif mention.kind == "person" and mention.last < head.i:
                office = office_on(mention.ids[0], self.published)
                best = best or (office.actor if office is not None else None)
        return best

    def _is_patron(self, mention: Mention) -> bool:
        after = mention.last + 1
        doc = self.doc
        if after + 1 < len(doc) and doc[after].text in ("-", "–") and doc[after + 1].lower_ in DEPENDENT:
            return True
        return after < len(doc) and "-" in doc[after].text and doc[after].lower_.split("-")[-1] in DEPENDENT

    def _patron(self, first: int, last: int) -> str | None:
        for mention in self.mentions:
            if first <= mention.first and mention.last <= last and mention.kind in ("adjective", "actor", "people"):
                if self._is_patron(mention):
                    return mention.ids[0]
        return None

    def _based_in(self, head: Token) -> str | None:
        """For fighters without nationality: the state they are "in"."""
        for other in children(head, "nmod"):
            if case(other) in ("in", "inside", "from") and self.is_place_like(other):
                return self._choose(self.at[other.i].ids)
        return None

    def _with_sector(self, owner: str | None, role: Role | None, first: int, last: int) -> str | None:
        if owner is None:
            return None
        if "-" in owner or role is None:
            return owner
        nouns = role_nouns()
        sector = role.sector
        for i in range(first, last):
            inner = nouns.get(self.doc[i].lower_) or nouns.get(self.doc[i].lemma_.lower())
            if inner is not None and inner.kind == "body":
                sector = inner.sector
        branch = f"{owner}-{sector}"
        return branch if branch in known_actors.actors() else owner

    def branch(self, owner: str, role: Role | None) -> str:
        """The branch of a state that a role belongs to; anything but a state stays what it is."""
        if "-" in owner or role is None:
            return owner
        made = f"{owner}-{role.sector}"
        return made if made in known_actors.actors() else owner

    def _owned(self, head: Token, name: str, first: int, last: int) -> Who | None:
        """A thing with an owner in front of it: "Kataib Hezbollah storage sites", "Saudi vessels"."""
        if head.lemma_.lower() in MEMBERS and (group := self._member_of(head)) is not None:
            return Who(group, "role", name)
        owner = self._inside(head, first, last)
        if owner is None:
            possessor = child(head, "nmod:poss")
            found = self.who(possessor) if possessor is not None else None
            owner = found.id if found is not None else None
        role = next((r for i in range(first, head.i) if (r := role_nouns().get(self.doc[i].lower_)) is not None), None)
        if owner is None:
            return None
        return Who(self._with_sector(owner, role, first, head.i), "other", name, patron=self._patron(first, last))

    def _member_of(self, head: Token) -> str | None:
        """The group or body that "members of X", "a column from X" or "the X unit" belongs to; never a mere state."""
        belongs = [kid for kid in children(head, "nmod", "compound") if kid.dep_ == "compound" or case(kid) in ("of", "from")]
        found = [who for kid in belongs if (who := self.who(kid)) is not None and who.id is not None and who.kind != "state"]
        return found[0].id if found else None

    def only_group(self, sector: str, country: str | None) -> str | None:
        """The armed group of a sector, and a country where that is known, that the text names when it names only one."""
        table = known_actors.actors()
        named = {self._choose(m.ids) for m in self.mentions if m.kind == "actor"}
        groups = [g for id_ in named if (g := table.get(id_)) is not None and g.kind == "group" and g.sector == sector]
        fitting = {group.id for group in groups if country is None or group.country in (None, country)}
        return fitting.pop() if len(fitting) == 1 else None

    def _learn_surnames(self) -> dict[str, str]:
        """Surname → person id, for people named in full somewhere in the text."""
        learned = {}
        for mention in self.mentions:
            if mention.kind == "person":
                learned[self.doc[mention.last].text] = mention.ids[0]
        return learned


MEMBERS = frozenset(
    {"member", "element", "unit", "column", "squad", "cell", "wing", "detachment", "band", "patrol", "follower", "supporter"}
)
"""Nouns for a part of whatever comes after "of"."""
GROUPS = frozenset(
    {
        "group",
        "militia",
        "movement",
        "organization",
        "organisation",
        "faction",
        "militant",
        "rebel",
        "insurgent",
        "cartel",
        "gang",
        "fighter",
        "guerrilla",
        "outfit",
        "network",
        "front",
        "separatist",
        "jihadist",
    }
)
"""Nouns for an armed or organised group without its name."""
DOERS = ("people", "official", "forces", "police", "diplomat")
"""Classes of nouns for somebody who can do something."""
ARMED = frozenset({"MIL", "REB", "PRM", "INS", "UAF", "CRM", "TER"})


@cache
def same_side(one: str | None, other: str | None) -> bool:
    """True when one id is the other, its parent, its branch or a fellow branch of one state."""
    if one is None or other is None:
        return False
    if one == other:
        return True
    return bool(lineage(one) & lineage(other))


@cache
def lineage(id_: str) -> frozenset[str]:
    """An id with its parents; a branch or body of a state includes the state, an armed group does not."""
    found, table = {id_}, known_actors.actors()
    first = actor = table.get(id_)
    while actor is not None and actor.parent is not None and actor.parent not in found:
        above = table.get(actor.parent)
        if first is not None and first.kind == "group" and (above is None or above.kind != "group"):
            return frozenset(found)  # a militia on a state's rolls still speaks and acts for itself
        found.add(actor.parent)
        actor = above
    if actor is not None and actor.kind in ("branch", "body") and actor.country is not None:
        found.add(actor.country)
    return frozenset(found)
