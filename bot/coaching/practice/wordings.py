"""Compare the two wordings of nudges that have two, among a coach's own members."""

from bot.coaching.ports import Coaching
from bot.coaching.reports.report import understood
from bot.domain.people.people import Coach
from bot.domain.practice.wordings import FIRST, SECOND, Compared, Heard
from bot.store.reports import wordings


async def compared(coaching: Coaching, coach: Coach, about: str) -> tuple[Compared, ...]:
    """
    Count both wordings of each nudge that has two and was sent; private days aren't counted.

    Args:
        about: As in a report.

    Raises:
        CoachingError: There is no such track or cohort.
    """
    asked = await understood(coaching, coach, about)
    tracks = [asked.track] if asked.track else coaching.library.tracks
    days = {
        nudge.id: (track.title, nudge) for track in tracks for nudge in track.nudges if nudge.also
    }
    async with coaching.store.reading() as session:
        heard = await wordings.heard(session, coach.id, list(days), asked.members)
    return tuple(
        Compared(track, nudge.day, nudge.title, of.get(FIRST, Heard()), of.get(SECOND, Heard()))
        for id_, (track, nudge) in days.items()
        if (of := heard.get(id_))
    )
