"""Senses of action words: which verbs and nouns mean which PLOVER category, and when they do not.

A *frame* says where the parties stand around a word; ``sayso.coding.triggers`` reads it:

``None``            verb: subject acts on object · noun: possessor/compound/"by" acts, "on/against" suffers
``of-target``       noun: "of" names the target (the killing of X)
``undergo``         the subject suffers (X died in the attack)
``weapon-object``   the object is the weapon, "at/on/into/against" the target
``weapon-subject``  the subject is the weapon, "in/on/near" the place hit
``weapon-of``       noun: "of" names the weapon (a barrage of rockets)
``at-target``, ``with-target``, ``for-target``, ``on-target``, ``over-target``, ``from-target``, ``to-target``,
``against-target``  the preposition that brings the target
``of-prep``         "of" after the verb phrase brings the target (took control of X)
``mutual``          both sides act on each other
``transfer``        the object goes to the recipient ("to X", or the first object)
``recipient-object`` the object is the recipient
``request``, ``accuse``, ``reject``, ``threat``, ``attribute``, ``defend``  verbs whose content is another event
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sayso.knowledge.rows import DATA, Kinds, Row, one_of, read_rows
from sayso.types import CATEGORIES

FRAMES = frozenset(
    {
        "of-target", "undergo", "weapon-object", "weapon-subject", "weapon-of", "at-target", "with-target",
        "for-target", "on-target", "over-target", "from-target", "to-target", "against-target", "of-prep", "mutual",
        "transfer", "recipient-object", "request", "accuse", "reject", "threat", "attribute", "defend",
    }
)  # fmt: skip

MODES = frozenset(
    {
        "abduct", "access", "aerial", "alert", "arrest", "assassinate", "asylum", "ban", "beat", "blockade", "ceasefire",
        "censor", "crowd-control", "curfew", "cyber", "demo", "deport", "destroy", "disarm", "discontinue", "drone", "ease",
        "economic", "expel", "explosives", "firearms", "heavy-weapons", "humanitarian", "hunger", "intelligence", "intercept",
        "legal", "martial-law", "militarize", "military", "missile", "multilateral", "naval", "obstruct", "occupy",
        "peacekeeping", "phone", "police", "primitive", "raid", "release", "resign", "restrict", "return", "riot", "rocket",
        "sanction", "seize", "sexual", "strike", "surrender", "third-party", "torture", "troops", "unconventional", "visit",
        "weapons", "withdraw", "withhold",
    }
)  # fmt: skip
"""How an act was done, where a word alone says so."""

HARMS = ("killed", "injured")

LISTS = ("verbs", "nouns", "obj", "not_obj", "subj", "not_subj", "with", "not_with", "preps")


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of some action words. ``what`` is None for light verbs, which only carry an event noun."""

    id: str
    what: str | None
    mode: str | None
    frame: str | None
    harm: str | None
    light: bool
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    obj: frozenset[str]
    not_obj: frozenset[str]
    subj: frozenset[str]
    not_subj: frozenset[str]
    near: frozenset[str]
    not_near: frozenset[str]
    preps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Surrounding:
    """Words around a violent word that speak against a real event, each with ``weight``."""

    id: str
    weight: int
    words: frozenset[str]


@cache
def classes(root: Path = DATA) -> Mapping[str, frozenset[str]]:
    """Noun classes by name: the lemmas that ``@name`` stands for in a sense."""
    rows = read_rows("actions/classes.jsonl", {"id": str, "nouns": list, "source": str}, root=root)
    return {row["id"]: frozenset(row["nouns"]) for row in rows}


@cache
def senses(root: Path = DATA) -> tuple[Sense, ...]:
    """Every sense, in file order. Raises KnowledgeError for an unknown category, mode, frame, harm or class."""
    required: dict[str, Kinds] = {"id": str, "what": (str, type(None)), "source": str}
    optional: Mapping[str, Kinds] = {"mode": str, "frame": str, "harm": str, "light": bool, **dict.fromkeys(LISTS, list)}
    files = ("actions/material.jsonl", "actions/verbal.jsonl")
    known = classes(root)
    return tuple(_sense(row, known) for file in files for row in read_rows(file, required, optional, root=root))


def _sense(row: Row, known: Mapping[str, frozenset[str]]) -> Sense:
    for key, allowed in (("what", CATEGORIES), ("mode", MODES), ("frame", FRAMES), ("harm", HARMS)):
        if row[key] is not None and row[key] not in allowed:
            raise row.fail(f"{key} {row[key]!r} is not known; {one_of(row[key], allowed)}")
    for key in LISTS:
        for word in row.texts(key):
            if word.startswith("@") and word[1:] not in known and word not in COMPUTED:
                raise row.fail(f"{key} names {word}, which actions/classes.jsonl does not have; {one_of(word[1:], known)}")
    return Sense(
        row["id"], row["what"], row["mode"], row["frame"], row["harm"], bool(row["light"]),
        row.texts("verbs"), row.texts("nouns"),
        *(frozenset(row.texts(key)) for key in ("obj", "not_obj", "subj", "not_subj", "with", "not_with", "preps")),
    )  # fmt: skip


COMPUTED = frozenset({"@actor", "@place", "@weapon", "@group"})
"""Classes the coder decides from the mentions it found rather than from a list."""


@cache
def figurative(root: Path = DATA) -> tuple[Surrounding, ...]:
    """Surroundings in which violent words are usually not violence."""
    rows = read_rows("actions/figurative.jsonl", {"id": str, "weight": int, "words": list, "source": str}, root=root)
    return tuple(Surrounding(row["id"], row["weight"], frozenset(row["words"])) for row in rows)
