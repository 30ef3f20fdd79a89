"""Retry calls to Slack at startup for as long as it is down; a refusal is final."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_chain, wait_fixed

from bot.runtime.errors import is_elsewhere
from bot.slack.client.failures import error_word, is_refusal

WAITS = (1, 2, 4, 8, 15, 30)
"""Seconds between tries; the last one repeats."""

log = logging.getLogger(__name__)


async def wait_for_slack(
    call: Callable[[], Awaitable[AsyncSlackResponse]], address: str
) -> AsyncSlackResponse:
    """
    Retry until Slack answers, and log each failed try.

    Raises:
        SlackApiError: Slack refuses, and a retry wouldn't help.
    """
    tries = AsyncRetrying(
        retry=retry_if_exception(_may_pass),
        wait=wait_chain(*map(wait_fixed, WAITS)),
        before_sleep=partial(_log_wait, address),
        reraise=True,
    )
    return await tries(call)


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, SlackApiError):
        return not is_refusal(error) and not is_elsewhere(error)
    return isinstance(error, (aiohttp.ClientError, TimeoutError))


def _log_wait(address: str, state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    said = (error_word(error) if isinstance(error, Exception) else "") or "no word of Slack's"
    wait = state.next_action.sleep if state.next_action else 0
    log.warning("Slack does not answer at %s (%s); next try in %d s.", address, said, wait)
