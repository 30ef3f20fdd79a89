"""In a pause with an open end one kind offer is made, and who comes back is met."""

from datetime import date, timedelta

import pytest

from bot.coaching.check_ins import pause_offer
from bot.coaching.practice import progress
from bot.coaching.schedule import settings
from bot.coaching.schedule.settings import Wish
from bot.domain.check_ins.pause_offer import PauseChoice, is_return
from bot.domain.delivery.card import PauseOffer
from bot.domain.errors import CoachingError
from bot.domain.schedule.time_off import Leave
from tests.conftest import MONDAY_NINE

PAUSED = MONDAY_NINE.replace(day=4, hour=10)
TWO_WEEKS_ON = MONDAY_NINE.replace(day=18, hour=10)


def who(scene):
    return scene.coaching, scene.workspace, "UADA"


def offers(scene):
    return [p.item for p in scene.messenger.posted if isinstance(p.item, PauseOffer)]


def shown(scene):
    return [item for _, item in scene.messenger.updated if isinstance(item, PauseOffer)][-1]


async def choose(scene, choice):
    await pause_offer.answer(*who(scene), offers(scene)[0].delivery_id, choice)


@pytest.fixture
async def resting(started, reach):
    """Ada has had two nudges, and paused on Wednesday with an open end."""

    async def go():
        await started.answered_days(3, 4)
        started.clock.now = PAUSED
        await settings.pause(*who(started), None)

    await reach(started, go)
    return started


@pytest.fixture
async def offered(resting, reach):
    async def go():
        await resting.tick(TWO_WEEKS_ON)

    await reach(resting, go)
    return resting


async def test_two_weeks_of_quiet_end_in_one_offer_and_then_there_is_none(resting):
    await resting.days(5, 6, 9, 13, 17)
    await resting.tick(TWO_WEEKS_ON - timedelta(seconds=1))
    assert offers(resting) == []

    for day in range(14):
        await resting.tick(TWO_WEEKS_ON + timedelta(days=day, seconds=1))
    await resting.tick(TWO_WEEKS_ON + timedelta(days=200))

    [offer] = offers(resting)
    assert (offer.nudge.day, offer.answered) == (3, False)
    assert resting.messenger.names()[-1] == "rest"


async def test_outside_the_hours_the_offer_waits_for_the_next_ones(started):
    started.clock.now = PAUSED.replace(hour=22)
    await settings.pause(*who(started), None)

    await started.tick(TWO_WEEKS_ON.replace(hour=23))
    assert offers(started) == []
    await started.days(19)

    assert len(offers(started)) == 1


async def test_a_pause_with_a_date_has_no_offer(started):
    started.clock.now = PAUSED
    await settings.pause(*who(started), date(2026, 5, 1))

    await started.tick(TWO_WEEKS_ON)

    assert offers(started) == []


async def test_carry_on_brings_the_day_that_is_next(offered):
    await choose(offered, PauseChoice.CARRY_ON)
    assert shown(offered).choice is PauseChoice.CARRY_ON
    assert shown(offered).following is not None

    await offered.days(19)

    assert offered.messenger.names()[-1] == "first-steps.3"


async def test_peace_is_peace(offered):
    await choose(offered, PauseChoice.PEACE)
    await offered.tick(TWO_WEEKS_ON + timedelta(days=90))

    assert shown(offered).choice is PauseChoice.PEACE
    assert offered.messenger.names()[-1] == "rest"


async def test_stop_ends_the_track_and_tells_the_coach(offered):
    await choose(offered, PauseChoice.STOP)
    await choose(offered, PauseChoice.CARRY_ON)
    await offered.tick(TWO_WEEKS_ON + timedelta(days=1))

    assert [e.state for e in await offered.enrolments()] == ["stopped"]
    assert ("UMARA", "coach-member-stopped") in offered.messenger.noted
    assert shown(offered).choice is PauseChoice.STOP
    assert offered.messenger.names()[-1] == "rest"


async def test_who_comes_back_another_way_is_not_asked_any_more(offered):
    await settings.resume(*who(offered))

    assert (shown(offered).answered, shown(offered).choice) == (True, None)


async def test_a_second_pause_has_its_own_offer(offered):
    await settings.resume(*who(offered))
    await settings.pause(*who(offered), None)

    await offered.tick(TWO_WEEKS_ON + timedelta(days=14))

    assert len(offers(offered)) == 2


async def test_an_offer_in_doubt_that_never_arrived_goes_out_once_more(resting):
    resting.messenger.hangs.add("UADA")
    await resting.tick(TWO_WEEKS_ON)
    resting.messenger.hangs.clear()

    for minutes in range(3, 13, 3):
        await resting.tick(TWO_WEEKS_ON + timedelta(minutes=minutes))

    assert len(offers(resting)) == 1


async def test_nobody_answers_for_somebody_else(offered):
    await offered.assign("UBOB")

    with pytest.raises(CoachingError, match="error-card-gone"):
        await pause_offer.answer(
            offered.coaching,
            offered.workspace,
            "UBOB",
            offers(offered)[0].delivery_id,
            PauseChoice.STOP,
        )


async def test_the_first_nudge_after_a_dated_pause_says_so_and_the_next_does_not(started):
    await started.answered_days(3, 4)
    started.clock.now = PAUSED
    await settings.pause(*who(started), date(2026, 3, 11))

    await started.answered_days(5, 11, 12)

    cards = [started.messenger.card(f"first-steps.{day}").item for day in (2, 3, 4)]
    assert [card.is_return for card in cards] == [False, True, False]


async def test_the_first_nudge_after_leave_says_so(started):
    await started.answered_days(3, 4)
    leave = Leave(date(2026, 3, 5), date(2026, 3, 13))
    await settings.change(*who(started), Wish(leave=(leave,)))

    await started.answered_days(16)

    assert started.messenger.card("first-steps.3").item.is_return


async def test_home_knows_which_day_is_ahead(resting):
    page = await progress.home(*who(resting))

    assert page.today.ahead.day == 3


@pytest.mark.parametrize(
    ("heard", "leave", "paused", "expected"),
    [
        (date(2026, 3, 2), (), True, True),
        (None, (), True, False),
        (date(2026, 3, 8), (), True, False),
        (date(2026, 3, 2), (), False, False),
        (date(2026, 3, 2), (Leave(date(2026, 3, 3), date(2026, 3, 8)),), False, True),
        (date(2026, 3, 2), (Leave(date(2026, 2, 3), date(2026, 2, 8)),), False, False),
    ],
)
def test_a_return_is_worth_a_word_after_a_while(heard, leave, paused, expected):
    assert is_return(heard, date(2026, 3, 10), leave, paused=paused) is expected
