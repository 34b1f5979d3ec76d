"""One document to one draft: the formats that are read, and how a document finds its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from sayso.reading import detect, encoding, frontmatter, html, jsonl, markdown, pdf, text
from sayso.reading.clean import characters
from sayso.reading.model import Draft, Facts, Offered

TEXT_FORMATS: Final[Mapping[str, Callable[[str], Draft]]] = {
    "html": html.read,
    "markdown": markdown.read,
    "text": text.read,
}
"""Format → reader of decoded text, without front matter."""
BYTE_FORMATS: Final[Mapping[str, Callable[[bytes], Draft]]] = {"jsonl": jsonl.read, "pdf": pdf.read}
"""Format → reader of bytes; ``jsonl`` reads one record."""


def draft(document: Offered) -> Draft:
    """What the document says. Raises `Refused` when it is none of the formats read, or broken."""
    if document.record:
        return BYTE_FORMATS["jsonl"](document.raw)
    if detect.container(document.raw) == "pdf":
        return BYTE_FORMATS["pdf"](document.raw)
    decoded = encoding.decode(document.raw, document.charset or encoding.declared_charset(document.raw))
    whole, notes = characters(decoded.text)
    header, body = frontmatter.split(whole)
    form = detect.text_format(body, document.suffix, document.media_type)
    found = TEXT_FORMATS[form](body)
    facts = (header or Facts()).over(found.facts)
    return replace(found, facts=replace(facts, notes=tuple(dict.fromkeys(decoded.notes + notes + facts.notes))))
