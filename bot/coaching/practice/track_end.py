"""The end of a track: its last message, and what follows from it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.coaching.delivery.kind import Kind
from bot.coaching.delivery.planner import Planned, begin_queued
from bot.coaching.follow_up import signals
from bot.content.tracks.library import Library
from bot.domain.delivery.card import TrackEnd
from bot.domain.delivery.ledger import Form
from bot.domain.delivery.policy import Policy
from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.practice.progress import progress
from bot.store.database.engine import Session
from bot.store.delivery.cards import Facts
from bot.store.enrolment import enrolments


def draw(library: Library, facts: Facts) -> TrackEnd | None:
    """Build the sum of a finished track; None if it is no longer in the library."""
    track, following = library.track(facts.enrolment.track), library.track(facts.extra or "")
    if track is None:
        return None
    return TrackEnd(
        delivery_id=facts.delivery_id,
        progress=progress(track, facts.past),
        coach=facts.helper.mention if facts.helper else "",
        following=following.title if following else "",
    )


async def _following(session: Session, facts: Sequence[Facts]) -> Mapping[int, str]:
    """Return the track that comes next, by delivery."""
    tracks = await enrolments.following(session, [one.member.id for one in facts])
    return {one.delivery_id: tracks.get(one.member.id, "") for one in facts}


async def finish(session: Session, plan: Planned, now: datetime) -> None:
    """End the enrolment, tell the coach's queue, and start the track that is queued."""
    await enrolments.end(session, plan.enrolment.id, EnrolmentState.FINISHED, now)
    await signals.finished(session, plan.enrolment, plan.member, now)
    await begin_queued(session, plan.member, now)


KINDS = (
    Kind(
        forms=frozenset({Form.END}),
        policy=Policy(takes_day=True),
        draw=draw,
        load=_following,
        on_planned=finish,
    ),
)
