"""
Answers to nudges: message, tap or form → find its delivery → record it once → update the card.

Slack delivers events at least once and in any order, so every step is idempotent. A message is
identified by its own `ts`, the taps on a card by the card.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.coaching.check_ins import check_in
from bot.coaching.delivery import cards, events, reconcile, shown
from bot.coaching.follow_up import signals
from bot.coaching.plans import plan_questions
from bot.coaching.ports import Address, Coaching, Place
from bot.coaching.practice import progress
from bot.coaching.privacy import safety
from bot.coaching.schedule.reschedule import let_back
from bot.domain.answers.reply import CARD, LONGEST_TEXT, Reply
from bot.domain.delivery.policy import Event
from bot.domain.errors import CoachingError
from bot.domain.follow_up.follow_up import Reason
from bot.domain.people.people import Coach, Member, Workspace, mention
from bot.domain.privacy.safety import Found
from bot.domain.text.text import cut
from bot.store.answers import replies, reply_target
from bot.store.answers.reply_target import Asked
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import outbox
from bot.store.follow_up import follow_ups
from bot.store.people import people
from bot.store.plans import plans
from bot.store.privacy import readers


@dataclass(frozen=True, slots=True)
class Typed:
    """
    A message a member wrote to Baton.

    Attributes:
        thread_ts: The `ts` of its thread's first message, or "" at the top level.
        at: When it was written or last changed, UTC.
        has_file: Has an attachment, which Baton can't read.
        edited: Is an edit of an earlier message.
    """

    workspace: Workspace
    slack_id: str
    place: Place
    thread_ts: str
    text: str
    at: datetime
    has_file: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Below:
    """
    The nudge below which a line stands.

    Attributes:
        to: The nudge, or None if there has been none yet.
        is_known: The line was recorded for it before.
        is_open: It waits for an answer, has just been answered, or the line is in its thread.
    """

    to: Asked | None
    is_known: bool = False
    is_open: bool = False


@retry_conflicts
async def typed(coaching: Coaching, message: Typed) -> int | None:
    """
    Record a typed answer, new or edited, and confirm it.

    Returns:
        The delivery it answers, or None if it was refused or held words of distress.
    """
    found = safety.concern(coaching, message.text)
    async with coaching.store.writing() as session:
        member = await people.member(session, message.workspace.id, message.slack_id)
        if member and member.channel != message.place.channel:
            await people.set_channel(session, member.id, message.place.channel)
        if member and member.unreachable:
            await let_back(session, member, coaching.clock())
        to = (await find_nudge(session, member, message)).to if member else None
        refusal = _refusal(to, message)
        if to and not refusal:
            reply = _reply(message, withheld=found is not None)
            await _record(session, to, reply, message.place.channel, message.at)
        await safety.quiet_today(session, member, found, coaching.clock())
    if refusal and not found and not _told_before(message, refusal):
        await coaching.messenger.note(_address(message), refusal)
    elif to and not refusal:
        await tick(coaching, message, to.delivery_id, found)
        await _show(coaching, to, message.workspace, message.slack_id)
    about = safety.about(to.delivery_id, message.place.ts) if to and not refusal else ""
    await safety.show(coaching, _address(message), found, about)
    return to.delivery_id if to and not refusal and not found else None


async def tick(coaching: Coaching, message: Typed, delivery_id: int, found: Found | None) -> None:
    """Mark a message as recorded; one that sounds distressed gets no tick, or loses its tick."""
    if found is None or message.edited:
        await shown.tick(coaching, message.workspace, delivery_id, message.place)
    if found is None and len(message.text.strip()) > LONGEST_TEXT:
        await coaching.messenger.note(_address(message), "reply-cut", limit=LONGEST_TEXT)


@retry_conflicts
async def deleted(coaching: Coaching, message: Typed) -> None:
    """
    Withdraw an answer whose message the member deleted, or emptied in an edit.

    Args:
        message: Its `slack_id` is "" where Slack doesn't say who wrote it.
    """
    async with coaching.store.writing() as session:
        to = await _taken_back(session, message)
        if to is None:
            return
        take_back = replies.empty if message.edited else replies.withdraw
        await take_back(session, to, message.place.ts, message.place.channel, message.at)
        member = await people.member_by_id(session, to.member_id)
    if message.edited:
        await shown.tick(coaching, message.workspace, to.delivery_id, message.place)
    await _show(coaching, to, message.workspace, member.slack_id)


@retry_conflicts
async def tapped(
    coaching: Coaching,
    workspace: Workspace,
    slack_id: str,
    delivery_id: int,
    reply: Reply,
    *,
    whole: bool = False,
) -> None:
    """
    Record a member's tap or form on one of their cards, however old it is.

    Args:
        whole: The reply is a form that replaces everything said before.

    Raises:
        CoachingError: The card isn't theirs, or no longer exists.
    """
    now = reply.at or coaching.clock()
    async with coaching.store.writing() as session:
        to = await _own(session, workspace, slack_id, delivery_id)
        before = await replies.answer(session, to.delivery_id)
        found, reply, withheld = safety.set_apart(coaching, to.delivery_id, reply, before, now)
        member = await people.member(session, workspace.id, slack_id)
        if member and member.unreachable:
            await let_back(session, member, now)
        if to.private:
            await replies.record(session, to, _taps_only(reply), "", now, whole=whole)
            await events.report(session, Event.ANSWERED, to.delivery_id, now)
            await check_in.heard(session, to.member_id, now)
        else:
            if withheld:
                await replies.record(session, to, withheld, "", now)
            await _record(session, to, reply, "", now, whole=whole)
            if reply.wanted:
                await plan_questions.plan(session, to, reply.plan, reply.wanted, now)
            await signals.evaluate(coaching, session, to, now)
        await safety.quiet_today(session, member, found, now)
    await _show(coaching, to, workspace, slack_id)
    address = Address(workspace, slack_id, member.channel if member else "")
    about = safety.about(to.delivery_id, withheld.source) if withheld else ""
    await safety.show(coaching, address, found, about)


@retry_conflicts
async def show_again(
    coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int, source: str
) -> None:
    """
    Show a withheld reply to its member again, because they meant something else.

    Their coach sees it only once they share its card.

    Raises:
        CoachingError: The card isn't theirs, or no longer exists.
    """
    async with coaching.store.writing() as session:
        to = await _own(session, workspace, slack_id, delivery_id)
        channel = await replies.show_again(session, to, source, coaching.clock())
    if channel:
        await shown.tick(coaching, workspace, to.delivery_id, Place(channel, source))
    await _show(coaching, to, workspace, slack_id)


@retry_conflicts
async def keep_private(
    coaching: Coaching,
    workspace: Workspace,
    slack_id: str,
    delivery_id: int,
    *,
    private: bool,
    at: datetime | None = None,
) -> None:
    """
    Hide an answer from the coach, or share it after all.

    Args:
        at: When the member chose this; defaults to now.

    Raises:
        CoachingError: The card isn't theirs, or no longer exists.
    """
    async with coaching.store.writing() as session:
        to = await _own(session, workspace, slack_id, delivery_id)
        await replies.keep_private(session, to, at or coaching.clock(), private=private)
        await signals.evaluate(coaching, session, to, at or coaching.clock())
    await _show(coaching, to, workspace, slack_id)


@retry_conflicts
async def take_back(
    coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int, at: datetime
) -> None:
    """
    Withdraw a whole answer: everything typed, tapped and filled in.

    Raises:
        CoachingError: The card isn't theirs, or no longer exists.
    """
    async with coaching.store.writing() as session:
        to = await _own(session, workspace, slack_id, delivery_id)
        for source, channel in await replies.sources(session, delivery_id):
            if source == CARD:
                kept = Reply(private=await replies.is_private(session, to) or False)
                await replies.record(session, to, kept, channel, at, whole=True)
            else:
                await replies.withdraw(session, to, source, channel, at)
                tick = outbox.tick(delivery_id, channel, source)
                await outbox.add(session, tick, at, outbox.AT_ONCE)
        planned = await plans.open_on(session, delivery_id)
        if planned:
            await plans.withdraw(session, planned.id, "dropped")
        await plans.take_back(session, delivery_id)
        if not to.private:
            await signals.evaluate(coaching, session, to, at)
    await _show(coaching, to, workspace, slack_id)


async def ask_coach(
    coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int | None = None
) -> tuple[str, bool]:
    """
    Put the member at the top of their current coach's queue, because they asked for that.

    However often they press, and on however many cards, the coach is told once until they have
    dealt with it.

    Args:
        delivery_id: The card they asked on, if any.

    Returns:
        The coach's mention, and True if they were told now.

    Raises:
        CoachingError: The card isn't theirs or no longer exists, or they have no coach to notify.
    """
    now = coaching.clock()
    coach, is_news = await _open_asked(coaching, workspace, slack_id, delivery_id, now)
    if is_news:
        await coaching.messenger.note(
            Address(workspace, coach.slack_id), "coach-asked", member=mention(slack_id)
        )
    return coach.mention, is_news


@retry_conflicts
async def _open_asked(
    coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int | None, now: datetime
) -> tuple[Coach, bool]:
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        to = await _own(session, workspace, slack_id, delivery_id) if delivery_id else None
        coach = await readers.of_member(session, member.id) if member else None
        if member is None or coach is None:
            raise CoachingError("error-no-coach-now")
        knows = await follow_ups.is_in_sight(session, member.id, coach.id, Reason.ASKED)
        is_new = await follow_ups.open_one(
            session,
            workspace_id=workspace.id,
            member_id=member.id,
            coach_id=coach.id,
            reason=Reason.ASKED,
            now=now,
            delivery_id=None if to is None or to.private else to.delivery_id,
        )
    return coach, is_new or not knows


async def find_nudge(session: Session, member: Member, message: Typed) -> Below:
    """Find the nudge a message answers: the known one, its thread's, or else the newest."""
    place, head = message.place, message.thread_ts
    known = await reply_target.by_message(session, place.channel, place.ts)
    if known:
        return Below(known, is_known=True, is_open=True)
    if head:
        threaded = await reply_target.in_thread(session, place.channel, head)
        threaded = threaded or await reply_target.by_message(session, place.channel, head)
        if threaded:
            return Below(threaded, is_open=True)
    last = await reply_target.last(session, member.id, message.at, place.ts)
    return Below(last, is_open=bool(last and reply_target.is_open(last, message.at)))


async def _taken_back(session: Session, message: Typed) -> Asked | None:
    """Find the delivery a message answered; its deletion may arrive before the message itself."""
    member = await people.member(session, message.workspace.id, message.slack_id)
    if member is None or message.edited:
        return await reply_target.by_message(session, message.place.channel, message.place.ts)
    return (await find_nudge(session, member, message)).to


def _refusal(to: Asked | None, message: Typed) -> str:
    if to is None:
        return "reply-no-nudge"
    if to.private:
        return "error-private-no-text"
    if not message.text.strip():
        return "reply-file" if message.has_file else "error-empty-reply"
    return ""


def _told_before(message: Typed, refusal: str) -> bool:
    """Return True for an edit whose refusal has been explained before, so as not to repeat it."""
    return message.edited and refusal in {"reply-no-nudge", "error-private-no-text"}


def _taps_only(reply: Reply) -> Reply:
    """Drop the text of a reply on a private day, and keep the rest private."""
    return replace(reply, text="", plan="", private=True)


def kept_of(message: Typed) -> str:
    """Return the text to store, cut to the length a form allows; Slack keeps the full message."""
    return cut(message.text.strip(), LONGEST_TEXT)


def _reply(message: Typed, *, withheld: bool) -> Reply:
    text = kept_of(message)
    return Reply(source=message.place.ts, text=text, private=withheld, withheld=withheld)


async def _own(session: Session, workspace: Workspace, slack_id: str, delivery_id: int) -> Asked:
    member = await people.member(session, workspace.id, slack_id)
    to = await reply_target.one(session, delivery_id, member.id) if member else None
    if to is None:
        raise CoachingError("error-card-gone")
    return to


async def _record(
    session: Session,
    to: Asked,
    reply: Reply,
    channel: str,
    at: datetime,
    *,
    whole: bool = False,
) -> None:
    """Record a reply, as private as the answer already is, or by the member's default."""
    kept = await replies.is_private(session, to)
    if not whole:
        by_default = await _keeps_to_self(session, to, reply.source) if kept is None else kept
        reply = replace(reply, private=reply.private or by_default)
    await replies.record(session, to, reply, channel, at, whole=whole)
    await events.report(session, Event.ANSWERED, to.delivery_id, at)
    await check_in.heard(session, to.member_id, at)


async def _keeps_to_self(session: Session, to: Asked, source: str) -> bool:
    """Return the member's default for what's new; an edited message stays with its readers."""
    if source != CARD and await replies.has(session, to, source):
        return False
    return not await people.shares_by_default(session, to.member_id)


async def _show(coaching: Coaching, to: Asked, workspace: Workspace, slack_id: str) -> None:
    if not to.settled:
        await reconcile.confirm(coaching, to.delivery_id)
    await cards.redraw(coaching, to.delivery_id)
    await shown.catch_up(coaching, to.member_id)
    await progress.refresh_home(coaching, workspace, slack_id)


def _address(message: Typed) -> Address:
    return Address(message.workspace, message.slack_id, message.place.channel)
