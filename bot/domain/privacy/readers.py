"""
The single rule of who may read a member's answers; all code that shows answers uses it.

A member has one coach at a time. That coach reads what was shared with *them*, while they're still
a coach with an open account, and from the moment the member was told of them. Nobody else reads
anything. `bot.store.privacy.readers` is the same rule as SQL;
`tests/store/privacy/test_readers.py` keeps the two consistent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.enrolment.enrolment import EnrolmentState

UNDO_WITHIN = timedelta(days=7)
"""Time to undo a move or a handover; the first answer to the new coach also ends it."""

NEVER_ENDED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Placement:
    """An enrolment, reduced to the data that decides who coaches its member."""

    id: int
    coach_id: int
    state: EnrolmentState
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """A coach, reduced to the data that decides whether they may read anything."""

    coach_id: int
    appointed: bool = True
    active: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """
    An answer or a message by a member.

    Attributes:
        shared_with: The coach it was shared with when it was said, or None for nobody.
        private: The member keeps it private, or its day is private; unknown counts as private.
        at: The time it was said or last changed, UTC.
        in_conversation: It answers a coach's own message.
        ended_for: The coach whose track it was said on, if that was stopped later.
    """

    shared_with: int | None
    private: bool
    at: datetime
    in_conversation: bool = False
    ended_for: int | None = None


def placement_now(placements: Sequence[Placement], told_of: int | None) -> Placement | None:
    """
    Find the enrolment that decides who coaches a member now.

    It's the active one. If there is none, it's the next queued one if the member was told of its
    coach, else the one finished last. Stopped enrolments don't count.

    Args:
        placements: All enrolments of the member.
        told_of: The coach the member was last told of.
    """
    running = [one for one in placements if one.state == EnrolmentState.ACTIVE]
    queued = sorted(
        (p for p in placements if p.state == EnrolmentState.QUEUED), key=lambda p: p.id
    )
    finished = [one for one in placements if one.state == EnrolmentState.FINISHED]
    if running:
        return running[0]
    if queued and queued[0].coach_id == told_of:
        return queued[0]
    return max(finished, key=lambda p: (p.ended_at or NEVER_ENDED, p.id), default=None)


def may_read(reader: Reader, placements: Sequence[Placement], told_of: int | None) -> bool:
    """Return True if a coach may read anything of a member."""
    now = placement_now(placements, told_of)
    is_coach_now = now is not None and now.coach_id == reader.coach_id
    return reader.appointed and reader.active and is_coach_now and told_of == reader.coach_id


def is_shared(item: Item, coach_id: int, earlier_until: datetime | None) -> bool:
    """
    Return True if an item was shared with this coach. Check `may_read` as well.

    Args:
        earlier_until: The time the member shared their earlier answers with this coach, or None.
    """
    if item.private:
        return False
    is_earlier = earlier_until is not None and item.at <= earlier_until
    is_said_to = item.shared_with == coach_id and item.ended_for != coach_id
    return is_said_to or (is_earlier and not item.in_conversation)
