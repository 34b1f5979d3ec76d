"""Does a statement stand where it says? Asked when it is added, and of every one again by ``Record.verify``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from sayso.contract import CLAIM_KEYS, STATEMENT_KEYS, canonical, statement_to_json
from sayso.record.errors import BadStatement
from sayso.types import (
    CATEGORIES,
    STANCES,
    TIMES,
    VOICE_KINDS,
    Figure,
    Party,
    Report,
    Span,
    Statement,
    Voice,
    Weapon,
    When,
    Where,
)

Body = Mapping[str, Any]
_PARTS: Final = ("actor", "target", "recipient", "where", "when", "weapon")
_STATEMENT: Final = frozenset(STATEMENT_KEYS)
_CLAIM: Final = frozenset(CLAIM_KEYS)


def check_statement(statement: Statement, report: Report) -> None:
    """Raises BadStatement for the first thing wrong (see ``problems``)."""
    check_body(statement_to_json(statement), report)


def check_body(body: Body, report: Report) -> str:
    """The canonical JSON of a statement given as JSON. Raises BadStatement for the first thing wrong with it."""
    text = canonical(body)
    for problem in problems(body, text, report.id, report.text):
        raise BadStatement(f"statement {body['id']} of report {report.id}: {problem}; nothing was added")
    return text


def problems(body: Body, text: str, report: str, page: str) -> Iterator[str]:
    """What is wrong with a statement (``text`` is its canonical JSON), measured against the page of its report."""
    start, end, quote = body["start"], body["end"], body["quote"]
    here = page[start:end]
    if body["report"] != report:
        yield f"it names report {body['report']!r}"
    if here != quote:
        yield f"at {start}:{end} the text says {here[:60]!r}, not {quote[:60]!r}"
    if identity(text, body["id"]) != body["id"]:
        yield "its id is not the hash of what it says"
    cue = body["cue"]
    if cue is not None and page[cue["start"] : cue["end"]] != cue["text"]:
        yield f"its cue {cue['text']!r} is not at {cue['start']}:{cue['end']}"
    for noun, first, last in _spans(body):
        if not 0 <= first < last <= len(page):
            yield f"its {noun} stands at {first}:{last}, outside the text"


def identity(text: str, id: str) -> str:
    """What ``sayso.statement_id`` gives for a statement whose canonical JSON is ``text`` and whose id is ``id``."""
    # Inside a string every quotation mark is escaped, so these characters are nowhere but where the id stands.
    bare = text.replace(f'"id":"{id}","negated":', '"negated":', 1)
    return sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def in_contract(body: Body) -> bool:
    """False for a statement with a key or value that no statement has."""
    claim, voice = body["claim"], body["voice"]
    return (
        body.keys() <= _STATEMENT
        and claim.keys() <= _CLAIM
        and body["stance"] in STANCES
        and body["time"] in TIMES
        and voice["kind"] in VOICE_KINDS
        and (claim["what"] is None or claim["what"] in CATEGORIES)
        and -3 <= body["firmness"] <= 3
    )


def _spans(body: Body) -> Iterator[tuple[str, int, int]]:
    claim = body["claim"]
    for noun in _PARTS:
        part = claim[noun]
        if part is not None and part.get("start") is not None:
            yield noun, part["start"], part["end"]
    if body["voice"]["start"] is not None:
        yield "voice", body["voice"]["start"], body["voice"]["end"]
    if claim["figures"]:
        for figures in claim["figures"].values():
            for figure in figures:
                if figure.get("start") is not None:
                    yield f"figure {figure['said']!r}", figure["start"], figure["end"]


def spans(statement: Statement) -> Iterator[tuple[str, int, int]]:
    """Every span the statement points at, with what it is; parts that are not said have none."""
    claim = statement.claim
    parts: list[tuple[str, Voice | Span | Party | Where | When | Weapon | Figure | None]] = [
        ("voice", statement.voice), ("cue", statement.cue), ("actor", claim.actor), ("target", claim.target),
        ("recipient", claim.recipient), ("where", claim.where), ("when", claim.when), ("weapon", claim.weapon),
    ]  # fmt: skip
    parts += [(f"figure {figure.said!r}", figure) for figures in claim.figures.values() for figure in figures]
    for noun, part in parts:
        if part is not None and part.start is not None and part.end is not None:
            yield noun, part.start, part.end
