"""One row of a derived table for one entry of the log: plain functions, asked when writing and when verifying."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sayso.record.log import microseconds

Row = dict[str, Any]


def report_row(seq: int, read_at: int, body: Mapping[str, Any]) -> Row:
    """The row of a report that nobody has read yet."""
    at = body.get("published_at")
    return {
        "id": body["id"],
        "key": body["key"],
        "published": body["published"],
        "published_at": microseconds(datetime.fromisoformat(at)) if at else None,
        "read_at": read_at,
        "outlet": _kept(body.get("outlet")),
        "title": _kept(body.get("title")),
        "seq": seq,
        "coder": None,
    }


def statement_row(seq: int, body: Mapping[str, Any], published: str) -> Row:
    """The row of a statement that stands."""
    claim = body["claim"]
    when, where = claim["when"], claim["where"]
    first, last = (when["first"], when["last"]) if when else (None, None)
    return {
        "seq": seq,
        "id": body["id"],
        "report": body["report"],
        "start": body["start"],
        "end": body["end"],
        "withdrawn": None,
        "voice": _kept(body["voice"]["name"]),
        "stance": body["stance"],
        "firmness": body["firmness"],
        "what": claim["what"],
        "mode": claim["mode"],
        "actor": _named(claim["actor"]),
        "target": _named(claim["target"]),
        "place": _named(where),
        "country": where["country"] if where else None,
        "weapon": _named(claim["weapon"]),
        "first": first,
        "last": last,
        "day": last or first or published,
    }


def ruling_row(seq: int, body: Mapping[str, Any]) -> Row:
    """The row of a ruling that is in force."""
    return {
        "seq": seq,
        "act": body["act"],
        "report": body["report"],
        "start": body["start"],
        "end": body["end"],
        "by": _kept(body["by"]),
        "why": _kept(body["why"]),
        "undone": False,
    }


def _named(part: Mapping[str, Any] | None) -> str | None:
    return None if part is None else _kept(part["id"] or part["name"])


def _kept(text: str | None) -> str | None:
    # PostgreSQL has no NUL in text; the log keeps the words as they were.
    return text.replace("\x00", "\ufffd") if text else text
