"""The verbs about event data and forecasts, listed with the others in ``sayso.cli``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from sayso.cli_options import CASE, PlainDay

FILES = click.option(
    "--from",
    "sources",
    type=click.Path(path_type=Path),
    multiple=True,
    envvar="SAYSO_EVENTS",
    help="Events: tables or folders made by sayso table, or a dataset's files (or SAYSO_EVENTS). Left out: the case's own.",
)
DATASET = click.option("--dataset", help="Whose layout the files have: gdelt, icews, ucdp … Leave out for saved tables.")
DAYS = click.option("--days", default=30, show_default=True, help="The horizon: how many days after the last one known.")
TARGET = click.option(
    "--target",
    type=click.Choice(["material conflict", "kinetic", "any"]),
    default="material conflict",
    show_default=True,
    help="What may happen.",
)
DAY = click.option("--as-of", type=PlainDay(), help="Only what could be known by this day (inclusive).")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES…]")
@click.option("--dataset", help="Whose layout the files have. Without it: which datasets there are, and their terms.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write there: one .parquet file, or a folder that later files are added to.",
)
@click.option(
    "--mentions", type=click.Path(path_type=Path), multiple=True, help="GDELT's files of mentions: sources, first days."
)
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    help="Write refused rows there, with the reason (JSON Lines); else beside the table.",
)
@click.option("--mapping", "show", is_flag=True, help="Print terms, citation and how each column is made.")
def table(
    files: tuple[Path, ...],
    dataset: str | None,
    output: Path | None,
    mentions: tuple[Path, ...],
    rejects: Path | None,
    show: bool,
) -> None:
    """Event datasets you brought (ACLED, GDELT, ICEWS, KEDS, MID, POLECAT, UCDP GED) into one table of events."""
    from sayso.datasets import DATASETS, dataset_named, mapping

    if dataset is None:
        if files or show:
            raise click.UsageError("say whose layout the files have with --dataset; sayso table alone lists them")
        for each in DATASETS.values():
            click.echo(f"{each.name:12} {each.title}\n{'':12} terms: {each.terms}\n{'':12} cite:  {each.cite}")
        return
    named = dataset_named(dataset)
    if show:
        click.echo(mapping(named))
    elif not files:
        raise click.UsageError("give the files of the dataset, or --mapping to see how they are read")
    if output is not None and output.suffix == ".parquet" and len(files) > 1:
        raise click.UsageError(f"{output} is one table of one file; give a folder, and each file becomes a table in it")
    for path in files:
        click.echo("\n".join(_mapped(path, dataset, output, mentions, rejects)))
    if files and not show:
        click.echo(f"terms: {named.terms}", err=True)


def _mapped(path: Path, dataset: str, output: Path | None, mentions: tuple[Path, ...], rejects: Path | None) -> list[str]:
    """Maps one file and gives the account of it."""
    from sayso.datasets import add_events, convert_events, read_events

    if output is None:
        return read_events(path, dataset, rejects, mentions)[1].lines()
    if output.suffix != ".parquet":
        if rejects is not None:
            raise click.UsageError("a folder keeps refused rows itself, one file beside each table; leave --rejects out")
        added = add_events(path, dataset, output, mentions)
        return [f"{path}: added to {output} before"] if added is None else added.lines()
    refused = rejects or output.with_suffix(".refused.jsonl")
    account = convert_events(path, dataset, output, refused, mentions)
    if account.rejected or rejects:
        return [*account.lines(), f"  refused rows, with the reason: {refused}"]
    refused.unlink(missing_ok=True)
    return account.lines()


@click.command()
@click.argument("names", nargs=-1, metavar="[ACTOR [ACTOR]]")
@click.option("--country", help="Instead of actors: what happens in this country.")
@click.option("--theatre", help="Instead of actors: what happens in these countries (IRQ,SYR), or where a group acts.")
@FILES
@DATASET
@DAYS
@TARGET
@DAY
@click.option("--fold", is_flag=True, help="Count forces under the command of a patron as the patron.")
@click.option("--what-if-quiet", type=click.IntRange(min=1), help="Also simulate: the other side stays quiet for so many days.")
@click.option("--no-log", is_flag=True, help="Do not write the forecast into the case.")
@CASE
def forecast(
    names: tuple[str, ...], country: str | None, theatre: str | None, sources: tuple[Path, ...], dataset: str | None, days: int,
    target: str, as_of: date | None, fold: bool, what_if_quiet: int | None, no_log: bool, case: str,
) -> None:  # fmt: skip
    """How likely is another clash: number, word, interval, base rate, and what moved it (sayso forecast USA IRN).

    From the case's own events, or from those given with --from. Every forecast is written into the log of the case with its
    question, settles when later events are there, and is scored by: sayso scorecard.
    """
    from sayso import outlook
    from sayso.forecast.ledger import tally
    from sayso.forecast.rows import Question
    from sayso.forecast.words import past, said
    from sayso.record import Record

    about, question = outlook.subject(names, country, theatre, fold), Question(target, days)
    if sources:
        source: Any = outlook.gather(sources, dataset)
    with (
        Record.open(case, create=bool(sources) and not no_log) if not (sources and no_log) else Record.open(":memory:") as record
    ):
        if not sources:
            source = outlook.remembered(record, as_of)
        made = outlook.foretell(source, about, question, as_of)
        lines = said(made)
        if what_if_quiet is not None:
            lines += outlook.if_quiet(source, about, made, what_if_quiet)
        earlier = [one for one in outlook.logged(record) if (one.unit, one.by, one.target) == (about.unit, about.by, target)]
        fared = outlook.settled(earlier, source, as_of)
        click.echo("\n".join([*lines, *past(fared, tally(fared))]))
        if not no_log and not record.read_only:
            outlook.log_forecast(record, made, about, source.label)
            click.echo(f"logged in case {case}", err=True)


@click.command()
@FILES
@DATASET
@DAY
@click.option("--replay", is_flag=True, help="Not the forecasts of the case, but what would have been said over the last third.")
@DAYS
@TARGET
@click.option(
    "--by", type=click.Choice(["dyad", "actor", "country"]), default="dyad", show_default=True, help="About whom to replay."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The page, e.g. scorecard.html.")
@CASE
def scorecard(
    sources: tuple[Path, ...], dataset: str | None, as_of: date | None, replay: bool, days: int, target: str, by: str, output: Path,
    case: str,
) -> None:  # fmt: skip
    """The public page of forecasts and what came of them: those logged in the case, or with --replay a backtest."""
    from sayso import outlook
    from sayso.forecast.ledger import tally
    from sayso.forecast.panel import View
    from sayso.forecast.replay import replayed
    from sayso.forecast.rows import Question
    from sayso.forecast.scorecard import scorecard as page
    from sayso.forecast.words import counts
    from sayso.record import Record

    given: Any = outlook.gather(sources, dataset) if sources else None
    with Record.open(":memory:" if replay and sources else case, create=replay and bool(sources)) as record:
        source = given or outlook.remembered(record, as_of)
        panel = source.panel(View(by))
        today = as_of or panel.day_of(panel.last)
        if replay:
            found = replayed(panel.cut(today), Question(target, days))
        else:
            found = outlook.settled(outlook.logged(record), source, as_of)
    title = "What would have been forecast, and what came" if replay else "Forecasts and what came of them"
    output.write_text(page(found, today, title), encoding="utf-8")
    click.echo(f"{output} written: {counts(tally(found))}")
