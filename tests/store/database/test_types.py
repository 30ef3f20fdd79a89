from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError
from sqlmodel import col, delete, select

from bot.store.tables import WorkspaceRow

INSTANTS = st.datetimes(
    # A day short of what Python can hold, so that every zone's time has one in UTC.
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001 - the strategy adds the zone
    timezones=st.timezones(),
)

over_one_store = settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@over_one_store
@given(instant=INSTANTS)
async def test_an_instant_comes_back_as_it_went_whatever_its_zone(store, instant):
    await keep(store, instant)

    async with store.reading() as session:
        kept = (await session.exec(select(WorkspaceRow.created_at))).one()
    assert kept == instant.astimezone(UTC)
    assert kept.tzinfo is UTC


@over_one_store
@given(instant=INSTANTS, now=INSTANTS)
async def test_the_database_orders_instants_as_we_do_whatever_their_zones(store, instant, now):
    await keep(store, instant)

    async with store.reading() as session:
        past = select(WorkspaceRow).where(col(WorkspaceRow.created_at) <= now)
        found = (await session.exec(past)).all()
    assert bool(found) == (instant.astimezone(UTC) <= now.astimezone(UTC))


async def test_a_time_without_a_zone_is_refused(store):
    nine = datetime(2026, 3, 2, 9)  # noqa: DTZ001 - the mistake in question

    with pytest.raises(StatementError, match="a time without a zone cannot be stored"):
        await keep(store, nine)


async def test_no_time_stays_no_time(store):
    async with store.writing() as session:
        session.add(WorkspaceRow(team_id="T1", created_at=datetime(2026, 3, 2, tzinfo=UTC)))

    async with store.reading() as session:
        assert (await session.exec(select(WorkspaceRow.stopped_at))).one() is None


async def keep(store, instant):
    async with store.writing() as session:
        await session.exec(delete(WorkspaceRow))
        session.add(WorkspaceRow(team_id="T1", created_at=instant))
