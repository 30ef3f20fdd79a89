"""A look back at a finished track: a member's answers in their words, and their path."""

from bot.coaching.ports import Coaching
from bot.coaching.practice import progress
from bot.domain.errors import CoachingError
from bot.domain.people.member_pages import LookBack
from bot.domain.people.people import Workspace
from bot.domain.practice.track_path import path
from bot.store.delivery import cards


async def look_back(
    coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int
) -> LookBack:
    """
    Summarize the track that this message ended.

    Raises:
        CoachingError: It isn't theirs, or no longer exists.
    """
    async with coaching.store.reading() as session:
        facts = (await cards.facts(session, [delivery_id])).get(delivery_id)
    whole = await progress.whole_journal(coaching, workspace, slack_id)
    if facts is None or whole is None or facts.member.id != whole.member.id:
        raise CoachingError("error-card-gone")
    track = coaching.library.track(facts.enrolment.track)
    if track is None:
        raise CoachingError("error-card-gone")
    return LookBack(
        track=track,
        path=path(track, facts.past),
        entries=tuple(e for e in reversed(whole.journal) if e.track == track.id),
    )
