"""From the ledger to what a member sees, and keeping a card true after it was sent."""

from bot.coaching.ports import Coaching, Item, Place
from bot.content.library import Library
from bot.domain.card import Card, TrackEnd, Welcome
from bot.domain.ledger import Form
from bot.domain.people import mention
from bot.domain.progress import progress
from bot.domain.reply import Answer
from bot.domain.track import Nudge, Track
from bot.store import cards, people
from bot.store.cards import Facts
from bot.store.ledger import Claimed
from bot.store.owed import COACH_CHANGED

WITH_HISTORY = frozenset({Form.WELCOME, Form.END})
"""What is drawn from more than the nudge and its reader."""


def outgoing(library: Library, delivery: Claimed, facts: Facts | None) -> Item | None:
    """
    Read a claimed delivery as something to show, before there is an answer to it.

    Args:
        facts: For what is drawn `WITH_HISTORY`.

    Returns:
        None when its track or nudge is no longer in the library.
    """
    if facts is not None:
        return item(library, facts)
    found = library.nudge(delivery.nudge)
    if found is None or library.track(delivery.track) is None:
        return None
    track, nudge = found
    coach = mention(delivery.coach)
    return Card(
        delivery_id=delivery.id,
        track=track.title,
        days=len(track),
        nudge=nudge,
        form=delivery.form,
        reader=coach if delivery.shares and not nudge.private else "",
        helper=coach,
        answer=Answer(),
        progress=progress(track, ()),
    )


def item(library: Library, facts: Facts) -> Item | None:
    """
    Read a delivery as something to show.

    Returns:
        None when its track or nudge is no longer in the library.
    """
    track = library.track(facts.enrolment.track)
    if track is None:
        return None
    if facts.form is Form.WELCOME:
        return _welcome(track, facts)
    if facts.form is Form.END:
        return _end(track, facts)
    # A nudge that was asked for may be of another track than the member is on.
    found = library.nudge(facts.nudge)
    return _card(track, *found, facts) if found else None


async def redraw(coaching: Coaching, delivery_id: int) -> None:
    """Bring a card that was sent up to date, and the Home tab of a member who uses it."""
    async with coaching.turns.on(("card", delivery_id)):
        async with coaching.store.reading() as session:
            facts = (await cards.facts(session, [delivery_id])).get(delivery_id)
        if facts is None or not facts.ts:
            return
        shown = item(coaching.library, facts)
        if shown is not None:
            place = Place(facts.channel, facts.ts)
            await coaching.messenger.update(facts.workspace, place, shown)


async def card(
    coaching: Coaching, workspace_id: int, slack_id: str, delivery_id: int
) -> Card | None:
    """A member's own card, for a form about it; None when it is not theirs or is gone."""
    async with coaching.store.reading() as session:
        facts = (await cards.facts(session, [delivery_id])).get(delivery_id)
        member = await people.member(session, workspace_id, slack_id)
    if facts is None or member is None or facts.member.id != member.id:
        return None
    shown = item(coaching.library, facts)
    return shown if isinstance(shown, Card) else None


def _card(own: Track, track: Track, nudge: Nudge, facts: Facts) -> Card:
    return Card(
        delivery_id=facts.delivery_id,
        track=track.title,
        days=len(track),
        nudge=nudge,
        form=facts.form,
        reader="" if _kept(facts) or nudge.private else facts.coach.mention,
        helper=facts.coach.mention,
        answer=facts.answer,
        progress=progress(own, facts.past),
    )


def _kept(facts: Facts) -> bool:
    if facts.answer.given:
        return facts.answer.private
    return not facts.member.shares if facts.kept is None else facts.kept


def _welcome(track: Track, facts: Facts) -> Welcome:
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
    )


def _end(track: Track, facts: Facts) -> TrackEnd:
    return TrackEnd(
        delivery_id=facts.delivery_id,
        progress=progress(track, facts.past),
        coach=facts.coach.mention,
        following="",
    )
