"""Bolt middleware: attach the caller to each request, and store events before the ack."""

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
"""Context key of the workspace the request belongs to."""

CALLER = "caller"
"""Context key of the request's `Caller`."""

LETTER = "letter"
"""Context key of the stored event's idempotency key."""

FAILED = "failed"
"""Context key that marks a request whose listener failed."""

COUNTED = "counted"
"""Context key that marks the stored event's failure as already counted."""

BEGUN = "begun"
"""Context key that marks a request that reached a listener."""

WINDOW_REFUSED = {
    "exchanged_trigger_id",
    "expired_trigger_id",
    "invalid_trigger_id",
    "push_limit_reached",
    "trigger_exchanged",
    "trigger_expired",
}
"""Slack's error codes for a used or expired trigger, and for a fourth modal on the stack."""

SCHEDULING_ROUNDS = 5
"""Event loop iterations Bolt needs to start a listener it has just acknowledged."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """
    The person who sent a request, with everything needed to respond to them.

    Listeners ask for it by the name `caller`.

    Attributes:
        at: Time Baton first received the request. A request replayed after a crash keeps its
            time, so that it doesn't override later input.
        trigger: Slack's trigger id, which opens a modal within three seconds; "" if there's none.
        window: The id of the modal they pressed in, or "".
        ephemeral: True if they pressed in an ephemeral message, which Slack doesn't keep.
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
        """The workspace's Web API client."""
        return self.context.client

    @property
    def who(self) -> tuple[Coaching, Workspace, str]:
        """The first three arguments of every use case."""
        return self.coaching, self.workspace, self.slack_id

    async def tell(self, message: Message, title: str = "window-title") -> None:
        """
        Show them a message that only they see, in the place they acted from.

        A command or a press in a message gets an ephemeral message. A press on the Home tab or in
        a modal gets a modal. A coach may lose access tomorrow to what they may read today, so no
        answer to a press stays in anyone's history.

        Args:
            title: The key of the modal's title.
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
        """Open a modal, on top of the one they pressed in, if any."""
        show = self.client.views_push if self.window else self.client.views_open
        await show(trigger_id=self.trigger, view=view)

    async def tell_in_a_window(self, message: Message, title: str) -> None:
        """Show a message in a modal, or as an ephemeral message if Slack refuses the modal."""
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
        """Show them one of the fixed texts."""
        await self.tell(notice(key, self.words, **facts))

    async def correct(self, key: str, **facts: object) -> None:
        """Replace the message they pressed in with one of the fixed texts."""
        if self.context.respond:
            payload = notice(key, self.words, **facts).payload()
            await self.context.respond(**payload, replace_original=True)

    def stand_at(self, response_url: str) -> None:
        """Send all further responses to this URL."""
        self.context["response_url"] = response_url
        self.context.pop("respond", None)

    async def send_back(self, ack: AsyncAck, problems: dict[str, str]) -> None:
        """
        Return a form with validation errors, by block id; its input is kept.

        Forget the stored submission, so that a resubmission doesn't count as a duplicate.
        """
        key = self.context.get(LETTER)
        if key:
            await inbox.forget(self.coaching, key)
        await ack(response_action="errors", errors=problems)

    async def redraw(self, message: Message) -> None:
        """Replace the message they pressed in."""
        if self.context.respond:
            await self.context.respond(**message.payload(), replace_original=True)

    @asynccontextmanager
    async def handle_errors(self) -> AsyncIterator[None]:
        """
        Answer a refusal with its text, and an unexpected error with a reference.

        No exception may leave a listener. One raised just after the ack can lose that ack (Bolt
        overwrites the response), and Slack would show its own error beside ours.
        """
        try:
            yield
        except CoachingError as refusal:
            await self._acknowledge()
            await self.say(refusal.key, **refusal.facts)
        except Exception as error:  # noqa: BLE001  the only broad except around listeners
            await self._acknowledge()
            await self._apologise(error)

    async def _acknowledge(self) -> None:
        """Ack if the listener hasn't: an unacknowledged form hangs for three seconds."""
        if self.context.ack.response is None:
            await self.context.ack()

    async def _apologise(self, error: Exception) -> None:
        """Log the error and report it to the person, once per event even if it's retried."""
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
        """Count the failure before reporting it, so that a crash can't report it twice."""
        failures = await inbox.failed(self.coaching, key)
        self.context[COUNTED] = True
        return failures == 1


@dataclass(frozen=True, slots=True)
class RequestMiddleware:
    """Global middleware: find the workspace, attach the caller, and store the event."""

    coaching: Coaching
    words: Say

    async def identify(
        self, body: dict[str, Any], context: AsyncBoltContext, next_: Next
    ) -> BoltResponse:
        """
        Find the request's workspace by its installation, not by where the user is.

        An organisation-wide app must pass a workspace's id in each API call: the same one.
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

    async def load_context(
        self, body: dict[str, Any], context: AsyncBoltContext, next_: Next
    ) -> BoltResponse:
        """Put the `Caller` into the context, where listeners get it by name."""
        workspace = context[WORKSPACE]
        now = self.coaching.clock()
        self.coaching.activity.came(now)
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
        """Store the event before the ack; a duplicate stops here."""
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
    """Return the id of the modal a press came from. A submitted form has closed by then."""
    view = body.get("view") or {}
    pressed = body.get("type") == "block_actions" and view.get("type") == "modal"
    return str(view["id"]) if pressed else ""


class InFlight:
    """Counts running listeners, so that shutdown can wait for them."""

    def __init__(self) -> None:
        self._at_work: Counter[str] = Counter()
        self._ended = asyncio.Event()

    @property
    def letters(self) -> Collection[str]:
        """Keys of the stored events that listeners are handling."""
        return self._at_work.keys() - {""}

    def begin(self, key: str = "") -> None:
        """Count a listener in, with its stored event's key if it has one."""
        self._at_work[key] += 1

    def end(self, key: str = "") -> None:
        """Count a listener out."""
        self._at_work[key] -= 1
        if not self._at_work[key]:
            del self._at_work[key]
        self._ended.set()
        self._ended = asyncio.Event()

    async def over(self, key: str | None = None) -> None:
        """
        Wait until no listener runs, including those Bolt is about to start.

        Args:
            key: Wait only for the listeners of this stored event.
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

    in_flight: InFlight

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Count the listener in."""
        request.context[BEGUN] = True
        self.in_flight.begin(request.context.get(LETTER) or "")


@dataclass(frozen=True, slots=True)
class Finishing(AsyncListenerCompletionHandler):
    """Bolt's hook after a listener ran, whether or not it failed."""

    in_flight: InFlight
    coaching: Coaching

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Mark the stored event done, unless its listener failed: then it's retried later."""
        key = request.context.get(LETTER) or ""
        try:
            if key and request.context.get(FAILED):
                await self._count_failure(request, key)
            elif key:
                await inbox.done(self.coaching, key)
        finally:
            self.in_flight.end(key)

    async def _count_failure(self, request: AsyncBoltRequest, key: str) -> None:
        if not request.context.get(COUNTED):
            await inbox.failed(self.coaching, key)


async def not_taken_in(error: Exception, context: AsyncBoltContext) -> BoltResponse | None:
    """
    Handle errors outside `Caller.handle_errors`.

    An error in the middleware means the event wasn't stored: it isn't acknowledged, so Slack
    resends it. An error in a listener leaves its stored event to be replayed.
    """
    context[FAILED] = True
    log.error("an event could not be taken in", exc_info=error)
    # A listener that started has acknowledged the request; Bolt accepts no second response.
    return None if context.get(BEGUN) else BoltResponse(status=500)
