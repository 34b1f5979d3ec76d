"""A folder of event tables that grows file by file: a day's new file is added, and nothing read before is read again.

Every file of a dataset becomes one Parquet file named after its content, so that the same file twice adds nothing; rows whose
key an earlier file brought are refused. Refused rows stand beside it with the reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sayso.datasets.dataset import Account, Dataset, DatasetError
from sayso.datasets.mapping import convert


def parts(folder: Path) -> list[Path]:
    """The tables of a folder, in order of their names; none when there is no such folder."""
    return sorted(folder.glob("*.parquet"))


def add(dataset: Dataset, path: Path, folder: Path, mentions: Sequence[Path] = ()) -> Account | None:
    """Adds one file to a folder (made if need be); None when that very file was added before.

    Raises DatasetError when the file is missing or of another layout.
    """
    if not path.exists():
        raise DatasetError(f"{path}: no such file; download {dataset.title} yourself ({dataset.terms})")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:24]
    out = folder / f"{dataset.name}-{digest}.parquet"
    if out.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    refused = out.with_suffix(".refused.jsonl")
    account = convert(dataset, path, out, refused, mentions, parts(folder))
    if not account.rejected:
        refused.unlink(missing_ok=True)
    return account
