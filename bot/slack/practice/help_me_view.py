"""Views of help before a hard talk: the form that asks, and the nudges found."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.coaching.practice.help_me import Found
from bot.content.search.index import Match
from bot.content.tracks.prose import SENTENCE
from bot.slack.commands import ids
from bot.slack.practice.member_pages import safe
from bot.slack.views.blocks import (
    Message,
    actions,
    button,
    escape,
    message,
    note,
    section,
    shorten,
)
from bot.slack.views.say import Say

LONGEST_WORDS = 200
FEWEST_WORDS = 6
"""Words of a sentence that shows what a nudge is about."""


def found(what: Found, words: str, say: Say) -> Message:
    """List the matching nudges, each with a button that sends it now, or say that none fits."""
    return message(_found(what, words, say))


def found_form(what: Found, words: str, say: Say) -> View:
    """Show the same in the modal that asked."""
    return _window(_found(what, words, say), say)


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


def _found(what: Found, words: str, say: Say) -> list[Block]:
    asked = escape(shorten(" ".join(words.split()), LONGEST_WORDS))
    if not what.matches:
        return _nothing(what, asked, say)
    return [
        section(say.say("help-found", words=asked)),
        *(_nudge(match, say) for match in what.matches),
        note(say.say("help-found-note")),
    ]


def _nothing(what: Found, asked: str, say: Say) -> list[Block]:
    lines = [say.say("help-nothing-fits", asked=asked)]
    if what.closest:
        title, purpose = escape(what.closest.title), escape(what.closest.purpose)
        lines.append(say.say("help-closest", track=title, purpose=purpose))
    if not what.coach:
        return [section(" ".join(lines))]
    ask = button(say.say("card-ask-coach"), ids.HELP_ASK_COACH, "coach")
    return [section(" ".join(lines)), actions(ask), note(say.say("help-ask-note"))]


def _nudge(match: Match, say: Say) -> Block:
    title, track = escape(match.nudge.title), escape(match.track.title)
    press = button(say.say("help-do-now"), ids.DO_NOW, match.nudge.id)
    return section(f"*{title}* · {track}\n{escape(_gist(match.nudge.message))}", press)


def _gist(text: str) -> str:
    """Return the first whole sentence that says something, or the longest of short ones."""
    sentences = [match.group() for match in SENTENCE.finditer(text)]
    telling = (one for one in sentences if len(one.split()) >= FEWEST_WORDS)
    return next(telling, max(sentences, key=len, default=""))


def _window(blocks: Sequence[Block], say: Say) -> View:
    return View(
        type="modal", title=say.say("help-form"), close=say.say("help-close"), blocks=list(blocks)
    )
