"""The page: sections in order, rivals apart, figures with their history, nothing unsaid filled in."""

from __future__ import annotations

from dataclasses import replace

import brief_world as world
import pytest
from brief_geography import basemap

from sayso.brief.build import build
from sayso.brief.findings import value_words
from sayso.brief.page import Page, Section
from sayso.types import Assessment, Claim, Event, Row, Span


@pytest.fixture(scope="module")
def page() -> Page:
    return build(world.full(), basemap())


def section(page: Page, anchor: str) -> Section:
    return next(each for each in page.sections if each.anchor == anchor)


def test_sections_come_in_order(page: Page) -> None:
    assert [each.anchor for each in page.sections] == [
        "timeline", "map", "figures", "events", "ladder", "rivals", "reprisals", "escalation", "transfers", "judgements",
    ]  # fmt: skip
    assert [each.title for each in page.sections[-4:-2]] == ["Who answers whom", "The escalation ladder"]


def test_every_quote_has_exactly_one_anchor(page: Page) -> None:
    events = section(page, "events")
    quotes = [quote for event in events.events for quote in event.quotes] + list(events.loose)
    anchored = [quote.n for quote in quotes if quote.first_here]
    assert sorted(anchored) == list(range(1, len(world.full().statements) + 1))


def test_rivals_stand_side_by_side(page: Page) -> None:
    tanker = next(view for view in section(page, "rivals").rivals if view.event.text.startswith("Drone boat"))
    assert [rival.accused for rival in tanker.rivals] == [
        "Harrow Front", "Tamrin Coast Guards", "Brigades of the Ninth Lantern",
    ]  # fmt: skip
    harrow = tanker.rivals[0]
    assert [one.voice for one in harrow.says_so] == ["the Harrow Front"]
    assert [one.voice for one in harrow.says_not] == ["two shipping analysts"]
    assert tanker.findings[0].question == "Who set the Grey Heron alight?"


def test_only_revised_figures_are_drawn_each_beside_its_finding(page: Page) -> None:
    figures = section(page, "figures")
    assert [chart.title.split(":")[0] for chart in figures.charts] == ["Killed", "Injured", "Killed"]
    assert figures.charts[1].findings[0].question == "How many were hurt at Halden?"
    assert figures.findings == ()
    said = [reading.said for reading in figures.charts[1].picture.series[0].readings]
    assert said == ["11", "34", "up to 110", "at least 50"]


def test_transfers_are_read_off_the_events_when_no_analysis_lists_them(page: Page) -> None:
    table = section(page, "transfers").tables[0]
    kinds = [row.cells[1].text for row in table.rows]
    assert kinds == ["transfer", "transfer", "seizure", "seizure"]
    assert table.rows[3].cells[3].kind == "missing"


def test_lanes_are_countries_seas_or_the_actors_country(page: Page) -> None:
    marks = section(page, "timeline").charts[0].picture.marks
    lanes = {mark.title: mark.lane for mark in marks}
    assert lanes["Rockets on the Cape Ansa garrison"] == "Khoreh"
    assert lanes["Drone boat sets the tanker Grey Heron alight"] == "Maren Strait"
    assert lanes["Brigades threaten every depot, deck and dish"] == "Khoreh"
    assert lanes["United Nations demands passage for pilgrims"] == "Place not said"


def test_a_chart_does_not_repeat_the_date_of_a_title() -> None:
    brief = world.one_event()
    for said, shown in (
        ("Rocket attack on a base, 12–14 March 2031", "Rocket attack on a base"),
        ("Arms transfer, by March 2031", "Arms transfer"),
        ("Attack, by a hill", "Attack, by a hill"),
        (", 2031", ", 2031"),
    ):
        titled = replace(brief, events=(replace(brief.events[0], title=said),))
        made = section(build(titled), "timeline").charts[0]
        assert made.picture.marks[0].title == shown
        assert made.table is not None
        assert made.table.rows[0].cells[1].text == said


def test_what_nobody_says_happened_is_marked_as_such() -> None:
    brief = world.one_event()
    (event,) = brief.events
    expected = {key: replace(each, time="future") for key, each in brief.statements.items()}
    assert section(build(brief), "timeline").charts[0].picture.marks[0].happened
    assert not section(build(replace(brief, statements=expected)), "timeline").charts[0].picture.marks[0].happened
    assert event.id in {mark.id for mark in section(build(brief), "timeline").charts[0].picture.marks}


def test_far_places_are_named_under_the_map() -> None:
    brief = world.full()
    moved = tuple(
        replace(event, claim=replace(event.claim, where=replace(event.claim.where, lon=-120.0)))
        if event.claim.where and event.claim.where.name == "Halden radar station" else event
        for event in brief.events
    )  # fmt: skip
    chart = section(build(replace(brief, events=moved)), "map").charts[0]
    assert chart.note.startswith("Too far off for this map: Drones strike the Halden radar station (Halden radar station).")
    assert "Halden radar station" not in {mark.place for mark in chart.picture.marks}


def test_the_word_that_shows_the_stance_is_told_apart() -> None:
    brief = world.one_event()
    key, statement = next(iter(brief.statements.items()))
    at = statement.quote.index("said") + statement.start
    cued = replace(statement, cue=Span("said", at, at + 4))
    quote = section(build(replace(brief, statements={**brief.statements, key: cued})), "events").events[0].quotes[0]
    assert [part for part, is_cue in quote.parts if is_cue] == ["said"]
    assert "".join(part for part, _ in quote.parts) == quote.text


def test_an_event_without_a_title_is_named_from_its_claim() -> None:
    brief = world.one_event()
    bare = replace(brief, events=(replace(brief.events[0], title=" "),))
    assert section(build(bare), "events").events[0].title == "Rocket assault, Cape Ansa garrison"


def test_a_bare_event_is_printed_without_guesses() -> None:
    brief = world.one_event()
    ref = brief.events[0].statements[0]
    bare = replace(brief, events=(Event("E1", Claim(None), (ref,)),), assessments=())
    made = build(bare)
    assert section(made, "timeline").charts == ()
    assert [each.anchor for each in made.sections] == ["timeline", "events"]
    assert section(made, "events").events[0].facts == (("What", "Judgement"),)


def test_the_empty_brief_is_a_page() -> None:
    assert build(world.empty()).sections == ()


def test_an_analysis_without_a_section_gets_its_own() -> None:
    brief = world.one_event()
    row = Row(("OST-MIL", 3, None, 0.25), (next(iter(brief.statements)),), brief.events[0].id)
    told = Assessment(
        "war_weather", "Will it rain?", "It will.", brief.as_of, "", (), columns=("who", "n", "x", "p"), rows=(row,)
    )
    made = section(build(replace(brief, assessments=(told,))), "more-1")
    table = made.findings[0].table
    assert made.title == "War weather"
    assert table is not None
    assert table.columns == ("Who", "N", "X", "P", "Event")
    assert [cell.text for cell in table.rows[0].cells] == [
        "Armed forces of Ostrane", "3", "", "0.25", "Second rocket barrage on Cape Ansa",
    ]  # fmt: skip
    assert table.numeric == (False, True, False, True, False)


@pytest.mark.parametrize(
    ("value", "interval", "words"),
    [
        ("very likely", (0.8, 0.95), "very likely (80–95%)"),
        (3.0, (2.0, 4.5), "3 (2 to 4.5)"),
        (None, (1.0, 2.0), "1 to 2"),
        (None, None, ""),
        (-0.1234, None, "−0.123"),
        ("no", (0.1, 0.2), "no (0.1 to 0.2)"),
    ],
)
def test_value(value: float | str | None, interval: tuple[float, float] | None, words: str) -> None:
    assert value_words(Assessment("x", "?", "!", world.AS_OF, "", value=value, interval=interval)) == words
