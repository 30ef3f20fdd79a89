"""The Slack messenger: every API call Baton initiates, and the handling of its failures."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.coaching.ports import Address, Item, Place
from bot.domain.delivery.card import (
    Card,
)
from bot.domain.errors import DeliveryFailed, OutcomeUnknown, ProfileUnread
from bot.domain.follow_up.coach_pages import CoachHome
from bot.domain.people.member_pages import MemberHome
from bot.domain.people.people import Profile, Workspace
from bot.slack.client import files, send_deadline
from bot.slack.client.card_cache import CardCache, inside
from bot.slack.client.failures import error_word, gone, is_known, is_moot, refusal
from bot.slack.client.fast_post import post_message
from bot.slack.client.find_message import EVENT_TYPE, OUTAGE_WAIT, find, open_channel
from bot.slack.client.rate_limits import RateLimits
from bot.slack.delivery.home_view import coach_home, member_home, stranger_home
from bot.slack.delivery.kind_view import draw
from bot.slack.delivery.prompts import offer
from bot.slack.practice.member_pages import safe
from bot.slack.requests.incoming import read_name
from bot.slack.views.say import Say

READY_AFTER = (0.0, 1.0, 3.0)
"""Seconds to wait before each try to show a picture, which Slack processes after the upload."""

MOST_PATIENCE = 5.0
"""Longest wait, in seconds, to show a change at once. Beyond that, it's shown later."""

GUESTS = ("is_restricted", "is_ultra_restricted", "is_stranger")
"""Slack's flags for guests and for people from another company."""

BOTS = ("is_bot", "is_workflow_bot", "is_connector_bot")

UNKNOWN_PERSON = {"user_not_found", "user_not_visible"}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Clients:
    """
    The two kinds of Web API client for a workspace.

    Attributes:
        posting: Tries once, subject to the send deadline.
        reading: Waits and retries when rate limited.
    """

    posting: Callable[[Workspace], AsyncWebClient]
    reading: Callable[[Workspace], AsyncWebClient]


class SlackMessenger:
    """
    `bot.coaching.ports.Messenger` on Slack's Web API.

    Args:
        deadline: T of the delivery ledger.
        between_pages: Wait between two pages of a history, in real time.
    """

    def __init__(
        self,
        clients: Clients,
        words: Say,
        clock: Callable[[], datetime],
        deadline: timedelta,
        rate_limits: RateLimits | None = None,
        between_pages: timedelta = timedelta(),
    ) -> None:
        self.clients = clients
        self.rate_limits = rate_limits or RateLimits()
        self.words = words
        self.clock = clock
        self.deadline = deadline
        self.between_pages = between_pages
        self.card_cache = CardCache(words)

    async def post(self, to: Address, item: Item, started_at: datetime) -> Place:
        """See `Messenger.post`."""
        client = self.clients.posting(to.workspace)
        try:
            with send_deadline.deadline(started_at, self.deadline, self.clock):
                answer = await post_message(client, self._body(to, item))
        except send_deadline.TooLate as error:
            raise DeliveryFailed("too late to send") from error
        except SlackApiError as error:
            _log_unknown(error)
            raise refusal(error) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise _transport(error) from error
        return Place(channel=str(answer["channel"]), ts=str(answer["ts"]))

    def _body(self, to: Address, item: Item) -> str:
        """Return the arguments of a post, as JSON."""
        if isinstance(item, Card) and not item.answer.given:
            shown = self.card_cache.payload(item)
        else:
            shown = inside(draw(item, self.words).payload())
        addressed = {
            "channel": to.channel or to.slack_id,
            "metadata": _metadata(item),
            "unfurl_links": False,
        }
        return f"{{{inside(addressed)},{shown}}}"

    async def look(
        self, to: Address, delivery_id: int, since: datetime, until: datetime
    ) -> Place | None:
        """See `Messenger.look`."""
        # Don't wait when rate limited: the caller has other messages to look for.
        client = self.clients.posting(to.workspace)
        return await find(client, to, delivery_id, (since, until), self.between_pages)

    async def update(self, workspace: Workspace, place: Place, item: Item) -> None:
        """See `Messenger.update`."""
        shown = draw(item, self.words).payload()
        await self._change(workspace, "chat.update", channel=place.channel, ts=place.ts, **shown)

    async def react(self, workspace: Workspace, place: Place, name: str) -> None:
        """See `Messenger.react`."""
        where = {"channel": place.channel, "timestamp": place.ts}
        await self._change(workspace, "reactions.add", **where, name=name)

    async def unreact(self, workspace: Workspace, place: Place, name: str) -> None:
        """See `Messenger.unreact`."""
        where = {"channel": place.channel, "timestamp": place.ts}
        await self._change(workspace, "reactions.remove", **where, name=name)

    async def link(self, workspace: Workspace, place: Place) -> str:
        """See `Messenger.link`."""
        client = self.clients.posting(workspace)
        try:
            found = await client.chat_getPermalink(channel=place.channel, message_ts=place.ts)
        except (SlackApiError, TimeoutError, aiohttp.ClientError, OSError) as error:
            log.info("Slack gave no link to a message: %s", error_word(error))
            return ""
        return str(found["permalink"])

    async def note(self, to: Address, key: str, **facts: object) -> None:
        """See `Messenger.note`."""
        await self._try_quietly(
            self.clients.posting(to.workspace).chat_postMessage(
                channel=to.channel or to.slack_id,
                text=self.words.say(key, **safe(facts, self.words)),
            )
        )

    async def offer(self, to: Address, key: str, **facts: object) -> bool:
        """See `Messenger.offer`."""
        client = self.clients.reading(to.workspace)
        shown = offer(key, self.words, **facts)
        return await self._try_quietly(
            client.chat_postMessage(channel=to.channel or to.slack_id, **shown.payload())
        )

    async def send_file(self, to: Address, name: str, content: bytes, key: str) -> str:
        """See `Messenger.send_file`."""
        client = self.clients.reading(to.workspace)
        try:
            channel = to.channel or await open_channel(client, to.slack_id)
            return await files.upload(client, channel, name, content, self.words.say(key))
        except files.FAILURES as error:
            raise files.refusal(error) from error

    async def delete_file(self, workspace: Workspace, file: str) -> bool:
        """See `Messenger.delete_file`."""
        return await files.delete(self.clients.reading(workspace), file)

    async def publish(self, to: Address, page: MemberHome | CoachHome | None) -> None:
        """See `Messenger.publish`."""
        if await self._publish(to, page):
            return
        if isinstance(page, MemberHome) and page.glance and page.glance.picture:
            await self._publish(to, with_picture(page, ""))

    async def draw_home(self, to: Address, page: MemberHome | CoachHome | None) -> None:
        """See `Messenger.draw_home`."""
        page = with_picture(page, "") if isinstance(page, MemberHome) else page
        view = draw_home(page, self.words).to_dict()
        await self._change(to.workspace, "views.publish", user_id=to.slack_id, view=view)

    async def hang(self, to: Address, page: MemberHome, name: str, picture: bytes) -> str:
        """See `Messenger.hang`."""
        client = self.clients.reading(to.workspace)
        file = await files.keep_picture(client, name, picture)
        for seconds in READY_AFTER if file else ():
            await asyncio.sleep(seconds)
            if await self._publish(to, with_picture(page, file)):
                return file
        if file:
            await files.delete(client, file)
        return ""

    async def _publish(self, to: Address, page: MemberHome | CoachHome | None) -> bool:
        view = draw_home(page, self.words).to_dict()
        return await self._show(to.workspace, "views.publish", user_id=to.slack_id, view=view)

    async def refused(self, workspace: Workspace) -> str:
        """See `Messenger.refused`."""
        try:
            answer = await self.clients.posting(workspace).auth_test()
        except (SlackApiError, TimeoutError, aiohttp.ClientError, OSError) as error:
            return error_word(error) or "no answer"
        return "" if answer["team_id"] == workspace.team_id else "another workspace's token"

    async def profile(self, workspace: Workspace, slack_id: str) -> Profile | None:
        """See `Messenger.profile`."""
        await self.rate_limits.turn(workspace.id, "users.info")
        try:
            answer = await self.clients.reading(workspace).users_info(user=slack_id)
        except SlackApiError as error:
            if error_word(error) in UNKNOWN_PERSON:
                return None
            raise ProfileUnread(error_word(error)) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise ProfileUnread(type(error).__name__) from error
        return read_profile(answer["user"], workspace.team_id)

    async def _change(self, workspace: Workspace, method: str, **arguments: object) -> None:
        """
        Change a message, reaction or Home tab; try once.

        Raises:
            DeliveryFailed: Slack didn't do it now. If it never will, nothing is raised.
            OutcomeUnknown: Slack may have done it.
        """
        wait = self.rate_limits.delay(workspace.id, method)
        if wait > MOST_PATIENCE:
            raise DeliveryFailed("its turn comes later", retry_after=wait)
        await self.rate_limits.turn(workspace.id, method)
        try:
            await self.clients.posting(workspace).api_call(method, json=arguments)
        except SlackApiError as error:
            if not is_moot(error):
                raise self._refused(workspace, method, error) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise _transport(error) from error

    def _refused(
        self, workspace: Workspace, method: str, error: SlackApiError
    ) -> DeliveryFailed | OutcomeUnknown:
        failure = refusal(error)
        if isinstance(failure, DeliveryFailed) and failure.retry_after is not None:
            self.rate_limits.hold(workspace.id, method, failure.retry_after)
        return failure

    async def _show(self, workspace: Workspace, method: str, **arguments: object) -> bool:
        await self.rate_limits.turn(workspace.id, method)
        return await self._try_quietly(
            self.clients.reading(workspace).api_call(method, json=arguments)
        )

    async def _try_quietly(self, call: Any) -> bool:
        """Await a call whose failure is only logged: it loses no answer that was recorded."""
        try:
            await call
        except SlackApiError as error:
            if not gone(error):
                log.warning("Slack refused a change of what is shown: %s", error_word(error))
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            log.warning("Slack did not answer a change of what is shown: %r", error)
        else:
            return True
        return False


def draw_home(page: MemberHome | CoachHome | None, words: Say) -> Any:
    """Render the Home tab of a member, a coach or a stranger."""
    if isinstance(page, MemberHome):
        return member_home(page, words)
    if isinstance(page, CoachHome):
        return coach_home(page, words)
    return stranger_home(words)


def with_picture(page: MemberHome, file: str) -> MemberHome:
    """Return the page with another picture of its month; "" removes it."""
    return replace(page, glance=replace(page.glance, picture=file) if page.glance else None)


def read_profile(user: dict[str, Any], team_id: str) -> Profile:
    """
    Parse Slack's user object, in which any unknown field may be missing.

    Args:
        team_id: The workspace that asks. In an organisation, people belong to several.
    """
    organisation = user.get("enterprise_user") or {}
    teams = {user.get("team_id") or team_id, *(organisation.get("teams") or ())}
    profile = user.get("profile") or {}
    name = user.get("real_name") or profile.get("real_name") or profile.get("display_name")
    return Profile(
        slack_id=str(user["id"]),
        name=read_name(name or user.get("name")),
        zone=user.get("tz"),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_bot=any(user.get(kind) for kind in BOTS) or user["id"] == "USLACKBOT",
        deactivated=bool(user.get("deleted")),
        is_guest=any(user.get(kind) for kind in GUESTS) or team_id not in teams,
    )


def _metadata(item: Item) -> dict[str, Any]:
    """Return metadata with an opaque id only: everybody in the workspace can read it."""
    return {"event_type": EVENT_TYPE, "event_payload": {"delivery_id": item.delivery_id}}


def _log_unknown(error: SlackApiError) -> None:
    word = error_word(error)
    if word and not is_known(word):
        log.warning("Slack refused a post with a word that Baton doesn't know: %s", word)


def _transport(error: Exception) -> DeliveryFailed | OutcomeUnknown:
    """Classify a network error: without a connection nothing was sent; later, it may have been."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return DeliveryFailed("Slack could not be reached", retry_after=OUTAGE_WAIT)
    return OutcomeUnknown(type(error).__name__, slow=isinstance(error, TimeoutError))
