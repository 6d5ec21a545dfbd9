"""An adviser can keep, with a scenario, what a household has: its strengths, sealed like its facts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("scenario", sa.Column("strengths", sa.Text(), nullable=True))
