"""Names of known things in a text: actors, peoples, persons in office, outlets. Longest match wins; nothing is parsed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from sayso.knowledge import actors as known_actors
from sayso.knowledge.forms import spellings
from sayso.knowledge.officials import Official, officials
from sayso.knowledge.outlets import outlets

if TYPE_CHECKING:
    from spacy.tokens import Doc

PREFIX = 2
"""Forms are filed under their first characters, so that most tokens are dismissed after one look."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name at tokens ``first``…``last`` (inclusive). ``kind``: actor, adjective, people, person, outlet or weak."""

    first: int
    last: int
    kind: str
    ids: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class FormIndex:
    """Every written form, with what it can mean, and how long forms under a prefix get."""

    meanings: Mapping[str, tuple[tuple[str, str], ...]]
    longest: Mapping[str, int]


def _index(entries: Iterable[tuple[str, str, str]], upper: bool) -> FormIndex:
    meanings: dict[str, dict[tuple[str, str], None]] = {}
    for form, kind, id_ in entries:
        if upper and len(form) < 4 and not form.isupper():
            continue
        meanings.setdefault(form.upper() if upper else form, {})[(kind, id_)] = None
    longest: dict[str, int] = {}
    for form in meanings:
        longest[form[:PREFIX]] = max(longest.get(form[:PREFIX], 0), len(form))
    return FormIndex({form: tuple(found) for form, found in meanings.items()}, longest)


def _entries() -> Iterable[tuple[str, str, str]]:
    tables = (
        ("actor", known_actors.surface_forms()),
        ("adjective", known_actors.adjectives()),
        ("people", known_actors.peoples()),
        ("weak", known_actors.weak_forms()),
    )
    for kind, table in tables:
        for form, ids in table.items():
            for id_ in ids:
                yield form, kind, id_
    for official in officials():
        for form in (official.name, *official.aliases):
            for spelling in spellings(form):
                yield spelling, "person", official.id
    for outlet in outlets().values():
        for form in (outlet.name, *outlet.aliases):
            yield form, "outlet", outlet.id


@cache
def index(upper: bool = False) -> FormIndex:
    """The index of all forms; ``upper`` for text printed in capitals."""
    return _index(_entries(), upper)


@cache
def offices() -> Mapping[str, tuple[Official, ...]]:
    """Person id → every office the person held."""
    held: dict[str, list[Official]] = {}
    for official in officials():
        held.setdefault(official.id, []).append(official)
    return {id_: tuple(rows) for id_, rows in held.items()}


def office_on(person: str, day: date) -> Official | None:
    """The office a person held on a day: of several the one taken last, else the one that ended last before it.

    None when the day lies years before the first known office: then the name is likely somebody else's.
    """
    rows = offices()[person]
    active = [row for row in rows if row.active_on(day)]
    if active:
        return max(active, key=lambda row: row.first or "")
    first = min((row.first for row in rows if row.first is not None), default=None)
    if first is not None and day.year < int(first[:4]) - EARLY:
        return None
    past = [row for row in rows if row.last is not None and row.last[:10] <= day.isoformat()]
    return max(past, key=lambda row: row.last or "") if past else rows[0]


EARLY = 2
"""How many years before a known office a name may still mean that person."""


def find_names(doc: Doc) -> list[Mention]:
    """Known names in the text, left to right, without overlaps; weak forms only where a strong one names the same actor."""
    text = doc.text  # spaCy builds it anew at every access
    capitals = _is_capitals(text)
    forms = index(capitals)
    found: list[Mention] = []
    at, size = 0, len(doc)
    while at < size:
        mention = _longest_at(doc, text, at, forms)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = mention.last + 1
    return _without_weak(found)


def _is_capitals(text: str) -> bool:
    letters = [char for char in text[:2000] if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > 0.9 * len(letters)


def _longest_at(doc: Doc, text: str, at: int, forms: FormIndex) -> Mention | None:
    token = doc[at]
    if not token.text[0].isalnum() and token.text[0] not in "'’‘":
        return None
    begin = token.idx
    limit = forms.longest.get(text[begin : begin + PREFIX], 0)
    best: Mention | None = None
    for last in range(at, len(doc)):
        other = doc[last]
        end = other.idx + len(other)
        if end - begin > limit:
            break
        if other.is_space:
            continue
        said = text[begin:end]
        meanings = forms.meanings.get(said) or forms.meanings.get(" ".join(said.split()))
        if meanings and _whole(doc, at, last):
            best = _mention(at, last, said, meanings)
    return best


def _whole(doc: Doc, first: int, last: int) -> bool:
    """False when the match is a piece of a hyphenated or dotted word that means something else ("Iran" in "Iran-Contra")."""
    after = doc[last + 1] if last + 1 < len(doc) else None
    if after is not None and after.text in ("-", "–") and not doc[last].whitespace_ and not after.whitespace_:
        following = doc[last + 2].lower_ if last + 2 < len(doc) else ""
        return following in DEPENDENT or (last + 2 < len(doc) and doc[last + 2].text[:1].isupper())
    return True


DEPENDENT = frozenset(
    {
        "backed", "linked", "aligned", "sponsored", "allied", "made", "led", "trained", "supported", "funded", "supplied",
        "affiliated", "controlled", "run", "based", "inspired", "owned", "armed", "friendly", "held", "occupied",
        "administered", "flagged", "born", "designed", "built", "produced", "manufactured", "origin", "style", "era", "type",
        "proxy", "sympathetic", "loyal", "tied", "connected", "oriented", "dominated", "equipped", "brokered", "mediated",
    }
)  # fmt: skip
"""What may follow a name and a hyphen: the name is then a patron, maker or owner, not who acts."""


def _mention(first: int, last: int, said: str, meanings: tuple[tuple[str, str], ...]) -> Mention:
    order = ("actor", "person", "people", "adjective", "outlet", "weak")
    kind = min((kind for kind, _ in meanings), key=order.index)
    return Mention(first, last, kind, tuple(id_ for each, id_ in meanings if each == kind), said)


def _without_weak(found: list[Mention]) -> list[Mention]:
    named = {id_ for mention in found if mention.kind == "actor" for id_ in mention.ids}
    kept = []
    for mention in found:
        if mention.kind != "weak":
            kept.append(mention)
        elif ids := tuple(id_ for id_ in mention.ids if id_ in named):
            kept.append(Mention(mention.first, mention.last, "actor", ids, mention.text))
    return kept
