"""Queue one reminder for an unanswered nudge, if its member wants it and is within their hours."""

from bot.coaching.delivery.kind import Kind
from bot.coaching.ports import Coaching
from bot.coaching.practice.progress import refresh_home
from bot.content.tracks.library import Library
from bot.domain.answers.reminders import is_reminded
from bot.domain.delivery.card import Reminder
from bot.domain.delivery.ledger import Form
from bot.domain.delivery.policy import Answer, Event, IfLate, Policy
from bot.domain.errors import CoachingError
from bot.domain.people.people import Workspace
from bot.domain.schedule.schedule import closes, open_slot
from bot.store.answers import reminders
from bot.store.database.retry import retry_conflicts
from bot.store.delivery.cards import Facts
from bot.store.people import audit, people

BATCH = 100
"""Nudges checked in one transaction."""


@retry_conflicts
async def owe(coaching: Coaching) -> None:
    """Queue reminders for unanswered nudges."""
    now = coaching.clock()
    async with coaching.store.writing() as session:
        for waiting in await reminders.take_due(session, now, BATCH):
            running = open_slot(waiting.member.cadence, now)
            wanted = not waiting.answered and is_reminded(waiting.member, waiting.sent_at, now)
            if wanted and running:
                await reminders.add(session, waiting, now, closes(running))


def draw(library: Library, facts: Facts) -> Reminder | None:
    """Build the line about the open nudge; None if its author has retired it."""
    found = library.nudge(facts.nudge)
    if found is None:
        return None
    return Reminder(facts.delivery_id, found[1].title, facts.answer.given)


@retry_conflicts
async def choose(
    coaching: Coaching, workspace: Workspace, slack_id: str, *, reminds: bool
) -> None:
    """
    Turn reminders (at most one a day) on or off, from the next nudge on.

    Raises:
        CoachingError: Not a member.
    """
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        if member is None:
            raise CoachingError("error-no-track")
        if member.reminds == reminds:
            return
        await people.set_reminds(session, member.id, reminds)
        action = "remind" if reminds else "no-reminder"
        await audit.note(
            session, workspace.id, slack_id, action, coaching.clock(), member_id=member.id
        )
    await refresh_home(coaching, workspace, slack_id)


KINDS = (
    Kind(
        forms=frozenset({Form.REMINDER}),
        policy=Policy(
            answer=Answer.PARENT,
            if_late=IfLate.SKIP,
            cancelled_by=frozenset({Event.ANSWERED, Event.RESCHEDULED}),
        ),
        draw=draw,
        timer=reminders.TIMER,
        owe=owe,
    ),
)
