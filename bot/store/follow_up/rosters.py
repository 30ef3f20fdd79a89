"""A coach's people, one page at a time; only the people shown are read."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, distinct, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.people.people import Member
from bot.store.people.coaches import MEMBERS
from bot.store.people.people import member_of
from bot.store.privacy import readers
from bot.store.tables import EnrolmentRow, MemberRow

PAGE = MEMBERS.offset(bindparam("first")).limit(bindparam("most"))

SIZE = select(func.count()).select_from(readers.members_of().subquery())

NAMES = (
    select(MemberRow.slack_id, MemberRow.name)
    .where(col(MemberRow.id).in_(readers.members_of()))
    .order_by(col(MemberRow.name), col(MemberRow.id))
)


async def page(session: AsyncSession, coach_id: int, first: int, most: int) -> list[Member]:
    """Return one page of the people a coach looks after, by name."""
    given = {"coach_id": coach_id, "first": first, "most": most}
    return [member_of(row) for row in await session.exec(PAGE, params=given)]


async def size(session: AsyncSession, coach_id: int) -> int:
    """Count the people a coach looks after."""
    return (await session.exec(SIZE, params={"coach_id": coach_id})).one()


async def names(session: AsyncSession, coach_id: int) -> list[tuple[str, str]]:
    """Return the Slack ids and full names of all people a coach looks after, by name."""
    return list((await session.exec(NAMES, params={"coach_id": coach_id})).all())


async def begun(session: AsyncSession, coach_id: int, today: date) -> int:
    """Count the people this coach reads whose first day on their track was before *today*."""
    found = await session.exec(
        select(func.count(distinct(col(EnrolmentRow.member_id))))
        .where(
            EnrolmentRow.coach_id == coach_id, col(EnrolmentRow.state) != EnrolmentState.STOPPED
        )
        .where(EnrolmentRow.starts_on < today)
        .where(col(EnrolmentRow.member_id).in_(readers.members_read_by(coach_id)))
    )
    return found.one()


async def readable(session: AsyncSession, coach_id: int, members: Sequence[int]) -> set[int]:
    """Return those of these members whose answers a coach may read."""
    rows = await session.exec(
        readers.members_read_by(coach_id).where(col(readers.PERSON.id).in_(members))
    )
    return set(rows)
