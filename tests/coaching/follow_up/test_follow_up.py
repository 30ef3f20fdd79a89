"""Silence, and what a coach works with."""

from datetime import date, timedelta

import pytest

from bot.coaching.answers import reply
from bot.coaching.follow_up import follow_up, roster
from bot.coaching.people import roles
from bot.coaching.privacy import safety
from bot.coaching.schedule import settings
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.errors import CoachingError
from bot.domain.people.people import Profile
from bot.domain.plans.plan import Wanted
from bot.domain.privacy.safety import Concern, Found
from bot.store.people import people
from tests.coaching.conftest import appointed
from tests.conftest import MONDAY_NINE


@pytest.fixture
async def silent(started, reach):
    """Ada has left three nudges unanswered, and was asked what would suit her."""

    async def go():
        await started.days(3, 4, 5, 6)

    await reach(started, go)
    return started


async def test_two_nudges_without_an_answer_are_nothing_yet(started):
    await started.days(3, 4, 5)

    assert await started.follow_ups() == []


async def test_silence_of_three_nudges_is_put_before_the_coach_once(silent):
    await silent.days(9, 10)

    [item] = await follow_up.queue(silent.coaching, silent.coach)
    assert (item.reason, item.name, item.count) == ("silent", "Ada", 3)
    [line] = (await roster.page(silent.coaching, silent.coach)).lines
    assert (line.standing, line.waiting) == ("silent", ("silent",))


async def test_an_answer_breaks_the_count(started):
    await started.days(3, 4)
    await started.tap("first-steps.2", outcome=Outcome.NOT_YET)

    await started.days(5, 6)

    assert await started.follow_ups() == []


async def test_any_tap_ends_a_silence(silent):
    await silent.tap("first-steps.1", outcome=Outcome.NOT_FOR_ME)

    assert await silent.follow_ups() == [("silent", "settled")]


async def test_any_word_ends_a_silence(silent):
    head = silent.messenger.card("first-steps.2").place.ts

    await silent.say("Was away", thread=head)

    assert await silent.follow_ups() == [("silent", "settled")]


async def test_a_pause_is_no_silence(started):
    await started.days(3, 4)
    await settings.pause(started.coaching, started.workspace, "UADA", None)

    await started.days(5, 6, 9, 10, 11)

    assert await started.follow_ups() == []
    [line] = (await roster.page(started.coaching, started.coach)).lines
    assert line.standing == "paused"


async def test_only_the_coach_whose_item_it_is_closes_it_and_only_once(silent):
    [item] = await follow_up.queue(silent.coaching, silent.coach)
    other = await appointed(silent.coaching, silent.workspace, Profile("UNOA", "Noa", "UTC"))

    with pytest.raises(CoachingError, match="error-follow-up-gone"):
        await follow_up.close(silent.coaching, other, item.id, "reached out")
    await follow_up.close(silent.coaching, silent.coach, item.id, "reached out")
    with pytest.raises(CoachingError, match="error-follow-up-gone"):
        await follow_up.close(silent.coaching, silent.coach, item.id, "reached out")

    assert await silent.follow_ups() == [("silent", "reached out")]


async def test_a_talk_is_about_all_that_is_open_and_gives_some_days_of_rest(silent):
    await silent.ask("first-steps.1")
    board = await follow_up.board(silent.coaching, silent.coach)
    [row] = board.rows
    assert (row.reason, row.also) == ("asked", ("silent",))

    await follow_up.close(silent.coaching, silent.coach, row.id, "talked")

    assert await silent.follow_ups() == [("silent", "talked"), ("asked", "talked")]
    await silent.tap("first-steps.1", outcome=Outcome.STUCK)
    await silent.tap("first-steps.2", outcome=Outcome.STUCK)
    board = await follow_up.board(silent.coaching, silent.coach)
    assert (board.rows, board.resting) == ((), 1)
    await silent.ask("first-steps.2")
    board = await follow_up.board(silent.coaching, silent.coach)
    assert [(row.reason, row.also) for row in board.rows] == [("asked", ())]
    silent.clock.now += timedelta(days=7)
    assert len((await follow_up.board(silent.coaching, silent.coach)).rows) == 1


async def test_what_is_snoozed_is_off_the_list_until_its_day_or_until_they_ask(silent):
    [row] = (await follow_up.board(silent.coaching, silent.coach)).rows

    until = await follow_up.snooze(silent.coaching, silent.coach, row.id, 3)

    assert until == date(2026, 3, 11)
    board = await follow_up.board(silent.coaching, silent.coach)
    assert (board.rows, board.snoozed) == ((), 1)
    silent.clock.now += timedelta(days=5)
    assert len((await follow_up.board(silent.coaching, silent.coach)).rows) == 1
    await follow_up.close(silent.coaching, silent.coach, row.id, "not-needed")
    with pytest.raises(CoachingError, match="error-follow-up-gone"):
        await follow_up.snooze(silent.coaching, silent.coach, row.id, 1)


async def test_asking_wakes_what_was_snoozed(nudged):
    await nudged.ask("first-steps.1")
    [row] = (await follow_up.board(nudged.coaching, nudged.coach)).rows
    await follow_up.snooze(nudged.coaching, nudged.coach, row.id, 5)

    await nudged.ask("first-steps.1")

    assert len((await follow_up.board(nudged.coaching, nudged.coach)).rows) == 1


async def test_the_coach_hears_once_of_a_wish_to_talk_until_they_have_dealt_with_it(started):
    await started.days(3, 4)
    told = []
    for nudge in ("first-steps.1", "first-steps.1", "first-steps.2"):
        await started.ask(nudge)
        told.append(started.messenger.noted.count(("UMARA", "coach-asked")))

    [row] = (await follow_up.board(started.coaching, started.coach)).rows
    await follow_up.close(started.coaching, started.coach, row.id, "talked")
    await started.ask("first-steps.2")
    told.append(started.messenger.noted.count(("UMARA", "coach-asked")))

    assert told == [1, 1, 1, 2]


async def test_a_snoozed_wish_that_is_said_again_reaches_the_coach_again(nudged):
    await nudged.ask("first-steps.1")
    [row] = (await follow_up.board(nudged.coaching, nudged.coach)).rows
    await follow_up.snooze(nudged.coaching, nudged.coach, row.id, 5)

    await nudged.ask("first-steps.1")

    assert nudged.messenger.noted.count(("UMARA", "coach-asked")) == 2


async def test_whoever_leaves_is_told_apart_from_silence(silent):
    await silent.move_to("UTC", deactivated=True)

    [row] = (await follow_up.board(silent.coaching, silent.coach)).rows

    assert (row.reason, row.away) == ("unreachable", "deactivated")
    await silent.move_to("UTC")
    [row] = (await follow_up.board(silent.coaching, silent.coach)).rows
    assert (row.reason, row.away) == ("silent", "")


async def test_falling_confidence_is_told_by_its_direction_alone(started):
    await started.days(3, 4, 5)
    for day, rating in ((1, 5), (2, 4), (3, 3)):
        await started.tap(f"first-steps.{day}", confidence=rating)
    assert await started.follow_ups() == []
    await started.days(6, 9)

    await started.tap("first-steps.5", confidence=1)

    [row] = (await follow_up.board(started.coaching, started.coach)).rows
    assert (row.reason, row.detail, row.words) == ("confidence", "First steps", ())


async def test_a_rating_that_is_kept_afterwards_tells_nothing_any_more(started):
    await test_falling_confidence_is_told_by_its_direction_alone(started)
    delivery_id = started.messenger.card("first-steps.5").item.delivery_id

    await reply.keep_private(
        started.coaching, started.workspace, "UADA", delivery_id, private=True
    )

    assert await started.follow_ups() == [("confidence", "settled")]


async def test_what_is_left_at_not_yet_is_named(started):
    await started.days(3, 4, 5)
    for day in (1, 2, 3):
        await started.tap(f"first-steps.{day}", outcome=Outcome.NOT_YET)
    await started.days(6, 9)

    await started.tap("first-steps.5", outcome=Outcome.DID)

    [row] = (await follow_up.board(started.coaching, started.coach)).rows
    assert (row.reason, row.count) == ("parked", 3)
    assert row.detail == "Clear one small thing · Visit as a guest · What the number hides"


async def test_a_finished_track_is_good_news(started):
    for day in (3, 4, 5, 6, 9, 10):
        await started.days(day)
        await started.say("Done")

    [row] = (await follow_up.board(started.coaching, started.coach)).rows
    assert (row.reason, row.detail) == ("good-news", "First steps")


async def test_a_coach_sees_their_own_members_and_nobody_elses(started):
    other = await appointed(started.coaching, started.workspace, Profile("UNOA", "Noa", "UTC"))
    await started.assign("UBOB", "UCLEO", coach=other)

    assert [line.member.name for line in (await roster.page(started.coaching, other)).lines] == [
        "Bob",
        "Cleo",
    ]
    for stranger in ("UADA", "UNOBODY"):
        with pytest.raises(CoachingError, match="error-not-your-member"):
            await follow_up.member_page(started.coaching, started.workspace, other, stranger)


async def test_a_page_shows_where_a_member_stands(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    page = await follow_up.member_page(nudged.coaching, nudged.workspace, nudged.coach, "UADA")

    assert (page.line.standing, page.line.track) == ("on-track", "First steps")
    assert (page.line.progress.sent, page.line.progress.did) == (1, 1)
    assert [entry.nudge for entry in page.journal] == ["What the number hides"]


async def test_only_an_admin_appoints_and_dismisses_coaches(started):
    started.messenger.people["UROOT"] = Profile("UROOT", "Root", "UTC", is_admin=True)
    coaching, workspace = started.coaching, started.workspace

    with pytest.raises(CoachingError, match="error-not-an-admin"):
        await roles.appoint(coaching, workspace, "UADA", "UBOB")
    await roles.appoint(coaching, workspace, "UROOT", "UBOB")
    await roles.confirm(coaching, workspace, "UBOB")
    assert (await roles.coach(coaching, workspace, "UBOB")).name == "Bob"

    with pytest.raises(CoachingError, match="error-coach-has-members"):
        await roles.dismiss(coaching, workspace, "UROOT", "UMARA")
    await roles.dismiss(coaching, workspace, "UROOT", "UBOB")
    with pytest.raises(CoachingError, match="error-not-a-coach"):
        await roles.coach(coaching, workspace, "UBOB")


@pytest.fixture
async def many(scene, reach):
    """Thirty-two people, all of whom are stuck and have said so in words."""

    async def go():
        people = [f"U{number:03d}" for number in range(32)]
        for slack_id in people:
            scene.messenger.people[slack_id] = Profile(slack_id, slack_id, "UTC")
        await scene.assign(*people)
        await scene.days(2, 3)
        scene.clock.now += timedelta(minutes=1)
        for slack_id in people:
            card = scene.messenger.card("first-steps.1", slack_id).item.delivery_id
            said = Reply(outcome=Outcome.STUCK, text=f"I am {slack_id}")
            await reply.tapped(scene.coaching, scene.workspace, slack_id, card, said)
            await reply.ask_coach(scene.coaching, scene.workspace, slack_id, card)

    await reach(scene, go)
    return scene


async def test_the_page_that_is_shown_is_read_in_full_and_no_other(many):
    first, last = [await follow_up.board(many.coaching, many.coach, at) for at in (0, 29)]

    assert [bool(row.words) for row in first.rows] == [True] * 15 + [False] * 17
    assert [row.words for row in last.page(29)] == [(f"I am U{n:03d}",) for n in (29, 30, 31)]
    [title] = {row.nudge for row in last.page(29)}
    assert many.coaching.library.nudge("first-steps.1")[1].title == title
    assert [row.id for row in first.rows] == [row.id for row in last.rows]


async def test_a_page_beyond_the_end_is_the_first(many):
    board = await follow_up.board(many.coaching, many.coach, 99)

    assert (board.begin(99), bool(board.rows[0].words)) == (0, True)


async def test_a_roster_is_read_a_page_at_a_time(many):
    first, second, beyond = [
        await roster.page(many.coaching, many.coach, at) for at in (0, 30, 99)
    ]

    assert [len(first.lines), first.after, first.people] == [30, 30, 32]
    assert [line.member.name for line in second.lines] == ["U030", "U031"]
    assert (second.after, beyond.first, len(beyond.lines)) == (0, 0, 30)
    assert {line.waiting for line in (*first.lines, *second.lines)} == {("asked",)}


async def test_a_member_page_has_the_plans_they_share_and_no_other(nudged):
    await nudged.tap("first-steps.1", plan="If it is noon, I listen", wanted=Wanted())
    delivery = nudged.messenger.card("first-steps.1").item.delivery_id

    async def plans():
        page = await follow_up.member_page(nudged.coaching, nudged.workspace, nudged.coach, "UADA")
        return [plan.text for plan in page.plans]

    assert await plans() == ["If it is noon, I listen"]

    await reply.keep_private(nudged.coaching, nudged.workspace, "UADA", delivery, private=True)

    assert await plans() == []


async def test_a_stopped_day_looks_like_any_other_to_the_coach(started):
    started.clock.now = MONDAY_NINE.replace(day=3, hour=8)
    [before] = (await roster.page(started.coaching, started.coach)).lines
    async with started.coaching.store.writing() as session:
        member = await people.member(session, started.workspace.id, "UADA")
        await safety.quiet_today(session, member, Found(Concern.DANGER), started.clock())

    [after] = (await roster.page(started.coaching, started.coach)).lines

    assert after.next_due == before.next_due == MONDAY_NINE.replace(day=4)
    assert after.standing == before.standing
