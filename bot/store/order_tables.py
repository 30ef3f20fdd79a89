"""The tables of what coaches prepare: orders that wait for their confirmation, and cohorts."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.store.columns import NEVER_REUSED
from bot.store.types import Utc


class OrderRow(SQLModel, table=True):
    """An assignment a coach has looked at and not confirmed yet; it goes after a day."""

    __tablename__: ClassVar[str] = "coach_order"
    __table_args__ = (Index("ix_coach_order_created", "created_at"), NEVER_REUSED)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    coach_id: int = Field(foreign_key="coach.id")
    track: str
    starts_on: date | None = None
    at: str = ""
    note: str = ""
    cohort_id: int | None = None
    deed_id: int | None = None
    created_at: datetime = Field(sa_type=Utc)


class OrderPersonRow(SQLModel, table=True):
    """One person of such an order, and what was foreseen for them."""

    __tablename__: ClassVar[str] = "coach_order_person"
    __table_args__ = (UniqueConstraint("order_id", "slack_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    order_id: int = Field(foreign_key="coach_order.id")
    slack_id: str
    first: datetime | None = Field(default=None, sa_type=Utc)
    behind: str = ""


class CohortRow(SQLModel, table=True):
    """A named group of a coach's people; `groups` are the Slack groups it follows."""

    __tablename__: ClassVar[str] = "cohort"
    __table_args__ = (UniqueConstraint("coach_id", "key"), NEVER_REUSED)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    coach_id: int = Field(foreign_key="coach.id")
    key: str
    name: str
    groups: str = ""
    track: str = ""
    created_at: datetime = Field(sa_type=Utc)


class CohortPersonRow(SQLModel, table=True):
    """One person of a cohort."""

    __tablename__: ClassVar[str] = "cohort_person"
    __table_args__ = (UniqueConstraint("cohort_id", "slack_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    cohort_id: int = Field(foreign_key="cohort.id")
    slack_id: str
