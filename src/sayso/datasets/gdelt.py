"""GDELT 1.0 (58 columns) and 2.0 (61 columns) events: tab-separated, no header, quoting off (Leetaru & Schrodt 2013).

A share of rows is dated exactly a month or a year before the day they were found: the coder misread "last month" or "a
year ago" or the page's own date. Their day is not known, so the interval runs from the day given to the day found.
Event roots keep CAMEO's quad classes (GDELT itself files root 09 under material cooperation).
"""

from datetime import date
from typing import Final

from sayso.datasets.dataset import Dataset

_ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
_GEO2 = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_GEO1 = tuple(name for name in _GEO2 if name != "ADM2Code")
_HEAD = ("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR), "IsRootEvent", "EventCode",
         "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone")  # fmt: skip
_TAIL = ("DATEADDED", "SOURCEURL")
COLUMNS_2: Final = (*_HEAD, *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO2), *_TAIL)
COLUMNS_1: Final = (*_HEAD, *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO1), *_TAIL)
_DAY = "try_strptime(Day, '%Y%m%d')::DATE"
_ADDED = "try_strptime(substr(DATEADDED, 1, 8), '%Y%m%d')::DATE"
_EARLY = f"({_DAY} < {_ADDED} AND ({_DAY} = {_ADDED} - INTERVAL 1 MONTH OR {_DAY} = {_ADDED} - INTERVAL 1 YEAR))"
_COUNTRY = "country(trim(list_extract(string_split(ActionGeo_FullName, ','), -1)))"
MAPPING: Final = {
    "key": "'gdelt:' || GlobalEventID",
    "first": _DAY, "last": f"CASE WHEN {_EARLY} THEN {_ADDED} ELSE {_DAY} END", "known": _ADDED,
    "actor_text": "coalesce(Actor1Name, Actor1Code)", "actor": "cameo_party(Actor1Code)",
    "actor_country": "cameo_country(Actor1CountryCode)", "actor_kind": "Actor1Type1Code",
    "target_text": "coalesce(Actor2Name, Actor2Code)", "target": "cameo_party(Actor2Code)",
    "target_country": "cameo_country(Actor2CountryCode)", "target_kind": "Actor2Type1Code",
    "cameo": "EventCode", "plover": "plover(EventCode)", "quad": "quad(EventCode)", "intensity": "GoldsteinScale",
    "place": "ActionGeo_FullName", "place_country": _COUNTRY, "lat": "ActionGeo_Lat", "lon": "ActionGeo_Long",
    "precision": "CASE ActionGeo_Type WHEN '1' THEN 'country' WHEN '2' THEN 'admin1' WHEN '3' THEN 'locality' WHEN '4' THEN 'locality' WHEN '5' THEN 'admin1' END",
    "sources": "SOURCEURL", "source_count": "NumSources",
}  # fmt: skip
REJECTS: Final = {"not a CAMEO code": "quad IS NULL", "found before it happened": 'known < "first"'}
TRAPS: Final = {
    "dated exactly a month or a year early": _EARLY,
    "no second actor": "Actor2Code IS NULL",
    "quad class of its own (root 09)": "EventRootCode = '09' AND QuadClass = '2'",
}
_TERMS = "open, free for any use; cite the GDELT Project with a link to gdeltproject.org"
_CITE = "Leetaru & Schrodt (2013), GDELT: Global Data on Events, Location and Tone, ISA Annual Convention"

GDELT2 = Dataset(
    name="gdelt", title="GDELT 2.0 events", terms=_TERMS, cite=_CITE, first_day=date(1920, 1, 1), delimiter="\t", quote="", header=False,
    names=COLUMNS_2, widths=(61,), columns=MAPPING, rejects=REJECTS, traps=TRAPS, mentions=True,
)  # fmt: skip
GDELT1 = Dataset(
    name="gdelt1", title="GDELT 1.0 events", terms=_TERMS, cite=_CITE, first_day=date(1920, 1, 1), delimiter="\t", quote="", header=False,
    names=COLUMNS_1, widths=(58,), columns=MAPPING, rejects=REJECTS, traps=TRAPS,
)  # fmt: skip
