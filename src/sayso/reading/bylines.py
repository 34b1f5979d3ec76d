"""Author and outlet as printed at the head of a text: the last resort where nothing else names them."""

from __future__ import annotations

import re
from typing import Final

from sayso.reading.model import Facts

_NAME: Final = r"[A-Z][\w'’-]*\.?(?:[ -](?:(?:al|bin|ibn|de|da|del|der|van|von|el)[ -])?[A-Z][\w'’-]*\.?){1,4}"
_BYLINE: Final = re.compile(rf"By:?\s+(?P<who>{_NAME}(?:(?:, {_NAME}){{0,4}},? and {_NAME})?)(?P<rest>$|\s*[,|·•–—(].*)")
_OUTLET: Final = re.compile(r"\s*,\s*(?P<outlet>[A-Z][\w.'’& -]{1,60})\s*$")
_PLACE: Final = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}(?:[,/] ?[A-Z][\w.'’ -]{1,40}){0,2}"
_WIRE: Final = re.compile(
    rf"{_PLACE}(?:, [A-Z][a-z]+\.? \d{{1,2}}(?:, \d{{4}})?)? ?\((?P<outlet>[A-Z][\w.&/ -]{{1,30}})\) ?(?:–|—|--?)\s"
)


def heads(text: str, lines: int = 8) -> Facts:
    """The author in a line ``By Ann Lee, The Post`` and the outlet named there or in a wire's ``KARSK (AFP) —``."""
    author = outlet = None
    for line in [line.strip() for line in text[:4000].split("\n") if line.strip()][:lines]:
        byline = _BYLINE.fullmatch(line) if len(line) <= 160 else None
        if byline and author is None:
            author = byline["who"]
            named = _OUTLET.fullmatch(byline["rest"])
            outlet = outlet or (named["outlet"] if named else None)
        wire = _WIRE.match(line[:160])
        if wire:
            outlet = outlet or wire["outlet"]
    return Facts(author=author, outlet=outlet)
