"""All data about one member: count, lock, export and erase it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, update
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.database.erased_pages import erases_a_person
from bot.store.privacy import traces
from bot.store.privacy.person import Person
from bot.store.tables import (
    AttemptRow,
    AuditRow,
    CoachMessageRow,
    CoachRow,
    CohortPersonRow,
    CohortRow,
    DeliveryRow,
    EarlierShareRow,
    EnrolmentRow,
    FollowUpRow,
    MemberRow,
    NoteRow,
    OrderPersonRow,
    OutboxRow,
    PlanRow,
    PromiseRow,
    ReadMarkRow,
    ReplyRow,
    UploadRow,
)

COACHES = {
    "coach_id": "coach",
    "reader_id": "reader",
    "shared_with_id": "shared_with",
    "introduces_id": "introduces",
}
"""Columns that reference a coach, and their names in a member's export, as Slack ids."""

KEYS = {"workspace_id", "member_id", *COACHES}
"""Columns that mean nothing outside the database."""

TABLES: dict[str, type[SQLModel]] = {
    "shown": OutboxRow,
    "plans": PlanRow,
    "cohorts": CohortPersonRow,
    "orders": OrderPersonRow,
    "coach_notes": NoteRow,
    "coach_promises": PromiseRow,
    "coach_messages": CoachMessageRow,
    "replies": ReplyRow,
    "follow_ups": FollowUpRow,
    "files": UploadRow,
    "reads": ReadMarkRow,
    "earlier_shares": EarlierShareRow,
    "attempts": AttemptRow,
    "deliveries": DeliveryRow,
    "enrolments": EnrolmentRow,
    "member": MemberRow,
}
"""A member's own rows, in an order in which they can be deleted."""

COACHS_OWN: dict[type[SQLModel], frozenset[str]] = {
    NoteRow: frozenset({"text", "source"}),
    PromiseRow: frozenset({"text", "source"}),
}
"""Columns only the coach may read: a member's export says that such a row exists, and its date."""

COACHS_DEEDS = frozenset({"delete-note"})
"""Actions only the coach may know of: once a note is gone, its member's export is silent on it."""

Values = dict[str, Any]
"""A row in JSON-compatible form."""

Part = tuple[type[SQLModel], ColumnElement[bool]]
"""Some rows of a table."""


async def count(session: AsyncSession, person: Person) -> dict[str, int]:
    """Count the rows of each kind."""
    counts = {}
    for name, (table, theirs) in _rows(person).items():
        query = select(func.count()).select_from(table).where(theirs)
        counts[name] = (await session.exec(query)).one()
    letters, deeds = await traces.letters(session, person), await traces.deeds(session, person)
    going = [letter for letter in letters if not traces.is_others(letter, person)]
    return counts | {"letters": len(going), "audit": len(deeds)}


async def everything(session: AsyncSession, person: Person) -> Values:
    """Return every row about a member, kept answers included, with coaches as Slack ids."""
    coaches = await _coaches(session, person)
    held: Values = {}
    for name, (table, theirs) in reversed(_rows(person).items()):
        rows = await session.exec(select(table).where(theirs).order_by(_id(table)))
        held[name] = [_values(row, coaches) for row in rows]
    coach = (await session.exec(select(CoachRow).where(_is_coach(person)))).first()
    letters = await traces.letters(session, person)
    deeds = await traces.deeds(session, person)
    return held | {
        "member": held["member"][0],
        "coach": _values(coach, coaches) if coach else None,
        "letters": [_values(one, coaches) for one in letters if traces.is_by(one, person)],
        "audit": [_own_part(deed, person) for deed in deeds if deed.action not in COACHS_DEEDS],
    }


async def hold(session: AsyncSession, person: Person) -> bool:
    """
    Lock all their rows, so that none is changed or added meanwhile.

    Returns:
        False if another transaction holds one of them: roll back and start again. Waiting while
        holding locks could deadlock.
    """
    deeds: Part = (AuditRow, traces.may_concern(person))
    # Lock the member's own row first: nothing that references it can be added after that.
    for table, theirs in reversed([deeds, *_rows(person).values()]):
        there = select(_id(table)).where(theirs)
        free = there.with_for_update(skip_locked=True)
        if len((await session.exec(there)).all()) != len((await session.exec(free)).all()):
            return False
    return True


async def erase(session: AsyncSession, person: Person) -> dict[str, int]:
    """
    Delete their rows, and remove them from rows about others.

    Returns:
        The number of rows of each kind that were deleted.
    """
    erases_a_person(session)
    counts = await count(session, person)
    for letter in await traces.letters(session, person):
        await traces.take_out(session, letter, person)
    for deed in await traces.deeds(session, person):
        traces.scrub(deed, person)
    await traces.forget_cohort_names(session, person)
    await session.flush()
    if not person.coaches:
        appointed = update(CoachRow).where(col(CoachRow.workspace_id) == person.workspace_id)
        by_them = col(CoachRow.appointed_by) == person.slack_id
        await session.exec(appointed.where(by_them).values(appointed_by=""))
    was_in = select(CohortPersonRow.cohort_id).where(_named(CohortPersonRow, person))
    cohorts = (await session.exec(was_in)).all()
    for table, theirs in _rows(person).values():
        await session.exec(delete(table).where(theirs))
    await _drop_empty(session, cohorts)
    return counts


async def _drop_empty(session: AsyncSession, cohorts: Sequence[int]) -> None:
    """Delete those cohorts that nobody is in any more: what one is called can name who was."""
    await session.exec(
        delete(CohortRow)
        .where(col(CohortRow.id).in_(cohorts), col(CohortRow.groups) == "")
        .where(col(CohortRow.id).not_in(select(CohortPersonRow.cohort_id)))
    )


def _rows(person: Person) -> dict[str, Part]:
    """Return the member's own rows in each table."""
    tracks = select(EnrolmentRow.id).where(EnrolmentRow.member_id == person.member_id)
    theirs: dict[type[SQLModel], ColumnElement[bool]] = {
        AttemptRow: col(AttemptRow.enrolment_id).in_(tracks),
        MemberRow: col(MemberRow.id) == person.member_id,
        OrderPersonRow: _named(OrderPersonRow, person),
        CohortPersonRow: _named(CohortPersonRow, person),
    }
    return {
        name: (table, theirs[table] if table in theirs else _member(table) == person.member_id)
        for name, table in TABLES.items()
    }


async def _coaches(session: AsyncSession, person: Person) -> dict[int, str]:
    rows = await session.exec(
        select(CoachRow.id, CoachRow.slack_id).where(CoachRow.workspace_id == person.workspace_id)
    )
    return {id_: slack_id for id_, slack_id in rows if id_ is not None}


def _named(table: type[OrderPersonRow | CohortPersonRow], person: Person) -> ColumnElement[bool]:
    """Match rows by Slack id: these people may not be members yet."""
    here = col(table.workspace_id) == person.workspace_id
    return and_(here, col(table.slack_id) == person.slack_id)


def _is_coach(person: Person) -> ColumnElement[bool]:
    here = col(CoachRow.workspace_id) == person.workspace_id
    return and_(here, col(CoachRow.slack_id) == person.slack_id)


def _own_part(deed: AuditRow, person: Person) -> Values:
    """Show an audit row without the other people an order was for."""
    own = traces.ordered_for(deed.detail, lambda member: member == person.slack_id)
    return _values(deed, {}) | {"detail": own}


def _values(row: SQLModel, coaches: dict[int, str]) -> Values:
    held = {name: getattr(row, name) for name in type(row).model_fields}
    named = {called: coaches.get(held[key]) for key, called in COACHES.items() if key in held}
    hidden = KEYS | COACHS_OWN.get(type(row), frozenset())
    return {key: _plain(value) for key, value in held.items() if key not in hidden} | named


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _id(table: type[SQLModel]) -> ColumnElement[int]:
    return table.__table__.c.id  # type: ignore[attr-defined, no-any-return]


def _member(table: type[SQLModel]) -> ColumnElement[int]:
    return table.__table__.c.member_id  # type: ignore[attr-defined, no-any-return]
