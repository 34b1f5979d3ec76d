"""A place name, however it is spelt, finds the place a newspaper means by it first, and its namesakes after it."""

from __future__ import annotations

import hashlib
import math
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.knowledge import gazetteer, placenames
from sayso.knowledge.basemap import countries
from sayso.knowledge.places import Place, by_id, common_word, curated, find, normalise
from sayso.knowledge.rows import DATA, KnowledgeError, read_rows
from sayso.types import PRECISIONS

MEANT = {
    "IRQ": "Camp Taji|Taji|K-1|Ain al-Asad|Ayn al-Assad|al Asad|the Green Zone|Baghdad's Green Zone|Mosul|Kirkuk|Tal Afar|"
    "Fallujah|Hawija|Anbar province|Salahuddin|Sulaymaniyah|Basra",
    "SYR": "Deir ez-Zor|Deir al-Zour|Deir Ezzor|al-Tanf|T-4|Khmeimim|Kobani|Albu Kamal|al-Bukamal|Idlib|Raqqa|al-Hol camp",
    "YEM": "Sana'a|San’a|Sanaa|Hodeidah|al-Hudaydah|Hodeidah port|Saada|Marib|Ta'izz|Aden|Mukalla|Hadramawt",
    "SAU": "Abqaiq|Khurais|Yanbu|Jeddah|Riyadh|Khamis Mushait",
    "IRN": "Tehran|Natanz|Fordow|Bandar Abbas|Kharg Island|Sistan and Baluchestan",
    "PSE": "Gaza|Gaza City|Khan Yunis|Rafah|Jenin|West Bank|Bethlehem",
    "ISR": "Tel Aviv|Sderot|Kiryat Shmona", "LBN": "Beirut|Dahiyeh|Naqoura|Bekaa Valley|Sidon",
    "ARE": "Fujairah|Abu Dhabi|UAE", "UKR": "Kyiv|Kiev|Bakhmut|Donbass|Crimea|Zaporizhzhia nuclear plant|Kharkov|Odessa",
    "RUS": "Belgorod|Grozny|Engels air base|Rostov-on-Don", "AFG": "Bagram|Kunduz|Helmand|Lashkar Gah|Nangarhar",
    "PAK": "Peshawar|Quetta|North Waziristan|Abbottabad", "IND": "Pulwama|Srinagar|Mumbai|Bombay",
    "MLI": "Kidal|Timbuktu|Gao", "BFA": "Djibo", "NGA": "Maiduguri|Chibok|Sambisa forest|Borno", "NER": "Agadez",
    "SDN": "Khartoum|El Fasher|al-Fashir|Darfur|Geneina", "ETH": "Mekelle|Tigray|Axum", "SOM": "Mogadishu|Kismayo|Puntland",
    "COD": "Goma|Bukavu|Rutshuru|North Kivu|DRC", "LBY": "Tripoli|Benghazi|Sirte|Es Sider", "MMR": "Rakhine|Laukkai|Yangon",
    "PHL": "Marawi|Mindanao", "COL": "Cucuta|Catatumbo", "MEX": "Culiacan|Sinaloa", "HTI": "Port-au-Prince|Cite Soleil",
    "PRK": "Yongbyon|Pyongyang", "CUB": "Guantanamo Bay", "USA": "US|U.S.|United States|Washington|New York|the Pentagon|Wash.",
    "GBR": "London|Britain|UK|Reading|Northern Ireland", "FRA": "Paris|Nice|Marseille", "DEU": "Cologne|Munich|Ramstein",
    "GEO": "Georgia", "CAN": "Ontario|Quebec City", "CIV": "Ivory Coast|Côte d'Ivoire|Cote d’Ivoire",
}  # fmt: skip
TABLE = [(name, country) for country, names in MEANT.items() for name in names.split("|")]

PRECISE = [
    ("Camp Taji", "site"), ("Abqaiq", "site"), ("Baghdad", "locality"), ("Anbar", "admin1"), ("Kirkuk province", "admin1"),
    ("Kirkuk city", "locality"), ("Iraq", "country"), ("northern Iraq", "country"), ("Strait of Hormuz", "sea"),
    ("Bab el-Mandeb", "sea"), ("Red Sea", "sea"), ("the Gulf", "sea"), ("Middle East", "region"), ("the Sahel", "region"),
    ("Horn of Africa", "region"), ("Europe", "region"), ("Laurel County", "admin1"), ("Dorset", "admin1"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "country"), TABLE)
def test_the_place_a_newspaper_means_comes_first(name: str, country: str) -> None:
    found = find(name)
    assert found, name
    assert found[0].country == country, found[:3]


@pytest.mark.parametrize(("name", "precision"), PRECISE)
def test_precision_says_how_far_the_point_can_be_trusted(name: str, precision: str) -> None:
    assert find(name)[0].precision == precision


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Camp Taji", 33.52, 44.26), ("Mosul", 36.34, 43.13), ("Abqaiq", 25.93, 49.67), ("Hodeidah", 14.80, 42.95),
        ("Strait of Hormuz", 26.57, 56.25), ("Kyiv", 50.45, 30.52), ("Goma", -1.68, 29.22), ("Port-au-Prince", 18.54, -72.34),
    ],
)  # fmt: skip
def test_coordinates_are_right(name: str, lat: float, lon: float) -> None:
    place = find(name)[0]
    assert abs(place.lat - lat) < 0.1
    assert abs(place.lon - lon) < 0.1


@pytest.mark.parametrize(
    ("name", "other"),
    [("Tripoli", "LBN"), ("Georgia", "USA"), ("Paris", "USA"), ("Palma", "MOZ"), ("Punjab", "IND"), ("Congo", "COG")],
)
def test_namesakes_stay_among_the_candidates(name: str, other: str) -> None:
    assert other in {place.country for place in find(name)[1:]}


@pytest.mark.parametrize("name", ["", " ", "…", "-", "the", "Zzyzxqqy", "2019", "\t\n", "~", "mosul\t99072", "mosul\nmosul"])
def test_what_is_no_name_finds_nothing(name: str) -> None:
    assert find(name) == ()


def test_initials_count_only_as_written() -> None:
    assert find("US")[0].id == find("U.S.")[0].id == "USA"
    assert all(place.id != "USA" for place in find("us"))
    assert find("Miss.")[0].name == "Mississippi"
    assert all(place.name != "Mississippi" for place in find("Miss"))


@pytest.mark.parametrize(
    ("name", "why"),
    [("Reading", "word"), ("Nice", "word"), ("Mobile", "word"), ("Of", "word"), ("March", "name"), ("Victoria", "given"),
     ("Lincoln", "given"), ("Ali", "given"), ("Hamas", "name"), ("NATO", "name"), ("Soleimani", "family"), ("us", "word")],
)  # fmt: skip
def test_names_that_are_words_are_marked(name: str, why: str) -> None:
    assert common_word(name) == why


@pytest.mark.parametrize("name", ["Baghdad", "Iraq", "Turkey", "Jordan", "Chad", "Cologne", "Gaza", "Aleppo", "Houston", "Asia"])
def test_names_that_hardly_mean_anything_else_are_not(name: str) -> None:
    assert common_word(name) is None


known = st.sampled_from([name for name, _ in TABLE if not placenames.counts_as_written(name)])


@given(known, st.sampled_from([str.upper, str.lower, str.title, lambda name: f"  {name} ", lambda name: name.replace("-", " ")]))
def test_case_blanks_and_hyphens_do_not_matter(name: str, respell: Callable[[str], str]) -> None:
    assert find(respell(name))[0] == find(name)[0]


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    for place in find(text)[:3]:
        assert isinstance(place, Place)
        assert place.precision in PRECISIONS


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Şanlıurfa", "sanliurfa"),
        ("Sa‘dah", "sadah"),
        ("St. Louis", "saint louis"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Łódź", "lodz"),
    ],
)
def test_keys(name: str, key: str) -> None:
    assert normalise(name) == key


def test_lines_are_found_by_halving_as_by_reading_through() -> None:
    lines = gazetteer._table("names.tsv.gz").decode().splitlines()
    assert lines == sorted(lines, key=str.encode)
    assert len(lines) > 300_000
    for line in [*lines[:50], *lines[-50:], *lines[:: len(lines) // 500]]:
        key, ids = line.split("\t")
        assert gazetteer.ids(key) == tuple(ids.split(","))
        assert gazetteer.ids(key + "¤") == gazetteer.ids(key[:-1] + "¤") == ()


def test_every_id_leads_to_its_place() -> None:
    for name in ("Baghdad", "Camp Taji", "Iraq", "Anbar", "Paris"):
        for place in find(name):
            assert by_id(place.id) == place
    assert by_id("geonames:0") is by_id("nowhere") is None
    for row in placenames._alias_rows():
        assert gazetteer.entry(row["id"]) is not None, row.where


def test_curated_places_cover_the_world() -> None:
    assert len(curated()) >= 500
    assert len({place.country for place in curated().values()}) > 60
    for place in curated().values():
        assert place in find(place.name), place.name


def _km(place: Place, lat: float, lon: float) -> float:
    across = (place.lon - lon) * math.cos(math.radians(place.lat))
    return 111.2 * math.hypot(place.lat - lat, across)


FAR_FROM_THE_OUTLINE = {"pratas-island", "diego-garcia"}


def test_curated_places_lie_in_or_near_their_country() -> None:
    corners: dict[str, list[tuple[float, float]]] = {}
    for outline in countries("50m"):
        corners.setdefault(outline.iso3, []).extend(point for ring in outline.rings for point in ring)
    lats = {code: (min(y for _, y in points), max(y for _, y in points)) for code, points in corners.items()}
    lons = {code: (min(x for x, _ in points), max(x for x, _ in points)) for code, points in corners.items()}
    for place in curated().values():
        if place.country is None or place.id in FAR_FROM_THE_OUTLINE:
            continue
        (south, north), (west, east) = lats[place.country], lons[place.country]
        inside = south <= place.lat <= north and west <= place.lon <= east
        assert inside or min(_km(place, lat, lon) for lon, lat in corners[place.country]) < 180, place


def test_curated_towns_are_not_settlements_of_the_gazetteer() -> None:
    for place in curated().values():
        if place.kind in ("town", "village"):
            twins = [by_id("geonames:" + id) for id in gazetteer.ids(normalise(place.name))]
            near = [
                t for t in twins if t and t.kind == "settlement" and t.country == place.country and _km(place, t.lat, t.lon) < 30
            ]
            assert not near, f"{place.name}: {near[0].id} is the same town; give its other names in aliases.jsonl instead"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"base"', '"bass"', "did you mean 'base'"), ('"site"', '"sight"', "did you mean 'site'"),
        ("33.5", "933.5", "not degrees"), ('"kind"', '"kin"', "unknown key 'kin'"), ("33.5", '"33.5"', "lat must be float"),
    ],
)  # fmt: skip
def test_a_slip_in_the_file_is_an_error(
    old: str, new: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = (
        '{"id": "fort", "name": "Fort", "aliases": [], "kind": "base", "precision": "site", "country": "IRQ", "lat": 33.5, '
        '"lon": 44, "source": "a map"}'
    )
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "curated.jsonl").write_text(row.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(placenames, "read_rows", partial(read_rows, root=tmp_path))
    with pytest.raises(KnowledgeError, match=complaint):
        placenames.curated_rows.__wrapped__()


def test_the_data_are_the_ones_the_card_describes() -> None:
    folder = DATA / "places"
    files = [file for file in folder.iterdir() if file.name not in ("CARD.md", "LICENSE")]
    assert sum(file.stat().st_size for file in files) < 15_000_000
    sums = dict(re.findall(r"\| `([\w.-]+)` \|.*\| `([0-9a-f]{64})` \|", (folder / "CARD.md").read_text(encoding="utf-8")))
    for file in files:
        if file.suffix == ".gz" or file.name == "common_words.tsv":
            assert sums[file.name] == hashlib.sha256(file.read_bytes()).hexdigest(), file.name


def test_the_first_question_is_answered_soon_and_in_little_memory() -> None:
    script = (
        "import time, tracemalloc; from sayso.knowledge import places; began = time.process_time(); places.find('Mosul');"
        "print(time.process_time() - began); from sayso.knowledge import gazetteer; gazetteer._table.cache_clear();"
        "tracemalloc.start(); places.find('Kirkuk'); print(tracemalloc.get_traced_memory()[1])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    seconds, peak = map(float, done.stdout.split())
    assert seconds < 2, "0.3 s on a slow core when written"
    assert peak < 100_000_000, "bytes"
