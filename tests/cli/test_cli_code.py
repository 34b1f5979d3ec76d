"""``sayso code``: one statement a line, by the contract, the same every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cli_newsroom import BOMB, PULWAMA_IS, REPORTS, WIRES, Ran, sayso

from sayso.conformance import check_statement
from sayso.contract import statement_from_json
from sayso.reading import read
from sayso.types import CATEGORIES, PRECISIONS, STANCES, TIMES, VOICE_KINDS, Report

KEYS = {
    "id", "report", "start", "end", "quote", "voice", "via", "stance", "cue", "firmness", "hedges", "time", "negated", "claim",
}  # fmt: skip
CLAIM_KEYS = {"what", "mode", "actor", "target", "recipient", "where", "when", "weapon", "figures"}


@pytest.fixture(scope="module")
def coded(clips: Path) -> Ran:
    return sayso("code", clips, "--json", *PULWAMA_IS)


@pytest.fixture(scope="module")
def texts(clips: Path) -> dict[str, Report]:
    return {each.report.id: each.report for each in read([clips], published=date(2019, 2, 14)) if each.report}


def test_every_line_is_one_statement_and_nothing_else_is_printed(coded: Ran) -> None:
    assert coded.code == 0
    assert len(coded.objects) == coded.account["statements"] >= len(REPORTS)
    assert coded.account == {"offered": 7, "coded": 7, "duplicate": 0, "quarantined": 0, "statements": len(coded.objects)}


def test_every_report_is_coded_under_its_own_name(coded: Ran) -> None:
    assert {each["report"] for each in coded.objects} == set(REPORTS)


def test_every_statement_has_the_keys_and_values_of_the_contract(coded: Ran) -> None:
    for each in coded.objects:
        assert set(each) == KEYS
        assert set(each["claim"]) == CLAIM_KEYS
        assert set(each["voice"]) == {"name", "kind", "actor", "start", "end"}
        assert each["stance"] in STANCES
        assert each["time"] in TIMES
        assert each["voice"]["kind"] in VOICE_KINDS
        assert each["firmness"] in range(-3, 4)
        assert each["claim"]["what"] in (*CATEGORIES, None)
        assert each["claim"]["where"] is None or each["claim"]["where"]["precision"] in (*PRECISIONS, None)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with a span anywhere inside a statement."""
    if isinstance(value, dict):
        if value.get("start") is not None:
            yield value
        for each in value.values():
            yield from spans(each)
    elif isinstance(value, list):
        for each in value:
            yield from spans(each)


def test_every_quote_stands_in_its_text_in_code_points(coded: Ran, texts: dict[str, Report]) -> None:
    for each in coded.objects:
        text = texts[each["report"]].text
        assert text[each["start"] : each["end"]] == each["quote"]
        assert each["cue"] is None or text[each["cue"]["start"] : each["cue"]["end"]] == each["cue"]["text"]
        for span in spans(each):
            assert 0 <= span["start"] < span["end"] <= len(text)
            if "said" in span:
                assert text[span["start"] : span["end"]] == span["said"]


def test_every_statement_passes_the_conformance_suite(coded: Ran, texts: dict[str, Report]) -> None:
    for each in coded.objects:
        check_statement(statement_from_json(each), texts[each["report"]])


def test_offsets_count_code_points_where_bytes_and_utf_16_would_differ(coded: Ran, texts: dict[str, Report]) -> None:
    text = texts["mitiga-0509"].text
    (hit,) = [each for each in coded.objects if each["report"] == "mitiga-0509" and "Mitiga airport" in each["quote"]]
    where = hit["claim"]["where"]
    assert text[where["start"] : where["end"]] in ("Mitiga airport", "Mitiga", "Tripoli")
    before = text[: where["start"]]
    assert "🕊️ «مطار معيتيقة»" in before
    assert len(before.encode("utf-8")) > len(before.encode("utf-16-le")) // 2 > len(before)


def test_ids_are_the_same_in_every_run_and_unlike_each_other(clips: Path, coded: Ran) -> None:
    again = sayso("code", clips, "--json", *PULWAMA_IS)
    assert again.out == coded.out
    ids = [each["id"] for each in coded.objects]
    assert len(set(ids)) == len(ids)


def test_one_file_gives_what_it_gives_among_others(clips: Path, coded: Ran) -> None:
    alone = sayso("code", clips / "bogota-blame-0118.md", "--json")
    assert alone.objects == [each for each in coded.objects if each["report"] == "bogota-blame-0118"]


def test_a_document_offered_twice_is_coded_once(clips: Path) -> None:
    path = clips / "bogota-bomb-0117.md"
    once, twice = sayso("code", path, "--json"), sayso("code", path, path, "--json")
    assert twice.out == once.out
    assert twice.account["duplicate"] == 1
    assert twice.account["offered"] == 2
    assert twice.code == 0


def test_one_name_for_two_documents_gives_two_reports(tmp_path: Path) -> None:
    for number, folder in enumerate(("a", "b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.md").write_text(BOMB.replace("nine", ("nine", "ten")[number]), encoding="utf-8")
    found = sayso("code", tmp_path / "a", tmp_path / "b", "--json").objects
    assert len({each["report"] for each in found}) == 2
    assert len({each["id"] for each in found}) == len(found)


@pytest.mark.parametrize("as_json", [True, False])
def test_standard_input_is_read_and_named(as_json: bool) -> None:
    told = ("--published", "2019-01-17", "--outlet", "Reuters", "--id", "wire-7")
    ran = sayso("code", "-", *told, *(["--json"] if as_json else []), stdin=BOMB.split("---\n")[2].encode())
    assert ran.code == 0
    assert ran.lines
    assert all(("wire-7" in line) for line in ran.lines)


def test_json_lines_on_standard_input_are_that_many_reports() -> None:
    ran = sayso("code", "-", "--json", stdin="".join(json.dumps(wire) + "\n" for wire in WIRES).encode())
    assert {each["report"] for each in ran.objects} == {wire["id"] for wire in WIRES}
    assert {each["report"]: each["voice"]["actor"][:7] for each in ran.objects} == {
        "balakot-pti": "IND-GOV",
        "balakot-dawn": "PAK-MIL",
    }


def test_a_pattern_stands_for_the_files_it_matches(clips: Path) -> None:
    ran = sayso("code", f"{clips}/bogota-*.md", "--json")
    assert ran.account["offered"] == 2


def test_lines_for_people_name_report_voice_and_claim(clips: Path) -> None:
    (line,) = [line for line in sayso("code", clips / "bogota-blame-0118.md").lines if "National Liberation Army" in line]
    assert line.startswith("bogota-blame-0118:")
    assert "minister" in line
    assert "ASSAULT" in line


def test_a_date_given_by_hand_resolves_the_days_said(clips: Path) -> None:
    days = {
        each["claim"]["when"]["first"]
        for each in sayso("code", clips / "pulwama-0214.txt", "--json", *PULWAMA_IS).objects
        if each["claim"]["when"]
    }
    assert days == {"2019-02-14"}
