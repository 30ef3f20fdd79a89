"""Where text enters: every string of a request is cleaned before anything is stored or heard."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.coaching.answers import mentions
from bot.domain.text.text import clean, cut, line
from bot.slack.commands.mrkdwn import people_in, plain, unescaped
from bot.slack.requests.middleware import Caller

LONGEST_NAME = 80
"""Characters of a person's or a group's name: as many as Slack allows."""


async def clean_body(
    request: AsyncBoltRequest, next_: Callable[[], Awaitable[BoltResponse]]
) -> BoltResponse:
    """Replace a request's body by one in which every text is clean."""
    request.body = cleaned(request.body)
    return await next_()


def cleaned(part: Any) -> Any:
    """A part of a payload with every text in it clean, however deep."""
    if isinstance(part, str):
        return clean(part)
    if isinstance(part, dict):
        return {key: cleaned(value) for key, value in part.items()}
    if isinstance(part, list):
        return [cleaned(value) for value in part]
    return part


def read_name(text: object) -> str:
    """What Slack calls a person or a group."""
    return cut(line(unescaped(str(text or ""))), LONGEST_NAME)


async def read_words(caller: Caller, markup: str) -> str:
    """The words of a message or a command, with the names of those mentioned."""
    known = await mentions.names(*caller.who, people_in(markup))
    return plain(markup, known, caller.words)
