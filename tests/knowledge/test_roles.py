"""Role nouns: singular and plural, both spellings, one meaning each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso.knowledge.roles import load_roles, role_nouns, roles
from sayso.knowledge.rows import DATA, KnowledgeError
from sayso.knowledge.sectors import sectors


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("troops", "MIL"), ("soldier", "MIL"), ("service members", "MIL"), ("servicemember", "MIL"), ("peacekeepers", "MIL"),
        ("commander", "MIL"), ("defense official", "MIL"), ("defence officials", "MIL"), ("militants", "REB"),
        ("fighters", "REB"), ("rebels", "REB"), ("insurgent", "REB"), ("guerrillas", "REB"), ("gunmen", "UAF"),
        ("militia", "PRM"), ("militiamen", "PRM"), ("proxies", "PRM"), ("officials", "GOV"), ("diplomat", "GOV"),
        ("minister", "GOV"), ("spokesman", "GOV"), ("spokeswoman", "GOV"), ("government", "GOV"), ("police", "COP"),
        ("policemen", "COP"), ("civilians", "CVL"), ("villagers", "CVL"), ("protesters", "OPP"), ("protestors", "OPP"),
        ("contractor", "BUS"), ("journalists", "MED"), ("aid workers", "NGO"), ("lawmakers", "LEG"), ("judge", "JUD"),
        ("intelligence officials", "SPY"), ("refugees", "REF"), ("cartel", "CRM"), ("clerics", "REL"),
        ("labour union", "LAB"), ("labor union", "LAB"), ("mps", "LEG"),
    ],
)  # fmt: skip
def test_a_role_noun_says_its_sector(noun: str, sector: str) -> None:
    assert role_nouns()[noun].sector == sector


def test_there_are_many_and_each_sector_is_known() -> None:
    assert len(roles()) >= 50
    assert len(role_nouns()) >= 1500
    assert {role.sector for role in roles()} <= set(sectors())
    assert len({role.id for role in roles()}) == len(roles())


@pytest.mark.parametrize(("us", "uk"), [("defense", "defence"), ("labor", "labour"), ("organization", "organisation")])
def test_us_and_uk_spellings_come_together(us: str, uk: str) -> None:
    for noun, role in role_nouns().items():
        if us in noun.split():
            assert role_nouns().get(noun.replace(us, uk)) is role, noun


def _plural(noun: str) -> set[str]:
    if noun.endswith("man"):
        return {noun[:-3] + "men"}
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return {noun[:-1] + "ies"}
    return {noun + "s", noun + "es", noun}


def test_every_person_noun_has_its_other_number() -> None:
    """Of the nouns that count people, all but a few irregular or singular offices stand in singular and plural."""
    nouns = [noun for role in roles() if role.kind == "person" for noun in role.nouns if " " not in noun]
    forms = set(role_nouns())
    lone = [
        n
        for n in nouns
        if not _plural(n.lower()) & (forms - {n.lower()}) and not any(n.lower() in _plural(f) for f in forms - {n.lower()})
    ]
    assert len(lone) <= 0.08 * len(nouns), lone


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"sector": "MIL"', '"sector": "MLI"', "did you mean 'MIL'"),
        ('"kind": "collective"', '"kind": "colective"', "did you mean 'collective'"),
        ('"nouns"', '"noun"', "did you mean 'nouns'"),
        ('"soldier"', '"Troops"', "stands already at roles.jsonl:"),
    ],
)
def test_a_slip_names_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    shutil.copy(DATA / "sectors.jsonl", tmp_path / "sectors.jsonl")
    text = (DATA / "roles.jsonl").read_text(encoding="utf-8")
    at = text.index(old)
    (tmp_path / "roles.jsonl").write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_roles(tmp_path)
    assert str(error.value).startswith(f"roles.jsonl:{text.count(chr(10), 0, at) + 1}: ")
    assert said in str(error.value)
