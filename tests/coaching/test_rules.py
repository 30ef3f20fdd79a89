"""New rules of time: what was planned by the old ones is planned anew."""

from datetime import timedelta

from bot.coaching import owe, rules
from bot.store import owed, people
from bot.store.tables import DeliveryRow, MemberRow
from tests.coaching.conftest import TUESDAY_NINE


async def test_what_a_member_asked_for_comes_when_they_asked(started):
    """They asked late in the evening, and its workspace's pace lets it wait a moment."""
    evening = started.clock.now = TUESDAY_NINE + timedelta(hours=12)
    turn = evening + timedelta(seconds=3)
    [ada] = await started.rows(MemberRow)
    async with started.coaching.store.writing() as session:
        member = await people.member_by_id(session, ada.id)
        await owed.add(session, [owe.pulled(1, member, "first-steps.1", evening)])
        await owed.put_off(session, 2, turn, evening + owe.PULL_WINDOW)

    await rules.keep_up(started.coaching, "new rules")

    assert [row.not_before for row in await started.rows(DeliveryRow)][1] == turn
