"""Answers: plain functions from what is known on a day to assessments, listed in ``ANALYSES``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sayso.analysis.anniversaries import anniversaries
from sayso.analysis.attribution import attribution
from sayso.analysis.claims import claims
from sayso.analysis.competing import competing
from sayso.analysis.doers import narrowed
from sayso.analysis.escalation import escalation
from sayso.analysis.figures import figures
from sayso.analysis.importance import leading, notable
from sayso.analysis.judgements import judgements
from sayso.analysis.reprisals import reprisals
from sayso.analysis.spread import spread
from sayso.analysis.tabled import TABLED, assess_table
from sayso.analysis.targets import targets
from sayso.analysis.transfers import transfers
from sayso.analysis.voices import speaks_as, worth
from sayso.analysis.warnings import warnings
from sayso.analysis.who_says import voices
from sayso.knowledge.theatres import Theatres
from sayso.record import Known
from sayso.types import Assessment

Analysis = Callable[[Known], list[Assessment]]

ANALYSES: Mapping[str, Analysis] = MappingProxyType(
    {
        "attribution": attribution,
        "voices": voices,
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


PLACED: Mapping[str, Callable[[Known, Theatres | None], list[Assessment]]] = MappingProxyType(
    {"spread": spread, "targets": targets}
)
"""Analyses that ask in which theatre something happened."""


def assess(known: Known, *names: str, theatres: Theatres | None = None) -> tuple[Assessment, ...]:
    """The assessments of the named analyses (all of them when none is named), in order.

    ``theatres`` are your own (``knowledge.theatres.load_theatres``) instead of those that ship.
    """
    found: list[Assessment] = []
    for name in names or ANALYSES:
        found += PLACED[name](known, theatres) if name in PLACED else ANALYSES[name](known)
    return tuple(found)


__all__ = [
    "ANALYSES", "TABLED", "anniversaries", "assess", "assess_table", "attribution", "claims", "competing", "escalation", "figures", "judgements",
    "leading", "narrowed", "notable", "reprisals", "speaks_as", "spread", "targets", "transfers", "voices", "warnings", "worth",
]  # fmt: skip
