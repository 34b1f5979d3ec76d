"""People in office: sound rows, one meaning for a name, and the office held on a day."""

from __future__ import annotations

import shutil
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from sayso.knowledge.actors import actors, adjectives, peoples, surface_forms, weak_forms
from sayso.knowledge.dates import earliest, latest
from sayso.knowledge.forms import plain, spellings
from sayso.knowledge.officials import Official, load_officials, officials
from sayso.knowledge.outlets import outlets
from sayso.knowledge.rows import DATA, KnowledgeError, read_rows

OPEN_END = date(2999, 1, 1)
ORDINARY = {"Thatcher"}
"""Surnames the press prints alone although a dictionary has them; capitals tell them apart."""


def _people() -> dict[str, list[Official]]:
    people: dict[str, list[Official]] = defaultdict(list)
    for official in officials():
        people[official.id].append(official)
    return people


def _forms(official: Official) -> tuple[str, ...]:
    return (official.name, *official.aliases)


def _begins(official: Official) -> date:
    return earliest(official.first) if official.first else date(1900, 1, 1)


def _ends(official: Official) -> date:
    return latest(official.last) if official.last else OPEN_END


def _held(name: str, day: date) -> str:
    """The actor a name leads to on a day: the first active row of that person, as written."""
    rows = [row for rows in _people().values() for row in rows if any(name in _forms(each) for each in rows)]
    return next(row.actor for row in rows if row.active_on(day))


def test_enough_people_are_known() -> None:
    assert len(officials()) >= 2200
    assert len(_people()) >= 1900


def test_nobody_holds_an_office_in_a_body_that_is_gone() -> None:
    for official in officials():
        end = actors()[official.actor].last
        if end:
            assert _ends(official).year <= latest(end).year, (official, end)


def test_people_of_every_region_and_of_many_groups_are_known() -> None:
    files = {path.stem for path in (DATA / "officials").glob("*.jsonl")}
    assert files >= {
        "usa", "latin_america", "europe", "eurasia", "middle_east", "africa_north_west", "africa_horn",
        "africa_central_south", "south_asia", "east_asia_pacific", "international",
    }  # fmt: skip
    assert len({row.country for row in officials() if row.country}) >= 150
    led = {row.actor for row in officials() if actors()[row.actor].kind == "group"}
    assert len(led) >= 280


def test_a_person_has_one_name_and_lists_spellings_once() -> None:
    for rows in _people().values():
        assert len({row.name for row in rows}) == 1, rows[0].id
        assert all(not row.aliases for row in rows[1:]), rows[0].id


def test_no_spelling_is_listed_that_is_made_from_another() -> None:
    for rows in _people().values():
        made: set[str] = set()
        for form in _forms(rows[0]):
            assert form not in made, (rows[0].id, form)
            made |= set(spellings(form))


def test_a_name_means_two_people_only_where_that_is_known() -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for official in officials():
        for form in _forms(official):
            for spelling in spellings(form):
                meanings[plain(spelling)].add(official.id)
    format_ = {"form": str, "people": list, "why": str, "source": str}
    known = {row["form"]: set(row["people"]) for row in read_rows("people_shared.jsonl", format_, unique=("form",))}
    assert {form: ids for form, ids in meanings.items() if len(ids) > 1} == known


def test_no_person_has_the_name_of_an_actor_or_outlet() -> None:
    taken = {*surface_forms(), *weak_forms(), *adjectives(), *peoples()}
    taken |= {form for outlet in outlets().values() for form in (outlet.name, *outlet.aliases)}
    for official in officials():
        for form in _forms(official):
            assert not taken & set(spellings(form)), (official.id, form)


def test_a_name_of_one_word_is_no_ordinary_word_or_given_name() -> None:
    lines = (DATA / "places/common_words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if "\t" in line and not line.startswith("#")]
    common = {word for word, kind, *_ in pairs if kind in ("word", "given")}
    assert len(common) > 1000
    alone = {form for official in officials() for form in _forms(official) if " " not in form and "-" not in form}
    assert {form for form in alone if plain(form) in common} == ORDINARY


def test_of_overlapping_offices_the_later_stands_first() -> None:
    for rows in _people().values():
        for i, above in enumerate(rows):
            for below in rows[i + 1 :]:
                if (min(_ends(above), _ends(below)) - max(_begins(above), _begins(below))).days > 62:
                    assert _begins(above) >= _begins(below), (above.id, above.office, below.office)


@pytest.mark.parametrize("title", ["president", "prime minister", "foreign minister", "defence minister", "king", "leader"])
def test_one_seat_has_one_holder_at_a_time(title: str) -> None:
    """The states' highest offices, except where two truly held one at once."""
    both = {("laurent-gbagbo", "alassane-ouattara"), ("ariel-sharon", "ehud-olmert")}
    seats: dict[tuple[str, str], list[Official]] = defaultdict(list)
    for row in officials():
        if row.office.startswith(f"{title} of ") and row.first and actors()[row.actor].kind != "group":
            seats[row.office, row.actor].append(row)
    assert sum(len(holders) for holders in seats.values()) > 5
    for seat, holders in seats.items():
        holders.sort(key=_begins)
        for one, next_ in pairwise(holders):
            surely_still = earliest(one.last) if one.last else OPEN_END
            overlap = (surely_still - latest(next_.first or "")).days
            assert overlap <= 62 or (one.id, next_.id) in both, (seat, one.name, next_.name)


@pytest.mark.parametrize(
    ("name", "day", "actor"),
    [
        ("Frank McKenzie", date(2020, 3, 12), "USA-MIL-CENTCOM"), ("Mark Esper", date(2020, 3, 12), "USA-MIL-DOD"),
        ("Mark Esper", date(2018, 3, 12), "USA-MIL-ARMY"), ("Mark Milley", date(2020, 1, 8), "USA-MIL-JCS"),
        ("Mike Pompeo", date(2019, 6, 13), "USA-GOV-STATE"), ("Mike Pompeo", date(2017, 6, 1), "USA-SPY-CIA"),
        ("Donald Trump", date(2020, 1, 3), "USA-GOV"), ("John Bolton", date(2019, 5, 29), "USA-GOV-NSC"),
        ("Jonathan Hoffman", date(2019, 12, 29), "USA-MIL-DOD"), ("Myles Caggins", date(2020, 3, 11), "MIL-CJTFOIR"),
        ("Thomas Campbell", date(2020, 1, 28), "USA-MIL-DOD"), ("Bill Urban", date(2019, 6, 14), "USA-MIL-CENTCOM"),
        ("Joseph Guastella", date(2019, 6, 20), "USA-MIL-CENTCOM"), ("Alyssa Farah", date(2019, 12, 31), "USA-MIL-DOD"),
        ("Qassem Soleimani", date(2020, 1, 2), "IRN-MIL-QF"), ("Suleimani", date(2011, 1, 1), "IRN-MIL-QF"),
        ("Abu Mahdi al-Muhandis", date(2019, 8, 21), "IRQ-MIL-PMF"), ("Abu Mahdi al-Muhandis", date(2009, 1, 1), "IRQ-KH"),
        ("Abu Ali al-Askari", date(2020, 1, 4), "IRQ-KH"), ("Mohammed Mohieh", date(2019, 12, 30), "IRQ-KH"),
        ("Faleh al-Fayyadh", date(2019, 8, 22), "IRQ-MIL-PMF"), ("Akram al-Kaabi", date(2020, 2, 1), "IRQ-HHN"),
        ("Adel Abdul Mahdi", date(2019, 6, 28), "IRQ-GOV"), ("Mohamed al-Halbousi", date(2020, 1, 5), "IRQ-LEG"),
        ("Barham Salih", date(2020, 1, 5), "IRQ-GOV"), ("Ahmed Adnan", date(2020, 2, 6), "IRQ-COP-FEDPOL"),
        ("Mohammad Javad Zarif", date(2019, 9, 18), "IRN-GOV-MFA"), ("Hassan Rouhani", date(2020, 1, 3), "IRN-GOV"),
        ("Ayatollah Ali Khamenei", date(2020, 1, 3), "IRN-GOV-SL"), ("Abbas Araghchi", date(2019, 7, 19), "IRN-GOV-MFA"),
        ("Amir Ali Hajizadeh", date(2020, 1, 11), "IRN-MIL-IRGCASF"), ("Khalid al-Falih", date(2019, 5, 13), "SAU-GOV-ENERGY"),
        ("Mohammed bin Salman", date(2019, 9, 15), "SAU-GOV"), ("Abdallah al-Mouallimi", date(2019, 6, 6), "SAU-GOV-MFA"),
        ("Turki al-Malki", date(2020, 2, 23), "MIL-SAUDICOAL"), ("Yahya Saree", date(2019, 9, 14), "YEM-HOU"),
        ("Antonio Guterres", date(2020, 12, 9), "IGO-UN-SG"), ("Antonio Guterres", date(2010, 1, 1), "IGO-UN-HCR"),
        ("Benjamin Netanyahu", date(2019, 8, 23), "ISR-GOV"), ("Justin Trudeau", date(2020, 1, 9), "CAN-GOV"),
        ("Boris Johnson", date(2019, 9, 23), "GBR-GOV"), ("Angela Merkel", date(2019, 9, 23), "DEU-GOV"),
        ("Emmanuel Macron", date(2019, 9, 23), "FRA-GOV"), ("Mark Lowcock", date(2021, 4, 15), "IGO-UN-OCHA"),
        ("Jens Laerke", date(2021, 6, 24), "IGO-UN-OCHA"), ("Abiy Ahmed", date(2021, 3, 23), "ETH-GOV"),
        ("Debretsion Gebremichael", date(2020, 11, 15), "ETH-TPLF"), ("Getachew Reda", date(2020, 12, 7), "ETH-TPLF"),
        ("Getachew Reda", date(2024, 1, 1), "ETH-GOV-TIA"), ("Getnet Adane", date(2021, 6, 24), "ETH-MIL"),
        ("Legesse Tulu", date(2021, 10, 18), "ETH-GOV"), ("Daniel Bekele", date(2021, 3, 24), "ETH-GOV"),
        ("Mulu Atsbaha", date(2021, 6, 24), "ETH-GOV-TIA"), ("Sewunet Wubalem", date(2021, 9, 8), "ETH-GOV"),
        ("Osman Saleh Mohammed", date(2020, 11, 10), "ERI-GOV-MFA"), ("Yemane Gebremeskel", date(2021, 2, 26), "ERI-GOV"),
        ("Sophia Tesfamariam", date(2021, 4, 17), "ERI-GOV-MFA"),
    ],
)  # fmt: skip
def test_people_of_the_examples_speak_for_their_office(name: str, day: date, actor: str) -> None:
    assert _held(name, day) == actor


@pytest.mark.parametrize(
    ("name", "day", "actor"),
    [
        ("Hassan Nasrallah", date(2006, 7, 12), "LBN-HEZ"), ("Naim Qassem", date(2025, 1, 1), "LBN-HEZ"),
        ("Ismail Haniyeh", date(2023, 10, 7), "PSE-HAMAS"), ("Sinwar", date(2024, 9, 1), "PSE-HAMAS"),
        ("Abdel-Malek al-Houthi", date(2015, 1, 1), "YEM-HOU"), ("Qais al-Khazali", date(2019, 1, 1), "IRQ-AAH"),
        ("Hadi al-Amiri", date(2016, 1, 1), "IRQ-BADR"), ("Hemedti", date(2023, 4, 15), "SDN-RSF"),
        ("Abdel Fattah al-Burhan", date(2023, 4, 15), "SDN-GOV-TSC"), ("Joseph Kony", date(2006, 1, 1), "UGA-LRA"),
        ("Shekau", date(2014, 4, 14), "NGA-BH"), ("Ahmed Abdi Godane", date(2013, 9, 21), "SOM-SHABAAB"),
        ("Abu Mohammed al-Golani", date(2014, 1, 1), "SYR-NUSRA"), ("Abu Mohammad al-Jolani", date(2020, 1, 1), "SYR-HTS"),
        ("Ahmed al-Sharaa", date(2025, 6, 1), "SYR-GOV"), ("Abu Bakr al-Baghdadi", date(2014, 6, 29), "IRQ-IS"),
        ("Dostum", date(1997, 5, 1), "AFG-JUNBISH"), ("Dostum", date(2016, 5, 1), "AFG-GOV"),
        ("Haibatullah Akhundzada", date(2022, 1, 1), "AFG-TALIBAN"), ("Sirajuddin Haqqani", date(2012, 1, 1), "AFG-HAQQANI"),
        ("Sirajuddin Haqqani", date(2023, 1, 1), "AFG-GOV-MOI"), ("Prigozhin", date(2023, 6, 24), "RUS-WAGNER"),
        ("Ramzan Kadyrov", date(2022, 3, 1), "RUS-GOV"), ("Alexander Zakharchenko", date(2015, 2, 12), "UKR-DPR"),
        ("Tirofijo", date(1990, 1, 1), "COL-FARC"), ("Timochenko", date(2015, 1, 1), "COL-FARC"),
        ("Abimael Guzman", date(1989, 1, 1), "PER-SL"), ("Ocalan", date(1995, 1, 1), "TUR-PKK"),
        ("Jonas Savimbi", date(1990, 1, 1), "AGO-UNITA"), ("Velupillai Prabhakaran", date(2000, 1, 1), "LKA-LTTE"),
        ("Ahmad Shah Massoud", date(1999, 1, 1), "AFG-NORTHALL"), ("Ratko Mladic", date(1995, 7, 11), "BIH-MIL-VRS"),
        ("Radovan Karadžić", date(1994, 1, 1), "BIH-GOV-RS"), ("Alfredo Cristiani", date(1989, 11, 16), "SLV-GOV"),
        ("Joaquin Villalobos", date(1989, 11, 16), "SLV-ERP"), ("Paul Kagame", date(1994, 5, 1), "RWA-RPF"),
        ("Paul Kagame", date(1998, 5, 1), "RWA-GOV"), ("Foday Sankoh", date(1999, 1, 1), "SLE-RUF"),
        ("Charles Taylor", date(1991, 1, 1), "LBR-NPFL"), ("Charles Taylor", date(2000, 1, 1), "LBR-GOV"),
    ],
)  # fmt: skip
def test_leaders_of_the_wars_lead_to_their_side(name: str, day: date, actor: str) -> None:
    assert _held(name, day) == actor


def test_an_office_ends_with_its_last_day() -> None:
    (soleimani,) = _people()["qasem-soleimani"]
    assert soleimani.active_on(date(2020, 1, 3))
    assert not soleimani.active_on(date(2020, 1, 4))
    assert not soleimani.active_on(date(1997, 12, 31))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("officials")
    shutil.copytree(DATA / "actors", copy / "actors")
    shutil.copy(DATA / "sectors.jsonl", copy / "sectors.jsonl")
    return copy


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"office"', '"offise"', "did you mean 'office'"),
        ('"aliases": []', '"aliases": [""]', "is empty"),
        ('"aliases": []', '"aliases": "Bush"', "must be list"),
        ('"actor": "USA-MIL-CENTCOM"', '"actor": "USA-MIL-CENTCON"', "did you mean 'USA-MIL-CENTCOM'"),
        ('"country": "USA"', '"country": "USS"', "country 'USS' is not a state"),
        ('"first": "1981-01-20"', '"first": "1981-31-20"', "is no date"),
        ('"last": "1989-01-20"', '"last": "1979"', "is before first"),
        ('"id": "ronald-reagan"', '"id": "jimmy-carter", "id": "ronald-reagan"', "stands twice"),
        (', "source": "Wikipedia, Ronald Reagan"', "", "key 'source' is missing"),
    ],
)
def test_a_slip_in_a_row_names_file_and_line(root: Path, old: str, new: str, said: str) -> None:
    shutil.rmtree(root / "officials", ignore_errors=True)
    shutil.copytree(DATA / "officials", root / "officials")
    file = root / "officials/usa.jsonl"
    text = file.read_text(encoding="utf-8")
    at = text.index(old)
    file.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    line = text.count("\n", 0, at) + 1
    with pytest.raises(KnowledgeError) as error:
        load_officials(root)
    assert str(error.value).startswith(f"officials/usa.jsonl:{line}: ")
    assert said in str(error.value)


def test_an_office_may_not_stand_in_two_files(root: Path) -> None:
    shutil.rmtree(root / "officials", ignore_errors=True)
    shutil.copytree(DATA / "officials", root / "officials")
    row = next(line for line in (root / "officials/europe.jsonl").read_text(encoding="utf-8").splitlines() if line[0] == "{")
    with (root / "officials/usa.jsonl").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(KnowledgeError, match=r"officials/usa\.jsonl:\d+: .* stands already at officials/europe\.jsonl:\d+"):
        load_officials(root)
