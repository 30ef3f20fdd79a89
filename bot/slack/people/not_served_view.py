"""The modal that replaces a form in a workspace that isn't served."""

from slack_sdk.models.views import View

from bot.slack.views.blocks import section
from bot.slack.views.say import Say


def not_served_window(words: Say) -> View:
    """Build a modal with one sentence and no submit button."""
    return View(
        type="modal",
        title=words.say("form-not-served"),
        blocks=[section(words.say("error-not-served"))],
    )
