"""One reminder a day at most: asked for, inside the hours, and not for what is answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching.answers import reminders as remind
from bot.coaching.answers import reply, snooze
from bot.coaching.schedule import settings
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.answers.snooze import Later
from bot.domain.delivery.card import Reminder
from bot.domain.errors import CoachingError, DeliveryFailed
from bot.store.tables import DeliveryRow, MemberRow
from tests.coaching.privacy.test_safety import SAFETY
from tests.conftest import MONDAY_NINE

FIRST = "first-steps.1"
ONE_O_CLOCK = MONDAY_NINE.replace(day=3, hour=13)


def who(scene):
    return scene.coaching, scene.workspace, "UADA"


def reminders(scene):
    return [p for p in scene.messenger.posted if isinstance(p.item, Reminder)]


@pytest.fixture
async def reminded(started):
    """Ada has put the switch on, and has her first nudge since nine."""
    await remind.choose(*who(started), reminds=True)
    await started.days(3)
    started.clock.now += timedelta(minutes=1)
    return started


async def test_nobody_is_reminded_who_has_not_asked_for_it(nudged):
    for hour in range(10, 24):
        await nudged.tick(MONDAY_NINE.replace(day=3, hour=hour))

    assert nudged.messenger.names() == ["welcome", FIRST]


async def test_a_nudge_that_waits_is_spoken_of_once_after_four_hours(reminded):
    await reminded.tick(ONE_O_CLOCK - timedelta(minutes=1))
    assert reminders(reminded) == []

    for minutes in (0, 1, 60, 600):
        await reminded.tick(ONE_O_CLOCK + timedelta(minutes=minutes))

    [reminder] = reminders(reminded)
    assert (reminder.item.title, reminder.item.answered) == ("What the number hides", False)


async def test_the_next_day_has_its_nudge_and_its_own_reminder(reminded):
    await reminded.tick(ONE_O_CLOCK)
    await reminded.days(4)
    await reminded.tick(ONE_O_CLOCK + timedelta(days=1))

    assert reminded.messenger.names() == [
        *("welcome", FIRST, "reminder"),
        *("first-steps.2", "reminder"),
    ]


@pytest.mark.parametrize("how", ["tap", "words"])
async def test_an_answer_in_between_withdraws_it(reminded, how):
    if how == "tap":
        await reminded.tap(FIRST, outcome=Outcome.NOT_YET)
    else:
        await reminded.say("A queue")

    await reminded.tick(ONE_O_CLOCK)

    assert reminders(reminded) == []


async def test_an_answer_while_slack_is_slow_withdraws_what_is_owed(reminded):
    reminded.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=600)
    await reminded.tick(ONE_O_CLOCK)
    reminded.messenger.refuses.clear()
    await reminded.tap(FIRST, outcome=Outcome.DID)

    await reminded.tick(ONE_O_CLOCK + timedelta(minutes=20))

    assert reminders(reminded) == []


async def test_a_reminder_is_for_no_other_day(reminded):
    reminded.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=6 * 3600)
    await reminded.tick(ONE_O_CLOCK)
    reminded.messenger.refuses.clear()

    await reminded.tick(ONE_O_CLOCK + timedelta(hours=7))
    await reminded.days(4)

    assert reminders(reminded) == []
    [row] = [r for r in await reminded.rows(DeliveryRow) if r.form == "reminder"]
    assert (row.state, row.closed_reason) == ("skipped", "too-late")


async def test_an_outage_over_its_hour_leaves_it_out(reminded):
    await reminded.tick(ONE_O_CLOCK + timedelta(hours=5))
    await reminded.days(4)

    assert reminded.messenger.names()[-1] == "first-steps.2"
    assert reminders(reminded) == []


async def test_a_pause_leaves_it_out_for_good(reminded):
    await settings.pause(*who(reminded), None)
    await reminded.tick(ONE_O_CLOCK)
    await settings.resume(*who(reminded))
    await reminded.tick(ONE_O_CLOCK + timedelta(minutes=5))

    assert reminders(reminded) == []


async def test_what_comes_back_later_needs_no_reminder(reminded):
    first = reminded.messenger.card(FIRST).item.delivery_id
    await snooze.put_off(*who(reminded), first, Later.END_OF_DAY)
    for hour in (13, 17):
        await reminded.tick(MONDAY_NINE.replace(day=3, hour=hour))

    assert reminders(reminded) == []


async def test_a_tap_on_the_reminder_answers_the_nudge_and_folds_both(reminded):
    await reminded.tick(ONE_O_CLOCK)
    [reminder] = reminders(reminded)

    answer = Reply(outcome=Outcome.DID)
    await reply.tapped(*who(reminded), reminder.item.delivery_id, answer)

    drawn = dict(reminded.messenger.updated)
    assert drawn[reminded.messenger.card(FIRST).place].answer.outcome is Outcome.DID
    assert drawn[reminder.place].answered


async def test_the_switch_counts_from_the_next_nudge_and_off_counts_at_once(reminded):
    await remind.choose(*who(reminded), reminds=False)
    await reminded.tick(ONE_O_CLOCK)
    assert reminders(reminded) == []

    await remind.choose(*who(reminded), reminds=True)
    await reminded.tick(ONE_O_CLOCK + timedelta(hours=1))
    assert reminders(reminded) == []
    assert [row.reminds for row in await reminded.rows(MemberRow)] == [True]


async def test_a_nudge_that_came_late_is_not_followed_by_a_reminder_at_once(started):
    await remind.choose(*who(started), reminds=True)
    await started.tick(MONDAY_NINE.replace(day=3, hour=12))
    await started.tick(ONE_O_CLOCK)

    assert reminders(started) == []


async def test_a_post_without_an_answer_is_found_and_not_repeated(reminded):
    reminded.messenger.loses_answers.add("UADA")
    await reminded.tick(ONE_O_CLOCK)
    reminded.messenger.loses_answers.clear()
    for minutes in (3, 6, 9):
        await reminded.tick(ONE_O_CLOCK + timedelta(minutes=minutes))

    assert len(reminders(reminded)) == 1


async def test_only_members_have_a_switch(scene):
    with pytest.raises(CoachingError, match="error-no-track"):
        await remind.choose(*who(scene), reminds=True)


async def test_after_words_of_danger_nobody_is_reminded_that_day(reminded):
    reminded.coaching = replace(reminded.coaching, safety=SAFETY)
    said = await reminded.say("I want to kill myself")
    await reminded.delete(said)

    await reminded.tick(ONE_O_CLOCK)

    assert reminders(reminded) == []
