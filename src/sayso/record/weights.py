"""The numbers behind matching, from ``data/matching.json``; a typo there is an error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from sayso.record.errors import RecordError
from sayso.types import CATEGORIES

BARRED: Final = -10.0
"""A single contribution of this or less rules a pair out whatever else speaks for it."""

_SECTIONS: Final = {
    "about", "limits", "limits_why", "weights", "kindred_modes", "kindred_modes_why", "attributable", "attributable_why",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds of matching; ``limits_why`` in the data file says what each means."""

    merge: float
    attach: float
    attach_lead: float
    keep: float
    block: int
    window: int
    rare_words: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Points by feature and label, and the lists matching needs."""

    limits: Limits
    points: Mapping[str, Mapping[str, float]]
    kindred: frozenset[tuple[str, str]]
    """Pairs of modes, both ways round; a star stands for any mode."""
    attributable: frozenset[str]


@cache
def weights() -> Weights:
    """The weights that ship with the package. Raises RecordError naming the entry that is wrong."""
    return read_weights(files("sayso.record").joinpath("data/matching.json").read_text("utf-8"))


def read_weights(text: str) -> Weights:
    """Weights from the text of a data file of this layout."""
    body: dict[str, Any] = json.loads(text)
    if set(body) != _SECTIONS:
        raise RecordError(f"matching.json: sections are {sorted(_SECTIONS)}; these differ: {sorted(set(body) ^ _SECTIONS)}")
    names = set(Limits.__dataclass_fields__)
    for section in ("limits", "limits_why"):
        if set(body[section]) != names:
            raise RecordError(f"matching.json: {section} needs exactly {sorted(names)}")
    for feature, labels in body["weights"].items():
        if feature not in LABELS or set(labels) != LABELS[feature]:
            raise RecordError(f"matching.json: labels of {feature!r} must be {sorted(LABELS.get(feature, LABELS))}")
        for label, points in labels.items():
            if isinstance(points, bool) or not isinstance(points, int | float):
                raise RecordError(f"matching.json: {feature}, {label}: {points!r} is no number")
    if set(body["weights"]) != set(LABELS):
        raise RecordError(f"matching.json: weights lack {sorted(set(LABELS) - set(body['weights']))}")
    strange = sorted(set(body["attributable"]) - set(CATEGORIES))
    if strange:
        raise RecordError(f"matching.json: attributable names {strange}, which are no categories")
    return Weights(
        Limits(**body["limits"]),
        body["weights"],
        frozenset(pair for a, b in body["kindred_modes"] for pair in ((a, b), (b, a))),
        frozenset(body["attributable"]),
    )


LABELS: Final[Mapping[str, frozenset[str]]] = {
    "mode": frozenset({"same", "kindred", "one unsaid", "both unsaid", "different"}),
    "when": frozenset({
        "same day", "same few days", "within the week", "within the month", "within the season", "one day apart",
        "two days apart", "days apart", "reported at once", "reported soon", "reported the day before", "reported within days", "reported within weeks",
        "reported long after", "reported before it happened", "both undated, same days", "both undated, same month",
        "both undated, long apart", "some time before",
    }),
    "where": frozenset({
        "same site", "same locality", "same admin1", "same country", "same sea", "same region", "same name", "close by",
        "one inside the other", "some way off", "two places near each other", "far apart", "other country", "other country, loosely",
        "other waters",
    }),
    "target": frozenset({"same", "part", "compatriot", "same name", "other", "other state"}),
    "actor": frozenset({"same", "part", "compatriot", "same name", "rival", "firm rival", "other doer"}),
    "roles": frozenset({"half swapped", "swapped"}),
    "weapon": frozenset({"same", "same kind", "other kind"}),
    "figures": frozenset({"agree", "compatible", "revised", "of another order"}),
    "words": frozenset({"shared"}),
    "story": frozenset({"shared"}),
    "several": frozenset({"one against several"}),
    "text": frozenset({"same sentence", "next to each other", "same report"}),
    "voice": frozenset({"same", "part", "other"}),
    "copy": frozenset({"copied sentence"}),
    "stance": frozenset({"answers for it"}),
    "tense": frozenset({"goes on"}),
}  # fmt: skip
