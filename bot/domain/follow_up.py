"""Why a coach should reach out to a member, how soon, and in which order."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

SILENT_AFTER = 3
"""Unanswered nudges in a row before silence is put before the coach (R12)."""


class Reason(StrEnum):
    """
    What puts a member on the coach's list, most urgent first.

    Thresholds and days to reach out within are explained in docs/follow-up.md.
    """

    ASKED = "asked"
    UNREACHABLE = "unreachable"
    STUCK = "stuck"
    SILENT = "silent"

    @property
    def urgency(self) -> int:
        """0 is most urgent."""
        return list(Reason).index(self)


WITHIN = {
    Reason.ASKED: 1,
    Reason.UNREACHABLE: 2,
    Reason.STUCK: 2,
    Reason.SILENT: 3,
}
"""Working days (Monday to Friday) within which to reach out."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """
    One row of the coach's queue.

    Attributes:
        nudge: The nudge it is about: its id in the store, its title once read; or "".
        words: The member's own words, where they are shared; else ().
        withheld: There are words, and the member keeps them to themselves.
        count: How many times, for reasons that count (nudges in silence, times stuck).
        detail: Slack's own error word for *unreachable*, else "".
        said_at: When *words* were last changed (UTC).
    """

    id: int
    member_id: int
    slack_id: str
    name: str
    reason: Reason
    opened_at: datetime
    reach_by: date
    nudge: str = ""
    words: tuple[str, ...] = ()
    withheld: bool = False
    count: int = 1
    detail: str = ""
    delivery_id: int = 0
    said_at: datetime | None = None

    def titled(self, title: str) -> "FollowUp":
        """The same item, with the nudge's title in place of its id."""
        return replace(self, nudge=title)


def reach_by(reason: Reason, opened: date) -> date:
    """The local date by which the coach should have been in touch, weekends not counted."""
    day, left = opened, WITHIN[reason]
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5  # noqa: PLR2004  Monday to Friday
    return day
