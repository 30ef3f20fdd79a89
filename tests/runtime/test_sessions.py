import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError

from bot.runtime.clock import utc_now
from bot.runtime.sessions import open_session, posting_client, reading_client
from bot.runtime.web.metrics import Metrics
from bot.slack.client.send_deadline import TooLate, deadline


class Slack:
    """Answers with one status after another, and notes who came over which connection."""

    def __init__(self) -> None:
        self.url = ""
        self.calls: list[str] = []
        self.connections: set[object] = set()
        self.statuses = [200]
        self.drop = False

    async def answer(self, request: web.Request) -> web.Response:
        self.calls.append(request.path)
        self.connections.add(request.transport)
        if self.drop and request.transport is not None:
            request.transport.abort()
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        headers = {"Retry-After": "0"} if status == 429 else {}
        return web.json_response({"ok": status == 200}, status=status, headers=headers)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    slack = Slack()
    pages = web.Application()
    pages.router.add_post("/{method}", slack.answer)
    runner = web.AppRunner(pages)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield slack
    await runner.cleanup()


async def test_calls_share_their_connections_and_leave_the_session_open(slack):
    async with open_session() as session:
        client = posting_client("xoxb-1", session, slack.url)

        for _ in range(20):
            await client.chat_postMessage(channel="D1", text="hello")

        assert not session.closed
    assert len(slack.calls) == 20
    assert len(slack.connections) == 1


async def test_no_more_requests_run_at_once_than_there_are_connections(slack):
    async with open_session(connections=3) as session:
        client = posting_client("xoxb-1", session, slack.url)

        await asyncio.gather(*(client.chat_postMessage(channel="D1", text="x") for _ in range(30)))

    assert len(slack.connections) <= 3


async def test_a_post_whose_answer_is_lost_is_not_sent_again(slack):
    slack.drop = True
    async with open_session() as session:
        client = posting_client("xoxb-1", session, slack.url)

        with pytest.raises(aiohttp.ServerDisconnectedError):
            await client.chat_postMessage(channel="D1", text="once")

    assert slack.calls == ["/chat.postMessage"]


async def test_a_post_is_not_repeated_when_slack_asks_to_slow_down(slack):
    slack.statuses = [429, 200]
    async with open_session() as session:
        client = posting_client("xoxb-1", session, slack.url)

        with pytest.raises(SlackApiError):
            await client.chat_postMessage(channel="D1", text="once")

    assert len(slack.calls) == 1


async def test_a_look_up_waits_and_asks_again(slack):
    slack.statuses = [429, 200]
    async with open_session() as session:
        client = reading_client("xoxb-1", session, slack.url)

        answer = await client.auth_test()

    assert answer["ok"]
    assert len(slack.calls) == 2


async def test_the_session_keeps_deadlines(slack):
    async with open_session() as session:
        client = posting_client("xoxb-1", session, slack.url)

        with pytest.raises(TooLate), deadline(utc_now(), timedelta(0), utc_now):
            await client.chat_postMessage(channel="D1", text="late")

    assert slack.calls == []


async def test_a_server_on_this_machine_is_not_reached_through_a_proxy(slack, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with open_session() as session:
        here = posting_client("xoxb-1", session, slack.url)
        there = posting_client("xoxb-1", session, "https://slack.com/api/")

        assert (await here.auth_test())["ok"]
        assert there.proxy == "http://127.0.0.1:9"


async def test_calls_are_counted_by_method_and_answer(slack):
    slack.statuses = [200, 429]
    metrics = Metrics()
    async with open_session(watch=metrics.watch) as session:
        client = posting_client("xoxb-1", session, slack.url)
        await client.auth_test()
        with pytest.raises(SlackApiError):
            await client.chat_postMessage(channel="D1", text="x")
        slack.drop = True
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await client.chat_postMessage(channel="D1", text="x")

    page = metrics.page().decode()
    for method, status in (("auth.test", 200), ("chat.postMessage", 429), ("chat.postMessage", 0)):
        labels = f'{{method="{method}",status="{status}"}}'
        assert f"baton_slack_request_seconds_count{labels} 1.0" in page


def test_the_clock_is_now_and_knows_its_zone():
    assert abs(utc_now().timestamp() - time.time()) < 1  # noqa: TID251  the clock's own test
    assert utc_now().utcoffset() == timedelta(0)
