"""A member on a track, with a coach."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EnrolmentState(StrEnum):
    """
    The state of an enrolment.

    QUEUED waits behind the member's running track. ACTIVE sends its nudges; a member has one such
    enrolment at most. FINISHED has sent its last message. STOPPED was ended early; an `undo` makes
    it ACTIVE again.
    """

    QUEUED = "queued"
    ACTIVE = "active"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEnrolment:
    """
    A member to put on a track; the other attributes are those of `Enrolment`.

    Attributes:
        created_at: UTC.
    """

    workspace_id: int
    member_id: int
    coach_id: int
    track: str
    starts_on: date
    created_at: datetime
    state: EnrolmentState = EnrolmentState.QUEUED
    next_due_at: datetime | None = None
    last_day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """
    A member on a track, with a coach.

    Attributes:
        starts_on: The first local date a nudge may be sent.
        next_due: UTC, or None while nothing is planned.
        last_day: The local date of the newest nudge, on which no second one goes out.
        note: The coach's message to the member when they assigned it, or "".
        handed_at: The time its coach took it over from another one, UTC, or None.
    """

    id: int
    workspace_id: int
    member_id: int
    coach_id: int
    track: str
    starts_on: date
    state: EnrolmentState
    next_due: datetime | None
    last_day: date | None
    note: str = ""
    handed_at: datetime | None = None
