"""At startup, set the privacy of an earlier edition's deliveries from the library."""

from bot.coaching.ports import Coaching
from bot.store.database.retry import retry_conflicts
from bot.store.privacy import private_days


async def classify(coaching: Coaching) -> None:
    """Store on old deliveries whether their day is private; unknown for retired nudges."""
    async with coaching.store.reading() as session:
        if not await private_days.any_unknown(session):
            return
    await _classify(coaching)


@retry_conflicts
async def _classify(coaching: Coaching) -> None:
    tracks = (*coaching.library.tracks, *coaching.library.drafts)
    nudges = [nudge for track in tracks for nudge in track.nudges]
    async with coaching.store.writing() as session:
        for private in (True, False):
            of_kind = [nudge.id for nudge in nudges if nudge.private is private]
            await private_days.classify(session, of_kind, private=private)
