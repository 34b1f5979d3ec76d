"""HTML: the article on a page, as a person would see it, without navigation, captions of ads or hidden text.

trafilatura finds the article; where a page is too deep or too large for a tree, or it finds
next to nothing, the visible text is taken block by block instead. What is hidden from readers is
removed before either looks.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sayso.reading import dates, page, visible
from sayso.reading.clean import alike, clean
from sayso.reading.model import Dated, Draft, Facts, Refused

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_MOST_ELEMENTS: Final = 40_000
"""Elements above which the article is not looked for, only the visible text taken."""
_DEEPEST: Final = 20_000
_NESTING: Final = re.compile(
    rb"<(/?)(?:div|span|section|article|blockquote|b|i|em|strong|font|a|ul|ol|table|center|main)\b", re.I
)
_MOST_TAGS: Final = 2_000_000
_MOST_ATTRIBUTES: Final = 500
_BIG_TAG: Final = re.compile(rb"<[A-Za-z](?>[^<>\"']|\"[^\"]*\"|'[^']*')*+")
_LITTLE: Final = 250
"""Fewer characters than this and the extraction is checked against the visible text."""

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it would print a line per short page


def read(text: str) -> Draft:
    """The draft of an HTML page. Raises `Refused` with ``no-text`` or ``too-complex``."""
    raw = text.encode("utf-8")
    _refuse_packed(raw)
    tree, whole = _tree(raw)
    if tree is None:
        raise Refused("no-text", "the page has nothing in it to read")
    facts = page.facts(tree)
    names = visible.unseen_names("".join(style.itertext()) for style in tree.iter("style"))
    body = _article(tree, names) if whole else ""
    shown = visible.blocks(raw, names) if len(body) < _LITTLE or not facts.dates else []
    plain = _plain(shown)
    if len(body) < _LITTLE and len(plain) > 1.5 * len(body):
        body = plain
    final, notes = clean(body)
    if not final:
        raise Refused(
            "no-text",
            "no article text is visible on the page; save it from the browser once it has loaded, or paste the text",
        )
    seen = Facts(visible_dates=tuple(_visible_dates(shown, facts.title)), notes=notes)
    return Draft(final, "html", facts.over(seen), headline=True)


def _refuse_packed(raw: bytes) -> None:
    """The parser takes quadratic time over the attributes of one tag; no article has hundreds, or millions of tags."""
    if raw.count(b"<") > _MOST_TAGS:
        raise Refused("too-complex", f"the page has more than {_MOST_TAGS:,} tags; paste the text instead")
    if raw.count(b"<") > _DEEPEST and _depth(raw) > _DEEPEST:
        raise Refused("too-complex", f"the page is nested more than {_DEEPEST:,} tags deep; paste the text instead")
    for tag in _BIG_TAG.finditer(raw):
        if len(tag[0]) > 2 * _MOST_ATTRIBUTES and tag[0].count(b"=") + tag[0].count(b" ") > _MOST_ATTRIBUTES:
            bare = re.sub(rb"\"[^\"]*\"|'[^']*'", b"", tag[0])
            if len(bare.split()) > _MOST_ATTRIBUTES:
                raise Refused(
                    "too-complex",
                    f"a tag of the page has more than {_MOST_ATTRIBUTES} attributes; paste the text instead",
                )


def _depth(raw: bytes) -> int:
    """How deep the tags that need closing are nested, at most."""
    depth = deepest = 0
    for tag in _NESTING.finditer(raw):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _tree(raw: bytes) -> tuple[HtmlElement | None, bool]:
    """The page as a tree, and whether all of it is in there: very deep or large pages are cut short."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(raw, parser=parser)
    except etree.ParserError:
        return None, False
    cut = any(error.level >= etree.ErrorLevels.FATAL or "xcessive depth" in error.message for error in parser.error_log)
    return tree, not cut and sum(1 for _ in tree.iter()) <= _MOST_ELEMENTS


def _article(tree: HtmlElement, names: frozenset[str]) -> str:
    import trafilatura
    from lxml import etree

    for each in list(tree.iter()):
        hidden = not isinstance(each.tag, str) or (each.tag != "head" and visible.is_unseen(each.tag, each.attrib, names))
        if hidden and each.getparent() is not None:
            each.drop_tree() if isinstance(each.tag, str) else _drop_comment(each)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, include_images=False, with_metadata=False
    )
    body = getattr(found, "body", None)
    if body is None:
        return ""
    etree.strip_elements(body, "graphic", with_tail=False)
    return "\n\n".join(_paragraphs(body))


def _drop_comment(comment: _Element) -> None:
    parent, before, tail = comment.getparent(), comment.getprevious(), comment.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    comment.tail = None
    parent.remove(comment)


def _paragraphs(body: _Element) -> Iterator[str]:
    """The paragraphs of trafilatura's tree: items of a list on lines of their own, cells divided by bars."""
    for each in body:
        if each.tag == "list":
            yield "\n".join(filter(None, (_flat(item) for item in each.iter("item"))))
        elif each.tag == "table":
            yield "\n".join(" | ".join(filter(None, (_flat(cell) for cell in row.iter("cell")))) for row in each.iter("row"))
        elif each.tag in ("quote", "div", "body") and any(child.tag in ("p", "head", "list", "quote") for child in each):
            yield from filter(None, [" ".join((each.text or "").split())])
            yield from _paragraphs(each)
        else:
            yield _flat(each)
        if each.tail and each.tail.strip():
            yield " ".join(each.tail.split())


def _flat(each: _Element) -> str:
    for child in each.iterdescendants("lb", "item", "p"):
        if child.tag == "lb":
            child.tail = "\n" + (child.tail or "")
        else:
            child.text = "\n" + (child.text or "")
    return visible.squeezed("".join(each.itertext()))


def _plain(shown: list[visible.Block]) -> str:
    """The visible text without navigation; of a page that marks its article, that alone if it holds a fair share."""
    useful = [block for block in shown if not block.chrome]
    main = [block for block in useful if block.main]
    if sum(len(block.text) for block in main) >= 0.3 * sum(len(block.text) for block in useful):
        useful = main
    return "\n\n".join(block.text for block in useful)


def _visible_dates(shown: list[visible.Block], title: str | None) -> Iterator[Dated]:
    """Dates that say they are of publication, or stand right under the headline; a page's "today" does not count."""
    candidates = [block for block in shown if not block.chrome and len(block.text) < 200]
    for block in candidates[:200]:
        if dated := dates.labelled(block.text):
            yield dated
    under = next((number for number, block in enumerate(candidates) if title and alike(block.text, title)), None)
    if under is not None:
        near = dates.dateline("\n".join(block.text for block in candidates[under + 1 : under + 5]))
        if near:
            yield near
