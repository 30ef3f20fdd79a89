import asyncio
import json
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import Session, SQLModel, select

from bot.store import migrate
from bot.store.database.errors import StoreUnavailable
from bot.store.migrate import Status
from bot.store.tables import MemberRow, WorkspaceRow
from tests.conftest import MONDAY_NINE

ROOT = Path(__file__).parents[3]

SCRIPTS = ScriptDirectory.from_config(migrate.configuration())
HISTORY = [script.revision for script in SCRIPTS.walk_revisions()][::-1]
HEAD = HISTORY[-1]
NEXT = f"{len(HISTORY) + 1:04}"

HOW_TO_DRAFT = 'tables.py has moved on; run: python -m bot.store.migrations "what changes"'

UPGRADE = """
import asyncio, dataclasses, json, sys
from bot.store import migrate

async def upgrade(url):
    before = await migrate.status(url)
    applied = await migrate.upgrade(url)
    after = await migrate.status(url)
    return [dataclasses.astuple(before), applied, dataclasses.astuple(after)]

print(json.dumps(asyncio.run(upgrade(sys.argv[1]))))
"""


async def test_a_fresh_database_gets_the_whole_schema(empty_url):
    assert await migrate.status(empty_url) == Status(None, HEAD, "empty")

    assert await migrate.upgrade(empty_url) == HISTORY

    assert await migrate.status(empty_url) == Status(HEAD, HEAD, "current")


async def test_a_current_database_is_left_alone(database_url):
    assert await migrate.upgrade(database_url) == []


async def test_to_look_makes_no_file(empty_sqlite_url, tmp_path):
    await migrate.status(empty_sqlite_url)

    assert list(tmp_path.iterdir()) == []


async def test_the_migrations_lead_to_the_tables(database_url):
    def alembic_agrees(connection):
        command.check(migrate.configuration(connection))

    def remake(connection):
        SQLModel.metadata.drop_all(connection)
        SQLModel.metadata.create_all(connection)

    try:
        await change(database_url, alembic_agrees)
    except Exception as difference:
        raise AssertionError(HOW_TO_DRAFT) from difference
    migrated = await change(database_url, schema)
    await change(database_url, remake)

    # Alembic does not look at the conditions of partial indexes: this does.
    assert await change(database_url, schema) == migrated, HOW_TO_DRAFT


def test_no_migration_leads_back():
    ways_back = [s for s in SCRIPTS.walk_revisions() if hasattr(s.module, "downgrade")]

    assert ways_back == []


async def test_the_slack_librarys_own_tables_are_none_of_our_business(database_url):
    def add_its_table(connection):
        connection.execute(text("CREATE TABLE slack_bots (id INTEGER)"))
        command.check(migrate.configuration(connection))

    await change(database_url, add_its_table)


async def test_a_newer_database_is_refused_and_left_alone(database_url):
    def age(connection):
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    await change(database_url, age)

    with pytest.raises(StoreUnavailable, match="belongs to a newer Baton"):
        await migrate.upgrade(database_url)

    assert await migrate.status(database_url) == Status("9999", HEAD, "newer")


async def test_of_two_processes_at_once_one_changes_the_schema(empty_url):
    processes = [start(ROOT, UPGRADE, empty_url) for _ in range(2)]

    applied = [result(process)[1] for process in processes]

    assert sorted(applied) == [[], HISTORY]


async def test_the_next_release_brings_every_row_along(database_url, next_release):
    def add_ada(connection):
        with Session(connection) as session:
            session.add(WorkspaceRow(id=1, team_id="T1", name="Acme", created_at=MONDAY_NINE))
            session.flush()
            session.add(MemberRow(workspace_id=1, slack_id="UADA", created_at=MONDAY_NINE))
            session.flush()

    def members(connection):
        found = select(WorkspaceRow.name, MemberRow.slack_id).join(MemberRow)
        return connection.execute(found).all()

    await change(database_url, add_ada)

    before, applied, after = result(start(next_release, UPGRADE, database_url))

    assert before == [HEAD, NEXT, "behind"]
    assert applied == [NEXT]
    assert after == [NEXT, NEXT, "current"]
    assert await change(database_url, members) == [("Acme", "UADA")]
    assert (await migrate.status(database_url)).state == "newer"


async def test_a_missing_folder_is_named(tmp_path):
    await refused(f"sqlite:///{tmp_path}/nowhere/baton.db", f"folder {tmp_path}/nowhere does not")


async def test_a_folder_in_the_files_place_is_named(tmp_path):
    await refused(f"sqlite:///{tmp_path}", f"{tmp_path} is a folder")


async def test_a_file_that_is_something_else_is_named_and_left_alone(tmp_path):
    letter = tmp_path / "letter.db"
    letter.write_text("Dear Ada, " * 1000)

    await refused(f"sqlite:///{letter}", f"{letter} cannot be used: file is not a database")

    assert letter.read_text() == "Dear Ada, " * 1000


async def test_a_file_that_may_not_be_written_is_refused(tmp_path):
    (tmp_path / "baton.db").touch()

    # The mode says it even to root, whom permissions do not stop.
    address = f"sqlite:///file:{tmp_path}/baton.db?mode=ro&uri=true"
    await refused(address, "Baton must be allowed to write it")


async def test_a_file_that_another_program_keeps_locked_is_refused(sqlite_url, monkeypatch):
    monkeypatch.setattr("bot.store.database.sqlite.PRAGMAS", ["busy_timeout=50"])
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailable, match="another program has held it locked"):
        await migrate.upgrade(sqlite_url)

    other.close()


async def test_a_server_that_does_not_answer_is_named_without_its_password(unused_tcp_port):
    address = f"postgresql://baton:hunter2@127.0.0.1:{unused_tcp_port}/baton"

    message = await refused(address, f"PostgreSQL at 127.0.0.1:{unused_tcp_port} does not answer")

    assert "hunter2" not in message


async def test_a_server_that_never_says_a_word_is_given_up(monkeypatch):
    monkeypatch.setattr(migrate, "CONNECT_SECONDS", 0.1)

    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        async with asyncio.timeout(2):
            await refused(f"postgresql://baton@127.0.0.1:{port}/baton", "does not answer")


async def test_a_refusal_of_the_server_is_passed_on(postgresql_url):
    await refused(f"{postgresql_url}_no_more", r'database "\w+_no_more" does not exist')


async def refused(address, sentence):
    """Both ways in say the same."""
    with pytest.raises(StoreUnavailable, match=sentence) as looked:
        await migrate.status(address)
    with pytest.raises(StoreUnavailable, match=sentence) as upgraded:
        await migrate.upgrade(address)
    assert str(looked.value) == str(upgraded.value)
    return str(upgraded.value)


async def change(url, work):
    async with migrate.changing(url) as connection:
        return await connection.run_sync(work)


def schema(connection):
    """Everything the database knows of its tables, in words that can be compared."""
    inspector = inspect(connection)
    kinds = {
        "columns": inspector.get_columns,
        # SQLite tells no name of a key that was added to a table later.
        "foreign keys": lambda table: [
            key | {"name": ", ".join(key["constrained_columns"])}
            for key in inspector.get_foreign_keys(table)
        ],
        "unique": inspector.get_unique_constraints,
        "indexes": inspector.get_indexes,
        "checks": inspector.get_check_constraints,
        "primary key": lambda table: [inspector.get_pk_constraint(table)],
    }
    facts = {
        f"{table}, {kind}": {fact["name"]: fact for fact in look(table)}
        for table in inspector.get_table_names()
        for kind, look in kinds.items()
        if table != "alembic_version"
    }
    return json.loads(json.dumps(facts, default=str))


def start(folder, code, *arguments):
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code, *arguments], cwd=folder, stdout=subprocess.PIPE, text=True
    )


def result(process):
    answer, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return json.loads(answer)


@pytest.fixture(scope="module")
def next_release(tmp_path_factory):
    """A copy of this Baton whose tables have changed in ways that rebuild a table on SQLite."""
    folder = tmp_path_factory.mktemp("next")
    copytree(ROOT / "bot", folder / "bot", ignore=ignore_patterns("__pycache__"))
    file = folder / "bot/store/tables.py"
    file.write_text(
        file.read_text().replace(
            '    team_id: str = Field(unique=True)\n    name: str = ""\n',
            "    team_id: str = Field(unique=True)\n    name: str | None = None\n"
            "    motto: str | None = None\n",
        )
    )
    subprocess.run(
        [sys.executable, "-m", "bot.store.migrations", "Workspaces have mottos"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder
