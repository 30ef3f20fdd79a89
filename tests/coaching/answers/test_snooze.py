"""A nudge that is put off comes back once; no day gets two, and none is lost."""

from datetime import date, time

import pytest

from bot.coaching.answers import reply, snooze
from bot.coaching.delivery import send_now
from bot.coaching.enrolment import reassignment
from bot.coaching.schedule import settings
from bot.coaching.schedule.settings import Wish
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.answers.snooze import Later
from bot.domain.delivery.card import Card
from bot.domain.errors import CoachingError
from bot.store.tables import DeliveryRow
from tests.conftest import MONDAY_NINE

FIRST = "first-steps.1"


def at(day, hour=9, minute=0):
    return MONDAY_NINE.replace(day=day, hour=hour, minute=minute)


async def put_off(scene, wanted=Later.AFTERNOON, card=None):
    card = card or scene.messenger.card(FIRST)
    who = (scene.coaching, scene.workspace, "UADA")
    await snooze.put_off(*who, card.item.delivery_id, wanted)


def nudges(scene):
    return [(p.item.nudge.id, p.item.is_back) for p in scene.messenger.posted if card_of(p)]


def card_of(posted):
    return isinstance(posted.item, Card)


def newest(scene):
    return [p for p in scene.messenger.posted if card_of(p)][-1]


def last_drawn(scene, place):
    return [item for at, item in scene.messenger.updated if at == place][-1]


async def test_it_comes_back_the_same_day_once_and_the_card_says_when(nudged):
    await put_off(nudged)
    assert newest(nudged).item.comes_back is None
    assert last_drawn(nudged, nudged.messenger.card(FIRST).place).comes_back == at(3, 14)

    await nudged.tick(at(3, 13, 59))
    assert nudges(nudged) == [(FIRST, False)]
    for minute in (0, 1, 30):
        await nudged.tick(at(3, 14, minute))

    assert nudges(nudged) == [(FIRST, False), (FIRST, True)]


async def test_once_it_is_back_the_first_card_folds_and_the_second_is_the_one(nudged):
    await put_off(nudged)
    await nudged.tick(at(3, 14))

    assert last_drawn(nudged, nudged.messenger.card(FIRST).place).is_moved
    assert not newest(nudged).item.is_moved
    assert newest(nudged).place not in [place for place, _ in nudged.messenger.updated]


async def test_of_three_the_last_card_is_the_one(nudged):
    await put_off(nudged)
    await nudged.tick(at(3, 14))
    second = newest(nudged).place
    await put_off(nudged, Later.TOMORROW)

    await nudged.days(4)

    assert last_drawn(nudged, second).is_moved
    assert not newest(nudged).item.is_moved


async def test_the_first_card_folds_also_where_it_took_a_look_to_find_the_second(nudged):
    await put_off(nudged)
    nudged.messenger.loses_answers.add("UADA")
    await nudged.tick(at(3, 14))
    nudged.messenger.loses_answers.clear()

    for minute in (3, 6, 9):
        await nudged.tick(at(3, 14, minute))

    assert last_drawn(nudged, nudged.messenger.card(FIRST).place).is_moved


async def test_the_next_day_brings_the_next_nudge(nudged):
    await put_off(nudged)
    await nudged.tick(at(3, 14))

    await nudged.days(4)

    assert nudges(nudged)[-1] == ("first-steps.2", False)


async def test_tomorrow_it_is_the_days_nudge_and_the_next_one_is_not_lost(nudged):
    await put_off(nudged, Later.TOMORROW)

    await nudged.days(3, 4)
    await nudged.tick(at(4, 15))
    assert nudges(nudged) == [(FIRST, False), (FIRST, True)]

    await nudged.days(5)
    assert nudges(nudged)[-1] == ("first-steps.2", False)


async def test_tomorrow_can_be_said_day_after_day(nudged):
    for day in (4, 5, 6):
        await put_off(nudged, Later.TOMORROW, newest(nudged))
        await nudged.days(day)

    assert nudges(nudged) == [(FIRST, False)] + [(FIRST, True)] * 3


async def test_on_friday_tomorrow_is_monday(nudged):
    await nudged.answered_days(4, 5)
    await nudged.days(6)
    friday = newest(nudged)
    await put_off(nudged, Later.TOMORROW, friday)

    await nudged.days(7, 8)
    assert newest(nudged) is friday
    await nudged.days(9, 10)

    assert nudges(nudged)[-2:] == [("first-steps.4", True), ("first-steps.5", False)]


async def test_before_the_hours_of_a_morning_tomorrow_is_that_morning(nudged):
    nudged.clock.now = at(4, 7)
    await put_off(nudged, Later.TOMORROW)

    await nudged.days(4, 5)

    assert nudges(nudged) == [(FIRST, False), (FIRST, True), ("first-steps.2", False)]


async def test_when_the_day_is_over_later_today_is_tomorrow(nudged):
    nudged.clock.now = at(3, 16, 45)

    await put_off(nudged, Later.TWO_HOURS)
    await nudged.days(4)

    assert nudges(nudged) == [(FIRST, False), (FIRST, True)]


async def test_it_comes_back_once_a_day(nudged):
    await put_off(nudged, Later.TWO_HOURS)
    await nudged.tick(at(3, 11, 1))
    await put_off(nudged, Later.END_OF_DAY)
    await nudged.tick(at(3, 16, 45))
    assert len(nudges(nudged)) == 2

    await nudged.days(4)

    assert nudges(nudged) == [(FIRST, False), (FIRST, True), (FIRST, True)]


async def test_a_change_of_mind_moves_it(nudged):
    await put_off(nudged, Later.TWO_HOURS)
    await put_off(nudged, Later.END_OF_DAY)

    await nudged.tick(at(3, 14))
    assert len(nudges(nudged)) == 1
    await nudged.tick(at(3, 16, 30))
    await nudged.days(4)

    assert [back for _, back in nudges(nudged)] == [False, True, False]


async def test_an_answer_in_between_keeps_it_from_coming_back(nudged):
    await put_off(nudged)
    await nudged.tap(FIRST, outcome=Outcome.DID)

    await nudged.tick(at(3, 14))

    assert len(nudges(nudged)) == 1
    [row] = [r for r in await nudged.rows(DeliveryRow) if r.form == "later"]
    assert (row.state, row.closed_reason) == ("skipped", "answered")


async def test_typed_words_do_so_too(nudged):
    await put_off(nudged)
    await nudged.say("A queue")

    await nudged.tick(at(3, 14))

    assert len(nudges(nudged)) == 1


async def test_an_answer_on_the_one_that_came_back_is_the_nudges_and_both_cards_show_it(nudged):
    await put_off(nudged)
    await nudged.tick(at(3, 14))
    first, second = nudged.messenger.card(FIRST), newest(nudged)

    await reply.tapped(
        nudged.coaching, nudged.workspace, "UADA", second.item.delivery_id,
        Reply(outcome=Outcome.DID),
    )  # fmt: skip

    for posted in (first, second):
        drawn = last_drawn(nudged, posted.place)
        assert drawn.answer.outcome is Outcome.DID
        assert drawn.delivery_id == posted.item.delivery_id
        assert (drawn.progress.sent, drawn.progress.answered) == (1, 1)


async def test_words_in_the_thread_of_the_one_that_came_back_answer_the_nudge(nudged):
    await put_off(nudged)
    await nudged.tick(at(3, 14))
    await nudged.say("A queue", thread=newest(nudged).place.ts)

    assert last_drawn(nudged, nudged.messenger.card(FIRST).place).answer.words == ("A queue",)


async def test_an_outage_moves_it_to_the_next_day_and_that_day_has_no_second(nudged):
    await put_off(nudged)

    await nudged.tick(at(4, 9, 5))
    await nudged.tick(at(4, 12))
    assert nudges(nudged) == [(FIRST, False), (FIRST, True)]

    await nudged.days(5)
    assert nudges(nudged)[-1] == ("first-steps.2", False)


async def test_a_pause_holds_it_back(nudged):
    who = (nudged.coaching, nudged.workspace, "UADA")
    await put_off(nudged)
    await settings.pause(*who, date(2026, 3, 9))
    await nudged.tick(at(3, 14))
    await nudged.days(4, 5, 6)
    assert len(nudges(nudged)) == 1

    await nudged.days(9, 10)

    assert nudges(nudged) == [(FIRST, False), (FIRST, True), ("first-steps.2", False)]


async def test_another_hour_leaves_no_day_with_two(nudged):
    await put_off(nudged, Later.TOMORROW)
    await settings.change(nudged.coaching, nudged.workspace, "UADA", Wish(at=time(11)))

    await nudged.days(4)
    await nudged.tick(at(4, 11))
    await nudged.tick(at(4, 15))

    assert nudges(nudged) == [(FIRST, False), (FIRST, True)]


async def test_a_post_without_an_answer_is_found_and_not_repeated(nudged):
    await put_off(nudged)
    nudged.messenger.loses_answers.add("UADA")
    await nudged.tick(at(3, 14))
    nudged.messenger.loses_answers.clear()

    for minute in (3, 6, 9):
        await nudged.tick(at(3, 14, minute))

    assert len(nudges(nudged)) == 2


@pytest.mark.parametrize(
    ("before", "key"),
    [
        ("answered", "error-later-answered"),
        ("newer", "error-later-newer"),
        ("over", "error-later-over"),
        ("paused", "error-later-paused"),
    ],
)
async def test_what_cannot_be_put_off_is_said_kindly(nudged, before, key):
    who = (nudged.coaching, nudged.workspace, "UADA")
    if before == "answered":
        await nudged.tap(FIRST, outcome=Outcome.DID)
    if before == "newer":
        await nudged.days(4)
    if before == "over":
        await reassignment.unassign(nudged.coaching, nudged.workspace, nudged.coach, "UADA")
    if before == "paused":
        await settings.pause(*who, None)

    with pytest.raises(CoachingError, match=key):
        await put_off(nudged)


async def test_the_last_nudge_put_off_moves_the_end_of_the_track(nudged):
    await nudged.answered_days(4, 5, 6)
    await nudged.days(9)
    await put_off(nudged, Later.TOMORROW, newest(nudged))

    await nudged.days(10)
    assert nudged.messenger.names()[-1] == "first-steps.5"
    await nudged.days(11)

    assert nudged.messenger.names()[-1] == "end"


async def test_a_pause_that_is_over_does_not_keep_a_nudge_from_coming_back_today(nudged):
    await settings.pause(nudged.coaching, nudged.workspace, "UADA", date(2026, 3, 4))
    nudged.clock.now = at(4, 8)
    await send_now.pull(nudged.coaching, nudged.workspace, "UADA")
    nudged.clock.now = at(4, 10)

    await put_off(nudged, card=newest(nudged))

    assert newest(nudged).item.comes_back is None
    assert last_drawn(nudged, newest(nudged).place).comes_back == at(4, 14)
