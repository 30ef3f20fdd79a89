"""Check whether a message was posted, by the metadata of the workspace's messages."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.coaching.ports import Address, Place
from bot.domain.errors import CoachingError, DeliveryFailed, OutcomeUnknown
from bot.slack.client.failures import refusal

EVENT_TYPE = "baton_delivery"

CLOCKS_DIFFER = timedelta(minutes=5)
"""Clock skew allowed for: search this long before the intent, and after the deadline."""

PAGE = 200
"""Messages per page, as Slack recommends (slack-facts 1.2)."""

DISTRIBUTED, DISTRIBUTED_PAGE = timedelta(minutes=1), 15
"""Limits for apps sold outside the Marketplace: the wait between pages, and messages per page."""

NO_SCOPE = "missing_scope"
"""Posting may still work without this scope, so a search that lacks it is given up eventually."""

OUTAGE_WAIT = 30.0
"""Seconds between retries while Slack is unreachable; an outage doesn't count as a try."""


async def find(
    client: AsyncWebClient,
    to: Address,
    delivery_id: int,
    span: tuple[datetime, datetime],
    between_pages: timedelta,
) -> Place | None:
    """
    Find a delivery's message among those posted in a time span.

    Raises:
        DeliveryFailed: See `bot.coaching.ports.Messenger.look`.
    """
    try:
        channel = to.channel or await open_channel(client, to.slack_id)
        async for message in _said(client, channel, span, between_pages):
            if _delivery_of(message) == delivery_id:
                return Place(channel, str(message["ts"]))
    except SlackApiError as error:
        raise _not_now_or_never(error) from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise DeliveryFailed(type(error).__name__, retry_after=OUTAGE_WAIT) from error
    return None


async def _said(
    client: AsyncWebClient, channel: str, span: tuple[datetime, datetime], between: timedelta
) -> AsyncIterator[dict[str, Any]]:
    """Yield a channel's messages in a time span, newest first, page by page."""
    since, until = span
    cursor: str | None = None
    while True:
        history = await client.conversations_history(
            channel=channel,
            oldest=str((since - CLOCKS_DIFFER).timestamp()),
            latest=str((until + CLOCKS_DIFFER).timestamp()),
            inclusive=True,
            limit=DISTRIBUTED_PAGE if between >= DISTRIBUTED else PAGE,
            include_all_metadata=True,
            cursor=cursor,
        )
        for message in history["messages"]:
            yield message
        cursor = (history.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
        await asyncio.sleep(between.total_seconds())


async def message_at(
    client: AsyncWebClient, channel: str, ts: str, thread_ts: str
) -> dict[str, Any] | None:
    """
    Return a conversation's message as it is now, or None if it has been deleted.

    Args:
        thread_ts: The timestamp of its thread's first message, or "".

    Raises:
        CoachingError: Slack doesn't let Baton read it now.
    """
    span: dict[str, Any] = {"oldest": ts, "latest": ts, "inclusive": True}
    try:
        if thread_ts:
            found = await client.conversations_replies(channel=channel, ts=thread_ts, **span)
        else:
            found = await client.conversations_history(channel=channel, limit=1, **span)
    except (SlackApiError, TimeoutError, aiohttp.ClientError, OSError) as error:
        raise CoachingError("error-line-unread") from error
    return next((one for one in found.get("messages") or () if one.get("ts") == ts), None)


def _delivery_of(message: dict[str, Any]) -> int | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    found = (metadata.get("event_payload") or {}).get("delivery_id")
    return int(found) if found is not None else None


async def open_channel(client: AsyncWebClient, slack_id: str) -> str:
    """Open a direct message with a person, without posting; return its channel id."""
    answer = await client.conversations_open(users=slack_id)
    return str(answer["channel"]["id"])


def _not_now_or_never(error: SlackApiError) -> DeliveryFailed:
    meant = refusal(error)
    if isinstance(meant, OutcomeUnknown):
        return DeliveryFailed(meant.reason, retry_after=OUTAGE_WAIT)
    if meant.held and meant.reason != NO_SCOPE:
        return DeliveryFailed(meant.reason, whole_workspace=True, retry_after=OUTAGE_WAIT)
    return replace(meant, whole_workspace=True) if meant.retry_after is not None else meant
