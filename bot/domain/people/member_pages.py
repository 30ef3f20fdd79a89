"""What members are shown: values cut to the question, before they are drawn for Slack."""

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
    """A coach who has opened an answer: their mention, and when (UTC)."""

    coach: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """
    One nudge that reached the member, with what they answered.

    Attributes:
        nudge: The nudge's title, as it reads today.
        sent_at: UTC.
        private_day: The nudge itself was private: nobody but the member reads any of it.
        read: Whether the answer may be shown to whoever asked for the page.
        track: The id of the nudge's track.
        read_by: Who among the coaches has opened it, for the member to see.
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
    Where a member stands on their track.

    Attributes:
        track: The running track.
        coach: Who reads the member's answers now, or None for nobody.
        next_due: UTC, or None while nothing is planned (paused, finished, unreachable).
        open_title: The title of the newest nudge that waits for an answer, or "".
        ahead: The day that comes next, or None after the last.
        keeps_still: Baton has asked after a silence, and sends nothing until there is an answer.
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
    Who reads what a member answers.

    Attributes:
        coach: None for nobody.
        has_earlier: There are answers that were not said to this coach, and aren't kept.
        shares_earlier: The member lets this coach read those.
    """

    coach: Coach | None = None
    has_earlier: bool = False
    shares_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """
    What a member's Home tab has beside today and the journal.

    Attributes:
        month: The running month.
        path: The running track, day by day: for the member alone, as it shows private days.
        skills: Those that were used lately, on any track.
        picture: The file in Slack that shows this month, or "" until there is one.
        plans: What is planned and still to come, what comes up next first.
        readable: How many answers the coach can read as it stands.
        kept: How many the member keeps from them.
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
        journal: The newest entries first, a handful.
        glance: None where only a part of the page is asked for.
    """

    member: Member
    now: datetime
    today: Today | None
    journal: tuple[JournalEntry, ...]
    glance: Glance | None = None

    @property
    def today_there(self) -> date:
        """The date on the member's own calendar."""
        return local_date(self.member.cadence, self.now)


@dataclass(frozen=True, slots=True)
class LookBack:
    """A track that is over, for its member alone: the way along it, and its entries in order."""

    track: Track
    path: Path
    entries: tuple[JournalEntry, ...]


@dataclass(frozen=True, slots=True)
class JournalPage:
    """
    A page of a member's own journal.

    Attributes:
        words: What is looked for, or "".
        track: The id of the track that is looked at, or "".
        tracks: The ids and titles of all tracks there is something of.
        first: Where this page begins, counted from the newest that fits.
        total: How many fit.
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
    """A plan that is still to come, and the title of its nudge, or "" where that is gone."""

    plan: Plan
    title: str


@dataclass(frozen=True, slots=True)
class PlansPage:
    """A member's open plans, what comes up next first."""

    member: Member
    plans: tuple[OpenPlan, ...]
