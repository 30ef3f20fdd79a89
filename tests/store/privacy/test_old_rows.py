"""The migration that hides who pressed what, on rows of the first edition."""

import json
from importlib import import_module

import pytest
from alembic import command
from sqlalchemy import text

from bot.slack.requests.idempotency import letter
from bot.store import migrate
from bot.store.migrate import changing, configuration

PRESS = {
    "type": "block_actions",
    "user": {"id": "UADA"},
    "trigger_id": "1.2.abc",
    "actions": [{"action_id": "outcome.stuck", "action_ts": "1.5"}],
}

ROWS = [
    ("UADA:outcome.stuck:1.5", "press", json.dumps(PRESS), None),
    ("UADA:outcome.did:1.6", "press", "", "2026-03-02 09:00:00+00"),
    ("Ev1", "event message", "", "2026-03-02 09:00:00+00"),
    ("V1:1.2", "form", "", "2026-03-02 09:00:00+00"),
]


@pytest.fixture
async def first_edition(empty_url):
    """A database of the first edition, with an inbox."""
    async with changing(empty_url) as connection:
        await connection.run_sync(lambda sync: command.upgrade(configuration(sync), "0005"))
        await connection.execute(
            text(
                "INSERT INTO workspace (id, team_id, name, bot_user_id, stopped_reason,"
                " created_at) VALUES (1, 'T1', '', '', '', '2026-03-02 09:00:00+00')"
            )
        )
        await connection.execute(text("INSERT INTO setting (key, value) VALUES ('tracks', '{}')"))
        for key, kind, body, done in ROWS:
            done_at = f"'{done}'" if done else "NULL"
            await connection.execute(
                text(
                    "INSERT INTO inbox (workspace_id, key, kind, body, received_at, taken_at,"  # noqa: S608
                    " done_at, tries, failures, error) VALUES (1, :key, :kind, :body,"
                    f" '2026-03-02 09:00:00+00', '2026-03-02 09:00:00+00', {done_at}, 1, 0, '')"
                ),
                {"key": key, "kind": kind, "body": body},
            )
    return empty_url


async def test_no_key_holds_an_answer_and_an_open_press_is_known_again(first_edition):
    await migrate.upgrade(first_edition)

    async with changing(first_edition) as connection:
        keys = (await connection.execute(text("SELECT key FROM inbox"))).scalars().all()
        noted = (await connection.execute(text("SELECT key FROM setting"))).scalars().all()
    assert set(keys) == {letter(PRESS, "UBATON").key, "Ev1", "V1:1.2"}
    assert noted == ["tracks of 1"]


def test_a_press_that_cannot_be_read_gets_a_key_all_the_same():
    migration = import_module("bot.store.migrations.versions.0006_traces_that_go")

    assert len(migration.hidden_key({})) == 32
