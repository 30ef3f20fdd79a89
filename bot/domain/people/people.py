"""The people Baton deals with, as the rest of the house sees them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.schedule.schedule import Cadence
from bot.domain.schedule.time_off import Leave


class Mention(str):
    """
    People and groups of the workspace, in Slack's own markup.

    A fact of this type is put into a sentence as it is. Every other text comes from people, and
    is made safe first: whoever types `<@U012>` is quoted, and calls nobody.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """
    What a workspace says of a person.

    Attributes:
        zone: IANA zone name, or None where the server leaves it out.
        is_admin: Workspace admin or owner.
        is_guest: Let into some channels only, or of another workspace, met in a shared channel.
    """

    slack_id: str
    name: str
    zone: str | None
    is_admin: bool = False
    is_bot: bool = False
    deactivated: bool = False
    is_guest: bool = False

    @property
    def belongs(self) -> bool:
        """Whether this is a person of the workspace in full, who may coach or be an admin."""
        return not (self.is_bot or self.deactivated or self.is_guest)


@dataclass(frozen=True, slots=True)
class Workspace:
    """
    A Slack workspace that Baton serves.

    Attributes:
        stopped: Why nothing is sent there (token revoked, app removed) until it's mended, or "".
        held: Why Slack takes nothing there for now, or "".
        enterprise_id: The organisation it's part of, or "".
    """

    id: int
    team_id: str
    name: str
    bot_user_id: str
    stopped: str = ""
    held: str = ""
    enterprise_id: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """
    A person who is coached.

    Attributes:
        channel: The direct message's id, or "" before the first post.
        shares: Whether the coach reads replies by default.
        reminds: Whether they want the one reminder of a nudge that waits.
        paused_at: Since when, or None.
        paused_until: The first local day of going on, or None for an open end.
        unreachable: Why the newest message to them failed, or "".
        refused_at: When Slack last refused to deliver anything to them, whatever it was; or None.
        keeps_words: Whether their words stay for as long as they want.
        reader_id: The coach they were told of last: nobody else may read their answers.
    """

    id: int
    workspace_id: int
    slack_id: str
    name: str
    channel: str
    cadence: Cadence
    shares: bool = True
    paused_at: datetime | None = None
    paused_until: date | None = None
    deactivated: bool = False
    unreachable: str = ""
    refused_at: datetime | None = None
    home_opened: bool = False
    keeps_words: bool = False
    reminds: bool = False
    reader_id: int | None = None

    @property
    def mention(self) -> Mention:
        """How Slack shows this person by their own chosen name."""
        return mention(self.slack_id)

    def paused_on(self, day: date) -> bool:
        """Whether a pause covers that local date; one that has run out is over."""
        if self.paused_at is None:
            return False
        return self.paused_until is None or day < self.paused_until

    def is_away(self, day: date) -> bool:
        """Whether nothing may reach the member on that local date, for a reason of their own."""
        return self.deactivated or self.paused_on(day) or self.leave_on(day) is not None

    def leave_on(self, day: date) -> Leave | None:
        """The leave that covers that local date."""
        return next((leave for leave in self.cadence.days_off.leave if day in leave), None)


@dataclass(frozen=True, slots=True)
class Coach:
    """
    A person who assigns and follows up.

    Attributes:
        zone: Their IANA zone, for "tomorrow" and for dates they are given.
        deactivated: Their account is closed.
        confirmed: They have said that they are nobody's line manager here.
        digest_at: When they want their Monday digest, on their own clock; None for never.
        dismissed: They are a coach no longer.
    """

    id: int
    workspace_id: int
    slack_id: str
    name: str
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    deactivated: bool = False
    confirmed: bool = True
    digest_at: time | None = None
    dismissed: bool = False

    @property
    def mention(self) -> Mention:
        """How Slack shows this person by their own chosen name."""
        return mention(self.slack_id)


def mention(slack_id: str) -> Mention:
    """How Slack shows a person by their own chosen name."""
    return Mention(f"<@{slack_id}>")


def mentions(slack_ids: Iterable[str]) -> Mention:
    """Several people in one sentence."""
    return Mention(", ".join(map(mention, slack_ids)))


def group_mention(group: str) -> Mention:
    """How Slack shows a user group."""
    return Mention(f"<!subteam^{group}>")
