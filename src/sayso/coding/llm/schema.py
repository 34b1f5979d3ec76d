"""What the model is asked to return, as a JSON schema, and the strict reading of what it does return."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sayso.coding.figures_of import FITS
from sayso.coding.llm.errors import NotCoded, Rejected
from sayso.knowledge.actions import senses
from sayso.knowledge.weapons import MODES
from sayso.types import CATEGORIES, STANCES, TIMES

FIGURES: Final = tuple(FITS)
"""Kinds of figures, as the embedded coder names them."""
_DIGITS: Final = 18
_TRIES: Final = 20
"""Places of a talkative answer at which JSON is looked for."""
_FENCE: Final = re.compile(r"```[a-zA-Z]{0,10}\s*\n(.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as the model gives it: kind, the words, and what it takes them to mean (not believed, only compared)."""

    kind: str
    said: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Offered:
    """One statement as the model gives it: words and codes of the contract, no offsets, no ids."""

    quote: str
    voice: str | None
    via: tuple[str, ...]
    cue: str | None
    stance: str
    firmness: int
    hedges: tuple[str, ...]
    time: str
    negated: bool
    what: str | None
    mode: str | None
    actor: str | None
    target: str | None
    recipient: str | None
    place: str | None
    date: str | None
    weapon: str | None
    figures: tuple[Number, ...]


@cache
def modes() -> Mapping[str, tuple[str, ...]]:
    """The modes each category can have, from the senses and weapons the embedded coder knows."""
    found: dict[str, set[str]] = {category: set() for category in CATEGORIES}
    for sense in senses():
        if sense.what is not None and sense.mode is not None:
            found[sense.what].add(sense.mode)
    found["ASSAULT"] |= set(MODES)
    return {category: tuple(sorted(names)) for category, names in found.items()}


def schema() -> dict[str, Any]:
    """The JSON schema of an answer: every field required, null where nothing is said, nothing else allowed."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    maybe, whole = {"type": ["string", "null"]}, {"type": ["integer", "null"]}
    figure = _object({"kind": {"type": "string", "enum": list(FIGURES)}, "said": text, "low": whole, "high": whole})
    fields = {
        "quote": text, "voice": maybe, "via": texts, "cue": maybe,
        "stance": {"type": "string", "enum": list(STANCES)},
        "firmness": {"type": "integer", "enum": list(range(-3, 4))},
        "hedges": texts,
        "time": {"type": "string", "enum": list(TIMES)},
        "negated": {"type": "boolean"},
        "what": {"type": ["string", "null"], "enum": [*CATEGORIES, None]},
        "mode": maybe, "actor": maybe, "target": maybe, "recipient": maybe, "place": maybe, "date": maybe, "weapon": maybe,
        "figures": {"type": "array", "items": figure},
    }  # fmt: skip
    return _object({"statements": {"type": "array", "items": _object(fields)}})


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def read_answer(text: str) -> list[object]:
    """The statements of an answer, unread: of the JSON itself, of a fenced block of it, or of JSON amid talk.

    Raises NotCoded with ``answer-not-json``, ``answer-cut`` (JSON that stops short) or ``answer-shape``.
    """
    stripped = text.strip()
    for candidate in (stripped, *(found[1].strip() for found in _FENCE.finditer(stripped))):
        value = _parsed(candidate)
        if value is not None:
            return _statements(value)
    for at in [found.start() for found in re.finditer(r"\{", stripped)][:_TRIES]:
        value = _parsed(stripped[at:], partly=True)
        if isinstance(value, dict) and isinstance(value.get("statements"), list):
            return list(value["statements"])
    opening = re.search(r"\{\s*\"statements\"\s*:", stripped)
    if opening is not None and _unfinished(stripped[opening.start() :]):
        raise NotCoded("answer-cut", "the answer stops in the middle; allow the model longer answers or a larger context")
    raise NotCoded("answer-not-json", "the model did not answer in JSON; use a model that follows instructions")


def _unfinished(text: str) -> bool:
    """True for JSON that ends inside a string, object or list."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text, flags=re.DOTALL)
    return '"' in bare or sum(map(bare.count, "{[")) > sum(map(bare.count, "}]"))


def _statements(value: object) -> list[object]:
    if isinstance(value, dict) and isinstance(value.get("statements"), list):
        return list(value["statements"])
    if isinstance(value, list):
        return list(value)
    raise NotCoded("answer-shape", "the model's JSON has no list of statements; use a model that follows instructions")


def _whole(digits: str) -> object:
    return int(digits) if len(digits) <= _DIGITS else None


def _no_number(name: str) -> None:
    """NaN and Infinity are no JSON; the field reads as null, and a field that needs a number fails."""


def _parsed(text: str, partly: bool = False) -> object:
    """The JSON value of a text, or (``partly``) at its beginning; None when there is none."""
    decoder = json.JSONDecoder(parse_int=_whole, parse_constant=_no_number, strict=False)
    try:
        return decoder.raw_decode(text)[0] if partly else decoder.decode(text)
    except (ValueError, RecursionError):
        return None


def read_offered(item: object) -> Offered:
    """One statement of an answer. Raises Rejected where a field is missing, of the wrong type or out of range."""
    if not isinstance(item, dict):
        raise Rejected("shape", item)
    quote, negated, figures = item.get("quote"), item.get("negated", False), item.get("figures") or []
    if not isinstance(quote, str) or not isinstance(negated, bool) or not isinstance(figures, list):
        raise Rejected("shape", quote)
    texts = [
        _text(item, key) for key in ("voice", "cue", "what", "mode", "actor", "target", "recipient", "place", "date", "weapon")
    ]
    voice, cue, what, mode, actor, target, recipient, place, date, weapon = texts
    if what is not None and what not in CATEGORIES:
        raise Rejected("what", what)
    stance, time = item.get("stance"), item.get("time")
    if not isinstance(stance, str) or stance not in STANCES:
        raise Rejected("stance", stance)
    if not isinstance(time, str) or time not in TIMES:
        raise Rejected("time", time)
    return Offered(
        quote, voice, _texts(item, "via"), cue, stance, _firmness(item.get("firmness")), _texts(item, "hedges"), time, negated,
        what, mode, actor, target, recipient, place, date, weapon, tuple(_number(each) for each in figures),
    )  # fmt: skip


def _firmness(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not -3 <= value <= 3:
        raise Rejected("firmness", value)
    return value


def _text(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    if value is not None and not isinstance(value, str):
        raise Rejected("shape", value)
    return value if value and value.strip() else None


def _texts(item: dict[str, Any], key: str) -> tuple[str, ...]:
    values = item.get(key) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise Rejected("shape", values)
    return tuple(value for value in values if value.strip())


def _number(value: object) -> Number:
    if not isinstance(value, dict) or not isinstance(value.get("said"), str) or not isinstance(value.get("kind"), str):
        raise Rejected("shape", value)
    bounds = [value.get("low"), value.get("high")]
    if any(bound is not None and (isinstance(bound, bool) or not isinstance(bound, int)) for bound in bounds):
        raise Rejected("shape", bounds)
    return Number(value["kind"], value["said"], bounds[0], bounds[1])
