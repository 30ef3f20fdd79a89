"""Find nudges for a situation at hand, and send one now: `/nudge help me with …`."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from bot.coaching.delivery import deliver, dues, send_now
from bot.coaching.ports import Address, Coaching
from bot.coaching.privacy import safety
from bot.content.search.index import Match
from bot.domain.delivery.ledger import OPEN, Form, State
from bot.domain.errors import CoachingError
from bot.domain.follow_up.follow_up import Reason
from bot.domain.people.people import Coach, Workspace, mention
from bot.domain.practice.decide import Past
from bot.domain.practice.track import Track
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import history, ledger
from bot.store.enrolment import enrolments
from bot.store.follow_up import follow_ups
from bot.store.people import people
from bot.store.privacy import readers


@dataclass(frozen=True, slots=True)
class Found:
    """
    The nudges that fit a situation.

    Attributes:
        matches: The nudges of all ready tracks that fit best, best first.
        closest: If nothing fits, the track nearest to it, or None if none has a word of it.
        coach: Nothing fits, and the member has a coach to ask.
    """

    matches: tuple[Match, ...] = ()
    closest: Track | None = None
    coach: bool = False


async def find(
    coaching: Coaching, workspace: Workspace, slack_id: str, words: str
) -> Found | None:
    """
    Find what fits these words, or None if they sound distressed: then the safety answer was shown.

    The question itself is not stored.

    Raises:
        CoachingError: Nothing was asked.
    """
    if not words.strip():
        raise CoachingError("help-nothing-asked")
    found = safety.concern(coaching, words)
    if found:
        await safety.show(coaching, Address(workspace, slack_id), found)
        return None
    # In a thread, because the first question after a load waits for the index.
    index = await asyncio.to_thread(lambda: coaching.library.index)
    if matches := index.find(words):
        return Found(matches)
    async with coaching.store.reading() as session:
        member = await people.member(session, workspace.id, slack_id)
        coach = await readers.of_member(session, member.id) if member else None
    return Found(closest=index.closest(words), coach=coach is not None)


async def ask_coach(coaching: Coaching, workspace: Workspace, slack_id: str) -> str:
    """
    Tell the member's coach that they would like to talk, once until it is dealt with.

    Returns:
        The coach's mention.

    Raises:
        CoachingError: They have no coach.
    """
    coach, is_new = await _open_asked(coaching, workspace, slack_id, coaching.clock())
    if is_new:
        to = Address(workspace, coach.slack_id)
        await coaching.messenger.note(to, "coach-asked", member=mention(slack_id))
    return coach.mention


@retry_conflicts
async def _open_asked(
    coaching: Coaching, workspace: Workspace, slack_id: str, now: datetime
) -> tuple[Coach, bool]:
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        coach = await readers.of_member(session, member.id) if member else None
        if member is None or coach is None:
            raise CoachingError("error-no-coach-now")
        is_new = await follow_ups.open_one(
            session,
            workspace_id=workspace.id,
            member_id=member.id,
            coach_id=coach.id,
            reason=Reason.ASKED,
            now=now,
        )
    return coach, is_new


@retry_conflicts
async def do_now(coaching: Coaching, workspace: Workspace, slack_id: str, nudge_id: str) -> None:
    """
    Send one nudge of any track now; the member's own track continues as planned.

    Raises:
        CoachingError: It no longer exists, it was sent and is unanswered, the member has no track
            yet, or it hasn't arrived.
    """
    now = coaching.clock()
    found = coaching.library.nudge(nudge_id)
    if found is None or not found[0].ready:
        raise CoachingError("help-gone")
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        enrolment = await enrolments.latest(session, member.id) if member else None
        if member is None or enrolment is None:
            raise CoachingError("help-no-track")
        past = (await history.of(session, [enrolment.id]))[enrolment.id]
        before = [p for p in past if p.nudge == nudge_id and p.form == Form.FULL]
        turn = max((p.turn for p in before), default=0) + 1
        asked = replace(dues.pulled(enrolment.id, member, found[1], now), turn=turn)
        delivery = None if _is_there(before) else await ledger.add_new(session, asked)
        if delivery is None:
            raise CoachingError("help-already-there", title=found[1].title)
    await deliver.send(coaching, [delivery])
    await send_now.check_arrived(coaching, delivery)


def _is_there(before: list[Past]) -> bool:
    """Return True if it is being sent, or sits unanswered in the member's messages."""
    return any(
        p.state in OPEN or (p.state is State.SENT and p.answered_at is None) for p in before
    )
