"""What every listener finds on its desk, what is kept before Slack hears that it arrived."""

import asyncio
import json
import logging
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.coaching import inbox
from bot.coaching.people import profile_sync
from bot.coaching.ports import Coaching
from bot.domain.errors import CoachingError
from bot.domain.people.people import Workspace
from bot.slack.client.failures import error_word
from bot.slack.client.find_message import open_channel
from bot.slack.people.not_served import tell_not_served
from bot.slack.practice.member_pages import notice
from bot.slack.requests.idempotency import changed_person, letter
from bot.slack.requests.installation import read_installation
from bot.slack.views.blocks import Message
from bot.slack.views.say import Say
from bot.slack.views.window import page

Next = Callable[[], Awaitable[BoltResponse]]

WORKSPACE = "workspace"
"""Where a request carries the workspace it was let in for."""

CALLER = "caller"
"""Where a request carries who it comes from."""

LETTER = "letter"
"""Where a request carries the key of its stored event."""

FAILED = "failed"
"""Where a request says that its listener did not come to an end."""

COUNTED = "counted"
"""Where it says that this failure of its stored event has been counted."""

BEGUN = "begun"
"""Where a request says that it got as far as a listener."""

WINDOW_REFUSED = {
    "exchanged_trigger_id",
    "expired_trigger_id",
    "invalid_trigger_id",
    "push_limit_reached",
    "trigger_exchanged",
    "trigger_expired",
}
"""Slack's words for a trigger that's used up or too old, and for a fourth window on a stack."""

SCHEDULING_ROUNDS = 5
"""Turns of the event loop in which Bolt starts a listener it has just acknowledged."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """
    Who typed, pressed or sent something, and what it takes to serve them.

    Listeners ask for it by the name `caller`.

    Attributes:
        at: When Baton first had the request. One that is taken up after a crash keeps its time,
            so that it does not overrule what was said since.
        trigger: What opens a window for them, within three seconds; "" where nothing can.
        window: The id of the modal they pressed in, or "".
        ephemeral: They pressed in a message that only they see and that Slack doesn't keep.
    """

    coaching: Coaching
    words: Say
    workspace: Workspace
    slack_id: str
    context: AsyncBoltContext
    at: datetime
    trigger: str = ""
    window: str = ""
    ephemeral: bool = False

    @property
    def client(self) -> AsyncWebClient:
        """The workspace's Web API."""
        return self.context.client

    @property
    def who(self) -> tuple[Coaching, Workspace, str]:
        """What every flow wants to know first."""
        return self.coaching, self.workspace, self.slack_id

    async def tell(self, message: Message, title: str = "window-title") -> None:
        """
        Show a message to them alone, where they are looking.

        A command or a press in a message is answered beside it, and a press on the Home tab or in
        a window by a window: what a coach may read today, they may not be allowed to read
        tomorrow, so no answer to a press stays in anybody's history.

        Args:
            title: The key of the window's title.
        """
        if self.context.response_url and self.context.respond:
            await self.context.respond(
                **message.payload(), response_type="ephemeral", replace_original=False
            )
        elif self.trigger:
            await self.tell_in_a_window(message, title)
        elif self.slack_id:
            await self.client.chat_postMessage(channel=self.slack_id, **message.payload())

    async def open(self, view: View) -> None:
        """Open a window, on top of the one they pressed in."""
        show = self.client.views_push if self.window else self.client.views_open
        await show(trigger_id=self.trigger, view=view)

    async def tell_in_a_window(self, message: Message, title: str) -> None:
        """Show a message in its own window, or as an ephemeral one if it comes too late."""
        try:
            await self.open(page(title, message, self.words))
        except SlackApiError as error:
            if error_word(error) not in WINDOW_REFUSED:
                raise
            channel = await open_channel(self.client, self.slack_id)
            await self.client.chat_postEphemeral(
                channel=channel, user=self.slack_id, **message.payload()
            )

    async def say(self, key: str, **facts: object) -> None:
        """Tell them one of the fixed sentences."""
        await self.tell(notice(key, self.words, **facts))

    async def put_right(self, key: str, **facts: object) -> None:
        """Let one of the fixed sentences take the place of the message they pressed in."""
        if self.context.respond:
            payload = notice(key, self.words, **facts).payload()
            await self.context.respond(**payload, replace_original=True)

    def stand_at(self, response_url: str) -> None:
        """Answer at that address from now on."""
        self.context["response_url"] = response_url
        self.context.pop("respond", None)

    async def send_back(self, ack: AsyncAck, problems: dict[str, str]) -> None:
        """
        Hand a form back with what is wrong, by block id; nothing that was filled in is lost.

        It may come again as it is, or mended, and is then no copy of the one that was kept.
        """
        key = self.context.get(LETTER)
        if key:
            await inbox.forget(self.coaching, key)
        await ack(response_action="errors", errors=problems)

    async def redraw(self, message: Message) -> None:
        """Let a message take the place of the one they pressed in."""
        if self.context.respond:
            await self.context.respond(**message.payload(), replace_original=True)

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
            await self._acknowledge()
            await self.say(refusal.key, **refusal.facts)
        except Exception as error:  # noqa: BLE001  the one net under all listeners
            await self._acknowledge()
            await self._apologise(error)

    async def _acknowledge(self) -> None:
        """Close a form that was to show what there is not: without, it waits for three seconds."""
        if self.context.ack.response is None:
            await self.context.ack()

    async def _apologise(self, error: Exception) -> None:
        """Say so once for each event, however often Baton tries it again."""
        self.context[FAILED] = True
        reference = uuid.uuid4().hex[:8]
        log.error("reference %s", reference, exc_info=error)
        key = self.context.get(LETTER)
        if key and not await self._fails_first(key):
            return
        sentence = "error-tries-again" if key else "error-unexpected"
        try:
            await self.say(sentence, reference=reference)
        except (SlackApiError, ClientError, TimeoutError, OSError):
            log.warning("reference %s could not be told", reference)

    async def _fails_first(self, key: str) -> bool:
        """Count the failure before it's told, so that a crash in between can't tell it twice."""
        failures = await inbox.failed(self.coaching, key)
        self.context[COUNTED] = True
        return failures == 1


@dataclass(frozen=True, slots=True)
class Desk:
    """Global middleware: what is laid out and what is kept before any listener runs."""

    coaching: Coaching
    words: Say

    async def identify(
        self, body: dict[str, Any], context: AsyncBoltContext, next_: Next
    ) -> BoltResponse:
        """
        Find the workspace that a request belongs to: its installation, not where somebody is.

        Slack asks for a workspace's id in each call of an organisation's app, and means the same.
        """
        if body.get("type") == "url_verification":
            return await next_()
        workspace = await profile_sync.served(self.coaching, read_installation(body))
        if workspace is None:
            return await tell_not_served(body, context, self.words)
        context[WORKSPACE] = workspace
        context["team_id"] = workspace.team_id
        context.client.default_params["team_id"] = workspace.team_id
        return await next_()

    async def furnish(
        self, body: dict[str, Any], context: AsyncBoltContext, next_: Next
    ) -> BoltResponse:
        """Lay out what listeners ask for by name."""
        workspace = context[WORKSPACE]
        now = self.coaching.clock()
        self.coaching.callers.came(now)
        context[CALLER] = Caller(
            self.coaching,
            self.words,
            workspace,
            context.user_id or "",
            context,
            now,
            str(body.get("trigger_id") or ""),
            _window_of(body),
            bool((body.get("container") or {}).get("is_ephemeral")),
        )
        return await next_()

    async def keep(
        self, body: dict[str, Any], context: AsyncBoltContext, next_: Next
    ) -> BoltResponse:
        """Store what a person said before Slack is told; a copy goes no further."""
        caller: Caller = context[CALLER]
        kept = letter(body, context.bot_user_id or "")
        if kept is None:
            return await next_()
        person = changed_person(body)
        if person and not await profile_sync.knows(self.coaching, caller.workspace, person):
            return BoltResponse(status=200)
        at = await inbox.keep(
            self.coaching, caller.workspace, kept.key, kept.kind, json.dumps(body)
        )
        if at is None:
            return BoltResponse(status=200)
        context[CALLER] = replace(caller, at=at)
        context[LETTER] = kept.key
        return await next_()


def _window_of(body: dict[str, Any]) -> str:
    """The modal that a press came from; a form that was sent has closed by then."""
    view = body.get("view") or {}
    pressed = body.get("type") == "block_actions" and view.get("type") == "modal"
    return str(view["id"]) if pressed else ""


class Shift:
    """Counts the listeners at work, so that nobody is cut off at shutdown."""

    def __init__(self) -> None:
        self._at_work: Counter[str] = Counter()
        self._ended = asyncio.Event()

    @property
    def letters(self) -> Collection[str]:
        """The keys of stored events that listeners are at work on."""
        return self._at_work.keys() - {""}

    def begin(self, key: str = "") -> None:
        """One more listener is at work, on a stored event or on something else."""
        self._at_work[key] += 1

    def end(self, key: str = "") -> None:
        """One listener has finished."""
        self._at_work[key] -= 1
        if not self._at_work[key]:
            del self._at_work[key]
        self._ended.set()
        self._ended = asyncio.Event()

    async def over(self, key: str | None = None) -> None:
        """
        Wait until nobody is at work, those included that Bolt is about to start.

        Args:
            key: Wait for the listeners of this stored event alone.
        """
        for _ in range(SCHEDULING_ROUNDS):
            await asyncio.sleep(0)
            while self._busy(key):
                await self._ended.wait()

    def _busy(self, key: str | None) -> bool:
        return bool(self._at_work) if key is None else key in self._at_work


@dataclass(frozen=True, slots=True)
class Starting(AsyncListenerStartHandler):
    """Bolt's hook before a listener runs."""

    shift: Shift

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Count it in."""
        request.context[BEGUN] = True
        self.shift.begin(request.context.get(LETTER) or "")


@dataclass(frozen=True, slots=True)
class Finishing(AsyncListenerCompletionHandler):
    """Bolt's hook after a listener ran, well or not."""

    shift: Shift
    coaching: Coaching

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Close the stored event, unless its listener failed: then it is taken up again."""
        key = request.context.get(LETTER) or ""
        try:
            if key and request.context.get(FAILED):
                await self._count_failure(request, key)
            elif key:
                await inbox.done(self.coaching, key)
        finally:
            self.shift.end(key)

    async def _count_failure(self, request: AsyncBoltRequest, key: str) -> None:
        if not request.context.get(COUNTED):
            await inbox.failed(self.coaching, key)


async def not_taken_in(error: Exception, context: AsyncBoltContext) -> BoltResponse | None:
    """
    An event could not even be stored: it is not acknowledged, so that Slack sends it again.

    What arrives here comes from the middleware, or from a listener with nobody to apologise to
    (`Caller.kindly`); its event is taken up again.
    """
    context[FAILED] = True
    log.error("an event could not be taken in", exc_info=error)
    # What a listener began has been acknowledged; Bolt takes no second answer.
    return None if context.get(BEGUN) else BoltResponse(status=500)
