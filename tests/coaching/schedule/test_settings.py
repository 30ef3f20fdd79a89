"""When a member hears from Baton is in their own hands, and no change costs or doubles a day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.coaching.delivery import planner, send_now
from bot.coaching.privacy import sharing
from bot.coaching.schedule import settings
from bot.coaching.schedule.settings import Wish
from bot.domain.answers.reply import Outcome
from bot.domain.errors import CoachingError
from bot.store.tables import MemberRow
from tests.coaching.conftest import TUESDAY_NINE
from tests.conftest import MONDAY_NINE

TUESDAY_EIGHT = TUESDAY_NINE - timedelta(hours=1)


async def pause(scene, until=None):
    return await settings.pause(scene.coaching, scene.workspace, "UADA", until)


async def resume(scene):
    return await settings.resume(scene.coaching, scene.workspace, "UADA")


async def set_time(scene, at, weekdays=None):
    who = (scene.coaching, scene.workspace, "UADA")
    return (await settings.change(*who, Wish(at, weekdays))).following


async def test_a_pause_holds_everything_back_until_the_member_comes_back(started):
    await pause(started)
    await started.days(3, 4, 5)
    assert started.messenger.names() == ["welcome"]

    started.clock.now = MONDAY_NINE.replace(day=5, hour=20)
    following = await resume(started)

    assert following == MONDAY_NINE.replace(day=6)
    await started.days(6, 9)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_a_pause_holds_back_even_what_was_due_this_minute(started):
    started.clock.now = TUESDAY_NINE
    await planner.owe_batch(started.coaching)

    await pause(started)
    await started.tick()
    assert started.messenger.names() == ["welcome"]

    started.clock.now = MONDAY_NINE.replace(day=5, hour=20)
    await resume(started)
    await started.days(6, 9)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_a_pause_with_an_end_ends_by_itself(started):
    paused = await pause(started, date(2026, 3, 6))
    assert paused.following == MONDAY_NINE.replace(day=6)

    await started.days(3, 4, 5)
    assert started.messenger.names() == ["welcome"]

    await started.days(6, 9)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]
    [ada] = await started.rows(MemberRow)
    assert (ada.paused_at, ada.paused_until) == (None, None)


@pytest.mark.parametrize(
    ("until", "key"),
    [
        (date(2026, 3, 2), "error-date-past"),
        (date(2026, 2, 1), "error-date-past"),
        (date(2027, 3, 4), "error-pause-too-long"),
    ],
)
async def test_a_pause_ends_after_today_and_within_a_year(started, until, key):
    with pytest.raises(CoachingError, match=key):
        await pause(started, until)

    await started.days(3)
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_nudge_that_was_asked_for_in_a_pause_does_not_end_the_plan(started):
    await pause(started, date(2026, 3, 5))
    started.clock.now = TUESDAY_NINE

    await send_now.pull(started.coaching, started.workspace, "UADA")
    await started.tap("first-steps.1", outcome=Outcome.DID)
    await started.days(4)
    assert started.messenger.names() == ["welcome", "first-steps.1"]

    await started.days(5)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_the_queued_track_begins_when_the_first_ends_with_a_pause(started):
    await started.assign("UADA", track="listening")
    await started.answered_days(3, 4, 5, 6, 9)
    await pause(started, date(2026, 3, 12))

    await started.days(12, 13)

    assert started.messenger.names()[-2:] == ["end", "listening.1"]


async def test_another_hour_counts_from_the_next_nudge_on(nudged):
    assert await set_time(nudged, time(8, 30)) == datetime.fromisoformat("2026-03-04T08:30Z")

    await nudged.tick(MONDAY_NINE.replace(day=4, hour=8, minute=29))
    assert nudged.messenger.names() == ["welcome", "first-steps.1"]
    await nudged.tick(MONDAY_NINE.replace(day=4, hour=8, minute=30))
    assert nudged.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_an_hour_that_has_just_passed_does_not_cost_the_day(started):
    """It is half past eight; nine becomes eight."""
    started.clock.now = TUESDAY_EIGHT + timedelta(minutes=30)

    following = await set_time(started, time(8))
    await started.tick()

    assert following == started.clock.now
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_other_days_count_at_once(nudged):
    assert await set_time(nudged, time(9), frozenset({5, 6})) == MONDAY_NINE.replace(day=7)

    await nudged.days(4, 5, 6)
    assert nudged.messenger.names() == ["welcome", "first-steps.1"]
    await nudged.days(7)
    assert nudged.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_only_members_have_settings(scene):
    who = (scene.coaching, scene.workspace, "UADA")

    for deed in (
        settings.pause(*who, None),
        settings.resume(*who),
        settings.change(*who, Wish(time(8))),
        sharing.share(*who, shares=False),
        send_now.pull(*who),
    ):
        with pytest.raises(CoachingError, match="error-no-track"):
            await deed


async def ticks(scene, since, hours):
    for hour in range(0, hours, 5):
        await scene.tick(since + timedelta(hours=hour))


@pytest.mark.parametrize(
    ("zone", "moved_at"),
    [
        ("America/New_York", TUESDAY_NINE + timedelta(minutes=1)),
        ("America/New_York", TUESDAY_NINE - timedelta(minutes=1)),
        ("Europe/Helsinki", TUESDAY_NINE + timedelta(minutes=1)),
        ("Europe/Helsinki", TUESDAY_NINE - timedelta(minutes=1)),
        ("Pacific/Honolulu", TUESDAY_NINE + timedelta(minutes=1)),
        ("Asia/Kathmandu", TUESDAY_NINE - timedelta(hours=3)),
    ],
)
async def test_a_move_to_another_zone_neither_doubles_nor_skips_a_day(started, zone, moved_at):
    await started.tick(moved_at - timedelta(minutes=1))
    await started.move_to(zone)

    await ticks(started, moved_at, 40)

    days = [local_day(posted, "UTC", moved_at, zone) for posted in started.messenger.posted]
    assert days == [date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)]


def local_day(posted, before, moved_at, after):
    """The date on the member's own calendar when a message came."""
    at = datetime.fromtimestamp(float(posted.place.ts), UTC)
    return at.astimezone(ZoneInfo(before if at < moved_at else after)).date()


async def test_a_move_on_the_day_of_the_welcome_brings_no_nudge_that_day(started):
    started.clock.now += timedelta(hours=1)

    await started.move_to("Europe/Helsinki")
    await started.tick()
    assert started.messenger.names() == ["welcome"]

    await started.tick(TUESDAY_NINE - timedelta(hours=2))
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_closed_account_is_never_posted_to(started):
    started.clock.now = TUESDAY_NINE
    await planner.owe_batch(started.coaching)

    await started.move_to("UTC", deactivated=True)
    await started.days(3, 4, 5)
    assert started.messenger.tried == ["UADA"]

    await started.move_to("UTC")
    await started.days(6, 9)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_now_brings_the_next_nudge_at_once_and_no_second_one_that_day(started):
    started.clock.now = TUESDAY_EIGHT

    await send_now.pull(started.coaching, started.workspace, "UADA")
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    [enrolment] = await started.enrolments()
    assert enrolment.next_due_at == TUESDAY_NINE + timedelta(days=1)

    await started.days(3)
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    await started.days(4)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_now_comes_at_any_hour(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    nudged.clock.now = TUESDAY_NINE + timedelta(hours=13)

    await send_now.pull(nudged.coaching, nudged.workspace, "UADA")

    assert nudged.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]
