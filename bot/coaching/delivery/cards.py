"""Turn deliveries into messages to show, and keep cards up to date after they are sent."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coaching.delivery.kind import kinds
from bot.coaching.ports import Coaching, Item, Place
from bot.content.tracks.library import Library
from bot.domain.delivery.card import Card
from bot.domain.practice.track import Nudge
from bot.store.database.engine import Session
from bot.store.delivery import cards, outbox
from bot.store.delivery.cards import Facts
from bot.store.delivery.ledger import Claimed
from bot.store.delivery.outbox import Kind, Shown
from bot.store.people import people


def outgoing(library: Library, delivery: Claimed, facts: Facts | None) -> Item | None:
    """
    Build the message for a claimed delivery.

    Args:
        facts: Needed for kinds without `draw_claimed`.

    Returns:
        None when there is nothing to show: its track or nudge is no longer in the library.
    """
    if facts is not None:
        return item(library, facts)
    draw = kinds().of(delivery.form, delivery.reason).draw_claimed
    return draw(library, delivery) if draw else None


def item(library: Library, facts: Facts) -> Item | None:
    """Build the message for a delivery; None when there is nothing to show."""
    return kinds().of(facts.form, facts.reason).draw(library, facts)


async def load(session: Session, delivery_ids: Sequence[int]) -> dict[int, Facts]:
    """Read these deliveries, with what each one's kind needs besides."""
    facts = await cards.facts(session, delivery_ids)
    for kind in kinds().all:
        mine = [one for one in facts.values() if kinds().of(one.form, one.reason) is kind]
        extra = await kind.load(session, mine) if mine else {}
        facts |= {one.delivery_id: replace(one, extra=extra.get(one.delivery_id)) for one in mine}
    return facts


async def redraw(coaching: Coaching, delivery_id: int) -> None:
    """
    Update a nudge's card and every other message about it.

    A failed update is retried later (see `shown`).
    """
    await _draw(coaching, outbox.card(delivery_id), delivery_id)


async def fold_earlier(coaching: Coaching, delivery_id: int) -> None:
    """Update the earlier messages about a delivery's nudge to say that it was sent again."""
    async with coaching.store.reading() as session:
        facts = (await cards.facts(session, [delivery_id])).get(delivery_id)
    if facts is not None:
        await _draw(coaching, outbox.earlier(delivery_id), facts.about)


async def _draw(coaching: Coaching, shown: Shown, about: int) -> None:
    async with coaching.turns.on(("card", about)), coaching.outbox.drawing(shown) as drawing:
        async with coaching.store.reading() as session:
            drawing.version = await outbox.version(session, shown)
            standing = await cards.standing_for(session, about)
            is_part = shown.kind is Kind.EARLIER
            ids = [id_ for id_ in standing if not is_part or id_ < shown.delivery_id]
            facts = await load(session, ids)
        for one in (facts[id_] for id_ in ids if id_ in facts):
            item_ = item(coaching.library, one) if one.ts else None
            if item_ is not None:
                place = Place(one.channel, one.ts)
                await coaching.messenger.update(one.workspace, place, item_)


async def card(
    coaching: Coaching, workspace_id: int, slack_id: str, delivery_id: int
) -> Card | None:
    """Return a member's own card for a form; None if it isn't theirs or no longer exists."""
    async with coaching.store.reading() as session:
        facts = (await load(session, [delivery_id])).get(delivery_id)
        member = await people.member(session, workspace_id, slack_id)
    if facts is None or member is None or facts.member.id != member.id:
        return None
    shown = item(coaching.library, facts)
    return shown if isinstance(shown, Card) else None


def as_sent(nudge: Nudge, *, private: bool) -> Nudge:
    """Set the privacy decided when the day was planned, whatever the content file says now."""
    return replace(nudge, private=private)


def reader_of(nudge: Nudge, facts: Facts) -> str:
    """Return the mention of the reader of an answer given now, or "": this is the rule itself."""
    if is_kept(facts) or nudge.private or facts.reader is None:
        return ""
    return facts.reader.mention


def is_kept(facts: Facts) -> bool:
    """Return True if the member keeps this answer, or would keep it, to themself."""
    if facts.answer.given or facts.answer.withheld:
        return facts.answer.private
    return not facts.member.shares if facts.kept is None else facts.kept
