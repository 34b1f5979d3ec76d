"""The verbs of the reading room: read, read_bytes, count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sayso.reading import sources
from sayso.reading.model import MAX_BYTES, Fetched, Offered, Read, Refused, Wishes
from sayso.types import Quarantined, Report


def read(
    inputs: Iterable[str | Path],
    *,
    published: date | None = None,
    outlet: str | None = None,
    id: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_BYTES,
    allow_fetch: bool = True,
    fetcher: Callable[[str], Fetched] | None = None,
) -> Iterator[Read]:
    """One `Read` for every document offered, one at a time and in order; none is lost and none stops the rest.

    Inputs are paths, folders (walked in sorted order), patterns, ``-`` for ``stdin`` and web
    addresses. ``published`` (a date, or a datetime) and ``outlet`` hold for documents that state
    none; ``id`` overrides; ``language`` switches the check for English off. ``max_bytes`` bounds one
    document, or one line of JSON Lines. ``fetcher`` replaces the built-in one. Two documents may
    come out with one id, say from files of one name in two folders; their keys differ.
    """
    wishes = Wishes(published, outlet, id, language)
    if fetcher is None:
        fetcher = partial(_fetch, max_bytes=max_bytes)
    found = sources.offered(inputs, max_bytes=max_bytes, stdin=stdin, fetcher=fetcher if allow_fetch else None)
    yield from _settled(found, wishes)


def read_bytes(
    raw: bytes,
    *,
    source: str,
    published: date | None = None,
    outlet: str | None = None,
    id: str | None = None,
    language: str | None = None,
    url: str | None = None,
    media_type: str | None = None,
    charset: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> list[Read]:
    """The same for bytes in hand: one `Read`, or one per line if they are JSON Lines.

    ``source`` is a file name or address; id and format are taken from it where the bytes leave them
    open. ``media_type`` and ``charset`` are what a server declared.
    """
    name, suffix = sources.name_and_suffix(source)
    document = Offered(sources.show(source), raw, name, suffix, url, media_type, charset)
    wishes = Wishes(published, outlet, id, language)
    if len(raw) > max_bytes:
        refused = Refused("too-big", f"{document.source} is larger than {max_bytes:,} bytes; split it")
        return list(_settled([(document.source, refused)], wishes))
    return list(_settled(sources.split(raw, document, max_bytes), wishes))


def count(inputs: Iterable[str | Path]) -> int | None:
    """How many documents `read` will offer for these inputs, for a progress bar; None with standard input."""
    return sources.count(inputs)


def _fetch(url: str, *, max_bytes: int) -> Fetched:
    from sayso.reading.fetch import fetch

    return fetch(url, max_bytes=max_bytes)


def _settled(found: Iterable[sources.Found], wishes: Wishes) -> Iterator[Read]:
    for each in found:
        if not isinstance(each, Offered):
            source, refused = each
            yield Read(source, None, quarantined=Quarantined(source, refused.reason, refused.detail))
            continue
        try:
            report = _report(each, wishes)
        except Refused as refused:
            yield Read(each.source, each.raw, quarantined=Quarantined(each.source, refused.reason, refused.detail))
        else:
            yield Read(each.source, each.raw, report=report)


def _report(document: Offered, wishes: Wishes) -> Report:
    from sayso.reading import formats, settle

    return settle.report(formats.draft(document), document, wishes)
