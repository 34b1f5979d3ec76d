"""The actors shipped: sound rows, no accidental clashes of names, and names the press uses found under their ids."""

from __future__ import annotations

import shutil
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from sayso.knowledge.actors import Actor, actors, adjectives, load_actors, peoples, surface_forms, weak_forms
from sayso.knowledge.dates import earliest, latest
from sayso.knowledge.forms import plain
from sayso.knowledge.rows import DATA, KnowledgeError, read_rows
from sayso.knowledge.sectors import sectors


def _written() -> list[Actor]:
    return [actor for actor in actors().values() if actor.kind != "branch"]


def _meanings() -> dict[str, set[str]]:
    meanings: dict[str, set[str]] = defaultdict(set)
    for actor in _written():
        for form in (actor.name, *actor.aliases, *actor.metonyms):
            meanings[plain(form)].add(actor.id)
    return meanings


@pytest.mark.parametrize(("kind", "at_least"), [("state", 200), ("body", 900), ("organization", 250), ("group", 1000)])
def test_enough_are_known(kind: str, at_least: int) -> None:
    assert sum(actor.kind == kind for actor in actors().values()) >= at_least


def test_armed_groups_of_every_region_are_known() -> None:
    files = {path.stem for path in (DATA / "actors/groups").glob("*.jsonl")}
    assert files >= {"middle_east", "south_asia", "southeast_asia", "europe", "eurasia", "americas_south", "africa_west"}
    bases = {actor.country for actor in actors().values() if actor.kind == "group"}
    assert len(bases) >= 90


def test_parents_lead_to_a_state_or_an_end_without_going_round() -> None:
    for actor in actors().values():
        seen = {actor.id}
        while actor.parent is not None:
            actor = actors()[actor.parent]
            assert actor.id not in seen, actor.id
            seen.add(actor.id)


def test_every_country_is_a_state_and_every_date_is_in_order() -> None:
    states = {actor.id for actor in actors().values() if actor.kind == "state"}
    for actor in _written():
        assert set(actor.theatre) | ({actor.country} - {None}) <= states, actor.id
        if actor.first and actor.last:
            assert earliest(actor.first) <= latest(actor.last), actor.id
        if actor.kind == "state":
            assert len(actor.iso2 or "") == 2, actor.id


def test_each_state_has_a_branch_for_each_sector() -> None:
    for actor in _written():
        if actor.kind == "state":
            for sector in sectors().values():
                assert (f"{actor.id}-{sector.id}" in actors()) is sector.branch


def test_two_letter_codes_are_not_repeated() -> None:
    codes = [actor.iso2 for actor in _written() if actor.kind == "state"]
    assert len(codes) == len(set(codes))


def test_a_form_means_two_actors_only_where_that_is_known() -> None:
    format_ = {"form": str, "actors": list, "why": str, "source": str}
    known = {row["form"]: set(row["actors"]) for row in read_rows("actors/shared_forms.jsonl", format_, unique=("form",))}
    shared = {form: ids for form, ids in _meanings().items() if len(ids) > 1}
    assert shared == known


def test_a_weak_alias_of_an_actor_is_not_also_a_strong_one_of_it() -> None:
    for actor in _written():
        assert not set(actor.weak_aliases) & {actor.name, *actor.aliases}, actor.id


@pytest.mark.parametrize(
    "word",
    ["us", "is", "may", "let", "who", "base", "fact", "mend", "plan", "model", "care", "contra", "party", "shell", "total"],
)
def test_common_words_are_no_names(word: str) -> None:
    assert word not in surface_forms()
    if word != "us":  # the country; told apart by its capitals
        assert not _meanings().get(word)


@pytest.mark.parametrize(
    ("form", "id_"),
    [
        ("U.S.", "USA"), ("US", "USA"), ("United States", "USA"), ("America", "USA"), ("Washington", "USA"),
        ("UAE", "ARE"), ("Britain", "GBR"), ("UK", "GBR"), ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Tehran", "IRN"),
        ("Islamic Republic", "IRN"), ("Kremlin", "RUS"), ("Ivory Coast", "CIV"), ("Cote d'Ivoire", "CIV"),
        ("Burma", "MMR"), ("Pentagon", "USA-MIL-DOD"), ("Defense Department", "USA-MIL-DOD"), ("CENTCOM", "USA-MIL-CENTCOM"),
        ("Quds Force", "IRN-MIL-QF"), ("Islamic Revolutionary Guard Corps", "IRN-MIL-IRGC"), ("IDF", "ISR-MIL"),
        ("State Department", "USA-GOV-STATE"), ("White House", "USA-GOV-WH"), ("Iraqi Foreign Ministry", "IRQ-GOV-MFA"),
        ("Popular Mobilization Forces", "IRQ-MIL-PMF"), ("Kataib Hezbollah", "IRQ-KH"), ("Kata’ib Hizballah", "IRQ-KH"),
        ("Harakat al-Nujaba", "IRQ-HHN"), ("Asaib Ahl al Haq", "IRQ-AAH"), ("Usbat al-Thaireen", "IRQ-UT"),
        ("Houthi rebels", "YEM-HOU"), ("Ansar Allah", "YEM-HOU"), ("Hezbollah", "LBN-HEZ"), ("Hizbullah", "LBN-HEZ"),
        ("ISIS", "IRQ-IS"), ("al Qaeda", "AFG-AQ"), ("Al-Shabaab", "SOM-SHABAAB"), ("FARC", "COL-FARC"),
        ("Shining Path", "PER-SL"), ("Farabundo Martí National Liberation Front", "SLV-FMLN"), ("FMLN", "SLV-FMLN"),
        ("Tupac Amaru Revolutionary Movement", "PER-MRTA"), ("ETA", "ESP-ETA"), ("Tamil Tigers", "LKA-LTTE"),
        ("Wagner Group", "RUS-WAGNER"), ("Rapid Support Forces", "SDN-RSF"), ("M23", "COD-M23"), ("JNIM", "MLI-JNIM"),
        ("Arakan Army", "MMR-AA"), ("New People's Army", "PHL-NPA"), ("United Nations", "IGO-UN"), ("NATO", "IGO-NATO"),
        ("Operation Inherent Resolve", "MIL-CJTFOIR"), ("U.S.-led coalition", "MIL-CJTFOIR"), ("Aramco", "MNC-ARAMCO"),
        ("Médecins Sans Frontières", "NGO-MSF"), ("Medecins Sans Frontieres", "NGO-MSF"), ("IAEA", "IGO-IAEA"),
    ],
)  # fmt: skip
def test_names_of_the_press_lead_to_their_actor(form: str, id_: str) -> None:
    assert surface_forms()[form] == (id_,)


def test_adjectives_and_peoples_lead_to_states() -> None:
    assert adjectives()["American"] == adjectives()["U.S."] == ("USA",)
    assert adjectives()["Congolese"] == ("COG", "COD")
    assert peoples()["Britons"] == ("GBR",)
    assert all(actors()[id_].kind == "state" for ids in (*adjectives().values(), *peoples().values()) for id_ in ids)


def test_short_ambiguous_aliases_are_kept_apart() -> None:
    assert weak_forms()["KH"] == ("IRQ-KH",)
    assert "KH" not in surface_forms()
    assert set(weak_forms()["FDN"]) == {"NIC-FDN", "BRA-FDN"}


def test_activity_follows_the_dates_of_the_row() -> None:
    farc = actors()["COL-FARC"]
    assert farc.active_on(date(1990, 1, 1))
    assert not farc.active_on(date(1963, 12, 31))
    assert not farc.active_on(date(2018, 1, 1))


def _copy(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "actors", tmp_path / "actors")
    shutil.copy(DATA / "sectors.jsonl", tmp_path / "sectors.jsonl")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("actors/groups/middle_east.jsonl", '"aliases"', '"alaises"', "did you mean 'aliases'"),
        ("actors/groups/middle_east.jsonl", '"theatre": ["IRQ"', '"theatre": ["IRK"', "'IRK' is not a state; did you mean 'IR"),
        ("actors/groups/middle_east.jsonl", '"first": "2003"', '"first": "3002-14"', "is no date"),
        ("actors/groups/middle_east.jsonl", '"id": "IRQ-KH"', '"id": "IRQ_KH"', "does not fit its kind"),
        ("actors/groups/middle_east.jsonl", '"id": "IRQ-KH"', '"id": "IRN-KH"', "must begin with its country"),
        ("actors/groups/middle_east.jsonl", '"id": "IRQ-KH"', '"id": "IRQ-EDU"', "that of a branch"),
        ("actors/groups/middle_east.jsonl", '"id": "IRQ-KH"', '"id": "IRQ-AAH"', "stands already"),
        ("actors/groups/middle_east.jsonl", '"sector": "PRM"', '"sector": "PRN"', "did you mean 'PRM'"),
        ("actors/groups/middle_east.jsonl", '"kind": "group"', '"kind": "state"', "does not belong in this file"),
        ("actors/branches.jsonl", '"parent": "AFG"', '"parent": "AFQ"', "parent 'AFQ' is no actor; did you mean 'AF"),
        ("actors/branches.jsonl", '"sector": "GOV"', '"sector": "MIL"', "must name its sector"),
        ("actors/states.jsonl", '"kind": "state"', '"knd": "state"', "did you mean 'kind'"),
        ("actors/organizations.jsonl", '"id": "IGO-UN"', '"id": "UN"', "does not fit its kind"),
    ],
)
def test_a_slip_in_a_data_file_names_file_and_line(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    root = _copy(tmp_path)
    text = (root / file).read_text(encoding="utf-8")
    at = text.index(old)
    (root / file).write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_actors(root)
    assert said in str(error.value)
    line = int(str(error.value).removeprefix(f"{file}:").split(":")[0])
    slipped = text.count("\n", 0, at) + 1
    assert line == slipped or f"{file}:{slipped};" in str(error.value)


def test_an_id_may_not_stand_in_two_files(tmp_path: Path) -> None:
    root = _copy(tmp_path)
    rows = (root / "actors/groups/europe.jsonl").read_text(encoding="utf-8").splitlines()
    row = next(line for line in rows if line.startswith("{"))
    with (root / "actors/groups/eurasia.jsonl").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(KnowledgeError, match=r"europe\.jsonl:\d+: id .* stands already at actors/groups/eurasia\.jsonl"):
        load_actors(root)
