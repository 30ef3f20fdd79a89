"""Reaching Slack at the start: it may be away for as long as it likes; a refusal is final."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from itertools import chain, repeat

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.failures import error_word, is_refusal

WAITS = (1, 2, 4, 8, 15, 30)
"""Seconds between the tries; the last of them again and again."""

log = logging.getLogger(__name__)


async def knock(
    call: Callable[[], Awaitable[AsyncSlackResponse]], address: str
) -> AsyncSlackResponse:
    """
    Ask until Slack answers, and say each time that it does not.

    Raises:
        SlackApiError: Slack refuses: asking again would not help.
    """
    for wait in chain(WAITS, repeat(WAITS[-1])):
        try:
            return await call()
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            if isinstance(error, SlackApiError) and is_refusal(error):
                raise
            said = error_word(error) or "no word of Slack's"
        log.warning("Slack does not answer at %s (%s); next try in %d s.", address, said, wait)
        await asyncio.sleep(wait)
    raise AssertionError("there is always another try")
