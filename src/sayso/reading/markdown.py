"""Markdown reduced to the text it would show: no markup, no link targets, no alternative texts of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sayso.reading import text as plain
from sayso.reading import visible
from sayso.reading.clean import clean, one_line
from sayso.reading.model import Draft, Facts

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CODE: Final = ("fence", "code_block")
_LISTS: Final = ("bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close")
_MOST: Final = 150_000
"""Characters above which a document is not parsed: hostile markup costs the parser 10 µs a character."""


def read(text: str) -> Draft:
    """The draft of a Markdown document; its title is the first heading. Paragraphs are divided by blank lines.

    Raw HTML inside shows only what a browser would. Above 150,000 characters the source is
    read as plain text, and a note says so.
    """
    if len(text) > _MOST:
        draft = plain.read(text)
        return Draft(
            draft.text,
            "markdown",
            Facts(notes=(*draft.facts.notes, "too long for Markdown; read as plain text")),
            headline=True,
        )
    tokens = _parser().parse(text)
    title = _title(tokens)
    if _has_html(tokens):
        shown = visible.blocks(_parser().renderer.render(tokens, _parser().options, {}).encode("utf-8"))
        body = "\n\n".join(block.text for block in shown)
    else:
        body = "".join(_pieces(tokens))
    final, notes = clean(body)
    return Draft(final, "markdown", Facts(title=title, notes=notes), headline=True)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _has_html(tokens: Sequence[Token]) -> bool:
    return any(token.type in ("html_block", "html_inline") or _has_html(token.children or ()) for token in tokens)


def _title(tokens: Sequence[Token]) -> str | None:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag in ("h1", "h2"):
            return one_line(_inline(inline)) or None
        if opening.type == "paragraph_open":
            return None  # a heading further down is a section's, not the document's
    return None


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    """Text and the gaps between: a blank line between blocks, a line end in tight lists, a bar between cells."""
    gap, lists, tight = "", 0, False
    for token in tokens:
        content = _inline(token) if token.type == "inline" else token.content if token.type in _CODE else ""
        if content.strip():
            yield gap if token.type == "inline" else (gap and "\n\n")
            yield content.strip("\n")
            gap = "\n\n"
        if token.type == "paragraph_open":
            tight = token.hidden
        elif token.type in _LISTS:
            lists += token.nesting
        if gap and lists and tight and (token.type in _LISTS or token.type == "list_item_close"):
            gap = "\n"
        elif gap and token.type in ("th_close", "td_close"):
            gap = " | "
        elif gap and token.type in ("tr_close", "thead_close"):
            gap = "\n"
        elif gap and token.type in (*_LISTS, "table_close"):
            gap = "\n\n"


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
    return "".join(parts)
