"""What a coach is shown before they assign, and what becomes of it when things have changed."""

import asyncio
from dataclasses import replace
from datetime import date, time

import pytest

from bot.coaching.enrolment import assign, reassignment
from bot.coaching.schedule import settings
from bot.coaching.schedule.settings import Wish
from bot.domain.errors import CoachingError, ProfileUnread
from bot.domain.people.people import Profile
from bot.domain.schedule.time_off import Leave
from bot.store.tables import MemberRow, OrderPersonRow, OrderRow
from tests.coaching.conftest import TUESDAY_NINE, appointed
from tests.conftest import MONDAY_NINE
from tests.examples import some


@pytest.fixture
def database_url(sqlite_url):
    """What is foreseen does not hang on the database; what is done is tested on both."""
    return sqlite_url


async def test_a_dry_run_changes_nothing_and_comes_true(scene):
    run = await scene.look_ahead("UADA")

    assert await scene.rows(MemberRow) == []
    done = await assign.confirm(scene.coaching, scene.workspace, scene.coach, run.order_id)
    assert run.foreseen[0].first == done.done[0].first == TUESDAY_NINE
    assert done.changed == frozenset()
    assert await scene.rows(OrderRow) == await scene.rows(OrderPersonRow) == []


async def test_leave_and_public_holidays_are_passed_over_and_named(scene):
    await scene.assign("UADA", track="listening")
    off = Wish(country="DE", leave=(Leave(date(2026, 4, 7), date(2026, 4, 8)),))
    await settings.change(scene.coaching, scene.workspace, "UADA", off)
    await assign_undone(scene)

    run = await scene.look_ahead("UADA", start=date(2026, 4, 2))

    [ada] = run.foreseen
    assert (ada.first.date(), ada.last) == (date(2026, 4, 2), date(2026, 4, 14))
    named = [(one.day.day, one.holiday) for one in ada.off]
    assert named == [(3, "Good Friday"), (6, "Easter Monday"), (7, ""), (8, "")]


async def assign_undone(scene):
    await reassignment.unassign(scene.coaching, scene.workspace, scene.coach, "UADA")


async def test_dates_are_those_of_each_members_own_zone(scene):
    run = await scene.look_ahead("UADA", "UCLEO")

    ada, cleo = run.foreseen
    assert (ada.first.hour, cleo.first.hour) == (9, 14)


async def test_a_track_that_runs_already_is_shown_as_one_to_wait_for(started):
    run = await started.look_ahead("UADA", track="listening")

    assert (run.foreseen[0].first, run.foreseen[0].behind) == (None, "First steps")


@pytest.mark.parametrize(
    ("profile", "key"),
    [
        (Profile("UEVE", "Eve", "UTC", is_guest=True), "refused-guest"),
        (Profile("UEVE", "Eve", "UTC", is_bot=True), "refused-bot"),
        (Profile("UEVE", "Eve", "UTC", deactivated=True), "refused-deactivated"),
    ],
)
async def test_who_cannot_be_coached_is_left_out_with_the_reason(scene, profile, key):
    scene.messenger.people["UEVE"] = profile

    run = await scene.look_ahead("UEVE", "UADA")

    assert [(one.slack_id, one.key) for one in run.refused] == [("UEVE", key)]
    assert [one.member.slack_id for one in run.foreseen] == ["UADA"]


async def test_where_it_would_do_nothing_there_is_nothing_to_confirm(scene):
    run = await scene.look_ahead("UBOT")

    assert run.order_id is None


async def test_a_start_more_than_a_year_away_is_asked_back(scene):
    run = await scene.look_ahead("UADA", start=date(2030, 1, 1))

    assert [one.key for one in run.refused] == ["refused-too-far"]


async def test_who_left_between_the_dry_run_and_the_yes_is_named_and_the_others_begin(scene):
    run = await scene.look_ahead("UADA", "UBOB")
    gone = replace(scene.messenger.people["UADA"], deactivated=True)
    scene.messenger.people["UADA"] = gone

    done = await assign.confirm(scene.coaching, scene.workspace, scene.coach, run.order_id)

    assert [one.member.slack_id for one in done.done] == ["UBOB"]
    assert [(one.slack_id, one.key) for one in done.refused] == [("UADA", "refused-deactivated")]


async def test_what_comes_about_otherwise_than_foreseen_is_marked(scene):
    run = await scene.look_ahead("UADA", "UBOB")
    await scene.assign("UADA", track="listening")

    done = await assign.confirm(scene.coaching, scene.workspace, scene.coach, run.order_id)

    assert done.done[0].behind == "Listening"
    assert done.changed == {"UADA"}


async def test_of_two_coaches_with_the_same_dry_run_one_gets_the_member(scene):
    other = await appointed(scene.coaching, scene.workspace, Profile("UNOA", "Noa", "UTC"))
    mine, theirs = await scene.look_ahead(), await scene.look_ahead(coach=other)

    both = await asyncio.gather(
        assign.confirm(scene.coaching, scene.workspace, scene.coach, mine.order_id),
        assign.confirm(scene.coaching, scene.workspace, other, theirs.order_id),
    )

    assert sorted(len(one.done) for one in both) == [0, 1]
    assert [one.key for assignment in both for one in assignment.refused] == [
        "refused-other-coach"
    ]


async def test_a_second_yes_does_nothing(scene):
    run = await scene.look_ahead()
    yes = (scene.coaching, scene.workspace, scene.coach, run.order_id)

    both = await asyncio.gather(assign.confirm(*yes), assign.confirm(*yes), return_exceptions=True)

    assert [len(await scene.enrolments()), isinstance(both[1], CoachingError)] == [1, True]
    with pytest.raises(CoachingError, match="error-order-gone"):
        await assign.cancel(scene.coaching, scene.coach, run.order_id)


async def test_nobody_confirms_what_another_coach_has_looked_at(scene):
    other = await appointed(scene.coaching, scene.workspace, Profile("UNOA", "Noa", "UTC"))
    run = await scene.look_ahead()

    with pytest.raises(CoachingError, match="error-order-gone"):
        await assign.confirm(scene.coaching, scene.workspace, other, run.order_id)


async def test_a_dry_run_is_forgotten_after_a_day(scene):
    run = await scene.look_ahead("UADA")
    scene.clock.now = MONDAY_NINE.replace(day=4)
    await scene.look_ahead("UBOB")

    with pytest.raises(CoachingError, match="error-order-gone"):
        await assign.confirm(scene.coaching, scene.workspace, scene.coach, run.order_id)


@pytest.mark.parametrize("many", some((30, 300), of=2))
async def test_many_people_are_told_of_as_they_come_and_the_failures_by_name(scene, many):
    people = [f"U{n:03}" for n in range(many)]
    scene.messenger.people |= {i: Profile(i, i, "UTC") for i in people}
    scene.messenger.people["U007"] = ProfileUnread("internal_error")
    told = []

    async def tell(done, of):
        told.append((done, of))

    run = await scene.look_ahead(*people)
    scene.messenger.people["U023"] = ProfileUnread("internal_error")
    done = await assign.confirm(scene.coaching, scene.workspace, scene.coach, run.order_id, tell)

    assert [one.slack_id for one in run.refused] == ["U007"]
    assert [(one.slack_id, one.key) for one in done.refused] == [("U023", "refused-unread")]
    assert len(done.done) == len(await scene.enrolments()) == many - 2
    assert told[0] == (0, many - 1)
    assert told[-1] == (many - 1, many - 1)
    [deed] = [d for d in await scene.deeds() if d.action == "assign"]
    assert len(deed.detail["members"]) == len(deed.detail["enrolments"]) == many - 2


async def test_the_hour_is_for_who_is_new_and_the_others_keep_theirs(started):
    run = await started.look_ahead("UADA", "UBOB", track="listening", at=time(7, 30))

    ada, bob = run.foreseen
    assert (ada.keeps_hour, bob.keeps_hour) == (True, False)
    assert bob.first.hour == 7
    await assign.confirm(started.coaching, started.workspace, started.coach, run.order_id)
    assert [row.at for row in await started.rows(MemberRow)] == ["09:00", "07:30"]


async def test_the_welcome_shows_the_coachs_note(scene):
    await scene.assign("UADA", note="Looking forward to it!")

    await scene.tick(MONDAY_NINE)

    assert scene.messenger.posted[0].item.note == "Looking forward to it!"
