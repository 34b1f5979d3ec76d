"""Bytes to characters, or a refusal: never a text in the wrong letters.

Byte order mark, then strict UTF-8, then what the document declares, then Western and Cyrillic code
pages, then what charset-normalizer makes of it. Anything without a byte order mark that is not
UTF-8 must also be believable: see ``believable.py``.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sayso.reading.believable import believable
from sayso.reading.model import Refused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # UTF-32 before UTF-16: its mark begins with the other's
_WEB_NAMES: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""What the web means by these names, as in the WHATWG Encoding Standard."""
_TEXT_CODECS: Final = re.compile(
    r"utf-(8|16|32)(-[lb]e)?|cp(125\d|874|866|932|949|950)|iso8859-\d+|koi8-[ru]|mac-(roman|cyrillic)"
    r"|gb18030|big5|shift_jis|euc_(jp|kr)|iso2022_(jp|kr)|tis-620"
)
_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,100}?encoding=["']([\w.:-]{2,40})""",
    re.I,
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TWICE: Final = re.compile("â€[™œ˜“”¦\x9d\u2122\u0153\u02dc\u201c\u201d\u00a6]")
_FOREIGN_SHARE: Final = 0.15
"""Above this share of non-ASCII letters a text is not English in a Western code page."""
_COHERENT: Final = 0.5
"""What charset-normalizer must score for its guess to be looked at."""


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def declared_charset(raw: bytes) -> str | None:
    """The encoding an HTML or XML document claims for itself in its first 4096 bytes, None if it does not."""
    found = _DECLARED.search(raw[:4096])
    return (found[1] or found[2]).decode("ascii") if found else None


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of these bytes; ``declared`` is what the document or server claims, tried after UTF-8.

    Raises `Refused` with ``binary`` when they are no text at all and ``encoding`` when no encoding
    gives a believable one.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], name)
    wide = _unmarked_utf16(raw)
    if wide:
        return wide
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, declared, error)
    if len(_CONTROLS.findall(text)) > len(text) // 10:
        raise Refused("binary", "the bytes are mostly control characters; this is not a text document")
    return _once(text)


def _marked(raw: bytes, name: str) -> Decoded:
    try:
        return Decoded(raw.decode(name), name)
    except UnicodeDecodeError as error:
        message = f"starts with the byte order mark of {name} but byte {error.start} does not fit; convert it to UTF-8"
        raise Refused("encoding", message) from error


def _unmarked_utf16(raw: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: mostly Latin text, so every other byte is NUL."""
    sample = raw[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    name = "utf-16-le" if odd > 0.5 and even < 0.05 else "utf-16-be" if even > 0.5 and odd < 0.05 else None
    if name is None:
        return None
    return _marked(raw, name)


def _once(text: str) -> Decoded:
    """UTF-8 text, with UTF-8 that was taken for Windows-1252 and encoded again put right."""
    if _TWICE.search(text):
        try:
            repaired = _cp1252_bytes(text).decode("utf-8")
        except UnicodeError:
            return Decoded(text, "utf-8", ("contains garbled characters (encoded twice in part)",))
        return Decoded(repaired, "utf-8", ("repaired: the text had been encoded twice",))
    return Decoded(text, "utf-8")


def _cp1252_bytes(text: str) -> bytes:
    # The five bytes Windows-1252 leaves undefined pass through as themselves, as browsers do.
    return b"".join(bytes([ord(ch)]) if "\x80" <= ch <= "\x9f" else ch.encode("cp1252") for ch in text)


def _not_utf8(raw: bytes, declared: str | None, error: UnicodeDecodeError) -> Decoded:
    if error.reason == "unexpected end of data" and error.start >= len(raw) - 3 and error.start > 0:
        text = raw[: error.start].decode("utf-8")
        if not text.isascii() or len(raw) - error.start > 1:  # else a lone byte at the end proves nothing
            return Decoded(text + "\ufffd", "utf-8", ("the last character was cut in half",))
    if len(_CONTROLS.findall(raw.decode("latin-1"))) > len(raw) // 50:
        raise Refused("binary", "the bytes are neither UTF-8 nor text in an older encoding; this is not a text document")
    if _has_utf8_letters(raw):
        raise Refused(
            "encoding",
            f"most of it is UTF-8 but byte {error.start} is not; re-save it in one encoding, UTF-8 for preference",
        )
    for name, named in _candidates(raw, declared):
        try:
            text = raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if believable(text, name, named=named):
            return Decoded(text, name, (f"decoded from {name}",))
    raise Refused(
        "encoding",
        f"byte {error.start} is not UTF-8 and nothing else gives believable text; convert it: iconv -f OLD -t UTF-8",
    )


def _has_utf8_letters(raw: bytes) -> bool:
    """True when two or more characters could only have been written as UTF-8 beside the bytes that were not."""
    return (
        len(
            re.findall(
                rb"(?<![\x80-\xff])(?:[\xc3-\xdf][\x80-\xbf]|\xe2\x80[\x90-\xbf]|\xc2[\xa0-\xbf])(?![\x80-\xff])",
                raw,
            )
        )
        >= 2
    )


def _candidates(raw: bytes, declared: str | None) -> Iterator[tuple[str, bool]]:
    """Encodings to try and whether the document itself names them, most likely first."""
    if declared:
        try:
            name = codecs.lookup(declared).name
        except LookupError:
            name = ""
        name = _WEB_NAMES.get(name, name)
        if _TEXT_CODECS.fullmatch(name) and not name.startswith("utf"):
            yield name, True
    foreign = len(re.findall(rb"[\xc0-\xff]", raw))
    letters = len(re.findall(rb"[A-Za-z\xc0-\xff]", raw)) or 1
    western, cyrillic = ("cp1252", "mac-roman"), ("cp1251", "koi8-r", "iso8859-5")
    few = foreign / letters <= _FOREIGN_SHARE
    for name in western + cyrillic if few else cyrillic:
        yield name, False
    if few:
        return  # too little to tell Central European and Turkish code pages apart
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    if best is not None and best.coherence >= _COHERENT:
        yield best.encoding, False
