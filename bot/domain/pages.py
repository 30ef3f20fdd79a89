"""What people look at: values cut to the question, before they are drawn for Slack."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.follow_up import FollowUp, Queue, Reason
from bot.domain.month import Month
from bot.domain.notes import Note, Promise
from bot.domain.path import Mark, Trend
from bot.domain.people import Coach, Member
from bot.domain.plan import Plan
from bot.domain.progress import Progress
from bot.domain.reply import Answer
from bot.domain.schedule import local_date
from bot.domain.skills import NO_SKILLS, Skills
from bot.domain.track import Nudge, Track
from bot.domain.way import NO_PATH, Path


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
        coach: The member's coach.
        next_due: UTC, or None while nothing is planned (paused, finished, unreachable).
        open_title: The title of the newest nudge that waits for an answer, or "".
        ahead: The day that comes next, or None after the last.
        keeps_still: Baton has asked after a silence, and sends nothing until there is an answer.
    """

    track: Track
    coach: Coach
    starts_on: date
    progress: Progress
    next_due: datetime | None
    open_title: str = ""
    keeps_still: bool = False
    ahead: Nudge | None = None


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


@dataclass(frozen=True, slots=True)
class RosterLine:
    """
    One member in a coach's roster.

    Attributes:
        standing: A key of the words (`standing-…`).
        until: The last day of a leave or a pause that is running, where it has one.
    """

    member: Member
    track: str
    progress: Progress | None
    standing: str
    next_due: datetime | None
    last_reply: datetime | None
    waiting: tuple[Reason, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """
    Something between a coach and a member, at a moment (UTC).

    Attributes:
        kind: A key of the words (`contact-…`): talked, wrote, answered.
        words: What was written, or ().
    """

    kind: str
    at: datetime
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberPage:
    """
    What a coach may read of one member: `journal` says what is kept from them, too.

    Attributes:
        path: A mark for each day of the track.
        trend: Which way their confidence goes.
        plans: Open ones that they share, the newest nudge's first.
        contacts: The newest first.
    """

    line: RosterLine
    today: Today | None
    journal: tuple[JournalEntry, ...]
    follow_ups: tuple[FollowUp, ...]
    log: tuple[str, ...]
    path: tuple[Mark, ...] = ()
    trend: Trend = Trend.UNKNOWN
    notes: tuple[Note, ...] = ()
    promises: tuple[Promise, ...] = ()
    plans: tuple[Plan, ...] = ()
    contacts: tuple[Contact, ...] = ()
    team_id: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """
    Some of a coach's people, by name.

    Attributes:
        first: How many come before these.
        people: How many there are in all.
    """

    lines: tuple[RosterLine, ...] = ()
    first: int = 0
    people: int = 0

    @property
    def after(self) -> int:
        """Where the next page begins, or 0 if there is none."""
        end = self.first + len(self.lines)
        return end if end < self.people else 0


@dataclass(frozen=True, slots=True)
class CoachHome:
    """A coach's Home tab: who needs them today, and everybody else."""

    coach: Coach
    now: datetime
    queue: Queue
    roster: Roster


@dataclass(frozen=True, slots=True)
class Assigned:
    """
    One member for whom an assignment came about.

    Attributes:
        first: The first nudge, UTC; None while it is queued behind a running track.
        behind: The title of the track it waits for, or "".
    """

    enrolment_id: int
    member: Member
    first: datetime | None
    behind: str = ""


@dataclass(frozen=True, slots=True)
class NotAssigned:
    """One person for whom it did not: *key* and *facts* name the sentence that says why."""

    slack_id: str
    key: str
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Assignment:
    """
    What came of `/coach assign`, person by person.

    Attributes:
        audit_id: What Undo takes back.
        changed: Slack ids of those for whom it came about in another way than was foreseen.
    """

    track: Track
    done: tuple[Assigned, ...]
    refused: tuple[NotAssigned, ...]
    audit_id: int | None
    changed: frozenset[str] = frozenset()
