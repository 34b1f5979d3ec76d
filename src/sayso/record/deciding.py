"""Whether a ruling can mean anything, found out before it is kept."""

from __future__ import annotations

from sqlalchemy import Connection

from sayso.record import load
from sayso.record.errors import BadRuling
from sayso.record.rulings import Ruled, check
from sayso.record.standing import stand
from sayso.types import Ruling


def check_ruling(connection: Connection, ruling: Ruling, seq: int) -> None:
    """Raises BadRuling unless the ruling, kept as entry ``seq``, would do something."""
    also = ruling.value.get("also", [])
    others = [str(place[0]) for place in also if isinstance(place, list) and place] if isinstance(also, list) else []
    named = {ruling.report, str(ruling.value.get("report", ruling.report)), *others}
    reports = load.reports(connection, ids=named)
    check(ruling, reports.get(ruling.report))
    before = load.rulings(connection)
    if ruling.act == "undo":
        if not any(ruled.seq == ruling.value["seq"] and ruled.active for ruled in before):
            raise BadRuling(f"ruling undo: {ruling.value['seq']} is no ruling in force; list them with: sayso rule list")
        return
    coded = load.coded(connection, withdrawn_too=True, ids=named)
    # What the ruling would do is found out by doing it, so that nothing is kept that cannot be applied.
    if seq in stand(reports, coded, [*before, Ruled(seq, ruling)]).idle:
        raise BadRuling(
            f"ruling {ruling.act} at {ruling.report} {ruling.start}:{ruling.end}: no statement stands there; "
            "to add one that was missed, rule missed"
        )
