"""Leave and public holidays: nothing is sent, nothing counts, and it goes on where it stopped."""

from datetime import date, datetime, time, timedelta

import pytest

from bot.coaching.delivery import planner, send_now
from bot.coaching.delivery.kind import kinds
from bot.coaching.follow_up import follow_up, roster
from bot.coaching.people import profile_sync
from bot.coaching.schedule import settings
from bot.coaching.schedule.settings import Wish
from bot.domain.check_ins.pause_offer import OFFER_AFTER
from bot.domain.errors import CoachingError, DeliveryFailed
from bot.domain.people.people import Profile
from bot.domain.schedule.time_off import Leave
from bot.store.delivery import pending
from bot.store.people import coaches
from bot.store.tables import MemberRow
from tests.conftest import MONDAY_NINE

WEDNESDAY, THURSDAY = date(2026, 3, 4), date(2026, 3, 5)


def march(day, hour=9):
    return MONDAY_NINE.replace(day=day, hour=hour)


async def change(scene, **wish):
    return await settings.change(scene.coaching, scene.workspace, "UADA", Wish(**wish))


async def leave(scene, first, last=None):
    days = Leave(date(2026, 3, first), date(2026, 3, last or first))
    return await settings.add_leave(scene.coaching, scene.workspace, "UADA", days)


async def standing(scene):
    [line] = (await roster.page(scene.coaching, scene.coach)).lines
    return line.standing, line.until


async def test_on_leave_nothing_is_sent_and_then_it_goes_on_where_it_stopped(nudged):
    changed = await leave(nudged, 4, 10)
    assert changed.following == march(11)

    await nudged.days(4, 5, 6, 9, 10)
    assert nudged.messenger.names() == ["welcome", "first-steps.1"]

    await nudged.days(11, 12)
    assert nudged.messenger.names()[2:] == ["first-steps.2", "first-steps.3"]


async def test_leave_that_is_told_at_the_last_minute_holds_back_what_is_due(started):
    started.clock.now = march(3)
    await planner.owe_batch(started.coaching)

    await leave(started, 3, 4)
    await started.tick()
    await started.days(4)
    assert started.messenger.names() == ["welcome"]

    await started.days(5, 6)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_leave_told_while_a_post_is_under_way_holds_back_the_second_try(started):
    started.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=60)
    post = started.messenger.post

    async def on_leave_meanwhile(*given):
        await leave(started, 3, 4)
        return await post(*given)

    started.messenger.post = on_leave_meanwhile
    await started.tick(march(3))
    started.messenger.post = post
    started.messenger.refuses.clear()

    await started.tick(march(3, 11))
    await started.days(4)
    assert started.messenger.names() == ["welcome"]

    await started.days(5)
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_leave_is_no_silence_and_the_coach_sees_it_apart(started):
    await started.days(3, 4, 5)
    assert await standing(started) == ("silent", None)

    await leave(started, 9, 11)
    assert await standing(started) == ("silent", None)
    started.clock.now = march(9)
    assert await standing(started) == ("on-leave", date(2026, 3, 11))

    started.clock.now = march(12)
    assert (await standing(started))[0] == "silent"


async def test_leave_that_is_told_afterwards_takes_silence_back(started):
    await started.days(3, 4, 5, 6)
    assert await started.follow_ups() == [("silent", "")]

    await leave(started, 4, 6)

    assert await started.follow_ups() == [("silent", "settled")]
    started.clock.now = march(9)
    assert await standing(started) == ("on-track", None)
    await started.days(9)
    assert await started.follow_ups() == [("silent", "settled")]


async def test_a_pause_with_an_end_is_over_on_that_day_and_seen_to_have_one(started):
    until = date(2026, 3, 5)
    await settings.pause(started.coaching, started.workspace, "UADA", until)
    assert await standing(started) == ("paused", WEDNESDAY)

    started.clock.now = march(5, 8)
    assert (await standing(started))[0] == "starting"


async def test_leave_is_joined_kept_and_taken_back(nudged):
    await leave(nudged, 4, 5)
    await leave(nudged, 6)
    await leave(nudged, 16, 17)
    [ada] = await nudged.rows(MemberRow)
    assert ada.leave == "2026-03-04..2026-03-06 2026-03-16..2026-03-17"

    changed = await change(nudged, leave=())

    [ada] = await nudged.rows(MemberRow)
    assert (ada.leave, changed.following) == ("", march(4))
    await nudged.days(4)
    assert nudged.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_leave_that_is_over_is_forgotten_with_the_next_change(nudged):
    await leave(nudged, 4)
    nudged.clock.now = march(5)

    await leave(nudged, 9)

    [ada] = await nudged.rows(MemberRow)
    assert ada.leave == "2026-03-09"


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [
        (date(2026, 3, 6), date(2026, 3, 5), "error-leave-backwards"),
        (date(2026, 2, 20), date(2026, 3, 2), "error-leave-past"),
        (date(2026, 3, 9), date(2027, 3, 5), "error-leave-too-far"),
    ],
)
async def test_leave_that_is_none_is_refused_and_loses_nothing(nudged, first, last, key):
    with pytest.raises(CoachingError, match=key):
        await settings.add_leave(nudged.coaching, nudged.workspace, "UADA", Leave(first, last))

    [ada] = await nudged.rows(MemberRow)
    assert ada.leave == ""
    await nudged.days(4)
    assert nudged.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_after_the_longest_leave_there_is_still_a_working_day(nudged):
    longest = Leave(date(2026, 3, 4), date(2027, 3, 4))

    await change(nudged, weekdays=frozenset({0}), country="DE", leave=(longest,))

    [enrolment] = await nudged.enrolments()
    assert enrolment.next_due_at == datetime.fromisoformat("2027-03-08T09:00Z")


async def test_now_comes_on_leave_too_for_whoever_asks(started):
    await leave(started, 3, 5)
    started.clock.now = march(3)

    await send_now.pull(started.coaching, started.workspace, "UADA")
    await started.days(4, 5)
    assert started.messenger.names() == ["welcome", "first-steps.1"]

    await started.days(6)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_public_holidays_count_from_the_moment_a_country_is_chosen(scene):
    """Good Friday is the 3rd of April, Easter Monday the 6th."""
    scene.clock.now = datetime.fromisoformat("2026-04-01T09:00Z")
    await scene.assign("UADA")
    await scene.tick()
    await scene.tick(scene.clock.now + timedelta(days=1))

    changed = await change(scene, country="DE")

    assert changed.following == datetime.fromisoformat("2026-04-07T09:00Z")
    assert (await change(scene, country="")).following == datetime.fromisoformat(
        "2026-04-03T09:00Z"
    )
    assert (await change(scene, country="DE-BY")).after.cadence.days_off.country == "DE-BY"


async def test_what_is_late_is_not_put_off_to_a_day_off(started):
    await leave(started, 4, 4)
    started.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=60)
    await started.tick(march(3))
    started.messenger.refuses.clear()

    await started.tick(march(3, 18))
    await started.days(4)
    assert started.messenger.names() == ["welcome"]
    await started.days(5)
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def finish(scene):
    await scene.answered_days(3, 4, 5, 6, 9, 10)
    assert scene.messenger.names()[-1] == "end"
    scene.clock.now = march(10, 12)


async def test_the_welcome_of_a_new_track_waits_for_the_end_of_leave(started):
    await finish(started)
    await leave(started, 10, 12)

    [assigned] = (await started.assign("UADA", track="listening")).done
    assert assigned.first == march(16)
    await started.days(11, 12)
    assert started.messenger.names()[-1] == "end"

    await started.days(13, 16)
    assert started.messenger.names()[-2:] == ["welcome", "listening.1"]


async def test_the_welcome_of_a_new_track_waits_for_the_end_of_a_pause(started):
    await finish(started)
    await settings.pause(started.coaching, started.workspace, "UADA", date(2026, 3, 13))

    [assigned] = (await started.assign("UADA", track="listening")).done
    assert assigned.first == march(16)
    await started.days(11, 12)
    assert started.messenger.names()[-1] == "end"

    await started.days(13, 16)
    assert started.messenger.names()[-2:] == ["welcome", "listening.1"]


async def test_the_welcome_waits_for_whoever_has_paused_with_an_open_end(started):
    await finish(started)
    await settings.pause(started.coaching, started.workspace, "UADA", None)

    [assigned] = (await started.assign("UADA", track="listening")).done
    assert assigned.first is None
    await started.days(11, 12, 13)
    assert started.messenger.names()[-1] == "end"

    started.clock.now = march(16, 8)
    await settings.resume(started.coaching, started.workspace, "UADA")
    await started.days(16, 17)
    assert started.messenger.names()[-2:] == ["welcome", "listening.1"]


async def test_nobody_hears_twice_a_day_from_a_change_of_days_off(nudged):
    await leave(nudged, 3, 4)
    await change(nudged, leave=())
    await change(nudged, country="DE")
    await nudged.tick()

    assert nudged.messenger.names() == ["welcome", "first-steps.1"]


async def test_what_is_never_sent_stays_so_after_a_change_of_days_off(started):
    await settings.pause(started.coaching, started.workspace, "UADA", None)

    await leave(started, 4)

    [enrolment] = await started.enrolments()
    assert enrolment.next_due_at is None
    async with started.coaching.store.reading() as session:
        at, _ = await pending.next_due_anywhere(session, kinds().timers)
    assert at == started.clock.now + OFFER_AFTER


async def test_a_coach_who_moves_counts_days_on_their_own_calendar(nudged):
    """It is late on Tuesday in UTC, and Wednesday in Auckland already."""
    nudged.clock.now = march(3, 20)
    await profile_sync.changed(
        nudged.coaching, nudged.workspace, Profile("UMARA", "Mara", "Pacific/Auckland")
    )

    await nudged.ask("first-steps.1")

    async with nudged.coaching.store.reading() as session:
        coach = await coaches.coach(session, nudged.workspace.id, "UMARA")
    [item] = await follow_up.queue(nudged.coaching, coach)
    assert item.reach_by == THURSDAY
    assert (await follow_up.home(nudged.coaching, coach)).now.date() == WEDNESDAY


@pytest.mark.parametrize(
    "wish",
    [{"at": time(8)}, {"weekdays": frozenset({0, 1})}, {"country": "DE"}, {"leave": ()}],
    ids=["time", "days", "country", "leave off"],
)
async def test_leave_that_is_over_is_in_nobodys_way(nudged, wish):
    await leave(nudged, 4, 5)
    nudged.clock.now = march(9)

    changed = await change(nudged, **wish)

    assert changed.following is not None


async def test_leave_weeks_ahead_does_not_hide_the_nudges_before_it(nudged):
    changed = await leave(nudged, 20, 24)

    assert (changed.following, changed.back) == (march(4), march(25))


async def test_the_reply_to_leave_knows_of_a_pause_and_of_other_leave(nudged):
    await settings.pause(nudged.coaching, nudged.workspace, "UADA", date(2026, 3, 12))
    assert (await leave(nudged, 4, 10)).following == march(12)

    changed = await leave(nudged, 12, 13)

    assert (changed.following, changed.back) == (march(16), march(16))


async def test_a_pause_ends_on_the_day_for_which_the_next_nudge_is_planned(nudged):
    await leave(nudged, 10, 12)

    paused = await settings.pause(nudged.coaching, nudged.workspace, "UADA", date(2026, 3, 10))

    assert paused.following == march(13)
