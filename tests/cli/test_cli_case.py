"""The verbs that question and look after a case: filters, why, changes, sources, sql, verify, rebuild, recode, rule."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli_newsroom import sayso

ELN = "COL-ELN"


def ids(ran) -> list[str]:
    return [each["id"] for each in ran.objects]


def events(case: Path, *more: str) -> list[dict]:
    ran = sayso("events", "--json", "--case", case, *more)
    assert ran.code == 0, ran.err
    return ran.objects


def bombing(case: Path) -> dict:
    (event,) = [each for each in events(case) if ELN in each["ladder"]]
    return event


FILTERS = [
    (("--actor", ELN), lambda e: ELN in e["ladder"]),
    (("--actor", "national liberation army"), lambda e: ELN in e["ladder"]),
    (("--place", "Bogota"), lambda e: e["claim"]["where"] and "Bogot" in e["claim"]["where"]["name"]),
    (("--theatre", "COL"), lambda e: e["claim"]["where"] and e["claim"]["where"]["country"] == "COL"),
    (("--theatre", "COL,IND"), lambda e: e["claim"]["where"] and e["claim"]["where"]["country"] in ("COL", "IND")),
    (("--type", "ASSAULT"), lambda e: e["claim"]["what"] == "ASSAULT"),
    (("--type", "ASSAULT/rocket"), lambda e: (e["claim"]["what"], e["claim"]["mode"]) == ("ASSAULT", "rocket")),
    (("--type", "rocket"), lambda e: e["claim"]["mode"] == "rocket"),
    (("--since", "2019-02-20"), lambda e: e["last"] is None or e["last"] >= "2019-02-20"),
    (("--until", "2019-01-31"), lambda e: e["first"] is None or e["first"] <= "2019-01-31"),
    (("--rung", "claims"), lambda e: "claims" in e["ladder"].values()),
    (("--rung", "claims", "--actor", ELN), lambda e: e["ladder"].get(ELN) == "claims"),
    (("--rung", "silent+"), lambda e: bool(e["ladder"])),
]


@pytest.mark.parametrize(("asked", "fits"), FILTERS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_filters_keep_what_fits_and_nothing_else(case: Path, asked: tuple[str, ...], fits) -> None:
    every = events(case)
    expected = [event["id"] for event in every if fits(event)]
    assert expected
    assert [event["id"] for event in events(case, *asked)] == expected
    assert len(expected) < len(every) or asked[1] in ("silent+", "ASSAULT", "2019-01-31", "2019-02-20")


def test_full_text(case: Path) -> None:
    (event,) = events(case, "--text", "mitiga")
    assert "Tripoli" in event["title"]
    assert events(case, "--text", "nobody-ever-wrote-this") == []


@pytest.mark.parametrize(
    "asked", [("--rung", "shouts"), ("--sort", "colour"), ("--theatre", "Atlantis"), ("--patron", "Nobody Ltd")]
)
def test_what_there_is_none_of_is_said(case: Path, asked: tuple[str, ...]) -> None:
    ran = sayso("events", "--case", case, *asked)
    assert ran.code == 1
    assert re.search("no (rung|order|theatre|patron)", ran.err)


def test_sorts(case: Path) -> None:
    by_date = [event["id"] for event in events(case)]
    assert [event["id"] for event in events(case, "--sort", "-date")] == by_date[::-1]
    counts = [len(event["statements"]) for event in events(case, "--sort", "-statements")]
    assert counts == sorted(counts, reverse=True)


def test_csv_and_table_hold_every_event(case: Path) -> None:
    ran = sayso("events", "--case", case, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    every = events(case)
    assert [row["id"] for row in rows] == [event["id"] for event in every]
    assert [row["title"] for row in rows] == [event["title"] for event in every]
    table = sayso("events", "--case", case, "--format", "table").lines
    assert [line.split()[0] for line in table[2:]] == [event["id"] for event in every]


@pytest.mark.parametrize("form", ["{}", "{lower}", "say {bare}", "say{bare}", "{bare}", "Say-{bare}", "SAY – {bare}"])
def test_a_name_is_understood_however_it_is_said(case: Path, form: str) -> None:
    id = bombing(case)["id"]
    said = form.format(id, lower=id.lower(), bare=id.removeprefix("SAY-").lower())
    ran = sayso("why", *said.split(" "), "--case", case)
    assert ran.code == 0
    assert ran.lines[0].startswith(id)


def test_why_tells_every_voice_quote_figure_and_reason(case: Path) -> None:
    event = bombing(case)
    ran = sayso("why", event["id"], "--case", case)
    for ref in event["statements"]:
        assert f"({ref['report']}:{ref['start']}-{ref['end']}" in ran.out
    assert "killed: at least nine" in ran.out
    assert "belongs here +" in ran.out
    assert "2019-01-21 14:00" in ran.out
    whole = json.loads(sayso("why", event["id"], "--case", case, "--json").out)
    assert whole["event"]["id"] == event["id"]
    assert len(whole["statements"]) == len(event["statements"])


def test_as_of_a_minute(case: Path) -> None:
    """The claim of responsibility was published at 14:00 UTC on the day."""
    before = bombing_reports(case, "2019-01-21T13:59+00:00")
    after = bombing_reports(case, "2019-01-21T16:00+02:00")
    assert "bogota-claim-0121" not in before
    assert "bogota-claim-0121" in after
    assert "bogota-claim-0121" in bombing_reports(case, "2019-01-21")


def bombing_reports(case: Path, moment: str) -> set[str]:
    found = events(case, "--as-of", moment)
    assert all(event["as_of"].startswith(moment[:10]) for event in found)
    return {ref["report"] for event in found for ref in event["statements"]}


def test_rulings_by_whom_when_and_why(own_case: Path) -> None:
    event = bombing(own_case)
    ref = event["statements"][0]
    point = f"{ref['report']}:{ref['start']}-{ref['end']}"
    made = sayso("rule", "reject", point, "--by", "Ada", "--why", "wrong day", "--case", own_case)
    assert (made.code, made.err) == (0, "")
    number = re.match(r"ruling (\d+): reject", made.out)[1]
    assert ref["id"] not in {each["id"] for found in events(own_case) for each in found["statements"]}
    (row,) = sayso("rule", "list", "--json", "--case", own_case).objects
    assert (row["by"], row["why"], row["act"], row["active"]) == ("Ada", "wrong day", "reject", True)
    assert sayso("rule", "undo", number, "--by", "Ben", "--why", "it was right", "--case", own_case).code == 0
    assert ref["id"] in {each["id"] for found in events(own_case) for each in found["statements"]}
    assert [row["active"] for row in sayso("rule", "list", "--json", "--case", own_case).objects] == [False, True]


def test_edit_accept_and_missed(own_case: Path) -> None:
    event = bombing(own_case)
    ref = next(each for each in event["statements"] if each["stance"] == "claims")
    ran = sayso("rule", "edit", ref["id"][:10], "--set", "firmness=1", "--set", "stance=suspects", "--by", "Ada", "--why", "weak",
                "--case", own_case)  # fmt: skip
    assert ran.code == 0, ran.err
    changed = [each for found in events(own_case) for each in found["statements"] if each["report"] == ref["report"]]
    assert {(1, "suspects")} <= {(each["firmness"], each["stance"]) for each in changed}
    assert sayso("rule", "accept", event["id"], "--by", "Ada", "--why", "checked", "--case", own_case).code == 0
    ran = sayso("rule", "missed", "pulwama-0214", "--quote", "Indian officials said", "--what", "ACCUSE", "--set", "stance=alleges",
                "--by", "Ada", "--why", "overlooked", "--case", own_case)  # fmt: skip
    assert ran.code == 0, ran.err
    assert any(found["claim"]["what"] == "ACCUSE" for found in events(own_case))
    ran = sayso(
        "rule", "missed", "pulwama-0214", "--quote", "never written", "--what", "ACCUSE", "--why", "x", "--case", own_case
    )
    assert ran.code == 1
    assert "stands 0 times" in ran.err


def test_merge_and_split(own_case: Path) -> None:
    one, other = (found["id"] for found in events(own_case, "--type", "ASSAULT")[:2])
    many = len(events(own_case))
    made = sayso("rule", "merge", one, other, "--by", "Ada", "--why", "one and the same", "--case", own_case)
    assert made.code == 0, made.err
    assert len(events(own_case)) < many
    number = re.match(r"ruling (\d+)", made.out)[1]
    assert sayso("rule", "undo", number, "--by", "Ada", "--why", "two after all", "--case", own_case).code == 0
    assert len(events(own_case)) == many
    ref = bombing(own_case)["statements"][-1]
    assert sayso("rule", "split", ref["id"][:12], "--by", "Ada", "--why", "another bomb", "--case", own_case).code == 0
    homes = [found for found in events(own_case) for each in found["statements"] if each["id"] == ref["id"]]
    assert [len(found["statements"]) for found in homes] == [1]


def test_changes_since_the_last_brief(own_case: Path, tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text("A car bomb killed 21 people at the police academy in Bogota on Thursday.")
    fresh = tmp_path / "fresh.sayso"
    assert sayso("read", tmp_path / "first.txt", "--published", "2019-01-18", "--outlet", "Reuters", "--case", fresh).code == 0
    assert "no brief was made" in sayso("changes", "--since", "last-brief", "--case", fresh).err
    assert sayso("brief", "-o", tmp_path / "brief.md", "--case", own_case).code == 0
    nothing = sayso("changes", "--since", "last-brief", "--case", own_case)
    assert (nothing.code, nothing.out) == (0, "")
    (tmp_path / "more.txt").write_text(
        "The National Liberation Army denied on Monday that it bombed the police academy in Bogota."
    )
    assert sayso("read", tmp_path / "more.txt", "--published", "2019-01-28", "--outlet", "Reuters", "--case", own_case).code == 0
    ran = sayso("changes", "--since", "last-brief", "--case", own_case)
    assert "read     more" in ran.out
    assert re.search(r"(changed|new) +SAY-", ran.out)
    (whole,) = sayso("changes", "--since", "last-brief", "--json", "--case", own_case).objects
    assert whole["reports"] == ["more"]
    (since,) = sayso("changes", "--since", "2019-01-19", "--published", "--json", "--case", own_case).objects
    assert "bogota-claim-0121" in since["reports"]
    assert "bogota-bomb-0117" not in since["reports"]


def test_sources(case: Path) -> None:
    rows = {row["outlet"]: row for row in sayso("sources", "--json", "--case", case).objects}
    assert rows["Dawn"]["reports"] == 1
    assert sum(row["reports"] for row in rows.values()) == 7
    assert sayso("sources", "--case", case).lines[0].startswith("outlet")


def test_sql_asks_and_never_changes(case: Path) -> None:
    ran = sayso("sql", "SELECT id FROM report ORDER BY id", "--case", case)
    assert ran.lines[2:] == sorted(ran.lines[2:])
    assert len(ran.lines) == 9
    before = case.read_bytes()
    for query in ("DELETE FROM report", "PRAGMA user_version = 9", "ATTACH 'x.db' AS x", "CREATE TABLE t (a)", "VACUUM", ""):
        refused = sayso("sql", query, "--case", case)
        assert refused.code == 1, query
        assert "sayso sql:" in refused.err
    assert case.read_bytes() == before


def test_verify_finds_any_flipped_byte(own_case: Path) -> None:
    ran = sayso("verify", "--case", own_case)
    assert (ran.code, ran.err) == (0, "")
    assert "is sound" in ran.out
    raw = sorted(path for path in Path(f"{own_case}.files").rglob("*") if path.is_file())
    content = bytearray(raw[0].read_bytes())
    content[3] ^= 1
    raw[0].write_bytes(content)
    raw[1].unlink()
    ran = sayso("verify", "--case", own_case, "--json")
    assert ran.code == 1
    assert [row["kind"] for row in ran.objects] == ["blob", "blob"]
    with closing(sqlite3.connect(own_case)) as database:
        database.execute("DROP TRIGGER log_no_update")
        (packed,) = database.execute("SELECT payload FROM log WHERE seq = 4").fetchone()
        flipped = bytearray(packed)
        flipped[len(flipped) // 2] ^= 1
        database.execute("UPDATE log SET payload = ? WHERE seq = 4", (bytes(flipped),))
        database.commit()
    ran = sayso("verify", "--case", own_case, "--json")
    assert 4 in {row["seq"] for row in ran.objects}


def test_rebuild_changes_nothing(own_case: Path) -> None:
    before = events(own_case)
    assert sayso("rebuild", "--case", own_case).code == 0
    assert events(own_case) == before


def test_recode_shows_what_came_and_went_and_what_needs_a_look(own_case: Path) -> None:
    same = sayso("recode", "--dry-run", "--case", own_case)
    assert (same.code, same.out) == (0, "")
    assert " 0 new, 0 gone; 0 to look at" in same.err
    ref = bombing(own_case)["statements"][0]
    point = f"{ref['report']}:{ref['start']}-{ref['end']}"
    assert sayso("rule", "edit", point, "--set", "firmness=0", "--by", "Ada", "--why", "doubt", "--case", own_case).code == 0
    ruled = events(own_case)
    # An earlier coder read less: what it did not see comes, and the ruling holds.
    from sayso.record import Record

    with Record.open(own_case) as record:
        record.add_statements(ref["report"], "an earlier coder", [])
    ran = sayso("recode", ref["report"], "--case", own_case)
    assert ran.code == 0, ran.err
    assert any(line.startswith("+ ") for line in ran.lines)
    assert any(line.startswith("look: ruling") for line in ran.lines)
    assert events(own_case) == ruled
    assert sayso("recode", "no-such-report", "--case", own_case).code == 1
