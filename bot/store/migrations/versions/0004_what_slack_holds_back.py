"""What Slack holds back for now, and since when"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspace", sa.Column("held_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("workspace", sa.Column("held_reason", sa.String(), nullable=True))
    op.add_column("member", sa.Column("unreachable_at", sa.DateTime(timezone=True), nullable=True))
    _plan_who_was_given_up()


def _plan_who_was_given_up() -> None:
    """Whoever Slack refused was never tried again; now they are, and weekly after that."""
    member = sa.table(
        "member", *map(sa.column, ("id", "unreachable", "paused_at", "deactivated_at"))
    )
    enrolment = sa.table(
        "enrolment", *map(sa.column, ("member_id", "state", "next_due_at"))
    )
    given_up = sa.select(member.c.id).where(
        member.c.unreachable != "",
        member.c.paused_at.is_(None),
        member.c.deactivated_at.is_(None),
    )
    op.execute(
        enrolment.update()
        .where(enrolment.c.state == "active", enrolment.c.next_due_at.is_(None))
        .where(enrolment.c.member_id.in_(given_up))
        .values(next_due_at=sa.func.current_timestamp())
    )
