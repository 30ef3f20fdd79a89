"""The window that takes the place of a form in a workspace that isn't served."""

from slack_sdk.models.views import View

from bot.slack.views.blocks import section
from bot.slack.views.say import Say


def not_served_window(words: Say) -> View:
    """One sentence, and nothing to send."""
    return View(
        type="modal",
        title=words.say("form-not-served"),
        blocks=[section(words.say("error-not-served"))],
    )
