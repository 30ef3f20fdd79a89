"""The welcome to a track, and the notice of a new coach; their words: `welcome-…`, `moved-…`."""

from collections.abc import Mapping, Sequence

from bot.coaching.delivery.kind import Kind
from bot.content.tracks.library import Library
from bot.domain.delivery.card import Welcome
from bot.domain.delivery.ledger import Form
from bot.domain.delivery.policy import Policy
from bot.domain.enrolment.enrolment import EnrolmentState
from bot.store.database.engine import Session
from bot.store.delivery.cards import Facts
from bot.store.delivery.pending import COACH_CHANGED
from bot.store.privacy import readers

Earlier = tuple[bool, bool]
"""The member has answers that the introduced coach may not read; they let the coach read those."""


def draw(library: Library, facts: Facts) -> Welcome | None:
    """Build the welcome or the notice; None if the track is no longer in the library."""
    track = library.track(facts.enrolment.track)
    if track is None:
        return None
    has_earlier, shares_earlier = facts.extra or (False, False)
    return Welcome(
        delivery_id=facts.delivery_id,
        track=track.title,
        purpose=track.purpose,
        days=len(track),
        coach=facts.coach.mention,
        first=facts.enrolment.next_due,
        zone=facts.member.cadence.zone.key,
        shares=facts.member.shares,
        note=facts.enrolment.note,
        confirmed=facts.coach.confirmed,
        moved=facts.reason == COACH_CHANGED,
        goes_on=facts.enrolment.state is EnrolmentState.ACTIVE,
        introduced=(facts.coach.id, facts.coach.name),
        has_earlier=has_earlier,
        shares_earlier=shares_earlier,
    )


async def _earlier(session: Session, facts: Sequence[Facts]) -> Mapping[int, Earlier]:
    return {
        one.delivery_id: await _earlier_answers(session, one.member.id, one.introduces_id)
        for one in facts
        if one.introduces_id is not None
    }


async def _earlier_answers(session: Session, member_id: int, coach_id: int) -> Earlier:
    shares = await readers.earlier_shared(session, member_id, coach_id)
    return shares or await readers.has_earlier(session, member_id, coach_id), shares


FORMS = frozenset({Form.WELCOME})

KINDS = (
    Kind(forms=FORMS, policy=Policy(takes_day=True), draw=draw, load=_earlier),
    Kind(
        forms=FORMS,
        reasons=frozenset({COACH_CHANGED}),
        policy=Policy(takes_day=True, goes_out_in_pause=True),
        draw=draw,
        load=_earlier,
    ),
)
