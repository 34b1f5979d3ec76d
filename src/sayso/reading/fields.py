"""The names documents use for what they say about themselves, shared by front matter and JSON Lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sayso.reading import dates
from sayso.reading.clean import one_line
from sayso.reading.model import Dated, Facts, Refused

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id",),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "site_name", "site"),
    "author": ("author", "authors", "byline", "by", "creator"),
    "url": ("url", "link", "canonical", "permalink"),
    "language": ("language", "lang"),
}
"""Fact → the keys that state it, the first one present counts."""
_DATE_NAMES: Final = (
    "published_at",
    "published",
    "datepublished",
    "publication_date",
    "publish_date",
    "pubdate",
    "date",
)
_NOTE_NAMES: Final = ("note", "notes", "summarises", "summarizes")
_NOTHING: Final = ("", "null", "~", "none")


def facts(said: Mapping[str, object], reason: str, where: str) -> Facts:
    """The facts stated in a flat mapping; keys nobody knows are left alone.

    Raises `Refused` with ``reason`` when a known key holds the wrong kind of value and ``undated``
    when a date is stated that cannot be read, because silently dropping it would lose it.
    """
    known = {str(key).strip().lower().replace("-", "_").replace(" ", "_"): value for key, value in said.items()}
    found: dict[str, str | None] = {}
    for fact, names in _NAMES.items():
        name = next((name for name in names if _present(known.get(name))), None)
        found[fact] = None if name is None else _line(known[name], name, reason, many=fact == "author")
    if found["outlet"] and found["outlet"].startswith(("http://", "https://")):
        found["url"], found["outlet"] = found["url"] or found["outlet"], None
    notes = tuple(f"{name}: {_line(known[name], name, reason, many=True)}" for name in _NOTE_NAMES if _present(known.get(name)))
    language = found["language"].lower()[:2] if found["language"] else None
    return Facts(
        id=found["id"], title=found["title"], author=found["author"], outlet=found["outlet"], url=found["url"],
        language=language, dates=_dates(known, where), notes=notes,
    )  # fmt: skip


def _present(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and value.strip().lower() in _NOTHING) and value != []


def _line(value: object, name: str, reason: str, *, many: bool) -> str:
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return one_line(str(value), most=2000)
    if many and isinstance(value, list | tuple):
        return ", ".join(_line(_name_in(each), name, reason, many=False) for each in value)
    if many and isinstance(value, dict):
        return _line(_name_in(value), name, reason, many=False)
    raise Refused(reason, f'{name} must be a piece of text, not {_kind(value)}; write it as {name}: "…"')


def _name_in(value: object) -> object:
    return value.get("name") if isinstance(value, dict) else value


def _dates(known: Mapping[str, object], where: str) -> tuple[Dated, ...]:
    found = []
    for name in _DATE_NAMES:
        value = known.get(name)
        if not _present(value):
            continue
        dated = dates.parse(value, where) if isinstance(value, str) else None
        if dated is None:
            said = f"'{one_line(value, most=60)}'" if isinstance(value, str) else _kind(value)
            raise Refused("undated", f"{name} is {said}, which is not one full date; write it like 2020-03-13")
        found.append(dated)
    return tuple(found)


def _kind(value: object) -> str:
    kinds = {
        dict: "a mapping",
        list: "a list",
        tuple: "a list",
        bool: "true or false",
        float: "a number with a point",
        int: "a number",
    }
    return kinds.get(type(value), "nothing")
