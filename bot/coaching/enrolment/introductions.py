"""
Tell members who coaches them before that coach can read anything.

Every change of a member's coach calls `settle` in the same transaction. The notice goes out
through the ledger; once it has arrived, `told` lets the new coach read.
"""

from datetime import datetime, timedelta

from bot.coaching.delivery import dues
from bot.coaching.delivery.kind import kinds
from bot.coaching.ports import Coaching
from bot.domain.delivery.ledger import Form
from bot.domain.people.people import Member
from bot.domain.privacy.readers import placement_now
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import cards, ledger, outbox, pending
from bot.store.delivery.ledger import Mark
from bot.store.enrolment import enrolments, introductions
from bot.store.follow_up import coach_homes
from bot.store.people import coaches, people
from bot.store.privacy import readers

STILL_LOOKED_AT = timedelta(days=14)
"""Maximum age of an answered card whose line about the reader is updated."""

BATCH = 200
"""Members checked in one transaction."""


async def settle(session: Session, member_id: int, now: datetime) -> None:
    """Queue a notice if the member hasn't been told of their coach; withdraw outdated notices."""
    await coach_homes.owe_all_of(session, member_id, now)
    told_of = await readers.told_of(session, member_id)
    placed = placement_now(await enrolments.placements(session, member_id), told_of)
    coach = await coaches.by_id(session, placed.coach_id) if placed else None
    if placed is None or coach is None or coach.dismissed or coach.deactivated:
        await introductions.withdraw(session, member_id)
        return
    coach_id = placed.coach_id
    await introductions.retarget_welcome(session, placed.id, coach_id)
    if coach_id == told_of:
        await introductions.withdraw(session, member_id)
        return
    await introductions.withdraw(session, member_id, but_of=coach_id)
    if not await introductions.is_under_way(session, member_id, coach_id):
        member = await people.member_by_id(session, member_id)
        turn = await ledger.next_turn(session, placed.id, Form.WELCOME)
        await ledger.add(session, [dues.word_of_coach(placed.id, member, coach_id, turn, now)])


async def settle_all(coaching: Coaching) -> None:
    """At startup, queue notices for members of an earlier edition not yet told of their coach."""
    above: int | None = 0
    while above is not None:
        above = await _settle_batch(coaching, above)


@retry_conflicts
async def _settle_batch(coaching: Coaching, above: int) -> int | None:
    """Settle a batch of members; return the last id, None when all are done."""
    now = coaching.clock()
    async with coaching.store.writing() as session:
        untold = await readers.untold(session, above, BATCH)
        for member_id in untold:
            await settle(session, member_id, now)
    return untold[-1] if untold else None


async def rename(session: Session, member_id: int, now: datetime) -> None:
    """Queue updates of messages that name the reader, and of the coaches' Homes."""
    await coach_homes.owe_all_of(session, member_id, now)
    since = now - STILL_LOOKED_AT
    for delivery_id in await _naming_a_reader(session, member_id, since):
        await outbox.add(session, outbox.card(delivery_id), now, outbox.AT_ONCE)


async def any_to_show(coaching: Coaching, member_id: int) -> bool:
    """Return True if a member has messages that name the reader."""
    since = coaching.clock() - STILL_LOOKED_AT
    async with coaching.store.reading() as session:
        return bool(await _naming_a_reader(session, member_id, since))


async def _naming_a_reader(session: Session, member_id: int, since: datetime) -> list[int]:
    forms = kinds().forms(lambda policy: policy.names_reader)
    return await cards.naming_a_reader(session, member_id, forms, since)


async def told(session: Session, mark: Mark) -> None:
    """Let a coach read once the notice about them has arrived, unless they have been replaced."""
    delivery = mark.delivery
    if delivery.introduces_id is None:
        return
    await readers.note_told(session, delivery.member_id, delivery.introduces_id, delivery.id)
    await settle(session, delivery.member_id, mark.at)
    await rename(session, delivery.member_id, mark.at)


async def replan(session: Session, member: Member, now: datetime) -> None:
    """Reschedule notices about a coach after anything about the member changed."""
    await settle(session, member.id, now)
    at = dues.time_of_word(member, now)
    for delivery_id in await introductions.waiting(session, member.id):
        await pending.put_off(session, delivery_id, at, dues.expiry(at))
