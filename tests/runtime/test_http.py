import asyncio
import json
from datetime import timedelta

import aiohttp
import pytest

from bot.runtime import health as health_module
from bot.runtime.clock import utc_now
from bot.runtime.health import Fault, Health, Pulse, Reason, database
from bot.runtime.http import build_web, served
from bot.runtime.metrics import Metrics
from bot.store.migrate import changing


async def online() -> bool:
    return True


async def offline() -> bool:
    return False


@pytest.fixture
def health(database_url) -> Health:
    return Health([database(database_url)], Pulse(utc_now()), utc_now)


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


async def test_a_database_without_tables_is_not_ready(ask, empty_url, caplog):
    status, body = await ask(Health([database(empty_url)], Pulse(utc_now()), utc_now), "/readyz")

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


async def test_a_database_that_does_not_answer_is_not_ready(ask, caplog):
    url = "postgresql://baton:hunter2@127.0.0.1:9/x"
    gone = Health([database(url)], Pulse(utc_now()), utc_now)

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


async def test_three_hundred_who_ask_take_few_connections(ask, postgresql_url, port):
    asked = Health([database(postgresql_url)], Pulse(utc_now()), utc_now)
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
