"""A post is sent once, as Slack takes it; whatever comes back is read as the SDK would."""

from functools import partial

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError

from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.runtime.sessions import open_session, posting_client
from bot.slack.client.failures import refusal
from bot.slack.client.fast_post import post_message

OK = '{"ok": true, "channel": "D1", "ts": "1.000001"}'
BODY = '{"channel":"D1","text":"Grüße"}'


class Answering:
    """A server that gives one answer, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answer = web.Response(text=OK, content_type="application/json")
        self.asked = []

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, request.headers, await request.json()))
        return self.answer


def said(text, status=200, kind="application/json", **headers):
    """What makes such an answer; one can be given only once."""
    return partial(web.Response, status=status, text=text, content_type=kind, headers=headers)


@pytest.fixture
def server():
    return Answering()


@pytest.fixture
async def client(server):
    app = web.Application()
    app.router.add_post("/api/chat.postMessage", server.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    session = open_session()
    yield posting_client("xoxb-1", session, f"http://127.0.0.1:{port}/api/")
    await session.close()
    await runner.cleanup()


async def test_a_post_carries_the_token_and_the_body(client, server):
    answer = await post_message(client, BODY)

    [(path, headers, body)] = server.asked
    assert path == "/api/chat.postMessage"
    assert headers["Authorization"] == "Bearer xoxb-1"
    assert "slackclient" in headers["User-Agent"]
    assert body == {"channel": "D1", "text": "Grüße"}
    assert answer["ts"] == "1.000001"


@pytest.mark.parametrize(
    ("answer", "means"),
    [
        (
            said('{"ok": false, "error": "user_disabled"}'),
            DeliveryFailed("user_disabled", permanent=True, member_gone=True),
        ),
        (
            said('{"ok": false, "error": "ratelimited"}', 429, **{"Retry-After": "7"}),
            DeliveryFailed("ratelimited", retry_after=7),
        ),
        (said("<html>busy</html>", 503, "text/html"), OutcomeUnknown("HTTP 503")),
        (said("Bad gateway", 502, "text/plain"), OutcomeUnknown("HTTP 502")),
        (said("<html>log in</html>", 200, "text/html"), OutcomeUnknown("HTTP 200")),
        (said("[]"), OutcomeUnknown("HTTP 200")),
        (said('{"ok": tru'), OutcomeUnknown("HTTP 200")),
    ],
)
async def test_what_is_no_success_is_an_error_that_says_what_is_known(
    client, server, answer, means
):
    server.answer = answer()

    with pytest.raises(SlackApiError) as error:
        await post_message(client, BODY)

    assert refusal(error.value) == means
    assert len(server.asked) == 1


async def test_a_client_without_the_pooled_session_posts_nothing(client, server):
    client.session = None

    with pytest.raises(ValueError, match="pooled session"):
        await post_message(client, BODY)
    assert server.asked == []


async def test_a_closed_session_is_an_error_and_no_new_connection(client, server):
    """The SDK would open a session for each call, without the fence."""
    await client.session.close()

    with pytest.raises((RuntimeError, aiohttp.ClientError)):
        await post_message(client, BODY)
    assert server.asked == []
