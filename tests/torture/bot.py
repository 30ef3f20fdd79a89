"""One bot as a process of its own: the real one, in haste."""

import asyncio
from collections.abc import Callable

from pydantic import SecretStr

from bot.coaching import inbox
from bot.coaching.delivery import deliver, history_throttle
from bot.config import Settings
from bot.content.tracks.library import load_library
from bot.content.words.words import load_words
from bot.runtime import serve
from bot.runtime.baton import Baton
from bot.runtime.logs import set_up_logs
from bot.slack.client import find_message
from tests.torture import haste

DRAIN_SECONDS = 5

# Parsed once, before this process is forked: it takes longer than many a bot here lives.
CONTENT = Settings().content
load_library(CONTENT)
load_words(CONTENT)


async def work(
    stop: asyncio.Event, at_work: Callable[[], None], api_url: str, database_url: str
) -> None:
    """Serve the workspace at *api_url* until *stop* is set."""
    _hurry()
    set_up_logs("WARNING", "text")
    serve.forget_slack_environment()
    async with Baton(_settings(api_url, database_url), patience=haste.PATIENCE) as baton:
        async with serve._way_in(baton, "socket"):
            at_work()
            await stop.wait()
        await baton.drain(DRAIN_SECONDS)


def _settings(api_url: str, database_url: str) -> Settings:
    settings = Settings(
        slack_bot_token=SecretStr("xoxb-playground-bot"),
        slack_app_token=SecretStr("xapp-1-playground-app"),
        slack_api_url=api_url,
        database_url=SecretStr(database_url),
    )
    # Past what settings allow: nobody's workspace takes a thousand posts a second.
    return settings.model_copy(
        update={
            "baton_pace": haste.POSTS_PER_SECOND,
            "baton_history_per_minute": haste.LOOKS_PER_MINUTE,
        }
    )


def _hurry() -> None:
    haste.hurry()
    deliver.SHARE = haste.SHARE
    history_throttle.MOST = haste.LOOKS
    find_message.OUTAGE_WAIT = haste.OUTAGE_WAIT
    inbox.DEATHS = haste.DEATHS
