"""The command line: verbs only, each calling one public function. Exit codes: 0 ok, 1 error, 2 usage, 3 nothing new."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso import __version__
from sayso.cli_assess import assess
from sayso.cli_case import VERBS
from sayso.cli_data import forecast, scorecard, table
from sayso.cli_options import AS_OF, CASE, JSON, Day
from sayso.cli_rule import rule
from sayso.types import SaysoError

if TYPE_CHECKING:
    from sayso.case import Intake, Options, Tick

NOTHING_NEW = 3


def about_inputs(command: Any) -> Any:
    """The options that say something of every input of a run."""
    for option in (
        click.option("--language-model", help="A spaCy pipeline of your own instead of the embedded engine."),
        click.option("--language", help="Take the language as given (en) instead of finding it out."),
        click.option("--id", "id_", help="The report's id, for a single input."),
        click.option("--outlet", help="Who published it, for inputs that do not say."),
        click.option("--published", type=Day(), help="Publication date of inputs that carry none, e.g. 2020-03-13."),
        click.argument("inputs", nargs=-1, required=True, metavar="FILES…"),
    ):
        command = option(command)
    return command


class Verbs(click.Group):
    """The verbs of the command line. A reader of its output that has seen enough ("| head") is no error."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # What is still waiting to be written has nowhere to go; Python would complain of it on the way out.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sayso")
def cli() -> None:
    """Who did it, who says so, has anybody claimed it: reports in, an evidence-linked brief out."""


def about_coder(command: Any) -> Any:
    """The options that choose who reads: the embedded coder, or a language model behind an endpoint."""
    for option in (
        click.option("--allow-http", is_flag=True, help="Permit plain http to an endpoint on another machine."),
        click.option("--model", help="The name the endpoint knows the model by."),
        click.option("--endpoint", help="An OpenAI-compatible endpoint, a local one first: http://localhost:8080/v1."),
        click.option(
            "--coder", "coder", type=click.Choice(["embedded", "llm"]), default="embedded", show_default=True, help="Who reads."
        ),
    ):
        command = option(command)
    return command


def _options(coder: str, endpoint: str | None, model: str | None, id_: str | None = None, **said: Any) -> Options:
    from sayso.case import Options

    if coder == "llm" and not (endpoint and model):
        raise click.UsageError("--coder llm needs --endpoint URL and --model NAME; see docs/how-to/use-a-language-model.md")
    if coder == "embedded" and (endpoint or model):
        raise click.UsageError("--endpoint and --model belong to --coder llm; add it, or leave them out")
    return Options(id=id_, endpoint=endpoint, model=model, **said)


@contextmanager
def _progress(inputs: tuple[str, ...], label: str) -> Iterator[Tick]:
    """A progress bar with the time left on standard error; silent when nobody watches."""
    from sayso.reading import count

    shown = sys.stderr.isatty()
    total = count(inputs) if shown else None
    if not shown or not total:
        yield lambda _: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr, show_pos=True, show_eta=True) as bar:
        yield lambda _: bar.update(1)


def _account(intake: Intake) -> None:
    """Prints what became of everything, and sets the exit code."""
    for each in intake.quarantined:
        click.echo(f"quarantined {each.source}: {each.reason}: {each.detail}", err=True)
    for note in intake.notes:
        click.echo(note, err=True)
    click.echo(intake.line(), err=True)


def _stdin() -> Any:
    return sys.stdin.buffer


@cli.command()
@about_inputs
@about_coder
@CASE
@JSON
def read(inputs: tuple[str, ...], case: str, as_json: bool, **said: Any) -> None:
    """Read files, folders, globs, "-" or URLs into a case: every report kept, coded and accounted for."""
    import json

    from sayso.case import take_in
    from sayso.contract import report_to_json
    from sayso.record import Record

    options = _options(**said)
    with Record.open(case) as record:
        before = record.keys()
        with _progress(inputs, "Reading") as tick:
            intake = take_in(inputs, record, options, _stdin(), tick)
        added = record.reports_but(before)
    for report in added:
        body = report_to_json(report)
        line = (
            json.dumps(body, ensure_ascii=False)
            if as_json
            else f"{report.id}  {report.published}  {report.outlet or '-'}  {report.title or '-'}"
        )
        click.echo(line)
    _account(intake)
    if intake.quarantined:
        sys.exit(1)
    if not intake.coded:
        click.echo(f"nothing new: case {case} had all of it", err=True)
        sys.exit(NOTHING_NEW)


@cli.command()
@about_inputs
@about_coder
@JSON
def code(inputs: tuple[str, ...], as_json: bool, **said: Any) -> None:
    """Code inputs into statements without a case, one a line; --json gives the contract of docs/reference/statement.md."""
    import json

    from sayso.case import Intake, code_inputs, coder_for, notes_of
    from sayso.contract import statement_to_json

    intake, options = Intake(), _options(**said)
    reader = coder_for(options) if options.endpoint else None
    with _progress(inputs, "Coding") as tick:
        for item, statements in code_inputs(inputs, options, _stdin(), tick, reader):
            intake.note(item, statements)
            for statement in statements or ():
                shown = json.dumps(statement_to_json(statement), ensure_ascii=False) if as_json else _plain(statement)
                click.echo(shown)
    intake.notes.extend(notes_of(reader))
    _account(intake)
    if intake.quarantined:
        sys.exit(1)


def _plain(statement: Any) -> str:
    """One statement as a line for people."""
    claim = statement.claim
    parties = f"{claim.actor.name if claim.actor else '?'} → {claim.target.name if claim.target else '?'}"
    what = " ".join(part for part in (claim.what or "judgement", claim.mode) if part)
    where = f" in {claim.where.name}" if claim.where else ""
    when = f" ({claim.when.said})" if claim.when else ""
    return f"{statement.report}:{statement.start}  {statement.voice.name} {statement.stance} {statement.firmness:+d}: {what}: {parties}{where}{when}"


@cli.command()
@click.argument("inputs", nargs=-1, metavar="[FILES…]")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="brief.html, brief.md or brief.pdf.")
@click.option("--title", help="The title of the brief.")
@click.option("--marking", default="TLP:CLEAR", show_default=True, help="Traffic Light Protocol marking.")
@click.option("--published", type=Day(), help="Publication date of inputs that carry none.")
@click.option("--outlet", help="Who published inputs that do not say.")
@about_coder
@CASE
@AS_OF
def brief(
    inputs: tuple[str, ...],
    output: Path,
    title: str | None,
    marking: str,
    case: str,
    as_of: date | None,
    **said: Any,
) -> None:
    """A brief from FILES in one go, or from a case when no file is given."""
    from sayso.case import brief_format, make_brief, take_in, write_brief
    from sayso.record import Record

    brief_format(output)
    options = _options(**said)
    failed = False
    with Record.open(":memory:" if inputs else case, create=bool(inputs)) as record:
        if inputs:
            with _progress(inputs, "Reading") as tick:
                intake = take_in(inputs, record, options, _stdin(), tick)
            _account(intake)
            failed = bool(intake.quarantined)
            if not intake.coded:
                raise SaysoError("none of the inputs could be read, so there is no brief; the lines above say why")
        size = write_brief(make_brief(record, as_of, title, marking), output)
        if not inputs and not record.read_only:
            record.add_run({"what": "brief", "output": str(output)})
    click.echo(f"{output} written, {size:,} bytes", err=True)
    if failed:
        sys.exit(1)


@cli.command()
@click.option(
    "--into", type=click.Path(path_type=Path), default=Path("demo"), show_default=True, help="Folder for the case and the brief."
)
@click.option("--dossier", default="standoff-2019-2020", show_default=True, help="Which bundled dossier.")
def demo(into: Path, dossier: str) -> None:
    """Read the bundled dossier into a case and write its brief; no key, no network."""
    from sayso.case import Options, make_brief, take_in, write_brief
    from sayso.case import dossier as notes_of
    from sayso.record import Record

    notes = str(notes_of(dossier))
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaysoError(f"{into}: no folder can be made there ({error.strerror}); give another with --into") from error
    case = into / "case.sayso"
    with Record.open(case) as record:
        with _progress((notes,), "Reading the dossier") as tick:
            intake = take_in([notes], record, Options(), None, tick)
        _account(intake)
        made = make_brief(record)
        for suffix in ("html", "md", "pdf"):
            write_brief(made, into / f"brief.{suffix}")
    click.echo(f"{len(made.events)} events from {len(made.statements)} statements in {len(made.reports)} reports")
    click.echo(f"case   {case}\nbrief  {into / 'brief.html'} (also .md and .pdf)")
    click.echo(f"next   sayso events --case {case}")


for _verb in (*VERBS, assess, rule, table, forecast, scorecard):
    cli.add_command(_verb)


def _speak_unicode() -> None:
    """UTF-8 into files and pipes, whatever the locale; on a terminal that cannot show a character, a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def main() -> None:
    """Entry point: runs a verb, prints any error as one plain line, and exits with its code."""
    _speak_unicode()
    try:
        cli(standalone_mode=False, prog_name="sayso")
    except click.exceptions.Abort:
        click.echo("sayso: stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except SaysoError as error:
        click.echo(f"sayso: {error}", err=True)
        sys.exit(1)
    except Exception as error:
        import traceback

        traceback.print_exc()
        click.echo(f"sayso: unexpected {type(error).__name__}: {error}; please report this with the lines above", err=True)
        sys.exit(1)
