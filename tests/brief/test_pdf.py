"""The PDF has pages, its marking on every one, and links that arrive."""

from __future__ import annotations

import ctypes

import brief_world as world
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from brief_geography import basemap

from sayso.brief import render


@pytest.fixture(scope="module")
def document() -> pdfium.PdfDocument:
    return pdfium.PdfDocument(render(world.full(), "pdf", basemap()))


def links(page: pdfium.PdfPage) -> int:
    count, place, link = 0, ctypes.c_int(0), pdfium_c.FPDF_LINK()
    while pdfium_c.FPDFLink_Enumerate(page, place, link):
        count += bool(pdfium_c.FPDFLink_GetDest(page.pdf, link))
    return count


def test_marking_and_page_number_on_every_page(document: pdfium.PdfDocument) -> None:
    for number, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_bounded()
        assert "TLP:GREEN" in text
        assert f"{number} / {len(document)}" in text


def test_quotes_lead_to_sources(document: pdfium.PdfDocument) -> None:
    assert sum(links(page) for page in document) > 3 * len(world.full().statements)


def test_every_statement_is_printed(document: pdfium.PdfDocument) -> None:
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    for statement in world.full().statements.values():
        assert "".join(statement.quote.split())[:30] in text


def test_title_is_in_the_metadata(document: pdfium.PdfDocument) -> None:
    assert document.get_metadata_value("Title") == "Who is firing across the Maren Strait?"
    assert document.get_metadata_value("CreationDate").startswith("D:20310320")


@pytest.mark.parametrize("make", [world.empty, world.one_event])
def test_small_briefs(make) -> None:  # type: ignore[no-untyped-def]
    assert len(pdfium.PdfDocument(render(make(), "pdf"))) >= 1
