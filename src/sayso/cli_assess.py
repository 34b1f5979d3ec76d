"""The verb that answers: of a case, or of event data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli_options import AS_OF, CASE, JSON, PlainDay

if TYPE_CHECKING:
    from sayso.knowledge.theatres import Theatres
    from sayso.types import Assessment


def about_tables(command: click.decorators.FC) -> click.decorators.FC:
    """The options that say which part of event data is meant."""
    for option in (
        click.option(
            "--rounds", type=click.IntRange(20), default=200, show_default=True, help="Histories each test against chance draws."
        ),
        click.option("--fold", is_flag=True, help="Count groups under the patron that backs them."),
        click.option(
            "--side",
            "sides",
            multiple=True,
            metavar="ACTOR",
            help="Only these sides; 'PSE*' is every actor whose id begins so, as one.",
        ),
        click.option("--since", type=PlainDay(), help="Only events of this day or later."),
        click.option("--dataset", help="Whose layout the files have: gdelt, icews, ucdp … Leave out for saved tables."),
        click.option(
            "--from",
            "sources",
            type=click.Path(path_type=Path),
            multiple=True,
            help="Event data instead of a case: tables or a dataset's files.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("names", nargs=-1, metavar="[NAMES…]")
@CASE
@AS_OF
@click.option(
    "--theatres", type=click.Path(path_type=Path), help="Your own theatres, in the format of knowledge/data/theatres.jsonl."
)
@about_tables
@click.option("--chart", type=click.Path(path_type=Path), help="Write a chart of each answer there: NAME-1.svg, NAME-2.svg …")
@JSON
def assess(
    names: tuple[str, ...], case: str, as_of: date | None, theatres: Path | None, sources: tuple[Path, ...], dataset: str | None,
    since: date | None, sides: tuple[str, ...], fold: bool, rounds: int, chart: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """The answers of a case, or with --from of event data; all when none is named.

    Who did it (attribution, competing, claims), who answers whom (reprisals), how far it has gone (escalation, figures), what was
    warned of (warnings), which day it was (anniversaries), with what (targets, transfers), where next (spread), and who judged it
    right (judgements).
    """
    from sayso.analysis import ANALYSES, TABLED
    from sayso.knowledge.theatres import load_theatres

    known = TABLED if sources else ANALYSES
    unknown = [name for name in names if name not in known]
    if unknown:
        raise click.UsageError(
            f"no analysis {', '.join(unknown)}{' of event data' if sources else ''}; there are {', '.join(known)}"
        )
    if not sources and (dataset or since or sides or fold):
        raise click.UsageError("--dataset, --since, --side and --fold are about event data; add --from FILE")
    among = load_theatres(theatres) if theatres else None
    if sources:
        answers = _of_table(names, sources, dataset, as_of, since, sides, fold, among, rounds)
    else:
        answers = _of_case(names, case, as_of, among)
        if not answers:
            click.echo(
                f"case {case} holds nothing to answer {', '.join(names or known)} from{f' by {as_of}' if as_of else ''}", err=True
            )
    common = _common(answers)
    for found in answers:
        click.echo(_json(found) if as_json else _plain(found, "rows" if sources else "statements", common))
    if common and not as_json:
        click.echo("\n".join(["Of all of these:", *(f"  – {caveat}" for caveat in common)]))
    if chart is not None:
        _draw(answers, chart)


def _of_case(names: tuple[str, ...], case: str, as_of: date | None, among: Theatres | None) -> tuple[Assessment, ...]:
    from sayso.analysis import assess as run
    from sayso.record import Record

    with Record.open(case, create=False) as record:
        return run(record.as_of(as_of), *names, theatres=among)


def _of_table(
    names: tuple[str, ...], sources: tuple[Path, ...], dataset: str | None, as_of: date | None, since: date | None, sides: tuple[str, ...],
    fold: bool, among: Theatres | None, rounds: int,
) -> tuple[Assessment, ...]:  # fmt: skip
    from datetime import datetime

    from sayso.analysis import assess_table
    from sayso.outlook import gather

    day = as_of.date() if isinstance(as_of, datetime) else as_of
    return assess_table(
        gather(sources, dataset).table(), *names, as_of=day, since=since, sides=sides, fold=fold, among=among, rounds=rounds
    )


def _common(answers: tuple[Assessment, ...]) -> tuple[str, ...]:
    """The caveats that every one of several answers has."""
    first = answers[0].caveats if len(answers) > 1 else ()
    return tuple(each for each in first if all(each in found.caveats for found in answers))


def _plain(found: Assessment, kind: str, common: tuple[str, ...]) -> str:
    """An answer for people: question, finding, value, how much it rests on, as of when, and what to beware of."""
    interval = f" [{found.interval[0]:g}–{found.interval[1]:g}]" if found.interval else ""
    lines = [f"{found.name}: {found.question}", f"  {found.finding}"]
    lines.append(f"  {found.value}{interval}; {len(found.evidence)} {kind}; as of {found.as_of}")
    return "\n".join([*lines, *(f"  – {caveat}" for caveat in found.caveats if caveat not in common)])


def _json(found: Assessment) -> str:
    import json
    from dataclasses import asdict

    return json.dumps(asdict(found), ensure_ascii=False, default=str)


def _draw(answers: tuple[Assessment, ...], folder: Path) -> None:
    from sayso.brief.answer_charts import drawings

    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in drawings(answers).items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
        click.echo(f"{folder / name}.svg written", err=True)
