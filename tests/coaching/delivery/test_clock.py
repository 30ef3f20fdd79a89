"""The server's clock is wrong, and put right: nothing twice, nothing lost, nothing after hours."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.coaching import inbox
from bot.coaching.delivery import deliver, planner, send_now
from bot.domain.answers.reply import Outcome
from tests.coaching.conftest import SUNDAY_NOON, TUESDAY_NINE, FakeMessenger, Killed
from tests.conftest import MONDAY_NINE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OPENS, CLOSES = 9, 17
WORKING_DAYS = (3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18)
ALL = ["welcome", *(f"first-steps.{day}" for day in range(1, 6)), "end"]


@dataclass
class ServerClock:
    """
    The clock of the server, which Baton reads.

    Attributes:
        world: What time it is.
        wrong: How far this clock is ahead of it.
        readings: After how many readings it jumps, or 0 for never.
    """

    world: datetime
    wrong: timedelta = timedelta(0)
    readings: int = 0
    jump: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        self.readings -= 1
        if self.readings == 0:
            self.wrong += self.jump
        return self.now

    @property
    def now(self) -> datetime:
        return self.world + self.wrong

    @now.setter
    def now(self, now: datetime) -> None:
        self.world = now - self.wrong


@dataclass
class Elsewhere(FakeMessenger):
    """A workspace with a clock of its own, which is right; it dates its messages by it."""

    def __post_init__(self) -> None:
        self.intended: list[datetime] = []

    async def post(self, to, item, started_at):
        self.intended.append(started_at)
        return await FakeMessenger.post(self, to, item, started_at)

    async def look(self, to, delivery_id, since, until):
        found = await FakeMessenger.look(self, to, delivery_id, since, until)
        sent_at = found and datetime.fromtimestamp(float(found.ts), UTC)
        seen = sent_at and since.replace(microsecond=0) <= sent_at <= until
        return found if seen else None


@pytest.fixture
def clock():
    return ServerClock(SUNDAY_NOON)


@pytest.fixture
def messenger(messenger, clock):
    told = {field.name: getattr(messenger, field.name) for field in fields(messenger)}
    return Elsewhere(**told | {"clock": lambda: clock.world})


async def live(scene, until, step=HOUR / 3):
    """Tick after tick, until the world's clock says so."""
    while scene.clock.world < until:
        await scene.tick()
        scene.clock.world += step


@pytest.mark.parametrize(
    ("jump", "trouble"),
    [
        (-HOUR, "hangs"),
        *(
            pytest.param(jump, trouble, marks=pytest.mark.exhaustive)
            for jump, trouble in [
                (-HOUR, ""),
                (-HOUR, "loses_answers"),
                (HOUR, "loses_answers"),
                (HOUR, ""),
                (HOUR, "hangs"),
                (-DAY, ""),
                (DAY, ""),
                (9 * HOUR, ""),
            ]
        ),
    ],
)
async def test_wherever_in_a_tick_the_clock_jumps_all_arrives_once_and_in_order(
    started, jump, trouble
):
    """Each morning it jumps, one reading later than the last time; at noon it is put right."""
    clock, messenger = started.clock, started.messenger
    for n, day in enumerate(WORKING_DAYS, start=1):
        clock.now = MONDAY_NINE.replace(day=day)
        clock.jump, clock.readings = jump, n
        if trouble and n % 2:
            getattr(messenger, trouble).add("UADA")
        await started.tick()
        if trouble:
            getattr(messenger, trouble).clear()
        await live(started, clock.world + 3 * HOUR, HOUR)
        clock.wrong, clock.readings = timedelta(0), 0
        await live(started, clock.world + 6 * HOUR, 3 * HOUR)
        await started.answer_newest()
    await started.answered_days(19, 20, 23, 24, 25)

    assert messenger.names() == ALL
    assert all(OPENS <= at.hour < CLOSES for at in messenger.intended)
    if trouble != "hangs":
        dates = [at.date() for at in messenger.intended]
        assert dates == sorted(set(dates))


async def test_whenever_the_hours_end_in_the_middle_of_a_tick_nothing_is_sent_after_them(started):
    """Ten seconds are left; at one reading the clock is half a minute on."""
    for n, day in enumerate(WORKING_DAYS, start=1):
        started.clock.now = MONDAY_NINE.replace(day=day, hour=16, minute=59, second=50)
        started.clock.jump, started.clock.readings = HOUR / 120, n
        await started.tick()
        started.clock.wrong, started.clock.readings = timedelta(0), 0
        await started.answer_newest()
    await started.answered_days(19, 20, 23, 24, 25)

    assert started.messenger.names() == ALL
    assert all(OPENS <= at.hour < CLOSES for at in started.messenger.intended)


async def test_an_hour_back_brings_nothing_twice_and_costs_no_day(started):
    await started.tick(TUESDAY_NINE)
    started.clock.wrong = -HOUR

    await live(started, TUESDAY_NINE + 4 * HOUR)
    assert started.messenger.names() == ALL[:2]

    await started.tick(TUESDAY_NINE + DAY)
    assert started.messenger.names() == ALL[:3]


async def test_a_claim_from_before_the_clock_was_put_back_does_not_last_an_hour(started):
    """The process that held it is no more."""
    started.clock.world, started.clock.wrong = TUESDAY_NINE, HOUR
    await planner.owe_batch(started.coaching)
    before = replace(started.coaching, owner="the one before")
    taken, _ = await deliver.claim(before, 10, ())
    assert taken
    started.clock.wrong = timedelta(0)

    await started.tick()

    assert started.messenger.names() == ALL[:2]


async def test_a_post_from_before_the_clock_was_put_back_does_not_wait_an_hour(started):
    """The process that made it was killed before anything arrived."""
    started.clock.world, started.clock.wrong = TUESDAY_NINE, HOUR
    started.messenger.breaks.add("UADA")
    with pytest.raises(Killed):
        await started.tick()
    started.messenger.breaks.clear()
    started.clock.wrong = timedelta(0)

    await live(started, TUESDAY_NINE + timedelta(minutes=10), timedelta(seconds=30))

    assert started.messenger.names() == ALL[:2]


async def test_what_was_asked_for_now_comes_although_the_clock_jumps(started):
    await started.tick(TUESDAY_NINE)
    await started.tap("first-steps.1", outcome=Outcome.DID)
    started.clock.jump, started.clock.readings = HOUR, 2

    await send_now.pull(started.coaching, started.workspace, "UADA")
    await live(started, TUESDAY_NINE + 2 * HOUR)

    assert started.messenger.names() == ALL[:3]


async def test_an_event_from_before_the_clock_was_put_back_is_taken_up_at_the_start(started):
    started.clock.wrong = HOUR
    await inbox.keep(started.coaching, started.workspace, "1.1", "event message", "{}")
    started.clock.wrong = timedelta(0)

    [letter] = await inbox.left_behind(started.coaching, at_start=True)

    assert letter.body == "{}"
