"""Cohorts: named groups of a coach's people."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.enrolment.cohorts import Cohort
from bot.store.database.insert_if_absent import insert_new
from bot.store.tables import CohortPersonRow, CohortRow, EnrolmentRow, MemberRow


async def all_of(session: AsyncSession, coach_id: int) -> list[Cohort]:
    """Return a coach's cohorts by name."""
    rows = (
        await session.exec(
            select(CohortRow)
            .where(CohortRow.coach_id == coach_id)
            .order_by(col(CohortRow.key), col(CohortRow.id))
        )
    ).all()
    people: dict[int, list[str]] = {row.id or 0: [] for row in rows}
    found = await session.exec(
        select(CohortPersonRow)
        .where(col(CohortPersonRow.cohort_id).in_(people))
        .order_by(col(CohortPersonRow.id))
    )
    for person in found:
        people[person.cohort_id].append(person.slack_id)
    return [_cohort(row, people[row.id or 0]) for row in rows]


async def name(
    session: AsyncSession, workspace_id: int, coach_id: int, called: str, now: datetime
) -> int:
    """Create a cohort by name; return its id, new or existing."""
    key = {"coach_id": coach_id, "key": called.casefold()}
    whole = {"workspace_id": workspace_id, "name": called, "groups": "", "track": ""}
    new = await insert_new(session, CohortRow, key | whole | {"created_at": now})
    if new is not None:
        return new
    known = await session.exec(
        select(CohortRow.id).where(
            CohortRow.coach_id == coach_id, CohortRow.key == called.casefold()
        )
    )
    return known.one() or 0


async def names(session: AsyncSession, cohort_ids: Sequence[int]) -> dict[int, str]:
    """Return the names of those cohorts that still exist."""
    rows = await session.exec(
        select(CohortRow.id, CohortRow.name).where(col(CohortRow.id).in_(cohort_ids))
    )
    return {id_: called for id_, called in rows if id_ is not None}


async def is_there(session: AsyncSession, cohort_id: int) -> bool:
    """Return True if a cohort still exists."""
    found = await session.exec(select(CohortRow.id).where(CohortRow.id == cohort_id))
    return found.first() is not None


async def add(session: AsyncSession, cohort_id: int, slack_ids: Sequence[str]) -> int:
    """Add people; return the number of new ones."""
    found = await session.exec(select(CohortRow.workspace_id).where(CohortRow.id == cohort_id))
    here = {"workspace_id": found.one(), "cohort_id": cohort_id}
    new = [await insert_new(session, CohortPersonRow, here | {"slack_id": i}) for i in slack_ids]
    return sum(one is not None for one in new)


async def follow(session: AsyncSession, cohort_id: int, groups: Sequence[str]) -> None:
    """Save the Slack groups a cohort follows."""
    await _change(session, cohort_id, groups=" ".join(groups))


async def leave_out(session: AsyncSession, cohort_id: int, slack_ids: Sequence[str]) -> int:
    """Remove people; return the number that were in it."""
    gone = await session.exec(
        delete(CohortPersonRow)
        .where(col(CohortPersonRow.cohort_id) == cohort_id)
        .where(col(CohortPersonRow.slack_id).in_(slack_ids))
        .returning(col(CohortPersonRow.id))
    )
    return len(gone.all())


async def dissolve(session: AsyncSession, cohort_id: int) -> None:
    """Delete a cohort; its people stay on their tracks."""
    await session.exec(delete(CohortPersonRow).where(col(CohortPersonRow.cohort_id) == cohort_id))
    await session.exec(delete(CohortRow).where(col(CohortRow.id) == cohort_id))


async def note_track(session: AsyncSession, cohort_id: int, track: str) -> None:
    """Save the track a cohort was last assigned."""
    await _change(session, cohort_id, track=track)


async def give(session: AsyncSession, from_id: int, to_id: int) -> None:
    """Transfer a coach's cohorts to another; a name that's taken gets a number."""
    taken = {cohort.name.casefold() for cohort in await all_of(session, to_id)}
    for cohort in await all_of(session, from_id):
        called, n = cohort.name, 1
        while called.casefold() in taken:
            n += 1
            called = f"{cohort.name} {n}"
        taken.add(called.casefold())
        await _change(session, cohort.id, coach_id=to_id, name=called, key=called.casefold())


async def members(session: AsyncSession, workspace_id: int, people: Sequence[str]) -> list[int]:
    """Return the member ids of those people who are members."""
    rows = await session.exec(
        select(MemberRow.id)
        .where(MemberRow.workspace_id == workspace_id)
        .where(col(MemberRow.slack_id).in_(people))
    )
    return [id_ for id_ in rows if id_ is not None]


async def standing(
    session: AsyncSession, coach_id: int, workspace_id: int, track: str, people: Sequence[str]
) -> dict[str, str]:
    """Return each person's newest state on a track with this coach."""
    rows = await session.exec(
        select(MemberRow.slack_id, EnrolmentRow.state)
        .join(EnrolmentRow, col(EnrolmentRow.member_id) == col(MemberRow.id))
        .where(MemberRow.workspace_id == workspace_id, EnrolmentRow.coach_id == coach_id)
        .where(EnrolmentRow.track == track, col(MemberRow.slack_id).in_(people))
        .order_by(col(EnrolmentRow.id))
    )
    return dict(rows.all())


def _cohort(row: CohortRow, people: Sequence[str]) -> Cohort:
    groups = tuple(row.groups.split())
    return Cohort(row.id or 0, row.name, groups, row.track, tuple(people))


async def _change(session: AsyncSession, cohort_id: int, **values: object) -> None:
    await session.exec(update(CohortRow).where(col(CohortRow.id) == cohort_id).values(**values))
