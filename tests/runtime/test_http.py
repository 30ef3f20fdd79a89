import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp

from bot.runtime.clock import utc_now
from bot.runtime.health import Health, Pulse
from bot.runtime.http import build_web, served
from bot.runtime.metrics import Metrics
from bot.runtime.sessions import open_session, posting_client
from bot.store.migrate import changing

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
CHALLENGE = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"})


async def online() -> bool:
    return True


async def offline() -> bool:
    return False


@pytest.fixture
def health(database_url) -> Health:
    return Health(database_url, Pulse(utc_now()), utc_now)


@pytest.fixture
async def slack() -> AsyncIterator[AsyncApp]:
    async with open_session() as session:
        client = posting_client("xoxb-1", session, "http://127.0.0.1:9/")
        yield AsyncApp(client=client, signing_secret=SECRET)


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


async def post(slack: AsyncApp, health: Health, port: int, secret: str) -> tuple[int, str]:
    stamp = str(int(utc_now().timestamp()))
    base = f"v0:{stamp}:{CHALLENGE}".encode()
    signature = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature,
    }
    async with (
        served(build_web(health, Metrics(), slack), port, 1),
        aiohttp.ClientSession(headers=headers) as sender,
        sender.post(f"http://127.0.0.1:{port}/slack/events", data=CHALLENGE) as answer,
    ):
        return answer.status, await answer.text()


async def test_a_process_that_answers_is_alive(ask, health):
    assert await ask(health, "/healthz") == (200, "alive\n")


async def test_a_process_that_hangs_asks_to_be_started_anew(ask, sqlite_url):
    pulse = Pulse(utc_now() - timedelta(minutes=6))

    assert await ask(Health(sqlite_url, pulse, utc_now), "/healthz") == (503, "stuck\n")


async def test_with_everything_in_place_it_is_ready(ask, health):
    status, body = await ask(health, "/readyz")

    assert status == 200
    assert json.loads(body) == {"ready": True, "problems": []}


async def test_a_database_without_tables_is_not_ready(ask, empty_url):
    status, body = await ask(Health(empty_url, Pulse(utc_now()), utc_now), "/readyz")

    assert status == 503
    assert "run baton db upgrade" in body


async def test_a_database_of_a_newer_baton_is_not_ready(ask, database_url, health):
    async with changing(database_url) as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    status, body = await ask(health, "/readyz")

    assert status == 503
    assert "newer Baton" in body


async def test_a_database_that_does_not_answer_is_not_ready(ask):
    gone = Health("postgresql://baton@127.0.0.1:9/x", Pulse(utc_now()), utc_now)

    status, body = await ask(gone, "/readyz")

    assert status == 503
    assert "127.0.0.1:9 does not answer" in body


async def test_a_tick_that_stands_still_is_not_ready(ask, sqlite_url):
    pulse = Pulse(utc_now() - timedelta(minutes=3))

    status, body = await ask(Health(sqlite_url, pulse, utc_now), "/readyz")

    assert status == 503
    assert "has come to a halt" in body


async def test_a_socket_that_is_not_connected_is_not_ready(ask, sqlite_url):
    status, body = await ask(Health(sqlite_url, Pulse(utc_now()), utc_now, offline), "/readyz")

    assert status == 503
    assert json.loads(body)["problems"] == ["Socket Mode is not connected."]


@pytest.mark.parametrize(("connected", "number"), [(online, 1.0), (offline, 0.0), (None, 0.0)])
async def test_prometheus_is_told_whether_the_socket_is_connected(
    ask, sqlite_url, connected, number
):
    health = Health(sqlite_url, Pulse(utc_now()), utc_now, connected)

    status, body = await ask(health, "/metrics")

    assert status == 200
    assert f"baton_socket_connected {number}" in body


async def test_prometheus_is_told_what_was_counted(ask, sqlite_url):
    metrics = Metrics()
    metrics.posts.inc(3)

    _, body = await ask(Health(sqlite_url, Pulse(utc_now()), utc_now), "/metrics", metrics)

    assert "baton_posts_total 3.0" in body
    assert "process_resident_memory_bytes" in body


async def test_slack_is_answered_in_http_mode(slack, sqlite_url, port):
    health = Health(sqlite_url, Pulse(utc_now()), utc_now)

    status, body = await post(slack, health, port, SECRET)

    assert status == 200
    assert json.loads(body) == {"challenge": "abc"}


async def test_whoever_does_not_know_the_secret_is_refused(slack, sqlite_url, port):
    health = Health(sqlite_url, Pulse(utc_now()), utc_now)

    status, _ = await post(slack, health, port, "guessed")

    assert status == 401


async def test_in_socket_mode_there_is_nothing_to_post_to(ask, sqlite_url):
    status, _ = await ask(Health(sqlite_url, Pulse(utc_now()), utc_now), "/slack/events")

    assert status == 404
