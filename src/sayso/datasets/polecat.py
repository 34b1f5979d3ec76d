"""POLECAT weekly files: tab-separated, PLOVER categories (Halterman et al. 2023). "None" means not said."""

from datetime import date

from sayso.datasets.dataset import Dataset


def _said(column: str) -> str:
    return f"nullif(nullif(trim(\"{column}\"), ''), 'None')"


def _one(column: str) -> str:
    """The first of several values joined by semicolons."""
    return f"split_part({_said(column)}, ';', 1)"


POLECAT = Dataset(
    name="polecat",
    title="POLECAT weekly event files",
    terms="Harvard Dataverse doi:10.7910/DVN/AJGVIT; read the terms shown there before passing anything on",
    cite="Halterman, Bagozzi, Beger, Schrodt & Scarborough (2023), PLOVER and POLECAT: A New Political Event Ontology and Dataset, ISA",
    first_day=date(2010, 1, 1),
    delimiter="\t",
    quote="",
    optional=("Publication Date", "Intensity", "Event Intensity", "Actor Name Raw", "Recipient Name Raw"),
    columns={
        "key": "'polecat:' || \"Event ID\"",
        "first": 'try_cast("Event Date" AS DATE)', "last": 'try_cast("Event Date" AS DATE)', "known": 'try_cast(substr("Publication Date", 1, 10) AS DATE)',
        "actor_text": f"coalesce({_said('Actor Name')}, {_said('Actor Name Raw')})",
        "actor": f"coalesce(party({_one('Actor Name')}), cameo_country({_one('Actor Country')}))",
        "actor_country": f"cameo_country({_one('Actor Country')})", "actor_kind": _said("Primary Actor Sector"),
        "target_text": f"coalesce({_said('Recipient Name')}, {_said('Recipient Name Raw')})",
        "target": f"coalesce(party({_one('Recipient Name')}), cameo_country({_one('Recipient Country')}))",
        "target_country": f"cameo_country({_one('Recipient Country')})", "target_kind": _said("Primary Recipient Sector"),
        "plover": 'upper("Event Type")', "quad": 'quad_of(upper("Event Type"))', "intensity": 'coalesce("Intensity", "Event Intensity")',
        "place": f"coalesce({_said('City')}, {_said('Province')}, {_said('Country')})",
        "place_country": f"coalesce(country({_said('Country')}), cameo_country({_said('Country')}))", "lat": '"Latitude"', "lon": '"Longitude"',
        "precision": f"CASE WHEN {_said('City')} IS NOT NULL THEN 'locality' WHEN {_said('Province')} IS NOT NULL THEN 'admin1' WHEN {_said('Country')} IS NOT NULL THEN 'country' END",
        "sources": _said("Source"), "source_count": "1",
    },
    rejects={"not a PLOVER category": "quad IS NULL", "published before it happened": "known < \"first\""},
    traps={"several recipients in one row": "strpos(\"Recipient Country\", ';') > 0", "no recipient": f"{_said('Recipient Name')} IS NULL"},
)  # fmt: skip
