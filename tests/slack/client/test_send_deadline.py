import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client.fast_post import post_message
from bot.slack.client.send_deadline import TooLate, deadline, trace_config

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TENTH = timedelta(seconds=0.1)


class Server:
    """Takes connections and notes every byte; answers once *open* is set."""

    def __init__(self) -> None:
        self.received = b""
        self.open = asyncio.Event()
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            self.received += data
            await self.open.wait()
            writer.write(ANSWER + b'{"ok":true}')
        writer.close()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}/"
    yield server
    listener.close()
    await listener.wait_closed()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    connector = aiohttp.TCPConnector(limit=1)
    async with aiohttp.ClientSession(
        connector=connector, trace_configs=[trace_config()], timeout=aiohttp.ClientTimeout(total=2)
    ) as session:
        yield session


@pytest.fixture
def client(server, session) -> AsyncWebClient:
    return AsyncWebClient("xoxb-1", base_url=server.url, session=session, retry_handlers=[])


def real_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  these tests are about real time


def saying(text: str) -> str:
    return f'{{"channel":"D1","text":"{text}"}}'


def freezing(*, after: str) -> aiohttp.TraceConfig:
    async def freeze(*_: object) -> None:
        time.sleep(0.2)  # noqa: ASYNC251  nothing else may run, as in a frozen process

    config = aiohttp.TraceConfig()
    getattr(config, after).append(freeze)
    config.freeze()
    return config


async def test_a_post_in_time_goes_out(client, server):
    server.open.set()

    with deadline(real_clock(), timedelta(seconds=5), real_clock):
        answer = await post_message(client, saying("in time"))

    assert answer["ok"]
    assert b"in time" in server.received


async def test_a_post_that_waited_too_long_for_a_connection_sends_nothing(client, server):
    first = asyncio.create_task(post_message(client, saying("number one")))
    await asyncio.sleep(0.05)
    asyncio.get_running_loop().call_later(0.3, server.open.set)

    with pytest.raises(TooLate), deadline(real_clock(), TENTH, real_clock):
        await post_message(client, saying("number two"))

    await first
    assert b"number one" in server.received
    assert b"number two" not in server.received


@pytest.mark.parametrize(
    "moment",
    ["on_request_start", "on_connection_create_end", "on_request_headers_sent"],
)
async def test_a_process_frozen_on_the_way_to_the_socket_sends_nothing(
    moment, client, session, server
):
    session.trace_configs.append(freezing(after=moment))

    with pytest.raises(TooLate), deadline(real_clock(), TENTH, real_clock):
        await post_message(client, saying("frozen"))

    await asyncio.sleep(0.05)
    assert server.received == b""


async def test_a_wall_clock_that_jumped_past_the_deadline_stops_the_post(client, server):
    clock = iter([NOON, NOON + timedelta(hours=1)])

    with pytest.raises(TooLate), deadline(NOON, timedelta(seconds=20), lambda: next(clock)):
        await post_message(client, saying("after the night"))

    assert server.received == b""


async def test_a_wall_clock_that_ran_back_does_not_prolong_the_deadline(client, server):
    async def post_late() -> None:
        with deadline(NOON, TENTH, lambda: NOON):
            await asyncio.sleep(0.2)
            await post_message(client, saying("number two"))

    with pytest.raises(TooLate):
        await post_late()

    assert server.received == b""


async def test_after_the_block_there_is_no_deadline(client, server):
    server.open.set()
    with deadline(NOON, timedelta(0), lambda: NOON):
        pass

    answer = await post_message(client, saying("free"))

    assert answer["ok"]


async def test_one_deadline_does_not_touch_a_neighbour(client, server):
    server.open.set()

    async def late() -> None:
        with deadline(NOON, timedelta(0), lambda: NOON):
            await post_message(client, saying("number two"))

    late_one, other = await asyncio.gather(
        late(), post_message(client, saying("other")), return_exceptions=True
    )

    assert isinstance(late_one, TooLate)
    assert other["ok"]


async def test_other_broken_connections_stay_what_they_are(client):
    client.base_url = "http://127.0.0.1:9/"

    with (
        pytest.raises(aiohttp.ClientConnectorError),
        deadline(NOON, timedelta(seconds=5), lambda: NOON),
    ):
        await post_message(client, saying("nobody there"))
