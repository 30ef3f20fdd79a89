"""A coach's people in numbers, counted by the database; answers kept private stay private."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, distinct, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.answers.reply import Outcome
from bot.domain.delivery.ledger import State
from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.reports.report import Line, Totals
from bot.store.privacy import readers
from bot.store.privacy.private_days import IS_PRIVATE
from bot.store.tables import DeliveryRow, EnrolmentRow, FollowUpRow, MemberRow

ANSWERED = col(DeliveryRow.answered_at).is_not(None)


@dataclass(frozen=True, slots=True)
class Scope:
    """
    The scope of a report.

    Attributes:
        track: An id, or "" for all tracks.
        members: Only these people, or None for all of the coach's.
    """

    coach_id: int
    track: str = ""
    members: Collection[int] | None = None


async def counts(session: AsyncSession, scope: Scope) -> list[tuple[str, tuple[int, ...]]]:
    """Count people per nudge: sent to, answered, kept private, did it, stuck, not for me."""
    query = _sent(
        scope,
        col(DeliveryRow.nudge),
        _people(),
        _people(ANSWERED),
        _people(ANSWERED, readers.is_kept()),
        *(_people(_says(scope, one)) for one in (Outcome.DID, Outcome.STUCK, Outcome.NOT_FOR_ME)),
    ).group_by(col(DeliveryRow.nudge))
    return [(row[0], tuple(row[1:])) for row in await session.exec(query)]


async def totals(session: AsyncSession, scope: Scope) -> Totals:
    """Return the totals of the coach's people."""
    did = _says(scope, Outcome.DID)
    query = _sent(
        scope,
        _people(),
        _people(col(EnrolmentRow.state) == EnrolmentState.ACTIVE),
        _people(col(EnrolmentRow.state) == EnrolmentState.FINISHED),
        _people(did),
        func.count(case((did, col(DeliveryRow.id)))),
    )
    started, active, finished, acted, acts = (await session.exec(query)).one()
    helped = await _helped(session, scope)
    return Totals(started, active, finished, acted, acts, helped)


async def lines(session: AsyncSession, scope: Scope) -> list[Line]:
    """Return every nudge of every member, by name and then by time."""
    query = _sent(
        scope,
        col(MemberRow.name),
        col(MemberRow.slack_id),
        col(DeliveryRow.nudge),
        col(DeliveryRow.sent_at),
        col(DeliveryRow.answered_at),
        readers.outcome_for(scope.coach_id),
        readers.is_kept(),
    ).join(MemberRow, col(MemberRow.id) == col(DeliveryRow.member_id))
    rows = await session.exec(query.order_by(col(MemberRow.name), col(DeliveryRow.id)))
    return [
        Line(name, slack_id, nudge, sent, answered, outcome or "", bool(kept))
        for name, slack_id, nudge, sent, answered, outcome, kept in rows
    ]


async def members(session: AsyncSession, scope: Scope) -> list[int]:
    """Return all members in the report."""
    query = _sent(scope, col(DeliveryRow.member_id)).distinct()
    return list(await session.exec(query))


async def _helped(session: AsyncSession, scope: Scope) -> int:
    theirs = _sent(scope, col(DeliveryRow.member_id))
    query = (
        select(func.count(distinct(col(FollowUpRow.member_id))))
        .where(col(FollowUpRow.coach_id) == scope.coach_id)
        .where(col(FollowUpRow.closed_as) == "talked")
        .where(col(FollowUpRow.member_id).in_(theirs))
    )
    return (await session.exec(query)).one()


def _sent(scope: Scope, *columns: Any) -> Any:
    query = (
        select(*columns)
        .select_from(EnrolmentRow)
        .join(DeliveryRow, col(DeliveryRow.enrolment_id) == col(EnrolmentRow.id))
        .where(readers.is_own(scope.coach_id), readers.is_open_to(scope.coach_id), ~IS_PRIVATE)
        .where(col(DeliveryRow.state) == State.SENT, col(DeliveryRow.nudge) != "")
    )
    if scope.track:
        query = query.where(col(EnrolmentRow.track) == scope.track)
    if scope.members is not None:
        query = query.where(col(EnrolmentRow.member_id).in_(scope.members))
    return query


def _says(scope: Scope, outcome: Outcome) -> ColumnElement[bool]:
    return readers.outcome_for(scope.coach_id) == outcome


def _people(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    member = col(DeliveryRow.member_id)
    return func.count(distinct(case((and_(*conditions), member)) if conditions else member))
