"""Show a message in a modal."""

from slack_sdk.models.views import View

from bot.slack.views.blocks import Message
from bot.slack.views.say import Say


def page(title: str, shown: Message, words: Say) -> View:
    """
    Build a modal that shows a message and has no submit button.

    Args:
        title: The key of its title.
    """
    return View(
        type="modal",
        title=words.say(title),
        close=words.say("help-close"),
        blocks=list(shown.blocks),
    )
