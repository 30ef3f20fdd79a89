"""The web side: Slack's requests in HTTP mode, and in both modes what monitors ask."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST
from slack_bolt.async_app import AsyncApp

from bot.runtime.health import Health
from bot.runtime.metrics import Metrics
from bot.runtime.problems import CannotStart
from bot.slack.manifest import EVENTS_PATH


def build_web(health: Health, metrics: Metrics, slack: AsyncApp | None = None) -> web.Application:
    """
    Put the pages together.

    Args:
        slack: Answers Slack's own requests; None in Socket Mode, which has none.
    """

    async def alive(request: web.Request) -> web.Response:
        if health.stuck:
            return web.Response(text="stuck\n", status=503)
        return web.Response(text="alive\n")

    async def ready(request: web.Request) -> web.Response:
        problems = await health.problems()
        return web.json_response(
            {"ready": not problems, "problems": problems}, status=503 if problems else 200
        )

    async def numbers(request: web.Request) -> web.Response:
        metrics.socket_connected.set(await health.connected() if health.connected else 0)
        return web.Response(body=metrics.page(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    pages = web.Application() if slack is None else slack.web_app(EVENTS_PATH)
    pages.add_routes(
        [web.get("/healthz", alive), web.get("/readyz", ready), web.get("/metrics", numbers)]
    )
    return pages


@asynccontextmanager
async def served(pages: web.Application, port: int, drain_seconds: float) -> AsyncIterator[None]:
    """
    Serve *pages* to everybody who can reach this machine.

    Args:
        drain_seconds: How long answers under way may take at the end.

    Raises:
        CannotStart: The port is taken, or not for us.
    """
    runner = web.AppRunner(pages, access_log=None, shutdown_timeout=drain_seconds)
    await runner.setup()
    try:
        await _listen(runner, port)
        yield
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, port=port).start()
    except PermissionError as error:
        raise CannotStart(f"Port {port} is not allowed to this user: take 1024 or up.") from error
    except OSError as error:
        raise CannotStart(f"Port {port} is taken by another program.") from error
