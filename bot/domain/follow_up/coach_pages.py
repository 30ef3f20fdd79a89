"""What coaches are shown: their people, one of them, and what an assignment came to."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.follow_up.follow_up import FollowUp, Queue, Reason
from bot.domain.follow_up.notes import Note, Promise
from bot.domain.people.member_pages import JournalEntry, Today
from bot.domain.people.people import Coach, Member
from bot.domain.plans.plan import Plan
from bot.domain.practice.coach_view import Mark, Trend
from bot.domain.practice.progress import Progress
from bot.domain.practice.track import Track


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
