"""
Homes of coaches: who has opened theirs, and when it has to be drawn again

Nobody noted until now which coaches have opened their Home tab, and any of them may still show
words that its coach may not read any more: each is drawn once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "coach_home",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", TIME, nullable=True),
        sa.Column("opened_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["coach.id"], name=op.f("fk_coach_home_coach_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_coach_home_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_home")),
        sa.UniqueConstraint("coach_id", name=op.f("uq_coach_home_coach_id")),
    )
    op.create_index(
        "ix_coach_home_owed",
        "coach_home",
        ["not_before"],
        sqlite_where=sa.text("not_before IS NOT NULL"),
        postgresql_where=sa.text("not_before IS NOT NULL"),
    )
    op.execute(
        "INSERT INTO coach_home "
        "(workspace_id, coach_id, version, attempts, not_before, opened_at) "
        "SELECT workspace_id, id, 1, 0, appointed_at, appointed_at FROM coach "
        "WHERE NOT deactivated"
    )
