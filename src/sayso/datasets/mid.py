"""Militarised interstate disputes as directed dyads (Gibler, Miller & Little 2016; the ``gml_dirdisp`` layout).

A year of a dispute between two states becomes one event, dated by the months that are known: the dispute's first and last
month bound the interval. Fatality levels 1 to 6 become the bounds they stand for.
"""

from datetime import date

from sayso.datasets.dataset import Dataset

_YEAR = "try_cast(try_cast(year AS DOUBLE) AS INT)"
_START = f"make_date({_YEAR}, CASE WHEN try_cast(midonset AS DOUBLE) = 1 AND try_cast(stmon AS DOUBLE) BETWEEN 1 AND 12 THEN try_cast(try_cast(stmon AS DOUBLE) AS INT) ELSE 1 END, 1)"
_LEVEL = "try_cast(try_cast(fatality1 AS DOUBLE) AS INT)"

MID = Dataset(
    name="mid",
    title="Militarised interstate disputes, directed dyad-years (GML-MID)",
    terms="free for academic use; cite; the Correlates of War project and the authors keep their rights",
    cite="Gibler, Miller & Little (2016), An Analysis of the Militarized Interstate Dispute Dataset, International Studies Quarterly 60(4)",
    first_day=date(1816, 1, 1),
    columns={
        "key": "'mid:' || try_cast(try_cast(dispnum AS DOUBLE) AS INT) || ':' || try_cast(try_cast(ccode1 AS DOUBLE) AS INT) || ':' || try_cast(try_cast(ccode2 AS DOUBLE) AS INT) || ':' || "
        + _YEAR,
        "first": _START, "last": f"greatest({_START}, make_date({_YEAR}, 12, 31))",
        "actor_text": "try_cast(try_cast(ccode1 AS DOUBLE) AS INT)::VARCHAR", "actor": "state(try_cast(ccode1 AS DOUBLE))",
        "actor_country": "state(try_cast(ccode1 AS DOUBLE))", "actor_kind": "'GOV'",
        "target_text": "try_cast(try_cast(ccode2 AS DOUBLE) AS INT)::VARCHAR", "target": "state(try_cast(ccode2 AS DOUBLE))",
        "target_country": "state(try_cast(ccode2 AS DOUBLE))", "target_kind": "'GOV'",
        "plover": "CASE try_cast(try_cast(hostlev1 AS DOUBLE) AS INT) WHEN 2 THEN 'THREATEN' WHEN 3 THEN 'MOBILIZE' WHEN 4 THEN 'ASSAULT' WHEN 5 THEN 'ASSAULT' END",
        "quad": "CASE WHEN try_cast(hostlev1 AS DOUBLE) = 2 THEN 3 WHEN try_cast(hostlev1 AS DOUBLE) >= 3 THEN 4 END",
        "deaths_low": f"CASE {_LEVEL} WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 26 WHEN 3 THEN 101 WHEN 4 THEN 251 WHEN 5 THEN 501 WHEN 6 THEN 1000 END",
        "deaths_high": f"CASE {_LEVEL} WHEN 0 THEN 0 WHEN 1 THEN 25 WHEN 2 THEN 100 WHEN 3 THEN 250 WHEN 4 THEN 500 WHEN 5 THEN 999 END",
    },
    rejects={"a state nobody knows": "actor IS NULL OR target IS NULL"},
    traps={
        "no militarised act by this side": "try_cast(hostlev1 AS DOUBLE) <= 1",
        "month of onset unknown": "try_cast(midonset AS DOUBLE) = 1 AND NOT coalesce(try_cast(stmon AS DOUBLE) BETWEEN 1 AND 12, false)",
        "deaths unknown": "try_cast(fatality1 AS DOUBLE) < 0",
    },
)  # fmt: skip
