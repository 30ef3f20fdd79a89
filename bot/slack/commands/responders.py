"""Show a response where it was requested: in a new message, in place, or in a modal."""

import logging
from dataclasses import dataclass, replace
from typing import Protocol

from slack_sdk.errors import SlackApiError

from bot.slack.client.failures import error_word
from bot.slack.practice.member_pages import notice
from bot.slack.requests.middleware import Caller
from bot.slack.views.blocks import Message
from bot.slack.views.say import Say
from bot.slack.views.window import page

MOST_POSTS = 3
"""Most progress updates: Slack allows five responses to a press, and the last is the result."""

WORTH_WATCHING = 30
"""Number of people from which progress is shown, because the work takes a while."""

log = logging.getLogger(__name__)


class Screen(Protocol):
    """A place that shows one message after another."""

    async def show(self, shown: Message) -> None:
        """Show this message."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Responds to a command, each time with a new message."""

    caller: Caller
    title: str = "window-title"

    async def show(self, shown: Message) -> None:
        """See `Screen.show`."""
        await self.caller.tell(shown, self.title)


@dataclass(frozen=True, slots=True)
class InPlace:
    """Replaces the message that was pressed in."""

    caller: Caller

    async def show(self, shown: Message) -> None:
        """See `Screen.show`."""
        if self.caller.context.respond:
            await self.caller.context.respond(**shown.payload(), replace_original=True)


@dataclass(frozen=True, slots=True)
class Window:
    """Updates an open modal; once it's closed, writes to the person's direct messages."""

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
            await replace(self.caller, window="").tell(shown, self.title)


def pressed_in(caller: Caller, title: str) -> Screen:
    """
    Return the screen for the response to a press: the place of the press.

    A message that Slack keeps is never replaced by a response, which would stay in the history.

    Args:
        title: The key of a modal's title.
    """
    if caller.window:
        return Window(caller, caller.window, title)
    return InPlace(caller) if caller.ephemeral else Answer(caller, title)


@dataclass(slots=True)
class Watch:
    """Shows the progress of a long list on a screen, a few times in all."""

    screen: Screen
    words: Say
    key: str
    told: int = 0

    async def __call__(self, done: int, of: int) -> None:
        """See `bot.coaching.enrolment.assign.Progress`."""
        if of < WORTH_WATCHING or done >= of or done * MOST_POSTS < of * self.told:
            return
        self.told = done * MOST_POSTS // of + 1
        await self.screen.show(notice(self.key, self.words, done=done, count=of))
