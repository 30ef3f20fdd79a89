"""Follow-up reasons: why a coach should reach out to a member, how soon, and in which order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

SILENT_AFTER = 3
"""Unanswered nudges in a row before the coach hears of the silence (R12)."""

PAGE = 7
"""Members shown at a time: a longer list is for browsing, not for today's contacts."""

MOST = 15
"""Members on the first page, however many ask: the most that fits in a message."""

LEFT_IN_PEACE = 5
"""Working days after a contact before a member is shown to their coach again."""


class Reason(StrEnum):
    """
    The reasons to put a member in the coach's queue, most urgent first.

    Thresholds and days to reach out within are explained in docs/follow-up.md.
    """

    ASKED = "asked"
    ANSWERED = "answered"
    STUCK = "stuck"
    CONFIDENCE = "confidence"
    PROMISE = "promise"
    UNREACHABLE = "unreachable"
    PARKED = "parked"
    POOR_FIT = "poor-fit"
    ROUGH = "rough"
    SILENT = "silent"
    GOOD_NEWS = "good-news"

    @property
    def urgency(self) -> int:
        """0 is most urgent."""
        return list(Reason).index(self)

    @property
    def waits(self) -> bool:
        """True if it is held back for some days after a contact."""
        return self not in NEVER_HELD_BACK


NEVER_HELD_BACK = frozenset({Reason.ASKED, Reason.ANSWERED, Reason.PROMISE})
"""Requests from the member, and promises by the coach."""

WITHIN = {
    Reason.ASKED: 1,
    Reason.ANSWERED: 1,
    Reason.STUCK: 2,
    Reason.CONFIDENCE: 2,
    Reason.PROMISE: 0,
    Reason.UNREACHABLE: 2,
    Reason.PARKED: 5,
    Reason.POOR_FIT: 5,
    Reason.ROUGH: 5,
    Reason.SILENT: 3,
    Reason.GOOD_NEWS: 5,
}
"""Working days (Monday to Friday) within which to reach out."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """
    One row of the coach's queue.

    Attributes:
        id: The item's id; for a promise, the promise's.
        nudge: The nudge it is about: its id in the store, its title once read; or "".
        words: The member's own words if they are shared; else ().
        withheld: There are words, but the member keeps them private.
        count: The number of times, for reasons that count (unanswered nudges, times stuck).
        detail: Other data of the reason: Slack's error code for *unreachable*, the nudges (ids,
            then titles) for *parked*, the track for *confidence*; or "".
        said_at: The time *words* were last changed (UTC).
        snoozed_until: The first date, on the coach's calendar, on which it is shown again.
        away: The reason nothing reaches the member, as a message key (`standing-…`), or "".
        away_until: The last day of that, if it has one.
        also: Further reasons for the same member, most urgent first.
        team_id: Slack's id of the workspace, for a link to the conversation with them.
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
    snoozed_until: date | None = None
    away: str = ""
    away_until: date | None = None
    also: tuple[Reason, ...] = ()
    team_id: str = ""

    def titled(self, title: str) -> "FollowUp":
        """Return the same item, with the nudge's title in place of its id."""
        return replace(self, nudge=title)


@dataclass(frozen=True, slots=True)
class Queue:
    """
    A coach's queue: one row per member, most urgent first.

    Attributes:
        resting: The number of members held back because of a recent contact.
        snoozed: The number of members the coach has snoozed.
    """

    rows: tuple[FollowUp, ...] = ()
    resting: int = 0
    snoozed: int = 0

    def page(self, first: int) -> tuple[FollowUp, ...]:
        """Return `PAGE` rows from *first* on; the first page has room for all urgent ones."""
        if first:
            return self.rows[first : first + PAGE]
        return self.rows[: min(max(PAGE, self._never_wait), MOST)]

    def begin(self, first: int) -> int:
        """Return the start of that page, or 0 if the queue is now shorter than that."""
        return first if first < len(self.rows) else 0

    def with_page(self, first: int, shown: Sequence[FollowUp]) -> "Queue":
        """Return the same queue with these rows in place of that page's."""
        rows = (*self.rows[:first], *shown, *self.rows[first + len(shown) :])
        return replace(self, rows=rows)

    def after(self, first: int) -> int:
        """Return the start of the next page, or 0 if there is none."""
        end = first + len(self.page(first))
        return end if end < len(self.rows) else 0

    @property
    def _never_wait(self) -> int:
        return sum(row.reason in {Reason.ASKED, Reason.ANSWERED} for row in self.rows)


def arrange(items: Sequence[FollowUp], contacted: Collection[int], today: date) -> Queue:
    """
    Sort a coach's open items into a queue.

    Args:
        items: In any order.
        contacted: Members the coach has recently been in touch with.
        today: The coach's local date.
    """
    awake = [item for item in items if not _sleeps(item, today)]
    shown = [i for i in awake if not i.reason.waits or i.member_id not in contacted]
    rows = _by_member(sorted(shown, key=_need))
    seen = {row.member_id for row in rows}
    resting = {i.member_id for i in awake} - seen
    snoozed = {i.member_id for i in items} - seen - resting
    return Queue(rows, len(resting), len(snoozed))


def _need(item: FollowUp) -> tuple[int, date, datetime, int]:
    return item.reason.urgency, item.reach_by, item.opened_at, item.id


def _sleeps(item: FollowUp, today: date) -> bool:
    """Return True if snoozed by the coach, or *silent* only because the member is away."""
    if item.snoozed_until is not None and item.snoozed_until > today:
        return True
    return item.reason is Reason.SILENT and item.away != ""


def _by_member(items: Sequence[FollowUp]) -> tuple[FollowUp, ...]:
    """Return one row per member, for the most urgent reason, with the others in `also`."""
    rows: dict[int, FollowUp] = {}
    for item in items:
        first = rows.setdefault(item.member_id, item)
        if first is not item:
            rows[item.member_id] = replace(first, also=(*first.also, item.reason))
    return tuple(rows.values())


def reach_by(reason: Reason, opened: date) -> date:
    """Return the local date to be in touch by; weekends don't count."""
    return working_days_after(opened, WITHIN[reason])


def working_days_after(day: date, count: int) -> date:
    """Return the date that many working days (Monday to Friday) later."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5  # noqa: PLR2004  Monday to Friday
    return day


def lately(contacts: Mapping[int, date], today: date) -> frozenset[int]:
    """Return members whose last contact was less than `LEFT_IN_PEACE` working days ago."""
    return frozenset(
        member for member, on in contacts.items() if working_days_after(on, LEFT_IN_PEACE) > today
    )
