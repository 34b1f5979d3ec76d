"""``sayso demo``: the whole street on the bundled dossier, once."""

from __future__ import annotations

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
    assert {path.name for path in shown.iterdir()} == {"case.sayso", "case.sayso.files", "brief.html", "brief.md", "brief.pdf"}
    assert (shown / "brief.html").read_bytes().lstrip().lower().startswith(b"<!doctype html>")
    assert (shown / "brief.pdf").read_bytes().startswith(b"%PDF-")

    events = sayso("events", "--json", "--case", shown / "case.sayso").objects
    assert ran.lines[0].split(" ")[0].isdigit()
    assert len(events) >= int(ran.lines[0].split(" ")[0]) > 20
    rungs = {rung for event in events for rung in event["ladder"].values()}
    assert {"silent", "denies", "praises", "claims"} <= rungs, "the dossier was chosen for its rungs"

    again = sayso("read", dossier(), "--case", shown / "case.sayso")
    assert again.code == 3
    assert again.account["duplicate"] == notes
