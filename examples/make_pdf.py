"""Makes the PDF notes of the example dossiers from their Markdown sources.

Each ``<dossier>/pdf/<id>.md`` (YAML front matter, plain paragraphs) becomes ``<dossier>/notes/<id>.pdf``,
whose metadata carries title, author and date and whose page shows outlet and date, as a printed article would.
Run ``python examples/make_pdf.py`` after changing a source; the output is the same byte for byte
for the same source and version of typst, because only the fonts inside typst are used.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import typst
import yaml

EXAMPLES = Path(__file__).resolve().parent

# The text travels as JSON and is set as literal strings, so no character of it is taken for markup.
# Small pages, so that a note runs over two and its header and footer repeat as in any printed article.
TEMPLATE = """
#let note = json(bytes(sys.inputs.note))
#let (year, month, day) = note.date
#set document(
  title: note.title,
  author: note.author,
  date: datetime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0),
)
#set page(
  paper: "a5",
  margin: (x: 18mm, y: 22mm),
  header: text(8pt)[#note.outlet],
  footer: text(7pt)[#note.footer],
)
#set text(font: "Libertinus Serif", size: 13.5pt, lang: "en", hyphenate: false)
#set par(justify: true, leading: 0.75em)
#text(15pt, weight: "bold")[#note.title]
#v(2mm)
#text(9pt)[#note.byline]

#v(4mm)
#text(9pt)[Published #note.day]
#v(5mm)
#for paragraph in note.paragraphs { block(breakable: false, spacing: 1.4em, par(text(paragraph))) }
"""


def read_source(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The front matter and the paragraphs of one Markdown source; raises ValueError when there is no front matter."""
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise ValueError(f"{path}: a source starts with YAML front matter between two '---' lines")
    paragraphs = [" ".join(block.split()) for block in parts[2].split("\n\n") if block.strip()]
    return yaml.safe_load(parts[1]), paragraphs


def page_data(meta: dict[str, Any], paragraphs: list[str]) -> dict[str, Any]:
    """What the template prints: strings only, except the date, which is year, month, day."""
    published: date = meta["published"]
    day = f"{published.day} {published:%B %Y}"
    author = str(meta.get("author") or meta["outlet"])
    return {
        "title": meta["title"],
        "author": author,
        "outlet": meta["outlet"],
        "date": [published.year, published.month, published.day],
        "day": day,
        "byline": f"By {author}, {meta['outlet']}" if meta.get("author") else meta["outlet"],
        "paragraphs": paragraphs,
        "footer": f"{meta['note']} Summarises: {meta['summarises']}.",
    }


def render(source: Path) -> bytes:
    """The PDF of one source."""
    note = json.dumps(page_data(*read_source(source)), ensure_ascii=False)
    pdf = typst.compile(TEMPLATE.encode(), format="pdf", sys_inputs={"note": note}, ignore_system_fonts=True)
    if not isinstance(pdf, bytes):
        raise ValueError(f"{source}: typst gave no single document")
    return pdf


def main() -> int:
    for source in sorted(EXAMPLES.glob("*/pdf/*.md")):
        target = source.parent.parent / "notes" / f"{source.stem}.pdf"
        target.write_bytes(render(source))
        print(target.relative_to(EXAMPLES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
