"""Tables of a member's own: who has read what, what they share, which files they were sent."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

import bot.store.columns  # noqa: F401  it names the keys of tables made after it
from bot.store.types import Utc


class ReadMarkRow(SQLModel, table=True):
    """A shared answer that a coach has opened: its member sees so."""

    __tablename__: ClassVar[str] = "read_mark"
    __table_args__ = (
        UniqueConstraint("delivery_id", "coach_id"),
        Index("ix_read_mark_member", "member_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    delivery_id: int = Field(foreign_key="delivery.id")
    coach_id: int = Field(foreign_key="coach.id")
    at: datetime = Field(sa_type=Utc)


class EarlierShareRow(SQLModel, table=True):
    """A member lets a coach read what they answered before that coach was theirs, up to `at`."""

    __tablename__: ClassVar[str] = "earlier_share"
    __table_args__ = (UniqueConstraint("member_id", "coach_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    coach_id: int = Field(foreign_key="coach.id")
    at: datetime = Field(sa_type=Utc)


class UploadRow(SQLModel, table=True):
    """A file that Baton has put into Slack for a member, to take away with the rest."""

    __tablename__: ClassVar[str] = "upload"
    __table_args__ = (Index("ix_upload_member", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    file: str
    shows: str = ""
    created_at: datetime = Field(sa_type=Utc)
