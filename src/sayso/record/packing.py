"""How the text of an entry lies in the log: deflated, with what most entries have in common given beforehand.

What is hashed is the text, never the packed bytes, so a later way of packing changes no hash. The first
byte says which way it was; ways are added, never changed.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files
from typing import Final

from sayso.record.errors import RecordError

_DEFLATED: Final = b"\x01"
_LONG: Final = 4000
"""From here on a bigger window finds more than it costs to set up."""


def pack(text: str) -> bytes:
    """The text of an entry as the log keeps it."""
    raw = text.encode("utf-8")
    shape = _long() if len(raw) > _LONG else _short()
    deflate = shape.copy()
    return _DEFLATED + deflate.compress(raw) + deflate.flush()


def unpack(packed: bytes) -> str:
    """The text that ``pack`` was given. Raises RecordError when the bytes are damaged."""
    if packed[:1] != _DEFLATED:
        raise RecordError(f"packed in a way this version does not know ({packed[:1].hex() or 'empty'}); restore a copy")
    try:
        return zlib.decompressobj(-15, zdict=_shared()).decompress(packed[1:]).decode("utf-8")
    except (zlib.error, UnicodeDecodeError) as error:
        raise RecordError(f"its bytes are damaged ({error}); restore the case from a copy") from error


@cache
def _shared() -> bytes:
    return files("sayso.record").joinpath("data/entries-1.txt").read_bytes()


@cache
def _short() -> zlib._Compress:
    # A small window and table: most of the time would go into clearing larger ones.
    return zlib.compressobj(6, zlib.DEFLATED, -13, 5, zlib.Z_DEFAULT_STRATEGY, zdict=_shared())


@cache
def _long() -> zlib._Compress:
    return zlib.compressobj(6, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, zdict=_shared())
