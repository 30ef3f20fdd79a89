"""The table of what coaches are told on Mondays."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.store.columns import NEVER_REUSED
from bot.store.types import Utc

OPEN = text("state IN ('due', 'sending')")


class DigestRow(SQLModel, table=True):
    """
    One Monday of one coach, as the ledger has nudges.

    `state` is due, sending (the outcome may be unknown), sent, or missed.
    """

    __tablename__: ClassVar[str] = "digest"
    __table_args__ = (
        UniqueConstraint("coach_id", "monday"),
        Index("ix_digest_open", "state", sqlite_where=OPEN, postgresql_where=OPEN),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    coach_id: int = Field(foreign_key="coach.id")
    monday: date
    state: str = "due"
    started_at: datetime | None = Field(default=None, sa_type=Utc)
    looks: int = 0
