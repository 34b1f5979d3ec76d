"""A chart for each answer, drawn from the table of its assessment and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from sayso.brief.charts import CHARTS
from sayso.brief.charts.picture import Bar, Frame, Picture, Stand
from sayso.brief.page import Chart, Finding
from sayso.brief.visible import oneline
from sayso.types import Assessment, Row

MOST: Final = 10
"""Bars of one chart; the table has the rest."""
Cells = Mapping[str, str | int | float | None]
Drawn = Iterator[tuple[Row, Bar]]


def _cells(assessment: Assessment) -> Iterator[tuple[Row, Cells]]:
    for row in assessment.rows:
        yield row, dict(zip(assessment.columns, row.cells, strict=True))


def _number(value: object) -> float:
    if isinstance(value, (int, float)):
        return float(value)
    return float(str(value).removesuffix("%")) if value is not None else 0.0


def _shares(assessment: Assessment) -> Drawn:
    """Points of every answer named, with its share."""
    for row, cells in _cells(assessment):
        if "Points" in cells:
            share = cells["Share"] or "no share beside those named"  # "a militia" is no rival of the militia that is named
            yield row, Bar(str(cells["Named"]), _number(cells["Points"]), f"{cells['Points']} points, {share}")
        elif "Attacks" in cells:
            yield row, Bar(str(cells["Named"]), _number(cells["Attacks"]), f"{cells['Attacks']} attacks")


def _totals(assessment: Assessment) -> Drawn:
    """The last row of a grid: what each answer comes to."""
    if assessment.columns[:2] != ("Evidence", "Leads without it") or not assessment.rows:
        return
    row = assessment.rows[-1]
    for answer, points in sorted(zip(assessment.columns[2:], row.cells[2:], strict=True), key=lambda each: -_number(each[1])):
        yield Row(row.cells, assessment.evidence), Bar(answer, _number(points), f"{points} points")


def _rungs(assessment: Assessment) -> Drawn:
    """Days of attack by rung, as event data have them."""
    for row, cells in _cells(assessment):
        if "Later half" in cells and "Rung" in cells:
            both = _number(cells["Earlier half"]) + _number(cells["Later half"])
            yield (
                row,
                Bar(
                    str(cells["Rung"]),
                    both,
                    f"{cells['Earlier half']} days in the earlier half, {cells['Later half']} in the later",
                ),
            )


def _lags(assessment: Assessment) -> Drawn:
    """How many listed answers came how many days later."""
    yield from _counted(assessment, "Days later", "answers {} later", "day")


def _off(assessment: Assessment) -> Drawn:
    """How many attacks fell how many days off an occasion."""
    yield from _counted(assessment, "Days off", "{} off an occasion", "day")


def _counted(assessment: Assessment, column: str, words: str, unit: str) -> Drawn:
    held: dict[int, list[Row]] = {}
    for row, cells in _cells(assessment):
        if isinstance(cells.get(column), int):
            held.setdefault(abs(int(_number(cells[column]))), []).append(row)
    for days, rows in sorted(held.items()):
        label = words.format(f"{days} {unit}{'' if days == 1 else 's'}")
        yield rows[0], Bar(label, float(len(rows)), str(len(rows)))


def _record(assessment: Assessment) -> Drawn:
    """The share of each kind of signal that was followed, its interval, and an ordinary day."""
    for row, cells in _cells(assessment):
        if "Share of all days" in cells and cells["Share"] is not None:
            usual = cells["Share of all days"]
            said = f"{100 * _number(cells['Share']):.0f}% followed ({cells['Followed']} of {int(_number(cells['Followed']) + _number(cells['Not followed']))})"
            low, high = _number(cells["Low"]), _number(cells["High"])
            yield (
                row,
                Bar(str(cells["Signal"]), _number(cells["Share"]), said, low, high, None if usual is None else _number(usual)),
            )


def _hits(assessment: Assessment) -> Drawn:
    for row, cells in _cells(assessment):
        if "Hits" in cells:
            armed = "" if cells["With"] == "not said" else f", {cells['With']}"
            yield row, Bar(f"{cells['Who']} on {cells['Hits']}{armed}", _number(cells["Times"]), str(cells["Times"]))


def _flows(assessment: Assessment) -> Drawn:
    """Who sent how often to whom, by maker where known."""
    held: dict[str, list[tuple[Row, float]]] = {}
    for row, cells in _cells(assessment):
        if "Recipient" in cells:
            chain = " → ".join(str(cells[name] or "not said") for name in ("Maker", "Supplier", "Recipient"))
            held.setdefault(chain, []).append((row, _number(cells.get("Times") or 1)))
    for chain, rows in sorted(held.items(), key=lambda each: (-sum(times for _, times in each[1]), each[0])):
        times = sum(each for _, each in rows)
        yield rows[0][0], Bar(chain, times, f"{times:g}")


def _theatres(assessment: Assessment) -> Drawn:
    for row, cells in _cells(assessment):
        if "Theatre" in cells:
            yield row, Bar(str(cells["Theatre"]), _number(cells["Attacks"]), f"{cells['Attacks']} attacks, {cells['Standing']}")


def _outcomes(assessment: Assessment) -> Drawn:
    """How judgements turned out; for one holder, how often each likelihood word came true, its band's middle as the tick."""
    turned = Counter(cells.get("How it turned out") for _, cells in _cells(assessment))
    if None not in turned:
        for how, number in turned.most_common():
            first = next(row for row, cells in _cells(assessment) if cells["How it turned out"] == how)
            yield first, Bar(str(how), float(number), str(number))
    for row, cells in _cells(assessment):
        if "Middle of the band" in cells:
            share = _number(cells["Came true"]) / max(_number(cells["Judgements"]), 1)
            said = f"{cells['Came true']} of {cells['Judgements']} came true"
            yield (
                Row(row.cells, row.evidence or assessment.evidence),
                Bar(
                    str(cells["Likelihood word"]),
                    share,
                    said,
                    _number(cells["Low"]),
                    _number(cells["High"]),
                    _number(cells["Middle of the band"]),
                ),
            )
        elif "Comments" in cells:
            tried = max(_number(cells["Judged"]), 1)
            said = f"{cells['Held']} of {cells['Judged']} held"
            yield (
                row,
                Bar(
                    str(cells["Holder"]), _number(cells["Held"]) / tried, said, _number(cells["Low"]), _number(cells["High"]), 0.5
                ),
            )


DRAWN: Final[Mapping[str, tuple[str, Callable[[Assessment], Drawn]]]] = MappingProxyType(
    {
        "attribution": ("Points by answer", _shares),
        "competing": ("Points by answer, all evidence together", _totals),
        "claims": ("Days of attack by rung", _rungs),
        "reprisals": ("Answers by days later", _lags),
        "warnings": ("Followed by an attack; the tick is an ordinary day", _record),
        "anniversaries": ("Attacks by days off an occasion", _off),
        "targets": ("Attacks by who, whom and with what", _hits),
        "transfers": ("Maker → supplier → recipient", _flows),
        "spread": ("Attacks by theatre", _theatres),
        "judgements": ("How judgements turned out", _outcomes),
    }
)
"""Analysis → title of its chart, the bars it draws with the row each stands for."""
NEEDED: Final = ("Side", "Step now", "Four weeks before", "Arrow", "Band")


def chart_of(assessment: Assessment, found: Finding, as_of: date) -> Chart | None:
    """The chart of one answer, each bar leading to its latest evidence; None when its table has nothing to draw."""
    if assessment.name not in DRAWN:
        return None
    title, draw = DRAWN[assessment.name]
    same = found.table is not None and len(found.table.rows) == len(assessment.rows)
    shown = found.table.rows if found.table is not None and same else ()
    cites = {id(row): line.cites for row, line in zip(assessment.rows, shown, strict=False)}
    whole = found.sentences[0].cites if found.sentences else ()
    drawn = []
    for row, bar in draw(assessment):
        behind = cites.get(id(row)) or whole
        if behind:
            drawn.append(replace(bar, label=oneline(bar.label), said=oneline(bar.said), href=f"#q-{behind[-1]}"))
    if not drawn:
        return None
    rest = len(drawn) - MOST
    note = f"{rest} more are in the table." if rest > 0 else ""
    return Chart("bars", f"{title}: {found.question}", Picture(as_of, bars=tuple(drawn[:MOST])), note)


def charts_of(found: Sequence[tuple[Assessment, Finding]], as_of: date, most: int = 3) -> tuple[Chart, ...]:
    """The charts of several answers of one kind, the first few that have any."""
    made = [chart for assessment, finding in found if (chart := chart_of(assessment, finding, as_of)) is not None]
    return tuple(made[:most])


def stands_of(assessment: Assessment) -> Iterator[tuple[Row, Stand]]:
    """The sides of an escalation answer as its table has them, leading nowhere yet; none for a table of another shape."""
    if set(NEEDED) <= set(assessment.columns):
        for row, cells in _cells(assessment):
            side, now, before, arrow, band = (cells[column] for column in NEEDED)
            if isinstance(now, int) and isinstance(before, int):
                yield row, Stand(assessment.question, str(side), now, before, str(arrow), str(band), "")


def drawings(answers: Sequence[Assessment], width: int = 840) -> dict[str, str]:
    """A chart of each answer as SVG by name (``spread-1``), without links; answers with nothing to draw have none."""
    found: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for each in answers:
        frame = Frame(width, "Arial, sans-serif", f"{each.name}-{seen[each.name] + 1}", links=False)
        stands = tuple(stand for _, stand in stands_of(each)) if each.name == "escalation" else ()
        drawn = tuple(bar for _, bar in DRAWN[each.name][1](each))[:MOST] if each.name in DRAWN else ()
        if stands or drawn:
            seen[each.name] += 1
            name = "steps" if stands else "bars"
            found[f"{each.name}-{seen[each.name]}"] = CHARTS[name](Picture(each.as_of, stands=stands, bars=drawn), frame)
    return found
