"""Offer what was probably meant as buttons beside a refusal, so that nobody has to retype it."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.domain.errors import CoachingError
from bot.slack.practice.member_pages import notice
from bot.slack.requests.middleware import Caller
from bot.slack.views.blocks import Message, actions, button, message
from bot.slack.views.say import Say

LONGEST_VALUE = 2000
"""Most characters that Slack lets a button carry."""

DO_IT, SETTINGS = "suggest-do", "suggest-settings"
FIXED = {DO_IT, SETTINGS}

EITHER = ("text", "first", "second")
"""Facts of a refusal that asks which of two dates is meant."""


@dataclass(frozen=True, slots=True)
class Typed:
    """
    A command as it was typed.

    Attributes:
        command: `/nudge` or `/coach`.
        markup: The text after it, as Slack sends it.
        action: The family of action ids that do it again.
    """

    command: str
    markup: str
    action: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A button's label, or the key of one in `FIXED`, and the text after the command for it."""

    label: str
    markup: str


@asynccontextmanager
async def offering(caller: Caller, typed: Typed) -> AsyncIterator[None]:
    """Add buttons to a refusal if it's clear what could have been meant."""
    try:
        yield
    except CoachingError as refusal:
        if not suggestions(refusal, typed):
            raise
        told = notice(refusal.key, caller.words, **refusal.facts)
        await caller.tell(with_suggestions(told, refusal, typed, caller.words))


def with_suggestions(told: Message, refusal: CoachingError, typed: Typed, words: Say) -> Message:
    """Add a button for each thing that could have been meant."""
    offered = [
        button(_label(one, words), f"{typed.action}.{n}", one.markup)
        for n, one in enumerate(suggestions(refusal, typed))
    ]
    return message([*told.blocks, actions(*offered)]) if offered else told


def _label(one: Suggestion, words: Say) -> str:
    return words.say(one.label) if one.label in FIXED else one.label


def suggestions(refusal: CoachingError, typed: Typed) -> list[Suggestion]:
    """Return what could have been meant by a command that was refused."""
    facts = {name: str(value) for name, value in refusal.facts.items() if value}
    suggest = SUGGEST[typed.command].get(refusal.key)
    found = suggest(facts, typed) if suggest else []
    return [one for one in found if len(one.markup) <= LONGEST_VALUE]


def _command(facts: Mapping[str, str], typed: Typed) -> list[Suggestion]:
    if "nearest" not in facts:
        return []
    _, _, rest = typed.markup.strip().partition(" ")
    meant = facts["nearest"]
    return [Suggestion(DO_IT, f"{meant.removeprefix(typed.command)} {rest}".strip())]


def _country(facts: Mapping[str, str], typed: Typed) -> list[Suggestion]:
    if "nearest" not in facts:
        return []
    return [Suggestion(facts["nearest"], f"country {facts['code']}")]


def _part(facts: Mapping[str, str], typed: Typed) -> list[Suggestion]:
    if "nearest" not in facts:
        return []
    meant = f"{facts['code']}-{facts['nearest']}"
    return [Suggestion(meant, f"country {meant}")]


def _turned(facts: Mapping[str, str], typed: Typed) -> list[Suggestion]:
    return [Suggestion(facts["turned"], f"leave {facts['turned']}")]


def _either(before: str) -> "Suggest":
    def suggest(facts: Mapping[str, str], typed: Typed) -> list[Suggestion]:
        both = (facts["first"], facts["second"])
        return [Suggestion(one, f"{before} {one}") for one in both]

    return suggest


def _either_in_line(facts: Mapping[str, str], typed: Typed) -> list[Suggestion]:
    written, *both = (facts[name] for name in EITHER)
    if written not in typed.markup:
        return []
    return [Suggestion(one, typed.markup.replace(written, one, 1)) for one in both]


def _track(facts: Mapping[str, str], typed: Typed) -> list[Suggestion]:
    if "nearest" not in facts or facts["word"] not in typed.markup:
        return []
    meant = facts["nearest"]
    return [Suggestion(meant, typed.markup.replace(facts["word"], meant, 1))]


def _settings(facts: Mapping[str, str], typed: Typed) -> list[Suggestion]:
    return [Suggestion(SETTINGS, "settings")]


Suggest = Callable[[Mapping[str, str], Typed], list[Suggestion]]

MEMBERS: Mapping[str, Suggest] = {
    "error-unknown-command": _command,
    "error-country-unknown": _country,
    "error-country-part": _part,
    "error-leave-backwards": _turned,
    "error-leave-either": _either("leave"),
    "error-leave-unclear": _settings,
    "error-time-unclear": _settings,
    "error-days-unclear": _settings,
    "error-pause-unclear": _settings,
    "error-pause-either": _either("pause until"),
}
COACHES: Mapping[str, Suggest] = {
    "error-unknown-command": _command,
    "error-unknown-track": _track,
    "error-date-either": _either_in_line,
    "error-pause-either": _either_in_line,
}
SUGGEST = {"/nudge": MEMBERS, "/coach": COACHES}
"""The suggestion that goes with each refusal of a command, by the key of its sentence."""
