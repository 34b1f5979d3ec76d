"""``sayso rule``: a person's decisions on what statements and events are, each with who, when and why."""

from __future__ import annotations

from typing import Any

import click

from sayso.cli_options import BY, CASE, JSON, WHY

_POINT = "EVENT (SAY-7F3K), STATEMENT (six or more digits of its id) or REPORT:START-END"


@click.group()
def rule() -> None:
    """Accept, reject, edit, merge, split or add statements; every ruling is kept and can be undone by another."""


def _ruled(case: str, act: str, point: str, by: str | None, why: str, value: dict[str, Any], quote: str | None = None) -> None:
    from sayso.caretaking import rule_on
    from sayso.record import Record

    with Record.open(case, create=False) as record:
        made = rule_on(record, act, point, by, why, value, quote)
        click.echo(f"ruling {made.seq}: {act} at {made.report}:{made.start}-{made.end} by {made.by}")


@rule.command()
@click.argument("statement")
@BY
@WHY
@CASE
def accept(statement: str, by: str | None, why: str, case: str) -> None:
    """A statement is right as it is, and stays so whatever a coder reads there later."""
    _ruled(case, "accept", statement, by, why, {})


@rule.command()
@click.argument("statement")
@BY
@WHY
@CASE
def reject(statement: str, by: str | None, why: str, case: str) -> None:
    """A statement is wrong and counts no longer."""
    _ruled(case, "reject", statement, by, why, {})


@rule.command()
@click.argument("statement")
@click.option("--set", "pairs", multiple=True, required=True, metavar="NAME=VALUE", help="firmness=2, claim.actor=null …")
@BY
@WHY
@CASE
def edit(statement: str, pairs: tuple[str, ...], by: str | None, why: str, case: str) -> None:
    """A statement says something else: the named fields are replaced, null for not said."""
    from sayso.record.pointing import setting

    _ruled(case, "edit", statement, by, why, setting(pairs))


@rule.command()
@click.argument("one")
@click.argument("other")
@BY
@WHY
@CASE
def merge(one: str, other: str, by: str | None, why: str, case: str) -> None:
    """ONE and OTHER speak of one happening. Each is an EVENT, a STATEMENT or REPORT:START-END."""
    _ruled(case, "merge", one, by, why, {"with": other})


@rule.command()
@click.argument("one")
@click.argument("other", required=False)
@BY
@WHY
@CASE
def split(one: str, other: str | None, by: str | None, why: str, case: str) -> None:
    """ONE does not speak of what OTHER speaks of, or, without OTHER, of nothing anybody else speaks of."""
    _ruled(case, "split", one, by, why, {} if other is None else {"with": other})


@rule.command()
@click.argument("place", metavar="REPORT[:START-END]")
@click.option("--quote", help="The words, in place of :START-END, if they stand in the report once.")
@click.option("--what", required=True, help="A PLOVER category, or CATEGORY/mode.")
@click.option("--set", "pairs", multiple=True, metavar="NAME=VALUE", help="stance=alleges, voice.name=Reuters …")
@BY
@WHY
@CASE
def missed(place: str, quote: str | None, what: str, pairs: tuple[str, ...], by: str | None, why: str, case: str) -> None:
    """A statement stands there that no coder saw."""
    from sayso.record.pointing import setting

    value = setting(pairs)
    category, _, mode = what.partition("/")
    value["claim"] = {"what": category.upper(), "mode": mode or None} | value.get("claim", {})
    _ruled(case, "missed", place, by, why, value, quote)


@rule.command()
@click.argument("number", type=int)
@BY
@WHY
@CASE
def undo(number: int, by: str | None, why: str, case: str) -> None:
    """Take ruling NUMBER out of force (an undo as well, which restores what it undid)."""
    from sayso.caretaking import ruler
    from sayso.record import Record

    with Record.open(case, create=False) as record:
        click.echo(f"ruling {record.undo(number, ruler(by), why)}: undo of {number}")


@rule.command(name="list")
@CASE
@JSON
def list_(case: str, as_json: bool) -> None:
    """Every ruling ever made: number, when, by whom, what, why, and whether it is in force."""
    import json

    from sayso.record import Record
    from sayso.record.pointing import describe
    from sayso.record.rulings import ruling_to_json

    with Record.open(case, create=False) as record:
        for ruled in record.rulings():
            one = ruled.ruling
            if as_json:
                click.echo(json.dumps({"seq": ruled.seq, "active": ruled.active} | ruling_to_json(one), ensure_ascii=False))
                continue
            force = "" if ruled.active else "  (undone)"
            click.echo(
                f"{ruled.seq}  {one.at:%Y-%m-%d %H:%M}  {one.by}  {one.act} {one.report}:{one.start}-{one.end}  "
                f"{describe(one.value)}  {one.why}{force}"
            )
