"""After three nudges in silence one tap is asked for, and Baton keeps still until it comes."""

from datetime import date, timedelta

import pytest

from bot.coaching.check_ins import check_in
from bot.coaching.follow_up import follow_up, roster
from bot.coaching.practice import progress
from bot.coaching.schedule import settings
from bot.coaching.schedule.settings import Wish
from bot.domain.answers.reply import Outcome
from bot.domain.check_ins.check_in import Choice
from bot.domain.delivery.card import CheckIn
from bot.domain.errors import CoachingError
from bot.store.tables import DeliveryRow, MemberRow
from tests.conftest import MONDAY_NINE

FRIDAY, MONDAY = MONDAY_NINE.replace(day=6, hour=10), MONDAY_NINE.replace(day=9)
ASKED = ["welcome", "first-steps.1", "first-steps.2", "first-steps.3", "check-in"]


def who(scene):
    return scene.coaching, scene.workspace, "UADA"


def questions(scene):
    return [p.item for p in scene.messenger.posted if isinstance(p.item, CheckIn)]


def question(scene):
    return next(p for p in scene.messenger.posted if isinstance(p.item, CheckIn))


def shown(scene):
    return [item for _, item in scene.messenger.updated if isinstance(item, CheckIn)][-1]


async def choose(scene, choice):
    await check_in.answer(*who(scene), question(scene).item.delivery_id, choice)


@pytest.fixture
async def silent(started, reach):
    """Ada has answered none of three; on Friday she was asked what would suit her."""

    async def go():
        await started.days(3, 4, 5, 6)
        started.clock.now = FRIDAY

    await reach(started, go)
    return started


async def test_it_takes_the_place_of_the_fourth_and_then_nothing_comes(silent):
    assert silent.messenger.names() == ASKED

    await silent.days(9, 10, 11, 12, 13, 16, 17, 18, 19)

    assert silent.messenger.names() == ASKED


async def test_the_coach_sees_silence_and_no_date_that_would_not_be_kept(silent):
    [line] = (await roster.page(silent.coaching, silent.coach)).lines
    page = await progress.home(*who(silent))

    assert (line.standing, line.next_due, line.waiting) == ("silent", None, ("silent",))
    assert page.today.keeps_still


async def test_carry_on_brings_the_next_nudge_on_the_next_working_day(silent):
    await choose(silent, Choice.CARRY_ON)
    assert (shown(silent).choice, shown(silent).following) == (Choice.CARRY_ON, MONDAY)
    assert await silent.follow_ups() == [("silent", "settled")]

    await silent.days(6, 9)

    assert silent.messenger.names() == [*ASKED, "first-steps.4"]


async def test_a_week_is_a_week(silent):
    await choose(silent, Choice.PAUSE)
    await silent.days(9, 10, 11, 12)
    assert silent.messenger.names() == ASKED

    await silent.days(13)

    assert silent.messenger.names() == [*ASKED, "first-steps.4"]


async def test_another_track_is_for_the_coach_to_choose_and_until_then_nothing_comes(silent):
    await choose(silent, Choice.TRACK)
    await silent.days(9, 10)

    assert silent.messenger.names() == ASKED
    assert ("UMARA", "coach-asked-track") in silent.messenger.noted
    [item] = await follow_up.queue(silent.coaching, silent.coach)
    assert item.reason == "asked"
    [line] = (await roster.page(silent.coaching, silent.coach)).lines
    assert line.standing == "paused"

    silent.clock.now = MONDAY.replace(day=10, hour=18)
    await settings.resume(*who(silent))
    await silent.days(11)
    assert silent.messenger.names() == [*ASKED, "first-steps.4"]


async def test_the_first_tap_counts(silent):
    await choose(silent, Choice.CARRY_ON)
    await choose(silent, Choice.TRACK)

    assert [row.paused_at for row in await silent.rows(MemberRow)] == [None]
    assert shown(silent).choice is Choice.CARRY_ON


@pytest.mark.parametrize("how", ["tap", "words", "resume", "time"])
async def test_any_other_sign_of_life_does_as_well_and_the_question_folds(silent, how):
    if how == "tap":
        await silent.tap("first-steps.1", outcome=Outcome.NOT_FOR_ME)
    if how == "words":
        await silent.say("Was away")
    if how == "resume":
        await settings.resume(*who(silent))
    if how == "time":
        await settings.change(*who(silent), Wish(at=MONDAY.time()))

    await silent.days(9)

    assert silent.messenger.names() == [*ASKED, "first-steps.4"]
    if how in {"tap", "words"}:
        assert (shown(silent).answered, shown(silent).choice) == (True, None)


async def test_a_coach_who_has_looked_hears_of_it_again_after_a_week(silent):
    [item] = await follow_up.queue(silent.coaching, silent.coach)
    await follow_up.close(silent.coaching, silent.coach, item.id, "reached out")
    await silent.days(9, 10, 11, 12)
    assert await follow_up.queue(silent.coaching, silent.coach) == []

    await silent.days(13, 16, 20)

    assert [i.reason for i in await follow_up.queue(silent.coaching, silent.coach)] == ["silent"]


async def test_a_post_without_an_answer_is_found_and_not_repeated(started):
    await started.days(3, 4, 5)
    started.messenger.loses_answers.add("UADA")
    await started.days(6)
    started.messenger.loses_answers.clear()
    for minutes in (3, 6, 9):
        await started.tick(MONDAY_NINE.replace(day=6) + timedelta(minutes=minutes))

    assert started.messenger.names() == ASKED
    assert [r.state for r in await started.rows(DeliveryRow)][-1] == "sent"


async def test_a_pause_that_runs_out_in_a_silence_ends_in_the_question(started):
    await started.days(3, 4, 5)
    started.clock.now = MONDAY_NINE.replace(day=5, hour=12)
    await settings.pause(*who(started), date(2026, 3, 10))

    await started.days(6, 9, 10)

    assert started.messenger.names() == ASKED


async def test_nobody_answers_for_somebody_else(silent):
    await silent.assign("UBOB")

    with pytest.raises(CoachingError, match="error-card-gone"):
        await check_in.answer(
            silent.coaching,
            silent.workspace,
            "UBOB",
            question(silent).item.delivery_id,
            Choice.CARRY_ON,
        )


async def test_ten_working_days_later_one_word_says_that_the_door_is_open_and_nothing_more(silent):
    await silent.days(13, 19)
    assert silent.messenger.names() == ASKED

    await silent.days(20, 23, 24, 25, 26, 27, 30, 31)
    silent.clock.now = MONDAY.replace(month=5)
    await silent.tick(silent.clock.now)

    assert silent.messenger.names() == [*ASKED, "check-in"]
    assert [item.is_last for item in questions(silent)] == [False, True]


async def test_one_tap_on_that_word_goes_on_and_both_questions_fold(silent):
    await silent.days(13, 20)

    await choose(silent, Choice.CARRY_ON)
    await silent.days(23)

    assert silent.messenger.names() == [*ASKED, "check-in", "first-steps.4"]
    folded = [item for _, item in silent.messenger.updated if isinstance(item, CheckIn)]
    assert {item.delivery_id for item in folded if item.answered} == {
        item.delivery_id for item in questions(silent)
    }


async def undo(scene):
    await check_in.undo(*who(scene), question(scene).item.delivery_id)


@pytest.mark.parametrize("choice", [Choice.TRACK, Choice.PAUSE])
async def test_a_choice_that_paused_can_be_taken_back_and_asks_again(silent, choice):
    await choose(silent, choice)
    assert shown(silent).is_paused

    await undo(silent)

    assert (shown(silent).answered, shown(silent).choice) == (False, None)
    assert [row.paused_at for row in await silent.rows(MemberRow)] == [None]
    assert await follow_up.queue(silent.coaching, silent.coach) == []
    await silent.days(9, 10)
    assert silent.messenger.names() == ASKED

    await choose(silent, Choice.CARRY_ON)
    await silent.days(11)
    assert silent.messenger.names() == [*ASKED, "first-steps.4"]


async def test_the_coach_who_was_told_hears_that_it_was_taken_back(silent):
    await choose(silent, Choice.TRACK)
    await undo(silent)

    told = [key for to, key in silent.messenger.noted if to == "UMARA"]
    assert told == ["coach-asked-track", "coach-asked-track-undone"]


async def test_taking_back_another_track_leaves_what_was_asked_of_the_coach_before(silent):
    await silent.ask("first-steps.1")
    silent.clock.now += timedelta(minutes=5)
    await choose(silent, Choice.TRACK)

    await undo(silent)

    assert [i.reason for i in await follow_up.queue(silent.coaching, silent.coach)] == ["asked"]


@pytest.mark.parametrize("choice", [Choice.TRACK, Choice.CARRY_ON, None])
async def test_there_is_nothing_to_take_back_once_the_pause_is_over(silent, choice):
    if choice:
        await choose(silent, choice)
    await settings.resume(*who(silent))

    with pytest.raises(CoachingError, match="check-in-undo-over"):
        await undo(silent)
