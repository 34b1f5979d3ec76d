"""Raw documents inside a case on a server, under the hash of their bytes."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, insert, select

from sayso.record.errors import RecordError, Unknown
from sayso.record.schema import raw_file


def keep(connection: Connection, document: bytes) -> str:
    """The sha256 of a document, which is now kept."""
    sha256 = hashlib.sha256(document).hexdigest()
    known = select(raw_file.c.sha256).where(raw_file.c.sha256 == sha256)
    if connection.execute(known).first() is None:
        connection.execute(insert(raw_file).values(sha256=sha256, bytes=document))
    return sha256


def get(connection: Connection, case: str, sha256: str) -> bytes:
    """See ``Record.raw``."""
    found = connection.execute(select(raw_file.c.bytes).where(raw_file.c.sha256 == sha256)).scalar()
    if found is None:
        raise Unknown(f"case {case}: no raw document {sha256}")
    if hashlib.sha256(found).hexdigest() != sha256:
        raise RecordError(f"case {case}: raw document {sha256} was changed after it was stored; restore it from a backup")
    return bytes(found)


def damage(connection: Connection, sha256: str) -> str | None:
    """See ``Record.damage_of``."""
    found = connection.execute(select(raw_file.c.bytes).where(raw_file.c.sha256 == sha256)).scalar()
    if found is None:
        return "is gone"
    return None if hashlib.sha256(found).hexdigest() == sha256 else "was changed"
