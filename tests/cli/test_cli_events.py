"""``sayso events``, ``why`` and ``assess``: what a case adds up to, now and as it stood on a day."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cli_newsroom import REPORTS, sayso

from sayso.analysis import ANALYSES
from sayso.record import Record
from sayso.types import RUNGS

EVENT = {"id", "title", "first", "last", "claim", "statements", "figures_history", "accusations", "ladder", "answers", "as_of"}
STATEMENT = {"id", "report", "start", "end", "voice", "stance", "firmness"}
FIGURE = {"what", "of", "low", "high", "said", "voice", "published", "start", "end", "report", "statement"}
ACCUSATION = {"voice", "accused", "stance", "firmness", "negated", "published", "start", "end", "report", "statement"}
VOICE = {"name", "kind", "actor", "start", "end"}


def events(case: Path, *more: str) -> list[dict[str, Any]]:
    ran = sayso("events", "--json", "--case", case, *more)
    assert ran.code == 0
    return ran.objects


def bombing(found: list[dict[str, Any]]) -> dict[str, Any]:
    (event,) = [each for each in found if "COL-ELN" in each["ladder"]]
    return event


def test_an_event_has_exactly_the_keys_of_the_contract(case: Path) -> None:
    found = events(case)
    assert found
    for event in found:
        assert set(event) == EVENT
        assert all(set(each) == STATEMENT for each in event["statements"])
        assert all(set(each) == FIGURE for each in event["figures_history"])
        assert all(set(each) == ACCUSATION for each in event["accusations"])
        rows = [*event["statements"], *event["figures_history"], *event["accusations"]]
        assert all(set(each["voice"]) == VOICE for each in rows)
        assert set(event["ladder"].values()) <= set(RUNGS)
    assert any(event["figures_history"] for event in found)
    assert any(event["accusations"] for event in found)


def test_every_row_of_an_event_stands_in_a_report(case: Path) -> None:
    with Record.open(case, create=False) as record:
        known = record.as_of()
    listed = [ref["id"] for event in events(case) for ref in event["statements"]]
    assert sorted(listed) == sorted(known.by_id), "each statement belongs to exactly one event"
    for event in events(case):
        for row in [*event["statements"], *event["figures_history"], *event["accusations"]]:
            assert known.reports[row["report"]].text[row["start"] : row["end"]]
        for reading in event["figures_history"]:
            assert known.reports[reading["report"]].text[reading["start"] : reading["end"]] == reading["said"]


def test_three_reports_of_one_bombing_are_one_event(case: Path) -> None:
    event = bombing(events(case))
    assert {ref["report"] for ref in event["statements"]} == {"bogota-bomb-0117", "bogota-blame-0118", "bogota-claim-0121"}
    assert (event["first"], event["last"]) == ("2019-01-17", "2019-01-17")
    assert event["claim"]["what"] == "ASSAULT"
    assert event["ladder"] == {"COL-ELN": "claims"}
    assert re.fullmatch(r"SAY-[0-9A-Z]{4,}", event["id"])


def test_a_figure_is_kept_with_its_day_and_voice_when_it_is_revised(case: Path) -> None:
    history = [(each["published"], each["what"], each["low"], each["high"]) for each in bombing(events(case))["figures_history"]]
    assert history == [("2019-01-17", "killed", 9, None), ("2019-01-18", "killed", 21, 21), ("2019-01-18", "injured", 68, 68)]


def test_who_accuses_is_kept_with_the_accused(case: Path) -> None:
    (row,) = bombing(events(case))["accusations"]
    assert row["accused"]["id"] == "COL-ELN"
    assert "defence minister" in row["voice"]["name"].lower()
    assert (row["report"], row["published"], row["negated"]) == ("bogota-blame-0118", "2019-01-18", False)


@pytest.mark.parametrize("day", ["2019-01-17", "2019-01-18", "2019-01-20", "2019-01-21", "2019-02-26"])
def test_nothing_published_later_shows_on_a_day(case: Path, day: str) -> None:
    shown = {row["report"] for event in events(case, "--as-of", day) for row in event["statements"]}
    assert shown == {id_ for id_, published in REPORTS.items() if published <= day}
    assert {event["as_of"] for event in events(case, "--as-of", day)} == {day}


def test_the_ladder_and_the_toll_are_those_of_the_day(case: Path) -> None:
    rungs = {
        day: bombing(events(case, "--as-of", day))["ladder"]["COL-ELN"] for day in ("2019-01-18", "2019-01-20", "2019-01-21")
    }
    assert rungs == {"2019-01-18": "silent", "2019-01-20": "silent", "2019-01-21": "claims"}
    (first,) = events(case, "--as-of", "2019-01-17")
    assert first["ladder"] == {}
    assert [each["low"] for each in first["figures_history"]] == [9]
    assert first["id"] == bombing(events(case))["id"], "an event keeps its name"


def test_before_the_first_report_there_is_nothing(case: Path) -> None:
    ran = sayso("events", "--case", case, "--as-of", "2019-01-16")
    assert (ran.code, ran.out) == (0, "")
    assert "no events" in ran.err


def test_lines_for_people_show_id_day_title_and_rungs(case: Path) -> None:
    event = bombing(events(case))
    (line,) = [line for line in sayso("events", "--case", case).lines if line.startswith(event["id"])]
    assert event["title"] in line
    assert "2019-01-17" in line
    assert "COL-ELN: claims" in line


def test_why_prints_every_voice_quote_and_figure(case: Path) -> None:
    event = bombing(events(case))
    ran = sayso("why", event["id"], "--case", case)
    assert ran.code == 0
    with Record.open(case, create=False) as record:
        known = record.as_of()
    for ref in event["statements"]:
        assert f"“{known.by_id[ref['id']].quote}”" in ran.out
        assert f"({ref['report']}:{ref['start']}-{ref['end']})" in ran.out
        assert f"{ref['voice']['name']}" in ran.out
    for reading in event["figures_history"]:
        assert f"{reading['published']}  {reading['what']}: {reading['said']} ({reading['voice']['name']})" in ran.out


def test_why_keeps_to_the_day_too(case: Path) -> None:
    name = bombing(events(case))["id"]
    ran = sayso("why", name, "--case", case, "--as-of", "2019-01-18")
    assert "claimed responsibility" not in ran.out
    assert "21 people" in ran.out
    assert "2019-01-21" not in ran.out


@pytest.mark.parametrize("spelt", [str.lower, lambda name: f" {name} ", lambda name: name.removeprefix("SAY-").lower()])
def test_why_knows_a_name_however_it_is_typed(case: Path, spelt: Any) -> None:
    name = bombing(events(case))["id"]
    assert sayso("why", spelt(name), "--case", case).lines[0].startswith(name)


def test_why_of_no_event_says_where_to_look(case: Path) -> None:
    ran = sayso("why", "SAY-0000", "--case", case)
    assert (ran.code, ran.out) == (1, "")
    assert "sayso events" in ran.err or "did you mean" in ran.err


def test_assess_answers_what_it_is_asked(case: Path) -> None:
    ran = sayso("assess", "claims", "figures", "--case", case)
    heads = [line.split(":")[0] for line in ran.lines if not line.startswith(" ")]
    assert set(heads) == {"claims", "figures"}
    assert heads == sorted(heads), "in the order asked for"


def test_assess_without_a_name_answers_everything(case: Path) -> None:
    ran = sayso("assess", "--case", case)
    heads = list(dict.fromkeys(line.split(":")[0] for line in ran.lines if not line.startswith(" ")))
    assert {"attribution", "claims", "figures", "judgements"} <= set(heads)
    assert "transfers" not in heads, "no weapons changed hands in these clippings"
    assert heads == [name for name in ANALYSES if name in heads], "in the order of a brief"
    assert "National Liberation Army" in ran.out
    assert "as 21 by" in ran.out


def test_assess_knows_only_what_was_known_on_the_day(case: Path) -> None:
    early = sayso("assess", "claims", "--case", case, "--as-of", "2019-01-18").out
    late = sayso("assess", "claims", "--case", case, "--as-of", "2019-01-21").out
    assert "  silent; " in early
    assert "  claims; " in late
    assert "claimed it" not in early


def test_an_analysis_that_finds_nothing_says_so(case: Path) -> None:
    ran = sayso("assess", "transfers", "--case", case)
    assert (ran.code, ran.out) == (0, "")
    assert "transfers" in ran.err


def test_printed_events_can_be_read_back_by_day(case: Path) -> None:
    lines = sayso("events", "--json", "--case", case).out.split("\n")[:-1]
    days = [json.loads(line)["first"] or json.loads(line)["last"] for line in lines]
    assert days == sorted(days)
    assert all(date.fromisoformat(day) for day in days)
