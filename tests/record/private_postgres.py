"""A PostgreSQL server of one's own, in a folder that goes away with it; nobody else can reach it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres" if os.name != "nt" and os.getuid() == 0 else None
"""PostgreSQL refuses to run as root."""


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl, of the newest version installed; None where there is none."""
    on_path = shutil.which("initdb")
    if on_path is not None and shutil.which("pg_ctl"):
        return Path(on_path).parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return debian[-1].parent if debian else None


@contextmanager
def server(bin: Path) -> Iterator[str]:
    """The address of a fresh server while it runs."""
    home = Path(tempfile.mkdtemp(prefix="sayso-pg-", dir="/tmp"))
    if OWNER is not None:
        shutil.chown(home, OWNER)
    data = home / "data"

    def run(*command: str) -> None:
        done = subprocess.run(command, user=OWNER, cwd=home, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"

    try:
        run(str(bin / "initdb"), "-D", str(data), "-U", "sayso", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c max_connections=60"
        run(str(bin / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            yield f"postgresql://sayso@/postgres?host={home}"
        finally:
            run(str(bin / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
