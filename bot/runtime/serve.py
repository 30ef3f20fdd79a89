"""Run Baton as a process: connect, work until asked to stop, and finish work in progress."""

import asyncio
import gc
import logging
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial

from slack_sdk.errors import SlackApiError

from bot.config import HTTP_PORT, Mode, Settings
from bot.runtime.baton import Baton
from bot.runtime.errors import ASK_DOCTOR, CannotStart, refused
from bot.runtime.signals import stop_on_signal
from bot.runtime.socket_mode import SocketMode
from bot.runtime.web.health import Health, database, workspace
from bot.runtime.web.http import build_web, served
from bot.runtime.web.slack_requests import SlackRequests

ACK_SECONDS = 3
"""Time for requests in progress at shutdown; Slack itself waits no longer for an ack."""

WORK_SECONDS = 15
"""Time for listeners and deliveries after that; together 20, and hosts kill after 30."""

log = logging.getLogger(__name__)


def run(settings: Settings, mode: Mode, notes: Sequence[str] = ()) -> None:
    """
    Run until SIGTERM or SIGINT.

    Args:
        notes: Settings that have no effect; logged once.

    Raises:
        CannotStart: Something prevents the start that only a person can fix.
        StoreUnavailable: The database can't be used.
        BrokenWords: The bot's texts can't be read.
    """
    for note in notes:
        log.warning(note)
    forget_slack_environment()
    asyncio.run(_serve(settings, mode))


def forget_slack_environment() -> None:
    """Remove variables that Bolt reads by itself: a token there would override our authorize."""
    for name in [name for name in os.environ if name.startswith("SLACK_")]:
        del os.environ[name]


async def _serve(settings: Settings, mode: Mode) -> None:
    """Work until asked to stop; a start that is waiting for Slack is cancelled."""
    stop, at_work = stop_on_signal(), asyncio.Event()
    work = asyncio.create_task(_work(settings, mode, stop, at_work))
    asked = asyncio.create_task(stop.wait())
    await asyncio.wait({work, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if not at_work.is_set():
        work.cancel()
    with suppress(asyncio.CancelledError):
        await work


async def _work(
    settings: Settings, mode: Mode, stop: asyncio.Event, at_work: asyncio.Event
) -> None:
    async with Baton(settings) as baton:
        settle_down()
        async with _way_in(baton, mode):
            at_work.set()
            log.info("Baton is at work (%s mode).", settings.resolve(mode))
            await stop.wait()
            log.info("Stopping: finishing what is under way.")
        if not await baton.drain(WORK_SECONDS):
            log.warning("Not all work was finished in time; the next start takes it up.")


def settle_down() -> None:
    """
    Freeze long-lived objects so that the garbage collector skips them: libraries, tracks, texts.

    A pass over them would block the event loop for a tenth of a second.
    """
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def _way_in(baton: Baton, mode: Mode) -> AsyncIterator[None]:
    """Accept requests from Slack; at shutdown accept no more, and answer those received."""
    settings = baton.settings
    page = partial(build_web, metrics=baton.metrics)
    if settings.resolve(mode) == "http":
        pages = page(_health(baton), slack=_slack_requests(baton))
        async with served(pages, settings.port or HTTP_PORT, ACK_SECONDS):
            yield
        return
    socket = _socket(baton)
    async with AsyncExitStack() as opened:
        if settings.port:
            pages = page(_health(baton, socket))
            await opened.enter_async_context(served(pages, settings.port, ACK_SECONDS))
        opened.push_async_callback(socket.close)
        await _connect(socket)
        yield
        await socket.stop_listening(ACK_SECONDS)


def _slack_requests(baton: Baton) -> SlackRequests:
    secret = baton.settings.signing_secret
    if secret is None:
        raise CannotStart("HTTP mode needs SLACK_SIGNING_SECRET.")
    return SlackRequests(baton.app, secret, baton.clock, baton.metrics)


def _socket(baton: Baton) -> SocketMode:
    token = baton.settings.slack_app_token
    if token is None:
        raise CannotStart("Socket Mode needs SLACK_APP_TOKEN.")
    return SocketMode(baton.app, token.get_secret_value(), baton.reading, baton.metrics)


async def _connect(socket: SocketMode) -> None:
    try:
        await socket.open()
    except SlackApiError as error:
        url = socket.api_url
        raise CannotStart(refused("SLACK_APP_TOKEN", error, url, ASK_DOCTOR)) from error


def _health(baton: Baton, socket: SocketMode | None = None) -> Health:
    return Health(
        [
            database(baton.store),
            workspace(baton.store, baton.workspace.id),
        ],
        baton.pulse,
        baton.clock,
        socket.connected if socket else None,
    )
