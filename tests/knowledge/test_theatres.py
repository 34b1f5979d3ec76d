"""Theatres: the shipped file, dated and boxed membership, and a file of one's own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sayso.knowledge.rows import KnowledgeError
from sayso.knowledge.theatres import load_theatres, theatre_of, theatres

DAY = date(2020, 3, 11)


def write(path: Path, *rows: dict[str, object]) -> Path:
    base = {"theatre": "x", "name": "X", "source": "a map"}
    path.write_text("\n".join(json.dumps(base | row) for row in rows), encoding="utf-8")
    return path


def test_every_row_can_be_reached() -> None:
    """A row behind a wider one of no dates would name nothing."""
    whole = [
        (each.country, at) for at, each in enumerate(theatres()) if each.box is None and each.first is None and each.last is None
    ]
    for country, at in whole:
        assert not [each for each in theatres()[at + 1 :] if each.country == country], country


@pytest.mark.parametrize(
    ("country", "place", "day", "name"),
    [("IRQ", (33.5, 44.3), DAY, "Iraq and Syria"), ("IRQ", (33.5, 44.3), date(2003, 3, 20), "the Gulf"), ("SAU", (24.7, 46.7), DAY, "the Gulf"),
     ("SAU", (17.5, 44.2), DAY, "Yemen and the Red Sea"), ("SAU", (17.5, 44.2), date(2010, 1, 1), "the Gulf"),
     (None, (25.2, 57.0), DAY, "the Gulf"), (None, (15.0, 42.0), DAY, "Yemen and the Red Sea"), ("IND", (34.1, 74.8), DAY, "Kashmir"),
     ("IND", (28.6, 77.2), DAY, "IND"), ("NER", (13.3, 12.6), DAY, "the Lake Chad basin"), ("NER", (14.8, 0.9), DAY, "the Sahel"),
     (None, None, DAY, None)],
)  # fmt: skip
def test_an_event_is_in_the_first_theatre_that_holds_it(
    country: str | None, place: tuple[float, float] | None, day: date, name: str | None
) -> None:
    lat, lon = place or (None, None)
    assert theatre_of(country, lat, lon, day) == name


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    mine = load_theatres(write(tmp_path / "own.jsonl", {"country": "IRQ", "first": "2019", "last": "2020-02"}))
    assert theatre_of("IRQ", None, None, date(2020, 2, 29), mine) == "X"
    assert theatre_of("IRQ", None, None, date(2020, 3, 1), mine) == "IRQ"


@pytest.mark.parametrize(
    ("row", "says"),
    [({}, "a row needs a country"), ({"country": "QQQ"}, "not known"), ({"south": 1.0}, "a box needs all"),
     ({"south": 2.0, "west": 1.0, "north": 1.0, "east": 2.0}, "no box"), ({"country": "IRQ", "first": "soon"}, "no date")],
)  # fmt: skip
def test_a_broken_row_is_an_error(tmp_path: Path, row: dict[str, object], says: str) -> None:
    with pytest.raises(KnowledgeError, match=says):
        load_theatres(write(tmp_path / "own.jsonl", row))


def test_one_theatre_has_one_name(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="keep one"):
        load_theatres(write(tmp_path / "own.jsonl", {"country": "IRQ"}, {"country": "IRN", "name": "Y"}))
