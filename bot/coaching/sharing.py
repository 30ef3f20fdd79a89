"""What a member decides about their words: who reads them by default, and how long they stay."""

from bot.coaching.ports import Coaching
from bot.coaching.progress import refresh_home
from bot.coaching.replan import speaker
from bot.domain.people import Workspace
from bot.store import audit, people
from bot.store.retry import retry_conflicts


@retry_conflicts
async def share(coaching: Coaching, workspace: Workspace, slack_id: str, *, shares: bool) -> None:
    """
    Share answers with the coach by default, or keep them; earlier ones stay as they are.

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
    Keep a member's words for as long as they want, or let them go by their age after all.

    Raises:
        CoachingError: Not a member.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await speaker(session, workspace, slack_id, now)
        await people.set_keeps_words(session, member.id, keeps, now)
        deed = "keep-words" if keeps else "let-words-go"
        await audit.note(session, workspace.id, slack_id, deed, now, member_id=member.id)
