"""What a person sees of an HTML page: what counts as hidden, and the visible text block by block.

The reader here is a stack of small numbers fed by the parser's events, so neither nesting nor
size can exhaust it; it serves where building and searching a tree would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

UNSEEN_TAGS: Final = frozenset((
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "applet", "canvas",
    "audio", "video", "picture", "map", "title", "head", "textarea", "input", "select", "option", "datalist",
))  # fmt: skip
_CHROME_TAGS: Final = frozenset((
    "nav", "footer", "aside", "form", "button", "menu", "dialog",
))  # fmt: skip
_MAIN_TAGS: Final = frozenset(("article", "main"))
_INLINE: Final = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "ruby", "rb", "rp", "rt", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
))  # fmt: skip
_SMALL_TYPE: Final = frozenset(("span", "p", "font", "b", "i", "em", "strong", "small", "a"))
"""Tags on which ``font-size:0`` hides text; on a wrapper it is a layout trick and its children are visible."""
_UNSEEN_STYLE: Final = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+%?\s*(?:;|!|$)"
    r"|content-visibility\s*:\s*hidden|(?:left|right|top|text-indent)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01]"
    r"|color\s*:\s*transparent|(?:width|height)\s*:\s*0(?:px)?\s*(?:;|!|$))",
    re.I,
)
_NO_TYPE: Final = re.compile(r"(?:^|;)\s*font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)", re.I)
_MOST_STYLE: Final = 500_000
_SELECTOR: Final = re.compile(r"([.#])([\w-]+)")

_HIDDEN, _CHROME, _MAIN, _PRE = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Block:
    """One visible paragraph, heading, list item, cell row or the like.

    ``chrome`` marks navigation, footers, forms and asides; ``main`` what stands in article or main.
    """

    text: str
    tag: str
    chrome: bool
    main: bool


def unseen_names(stylesheets: Iterable[str]) -> frozenset[str]:
    """``.class`` and ``#id`` names that the page's own style sheets hide outright, outside any @-rule."""
    found: set[str] = set()
    for rule in _rules("\n".join(stylesheets)[:_MOST_STYLE]):
        selectors, _, body = rule.rpartition("{")
        if len(body) < 2000 and _UNSEEN_STYLE.search(body):
            found.update(name.strip() for name in selectors.split(",") if _SELECTOR.fullmatch(name.strip()))
    return frozenset(found)


def _rules(sheet: str) -> list[str]:
    """The rules of a style sheet up to its first @media, without comments; split by hand, as it may be hostile."""
    first, *parts = sheet.split("/*")
    bare = first + "".join(part.partition("*/")[2] for part in parts)
    return bare.partition("@media")[0].split("}")


def is_unseen(tag: str, attributes: Mapping[str, str], names: frozenset[str] = frozenset()) -> bool:
    """True when a browser would show nothing of this element: hidden, aria-hidden, styled away, or never shown."""
    if tag in UNSEEN_TAGS:
        return True
    if tag in ("html", "body") or not attributes:  # pages hide their whole body until scripts have run
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    style = attributes.get("style", "")
    if style and len(style) < 5000 and (_UNSEEN_STYLE.search(style) or (tag in _SMALL_TYPE and _NO_TYPE.search(style))):
        return True
    if not names:
        return False
    return f"#{attributes.get('id', '')}" in names or any(
        f".{each}" in names for each in attributes.get("class", "")[:2000].split()
    )


def blocks(page: bytes, names: frozenset[str] = frozenset()) -> list[Block]:
    """The visible text of a UTF-8 HTML page or fragment, in order, one block per paragraph-like element.

    White space is collapsed except in ``pre``; ``br`` is a line end; cells of a row are divided by " | ".
    """
    from lxml import etree

    reader = _Reader(names)
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True)
    for start in range(0, len(page), 1 << 16):
        parser.feed(page[start : start + (1 << 16)])
    try:
        parser.close()
    except etree.XMLSyntaxError:
        reader.close()  # nothing but comments, or an unfinished tag: what was seen so far stands
    return reader.found


def squeezed(text: str) -> str:
    """The text with every run of spaces made one, and two or more line ends made one blank line."""
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub("\n\n+", "\n\n", lines).strip("\n")


class _Reader:
    """Target of the parser's events; ``found`` grows block by block."""

    def __init__(self, names: frozenset[str]) -> None:
        self.found: list[Block] = []
        self._names = names
        self._open: list[tuple[str, int]] = []
        self._state = 0
        self._words: list[str] = []
        self._tag = "body"

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "br":
            self._words.append("\n")
        elif tag in ("td", "th"):
            if self._words and any(word.strip() for word in self._words):
                self._words.append(" | ")
        elif tag not in _INLINE:
            self._flush(tag)
        self._open.append((tag, self._state))
        self._state |= _HIDDEN * is_unseen(tag, attributes, self._names)
        self._state |= _CHROME * (tag in _CHROME_TAGS) | _MAIN * (tag in _MAIN_TAGS) | _PRE * (tag == "pre")

    def end(self, tag: str) -> None:
        if tag not in _INLINE and tag not in ("br", "td", "th"):
            self._flush("body")
        while self._open:
            opened, self._state = self._open.pop()
            if opened == tag:
                break

    def data(self, data: str) -> None:
        if not self._state & _HIDDEN:
            self._words.append(data if self._state & _PRE or "\n" not in data else data.replace("\n", " "))

    def close(self) -> list[Block]:
        self._flush("body")
        return self.found

    def _flush(self, tag: str) -> None:
        text = squeezed("".join(self._words))
        if text:
            self.found.append(Block(text, self._tag, bool(self._state & _CHROME), bool(self._state & _MAIN)))
        self._words.clear()
        self._tag = tag
