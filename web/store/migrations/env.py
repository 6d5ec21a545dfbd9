"""What Alembic runs: on the connection that web/store/migrate.py locked, or, from its own command, on a new one."""

from typing import Any, Literal

from alembic import context

from web.settings import Settings
from web.store.base import Moment
from web.store.engine import engine_for
from web.store.migrate import every_table


def _plain(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """How a new migration writes a type: without a name of this program's, which may change after it."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


connection = context.config.attributes.get("connection")
if connection is None:
    connection = engine_for(Settings.from_environment().database).connect()
context.configure(connection=connection, target_metadata=every_table(), render_as_batch=True, render_item=_plain)
with context.begin_transaction():
    context.run_migrations()
