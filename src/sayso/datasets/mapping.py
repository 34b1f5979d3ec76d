"""Any listed dataset into an ``EventTable``: one streaming query in DuckDB, written from the reader's mapping."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet

from sayso.datasets import codes, names
from sayso.datasets.dataset import Account, Dataset, DatasetError, quoted
from sayso.datasets.mentions import tell
from sayso.table import SCHEMA, EventTable

MEMORY = "600MB"
"""What DuckDB may hold at a time; the rest waits on disk."""
_SQL = {"string": "VARCHAR", "date32[day]": "DATE", "int8": "TINYINT", "int32": "INTEGER", "float": "FLOAT", "double": "DOUBLE"}


def read(dataset: Dataset, path: Path, rejects: Path | None = None, mentions: Sequence[Path] = ()) -> tuple[EventTable, Account]:
    """The events of a file (CSV, gzipped CSV or Parquet) and the account; refused rows go to ``rejects`` as JSON Lines.

    ``mentions`` are files of who told of the events and when (GDELT). Raises DatasetError when a file is missing or its
    columns are not those of the dataset.
    """
    with _mapped(dataset, path, (), mentions) as con:
        account = _account(con, dataset)
        if rejects is not None:
            _write_rejects(con, rejects)
        return EventTable.of(pa.Table.from_batches(_events(con), SCHEMA)), account


def convert(
    dataset: Dataset,
    path: Path,
    out: Path,
    rejects: Path | None = None,
    mentions: Sequence[Path] = (),
    before: Sequence[Path] = (),
) -> Account:
    """Like ``read``, but streams into a Parquet file: more rows than fit in memory can be mapped.

    Rows whose key stands in one of the tables ``before`` are refused; of those only the column of keys is read.
    """
    with _mapped(dataset, path, before, mentions) as con:
        account = _account(con, dataset)
        if rejects is not None:
            _write_rejects(con, rejects)
        half = out.with_name(out.name + ".part")
        with pyarrow.parquet.ParquetWriter(half, SCHEMA, compression="zstd") as writer:
            for batch in _events(con):
                writer.write_batch(batch)
        half.replace(out)
        return account


def mapping(dataset: Dataset) -> str:
    """How the dataset's columns become the event table's, what is refused and what is noticed, for people to read."""
    wide = max(map(len, dataset.columns))
    lines = [dataset.title, f"terms: {dataset.terms}", f"cite:  {dataset.cite}", ""]
    lines += [f"{column:<{wide}}  = {' '.join(rule.split())}" for column, rule in dataset.columns.items()]
    lines += [f"refused: {reason}  when {' '.join(rule.split())}" for reason, rule in _reasons(dataset).items()]
    return "\n".join(lines + [f"noticed: {name}  when {' '.join(rule.split())}" for name, rule in dataset.traps.items()])


def _reasons(dataset: Dataset) -> dict[str, str]:
    """Every reason to refuse a row, most basic first."""
    ceiling = f"DATE '{dataset.last_day}'" if dataset.last_day else "current_date"
    deaths = " OR ".join(f"coalesce({name}, 0) > {dataset.most_deaths} OR {name} < 0" for name in ("deaths_low", "deaths_high"))
    return {
        "no readable date": '"first" IS NULL OR "last" IS NULL',
        "no key": "key IS NULL OR key = ''",
        f"a day before {dataset.first_day}": f"\"first\" < DATE '{dataset.first_day}'",
        f"a day after {dataset.last_day or 'today'}": f'"last" > {ceiling}',
        "the interval ends before it begins": '"last" < "first"',
        "coordinates off the globe": "abs(lat) > 90 OR abs(lon) > 180",
        f"deaths below 0 or over {dataset.most_deaths:,}": deaths,
        "death estimates out of order": "deaths_low > deaths_best OR deaths_best > deaths_high",
        **dataset.rejects,
    }


@contextmanager
def _mapped(
    dataset: Dataset, path: Path, before: Sequence[Path], mentions: Sequence[Path]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the table ``mapped``: the event columns, ``reason``, ``raw`` and one flag a trap."""
    if not path.exists():
        raise DatasetError(f"{path}: no such file; download {dataset.title} yourself ({dataset.terms})")
    with tempfile.TemporaryDirectory(prefix="sayso-table-") as folder:
        con = duckdb.connect(str(Path(folder) / "work.duckdb"))
        try:
            con.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 2; SET preserve_insertion_order = true")
            con.execute("SET enable_progress_bar = false")
            con.execute(f"SET temp_directory = '{folder}'")
            con.execute(codes.sql())
            names.install(con)
            _open(con, dataset, path)
            con.execute(_query(dataset))
            _refuse_repeats(con)
            _refuse_known(con, before)
            tell(con, dataset, mentions)
            yield con
        except duckdb.Error as error:
            raise DatasetError(f"{path}: not readable as {dataset.title}: {str(error).splitlines()[0]}") from error
        finally:
            con.close()


def _open(con: duckdb.DuckDBPyConnection, dataset: Dataset, path: Path) -> None:
    """The view ``file`` over the rows, every column text, missing optional columns null; ``ragged`` for broken lines."""
    literal = quoted(path)
    if path.suffix == ".parquet":
        relation = f"read_parquet({literal})"
        con.execute("CREATE TEMP TABLE reject_errors(line BIGINT, error_message VARCHAR, csv_line VARCHAR)")
        present = {row[0]: row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()}
    else:
        options = f"delim = '{dataset.delimiter}', quote = '{dataset.quote}', escape = '{dataset.quote}', all_varchar = true"
        options += (
            f", header = {str(dataset.header).lower()}, null_padding = false, max_line_size = 16000000, strict_mode = false"
        )
        if dataset.names:
            typed = ", ".join(f"'{name}': 'VARCHAR'" for name in dataset.names)
            options += f", auto_detect = false, columns = {{{typed}}}"
        relation = f"read_csv({literal}, {options}, store_rejects = true, rejects_limit = 0)"
        present = {row[0]: row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()}
    if dataset.widths and len(present) not in dataset.widths:
        raise DatasetError(f"{path}: {len(present)} columns; {dataset.title} has {' or '.join(map(str, dataset.widths))}")
    folded = {name.lower(): name for name in present}
    extra = [name for name in dataset.optional if name.lower() not in folded]
    shown = [f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in present] + [f'NULL::VARCHAR AS "{name}"' for name in extra]
    where = " WHERE NOT starts_with(coalesce(CAST(id AS VARCHAR), ''), '#')" if dataset.name == "ucdp" and "id" in folded else ""
    con.execute(f"CREATE TEMP VIEW file AS SELECT {', '.join(shown)} FROM {relation}{where}")


def _query(dataset: Dataset) -> str:
    fields = {field.name: _SQL[str(field.type)] for field in SCHEMA}
    rules = {"dataset": f"'{dataset.name}'", **dataset.columns}
    columns = ", ".join(f'try_cast(({rules.get(name, "NULL")}) AS {kind}) AS "{name}"' for name, kind in fields.items())
    traps = "".join(f", coalesce(({rule}), false) AS trap{i}" for i, rule in enumerate(dataset.traps.values()))
    reasons = " ".join(f"WHEN coalesce(({rule}), false) THEN '{reason}'" for reason, rule in _reasons(dataset).items())
    return (
        f"CREATE TABLE mapped AS SELECT *, CASE {reasons} END AS reason FROM (SELECT {columns}{traps}, "
        f"try_cast({dataset.repeat} AS INT) AS repeat, to_json(file) AS raw FROM file); "
        "UPDATE mapped SET raw = NULL WHERE reason IS NULL"
    )


def _refuse_repeats(con: duckdb.DuckDBPyConnection) -> None:
    """The first row of a key stays, the others are refused."""
    con.execute(
        "CREATE TEMP TABLE doubled AS SELECT key, min(rowid) AS first_row FROM mapped WHERE reason IS NULL "
        "GROUP BY key HAVING count(*) > 1"
    )
    con.execute(
        "UPDATE mapped SET reason = 'the key of an earlier row' FROM doubled "
        "WHERE mapped.key = doubled.key AND mapped.rowid > doubled.first_row AND reason IS NULL"
    )


def _refuse_known(con: duckdb.DuckDBPyConnection, before: Sequence[Path]) -> None:
    """Rows that an earlier file brought are refused; only the keys of those files are read."""
    if before:
        files = ", ".join(map(quoted, before))
        con.execute(
            "UPDATE mapped SET reason = 'the key of a row in an earlier file' WHERE reason IS NULL "
            f"AND key IN (SELECT key FROM read_parquet([{files}]) SEMI JOIN mapped USING (key))"
        )


def _events(con: duckdb.DuckDBPyConnection) -> Iterator[pa.RecordBatch]:
    columns = ", ".join(f'"{name}"' for name in SCHEMA.names if name != "key")
    # A row that stands for several events becomes several; its deaths stay with the first.
    once = columns
    for name in ("deaths_low", "deaths_best", "deaths_high"):
        once = once.replace(f'"{name}"', f'CASE WHEN n = 1 THEN "{name}" END AS "{name}"')
    plain = f"SELECT key, {columns} FROM mapped WHERE reason IS NULL AND repeat = 1"
    many = f"SELECT key || '#' || n AS key, {once} FROM mapped, generate_series(1, repeat) AS g(n) WHERE reason IS NULL AND repeat > 1"
    several = _one(con, "SELECT count(*) FROM mapped WHERE repeat > 1")[0]
    query = f"{plain} UNION ALL {many}" if several else plain
    for batch in con.sql(query).to_arrow_reader(1 << 17):
        yield pa.record_batch([batch.column(name).cast(SCHEMA.field(name).type) for name in SCHEMA.names], schema=SCHEMA)


def _ragged(con: duckdb.DuckDBPyConnection) -> int:
    return int(_one(con, "SELECT count(DISTINCT line) FROM reject_errors")[0])


def _one(con: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    """The only row of a query; read to the end, or the connection stays busy."""
    found: list[tuple[Any, ...]] = con.execute(query).fetchall()
    return found[0]


def _account(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Account:
    rejected = dict(
        con.execute("SELECT reason, count(*) FROM mapped WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()
    )
    broken = _ragged(con)
    if broken:
        rejected["a broken line"] = broken
    flags = ", ".join(f"sum(trap{i}::INT)" for i in range(len(dataset.traps))) or "0"
    rows, events, first, last, *noticed = _one(
        con,
        "SELECT count(*), coalesce(sum(CASE WHEN reason IS NULL THEN greatest(repeat, 0) END), 0), "
        f'min("first") FILTER (reason IS NULL), max("last") FILTER (reason IS NULL), {flags} FROM mapped',
    )
    traps = {name: int(count or 0) for name, count in zip(dataset.traps, noticed, strict=False) if count}
    traps |= dict(con.execute("SELECT name, number FROM told").fetchall())
    return Account(dataset.name, int(rows) + broken, int(events), rejected, traps, first, last)


def _write_rejects(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    con.execute(
        "COPY (SELECT reason, coalesce(key, '') AS key, raw AS row FROM mapped WHERE reason IS NOT NULL "
        "UNION ALL SELECT DISTINCT ON (line) 'a broken line: ' || error_message, line::VARCHAR, to_json(csv_line) FROM reject_errors) "
        f"TO {quoted(path)} (FORMAT json)"
    )
