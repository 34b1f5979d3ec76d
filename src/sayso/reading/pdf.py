"""PDF: the text layer put back into paragraphs.

Wrapped lines are joined, words hyphenated at line ends are mended, and page numbers, headers and
footers that repeat from page to page are dropped. Pictures of text are not read.
"""

from __future__ import annotations

import math
import re
import statistics
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from sayso.reading.clean import alike, clean, is_blank, one_line
from sayso.reading.model import Draft, Facts, Refused

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_ONE_AT_A_TIME: Final = threading.Lock()  # PDFium is not safe to call from two threads
_MOST_PAGES: Final = 2000
_MOST_CHARACTERS: Final = 5_000_000
_EDGE: Final = 3
_BOLD: Final = 600
_COLUMN: Final = 60.0
_PAGE_NUMBER: Final = re.compile(r"[-–—\s]*(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.I)
_LIGATURES: Final = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_HYPHENS: Final = "\ufffe\x02"
"""What PDFium puts where a line ends in a hyphen."""
_SPLIT: Final = re.compile("(?<=[A-Za-z])[-\u2010\xad]$")
_ENDS: Final = re.compile(r"[.!?:…][\"'”’)\]]*$")
_KEEPS_HYPHEN: Final = re.compile(
    r"(?:\d|\b(?:anti|pro|non|ex|self|cross|mid|vice|co|all|semi|quasi|half|short|medium|long|high|low|so|well|two|three|four"
    r"|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))$",
    re.I,
)
_TAKES_HYPHEN: Final = re.compile(
    r"(?:[A-Z\d]|(?:backed|led|based|made|linked|allied|aligned|owned|run|born|style|speaking|controlled|held|supported|trained"
    r"|funded|affiliated|range|wing|launched|guided|propelled|general|old|year|day|mm|km|foot|mile)\b)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text, edges and size of type in points, and whether it ends in a broken word."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    bold: bool = False
    broken: bool = False


def read(raw: bytes) -> Draft:
    """The draft of a PDF. Raises `Refused`: ``pdf-encrypted``, ``pdf-broken``, ``no-text`` or ``too-complex``.

    The title is the document's own if it can be seen on the first page, else a larger first line.
    """
    with _ONE_AT_A_TIME:
        pages, stated = _open(raw)
    if not any(pages):
        raise Refused(
            "no-text",
            "the PDF holds pictures of pages and no text; run it through OCR first (ocrmypdf in.pdf out.pdf)",
        )
    repeated = _repeated(pages)
    pitch = _pitch(pages)
    kept = [_without_edges(page, repeated, pitch) for page in pages]
    final, notes = clean("\n\n".join(_paragraphs(kept)))
    if is_blank(final):
        raise Refused(
            "no-text",
            "the text of the PDF cannot be told apart from decoration; run it through OCR, or save it as text",
        )
    made = (f"the PDF file was made on {stated['made']}",) if stated["made"] else ()
    facts = Facts(
        title=_title(stated["title"], pages[0]),
        author=stated["author"] or None,
        other_dates=made,
        notes=notes,
    )
    return Draft(final, "pdf", facts)


def _open(raw: bytes) -> tuple[list[list[Line]], dict[str, str]]:
    import pypdfium2
    from pypdfium2 import raw as pdfium

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Refused("pdf-encrypted", "the PDF needs a password; save a copy without one and offer that") from error
        raise Refused("pdf-broken", "the PDF cannot be opened: it is damaged or cut short; get it again") from error
    try:
        return _lines_of(document), _stated(document)
    except pypdfium2.PdfiumError as error:
        raise Refused("pdf-broken", f"a page of the PDF cannot be read ({error}); get it again") from error
    finally:
        document.close()


def _stated(document: PdfDocument) -> dict[str, str]:
    said = document.get_metadata_dict()
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", said.get("CreationDate", ""))
    day = "-".join(made.groups()) if made else ""
    return {"title": one_line(said.get("Title", "")), "author": one_line(said.get("Author", "")), "made": day}


def _lines_of(document: PdfDocument) -> list[list[Line]]:
    if len(document) > _MOST_PAGES:
        raise Refused("too-complex", f"the PDF has {len(document)} pages, more than {_MOST_PAGES}; split it")
    pages, characters = [], 0
    for number in range(len(document)):
        page = document[number]
        pages.append(list(_lines(page)))
        page.close()
        characters += sum(len(line.text) for line in pages[-1])
        if characters > _MOST_CHARACTERS:
            raise Refused("too-complex", f"the PDF holds more than {_MOST_CHARACTERS:,} characters of text; split it")
    return pages


def _lines(page: PdfPage) -> Iterator[Line]:
    from pypdfium2 import raw as pdfium

    words = page.get_textpage()
    count = min(words.count_chars(), _MOST_CHARACTERS)
    held: list[tuple[int, str]] = []
    for index in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(words, index) if index < count else 10
        ch = chr(code) if code < 0x110000 else "\ufffd"
        if ch in _HYPHENS or ch in "\r\n":
            box = _box(words, held)
            if box:
                text = " ".join("".join(each for _, each in held).translate(_LIGATURES).split())
                split = _SPLIT.search(text)  # a hyphen PDFium left in place
                yield Line(text[: split.start()] if split else text, *box, broken=bool(split) or ch in _HYPHENS)
            held.clear()
        else:
            held.append((index, ch))
    words.close()


def _box(words: PdfTextPage, held: list[tuple[int, str]]) -> tuple[float, float, float, float, bool] | None:
    """Left, right, bottom, size of type and boldness of a line, from its first and last visible characters."""
    from pypdfium2 import raw as pdfium

    seen = [index for index, ch in held if not ch.isspace()]
    if not seen:
        return None
    first, last = (words.get_charbox(index, loose=True) for index in (seen[0], seen[-1]))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(words, seen[0], matrix)
    size = pdfium.FPDFText_GetFontSize(words, seen[0]) * math.hypot(matrix.b, matrix.d) or first[3] - first[1]
    bold = all(pdfium.FPDFText_GetFontWeight(words, index) >= _BOLD for index in (seen[0], seen[-1]))
    return first[0], last[2], first[1], max(size, 0.1), bold


def _without_edges(page: list[Line], repeated: set[str], pitch: float) -> list[Line]:
    """The page without the repeated lines and page numbers at its top and bottom, where those stand apart from the rest."""
    start, end = 0, len(page)
    while start < min(_EDGE, end) and _is_edge(page[start], repeated):
        start += 1
    while end > max(start, len(page) - _EDGE) and _is_edge(page[end - 1], repeated):
        end -= 1
    if 0 < start < end and not _apart(page[start - 1], page[start], pitch):
        start = 0
    if start < end < len(page) and not _apart(page[end - 1], page[end], pitch):
        end = len(page)
    return page[start:end]


def _is_edge(line: Line, repeated: set[str]) -> bool:
    return not line.broken and (_shape(line) in repeated or bool(_PAGE_NUMBER.fullmatch(line.text)))


def _apart(one: Line, two: Line, pitch: float) -> bool:
    return abs(one.bottom - two.bottom) > 1.3 * pitch or abs(one.height - two.height) > 0.08 * one.height


def _repeated(pages: list[list[Line]]) -> set[str]:
    """The shapes of lines that stand at the top or bottom of most pages."""
    seen = Counter(shape for page in pages for shape in {_shape(line) for line in page[:_EDGE] + page[-_EDGE:]})
    return {shape for shape, times in seen.items() if times >= max(2, len(pages) / 2)}


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.casefold())


def _paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    lines = [line for page in pages for line in page]
    known = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(line.text for line in lines)))
    edges = [edge for page in pages for edge in _edges(page)]
    pitch = _pitch(pages)
    held = [lines[0].text] if lines else []
    for number, (one, two) in enumerate(pairwise(lines)):
        if not _goes_on(one, two, edges[number], pitch):
            yield "".join(held)
            held = [two.text]
        elif one.broken:
            held[-1:] = [_mended(held[-1], two.text, known)]
        else:
            held += [" ", two.text]
    yield "".join(held)


def _edges(page: list[Line]) -> list[float]:
    """For each line the right edge of its column: what most lines that start near it do not pass."""
    columns: dict[int, list[float]] = {}
    for line in page:
        columns.setdefault(int(line.left // _COLUMN), []).append(line.right)
    usual = {place: statistics.quantiles(rights, n=10)[-1] for place, rights in columns.items() if len(rights) > 2}
    widest = max((line.right for line in page), default=0.0)
    return [usual.get(int(line.left // _COLUMN), widest) for line in page]


def _pitch(pages: list[list[Line]]) -> float:
    """The usual distance between two lines of a paragraph, in points."""
    steps = [one.bottom - two.bottom for page in pages for one, two in pairwise(page) if one.bottom > two.bottom]
    return statistics.median_low(steps) if steps else 12.0


def _goes_on(one: Line, two: Line, column: float, pitch: float) -> bool:
    """True when the second line continues the paragraph of the first."""
    if one.broken:
        return True
    if not 0.85 < one.height / two.height < 1.18 or one.bold != two.bold:
        return False
    step = one.bottom - two.bottom
    if step < 0 or step > 4 * pitch:  # a new column or page
        return two.text[:1].islower() or (not _ENDS.search(one.text) and one.right > column * 0.9)
    if step > 1.35 * pitch:
        return False
    ended = bool(_ENDS.search(one.text))
    return not (ended and (one.right < column * 0.9 or two.left > one.left + 6))


def _mended(before: str, after: str, known: Counter[str]) -> str:
    """Two halves of a word as one, keeping a hyphen that belongs: the document's own usage decides first."""
    left, right = re.search(r"[\w-]*$", before[-60:]), re.match(r"\w*", after)
    head, tail = (left[0] if left else ""), (right[0] if right else "")
    joined, hyphened = known[head + tail], known[f"{head}-{tail}"]
    if joined != hyphened:
        keep = hyphened > joined
    else:
        keep = bool(_KEEPS_HYPHEN.search(head) or _TAKES_HYPHEN.match(tail))
    return f"{before}-{after}" if keep else before + after


def _title(stated: str, first: list[Line]) -> str | None:
    if len(first) < 4:
        return None
    heads = (" ".join(line.text for line in first[a:b]) for a in range(4) for b in range(a + 1, a + 4))
    if len(stated) > 8 and any(alike(stated, head) for head in heads):
        return stated
    large = max(first[:6], key=lambda line: line.height)
    if large.height < 1.2 * statistics.median(line.height for line in first):
        return None
    start = first.index(large)
    parts = takewhile(lambda line: abs(line.height - large.height) <= 0.5, first[start : start + 4])
    return one_line(" ".join(line.text for line in parts))
