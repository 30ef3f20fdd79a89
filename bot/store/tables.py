"""Every table. Rows belong to a workspace; what may not happen twice has a unique key."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from bot.store.columns import NEVER_REUSED, partial
from bot.store.types import Utc


class WorkspaceRow(SQLModel, table=True):
    """A Slack workspace that Baton serves."""

    __tablename__: ClassVar[str] = "workspace"

    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(unique=True)
    name: str = ""
    bot_user_id: str = ""
    enterprise_id: str | None = None
    stopped_at: datetime | None = Field(default=None, sa_type=Utc)
    stopped_reason: str = ""
    quiet_until: datetime | None = Field(default=None, sa_type=Utc)
    paced_from: datetime | None = Field(default=None, sa_type=Utc)
    paced_until: datetime | None = Field(default=None, sa_type=Utc)
    looks_from: datetime | None = Field(default=None, sa_type=Utc)
    held_since: datetime | None = Field(default=None, sa_type=Utc)
    held_reason: str | None = None
    created_at: datetime = Field(sa_type=Utc)


class MemberRow(SQLModel, table=True):
    """
    A person who is coached, and when they want to hear from Baton.

    `reader_id` is the coach they were told of last, `reader_at` when that word was sent.
    """

    __tablename__: ClassVar[str] = "member"
    __table_args__ = (
        UniqueConstraint("workspace_id", "slack_id"),
        partial("ix_member_offer", "offer_at", where="offer_at IS NOT NULL"),
        Index("ix_member_reader", "reader_id"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    slack_id: str
    name: str = ""
    channel: str = Field(default="", index=True)
    zone: str = "UTC"
    at: str = "09:00"
    weekdays: str = "01234"
    country: str = ""
    leave: str = ""
    shares: bool = True
    paused_at: datetime | None = Field(default=None, sa_type=Utc)
    paused_until: date | None = None
    offer_at: datetime | None = Field(default=None, sa_type=Utc)
    deactivated_at: datetime | None = Field(default=None, sa_type=Utc)
    unreachable: str = ""
    unreachable_at: datetime | None = Field(default=None, sa_type=Utc)
    home_opened: bool = False
    keeps_words: bool = False
    words_taken_at: datetime | None = Field(default=None, sa_type=Utc)
    words_told_at: datetime | None = Field(default=None, sa_type=Utc)
    reminds: bool = False
    reader_id: int | None = Field(default=None, foreign_key="coach.id")
    reader_at: datetime | None = Field(default=None, sa_type=Utc)
    created_at: datetime = Field(sa_type=Utc)


class SettingRow(SQLModel, table=True):
    """What a Baton has noted for the next one on this database, and for all its processes."""

    __tablename__: ClassVar[str] = "setting"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    value: str


class CoachRow(SQLModel, table=True):
    """A person who assigns and follows up."""

    __tablename__: ClassVar[str] = "coach"
    __table_args__ = (UniqueConstraint("workspace_id", "slack_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    slack_id: str
    name: str = ""
    zone: str = "UTC"
    appointed_by: str = ""
    appointed_at: datetime = Field(sa_type=Utc)
    confirmed_at: datetime | None = Field(default=None, sa_type=Utc)
    deactivated: bool = False
    digest_at: str = "09:00"
    dismissed_at: datetime | None = Field(default=None, sa_type=Utc)


class EnrolmentRow(SQLModel, table=True):
    """
    A member on a track. `state` is active, queued, finished or stopped.

    `handed_at` is when its coach took it over from another one, or None.
    """

    __tablename__: ClassVar[str] = "enrolment"
    __table_args__ = (
        partial("uq_enrolment_active", "member_id", where="state = 'active'", unique=True),
        partial(
            "ix_enrolment_due",
            "next_due_at",
            where="state = 'active' AND next_due_at IS NOT NULL",
        ),
        Index("ix_enrolment_coach", "coach_id", "state"),
        Index("ix_enrolment_member", "member_id"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    coach_id: int = Field(foreign_key="coach.id")
    track: str
    starts_on: date
    note: str = ""
    state: str = "active"
    next_due_at: datetime | None = Field(default=None, sa_type=Utc)
    last_day: date | None = None
    created_at: datetime = Field(sa_type=Utc)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    handed_at: datetime | None = Field(default=None, sa_type=Utc)


class DeliveryRow(SQLModel, table=True):
    """
    One message Baton owes a member: the ledger. States: `bot.domain.ledger.State`.

    `about_id` is the nudge that a message speaks of which is none itself; its `turn` is then the
    number of what it asks about, so that this is asked about once. `private` is whether its day
    was private when it was planned; None means unknown, and counts as private everywhere.
    `introduces_id` is the coach that a welcome, or word of a new coach, tells the member of.
    """

    __tablename__: ClassVar[str] = "delivery"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "nudge", "form", "turn"),
        partial("ix_delivery_due", "not_before", "id", where="state = 'due'"),
        partial("ix_delivery_claimed", "lease_until", where="state = 'claimed'"),
        partial("ix_delivery_sending", "started_at", where="state = 'sending'"),
        Index("ix_delivery_place", "channel", "ts"),
        Index("ix_delivery_member", "member_id", "sent_at"),
        partial("ix_delivery_remind", "remind_at", where="remind_at IS NOT NULL"),
        partial("ix_delivery_about", "about_id", where="about_id IS NOT NULL"),
        partial("ix_delivery_unclassified", "id", where="private IS NULL"),
        partial("ix_delivery_introduces", "member_id", where="introduces_id IS NOT NULL"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    enrolment_id: int = Field(foreign_key="enrolment.id")
    member_id: int = Field(foreign_key="member.id")
    nudge: str = ""
    form: str
    turn: int = 1
    wording: int = 1
    about_id: int | None = Field(default=None, foreign_key="delivery.id")
    reason: str = ""
    state: str = "due"
    due_at: datetime = Field(sa_type=Utc)
    not_before: datetime = Field(sa_type=Utc)
    paced_at: datetime | None = Field(default=None, sa_type=Utc)
    expires_at: datetime = Field(sa_type=Utc)
    owner: str = ""
    lease_until: datetime | None = Field(default=None, sa_type=Utc)
    started_at: datetime | None = Field(default=None, sa_type=Utc)
    attempts: int = 0
    looks: int = 0
    channel: str = ""
    ts: str = ""
    sent_at: datetime | None = Field(default=None, sa_type=Utc)
    closed_reason: str = ""
    outcome: str | None = None
    answered_at: datetime | None = Field(default=None, sa_type=Utc)
    kept: bool | None = None
    kept_at: datetime | None = Field(default=None, sa_type=Utc)
    private: bool | None = None
    introduces_id: int | None = Field(default=None, foreign_key="coach.id")
    remind_at: datetime | None = Field(default=None, sa_type=Utc)


class AttemptRow(SQLModel, table=True):
    """One try, look or skip of a delivery, with its reason: what the coach may read later."""

    __tablename__: ClassVar[str] = "attempt"
    __table_args__ = (
        Index("ix_attempt_delivery", "delivery_id"),
        Index("ix_attempt_age", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    enrolment_id: int = Field(foreign_key="enrolment.id")
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id")
    at: datetime = Field(sa_type=Utc)
    result: str
    reason: str = ""


class ReplyRow(SQLModel, table=True):
    """
    What a member sent back. Each typed message is a row; taps and forms are one for each reader.

    The words of a `withheld` row are shown nowhere but in the member's own data; those of a
    `cleared` one were withheld until the member said that they meant something else.
    `shared_with_id` is the coach who could read it when it was sent, None if nobody could.
    """

    __tablename__: ClassVar[str] = "reply"
    __table_args__ = (
        UniqueConstraint("delivery_id", "source"),
        partial("uq_reply_message", "channel", "source", where="source <> 'card'", unique=True),
        Index("ix_reply_member", "member_id", "created_at"),
        partial("ix_reply_words", "changed_at", where="text <> '' OR plan <> ''"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    delivery_id: int = Field(foreign_key="delivery.id")
    channel: str = ""
    source: str
    outcome: str | None = None
    text: str = ""
    choice: str = ""
    plan: str = ""
    confidence: int | None = None
    private: bool = False
    shared_with_id: int | None = Field(default=None, foreign_key="coach.id")
    created_at: datetime = Field(sa_type=Utc)
    changed_at: datetime = Field(sa_type=Utc)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Utc)
    aged_at: datetime | None = Field(default=None, sa_type=Utc)
    withheld: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    cleared: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class FollowUpRow(SQLModel, table=True):
    """An item in a coach's queue; one open item per member and reason."""

    __tablename__: ClassVar[str] = "follow_up"
    __table_args__ = (
        partial(
            "uq_follow_up_open", "member_id", "reason", where="closed_at IS NULL", unique=True
        ),
        partial("ix_follow_up_coach", "coach_id", where="closed_at IS NULL"),
        Index("ix_follow_up_closed", "coach_id", "closed_at"),
        Index("ix_follow_up_member", "member_id", "reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    coach_id: int = Field(foreign_key="coach.id")
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id")
    reason: str
    count: int = 1
    detail: str = ""
    opened_at: datetime = Field(sa_type=Utc)
    reach_by: date
    snoozed_until: date | None = None
    closed_at: datetime | None = Field(default=None, sa_type=Utc)
    closed_as: str = ""


class InboxRow(SQLModel, table=True):
    """A raw event from Slack, on disk before the ack; its body goes once it is dealt with."""

    __tablename__: ClassVar[str] = "inbox"
    __table_args__ = (
        UniqueConstraint("key"),
        partial("ix_inbox_open", "received_at", where="done_at IS NULL"),
        partial("ix_inbox_words", "received_at", where="body <> '' AND done_at IS NOT NULL"),
        partial("ix_inbox_done", "done_at", where="done_at IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    key: str
    kind: str
    body: str
    received_at: datetime = Field(sa_type=Utc)
    taken_at: datetime = Field(sa_type=Utc)
    done_at: datetime | None = Field(default=None, sa_type=Utc)
    tries: int = 1
    failures: int = 0
    error: str = ""


class AuditRow(SQLModel, table=True):
    """Who did what to whom, and whether it was taken back."""

    __tablename__: ClassVar[str] = "audit"
    __table_args__ = (
        Index("ix_audit_workspace", "workspace_id", "at"),
        Index("ix_audit_actor", "workspace_id", "actor"),
        Index("ix_audit_member", "member_id"),
        partial("ix_audit_handover", "workspace_id", where="action = 'handover'"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    actor: str
    action: str
    member_id: int | None = Field(default=None, foreign_key="member.id")
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = Field(sa_type=Utc)
    undone_at: datetime | None = Field(default=None, sa_type=Utc)
