"""``sayso demo``: the whole street on the bundled dossier, once."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from cli_newsroom import sayso

from sayso.case import dossier
from sayso.reading import count


@pytest.mark.slow
def test_the_demo_reads_every_note_and_writes_every_brief(tmp_path: Path) -> None:
    ran = sayso("demo", "--into", "shown")
    notes = count([dossier()])
    assert ran.code == 0
    assert ran.account["offered"] == ran.account["coded"] == notes
    assert ran.lines[0].endswith(f"in {notes} reports")
    shown = tmp_path / "shown"
    briefs = {"brief.html", "brief.md", "brief.pdf", "brief.evidence.md"}
    assert {path.name for path in shown.iterdir()} == {"case.sayso", "case.sayso.files", *briefs}
    assert (shown / "brief.html").read_bytes().lstrip().lower().startswith(b"<!doctype html>")
    assert (shown / "brief.pdf").read_bytes().startswith(b"%PDF-")

    events = sayso("events", "--json", "--case", shown / "case.sayso").objects
    assert ran.lines[0].split(" ")[0].isdigit()
    assert len(events) >= int(ran.lines[0].split(" ")[0]) > 20
    rungs = {rung for event in events for rung in event["ladder"].values()}
    assert {"silent", "denies", "praises", "claims"} <= rungs, "the dossier was chosen for its rungs"

    for day, number, who in (("2020-01-24", 34, "Pentagon"), ("2020-02-11", 109, "Defense Department")):
        assert injured(shown / "case.sayso", day) == (number, who)

    again = sayso("read", dossier(), "--case", shown / "case.sayso")
    assert again.code == 3
    assert again.account["duplicate"] == notes


def injured(case: Path, day: str) -> tuple[int, str]:
    """How many were injured at Ain al-Asad as known on a day, and who was the last to say so of Americans."""
    asked = ("--place", "Ain al-Asad", "--type", "ASSAULT/missile", "--as-of", day)
    (event,) = sayso("events", "--json", "--case", case, *asked).objects
    (row,) = csv.DictReader(io.StringIO(sayso("events", "--format", "csv", "--case", case, *asked).out))
    stand = event["claim"]["figures"]["injured"]
    (figure,) = [each for each in stand if each["of"] == "USA"]
    assert {(each["low"], each["high"]) for each in stand if each["of"] in (None, "USA")} == {(figure["low"], figure["high"])}
    assert row["injured_low"] == row["injured_high"] == str(figure["low"])
    assert all(each["published"] <= day for each in event["figures_history"])
    keys = ("what", "of", "low", "high", "said")
    wanted = tuple((figure | {"what": "injured"})[key] for key in keys)
    (who,) = [each["voice"]["name"] for each in event["figures_history"] if tuple(each[key] for key in keys) == wanted]
    why = sayso("why", event["id"], "--case", case, "--as-of", day).out
    assert f"injured: {figure['said']} ({who}), of USA" in why
    return figure["low"], who
