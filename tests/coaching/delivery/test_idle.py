"""A look for what is due comes each second: it may not grow with all that was ever sent."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from bot.coaching import inbox
from bot.coaching.delivery import deliver
from bot.coaching.follow_up import digest, notes
from bot.coaching.privacy import retention

GROWING = {"member", "enrolment", "delivery", "attempt", "reply", "follow_up", "plan", "inbox"}


@pytest.fixture
def database_url(sqlite_url):
    """PostgreSQL plans by what it counts in its tables, and here they are all but empty."""
    return sqlite_url


BY_ITSELF = [
    deliver.tick,
    inbox.left_behind,
    retention.run_periodic,
    notes.run_periodic,
    digest.run_periodic,
]
"""What Baton does each second, each half minute or every few minutes, whether anybody came."""


@pytest.mark.parametrize("look", BY_ITSELF, ids=lambda look: f"{look.__module__}.{look.__name__}")
async def test_a_look_for_what_is_due_reads_no_table_from_end_to_end(nudged, look):
    store = nudged.coaching.store
    with listening(store) as asked:
        await look(nudged.coaching)

    assert len(asked) > 1
    assert {s: found for s in asked if (found := await scanned(store, s, asked[s]))} == {}


async def scanned(store, statement, parameters):
    """The growing tables that a statement reads without an index."""
    if not statement.startswith(("SELECT", "UPDATE", "DELETE")):
        return set()
    async with store.reader.connect() as connection:
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps = [detail.split() for *_, detail in plan]
    return {step[1] for step in steps if step[0] == "SCAN" and "USING" not in step} & GROWING


@contextmanager
def listening(store):
    """What is asked of the database meanwhile, with its parameters."""
    asked = {}

    def hear(connection, cursor, statement, parameters, context, many):
        asked[statement] = parameters

    engines = [store.writer.sync_engine, store.reader.sync_engine]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    yield asked
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hear)
