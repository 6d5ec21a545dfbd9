"""What advisers save can be sealed: columns of JSON become text, and notes become JSON."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_COLUMNS = (("scenario", "household", False), ("caseload_row", "household", True), ("caseload_row", "result", True))


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, column, nullable in _COLUMNS:
        with op.batch_alter_table(table) as batch:
            batch.alter_column(
                column,
                type_=sa.Text(),
                existing_type=sa.JSON(),
                existing_nullable=nullable,
                postgresql_using=f"{column}::text",
            )
    quoted = "json_quote(notes)" if is_sqlite else "to_json(notes)::text"
    op.execute(f"UPDATE scenario SET notes = {quoted}")  # noqa: S608 one of two constants
