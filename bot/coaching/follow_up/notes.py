"""A coach's private notes and promises about members, and reminders of promises when due."""

from datetime import date, timedelta

from bot.coaching.ports import Address, Coaching
from bot.coaching.privacy import readers
from bot.domain.errors import CoachingError
from bot.domain.follow_up.follow_up import working_days_after
from bot.domain.follow_up.notes import LONGEST_NOTE, is_time_to_tell
from bot.domain.people.people import Coach, Member, mention
from bot.store.database.retry import retry_conflicts
from bot.store.follow_up import coach_homes, notes
from bot.store.follow_up.notes import ToTell
from bot.store.people import audit, people

TELL = 50
"""Coaches reminded in one batch."""

AGAIN = timedelta(minutes=30)
"""Wait before a promise is tried again if its hour hasn't come or its coach wasn't reached."""

FURTHEST = timedelta(days=366)
"""Furthest due date of a promise."""


@retry_conflicts
async def note(coaching: Coaching, coach: Coach, slack_id: str, text: str, source: str) -> None:
    """
    Store a note about one of a coach's members.

    Args:
        source: The form it came from; a repeat from the same form adds no second note.

    Raises:
        CoachingError: It is empty or too long, or the person is not this coach's member.
    """
    text = _said(text, "error-note-empty", slack_id)
    async with coaching.store.writing() as session:
        member = await readers.readable(session, coach, slack_id)
        values = _values(coach, member, source, text)
        await notes.note(session, values | {"created_at": coaching.clock()})


@retry_conflicts
async def delete_note(coaching: Coaching, coach: Coach, note_id: int) -> str:
    """
    Delete a coach's own note for good.

    Returns:
        The Slack id of the member it was about.

    Raises:
        CoachingError: It no longer exists, or isn't this coach's.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        about = await notes.delete_note(session, note_id, coach.id)
        if about is None:
            raise CoachingError("error-note-gone")
        member = await people.member_by_id(session, about)
        # Not logged under the member: only the coach may know that there was a note.
        who, whom = coach.slack_id, member.slack_id
        await audit.note(session, coach.workspace_id, who, "delete-note", now, person=whom)
    return member.slack_id


@retry_conflicts
async def promise(
    coaching: Coaching, coach: Coach, slack_id: str, due: date, text: str, source: str
) -> None:
    """
    Store something a coach has promised to do by a date in their own time zone.

    Raises:
        CoachingError: It is empty or too long, the date has passed or is too far ahead, or the
            person is not this coach's member.
    """
    text = _said(text, "error-promise-empty", slack_id)
    check_due(due, _today(coaching, coach))
    async with coaching.store.writing() as session:
        member = await readers.readable(session, coach, slack_id)
        values = _values(coach, member, source, text) | {"due": due}
        await notes.promise(session, values | {"created_at": coaching.clock()})


@retry_conflicts
async def close(coaching: Coaching, coach: Coach, promise_id: int, how: str) -> None:
    """
    Close a promise as kept or dropped.

    Raises:
        CoachingError: It was closed before, or isn't this coach's.
    """
    async with coaching.store.writing() as session:
        if not await notes.close(session, promise_id, coach.id, how, coaching.clock()):
            raise CoachingError("error-promise-gone")


@retry_conflicts
async def move(coaching: Coaching, coach: Coach, promise_id: int, days: int) -> date:
    """
    Move a promise to so many working days from today; return its new date.

    Raises:
        CoachingError: It was closed before, or isn't this coach's.
    """
    to = working_days_after(_today(coaching, coach), days)
    async with coaching.store.writing() as session:
        if not await notes.move(session, promise_id, coach.id, to):
            raise CoachingError("error-promise-gone")
    return to


@retry_conflicts
async def run_periodic(coaching: Coaching) -> None:
    """Remind coaches of their promises, each on the morning of its day in their time zone."""
    now = coaching.clock()
    async with coaching.store.writing() as session:
        untold = await notes.take_untold(session, now, AGAIN, TELL)
    for one in untold:
        if is_time_to_tell(one.promise.due, one.coach.zone, now):
            await _tell(coaching, one)


async def _tell(coaching: Coaching, one: ToTell) -> None:
    """Record the reminder after it has arrived: a repeat is better than none."""
    said = one.promise
    arrived = await coaching.messenger.offer(
        Address(one.workspace, one.coach.slack_id),
        "promise-due",
        about=said.id,
        person=mention(one.member),
        text=said.text,
        date=said.due,
    )
    if arrived:
        await _note_told(coaching, said.id, one.coach)


@retry_conflicts
async def _note_told(coaching: Coaching, promise_id: int, coach: Coach) -> None:
    now = coaching.clock()
    async with coaching.store.writing() as session:
        await notes.note_told(session, promise_id, now)
        await coach_homes.owe(session, [coach.id], now)


def check_due(due: date, today: date) -> None:
    """
    Check that a promise's date hasn't passed and isn't too far ahead.

    Raises:
        CoachingError: It has, or is.
    """
    if due < today:
        raise CoachingError("error-date-past", date=due)
    if due > today + FURTHEST:
        raise CoachingError("error-promise-too-far", date=due)


def _said(text: str, empty: str, slack_id: str) -> str:
    text = text.strip()
    if not text:
        raise CoachingError(empty, person=mention(slack_id))
    if len(text) > LONGEST_NOTE:
        raise CoachingError("error-too-long", limit=LONGEST_NOTE)
    return text


def _values(coach: Coach, member: Member, source: str, text: str) -> dict[str, object]:
    return {
        "workspace_id": coach.workspace_id,
        "member_id": member.id,
        "coach_id": coach.id,
        "source": source,
        "text": text,
    }


def _today(coaching: Coaching, coach: Coach) -> date:
    return coaching.clock().astimezone(coach.zone).date()
