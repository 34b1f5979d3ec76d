"""How far two coders agree on the same reports: which statements both found, and what they make of those."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.types import Party, Statement, Voice


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders compared. Shares are 0 to 1, None where nothing can be compared.

    ``of_one`` is the share of the first coder's statements that the second has too, ``of_other`` the reverse. The rest is
    about the ``matched`` pairs: ``stance`` is the share with the same stance, ``stance_kappa`` what remains of it beyond
    chance (Cohen 1960), ``firmness`` the share that differs by at most 1. ``actors`` and ``voices`` are shares of the
    ``actor_pairs`` where at least one coder names an actor, and of all pairs. ``figures`` is the share of figures either
    coder has that both have, with the same kind and bounds.
    """

    one: int
    other: int
    matched: int
    of_one: float | None
    of_other: float | None
    stance: float | None
    stance_kappa: float | None
    firmness: float | None
    voices: float | None
    actors: float | None
    actor_pairs: int
    figures: float | None
    figure_pairs: int


def agreement(one: Sequence[Statement], other: Sequence[Statement]) -> Agreement:
    """How far two codings of the same reports agree. Statements match one to one when they overlap and have the same ``what``."""
    pairs = matched(one, other)
    acted = [(a, b) for a, b in pairs if a.claim.actor is not None or b.claim.actor is not None]
    shared, either = 0, 0
    for a, b in pairs:
        left, right = _figures(a), _figures(b)
        shared, either = shared + (left & right).total(), either + (left | right).total()
    return Agreement(
        one=len(one), other=len(other), matched=len(pairs), of_one=_share(len(pairs), len(one)), of_other=_share(len(pairs), len(other)),
        stance=_share(sum(a.stance == b.stance for a, b in pairs), len(pairs)),
        stance_kappa=kappa([(a.stance, b.stance) for a, b in pairs]),
        firmness=_share(sum(abs(a.firmness - b.firmness) <= 1 for a, b in pairs), len(pairs)),
        voices=_share(sum(_same(a.voice, a.voice.actor, b.voice, b.voice.actor) for a, b in pairs), len(pairs)),
        actors=_share(sum(_same_party(a.claim.actor, b.claim.actor) for a, b in acted), len(acted)), actor_pairs=len(acted),
        figures=_share(shared, either), figure_pairs=either,
    )  # fmt: skip


def matched(one: Sequence[Statement], other: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """The pairs: same report, same ``what``, overlapping spans; the largest overlap first, then the most alike.

    Likeness is judged by target, mode, place and date, never by stance, voice or actor, which are compared afterwards.
    """
    by_report: dict[tuple[str, str | None], list[Statement]] = defaultdict(list)
    for statement in other:
        by_report[statement.report, statement.claim.what].append(statement)
    ranked = []
    for a in one:
        for b in by_report[a.report, a.claim.what]:
            shared = min(a.end, b.end) - max(a.start, b.start)
            if shared > 0:
                share = shared / (max(a.end, b.end) - min(a.start, b.start))
                ranked.append((-share, -_alike(a, b), a.start, a.id, b.id, a, b))
    pairs, used_one, used_other = [], set(), set()
    for *_, a, b in sorted(ranked, key=lambda row: row[:5]):
        if a.id not in used_one and b.id not in used_other:
            used_one.add(a.id)
            used_other.add(b.id)
            pairs.append((a, b))
    return sorted(pairs, key=lambda pair: (pair[0].report, pair[0].start, pair[0].id))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two labellings of the same things; None without pairs, or when chance alone agrees on all."""
    if not pairs:
        return None
    size = len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(a == b for a, b in pairs) / size
    chance = sum(left[label] * right[label] for label in left) / size**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def table(found: Agreement, one: str = "one", other: str = "other") -> str:
    """The agreement as a table in plain text; ``one`` and ``other`` are the names of the coders."""
    rows = [
        (f"statements of {one}", str(found.one)),
        (f"statements of {other}", str(found.other)),
        ("found by both", str(found.matched)),
        (f"of {one}'s, also found by {other}", _percent(found.of_one)),
        (f"of {other}'s, also found by {one}", _percent(found.of_other)),
        ("same stance", _percent(found.stance)),
        ("stance, kappa", "-" if found.stance_kappa is None else f"{found.stance_kappa:.2f}"),
        ("firmness within 1", _percent(found.firmness)),
        ("same voice", _percent(found.voices)),
        (f"same actor (of {found.actor_pairs})", _percent(found.actors)),
        (f"same figures (of {found.figure_pairs})", _percent(found.figures)),
    ]
    width = max(len(label) for label, _ in rows)
    return "\n".join(f"{label:<{width}}  {value:>6}" for label, value in rows)


def _alike(a: Statement, b: Statement) -> int:
    one, other = a.claim, b.claim
    alike = int(one.target is not None and _same_party(one.target, other.target))
    alike += one.mode is not None and one.mode == other.mode
    alike += one.where is not None and other.where is not None and one.where.id == other.where.id
    alike += (
        one.when is not None and other.when is not None and (one.when.first, one.when.last) == (other.when.first, other.when.last)
    )
    return alike


def _same_party(a: Party | None, b: Party | None) -> bool:
    return a is not None and b is not None and _same(a, a.id, b, b.id)


def _same(a: Party | Voice, a_id: str | None, b: Party | Voice, b_id: str | None) -> bool:
    """The same id, or without ids the same name or overlapping words."""
    if a_id is not None or b_id is not None:
        return a_id == b_id
    overlap = a.start is not None and b.start is not None and max(a.start, b.start) < min(a.end or 0, b.end or 0)
    return overlap or a.name.casefold() == b.name.casefold()


def _figures(statement: Statement) -> Counter[tuple[str, int | None, int | None]]:
    listed = statement.claim.figures.items()
    return Counter((kind, figure.low, figure.high) for kind, figures in listed for figure in figures)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"
