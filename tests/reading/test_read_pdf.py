from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
import typst

from sayso.reading import Read
from sayso.reading.pdf import Line, _mended, _without_edges

SETUP = (
    "#set page(width: 12cm, height: 14cm, margin: 1.5cm{more})\n#set par(justify: true)\n#set text(size: 10pt, hyphenate: true)\n"
)
FIRST = (
    "International investigators acknowledged on Thursday that responsibility for the bombardment of the airfield remained "
    "extraordinarily uncertain, notwithstanding a communiqué circulated by sympathisers."
)
SECOND = (
    "Counterterrorism specialists characterised the organisation as an unsubstantiated intermediary. Its representatives, "
    "interviewed independently, categorically repudiated any participation in the bombardment."
)


@cache
def pdf(body: str, more: str = "") -> bytes:
    return typst.compile((SETUP.replace("{more}", more) + body).encode())


def test_lines_become_paragraphs_and_broken_words_are_mended(one: Callable[..., Read]) -> None:
    report = one(pdf(f"= Rockets hit airfield\n\n{FIRST}\n\n{SECOND}"), "karsk.pdf").report
    assert report is not None
    assert report.text == f"Rockets hit airfield\n\n{FIRST}\n\n{SECOND}"
    assert (report.title, report.format, report.id) == ("Rockets hit airfield", "pdf", "karsk")


WORDS = f"{FIRST} {SECOND}".split()
LONG = "\n\n".join(f"Paragraph number {n} begins here. " + " ".join(WORDS[n::2] + WORDS[:: n + 1]) + "." for n in range(1, 9))


def test_headers_footers_and_page_numbers_are_dropped(one: Callable[..., Read]) -> None:
    more = ", header: [Norland News #h(1fr) No. 12], footer: context [Page #counter(page).display() of 4]"
    report = one(pdf(LONG, more), "karsk.pdf").report
    assert report is not None
    assert "Norland News" not in report.text
    assert "Page 2" not in report.text
    assert report.text == LONG


def test_two_columns_are_read_one_after_the_other(one: Callable[..., Read]) -> None:
    report = one(pdf(f"#columns(2)[{LONG}]"), "karsk.pdf").report
    assert report is not None
    assert report.text == LONG


def test_a_dateline_in_the_text_is_found_and_the_files_own_date_is_not(one: Callable[..., Read]) -> None:
    dated = one(pdf(f"= Rockets\n\nKARSK, 13 March 2020 (NNA) — {FIRST}"), "a.pdf", published=None)
    undated = one(pdf(f"= Rockets\n\n{FIRST}"), "a.pdf", published=None)
    assert dated.report is not None
    assert dated.report.published == date(2020, 3, 13)
    assert undated.quarantined is not None
    assert undated.quarantined.reason == "undated"


def test_the_title_and_author_in_the_file_are_used_if_seen(one: Callable[..., Read]) -> None:
    head = '#set document(title: "A wholly different name", author: "Ann Lee")\n'
    report = one(pdf(f"{head}= Rockets hit airfield\n\n{FIRST}"), "a.pdf").report
    assert report is not None
    assert (report.title, report.author) == ("Rockets hit airfield", "Ann Lee")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_pdf_cut_short_is_refused(one: Callable[..., Read], share: float) -> None:
    whole = pdf(LONG)
    quarantined = one(whole[: int(len(whole) * share)], "a.pdf").quarantined
    assert quarantined is not None
    assert quarantined.reason == "pdf-broken"


def test_a_pdf_of_pictures_is_refused(one: Callable[..., Read]) -> None:
    quarantined = one(pdf("#rect(width: 5cm, height: 5cm, fill: red)"), "a.pdf").quarantined
    assert quarantined is not None
    assert quarantined.reason == "no-text"
    assert "OCR" in quarantined.detail


# The smallest file that declares an encryption dictionary no empty password opens.
ENCRYPTED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 2/R 3/Length 128/P -3904/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<%s><%s>]/Size 5>>
%%%%EOF
""" % (b"ab" * 32, b"cd" * 32, b"01" * 16, b"01" * 16)


def test_an_encrypted_pdf_is_refused(one: Callable[..., Read]) -> None:
    quarantined = one(ENCRYPTED, "a.pdf").quarantined
    assert quarantined is not None
    assert quarantined.reason == "pdf-encrypted"


def test_a_pdf_is_known_by_its_content(one: Callable[..., Read]) -> None:
    for name in ("a", "a.txt", "a.html"):
        report = one(pdf(f"= Rockets\n\n{FIRST}"), name).report
        assert report is not None
        assert report.format == "pdf"


def test_a_repeated_line_stays_where_it_does_not_stand_apart() -> None:
    body = [Line(f"line {n}", 40, 300, 400 - 13 * n, 10) for n in range(6)]
    again = Line("the ministry said.", 40, 300, 400 - 13 * 6, 10)
    footer = Line("Norland News", 40, 300, 200, 10)
    assert _without_edges([*body, again], {again.text}, 13) == [*body, again]
    assert _without_edges([*body, footer], {"norland news"}, 13) == body
    assert _without_edges([*body, Line("7", 40, 300, 200, 10)], set(), 13) == body
    assert _without_edges([footer], {"norland news"}, 13) == []


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the inter", "national", "the international"),
        ("an Iranian", "backed group", "an Iranian-backed group"),
        ("anti", "tank missiles", "anti-tank missiles"),
        ("a 107", "mm rocket", "a 107-mm rocket"),
        ("Abu", "Karsk", "Abu-Karsk"),
        ("Solei", "mani", "Soleimani"),
    ],
)
def test_a_hyphen_at_a_line_end_stays_if_it_belongs(before: str, after: str, whole: str) -> None:
    assert _mended(before, after, Counter()) == whole


def test_how_the_document_writes_a_word_elsewhere_decides() -> None:
    assert _mended("a counter", "attack", Counter({"counter-attack": 1})) == "a counter-attack"
    assert _mended("an anti", "aircraft", Counter({"antiaircraft": 2, "anti-aircraft": 1})) == "an antiaircraft"
