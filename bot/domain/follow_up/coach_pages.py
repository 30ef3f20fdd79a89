"""Page contents for coaches: their people, one member, and the result of an assignment."""

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
        standing: A message key (`standing-…`).
        until: The last day of a current leave or pause, if it has one.
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
    A contact between a coach and a member, at a time (UTC).

    Attributes:
        kind: A message key (`contact-…`): talked, wrote, answered.
        words: The text that was written, or ().
    """

    kind: str
    at: datetime
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberPage:
    """
    One member's page as their coach may see it; `journal` also marks answers kept private.

    Attributes:
        path: A mark for each day of the track.
        trend: The direction of their confidence.
        plans: Open plans they share, the newest nudge's first.
        contacts: Newest first.
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
    One page of a coach's people, by name.

    Attributes:
        first: The number of people before these.
        people: The total number of people.
    """

    lines: tuple[RosterLine, ...] = ()
    first: int = 0
    people: int = 0

    @property
    def after(self) -> int:
        """The start of the next page, or 0 if there is none."""
        end = self.first + len(self.lines)
        return end if end < self.people else 0


@dataclass(frozen=True, slots=True)
class CoachHome:
    """A coach's Home tab: the people who need them today, and everybody else."""

    coach: Coach
    now: datetime
    queue: Queue
    roster: Roster


@dataclass(frozen=True, slots=True)
class Assigned:
    """
    A member who was assigned a track.

    Attributes:
        first: The first nudge, UTC; None while it is queued behind a running track.
        behind: The title of the track it is queued behind, or "".
    """

    enrolment_id: int
    member: Member
    first: datetime | None
    behind: str = ""


@dataclass(frozen=True, slots=True)
class NotAssigned:
    """A person who wasn't assigned; *key* and *facts* give the sentence with the reason."""

    slack_id: str
    key: str
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class Assignment:
    """
    The result of `/coach assign`, person by person.

    Attributes:
        audit_id: The audit row that Undo reverts.
        changed: Slack ids of those with a result other than previewed.
    """

    track: Track
    done: tuple[Assigned, ...]
    refused: tuple[NotAssigned, ...]
    audit_id: int | None
    changed: frozenset[str] = frozenset()
