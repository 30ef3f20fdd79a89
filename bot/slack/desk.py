"""What every listener finds on its desk, what is kept before Slack hears that it arrived."""

import asyncio
import json
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.coaching import arrivals, inbox
from bot.coaching.ports import Coaching
from bot.domain.errors import CoachingError
from bot.domain.people import Workspace
from bot.slack.letters import letter
from bot.slack.views.blocks import Message
from bot.slack.views.member import notice
from bot.slack.views.say import Say

Next = Callable[[], Awaitable[BoltResponse]]

CALLER = "caller"
"""Where a request carries who it comes from."""

LETTER = "letter"
"""Where a request carries the key of its stored event."""

FAILED = "failed"
"""Where a request says that its listener did not come to an end."""

SCHEDULING_ROUNDS = 5
"""Turns of the event loop in which Bolt starts a listener it has just acknowledged."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """
    Who typed, pressed or sent something, and what it takes to serve them.

    Listeners ask for it by the name `caller`.
    """

    coaching: Coaching
    words: Say
    workspace: Workspace
    slack_id: str
    context: AsyncBoltContext

    @property
    def client(self) -> AsyncWebClient:
        """The workspace's Web API."""
        return self.context.client

    @property
    def who(self) -> tuple[Coaching, Workspace, str]:
        """What every flow wants to know first."""
        return self.coaching, self.workspace, self.slack_id

    async def tell(self, message: Message) -> None:
        """Show a message to them alone; from the Home tab, in their direct messages."""
        if self.context.response_url and self.context.respond:
            await self.context.respond(
                **message.payload(), response_type="ephemeral", replace_original=False
            )
        else:
            await self.client.chat_postMessage(channel=self.slack_id, **message.payload())

    async def say(self, key: str, **facts: object) -> None:
        """Tell them one of the fixed sentences."""
        await self.tell(notice(key, self.words, **facts))

    async def send_back(self, ack: AsyncAck, problems: dict[str, str]) -> None:
        """
        Hand a form back with what is wrong, by block id; nothing that was filled in is lost.

        It may come again as it is, or mended, and is then no copy of the one that was kept.
        """
        key = self.context.get(LETTER)
        if key:
            await inbox.forget(self.coaching, key)
        await ack(response_action="errors", errors=problems)

    @asynccontextmanager
    async def kindly(self) -> AsyncIterator[None]:
        """
        Answer a refusal with its sentence, and what nobody foresaw with a reference.

        No exception leaves a listener: one that does just after the ack can lose it (Bolt
        overwrites the response), and Slack would show a failure of its own beside ours.
        """
        try:
            yield
        except CoachingError as refusal:
            await self.say(refusal.key, **refusal.facts)
        except Exception as error:  # noqa: BLE001  the one net under all listeners
            await self._apologise(error)

    async def _apologise(self, error: Exception) -> None:
        self.context[FAILED] = True
        reference = uuid.uuid4().hex[:8]
        log.error("reference %s", reference, exc_info=error)
        try:
            await self.say("error-unexpected", reference=reference)
        except (SlackApiError, ClientError, TimeoutError, OSError):
            log.warning("reference %s could not be told", reference)


@dataclass(frozen=True, slots=True)
class Desk:
    """Global middleware: what is laid out and what is kept before any listener runs."""

    coaching: Coaching
    words: Say

    async def furnish(
        self, body: dict[str, Any], context: AsyncBoltContext, next_: Next
    ) -> BoltResponse:
        """Look up the workspace, and lay out what listeners ask for by name."""
        workspace = await arrivals.served(self.coaching, context.team_id or "")
        if workspace is None:
            log.warning("An event came from a workspace that is not served.")
            return BoltResponse(status=200)
        context[CALLER] = Caller(
            self.coaching,
            self.words,
            workspace,
            context.user_id or "",
            context,
        )
        return await next_()

    async def keep(
        self, body: dict[str, Any], context: AsyncBoltContext, next_: Next
    ) -> BoltResponse:
        """Store what a person said before Slack is told; a copy goes no further."""
        caller: Caller = context[CALLER]
        kept = letter(body, context.bot_user_id or "")
        if kept and not await inbox.keep(
            self.coaching, caller.workspace, kept.key, kept.kind, json.dumps(body)
        ):
            return BoltResponse(status=200)
        context[LETTER] = kept.key if kept else None
        return await next_()


class Shift:
    """Counts the listeners at work, so that nobody is cut off at shutdown."""

    def __init__(self) -> None:
        self._at_work = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def begin(self) -> None:
        """One more listener is at work."""
        self._at_work += 1
        self._idle.clear()

    def end(self) -> None:
        """One listener has finished."""
        self._at_work -= 1
        if not self._at_work:
            self._idle.set()

    async def over(self) -> None:
        """Wait until nobody is at work, those included that Bolt is about to start."""
        for _ in range(SCHEDULING_ROUNDS):
            await asyncio.sleep(0)
            await self._idle.wait()


@dataclass(frozen=True, slots=True)
class Starting(AsyncListenerStartHandler):
    """Bolt's hook before a listener runs."""

    shift: Shift

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Count it in."""
        self.shift.begin()


@dataclass(frozen=True, slots=True)
class Finishing(AsyncListenerCompletionHandler):
    """Bolt's hook after a listener ran, well or not."""

    shift: Shift
    coaching: Coaching

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Close the stored event, unless its listener failed: then it is taken up again."""
        try:
            key = request.context.get(LETTER)
            if key and not request.context.get(FAILED):
                await inbox.done(self.coaching, key)
        finally:
            self.shift.end()


async def not_taken_in(error: Exception) -> BoltResponse:
    """
    An event could not even be stored: it is not acknowledged, so that Slack sends it again.

    Listeners let nothing out (`Caller.kindly`), so what arrives here comes from the middleware.
    """
    log.error("an event could not be taken in", exc_info=error)
    return BoltResponse(status=500)
