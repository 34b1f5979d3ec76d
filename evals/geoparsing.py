"""Toponyms on LGL (local news) and GeoVirus (Wikinews): found, and put on the map within 161 km (100 miles).

Data: Lieberman, Samet & Sankaranarayanan, "Geotagging with Local Lexicons to Build Indexes for Textually-Specified Spatial
Data" (ICDE 2010) and Gritta, Pilehvar & Collier, "Which Melbourne? Augmenting Geocoding with Maps" (ACL 2018), as kept in
milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation. Measures as in Gritta et al., "A Pragmatic Guide to Geoparsing
Evaluation" (LREV 2020).

``detection F1``    2PR/(P+R) of ``sayso.coding.settings`` spots against the gold spans; strict asks for the same span, relaxed for
                    overlap. Spots that stand for a government count as found (``happens`` is false for them); adjectives and
                    peoples, which LGL annotates, are no spots. The weights of signs and of evidence were set with both
                    corpora in view, so these scores are those of development data.
``accuracy@161``    of gold toponyms with coordinates whose span is found, share within 161 km of the gold point (great circle)
``end to end``      the same over all gold toponyms with coordinates, not found counting as wrong
``first in table``  not ours: accuracy@161 of taking the most prominent entry of the gazetteer for the gold phrase, on the same
                    found toponyms; ``any in table`` is the best a chooser could do with this gazetteer

Run: ``python -m evals.geoparsing [--misses]``.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from evals.bench import Outcome, Score, corpus, digest, engine, f1, table
from sayso.coding.parties import Parties
from sayso.coding.settings import Settings, Spot, dates_in
from sayso.knowledge import places

NEAR = 161.0
"""Kilometres: the hundred miles of the literature."""
EARTH = 6371.0
CORPORA = {"LGL": ("lgl.xml", "toponym", "phrase", 0), "GeoVirus": ("GeoVirus.xml", "location", "name", 1)}
"""File, element, its name element, and where its offsets begin."""


@dataclass(frozen=True)
class Toponym:
    start: int
    end: int
    said: str
    point: tuple[float, float] | None


def read(name: str) -> Iterator[tuple[str, date, list[Toponym]]]:
    """Text, day and toponyms of every article of one corpus."""
    file, element, label, first = CORPORA[name]
    root = etree.parse(str(corpus("geoparsing", file)), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    for article in root.iter("article"):
        downloaded = article.findtext("dltime") or "2015-06-15"
        found = []
        for each in article.iter(element):
            tag = each if element == "location" else each.find("gaztag")
            point = None
            if tag is not None and tag.findtext("lat"):
                point = (float(tag.findtext("lat")), float(tag.findtext("lon")))
            found.append(
                Toponym(int(each.findtext("start")) - first, int(each.findtext("end")) - first, each.findtext(label), point)
            )
        yield article.findtext("text"), date.fromisoformat(downloaded[:10]), found


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres on the great circle."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    inner = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(inner)))


def near(point: tuple[float, float], lat: float | None, lon: float | None) -> bool:
    return lat is not None and lon is not None and distance(point, (lat, lon)) <= NEAR


def judge(wanted: list[Toponym], spots: list[Spot], counts: Counter[str]) -> Iterator[str]:
    """Add one article to the counts; one line for every miss."""
    spans = {(spot.where.start or 0, spot.where.end or 0): spot for spot in spots}
    counts["found"] += len(spans)
    counts["gold"] += len(wanted)
    met: set[tuple[int, int]] = set()
    for each in wanted:
        counts["strict"] += (each.start, each.end) in spans
        hit = next((span for span in spans if span[0] < each.end and each.start < span[1] and span not in met), None)
        if hit is not None:
            met.add(hit)
            counts["relaxed"] += 1
        if each.point is None:
            continue
        counts["placed"] += 1
        if hit is None:
            yield f"not found | {each.said} | {'known' if places.find(each.said) else 'not in table'}"
            continue
        where, listed = spans[hit].where, places.find(each.said)
        counts["met"] += 1
        right = near(each.point, where.lat, where.lon)
        counts["right"] += right
        counts["first"] += bool(listed) and near(each.point, listed[0].lat, listed[0].lon)
        counts["any"] += any(near(each.point, place.lat, place.lon) for place in listed)
        if not right:
            some = "known" if any(near(each.point, place.lat, place.lon) for place in listed) else "right one not in table"
            yield f"misplaced | {each.said} as {where.name} {where.country} {where.precision} | gold {each.point} | {some}"
    for span, spot in spans.items():
        if span not in met:
            yield f"extra | {spot.where.name} {spot.where.country} {spot.where.precision}"


def scores(name: str, counts: Counter[str]) -> tuple[Score, ...]:
    met = max(counts["met"], 1)
    baseline = {"first in table": counts["first"] / met, "any in table": counts["any"] / met}
    return (
        Score("geoparsing", f"{name} detection F1 strict", f1(counts["strict"], counts["found"], counts["gold"]), counts["gold"]),
        Score("geoparsing", f"{name} detection F1 relaxed", f1(counts["relaxed"], counts["found"], counts["gold"]), counts["gold"],
              note=f"P {counts['relaxed'] / max(counts['found'], 1):.3f} R {counts['relaxed'] / counts['gold']:.3f}"),
        Score("geoparsing", f"{name} accuracy@161", counts["right"] / met, counts["met"], baseline),
        Score("geoparsing", f"{name} end to end", counts["right"] / counts["placed"], counts["placed"]),
    )  # fmt: skip


def run() -> Outcome:
    """Score both corpora."""
    reader = engine()
    found: list[Score] = []
    misses: list[str] = []
    for name in CORPORA:
        counts: Counter[str] = Counter()
        for text, day, wanted in read(name):
            doc = reader.parse(text)
            whens, dated = dates_in(doc, day, None)
            spots = Settings(doc, Parties(doc, day, dated), whens).spots
            misses += [f"{name} | {line}" for line in judge(wanted, spots, counts)]
        found += scores(name, counts)
    files = [corpus("geoparsing", file) for file, *_ in CORPORA.values()]
    return Outcome("geoparsing", digest(files), tuple(found), tuple(misses))


def main() -> None:
    outcome = run()
    outcome.save()
    print(table(outcome.scores))
    print("\n".join(f"{each.measure}: {each.note}" for each in outcome.scores if each.note))
    if "--misses" in sys.argv:
        print("\n".join(outcome.misses))


if __name__ == "__main__":
    main()
