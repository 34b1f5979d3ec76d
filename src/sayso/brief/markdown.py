"""The page as Markdown: evidence as footnotes, charts as the tables behind them, everything from a source inert.

Every value is escaped on its way in (``finalize``), so a template cannot forget: no link, picture, heading or HTML from
a source comes alive. Only what this package writes itself is passed through, wrapped in ``Own``.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape as html_escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sayso.brief.method import HOW, LIMITS, ON_FIRMNESS, ON_LIKELIHOOD
from sayso.brief.page import Cell, Finding, Page, Passage, Quote, Sentence, Table, TableRow
from sayso.brief.words import FIRMNESS_WORDS, ICD_203, RUNG_WORDS, STANCE_WORDS, signed

if TYPE_CHECKING:
    from jinja2 import Environment

_SPECIAL: Final = re.compile(
    r"[\\`*_{}\[\]<>#&~$^|@]"  # these can begin something anywhere
    r"|^[-+=:]|[-+=](?=[-+=:\s]|$)|(?<=[-=:])[-=:]"  # lists, rules, underlines of headings, table rules
    r"|:(?!\s|$)|(?<=[wW]{3})\."  # addresses, short names of emoji
    r"|(?<=%)%|%(?=%)"  # comments in some programs
)
_NUMBERED: Final = re.compile(r"^(\d+)([.)])(?=\s|$)")
"""A number that would begin a list."""


class Own(str):
    """Markdown of our own making, not to be escaped."""


def markdown(page: Page) -> bytes:
    """The page as UTF-8 Markdown (CommonMark with tables and footnotes)."""
    text = (
        _environment()
        .get_template("page.md.j2")
        .render(
            page=page,
            quotes=_quotes(page),
            text={"how": HOW, "limits": LIMITS, "firmness": ON_FIRMNESS, "likelihood": ON_LIKELIHOOD},
            icd=ICD_203,
            firmness=[(signed(level), FIRMNESS_WORDS[level]) for level in sorted(FIRMNESS_WORDS, reverse=True)],
            stances=tuple(STANCE_WORDS.values()),
            rungs=tuple(RUNG_WORDS.values()),
        )
    )
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode("utf-8")


def escape(value: object) -> str:
    """Any value as inert Markdown on one line: every mark that could start something is escaped, plain prose is left alone."""
    if isinstance(value, Own):
        return value
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", " ".join(str(value).split())))


def cites(numbers: tuple[int, ...]) -> Own:
    """Evidence numbers as footnote references."""
    return Own("".join(f"[^{number}]" for number in numbers))


def told(each: Finding, page: Page) -> Own:
    """The sentences of a finding, each ending in its evidence or in the words that it has none."""
    return Own(" ".join(_sentence(sentence, each.anchor, page) for sentence in each.sentences))


def _sentence(each: Sentence, anchor: str, page: Page) -> str:
    more = f" ({more_at(each.more, page, anchor)})" if each.more else ""
    return f"{escape(each.text)} {cites(each.cites) or '(no evidence cited)'}{more}"


def more_at(what: int | str, page: Page, anchor: str = "") -> Own:
    """ "and 41 more", in the short form leading to its place in the appendix."""
    words = f"and {what} more" if isinstance(what, int) else what
    if not page.appendix:
        return Own(words)
    place = f"#{anchor}" if anchor else ""
    return Own(f"[{words}](<{quote(page.appendix)}{place}>)")


def everything(each: Finding, page: Page) -> Own:
    """All evidence of a finding where its sentences do not show it and this is the file that has everything."""
    hidden = not page.appendix and set(each.everything) - set(each.shown)
    return Own(f"All evidence for this: {cites(each.everything)}" if hidden else "")


def place(anchor: str, page: Page) -> Own:
    """An anchor that the short form can lead to; only the file that has everything carries them."""
    return Own("" if page.appendix else f'<a id="{html_escape(anchor)}"></a>')


def table(each: Table, page: Page, anchor: str = "") -> Own:
    """A pipe table, evidence in the last column; in the short form followed by how many lines it leaves out."""
    heads = [escape(column) for column in each.columns] + (["Evidence"] if each.cited else [])
    rule = ["--:" if number else "---" for number in each.numeric] + (["---"] if each.cited else [])
    rows = [[_cell(cell) for cell in row.cells] + ([_row_cites(row, page)] if each.cited else []) for row in each.rows]
    lines = "\n".join("| " + " | ".join(line) + " |" for line in (heads, rule, *rows))
    left = f"{each.left} more {'line' if each.left == 1 else 'lines'}"
    return Own(f"{lines}\n\n{more_at(left, page, anchor)}" if each.left else lines)


def _row_cites(row: TableRow, page: Page) -> str:
    if not page.appendix:
        return str(cites((*row.cites, *row.rest)))
    return f"{cites(row.cites)} and {len(row.rest)} more" if row.rest else str(cites(row.cites))


def _cell(cell: Cell) -> str:
    return "—" if cell.kind == "missing" else escape(cell.text)


def passages(listed: tuple[Passage, ...]) -> Own:
    """A report's text as a block quotation, cited words between ⟦numbers and⟧."""
    text = "".join(
        "".join(f"⟦{number}: " for number in each.opens) + each.text + "".join("⟧" for _ in each.closes) for each in listed
    )
    paragraphs = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    return Own("\n>\n".join("> " + escape(line) for line in paragraphs))


def _quotes(page: Page) -> list[Quote]:
    if page.appendix:
        return list(page.evidence)
    found = {each.n: each for section in page.sections for event in section.events for each in event.quotes}
    found.update({each.n: each for section in page.sections for each in section.loose})
    return [found[number] for number in sorted(found)]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sayso.brief", "templates"), autoescape=False, undefined=StrictUndefined,
        finalize=escape, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(
        cites=cites, told=told, everything=everything, more_at=more_at, place=place, table=table, passages=passages
    )
    return environment
