"""The people Baton deals with: profiles, members and coaches; and their workspaces."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.schedule.schedule import Cadence
from bot.domain.schedule.time_off import Leave


class Mention(str):
    """
    Mentions of people and groups, in Slack's own markup.

    A fact of this type is inserted into a sentence as it is. All other text comes from people and
    is escaped first: a typed `<@U012>` is quoted and notifies nobody.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """
    A person's profile in a workspace.

    Attributes:
        zone: IANA zone name, or None if Slack leaves it out.
        is_admin: Workspace admin or owner.
        is_guest: A guest in some channels, or a member of another workspace met in a shared
            channel.
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
        """True for a full member of the workspace, who may coach or be an admin."""
        return not (self.is_bot or self.deactivated or self.is_guest)


@dataclass(frozen=True, slots=True)
class Workspace:
    """
    A Slack workspace that Baton serves.

    Attributes:
        stopped: The reason nothing is sent there (token revoked, app removed) until it's fixed, or
            "".
        held: The reason Slack accepts nothing there for now, or "".
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
        shares: The coach reads replies by default.
        reminds: They want the one reminder of an unanswered nudge.
        paused_at: The start of the pause, or None.
        paused_until: The first local day after the pause, or None for no end date.
        unreachable: The reason the newest message to them failed, or "".
        refused_at: The last time Slack refused to deliver anything at all to them, or None.
        keeps_words: Their words are exempt from erasure.
        reader_id: The coach they were last told of: nobody else may read their answers.
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
        """The person's mention, which Slack shows as their display name."""
        return mention(self.slack_id)

    def paused_on(self, day: date) -> bool:
        """Return True if a pause covers that local date; one past its end date doesn't."""
        if self.paused_at is None:
            return False
        return self.paused_until is None or day < self.paused_until

    def is_away(self, day: date) -> bool:
        """Return True if nothing may reach the member on that date for a reason on their side."""
        return self.deactivated or self.paused_on(day) or self.leave_on(day) is not None

    def leave_on(self, day: date) -> Leave | None:
        """Return the leave that covers that local date."""
        return next((leave for leave in self.cadence.days_off.leave if day in leave), None)


@dataclass(frozen=True, slots=True)
class Coach:
    """
    A person who assigns tracks and follows up.

    Attributes:
        zone: Their IANA zone, for "tomorrow" and for dates they are given.
        deactivated: Their account is closed.
        confirmed: They have said that they are nobody's line manager here.
        digest_at: The local time of their Monday digest; None for never.
        dismissed: They are no longer a coach.
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
        """The person's mention, which Slack shows as their display name."""
        return mention(self.slack_id)


def mention(slack_id: str) -> Mention:
    """Return a person's mention, which Slack shows as their display name."""
    return Mention(f"<@{slack_id}>")


def mentions(slack_ids: Iterable[str]) -> Mention:
    """Return a list of mentions for use in a sentence."""
    return Mention(", ".join(map(mention, slack_ids)))


def group_mention(group: str) -> Mention:
    """Return a user group's mention."""
    return Mention(f"<!subteam^{group}>")
