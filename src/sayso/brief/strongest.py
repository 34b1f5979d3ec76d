"""The strongest evidence first: the best voice, then one of every other voice, then the rest."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.types import Brief, Statement


def strongest(ids: Iterable[str], brief: Brief) -> tuple[str, ...]:
    """Statement ids, each once: one of each independent voice by worth, then a second of each, and so on; of equals the earliest."""
    taken: dict[str, int] = {}
    ranked: list[tuple[int, int, str]] = []
    for place, ident in enumerate(sorted(dict.fromkeys(ids), key=lambda each: _key(brief.statements[each], brief))):
        voice = _voice(brief.statements[ident], brief)
        taken[voice] = taken.get(voice, 0) + 1
        ranked.append((taken[voice], place, ident))
    return tuple(ident for _, _, ident in sorted(ranked))


def _key(statement: Statement, brief: Brief) -> tuple[object, ...]:
    report = brief.reports[statement.report]
    return (-brief.worth.get(statement.id, 0.0), report.published, report.id, statement.start, statement.id)


def _voice(statement: Statement, brief: Brief) -> str:
    return brief.speaks_as.get(statement.id) or statement.voice.actor or f"{statement.voice.name} in {statement.report}"
