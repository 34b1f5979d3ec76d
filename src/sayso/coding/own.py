"""Deeds that a voice tells of itself in the third person: "the group said it had fired", "the army said its drones struck"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.coding.parties import Parties, Who
from sayso.coding.refer import FEMALE, FIRST, MALE, PLURAL, SINGULAR_THING, Reference
from sayso.coding.syntax import child, own_words
from sayso.coding.voices import PEOPLE
from sayso.knowledge.roles import role_nouns
from sayso.types import Party

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.coding.happenings import Happening

OWN: Final = FIRST | SINGULAR_THING | PLURAL | MALE | FEMALE
FIGHTING: Final = frozenset({"MIL", "REB", "PRM", "UAF"})
SPEAKING: Final = frozenset({"GOV", "COP", "SPY", "OPP"})
"""Sectors whose bodies, and spokesmen, tell of deeds of their own as well."""


def own_doer(happening: Happening, source: Token | None, parties: Parties, reference: Reference) -> tuple[Party, Who] | None:
    """The voice as the doer of what it tells; None where a doer is known, or where the pronoun may mean somebody else."""
    doer = happening.doer
    if source is None or doer is None or (happening.actor is not None and happening.actor[1].id is not None):
        return None
    means = doer if doer.pos_ == "PRON" else child(doer, "nmod:poss")
    if means is None or means.i in own_words(source) or not _may_mean(means, source, reference):
        return None
    return parties.party(doer), Who(None, "self", doer.text)


def _may_mean(pronoun: Token, source: Token, reference: Reference) -> bool:
    """True when "it", "their" or "the group's" means whoever speaks: nobody else is near, and number and kind agree."""
    lower = pronoun.lower_
    if lower not in OWN and not reference.is_description(pronoun):
        return False
    found = reference.antecedent(pronoun)
    if found is not None:
        return found.token.i in own_words(source)
    if source.pos_ == "PRON" or source.lower_ in PEOPLE:
        return source.lower_ == lower
    role = role_nouns().get(source.lemma_.lower()) or role_nouns().get(source.lower_)
    if role is None:
        return source.pos_ == "PROPN" or lower in PLURAL | SINGULAR_THING
    alone = source.tag_ == "NN" and role.kind == "person"
    if lower in MALE | FEMALE:
        return alone
    if alone:
        return role.sector in FIGHTING or source.lower_.startswith("spokes")
    return role.sector in FIGHTING | SPEAKING and not (lower in SINGULAR_THING and source.tag_ == "NNS")
