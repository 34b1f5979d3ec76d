"""One question asked, written down, settled and scored; the page; and the verbs of the command line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_up import START, world

from sayso.cli import cli
from sayso.forecast.ask import ask, what_if
from sayso.forecast.ledger import read, record, settle, write
from sayso.forecast.panel import View
from sayso.forecast.rows import Question
from sayso.forecast.scorecard import scorecard
from sayso.types import BadValue

WORLD = world()
DAY = START + timedelta(days=450)
MONTH = Question(horizon=30)


def test_an_answer_has_everything_it_should() -> None:
    made = ask(WORLD, "CCC|DDD", MONTH, DAY)
    assert made.chance is not None
    assert made.low <= made.chance <= made.high  # type: ignore[operator]
    assert made.word
    assert 0 < (made.base or 0) < 1
    assert (made.fewest or 0) <= (made.most or 0)
    assert made.deaths == pytest.approx(2 * (made.expected or 0))
    assert len(made.movers) == 5
    assert made.ends == DAY + timedelta(days=30)


def test_an_answer_does_not_change_when_the_future_is_deleted() -> None:
    assert ask(WORLD, "CCC|DDD", MONTH, DAY) == ask(WORLD.cut(DAY), "CCC|DDD", MONTH, DAY)


def test_cannot_say() -> None:
    made = ask(WORLD, "XXX|YYY", MONTH, DAY)
    assert (made.chance, made.method) == (None, "cannot say")
    assert "fewer than" in (made.why_not or "")


def test_under_a_year_only_simple_forecasters_speak() -> None:
    assert ask(WORLD, "CCC|DDD", Question(), START + timedelta(days=300)).method in ("point process", "climatology")


def test_the_ledger_settles_and_counts_void(tmp_path: Path) -> None:
    path, view = tmp_path / "ledger.jsonl", View()
    for unit, day in (("CCC|DDD", DAY), ("CCC|DDD", START + timedelta(days=495)), ("XXX|YYY", DAY)):
        write(path, ask(WORLD, unit, MONTH, day), view)
    settled = settle(read(path), WORLD, view, START + timedelta(days=499))
    fights = [
        row for row in WORLD.rows.to_pylist()
        if {row["actor"], row["target"]} == {"CCC", "DDD"} and row["quad"] == 4 and DAY < row["last"] <= DAY + timedelta(days=30)
    ]  # fmt: skip
    assert settled[0].events == len(fights)
    assert settled[1].came is None
    fared = record(settled)
    assert (fared.made, fared.resolved, fared.open, fared.void) == (3, 1, 1, 1)
    page = scorecard(settled, date(2002, 5, 1), "<script>")
    assert "<script>" not in page
    assert "1 void (33 %)" in page
    path.write_text(path.read_text() + "nonsense\n")
    with pytest.raises(BadValue, match=":4:"):
        read(path)


def test_what_if_needs_two_sides() -> None:
    found = what_if(WORLD, "CCC|DDD", MONTH, DAY, 7)
    assert all(0 <= chance <= 1 for chance in found.values())
    assert len(found) == 4
    with pytest.raises(BadValue):
        what_if(WORLD, "CCC", MONTH, DAY, 7, View("actor"))


def test_the_verbs(tmp_path: Path) -> None:
    WORLD.save(tmp_path / "events.parquet")
    source = ["--from", str(tmp_path / "events.parquet")]
    ledger = ["--ledger", str(tmp_path / "ledger.jsonl")]
    out = CliRunner().invoke(
        cli, ["forecast", "DDD", "CCC", *source, *ledger, "--days", "7", "--as-of", "2002-03-01"], catch_exceptions=False
    )
    assert out.exit_code == 0, out.output
    assert "CCC|DDD: material conflict after 2002-03-01, by 2002-03-08" in out.output
    assert "base rate" in out.output
    again = CliRunner().invoke(cli, ["forecast", "DDD", "CCC", *source, *ledger, "--days", "7"], catch_exceptions=False)
    assert "earlier: 1 made, 1 resolved" in again.output
    page = tmp_path / "card.html"
    made = CliRunner().invoke(cli, ["scorecard", *source, *ledger, "-o", str(page)], catch_exceptions=False)
    assert "2 made, 1 resolved" in made.output
    assert page.read_text().startswith("<!doctype html>")


def test_the_table_verb(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text("date,source,target,code\n1990-08-02,IRQ,KWT,190\n1990-08-02,IRQ,KWT,999\n")
    out = CliRunner().invoke(
        cli, ["table", str(tmp_path / "k.csv"), "--dataset", "keds", "-o", str(tmp_path / "o.parquet"), "--rejects", str(tmp_path / "r.jsonl")],
        catch_exceptions=False,
    )  # fmt: skip
    assert out.output.splitlines()[0] == "keds: 2 rows read, 1 events, 1990-08-02 to 1990-08-02"
    assert "refused 1: not a CAMEO code" in out.output
    assert "terms:" in CliRunner().invoke(cli, ["table", "--dataset", "acled", "--mapping"], catch_exceptions=False).output
