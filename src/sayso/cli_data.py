"""The verbs about event data and forecasts, listed with the others in ``sayso.cli``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

FILES = click.option(
    "--from",
    "sources",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="Events: tables made by sayso table, or a dataset's files.",
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
DAY = click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Only what could be known by this day (inclusive).")
LEDGER = click.option("--ledger", type=click.Path(path_type=Path), help="A file that keeps every forecast made.")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES…]")
@click.option("--dataset", required=True, help="Whose layout the files have; --mapping without files shows how it is read.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the table there (Parquet).")
@click.option("--rejects", type=click.Path(path_type=Path), help="Write refused rows there, with the reason (JSON Lines).")
@click.option("--mapping", "show", is_flag=True, help="Print terms, citation and how each column is made.")
def table(files: tuple[Path, ...], dataset: str, output: Path | None, rejects: Path | None, show: bool) -> None:
    """Event datasets you brought (ACLED, GDELT, ICEWS, KEDS, MID, POLECAT, UCDP GED) into one table of events."""
    from sayso.datasets import convert_events, dataset_named, mapping, read_events

    named = dataset_named(dataset)
    if show:
        click.echo(mapping(named))
    elif not files:
        raise click.UsageError("give the files of the dataset, or --mapping to see how they are read")
    if output is not None and len(files) > 1:
        raise click.UsageError("-o writes one table from one file; run once for each file and give all to sayso forecast --from")
    for path in files:
        account = convert_events(path, dataset, output, rejects) if output else read_events(path, dataset, rejects)[1]
        click.echo("\n".join(account.lines()))


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ACTOR [ACTOR]")
@FILES
@DATASET
@DAYS
@TARGET
@DAY
@click.option("--fold", is_flag=True, help="Count forces under the command of a patron as the patron.")
@click.option("--what-if-quiet", type=int, help="Also simulate: the other side stays quiet for so many days.")
@LEDGER
def forecast(
    names: tuple[str, ...], sources: tuple[Path, ...], dataset: str | None, days: int, target: str, as_of: datetime | None,
    fold: bool, what_if_quiet: int | None, ledger: Path | None,
) -> None:  # fmt: skip
    """How likely is another clash: number, word, interval, base rate, and what moved it (sayso forecast USA IRN --from F)."""
    from sayso.forecast.rows import Question
    from sayso.outlook import load_events, outlook

    day = as_of.date() if as_of else None
    events = load_events(sources, dataset)
    click.echo("\n".join(outlook(events, names, Question(target, days), day, fold, ledger, what_if_quiet)))


@click.command()
@FILES
@DATASET
@DAYS
@TARGET
@DAY
@click.option("--by", type=click.Choice(["dyad", "actor", "country"]), default="dyad", show_default=True, help="About whom.")
@LEDGER
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The page, e.g. scorecard.html.")
def scorecard(
    sources: tuple[Path, ...], dataset: str | None, days: int, target: str, as_of: datetime | None, by: str,
    ledger: Path | None, output: Path,
) -> None:  # fmt: skip
    """The public page of forecasts and what came of them: those of a ledger, or replayed over the last third of the events."""
    from sayso.forecast.rows import Question
    from sayso.outlook import load_events, write_scorecard

    fared = write_scorecard(
        load_events(sources, dataset), ledger, output, Question(target, days), by, as_of.date() if as_of else None
    )
    score = f", Brier {fared.brier:.3f} (base rates {fared.brier_base:.3f})" if fared.brier is not None else ""
    click.echo(f"{output} written: {fared.made} made, {fared.resolved} resolved{score}, {fared.open} open, {fared.void} void")
