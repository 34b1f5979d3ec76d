"""KEDS files of four columns: date, source, target, code, in CAMEO or in the older WEIS codes (Schrodt et al. 1994).

The two share numbers and not meanings (193 is a fight in CAMEO, a cut in aid in WEIS), and a file does not say which it
holds: roots 21 and 22, which only WEIS has, are refused under ``keds`` and give a WEIS file away. Some copies named
"cameo" hold WEIS codes.
"""

from dataclasses import replace
from datetime import date

from sayso.datasets.dataset import Dataset

KEDS = Dataset(
    name="keds",
    title="KEDS/CAMEO dyadic events (date,source,target,code)",
    terms="made public for research by the Kansas Event Data System project; cite it; pass on with its documentation",
    cite="Schrodt, Davis & Weddle (1994), Political Science: KEDS, Social Science Computer Review 12(4); Gerner et al. (2002), CAMEO",
    first_day=date(1979, 1, 1),
    widths=(4,),
    # The files have no ids: equal rows on one day are separate events, told apart by their place in the file.
    columns={
        "key": "'keds:' || \"date\" || ':' || source || ':' || target || ':' || code || ':' || row_number() OVER (PARTITION BY \"date\", source, target, code)",
        "first": 'try_cast("date" AS DATE)',
        "last": 'try_cast("date" AS DATE)',
        "actor_text": "source", "actor": "cameo_party(source)", "actor_country": "cameo_country(source)", "actor_kind": "sector(source)",
        "target_text": "target", "target": "cameo_party(target)", "target_country": "cameo_country(target)", "target_kind": "sector(target)",
        "cameo": "code", "plover": "plover(code)", "quad": "quad(code)",
    },
    rejects={
        "no actor or no target": "actor_text IS NULL OR target_text IS NULL",
        "a WEIS code, not CAMEO (try --dataset weis)": "quad IS NULL AND substr(cameo, 1, 2) IN ('21', '22')",
        "not a CAMEO code": "quad IS NULL",
    },
    traps={"an actor nobody knows by country": "cameo_country(source) IS NULL OR cameo_country(target) IS NULL"},
)  # fmt: skip
WEIS = replace(
    KEDS,
    name="weis",
    title="KEDS dyadic events in WEIS codes (date,source,target,code)",
    columns={key: rule for key, rule in KEDS.columns.items() if key != "cameo"}
    | {"key": KEDS.columns["key"].replace("'keds:'", "'weis:'"), "plover": "weis(code)", "quad": "weis_quad(code)"},
    rejects={"no actor or no target": "actor_text IS NULL OR target_text IS NULL", "not a WEIS code": "quad IS NULL"},
)
