"""ACLED exports the user downloaded: one row an event, or the weekly aggregated layout (Raleigh et al. 2010).

ACLED's terms forbid passing its data on and building a similar product on it: this reads a user's own export and nothing
ships. Fatalities are one reported number, the lowest of credible reports, and stand as best estimate only. Actor 1
and 2 do not say who began it.
"""

from datetime import date
from typing import Final

from sayso.datasets.dataset import Dataset

_TERMS = "ACLED's terms of use (acleddata.com): registered use, attribution, no redistribution, no competing product"
_CITE = "Raleigh, Linke, Hegre & Karlsen (2010), Introducing ACLED, Journal of Peace Research 47(5)"
_DAY = "coalesce(try_cast(event_date AS DATE), try_strptime(event_date, ['%d %B %Y', '%d-%B-%Y', '%d/%m/%Y', '%d-%b-%Y'])::DATE)"
_WEEK = "coalesce(try_cast(week AS DATE), try_strptime(week, ['%d %B %Y', '%d-%B-%Y', '%d/%m/%Y', '%d-%b-%Y'])::DATE)"
_PLOVER: Final = (
    "CASE WHEN sub_event_type = 'Agreement' THEN 'AGREE' WHEN sub_event_type IN ('Arrests', 'Looting/property destruction', 'Disrupted weapons use') THEN 'COERCE' "
    "WHEN sub_event_type IN ('Headquarters or base established', 'Change to group/activity') THEN 'MOBILIZE' WHEN sub_event_type = 'Non-violent transfer of territory' THEN 'RETREAT' "
    "WHEN event_type IN ('Battles', 'Explosions/Remote violence', 'Violence against civilians') THEN 'ASSAULT' "
    "WHEN event_type IN ('Protests', 'Riots') THEN 'PROTEST' END"
)


def _party(column: str) -> str:
    """Forces of a state ("Military Forces of Iraq (2014-)") are the state; others by name, without what stands in brackets."""
    bare = f"trim(regexp_replace({column}, '\\s*\\(.*$', ''))"
    of = f"regexp_extract({bare}, '^(?:Government|Military Forces|Police Forces) of (.+)$', 1)"
    return f"coalesce(party({column}), country({of}), party({bare}))"


def _kind(column: str) -> str:
    kinds = {"1": "GOV", "2": "REB", "3": "PRM", "4": "PRM", "5": "CVL", "6": "CVL", "7": "CVL", "State Forces": "GOV", "Rebel Groups": "REB", "Rebel Group": "REB",
             "Political Militias": "PRM", "Political Militia": "PRM", "Identity Militias": "PRM", "Identity Militia": "PRM", "Rioters": "CVL", "Protesters": "CVL",
             "Civilians": "CVL"}  # fmt: skip
    return f"CASE {column} " + " ".join(f"WHEN '{name}' THEN '{kind}'" for name, kind in kinds.items()) + " END"


ACLED = Dataset(
    name="acled", title="ACLED events (a user's own export)", terms=_TERMS, cite=_CITE, first_day=date(1997, 1, 1),
    optional=("inter1", "inter2", "source", "geo_precision", "time_precision", "timestamp", "fatalities", "actor2"),
    columns={
        "key": "'acled:' || event_id_cnty",
        "first": f"{_DAY} - CASE time_precision WHEN '2' THEN 3 WHEN '3' THEN 15 ELSE 0 END",
        "last": f"{_DAY} + CASE time_precision WHEN '2' THEN 3 WHEN '3' THEN 15 ELSE 0 END",
        "actor_text": "actor1", "actor": _party("actor1"), "actor_kind": _kind("inter1"),
        "target_text": "nullif(actor2, '')", "target": _party("actor2"), "target_kind": _kind("inter2"),
        "plover": _PLOVER, "quad": f"quad_of({_PLOVER})",
        "place": "location", "place_country": "country(country)", "lat": "latitude", "lon": "longitude",
        "precision": "CASE geo_precision WHEN '1' THEN 'locality' WHEN '2' THEN 'locality' WHEN '3' THEN 'admin1' END",
        "deaths_best": "fatalities", "sources": "source",
        "source_count": "CASE WHEN source IS NOT NULL THEN 1 + length(source) - length(replace(source, ';', '')) END",
    },
    rejects={"no actor": "actor_text IS NULL"},
    traps={
        "the day is known to the week or month only": "time_precision IN ('2', '3')",
        "no second actor": "nullif(actor2, '') IS NULL",
        "fatalities not a number": "fatalities IS NOT NULL AND try_cast(fatalities AS INT) IS NULL",
        "a type of event nobody maps": f"({_PLOVER}) IS NULL",
    },
)  # fmt: skip
ACLED_WEEKS = Dataset(
    name="acled-weeks", title="ACLED aggregated by week, province and type (a user's own export)", terms=_TERMS, cite=_CITE, first_day=date(1997, 1, 1),
    optional=("fatalities", "centroid_latitude", "centroid_longitude"),
    columns={
        "key": "'acled-weeks:' || week || ':' || country || ':' || coalesce(admin1, '') || ':' || sub_event_type",
        "first": _WEEK, "last": f"{_WEEK} + 6",
        "plover": _PLOVER, "quad": f"quad_of({_PLOVER})",
        "place": "coalesce(admin1, country)", "place_country": "country(country)", "lat": "centroid_latitude", "lon": "centroid_longitude",
        "precision": "CASE WHEN admin1 IS NOT NULL THEN 'admin1' ELSE 'country' END", "deaths_best": "fatalities",
    },
    repeat="events",
    rejects={"no number of events": "repeat IS NULL OR repeat < 1"},
    traps={"a type of event nobody maps": f"({_PLOVER}) IS NULL"},
)  # fmt: skip
