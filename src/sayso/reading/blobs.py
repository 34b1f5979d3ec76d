"""Raw documents kept under the hash of their bytes: the same bytes are stored once, and checked when read."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sayso.types import SaysoError

_NAME: Final = re.compile(r"[0-9a-f]{64}")
_PARTIAL: Final = ".partial"


class BlobError(SaysoError):
    """A stored document is missing or damaged, or could not be written."""


class BlobStore:
    """A folder of raw documents, each in a file named by the SHA-256 of its bytes.

    ``folder/ab/abcd…`` holds the bytes whose hash starts with ``ab``. Writing is atomic: a crash
    leaves either the whole document or a ``.partial`` file that `verify` reports.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def put(self, raw: bytes) -> str:
        """The SHA-256 of the bytes, in hexadecimal, once they are safely on disk.

        Raises `BlobError` when they cannot be written; nothing half-written is then left behind.
        """
        sha256 = hashlib.sha256(raw).hexdigest()
        path = self._path(sha256)
        try:
            if not self._holds(path, raw):
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, raw)
        except OSError as error:
            raise BlobError(
                f"cannot store a document in {self.folder}: {error.strerror or error}; check space and permissions"
            ) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes with this hash. Raises `BlobError` when they are absent or no longer match it."""
        path = self._path(sha256)
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise BlobError(f"no document {sha256} in {self.folder}: {error.strerror or error}") from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise BlobError(f"document {sha256} in {self.folder} was changed after it was stored; restore {path} from a backup")
        return raw

    def __contains__(self, sha256: object) -> bool:
        return isinstance(sha256, str) and bool(_NAME.fullmatch(sha256)) and self._path(sha256).is_file()

    def __iter__(self) -> Iterator[str]:
        """The hashes stored, in sorted order."""
        for path in sorted(self.folder.glob("??/*")):
            if _NAME.fullmatch(path.name):
                yield path.name

    def verify(self) -> list[str]:
        """One line per problem, sorted by path; an empty list when every stored document is intact."""
        problems = []
        for path in sorted(path for path in self.folder.rglob("*") if path.is_file()):
            where = path.relative_to(self.folder).as_posix()
            if path.suffix == _PARTIAL:
                problems.append(f"{where}: unfinished write; delete it")
            elif not _NAME.fullmatch(path.name) or path.parent != self._path(path.name).parent:
                problems.append(f"{where}: not a stored document; move it elsewhere")
            else:
                problems.extend(_damage(path, where))
        return problems

    def _path(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise BlobError(f"{sha256!r} is not a SHA-256 in lower-case hexadecimal")
        return self.folder / sha256[:2] / sha256

    @staticmethod
    def _holds(path: Path, raw: bytes) -> bool:
        # Compared whole: a file cut short by a full disk or an old crash is then written again.
        return path.is_file() and path.stat().st_size == len(raw) and path.read_bytes() == raw


def _damage(path: Path, where: str) -> list[str]:
    try:
        with path.open("rb") as file:
            intact = hashlib.file_digest(file, "sha256").hexdigest() == path.name
    except OSError as error:
        return [f"{where}: cannot be read: {error.strerror or error}"]
    return [] if intact else [f"{where}: bytes do not match the name; restore it from a backup"]


def _write(path: Path, raw: bytes) -> None:
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=path.name[:8] + "-", suffix=_PARTIAL)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    finally:
        Path(partial).unlink(missing_ok=True)  # already renamed away unless writing failed
    _sync_folder(path.parent)
    _sync_folder(path.parent.parent)  # the two-letter folder may be new


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; the rename itself is journalled there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
