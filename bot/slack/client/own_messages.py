"""Recognise events about Baton's own messages: Slack sends one for every post and edit."""

from typing import Any

from bot.slack.requests.installation import read_installation
from bot.slack.requests.message_events import author


def is_echo(body: dict[str, Any]) -> bool:
    """
    Return True if a request is about one of the app's own messages.

    No listener handles these, and at peak times there's one per post. Recognise them early,
    before they cost anything.
    """
    event = body.get("event")
    if body.get("type") != "event_callback" or not isinstance(event, dict):
        return False
    ours = read_installation(body).bot
    return event.get("type") == "message" and bool(ours) and author(event) == ours
