"""A coach puts people on a track, and takes it back."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.coaching.enrolment import assign, reassignment, undo
from bot.coaching.schedule import settings
from bot.domain.errors import CoachingError, DeliveryFailed
from bot.domain.people.people import Profile
from tests.coaching.conftest import FRIDAY_NINE, SUNDAY_NOON, TUESDAY_NINE, appointed
from tests.conftest import MONDAY_NINE


async def test_the_welcome_waits_for_the_members_hours(scene):
    await scene.assign("UADA")

    await scene.tick()
    await scene.tick(MONDAY_NINE - timedelta(seconds=1))
    assert scene.messenger.names() == []

    await scene.tick(MONDAY_NINE)
    assert scene.messenger.names() == ["welcome"]


async def test_within_the_hours_the_welcome_comes_at_once(scene):
    scene.clock.now = MONDAY_NINE + timedelta(hours=2)

    await scene.assign("UADA")
    await scene.tick()

    assert scene.messenger.names() == ["welcome"]


async def test_each_members_hours_are_their_own(scene):
    await scene.assign("UADA", "UCLEO")

    await scene.tick(MONDAY_NINE)
    assert scene.messenger.names("UCLEO") == []

    await scene.tick(MONDAY_NINE + timedelta(hours=5))
    assert scene.messenger.names("UCLEO") == ["welcome"]


async def test_a_welcome_that_was_refused_is_not_sent_after_hours(scene):
    scene.clock.now = MONDAY_NINE + timedelta(hours=7, minutes=59)
    scene.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=120)
    await scene.assign("UADA")
    await scene.tick()
    scene.messenger.refuses.clear()

    await scene.tick(MONDAY_NINE + timedelta(hours=8, minutes=2))
    assert scene.messenger.names() == []

    await scene.tick(TUESDAY_NINE)
    assert scene.messenger.names() == ["welcome"]


@pytest.mark.parametrize(
    ("assigned", "welcomed", "first"),
    [
        (SUNDAY_NOON, MONDAY_NINE, TUESDAY_NINE),
        (MONDAY_NINE - timedelta(hours=2), MONDAY_NINE, TUESDAY_NINE),
        (MONDAY_NINE + timedelta(hours=2), MONDAY_NINE + timedelta(hours=2), TUESDAY_NINE),
        (MONDAY_NINE + timedelta(hours=12), TUESDAY_NINE, TUESDAY_NINE + timedelta(days=1)),
        (FRIDAY_NINE, FRIDAY_NINE, FRIDAY_NINE + timedelta(days=3)),
    ],
    ids=["Sunday", "Monday early", "Monday at eleven", "Monday night", "Friday"],
)
async def test_the_first_nudge_comes_on_the_working_day_after_the_welcome(
    scene, assigned, welcomed, first
):
    scene.clock.now = assigned

    assignment = await scene.assign("UADA")

    assert assignment.done[0].first == first
    await scene.tick(welcomed)
    await scene.tick(first - timedelta(seconds=1))
    assert scene.messenger.names() == ["welcome"]
    await scene.tick(first)
    assert scene.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_welcome_that_came_late_has_its_day_to_itself(scene):
    """Baton was away on Monday."""
    await scene.assign("UADA")

    await scene.days(3)
    assert scene.messenger.names() == ["welcome"]

    await scene.days(4)
    assert scene.messenger.names() == ["welcome", "first-steps.1"]


async def test_the_first_nudge_waits_for_the_start_that_was_named(scene):
    assignment = await scene.assign("UADA", start=date(2026, 3, 11))

    assert assignment.done[0].first == MONDAY_NINE.replace(day=11)
    await scene.days(2, 3, 4)
    assert scene.messenger.names() == ["welcome"]


async def test_a_second_track_waits_for_the_end_of_the_first(started):
    assignment = await started.assign("UADA", track="listening")

    [queued] = assignment.done
    assert (queued.first, queued.behind) == (None, "First steps")
    await started.days(3, 4)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


@pytest.mark.parametrize(
    ("who", "key"),
    [
        ("UBOT", "refused-bot"),
        ("UGONE", "refused-deactivated"),
        ("UNOBODY", "refused-unknown"),
        ("UBATON", "refused-myself"),
    ],
)
async def test_whoever_cannot_be_assigned_does_not_hold_up_the_others(scene, who, key):
    assignment = await scene.assign("UADA", who, "UBOB")

    assert [one.member.slack_id for one in assignment.done] == ["UADA", "UBOB"]
    assert [(one.slack_id, one.key) for one in assignment.refused] == [(who, key)]
    await scene.tick(MONDAY_NINE)
    assert [posted.to for posted in scene.messenger.posted] == ["UADA", "UBOB"]


async def test_people_are_told_of_as_they_were_named_and_enrolled_in_the_order_of_ids(scene):
    """Two orders that name the same people must not each wait for what the other holds."""
    order = await scene.assign("UBOB", "UADA")

    assert [assigned.member.slack_id for assigned in order.done] == ["UBOB", "UADA"]
    bob, ada = (assigned.enrolment_id for assigned in order.done)
    assert ada < bob


async def test_two_coaches_who_name_the_same_people_at_once(scene):
    """In opposite order: everybody is put on a track by one of them."""
    people = [f"U{n}" for n in range(20)]
    scene.messenger.people |= {i: Profile(i, i, "UTC") for i in people}
    other = await appointed(scene.coaching, scene.workspace, Profile("UNINA", "Nina", "UTC"))

    orders = await asyncio.gather(
        scene.assign(*people), scene.assign(*reversed(people), coach=other)
    )

    assert sum(len(order.done) for order in orders) == 20
    assert sum(len(order.refused) for order in orders) == 20


async def test_a_coach_is_never_their_own_member(scene):
    scene.messenger.people["UMARA"] = Profile("UMARA", "Mara", "UTC")

    assignment = await scene.assign("UMARA", "UADA")

    assert [one.member.slack_id for one in assignment.done] == ["UADA"]
    assert [one.key for one in assignment.refused] == ["refused-yourself"]


async def test_nobody_is_put_on_the_same_track_twice(started):
    assignment = await started.assign("UADA", "UBOB", "UBOB")

    assert [one.member.slack_id for one in assignment.done] == ["UBOB"]
    assert [one.key for one in assignment.refused] == ["refused-on-it"]


async def test_nobody_queues_twice_for_the_same_track(started):
    await started.assign("UADA", track="listening")

    again = await started.assign("UADA", track="listening")

    assert [one.key for one in again.refused] == ["refused-on-it"]
    assert again.audit_id is None


async def test_a_start_in_the_past_is_one_by_the_members_own_calendar(scene):
    """It is Monday in London, and still Sunday in New York."""
    scene.clock.now = MONDAY_NINE - timedelta(hours=8)

    assignment = await scene.assign("UADA", "UCLEO", start=date(2026, 3, 1))

    assert [one.member.slack_id for one in assignment.done] == ["UCLEO"]
    assert [one.key for one in assignment.refused] == ["refused-past"]


async def test_the_fallback_zone_is_used_where_the_workspace_names_none(scene):
    scene.messenger.people["UADA"] = Profile("UADA", "Ada", None)
    scene.coaching = replace(scene.coaching, zone="Asia/Kathmandu")

    await scene.assign("UADA")
    await scene.tick(MONDAY_NINE.replace(hour=3, minute=14))
    assert scene.messenger.names() == []

    await scene.tick(MONDAY_NINE.replace(hour=3, minute=15))
    assert scene.messenger.names() == ["welcome"]


async def test_two_tracks_for_the_same_person_at_once_are_one_and_a_queued_one(scene):
    both = await asyncio.gather(scene.assign("UADA"), scene.assign("UADA", track="listening"))

    assert sorted(bool(assignment.done[0].behind) for assignment in both) == [False, True]
    assert sorted(row.state for row in await scene.enrolments()) == ["active", "queued"]


async def test_two_coaches_who_assign_the_same_person_at_once(scene):
    other = await appointed(scene.coaching, scene.workspace, Profile("UNOA", "Noa", "UTC"))

    both = await asyncio.gather(
        scene.assign("UADA"), scene.assign("UADA", track="listening", coach=other)
    )

    refused = [one.key for assignment in both for one in assignment.refused]
    assert refused == ["refused-other-coach"]
    assert [row.state for row in await scene.enrolments()] == ["active"]


async def test_undo_takes_back_everything_that_has_not_gone_out(scene):
    assignment = await scene.assign("UADA", "UBOB")

    undone = await undo.undo(
        scene.coaching, scene.workspace, scene.coach.slack_id, assignment.audit_id
    )

    assert undone.count == 2
    assert await scene.deliveries() == [("welcome", "skipped")] * 2
    await scene.days(2, 3)
    assert scene.messenger.tried == []


async def test_undo_after_the_welcome_stops_the_nudges(started):
    await undo.undo(started.coaching, started.workspace, started.coach.slack_id, 1)

    await started.days(3, 4)

    assert started.messenger.names() == ["welcome"]


async def test_undo_works_once(started):
    await undo.undo(started.coaching, started.workspace, started.coach.slack_id, 1)

    with pytest.raises(CoachingError, match="error-undone-before"):
        await undo.undo(started.coaching, started.workspace, started.coach.slack_id, 1)


async def test_nobody_undoes_what_another_coach_did(started):
    other = await appointed(started.coaching, started.workspace, Profile("UNOA", "Noa", "UTC"))

    with pytest.raises(CoachingError, match="error-nothing-to-undo"):
        await undo.undo(started.coaching, started.workspace, other.slack_id, 1)

    await started.days(3)
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_an_assignment_that_was_never_made_cannot_be_undone(scene):
    with pytest.raises(CoachingError, match="error-nothing-to-undo"):
        await undo.undo(scene.coaching, scene.workspace, scene.coach.slack_id, 12)


async def test_undo_of_a_queued_track_leaves_the_running_one_alone(started):
    queued = await started.assign("UADA", track="listening")
    await started.assign("UADA", track="thanking")

    await undo.undo(started.coaching, started.workspace, started.coach.slack_id, queued.audit_id)

    await started.days(3)
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert [row.state for row in await started.enrolments()] == ["active", "stopped", "queued"]


async def test_undo_of_the_running_track_lets_the_queued_one_begin(started):
    await started.assign("UADA", track="listening")

    await undo.undo(started.coaching, started.workspace, started.coach.slack_id, 1)

    await started.days(3)
    assert started.messenger.names() == ["welcome", "listening.1"]


async def test_unassign_ends_the_track_and_lets_the_queued_one_begin_tomorrow(nudged):
    await nudged.assign("UADA", track="listening")

    track = await reassignment.unassign(nudged.coaching, nudged.workspace, nudged.coach, "UADA")
    await nudged.tick()

    assert track == "first-steps"
    assert nudged.messenger.names() == ["welcome", "first-steps.1"]
    await nudged.days(4)
    assert nudged.messenger.names() == ["welcome", "first-steps.1", "listening.1"]


async def test_a_track_that_took_anothers_place_brings_nothing_on_the_same_day(nudged):
    await nudged.assign("UADA", track="listening")
    await reassignment.unassign(nudged.coaching, nudged.workspace, nudged.coach, "UADA")

    await nudged.move_to("Europe/Helsinki")
    await nudged.tick()

    assert nudged.messenger.names() == ["welcome", "first-steps.1"]


async def test_only_the_members_own_coach_ends_their_track(started):
    other = await appointed(started.coaching, started.workspace, Profile("UNOA", "Noa", "UTC"))

    with pytest.raises(CoachingError, match="error-not-your-member"):
        await reassignment.unassign(started.coaching, started.workspace, other, "UADA")
    with pytest.raises(CoachingError, match="error-not-your-member"):
        await reassignment.unassign(started.coaching, started.workspace, started.coach, "UBOB")


@pytest.mark.parametrize("word", ["listening", "LISTENING", "Listening"])
async def test_a_track_is_found_by_its_id_and_its_title(scene, word):
    assert assign.track_named(scene.coaching, word).id == "listening"


@pytest.mark.parametrize(
    ("word", "key"), [("listning", "error-unknown-track"), ("qq", "error-unknown-track-at-all")]
)
async def test_an_unknown_track_is_named_with_the_nearest_one(scene, word, key):
    with pytest.raises(CoachingError) as refusal:
        assign.track_named(scene.coaching, word)

    assert refusal.value.key == key
    assert refusal.value.facts.get("nearest") in {"listening", None}


async def test_a_new_track_after_a_pause_that_is_long_over_begins(started):
    """The pause was until Wednesday, and no nudge came after it to end it."""
    await settings.pause(started.coaching, started.workspace, "UADA", date(2026, 3, 4))
    await reassignment.unassign(started.coaching, started.workspace, started.coach, "UADA")
    started.clock.now = MONDAY_NINE.replace(day=20)

    assignment = await started.assign("UADA", track="listening")

    assert assignment.done[0].first == MONDAY_NINE.replace(day=23)
