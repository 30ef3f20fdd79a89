"""Members who move: anywhere, at any moment, with any week, on leave and on holidays."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.coaching.delivery.dues import next_of
from bot.domain.delivery.ledger import State
from bot.domain.enrolment.enrolment import Enrolment, EnrolmentState
from bot.domain.people.people import Member
from bot.domain.practice.decide import Past
from bot.domain.practice.track import Kind as NudgeKind
from bot.domain.practice.track import Needs, Nudge, ReplyKind, Track
from bot.domain.practice.turn import taken_after_a_move, turn
from bot.domain.schedule.schedule import (
    HOURS_OPEN,
    Cadence,
    is_working_day,
    local_date,
    open_slot,
    slot,
    slot_date,
)
from bot.domain.schedule.time_off import DaysOff, Leave

ONE_DAY = timedelta(days=1)
ZONES = sorted(available_timezones() - {"localtime"})
NUDGES = tuple(
    Nudge(f"t.{n}", n, NudgeKind.TRY, f"Day {n}", "Do.", "Did you?", reply=ReplyKind.TEXT)
    for n in range(1, 61)
)
TRACK = Track("t", "T", "all", "to test", Needs(), ready=True, note="", nudges=NUDGES)


@dataclass
class Sent:
    """
    A nudge that came.

    Attributes:
        moved_at: When the member had moved last before it.
        places: Where they lived then, and until the next one came.
    """

    at: datetime
    cadence: Cadence
    moved_at: datetime
    places: list[Cadence]

    def taken(self):
        """The last date on which it came, on any of these calendars."""
        return max(slot_date(cadence, self.at) for cadence in self.places)


@dataclass
class Life:
    """A member on a track, as the tick and a move of house treat them."""

    member: Member
    enrolment: Enrolment
    now: datetime
    moved_at: datetime
    past: list[Past] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)

    def live(self, until):
        """Let the tick do what falls due before a moment."""
        while self.enrolment.next_due and self.enrolment.next_due < until:
            self.now = max(self.now, self.enrolment.next_due)
            self.tick()
        self.now = until

    def tick(self):
        cadence, enrolment = self.member.cadence, self.enrolment
        taken = turn(TRACK, self.past, cadence, enrolment.next_due, enrolment.last_day, self.now)
        self.enrolment = replace(enrolment, next_due=taken.next_due, last_day=taken.day)
        if taken.send:
            self.sent.append(Sent(self.now, cadence, self.moved_at, [cadence]))
            nudge = taken.send.nudge.id
            self.past.append(
                Past(nudge, 1, taken.send.form, State.SENT, self.now, answered_at=self.now)
            )

    def move(self, zone):
        cadence = replace(self.member.cadence, zone=ZoneInfo(zone))
        self.member, self.moved_at = replace(self.member, cadence=cadence), self.now
        day = self.enrolment.last_day
        if self.sent and day:
            day = taken_after_a_move(day, self.sent[-1].at, cadence)
            self.sent[-1].places.append(cadence)
        self.enrolment = replace(self.enrolment, last_day=day)
        due = next_of(self.enrolment, self.member, self.now)
        self.enrolment = replace(self.enrolment, next_due=due)


def life(cadence, now):
    member = Member(1, 1, "UADA", "Ada", "DADA", cadence)
    start = local_date(cadence, now)
    enrolment = Enrolment(1, 1, 1, 1, "t", start, EnrolmentState.ACTIVE, None, None)
    enrolment = replace(enrolment, next_due=next_of(enrolment, member, now))
    return Life(member, enrolment, now, now)


def days_left_out(before, after):
    """Working days between two nudges on which one could have come."""
    at, cadence, moved_at = after.at, after.cadence, after.moved_at
    first, last = before.taken(), slot_date(cadence, at)
    since = max(before.at, moved_at)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days))
    return [
        day
        for day in days
        if is_working_day(cadence, day)
        and local_date(cadence, slot(cadence, day)) == day
        and slot(cadence, day) + HOURS_OPEN > since
    ]


def off(start, leave_at, length, holidays):
    first = start.date() + timedelta(days=leave_at)
    days = frozenset(start.date() + timedelta(days=n) for n in holidays)
    return DaysOff((Leave(first, first + timedelta(days=length)),), holidays=days)


FROM, TO = datetime(2016, 1, 1), datetime(2026, 1, 1)  # noqa: DTZ001  hypothesis adds the zone

starts = st.datetimes(FROM, TO, timezones=st.just(UTC)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
weeks = st.frozensets(st.integers(0, 6), min_size=1)
hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
moves = st.lists(st.tuples(st.integers(0, 96), st.sampled_from(ZONES)), max_size=4, min_size=1)
EVERY_DAY = frozenset(range(7))


@given(
    st.sampled_from(ZONES), hours, weeks, starts, moves,
    st.tuples(st.integers(0, 15), st.integers(0, 9), st.sets(st.integers(0, 20), max_size=4)),
)  # fmt: skip
@example(
    "Pacific/Auckland", time(9), EVERY_DAY, datetime(2026, 3, 2, tzinfo=UTC),
    [(48, "Pacific/Honolulu"), (48, "Pacific/Auckland")], (15, 0, set()),
)  # fmt: skip
@example(
    "Pacific/Honolulu", time(22), EVERY_DAY, datetime(2026, 3, 2, tzinfo=UTC),
    [(33, "Pacific/Kiritimati"), (1, "America/New_York")], (15, 0, set()),
)  # fmt: skip
@example(
    "Africa/Abidjan", time(17), frozenset(range(6)), datetime(2016, 1, 1, 4, tzinfo=UTC),
    [(0, "US/Mountain"), (44, "Africa/Abidjan")], (2, 0, set()),
)  # fmt: skip
@settings(max_examples=300)
def test_who_moves_has_one_nudge_on_each_working_day(zone, at, week, start, journey, rest):
    cadence = Cadence(ZoneInfo(zone), at, week, off(start, *rest))
    ada = life(cadence, start)

    for later, place in journey:
        ada.live(ada.now + timedelta(hours=later))
        ada.move(place)
    ada.live(ada.now + timedelta(days=25))

    assert ada.enrolment.next_due is None or ada.enrolment.next_due >= ada.now
    for one in ada.sent:
        assert open_slot(one.cadence, one.at) is not None
        assert is_working_day(one.cadence, slot_date(one.cadence, one.at))
    for before, after in pairwise(ada.sent):
        assert before.at < after.at
        assert before.taken() < slot_date(after.cadence, after.at)
        assert days_left_out(before, after) == []
