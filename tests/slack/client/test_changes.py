"""Changes of what is shown: done, moot, or to be tried again; never lost without a word."""

from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web

from bot.coaching.ports import Place
from bot.config import Settings
from bot.content.words.words import load_words
from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.domain.people.people import Workspace
from bot.runtime.clock import utc_now
from bot.runtime.sessions import open_session, posting_client, reading_client
from bot.slack.client.failures import WORDS, Meaning
from bot.slack.client.messenger import Clients, SlackMessenger
from bot.slack.client.rate_limits import RateLimits

ACME = Workspace(1, "TACME", "Acme", "UBATON")
THERE = Place("D1", "1772500000.000001")


class Slack:
    """A server that answers as it is told, and counts."""

    def __init__(self) -> None:
        self.status, self.body, self.headers, self.calls = 200, {"ok": True}, {}, 0

    async def serve(self, request: web.Request) -> web.Response:
        self.calls += 1
        if isinstance(self.body, str):
            return web.Response(status=self.status, text=self.body, content_type="text/html")
        return web.json_response(self.body, status=self.status, headers=self.headers)

    def says(self, word: str, status: int = 200, **headers: str) -> None:
        self.status, self.body, self.headers = status, {"ok": False, "error": word}, headers


@pytest.fixture
def slack():
    return Slack()


@pytest.fixture
async def messenger(slack):
    app = web.Application()
    app.router.add_post("/api/{method}", slack.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    async with open_session() as session:
        one, other = posting_client("xoxb-1", session, url), reading_client("xoxb-1", session, url)
        clients = Clients(posting=lambda _: one, reading=lambda _: other)
        words = load_words(Settings().content)
        yield SlackMessenger(clients, words, utc_now, timedelta(seconds=20), RateLimits())
    await runner.cleanup()


MOOT = [*WORDS[Meaning.SETTLED].split(), *WORDS[Meaning.MEMBER].split()]
LATER = [
    *WORDS[Meaning.HELD].split(),
    *WORDS[Meaning.PASSING].split(),
    *WORDS[Meaning.WORKSPACE].split(),
    "a_word_of_tomorrow",
]


@pytest.mark.parametrize("change", ["react", "unreact"])
async def test_what_slack_does_is_done(messenger, slack, change):
    await getattr(messenger, change)(ACME, THERE, "white_check_mark")

    assert slack.calls == 1


@pytest.mark.parametrize("word", MOOT)
async def test_what_is_so_or_can_never_be_is_left_alone(messenger, slack, word):
    slack.says(word)

    await messenger.react(ACME, THERE, "white_check_mark")


@pytest.mark.parametrize("word", ["invalid_name", "invalid_blocks"])
async def test_what_is_a_fault_of_ours_is_left_alone_aloud(messenger, slack, word, caplog):
    slack.says(word)

    await messenger.react(ACME, THERE, "white_check_mark")

    assert word in caplog.text


@pytest.mark.parametrize("word", LATER)
async def test_what_slack_refuses_for_now_is_to_be_tried_again(messenger, slack, word):
    slack.says(word)

    with pytest.raises(DeliveryFailed) as failure:
        await messenger.react(ACME, THERE, "white_check_mark")

    assert failure.value.reason == word


@pytest.mark.parametrize("word", WORDS[Meaning.UNCLEAR].split())
async def test_what_may_have_been_done_is_to_be_tried_again(messenger, slack, word):
    slack.says(word)

    with pytest.raises(OutcomeUnknown):
        await messenger.react(ACME, THERE, "white_check_mark")


@pytest.mark.parametrize(("status", "body"), [(502, "<html>"), (503, ""), (200, "<html>")])
async def test_a_page_of_a_gateways_is_to_be_tried_again(messenger, slack, status, body):
    slack.status, slack.body = status, body

    with pytest.raises(OutcomeUnknown):
        await messenger.react(ACME, THERE, "white_check_mark")


async def test_a_limit_is_kept_for_its_method_and_workspace_alone(messenger, slack):
    slack.says("ratelimited", 429, **{"Retry-After": "30"})
    with pytest.raises(DeliveryFailed):
        await messenger.react(ACME, THERE, "white_check_mark")
    slack.status, slack.body = 200, {"ok": True}

    with pytest.raises(DeliveryFailed) as later:
        await messenger.react(ACME, THERE, "white_check_mark")
    assert 25 < later.value.retry_after < 32
    assert slack.calls == 1

    await messenger.unreact(ACME, THERE, "white_check_mark")
    await messenger.react(Workspace(2, "TOTHER", "Other", "UB"), THERE, "white_check_mark")
    assert slack.calls == 3


async def test_nobody_waits_long_for_their_turn(messenger, slack):
    for _ in range(50):
        await messenger.react(ACME, THERE, "white_check_mark")
    messenger.rate_limits.hold(ACME.id, "reactions.add", 10)

    with pytest.raises(DeliveryFailed, match="its turn comes later"):
        await messenger.react(ACME, THERE, "white_check_mark")


async def test_a_connection_that_breaks_is_to_be_tried_again(messenger, slack, monkeypatch):
    async def broken(*args, **kwargs):
        raise aiohttp.ServerDisconnectedError

    monkeypatch.setattr(messenger.clients.posting(ACME), "api_call", broken)

    with pytest.raises(OutcomeUnknown):
        await messenger.react(ACME, THERE, "white_check_mark")
