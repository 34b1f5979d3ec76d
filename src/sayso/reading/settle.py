"""A draft made a report: day, outlet, id and identity decided, in that order of trust the docstrings give."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import date
from typing import Final

from sayso.reading import dates
from sayso.reading.bylines import heads
from sayso.reading.clean import alike, is_blank, one_line
from sayso.reading.language import require_english
from sayso.reading.model import Dated, Draft, Facts, Offered, Refused, Wishes
from sayso.reading.page import outlet_of
from sayso.types import Report

_STATED: Final = ("front matter", "record")
_KEY_VERSION: Final = 1


def report(draft: Draft, document: Offered, wishes: Wishes) -> Report:
    """The report. Raises `Refused` with ``no-text``, ``undated`` or ``language``."""
    facts = draft.facts
    text = _with_headline(draft)
    if is_blank(text):
        raise Refused("no-text", "there is no readable text in it; give the article as text")
    published, date_notes = _published(facts, text, document, wishes)
    if wishes.language is None and facts.language != "en":
        require_english(text)
    head = heads(text) if draft.format != "jsonl" else Facts()
    outlet = facts.outlet or wishes.outlet or outlet_of(facts.url or document.url) or head.outlet
    sha256 = hashlib.sha256(document.raw).hexdigest()
    return Report(
        id=one_line(wishes.id or facts.id or document.name) or "report",
        key=key_of(outlet, sha256),
        text=text,
        published=published.day,
        outlet=one_line(outlet) if outlet else None,
        title=facts.title,
        author=facts.author or head.author,
        url=facts.url or document.url,
        published_at=published.at,
        language=(wishes.language or facts.language or "en").lower(),
        format=draft.format,
        sha256=sha256,
        notes=tuple(dict.fromkeys(facts.notes + date_notes + _ignored(facts, wishes))),
    )


def key_of(outlet: str | None, sha256: str) -> str:
    """The identity of a report: a hash over who published it and the hash of its bytes.

    The path it was read from does not count, so the same file found again anywhere is the same
    report; the same wire copy from two outlets is two. JSON keeps the parts from running together.
    """
    source = unicodedata.normalize("NFC", " ".join(outlet.split())).casefold() if outlet else None
    canonical = json.dumps(["report", _KEY_VERSION, source, sha256], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _with_headline(draft: Draft) -> str:
    """The text with the title on top, unless one of the first three lines already is the title."""
    title = draft.facts.title
    if not draft.headline or not title:
        return draft.text
    first = [line for line in draft.text[:2000].split("\n") if line.strip()][:3]
    return draft.text if any(alike(line, title) for line in first) else f"{title}\n\n{draft.text}"


def _published(facts: Facts, text: str, document: Offered, wishes: Wishes) -> tuple[Dated, tuple[str, ...]]:
    """The day of publication and notes on where it comes from.

    In this order: stated by the document, given by the caller, in the address, visible in the text.
    """
    if facts.dates:
        first = facts.dates[0]
        notes = () if first.where in _STATED else (f"date from {first.where}",)
        return _sharpest(facts.dates), notes + _disagreement(facts, first)
    if wishes.published is not None:
        return dates.given(wishes.published), ("date given by caller",)
    found = dates.from_url(facts.url or document.url) or _visible(facts, text)
    if found:
        return found, (f"date from {found.where}",)
    also = f" ({facts.other_dates[0]}, which is not the same thing)" if facts.other_dates else ""
    raise Refused("undated", f"no publication date is stated{also}; give one: --published 2020-03-13")


def _sharpest(stated: tuple[Dated, ...]) -> Dated:
    """The first date; if it lacks the time of day, the first that has one on the same day."""
    return next((each for each in stated if each.at and each.day == stated[0].day), stated[0])


def _disagreement(facts: Facts, first: Dated) -> tuple[str, ...]:
    other = next((each for each in facts.dates[1:] if abs((each.day - first.day).days) > 1), None)
    return (f"{other.where} says {other.day} instead",) if other else ()


def _visible(facts: Facts, text: str) -> Dated | None:
    if facts.visible_dates:
        return facts.visible_dates[0] if len({each.day for each in facts.visible_dates}) == 1 else None
    return dates.dateline(text)


def _ignored(facts: Facts, wishes: Wishes) -> tuple[str, ...]:
    """Notes on what the caller said that the document contradicts: the document's own word stands."""
    notes = []
    wished = wishes.published
    if wished is not None and facts.dates and dates.given(wished).day != facts.dates[0].day:
        notes.append(f"the document's own date stands, not the {_plain_day(wished)} given")
    if wishes.outlet and facts.outlet and not alike(wishes.outlet, facts.outlet):
        notes.append(f"the document's own outlet stands, not {one_line(wishes.outlet, 80)}")
    return tuple(notes)


def _plain_day(value: date) -> str:
    return dates.given(value).day.isoformat()
