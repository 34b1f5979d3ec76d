"""Who a dataset's own names and numbers mean: lookups from knowledge, as DuckDB tables and macros.

``country(name)`` gives ISO 3166-1 alpha-3, ``party(name)`` the knowledge id of a name, ``state(number)`` the ISO code of a
Correlates of War or Gleditsch-Ward number, ``cameo_country(code)`` and ``cameo_party(code)`` what a CAMEO actor code means.
A name that can mean two actors means none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import duckdb
import pyarrow as pa

from sayso.knowledge.actors import actors, surface_forms, weak_forms

MACROS = """
CREATE MACRO country(x) AS (SELECT id FROM countries WHERE name = lower(trim(x)));
CREATE MACRO party(x) AS (SELECT id FROM parties WHERE name = lower(trim(x)));
CREATE MACRO state(x) AS (SELECT id FROM cow_numbers WHERE name = try_cast(x AS INT));
CREATE MACRO cameo_country(x) AS (SELECT id FROM cameo_countries WHERE name = substr(x, 1, 3));
CREATE MACRO cameo_group(x, place) AS (SELECT id FROM cameo_groups WHERE name = substr(x, place, 3)
     AND (home IS NULL OR home = (SELECT id FROM cameo_countries WHERE name = substr(x, 1, 3))));
CREATE MACRO cameo_party(x) AS coalesce(
    (SELECT id FROM cameo_codes WHERE name = substr(x, 1, 6)), cameo_group(x, 4), cameo_group(x, 7), cameo_country(x));
CREATE MACRO sector(x) AS CASE WHEN substr(x, 4, 3) IN (SELECT id FROM sectors) THEN substr(x, 4, 3) END;
"""


@cache
def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Lower-case names to ids: of states, and of everybody; names of two actors left out."""
    known = actors()
    meant: dict[str, set[str]] = {}
    for form, ids in surface_forms().items():
        meant.setdefault(form.lower(), set()).update(ids)
    # A column holds names and nothing else, so the short ones ("IS") need no full name beside them.
    for form, ids in weak_forms().items():
        if form.lower() not in meant:
            meant[form.lower()] = set(ids)
    everybody = {form: next(iter(ids)) for form, ids in meant.items() if len(ids) == 1}
    states = {form: id_ for form, id_ in everybody.items() if known[id_].kind == "state"}
    states |= {actor.name.lower(): actor.id for actor in known.values() if actor.kind == "state"}
    # Metonyms mean a government in a sentence, but a place in a column of places.
    return states, everybody | states


def country_of(name: str) -> str | None:
    """ISO 3166-1 alpha-3 of a state's name in any spelling of knowledge; None when unknown or ambiguous."""
    return _forms()[0].get(name.strip().lower())


def _data(name: str) -> Iterator[list[str]]:
    text = files("sayso.datasets").joinpath(f"data/{name}.csv").read_text("utf-8")
    yield from (row for row in csv.reader(text.splitlines()) if row and not row[0].startswith("#"))


def install(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables and macros of this module in a connection."""
    states, everybody = _forms()
    known = actors()
    cameo = {actor.id: actor.id for actor in known.values() if actor.kind == "state"}
    cameo |= {code: iso for code, iso, *_ in _data("cameo_countries")}
    _table(con, "countries", list(states.items()), ("name", "id"))
    _table(con, "parties", list(everybody.items()), ("name", "id"))
    _table(con, "cow_numbers", [(int(number), iso) for number, iso, *_ in _data("cow_numbers")], ("name", "id"))
    _table(con, "cameo_countries", list(cameo.items()), ("name", "id"))
    groups = [(row[0], row[1], row[2] or None) for row in _data("cameo_groups")]
    _table(con, "cameo_groups", [row for row in groups if len(row[0]) == 3], ("name", "id", "home"))
    _table(con, "cameo_codes", [row for row in groups if len(row[0]) == 6], ("name", "id", "home"))
    _table(con, "sectors", [(one,) for one in sorted({a.sector for a in known.values() if a.sector})], ("id",))
    con.execute(MACROS)


def _table(con: duckdb.DuckDBPyConnection, name: str, rows: list[tuple[object, ...]], columns: tuple[str, ...]) -> None:
    arrow = pa.table({column: [row[i] for row in rows] for i, column in enumerate(columns)})
    con.register("arriving", arrow)
    con.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM arriving")
    con.unregister("arriving")
