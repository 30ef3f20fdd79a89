"""What Slack tells of Baton's own messages: each post and each change comes back as an event."""

from typing import Any

from bot.slack.requests.installation import read_installation
from bot.slack.requests.message_events import author


def is_echo(body: dict[str, Any]) -> bool:
    """
    Whether a request only tells of a message of the app's own.

    Nobody listens to these, and in a rush there are as many of them as posts: they are told
    apart before they cost anything.
    """
    event = body.get("event")
    if body.get("type") != "event_callback" or not isinstance(event, dict):
        return False
    ours = read_installation(body).bot
    return event.get("type") == "message" and bool(ours) and author(event) == ours
