"""The reading room: bytes in, one `Report` or one reason for every document offered.

``read`` walks files, folders, globs, standard input and web addresses and yields one `Read` per
document; ``read_bytes`` does the same for bytes already in hand; ``count`` says how many to expect.
`BlobStore` keeps the raw bytes. Every reason a document can be refused for is in ``REASONS``.
"""

from __future__ import annotations

from sayso.reading.blobs import BlobError, BlobStore
from sayso.reading.model import MAX_BYTES, Fetched, Read, Refused
from sayso.reading.reader import count, read, read_bytes
from sayso.reading.reasons import REASONS

__all__ = [
    "MAX_BYTES",
    "REASONS",
    "BlobError",
    "BlobStore",
    "Fetched",
    "Read",
    "Refused",
    "count",
    "read",
    "read_bytes",
]
