"""What kind of document these bytes are: by content first, then by suffix and declared type."""

from __future__ import annotations

import json
import re
from typing import Final

from sayso.reading.model import Refused

_MAGIC: Final = (
    (b"\x1f\x8b", "archive", "gzip file"),
    (b"BZh91AY&SY", "archive", "bzip2 file"),
    (b"\xfd7zXZ\x00", "archive", "xz file"),
    (b"\x28\xb5\x2f\xfd", "archive", "Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "archive", "7-Zip archive"),
    (b"Rar!\x1a\x07", "archive", "RAR archive"),
    (b"WARC/", "archive", "web archive (WARC)"),
    (b"PK\x05\x06", "archive", "ZIP archive"),
    (b"\x89PNG\r\n\x1a\n", "format", "PNG picture"),
    (b"\xff\xd8\xff", "format", "JPEG picture"),
    (b"GIF87a", "format", "GIF picture"),
    (b"GIF89a", "format", "GIF picture"),
    (b"II*\x00", "format", "TIFF picture"),
    (b"MM\x00*", "format", "TIFF picture"),
    (b"SQLite format 3\x00", "format", "SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "format", "old Microsoft Office document"),
    (b"{\\rtf", "format", "RTF document"),
    (b"%!PS", "format", "PostScript document"),
    (b"\x7fELF", "format", "program"),
    (b"ID3\x03", "format", "sound recording"),
    (b"ID3\x04", "format", "sound recording"),
    (b"OggS", "format", "sound recording"),
)
_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML: Final = re.compile(r"\s*<(?:\?xml|!DOCTYPE|rss|feed|rdf:RDF|newsML|nitf)\b", re.I)
_TAGS: Final = re.compile(r"</(?:p|div|article|h1|body|section|span|main)\s*>", re.I)
_MAIL: Final = re.compile(r"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}MIME-Version:", re.I)
_BY_SUFFIX: Final = {
    "txt": "text", "text": "text", "md": "markdown", "markdown": "markdown", "mkd": "markdown",
    "html": "html", "htm": "html", "xhtml": "html", "shtml": "html",
}  # fmt: skip
_BY_TYPE: Final = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/plain": "text",
}
_UNREAD: Final = frozenset((
    "csv", "tsv", "xml", "rss", "atom", "css", "js", "mjs", "ts", "py", "yml", "yaml", "toml", "ini", "cfg",
    "sh", "sql", "tex", "bib", "svg", "geojson", "ics", "vcf", "eml", "mht", "mhtml", "rtf", "srt", "vtt",
))  # fmt: skip
_JSON: Final = re.compile(rb'\{\s*"|\[\s*\{\s*"')
RECORD_SUFFIXES: Final = frozenset({"jsonl", "ndjson"})


def container(raw: bytes) -> str:
    """``pdf`` or ``text``. Raises `Refused` for nothing at all, archives, pictures and other things not read."""
    if not raw.strip():
        raise Refused("empty", "there is nothing in it" if not raw else "there is only white space in it")
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        office = b"[Content_Types].xml" in raw[:4096] or b"mimetypeapplication/" in raw[:200]
        if office:
            raise Refused("format", "this is an office document or e-book; save it as PDF, HTML or text")
        raise Refused("archive", "this is a ZIP archive; unpack it and offer what is inside")
    for magic, reason, name in _MAGIC:
        if raw.startswith(magic):
            todo = "unpack it and offer what is inside" if reason == "archive" else "save the text in it as text, HTML or PDF"
            raise Refused(reason, f"this is a {name}; {todo}")
    return "text"


def text_format(text: str, suffix: str = "", media_type: str | None = None) -> str:
    """``text``, ``markdown`` or ``html`` for decoded text without its front matter.

    A page is a page whatever its suffix. Raises `Refused` for XML, mail and data files, which are not read.
    """
    head = text[:4096]
    if _HTML.match(head):
        return "html"
    if _XML.match(head):
        if "<!ENTITY" in text[:65536]:
            raise Refused(
                "xml-entity",
                "this is XML that defines entities; it was not expanded. Offer the article as HTML or text",
            )
        raise Refused(
            "format",
            "this is XML (a feed or data file), which is not read; offer the articles as HTML or text",
        )
    if suffix in _UNREAD:
        raise Refused("format", f"files of type .{suffix} are not read; offer text, Markdown, HTML, PDF or JSON Lines")
    if _MAIL.match(head):
        raise Refused("format", "this is a mail or web archive message; save its text as text or HTML")
    known = _BY_SUFFIX.get(suffix) or _BY_TYPE.get(media_type or "")
    if known:
        return known
    return "html" if len(_TAGS.findall(head)) >= 2 else "text"


def json_shape(head: bytes, suffix: str = "", media_type: str | None = None) -> str | None:
    """``lines`` when bytes that begin like this are JSON Lines, ``one`` for a single JSON value, else None."""
    if suffix in RECORD_SUFFIXES or media_type in ("application/jsonl", "application/x-ndjson"):
        return "lines"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in _BY_SUFFIX or not _JSON.match(start):
        return "one" if suffix == "json" or media_type == "application/json" else None
    first, end, rest = start.partition(b"\n")
    if not end or (suffix == "json" and not rest.strip()):
        return "one" if suffix == "json" or media_type == "application/json" or start.startswith(b"[") else "lines"
    try:
        return "lines" if isinstance(json.loads(first), dict) else "one"
    except (ValueError, RecursionError):
        return "lines" if first.rstrip().endswith(b"}") else "one"
