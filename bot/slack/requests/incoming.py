"""Clean every string of an incoming request before anything stores or reads it."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.coaching.answers import mentions
from bot.domain.text.text import clean, cut, line
from bot.slack.commands.mrkdwn import people_in, plain, unescaped
from bot.slack.requests.middleware import Caller

LONGEST_NAME = 80
"""Longest name of a person or group, in characters: Slack's own limit."""


async def clean_body(
    request: AsyncBoltRequest, next_: Callable[[], Awaitable[BoltResponse]]
) -> BoltResponse:
    """Bolt middleware: replace the request's body with one in which every string is clean."""
    request.body = cleaned(request.body)
    return await next_()


def cleaned(part: Any) -> Any:
    """Return part of a payload with every string in it cleaned, at any depth."""
    if isinstance(part, str):
        return clean(part)
    if isinstance(part, dict):
        return {key: cleaned(value) for key, value in part.items()}
    if isinstance(part, list):
        return [cleaned(value) for value in part]
    return part


def read_name(text: object) -> str:
    """Clean and shorten the name Slack gives a person or a group."""
    return cut(line(unescaped(str(text or ""))), LONGEST_NAME)


async def read_words(caller: Caller, markup: str) -> str:
    """Return the plain text of a message or command, with mentions replaced by names."""
    known = await mentions.names(*caller.who, people_in(markup))
    return plain(markup, known, caller.words)
