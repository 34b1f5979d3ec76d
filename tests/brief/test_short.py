"""The short form: the strongest evidence and what weighs most, with the rest counted and found in the appendix."""

from __future__ import annotations

import re
from dataclasses import replace

import brief_world as world
import pypdfium2 as pdfium
import pytest
from brief_geography import basemap

from sayso.brief import render
from sayso.brief.build import build
from sayso.brief.questions import QUESTIONS, answers
from sayso.brief.short import EVENTS, QUOTES, ROWS, short
from sayso.brief.strongest import strongest
from sayso.types import Assessment, Brief

APPENDIX = "war.evidence.md"


def weighed() -> Brief:
    brief = world.full()
    leading = sorted(brief.events, key=lambda event: -len(event.statements))
    return replace(brief, leading=tuple(event.id for event in leading))


@pytest.fixture(scope="module")
def text() -> str:
    return render(weighed(), "md", basemap(), APPENDIX).decode()


@pytest.fixture(scope="module")
def everything() -> str:
    return render(weighed(), "md", basemap()).decode()


def crowded(statements: int = 900) -> Brief:
    """The invented war with one of its findings resting on hundreds of statements of as many reports."""
    brief = weighed()
    key, one = next(iter(brief.statements.items()))
    report = brief.reports[one.report]
    reports = {f"copy-{n}": replace(report, id=f"copy-{n}", key=f"copy-{n}") for n in range(statements)}
    more = {f"st-copy-{n}": replace(one, id=f"st-copy-{n}", report=f"copy-{n}") for n in range(statements)}
    first, *rest = brief.assessments
    heavy = replace(first, evidence=(key, *more), headline=True)
    return replace(
        brief, assessments=(heavy, *rest), statements=brief.statements | more, reports=brief.reports | reports, counts={}
    )


def test_every_number_it_cites_is_defined_and_means_the_same_in_the_appendix(text: str, everything: str) -> None:
    defined = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE))
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(defined)
    assert 0 < len(defined) <= len(world.full().statements)
    assert defined.items() <= dict(re.findall(r"^\[\^(\d+)\]: (.*)$", everything, re.MULTILINE)).items()


def test_every_link_into_the_appendix_arrives(text: str, everything: str) -> None:
    places = set(re.findall(rf"\(<{re.escape(APPENDIX)}#([^>]+)>\)", text))
    assert places
    assert places <= set(re.findall(r'<a id="([^"]+)"></a>', everything))


def test_what_it_leaves_out_is_counted_and_stands_in_the_appendix() -> None:
    page = build(weighed(), basemap())
    cut = short(page, APPENDIX)
    for whole, part in zip(page.sections, cut.sections, strict=True):
        assert len(part.events) == min(EVENTS, len(whole.events))
        for table_, cut_table in zip(whole.tables, part.tables, strict=True):
            assert len(cut_table.rows) + cut_table.left == len(table_.rows)
            assert len(cut_table.rows) <= ROWS
        for event in part.events:
            full = next(each for each in whole.events if each.anchor == event.anchor)
            assert len(event.quotes) + event.more == len(full.quotes)
            assert len(event.quotes) <= QUOTES
    assert {event.anchor for section in cut.sections for event in section.events} == set(page.leading[:EVENTS])


def test_a_finding_on_hundreds_of_statements_prints_three_and_counts_the_rest() -> None:
    brief = crowded()
    text = render(brief, "md", basemap(), APPENDIX).decode()
    (line,) = [line for line in text.split("\n") if f"and {900 + 1 - 3} more" in line][:1]
    assert re.search(r"(?:\[\^\d+\]){3} \(\[and 898 more\]", line)
    whole = render(brief, "md", basemap()).decode()
    listed = max(re.findall(r"^All evidence for this: (.*)$", whole, re.MULTILINE), key=len)
    assert listed.count("[^") == 901, "nothing is lost"


@pytest.mark.parametrize(("format", "most"), [("md", 150_000), ("pdf", 2_000_000)])
def test_it_stays_small_however_much_is_on_record(format: str, most: int) -> None:
    assert len(render(crowded(), format, basemap(), APPENDIX)) < most


def test_the_printed_form_names_the_appendix_and_leads_from_number_to_words() -> None:
    document = pdfium.PdfDocument(render(weighed(), "pdf", basemap(), APPENDIX))
    told = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    assert APPENDIX in told
    page = short(build(weighed(), basemap()), APPENDIX)
    for quote in page.evidence:
        assert "".join(quote.text.split())[:30] in told


def test_the_questions_come_in_a_columnists_order() -> None:
    names = [name for _, names in QUESTIONS for name in names]
    told = [Assessment(name, f"{name}?", "It is so.", world.AS_OF, "") for name in reversed(names)]
    brief = world.one_event()
    made = build(
        replace(brief, assessments=tuple(replace(each, headline=True, evidence=tuple(brief.statements)) for each in told))
    )
    assert [each.question for each in made.answers] == [question for question, _ in QUESTIONS]
    assert answers([]) == ()


def test_the_strongest_is_one_of_each_voice_before_a_second() -> None:
    brief = world.full()
    ids = list(brief.statements)[:6]
    worth = dict(zip(ids, (1.0, 3.0, 2.9, 2.0, 0.5, 4.0), strict=True))
    voices = dict(zip(ids, ("a", "a", "a", "b", "c", "a"), strict=True))
    ranked = strongest(ids, replace(brief, worth=worth, speaks_as=voices))
    assert ranked == (ids[5], ids[3], ids[4], ids[1], ids[2], ids[0])
