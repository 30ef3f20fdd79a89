"""Answer `/nudge now`: the next nudge, or the reason there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.practice.decide import Past, nudge_ahead
from bot.domain.practice.track import Nudge, Track


class Pull(StrEnum):
    """
    The result of a request for the next nudge. Each has a sentence `now-<value>`.

    A pause, leave, a holiday, or a nudge already sent that day doesn't prevent it: a member who
    asks gets it, and is told when the next one is scheduled.
    """

    SENT = "sent"
    SENT_IN_PAUSE = "sent-in-pause"
    ON_ITS_WAY = "on-its-way"
    HELD_UP = "held-up"
    STILL_OPEN = "still-open"
    NOT_STARTED = "not-started"
    NOTHING_LEFT = "nothing-left"
    QUEUED = "queued"
    FINISHED = "finished"
    STOPPED = "stopped"
    NO_TRACK = "no-track"
    TRACK_MISSING = "track-missing"
    UNREACHABLE = "unreachable"
    WORKSPACE_STOPPED = "workspace-stopped"


@dataclass(frozen=True, slots=True)
class Pulled:
    """
    The reply to a member's request.

    Attributes:
        track: The track's title, or its id if the track can't be read.
        title: The nudge's title; for a welcome, its track's.
        following: The title of the track that comes next.
        at: The time of the next nudge, or of the next try.
        starts_on: The first day of a track that hasn't begun.
        link: A link to the unanswered nudge, or "" if Slack gave none.
        delivery_id: The unanswered nudge, which can be answered at once, or 0.
        reason: Slack's error code.
    """

    result: Pull
    track: str = ""
    title: str = ""
    following: str = ""
    at: datetime | None = None
    starts_on: date | None = None
    link: str = ""
    reason: str = ""
    delivery_id: int = field(default=0, compare=False)


def choose(
    track: Track, past: Sequence[Past], starts_on: date, today: date, queued: Sequence[str]
) -> Nudge | Pull:
    """
    Choose the nudge that a member on a running track gets now.

    Args:
        past: Every delivery of the enrolment; none of them is still on its way.
        today: The member's local date.
        queued: The tracks queued behind this one.
    """
    if starts_on > today:
        return Pull.NOT_STARTED
    if nudge := nudge_ahead(track, past):
        return nudge
    return Pull.QUEUED if queued else Pull.NOTHING_LEFT


def without_track(states: Sequence[EnrolmentState]) -> Pull:
    """
    Return the reason a member has no running track.

    Args:
        states: The state of each enrolment they ever had, oldest first.
    """
    reasons = {
        EnrolmentState.QUEUED: Pull.QUEUED,
        EnrolmentState.FINISHED: Pull.FINISHED,
        EnrolmentState.STOPPED: Pull.STOPPED,
    }
    return reasons.get(states[-1], Pull.NO_TRACK) if states else Pull.NO_TRACK
