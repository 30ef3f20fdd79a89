"""Messages with buttons that Baton sends unprompted and that aren't nudges."""

from bot.domain.privacy.safety import ABOUT
from bot.slack.answers.said_view import PREFIX, said
from bot.slack.commands import ids
from bot.slack.practice.member_pages import safe
from bot.slack.views.blocks import Message, actions, button, message, section
from bot.slack.views.say import Say

NOTHING = "none"

Buttons = tuple[tuple[str, str], ...]

NOT_MEANT: Buttons = (("safety-not-meant", ids.NOT_MEANT),)

GO_ON: Buttons = (("settings-resume", ids.RESUME),)

BUTTONS: dict[str, Buttons] = {
    "coach-confirm": (("coach-confirm-yes", ids.CONFIRM_COACH),),
    "paused-by-coach": GO_ON,
    "paused-by-coach-until": GO_ON,
    "resumed-by-coach": (("settings-pause", ids.PAUSE),),
    "words-age": (("words-keep", ids.KEEP_WORDS),),
    "coach-answered": (
        ("coach-answered-read", ids.SHOW_MEMBER),
        ("queue-write", ids.WRITE_TO),
    ),
    "promise-due": (
        ("promise-kept", ids.PROMISE_KEPT),
        ("promise-dropped", ids.PROMISE_DROPPED),
    ),
    **{f"safety-{name}": NOT_MEANT for name in ABOUT},
    **{f"safety-{name}-plain": NOT_MEANT for name in ABOUT},
}
"""Buttons by the message's text key: each button's own text key and action id."""


def offer(key: str, words: Say, **facts: object) -> Message:
    """Return the message for a text key, with its buttons; *about* is the buttons' value."""
    if key.startswith(PREFIX):
        return said(key, words, **facts)
    about = facts.get("about", NOTHING)
    pressable = [button(words.say(label), action, about) for label, action in BUTTONS[key]]
    return message([section(words.say(key, **safe(facts, words))), actions(*pressable)])
