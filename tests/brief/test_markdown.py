"""Markdown carries the whole brief, evidence as footnotes."""

from __future__ import annotations

import re

import brief_world as world
import pytest
from brief_geography import basemap
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sayso.brief import render
from sayso.brief.markdown import escape


@pytest.fixture(scope="module")
def text() -> str:
    return render(world.full(), "md", basemap()).decode()


def test_every_footnote_is_defined_once_and_used(text: str) -> None:
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert [int(each) for each in defined] == list(range(1, len(world.full().statements) + 1))
    assert used == set(defined)


def test_headings_follow_the_page(text: str) -> None:
    headings = re.findall(r"^## (?:<a id=\"[\w.-]+\"></a>)?(.*)$", text, re.MULTILINE)
    assert headings == [
        "The short answers", "Timeline", "Map", "How the figures changed", "Who says so", "The claim ladder",
        "Rival attributions", "Who answers whom", "The escalation ladder", "Arms transfers and seizures", "Judgements on record",
        "Method and limits", "Sources in full", "Evidence",
    ]  # fmt: skip


def test_tables_are_tables(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows = [token for token in tokens if token.type == "tr_open"]
    heads = [token for token in tokens if token.type == "thead_open"]
    assert len(heads) > 30
    assert len(rows) > len(world.full().statements)
    assert not [token for token in tokens if token.type in ("code_block", "html_block")]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",))))
def test_escaped_text_reads_back_as_it_was(text: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").parse("x " + escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inner = tokens[1].children or []
    assert {child.type for child in inner} <= {"text", "text_special"}
    assert "".join(child.content for child in inner) == ("x " + " ".join(text.split())).strip()


@given(st.text(st.sampled_from("-+=:#>|`*_[]()!<&.~%1a w/\\"), max_size=12))
def test_a_value_alone_on_its_line_is_a_plain_paragraph(text: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").parse(escape(text) + "\n\nx")
    blocks = [token.type for token in tokens]
    assert blocks == ["paragraph_open", "inline", "paragraph_close"] * (2 if text.split() else 1)
    above = MarkdownIt("commonmark").enable("table").parse("x\n" + escape(text))
    assert [token.type for token in above] == ["paragraph_open", "inline", "paragraph_close"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The Brigades' men, 31 of them (so far): who?", "The Brigades' men, 31 of them (so far): who?"),
        ("anti-ship missiles. Done.", "anti-ship missiles. Done."),
        ("1. not a list", "1\\. not a list"),
        ("https://x.example www.x.example", "https\\://x.example www\\.x.example"),
        ("#12 @user :smile:", "\\#12 \\@user \\:smile:"),
    ],
)
def test_prose_stays_readable(text: str, written: str) -> None:
    assert escape(text) == written


def test_empty() -> None:
    assert "Nothing to show" in render(world.empty(), "md").decode()
