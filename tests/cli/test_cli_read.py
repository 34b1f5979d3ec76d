"""``sayso read``: into a case, everything accounted for, nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_newsroom import BLAME, BOMB, CLAIM, PULWAMA_IS, REPORTS, Ran, sayso

from sayso.reading import BlobStore
from sayso.record import Record


def test_it_prints_each_report_with_day_and_source(first_read: tuple[Path, Ran]) -> None:
    ran = first_read[1]
    assert ran.code == 0
    assert {line.split()[0]: line.split()[1] for line in ran.lines} == REPORTS
    assert "pulwama-0214  2019-02-14  The Hindu  -" in ran.lines
    assert "bogota-bomb-0117  2019-01-17  Reuters  Car bomb at police academy in Bogota" in ran.lines


def test_it_accounts_for_everything_offered(first_read: tuple[Path, Ran]) -> None:
    account = first_read[1].account
    assert account["offered"] == account["coded"] == 7
    assert account["duplicate"] == account["quarantined"] == 0
    assert account["statements"] >= 7


def test_the_case_holds_what_code_prints(clips: Path, case: Path) -> None:
    printed = {each["id"] for each in sayso("code", clips, "--json", *PULWAMA_IS).objects}
    with Record.open(case, create=False) as record:
        assert {statement.id for statement in record.as_of().statements} == printed


def test_the_raw_bytes_are_kept_beside_the_case(clips: Path, case: Path) -> None:
    blobs = BlobStore(Path(f"{case}.files"))
    with Record.open(case, create=False) as record:
        reports = record.as_of().reports.values()
        assert not record.verify(damage=lambda sha256: None if sha256 in blobs else "is gone")
    raw = {path.read_bytes() for path in clips.glob("*.[hmt]*")}
    assert raw <= {blobs.get(report.sha256) for report in reports}


def test_reading_again_adds_nothing_and_says_so(clips: Path, own_case: Path) -> None:
    before = contents(own_case)
    again = sayso("read", clips, "--case", own_case, *PULWAMA_IS)
    assert again.code == 3
    assert again.out == ""
    assert again.account == {"offered": 7, "coded": 0, "duplicate": 7, "quarantined": 0, "statements": 0}
    assert "nothing new" in again.err
    assert contents(own_case) == before


def contents(case: Path) -> tuple[list[str], list[str]]:
    with Record.open(case, create=False) as record:
        known = record.as_of()
        return sorted(known.reports), [statement.id for statement in known.statements]


def test_what_is_new_is_added_and_only_that_is_printed(own_case: Path, clips: Path, tmp_path: Path) -> None:
    (tmp_path / "late.md").write_text(BOMB.replace("01-17", "01-19").replace("nine", "twenty"), encoding="utf-8")
    ran = sayso("read", clips, "late.md", "--case", own_case, *PULWAMA_IS)
    assert ran.code == 0
    assert [line.split()[0] for line in ran.lines] == ["late"]
    assert (ran.account["coded"], ran.account["duplicate"]) == (1, 7)


def test_reports_are_printed_as_json_with_their_text(tmp_path: Path) -> None:
    (tmp_path / "blame.md").write_text(BLAME, encoding="utf-8")
    (only,) = sayso("read", "blame.md", "--json").objects
    assert only["id"] == "blame"
    assert only["published"] == "2019-01-18"
    assert only["outlet"] == "BBC News"
    assert only["text"].startswith("The National Liberation Army carried out")


def test_the_case_is_case_sayso_here_unless_said_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "blame.md").write_text(BLAME, encoding="utf-8")
    sayso("read", "blame.md")
    assert (tmp_path / "case.sayso").is_file()
    monkeypatch.setenv("SAYSO_CASE", str(tmp_path / "named.sayso"))
    assert sayso("read", "blame.md").code == 0, "another case has not seen it yet"
    assert (tmp_path / "named.sayso").is_file()
    assert len(sayso("events").lines) == 1
    assert sayso("events", "--case", "case.sayso").lines == sayso("events").lines


def test_the_option_wins_over_the_environment(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CASE", "nowhere.sayso")
    assert sayso("events").code == 1
    assert sayso("events", "--case", case).code == 0


def test_two_documents_of_one_name_are_both_kept(tmp_path: Path) -> None:
    for folder, text in (("a", BOMB), ("b", BLAME)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.md").write_text(text, encoding="utf-8")
    ran = sayso("read", "a", "b")
    assert ran.account["coded"] == 2
    names = [line.split()[0] for line in ran.lines]
    assert names[0] == "note"
    assert names[1].startswith("note-")


def test_standard_input_goes_into_a_case(tmp_path: Path) -> None:
    ran = sayso("read", "-", "--id", "pasted", stdin=CLAIM.encode())
    assert ran.code == 0
    assert ran.lines == ["pasted  2019-01-21  The Guardian  Academy bombing claimed"]
