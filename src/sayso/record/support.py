"""How much stands behind a value: independent voices, each counted once however often it is reprinted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from sayso.record.mentions import fold
from sayso.types import Statement

Part = TypeVar("Part")
_SILENT: Final = frozenset({"denies", "coy", "praises"})
_OWNED: Final = frozenset({"claims", "admits"})


def voice_key(statement: Statement, copies: Mapping[str, str]) -> tuple[str, str]:
    """One key for all prints of one voice's words: the speaker, and the group of copies the report is in."""
    return (statement.voice.actor or fold(statement.voice.name), copies.get(statement.report, statement.report))


def weight(statement: Statement) -> float:
    """What one voice counts: its firmness, 1…3, at least a fifth for the unsure; twice for what it says of itself."""
    base = max(statement.firmness, 0.2)
    return base * 2 if statement.stance in _OWNED else base


def affirms(statement: Statement) -> bool:
    """True unless the statement denies, evades or only applauds, or says it was not so."""
    return not statement.negated and statement.stance not in _SILENT and statement.firmness >= 0


def best_part(
    statements: Sequence[Statement],
    copies: Mapping[str, str],
    part_of: Callable[[Statement], Part | None],
    key_of: Callable[[Part], Hashable],
) -> Part | None:
    """The value with most support, worded as its firmest, then earliest voice put it. None when nobody gives one."""
    voices: dict[Hashable, dict[tuple[str, str], float]] = defaultdict(dict)
    wording: dict[Hashable, tuple[float, Part]] = {}
    for statement in statements:
        part = part_of(statement)
        if part is None:
            continue
        key, points = key_of(part), weight(statement)
        who = voice_key(statement, copies)
        voices[key][who] = max(points, voices[key].get(who, 0.0))
        if key not in wording or points > wording[key][0]:
            wording[key] = (points, part)
    if not wording:
        return None
    # Dictionaries keep the order of the statements, so of two equals the one said first is taken.
    return wording[max(wording, key=lambda key: sum(voices[key].values()))][1]


def affirmed(statements: Iterable[Statement]) -> list[Statement]:
    """Those that affirm what they say, or all of them where none does."""
    every = list(statements)
    return [statement for statement in every if affirms(statement)] or every
