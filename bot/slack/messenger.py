"""The way to Slack: every call Baton makes by itself, and what each failure means."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.coaching.ports import Address, Item, Place
from bot.domain.card import Card, CheckIn, Occasion, Reminder, Welcome
from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.domain.pages import CoachHome, MemberHome
from bot.domain.people import Profile, Workspace
from bot.slack import fence
from bot.slack.failures import error_word, gone, refusal
from bot.slack.views.blocks import Message
from bot.slack.views.card import nudge_card, track_end, welcome_card
from bot.slack.views.check_in import check_in_card
from bot.slack.views.home import coach_home, member_home, stranger_home
from bot.slack.views.plans import occasion_card
from bot.slack.views.reminder import reminder_card
from bot.slack.views.say import Say

EVENT_TYPE = "baton_delivery"

BACK = timedelta(seconds=5)
"""How far before its intent a post is looked for: clocks differ a little."""

OUTAGE_WAIT = 30.0
"""Seconds between tries while there is no way to Slack; an outage uses up nobody's tries."""

LOOK_AT = 15
"""Messages read at once when a post is looked for: as many as a distributed app may."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Clients:
    """
    The two ways to call a workspace.

    Attributes:
        posting: Tries once, behind the fence.
        reading: Waits and repeats when asked to slow down.
    """

    posting: Callable[[Workspace], AsyncWebClient]
    reading: Callable[[Workspace], AsyncWebClient]


@dataclass(frozen=True, slots=True)
class SlackMessenger:
    """`bot.coaching.ports.Messenger` on Slack's Web API."""

    clients: Clients
    words: Say
    clock: Callable[[], datetime]
    deadline: timedelta

    async def post(self, to: Address, item: Item, started_at: datetime) -> Place:
        """See `Messenger.post`."""
        client = self.clients.posting(to.workspace)
        try:
            with fence.deadline(started_at, self.deadline, self.clock):
                answer = await client.chat_postMessage(
                    channel=to.channel or to.slack_id,
                    metadata=_metadata(item),
                    unfurl_links=False,
                    **draw(item, self.words).payload(),
                )
        except fence.TooLate as error:
            raise DeliveryFailed("too late to send") from error
        except SlackApiError as error:
            raise refusal(error) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise _transport(error) from error
        return Place(channel=str(answer["channel"]), ts=str(answer["ts"]))

    async def look(self, to: Address, delivery_id: int, since: datetime) -> Place | None:
        """See `Messenger.look`."""
        client = self.clients.reading(to.workspace)
        try:
            channel = to.channel or await _open_channel(client, to.slack_id)
            ts = await _find(client, channel, delivery_id, since - BACK)
        except (TimeoutError, SlackApiError, aiohttp.ClientError, OSError) as error:
            raise DeliveryFailed(error_word(error)) from error
        return None if ts is None else Place(channel, ts)

    async def update(self, workspace: Workspace, place: Place, item: Item) -> None:
        """See `Messenger.update`."""
        await self._kindly(
            self.clients.reading(workspace).chat_update(
                channel=place.channel, ts=place.ts, **draw(item, self.words).payload()
            )
        )

    async def react(self, workspace: Workspace, place: Place, name: str) -> None:
        """See `Messenger.react`."""
        await self._kindly(
            self.clients.reading(workspace).reactions_add(
                channel=place.channel, timestamp=place.ts, name=name
            )
        )

    async def note(self, to: Address, key: str, **facts: object) -> None:
        """See `Messenger.note`."""
        await self._kindly(
            self.clients.posting(to.workspace).chat_postMessage(
                channel=to.channel or to.slack_id, text=self.words.say(key, **facts)
            )
        )

    async def publish(self, to: Address, page: MemberHome | CoachHome | None) -> None:
        """See `Messenger.publish`."""
        await self._kindly(
            self.clients.reading(to.workspace).views_publish(
                user_id=to.slack_id, view=draw_home(page, self.words).to_dict()
            )
        )

    async def profile(self, workspace: Workspace, slack_id: str) -> Profile | None:
        """See `Messenger.profile`."""
        try:
            answer = await self.clients.reading(workspace).users_info(user=slack_id)
        except SlackApiError as error:
            if error_word(error) in {"user_not_found", "user_not_visible"}:
                return None
            raise
        return read_profile(answer["user"])

    async def _kindly(self, call: Any) -> None:
        """Await a call whose failure costs nobody an answer: what is recorded stays recorded."""
        try:
            await call
        except SlackApiError as error:
            if not gone(error):
                log.warning("Slack refused a change of what is shown: %s", error_word(error))
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            log.warning("Slack did not answer a change of what is shown: %r", error)


def draw(item: Item, words: Say) -> Message:
    """What a delivery looks like in Slack."""
    if isinstance(item, Card):
        return nudge_card(item, words)
    if isinstance(item, Occasion):
        return occasion_card(item, words)
    if isinstance(item, CheckIn):
        return check_in_card(item, words)
    if isinstance(item, Reminder):
        return reminder_card(item, words)
    if isinstance(item, Welcome):
        return welcome_card(item, words)
    return track_end(item, words)


def draw_home(page: MemberHome | CoachHome | None, words: Say) -> Any:
    """What a Home tab looks like, whoever looks at it."""
    if isinstance(page, MemberHome):
        return member_home(page, words)
    if isinstance(page, CoachHome):
        return coach_home(page, words)
    return stranger_home(words)


def read_profile(user: dict[str, Any]) -> Profile:
    """Read Slack's user object; servers leave out what they do not know."""
    profile = user.get("profile", {})
    name = user.get("real_name") or profile.get("real_name") or profile.get("display_name")
    return Profile(
        slack_id=str(user["id"]),
        name=str(name or user.get("name") or ""),
        zone=user.get("tz"),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_bot=bool(user.get("is_bot") or user["id"] == "USLACKBOT"),
        deactivated=bool(user.get("deleted")),
    )


def _metadata(item: Item) -> dict[str, Any]:
    """An opaque id and nothing else: metadata can be read by everybody in the workspace."""
    return {"event_type": EVENT_TYPE, "event_payload": {"delivery_id": item.delivery_id}}


async def _find(
    client: AsyncWebClient, channel: str, delivery_id: int, since: datetime
) -> str | None:
    """Where a delivery's message stands; much may have been said in the channel after it."""
    cursor: str | None = None
    while True:
        history = await client.conversations_history(
            channel=channel,
            oldest=str(since.timestamp()),
            inclusive=True,
            limit=LOOK_AT,
            include_all_metadata=True,
            cursor=cursor,
        )
        messages: list[dict[str, Any]] = history["messages"]
        for message in messages:
            if _delivery_of(message) == delivery_id:
                return str(message["ts"])
        cursor = (history.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None


def _delivery_of(message: dict[str, Any]) -> int | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    found = (metadata.get("event_payload") or {}).get("delivery_id")
    return int(found) if found is not None else None


async def _open_channel(client: AsyncWebClient, slack_id: str) -> str:
    """The direct message with a person who was never written to; posts nothing."""
    answer = await client.conversations_open(users=slack_id)
    return str(answer["channel"]["id"])


def _transport(error: Exception) -> DeliveryFailed | OutcomeUnknown:
    """No connection means nothing was sent; anything later may have arrived."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return DeliveryFailed("Slack could not be reached", retry_after=OUTAGE_WAIT)
    return OutcomeUnknown(type(error).__name__)
