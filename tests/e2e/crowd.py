"""`python -m tests.e2e.crowd PORT PEOPLE TEAM [EVENTS_URL]`: a workspace with many members."""

import asyncio
import sys

from bot.playground import Playground
from bot.playground.server import serve
from bot.playground.workspace.seed_people import App
from bot.runtime.signals import stop_on_signal
from bot.slack.commands.manifest import manifest
from tests.torture.haste import RETRY_DELAYS
from tests.torture.workspace import COACH, members


async def main(port: str, people: str, team: str, events_url: str | None = None) -> None:
    playground = Playground(
        app=App(team=team),
        port=int(port),
        cast=[COACH, *members(int(people))],
        groups=(),
        scopes=manifest("socket")["oauth_config"]["scopes"]["bot"],
        retry_delays=RETRY_DELAYS,
        # So many processes on one machine need more than Slack's three.
        ack_seconds=30,
        events_url=events_url,
    )
    await serve(playground, stop_on_signal())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
