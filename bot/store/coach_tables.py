"""The tables of what a coach keeps for themself, and of what they write to a member."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.store.columns import NEVER_REUSED
from bot.store.types import Utc

OPEN = text("closed_at IS NULL")
WORDED = text("text <> ''")


class NoteRow(SQLModel, table=True):
    """A coach's own note about a member: nobody else reads it. `source` keeps it from doubling."""

    __tablename__: ClassVar[str] = "note"
    __table_args__ = (
        UniqueConstraint("coach_id", "source"),
        Index("ix_note_member", "member_id", "coach_id"),
        Index("ix_note_age", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    coach_id: int = Field(foreign_key="coach.id")
    source: str
    text: str
    created_at: datetime = Field(sa_type=Utc)


class PromiseRow(SQLModel, table=True):
    """What a coach has said they would do for a member, and by when. Only they read the words."""

    __tablename__: ClassVar[str] = "promise"
    __table_args__ = (
        UniqueConstraint("coach_id", "source"),
        Index("ix_promise_member", "member_id", "coach_id"),
        Index(
            "ix_promise_due",
            "due",
            sqlite_where=text("closed_at IS NULL AND told_at IS NULL"),
            postgresql_where=text("closed_at IS NULL AND told_at IS NULL"),
        ),
        Index("ix_promise_coach", "coach_id", "due", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_promise_age", "closed_at"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    coach_id: int = Field(foreign_key="coach.id")
    source: str
    text: str
    due: date
    created_at: datetime = Field(sa_type=Utc)
    taken_at: datetime | None = Field(default=None, sa_type=Utc)
    told_at: datetime | None = Field(default=None, sa_type=Utc)
    closed_at: datetime | None = Field(default=None, sa_type=Utc)
    closed_as: str = ""


class CoachMessageRow(SQLModel, table=True):
    """What a coach has written to a member through Baton; its delivery says whether it arrived."""

    __tablename__: ClassVar[str] = "coach_message"
    __table_args__ = (
        UniqueConstraint("coach_id", "source"),
        Index("ix_coach_message_member", "member_id", "created_at"),
        Index("ix_coach_message_coach", "coach_id", "created_at"),
        Index("ix_coach_message_delivery", "delivery_id"),
        Index("ix_coach_message_age", "created_at", sqlite_where=WORDED, postgresql_where=WORDED),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    coach_id: int = Field(foreign_key="coach.id")
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id")
    source: str
    text: str
    created_at: datetime = Field(sa_type=Utc)
