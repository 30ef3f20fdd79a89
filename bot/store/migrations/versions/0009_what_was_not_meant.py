"""Words that were withheld and are shown again, because their member meant something else"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "reply", sa.Column("cleared", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    columns = ("source", "withheld", "cleared")
    reply = sa.table("reply", *(sa.column(name) for name in columns))
    # Only words that were taken out of a form have such a source. Of typed ones nobody knows.
    shown_again = reply.c.source.like("card-%"), reply.c.withheld.is_(sa.false())
    op.execute(reply.update().where(*shown_again).values(cleared=sa.true()))
