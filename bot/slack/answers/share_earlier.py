"""The button that shares earlier answers with a new coach, or stops sharing them."""

from slack_sdk.models.blocks import ButtonElement

from bot.slack.commands import ids
from bot.slack.views.blocks import button, shorten
from bot.slack.views.say import Say

LONGEST_NAME = 30
"""Longest coach's name on a button, in characters."""


def share_earlier(coach_id: int, name: str, words: Say, *, shares: bool) -> ButtonElement:
    """Build the button that lets a coach read answers from before their time, or undoes that."""
    if shares:
        return button(words.say("earlier-unshare"), ids.UNSHARE_EARLIER, coach_id)
    label = words.say("earlier-share", name=shorten(name, LONGEST_NAME))
    return button(label, ids.SHARE_EARLIER, coach_id)
