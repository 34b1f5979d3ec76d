"""GeoJSON (RFC 7946): the events that have a point, for a map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso.contract import event_to_json
from sayso.record import Record
from sayso.record.moments import Moment
from sayso.record.settled import Found


def geojson(record: Record, moment: Moment | None = None, read_by: Moment | None = None) -> Iterator[bytes]:
    """One FeatureCollection of points, longitude before latitude; events without coordinates are left out.

    The properties are those of ``sayso events --json`` without its lists, the number of statements and of independent
    voices. ``precision`` says how far the point may be trusted: a country's point is no scene.
    """
    yield b'{"type": "FeatureCollection", "features": ['
    before = b"\n"
    for one in record.settled(moment, read_by=read_by).events():
        where = one.event.claim.where
        if where is None or where.lat is None or where.lon is None:
            continue
        point = {"type": "Point", "coordinates": [where.lon, where.lat]}
        feature = {"type": "Feature", "id": one.event.id, "geometry": point, "properties": _properties(one)}
        yield before + json.dumps(feature, ensure_ascii=False).encode("utf-8", "surrogatepass")
        before = b",\n"
    yield b"\n]}\n"


def _properties(one: Found) -> dict[str, Any]:
    body = event_to_json(one.event)
    claim, where = body["claim"], one.event.claim.where
    figures = {kind: [figure["said"] for figure in said] for kind, said in claim["figures"].items()}
    return {
        **{key: body[key] for key in ("title", "first", "last", "ladder", "as_of")}, "what": claim["what"], "mode": claim["mode"],
        **{side: claim[side]["name"] if claim[side] else None for side in ("actor", "target", "weapon")},
        "place": where.name if where else None, "precision": where.precision if where else None, "figures": figures,
        "statements": len(body["statements"]), "voices": one.voices,
    }  # fmt: skip
