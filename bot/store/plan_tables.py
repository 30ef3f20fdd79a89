"""The table of plans; whatever has one imports it from here, and `migrations/env.py` does."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from bot.store.columns import NEVER_REUSED, partial
from bot.store.types import Utc


class PlanRow(SQLModel, table=True):
    """
    An if-then of a member. `closed_as` is "" while it is open, else `bot.domain.plan.Closed`.

    `wanted_at` is the member's own moment, `asks_at` when Baton asks, `occasion_id` the question,
    `shared_with_id` the coach who could read it when it was made.
    """

    __tablename__: ClassVar[str] = "plan"
    __table_args__ = (
        partial("uq_plan_open", "delivery_id", where="closed_as = ''", unique=True),
        partial(
            "ix_plan_due",
            "asks_at",
            where="closed_as = '' AND occasion_id IS NULL AND asks_at IS NOT NULL",
        ),
        partial("ix_plan_words", "created_at", where="text <> ''"),
        Index("ix_plan_delivery", "delivery_id"),
        Index("ix_plan_member", "member_id"),
        Index("ix_plan_occasion", "occasion_id"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    delivery_id: int = Field(foreign_key="delivery.id")
    text: str
    after: str = ""
    wanted_at: datetime | None = Field(default=None, sa_type=Utc)
    asks_at: datetime | None = Field(default=None, sa_type=Utc)
    occasion_id: int | None = Field(default=None, foreign_key="delivery.id")
    came: str | None = None
    came_at: datetime | None = Field(default=None, sa_type=Utc)
    closed_as: str = ""
    shared_with_id: int | None = Field(default=None, foreign_key="coach.id")
    created_at: datetime = Field(sa_type=Utc)
