"""Making the tables of a case, and bringing those of an earlier version up to date, inside the caller's transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert

from sayso.record import dialects
from sayso.record.errors import NewerCase, OlderCase
from sayso.record.schema import DERIVED_SINCE, VERSION, alembic_version, derived, metadata, settled

SCRIPTS: Final = Path(__file__).with_name("migrations")


def revision(version: int) -> str:
    """The name of a version among the migrations."""
    return f"{version:04d}"


def create(connection: Connection) -> None:
    """Makes the tables of this version where there are none."""
    assert dialects, "imported for the listeners that make what only one of the databases knows"
    metadata.create_all(connection)
    derived.create_all(connection)
    settled.create_all(connection)
    connection.execute(insert(alembic_version).values(version_num=revision(VERSION)))


def upgrade(connection: Connection, version: int) -> None:
    """Brings tables of an earlier ``version`` up to date: what is kept by migrations, what is derived by making it anew."""
    from alembic import command
    from alembic.config import Config

    from sayso.record.derive import rebuild

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if version == 1:
        # The first released tables were made without Alembic.
        command.stamp(config, revision(1))
    command.upgrade(config, revision(VERSION))
    if version < DERIVED_SINCE:
        rebuild(connection)
    else:
        settled.create_all(connection)


def check_version(name: str, version: int) -> None:
    """Raises NewerCase or OlderCase unless the tables are of this version."""
    if version > VERSION:
        raise NewerCase(f"case {name} has format {version}, this version of Sayso knows {VERSION}; update Sayso")
    if version < VERSION:
        raise OlderCase(
            f"case {name} has format {version} and this version of Sayso reads {VERSION}; open it once where it may be "
            f"written, and it is brought up to date: sayso verify --case {name}"
        )
