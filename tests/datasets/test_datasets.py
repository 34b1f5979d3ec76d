"""Readers of outside datasets, on rows made up in the real layouts: mapping, traps, refusals and accounts."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.datasets import DATASETS, DatasetError, convert_events, mapping, read_events
from sayso.datasets.codes import ROOTS, plover, quad
from sayso.datasets.gdelt import COLUMNS_1, COLUMNS_2
from sayso.datasets.mentions import COLUMNS as MENTION_COLUMNS
from sayso.table import QUAD_OF, EventTable


def write(path: Path, rows: Sequence[Sequence[str]], delimiter: str = ",", quoted: bool = True) -> Path:
    if quoted:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
    else:
        path.write_text("".join(delimiter.join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def only(path: Path, name: str) -> dict[str, Any]:
    table, account = read_events(path, name)
    assert account.events == len(table) == 1, account.lines()
    return {key: value for key, value in table.rows.to_pylist()[0].items() if value is not None}


def gdelt_row(columns: Sequence[str], **said: str) -> list[str]:
    base = {
        "GlobalEventID": "7", "Day": "20191024", "DATEADDED": "20191024143000", "Actor1Code": "USAMIL", "Actor1Name": 'THE "BIG" ARMY',
        "Actor1CountryCode": "USA", "Actor1Type1Code": "MIL", "Actor2Code": "IRN", "Actor2CountryCode": "IRN", "EventCode": "040", "EventRootCode": "04",
        "QuadClass": "1", "GoldsteinScale": "1.0", "NumSources": "3", "ActionGeo_Type": "4", "ActionGeo_FullName": "Minsk, Belarus (general), Belarus",
        "ActionGeo_Lat": "53.9", "ActionGeo_Long": "27.56", "SOURCEURL": "https://example.org/a",
    }  # fmt: skip
    return [(base | said).get(name, "") for name in columns]


@pytest.mark.parametrize(("name", "columns"), [("gdelt", COLUMNS_2), ("gdelt1", COLUMNS_1)])
def test_gdelt(tmp_path: Path, name: str, columns: Sequence[str]) -> None:
    assert len(columns) == {"gdelt": 61, "gdelt1": 58}[name]
    found = only(write(tmp_path / "x.CSV", [gdelt_row(columns)], "\t", quoted=False), name)
    assert found["key"] == "gdelt:7"
    assert (found["actor"], found["target"], found["actor_kind"]) == ("USA", "IRN", "MIL")
    assert found["actor_text"] == 'THE "BIG" ARMY'
    assert (found["cameo"], found["plover"], found["quad"]) == ("040", "CONSULT", 1)
    assert (found["place_country"], found["precision"]) == ("BLR", "locality")
    assert (found["first"], found["known"]) == (date(2019, 10, 24), date(2019, 10, 24))


@pytest.mark.parametrize(
    ("day", "first", "noticed"),
    [("20190924", date(2019, 9, 24), 1), ("20181024", date(2018, 10, 24), 1), ("20191023", date(2019, 10, 23), 0)],
)
def test_gdelt_dated_a_month_or_a_year_early_is_an_interval(tmp_path: Path, day: str, first: date, noticed: int) -> None:
    path = write(tmp_path / "x.CSV", [gdelt_row(COLUMNS_2, Day=day)], "\t", quoted=False)
    table, account = read_events(path, "gdelt")
    row = table.rows.to_pylist()[0]
    assert row["first"] == first
    assert row["last"] == (date(2019, 10, 24) if noticed else first)
    assert account.traps.get("dated exactly a month or a year early", 0) == noticed


ICEWS = "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"


def test_icews_key_is_id_and_date_and_codes_stay_text(tmp_path: Path) -> None:
    one = [
        "9",
        "2018-06-01",
        "Ministry (Iraq)",
        "Government",
        "Iraq",
        "Consult",
        "040",
        "1",
        "Hezbollah",
        "Insurgents",
        "Lebanon",
        "1",
        "2",
        "Wire",
        "Baghdad",
        "NA",
        "NA",
        "Iraq",
        "33.3",
        "44.4",
    ]
    later = [*one[:1], "2019-06-01", *one[2:]]
    path = write(tmp_path / "x.tab", [ICEWS.split("|"), one, later, one], "\t", quoted=False)
    table, account = read_events(path, "icews", tmp_path / "refused.jsonl")
    assert sorted(table.rows["key"].to_pylist()) == ["icews:9:2018-06-01", "icews:9:2019-06-01"]
    assert account.rejected == {"the key of an earlier row": 1}
    row = table.rows.to_pylist()[0]
    assert (row["actor"], row["target"], row["cameo"], row["place"]) == ("IRQ", "LBN-HEZ", "040", "Baghdad")
    refused = [json.loads(line) for line in (tmp_path / "refused.jsonl").read_text().splitlines()]
    assert [line["reason"] for line in refused] == ["the key of an earlier row"]


UCDP = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]


def ged(columns: Sequence[str] = UCDP, **said: str) -> list[str]:
    base = {
        "id": "5", "side_a": "Government of Iraq", "gwnoa": "645", "side_b": "IS", "where_prec": "1", "where_coordinates": "Taji", "latitude": "33.5",
        "longitude": "44.2", "country": "Iraq", "date_prec": "1", "date_start": "2014-01-24 00:00:00.000", "date_end": "2014-01-25 00:00:00.000",
        "low": "8", "best": "9", "high": "12", "number_of_sources": "2", "source_office": "Wire", "source_date": "2014-01-25", "dyad_new_id": "1",
    }  # fmt: skip
    return [(base | said).get(name, "") for name in columns]


@pytest.mark.parametrize("width", [49, 45, 41])
def test_ged_in_its_three_widths_with_the_hxl_row(tmp_path: Path, width: int) -> None:
    dropped = [
        "relid",
        "code_status",
        "conflict_dset_id",
        "dyad_dset_id",
        "side_a_dset_id",
        "side_b_dset_id",
        "where_description",
        "geom_wkt",
    ]
    columns = [name for name in UCDP if name not in dropped[: 49 - width]]
    assert len(columns) == width
    tags = ["#event+id" if name == "id" else "#x" for name in columns]
    found = only(write(tmp_path / "ged.csv", [columns, tags, ged(columns)]), "ucdp")
    assert (found["actor"], found["target"], found["quad"]) == ("IRQ", "IRQ-IS", 4)
    assert (found["first"], found["last"]) == (date(2014, 1, 24), date(2014, 1, 25))
    assert [found[f"deaths_{which}"] for which in ("low", "best", "high")] == [8, 9, 12]


def test_ged_absurd_source_dates_and_repeats_are_counted_and_kept(tmp_path: Path) -> None:
    rows = [UCDP, ged(source_date="1753-01-01"), ged(id="6", source_date="2919-02-02")]
    table, account = read_events(write(tmp_path / "ged.csv", rows), "ucdp")
    assert len(table) == 2
    assert account.traps["an impossible source date"] == 2
    assert account.traps["repeats day, place and dyad"] == 1
    assert account.traps["low, best and high differ"] == 2


def test_ged_of_another_width_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="41 or 45 or 49"):
        read_events(write(tmp_path / "ged.csv", [UCDP[:20], ged()[:20]]), "ucdp")


ACLED = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,inter1,actor2,inter2,iso,country,admin1,location,latitude,longitude,geo_precision,source,fatalities,timestamp"


def test_acled_events(tmp_path: Path) -> None:
    rows = [
        ACLED.split(","),
        ["IRQ1", "16 May 2024", "2024", "1", "Political violence", "Battles", "Armed clash", "Military Forces of Iraq (2022-)", "State Forces", "Islamic State (Iraq)", "Rebel Groups", "368", "Iraq", "Diyala", "Baquba", "33.7", "44.6", "1", "A; B", "3", "1"],
        ["IRQ2", "2024-05-17", "2024", "2", "Demonstrations", "Protests", "Peaceful protest", "Protesters (Iraq)", "Protesters", "", "", "368", "Iraq", "Diyala", "Baquba", "33.7", "44.6", "3", "A", "0", "1"],
        ["IRQ3", "soon", "2024", "1", "Political violence", "Battles", "Armed clash", "X", "Y", "", "", "368", "Iraq", "Diyala", "Baquba", "33.7", "44.6", "1", "A", "0", "1"],
    ]  # fmt: skip
    table, account = read_events(write(tmp_path / "acled.csv", rows), "acled", tmp_path / "refused.jsonl")
    first, second = sorted(table.rows.to_pylist(), key=lambda row: row["key"])
    assert (first["actor"], first["target"], first["plover"], first["deaths_best"]) == ("IRQ", "IRQ-IS", "ASSAULT", 3)
    assert (first["first"], first["source_count"]) == (date(2024, 5, 16), 2)
    assert (second["plover"], second["first"], second["last"]) == ("PROTEST", date(2024, 5, 14), date(2024, 5, 20))
    assert account.rejected == {"no readable date": 1}
    assert json.loads((tmp_path / "refused.jsonl").read_text())["row"]["event_id_cnty"] == "IRQ3"


def test_acled_weeks_stand_for_as_many_events_and_deaths_once(tmp_path: Path) -> None:
    rows = [
        [
            "week",
            "region",
            "country",
            "admin1",
            "event_type",
            "sub_event_type",
            "events",
            "fatalities",
            "centroid_latitude",
            "centroid_longitude",
        ],
        ["2024-05-18", "Middle East", "Iraq", "Diyala", "Battles", "Armed clash", "3", "7", "33.7", "44.6"],
    ]
    table, account = read_events(write(tmp_path / "weeks.csv", rows), "acled-weeks")
    assert (account.rows, account.events, len(table)) == (1, 3, 3)
    assert sum(value or 0 for value in table.rows["deaths_best"].to_pylist()) == 7
    assert len(set(table.rows["key"].to_pylist())) == 3


POLECAT = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]


def test_polecat_none_is_not_said(tmp_path: Path) -> None:
    said = {
        "Event ID": "P1", "Event Date": "2023-01-02", "Event Type": "COERCE", "Intensity": "-5", "Actor Name": "Iraq", "Actor Country": "IRQ",
        "Recipient Name": "None", "Recipient Country": "None", "City": "None", "Country": "IRQ", "Publication Date": "2023-01-03",
    }  # fmt: skip
    found = only(
        write(tmp_path / "p.txt", [POLECAT, [said.get(name, "None") for name in POLECAT]], "\t", quoted=False), "polecat"
    )
    assert (found["actor"], found["plover"], found["quad"], found["known"]) == ("IRQ", "COERCE", 4, date(2023, 1, 3))
    assert "target" not in found
    assert (found["place_country"], found["precision"]) == ("IRQ", "country")


def test_keds_gives_a_weis_file_away(tmp_path: Path) -> None:
    rows = [["date", "source", "target", "code"], ["1990-08-02", "IRQ", "KUW", "223"], ["1990-08-02", "LBNREBHEZ", "ISR", "190"]]
    path = write(tmp_path / "keds.csv", rows)
    table, account = read_events(path, "keds")
    assert account.rejected == {"a WEIS code, not CAMEO (try --dataset weis)": 1}
    assert [(row["actor"], row["plover"]) for row in table.rows.to_pylist()] == [("LBN-HEZ", "ASSAULT")]
    weis, _ = read_events(path, "weis")
    assert sorted(row["plover"] for row in weis.rows.to_pylist()) == ["ASSAULT", "SANCTION"]


def test_a_broken_line_is_refused_with_its_text(tmp_path: Path) -> None:
    path = tmp_path / "keds.csv"
    path.write_text("date,source,target,code\n1990-08-02,IRQ,KWT,190\n1990-08-03,IRQ,KWT\n", encoding="utf-8")
    table, account = read_events(path, "keds", tmp_path / "refused.jsonl")
    assert (len(table), account.rows) == (1, 2)
    assert sum(account.rejected.values()) == 1
    assert "1990-08-03" in (tmp_path / "refused.jsonl").read_text()


def test_streaming_gives_the_same_table(tmp_path: Path) -> None:
    path = write(tmp_path / "ged.csv", [UCDP, ged(), ged(id="6"), ged(id="7", low="5", best="4", high="2")])
    convert_events(path, "ucdp", tmp_path / "out.parquet")
    assert EventTable.load(tmp_path / "out.parquet").digest == read_events(path, "ucdp")[0].digest


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_every_dataset_states_terms_and_prints_its_mapping(name: str) -> None:
    text = mapping(DATASETS[name])
    assert "terms:" in text
    assert "cite:" in text
    assert all(column in text for column in DATASETS[name].columns)


def test_unknown_names_and_missing_files_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="there are"):
        read_events(tmp_path / "x", "gdeltt")
    with pytest.raises(DatasetError, match="no such file"):
        read_events(tmp_path / "x.csv", "gdelt")


@pytest.mark.parametrize(
    ("code", "category", "number"),
    [("040", "CONSULT", 1), ("0841", "RETREAT", 2), ("112", "ACCUSE", 3), ("145", "PROTEST", 3), ("163", "COERCE", 4), ("190", "ASSAULT", 4),
     ("010", None, 1), ("231", None, None), ("", None, None)],
)  # fmt: skip
def test_codes(code: str, category: str | None, number: int | None) -> None:
    assert (plover(code), quad(code)) == (category, number)


def test_a_code_and_its_category_are_of_one_quad_class() -> None:
    differ = {root for root, category in ROOTS.items() if category and quad(root) != QUAD_OF[category]}
    assert differ == {"02"}, "an appeal is verbal cooperation in CAMEO, and PLOVER has only demands"


MENTION = "{id}\t20191024143000\t{at}\t1\t{source}\thttp://example.org/{source}\t1\t-1\t5\t9\t1\t{sure}\t900\t-1.5\t\t"


def test_mentions_give_sources_and_the_first_day(tmp_path: Path) -> None:
    export = write(
        tmp_path / "x.CSV", [gdelt_row(COLUMNS_2, Day="20191020"), gdelt_row(COLUMNS_2, GlobalEventID="8")], "\t", quoted=False
    )
    told = [
        (7, "20191022080000", "b.org"),
        (7, "20191021080000", "a.org"),
        (7, "20191023080000", "a.org"),
        (99, "20191023080000", "c.org"),
    ]
    lines = [MENTION.format(id=id_, at=at, source=source, sure=50) for id_, at, source in told]
    (tmp_path / "m.CSV").write_text("\n".join(lines) + "\n")
    table, account = read_events(export, "gdelt", mentions=[tmp_path / "m.CSV"])
    seven, eight = sorted(table.rows.to_pylist(), key=lambda row: str(row["key"]))
    assert (seven["sources"], seven["source_count"], seven["known"]) == ("a.org; b.org", 2, date(2019, 10, 21))
    assert (eight["sources"], eight["source_count"]) == ("https://example.org/a", 3)
    assert (account.traps["mentions of events in this file"], account.traps["mentions of events in other files"]) == (3, 1)


def test_mentions_with_a_header_and_commas_are_read_too(tmp_path: Path) -> None:
    export = write(tmp_path / "x.CSV", [gdelt_row(COLUMNS_2)], "\t", quoted=False)
    row = MENTION.format(id=7, at="20191024150000", source="a.org", sure=50).split("\t")
    path = write(tmp_path / "m.csv", [[name.lower() for name in MENTION_COLUMNS], row])
    table, _ = read_events(export, "gdelt", mentions=[path])
    assert table.rows["sources"].to_pylist() == ["a.org"]


def test_mentions_of_another_layout_or_dataset_are_refused(tmp_path: Path) -> None:
    export = write(tmp_path / "x.CSV", [gdelt_row(COLUMNS_2)], "\t", quoted=False)
    (tmp_path / "m.csv").write_text("1\t2\t3\n")
    with pytest.raises(DatasetError, match="3 columns"):
        read_events(export, "gdelt", mentions=[tmp_path / "m.csv"])
    old = write(tmp_path / "y.CSV", [gdelt_row(COLUMNS_1)], "\t", quoted=False)
    with pytest.raises(DatasetError, match="no files of mentions"):
        read_events(old, "gdelt1", mentions=[tmp_path / "m.csv"])
