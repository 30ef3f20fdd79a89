"""Private days are stored with each delivery"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("delivery") as delivery:
        delivery.add_column(sa.Column("private", sa.Boolean(), nullable=True))
    op.create_index(
        "ix_delivery_unclassified",
        "delivery",
        ["id"],
        sqlite_where=sa.text("private IS NULL"),
        postgresql_where=sa.text("private IS NULL"),
    )
    # What holds no nudge has no day that could be private; the rest is for the library to say.
    delivery_rows = sa.table("delivery", sa.column("nudge"), sa.column("private", sa.Boolean()))
    op.execute(delivery_rows.update().where(delivery_rows.c.nudge == "").values(private=False))
