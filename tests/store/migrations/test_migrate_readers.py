"""Rows of the first edition learn who may read them."""

from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import MetaData, Table, text

from bot.store import migrate
from bot.store.database.engine import open_store
from tests.conftest import MONDAY_NINE as NOW
from tests.examples import some

MARA, NOA = 1, 2
FIRST_EDITION = "0007"
"""The last revision before answers knew whom they were shared with."""

DAY = timedelta(days=1)


async def on(url, work):
    store = open_store(url)
    try:
        async with store.writer.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await store.close()


@pytest.fixture
async def old_url(empty_url):
    """A database as the first edition left it, with a workspace and two coaches."""

    def build(connection):
        command.upgrade(migrate.configuration(connection), FIRST_EDITION)
        put(
            connection,
            "workspace",
            id=1,
            team_id="T1",
            name="",
            bot_user_id="",
            stopped_reason="",
            created_at=NOW,
        )
        for id_, slack_id in ((MARA, "UMARA"), (NOA, "UNOA")):
            put(
                connection,
                "coach",
                id=id_,
                workspace_id=1,
                slack_id=slack_id,
                name="",
                zone="UTC",
                appointed_by="",
                appointed_at=NOW,
                deactivated=False,
                digest_at="",
            )

    await on(empty_url, build)
    return empty_url


def put(connection, table, **values):
    rows = Table(table, MetaData(), autoload_with=connection)
    connection.execute(rows.insert().values(**values))


def member(connection, id_):
    put(
        connection,
        "member",
        id=id_,
        workspace_id=1,
        slack_id=f"U{id_}",
        name="",
        channel="",
        zone="UTC",
        at="09:00",
        weekdays="01234",
        country="",
        leave="",
        shares=True,
        unreachable="",
        home_opened=False,
        keeps_words=False,
        reminds=False,
        created_at=NOW,
    )


def enrolment(connection, id_, coach_id, state="active", member_id=None):
    put(
        connection,
        "enrolment",
        id=id_,
        workspace_id=1,
        member_id=member_id or id_,
        coach_id=coach_id,
        track="t",
        starts_on=NOW.date(),
        note="",
        state=state,
        created_at=NOW,
    )


def delivery(connection, id_, enrolment_id, sent_at, **other):
    form, state = other.get("form", "full"), other.get("state", "sent")
    reason = other.get("reason", "")
    put(
        connection,
        "delivery",
        id=id_,
        workspace_id=1,
        enrolment_id=enrolment_id,
        member_id=enrolment_id,
        nudge="t.1" if form == "full" else "",
        form=form,
        turn=id_,
        wording=1,
        reason=reason,
        state=state,
        due_at=NOW,
        not_before=NOW,
        expires_at=NOW,
        owner="",
        attempts=0,
        looks=0,
        channel="",
        ts="",
        sent_at=sent_at,
        closed_reason="",
    )


def reply(connection, id_, delivery_id, member_id, at):
    put(
        connection,
        "reply",
        id=id_,
        workspace_id=1,
        member_id=member_id,
        delivery_id=delivery_id,
        channel="",
        source=str(id_),
        text="?",
        choice="",
        plan="",
        private=False,
        withheld=False,
        created_at=at,
        changed_at=at,
    )


def deed(connection, action, at, undone_at=None, **detail):
    put(
        connection,
        "audit",
        workspace_id=1,
        actor="UMARA",
        action=action,
        detail=detail,
        at=at,
        undone_at=undone_at,
    )


def read(connection):
    shared = connection.execute(text("SELECT id, shared_with_id FROM reply")).all()
    told = connection.execute(text("SELECT id, reader_id FROM member")).all()
    due = connection.execute(
        text("SELECT introduces_id FROM delivery WHERE introduces_id IS NOT NULL")
    ).all()
    return dict(map(tuple, shared)), dict(map(tuple, told)), [row[0] for row in due]


async def upgraded(url, build):
    await on(url, build)
    await migrate.upgrade(url)
    return await on(url, read)


async def test_where_the_coach_never_changed_they_go_on_reading(old_url):
    def build(connection):
        member(connection, 1)
        enrolment(connection, 1, MARA)
        delivery(connection, 1, 1, NOW, form="welcome")
        delivery(connection, 2, 1, NOW + DAY)
        reply(connection, 1, 2, 1, NOW + DAY)

    assert await upgraded(old_url, build) == ({1: MARA}, {1: MARA}, [])


async def test_who_was_not_welcomed_yet_is_told_by_the_welcome_that_is_due(old_url):
    def build(connection):
        member(connection, 1)
        enrolment(connection, 1, MARA)
        delivery(connection, 1, 1, None, form="welcome", state="due")

    assert await upgraded(old_url, build) == ({}, {1: None}, [MARA])


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("action", some(("move", "handover"), of=2))
async def test_around_a_change_each_answer_stays_with_the_coach_of_its_time(old_url, action, told):
    def build(connection):
        member(connection, 1)
        enrolment(connection, 1, NOA)
        delivery(connection, 1, 1, NOW, form="welcome")
        delivery(connection, 2, 1, NOW)
        if told:
            delivery(connection, 3, 1, NOW + 3 * DAY, form="welcome", reason="coach-changed")
        facts = {"from": "UMARA", "to": "UNOA", "enrolments": [1]}
        deed(connection, action, NOW + 2 * DAY, **facts)
        for id_, days in enumerate((1, 2.5, 4), 1):
            reply(connection, id_, 2, 1, NOW + days * DAY)

    after = NOA if told else None
    assert await upgraded(old_url, build) == (
        {1: MARA, 2: None, 3: after},
        {1: after},
        [],
    )


async def test_a_change_that_was_undone_leaves_what_was_said_in_between_to_nobody(old_url):
    def build(connection):
        member(connection, 1)
        enrolment(connection, 1, MARA)
        delivery(connection, 1, 1, NOW, form="welcome")
        delivery(connection, 2, 1, NOW)
        facts = {"from": "UMARA", "to": "UNOA", "enrolments": [1]}
        deed(connection, "move", NOW + 2 * DAY, undone_at=NOW + 4 * DAY, **facts)
        for id_, days in enumerate((1, 3, 5), 1):
            reply(connection, id_, 2, 1, NOW + days * DAY)

    # No word of the way back was sent: it is owed at the first start.
    assert await upgraded(old_url, build) == ({1: MARA, 2: None, 3: None}, {1: None}, [])


async def test_who_was_dismissed_reads_nothing_of_before(old_url):
    def build(connection):
        member(connection, 1)
        enrolment(connection, 1, MARA, state="stopped")
        delivery(connection, 1, 1, NOW)
        reply(connection, 1, 1, 1, NOW)
        deed(connection, "dismiss", NOW + DAY, coach="UMARA")

    assert (await upgraded(old_url, build))[0] == {1: None}
