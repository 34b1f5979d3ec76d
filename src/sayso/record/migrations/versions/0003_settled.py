"""Events stay settled once asked for. Nothing that is kept changes; the new tables are made outside the migrations."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing: see ``sayso.record.migrate.upgrade``."""
