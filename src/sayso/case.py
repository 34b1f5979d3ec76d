"""The street from end to end: inputs into a case, a case into a brief. What the command line and the front door call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from sayso.types import Brief, Quarantined, Report, SaysoError, Statement

if TYPE_CHECKING:
    from sayso.reading import Read
    from sayso.record import Known, Record

Tick = Callable[[str], None]
"""Called after each document with its name, for a progress bar."""


class Coder(Protocol):
    """Reads a report into statements; its ``name`` is kept beside them. The suite in ``sayso.conformance`` checks one."""

    @property
    def name(self) -> str: ...

    def code(self, report: Report) -> list[Statement]: ...


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of all inputs at once: date, source, name, language, model."""

    published: date | datetime | None = None
    outlet: str | None = None
    id: str | None = None
    language: str | None = None
    language_model: str | None = None
    endpoint: str | None = None
    model: str | None = None
    allow_http: bool = False
    """``endpoint`` and ``model`` name a language model to code with instead of the embedded engine; give both or neither."""


@dataclass(slots=True)
class Intake:
    """What became of everything offered: ``offered == coded + duplicate + len(quarantined)``, always."""

    offered: int = 0
    coded: int = 0
    duplicate: int = 0
    statements: int = 0
    quarantined: list[Quarantined] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the coder has to say of its own work, such as values it rejected."""

    @property
    def counts(self) -> Mapping[str, int]:
        """The numbers by name, as printed."""
        return {
            "offered": self.offered, "coded": self.coded, "duplicate": self.duplicate,
            "quarantined": len(self.quarantined), "statements": self.statements,
        }  # fmt: skip

    def note(self, item: Read, statements: list[Statement] | None) -> None:
        """Counts one document as ``code_inputs`` gives it."""
        self.offered += 1
        if item.quarantined is not None:
            self.quarantined.append(item.quarantined)
        elif statements is None:
            self.duplicate += 1
        else:
            self.coded += 1
            self.statements += len(statements)

    def line(self) -> str:
        """One line that accounts for everything offered."""
        return (
            f"{self.offered} offered = {self.coded} coded + {self.duplicate} duplicate + {len(self.quarantined)} quarantined; "
            f"{self.statements} statements"
        )


def embedded_coder(language_model: str | None = None) -> Coder:
    """The coder that ships with Sayso, on its own English engine or on a spaCy pipeline the user names."""
    from sayso.coding.coder import EmbeddedCoder

    return EmbeddedCoder(language_model)


def coder_for(options: Options) -> Coder:
    """The coder the options ask for: a language model behind an endpoint, else the embedded one."""
    if options.endpoint is None or options.model is None:
        return embedded_coder(options.language_model)
    from sayso.coding.llm import LlmCoder

    return LlmCoder(options.endpoint, options.model, language_model=options.language_model, allow_http=options.allow_http)


def _coded(coder: Coder, item: Read, report: Report) -> tuple[Read, list[Statement]]:
    """What a coder makes of a report; one report that it cannot code is quarantined, a dead endpoint ends the run."""
    from sayso.coding.llm.errors import EndpointError

    try:
        return item, coder.code(report)
    except EndpointError:
        raise
    except SaysoError as error:
        reason, detail = getattr(error, "reason", "not-coded"), getattr(error, "detail", str(error))
        return replace(item, report=None, quarantined=Quarantined(item.source, reason, detail)), []


def readings(inputs: Iterable[str | Path], options: Options, stdin: BinaryIO | None = None) -> Iterator[Read]:
    """One ``Read`` for every document offered: a report, or the reason there is none."""
    from sayso.reading import read

    yield from read(
        inputs, published=options.published, outlet=options.outlet, id=options.id, language=options.language, stdin=stdin
    )


def code_inputs(
    inputs: Iterable[str | Path],
    options: Options,
    stdin: BinaryIO | None = None,
    tick: Tick | None = None,
    coder: Coder | None = None,
) -> Iterator[tuple[Read, list[Statement] | None]]:
    """Every document offered with its statements. Nothing is stored.

    The statements are None for a document that was quarantined, or that was offered before in this run.
    """
    seen: dict[str, str] = {}
    keys: set[str] = set()
    for item in readings(inputs, options, stdin):
        statements: list[Statement] | None = None
        if item.report is not None and item.report.key not in keys:
            keys.add(item.report.key)
            coder = coder or coder_for(options)
            item, statements = _coded(coder, item, _distinct(item.report, seen))
            statements = statements if item.report is not None else None
        if tick is not None:
            tick(item.source)
        yield item, statements


def _distinct(report: Report, seen: dict[str, str]) -> Report:
    """The report under an id no other report of this run has, as the record would name it."""
    if seen.setdefault(report.id, report.key) == report.key:
        return report
    return replace(report, id=f"{report.id}-{report.key[:6]}")


def take_in(
    inputs: Iterable[str | Path],
    record: Record,
    options: Options = Options(),
    stdin: BinaryIO | None = None,
    tick: Tick | None = None,
    coder: Coder | None = None,
) -> Intake:
    """Reads, codes and records every document; raw bytes go beside the case. Returns what became of each."""
    keep = _keeper(record)
    intake = Intake()
    have = set(record.keys())
    for item in readings(inputs, options, stdin):
        intake.offered += 1
        if item.report is None:
            if item.quarantined is not None:
                intake.quarantined.append(item.quarantined)
        elif item.report.key in have:
            intake.duplicate += 1
        else:
            if keep is not None and item.raw is not None:
                keep(item.raw)
            coder = coder or coder_for(options)
            item, statements = _coded(coder, item, item.report)
            if item.report is not None:
                added = record.add(item.report, statements, coder.name)
                have.add(item.report.key)
                intake.coded += added.new
                intake.duplicate += not added.new
                intake.statements += added.coded
            elif item.quarantined is not None:
                intake.quarantined.append(item.quarantined)
        if tick is not None:
            tick(item.source)
    intake.notes.extend(notes_of(coder))
    refused = [{"source": each.source, "reason": each.reason, "detail": each.detail} for each in intake.quarantined]
    record.add_run({"what": "read", "counts": dict(intake.counts), "quarantined": refused})
    return intake


def _keeper(record: Record) -> Callable[[bytes], str] | None:
    """What keeps raw bytes: a server's case itself, the folder beside a file, nothing for a case in memory."""
    if record.on_server:
        return record.keep_raw
    if record.path == ":memory:":
        return None
    from sayso.reading import BlobStore

    return BlobStore(files_of(record.path)).put


def damage(record: Record) -> Callable[[str], str | None] | None:
    """Answers for the hash of a raw document what is wrong with it, None if nothing; for ``Record.verify``."""
    if record.on_server:
        return record.damage_of
    if record.path == ":memory:":
        return None
    from sayso.reading import BlobStore
    from sayso.reading.blobs import BlobError

    blobs = BlobStore(files_of(record.path))

    def wrong(sha256: str) -> str | None:
        if sha256 not in blobs:
            return f"is gone from {blobs.folder}"
        try:
            blobs.get(sha256)
        except BlobError as error:
            return str(error)
        return None

    return wrong


def notes_of(coder: Coder | None) -> list[str]:
    """What a coder has to say of its own work, such as how many of a model's values were rejected; empty for most."""
    account = getattr(coder, "account", None)
    return [account()] if account is not None else []


def all_intake(record: Record) -> tuple[dict[str, int], tuple[Quarantined, ...]]:
    """What became of everything ever offered to a case: the summed counts, and what was quarantined."""
    runs = [run for run in record.runs() if run.get("what") == "read"]
    names = ("offered", "coded", "duplicate", "quarantined")
    counts = {name: sum(run["counts"].get(name, 0) for run in runs) for name in names}
    refused = [Quarantined(each["source"], each["reason"], each["detail"]) for run in runs for each in run["quarantined"]]
    return counts, tuple(dict.fromkeys(refused))


def files_of(case: str) -> Path:
    """The folder beside a case that keeps the raw bytes of its reports."""
    return Path(f"{case}.files")


def make_brief(
    record: Record, as_of: date | datetime | None = None, title: str | None = None, marking: str = "TLP:CLEAR"
) -> Brief:
    """The brief of a case as known on a day (inclusive) or at a minute; None: everything. Raises SaysoError when nothing was known yet."""
    from sayso.analysis import assess, leading, narrowed, notable, speaks_as, worth
    from sayso.knowledge.actors import actors

    known = record.as_of(as_of)
    if not known.reports:
        when = f" published by {as_of}" if as_of else ""
        raise SaysoError(f"case {record.path}: no report{when}; read some with: sayso read FILES --case {record.path}")
    day = known.day or max(report.published for report in known.reports.values())
    assessments, events = assess(known), tuple(narrowed(event, known) for event in notable(known))
    cited = {id_ for found in assessments for id_ in (*found.evidence, *(i for row in found.rows for i in row.evidence))}
    cited |= {id_ for found in assessments for listed in found.support for id_ in listed}
    cited |= {ref.id for event in events for ref in event.statements}
    mentioned = {each for found in assessments for row in found.rows for each in (row.event, *row.cells)}
    statements = {id_: one for id_, one in known.by_id.items() if id_ in cited}
    ids = {id_ for statement in statements.values() for id_ in _ids(statement)} | {a for e in events for a in e.ladder}
    names = {id_: actors()[id_].name for id_ in sorted(ids) if id_ in actors()}
    counts, quarantined = all_intake(record)
    return Brief(
        title=title or _title(known), as_of=day, assessments=assessments, events=events, statements=statements,
        reports=known.reports, quarantined=quarantined,
        counts={**counts, "statements": len(known.statements), "events": len(known.events)}, actors=names, marking=marking,
        leading=leading(known), titles={event.id: event.title for event in known.events if event.id in mentioned},
        worth={id_: worth(one, known) for id_, one in statements.items()},
        speaks_as={id_: speaks_as(one, known) for id_, one in statements.items()},
    )  # fmt: skip


def _title(known: Known) -> str:
    days = sorted(report.published for report in known.reports.values())
    span = f"{days[0]:%-d %B %Y} to {days[-1]:%-d %B %Y}" if days[0] != days[-1] else f"{days[0]:%-d %B %Y}"
    return f"Who did it, and who says so: {span}"


def _ids(statement: Statement) -> Iterator[str]:
    claim = statement.claim
    for party in (claim.actor, claim.target, claim.recipient):
        if party is not None and party.id is not None:
            yield party.id
    if statement.voice.actor is not None:
        yield statement.voice.actor
    if claim.where is not None and claim.where.country is not None:
        yield claim.where.country
    for readings_ in claim.figures.values():
        yield from (figure.of for figure in readings_ if figure.of is not None)


def brief_format(path: str | Path) -> str:
    """The format a brief at this path is written in, by its suffix. Raises SaysoError for a suffix that names none."""
    from sayso.brief import FORMATS

    suffix = Path(path).suffix.lower().lstrip(".")
    suffix = {"htm": "html", "markdown": "md"}.get(suffix, suffix)
    if suffix not in FORMATS:
        raise SaysoError(f"{path}: a brief is written as {', '.join('.' + name for name in FORMATS)}; name the file accordingly")
    return suffix


def write_brief(brief: Brief, path: str | Path) -> int:
    """Writes a brief in the format its suffix names (.html, .md, .pdf); returns its size in bytes.

    HTML has everything in one file. The others print the strongest evidence and lead to ``NAME.evidence.md`` beside them for
    the rest. Raises SaysoError for another suffix, or where the file cannot be written.
    """
    from sayso.brief import render
    from sayso.knowledge import basemap

    path, format = Path(path), brief_format(path)
    appendix = "" if format == "html" else f"{path.stem}.evidence.md"
    land = basemap.countries("50m")
    content = render(brief, format, land, appendix)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if appendix:
            (path.parent / appendix).write_bytes(render(brief, "md", land))
    except OSError as error:
        raise SaysoError(f"{path} cannot be written: {error.strerror}; give another place with -o") from error
    return len(content)


def dossier(name: str = "standoff-2019-2020") -> Path:
    """The folder of notes of a bundled dossier, from the installed package or the source tree."""
    here = Path(__file__).resolve()
    for root in (here.parent / "examples", here.parents[2] / "examples"):
        if (root / name / "notes").is_dir():
            return root / name / "notes"
    raise SaysoError(f"dossier {name!r} is not in this installation; reinstall sayso, or give its folder to sayso read")
