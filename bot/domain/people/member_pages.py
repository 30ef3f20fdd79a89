"""Page contents for members, before they are drawn for Slack."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.answers.reply import Answer
from bot.domain.people.people import Coach, Member
from bot.domain.plans.plan import Plan
from bot.domain.practice.progress import Progress
from bot.domain.practice.skills import NO_SKILLS, Skills
from bot.domain.practice.track import Nudge, Track
from bot.domain.practice.track_path import NO_PATH, Path
from bot.domain.reports.month import Month
from bot.domain.schedule.schedule import local_date


@dataclass(frozen=True, slots=True)
class ReadBy:
    """A coach who has opened an answer: their mention, and the time (UTC)."""

    coach: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """
    One nudge that reached the member, with their answer.

    Attributes:
        nudge: The nudge's current title.
        sent_at: UTC.
        private_day: The nudge was private: only the member may read any of it.
        read: The answer may be shown to the viewer.
        track: The id of the nudge's track.
        read_by: The coach who has opened it, shown to the member.
    """

    nudge: str
    day: int
    sent_at: datetime
    answer: Answer
    private_day: bool = False
    read: bool = True
    delivery_id: int = 0
    read_by: ReadBy | None = None
    track: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """
    A member's position on their track.

    Attributes:
        track: The running track.
        coach: The coach who reads the member's answers now, or None.
        next_due: UTC, or None while nothing is planned (paused, finished, unreachable).
        open_title: The title of the newest unanswered nudge, or "".
        ahead: The next day of the track, or None after the last.
        keeps_still: Baton has sent a check-in, and sends nothing until it is answered.
    """

    track: Track
    coach: Coach | None
    starts_on: date
    progress: Progress
    next_due: datetime | None
    open_title: str = ""
    keeps_still: bool = False
    ahead: Nudge | None = None


@dataclass(frozen=True, slots=True)
class WhoReads:
    """
    The reader of a member's answers.

    Attributes:
        coach: The reader, or None.
        has_earlier: There are answers that weren't given to this coach and aren't kept private.
        shares_earlier: The member lets this coach read those.
    """

    coach: Coach | None = None
    has_earlier: bool = False
    shares_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """
    The parts of a member's Home tab besides today and the journal.

    Attributes:
        month: The current month.
        path: The running track, day by day: for the member only, because it shows private days.
        skills: Skills used recently, on any track.
        picture: The Slack file with this month's picture, or "" until there is one.
        plans: Open plans, the next one first.
        readable: The number of answers the coach can read now.
        kept: The number the member keeps private.
    """

    month: Month
    path: Path = NO_PATH
    skills: Skills = NO_SKILLS
    picture: str = ""
    plans: tuple[Plan, ...] = ()
    readable: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class MemberHome:
    """
    A member's Home tab.

    Attributes:
        today: None between tracks.
        journal: A few entries, newest first.
        glance: None if only part of the page is requested.
    """

    member: Member
    now: datetime
    today: Today | None
    journal: tuple[JournalEntry, ...]
    glance: Glance | None = None

    @property
    def today_there(self) -> date:
        """The member's local date."""
        return local_date(self.member.cadence, self.now)


@dataclass(frozen=True, slots=True)
class LookBack:
    """A finished track, for its member only: its path, and its entries in order."""

    track: Track
    path: Path
    entries: tuple[JournalEntry, ...]


@dataclass(frozen=True, slots=True)
class JournalPage:
    """
    A page of a member's own journal.

    Attributes:
        words: The search text, or "".
        track: The id of the selected track, or "".
        tracks: The ids and titles of all tracks with entries.
        first: The start of this page, counted from the newest match.
        total: The number of matches.
    """

    member: Member
    entries: tuple[JournalEntry, ...]
    words: str
    track: str
    tracks: tuple[tuple[str, str], ...]
    first: int
    total: int


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """An open plan, and the title of its nudge, or "" if that no longer exists."""

    plan: Plan
    title: str


@dataclass(frozen=True, slots=True)
class PlansPage:
    """A member's open plans, the next one first."""

    member: Member
    plans: tuple[OpenPlan, ...]
