"""Answers: plain functions from what is known on a day to assessments, listed in ``ANALYSES``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sayso.analysis.anniversaries import anniversaries
from sayso.analysis.attribution import attribution
from sayso.analysis.claims import claims
from sayso.analysis.figures import figures
from sayso.analysis.importance import notable
from sayso.analysis.judgements import judgements
from sayso.analysis.reprisals import reprisals
from sayso.analysis.transfers import transfers
from sayso.record import Known
from sayso.types import Assessment

Analysis = Callable[[Known], list[Assessment]]

ANALYSES: Mapping[str, Analysis] = MappingProxyType(
    {
        "attribution": attribution,
        "claims": claims,
        "reprisals": reprisals,
        "anniversaries": anniversaries,
        "figures": figures,
        "transfers": transfers,
        "judgements": judgements,
    }
)
"""Every analysis by name, in the order of a brief."""


def assess(known: Known, *names: str) -> tuple[Assessment, ...]:
    """The assessments of the named analyses (all of them when none is named), in order."""
    return tuple(found for name in names or ANALYSES for found in ANALYSES[name](known))


__all__ = [
    "ANALYSES",
    "anniversaries",
    "assess",
    "attribution",
    "claims",
    "figures",
    "judgements",
    "notable",
    "reprisals",
    "transfers",
]
