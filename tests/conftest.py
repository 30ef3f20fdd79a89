"""What every test stands on: real databases, a clean environment, and no error overlooked."""

import asyncio
import gc
import inspect
import logging
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from bot.store import migrate
from tests import transitions
from tests.pgbouncer import running_pgbouncer
from tests.postgresql import KeptDatabase, NotInstalled, new_database, running_server
from tests.stores import Stores

MONDAY_NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday, six days before America puts its clocks forward and four weeks before Europe does."""

PREFIXES = ("SLACK_", "BATON_")
NAMES = ("DATABASE_URL", "PORT", "LOG_LEVEL", "LOG_FORMAT")
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")

FINISHED, FREEZE_AFTER = count(1), 40
"""Tests of this process, and how many of them until the caches are frozen again."""

IN_MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3  # noqa: S108  pytest makes a folder of its own there

NO_POOLER = "needs PgBouncer: apt-get install pgbouncer"
NO_SERVER = "needs PostgreSQL: apt-get install postgresql, or set TEST_DATABASE_URL"


# A machine that is busy is no fault of the code's.
settings.register_profile("always-the-same", deadline=None, derandomize=True, database=None)
settings.register_profile(
    "random", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_addoption(parser):
    group = parser.getgroup("baton")
    group.addoption("--all", action="store_true", help="everything, flows on both databases")
    group.addoption(
        "--rest", action="store_true", help="what is left out without --all, and nothing else"
    )
    group.addoption(
        "--random", action="store_true", help="let properties draw anew instead of the same again"
    )


def pytest_configure(config):
    """Keep the tests' files in memory where there is room: they need not wait for a disk."""
    if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))
    if config.getoption("--random"):
        settings.load_profile("random")
        return
    settings.load_profile("always-the-same")
    # Hypothesis also draws numbers and words it finds in the code that happens to be imported, so
    # the draws would depend on which tests ran before in the same process.
    none_found_yet = providers._local_constants
    assert callable(providers._get_local_constants)
    providers._get_local_constants = lambda: none_found_yet


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """More than there are cores: many tests wait for a database, a process or a browser."""
    return os.cpu_count() + 2


def pytest_collection_modifyitems(config, items):
    """
    Leave out exhaustive tests, and flows on PostgreSQL: the store's own tests run on both.

    `--rest` runs exactly these, and property tests again with random examples. Tests that are
    asked for by name always run.
    """
    if config.getoption("--all") or any("::" in name for name in config.args):
        return
    rest = config.getoption("--rest")
    left_out = [i for i in items if (is_rest(i) or (rest and makes_examples(i))) is not rest]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def pytest_collection_finish():
    """What was loaded stays: the collector need not go through it after each test."""
    gc.collect()
    gc.freeze()


def pytest_runtest_logfinish():
    """Compiled statements and other caches stay as well: now and then, freeze these too."""
    if next(FINISHED) % FREEZE_AFTER == 0:
        gc.collect()
        gc.freeze()


def is_rest(item):
    return item.get_closest_marker("exhaustive") is not None or is_flow_on_postgresql(item)


def makes_examples(item):
    return getattr(item.obj, "is_hypothesis_test", False)


def is_flow_on_postgresql(item):
    database = item.callspec.params.get("database_url") if hasattr(item, "callspec") else None
    return database == "postgresql" and "store" not in item.path.parts


@pytest.fixture(autouse=True)
def nothing_left_open(request):
    """
    A connection or a socket that a test leaves to the garbage collector fails this test.

    Otherwise the warning would reach whichever test comes next.
    """
    yield
    if inspect.iscoroutinefunction(request.function):
        gc.collect()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    """What a developer has set for their own Baton does not reach a test."""
    for name in list(os.environ):
        if name.upper().startswith(PREFIXES) or name.upper() in NAMES + PROXIES:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def no_logged_errors(caplog):
    """
    An error that is caught and logged is still an error.

    A test that means to cause one asserts it, and then calls `caplog.clear()`.
    """
    yield
    records = caplog.get_records("call")
    assert [r.getMessage() for r in records if r.levelno >= logging.ERROR] == []


@pytest.fixture
async def store(database_url, stores):
    """A store with the schema and no rows, once on each kind of database."""
    store = stores.at(database_url)
    yield store
    in_use = [engine.pool.checkedout() for engine in (store.writer, store.reader)]
    await store.close()
    assert in_use == [0, 0], "something that the test has begun is still at work"


@pytest.fixture(scope="session")
def stores():
    return Stores()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """The address of a database with the schema and no rows, once of each kind."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request):
    """The address of a database with nothing in it, once of each kind."""
    return request.getfixturevalue(f"empty_{request.param}_url")


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    shutil.copy(sqlite_template, tmp_path / "baton.db")
    return f"sqlite:///{tmp_path}/baton.db"


@pytest.fixture
def empty_sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path}/baton.db"


@pytest.fixture
def postgresql_url(kept_database):
    return kept_database.emptied()


@pytest.fixture
def empty_postgresql_url(postgresql_server):
    with new_database(postgresql_server) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "baton.db"
    asyncio.run(migrate.upgrade(f"sqlite:///{path}"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(transitions.SQLITE)
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server):
    with new_database(postgresql_server) as url:
        asyncio.run(migrate.upgrade(url))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(transitions.POSTGRESQL)
        yield urlsplit(url).path.removeprefix("/")


@pytest.fixture(scope="session")
def kept_database(postgresql_server, postgresql_template):
    with KeptDatabase(postgresql_server, postgresql_template) as kept:
        yield kept


@pytest.fixture
def pgbouncer(postgresql_server):
    """A PgBouncer in transaction mode before the tests' server."""
    try:
        with running_pgbouncer(postgresql_server) as pooler:
            yield pooler
    except NotInstalled:
        if os.environ.get("CI"):
            pytest.fail(NO_POOLER)
        pytest.skip(NO_POOLER)


@pytest.fixture(scope="session")
def postgresql_server():
    """The address of a real server: TEST_DATABASE_URL's, or one that these tests start."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    try:
        with running_server() as url:
            yield url
    except NotInstalled:
        if os.environ.get("CI"):
            pytest.fail(NO_SERVER)
        pytest.skip(NO_SERVER)
