"""What things are fought with: every kind of weapon the press names, as ``data/weapons.jsonl`` lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from sayso.knowledge.rows import Row, one_of, read_rows

CATEGORIES: Final = (
    "battle-tanks", "armoured-vehicles", "artillery", "combat-aircraft", "attack-helicopters", "warships", "missiles",
    "small-arms",
)  # fmt: skip
"""The seven categories of the UN Register of Conventional Arms, and small arms; the rest is ``other:<kind>``."""

MODES: Final = (
    "rocket", "missile", "aerial", "drone", "explosives", "suicide-attack", "firearms", "heavy-weapons", "naval",
    "primitive", "unconventional", "crowd-control",
)  # fmt: skip
"""The ASSAULT modes a weapon can imply."""

_REQUIRED: Final = {"id": str, "name": str, "aliases": list, "category": str, "class": str, "source": str}
_OPTIONAL: Final = {"maker": str, "mode": str, "cased": list, "generic": bool}
_PIECE: Final = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class WeaponKind:
    """One kind of weapon. ``kind`` is the ``class`` of the data file (``ballistic-missile``, ``drone-boat``).

    ``maker`` is the state whose industry makes it (ISO 3166-1 alpha-3), None when several do or it is not certain;
    ``mode`` the ASSAULT mode its use implies, None when that depends. ``forms`` are the aliases and their
    plurals in lower case. ``cased`` aliases count only when written exactly so: "Grad", never "grad".
    ``generic`` kinds are words for a whole class ("missile"), which a named model beside them overrides.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    forms: tuple[str, ...]
    cased: tuple[str, ...]
    category: str
    kind: str
    maker: str | None
    mode: str | None
    generic: bool
    source: str


@cache
def weapons() -> Mapping[str, WeaponKind]:
    """Every kind by id. Raises KnowledgeError when the data file says something its format does not allow."""
    found: dict[str, WeaponKind] = {}
    owners: dict[tuple[str, ...], str] = {}
    for row in read_rows("weapons.jsonl", _REQUIRED, _OPTIONAL):
        kind = _kind(row)
        for alias in kind.aliases:
            owner = owners.setdefault(_key(alias), kind.id)
            if owner != kind.id:
                raise row.fail(f"{alias!r} is already a form of {owner}; a form belongs to one kind")
        found[kind.id] = kind
    return MappingProxyType(found)


@cache
def surface_forms() -> Mapping[str, str]:
    """Every form in lower case, plurals included, to the id of its kind."""
    return MappingProxyType({form: kind.id for kind in weapons().values() for form in kind.forms})


def find(phrase: str) -> WeaponKind | None:
    """The kind of weapon a phrase names, None if it names none.

    A named model beats a word for a whole class ("Fateh-110 ballistic missiles" is the Fateh-110); of two equals
    the longer form wins, then the one that stands first. Hyphens and blanks inside a name do not matter.
    """
    pieces = _PIECE.findall(phrase)
    lowered = [piece.lower() for piece in pieces]
    best: tuple[bool, int, int] | None = None
    winner: WeaponKind | None = None
    for start, end in _slices(len(pieces)):
        for kind, exact in _by_key().get(tuple(lowered[start:end]), ()):
            rank = (not kind.generic, end - start, -start)
            if (exact is None or exact == tuple(pieces[start:end])) and (best is None or rank > best):
                best, winner = rank, kind
    return winner


def _slices(length: int) -> Iterator[tuple[int, int]]:
    for start in range(length):
        for end in range(start + 1, min(start + _longest(), length) + 1):
            yield start, end


@cache
def _longest() -> int:
    return max(map(len, _by_key()))


@cache
def _by_key() -> Mapping[tuple[str, ...], tuple[tuple[WeaponKind, tuple[str, ...] | None], ...]]:
    """Lower-case pieces of a form → its kind, with the exact pieces where the case matters."""
    table: dict[tuple[str, ...], tuple[tuple[WeaponKind, tuple[str, ...] | None], ...]] = {}
    for kind in weapons().values():
        for alias in kind.aliases:
            for form in _with_plural(alias):
                exact = tuple(_PIECE.findall(form)) if alias in kind.cased else None
                table[_key(form)] = (*table.get(_key(form), ()), (kind, exact))
    return table


def _kind(row: Row) -> WeaponKind:
    category, mode, aliases = row["category"], row["mode"], row.texts("aliases")
    if category not in CATEGORIES and not category.startswith("other:"):
        raise row.fail(f"category {category!r}; {one_of(category, (*CATEGORIES, 'other:<kind>'))}")
    if mode is not None and mode not in MODES:
        raise row.fail(f"mode {mode!r}; {one_of(mode, MODES)}")
    if not aliases or any(not _key(alias) for alias in aliases):
        raise row.fail("aliases must hold at least one form, each with a letter or digit")
    for form in row.texts("cased"):
        if form not in aliases:
            raise row.fail(f"cased form {form!r} is not among the aliases; {one_of(form, aliases)}")
    forms = dict.fromkeys(form.lower() for alias in aliases for form in _with_plural(alias))
    return WeaponKind(
        row["id"], row["name"], aliases, tuple(forms), row.texts("cased"), category, row["class"], row["maker"], mode,
        bool(row["generic"]), row["source"],
    )  # fmt: skip


def _key(form: str) -> tuple[str, ...]:
    return tuple(piece.lower() for piece in _PIECE.findall(form))


def _with_plural(alias: str) -> tuple[str, ...]:
    """The form and its regular plural; a form that ends in s is taken to be plural, or never to change."""
    if alias.endswith(("s", ".")):
        return (alias,)
    if re.search(r"[^aeiou]y$", alias):
        return (alias, alias[:-1] + "ies")
    return (alias, alias + ("es" if alias.endswith(("x", "ch", "sh")) else "s"))
