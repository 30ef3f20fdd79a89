"""A coach takes people off their track, and takes their own orders back."""

from datetime import datetime

from bot.coaching import owe
from bot.coaching.ports import Coaching
from bot.domain.errors import CoachingError
from bot.domain.people import Coach, Workspace
from bot.store import audit, enrolments, owed, people
from bot.store.engine import Session


async def undo(coaching: Coaching, workspace: Workspace, coach: Coach, deed_id: int) -> int:
    """
    Take an assignment back: nothing more of it is sent.

    Returns:
        How many people it concerned.

    Raises:
        CoachingError: It is not this coach's, or was taken back before.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        deed = await audit.deed(session, workspace.id, deed_id)
        if deed is None or deed.action != "assign" or deed.actor != coach.slack_id:
            raise CoachingError("error-nothing-to-undo")
        if not await audit.undo(session, deed_id, now):
            raise CoachingError("error-undone-before")
        ids: list[int] = deed.detail["enrolments"]
        for enrolment_id in ids:
            await _stop(session, enrolment_id, now)
        for slack_id in deed.detail["members"]:
            await _let_queued_begin(session, workspace, slack_id, now)
    return len(ids)


async def unassign(coaching: Coaching, workspace: Workspace, coach: Coach, slack_id: str) -> str:
    """
    End a member's running track; what was answered stays.

    Returns:
        The track's id.

    Raises:
        CoachingError: The person is not this coach's member, or on no track.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        running = await enrolments.active(session, member.id) if member else None
        if member is None or running is None or running.coach_id != coach.id:
            raise CoachingError("error-not-your-member", person=f"<@{slack_id}>")
        await _stop(session, running.id, now)
        await _let_queued_begin(session, workspace, slack_id, now)
        await audit.note(
            session,
            workspace.id,
            coach.slack_id,
            "unassign",
            now,
            member_id=member.id,
            track=running.track,
        )
    return running.track


async def _let_queued_begin(
    session: Session, workspace: Workspace, slack_id: str, now: datetime
) -> None:
    member = await people.member(session, workspace.id, slack_id)
    if member and await enrolments.active(session, member.id) is None:
        await owe.begin_queued(session, member, now)


async def _stop(session: Session, enrolment_id: int, now: datetime) -> None:
    await enrolments.end(session, enrolment_id, "stopped", now)
    await owed.withdraw(session, enrolment_id, "taken-back")
