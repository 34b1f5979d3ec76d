"""Reports that are prints of one text, so that ten papers carrying one wire count as one voice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations, pairwise
from typing import Final

from sayso.record.mentions import tokens
from sayso.types import Report

SHINGLE: Final = 5
"""Words in a row that are compared: shorter runs are phrases anybody uses, longer ones break at every small edit."""

SHARE: Final = 0.5
"""Part of the shorter text's runs that must stand in the other: a paper cuts a wire, it seldom rewrites half of it."""

LEAST: Final = 20
"""Texts with fewer runs than this are too short to tell a copy from a coincidence, unless they are equal."""

CROWD: Final = 50
"""A run in more reports than this is boilerplate (a slogan, a footer) and does not bring them together."""


def copies(reports: Mapping[str, Report]) -> dict[str, str]:
    """Report id to the id of the earliest report of its group; a report without copies is its own group."""
    order = sorted(reports.values(), key=lambda report: (report.published, report.id))
    runs = [_runs(report.text) for report in order]
    shared = _shared(runs)
    earliest = list(range(len(order)))
    for (one, other), count in sorted(shared.items()):
        least = min(len(runs[one]), len(runs[other]))
        if runs[one] == runs[other] or (least >= LEAST and count >= SHARE * least):
            _join(earliest, one, other)
    return {report.id: order[_root(earliest, at)].id for at, report in enumerate(order)}


def _runs(text: str) -> frozenset[str]:
    words = tokens(text)
    if len(words) <= SHINGLE:
        return frozenset([" ".join(words)])
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def _shared(runs: list[frozenset[str]]) -> Counter[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for at, found in enumerate(runs):
        for run in found:
            holders[run].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for members in holders.values():
        if 1 < len(members) <= CROWD:
            shared.update(combinations(members, 2))
        elif len(members) > CROWD:
            # A wire that everyone prints still holds together as a chain of neighbours.
            shared.update(pairwise(members))
    return shared


def _root(earliest: list[int], at: int) -> int:
    while earliest[at] != at:
        at = earliest[at]
    return at


def _join(earliest: list[int], one: int, other: int) -> None:
    a, b = sorted((_root(earliest, one), _root(earliest, other)))
    earliest[b] = a
