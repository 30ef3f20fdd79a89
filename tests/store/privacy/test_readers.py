"""The rule of who may read what, in words and as SQL: both say the same, whatever the case."""

import ast
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from sqlmodel import select, update

import bot.store
from bot.domain.privacy.readers import Item, Placement, Reader, is_shared, may_read, placement_now
from bot.store.database.engine import open_store
from bot.store.privacy import readers
from bot.store.tables import (
    CoachRow,
    DeliveryRow,
    EarlierShareRow,
    EnrolmentRow,
    MemberRow,
    ReplyRow,
    WorkspaceRow,
)
from tests.conftest import MONDAY_NINE as NOW
from tests.examples import some

MARA, NOA = 1, 2
NOBODY = (None,)
EITHER = (None, MARA, NOA)
EARLIER, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1)


@pytest.fixture
async def store(database_url):
    store = open_store(database_url)
    async with store.writing() as session:
        session.add(WorkspaceRow(id=1, team_id="T1", created_at=NOW))
        await session.flush()
        for id_, slack_id in ((MARA, "UMARA"), (NOA, "UNOA")):
            session.add(CoachRow(id=id_, workspace_id=1, slack_id=slack_id, appointed_at=NOW))
        await session.flush()
    yield store
    await store.close()


async def add(store, *rows):
    async with store.writing() as session:
        for row in rows:
            session.add(row)
            await session.flush()


def enrolled(id_, member_id, coach_id, state, ended_at=None):
    return EnrolmentRow(
        id=id_,
        workspace_id=1,
        member_id=member_id,
        coach_id=coach_id,
        track="t",
        starts_on=NOW.date(),
        state=state,
        created_at=NOW,
        ended_at=ended_at,
    )


def placements(case):
    """The enrolments of one case, with the id of each to be given."""
    running, queued, second, finished, newest, _ = case
    found = [
        (running, "active", None),
        (queued, "queued", None),
        (second, "queued", None),
        (finished, "finished", EARLIER),
        (newest, "finished", NOW),
        (MARA, "stopped", LATER),
    ]
    return [(coach, state, ended) for coach, state, ended in found if coach is not None]


CASES = list(product(EITHER, EITHER, EITHER, EITHER, EITHER, EITHER))


@pytest.mark.parametrize("standing", some(("coach", "dismissed", "deactivated"), of=3))
async def test_who_may_read_whom_is_said_alike_in_words_and_in_sql(store, standing):
    expected, rows, id_ = set(), [], 0
    reader = Reader(MARA, appointed=standing != "dismissed", active=standing != "deactivated")
    for member_id, case in enumerate(CASES, 1):
        told = case[-1]
        placed = []
        rows.append(
            MemberRow(
                id=member_id,
                workspace_id=1,
                slack_id=f"U{member_id}",
                reader_id=told,
                created_at=NOW,
            )
        )
        for coach_id, state, ended in placements(case):
            id_ += 1
            rows.append(enrolled(id_, member_id, coach_id, state, ended))
            placed.append(Placement(id_, coach_id, state, ended))
        if may_read(reader, placed, told):
            expected.add(member_id)
    async with store.writing() as session:
        session.add_all([row for row in rows if isinstance(row, MemberRow)])
        await session.flush()
        session.add_all([row for row in rows if isinstance(row, EnrolmentRow)])
    gone = {"dismissed": {"dismissed_at": NOW}, "deactivated": {"deactivated": True}}
    if standing in gone:
        async with store.writing() as session:
            mara = update(CoachRow).where(CoachRow.id == MARA)
            await session.exec(mara.values(**gone[standing]))

    async with store.reading() as session:
        found = set(await session.exec(readers.members_read_by(MARA)))
        read_by = await readers.of_members(session, list(range(1, len(CASES) + 1)))

    assert found == expected
    assert {id_ for id_, coach in read_by.items() if coach.id == MARA} == expected
    assert bool(expected) == (standing == "coach")


ITEMS = list(
    product(
        EITHER,  # shared with
        (False, True),  # kept
        (False, True, None),  # the day was private
        (None, EARLIER, NOW, LATER),  # earlier answers shared at
        ("t.1", ""),  # a nudge, or a coach's own message
        (
            (MARA, "active", None),
            (MARA, "stopped", EARLIER),
            (MARA, "stopped", LATER),
            (NOA, "stopped", LATER),
            (NOA, "finished", EARLIER),
        ),
    )
)


async def test_what_was_shared_with_whom_is_said_alike_in_words_and_in_sql(store):
    """Each item is of a member of their own, who runs on a track with Mara and knows it."""
    expected, members, others = set(), [], []
    for id_, (shared, kept, private, until, nudge, (coach_id, state, ended)) in enumerate(
        ITEMS, 1
    ):
        members.append(
            MemberRow(id=id_, workspace_id=1, slack_id=f"U{id_}", reader_id=MARA, created_at=NOW)
        )
        running = [] if state == "active" else [enrolled(id_ + 5000, id_, MARA, "active")]
        others.append([enrolled(id_, id_, coach_id, state, ended), *running])
        others[-1].append(
            DeliveryRow(
                id=id_,
                workspace_id=1,
                enrolment_id=id_,
                member_id=id_,
                nudge=nudge,
                form="full" if nudge else "coach",
                private=private,
                due_at=NOW,
                not_before=NOW,
                expires_at=NOW,
            )
        )
        others[-1].append(
            ReplyRow(
                id=id_,
                workspace_id=1,
                member_id=id_,
                delivery_id=id_,
                source="card",
                text="?",
                private=kept,
                shared_with_id=shared,
                created_at=NOW,
                changed_at=NOW,
            )
        )
        if until:
            others[-1].append(
                EarlierShareRow(workspace_id=1, member_id=id_, coach_id=MARA, at=until)
            )
        item = Item(
            shared_with=shared,
            private=kept or private is not False,
            at=NOW,
            in_conversation=not nudge,
            ended_for=coach_id if (state, ended) == ("stopped", LATER) else None,
        )
        if is_shared(item, MARA, until):
            expected.add(id_)
    async with store.writing() as session:
        session.add_all(members)
        await session.flush()
        for kind in (EnrolmentRow, DeliveryRow, ReplyRow, EarlierShareRow):
            session.add_all([row for rows in others for row in rows if isinstance(row, kind)])
            await session.flush()

    async with store.reading() as session:
        readable = (
            select(ReplyRow.id)
            .join(DeliveryRow, DeliveryRow.id == ReplyRow.delivery_id)
            .join(EnrolmentRow, EnrolmentRow.id == DeliveryRow.enrolment_id)
            .where(readers.words_for(MARA))
        )
        found = set(await session.exec(readable))

    assert found == expected
    assert expected


def test_a_stopped_track_says_nothing_of_who_coaches():
    stopped = Placement(2, MARA, "stopped", NOW)

    assert placement_now([stopped], MARA) is None
    assert placement_now([stopped, Placement(1, NOA, "finished", EARLIER)], MARA).coach_id == NOA


ANSWERS = {"ReplyRow", "PlanRow", "outcome", "answered_at", "answers"}
"""What a part of the store names that reads what members answered."""

FOR_A_COACH = {"coach_id", "BOUND"}

STORE = Path(bot.store.__file__).parent


def parts():
    """Every function and every query of the store, with the names in it."""
    for path in sorted(STORE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for part in ast.parse(path.read_text(encoding="utf-8")).body:
            names = {node.id for node in ast.walk(part) if isinstance(node, ast.Name)}
            names |= {node.arg for node in ast.walk(part) if isinstance(node, ast.arg)}
            names |= {node.attr for node in ast.walk(part) if isinstance(node, ast.Attribute)}
            called = getattr(part, "name", "") or ast.unparse(part).partition(" ")[0]
            yield path.stem, called, names


def test_no_part_of_the_store_reads_answers_for_a_coach_past_the_rule():
    """By the rule itself, or by a part of the same module that goes by it."""
    every = [part for part in parts() if part[0] not in {"readers", "tables"}]
    by_rule = {(module, called) for module, called, names in every if "readers" in names}
    past = {
        f"{module}.{called}"
        for module, called, names in every
        if names & FOR_A_COACH and names & ANSWERS and (module, called) not in by_rule
        if not {(module, name) for name in names} & by_rule
    }

    assert past == set()
    assert by_rule
