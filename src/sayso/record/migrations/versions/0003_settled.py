"""Events stay settled once asked for. Nothing that is kept changes; the new tables are made with the derived ones."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing: what is derived is made anew after every migration."""
