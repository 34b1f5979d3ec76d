"""ICEWS coded event data: twenty tab-separated columns (Boschee et al. 2015; discontinued 2023-04-11).

The id is not a key: 145,312 ids stand twice over the years, so the key is id and date. Codes are text ("040").
"""

from datetime import date

from sayso.datasets.dataset import Dataset


def _named(column: str) -> str:
    return f"nullif(nullif(trim(\"{column}\"), ''), 'NA')"


def _kind(column: str) -> str:
    first = f"split_part(coalesce(\"{column}\", ''), ',', 1)"
    pairs = {"Military": "MIL", "Police": "COP", "Government": "GOV", "Executive": "GOV", "Foreign Ministry": "GOV", "Legislative / Parliamentary": "LEG",
             "Judicial": "JUD", "Insurgents": "REB", "Rebel": "REB", "Parties": "PTY", "General Population / Civilian / Social": "CVL", "Media": "MED",
             "Business": "BUS", "Dissident": "OPP", "Criminals / Gangs": "CRM", "Refugees / Displaced": "REF"}  # fmt: skip
    return f"CASE {first} " + " ".join(f"WHEN '{name}' THEN '{kind}'" for name, kind in pairs.items()) + " END"


ICEWS = Dataset(
    name="icews",
    title="ICEWS coded event data",
    terms="Harvard Dataverse doi:10.7910/DVN/28075; read the terms shown there before passing anything on",
    cite="Boschee et al. (2015), ICEWS Coded Event Data, Harvard Dataverse, doi:10.7910/DVN/28075",
    first_day=date(1991, 1, 1),
    last_day=date(2023, 12, 31),
    delimiter="\t",
    quote="",
    widths=(20,),
    columns={
        "key": "'icews:' || \"Event ID\" || ':' || \"Event Date\"",
        "first": 'try_cast("Event Date" AS DATE)',
        "last": 'try_cast("Event Date" AS DATE)',
        "actor_text": _named("Source Name"), "actor": f"coalesce(party({_named('Source Name')}), country(\"Source Country\"))",
        "actor_country": 'country("Source Country")', "actor_kind": _kind("Source Sectors"),
        "target_text": _named("Target Name"), "target": f"coalesce(party({_named('Target Name')}), country(\"Target Country\"))",
        "target_country": 'country("Target Country")', "target_kind": _kind("Target Sectors"),
        "cameo": '"CAMEO Code"', "plover": 'plover("CAMEO Code")', "quad": 'quad("CAMEO Code")', "intensity": '"Intensity"',
        "place": f"coalesce({_named('City')}, {_named('District')}, {_named('Province')}, {_named('Country')})",
        "place_country": 'country("Country")', "lat": '"Latitude"', "lon": '"Longitude"',
        "precision": f"CASE WHEN {_named('City')} IS NOT NULL THEN 'locality' WHEN {_named('Province')} IS NOT NULL THEN 'admin1' WHEN {_named('Country')} IS NOT NULL THEN 'country' END",
        "sources": _named("Publisher"), "source_count": "1",
    },
    rejects={"not a CAMEO code": "quad IS NULL"},
    traps={
        "code had lost its leading zero": "length(\"CAMEO Code\") < 3 AND NOT starts_with(\"CAMEO Code\", '0')",
        "no target": f"{_named('Target Name')} IS NULL",
        "a country nobody knows": "country(\"Source Country\") IS NULL AND nullif(trim(\"Source Country\"), '') IS NOT NULL",
    },
)  # fmt: skip
