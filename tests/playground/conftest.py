"""A playground on a free port, and small real Bolt apps talking to it."""

from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Command, Playground, SimulatedClock
from tests import waiting

MONDAY_NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COMMANDS = (Command("/nudge", "Nudges", "now"), Command("/raw", should_escape=False))
USUAL = {"commands": COMMANDS, "retry_delays": (0.0, 0.05, 0.1), "quiet_seconds": 0.05}
"""No time is lost: quick redelivery, short silences."""


@pytest.fixture
def clock():
    return SimulatedClock(MONDAY_NINE)


@pytest.fixture
def options():
    """What a test module changes about its playground."""
    return {}


@pytest.fixture
async def playground(clock, options):
    async with Playground(**{**USUAL, "clock": clock, **options}) as playground:
        yield playground


@pytest.fixture
def ada(playground):
    return playground.person("ada")


@pytest.fixture
def client(playground):
    return AsyncWebClient(playground.bot_token, base_url=playground.api_url, retry_handlers=[])


@pytest.fixture
async def http():
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def app(client):
    """An app without listeners; a test adds its own."""
    return AsyncApp(
        name="throwaway",
        client=client,
        signing_secret=Playground.signing_secret,
        attaching_conversation_kwargs_enabled=False,
    )


@pytest.fixture
async def connect(playground):
    """Connect an app over Socket Mode for the rest of the test."""
    async with AsyncExitStack() as stack:

        async def connected(app):
            return await stack.enter_async_context(over_socket(app, playground))

        yield connected


@asynccontextmanager
async def over_socket(app, playground):
    already = playground.sockets.count
    handler = AsyncSocketModeHandler(app, playground.app_token, ping_interval=1)
    await handler.connect_async()
    await waiting.until(lambda: playground.sockets.count > already)
    try:
        yield handler
    finally:
        await handler.close_async()


@pytest.fixture
def until():
    return waiting.until


@pytest.fixture
def refusal():
    """Call a method and return Slack's refusal."""

    async def refused(call):
        with pytest.raises(SlackApiError) as caught:
            await call
        return caught.value.response

    return refused
