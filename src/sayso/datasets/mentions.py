"""GDELT 2.0 mentions: who told of an event, and when (sixteen tab-separated columns, no header; Leetaru & Schrodt 2013).

The export names one source an event; the mentions name every document. They set ``sources`` (the publishers, at most
``NAMED``), ``source_count`` (how many there are) and ``known`` (the day of the first mention, where that is earlier). Some copies
carry a header and commas; both layouts are read. A mention of an event that the export does not hold is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb

from sayso.datasets.dataset import Dataset, DatasetError, quoted

COLUMNS: Final = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID", "Actor1CharOffset",
    "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
NAMED: Final = 20


def tell(con: duckdb.DuckDBPyConnection, dataset: Dataset, paths: Sequence[Path]) -> None:
    """Brings the mentions of these files to the events of ``mapped``; what was noticed stands in the table ``told``.

    Raises DatasetError when the dataset has no mentions, or a file is missing or of another layout.
    """
    con.execute("CREATE TEMP TABLE told(name VARCHAR, number BIGINT)")
    if not paths:
        return
    if not dataset.mentions:
        raise DatasetError(f"{dataset.title} has no files of mentions; leave --mentions out")
    union = " UNION ALL ".join(_rows(path) for path in paths)
    con.execute(
        "CREATE TEMP TABLE mentioned AS SELECT 'gdelt:' || id AS key, count(*) AS number, count(DISTINCT source) AS publishers, "
        f"array_to_string(list_sort(list_distinct(list(source)))[:{NAMED}], '; ') AS named, min(day) AS earliest "
        f"FROM ({union}) WHERE day IS NOT NULL AND source IS NOT NULL GROUP BY id"
    )
    con.execute(
        'UPDATE mapped SET sources = named, source_count = publishers, known = greatest("first", least(known, earliest)) '
        "FROM mentioned WHERE mapped.key = mentioned.key"
    )
    con.execute(
        "INSERT INTO told SELECT 'mentions of events in this file', coalesce(sum(number), 0) FROM mentioned WHERE key IN (SELECT key FROM mapped) "
        "UNION ALL SELECT 'mentions of events in other files', coalesce(sum(number), 0) FROM mentioned WHERE key NOT IN (SELECT key FROM mapped)"
    )


def _rows(path: Path) -> str:
    """A query over one file: id, publisher and day of every mention."""
    if not path.exists():
        raise DatasetError(f"{path}: no such file of mentions")
    with path.open(encoding="utf-8", errors="replace") as file:
        head = file.readline()
    delimiter = "\t" if "\t" in head else ","
    width, header = len(head.split(delimiter)), head.lower().startswith("globaleventid")
    if (width if header or delimiter == "\t" else 0) != len(COLUMNS):
        raise DatasetError(f"{path}: {width} columns; GDELT 2.0 mentions have {len(COLUMNS)}, separated by tabs")
    typed = ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS)
    quote = "" if delimiter == "\t" else '"'
    source = (
        f"read_csv({quoted(path)}, delim = '{delimiter}', quote = '{quote}', escape = '{quote}', header = {str(header).lower()}, "
        f"auto_detect = false, columns = {{{typed}}}, null_padding = true, ignore_errors = true, strict_mode = false)"
    )
    day = "try_strptime(substr(MentionTimeDate, 1, 8), '%Y%m%d')::DATE"
    return f"SELECT GlobalEventID AS id, nullif(trim(MentionSourceName), '') AS source, {day} AS day FROM {source}"
