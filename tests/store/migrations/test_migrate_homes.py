"""Coaches of an earlier edition, who may have opened their Home tab, have it drawn once."""

from alembic import command
from sqlalchemy import MetaData, Table, select

from bot.store import migrate
from bot.store.database.engine import open_store
from tests.conftest import MONDAY_NINE as NOW

BEFORE = "0008"

COACH = {
    "workspace_id": 1,
    "name": "",
    "zone": "UTC",
    "appointed_by": "",
    "appointed_at": NOW,
    "digest_at": "",
}


def table(connection, name):
    return Table(name, MetaData(), autoload_with=connection)


def build(connection):
    command.upgrade(migrate.configuration(connection), BEFORE)
    here = {"id": 1, "team_id": "T1", "name": "", "bot_user_id": "", "stopped_reason": ""}
    connection.execute(table(connection, "workspace").insert().values(**here, created_at=NOW))
    coaches = table(connection, "coach").insert()
    coach = COACH | {"deactivated": False, "dismissed_at": None}
    connection.execute(coaches.values(id=1, slack_id="UMARA", **coach))
    connection.execute(coaches.values(id=2, slack_id="UNOA", **coach | {"dismissed_at": NOW}))
    connection.execute(coaches.values(id=3, slack_id="UGONE", **coach | {"deactivated": True}))


def homes(connection):
    rows = table(connection, "coach_home")
    asked = select(rows.c.coach_id, rows.c.not_before.is_not(None)).order_by(rows.c.coach_id)
    return [tuple(row) for row in connection.execute(asked)]


async def on(url, work):
    store = open_store(url)
    try:
        async with store.writer.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await store.close()


async def test_every_coach_with_an_open_account_is_owed_their_home_once(empty_url):
    await on(empty_url, build)

    await migrate.upgrade(empty_url)

    assert await on(empty_url, homes) == [(1, True), (2, True)]
