"""A coach's own members: whom they look after, and of whom they may read something."""

from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach, Member, mention
from bot.store.database.engine import Session
from bot.store.people import people
from bot.store.privacy import readers


async def looked_after(session: Session, coach: Coach, slack_id: str) -> Member:
    """
    A member whom this coach looks after, told of them or not.

    Raises:
        CoachingError: The person is not this coach's member.
    """
    member = await people.member(session, coach.workspace_id, slack_id)
    if member is None or not await readers.looks_after(session, coach.id, member.id):
        raise CoachingError("error-not-your-member", person=mention(slack_id))
    return member


async def readable(session: Session, coach: Coach, slack_id: str) -> Member:
    """
    A member whose answers this coach may read.

    Raises:
        CoachingError: The person is not this coach's member, or was not told of this coach yet.
    """
    member = await looked_after(session, coach, slack_id)
    if not await readers.reads(session, coach.id, member.id):
        raise CoachingError("error-not-told-yet", person=mention(slack_id))
    return member
