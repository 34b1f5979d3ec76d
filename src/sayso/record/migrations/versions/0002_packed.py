"""The log is packed: payloads deflated, hashes as bytes, the hash before no longer repeated. No hash changes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from sayso.record.dialects import free_log, protect_log
from sayso.record.packing import pack

revision = "0002"
down_revision = "0001"

_BATCH = 1000
_DERIVED = ("event_member", "event_name", "ruling", "statement", "report", "find")


def upgrade() -> None:
    connection = op.get_bind()
    for name in _DERIVED:
        connection.execute(sa.text(f"DROP TABLE IF EXISTS {name}"))
    free_log(connection)
    op.rename_table("log", "log_before")
    new = op.create_table(
        "log",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.CheckConstraint("seq > 0", name="log_seq"),
    )
    query = sa.text("SELECT seq, kind, at, payload, hash FROM log_before ORDER BY seq")
    for rows in connection.execute(query).partitions(_BATCH):
        connection.execute(new.insert(), [_packed(row) for row in rows])
    connection.execute(sa.text("DROP TABLE log_before"))
    op.create_table(
        "raw_file",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )
    protect_log(connection)


def _packed(row: sa.Row[Any]) -> dict[str, object]:
    return {
        "seq": row.seq, "kind": row.kind, "at": row.at, "payload": pack(row.payload), "hash": bytes.fromhex(row.hash),
    }  # fmt: skip
