"""Members by the hundred thousand, made inside the database in seconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    String,
    Subquery,
    case,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    update,
)

from bot.config import Settings
from bot.content.tracks.library import load_library
from bot.store.database.engine import Session, Store
from bot.store.database.types import Utc
from bot.store.tables import (
    CoachRow,
    DeliveryRow,
    EnrolmentRow,
    MemberRow,
    WorkspaceRow,
)

MONDAY_NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)

TRACK = "delegation"

ONE_DAY = timedelta(days=1)

FIRST = 1_000_000
"""Slack ids begin after it, so that all have the same length."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Crowd:
    """
    Everybody there is: workspace, coach and member n have the id n.

    Member n is in workspace n modulo the number of workspaces, with a coach for each, and so
    many days into the track that every day of it has its members.
    """

    members: int
    workspaces: int = 1


def slack_id(letter: str, number: int) -> str:
    """What Slack calls the nth of its kind: U for people, D for messages, C for coaches."""
    return f"{letter}{FIRST + number}"


async def settle_in(store: Store, crowd: Crowd, *, after: int = 0) -> None:
    """Bring workspaces, coaches, and members with an enrolment that is due tomorrow."""
    async with store.writing() as session:
        if not after:
            await _workspaces(session, crowd.workspaces)
        await _members(session, crowd, after)
        await _count_on(session, store)


async def remember(store: Store, crowd: Crowd, *, after: int = 0, days: int | None = None) -> None:
    """Let everybody have answered what came before their day; of the first *days* only."""
    async with store.writing() as session:
        for day, nudge in enumerate(nudges()[:days]):
            came = MONDAY_NINE - ONE_DAY * (len(nudges()) - day)
            each = _numbers(crowd.members, after, day)
            await _deliveries(
                session,
                crowd,
                each,
                {
                    "nudge": literal(nudge),
                    "state": literal("sent"),
                    "sent_at": literal(came, Utc),
                    "outcome": literal("did"),
                    "answered_at": literal(came, Utc),
                    "channel": _named("D", each.c.n + FIRST),
                    "ts": _named(f"{int(came.timestamp())}.", each.c.n + FIRST),
                    **_due(came),
                },
            )


async def owe(store: Store, crowd: Crowd) -> None:
    """Let a nudge be due for everybody, at one instant; each of their own day."""
    async with store.writing() as session:
        await _plan(session, last_day=MONDAY_NINE.date())
        each = _numbers(crowd.members, 0)
        days = dict(enumerate(nudges()))
        todays = case(days, value=each.c.n % len(days))
        await _deliveries(session, crowd, each, {"nudge": todays, **_due(MONDAY_NINE)})


async def fall_due(store: Store) -> None:
    """Let every enrolment be due on Monday at nine."""
    async with store.writing() as session:
        await _plan(session, next_due_at=MONDAY_NINE)


async def rushing(store: Store, crowd: Crowd) -> None:
    """A crowd in the middle of its track, everybody's nudge due at one instant."""
    await settle_in(store, crowd)
    await remember(store, crowd)
    await owe(store, crowd)
    await look_over(store)


async def look_over(store: Store) -> None:
    """What PostgreSQL does by itself in a minute or two: not beside what is measured."""
    if not store.is_sqlite:
        alone = store.writer.execution_options(isolation_level="AUTOCOMMIT")
        async with alone.connect() as connection:
            await connection.execute(text("VACUUM ANALYZE"))


@cache
def nudges() -> tuple[str, ...]:
    """The days of the track, in order."""
    track = load_library(Settings().content).track(TRACK)
    if track is None:
        raise LookupError(TRACK)
    return tuple(nudge.id for nudge in track.nudges)


async def _plan(session: Session, **values: object) -> None:
    await (await session.connection()).execute(update(EnrolmentRow).values(**values))


async def _workspaces(session: Session, count: int) -> None:
    each = _numbers(count, 0)
    born = {"created_at": literal(MONDAY_NINE - ONE_DAY * 30, Utc)}
    name = {"name": _named("Workspace ", each.c.n), "bot_user_id": literal("UBATON")}
    team = {"team_id": _named("T", each.c.n + FIRST)}
    await _fill(session, WorkspaceRow, each, {"id": each.c.n, **team, **name, **born})
    coach = {
        "id": each.c.n,
        "workspace_id": each.c.n,
        "slack_id": _named("C", each.c.n + FIRST),
        "name": _named("Coach ", each.c.n),
        "appointed_at": born["created_at"],
        # Their Mondays would be told in the middle of what is measured.
        "digest_at": literal(""),
    }
    await _fill(session, CoachRow, each, coach)


async def _members(session: Session, crowd: Crowd, after: int) -> None:
    each = _numbers(crowd.members, after)
    born = {"created_at": literal(MONDAY_NINE - ONE_DAY * 30, Utc)}
    where = {"workspace_id": _home(crowd, each.c.n)}
    member = {
        "id": each.c.n,
        "slack_id": _named("U", each.c.n + FIRST),
        "name": _named("Member ", each.c.n),
        "channel": _named("D", each.c.n + FIRST),
        # They have been told of their coach: otherwise each would get word of that first.
        "reader_id": _home(crowd, each.c.n),
    }
    await _fill(session, MemberRow, each, {**member, **where, **born})
    enrolment = {
        "id": each.c.n,
        "member_id": each.c.n,
        "coach_id": _home(crowd, each.c.n),
        "track": literal(TRACK),
        "starts_on": literal((MONDAY_NINE - ONE_DAY * 14).date(), Date),
        "next_due_at": literal(MONDAY_NINE + ONE_DAY, Utc),
        "last_day": literal((MONDAY_NINE - ONE_DAY).date(), Date),
    }
    await _fill(session, EnrolmentRow, each, {**enrolment, **where, **born})


async def _deliveries(session: Session, crowd: Crowd, each: Subquery, more: Values) -> None:
    delivery = {
        "workspace_id": _home(crowd, each.c.n),
        "enrolment_id": each.c.n,
        "member_id": each.c.n,
        "form": literal("full"),
    }
    await _fill(session, DeliveryRow, each, {**delivery, **more})


async def _fill(session: Session, row: type, each: Subquery, values: Values) -> None:
    """Insert one row for each of some numbers."""
    connection = await session.connection()
    chosen = select(*values.values()).select_from(each)
    await connection.execute(insert(row).from_select(list(values), chosen))


def _due(at: datetime) -> dict[str, ColumnElement[datetime]]:
    times = {"due_at": at, "not_before": at, "expires_at": at + ONE_DAY / 2}
    return {name: literal(time, Utc) for name, time in times.items()}


def _home(crowd: Crowd, number: ColumnElement[int]) -> ColumnElement[int]:
    return (number - 1) % crowd.workspaces + 1


def _named(prefix: str, number: ColumnElement[int]) -> ColumnElement[str]:
    return literal(prefix) + cast(number, String)


def _numbers(last: int, after: int, past_day: int | None = None) -> Subquery:
    """The numbers above *after* up to *last*; on request of those who are past a day only."""
    counting: CTE = select(literal(after + 1, Integer).label("n")).cte("counting", recursive=True)
    counting = counting.union_all(select(counting.c.n + 1).where(counting.c.n < last))
    chosen = select(counting.c.n).where(counting.c.n <= last)
    if past_day is not None:
        chosen = chosen.where(counting.c.n % len(nudges()) > past_day)
    return chosen.subquery()


async def _count_on(session: Session, store: Store) -> None:
    """Rows were given their ids; PostgreSQL has to be told to go on after them."""
    if store.is_sqlite:
        return
    connection = await session.connection()
    for row in (WorkspaceRow, CoachRow, MemberRow, EnrolmentRow):
        table = row.__tablename__
        highest = select(func.max(row.id)).scalar_subquery()
        await connection.execute(select(func.setval(f"{table}_id_seq", highest)))
