"""Moving, pausing, handing over, and taking each of it back, whatever happened in between."""

from datetime import date, timedelta

import pytest

from bot.coaching.answers import reply
from bot.coaching.enrolment import reassignment
from bot.coaching.enrolment import undo as take_back
from bot.coaching.privacy import sharing
from bot.coaching.schedule import settings
from bot.domain.answers.reply import Outcome
from bot.domain.enrolment.audit_log import LOG_PAGE
from bot.domain.errors import CoachingError, DeliveryFailed
from bot.domain.follow_up.follow_up import Reason
from bot.domain.people.people import Profile
from bot.store.enrolment import enrolments
from bot.store.people import coaches
from bot.store.tables import FollowUpRow, MemberRow
from tests.coaching.conftest import TUESDAY_NINE, appointed


@pytest.fixture
async def noa(scene):
    scene.messenger.people["UNOA"] = Profile("UNOA", "Noa", "UTC")
    return await appointed(scene.coaching, scene.workspace, Profile("UNOA", "Noa", "UTC"))


def mine(scene):
    return scene.coaching, scene.workspace, scene.coach


async def undo(scene, deed_id=None, *, actor="UMARA"):
    return await take_back.undo(scene.coaching, scene.workspace, actor, deed_id)


async def log(scene):
    return await take_back.log(scene.coaching, scene.workspace, "UMARA", scene.coach, 0)


async def coached(scene):
    return [(row.track, row.state, row.coach_id) for row in await scene.enrolments()]


async def test_a_moved_member_hears_of_it_in_their_hours_before_the_next_nudge(nudged, noa):
    nudged.clock.now += timedelta(hours=12)

    await reassignment.move(*mine(nudged), "UADA", "UNOA")
    await nudged.tick()
    assert nudged.messenger.names() == ["welcome", "first-steps.1"]

    await nudged.days(4, 5)
    assert nudged.messenger.names() == ["welcome", "first-steps.1", "welcome", "first-steps.2"]
    word = nudged.messenger.posted[2].item
    assert (word.moved, word.coach, word.confirmed) == (True, "<@UNOA>", True)
    assert nudged.messenger.posted[3].item.reader == "<@UNOA>"


async def test_who_was_not_welcomed_yet_is_welcomed_by_the_new_coach(scene, noa):
    await scene.assign("UADA")

    await reassignment.move(*mine(scene), "UADA", "UNOA")
    await scene.days(2, 3)

    assert scene.messenger.names() == ["welcome", "first-steps.1"]
    welcome = scene.messenger.posted[0].item
    assert (welcome.coach, welcome.moved) == ("<@UNOA>", False)


async def test_what_is_open_about_a_member_goes_along_and_comes_back(nudged, noa):
    card = nudged.messenger.card("first-steps.1").item
    await reply.ask_coach(nudged.coaching, nudged.workspace, "UADA", card.delivery_id)

    await reassignment.move(*mine(nudged), "UADA", "UNOA")
    assert [(r.reason, r.coach_id) for r in await nudged.rows(FollowUpRow)] == [
        (Reason.ASKED, noa.id)
    ]

    assert (await undo(nudged)).count == 1
    assert await coached(nudged) == [("first-steps", "active", nudged.coach.id)]
    assert (await nudged.rows(FollowUpRow))[0].coach_id == nudged.coach.id


async def test_word_of_a_move_that_was_taken_back_at_once_is_not_sent(nudged, noa):
    nudged.clock.now += timedelta(hours=12)
    await reassignment.move(*mine(nudged), "UADA", "UNOA")

    await undo(nudged)
    await nudged.days(4)

    assert nudged.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_who_was_told_of_a_move_is_told_that_it_was_taken_back(nudged, noa):
    await reassignment.move(*mine(nudged), "UADA", "UNOA")
    await nudged.tick()

    await undo(nudged)
    await nudged.tick()

    words = [p.item for p in nudged.messenger.posted if p.name == "welcome"]
    assert [word.coach for word in words] == ["<@UMARA>", "<@UNOA>", "<@UMARA>"]


async def test_a_move_cannot_be_taken_back_once_the_member_has_gone_on_to_a_third(started, noa):
    third = await appointed(started.coaching, started.workspace, Profile("UEVE", "Eve", "UTC"))
    await reassignment.move(*mine(started), "UADA", "UNOA")
    await reassignment.move(started.coaching, started.workspace, noa, "UADA", third.slack_id)

    with pytest.raises(CoachingError, match="undo-with-other") as refused:
        await undo(started)

    assert refused.value.facts["coach"] == "<@UEVE>"
    with pytest.raises(CoachingError, match="undo-with-other"):
        await undo(started)


@pytest.mark.parametrize(
    ("member", "to", "key"),
    [
        ("UADA", "UMARA", "error-moves-nowhere"),
        ("UADA", "UBOB", "error-no-such-coach"),
        ("UBOB", "UNOA", "error-not-your-member"),
        ("UNOA", "UADA", "error-move-turned"),
        ("UNOA", "UNOA", "error-own-coach"),
    ],
)
async def test_a_move_that_cannot_be_is_told_why(started, noa, member, to, key):
    with pytest.raises(CoachingError, match=key):
        await reassignment.move(*mine(started), member, to)


async def test_nobody_is_moved_to_a_coach_who_has_not_confirmed(started):

    async with started.coaching.store.writing() as session:
        profile = Profile("UEVE", "Eve", "UTC")
        await coaches.appoint(session, started.workspace.id, profile, "", started.clock())

    with pytest.raises(CoachingError, match="error-coach-not-confirmed"):
        await reassignment.move(*mine(started), "UADA", "UEVE")


async def test_unassign_taken_back_goes_on_where_it_stopped(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    await reassignment.unassign(*mine(nudged), "UADA")

    assert (await undo(nudged)).count == 1
    await nudged.days(4)

    assert nudged.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_what_was_owed_when_it_stopped_is_owed_again(scene):
    await scene.assign("UADA")
    await reassignment.unassign(*mine(scene), "UADA")

    await undo(scene)
    await scene.days(2, 3)

    assert scene.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_nudge_that_was_owed_when_it_stopped_comes_once(started):
    started.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=600)
    await started.tick(TUESDAY_NINE)
    started.messenger.refuses.clear()
    await reassignment.unassign(*mine(started), "UADA")

    await undo(started)
    await started.tick(TUESDAY_NINE + timedelta(minutes=20))
    await started.days(4)

    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_what_began_in_its_place_and_sent_nothing_steps_aside(nudged):
    await nudged.assign("UADA", track="listening")
    await reassignment.unassign(*mine(nudged), "UADA")

    await undo(nudged)
    await nudged.days(4)

    assert [(t, s) for t, s, _ in await coached(nudged)] == [
        ("first-steps", "active"),
        ("listening", "queued"),
    ]
    assert nudged.messenger.names()[-1] == "first-steps.2"


async def test_what_began_in_its_place_and_has_been_sent_stays(nudged):
    await nudged.assign("UADA", track="listening")
    await reassignment.unassign(*mine(nudged), "UADA")
    await nudged.days(4)

    with pytest.raises(CoachingError, match="undo-on-other-track"):
        await undo(nudged)


async def test_of_an_assignment_only_what_is_as_it_was_is_taken_back(scene, noa):
    done = await scene.assign("UADA", "UBOB", "UCLEO")
    await reassignment.unassign(*mine(scene), "UADA")
    await reassignment.move(*mine(scene), "UBOB", "UNOA")

    undone = await undo(scene, done.audit_id)

    assert undone.count == 1
    assert [(one.slack_id, one.key) for one in undone.kept] == [
        ("UADA", "undo-stopped"),
        ("UBOB", "undo-with-other"),
    ]


async def test_a_finished_track_stays_finished(scene):
    done = await scene.assign("UADA")
    async with scene.coaching.store.writing() as session:
        await enrolments.end(session, done.done[0].enrolment_id, "finished", scene.clock())

    with pytest.raises(CoachingError, match="undo-finished"):
        await undo(scene, done.audit_id)


async def test_a_coach_lets_a_member_rest_and_takes_it_back(nudged):
    held = await reassignment.pause(*mine(nudged), "UADA", date(2026, 3, 9))
    await nudged.days(4)
    assert held.told
    assert [one[:2] for one in nudged.messenger.offered] == [("UADA", "paused-by-coach-until")]
    assert nudged.messenger.names() == ["welcome", "first-steps.1"]

    await undo(nudged)
    await nudged.tick()

    assert nudged.messenger.names()[-1] == "first-steps.2"


async def test_a_coach_ends_a_pause_they_gave_and_takes_that_back(nudged):
    await reassignment.pause(*mine(nudged), "UADA", date(2026, 3, 9))

    back = await reassignment.resume(*mine(nudged), "UADA")

    assert (back.following, back.told) == (date(2026, 3, 4), True)
    assert nudged.messenger.offered[-1][:2] == ("UADA", "resumed-by-coach")
    [row] = await nudged.rows(MemberRow)
    assert row.paused_at is None

    assert (await undo(nudged)).action == "wake"

    [row] = await nudged.rows(MemberRow)
    assert row.paused_until == date(2026, 3, 9)
    await nudged.days(4)
    assert nudged.messenger.names() == ["welcome", "first-steps.1"]
    lines = (await log(nudged)).lines
    assert [(line.action, line.undone) for line in lines[:3]] == [
        ("undo", False),
        ("wake", True),
        ("rest", False),
    ]


async def test_a_pause_of_their_own_is_theirs_to_end(nudged):
    with pytest.raises(CoachingError, match="error-not-paused"):
        await reassignment.resume(*mine(nudged), "UADA")
    await reassignment.pause(*mine(nudged), "UADA", None)
    await settings.resume(nudged.coaching, nudged.workspace, "UADA")
    nudged.clock.now += timedelta(minutes=1)
    await settings.pause(nudged.coaching, nudged.workspace, "UADA", None)

    with pytest.raises(CoachingError, match="error-pause-theirs"):
        await reassignment.resume(*mine(nudged), "UADA")
    with pytest.raises(CoachingError, match="error-not-your-member"):
        await reassignment.resume(*mine(nudged), "UBOB")


@pytest.mark.parametrize(
    ("meanwhile", "why"), [("paused", "undo-pause-changed"), ("over", "undo-pause-over")]
)
async def test_a_pause_that_was_ended_comes_back_only_where_it_fits(nudged, meanwhile, why):
    await reassignment.pause(*mine(nudged), "UADA", date(2026, 3, 9))
    await reassignment.resume(*mine(nudged), "UADA")
    if meanwhile == "paused":
        await settings.pause(nudged.coaching, nudged.workspace, "UADA", None)
    else:
        await nudged.days(9)

    with pytest.raises(CoachingError, match=why):
        await undo(nudged)


async def test_who_is_woken_outside_their_hours_is_not_written_to(nudged):
    await reassignment.pause(*mine(nudged), "UADA", None)
    nudged.clock.now += timedelta(hours=12)

    assert not (await reassignment.resume(*mine(nudged), "UADA")).told


async def test_a_handover_is_in_the_log_of_both_coaches(scene, noa):
    await scene.assign("UADA")
    scene.messenger.people["UROOT"] = Profile("UROOT", "Root", "UTC", is_admin=True)

    await reassignment.handover(scene.coaching, scene.workspace, "UROOT", "UMARA", "UNOA")

    for coach in (scene.coach, noa):
        found = await take_back.log(scene.coaching, scene.workspace, coach.slack_id, coach, 0)
        told = [(line.action, line.actor, line.undoable) for line in found.lines]
        assert ("handover", "UROOT", False) in told
    other = await appointed(scene.coaching, scene.workspace, Profile("UIDA", "Ida", "UTC"))
    found = await take_back.log(scene.coaching, scene.workspace, "UIDA", other, 0)
    assert found.lines == ()


async def test_nobody_is_handed_over_to_themself(scene, noa):
    await scene.assign("UADA", "UNOA")

    with pytest.raises(CoachingError, match="error-handover-own"):
        await reassignment.handover(scene.coaching, scene.workspace, "UMARA", "UMARA", "UNOA")

    assert {coach for _, _, coach in await coached(scene)} == {scene.coach.id}


async def test_outside_their_hours_nobody_is_written_to_about_a_pause(nudged):
    nudged.clock.now += timedelta(hours=12)

    held = await reassignment.pause(*mine(nudged), "UADA", None)

    assert (held.told, nudged.messenger.offered) == (False, [])


async def test_a_members_own_pause_stays_theirs(nudged):
    await reassignment.pause(*mine(nudged), "UADA", None)
    await settings.resume(nudged.coaching, nudged.workspace, "UADA")
    await settings.pause(nudged.coaching, nudged.workspace, "UADA", date(2026, 3, 9))

    with pytest.raises(CoachingError, match="undo-pause-changed"):
        await undo(nudged)
    with pytest.raises(CoachingError, match="error-paused-already"):
        await reassignment.pause(*mine(nudged), "UADA", None)
    assert [row.paused_until for row in await nudged.rows(MemberRow)] == [date(2026, 3, 9)]


async def test_a_leaving_coach_is_followed_by_another_in_one_step_and_back(scene, noa):
    await scene.assign("UADA", "UBOB")
    await scene.assign("UADA", track="listening")

    count = await reassignment.handover(scene.coaching, scene.workspace, "UMARA", "UMARA", "UNOA")

    assert count == 2
    assert {coach for _, _, coach in await coached(scene)} == {noa.id}
    await reassignment.unassign(scene.coaching, scene.workspace, noa, "UBOB")
    undone = await undo(scene)
    assert (undone.count, [one.slack_id for one in undone.kept]) == (1, ["UBOB"])


async def test_only_admins_and_the_coach_themself_hand_over(scene, noa):
    await scene.assign("UADA")

    with pytest.raises(CoachingError, match="error-not-an-admin"):
        await reassignment.handover(scene.coaching, scene.workspace, "UNOA", "UMARA", "UNOA")


async def test_the_last_step_is_taken_back_once_and_never_the_one_before(started):
    await started.assign("UBOB")
    await undo(started)

    with pytest.raises(CoachingError, match="error-undone-last"):
        await undo(started)
    assert [state for _, state, _ in await coached(started)] == ["active", "stopped"]


async def test_the_log_shows_own_deeds_and_others_with_ones_members_a_page_at_a_time(started, noa):
    for _ in range(LOG_PAGE):
        await reassignment.pause(*mine(started), "UADA", None)
        await undo(started)
    await reassignment.move(*mine(started), "UADA", "UNOA")

    first = await take_back.log(started.coaching, started.workspace, "UNOA", noa, 0)
    rest = await take_back.log(started.coaching, started.workspace, "UMARA", started.coach, 20)

    assert (len(first.lines), first.more) == (LOG_PAGE, True)
    newest = first.lines[0]
    assert (newest.actor, newest.action, newest.to) == ("UMARA", "move", "UNOA")
    assert not any(line.undoable for line in first.lines)
    assert [(line.action, line.whom) for line in rest.lines[-1:]] == [("assign", ("UADA",))]
    assert not rest.more


async def test_the_log_tells_nothing_that_members_chose(nudged):
    await sharing.share(nudged.coaching, nudged.workspace, "UADA", shares=False)
    await settings.pause(nudged.coaching, nudged.workspace, "UADA", None)

    log = await take_back.log(nudged.coaching, nudged.workspace, "UMARA", nudged.coach, 0)

    assert [line.action for line in log.lines] == ["assign"]
