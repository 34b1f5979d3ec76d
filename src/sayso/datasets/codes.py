"""Event codes: CAMEO to PLOVER categories and quad classes.

The correspondence follows the PLOVER project's conversion of CAMEO (Halterman et al. 2023, CC BY-SA 4.0; codes only).
Public statements (root 01) and appeals (02) have no single PLOVER category: the first none, the second REQUEST.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sayso.table import QUAD_OF

ROOTS: Final[Mapping[str, str | None]] = {
    "01": None, "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
    "08": "CONCEDE", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
EXCEPTIONS: Final[Mapping[str, str]] = {
    "084": "RETREAT", "0841": "RETREAT", "0842": "RETREAT", "085": "RETREAT", "086": "RETREAT", "0861": "RETREAT",
    "0862": "RETREAT", "0863": "RETREAT", "087": "RETREAT", "0871": "RETREAT", "0872": "RETREAT", "0873": "RETREAT",
    "0874": "RETREAT", "0813": "RETREAT", "0814": "RETREAT", "163": "COERCE", "1712": "ASSAULT", "175": "ASSAULT",
    "191": "COERCE", "192": "COERCE",
}  # fmt: skip
"""Codes whose category is not that of their root."""

WEIS: Final[Mapping[str, tuple[str | None, int]]] = {
    "01": ("CONCEDE", 2), "02": (None, 1), "03": ("CONSULT", 1), "04": ("SUPPORT", 1), "05": ("AGREE", 1), "06": ("CONCEDE", 2),
    "07": ("AID", 2), "08": ("AGREE", 1), "09": ("REQUEST", 3), "10": ("REQUEST", 3), "11": ("REJECT", 3), "12": ("ACCUSE", 3),
    "13": ("ACCUSE", 3), "14": ("REJECT", 3), "15": ("REQUEST", 3), "16": ("THREATEN", 3), "17": ("THREATEN", 3),
    "18": ("MOBILIZE", 4), "19": ("SANCTION", 4), "20": ("SANCTION", 4), "21": ("COERCE", 4), "22": ("ASSAULT", 4),
}  # fmt: skip
"""Category and quad class by root of the older WEIS codes (McClelland 1978), whose numbers mean other things than CAMEO's."""


def plover(code: str) -> str | None:
    """The PLOVER category of a CAMEO code written as text; None for a public statement and for no CAMEO code at all."""
    return EXCEPTIONS.get(code, ROOTS.get(code[:2]))


def quad(code: str) -> int | None:
    """The quad class 1–4 of a CAMEO code by its root (01–05, 06–08, 09–14, 15–20); None for no CAMEO code."""
    root = int(code[:2]) if code[:2] in ROOTS else 0
    return None if not root else 1 + (root > 5) + (root > 8) + (root > 14)


def sql() -> str:
    """``plover(code)``, ``quad(code)`` and ``quad_of(category)`` as DuckDB macros (and ``weis``, ``weis_quad``) that say the same as the functions here."""
    cases = " ".join(f"WHEN '{code}' THEN '{name}'" for code, name in EXCEPTIONS.items())
    roots = " ".join(f"WHEN '{root}' THEN '{name}'" for root, name in ROOTS.items() if name)
    quads = " ".join(f"WHEN '{name}' THEN {number}" for name, number in QUAD_OF.items())
    weis = " ".join(f"WHEN '{root}' THEN '{name}'" for root, (name, _) in WEIS.items() if name)
    weis_quads = " ".join(f"WHEN '{root}' THEN {number}" for root, (_, number) in WEIS.items())
    bands = ((5, 1), (8, 2), (14, 3), (20, 4))
    tests = " ".join(f"WHEN try_cast(substr(c, 1, 2) AS INT) BETWEEN 1 AND {top} THEN {number}" for top, number in bands)
    return (
        f"CREATE MACRO plover(c) AS CASE c {cases} ELSE CASE substr(c, 1, 2) {roots} END END;"
        f"CREATE MACRO quad(c) AS CASE {tests} END;"
        f"CREATE MACRO weis(c) AS CASE substr(c, 1, 2) {weis} END; CREATE MACRO weis_quad(c) AS CASE substr(c, 1, 2) {weis_quads} END;"
        f"CREATE MACRO quad_of(p) AS CASE p {quads} END;"
    )
