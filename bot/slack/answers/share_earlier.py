"""The one tap that lets a new coach read what was answered before them, and its way back."""

from slack_sdk.models.blocks import ButtonElement

from bot.slack.commands import ids
from bot.slack.views.blocks import button, shorten
from bot.slack.views.say import Say

LONGEST_NAME = 30
"""Letters of a coach's name on a button."""


def share_earlier(coach_id: int, name: str, words: Say, *, shares: bool) -> ButtonElement:
    """Lets a coach read what was answered before they were the coach, or takes that back."""
    if shares:
        return button(words.say("earlier-unshare"), ids.UNSHARE_EARLIER, coach_id)
    label = words.say("earlier-share", name=shorten(name, LONGEST_NAME))
    return button(label, ids.SHARE_EARLIER, coach_id)
