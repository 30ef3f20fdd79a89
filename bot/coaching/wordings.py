"""Days in two wordings, compared among a coach's own people."""

from bot.coaching.assign import track_named
from bot.coaching.ports import Coaching
from bot.domain.people import Coach
from bot.domain.wordings import FIRST, SECOND, Compared, Heard
from bot.store import wordings


async def compared(coaching: Coaching, coach: Coach, about: str) -> tuple[Compared, ...]:
    """
    Count both wordings of each day that has two and has gone out; private days are not counted.

    Args:
        about: A track, as the coach typed it, or "" for all.

    Raises:
        CoachingError: There is no such track.
    """
    tracks = [track_named(coaching, about)] if about else coaching.library.tracks
    days = {
        nudge.id: (track.title, nudge)
        for track in tracks
        for nudge in track.nudges
        if nudge.also and not nudge.private
    }
    async with coaching.store.reading() as session:
        heard = await wordings.heard(session, coach.id, list(days))
    return tuple(
        Compared(track, nudge.day, nudge.title, of.get(FIRST, Heard()), of.get(SECOND, Heard()))
        for id_, (track, nudge) in days.items()
        if (of := heard.get(id_))
    )
