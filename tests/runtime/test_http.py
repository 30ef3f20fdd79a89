import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import aiohttp
import pytest

from bot.runtime.clock import utc_now
from bot.runtime.web import health as health_module
from bot.runtime.web.health import Fault, Health, Pulse, Reason, database, workspace
from bot.runtime.web.http import build_web, served
from bot.runtime.web.metrics import Metrics
from bot.store.database.engine import Store, open_store
from bot.store.migrate import changing
from bot.store.people import access, people


async def online() -> bool:
    return True


async def offline() -> bool:
    return False


@pytest.fixture
def health(store) -> Health:
    return Health([database(store)], Pulse(utc_now()), utc_now)


@pytest.fixture
async def opened() -> AsyncIterator[Callable[[str], Store]]:
    """Opens the store of an address for the rest of the test."""
    stores: list[Store] = []

    def open_it(url: str) -> Store:
        stores.append(open_store(url))
        return stores[-1]

    yield open_it
    for store in stores:
        await store.close()


@pytest.fixture
def ask(port):
    async def get(health: Health, path: str, metrics: Metrics | None = None) -> tuple[int, str]:
        pages = build_web(health, metrics or Metrics())
        async with (
            served(pages, port, 1),
            aiohttp.ClientSession() as browser,
            browser.get(f"http://127.0.0.1:{port}{path}") as answer,
        ):
            return answer.status, await answer.text()

    return get


async def test_a_process_that_answers_is_alive(ask, health):
    assert await ask(health, "/healthz") == (200, "alive\n")


async def test_a_process_that_hangs_asks_to_be_started_anew(ask, sqlite_url):
    pulse = Pulse(utc_now() - timedelta(minutes=6))

    assert await ask(Health([], pulse, utc_now), "/healthz") == (503, "stuck\n")


async def test_with_everything_in_place_it_is_ready(ask, health):
    status, body = await ask(health, "/readyz")

    assert status == 200
    assert json.loads(body) == {"ready": True, "problems": []}


async def test_a_database_without_tables_is_not_ready(ask, opened, empty_url, caplog):
    health = Health([database(opened(empty_url))], Pulse(utc_now()), utc_now)

    status, body = await ask(health, "/readyz")

    assert status == 503
    assert json.loads(body)["problems"] == ["The database does not have this Baton's schema."]
    assert "run baton db upgrade" in caplog.text


async def test_a_database_of_a_newer_baton_is_not_ready(ask, database_url, health, caplog):
    async with changing(database_url) as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    status, body = await ask(health, "/readyz")

    assert status == 503
    assert json.loads(body)["problems"] == ["The database does not have this Baton's schema."]
    assert "newer Baton" in caplog.text


async def test_a_database_that_does_not_answer_is_not_ready(ask, opened, caplog):
    url = "postgresql://baton:hunter2@127.0.0.1:9/x"
    gone = Health([database(opened(url))], Pulse(utc_now()), utc_now)

    status, body = await ask(gone, "/readyz")

    assert status == 503
    assert json.loads(body)["problems"] == ["The database cannot be used."]
    assert "127.0.0.1:9 does not answer" in caplog.text
    assert "hunter2" not in caplog.text


async def test_a_database_that_hangs_is_not_ready(ask, monkeypatch):
    async def hang() -> list[Fault]:
        await asyncio.sleep(60)
        return []

    monkeypatch.setattr(health_module, "CHECK_SECONDS", 0.05)

    status, body = await ask(Health([hang], Pulse(utc_now()), utc_now), "/readyz")

    assert (status, json.loads(body)["problems"]) == (503, ["The database cannot be used."])


async def test_however_many_ask_it_looks_once(caplog):
    looks = []

    async def look() -> list[Fault]:
        looks.append(1)
        await asyncio.sleep(0.01)
        return [Fault(Reason.WORKSPACE, "token revoked")]

    asked = Health([look, look], Pulse(utc_now()), utc_now)

    answers = await asyncio.gather(*(asked.problems() for _ in range(300)))

    assert len(looks) == 2
    assert answers == [["A workspace is stopped until somebody mends it."]] * 300
    assert len(caplog.records) == 1


async def test_what_changes_is_logged_once_and_the_answer_follows(caplog, monkeypatch):
    monkeypatch.setattr(health_module, "FRESH_SECONDS", 0)
    caplog.set_level("INFO")
    faults = [Fault(Reason.WORKSPACE, "token revoked")]

    async def look() -> list[Fault]:
        return faults

    asked = Health([look], Pulse(utc_now()), utc_now)
    first, second = await asked.problems(), await asked.problems()
    faults = []
    third, fourth = await asked.problems(), await asked.problems()

    assert first == second == [Reason.WORKSPACE]
    assert third == fourth == []
    assert [record.getMessage() for record in caplog.records] == [
        "Not ready: A workspace is stopped until somebody mends it. token revoked",
        "Ready again.",
    ]


async def test_a_workspace_that_is_stopped_is_not_ready_until_it_is_mended(
    store, caplog, monkeypatch
):
    monkeypatch.setattr(health_module, "FRESH_SECONDS", 0)
    async with store.writing() as session:
        mine = await people.save_workspace(session, "TACME", "Acme", "UBATON", utc_now())
        other = await people.save_workspace(session, "TOTHER", "Other", "UBATON", utc_now())
        await access.stop(session, other.id, "token_revoked", utc_now())
        await access.hold(session, mine.id, "team_added_to_org", utc_now())
    asked = Health([workspace(store, mine.id)], Pulse(utc_now()), utc_now)
    held = await asked.problems()

    async with store.writing() as session:
        await access.stop(session, mine.id, "token_revoked", utc_now())
    stopped = await asked.problems()
    async with store.writing() as session:
        await access.serve_again(session, mine.id)

    assert (held, stopped, await asked.problems()) == ([], [Reason.WORKSPACE], [])
    assert "Slack says token_revoked" in caplog.text


async def test_three_hundred_who_ask_take_few_connections(opened, postgresql_url, port):
    asked = Health([database(opened(postgresql_url))], Pulse(utc_now()), utc_now)
    async with (
        served(build_web(asked, Metrics()), port, 1),
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as browser,
    ):

        async def status() -> int:
            async with browser.get(f"http://127.0.0.1:{port}/readyz") as answer:
                return answer.status

        assert set(await asyncio.gather(*(status() for _ in range(300)))) == {200}


async def test_a_tick_that_stands_still_is_not_ready(ask, sqlite_url):
    pulse = Pulse(utc_now() - timedelta(minutes=3))

    status, body = await ask(Health([], pulse, utc_now), "/readyz")

    assert status == 503
    assert "has come to a halt" in body


async def test_a_socket_that_is_not_connected_is_not_ready(ask, sqlite_url):
    status, body = await ask(Health([], Pulse(utc_now()), utc_now, offline), "/readyz")

    assert status == 503
    assert json.loads(body)["problems"] == ["Socket Mode is not connected."]


@pytest.mark.parametrize(("connected", "number"), [(online, 1.0), (offline, 0.0), (None, 0.0)])
async def test_prometheus_is_told_whether_the_socket_is_connected(
    ask, sqlite_url, connected, number
):
    health = Health([], Pulse(utc_now()), utc_now, connected)

    status, body = await ask(health, "/metrics")

    assert status == 200
    assert f"baton_socket_connected {number}" in body


async def test_prometheus_is_told_what_was_counted(ask, sqlite_url):
    metrics = Metrics()
    metrics.posts.inc(3)

    _, body = await ask(Health([], Pulse(utc_now()), utc_now), "/metrics", metrics)

    assert "baton_posts_total 3.0" in body
    assert "process_resident_memory_bytes" in body


async def test_in_socket_mode_there_is_nothing_to_post_to(ask, sqlite_url):
    status, _ = await ask(Health([], Pulse(utc_now()), utc_now), "/slack/events")

    assert status == 404
