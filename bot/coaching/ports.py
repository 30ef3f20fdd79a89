"""What every flow is handed: the store, the library, the way to Slack, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.coaching.delivery.activity import Callers
from bot.coaching.delivery.history_throttle import Looks
from bot.coaching.delivery.outbox import Outbox
from bot.coaching.keyed_lock import OneAtATime
from bot.content.tracks.library import Library
from bot.domain.delivery.card import (
    Card,
    CheckIn,
    CoachWords,
    Occasion,
    Reminder,
    Rest,
    TrackEnd,
    Welcome,
)
from bot.domain.delivery.ledger import Patience
from bot.domain.delivery.pace import Pace
from bot.domain.follow_up.coach_pages import CoachHome
from bot.domain.follow_up.digest import Digest
from bot.domain.people.member_pages import MemberHome
from bot.domain.people.people import Profile, Workspace
from bot.domain.privacy.safety import NO_WORDS, SafetyWords
from bot.store.database.engine import Store

Item = Card | CheckIn | CoachWords | Occasion | Reminder | Rest | Welcome | TrackEnd | Digest
"""What the ledger delivers."""


@dataclass(frozen=True, slots=True)
class Address:
    """
    Where a direct message goes.

    Attributes:
        channel: The DM's id where it is known; Slack opens one for *slack_id* otherwise.
    """

    workspace: Workspace
    slack_id: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A message that stands in a workspace."""

    channel: str
    ts: str


class Messenger(Protocol):
    """The way to a workspace. The real one is `bot.slack.client.messenger`."""

    async def post(self, to: Address, item: Item, started_at: datetime) -> Place:
        """
        Post once, with the delivery's id in the message's metadata.

        Args:
            to: The member.
            item: What to show; it knows its delivery's id.
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
            DeliveryFailed: The workspace did not let us look; if it, or the way there, may have
                had enough for the moment only, with how long to leave it alone.
        """

    async def update(self, workspace: Workspace, place: Place, item: Item) -> None:
        """
        Redraw a message in place; a message that is gone is left in peace.

        Raises:
            DeliveryFailed: It wasn't redrawn, and may be if asked again.
            OutcomeUnknown: It may not have been redrawn.
        """

    async def react(self, workspace: Workspace, place: Place, name: str) -> None:
        """Put an emoji on a member's message; raises as `update` does."""

    async def link(self, workspace: Workspace, place: Place) -> str:
        """Read the address of a message, or "" if the workspace didn't give it."""

    async def unreact(self, workspace: Workspace, place: Place, name: str) -> None:
        """Take Baton's emoji off a member's message."""

    async def note(self, to: Address, key: str, **facts: object) -> None:
        """Send a short message of the bot's fixed words."""

    async def offer(self, to: Address, key: str, **facts: object) -> bool:
        """
        Send some of the fixed words with the buttons that belong to them.

        Args:
            key: Of the words; it names the buttons, too.
            facts: *about*, where there is one, comes back with a press.

        Returns:
            Whether it arrived.
        """

    async def send_file(self, to: Address, name: str, content: bytes, key: str) -> str:
        """
        Put a file into a person's direct messages, with some of the fixed words.

        Returns:
            The file's id in Slack.

        Raises:
            CoachingError: Slack did not take it.
        """

    async def delete_file(self, workspace: Workspace, file: str) -> bool:
        """Take a file of ours away; False if Slack keeps it."""

    async def publish(self, to: Address, page: MemberHome | CoachHome | None) -> None:
        """Draw a Home tab; None for somebody who is neither coached nor a coach."""

    async def draw_home(self, to: Address, page: MemberHome | CoachHome | None) -> None:
        """Draw the Home tab of a coach, or of somebody who was one; raises as `update` does."""

    async def hang(self, to: Address, page: MemberHome, name: str, picture: bytes) -> str:
        """
        Draw a member's Home tab with the picture of their month on it.

        Returns:
            The picture's file in Slack, or "" where the page has to do without.
        """

    async def refused(self, workspace: Workspace) -> str:
        """Ask why a workspace refuses Baton's token; "" if it doesn't."""

    async def profile(self, workspace: Workspace, slack_id: str) -> Profile | None:
        """
        What the workspace says of a person, or None where it knows nobody of that id.

        Raises:
            ProfileUnread: It did not say; it may, if asked again.
        """


@dataclass(frozen=True, slots=True)
class Coaching:
    """
    The tools of every flow.

    Attributes:
        clock: Read once per use case, in UTC.
        owner: This process's name in the ledger, new at each start.
        zone: The fallback zone (`BATON_TIMEZONE`), where a workspace names none.
        admins: Slack ids that may appoint coaches; empty for the workspace's own admins.
        pace: Spaces out the posts to each workspace.
        help_text: Whom to call when it cannot wait (`BATON_HELP_TEXT`), or "".
        safety: The phrases of distress in members' words.
        looks: Paces the looks into each workspace's messages.
        turns: Keeps two answers to one card, or two orders for one member, from crossing.
        callers: Knows whether somebody waits for an answer.
        outbox: Knows what this process has drawn.
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
    looks: Looks = field(default_factory=Looks)
    turns: OneAtATime = field(default_factory=OneAtATime)
    callers: Callers = field(default_factory=Callers)
    outbox: Outbox = field(default_factory=Outbox)
