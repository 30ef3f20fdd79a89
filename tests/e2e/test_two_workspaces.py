"""Two workspaces, a bot for each, and one PostgreSQL: no post crosses, and nothing is lost."""

import asyncio

import aiohttp
import pytest
from sqlmodel import select

from bot.playground.workspace.seed_people import App
from bot.runtime.clock import utc_now
from bot.store.tables import DeliveryRow, ReplyRow, WorkspaceRow
from tests.e2e.replicas import Crew, until

PEOPLE = 15

pytestmark = pytest.mark.exhaustive


@pytest.fixture
async def crews(postgresql_url, tmp_path):
    async with aiohttp.ClientSession() as session:
        first, second = (
            Crew(tmp_path, postgresql_url, session, PEOPLE, app=App(team=team, bot_user=bot))
            for team, bot in (("T0FIRST", "U0ONE"), ("T0SECOND", "U0TWO"))
        )
        async with first.at_work(), second.at_work():
            yield first, second


async def owed(crew, *states):
    """The deliveries of a crew's workspace in one of these states."""
    async with crew.store.reading() as session:
        found = await session.exec(
            select(DeliveryRow.id)
            .join(WorkspaceRow, WorkspaceRow.id == DeliveryRow.workspace_id)
            .where(WorkspaceRow.team_id == crew.team, DeliveryRow.state.in_(states))
        )
        return set(found)


async def words(crew):
    async with crew.store.reading() as session:
        found = await session.exec(
            select(ReplyRow.text)
            .join(WorkspaceRow, WorkspaceRow.id == ReplyRow.workspace_id)
            .where(WorkspaceRow.team_id == crew.team, ReplyRow.source != "card")
        )
        return sorted(found)


async def test_each_bot_does_the_work_of_its_own_workspace(crews):
    first, second = crews
    async with first.replica(), second.replica():
        await asyncio.gather(first.owe(times=2), second.owe(times=2))
        await first.settled()
        for number in range(PEOPLE):
            await first.say(number, f"first{number}")
            await second.say(number, f"second{number}")
        await until(lambda: all_recorded(first, second))
        await first.settled()

        for crew in crews:
            sent = await owed(crew, "sent")
            assert len(sent) == 2 * PEOPLE
            assert await crew.standing() == dict.fromkeys(sent, 1)
    assert await words(first) == sorted(f"first{number}" for number in range(PEOPLE))
    assert await words(second) == sorted(f"second{number}" for number in range(PEOPLE))


async def all_recorded(*crews):
    return all([len(await words(crew)) == PEOPLE for crew in crews])


async def test_what_the_other_bot_has_left_is_not_taken_over(crews):
    """It was killed in the middle of its posts; it alone knows its workspace's token."""
    first, second = crews
    await second.fail(method="chat.postMessage", kind="latency", seconds=0.4)
    async with second.replica() as doomed:
        await second.owe()

        async def is_posting():
            return await doomed.calls("chat.postMessage") >= 1

        await until(is_posting)
        doomed.child.kill()
        await doomed.child.wait()
    left = await owed(second, "due", "claimed", "sending")
    assert left

    async with first.replica():
        await until(lambda: leases_over(second))
        await first.owe()
        await until(lambda: all_sent(first))
        assert await owed(second, "due", "claimed", "sending") == left

    async with second.replica():
        await second.settled()
        assert await second.standing() == dict.fromkeys(await owed(second, "sent"), 1)
    assert not await owed(second, "due", "claimed", "sending")


async def leases_over(crew):
    """Whether anybody who serves that workspace might take over what is left in it."""
    async with crew.store.reading() as session:
        held = await session.exec(
            select(DeliveryRow.id)
            .where(DeliveryRow.id.in_(await owed(crew, "claimed", "sending")))
            .where(DeliveryRow.lease_until > utc_now())
        )
        return held.first() is None


async def all_sent(crew):
    return len(await owed(crew, "sent")) == PEOPLE
