"""A coach's access to members: those they look after, and those whose answers they may read."""

from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach, Member, mention
from bot.store.database.engine import Session
from bot.store.people import people
from bot.store.privacy import readers


async def looked_after(session: Session, coach: Coach, slack_id: str) -> Member:
    """
    Return a member this coach looks after, even if the member hasn't been told yet.

    Raises:
        CoachingError: The person is not this coach's member.
    """
    member = await people.member(session, coach.workspace_id, slack_id)
    if member is None or not await readers.looks_after(session, coach.id, member.id):
        raise CoachingError("error-not-your-member", person=mention(slack_id))
    return member


async def readable(session: Session, coach: Coach, slack_id: str) -> Member:
    """
    Return a member whose answers this coach may read.

    Raises:
        CoachingError: The person is not this coach's member, or hasn't been told of this coach
            yet.
    """
    member = await looked_after(session, coach, slack_id)
    if not await readers.reads(session, coach.id, member.id):
        raise CoachingError("error-not-told-yet", person=mention(slack_id))
    return member
