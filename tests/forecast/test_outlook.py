"""One question asked, logged in the case, settled and scored; the page; and the verbs of the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_up import START, world

from sayso.cli import cli
from sayso.forecast.ask import ask, bounds, what_if
from sayso.forecast.forecasters import Climatology
from sayso.forecast.kept import panel_of
from sayso.forecast.ledger import Entry, settle, tally
from sayso.forecast.panel import Panel, View
from sayso.forecast.replay import replayed
from sayso.forecast.rows import Question, Rows
from sayso.forecast.scorecard import scorecard
from sayso.forecast.words import plain
from sayso.outlook import gather, logged, settled, subject
from sayso.record import Record
from sayso.table import EventTable
from sayso.types import BadValue

WORLD = world()
PANEL = Panel.of(WORLD)
DAY = START + timedelta(days=450)
MONTH = Question(horizon=30)


def run(*words: object) -> Result:
    found = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    assert found.exit_code == 0, found.output
    return found


def test_an_answer_has_everything_it_should() -> None:
    made = ask(PANEL, "CCC|DDD", MONTH, DAY)
    assert made.chance is not None
    assert made.low <= made.chance <= made.high  # type: ignore[operator]
    assert made.low < made.high  # type: ignore[operator]
    assert made.word
    assert 0 < (made.base or 0) < 1
    assert (made.fewest or 0) <= (made.most or 0)
    assert made.deaths == pytest.approx(2 * (made.expected or 0))
    assert len(made.movers) == 5
    assert made.ends == DAY + timedelta(days=30)


def test_an_answer_does_not_change_when_the_future_is_deleted() -> None:
    assert ask(PANEL, "CCC|DDD", MONTH, DAY) == ask(Panel.of(WORLD.cut(DAY)), "CCC|DDD", MONTH, DAY)


def test_cannot_say() -> None:
    made = ask(PANEL, "XXX|YYY", MONTH, DAY)
    assert (made.chance, made.method) == (None, "cannot say")
    assert "fewer than" in (made.why_not or "")


def test_under_a_year_only_simple_forecasters_speak() -> None:
    assert ask(PANEL, "CCC|DDD", Question(), START + timedelta(days=300)).method in ("point process", "climatology")


def test_a_bare_base_rate_has_an_interval_that_narrows_with_time() -> None:
    wide = []
    for step in (120, 450):
        known = Rows.of(PANEL, Question(), range(30, step - 8)).settled()
        low, high = bounds(Climatology().fit(known), known, Rows.of(PANEL, Question(), [step], ["CCC|DDD"]))
        wide.append(high - low)
    assert 0 < wide[1] < wide[0]


def entry(unit: str, day: date, **said: object) -> Entry:
    return Entry.of(ask(PANEL, unit, MONTH, day), View(), "test", fold=False)


def test_the_ledger_settles_and_counts_void_and_late() -> None:
    late = replace(entry("CCC|DDD", DAY), written=date(2026, 1, 1))
    entries = [late, entry("CCC|DDD", START + timedelta(days=495)), entry("XXX|YYY", DAY)]
    assert [Entry.from_json(one.to_json(), one.written) for one in entries] == entries
    found = settle(entries, lambda _: PANEL, START + timedelta(days=499))
    fights = [
        row for row in WORLD.rows.to_pylist()
        if {row["actor"], row["target"]} == {"CCC", "DDD"} and row["quad"] == 4 and DAY < row["last"] <= DAY + timedelta(days=30)
    ]  # fmt: skip
    assert found[0].events == len(fights)
    assert found[1].came is None
    fared = tally(found)
    assert (fared.made, fared.resolved, fared.open, fared.void, fared.late) == (3, 1, 1, 1, 1)
    page = scorecard(found, date(2002, 5, 1), "<script>")
    assert "<script>" not in page
    assert "1 void (33 %)" in page
    assert "1 of the resolved were written down after their window" in page
    with pytest.raises(BadValue, match="not a forecast"):
        Entry.from_json({"unit": "A|B"}, None)


def test_a_forecast_is_settled_only_by_the_data_it_was_made_from(tmp_path: Path) -> None:
    WORLD.save(tmp_path / "events.parquet")
    source = gather([tmp_path / "events.parquet"])
    assert source.label == "test"
    mine, other = entry("CCC|DDD", DAY), replace(entry("CCC|DDD", DAY), data="gdelt")
    assert [one.came is None for one in settled([mine, other], source, None)] == [False, True]


def test_a_replay_asks_about_everybody_heard_of_and_shows_who_got_no_number() -> None:
    rare = world(480).rows.slice(0, 3)
    few = PANEL.add(
        [rare.set_column(rare.schema.get_field_index("target"), "target", [["ZZZ"] * 3]).combine_chunks().to_batches()[0]]
    )
    found = replayed(few, MONTH)
    assert {one.entry.unit for one in found if one.entry.chance is None} <= {"AAA|ZZZ", "BBB|ZZZ", "CCC|ZZZ", "DDD|ZZZ"}
    spoken = [one for one in found if one.entry.chance is not None]
    assert len(spoken) >= 20
    start = 2 * few.periods // 3
    assert min(one.entry.asked for one in found) >= START + timedelta(days=start - 1)


def test_what_if_needs_two_sides() -> None:
    found = what_if(PANEL, "CCC|DDD", MONTH, DAY, 7)
    assert all(0 <= chance <= 1 for chance in found.values())
    assert len(found) == 4
    with pytest.raises(BadValue):
        what_if(Panel.of(WORLD, View("actor")), "CCC", MONTH, DAY, 7)


def test_whom_a_question_is_about() -> None:
    assert subject(["Iran", "usa"], None, None, False).unit == "IRN|USA"
    assert subject([], "Iraq", None, False).unit == "IRQ"
    theatre = subject([], None, "SYR,Iraq", False)
    assert (theatre.unit, theatre.by, theatre.places) == ("IRQ+SYR", "theatre", ("IRQ", "SYR"))
    assert theatre.view(DAY).theatres == {"IRQ": "IRQ+SYR", "SYR": "IRQ+SYR"}
    for wrong in ((["A", "B", "C"], None, None), ([], None, None), (["IRN"], "IRQ", None), ([], "Nowhere at all", None)):
        with pytest.raises(BadValue):
            subject(*wrong, False)


def test_columns_are_told_in_words() -> None:
    assert plain("target 30", "kinetic") == "kinetic here, fading by half in 30 days"
    assert plain("busier actor target 3", "kinetic") == "kinetic elsewhere of the busier of the two, fading by half in 3 days"
    assert plain("verbal conflict 14", "kinetic") == "verbal conflict here, fading by half in 14 days"


def test_the_verbs_log_settle_and_score(tmp_path: Path) -> None:
    WORLD.save(tmp_path / "events.parquet")
    given = ["--from", tmp_path / "events.parquet", "--case", tmp_path / "c.sayso"]
    out = run("forecast", "DDD", "CCC", *given, "--days", 7, "--as-of", "2002-03-01", "--what-if-quiet", 3)
    assert "CCC|DDD: material conflict after 2002-03-01, by 2002-03-08" in out.output
    assert "base rate" in out.output
    assert "model-based" in out.output
    again = run("forecast", "DDD", "CCC", *given, "--days", 7)
    assert "1 made, 1 resolved" in again.output
    assert "by 2002-03-08: it" in again.output
    run("forecast", "XXX", "YYY", *given)
    unlogged = run("forecast", "CCC", *given, "--no-log")
    assert "CCC: material conflict" in unlogged.output
    with Record.open(tmp_path / "c.sayso") as record:
        assert [one.unit for one in logged(record)] == ["CCC|DDD", "CCC|DDD", "XXX|YYY"]
        assert record.verify() == []
    page = tmp_path / "card.html"
    made = run("scorecard", *given, "-o", page)
    assert "3 made, 1 resolved" in made.output
    assert "1 void (33 %)" in made.output
    assert page.read_text().startswith("<!doctype html>")
    replay = run("scorecard", *given, "--replay", "--days", 7, "-o", page)
    assert "0 open" in replay.output


def test_a_theatre_and_a_country_can_be_asked_about(tmp_path: Path) -> None:
    states = {"AAA": "IRQ", "BBB": "SYR", "CCC": "LBN", "DDD": "JOR"}
    EventTable.of([row | {"place_country": states[row["place_country"]]} for row in WORLD.rows.to_pylist()]).save(
        tmp_path / "e.parquet"
    )
    given = ["--from", tmp_path / "e.parquet", "--case", tmp_path / "c.sayso", "--days", 7]
    assert "IRQ: material conflict" in run("forecast", "--country", "Iraq", *given).output
    assert "IRQ+SYR: material conflict" in run("forecast", "--theatre", "IRQ,SYR", *given, "--as-of", "2002-03-15").output
    assert "1 made, 1 resolved" in run("forecast", "--theatre", "IRQ,SYR", *given).output


def test_without_events_the_verb_says_what_to_do(tmp_path: Path) -> None:
    Record.open(tmp_path / "c.sayso").close()
    found = CliRunner().invoke(cli, ["forecast", "USA", "IRN", "--case", str(tmp_path / "c.sayso")])
    assert isinstance(found.exception, BadValue)
    assert "--from" in str(found.exception)


KEDS = "date,source,target,code\n1990-08-02,IRQ,KWT,190\n1990-08-02,IRQ,KWT,999\n"


def test_the_table_verb(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text(KEDS)
    out = run("table", tmp_path / "k.csv", "--dataset", "keds", "-o", tmp_path / "o.parquet")
    assert out.output.splitlines()[0] == "keds: 2 rows read, 1 events, 1990-08-02 to 1990-08-02"
    assert "refused 1: not a CAMEO code" in out.output
    assert "not a CAMEO code" in (tmp_path / "o.refused.jsonl").read_text()
    assert "terms:" in out.output
    assert "terms:" in run("table", "--dataset", "acled", "--mapping").output
    assert "UCDP Georeferenced" in run("table").output


def test_a_folder_of_tables_grows_by_a_day(tmp_path: Path) -> None:
    folder = tmp_path / "events"
    (tmp_path / "one.csv").write_text(KEDS)
    (tmp_path / "two.csv").write_text("date,source,target,code\n1990-08-03,IRQ,KWT,190\n1990-08-02,IRQ,KWT,190\n")
    run("table", tmp_path / "one.csv", "--dataset", "keds", "-o", folder)
    first = gather([folder]).panel(View())
    kept = next(folder.glob("panels/*.npz"))
    out = run("table", tmp_path / "two.csv", "--dataset", "keds", "-o", folder)
    assert "refused 1: the key of a row in an earlier file" in out.output
    assert "added to" in run("table", tmp_path / "two.csv", "--dataset", "keds", "-o", folder).output
    tables = sorted(folder.glob("*.parquet"))
    assert len(tables) == 2
    grown = gather([folder]).panel(View())
    fresh = Panel.of(EventTable.concat(map(EventTable.load, tables)))
    assert grown.totals().tolist() == fresh.totals().tolist() == [2.0]
    assert first.totals().tolist() == [1.0]
    # What the kept panel has counted is not opened again: even a table that is spoilt since does no harm.
    for each in tables:
        each.write_bytes(b"spoilt")
    assert panel_of(tables, View(), folder).totals().tolist() == [2.0]
    kept.write_bytes(b"cut short")
    with pytest.raises(Exception, match=r"[Pp]arquet"):
        panel_of(tables, View(), folder)
