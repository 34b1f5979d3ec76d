"""The JSON of the nouns: what ``sayso code --json`` and ``sayso events --json`` print, and its way back.

One writer and one reader per noun, so that the command line, the record and the desk cannot
drift apart. ``canonical`` is the only serialisation that is hashed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sayso.types import (
    Accusation,
    BadValue,
    Claim,
    Event,
    Figure,
    FigureReading,
    Party,
    Report,
    Span,
    Statement,
    Voice,
    Weapon,
    When,
    Where,
)

Json = dict[str, Any]


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces, real characters. Lengths are safe because JSON quotes."""
    return _CANONICAL.encode(value)


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(value: object) -> str:
    """sha256 (hex) of the canonical JSON of ``value``."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def statement_id(statement: Statement) -> str:
    """The identity of a statement: the first 16 hex digits of the digest of everything but its id."""
    body = statement_to_json(statement)
    del body["id"]
    return digest(body)[:16]


def with_id(statement: Statement) -> Statement:
    """The same statement carrying its own identity."""
    return replace(statement, id=statement_id(statement))


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _read_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _placed(body: Json, start: int | None, end: int | None) -> Json:
    if start is not None:
        body["start"], body["end"] = start, end
    return body


def _voice(voice: Voice) -> Json:
    return {"name": voice.name, "kind": voice.kind, "actor": voice.actor, "start": voice.start, "end": voice.end}


def _party(party: Party | None) -> Json | None:
    return None if party is None else {"name": party.name, "id": party.id, "start": party.start, "end": party.end}


def _where(where: Where | None) -> Json | None:
    if where is None:
        return None
    body = {
        "name": where.name,
        "id": where.id,
        "country": where.country,
        "lat": where.lat,
        "lon": where.lon,
        "precision": where.precision,
    }
    return _placed(body, where.start, where.end)


def _when(when: When | None) -> Json | None:
    if when is None:
        return None
    body = {"said": when.said, "first": _day(when.first), "last": _day(when.last)}
    return _placed(body, when.start, when.end)


def _figure(figure: Figure) -> Json:
    body: Json = {"low": figure.low, "high": figure.high, "of": figure.of, "said": figure.said}
    if figure.was is not None:
        body["was"] = {"low": figure.was[0], "high": figure.was[1]}
    return _placed(body, figure.start, figure.end)


def claim_to_json(claim: Claim) -> Json:
    """A claim as STATEMENT's ``claim`` object."""
    weapon = claim.weapon
    return {
        "what": claim.what,
        "mode": claim.mode,
        "actor": _party(claim.actor),
        "target": _party(claim.target),
        "recipient": _party(claim.recipient),
        "where": _where(claim.where),
        "when": _when(claim.when),
        "weapon": None if weapon is None else _placed({"name": weapon.name, "id": weapon.id}, weapon.start, weapon.end),
        "figures": {kind: [_figure(figure) for figure in figures] for kind, figures in sorted(claim.figures.items())},
    }


def statement_to_json(statement: Statement) -> Json:
    """One statement as one line of ``sayso code --json``."""
    cue = statement.cue
    return {
        "id": statement.id,
        "report": statement.report,
        "start": statement.start,
        "end": statement.end,
        "quote": statement.quote,
        "voice": _voice(statement.voice),
        "via": list(statement.via),
        "stance": statement.stance,
        "cue": None if cue is None else {"text": cue.text, "start": cue.start, "end": cue.end},
        "firmness": statement.firmness,
        "hedges": list(statement.hedges),
        "time": statement.time,
        "negated": statement.negated,
        "claim": claim_to_json(statement.claim),
    }


def _known_keys(noun: str, body: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    unknown = sorted(set(body) - set(allowed))
    if unknown:
        raise BadValue(f"{noun}: unknown key {', '.join(unknown)}; allowed are {', '.join(allowed)}")


def _read_voice(body: Json) -> Voice:
    return Voice(body["name"], body["kind"], body.get("actor"), body.get("start"), body.get("end"))


def _read_party(body: Json | None) -> Party | None:
    return None if body is None else Party(body["name"], body.get("id"), body["start"], body["end"])


def _read_figure(body: Json) -> Figure:
    was = body.get("was")
    return Figure(
        body["low"],
        body["high"],
        body["said"],
        body.get("of"),
        body.get("start"),
        body.get("end"),
        None if was is None else (was["low"], was["high"]),
    )


CLAIM_KEYS = ("what", "mode", "actor", "target", "recipient", "where", "when", "weapon", "figures")
STATEMENT_KEYS = (
    "id", "report", "start", "end", "quote", "voice", "via", "stance", "cue", "firmness", "hedges", "time", "negated", "claim",
)  # fmt: skip


def claim_from_json(body: Json) -> Claim:
    """The claim that ``claim_to_json`` wrote."""
    _known_keys("claim", body, CLAIM_KEYS)
    where, when, weapon = body.get("where"), body.get("when"), body.get("weapon")
    return Claim(
        what=body["what"],
        mode=body.get("mode"),
        actor=_read_party(body.get("actor")),
        target=_read_party(body.get("target")),
        recipient=_read_party(body.get("recipient")),
        where=None if where is None else Where(**where),
        when=None
        if when is None
        else When(when["said"], _read_day(when["first"]), _read_day(when["last"]), when.get("start"), when.get("end")),
        weapon=None if weapon is None else Weapon(**weapon),
        figures={kind: tuple(_read_figure(item) for item in items) for kind, items in (body.get("figures") or {}).items()},
    )


def statement_from_json(body: Json) -> Statement:
    """The statement that ``statement_to_json`` wrote. Raises BadValue on an unknown key or a value out of contract."""
    _known_keys("statement", body, STATEMENT_KEYS)
    cue = body.get("cue")
    return Statement(
        id=body["id"],
        report=body["report"],
        start=body["start"],
        end=body["end"],
        quote=body["quote"],
        voice=_read_voice(body["voice"]),
        stance=body["stance"],
        firmness=body["firmness"],
        claim=claim_from_json(body["claim"]),
        via=tuple(body.get("via") or ()),
        cue=None if cue is None else Span(cue["text"], cue["start"], cue["end"]),
        hedges=tuple(body.get("hedges") or ()),
        time=body["time"],
        negated=body["negated"],
    )


REPORT_FIELDS = (
    "id", "key", "text", "published", "outlet", "title", "author", "url", "published_at", "language", "format", "sha256", "notes",
)  # fmt: skip


def report_to_json(report: Report) -> Json:
    """A report with its text, as the record's log keeps it."""
    body: Json = {name: getattr(report, name) for name in REPORT_FIELDS}
    body["published"] = report.published.isoformat()
    body["published_at"] = report.published_at.isoformat() if report.published_at else None
    body["notes"] = list(report.notes)
    return body


def report_from_json(body: Json) -> Report:
    """The report that ``report_to_json`` wrote."""
    _known_keys("report", body, REPORT_FIELDS)
    at = body.get("published_at")
    return Report(
        **(
            body
            | {
                "published": date.fromisoformat(body["published"]),
                "published_at": datetime.fromisoformat(at) if at else None,
                "notes": tuple(body.get("notes") or ()),
            }
        )
    )


def _reading(reading: FigureReading) -> Json:
    at = reading.published_at
    body: Json = {
        "what": reading.what,
        "of": reading.of,
        "low": reading.low,
        "high": reading.high,
        "said": reading.said,
        "voice": _voice(reading.voice),
        "published": reading.published.isoformat(),
        "start": reading.start,
        "end": reading.end,
        "report": reading.report,
        "statement": reading.statement,
    }
    return body if at is None else body | {"published_at": at.isoformat()}


def _accusation(accusation: Accusation) -> Json:
    return {
        "voice": _voice(accusation.voice),
        "accused": _party(accusation.accused),
        "stance": accusation.stance,
        "firmness": accusation.firmness,
        "negated": accusation.negated,
        "published": accusation.published.isoformat(),
        "start": accusation.start,
        "end": accusation.end,
        "report": accusation.report,
        "statement": accusation.statement,
    }


def event_to_json(event: Event) -> Json:
    """One event as one line of ``sayso events --json``."""
    return {
        "id": event.id,
        "title": event.title,
        "first": _day(event.first),
        "last": _day(event.last),
        "claim": claim_to_json(event.claim),
        "statements": [
            {
                "id": ref.id,
                "report": ref.report,
                "start": ref.start,
                "end": ref.end,
                "voice": _voice(ref.voice),
                "stance": ref.stance,
                "firmness": ref.firmness,
            }
            for ref in event.statements
        ],
        "figures_history": [_reading(reading) for reading in event.figures_history],
        "accusations": [_accusation(accusation) for accusation in event.accusations],
        "ladder": dict(sorted(event.ladder.items())),
        "answers": list(event.answers),
        "as_of": _day(event.as_of),
    }
