"""Members' replies: record, edit, withdraw and keep them private; keep each delivery's summary."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, or_, true, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.answers.reply import CARD, Answer, Outcome, Reply, fold, is_from_card
from bot.domain.plans.plan import Plan
from bot.store.answers import shared_answers
from bot.store.answers.reply_target import Asked
from bot.store.database.erased_pages import erases_words
from bot.store.database.insert_if_absent import insert_new
from bot.store.delivery import outbox
from bot.store.plans import plans
from bot.store.privacy import readers
from bot.store.privacy.private_days import IS_PRIVATE
from bot.store.tables import DeliveryRow, EnrolmentRow, PlanRow, ReplyRow

NOTHING_SAID = Reply()

STANDS = col(ReplyRow.withdrawn_at).is_(None)

ON_THIS = col(ReplyRow.delivery_id) == bindparam("delivery_id")

KEPT_BACK = select(ReplyRow.private).where(ON_THIS)

WISH = select(DeliveryRow.kept).where(col(DeliveryRow.id) == bindparam("delivery_id"))

GIVEN = (
    select(ReplyRow)
    .where(col(ReplyRow.delivery_id).in_(bindparam("delivery_ids")), STANDS)
    .order_by(col(ReplyRow.created_at), col(ReplyRow.id))
    .execution_options(populate_existing=True)
)

GIVEN_FOR_COACH = (
    select(  # type: ignore[call-overload]
        ReplyRow, readers.words_for(), readers.outcome_for(), IS_PRIVATE, readers.knows_of()
    )
    .join(DeliveryRow, col(DeliveryRow.id) == col(ReplyRow.delivery_id))
    .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
    .where(col(ReplyRow.delivery_id).in_(bindparam("delivery_ids")), STANDS)
    .order_by(col(ReplyRow.created_at), col(ReplyRow.id))
    .execution_options(populate_existing=True)
)

FIRST_GIVEN = (
    select(ReplyRow.created_at).where(ON_THIS, STANDS).order_by(col(ReplyRow.created_at)).limit(1)
)

RECORDED = (
    select(ReplyRow.id)
    .where(col(ReplyRow.channel) == bindparam("channel"))
    .where(col(ReplyRow.source) == bindparam("ts"), STANDS)
    .where(col(ReplyRow.withheld).is_(False), ReplyRow.text != "")
)

HELD = (
    select(DeliveryRow.id)
    .where(col(DeliveryRow.id) == bindparam("delivery_id"))
    .with_for_update(key_share=True)
)


async def record(
    session: AsyncSession,
    to: Asked,
    reply: Reply,
    channel: str,
    at: datetime,
    *,
    whole: bool = False,
) -> Answer:
    """
    Record a reply: its content is added to what the same source gave before.

    It is shared with the current reader. An edited message stays with the coach it was written to.

    Args:
        whole: It replaces everything (a form), so fields it leaves out are cleared.
        at: The time the member sent or last changed it. A reply older than the stored one changes
            none of its values, so events may arrive in any order; a late tap still fills fields
            that are empty.

    Returns:
        The complete answer to the delivery.
    """
    said = _given(reply, whole=whole)
    if reply.source == CARD:
        reply = replace(reply, source=await shared_answers.source_for(session, to))
        said = await _to_reader(session, to, reply, said, at, whole=whole)
    key = _key(to, reply.source, channel, at)
    new = await insert_new(session, ReplyRow, key | {"shared_with_id": to.reader_id})
    if new is None and (whole or reply.text or reply.plan):
        erases_words(session)
    await session.exec(
        update(ReplyRow)
        .where(col(ReplyRow.delivery_id) == to.delivery_id)
        .where(col(ReplyRow.source) == reply.source)
        .where(col(ReplyRow.changed_at) <= at, col(ReplyRow.withdrawn_at).is_(None))
        .values(**said, changed_at=at)
    )
    if is_from_card(reply.source) and not whole:
        await _fill_gaps(session, to, reply, at)
    if channel and (new is None or not reply.withheld):
        await outbox.add(session, outbox.tick(to.delivery_id, channel, reply.source), at)
    await outbox.add(session, outbox.card(to.delivery_id), at)
    return await _sum_up(session, to.delivery_id)


async def _to_reader(
    session: AsyncSession,
    to: Asked,
    reply: Reply,
    said: dict[str, object],
    at: datetime,
    *,
    whole: bool,
) -> dict[str, object]:
    """Return the values for the row of a card's reader; clear them in other readers' rows."""
    new = await shared_answers.unrepeated(session, to, reply.source, said) if whole else said
    changed = {name: value for name, value in new.items() if value == said[name]}
    await shared_answers.clear_others(session, to, reply.source, changed, at)
    return new


async def withdraw(
    session: AsyncSession, to: Asked, source: str, channel: str, at: datetime
) -> None:
    """
    Withdraw a reply: erase its words, but keep the row so that a late copy can't restore it.

    The deletion event may even arrive before the message itself.
    """
    await insert_new(session, ReplyRow, _key(to, source, channel, at))
    await session.exec(
        update(ReplyRow)
        .where(col(ReplyRow.delivery_id) == to.delivery_id, col(ReplyRow.source) == source)
        .values(text="", plan="", withheld=False, withdrawn_at=at, changed_at=at)
    )
    erases_words(session)
    await outbox.add(session, outbox.card(to.delivery_id), at)
    await _sum_up(session, to.delivery_id)


async def release(
    session: AsyncSession, delivery_id: int, source: str, channel: str, at: datetime
) -> None:
    """Remove a typed message from an answer, so that it can be filed elsewhere."""
    await session.exec(
        delete(ReplyRow)
        .where(col(ReplyRow.delivery_id) == delivery_id, col(ReplyRow.source) == source)
        .where(col(ReplyRow.channel) == channel)
    )
    erases_words(session)
    await outbox.add(session, outbox.tick(delivery_id, channel, source), at)
    await outbox.add(session, outbox.card(delivery_id), at)
    await _sum_up(session, delivery_id)


async def empty(session: AsyncSession, to: Asked, source: str, channel: str, at: datetime) -> None:
    """Erase the words of a reply whose message stays and may be edited again."""
    await session.exec(
        update(ReplyRow)
        .where(col(ReplyRow.delivery_id) == to.delivery_id, col(ReplyRow.source) == source)
        .where(col(ReplyRow.channel) == channel, col(ReplyRow.changed_at) <= at)
        .values(text="", withheld=False, changed_at=at)
    )
    erases_words(session)
    await outbox.add(session, outbox.tick(to.delivery_id, channel, source), at)
    await outbox.add(session, outbox.card(to.delivery_id), at)
    await _sum_up(session, to.delivery_id)


async def sources(session: AsyncSession, delivery_id: int) -> list[tuple[str, str]]:
    """Return the sources and channels of a delivery's answer, without withdrawn replies."""
    rows = await session.exec(
        select(ReplyRow.source, ReplyRow.channel)
        .where(ReplyRow.delivery_id == delivery_id)
        .where(col(ReplyRow.withdrawn_at).is_(None))
    )
    return list(rows)


async def keep_private(session: AsyncSession, to: Asked, at: datetime, *, private: bool) -> None:
    """
    Keep the whole answer from the coach, including a future one, or share it after all.

    Args:
        at: The time the member chose this; a later choice wins.
        private: If False, the current reader may read it, even if it was written to another coach.
    """
    said = await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.id) == to.delivery_id)
        .where(or_(col(DeliveryRow.kept_at).is_(None), col(DeliveryRow.kept_at) <= at))
        .values(kept=private, kept_at=at)
        .returning(col(DeliveryRow.id))
    )
    if said.first() is not None:
        await session.exec(
            update(ReplyRow)
            .where(col(ReplyRow.delivery_id) == to.delivery_id)
            .where(true() if private else col(ReplyRow.withheld).is_(False))
            .values(private=private)
        )
        await outbox.add(session, outbox.card(to.delivery_id), at)
        if not private and to.reader_id is not None:
            await _share_all(session, to)


async def _share_all(session: AsyncSession, to: Asked) -> None:
    for said in (ReplyRow, PlanRow):
        await session.exec(
            update(said)
            .where(col(said.delivery_id) == to.delivery_id)
            .values(shared_with_id=to.reader_id)
        )


async def is_private(session: AsyncSession, to: Asked) -> bool | None:
    """
    Tell if the member keeps this answer to themself; None if they haven't said so either way.

    That an answer was shared by default says nothing of what's added to it after they changed
    their default.
    """
    this = {"delivery_id": to.delivery_id}
    if any((await session.exec(KEPT_BACK, params=this)).all()):
        return True
    return (await session.exec(WISH, params=this)).one()


async def has(session: AsyncSession, to: Asked, source: str) -> bool:
    """Return True if an answer has something from this source already."""
    found = select(ReplyRow.id).where(
        ReplyRow.delivery_id == to.delivery_id, ReplyRow.source == source
    )
    return (await session.exec(found)).first() is not None


async def is_recorded(session: AsyncSession, channel: str, ts: str) -> bool:
    """Return True if a typed message is stored as (part of) an answer and shown as one."""
    return (
        await session.exec(RECORDED, params={"channel": channel, "ts": ts})
    ).first() is not None


async def show_again(session: AsyncSession, to: Asked, source: str, now: datetime) -> str | None:
    """
    Stop withholding a reply.

    Returns:
        The channel of its message, "" for a form; None if nothing was withheld.
    """
    written = shared_answers.IS_CARD if source == CARD else col(ReplyRow.source) == source
    shown = await session.exec(
        update(ReplyRow)
        .where(col(ReplyRow.delivery_id) == to.delivery_id, written)
        .where(col(ReplyRow.withheld).is_(True), col(ReplyRow.withdrawn_at).is_(None))
        .values(withheld=False, cleared=True)
        .returning(col(ReplyRow.channel))
    )
    channel = shown.scalars().first()
    if channel:
        await outbox.add(session, outbox.tick(to.delivery_id, channel, source), now)
    await outbox.add(session, outbox.card(to.delivery_id), now)
    await _sum_up(session, to.delivery_id)
    return channel


async def answer(session: AsyncSession, delivery_id: int) -> Answer:
    """Return the complete answer to one delivery."""
    return (await answers(session, [delivery_id]))[delivery_id]


async def answers(
    session: AsyncSession, delivery_ids: Sequence[int], *, for_export: bool = False
) -> dict[int, Answer]:
    """
    Return the complete answer to each of these deliveries.

    Args:
        for_export: Include the words that are withheld everywhere else.
    """
    if not delivery_ids:
        return {}
    rows = await session.exec(GIVEN, params={"delivery_ids": delivery_ids})
    kept: dict[int, list[ReplyRow]] = {delivery_id: [] for delivery_id in delivery_ids}
    for row in rows:
        kept[row.delivery_id].append(row)
    planned = await plans.of(session, delivery_ids)
    return {
        delivery_id: fold(
            [_reply(r, withheld=r.withheld and not for_export) for r in rows],
            max((r.changed_at for r in rows), default=None),
            planned.get(delivery_id, ()),
        )
        for delivery_id, rows in kept.items()
    }


async def answers_for(
    session: AsyncSession, delivery_ids: Sequence[int], coach_id: int
) -> dict[int, Answer]:
    """Return the answer to each of these deliveries, limited to what a coach may know."""
    if not delivery_ids:
        return {}
    whose = {"delivery_ids": delivery_ids, "coach_id": coach_id}
    found = list(await session.exec(GIVEN_FOR_COACH, params=whose))
    planned = await plans.of_for(session, delivery_ids, coach_id)
    rows: dict[int, list[Any]] = {delivery_id: [] for delivery_id in delivery_ids}
    for row in found:
        rows[row[0].delivery_id].append(row)
    return {id_: _for_coach(of, planned.get(id_, ())) for id_, of in rows.items()}


def _for_coach(rows: Sequence[Any], planned: Sequence[Plan]) -> Answer:
    """
    Tell what a coach may know: of a kept answer and of a private day, that there is one.

    Words of distress look like any other kept answer, so that their coach can't tell them apart.
    """
    said = [row for row, *_ in rows if not _is_empty(row)]
    known = any(knows for *_, knows in rows)
    if not said or not known:
        return Answer()
    at = max(row.changed_at for row, *_ in rows)
    kept = any(row.private or row.withheld for row in said)
    if kept or any(private for _, _, _, private, _ in rows):
        hidden = any(row.text for row in said)
        return Answer(private=True, at=at, is_hidden=True, has_hidden_words=hidden)
    read = [_shown(row) for row, readable, *_ in rows if readable and not _is_empty(row)]
    outcome = next((Outcome(told) for _, _, told, *_ in rows if told), None)
    answer = replace(fold(read, at, planned), outcome=outcome)
    return replace(answer, is_earlier=len(read) < len(said))


def _is_empty(row: ReplyRow) -> bool:
    """Tell if a row says nothing."""
    words = row.text or row.plan
    return not (row.outcome or words or row.choice or row.confidence or row.aged_at)


async def _fill_gaps(session: AsyncSession, to: Asked, reply: Reply, at: datetime) -> None:
    """Apply a tap that arrived late only to fields that newer ones left empty."""
    for name, value in _given(reply, whole=False).items():
        column = getattr(ReplyRow, name)
        if name not in {"private", "aged_at", "cleared", "withheld"}:
            await session.exec(
                update(ReplyRow)
                .where(col(ReplyRow.delivery_id) == to.delivery_id)
                .where(col(ReplyRow.source) == reply.source, col(ReplyRow.changed_at) > at)
                .where(column == getattr(NOTHING_SAID, name))
                .values({name: value})
            )


async def _sum_up(session: AsyncSession, delivery_id: int) -> Answer:
    """Store the summary on the delivery, so that lists needn't read the replies."""
    # Lock the delivery while summing: a concurrent answer waits here, then counts the first too.
    await session.exec(HELD, params={"delivery_id": delivery_id})
    summed = await answer(session, delivery_id)
    first = (await session.exec(FIRST_GIVEN, params={"delivery_id": delivery_id})).first()
    await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.id) == delivery_id)
        .values(
            outcome=summed.outcome,
            answered_at=first if summed.given or summed.withheld else None,
        )
    )
    return summed


def _key(to: Asked, source: str, channel: str, at: datetime) -> dict[str, object]:
    return {
        "workspace_id": to.workspace_id,
        "member_id": to.member_id,
        "delivery_id": to.delivery_id,
        "channel": channel,
        "source": source,
        "created_at": at,
        "changed_at": at,
    }


def _given(reply: Reply, *, whole: bool) -> dict[str, object]:
    values = {
        "outcome": reply.outcome,
        "text": reply.text,
        "choice": reply.choice,
        "plan": reply.plan,
        "confidence": reply.confidence,
    }
    given: dict[str, object] = {name: value for name, value in values.items() if value or whole}
    anew = {"aged_at": None, "cleared": False} if reply.text or reply.plan else {}
    return given | anew | {"private": reply.private, "withheld": reply.withheld}


def _shown(row: ReplyRow) -> Reply:
    return _reply(row, withheld=row.withheld)


def _reply(row: ReplyRow, *, withheld: bool) -> Reply:
    return Reply(
        source=row.source,
        outcome=Outcome(row.outcome) if row.outcome else None,
        text=row.text,
        choice=row.choice,
        plan=row.plan,
        confidence=row.confidence,
        private=row.private,
        aged=row.aged_at is not None,
        withheld=withheld,
    )
