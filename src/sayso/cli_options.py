"""What several verbs of the command line ask for in the same words."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from sayso.types import SaysoError


class Day(click.ParamType[Any]):
    """A day, or a day with a time, in ISO form."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | datetime:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2020-03-13 or 2020-03-13T18:30", param, ctx)


class PlainDay(Day):
    """A day in ISO form."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        found = super().convert(value, param, ctx)
        return found.date() if isinstance(found, datetime) else found


CASE = click.option(
    "--case",
    "case",
    default="case.sayso",
    envvar="SAYSO_CASE",
    show_default=True,
    help="The case: a file, or postgresql://host/database (or SAYSO_CASE).",
)
AS_OF = click.option(
    "--as-of", type=Day(), help="Only what had been published by then: a day (inclusive), or a minute such as 2020-01-08T18:30."
)
READ_BY = click.option("--read-by", type=Day(), help="Only what this case had read, coded and ruled by then.")
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line on standard output.")
BY = click.option("--by", envvar="SAYSO_BY", help="Who rules (or SAYSO_BY); your login name when left out.")
WHY = click.option("--why", required=True, help="Why, in a few words.")


def write_whole(path: Path, pieces: Iterable[bytes]) -> int:
    """Writes a file that is there whole or not at all, and returns its size in bytes. Raises SaysoError where it cannot be written."""
    size, there = 0, ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, there = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                size += file.write(piece)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(there, 0o666 & ~umask)
        os.replace(there, path)
    except OSError as error:
        raise SaysoError(f"{path} cannot be written: {error.strerror}; give another place with -o") from error
    finally:
        with suppress(OSError):
            os.unlink(there)
    return size
