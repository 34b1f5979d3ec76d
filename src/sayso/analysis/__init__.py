"""Answers: plain functions from what is known on a day to assessments, listed in ``ANALYSES``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sayso.analysis.anniversaries import anniversaries
from sayso.analysis.attribution import attribution
from sayso.analysis.claims import claims
from sayso.analysis.competing import competing
from sayso.analysis.escalation import escalation
from sayso.analysis.figures import figures
from sayso.analysis.importance import notable
from sayso.analysis.judgements import judgements
from sayso.analysis.reprisals import reprisals
from sayso.analysis.spread import spread
from sayso.analysis.targets import targets
from sayso.analysis.transfers import transfers
from sayso.analysis.warnings import warnings
from sayso.record import Known
from sayso.types import Assessment

Analysis = Callable[[Known], list[Assessment]]

ANALYSES: Mapping[str, Analysis] = MappingProxyType(
    {
        "attribution": attribution,
        "competing": competing,
        "claims": claims,
        "reprisals": reprisals,
        "escalation": escalation,
        "figures": figures,
        "warnings": warnings,
        "anniversaries": anniversaries,
        "targets": targets,
        "transfers": transfers,
        "spread": spread,
        "judgements": judgements,
    }
)
"""Every analysis by name, in the order of a brief."""


def assess(known: Known, *names: str) -> tuple[Assessment, ...]:
    """The assessments of the named analyses (all of them when none is named), in order."""
    return tuple(found for name in names or ANALYSES for found in ANALYSES[name](known))


__all__ = [
    "ANALYSES", "anniversaries", "assess", "attribution", "claims", "competing", "escalation", "figures", "judgements", "notable",
    "reprisals", "spread", "targets", "transfers", "warnings",
]  # fmt: skip
