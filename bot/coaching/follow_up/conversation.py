"""
Conversations: a coach writes to a member through Baton, and the answer goes to the coach.

A coach's message is a delivery like any other (docs/decisions, the delivery ledger): it is queued
in the transaction that stores it, so that neither a crash nor a second press loses or doubles it.
The answer is a reply to that delivery, so that it can be edited and withdrawn like one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.coaching.answers.reply import Typed, kept_of, tick
from bot.coaching.delivery import deliver, dues, reconcile
from bot.coaching.delivery.kind import Kind
from bot.coaching.ports import Address, Coaching
from bot.coaching.privacy import readers, safety
from bot.content.tracks.library import Library
from bot.domain.answers.reply import Reply
from bot.domain.delivery.card import CoachWords
from bot.domain.delivery.ledger import Form
from bot.domain.delivery.policy import Answer, Policy
from bot.domain.errors import CoachingError
from bot.domain.follow_up.follow_up import Reason
from bot.domain.follow_up.notes import LONGEST_NOTE
from bot.domain.people.people import Coach, Member, Workspace, mention
from bot.domain.privacy.readers import placement_now
from bot.domain.privacy.safety import Found
from bot.store.answers import replies, reply_target
from bot.store.answers.reply_target import Asked
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import ledger
from bot.store.delivery.cards import Facts
from bot.store.enrolment import enrolments
from bot.store.follow_up import coach_messages, follow_ups
from bot.store.people import people


@dataclass(frozen=True, slots=True)
class Above:
    """
    The coach's message above a line.

    Attributes:
        is_known: The line was recorded for it before.
    """

    to: Asked
    is_known: bool


@retry_conflicts
async def write(coaching: Coaching, coach: Coach, slack_id: str, text: str, source: str) -> bool:
    """
    Send a coach's message to one of their members now, and close the follow-ups it answers.

    Args:
        source: The form it comes from; a repeat from the same form sends nothing.

    Returns:
        True if it is known to have arrived; if not yet, Baton keeps trying.

    Raises:
        CoachingError: The text is empty or too long, the person is not this coach's member, or has
            left.
    """
    text = text.strip()
    if not text:
        raise CoachingError("error-write-empty")
    if len(text) > LONGEST_NOTE:
        raise CoachingError("error-too-long", limit=LONGEST_NOTE)
    async with coaching.store.writing() as session:
        member = await _own(session, coach, slack_id)
        delivery_id = await _owe(session, coach, member, text, source, coaching.clock())
    if delivery_id is None:
        return True
    await deliver.send(coaching, [delivery_id])
    async with coaching.store.reading() as session:
        return await coach_messages.arrived(session, delivery_id)


async def typed(coaching: Coaching, message: Typed) -> bool:
    """
    Record a typed answer to a coach's message once, and notify the coach.

    Returns:
        False if it isn't meant for the coach: then it is an answer to a nudge.
    """
    async with coaching.store.reading() as session:
        member = await people.member(session, message.workspace.id, message.slack_id)
        above = await find_above(session, member, message) if member else None
    if member is None or above is None:
        return False
    await take(coaching, above, member, message)
    return True


async def find_above(session: Session, member: Member, message: Typed) -> Above | None:
    """Find the coach's message that a line was recorded for, or below which it stands."""
    if not await coach_messages.any_to(session, member.id):
        return None
    known = await _known(session, message)
    to = known or await _addressee(session, member, message)
    return Above(to, is_known=known is not None) if to else None


async def take(coaching: Coaching, above: Above, member: Member, message: Typed) -> None:
    """Record a line for the coach and notify them, or say why that's not possible."""
    address = Address(message.workspace, message.slack_id, message.place.channel)
    if above.to.reader_id is None and not above.is_known:
        await _refuse(coaching, above.to, address, safety.concern(coaching, message.text))
    elif not message.text.strip():
        await coaching.messenger.note(address, "error-empty-reply")
    else:
        await _take(coaching, above.to, member, message, is_new=not above.is_known)


@retry_conflicts
async def _take(
    coaching: Coaching, to: Asked, member: Member, message: Typed, *, is_new: bool
) -> None:
    found = safety.concern(coaching, message.text)
    reply = _answer(message.place.ts, kept_of(message), found)
    async with coaching.store.writing() as session:
        await _record(session, to, reply, message.place.channel, message.at)
        await safety.quiet_today(session, member, found, coaching.clock())
    address = Address(message.workspace, message.slack_id, message.place.channel)
    await tick(coaching, message, to.delivery_id, found)
    await _pass_on(coaching, to, address, reply, found, is_new=is_new)


@retry_conflicts
async def deleted(coaching: Coaching, message: Typed) -> bool:
    """Withdraw an answer to a coach that was deleted or emptied; return False if it was none."""
    async with coaching.store.reading() as session:
        to = await _known(session, message)
    if to is None:
        return False
    place = message.place
    take_back = replies.empty if message.edited else replies.withdraw
    async with coaching.store.writing() as session:
        await take_back(session, to, place.ts, place.channel, message.at)
        await _settle_if_nothing_is_left(session, to, message.at)
    return True


@retry_conflicts
async def release(coaching: Coaching, message: Typed) -> None:
    """Take a line back from the coach, because it was an answer to a nudge."""
    async with coaching.store.writing() as session:
        to = await _known(session, message)
        if to is None:
            return
        place, now = message.place, coaching.clock()
        await replies.release(session, to.delivery_id, place.ts, place.channel, now)
        await _settle_if_nothing_is_left(session, to, now)


async def _settle_if_nothing_is_left(session: Session, to: Asked, at: datetime) -> None:
    """Close the coach's item when none of the answer may be read any more."""
    left = await replies.answer(session, to.delivery_id)
    if not left.words:
        await follow_ups.settle(session, to.member_id, [Reason.ANSWERED], at, to.delivery_id)


@retry_conflicts
async def given(
    coaching: Coaching,
    workspace: Workspace,
    slack_id: str,
    delivery_id: int,
    reply: Reply,
) -> str:
    """
    Record an answer to a coach that was written in a form.

    Returns:
        The coach's mention.

    Raises:
        CoachingError: The coach's message no longer exists, or the answer is empty.
    """
    if not reply.text:
        raise CoachingError("error-empty-reply")
    now = reply.at or coaching.clock()
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        to = await coach_messages.asked(session, delivery_id, member.id) if member else None
        if member is None or to is None:
            raise CoachingError("error-card-gone")
        coach = await coach_messages.writer(session, to.delivery_id)
        if to.reader_id is None:
            raise CoachingError("answer-coach-gone", coach=coach.mention)
        found = safety.concern(coaching, reply.text)
        kept = _answer(reply.source, reply.text, found)
        await _record(session, to, kept, "", now)
        await safety.quiet_today(session, member, found, now)
    address = Address(workspace, slack_id, member.channel)
    await _pass_on(coaching, to, address, kept, found, is_new=True)
    return coach.mention


def _answer(source: str, text: str, found: Found | None) -> Reply:
    return Reply(source=source, text=text, private=bool(found), withheld=bool(found))


async def _own(session: Session, coach: Coach, slack_id: str) -> Member:
    member = await readers.readable(session, coach, slack_id)
    if member.deactivated:
        raise CoachingError("error-write-gone", person=member.mention)
    return member


async def _refuse(coaching: Coaching, to: Asked, sender: Address, found: Found | None) -> None:
    """Tell the sender that this coach no longer gets answers; the text isn't stored."""
    if found:
        await safety.show(coaching, sender, found)
    async with coaching.store.reading() as session:
        coach = await coach_messages.writer(session, to.delivery_id)
    await coaching.messenger.note(sender, "answer-coach-gone", coach=coach.mention)


async def _owe(
    session: Session, coach: Coach, member: Member, text: str, source: str, now: datetime
) -> int | None:
    """Store a coach's message and queue it; None if that was done before."""
    about = {"workspace_id": member.workspace_id, "member_id": member.id, "coach_id": coach.id}
    words = {"source": source, "text": text, "created_at": now}
    message_id = await coach_messages.keep(session, about | words)
    placed = placement_now(await enrolments.placements(session, member.id), coach.id)
    if message_id is None or placed is None:
        return None
    delivery_id = await ledger.add_new(session, dues.written(placed.id, member, message_id, now))
    if delivery_id is not None:
        await coach_messages.goes_as(session, message_id, delivery_id)
    await follow_ups.close_all(session, member.id, coach.id, follow_ups.REPLIED, now)
    return delivery_id


async def _known(session: Session, message: Typed) -> Asked | None:
    return await coach_messages.answered_by(session, message.place.channel, message.place.ts)


async def _addressee(session: Session, member: Member, message: Typed) -> Asked | None:
    """Find the coach's message being answered: by thread, or the last one by default."""
    place, head = message.place, message.thread_ts
    if await reply_target.by_message(session, place.channel, place.ts):
        return None
    if head:
        to = await coach_messages.at_head_of(session, place.channel, head)
        return to or await coach_messages.answered_by(session, place.channel, head)
    return await coach_messages.newest(session, member.id, place.ts)


async def _record(session: Session, to: Asked, reply: Reply, channel: str, at: datetime) -> None:
    await replies.record(session, to, reply, channel, at)
    await follow_ups.settle(session, to.member_id, [Reason.SILENT], at)
    if reply.withheld:
        await _settle_if_nothing_is_left(session, to, at)
    if not reply.private and to.reader_id is not None:
        await follow_ups.open_one(
            session,
            workspace_id=to.workspace_id,
            member_id=to.member_id,
            coach_id=to.reader_id,
            reason=Reason.ANSWERED,
            now=at,
            delivery_id=to.delivery_id,
        )


async def _pass_on(
    coaching: Coaching,
    to: Asked,
    sender: Address,
    reply: Reply,
    found: Found | None,
    *,
    is_new: bool,
) -> None:
    """Notify the coach; withhold an answer that sounds distressed, and tell the member so."""
    if not to.settled:
        await reconcile.confirm(coaching, to.delivery_id)
    async with coaching.store.reading() as session:
        coach = await coach_messages.writer(session, to.delivery_id)
    if found:
        await safety.show(coaching, sender, found)
        await coaching.messenger.note(sender, "answer-withheld", coach=coach.mention)
    elif is_new and to.reader_id is not None:
        await coaching.messenger.offer(
            Address(sender.workspace, coach.slack_id),
            "coach-answered",
            about=sender.slack_id,
            person=mention(sender.slack_id),
        )


def draw(_library: Library, facts: Facts) -> CoachWords | None:
    """Build a coach's message; None once retention has deleted its text: Slack's copy stays."""
    writer, text = facts.extra or ("", "")
    reads = facts.helper is not None and facts.helper.mention == writer
    return CoachWords(facts.delivery_id, writer, text, reads=reads) if text else None


async def _texts(session: Session, facts: Sequence[Facts]) -> Mapping[int, tuple[str, str]]:
    return await coach_messages.texts(session, [one.delivery_id for one in facts])


KINDS = (
    Kind(
        forms=frozenset({Form.COACH}),
        policy=Policy(answer=Answer.OWN, names_reader=True),
        draw=draw,
        load=_texts,
    ),
)
