"""Cues: the words that hand the floor to a voice, hedge what it says, or move an event out of the past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sayso.knowledge.rows import DATA, one_of, read_rows
from sayso.types import STANCES


@dataclass(frozen=True, slots=True)
class Cue:
    """Reporting words of one stance, with the firmness (−3…3) their voice commits to."""

    id: str
    stance: str
    firmness: int
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjs: tuple[str, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hedge:
    """Hedging words: ``cap`` bounds firmness, ``value`` replaces it, ``band`` is the ICD 203 likelihood word."""

    id: str
    words: tuple[str, ...]
    cap: int | None
    value: int | None
    stance: str | None
    band: str | None


BANDS: Mapping[str, tuple[int, int]] = {
    "almost no chance": (1, 5),
    "very unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly even chance": (45, 55),
    "likely": (55, 80),
    "very likely": (80, 95),
    "almost certain": (95, 99),
}
"""ICD 203 (2 January 2015, Analytic Standards) likelihood bands, in percent, inclusive."""


MODALITIES = ("negation", "negation-verb", "future", "hypothetical", "attempt", "historical", "ongoing")
"""What a word of data/cues/modality.jsonl can do to an event."""


@cache
def reporting(root: Path = DATA) -> tuple[Cue, ...]:
    """Every reporting cue, in file order. Raises KnowledgeError for an unknown stance or a firmness outside −3…3."""
    required = {"id": str, "stance": str, "firmness": int, "source": str}
    rows = read_rows("cues/reporting.jsonl", required, {"verbs": list, "nouns": list, "adjs": list, "objects": list}, root=root)
    found = []
    for row in rows:
        if row["stance"] not in STANCES:
            raise row.fail(f"stance {row['stance']!r} is not known; {one_of(row['stance'], STANCES)}")
        if not -3 <= row["firmness"] <= 3:
            raise row.fail(f"firmness {row['firmness']} is outside -3..3")
        lists = (row.texts(key) for key in ("verbs", "nouns", "adjs", "objects"))
        found.append(Cue(row["id"], row["stance"], row["firmness"], *lists))
    return tuple(found)


@cache
def hedges(root: Path = DATA) -> tuple[Hedge, ...]:
    """Every hedge, in file order. Raises KnowledgeError for an unknown stance or band, or a firmness outside −3…3."""
    optional = {"cap": int, "set": int, "stance": str, "band": str}
    found = []
    for row in read_rows("cues/hedges.jsonl", {"id": str, "words": list, "source": str}, optional, root=root):
        if row["band"] is not None and row["band"] not in BANDS:
            raise row.fail(f"band {row['band']!r} is not known; {one_of(row['band'], BANDS)}")
        if row["stance"] is not None and row["stance"] not in STANCES:
            raise row.fail(f"stance {row['stance']!r} is not known; {one_of(row['stance'], STANCES)}")
        for key in ("cap", "set"):
            if row[key] is not None and not -3 <= row[key] <= 3:
                raise row.fail(f"{key} {row[key]} is outside -3..3")
        found.append(Hedge(row["id"], row.texts("words"), row["cap"], row["set"], row["stance"], row["band"]))
    return tuple(found)


@cache
def modality(root: Path = DATA) -> Mapping[str, frozenset[str]]:
    """Words by what they do to an event, one of ``MODALITIES``. Raises KnowledgeError for any other kind."""
    kinds: dict[str, frozenset[str]] = {}
    for row in read_rows("cues/modality.jsonl", {"id": str, "kind": str, "words": list, "source": str}, root=root):
        if row["kind"] not in MODALITIES:
            raise row.fail(f"kind {row['kind']!r} is not known; {one_of(row['kind'], MODALITIES)}")
        kinds[row["kind"]] = kinds.get(row["kind"], frozenset()) | frozenset(row["words"])
    return kinds
