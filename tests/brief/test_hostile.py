"""Words of strangers stay words: in HTML, in SVG, in Markdown, in PDF."""

from __future__ import annotations

import re
from itertools import zip_longest

import brief_extremes as extremes
import pypdfium2 as pdfium
import pytest
from brief_geography import basemap
from hostile_strings import STRINGS
from markdown_it import MarkdownIt
from page_reader import Reader

from sayso.brief import render


@pytest.mark.parametrize("string", STRINGS, ids=range(len(STRINGS)))
def test_one_string_everywhere_makes_the_same_page_as_a_plain_word(string: str) -> None:
    allowed = {
        "style",
        "svg",
        "path",
        "circle",
        "polygon",
        "rect",
        "text",
        "title",
        "desc",
        "g",
        "symbol",
        "defs",
        "use",
        "clippath",
    }
    made = Reader(render(extremes.hostile([string]), "html", basemap()))
    plain = {node.tag for node in Reader(render(extremes.hostile(["word"]), "html", basemap())).nodes}
    assert {node.tag for node in made.nodes} <= plain | allowed
    assert made.badly_nested == []
    assert made.stack == []
    for node in made.nodes:
        assert not [name for name in node.attributes if name.startswith("on") or name in ("src", "style")]
        href = node.attributes.get("href", "#")
        assert href.startswith("#") or re.fullmatch(r"https?://[!-~]+", href)


def test_all_strings_at_once_show_up_as_text() -> None:
    text = "".join(
        "".join(node.text) for node in Reader(render(extremes.hostile(STRINGS), "html", basemap())).with_tag("main", "h1")
    )
    assert "<script>alert(1)</script>" in text
    assert "‹U+202E›gnp.exe‹U+202C›" in text
    assert "‹U+D800› lone" in text
    assert "عربي فارسی" in text
    assert "{{ 7*7 }}" in text


def kinds(source: str) -> list[tuple[str, str]]:
    """Block and inline tokens but for plain text: what a reader's Markdown program would make of it.

    The anchors that the appendix is led to by are our own: a fixed form at the head of a heading, and nothing else of HTML.
    """
    source = re.sub(r'^(#+ |)<a id="[A-Za-z0-9._-]+"></a>', r"\1", source, flags=re.MULTILINE)
    tokens = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").enable("strikethrough").parse(source)
    inner = [child for token in tokens for child in (token.children or [])]
    return [(token.type, token.tag) for token in [*tokens, *inner] if token.type not in ("text", "softbreak", "text_special")]


@pytest.mark.parametrize("string", STRINGS, ids=range(len(STRINGS)))
def test_markdown_keeps_its_shape_whatever_the_words(string: str) -> None:
    made = kinds(render(extremes.hostile([string]), "md").decode())
    plain = kinds(render(extremes.hostile(["word"]), "md").decode())
    if "\n" in string:
        assert made.count(("heading_open", "h3")) == plain.count(("heading_open", "h3"))
    else:
        assert [pair for pair in zip_longest(made, plain) if pair[0] != pair[1]] == []
    assert not {name for name, _ in made} & {
        "link_open",
        "image",
        "html_inline",
        "html_block",
        "code_inline",
        "fence",
        "code_block",
    }


def test_pdf_prints_the_words() -> None:
    document = pdfium.PdfDocument(render(extremes.hostile(STRINGS), "pdf", basemap()))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    flat = re.sub(r"\s|\u200b|\ufffe", "", text)
    assert "<script>alert(1)</script>" in flat
    assert '#import"x"' in flat
    assert "$x$#panic()" in flat
    assert "‹U+202E›gnp.exe" in flat
    assert "Кириллица" in flat
