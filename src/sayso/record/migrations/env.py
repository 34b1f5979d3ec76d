"""What Alembic runs: the migrations, on the connection it is handed, in the transaction that is already open."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
