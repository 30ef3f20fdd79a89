"""
Who may read what: the coach an answer was shared with, and of whom a member was told

Rows of the first edition: where a member's coach never changed, everything stays readable for that
coach. Where it changed, what was written before stays with the coach of that time, and what nobody
can tell is readable for nobody.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine import Connection

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)

TO_COACHES = (
    ("member", "reader_id"),
    ("delivery", "introduces_id"),
    ("reply", "shared_with_id"),
    ("plan", "shared_with_id"),
)


def upgrade() -> None:
    _change_schema()
    connection = op.get_bind()
    _share_with_the_coach_of_the_track(connection)
    changes = _changes(connection)
    for enrolment_id, times in changes.items():
        _share_around_changes(connection, enrolment_id, times)
    _forget_dismissed(connection)
    _note_who_was_told(connection, changes)


def _change_schema() -> None:
    for table, column in TO_COACHES:
        # In plain SQL: Alembic would build SQLite's tables anew for a key, and lose their counters.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
            f"CONSTRAINT fk_{table}_{column} REFERENCES coach (id)"
        )
    op.add_column("member", sa.Column("reader_at", TIME, nullable=True))
    op.add_column("enrolment", sa.Column("handed_at", TIME, nullable=True))
    op.create_index("ix_member_reader", "member", ["reader_id"])
    op.create_index(
        "ix_delivery_introduces",
        "delivery",
        ["member_id"],
        sqlite_where=sa.text("introduces_id IS NOT NULL"),
        postgresql_where=sa.text("introduces_id IS NOT NULL"),
    )
    op.create_table(
        "earlier_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Integer(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["coach.id"], name=op.f("fk_earlier_share_coach_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_earlier_share_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_earlier_share_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_share")),
        sa.UniqueConstraint(
            "member_id", "coach_id", name=op.f("uq_earlier_share_member_id_coach_id")
        ),
    )


AUDIT = sa.table(
    "audit",
    sa.column("workspace_id"),
    sa.column("member_id"),
    sa.column("action"),
    sa.column("detail", sa.JSON()),
    sa.column("at", TIME),
    sa.column("undone_at", TIME),
)
COACH = sa.table("coach", sa.column("id"), sa.column("workspace_id"), sa.column("slack_id"))
MEMBER = sa.table(
    "member", sa.column("id"), sa.column("reader_id"), sa.column("reader_at", TIME)
)
ENROLMENT = sa.table(
    "enrolment",
    sa.column("id"),
    sa.column("member_id"),
    sa.column("coach_id"),
    sa.column("state"),
    sa.column("ended_at", TIME),
    sa.column("handed_at", TIME),
)
DELIVERY = sa.table(
    "delivery",
    sa.column("id"),
    sa.column("enrolment_id"),
    sa.column("form"),
    sa.column("state"),
    sa.column("reason"),
    sa.column("sent_at", TIME),
    sa.column("introduces_id"),
)
REPLY = sa.table(
    "reply",
    sa.column("delivery_id"),
    sa.column("shared_with_id"),
    sa.column("created_at", TIME),
    sa.column("changed_at", TIME),
)
PLAN = sa.table(
    "plan",
    sa.column("delivery_id"),
    sa.column("shared_with_id"),
    sa.column("created_at", TIME),
)
MESSAGE = sa.table("coach_message", sa.column("delivery_id"), sa.column("coach_id"))


def _share_with_the_coach_of_the_track(connection: Connection) -> None:
    for said in (REPLY, PLAN):
        coach = (
            sa.select(ENROLMENT.c.coach_id)
            .join(DELIVERY, DELIVERY.c.enrolment_id == ENROLMENT.c.id)
            .where(DELIVERY.c.id == said.c.delivery_id)
            .correlate(said)
        )
        connection.execute(said.update().values(shared_with_id=coach.scalar_subquery()))
    wrote = sa.select(MESSAGE.c.coach_id).where(MESSAGE.c.delivery_id == REPLY.c.delivery_id)
    answers = REPLY.c.delivery_id.in_(sa.select(MESSAGE.c.delivery_id))
    connection.execute(
        REPLY.update()
        .where(answers)
        .values(shared_with_id=wrote.limit(1).correlate(REPLY).scalar_subquery())
    )
    enrolments = sa.select(ENROLMENT.c.coach_id).where(
        ENROLMENT.c.id == DELIVERY.c.enrolment_id
    )
    connection.execute(
        DELIVERY.update()
        .where(DELIVERY.c.form == "welcome", DELIVERY.c.state.in_(("due", "claimed", "sending")))
        .values(introduces_id=enrolments.correlate(DELIVERY).scalar_subquery())
    )


def _changes(connection: Connection) -> dict[int, list[tuple[datetime, int | None]]]:
    """When each enrolment changed hands, oldest first, and who had it before."""
    coaches = {
        (row.workspace_id, row.slack_id): row.id for row in connection.execute(sa.select(COACH))
    }
    found: dict[int, list[tuple[datetime, int | None]]] = defaultdict(list)
    moves = sa.select(AUDIT).where(AUDIT.c.action.in_(("move", "handover")))
    for deed in connection.execute(moves):
        sides = [deed.detail.get(side, "") for side in ("from", "to")]
        giver, taker = (coaches.get((deed.workspace_id, side)) for side in sides)
        for enrolment_id in deed.detail.get("enrolments", []):
            found[enrolment_id].append((deed.at, giver))
            if deed.undone_at:
                found[enrolment_id].append((deed.undone_at, taker))
    return {enrolment_id: sorted(times, key=_when) for enrolment_id, times in found.items()}


def _when(change: tuple[datetime, int | None]) -> datetime:
    return change[0]


def _share_around_changes(
    connection: Connection, enrolment_id: int, changes: list[tuple[datetime, int | None]]
) -> None:
    """Before the first change with its coach of then, after the last word with the one of now."""
    (first, giver), (last, _) = changes[0], changes[-1]
    told_at = connection.scalar(
        sa.select(sa.func.max(DELIVERY.c.sent_at))
        .where(DELIVERY.c.enrolment_id == enrolment_id, DELIVERY.c.form == "welcome")
        .where(DELIVERY.c.state == "sent", DELIVERY.c.sent_at >= last)
    )
    coach_id = connection.scalar(
        sa.select(ENROLMENT.c.coach_id).where(ENROLMENT.c.id == enrolment_id)
    )
    under = sa.select(DELIVERY.c.id).where(
        DELIVERY.c.enrolment_id == enrolment_id, DELIVERY.c.form != "coach"
    )
    for said, changed_at in ((REPLY, REPLY.c.changed_at), (PLAN, PLAN.c.created_at)):
        after = said.c.created_at >= told_at if told_at else sa.false()
        whom = sa.case((changed_at < first, giver), (after, coach_id))
        connection.execute(
            said.update().where(said.c.delivery_id.in_(under)).values(shared_with_id=whom)
        )
    connection.execute(
        ENROLMENT.update().where(ENROLMENT.c.id == enrolment_id).values(handed_at=last)
    )


def _forget_dismissed(connection: Connection) -> None:
    """A coach who was dismissed reads nothing of before, should they be one again."""
    for deed in connection.execute(sa.select(AUDIT).where(AUDIT.c.action == "dismiss")):
        coach = sa.select(COACH.c.id).where(
            COACH.c.workspace_id == deed.workspace_id,
            COACH.c.slack_id == deed.detail.get("coach", ""),
        )
        for said in (REPLY, PLAN):
            connection.execute(
                said.update()
                .where(said.c.shared_with_id.in_(coach), said.c.created_at <= deed.at)
                .values(shared_with_id=None)
            )


def _note_who_was_told(
    connection: Connection, changes: dict[int, list[tuple[datetime, int | None]]]
) -> None:
    welcomes: dict[int, list[Any]] = defaultdict(list)
    sent = (
        sa.select(ENROLMENT.c.member_id, ENROLMENT.c.coach_id, DELIVERY.c.sent_at)
        .join(DELIVERY, DELIVERY.c.enrolment_id == ENROLMENT.c.id)
        .where(DELIVERY.c.form == "welcome", DELIVERY.c.state == "sent")
        .order_by(DELIVERY.c.sent_at)
    )
    for row in connection.execute(sent):
        welcomes[row.member_id].append(row)
    changed: dict[int, datetime] = {}
    for row in connection.execute(sa.select(ENROLMENT)):
        for at, _ in changes.get(row.id, ()):
            changed[row.member_id] = max(at, changed.get(row.member_id, at))
    told = [
        {"whose": member_id, "coach": rows[-1].coach_id, "told": rows[-1].sent_at}
        for member_id, rows in welcomes.items()
        if member_id not in changed or rows[-1].sent_at >= changed[member_id]
    ]
    if told:
        connection.execute(
            MEMBER.update()
            .where(MEMBER.c.id == sa.bindparam("whose"))
            .values(reader_id=sa.bindparam("coach"), reader_at=sa.bindparam("told")),
            told,
        )
