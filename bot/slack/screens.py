"""Where an answer that takes a while is shown: in a message of its own, in place, in a window."""

import logging
from dataclasses import dataclass
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError

from bot.slack.desk import Caller
from bot.slack.failures import error_word
from bot.slack.views.blocks import Message
from bot.slack.views.member import notice
from bot.slack.views.say import Say
from bot.slack.views.window import page

MOST_POSTS = 3
"""Posts about progress: Slack takes five answers to a press, and the last is the outcome."""

WORTH_WATCHING = 30
"""So many people take longer than a glance."""

log = logging.getLogger(__name__)


class Screen(Protocol):
    """Shows one message after the other."""

    async def show(self, shown: Message) -> None:
        """Let this message be the one that is seen."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a command: each message stands by itself."""

    caller: Caller

    async def show(self, shown: Message) -> None:
        """See `Screen.show`."""
        await self.caller.tell(shown)


@dataclass(frozen=True, slots=True)
class InPlace:
    """Takes the place of the message that was pressed in."""

    caller: Caller

    async def show(self, shown: Message) -> None:
        """See `Screen.show`."""
        if self.caller.context.respond:
            await self.caller.context.respond(**shown.payload(), replace_original=True)


@dataclass(frozen=True, slots=True)
class Window:
    """Fills an open window; once it is closed, the person's direct messages."""

    caller: Caller
    view_id: str
    title: str

    async def show(self, shown: Message) -> None:
        """See `Screen.show`."""
        view = page(self.title, shown, self.caller.words)
        try:
            await self.caller.client.views_update(view_id=self.view_id, view=view)
        except SlackApiError as error:
            if error_word(error) != "not_found":
                raise
            log.info("A window was closed before its answer came.")
            await self.caller.tell(shown)


def pressed_in(caller: Caller, body: dict[str, Any], title: str) -> Screen:
    """Where somebody has pressed, and looks."""
    view = body.get("view") or {}
    if view.get("type") == "modal":
        return Window(caller, str(view["id"]), title)
    return InPlace(caller) if caller.context.response_url else Answer(caller)


@dataclass(slots=True)
class Watch:
    """Tells on a screen how far a long list is, a few times in all."""

    screen: Screen
    words: Say
    key: str
    told: int = 0

    async def __call__(self, done: int, of: int) -> None:
        """See `bot.coaching.assign.Progress`."""
        if of < WORTH_WATCHING or done >= of or done * MOST_POSTS < of * self.told:
            return
        self.told = done * MOST_POSTS // of + 1
        await self.screen.show(notice(self.key, self.words, done=done, count=of))
