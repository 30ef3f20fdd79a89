"""A message to a member: as it is planned, and as the ledger records it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.delivery.ledger import State


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """
    A message to add to the ledger.

    An enrolment gets each combination of nudge, form and turn once.

    Attributes:
        nudge: The nudge's id; "" for a message that isn't a nudge.
        turn: 1 for the first time; for a message that asks about something, the number of that.
        wording: The version of the text, see `bot.domain.practice.wordings`.
        private: Only the member may read the answer.
        about_id: The delivery of the nudge it is about, or None.
        introduces_id: The coach it introduces to the member, or None.
        reason: Why it is sent.
        due_at: The time it was planned for, UTC, with the following ones.
        not_before: The earliest time to send it.
        expires_at: The end of its sending window.
        paced_at: The time reserved for it at its workspace's pace, or None.
        remind_at: The time a reminder about it may be sent, or None.
    """

    workspace_id: int
    enrolment_id: int
    member_id: int
    form: str
    reason: str
    due_at: datetime
    not_before: datetime
    expires_at: datetime
    nudge: str = ""
    turn: int = 1
    wording: int = 1
    private: bool = False
    about_id: int | None = None
    introduces_id: int | None = None
    paced_at: datetime | None = None
    remind_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """
    A row of the ledger.

    Attributes:
        state: See `bot.domain.delivery.ledger.State` for the states and their transitions.
        private: The day was private when it was planned, or that is unknown.
        kept: The member keeps the answer private; None for their default.
        attempts: The number of posts begun.
        looks: The number of failed searches for an unconfirmed post.
        started_at: When the newest post's intent was recorded, UTC, or None.
        channel: The channel of its message, with *ts*; both "" before it was sent.
        closed_reason: Why it wasn't sent, or the choice made on it.

    The others are those of `NewDelivery`.
    """

    id: int
    workspace_id: int
    enrolment_id: int
    member_id: int
    form: str
    state: State
    reason: str = ""
    nudge: str = ""
    turn: int = 1
    wording: int = 1
    private: bool = True
    kept: bool | None = None
    about_id: int | None = None
    introduces_id: int | None = None
    attempts: int = 0
    looks: int = 0
    started_at: datetime | None = None
    sent_at: datetime | None = None
    answered_at: datetime | None = None
    closed_reason: str = ""
    channel: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """
    One try, search or decision about a delivery, which the coach may read later.

    Attributes:
        delivery_id: None for a decision about an enrolment that sent nothing.
        at: UTC.
        result: sent, refused, unknown, found, absent, moved or skipped, among others.
    """

    workspace_id: int
    enrolment_id: int
    delivery_id: int | None
    at: datetime
    result: str
    reason: str = ""
