"""The dependencies of every use case: the store, the library, the messenger and the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.coaching.delivery.activity import Activity
from bot.coaching.delivery.history_throttle import HistoryThrottle
from bot.coaching.delivery.outbox import Outbox
from bot.coaching.keyed_lock import KeyedLock
from bot.content.tracks.library import Library
from bot.domain.answers.said import NO_SAID, SaidWords
from bot.domain.delivery.ledger import Patience
from bot.domain.delivery.pace import Pace
from bot.domain.follow_up.coach_pages import CoachHome
from bot.domain.people.member_pages import MemberHome
from bot.domain.people.people import Profile, Workspace
from bot.domain.privacy.safety import NO_WORDS, SafetyWords
from bot.store.database.engine import Store


class Item(Protocol):
    """Anything Baton posts on its own and keeps up to date; its kind says how it looks."""

    @property
    def delivery_id(self) -> int:
        """The id that its message carries in Slack."""


@dataclass(frozen=True, slots=True)
class Address:
    """
    The recipient of a direct message.

    Attributes:
        channel: The DM's id if known; otherwise Slack opens one for *slack_id*.
    """

    workspace: Workspace
    slack_id: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The location of a message in a workspace."""

    channel: str
    ts: str


class Messenger(Protocol):
    """The interface to a workspace. The real one is `bot.slack.client.messenger`."""

    async def post(self, to: Address, item: Item, started_at: datetime) -> Place:
        """
        Post once, with the delivery's id in the message's metadata.

        Args:
            to: The member.
            item: The message to show; it knows its delivery's id.
            started_at: When the intent was written; the deadline counts from here.

        Raises:
            DeliveryFailed: It certainly did not arrive.
            OutcomeUnknown: It may have arrived.
        """

    async def look(
        self, to: Address, delivery_id: int, since: datetime, until: datetime
    ) -> Place | None:
        """
        Find a delivery's message among those posted from *since* to *until*.

        Raises:
            DeliveryFailed: The workspace refused the search. If it or the network may be
                overloaded for now, this says how long to wait.
        """

    async def update(self, workspace: Workspace, place: Place, item: Item) -> None:
        """
        Redraw a message in place; a deleted message is ignored.

        Raises:
            DeliveryFailed: It wasn't redrawn, and a retry may succeed.
            OutcomeUnknown: It may not have been redrawn.
        """

    async def react(self, workspace: Workspace, place: Place, name: str) -> None:
        """Add an emoji to a member's message; raises as `update` does."""

    async def link(self, workspace: Workspace, place: Place) -> str:
        """Return the link to a message, or "" if the workspace didn't return one."""

    async def unreact(self, workspace: Workspace, place: Place, name: str) -> None:
        """Remove Baton's emoji from a member's message."""

    async def note(self, to: Address, key: str, **facts: object) -> None:
        """Send a short message from the bot's fixed texts."""

    async def offer(self, to: Address, key: str, **facts: object) -> bool:
        """
        Send one of the fixed texts with its buttons.

        Args:
            key: The key of the text, which also selects the buttons.
            facts: *about*, if present, is returned with a press.

        Returns:
            True if it arrived.
        """

    async def send_file(self, to: Address, name: str, content: bytes, key: str) -> str:
        """
        Send a file to a person's direct messages, with one of the fixed texts.

        Returns:
            The file's id in Slack.

        Raises:
            CoachingError: Slack refused it.
        """

    async def delete_file(self, workspace: Workspace, file: str) -> bool:
        """Delete a file Baton uploaded; return False if Slack keeps it."""

    async def publish(self, to: Address, page: MemberHome | CoachHome | None) -> None:
        """Draw a Home tab; None for somebody who is neither coached nor a coach."""

    async def draw_home(self, to: Address, page: MemberHome | CoachHome | None) -> None:
        """Draw the Home tab of a current or former coach; raises as `update` does."""

    async def hang(self, to: Address, page: MemberHome, name: str, picture: bytes) -> str:
        """
        Draw a member's Home tab with the picture of their month.

        Returns:
            The picture's file in Slack, or "" if the page is shown without it.
        """

    async def refused(self, workspace: Workspace) -> str:
        """Return why a workspace refuses Baton's token; "" if it doesn't."""

    async def profile(self, workspace: Workspace, slack_id: str) -> Profile | None:
        """
        Return a person's profile, or None if the workspace has nobody with that id.

        Raises:
            ProfileUnread: It couldn't be read; a retry may succeed.
        """


@dataclass(frozen=True, slots=True)
class Coaching:
    """
    The dependencies every use case gets.

    Attributes:
        clock: Read once per use case, in UTC.
        owner: This process's name in the ledger, new at each start.
        zone: The fallback time zone (`BATON_TIMEZONE`), where a workspace names none.
        admins: Slack ids that may appoint coaches; empty for the workspace's own admins.
        pace: Spaces out the posts to each workspace.
        help_text: Whom to call in an emergency (`BATON_HELP_TEXT`), or "".
        safety: The phrases that signal distress in members' texts.
        said: The phrases by which members say what they want.
        looks: Rate-limits the searches of each workspace's messages.
        turns: Serializes answers to one card, or orders for one member.
        activity: Tracks recent user activity.
        outbox: Tracks the messages this process has drawn.
    """

    store: Store
    library: Library
    messenger: Messenger
    clock: Callable[[], datetime]
    owner: str
    zone: str = "UTC"
    admins: frozenset[str] = frozenset()
    patience: Patience = field(default_factory=Patience)
    pace: Pace = field(default_factory=Pace)
    help_text: str = ""
    safety: SafetyWords = NO_WORDS
    said: SaidWords = NO_SAID
    looks: HistoryThrottle = field(default_factory=HistoryThrottle)
    turns: KeyedLock = field(default_factory=KeyedLock)
    activity: Activity = field(default_factory=Activity)
    outbox: Outbox = field(default_factory=Outbox)
