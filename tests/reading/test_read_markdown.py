from __future__ import annotations

import re
import string
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import Read, markdown, read_bytes
from sayso.reading.clean import clean

CASES = {
    "heading, emphasis, link": (
        "# Rockets *hit* base\n\nThe [ministry](http://x.example) **denied** it.",
        "Rockets hit base\n\nThe ministry denied it.",
    ),
    "wrapped lines": ("Rockets hit\nthe base.", "Rockets hit the base."),
    "hard line break": ("Rockets  \nhit", "Rockets\nhit"),
    "tight list": ("Killed:\n\n- two soldiers\n- one medic\n\nEnd.", "Killed:\n\ntwo soldiers\none medic\n\nEnd."),
    "loose list": ("- two soldiers\n\n- one medic", "two soldiers\n\none medic"),
    "nested list": ("- a\n  - b\n- c", "a\nb\nc"),
    "quote": ("> He said no.\n>\n> Twice.", "He said no.\n\nTwice."),
    "code": ("Text `as is`.\n\n```\nand this\n```", "Text as is.\n\nand this"),
    "table": ("| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd.", "a | b\n1 | 2\n\nEnd."),
    "entities and escapes": ("AT&amp;T \\*not bold\\* &eacute;", "AT&T *not bold* é"),
    "ruler": ("One.\n\n***\n\nTwo.", "One.\n\nTwo."),
    "picture": ("See ![500 killed](x.png) here.", "See here."),
    "reference link": ("The [group][1] said.\n\n[1]: http://x.example 'title'", "The group said."),
    "comment": ("One.\n\n<!-- 500 killed -->\n\nTwo.", "One.\n\nTwo."),
    "inline comment": ("One <!-- 500 killed --> two.", "One two."),
    "hidden element": ("One.\n\n<div style='display:none'>\n\n500 killed\n\n</div>\n\nTwo.", "One.\n\nTwo."),
    "hidden inline": ("One <span hidden>500 killed</span> two.", "One two."),
    "script": ("One.\n\n<script>\nalert(1)\n</script>\n\nTwo.", "One.\n\nTwo."),
    "shown element": ("<b>One</b> two<br>three.", "One two\nthree."),
    "javascript link": ("[x](javascript:alert(1)) y", "[x](javascript:alert(1)) y"),
}


@pytest.mark.parametrize(("source", "shown"), CASES.values(), ids=CASES.keys())
def test_markup_is_reduced_to_what_is_shown(source: str, shown: str) -> None:
    assert re.sub(" +", " ", markdown.read(source).text) == shown


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("# Rockets hit base\n\nText.", "Rockets hit base"),
        ("Rockets hit base\n===\n\nText.", "Rockets hit base"),
        ("Text.\n\n# A section", None),
        ("### Small\n\nText.", None),
    ],
)
def test_the_first_heading_is_the_title(source: str, title: str | None) -> None:
    assert markdown.read(source).facts.title == title


def test_a_title_from_the_header_goes_on_top_once(one: Callable[..., Read]) -> None:
    with_heading = one("---\ntitle: Rockets hit base\n---\n# Rockets hit base\n\nText of the story.", "a.md").report
    without = one("---\ntitle: Rockets hit base\n---\nText of the story.", "a.md").report
    assert with_heading is not None
    assert without is not None
    assert with_heading.text == without.text == "Rockets hit base\n\nText of the story."


def _escaped(paragraph: str) -> str:
    return "".join("\\" + ch if ch in string.punctuation else ch for ch in paragraph)


@given(st.lists(st.text(st.characters(categories=["L", "M", "N", "P", "S"]), min_size=1), min_size=1, max_size=5))
def test_any_paragraphs_survive(words: list[str]) -> None:
    source = "\n\n".join(_escaped(word) for word in words)
    (found,) = read_bytes(source.encode(), source="a.md", published=date(2020, 3, 13), language="en")
    assert found.report is not None, found.quarantined
    assert found.report.text == clean("\n\n".join(words))[0]


@given(st.text(st.sampled_from("ab*_[]()<>!`~#>-+.|&;:\\\"' \n\t1\u00a0é"), max_size=200))
def test_any_markup_is_read_without_failing(source: str) -> None:
    markdown.read(source)


def test_a_huge_document_is_read_as_plain_text() -> None:
    draft = markdown.read("*a* " * 70_000)
    assert "too long for Markdown; read as plain text" in draft.facts.notes
    assert draft.text.startswith("*a* *a*")
