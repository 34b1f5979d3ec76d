from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest

from sayso.reading import Read
from sayso.reading.frontmatter import split
from sayso.reading.model import Refused

HEADER = """---
id: karsk-agency
title: "Rockets hit base: two dead"
published: 2020-03-13T19:35:00+03:00
outlet: Norland News Agency
author: [Ann Lee, Bo Maar]
url: https://news.example/karsk
note: summarises press reports
tags: [a, b]
cover:
  image: x.png
---
Rockets hit the base in Karsk, the ministry said.
"""


@pytest.mark.parametrize("source", ["a.md", "a.txt", "a.html", "a"])
def test_a_header_says_everything(one: Callable[..., Read], source: str) -> None:
    report = one(HEADER, source, published=None).report
    assert report is not None
    assert report.id == "karsk-agency"
    assert report.title == "Rockets hit base: two dead"
    assert report.published == date(2020, 3, 13)
    assert report.published_at == datetime(2020, 3, 13, 19, 35, tzinfo=timezone(timedelta(hours=3)))
    assert report.outlet == "Norland News Agency"
    assert report.author == "Ann Lee, Bo Maar"
    assert report.url == "https://news.example/karsk"
    assert report.notes == ("note: summarises press reports",)
    assert report.text == "Rockets hit base: two dead\n\nRockets hit the base in Karsk, the ministry said."


def test_values_are_taken_as_written() -> None:
    facts, body = split("---\nid: 007\ntitle: No\nlanguage: en-GB\noutlet: null\n---\nText.")
    assert facts is not None
    assert (facts.id, facts.title, facts.language, facts.outlet, body) == ("007", "No", "en", None, "Text.")


def test_a_source_that_is_an_address_is_the_address() -> None:
    facts, _ = split("---\nsource: https://news.example/a\n---\nText.")
    assert facts is not None
    assert (facts.outlet, facts.url) == (None, "https://news.example/a")


@pytest.mark.parametrize(
    "text",
    ["---\n\nText under a ruler.\n\n---\n\nMore.", "--- \nNot a header\n---\n", "----\na: b\n----\n", "Text\n---\na: b\n---"],
)
def test_a_ruler_is_not_a_header(text: str) -> None:
    assert split(text) == (None, text)


def test_an_empty_header_says_nothing() -> None:
    assert split("---\n---\nText.")[1] == "Text."


NESTED = "---\nx: " + "[" * 500 + "]" * 500 + "\n---\nText."
DEEP = "---\nx: " + "{a: " * 30_000 + "\n---\nText."
BOMB = "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nText."

BROKEN = {
    "never closed": ("---\ntitle: x\nText.", "front-matter"),
    "not YAML": ("---\ntitle: [x\n---\nText.", "front-matter"),
    "colon in a value": ("---\ntitle: x: y\n---\nText.", "front-matter"),
    "a name twice": ("---\ntitle: x\ntitle: y\n---\nText.", "front-matter"),
    "alias bomb": (BOMB, "front-matter"),
    "a lone anchor": ("---\ntitle: &a x\n---\nText.", "front-matter"),
    "a tag": ("---\ntitle: !!python/object/apply:os.system [id]\n---\nText.", "front-matter"),
    "nested": (NESTED, "front-matter"),
    "nested without end": (DEEP, "front-matter"),
    "title is a list": ("---\ntitle: [a, b]\n---\nText.", "front-matter"),
    "id is a mapping": ("---\nid: {a: b}\n---\nText.", "front-matter"),
    "too long": ("---\ntitle: x\ny: " + "y" * 70_000 + "\n---\nText.", "front-matter"),
    "date is no date": ("---\npublished: last week\n---\nText.", "undated"),
    "date is a month": ("---\npublished: 2020-03\n---\nText.", "undated"),
    "date has two readings": ("---\ndate: 03/04/2020\n---\nText.", "undated"),
    "date is a list": ("---\ndate: [2020-03-13]\n---\nText.", "undated"),
}


@pytest.mark.parametrize(("text", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_header_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        split(text)
    assert refused.value.reason == reason
    assert len(refused.value.detail) < 200


def test_a_dated_document_cannot_lose_its_date_to_the_callers(one: Callable[..., Read]) -> None:
    report = one(HEADER, "a.md", published=date(2021, 1, 1), outlet="Another Agency").report
    assert report is not None
    assert (report.published, report.outlet) == (date(2020, 3, 13), "Norland News Agency")
    assert "the document's own date stands, not the 2021-01-01 given" in report.notes
    assert "the document's own outlet stands, not Another Agency" in report.notes
