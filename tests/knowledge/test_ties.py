"""Ties between patrons and clients: sound rows, each somebody's dated claim, and Iran's network in depth."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from sayso.knowledge.actors import Actor, actors
from sayso.knowledge.dates import earliest, latest
from sayso.knowledge.rows import DATA, KnowledgeError
from sayso.knowledge.ties import KINDS, Tie, load_ties, ties


def _of(patron: str, client: str, kind: str) -> list[Tie]:
    return [tie for tie in ties() if (tie.patron, tie.client, tie.kind) == (patron, client, kind)]


def _state(id_: str) -> str | None:
    return actors()[id_].country


def test_enough_ties_of_every_kind_are_known() -> None:
    assert len(ties()) >= 700
    counts = Counter(tie.kind for tie in ties())
    assert set(counts) == set(KINDS)
    assert min(counts.values()) >= 20


def test_every_firmness_is_used_and_most_rows_are_dated() -> None:
    assert {tie.firmness for tie in ties()} == {1, 2, 3}
    assert sum(tie.first is not None for tie in ties()) > 0.9 * len(ties())


def test_every_source_can_be_looked_up() -> None:
    for tie in ties():
        assert len(tie.source) >= 12, tie
        assert not tie.source.lower().startswith(("http", "own", "common", "various")), tie


def test_a_split_is_dated_and_its_ends_are_no_states() -> None:
    for tie in ties():
        if tie.kind == "split":
            assert tie.first is not None, tie
            assert actors()[tie.client].kind != "state", tie


def test_a_tie_begins_before_its_client_ends() -> None:
    for tie in ties():
        client: Actor = actors()[tie.client]
        if tie.first and client.last:
            assert earliest(tie.first) <= latest(client.last), tie


def test_no_tie_outlasts_its_ends() -> None:
    """Who is dissolved commands, arms and hosts nobody; only a split is told of a body that is gone."""
    for tie in ties():
        for end in (actors()[tie.patron], actors()[tie.client]):
            if end.last and tie.kind != "split":
                assert tie.last is not None, (tie, end.last)
                assert latest(tie.last).year <= latest(end.last).year, (tie, end.last)


def test_no_tie_is_told_both_ways_round_by_the_same_voice() -> None:
    told = {(tie.patron, tie.client, tie.kind, tie.asserted_by) for tie in ties() if tie.kind not in ("allied", "supports")}
    assert not {each for each in told if (each[1], each[0], each[2], each[3]) in told}


@pytest.mark.parametrize(
    ("patron", "at_least"),
    [
        ("IRN", 80), ("RUS", 25), ("TUR", 20), ("PAK", 14), ("IND", 10), ("ARE", 8), ("SAU", 6), ("EGY", 1), ("RWA", 8),
        ("UGA", 6), ("ERI", 8), ("ETH", 3), ("SDN", 8), ("TCD", 3), ("LBY", 10), ("USA", 20), ("CUB", 8), ("SUN", 6), ("ZAF", 6),
    ],
)  # fmt: skip
def test_patrons_are_told_of(patron: str, at_least: int) -> None:
    own = [tie for tie in ties() if _state(tie.patron) == patron and actors()[tie.patron].kind != "group" and tie.kind != "split"]
    assert len(own) >= at_least


@pytest.mark.parametrize(
    "client",
    [
        "IRQ-KH", "IRQ-AAH", "IRQ-BADR", "IRQ-HHN", "IRQ-KSS", "IRQ-KIA", "IRQ-AAA", "IRQ-UT", "LBN-HEZ", "YEM-HOU",
        "SYR-MIL-NDF", "SYR-LDF", "PSE-HAMAS", "PSE-PIJ", "BHR-ASHTAR", "BHR-MUKHTAR", "AFG-FATEMIYOUN", "PAK-ZAINABIYOUN",
    ],
)  # fmt: skip
def test_each_client_of_iran_is_tied_to_it(client: str) -> None:
    assert any(_state(tie.patron) == "IRN" for tie in ties() if tie.client == client)


@pytest.mark.parametrize(
    ("patron", "client", "kind", "day"),
    [
        ("IRN-MIL-QF", "IRQ-KH", "arms", date(2020, 3, 11)),
        ("IRN-MIL-QF", "YEM-HOU", "arms", date(2019, 9, 14)),
        ("RUS", "UKR-DPR", "commands", date(2014, 7, 17)),
        ("TUR", "SYR-SNA", "funds", date(2019, 10, 9)),
        ("RWA-MIL", "COD-M23", "commands", date(2025, 1, 27)),
        ("ARE", "SDN-RSF", "arms", date(2024, 1, 1)),
        ("USA-SPY-CIA", "NIC-CONTRAS", "arms", date(1986, 10, 5)),
        ("USA-SPY-CIA", "AFG-MUJAHIDEEN80", "arms", date(1986, 9, 26)),
        ("NIC-GOV", "SLV-FMLN", "hosts", date(1989, 11, 11)),
        ("LBY-GOV", "GBR-PIRA", "arms", date(1986, 1, 1)),
        ("ZAF", "MOZ-RENAMO", "arms", date(1986, 1, 1)),
        ("GBR-PIRA", "GBR-RIRA", "split", date(1998, 8, 15)),
        ("AFG-AQ", "IRQ-IS", "split", date(2014, 6, 29)),
        ("NGA-BH", "NGA-ISWAP", "split", date(2016, 9, 1)),
        ("NGA-BH", "NGA-ANSARU", "split", date(2012, 6, 1)),
        ("MLI-JNIM", "MLI-ANSARDINE", "commands", date(2018, 1, 1)),
        ("COL-FARC", "COL-EMC", "split", date(2017, 1, 1)),
        ("SSD-SPLM", "SSD-SPLAIO", "split", date(2014, 1, 1)),
    ],
)
def test_well_known_ties_hold_on_their_day(patron: str, client: str, kind: str, day: date) -> None:
    assert any(tie.active_on(day) for tie in _of(patron, client, kind))


@pytest.mark.parametrize(
    ("patron", "client", "kind", "day"),
    [
        ("IRN-MIL-QF", "IRQ-KH", "arms", date(2001, 1, 1)),
        ("ISR", "LBN-SLA", "arms", date(2001, 1, 1)),
        ("RUS", "UKR-DPR", "commands", date(2013, 12, 31)),
        ("USA-SPY-CIA", "NIC-CONTRAS", "arms", date(1992, 1, 1)),
        ("AFG-AQ", "SYR-NUSRA", "commands", date(2017, 1, 1)),
    ],
)
def test_ties_do_not_hold_before_or_after(patron: str, client: str, kind: str, day: date) -> None:
    found = _of(patron, client, kind)
    assert found
    assert not any(tie.active_on(day) for tie in found)


def test_a_disputed_tie_is_less_firm_than_an_admitted_one() -> None:
    (disputed,) = _of("IRN", "ESH-POLISARIO", "supports")
    (admitted,) = [tie for tie in _of("IRN", "LBN-HEZ", "funds") if tie.asserted_by == "Hezbollah"]
    assert disputed.firmness < admitted.firmness


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("ties")
    shutil.copytree(DATA / "actors", copy / "actors")
    shutil.copy(DATA / "sectors.jsonl", copy / "sectors.jsonl")
    return copy


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"patron"', '"patrn"', "did you mean 'patron'"),
        ('"client": "IRQ-KH"', '"client": "IRQ-KHH"', "client 'IRQ-KHH' is not known; did you mean 'IRQ-KH'"),
        ('"patron": "IRN-MIL-QF"', '"patron": "IRN-MIL-QFF"', "patron 'IRN-MIL-QFF' is not known"),
        ('"patron": "IRN-MIL-QF"', '"patron": "IRQ-KH"', "is tied to itself"),
        ('"kind": "arms"', '"kind": "arm"', "did you mean 'arms'"),
        ('"firmness": 2', '"firmness": 4', "outside 1..3"),
        ('"firmness": 2', '"firmness": "2"', "must be int"),
        ('"first": "2007"', '"first": "07"', "is no date"),
        ('"last": null', '"last": "1066"', "is before first"),
        ('"kind": "trains"', '"kind": "arms"', "stands already at ties.jsonl:"),
        ('"asserted_by": "US Department of the Treasury", ', "", "key 'asserted_by' is missing"),
    ],
)
def test_a_slip_in_a_row_names_file_and_line(root: Path, old: str, new: str, said: str) -> None:
    text = (DATA / "ties.jsonl").read_text(encoding="utf-8")
    at = text.index(old)
    (root / "ties.jsonl").write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    line = text.count("\n", 0, at) + 1
    with pytest.raises(KnowledgeError) as error:
        load_ties(root)
    assert str(error.value).startswith(f"ties.jsonl:{line}: ")
    assert said in str(error.value)
