"""What would grow without end goes by age, and docs/privacy.md says when."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from bot.coaching import inbox
from bot.coaching.privacy import retention as aging
from bot.domain.privacy import retention
from bot.store.tables import (
    AttemptRow,
    AuditRow,
    DeliveryRow,
    DigestRow,
    InboxRow,
    OrderPersonRow,
    OrderRow,
)

PRIVACY = Path(__file__).parents[3] / "docs" / "privacy.md"

DAY = timedelta(days=1)


@pytest.mark.parametrize("table", sorted(SQLModel.metadata.tables))
def test_the_privacy_page_says_of_every_table_how_long_it_is_kept(table):
    lines = [line for line in PRIVACY.read_text().splitlines() if f"`{table}`" in line]
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| `")]

    (row,) = [row for row in rows if f"`{table}`" in row[0]]
    assert len(row) == 3
    assert re.search(r"day|year|until|database", row[2])


@pytest.fixture
def after(nudged):
    """Lets days pass in which nobody does anything."""
    start = nudged.clock.now

    async def run_periodic(days):
        nudged.clock.now = start + days
        await aging.run_periodic(nudged.coaching)
        return nudged

    return run_periodic


async def keep(scene, key):
    return await inbox.keep(scene.coaching, scene.workspace, key, "event message", '"words"')


async def test_an_event_is_known_again_for_days_and_then_forgotten(nudged, after):
    await keep(nudged, "Ev1")
    await inbox.done(nudged.coaching, "Ev1")

    await after(retention.EVENTS - timedelta(minutes=1))
    assert await keep(nudged, "Ev1") is None

    await after(retention.EVENTS)
    assert await nudged.letters() == []


async def test_one_that_nobody_has_dealt_with_stays(nudged, after):
    await keep(nudged, "Ev1")

    await after(400 * DAY)

    assert [row.body for row in await nudged.letters()] == ['"words"']


async def test_one_that_was_given_up_can_be_looked_at_for_two_weeks(nudged, after, caplog):
    await keep(nudged, "Ev1")
    for _ in range(inbox.FAILURES):
        await inbox.failed(nudged.coaching, "Ev1")
    caplog.clear()

    await after(retention.GIVEN_UP - DAY)
    assert [row.body for row in await nudged.letters()] == ['"words"']

    await after(retention.GIVEN_UP)
    assert [(row.body, row.error) for row in await nudged.letters()] == [("", "given up")]

    await after(retention.TRACES + DAY)
    assert await nudged.letters() == []


@pytest.mark.parametrize(
    ("table", "kept"),
    [
        (AttemptRow, retention.ATTEMPTS),
        (AuditRow, retention.TRACES),
        (DigestRow, retention.DIGESTS),
    ],
)
async def test_traces_go_and_what_was_done_stays(nudged, after, table, kept):
    async with nudged.coaching.store.writing() as session:
        here = {"workspace_id": nudged.workspace.id, "coach_id": nudged.coach.id}
        session.add(DigestRow(**here, monday=nudged.clock.now.date(), state="sent"))
    before = await nudged.rows(table)
    assert before

    await after(kept - 3 * DAY)
    assert {row.id for row in before} <= {row.id for row in await nudged.rows(table)}

    await after(kept + DAY)
    assert not {row.id for row in before} & {row.id for row in await nudged.rows(table)}
    assert await nudged.rows(DeliveryRow)


async def test_a_dry_run_that_nobody_confirms_goes_by_itself(nudged, after):
    await nudged.look_ahead("UBOB", track="listening", note="for you")
    assert await nudged.rows(OrderRow)

    await after(2 * DAY)

    assert await nudged.rows(OrderRow) == await nudged.rows(OrderPersonRow) == []


async def test_more_than_a_batch_goes_at_once(nudged, after):
    async with nudged.coaching.store.writing() as session:
        for number in range(aging.ERASE * 2 + 1):
            session.add(
                InboxRow(
                    workspace_id=nudged.workspace.id,
                    key=f"Ev{number}",
                    kind="event message",
                    body="",
                    received_at=nudged.clock.now,
                    taken_at=nudged.clock.now,
                    done_at=nudged.clock.now,
                )
            )

    await after(retention.EVENTS)

    assert await nudged.letters() == []
