"""Baton's replies to a line that is no answer, and the buttons below them."""

from dataclasses import dataclass

from slack_sdk.models.blocks import ButtonElement, ConfirmObject

from bot.domain.answers.reply import Outcome
from bot.domain.answers.said import After
from bot.domain.answers.snooze import Later
from bot.slack.commands import ids
from bot.slack.practice.member_pages import safe
from bot.slack.views.blocks import Message, actions, button, message, section
from bot.slack.views.say import Say

PREFIX = "said-"
"""The texts that this module gives their buttons begin with it."""


@dataclass(frozen=True, slots=True)
class Press:
    """
    A button.

    Attributes:
        label: The key of its text.
        value: The fact it carries, by name, with what follows it; without the fact it's left out.
        needs: Another fact without which it is left out.
    """

    label: str
    action: str
    value: str = "line"
    needs: str = ""


WEEK = Press("said-pause-week", ids.PAUSE)
STOP = Press("said-stop-for-good", ids.SAID_STOP)
SETTINGS = Press("settings-all", ids.CHANGE_TIME)
TIME = Press("settings-time", ids.CHANGE_TIME)
LEAVE = Press("said-enter-leave", ids.CHANGE_TIME)
NOW = Press("settings-now", ids.NUDGE_NOW)
HELP_WITH = Press("said-help-with", ids.HELP_OPEN)
COMMANDS = Press("said-commands", ids.HELP_PAGE)
ASK = Press("card-ask-coach", ids.SAID_ASK, needs="coach")
PRIVACY = Press("settings-privacy", ids.PRIVACY)
IN_TWO_HOURS = Press("later-two-hours", f"{ids.LATER}.{Later.TWO_HOURS}", "delivery:two-hours")
TOMORROW = Press("later-tomorrow", f"{ids.LATER}.{Later.TOMORROW}", f"delivery:{Later.TOMORROW}")
NOT_FOR_ME = Press("outcome-not-for-me", f"{ids.OUTCOME}.{Outcome.NOT_FOR_ME}", "delivery")
RESUME = Press("settings-resume", ids.RESUME)

ANSWER = Press("said-was-answer", ids.SAID_ANSWER, needs="nudge")
JOURNAL = Press("said-to-journal", ids.SAID_ANSWER, needs="nudge")
COACH = Press("said-for-coach", ids.SAID_COACH, needs="coach")
SEND = Press("said-send-to-coach", ids.SAID_COACH, needs="coach")
NOT_ANSWER = Press("said-not-answer", ids.SAID_NOT_ANSWER)

WAYS_OUT = {After.NUDGE: ANSWER, After.COACH: COACH, After.NOTHING: JOURNAL}
"""The button that puts a wrong guess right, by what the line stands below."""

BUTTONS: dict[str, tuple[Press, ...]] = {
    "said-pause": (WEEK, STOP, SETTINGS),
    "said-stop": (WEEK, STOP, ASK),
    "said-later": (IN_TWO_HOURS, TOMORROW, WEEK),
    "said-later-nothing": (WEEK, TIME),
    "said-next": (NOW,),
    "said-skip": (NOT_FOR_ME, TOMORROW),
    "said-skip-nothing": (NOW, WEEK),
    "said-help": (HELP_WITH, COMMANDS, ASK),
    "said-time": (TIME,),
    "said-leave": (LEAVE, WEEK),
    "said-coach": (ASK, SEND),
    "said-track": (ASK, STOP),
    "said-privacy": (PRIVACY,),
    "said-data": (Press("said-send-data", ids.DATA_SEND),),
    "said-forget": (Press("said-forget-all", ids.FORGET_OPEN),),
    "said-resume": (RESUME, NOW),
    "said-thanks": (),
    "said-greeting": (),
    "said-fine": (),
    "said-question": (COMMANDS, PRIVACY, ASK),
    "said-journal": (SEND,),
    "said-journal-nowhere": (SEND,),
    "said-is-answer": (COACH, NOT_ANSWER),
    "said-is-message": (ANSWER,),
    "said-is-nothing": (ANSWER, SEND),
    "said-doubtful": (COACH, NOT_ANSWER),
    "said-to-coach": (),
    "said-taken-back": (HELP_WITH, WEEK, SETTINGS, ASK),
}
"""The buttons by text key. The way out of a wrong guess is added to them."""

NO_WAY_OUT = {
    *("said-doubtful", "said-journal-nowhere", "said-taken-back"),
    *("said-is-answer", "said-is-message", "said-is-nothing"),
}


def said(key: str, words: Say, **facts: object) -> Message:
    """
    Return Baton's sentence about a line, with its buttons.

    Args:
        facts: *line* is its place, *after* what it stands below; *delivery*, *nudge*, *track* and
            *coach* are what the sentence and the buttons are about, "" where there is none.
    """
    presses = [*BUTTONS[key], *_way_out(key, facts)]
    kept = [one for one in presses if _is_possible(one, facts)]
    told = section(words.say(key, **safe(facts, words)))
    row = [actions(*(_button(one, words, facts) for one in kept))] if kept else []
    return message([told, *row])


def _way_out(key: str, facts: dict[str, object]) -> list[Press]:
    if key in NO_WAY_OUT:
        return []
    out = ANSWER if key == "said-to-coach" else WAYS_OUT[After(str(facts["after"]))]
    return [] if out.action in {one.action for one in BUTTONS[key]} else [out]


def _is_possible(press: Press, facts: dict[str, object]) -> bool:
    needed = (press.value.partition(":")[0], press.needs)
    return all(facts.get(one) for one in needed if one)


def _button(press: Press, words: Say, facts: dict[str, object]) -> ButtonElement:
    fact, colon, rest = press.value.partition(":")
    shown = button(words.say(press.label), press.action, f"{facts[fact]}{colon}{rest}")
    if press.action == ids.SAID_STOP:
        shown.confirm = ConfirmObject(
            title=words.say("said-stop-title"),
            text=words.say("said-stop-sure"),
            confirm=words.say("said-stop-yes"),
            deny=words.say("form-cancel"),
        )
    return shown
