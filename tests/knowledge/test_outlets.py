"""News outlets: sound rows, names that find them, no ordinary word among the names, and mouthpieces under their owners."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.knowledge import places
from sayso.knowledge.actors import actors
from sayso.knowledge.forms import plain
from sayso.knowledge.outlets import ADMIRALTY, KINDS, Outlet, find_outlet, load_outlets, outlets
from sayso.knowledge.rows import DATA, KnowledgeError

EXAMPLES = Path(__file__).parents[2] / "examples"
SHAPES = (
    r"^outlet: (.+)$",
    r'"outlet": "([^"]+)"',
    r'site_name" content="([^"]+)"',
    r'"NewsMediaOrganization", "name": "([^"]+)"',
)


def _forms(outlet: Outlet) -> tuple[str, ...]:
    return (outlet.name, *outlet.aliases)


def _named_in_examples() -> list[str]:
    named = set()
    for path in sorted(EXAMPLES.glob("*/notes/*")):
        if path.suffix != ".pdf":
            text = path.read_text(encoding="utf-8")
            named |= {name.strip("'\" ") for shape in SHAPES for name in re.findall(shape, text, re.MULTILINE)}
    return sorted(named)


def test_enough_outlets_of_every_kind_and_grade_are_known() -> None:
    assert len(outlets()) >= 580
    kinds = Counter(outlet.kind for outlet in outlets().values())
    assert set(kinds) == set(KINDS)
    assert kinds["agency"] >= 80
    assert {outlet.admiralty for outlet in outlets().values()} == set(ADMIRALTY) - {"A"}
    assert len({outlet.country for outlet in outlets().values()}) >= 90


def test_every_outlet_of_the_examples_is_known() -> None:
    named = _named_in_examples()
    assert len(named) >= 60
    assert [name for name in named if find_outlet(name) is None] == []


def test_every_form_finds_its_outlet_whatever_its_case_and_article() -> None:
    for outlet in outlets().values():
        assert find_outlet(outlet.id) is outlet
        for form in _forms(outlet):
            assert find_outlet(form) is outlet, form
            assert find_outlet(form.upper()) is outlet, form
            assert find_outlet("the " + form.removeprefix("The ")) is outlet, form


@given(st.sampled_from(sorted(outlets())), st.text(alphabet="'’.-", max_size=2))
def test_marks_at_the_edge_do_not_hide_a_name(id_: str, marks: str) -> None:
    outlet = outlets()[id_]
    assert find_outlet(marks.replace("-", "") + outlet.name + marks) is outlet


@pytest.mark.parametrize(
    "word", ["Time", "The Post", "Post", "The Times", "Times", "The Star", "The Sun", "The Nation", "Dawn", "Today"]
)
def test_no_ordinary_word_is_looked_for_in_texts(word: str) -> None:
    assert not [outlet.id for outlet in outlets().values() if word in _forms(outlet)]


def test_a_name_of_one_word_is_neither_a_dictionary_word_nor_a_city() -> None:
    lines = (DATA / "places/common_words.tsv").read_text(encoding="utf-8").splitlines()
    common = {word for word, kind in (line.split("\t")[:2] for line in lines if "\t" in line) if kind in ("word", "given")}
    for outlet in outlets().values():
        for form in _forms(outlet):
            if " " not in form:
                assert plain(form) not in common, (outlet.id, form)
                cities = [place for place in places.find(form) if place.name == form and (place.population or 0) > 50_000]
                assert not cities, (outlet.id, form, cities)


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Al-Manar", "LBN-HEZ"), ("Al-Masirah", "YEM-HOU"), ("Press TV", "IRN-GOV"), ("Fars", "IRN-MIL-IRGC"),
        ("Tasnim", "IRN-MIL-IRGC"), ("IRNA", "IRN-GOV"), ("TASS", "RUS-GOV"), ("Sputnik", "RUS-GOV"), ("RT", "RUS-GOV"),
        ("Xinhua", "CHN-GOV"), ("SANA", "SYR-GOV"), ("KCNA", "PRK-GOV"), ("Amaq", "IRQ-IS"), ("Anadolu", "TUR-GOV"),
        ("US Central Command", "USA-MIL-CENTCOM"), ("DoD", "USA-MIL-DOD"), ("UN News", "IGO-UN"), ("MoD UK", "GBR-MIL-MOD"),
        ("SOHR", "NGO-SOHR"), ("ACLED", "NGO-ACLED"), ("Airwars", "NGO-AIRWARS"), ("ISW", "NGO-ISW"), ("Crisis Group", "NGO-CRISISGROUP"),
        ("Human Rights Watch", "NGO-HRW"), ("Amnesty International", "NGO-AMNESTY"), ("Radio Venceremos", "SLV-FMLN"),
    ],
)  # fmt: skip
def test_mouthpieces_and_official_publishers_have_their_owner(name: str, owner: str) -> None:
    found = find_outlet(name)
    assert found is not None
    assert found.owner == owner


@pytest.mark.parametrize(
    "name", ["Reuters", "AP", "AFP", "BBC", "New York Times", "Washington Post", "VOA", "Haaretz", "Al Jazeera"]
)
def test_independent_newsrooms_have_no_owner_and_a_good_grade(name: str) -> None:
    found = find_outlet(name)
    assert found is not None
    assert (found.owner, found.admiralty) == (None, "B")


def test_grades_follow_the_rule_written_above_the_rows() -> None:
    for outlet in outlets().values():
        owner = actors()[outlet.owner] if outlet.owner else None
        if outlet.kind == "group" and owner is not None:
            assert outlet.admiralty == "E", outlet.id
        if outlet.kind == "party":
            assert outlet.admiralty in "DE", outlet.id
        if owner is not None and owner.kind in ("group", "state"):
            assert outlet.admiralty in "DE", outlet.id
        if owner is not None and owner.kind in ("branch", "body") and outlet.kind in ("agency", "newspaper", "broadcaster"):
            assert outlet.admiralty in "CDE", outlet.id


def test_wires_are_agencies() -> None:
    wires = [outlet for outlet in outlets().values() if outlet.agency]
    assert {outlet.kind for outlet in wires} <= {"agency", "party", "government", "group"}
    assert all(outlet.agency for outlet in outlets().values() if outlet.kind == "agency")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("outlets")
    shutil.copytree(DATA / "actors", copy / "actors")
    shutil.copy(DATA / "sectors.jsonl", copy / "sectors.jsonl")
    return copy


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"admiralty"', '"admirality"', "did you mean 'admiralty'"),
        ('"admiralty": "B"', '"admiralty": "G"', "admiralty 'G' is not known"),
        ('"kind": "agency"', '"kind": "agencies"', "did you mean 'agency'"),
        ('"owner": null', '"owner": "GBR-GOVT"', "owner 'GBR-GOVT' is no actor; did you mean 'GBR-GOV"),
        ('"country": "GBR"', '"country": "UK"', "country 'UK' is not a state"),
        ('"agency": true', '"agency": "yes"', "agency must be bool"),
        ('"aliases": [', '"aliases": ["Associated Press", ', "is taken by the outlet at outlets.jsonl:"),
        ('"id": "reuters"', '"id": "ap"', "stands already"),
        ('"name": "Reuters"', '"name": " Reuters"', "has blanks at an end"),
    ],
)
def test_a_slip_in_a_row_names_file_and_line(root: Path, old: str, new: str, said: str) -> None:
    text = (DATA / "outlets.jsonl").read_text(encoding="utf-8")
    at = text.index(old)
    (root / "outlets.jsonl").write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    line = text.count("\n", 0, at) + 1
    with pytest.raises(KnowledgeError) as error:
        load_outlets(root)
    assert said in str(error.value)
    assert str(error.value).startswith((f"outlets.jsonl:{line}: ", f"outlets.jsonl:{line + 1}: "))
