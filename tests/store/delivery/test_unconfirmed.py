"""Who looks for a post whose end nobody knows, while others are at work in the same rows."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.store.database.engine import open_store
from bot.store.delivery import unconfirmed
from bot.store.delivery.unconfirmed import Search
from bot.store.tables import AttemptRow, DeliveryRow
from tests.conftest import MONDAY_NINE
from tests.leavings import leave_everything
from tests.transitions import allow_any

QUIET = timedelta(seconds=80)
WANTED = Search("first", QUIET, each=5, rest=timedelta(seconds=6))


@pytest.fixture
async def store(postgresql_url):
    """Two posts in doubt, of Ada and of Bob."""
    store = open_store(postgresql_url)
    await leave_everything(store)
    async with store.writing() as session:
        await allow_any(session)
        await session.exec(text("UPDATE delivery SET state = 'sending', started_at = sent_at"))
    yield store
    await store.close()


async def take(store, wanted=WANTED):
    async with store.writing() as session:
        return await unconfirmed.take(session, wanted, MONDAY_NINE + QUIET)


async def test_what_others_add_to_the_same_workspace_keeps_nobody_from_looking(store):
    """PostgreSQL locks what a new row points to, if only against its end."""
    async with store.writing() as other:
        delivery = await other.get(DeliveryRow, 1)
        here = {"workspace_id": delivery.workspace_id, "enrolment_id": delivery.enrolment_id}
        other.add(AttemptRow(**here, delivery_id=1, at=MONDAY_NINE, result="looked"))
        await other.flush()

        taken = await take(store)

    assert len(taken) == 2


async def test_a_rest_from_before_the_clock_was_put_back_is_none(store):
    async with store.writing() as session:
        in_an_hour = MONDAY_NINE + timedelta(hours=1)
        await session.exec(text(f"UPDATE workspace SET looks_from = '{in_an_hour}'"))  # noqa: S608

    assert len(await take(store)) == 2
    assert await take(store) == []
