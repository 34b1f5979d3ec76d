"""What people decided: rulings hang on (report, start, end), so they outlive any coder's reading.

How a ruling finds its statements: those exactly at its span; failing that, those that share at
least half of the span with it. Where one span carries several statements, ``value["of"]`` may say
which is meant (``{"what": "ASSAULT", "stance": "denies"}``); without it all of them are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sayso.contract import Json, statement_from_json, statement_to_json, with_id
from sayso.record.errors import BadRuling
from sayso.types import Report, Ruling, SaysoError, Statement

SAME_PLACE: Final = 0.5
"""Share of overlap (intersection over union) from which a re-read span counts as the same place."""

_FIXED: Final = ("id", "report", "start", "end", "quote")
_OF: Final = ("statement", "what", "mode", "stance", "voice", "actor")
_DEFAULTS: Final[Json] = {
    "via": [], "stance": "reports", "cue": None, "firmness": 3, "hedges": [], "time": "past", "negated": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling as the log holds it; ``active`` is False once it was undone."""

    seq: int
    ruling: Ruling
    active: bool = True


def ruling_to_json(ruling: Ruling) -> Json:
    """A ruling as the log keeps it."""
    return {
        "act": ruling.act,
        "report": ruling.report,
        "start": ruling.start,
        "end": ruling.end,
        "by": ruling.by,
        "at": ruling.at.isoformat(),
        "why": ruling.why,
        "value": dict(ruling.value),
    }


def ruling_from_json(body: Mapping[str, Any]) -> Ruling:
    """The ruling that ``ruling_to_json`` wrote."""
    return Ruling(**{**body, "at": datetime.fromisoformat(body["at"])})


def undone(rulings: Sequence[tuple[int, Mapping[str, Any]]]) -> set[int]:
    """Numbers of the rulings no longer in force. An ``undo`` can itself be undone, which restores what it undid."""
    gone: set[int] = set()
    for seq, body in sorted(rulings, key=lambda item: item[0], reverse=True):
        if body["act"] == "undo" and seq not in gone:
            gone.add(int(body["value"]["seq"]))
    return gone


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two spans, 0…1."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def meant(place: tuple[int, int], of: Mapping[str, object], among: Iterable[Statement]) -> list[Statement]:
    """The statements of one report that a ruling at ``place`` is about (see the module's first lines)."""
    near = [(overlap(place, (one.start, one.end)), one) for one in among]
    best = max((share for share, _ in near), default=0.0)
    if best < SAME_PLACE:
        return []
    found = [one for share, one in near if share == 1.0] or [one for share, one in near if share >= SAME_PLACE]
    if not of:
        return found
    agreeing = [(sum(_says(one, key) == value for key, value in of.items()), one) for one in found]
    most = max(count for count, _ in agreeing)
    return [one for count, one in agreeing if count == most and most > 0]


def _says(statement: Statement, key: str) -> object:
    claim = statement.claim
    actor = claim.actor.id or claim.actor.name if claim.actor else None
    values = (statement.id, claim.what, claim.mode, statement.stance, statement.voice.name, actor)
    return dict(zip(_OF, values, strict=True))[key]


def edited(statement: Statement, change: Mapping[str, Any]) -> Statement:
    """The statement after a merge patch: named fields replaced, ``None`` clears, the rest stays.

    Raises BadRuling when the change touches where the statement stands or breaks its contract.
    """
    return _build(merge_patch(statement_to_json(statement), _content(change)))


def missed(report: Report, ruling: Ruling) -> Statement:
    """The statement a person found where the coder saw none: firm and the outlet's own unless the ruling says otherwise."""
    body = {
        "id": "", "report": report.id, "start": ruling.start, "end": ruling.end,
        "quote": report.text[ruling.start : ruling.end],
        "voice": {"name": report.outlet or report.author or report.id, "kind": "outlet"}, "claim": {"what": None},
    }  # fmt: skip
    return _build(merge_patch(_DEFAULTS | body, _content(ruling.value)))


def merge_patch(base: Json, change: Mapping[str, Any]) -> Json:
    """Objects are merged key by key, anything else replaces, None means *not said* (as in RFC 7396, but keeping the key)."""
    merged = dict(base)
    for key, value in change.items():
        before = merged.get(key)
        deeper = isinstance(value, Mapping)
        merged[key] = merge_patch(before if isinstance(before, dict) else {}, value) if deeper else value
    return merged


def _content(change: Mapping[str, Any]) -> dict[str, Any]:
    touched = [key for key in _FIXED if key in change]
    if touched:
        raise BadRuling(f"ruling: {', '.join(touched)} cannot be changed; reject the statement and add a missed one")
    return {key: value for key, value in change.items() if key != "of"}


def _build(body: Json) -> Statement:
    try:
        claim = body["claim"]
        claim["figures"] = {kind: given for kind, given in (claim.get("figures") or {}).items() if given is not None}
        return with_id(statement_from_json(body))
    except SaysoError as error:
        raise BadRuling(f"ruling: what it makes of {body['quote'][:60]!r} is no statement: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRuling(
            f"ruling: what it makes of {body['quote'][:60]!r} is no statement ({error!r}); see the statement reference"
        ) from error


def check(ruling: Ruling, report: Report | None) -> None:
    """Raises BadRuling unless the ruling points into a report and says what its act needs."""
    where = f"ruling {ruling.act} at {ruling.report} {ruling.start}:{ruling.end}"
    if report is None:
        raise BadRuling(f"{where}: there is no such report in the case")
    if ruling.end > len(report.text):
        raise BadRuling(f"{where}: the report ends at {len(report.text)}")
    if ruling.at.tzinfo is None:
        raise BadRuling(f"{where}: its time has no zone; give one, such as UTC")
    of = ruling.value.get("of", {})
    if not isinstance(of, Mapping) or any(key not in _OF for key in of):
        raise BadRuling(f"{where}: 'of' may name {', '.join(_OF)}; got {of!r}")
    needed = {"merge": ("report", "start", "end"), "undo": ("seq",), "missed": ("claim",)}.get(ruling.act, ())
    lacking = [key for key in needed if key not in ruling.value]
    if lacking:
        raise BadRuling(f"{where}: its value lacks {', '.join(lacking)}")
