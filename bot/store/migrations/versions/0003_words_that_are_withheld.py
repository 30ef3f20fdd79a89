"""Words that are withheld: shown nowhere but in the member's own data"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "reply", sa.Column("withheld", sa.Boolean(), nullable=False, server_default=sa.false())
    )
