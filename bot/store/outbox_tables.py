"""The tables of what has still to be shown."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.store.columns import NEVER_REUSED, partial
from bot.store.types import Utc


class OutboxRow(SQLModel, table=True):
    """
    Something in Slack that may not say what the database says; it goes once it does.

    `kind` is card (a delivery's message, and those about it), earlier (those about the same nudge
    that came before it) or tick (a member's message, which *channel* and *ts* name). `version`
    counts the changes, `attempts` the failures to show them.
    """

    __tablename__: ClassVar[str] = "outbox"
    __table_args__ = (
        UniqueConstraint("delivery_id", "kind", "channel", "ts"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    delivery_id: int = Field(foreign_key="delivery.id")
    kind: str
    channel: str = ""
    ts: str = ""
    version: int = 1
    attempts: int = 0
    not_before: datetime = Field(sa_type=Utc, index=True)
    created_at: datetime = Field(sa_type=Utc)


class CoachHomeRow(SQLModel, table=True):
    """
    The Home tab of a coach who has opened it at least once.

    `not_before` is when it has to be drawn again, None while it's true. `version` counts the
    changes, `attempts` the failures to show them.
    """

    __tablename__: ClassVar[str] = "coach_home"
    __table_args__ = (
        UniqueConstraint("coach_id"),
        partial("ix_coach_home_owed", "not_before", where="not_before IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    coach_id: int = Field(foreign_key="coach.id")
    version: int = 1
    attempts: int = 0
    not_before: datetime | None = Field(default=None, sa_type=Utc)
    opened_at: datetime = Field(sa_type=Utc)
