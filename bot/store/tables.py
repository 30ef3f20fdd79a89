"""Every database table. Rows belong to a workspace; unique keys prevent duplicates."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from bot.store.database.types import Utc

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMES

NEVER_REUSED = {"sqlite_autoincrement": True}
"""An old card in Slack holds its delivery's id, so an id isn't reused after an erasure."""


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Build a partial index; the condition is a literal, as PostgreSQL needs."""
    return Index(
        name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where)
    )


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
    A person who is coached, and their schedule.

    `reader_id` is the coach they were last told of, `reader_at` the time that message was sent.
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
    """A value saved for later starts of Baton on this database, and for all its processes."""

    __tablename__: ClassVar[str] = "setting"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    value: str


class CoachRow(SQLModel, table=True):
    """A person who assigns tracks and follows up."""

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

    `handed_at` is the time its coach took it over from another one, or None.
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
    One message to a member: the ledger. States: `bot.domain.delivery.ledger.State`.

    For a message that isn't a nudge itself, `about_id` is the nudge it is about, and `turn` the
    number of the thing it asks about, so that it is asked once. `private` is True if its day was
    private when it was planned; None means unknown and counts as private everywhere.
    `introduces_id` is the coach named by a welcome or a change-of-coach message.
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
    """One try, look or skip of a delivery, with its reason; the coach may read it later."""

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
    A member's reply. Each typed message is a row; taps and forms share one row for each reader.

    The words of a `withheld` row are shown only in the member's own data; those of a `cleared` row
    were withheld until the member said they meant something else. `shared_with_id` is the coach
    who could read it when it was sent, or None.
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
    """A raw event from Slack, stored before the ack; its body is deleted once it is handled."""

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
    """The audit log: actor, action, affected member, and the time it was undone."""

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


class PlanRow(SQLModel, table=True):
    """
    A member's if-then plan. `closed_as` is "" while it is open, else its `Closed`.

    `wanted_at` is the time the member chose, `asks_at` the time Baton asks, `occasion_id` the
    question, `shared_with_id` the coach who could read it when it was made.
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


class ReadMarkRow(SQLModel, table=True):
    """A shared answer that a coach has opened; its member sees that."""

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
    """A member lets a coach read answers from before that coach was theirs, up to `at`."""

    __tablename__: ClassVar[str] = "earlier_share"
    __table_args__ = (UniqueConstraint("member_id", "coach_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    coach_id: int = Field(foreign_key="coach.id")
    at: datetime = Field(sa_type=Utc)


class UploadRow(SQLModel, table=True):
    """A file that Baton has uploaded to Slack for a member, to be erased with the rest."""

    __tablename__: ClassVar[str] = "upload"
    __table_args__ = (Index("ix_upload_member", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    file: str
    shows: str = ""
    created_at: datetime = Field(sa_type=Utc)


class NoteRow(SQLModel, table=True):
    """A coach's private note about a member. `source` prevents duplicates."""

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
    """A coach's promise to a member, with a due date. Only that coach reads the words."""

    __tablename__: ClassVar[str] = "promise"
    __table_args__ = (
        UniqueConstraint("coach_id", "source"),
        Index("ix_promise_member", "member_id", "coach_id"),
        partial("ix_promise_due", "due", where="closed_at IS NULL AND told_at IS NULL"),
        partial("ix_promise_coach", "coach_id", "due", where="closed_at IS NULL"),
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
    """A coach's message to a member through Baton; its delivery shows whether it arrived."""

    __tablename__: ClassVar[str] = "coach_message"
    __table_args__ = (
        UniqueConstraint("coach_id", "source"),
        Index("ix_coach_message_member", "member_id", "created_at"),
        Index("ix_coach_message_coach", "coach_id", "created_at"),
        Index("ix_coach_message_delivery", "delivery_id"),
        partial("ix_coach_message_age", "created_at", where="text <> ''"),
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


class OrderRow(SQLModel, table=True):
    """An assignment a coach has previewed but not confirmed yet; it is deleted after a day."""

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
    """One person of such an order, and the plan previewed for them."""

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


class DigestRow(SQLModel, table=True):
    """
    One coach's Monday digest, tracked like a delivery in the ledger.

    `state` is due, sending (the outcome may be unknown), sent, or missed.
    """

    __tablename__: ClassVar[str] = "digest"
    __table_args__ = (
        UniqueConstraint("coach_id", "monday"),
        partial("ix_digest_open", "state", where="state IN ('due', 'sending')"),
        NEVER_REUSED,
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    coach_id: int = Field(foreign_key="coach.id")
    monday: date
    state: str = "due"
    started_at: datetime | None = Field(default=None, sa_type=Utc)
    looks: int = 0


class OutboxRow(SQLModel, table=True):
    """
    Something in Slack that may be out of date; the row is deleted once it is shown.

    `kind` is card (a delivery's message and those about it), earlier (earlier messages about the
    same nudge) or tick (a member's message, identified by *channel* and *ts*). `version` counts
    the changes, `attempts` the failures to show them.
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

    `not_before` is the time to draw it again, None while it's up to date. `version` counts the
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
