"""The verbs that question and look after a case; each calls one public function."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli_options import AS_OF, CASE, JSON, READ_BY, Day, PlainDay, write_whole
from sayso.types import RUNGS, SaysoError

if TYPE_CHECKING:
    from sayso.record.settled import Found

_FORMATS = click.Choice(["lines", "table", "csv", "json"])


def _filters(command: Any) -> Any:
    """The options that choose among events."""
    for option in (
        click.option("--text", help='Words in its reports; "in quotation marks" they stand together, begin* goes on.'),
        click.option("--rung", help=f"A rung of the claim ladder ({', '.join(RUNGS)}); with + that or a higher one."),
        click.option("--until", type=PlainDay(), help="It happened on this day or before."),
        click.option("--since", type=PlainDay(), help="It happened on this day or after."),
        click.option("--weapon", help="A weapon or a kind of weapon."),
        click.option("--type", "type_", help="What happened: a PLOVER category, a mode, or both as ASSAULT/rocket."),
        click.option("--theatre", help="Countries (IRQ,SYR), or a group for the countries it acts in."),
        click.option("--place", help="A place or a country."),
        click.option("--target", help="To whom: an id or a name."),
        click.option("--patron", help="Done by those tied to this patron."),
        click.option("--actor", help="Who is said to have done it: an id (IRN takes in all its organs) or a name."),
    ):
        command = option(command)
    return command


@click.command()
@_filters
@click.option(
    "--sort", default="date", show_default=True, help="date, voices, statements, killed, title, id; -date is the other way round."
)
@click.option("--format", "format_", type=_FORMATS, default="lines", show_default=True, help="How to print them.")
@CASE
@AS_OF
@READ_BY
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@JSON
def events(
    case: str, as_of: Any, read_by: Any, as_json: bool, sort: str, format_: str, limit: int | None, text: str | None,
    type_: str | None, **said: Any,
) -> None:  # fmt: skip
    """The events of a case: which happened, to whom, where, who is suspected and how near they came to owning up."""
    from sayso.record import Record
    from sayso.record.filters import Wanted

    with Record.open(case, create=False) as record:
        known = record.settled(as_of, read_by=read_by)
        among = frozenset(record.search(text, as_of)) if text is not None else None
        found = known.events(Wanted(type=type_, among=among, **said), sort, limit)
        if not _print_events(found, "json" if as_json else format_):
            asked = text is not None or type_ is not None or any(value is not None for value in said.values())
            hint = "ask for less" if asked and len(known) else "read reports into it with: sayso read"
            click.echo(f"no events in case {case}{f' by {as_of}' if as_of else ''}; {hint}", err=True)


def _print_events(found: Iterator[Found], form: str) -> int:
    """Prints events as they come, and says how many there were."""
    from sayso.record.listing import csv_lines, event_lines, json_lines, table_lines

    number = 0

    def counted() -> Iterator[Found]:
        nonlocal number
        for number, one in enumerate(found, 1):  # noqa: B007
            yield one

    lines = {"json": json_lines, "table": table_lines, "csv": csv_lines}.get(form, event_lines)
    for line in lines(counted()):
        # The text of a cell of CSV may hold line ends, which are to stay as they are.
        click.echo(line, nl=form != "csv")
    return number


@click.command()
@click.argument("event", nargs=-1, required=True)
@CASE
@AS_OF
@READ_BY
@JSON
def why(event: tuple[str, ...], case: str, as_of: Any, read_by: Any, as_json: bool) -> None:
    """Every voice, quote, hedge, revision, rival and ruling behind one EVENT (its id, e.g. SAY-7F3K or "say 7f3k")."""
    import json

    from sayso.record import Record
    from sayso.record.reasons import reasons, reasons_to_json

    with Record.open(case, create=False) as record:
        behind = record.settled(as_of, read_by=read_by).event(" ".join(event))
        (found,) = behind.events
        if as_json:
            click.echo(json.dumps(reasons_to_json(behind, found, record.rulings()), ensure_ascii=False))
            return
        for line in reasons(behind, found, record.rulings()):
            click.echo(line)


@click.command()
@click.option("--since", required=True, help="A day, a minute, or last-brief.")
@click.option("--published", is_flag=True, help="Compare by when reports were published instead of when this case read them.")
@CASE
@JSON
def changes(since: str, published: bool, case: str, as_json: bool) -> None:
    """What is new since a day, or since the last brief: reports, events, figures, rungs, rulings."""
    import json

    from sayso.caretaking import changes_since
    from sayso.record import Record
    from sayso.record.changes import changes_to_json

    moment = None if since == "last-brief" else Day().convert(since, None, None)
    with Record.open(case, create=False) as record:
        found = changes_since(record, moment, published)
    if as_json:
        click.echo(json.dumps(changes_to_json(found), ensure_ascii=False))
        return
    if found.nothing:
        click.echo(f"nothing new in case {case} since {since}", err=True)
    for report in found.reports:
        click.echo(f"read     {report.id}  {report.published}  {report.outlet or '-'}  {report.title or '-'}")
    for event in found.new:
        click.echo(f"new      {event.id}  {event.title}")
    for change in found.changed:
        click.echo(f"changed  {change.event.id}  {change.event.title}")
        for line in change.lines:
            click.echo(f"         {line}")
    for event, into in found.gone:
        click.echo(f"gone     {event.id}  {event.title}" + (f"  → {into}" if into else ""))
    for ruled in found.rulings:
        click.echo(f"ruled    {ruled.seq}  {ruled.ruling.act} by {ruled.ruling.by}: {ruled.ruling.why}")


@click.command()
@CASE
@AS_OF
@READ_BY
@JSON
def sources(case: str, as_of: Any, read_by: Any, as_json: bool) -> None:
    """Who the case hears from: reports, copies of others' text, statements, voices, events told of first."""
    import json
    from dataclasses import asdict

    from sayso.record import Record
    from sayso.record.listing import columns
    from sayso.record.sources import sources as listed

    with Record.open(case, create=False) as record:
        found = listed(record.as_of(as_of, read_by=read_by))
    if as_json:
        for one in found:
            click.echo(json.dumps(asdict(one), ensure_ascii=False, default=str))
        return
    header = ("outlet", "reports", "copies", "statements", "voices", "first with", "from", "to")
    rows = [(s.outlet, s.reports, s.copies, s.statements, s.voices, s.first_with, s.first, s.last) for s in found]
    for line in columns(header, rows):
        click.echo(line)


@click.command()
@click.argument("what", type=click.Choice(["statements", "reports", "events", "csv", "parquet", "geojson"]))
@click.option("-o", "--output", default="-", show_default=True, help="The file to write; - for standard output.")
@CASE
@AS_OF
@READ_BY
def export(what: str, output: str, case: str, as_of: Any, read_by: Any) -> None:
    """Give a case to others: statements, reports or events as JSON Lines; events as CSV, Parquet or GeoJSON.

    What reports exports sayso read takes into another case. Parquet has the columns of sayso table.
    """
    from sayso.exports import EXPORTS
    from sayso.record import Record

    with Record.open(case, create=False) as record:
        pieces = EXPORTS[what](record, as_of, read_by)
        if output == "-":
            for piece in pieces:
                click.echo(piece, nl=False)
            return
        size = write_whole(Path(output), pieces)
    click.echo(f"{output} written, {size:,} bytes", err=True)


@click.command()
@click.argument("query")
@click.option("--limit", type=int, help="At most so many rows.")
@CASE
@JSON
def sql(query: str, limit: int | None, case: str, as_json: bool) -> None:
    """Ask the tables of a case in SQL (docs/reference/tables.md); nothing can be changed."""
    import json

    from sayso.record import Record
    from sayso.record.listing import columns

    with Record.open(case, create=False) as record:
        names, rows = record.sql(query, limit)
    if as_json:
        for row in rows:
            click.echo(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=_plainly))
        return
    for line in columns(names, rows):
        click.echo(line)


def _plainly(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


@click.command()
@CASE
@JSON
def verify(case: str, as_json: bool) -> None:
    """Check that a case is what was written: every entry, span, raw document and derived table. Exit code 1 if not."""
    import json

    from sayso.case import damage
    from sayso.record import Record

    with Record.open(case, create=False) as record:
        head, problems = record.head(), record.verify(damage(record))
    for problem in problems:
        body = {"seq": problem.seq, "kind": problem.kind, "detail": problem.detail}
        where = f"entry {problem.seq}" if problem.seq else "case"
        click.echo(json.dumps(body, ensure_ascii=False) if as_json else f"{where}: {problem.kind}: {problem.detail}")
    if problems:
        raise SaysoError(f"case {case}: {len(problems)} problems; restore it from a copy, or see docs/how-to/check-a-case.md")
    click.echo(f"case {case} is sound: {head[0]} entries; the last is {head[1]}", err=as_json)


@click.command()
@CASE
def rebuild(case: str) -> None:
    """Make every derived table anew from the log; nothing anyone sees may change."""
    from sayso.record import Record

    with Record.open(case, create=False) as record:
        record.rebuild()
        click.echo(f"case {case}: derived tables made anew from {record.head()[0]} entries", err=True)


@click.command()
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--language-model", help="A spaCy pipeline of your own instead of the embedded engine.")
@click.argument("reports", nargs=-1, metavar="[REPORTS…]")
@CASE
@JSON
def recode(reports: tuple[str, ...], dry_run: bool, language_model: str | None, case: str, as_json: bool) -> None:
    """Code every report of a case anew (or just REPORTS), show what came and went, and what a person should look at."""
    import json

    from sayso.caretaking import recode as run
    from sayso.case import embedded_coder
    from sayso.record import Record

    with Record.open(case, create=False) as record:
        found = run(record, embedded_coder(language_model), reports, dry_run)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False))
        return
    for line in found.lines():
        click.echo(line)
    click.echo(found.summary() + (" (nothing was written)" if dry_run else ""), err=True)
    if found.failed:
        sys.exit(1)


VERBS = (events, why, changes, sources, export, sql, verify, rebuild, recode)
