"""The form that asks for confirmation before erasing a member, and lists what's erased."""

from collections.abc import Mapping

from slack_sdk.models.views import View

from bot.slack.commands import ids
from bot.slack.views.blocks import note, section
from bot.slack.views.say import Say

NAMED = ("enrolments", "replies", "deliveries", "follow_ups", "files")
"""Kinds of data that the form lists by name; the rest is erased too."""


def forget_form(held: Mapping[str, int], words: Say) -> View:
    """Build the form: what's erased, what stays, and the confirm button."""
    going = [words.say(f"forget-{name}", count=held[name]) for name in NAMED if held[name]]
    listed = "\n".join(f"• {line}" for line in (*going, words.say("forget-rest")))
    return View(
        type="modal",
        callback_id=ids.FORGET_FORM,
        title=words.say("forget-title"),
        submit=words.say("forget-submit"),
        close=words.say("forget-close"),
        blocks=[
            section(f"{words.say('forget-goes')}\n{listed}"),
            section(words.say("forget-after")),
            note(words.say("forget-stays")),
        ],
    )
