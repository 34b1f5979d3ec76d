"""Outside event datasets into ``EventTable``: one module each, with licence, layout, floors and ceilings beside it.

>>> from sayso.datasets import DATASETS, read_events
>>> table, account = read_events("events.tab", "icews")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sayso.datasets.acled import ACLED, ACLED_WEEKS
from sayso.datasets.dataset import Account, Dataset, DatasetError
from sayso.datasets.folder import add, parts
from sayso.datasets.gdelt import GDELT1, GDELT2
from sayso.datasets.icews import ICEWS
from sayso.datasets.keds import KEDS, WEIS
from sayso.datasets.mapping import convert, mapping, read
from sayso.datasets.mid import MID
from sayso.datasets.polecat import POLECAT
from sayso.datasets.ucdp import UCDP
from sayso.table import EventTable

DATASETS: Final[Mapping[str, Dataset]] = MappingProxyType(
    {each.name: each for each in (ACLED, ACLED_WEEKS, GDELT2, GDELT1, ICEWS, KEDS, MID, POLECAT, UCDP, WEIS)}
)
"""Every dataset by the name the command line knows it by."""


def read_events(
    path: Path | str, name: str, rejects: Path | None = None, mentions: Sequence[Path] = ()
) -> tuple[EventTable, Account]:
    """The events of a file of the named dataset, and what became of its rows; refused rows go to ``rejects`` with the reason.

    ``mentions`` are GDELT's files of who told of the events. Raises DatasetError for an unknown name, a missing file, or a
    file of another layout.
    """
    return read(dataset_named(name), Path(path), rejects, mentions)


def convert_events(path: Path | str, name: str, out: Path, rejects: Path | None = None, mentions: Sequence[Path] = ()) -> Account:
    """Like ``read_events``, but streams into the Parquet file ``out``."""
    return convert(dataset_named(name), Path(path), out, rejects, mentions)


def add_events(path: Path | str, name: str, folder: Path, mentions: Sequence[Path] = ()) -> Account | None:
    """Adds a file of the named dataset to a folder of tables; None when it was added before (see ``sayso.datasets.folder``)."""
    return add(dataset_named(name), Path(path), folder, mentions)


def dataset_named(name: str) -> Dataset:
    """The dataset of that name. Raises DatasetError with the names there are."""
    if name not in DATASETS:
        raise DatasetError(f"no dataset {name!r}; there are {', '.join(DATASETS)}")
    return DATASETS[name]


__all__ = [
    "DATASETS", "Account", "Dataset", "DatasetError", "add_events", "convert_events", "dataset_named", "mapping", "parts", "read_events",
]  # fmt: skip
