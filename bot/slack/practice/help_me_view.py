"""Views of help before a hard talk: the form that asks, and the nudges found."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.content.tracks.search import Match
from bot.slack.commands import ids
from bot.slack.practice.member_pages import safe
from bot.slack.views.blocks import Message, button, escape, message, note, section, shorten
from bot.slack.views.say import Say

LONGEST_ACT = 200
LONGEST_WORDS = 200


def found(matches: Sequence[Match], words: str, say: Say) -> Message:
    """List the matching nudges, each with a button that sends it now."""
    return message(_found(matches, words, say))


def found_form(matches: Sequence[Match], words: str, say: Say) -> View:
    """Show the matching nudges in the modal that asked."""
    return _window(_found(matches, words, say), say)


def told_form(key: str, say: Say, **facts: object) -> View:
    """Say that the nudge is on its way, or why it isn't."""
    return _window([section(say.say(key, **safe(facts, say)))], say)


def help_form(say: Say, about: str = "") -> View:
    """Build the form that asks what the talk is about."""
    words = PlainTextInputElement(
        action_id=ids.FIELD,
        max_length=LONGEST_WORDS,
        initial_value=about or None,
        placeholder=say.say("help-form-example"),
    )
    return View(
        type="modal",
        callback_id=ids.HELP_FORM,
        title=say.say("help-form"),
        submit=say.say("help-form-find"),
        close=say.say("form-cancel"),
        blocks=[
            InputBlock(
                block_id=ids.HELP_BLOCK,
                label=say.say("help-form-about"),
                element=words,
                hint=say.say("help-form-hint"),
            )
        ],
    )


def read_help_form(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """Return the entered text."""
    return str(values[ids.HELP_BLOCK][ids.FIELD].get("value") or "")


def _found(matches: Sequence[Match], words: str, say: Say) -> list[Block]:
    head = say.say("help-found", words=escape(shorten(words, LONGEST_WORDS)))
    return [
        section(head),
        *(_nudge(match, say) for match in matches),
        note(say.say("help-found-note")),
    ]


def _nudge(match: Match, say: Say) -> Block:
    title, track = escape(match.nudge.title), escape(match.track.title)
    act = shorten(escape(" ".join(match.nudge.message.split())), LONGEST_ACT)
    press = button(say.say("help-do-now"), ids.DO_NOW, match.nudge.id)
    return section(f"*{title}* · {track}\n{act}", press)


def _window(blocks: Sequence[Block], say: Say) -> View:
    return View(
        type="modal", title=say.say("help-form"), close=say.say("help-close"), blocks=list(blocks)
    )
