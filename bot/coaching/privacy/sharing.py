"""A member's choices about their texts: who reads them by default, and how long they are kept."""

from datetime import datetime

from bot.coaching.enrolment import introductions, new_reader
from bot.coaching.ports import Coaching
from bot.coaching.practice.progress import refresh_home
from bot.coaching.schedule.reschedule import speaker
from bot.domain.errors import CoachingError
from bot.domain.people.member_pages import WhoReads
from bot.domain.people.people import Workspace
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import outbox
from bot.store.enrolment import introductions as told
from bot.store.people import audit, people
from bot.store.privacy import readers


@retry_conflicts
async def share(coaching: Coaching, workspace: Workspace, slack_id: str, *, shares: bool) -> None:
    """
    Share answers with the coach by default, or hide them; earlier ones stay as they are.

    Raises:
        CoachingError: Not a member.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await speaker(session, workspace, slack_id, now)
        await people.set_shares(session, member.id, shares)
        deed = "share" if shares else "keep"
        await audit.note(session, workspace.id, slack_id, deed, now, member_id=member.id)
    await refresh_home(coaching, workspace, slack_id)


@retry_conflicts
async def keep_words(
    coaching: Coaching, workspace: Workspace, slack_id: str, *, keeps: bool
) -> None:
    """
    Keep a member's texts for as long as they want, or apply retention after all.

    Raises:
        CoachingError: Not a member.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await speaker(session, workspace, slack_id, now)
        await people.set_keeps_words(session, member.id, keeps, now)
        deed = "keep-words" if keeps else "let-words-go"
        await audit.note(session, workspace.id, slack_id, deed, now, member_id=member.id)


@retry_conflicts
async def share_earlier(
    coaching: Coaching, workspace: Workspace, slack_id: str, coach_id: int, *, shares: bool
) -> str:
    """
    Let the current coach read answers from before they were the coach, or stop that.

    Hidden answers, private days and conversations with a former coach are never shared.

    Args:
        coach_id: The coach the member was shown when they chose.

    Returns:
        The coach's mention.

    Raises:
        CoachingError: Not a member, or that coach no longer reads their answers.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await speaker(session, workspace, slack_id, now)
        reader = await readers.of_member(session, member.id)
        if reader is None or reader.id != coach_id:
            raise CoachingError("error-share-earlier-gone")
        if shares:
            await readers.share_earlier(session, workspace.id, member.id, coach_id, now)
        else:
            await readers.unshare_earlier(session, member.id)
        deed = "share-earlier" if shares else "unshare-earlier"
        facts = {"coach": reader.slack_id}
        await audit.note(session, workspace.id, slack_id, deed, now, member_id=member.id, **facts)
        await _show_shared(session, member.id, coach_id, now)
    await new_reader.show(coaching, workspace, member.id)
    return reader.mention


async def _show_shared(session: Session, member_id: int, coach_id: int, now: datetime) -> None:
    """Update the notice about this coach, and the cards that say what they can read."""
    for delivery_id in await told.of(session, member_id, coach_id):
        await outbox.add(session, outbox.card(delivery_id), now)
    await introductions.rename(session, member_id, now)


async def who_reads(coaching: Coaching, workspace: Workspace, slack_id: str) -> WhoReads:
    """Return who reads a member's answers now, and if they may read earlier ones."""
    async with coaching.store.reading() as session:
        member = await people.member(session, workspace.id, slack_id)
        reader = await readers.of_member(session, member.id) if member else None
        if member is None or reader is None:
            return WhoReads()
        shares = await readers.earlier_shared(session, member.id, reader.id)
        has = shares or await readers.has_earlier(session, member.id, reader.id)
    return WhoReads(reader, has, shares)
