"""`/nudge now`: the nudge, or one true sentence about why there is none."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.coaching.answers.snooze import put_off
from bot.coaching.delivery import send_now
from bot.coaching.enrolment import reassignment
from bot.coaching.people import profile_sync
from bot.coaching.schedule import settings
from bot.coaching.schedule.settings import Wish
from bot.config import Settings
from bot.content.words.words import load_words
from bot.domain.answers.send_now import Pull, Pulled
from bot.domain.answers.snooze import Later
from bot.domain.errors import CoachingError, DeliveryFailed, OutcomeUnknown
from bot.domain.people.installation import Installation
from bot.domain.schedule.time_off import Leave
from bot.slack.practice.send_now import pulled_page
from bot.store.people import people
from bot.store.tables import MemberRow
from tests.coaching.conftest import TUESDAY_NINE

MINUTE = timedelta(minutes=1)
WEDNESDAY_NINE = TUESDAY_NINE + timedelta(days=1)
BUSY = DeliveryFailed("ratelimited", retry_after=600)
CLOSED = DeliveryFailed("messages_tab_disabled", permanent=True, member_gone=True)


async def now(scene) -> Pulled:
    return await send_now.pull(scene.coaching, scene.workspace, "UADA")


async def stop(scene) -> None:
    await profile_sync.goodbye(scene.coaching, scene.workspace, "token_revoked")
    scene.workspace = await profile_sync.served(scene.coaching, Installation(("TACME",)))


async def answered_today(scene):
    await scene.days(3)
    await scene.answer_newest()


async def waiting_out_a_limit(scene):
    scene.messenger.refuses["UADA"] = BUSY
    await scene.days(3)
    scene.messenger.refuses.clear()
    scene.clock.now += MINUTE


async def outcome_in_doubt(scene):
    scene.messenger.refuses["UADA"] = OutcomeUnknown()
    await scene.days(3)
    scene.messenger.refuses.clear()
    scene.clock.now += MINUTE


async def unanswered(scene):
    await scene.days(3)
    scene.clock.now += MINUTE


async def workspace_stopped(scene):
    await stop(scene)


async def closed_to_us(scene):
    scene.clock.now = TUESDAY_NINE - MINUTE
    scene.messenger.refuses["UADA"] = CLOSED


async def refused_for_a_limit_now(scene):
    scene.clock.now = TUESDAY_NINE - MINUTE
    scene.messenger.refuses["UADA"] = BUSY


async def all_answered(scene):
    await scene.answered_days(3, 4, 5, 6, 9)


async def all_answered_and_another_queued(scene):
    await scene.assign("UADA", track="listening")
    await scene.answered_days(3, 4, 5, 6, 9)


async def finished(scene):
    await scene.answered_days(3, 4, 5, 6, 9, 10)


async def file_gone(scene):
    scene.clock.now = TUESDAY_NINE - MINUTE
    tracks = {t.id: t for t in scene.coaching.library.tracks if t.id != "first-steps"}
    scene.coaching = replace(scene.coaching, library=type(scene.coaching.library)((), tracks))


async def paused_for_good(scene):
    scene.clock.now = TUESDAY_NINE - MINUTE
    await settings.pause(scene.coaching, scene.workspace, "UADA", None)


async def paused_until_friday(scene):
    scene.clock.now = TUESDAY_NINE - MINUTE
    await settings.pause(scene.coaching, scene.workspace, "UADA", date(2026, 3, 6))


async def paused_while_a_limit_was_waited_out(scene):
    await waiting_out_a_limit(scene)
    scene.clock.now += timedelta(minutes=20)
    await settings.pause(scene.coaching, scene.workspace, "UADA", None)


async def on_leave(scene):
    scene.clock.now = TUESDAY_NINE - MINUTE
    leave = Leave(date(2026, 3, 3), date(2026, 3, 5))
    await settings.add_leave(scene.coaching, scene.workspace, "UADA", leave)


async def on_a_day_off(scene):
    scene.clock.now = TUESDAY_NINE - MINUTE
    wish = Wish(weekdays=frozenset({0, 4}))
    await settings.change(scene.coaching, scene.workspace, "UADA", wish)


async def snoozed(scene):
    await scene.days(3)
    card = scene.messenger.card("first-steps.1").item.delivery_id
    await put_off(scene.coaching, scene.workspace, "UADA", card, Later.TOMORROW)


async def after_hours(scene):
    """The day's nudge was held up until its hours closed: it's planned for Wednesday."""
    scene.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=9 * 3600)
    await scene.days(3)
    scene.messenger.refuses.clear()
    await scene.tick(TUESDAY_NINE + timedelta(hours=10))


CASES = {
    "the nudge of the day": (None, Pull.SENT),
    "a second one on a day that has had its own": (answered_today, Pull.SENT),
    "in an open pause": (paused_for_good, Pull.SENT_IN_PAUSE),
    "in a pause with an end": (paused_until_friday, Pull.SENT),
    "in a pause that caught it on its way": (
        paused_while_a_limit_was_waited_out,
        Pull.SENT_IN_PAUSE,
    ),
    "on leave": (on_leave, Pull.SENT),
    "on a day that isn't worked": (on_a_day_off, Pull.SENT),
    "one that was moved to tomorrow": (after_hours, Pull.SENT),
    "one that was snoozed": (snoozed, Pull.SENT),
    "the end of the track": (all_answered, Pull.NOTHING_LEFT),
    "the end, and another queued": (all_answered_and_another_queued, Pull.QUEUED),
    "after the end": (finished, Pull.FINISHED),
    "waiting out a limit": (waiting_out_a_limit, Pull.HELD_UP),
    "a limit met now": (refused_for_a_limit_now, Pull.HELD_UP),
    "in doubt": (outcome_in_doubt, Pull.ON_ITS_WAY),
    "unanswered": (unanswered, Pull.STILL_OPEN),
    "refused for this member": (closed_to_us, Pull.UNREACHABLE),
    "a workspace that is stopped": (workspace_stopped, Pull.WORKSPACE_STOPPED),
    "a track that can't be read": (file_gone, Pull.TRACK_MISSING),
}


@pytest.mark.parametrize(("arrange", "result"), CASES.values(), ids=CASES)
async def test_each_request_ends_in_one_result(started, arrange, result):
    started.clock.now = TUESDAY_NINE - MINUTE
    if arrange:
        await arrange(started)

    told = await now(started)

    assert told.result is result


async def test_a_track_starts_on_its_day(scene):
    await scene.assign("UADA", start=date(2026, 3, 9))
    await scene.days(2)

    told = await now(scene)

    assert told == Pulled(Pull.NOT_STARTED, "First steps", starts_on=date(2026, 3, 9))
    assert scene.messenger.names() == ["welcome"]


async def test_the_welcome_comes_before_any_nudge(scene):
    await scene.assign("UADA")

    assert (await now(scene)).result is Pull.SENT
    assert scene.messenger.names() == ["welcome"]


async def test_whoever_was_taken_off_their_track_is_told_so(started):
    await reassignment.unassign(started.coaching, started.workspace, started.coach, "UADA")

    told = await now(started)

    assert told == Pulled(Pull.STOPPED, "First steps")


async def test_a_member_without_any_track_is_told_so(scene):
    async with scene.coaching.store.writing() as session:
        ada = scene.messenger.people["UADA"]
        await people.save_member(session, scene.workspace.id, ada, "UTC", scene.clock())

    assert await now(scene) == Pulled(Pull.NO_TRACK)


async def test_only_members_have_a_next_nudge(scene):
    with pytest.raises(CoachingError, match="error-no-track"):
        await now(scene)


async def test_what_waits_for_an_answer_is_named_with_a_way_to_it(nudged):
    told = await now(nudged)

    place = nudged.messenger.card("first-steps.1").place
    link = f"https://slack.test/{place.channel}/{place.ts}"
    assert told == Pulled(Pull.STILL_OPEN, title="What the number hides", link=link)


async def test_a_limit_is_waited_out_and_the_time_is_told(started):
    await waiting_out_a_limit(started)

    told = await now(started)

    until = TUESDAY_NINE + timedelta(seconds=600)
    assert told == Pulled(Pull.HELD_UP, title="What the number hides", at=until)
    assert started.messenger.tried.count("UADA") == 2
    await started.tick(until)
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_nobody_is_posted_to_while_their_workspace_is_let_be(scene):
    """Bob's post met the limit; it holds for Ada's, too, however much she asks."""
    await scene.assign("UADA", "UBOB")
    await scene.days(2)
    scene.clock.now = TUESDAY_NINE - MINUTE
    scene.messenger.refuses["UBOB"] = BUSY
    await send_now.pull(scene.coaching, scene.workspace, "UBOB")
    scene.clock.now += MINUTE

    told = await now(scene)

    assert (told.result, told.at) == (Pull.HELD_UP, TUESDAY_NINE + timedelta(minutes=9))
    assert scene.messenger.names() == ["welcome"]


async def test_what_is_brought_forward_comes_once(started):
    await after_hours(started)

    await now(started)
    await started.days(4)

    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_a_pull_after_a_refusal_reaches_whoever_is_reachable_again(started):
    await closed_to_us(started)
    assert (await now(started)).reason == "messages_tab_disabled"
    started.messenger.refuses.clear()
    started.clock.now = WEDNESDAY_NINE - MINUTE

    assert (await now(started)).result is Pull.SENT
    [ada] = await started.rows(MemberRow)
    assert ada.unreachable == ""


async def test_the_next_one_is_scheduled_no_sooner_than_tomorrow(started):
    started.clock.now = TUESDAY_NINE - MINUTE

    assert (await now(started)).at == WEDNESDAY_NINE


async def test_whoever_asks_after_a_silence_is_not_asked_whether_they_are_there(started):
    await started.days(3, 4, 5, 6)
    assert started.messenger.names()[-1] == "check-in"

    await now(started)
    await started.days(9)

    assert started.messenger.names()[-1] == "first-steps.4"


@pytest.mark.parametrize("result", Pull)
async def test_each_result_has_its_sentence(result, scene):
    words = load_words(Settings().content)
    async with scene.coaching.store.writing() as session:
        ada = scene.messenger.people["UADA"]
        member = await people.save_member(session, scene.workspace.id, ada, "UTC", scene.clock())
    every = Pulled(
        result,
        "Track & one",
        "Title <two>",
        "Track three",
        datetime.fromisoformat("2026-03-03T09:00Z"),
        date(2026, 3, 9),
        "https://slack.test/1",
        "token_revoked",
    )

    shown = pulled_page(every, member, words).text

    assert shown
    assert "{" not in shown
    assert "<two>" not in shown
