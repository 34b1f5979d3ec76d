"""JSON Lines: one report per line, as ``{"id": …, "published": …, "outlet": …, "title": …, "text": …}``.

The text of such a record is taken as it stands (cleaned, but without the title on top), so that
offsets computed against the record hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from sayso.reading.clean import clean
from sayso.reading.fields import facts
from sayso.reading.model import Draft, Refused

_TEXT_NAMES: Final = ("text", "body", "content")
_CHUNK: Final = 1 << 20


def lines(stream: BinaryIO, most: int, head: bytes = b"") -> Iterator[tuple[int, bytes | None]]:
    """Line number (from 1) and bytes of every line that is not blank; None for one longer than ``most`` bytes.

    ``head`` is what was already taken from the stream. Only one line is held in memory.
    """
    number, held, over, chunk = 1, bytearray(), False, head or stream.read(_CHUNK)
    while chunk:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            over = over or len(held) + len(piece) > most
            line = None if over else bytes(held + piece)
            if line is None or line.strip():
                yield number, line
            held, over, number = bytearray(), False, number + 1
        over = over or len(held) + len(rest) > most
        held = bytearray() if over else held + rest
        chunk = stream.read(_CHUNK)
    if over or held.strip():
        yield number, None if over else bytes(held)


def read(raw: bytes) -> Draft:
    """The draft of one record. Raises `Refused` with ``record`` and what is wrong with it."""
    try:
        said = json.loads(
            raw.decode("utf-8-sig"),
            parse_constant=_no_constant,
            parse_int=_number,
            parse_float=float,
            object_pairs_hook=_no_repeats,
        )
    except UnicodeDecodeError as error:
        raise Refused("encoding", f"byte {error.start} of the line is not UTF-8, which JSON must be; convert the file") from error
    except json.JSONDecodeError as error:
        raise Refused("record", f"not valid JSON at character {error.pos}: {error.msg}; correct or remove the line") from error
    except RecursionError as error:
        raise Refused("record", "nested too deeply; a record is a flat object with a text") from error
    if not isinstance(said, dict):
        raise Refused("record", 'the line is valid JSON but not an object; write {"published": …, "text": …}')
    text = next((said[name] for name in _TEXT_NAMES if said.get(name) is not None), None)
    if not isinstance(text, str):
        raise Refused("record", 'the record has no "text" that is a string; add one')
    final, notes = clean(text)
    stated = facts({key: value for key, value in said.items() if key not in _TEXT_NAMES}, "record", "record")
    return Draft(final, "jsonl", replace(stated, notes=stated.notes + notes))


def _no_constant(name: str) -> float:
    raise Refused("record", f"{name} is not JSON; write null or a number")


def _number(digits: str) -> int:
    if len(digits) > 300:
        raise Refused("record", f"a number of {len(digits)} digits; write it as text")
    return int(digits)


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise Refused("record", f"the name {twice[:60]!r} appears twice; keep one")
    return found
