"""Answers of one member that arrive at the same moment, in different processes."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.answers.reply import Outcome, Reply
from bot.store.answers import replies, reply_target
from bot.store.database.engine import open_store
from bot.store.tables import DeliveryRow
from tests.conftest import MONDAY_NINE
from tests.leavings import leave_everything

LATER = MONDAY_NINE + timedelta(days=300)
CARD, MEMBER = 1, 1


@pytest.fixture
async def store(database_url):
    store = open_store(database_url)
    await leave_everything(store)
    yield store
    await store.close()


async def say(store, to, text):
    async with store.writing() as session:
        said = Reply(text=text, source="1700000000.000100")
        return await replies.record(session, to, said, "D1", LATER)


async def test_of_two_at_once_neither_is_forgotten(store, database_url):
    another = open_store(database_url)
    async with asyncio.timeout(20):
        async with store.writing() as session:
            to = await reply_target.one(session, CARD, MEMBER)
            tap = Reply(outcome=Outcome.NOT_FOR_ME)
            await replies.record(session, to, tap, "D1", LATER)
            saying = asyncio.create_task(say(another, to, "Not with my people."))
            await asyncio.sleep(0.5)
        summed = await saying
    await another.close()

    assert summed.outcome is Outcome.NOT_FOR_ME
    assert "Not with my people." in summed.words
    async with store.reading() as session:
        assert (await session.get(DeliveryRow, CARD)).outcome == Outcome.NOT_FOR_ME
