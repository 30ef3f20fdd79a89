"""The nudge: one day of a track, in any of its forms."""

from bot.coaching.delivery.cards import as_sent, is_kept, reader_of
from bot.coaching.delivery.kind import Kind
from bot.content.tracks.library import Library
from bot.domain.answers.reply import Answer as Given
from bot.domain.delivery.card import Card
from bot.domain.delivery.ledger import Form
from bot.domain.delivery.policy import Answer, Policy
from bot.domain.people.people import mention
from bot.domain.practice.progress import progress
from bot.domain.practice.wordings import in_wording
from bot.store.delivery.cards import Facts
from bot.store.delivery.ledger import Claimed
from bot.store.delivery.pending import CAME_BACK


def draw_claimed(library: Library, delivery: Claimed) -> Card | None:
    """Build the card of a nudge that is about to be sent; None if its author has retired it."""
    found = library.nudge(delivery.nudge)
    if found is None or library.track(delivery.track) is None:
        return None
    track, nudge = found[0], as_sent(found[1], private=delivery.private)
    reader = mention(delivery.reader) if delivery.reader else ""
    return Card(
        delivery_id=delivery.id,
        track=track.title,
        days=len(track),
        nudge=in_wording(nudge, delivery.wording),
        form=delivery.form,
        reader=reader if delivery.shares and not nudge.private else "",
        helper=reader,
        is_kept=not delivery.shares,
        answer=Given(),
        progress=progress(track, ()),
        is_return=delivery.reason == CAME_BACK,
        is_aside=track.id != delivery.track,
    )


def draw(library: Library, facts: Facts) -> Card | None:
    """Build the card of a nudge with its answer; None if its author has retired it."""
    own = library.track(facts.enrolment.track)
    # A nudge the member asked for may belong to a track other than their own.
    found = library.nudge(facts.nudge)
    if own is None or found is None:
        return None
    track, nudge = found[0], as_sent(found[1], private=facts.private)
    return Card(
        delivery_id=facts.delivery_id,
        track=track.title,
        days=len(track),
        nudge=in_wording(nudge, facts.wording),
        form=facts.shown_as,
        reader=reader_of(nudge, facts),
        helper=facts.helper.mention if facts.helper else "",
        is_kept=is_kept(facts),
        is_earlier=facts.answer.given and facts.is_earlier,
        answer=facts.answer,
        progress=progress(own, facts.past),
        zone=facts.member.cadence.zone.key,
        is_back=facts.delivery_id != facts.about,
        is_return=facts.reason == CAME_BACK,
        nth=facts.nth,
        # While the snoozed nudge is in transit, this message is the one coming back.
        comes_back=facts.back.at if facts.ts else None,
        is_moved=facts.back.newest > facts.delivery_id,
        is_aside=track.id != own.id,
    )


KINDS = (
    Kind(
        forms=frozenset({Form.FULL, Form.SMALLER, Form.AGAIN, Form.REVIEW}),
        policy=Policy(takes_day=True, answer=Answer.OWN, names_reader=True),
        draw=draw,
        draw_claimed=draw_claimed,
    ),
)
