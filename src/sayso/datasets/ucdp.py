"""UCDP Georeferenced Event Dataset in its 41-, 45- and 49-column versions (Sundberg & Melander 2013).

The HXL tag row that HDX puts under the header is skipped. Where only a month or year is known (``date_prec`` 3 to 5)
the interval says so. ``where_prec`` 1 to 7 becomes a precision. Rows that repeat day, place and dyad (10–12 %) are
separate events by UCDP's own account: kept and counted. Impossible source dates (1753, 2919) are counted and not used.
"""

from datetime import date

from sayso.datasets.dataset import Dataset

_START, _END = 'try_cast(substr("date_start", 1, 10) AS DATE)', 'try_cast(substr("date_end", 1, 10) AS DATE)'
_SIDE_A = "coalesce(CASE WHEN starts_with(side_a, 'Government of') THEN coalesce(state(try_cast(gwnoa AS DOUBLE)), country(substr(side_a, 15))) END, party(side_a))"
_SIDE_B = "coalesce(CASE WHEN starts_with(side_b, 'Government of') THEN coalesce(state(try_cast(gwnob AS DOUBLE)), country(substr(side_b, 15))) END, party(side_b))"

UCDP = Dataset(
    name="ucdp",
    title="UCDP Georeferenced Event Dataset (GED)",
    terms="CC BY 4.0 by the publisher (ucdp.uu.se); cite",
    cite="Sundberg & Melander (2013), Introducing the UCDP GED, Journal of Peace Research 50(4), and the yearly article",
    first_day=date(1989, 1, 1),
    widths=(41, 45, 49),
    optional=("gwnoa", "gwnob", "where_description", "side_a_dset_id"),
    columns={
        "key": "'ucdp:' || try_cast(try_cast(id AS DOUBLE) AS BIGINT)",
        "first": _START, "last": _END,
        "actor_text": "side_a", "actor": _SIDE_A, "actor_country": "state(try_cast(gwnoa AS DOUBLE))",
        "actor_kind": "CASE WHEN starts_with(side_a, 'Government of') THEN 'GOV' ELSE 'REB' END",
        "target_text": "side_b", "target": _SIDE_B, "target_country": "state(try_cast(gwnob AS DOUBLE))",
        "target_kind": "CASE WHEN starts_with(side_b, 'Government of') THEN 'GOV' WHEN side_b = 'Civilians' THEN 'CVL' ELSE 'REB' END",
        "plover": "'ASSAULT'", "quad": "4",
        "place": "where_coordinates", "place_country": "country(split_part(country, ' (', 1))", "lat": "latitude", "lon": "longitude",
        "precision": "CASE try_cast(try_cast(where_prec AS DOUBLE) AS INT) WHEN 1 THEN 'site' WHEN 2 THEN 'locality' WHEN 3 THEN 'admin1' WHEN 4 THEN 'admin1' WHEN 5 THEN 'region' WHEN 6 THEN 'country' WHEN 7 THEN 'sea' END",
        "deaths_low": "least(try_cast(low AS DOUBLE), try_cast(best AS DOUBLE))", "deaths_best": "try_cast(best AS DOUBLE)",
        "deaths_high": "greatest(try_cast(high AS DOUBLE), try_cast(best AS DOUBLE))",
        "sources": "coalesce(source_office, source_article)", "source_count": "nullif(greatest(try_cast(number_of_sources AS DOUBLE), -1), -1)",
    },
    traps={
        "low, best and high differ": "low <> best OR best <> high",
        "an estimate out of order": "try_cast(low AS DOUBLE) > try_cast(best AS DOUBLE) OR try_cast(best AS DOUBLE) > try_cast(high AS DOUBLE)",
        "only the month or year is known": "try_cast(date_prec AS DOUBLE) >= 4",
        "an impossible source date": "try_cast(substr(source_date, 1, 4) AS INT) NOT BETWEEN 1980 AND 2100",
        "repeats day, place and dyad": "row_number() OVER (PARTITION BY date_start, latitude, longitude, dyad_new_id) > 1",
    },
)  # fmt: skip
