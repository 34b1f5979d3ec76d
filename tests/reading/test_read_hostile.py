"""Input made to crash, exhaust or mislead: each ends in a report or a reason, soon, and the run goes on."""

from __future__ import annotations

import gzip
import io
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import Read, read_bytes

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]><rss>&lol9;</rss>"
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><title>&x;</title></rss>'
SENTENCE = "The militia fired rockets at the base, officials said. "


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("../../evil.txt", SENTENCE)
    return held.getvalue()


REFUSED = {
    "nothing": (b"", "a.txt", "empty"),
    "white space": (b" \r\n\t ", "a.txt", "empty"),
    "wide white space": ("\u2003\u00a0\u200b".encode(), "a.txt", "no-text"),
    "random bytes": (random.Random(7).randbytes(5000), "a.txt", "binary"),
    "random bytes called HTML": (random.Random(8).randbytes(5000), "a.html", "binary"),
    "billion laughs": (LAUGHS.encode(), "feed.xml", "xml-entity"),
    "external entity": (EXTERNAL.encode(), "feed.rss", "xml-entity"),
    "laughs called text": (LAUGHS.encode(), "a.txt", "xml-entity"),
    "feed": (b'<?xml version="1.0"?><rss><item/></rss>', "feed.xml", "format"),
    "gzip bomb": (gzip.compress(b"0" * 20_000_000), "a.txt.gz", "archive"),
    "zip that climbs": (_zip(), "a.zip", "archive"),
    "office document": (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "a.docx", "format"),
    "web archive": (b"WARC/1.0\r\nWARC-Type: response\r\n", "a.warc", "archive"),
    "mail": (b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\nRockets.", "a.txt", "format"),
    "table": (b"a,b\n1,2", "a.csv", "format"),
    "50 MB": (b"x" * 50_000_000, "a.txt", "too-big"),
    "200,000 attributes": (b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x</p>", "a.html", "too-complex"),
    "attributes with > in quotes": (
        b"<p " + b" ".join(b'a%d=">"' % n for n in range(50_000)) + b">x</p>",
        "a.html",
        "too-complex",
    ),
    "200,000 deep": (b"<div>" * 200_000 + SENTENCE.encode() + b"</div>" * 200_000, "a.html", "too-complex"),
    "200,000 deep, never closed": (b"<b>" * 200_000 + SENTENCE.encode(), "a.html", "too-complex"),
    "12 million tags": (b"<i>" * 10_000_000, "a.html", "too-complex"),
    "an unfinished comment": (b"<html><body><!-- " + SENTENCE.encode() * 10_000, "a.html", "no-text"),
    "PDF in name only": (b"%PDF-1.7\n" + b"x" * 5000, "a.pdf", "pdf-broken"),
}


@pytest.mark.parametrize(("raw", "source", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_soon_and_with_a_reason(one: Callable[..., Read], raw: bytes, source: str, reason: str) -> None:
    began = time.process_time()
    quarantined = one(raw, source).quarantined
    assert quarantined is not None
    assert quarantined.reason == reason
    assert quarantined.detail
    assert time.process_time() - began < 10


def _nested(depth: int) -> bytes:
    return b"<div>" * depth + b"<p>" + SENTENCE.encode() + b"</p>" + b"</div>" * depth


READ = {
    "300 deep": (_nested(300), "a.html"),
    "3,000 deep": (_nested(3000), "a.html"),
    "25 MB attribute": (b'<p title="' + b"x" * 25_000_000 + b'">' + SENTENCE.encode() + b"</p>", "a.html"),
    "20 MB paragraph": (b"<p>" + SENTENCE.encode() * 360_000 + b"</p>", "a.html"),
    "20 MB paragraph of text": (SENTENCE.encode() * 360_000, "a.txt"),
    "20 MB of Markdown": (b"*x* " + SENTENCE.encode() * 360_000, "a.md"),
    "100,000 entities": (b"<p>" + b"&eacute;&amp; the base " * 50_000 + b"</p>", "a.html"),
    "150,000 little blocks": (b"<div>the base</div>" * 150_000, "a.html"),
    "paragraphs never closed": (b"<p>the base of" * 200_000, "a.html"),
    "a table never closed": (b"<table>" + b"<tr><td>the base" * 60_000, "a.html"),
    "one endless link": (b"<a href=x>the base " * 15_000, "a.html"),
    "140,000 brackets": (b"[" * 140_000 + b" the base", "a.md"),
    "pictures of pictures": (b"![" * 70_000 + b" the base", "a.md"),
    "quotes 100,000 deep": (b"> " * 100_000 + b"\n\nThe base was hit.", "a.md"),
    "one endless word": (b"a" * 5_000_000 + b" caf\xe9 base", "a.txt"),
    "a style sheet of comments": (b"<style>" + b"/*" * 500_000 + b"</style><p>The base was hit.</p>", "a.html"),
    "a style sheet of selectors": (b"<style>" + b"a," * 500_000 + b"</style>" * 3 + b"<p>The base was hit.</p>", "a.html"),
    "a page of comments": (b"<!---->" * 500_000 + b"<p>The base was hit.</p>", "a.txt"),
    "NULs": (b"The militia\x00 fired rockets\x00 at the base.", "a.txt"),
    "NULs in HTML": (b"<p>The militia\x00 fired rockets\x00 at the base.</p>", "a.html"),
}


@pytest.mark.parametrize(("raw", "source"), READ.values(), ids=READ.keys())
def test_read_soon_and_without_loss(one: Callable[..., Read], raw: bytes, source: str) -> None:
    began = time.process_time()
    report = one(raw, source, language="en").report
    assert report is not None
    assert "base" in report.text
    assert report.text.count("base") == raw.count(b"base")
    assert time.process_time() - began < 10


def test_a_nul_in_html_does_not_end_the_text(one: Callable[..., Read]) -> None:
    report = one(b"<p>The militia\x00 fired rockets at the base.</p>", "a.html").report
    assert report is not None
    assert report.text == "The militia\ufffd fired rockets at the base."
    assert report.notes[0] == "replaced 1 NUL with U+FFFD"


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_bidirectional_controls_are_kept_and_noted(one: Callable[..., Read], suffix: str) -> None:
    report = one("The leader of \u202eqarI\u202c and Ir\u200ban said that the base was hit.", f"a.{suffix}").report
    assert report is not None
    assert "\u202eqarI\u202c" in report.text
    assert {"contains bidirectional control characters", "contains zero-width characters"} <= set(report.notes)


def test_a_bomb_is_refused_without_being_unpacked() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    tracemalloc.start()
    read_bytes(bomb, source="a.gz", published=date(2020, 3, 13))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize(
    "name", ["CON", "../../etc/passwd", "a.", "<script>alert(1)</script>", "aux.txt", "=cmd|x", "a\nb\x1b[31m", " "]
)
def test_an_odd_name_never_stops_a_report(one: Callable[..., Read], name: str) -> None:
    report = one(SENTENCE, name).report
    assert report is not None
    assert report.id.strip()
    assert "\n" not in report.id
    assert "\x1b" not in report.id


PIECES = (
    "<p>", "</p>", "<div hidden>", "</div>", "<!--", "-->", "<script>", "</script>", "<table>", "<td>", "<article>", "</article>", "<h1>",
    "<br>", "<ul><li>", "<a href='", "'>", "<style>.a{display:none}", "</style>", "<time datetime=2020-03-13>", "&#0;", "&#xD800;",
    "<template>", "<svg>", "<meta name=date content=", "<title>", "</title>", "rockets hit the base ", "\x00", "\ufeff", "é", "]]>",
    "<![CDATA[",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_page_is_read_or_refused(pieces: list[str]) -> None:
    (found,) = read_bytes("".join(pieces).encode(), source="a.html", published=date(2020, 3, 13), language="en")
    if found.report is None:
        assert found.quarantined is not None
        assert found.quarantined.reason in ("no-text", "empty", "binary", "encoding")


@given(st.binary(max_size=300), st.sampled_from(["txt", "md", "html", "jsonl", "json", "pdf", "xyz", ""]))
def test_any_bytes_are_read_or_refused(raw: bytes, suffix: str) -> None:
    found = read_bytes(raw, source=f"a.{suffix}", published=date(2020, 3, 13))
    assert found
    assert all(each.report or each.quarantined for each in found)
