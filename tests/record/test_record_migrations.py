"""A case of any released version opens in this one, with nothing lost and every hash as it was."""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from sayso.contract import event_to_json
from sayso.record import OlderCase, Record, migrate
from sayso.record.schema import VERSION, metadata

DATA = Path(__file__).parent / "data"
RELEASED = ["0.1.0", "format-2"]
"""What was released, and the format between releases that cases were written in."""


@pytest.fixture(params=RELEASED)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict]:
    path = tmp_path / "case.sayso"
    path.write_bytes(gzip.decompress((DATA / f"case-{request.param}.sayso.gz").read_bytes()))
    return path, json.loads((DATA / f"case-{request.param}.json").read_text())


def test_an_old_case_is_brought_up_to_date(old: tuple[Path, dict]) -> None:
    path, expected = old
    with Record.open(path) as case:
        assert list(case.head()) == expected["head"]
        assert json.loads(json.dumps([event_to_json(event) for event in case.as_of().events])) == expected["events"]
        assert case.search("rockets") == expected["search"]
        assert case.verify() == []
    with Record.open(path) as case:
        assert list(case.head()) == expected["head"]
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == (migrate.revision(VERSION),)


def test_an_old_case_that_may_only_be_read_says_what_to_do(old: tuple[Path, dict]) -> None:
    with pytest.raises(OlderCase, match="brought up to date: sayso verify"):
        Record.open(old[0], read_only=True)


@pytest.mark.parametrize("old", ["0.1.0"], indirect=True)
def test_a_migration_that_fails_changes_nothing(old: tuple[Path, dict], monkeypatch: pytest.MonkeyPatch) -> None:
    path = old[0]
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TRIGGER log_no_update")
        database.execute("UPDATE log SET hash = 'no hexadecimal' WHERE seq = 3")
        database.commit()
        before = list(database.iterdump())
    with pytest.raises(ValueError, match="hexadecimal"):
        Record.open(path)
    with closing(sqlite3.connect(path)) as database:
        assert list(database.iterdump()) == before


def test_migrations_lead_to_the_tables_that_are_made_new(tmp_path: Path) -> None:
    """Column by column, for what is kept."""
    shapes = []
    for name in ("new", "migrated"):
        engine = create_engine(f"sqlite:///{tmp_path / name}")
        with engine.begin() as connection:
            if name == "new":
                migrate.create(connection)
            else:
                from alembic import command
                from alembic.config import Config

                config = Config()
                config.set_main_option("script_location", str(migrate.SCRIPTS))
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
            found = inspect(connection)
            shapes.append(
                {
                    table: [(one["name"], str(one["type"]), one["nullable"]) for one in found.get_columns(table)]
                    for table in metadata.tables
                }
            )
    assert shapes[0] == shapes[1]
