"""`/nudge now`: the next nudge at once, for a member who has ten minutes now."""

from datetime import datetime

from bot.coaching import deliver, owe
from bot.coaching.ports import Coaching
from bot.domain.decide import decide
from bot.domain.errors import CoachingError
from bot.domain.people import Member, Workspace
from bot.domain.schedule import local_date
from bot.domain.turn import ONE_DAY
from bot.store import cards, enrolments, owed, pasts, people
from bot.store.engine import Session
from bot.store.retry import retry_conflicts


@retry_conflicts
async def pull(coaching: Coaching, workspace: Workspace, slack_id: str) -> None:
    """
    Send the next nudge of the running track now; the next by itself comes tomorrow or later.

    Raises:
        CoachingError: There is no track, nothing left of it, or a nudge still waits for an answer.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        if member is None:
            raise CoachingError("error-no-track")
        await _check_waiting(coaching, session, member)
        delivery = await _owe_next(coaching, session, member, now)
    await deliver.send(coaching, [delivery] if delivery else [])


async def _check_waiting(coaching: Coaching, session: Session, member: Member) -> None:
    waiting = await cards.newest_open(session, member.id)
    found = coaching.library.nudge(waiting[1]) if waiting else None
    if found:
        raise CoachingError("now-still-open", title=found[1].title)


async def _owe_next(
    coaching: Coaching, session: Session, member: Member, now: datetime
) -> int | None:
    enrolment = await enrolments.active(session, member.id, lock=True)
    track = coaching.library.track(enrolment.track) if enrolment else None
    if enrolment is None or track is None:
        raise CoachingError("error-no-track")
    past = (await pasts.of(session, [enrolment.id]))[enrolment.id]
    choice = decide(track, past, member.cadence)
    if choice is None or choice.nudge is None:
        raise CoachingError("now-nothing-left", track=track.title)
    today = local_date(member.cadence, now)
    following = owe.next_for(member, now, today + ONE_DAY)
    await enrolments.advance(session, [(enrolment.id, following, today)])
    return await owed.add_new(session, owe.pulled(enrolment.id, member, choice.nudge, now))
