"""The rules of time change under what is planned: a zone's clocks, a country's holidays."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from bot.coaching.delivery import dues
from bot.coaching.schedule import reschedule_all, settings
from bot.coaching.schedule.settings import Wish
from bot.store.delivery import ledger, pending
from bot.store.people import people
from bot.store.schedule import holidays
from bot.store.tables import DeliveryRow, EnrolmentRow, MemberRow
from tests.coaching.conftest import TUESDAY_NINE
from tests.conftest import MONDAY_NINE

HOUR = timedelta(hours=1)
WEDNESDAY_NINE = TUESDAY_NINE + timedelta(days=1)


@pytest.fixture
async def planned(nudged):
    """Ada's second nudge is due on Wednesday, by the rules of February."""
    assert await reschedule_all.keep_up(nudged.coaching, "February") == 0
    return nudged


async def in_flight(scene, by):
    """What is planned was planned when Ada's clocks were to be elsewhere."""
    async with scene.coaching.store.writing() as session:
        for table, column in ((EnrolmentRow, "next_due_at"), (DeliveryRow, "not_before")):
            for row in await scene.rows(table):
                planned = {column: getattr(row, column) + by}
                await session.exec(update(table).where(col(table.id) == row.id).values(planned))


async def due(scene):
    [enrolment] = await scene.enrolments()
    return enrolment.next_due_at


@pytest.mark.parametrize("by", [-HOUR, HOUR, timedelta(minutes=30)])
async def test_new_rules_plan_everything_anew(planned, by):
    await in_flight(planned, by)

    assert await reschedule_all.keep_up(planned.coaching, "March") == 1

    assert await due(planned) == WEDNESDAY_NINE
    await planned.tick(WEDNESDAY_NINE)
    assert planned.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_the_same_rules_cost_one_look_and_change_nothing(planned):
    await in_flight(planned, HOUR)

    assert await reschedule_all.keep_up(planned.coaching, "February") == 0
    assert await due(planned) == WEDNESDAY_NINE + HOUR


async def test_it_is_done_once_for_all_processes(planned):
    await in_flight(planned, HOUR)
    await reschedule_all.keep_up(planned.coaching, "March")
    await in_flight(planned, HOUR)

    assert await reschedule_all.keep_up(planned.coaching, "March") == 0


async def test_many_are_planned_batch_by_batch(scene, monkeypatch):
    monkeypatch.setattr(reschedule_all, "BATCH", 2)
    await scene.assign("UADA", "UBOB", "UCLEO")
    await in_flight(scene, HOUR)

    moved = await reschedule_all.keep_up(scene.coaching, "March")

    assert moved == 6
    assert [row.next_due_at for row in await scene.enrolments()] == [
        TUESDAY_NINE,
        TUESDAY_NINE,
        TUESDAY_NINE + 5 * HOUR,
    ]


async def test_a_welcome_that_waits_comes_at_the_new_time(scene):
    await scene.assign("UADA")
    await in_flight(scene, -HOUR)

    await reschedule_all.keep_up(scene.coaching, "March")
    await scene.tick(MONDAY_NINE - HOUR)
    assert scene.messenger.names() == []

    await scene.days(2, 3)
    assert scene.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_day_that_is_no_holiday_any_more_is_a_working_day(planned, monkeypatch):
    away = {"DE": {date(2026, 3, 4): "Nowhere Day"}}
    monkeypatch.setattr(holidays, "of_year", lambda country, year: away.get(country, {}))
    wish = Wish(country="DE")
    await settings.change(planned.coaching, planned.workspace, "UADA", wish)
    assert await due(planned) == WEDNESDAY_NINE + timedelta(days=1)

    away.clear()
    await reschedule_all.keep_up(planned.coaching, "March")

    assert await due(planned) == WEDNESDAY_NINE


async def test_who_is_planned_for_never_stays_so(planned):
    await settings.pause(planned.coaching, planned.workspace, "UADA", None)

    assert await reschedule_all.keep_up(planned.coaching, "March") == 0
    assert await due(planned) is None


async def test_what_is_due_this_minute_is_left_to_the_tick(planned):
    planned.clock.now = WEDNESDAY_NINE

    assert await reschedule_all.keep_up(planned.coaching, "March") == 0


async def test_what_a_member_asked_for_comes_when_they_asked(started):
    """They asked late in the evening, and its workspace's pace lets it wait a moment."""
    evening = started.clock.now = TUESDAY_NINE + timedelta(hours=12)
    turn = evening + timedelta(seconds=3)
    [ada] = await started.rows(MemberRow)
    first = started.coaching.library.track("first-steps").nudges[0]
    async with started.coaching.store.writing() as session:
        member = await people.member_by_id(session, ada.id)
        await ledger.add(session, [dues.pulled(1, member, first, evening)])
        await pending.put_off(session, 2, turn, evening + dues.PULL_WINDOW)

    await reschedule_all.keep_up(started.coaching, "new rules")

    assert [row.not_before for row in await started.rows(DeliveryRow)][1] == turn
