"""The web server: Slack's requests in HTTP mode, health and metrics in both modes."""

import errno
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from prometheus_client import CONTENT_TYPE_LATEST

from bot.runtime.errors import CannotStart
from bot.runtime.web.health import Health
from bot.runtime.web.metrics import Metrics
from bot.runtime.web.slack_requests import LARGEST, SlackRequests
from bot.slack.commands.manifest import EVENTS_PATH

log = logging.getLogger(__name__)


def _is_ours(record: logging.LogRecord) -> bool:
    """Drop log records about invalid HTTP: anybody can send as much of it as they like."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError)


log.addFilter(_is_ours)

ALIVE = "alive\n"
STUCK = "stuck\n"


def build_web(
    health: Health, metrics: Metrics, slack: SlackRequests | None = None
) -> web.Application:
    """
    Build the web application.

    Args:
        slack: Answers Slack's own requests; None in Socket Mode, which has none.
    """

    async def alive(request: web.Request) -> web.Response:
        if health.stuck:
            return web.Response(text=STUCK, status=503)
        return web.Response(text=ALIVE)

    async def ready(request: web.Request) -> web.Response:
        problems = await health.problems()
        return web.json_response(
            {"ready": not problems, "problems": problems}, status=503 if problems else 200
        )

    async def numbers(request: web.Request) -> web.Response:
        metrics.socket_connected.set(await health.connected() if health.connected else 0)
        return web.Response(body=metrics.page(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    pages = web.Application(client_max_size=LARGEST)
    pages.add_routes(
        [web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", numbers)]
    )
    if slack:
        pages.add_routes([web.post(EVENTS_PATH, slack.answer)])
    return pages


@asynccontextmanager
async def served(pages: web.Application, port: int, drain_seconds: float) -> AsyncIterator[None]:
    """
    Serve *pages* to everybody who can reach this machine.

    Args:
        drain_seconds: Time for requests in progress at shutdown.

    Raises:
        CannotStart: The port is taken, or not allowed to this user.
    """
    runner = web.AppRunner(pages, access_log=None, logger=log, shutdown_timeout=drain_seconds)
    await runner.setup()
    try:
        await _listen(runner, port)
        yield
    finally:
        await runner.cleanup()


async def can_listen(port: int) -> None:
    """
    Check that a port can be listened on, and leave it free.

    Raises:
        CannotStart: As `served`.
    """
    runner = web.AppRunner(web.Application(), access_log=None)
    await runner.setup()
    try:
        await _listen(runner, port)
    finally:
        await runner.cleanup()


async def is_baton(port: int) -> bool:
    """Return True if a Baton answers on this port of this machine."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session,
            session.get(f"http://127.0.0.1:{port}/healthz") as answer,
        ):
            return await answer.text() in {ALIVE, STUCK}
    except (aiohttp.ClientError, TimeoutError, UnicodeError):
        return False


async def _listen(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, port=port).start()
    except PermissionError as error:
        raise CannotStart(f"Port {port} is not allowed to this user: take 1024 or up.") from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise CannotStart(f"Port {port} cannot be used: {error.strerror}.") from error
        raise CannotStart(f"Port {port} is taken by another program.") from error
