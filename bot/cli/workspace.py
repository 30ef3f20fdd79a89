"""Run the playground alone, for a bot that runs as its own process."""

import asyncio

import typer

from bot.playground import Playground
from bot.playground.stack import commands, shortcuts
from bot.runtime.signals import stop_on_signal
from bot.slack.commands.manifest import manifest


def run_workspace(port: int, events_url: str | None) -> None:
    """
    Serve the playground until SIGTERM or SIGINT.

    Raises:
        OSError: The port is taken.
    """
    asyncio.run(_serve(port, events_url))


async def _serve(port: int, events_url: str | None) -> None:
    stop = stop_on_signal()
    playground = Playground(
        port=port,
        events_url=events_url,
        commands=commands(),
        shortcuts=shortcuts(),
        scopes=manifest("socket")["oauth_config"]["scopes"]["bot"],
    )
    async with playground:
        typer.echo(_how_to_move_in(playground))
        await stop.wait()


def _how_to_move_in(playground: Playground) -> str:
    way = (
        f"SLACK_SIGNING_SECRET={playground.signing_secret}"
        if playground.events_url
        else f"SLACK_APP_TOKEN={playground.app_token}"
    )
    return "\n".join(
        [
            f"The workspace: {playground.url}",
            "For a bot that is to live there, in its .env:",
            f"  SLACK_API_URL={playground.api_url}",
            f"  SLACK_BOT_TOKEN={playground.bot_token}",
            f"  {way}",
        ]
    )
