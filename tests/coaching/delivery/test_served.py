"""Several Batons may share a database: none touches what belongs to another's workspace."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot.coaching import inbox
from bot.coaching.delivery import deliver
from bot.coaching.follow_up import digest, notes
from bot.coaching.people import profile_sync
from bot.coaching.privacy import retention
from bot.coaching.schedule import reschedule_all
from bot.domain.delivery.ledger import State
from bot.domain.people.installation import Installation
from bot.store.database import saved_values
from bot.store.database.served import Served
from bot.store.tables import (
    CoachRow,
    DeliveryRow,
    DigestRow,
    EnrolmentRow,
    InboxRow,
    MemberRow,
    PlanRow,
)
from tests.conftest import MONDAY_NINE
from tests.examples import some
from tests.leavings import leave_everything, rows
from tests.transitions import allow_any

DAY = timedelta(days=1)

LONG_AGO = MONDAY_NINE - 300 * DAY

OVERDUE = [
    (EnrolmentRow, {"next_due_at": MONDAY_NINE}),
    (MemberRow, {"offer_at": MONDAY_NINE, "paused_at": None, "paused_until": None, "leave": ""}),
    (MemberRow, {"words_told_at": LONG_AGO}),
    (PlanRow, {"asks_at": MONDAY_NINE, "created_at": LONG_AGO}),
    (CoachRow, {"digest_at": "00:00"}),
    (DigestRow, {"state": "sending", "started_at": MONDAY_NINE}),
    (DigestRow, {"state": "due"}),
    (DeliveryRow, {"remind_at": MONDAY_NINE}),
    (DeliveryRow, {"state": State.DUE, "not_before": MONDAY_NINE, "expires_at": MONDAY_NINE}),
    (DeliveryRow, {"state": State.DUE, "expires_at": MONDAY_NINE + 999 * DAY}),
    (DeliveryRow, {"state": State.CLAIMED, "owner": "other", "lease_until": MONDAY_NINE}),
    (DeliveryRow, {"state": State.SENDING, "owner": "other", "started_at": MONDAY_NINE}),
    (DeliveryRow, {"state": State.SENDING, "started_at": MONDAY_NINE + 999 * DAY}),
    (InboxRow, {"received_at": LONG_AGO, "taken_at": LONG_AGO, "done_at": None}),
    (InboxRow, {"received_at": LONG_AGO, "done_at": LONG_AGO, "body": "words"}),
]
"""Rows of the other workspace that wait for somebody to look for them."""


@pytest.fixture
async def others(scene):
    """The scene's store, with all sorts of rows of a workspace that another process serves."""
    await leave_everything(scene.coaching.store, "TOTHER")
    async with scene.coaching.store.writing() as session:
        await allow_any(session)
    return scene


async def of_the_other(scene):
    """Every row of the other workspace."""
    return {
        key: row
        for key, row in (await rows(scene.coaching.store)).items()
        if row.get("workspace_id") == 2 or row.get("team_id") == "TOTHER"
    }


@pytest.mark.parametrize(("table", "values"), some(OVERDUE, of=2))
async def test_what_is_due_in_another_workspace_is_left_alone(others, table, values):
    scene = others
    async with scene.coaching.store.writing() as session:
        await session.exec(update(table).where(table.workspace_id == 2).values(**values))
    before = await of_the_other(scene)

    for day in (0, 7, 300):
        await look_for_work(scene, MONDAY_NINE + day * DAY)

    assert await of_the_other(scene) == before
    assert scene.messenger.tried == scene.messenger.looked_for == []
    assert scene.messenger.offered == []


@pytest.mark.parametrize(("table", "values"), OVERDUE)
@pytest.mark.exhaustive
async def test_each_of_these_is_found_by_whoever_serves_it(others, table, values):
    """Else the test above would hold without a rule."""
    scene = others
    async with scene.coaching.store.writing() as session:
        await session.exec(update(table).where(table.workspace_id == 2).values(**values))
    scene.coaching.store.served.add(2)
    before = await of_the_other(scene)

    for day in (0, 7, 300):
        await look_for_work(scene, MONDAY_NINE + day * DAY)

    found = scene.messenger.tried or scene.messenger.looked_for or scene.messenger.offered
    letters = await inbox.left_behind(scene.coaching)
    assert found or letters or await of_the_other(scene) != before


async def look_for_work(scene, at: datetime):
    scene.clock.now = at
    await deliver.tick(scene.coaching)
    await scene.coaching.looks.over()
    for run_periodic in (retention.run_periodic, notes.run_periodic, digest.run_periodic):
        await run_periodic(scene.coaching)
    await reschedule_all.keep_up(scene.coaching, f"rules at {at}")
    ours = [letter.key for letter in await inbox.left_behind(scene.coaching)]
    assert scene.coaching.store.served.ids != {1} or ours == []


async def test_the_member_of_another_workspace_is_not_met_by_the_same_slack_id(others):
    assert await profile_sync.served(others.coaching, Installation(("TACME",)))
    assert await profile_sync.served(others.coaching, Installation(("TOTHER",))) is None


async def test_the_log_names_workspaces_that_are_left_alone(others, caplog):
    await profile_sync.welcome_workspace(others.coaching, "TACME", "Acme", "UBATON")

    assert "Other workspaces in this database are left alone: TOTHER." in caplog.text


async def test_after_another_token_the_old_workspace_rests(others):
    """The next process serves the other one."""
    others.coaching.store.served.ids = None
    await profile_sync.welcome_workspace(others.coaching, "TOTHER", "Other", "UBATON")
    await others.assign("UADA")
    before = {
        key: row
        for key, row in (await rows(others.coaching.store)).items()
        if row.get("workspace_id") == 1
    }

    await look_for_work_of(others, 2)

    after = await rows(others.coaching.store)
    assert {key: after[key] for key in before} == before
    assert await profile_sync.served(others.coaching, Installation(("TACME",))) is None


async def look_for_work_of(scene, workspace_id):
    assert scene.coaching.store.served.ids == {workspace_id}
    for day in (0, 1, 7):
        scene.clock.now = MONDAY_NINE + day * DAY
        await deliver.tick(scene.coaching)
        await scene.coaching.looks.over()
        await retention.run_periodic(scene.coaching)


async def test_each_notes_for_itself(others):
    store = others.coaching.store
    async with store.writing() as session:
        await saved_values.note(session, "rules of time", "mine")
    store.served.ids = frozenset({2})
    async with store.reading() as session:
        assert await saved_values.noted(session, "rules of time") is None


def test_until_a_process_says_whom_it_serves_it_is_everybody():
    served = Served()
    assert 1 in served

    served.add(2)
    assert 1 not in served
    assert 2 in served
