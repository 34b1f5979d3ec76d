"""Every kind of weapon is found under the words the press uses, and a slip in the data file is an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.knowledge import weapons as module
from sayso.knowledge.rows import KnowledgeError, read_rows
from sayso.knowledge.weapons import CATEGORIES, MODES, find, surface_forms, weapons

NAMED = [
    ("three katyusha rockets", "rocket-107mm", "rocket"),
    ("Katyusha-style rockets", "rocket-107mm", "rocket"),
    ("107mm rockets", "rocket-107mm", "rocket"),
    ("a 122-mm rocket", "rocket-122mm", "rocket"),
    ("Grad rockets", "rocket-122mm", "rocket"),
    ("small rockets", "rocket", "rocket"),
    ("HIMARS", "himars", "rocket"),
    ("Fateh-110 ballistic missiles", "fateh-110", "missile"),
    ("Fateh 110", "fateh-110", "missile"),
    ("short-range ballistic missiles", "ballistic-missile", "missile"),
    ("Quds-1 cruise missile", "quds-1", "missile"),
    ("land attack cruise missiles", "cruise-missile", "missile"),
    ("anti-ship cruise missiles", "anti-ship-missile", "missile"),
    ("a Kornet missile", "kornet", "missile"),
    ("Javelins", "javelin", "missile"),
    ("Kh-101", "kh-101", "missile"),
    ("a Kinzhal hypersonic missile", "kinzhal", "missile"),
    ("Storm Shadow missiles", "storm-shadow", "missile"),
    ("Patriot batteries", "patriot", "missile"),
    ("S-400 air defense system", "s-400", "missile"),
    ("MANPADS", "manpads", "missile"),
    ("shoulder-fired missiles", "manpads", "missile"),
    ("explosive-laden drones", "drone", "drone"),
    ("unmanned aerial vehicles", "drone", "drone"),
    ("kamikaze drones", "loitering-munition", "drone"),
    ("Shahed-136 drones", "shahed-136", "drone"),
    ("Bayraktar TB2", "bayraktar-tb2", "drone"),
    ("an MQ-9 Reaper", "mq-9", "drone"),
    ("remotely piloted boats packed with explosives", "drone-boat", "naval"),
    ("suicide drone boats", "drone-boat", "naval"),
    ("limpet mines", "limpet-mine", "naval"),
    ("land mines", "landmine", "explosives"),
    ("IEDs", "ied", "explosives"),
    ("an improvised explosive device", "ied", "explosives"),
    ("a roadside bomb", "roadside-bomb", "explosives"),
    ("car bombs", "car-bomb", "explosives"),
    ("a suicide car bomb", "suicide-car-bomb", "suicide-attack"),
    ("suicide vests", "suicide-vest", "suicide-attack"),
    ("barrel bombs", "barrel-bomb", "aerial"),
    ("F-16s", "f-16", "aerial"),
    ("fighter jets", "warplane", "aerial"),
    ("helicopter gunships", "attack-helicopter", "aerial"),
    ("AK-47s", "ak-47", "firearms"),
    ("AK47", "ak-47", "firearms"),
    ("machine gun fire", "machine-gun", "firearms"),
    ("rocket-propelled grenades", "rpg", "explosives"),
    ("120mm mortars", "mortar", "heavy-weapons"),
    ("artillery shells", "artillery", "heavy-weapons"),
    ("T-72 tanks", "t-72", "heavy-weapons"),
    ("sarin gas", "sarin", "unconventional"),
    ("chlorine barrel bombs", "chlorine", "unconventional"),
    ("machetes", "machete", "primitive"),
    ("tear gas", "tear-gas", "crowd-control"),
]


@pytest.mark.parametrize(("phrase", "id", "mode"), NAMED)
def test_phrases_of_the_press_name_their_weapon(phrase: str, id: str, mode: str) -> None:
    kind = find(phrase)
    assert kind is not None
    assert (kind.id, kind.mode) == (id, mode)


@pytest.mark.parametrize(
    "phrase", ["graduates of a grad school", "the tow truck", "a javelin thrower", "moab", "the fishing boat", "", "…", "talks"]
)
def test_other_words_name_no_weapon(phrase: str) -> None:
    assert find(phrase) is None


def test_a_named_model_beats_the_word_for_its_class() -> None:
    assert find("a missile fired from a Shahed drone") == weapons()["shahed-136"]
    assert find("drones and missiles") == weapons()["drone"], "of two words for a class the first wins"


@given(st.sampled_from(sorted(surface_forms())), st.sampled_from([" ", "-", "‑", ""]))
def test_blanks_and_hyphens_before_a_number_do_not_matter(form: str, joint: str) -> None:
    kind = weapons()[surface_forms()[form]]
    if kind.cased or "-" not in form or not form.split("-", 1)[1][:1].isdigit():
        return
    first, rest = form.split("-", 1)
    found = find(f"{first}{joint}{rest}")
    assert found is not None
    assert found.id == kind.id or not found.generic


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    kind = find(text)
    assert kind is None or weapons()[kind.id] == kind


def test_every_kind_is_found_under_each_of_its_names() -> None:
    for kind in weapons().values():
        for alias in kind.aliases:
            found = find(alias)
            assert found is not None, alias
            assert found.id == kind.id or (kind.generic and not found.generic), (alias, found.id)


def test_values_come_from_the_lists() -> None:
    assert len(weapons()) >= 150
    for kind in weapons().values():
        assert kind.category in CATEGORIES or kind.category.startswith("other:")
        assert kind.mode is None or kind.mode in MODES
        assert kind.maker is None or (len(kind.maker) == 3 and kind.maker.isupper())
        assert all(form == form.lower() for form in kind.forms)
    assert {kind.category for kind in weapons().values()} >= set(CATEGORIES)


ROW = (
    '{"id": "pike", "name": "pike", "aliases": ["pike"], "category": "small-arms", "class": "blade", '
    '"mode": "primitive", "source": "a museum"}'
)


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda row: row.replace("small-arms", "small-army"), "did you mean 'small-arms'"),
        (lambda row: row.replace('"primitive"', '"primitiv"'), "did you mean 'primitive'"),
        (lambda row: row.replace('"mode"', '"moode"'), "unknown key 'moode'"),
        (lambda row: row.replace(', "source": "a museum"', ""), "'source' is missing"),
        (lambda row: row.replace('["pike"]', "[]"), "aliases must hold at least one form"),
        (lambda row: row.replace('"mode"', '"cased": ["Pike"], "mode"'), "cased form 'Pike' is not among the aliases"),
        (lambda row: f"{row}\n{row}", "stands already"),
        (lambda row: row + "\n" + row.replace('"id": "pike"', '"id": "lance"'), "already a form of pike"),
    ],
)
def test_a_slip_in_the_file_is_an_error(
    spoil: Callable[[str], str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weapons.jsonl").write_text(spoil(ROW) + "\n", encoding="utf-8")
    monkeypatch.setattr(module, "read_rows", partial(read_rows, root=tmp_path))
    with pytest.raises(KnowledgeError, match=complaint) as caught:
        weapons.__wrapped__()
    assert "weapons.jsonl:" in str(caught.value)
