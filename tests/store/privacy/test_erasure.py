"""What Baton holds of one member: all of it in the file, and none of it after the erasing."""

import asyncio
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import StatementError
from sqlmodel import SQLModel, update

from bot.coaching.privacy import erasure
from bot.store.database.engine import open_store
from bot.store.database.errors import StoreUnavailable
from bot.store.privacy import erasure as personal_store
from bot.store.privacy.traces import ERASED
from bot.store.tables import AuditRow, CoachRow, DeliveryRow, EnrolmentRow, MemberRow, ReplyRow
from tests.leavings import (
    ADA,
    ADA_NAME,
    ADA_WORDS,
    BOB,
    BOB_WORDS,
    COACHS,
    LATER,
    MEETING,
    TABLES,
    UNREAD,
    leave_everything,
    rows,
)

ADAS = {
    ("outbox", 1),
    ("member", 1),
    ("enrolment", 1),
    ("delivery", 1),
    *(("attempt", number) for number in (1, 2)),
    *(("reply", number) for number in (1, 2)),
    ("plan", 1),
    ("follow_up", 1),
    ("upload", 1),
    ("note", 1),
    ("promise", 1),
    ("coach_message", 1),
    ("read_mark", 1),
    ("earlier_share", 1),
    ("coach_order_person", 1),
    ("cohort_person", 1),
    *(("inbox", number) for number in (1, 2, 3, 4)),
}
"""Her rows, and those of others' events that show her."""

GONE = {
    "shown": 1,
    "plans": 1,
    "replies": 2,
    "follow_ups": 1,
    "coach_notes": 1,
    "coach_promises": 1,
    "coach_messages": 1,
    "files": 1,
    "orders": 1,
    "cohorts": 1,
    "reads": 1,
    "earlier_shares": 1,
    "attempts": 2,
    "deliveries": 1,
    "enrolments": 1,
    "member": 1,
    "letters": 4,
    "audit": 5,
}


@pytest.fixture
async def ada(store):
    await leave_everything(store)
    return await one(store, ADA)


async def one(store, slack_id, team_id="TACME"):
    [found] = await erasure.find(store, slack_id, team_id)
    return found


async def erase(store, person):
    return await erasure.erase(store, person, LATER)


async def test_they_have_left_something_in_every_table(store, ada):
    held = await rows(store)

    assert {name for name, _ in held} == set(TABLES)


def test_every_table_that_points_to_a_member_is_known_to_the_erasing():
    def leads_to(table, names):
        return any(key.column.table.name in names for key in table.foreign_keys)

    tables = SQLModel.metadata.tables.values()
    pointing = {t.name for t in tables if leads_to(t, {"member", "enrolment", "delivery"})}

    known = {
        "enrolment",
        "delivery",
        "attempt",
        "reply",
        "follow_up",
        "plan",
        "upload",
        "note",
        "promise",
        "coach_message",
        "audit",
        "read_mark",
        "outbox",
        "earlier_share",
    }
    assert pointing == known, "bot/store/privacy/erasure.py must erase and export the new table"


async def test_after_the_erasing_no_cell_holds_their_id_name_or_words(store, ada):
    await erase(store, ada)

    held = await rows(store)
    everything = json.dumps(list(held.values()), default=str)
    assert "DADA1" not in everything.replace("DADAM1", "")
    assert ADA not in everything.replace(BOB, "")
    for words in (ADA_NAME, *ADA_WORDS, MEETING, UNREAD):
        assert words not in everything


async def test_what_is_others_stays_to_the_letter(store, ada):
    before = await rows(store)

    await erase(store, ada)

    after = await rows(store)
    of_others = {key: row for key, row in before.items() if key in after}
    changed = {key: after[key] for key, row in of_others.items() if after[key] != row}
    others = {("coach", 1), ("coach_home", 1), ("inbox", 5)}
    assert {key for key in changed if key[0] != "audit"} == others
    assert changed["coach", 1] == before["coach", 1] | {"appointed_by": ""}
    said = before["inbox", 5]["body"].replace(f"<@{ADA}>", f"<@{ERASED}>")
    assert changed["inbox", 5]["body"] == said
    assert set(before) - set(after) == ADAS


async def test_an_order_for_several_people_stays_one_for_the_others(store, ada):
    await erase(store, ada)

    order = (await rows(store))["audit", 1]
    assert (order["actor"], order["action"]) == ("UMARA", "assign")
    assert order["detail"] == {"track": "delegation", "members": [BOB], "enrolments": [2]}


async def test_the_audit_log_keeps_what_was_done_and_when(store, ada):
    await erase(store, ada)

    held = await rows(store)
    about_ada = [held["audit", number] for number in (2, 3, 4)]
    assert [row["action"] for row in about_ada] == ["assign", "unassign", "pause"]
    for row in about_ada:
        assert (row["actor"], row["detail"], row["member_id"], row["at"]) == ("", {}, None, LATER)
    by_ada = held["audit", 5]
    assert (by_ada["actor"], by_ada["detail"]) == ("", {"coach": "UMARA"})
    assert held["audit", 6]["actor"] == BOB


async def test_that_it_was_done_stays_without_whom(store, ada):
    counts = await erasure.held(store, ada)

    erased = await erase(store, ada)

    last = (await rows(store))["audit", 7]
    assert (last["actor"], last["action"], last["at"]) == ("operator", "erased", LATER)
    assert last["detail"] == erased.counts == counts == GONE
    assert last["member_id"] is None


async def test_it_is_all_or_nothing(store, ada):
    before = await rows(store)

    with pytest.raises(StatementError, match="a time without a zone"):
        await erasure.erase(store, ada, datetime(2026, 3, 2, 9))  # noqa: DTZ001 - the mistake

    assert await rows(store) == before


async def test_whoever_coaches_as_well_stays_a_coach(store, ada):
    order = {"members": [BOB, ADA], "enrolments": [2, 1]}
    async with store.writing() as session:
        session.add(CoachRow(workspace_id=1, slack_id=ADA, name=ADA_NAME, appointed_at=LATER))
        session.add(AuditRow(workspace_id=1, actor=ADA, action="assign", detail=order, at=LATER))

    erased = await erase(store, await one(store, ADA))

    assert erased.still_coach
    held = await rows(store)
    assert ("member", 1) not in held
    assert held["coach", 2]["name"] == ADA_NAME
    assert [held["audit", number]["actor"] for number in (4, 5, 7)] == ["", ADA, ADA]
    assert held["audit", 7]["detail"] == {"members": [BOB], "enrolments": [2]}


async def test_another_workspace_is_another_matter(store, ada):
    await leave_everything(store, "TOTHER")
    before = {key: row for key, row in (await rows(store)).items() if row_of_other(key, row)}
    assert [found.team_id for found in await erasure.find(store, ADA)] == ["TACME", "TOTHER"]

    await erase(store, ada)

    after = await rows(store)
    assert {key: after.get(key) for key in before} == before
    assert [found.team_id for found in await erasure.find(store, ADA)] == ["TOTHER"]


def row_of_other(key, row):
    return row.get("workspace_id") == 2


async def test_it_waits_for_whoever_is_at_work_on_them(store, ada, database_url):
    another = open_store(database_url)
    async with asyncio.timeout(20):
        async with another.writing() as session:
            await session.exec(update(DeliveryRow).values(looks=1))
            erasing = asyncio.create_task(erase(store, ada))
            await asyncio.sleep(0.5)
            assert not erasing.done()
            # Whoever waits for the first row with one of these in hand waits for ever.
            for table in (ReplyRow, EnrolmentRow, MemberRow):
                await session.exec(update(table).values(workspace_id=1))
        erased = await erasing
    await another.close()

    assert erased.counts == GONE


async def test_it_does_not_wait_for_ever(postgresql_url, monkeypatch):
    monkeypatch.setattr(erasure, "TRIES", 2)
    store, another = open_store(postgresql_url), open_store(postgresql_url)
    await leave_everything(store)

    async with another.writing() as session:
        await session.exec(update(DeliveryRow).values(looks=1))
        with pytest.raises(StoreUnavailable, match="nothing was erased"):
            await erase(store, await one(store, ADA))

    await another.close()
    await store.close()


async def test_the_file_holds_every_value_of_every_row(store, ada):
    file = await erasure.export(store, ada, LATER)

    written = json.dumps(file)
    held = await rows(store)
    for key in ADAS - {("inbox", 4)}:
        hidden = personal_store.COACHS_OWN.get(TABLES[key[0]], ())
        for column, value in held[key].items():
            if column in hidden:
                continue
            plain = value.isoformat() if hasattr(value, "isoformat") else value
            assert column in personal_store.KEYS or json.dumps(plain) in written


async def test_what_a_coach_keeps_to_themself_is_in_nobodys_file_and_goes_with_the_member(
    store, ada
):
    file = await erasure.export(store, ada, LATER)
    assert COACHS not in json.dumps(file)
    assert [one["coach"] for one in file["coach_notes"]] == ["UMARA"]

    await erase(store, ada)

    left = json.dumps(list((await rows(store)).values()), default=str)
    assert left.count(COACHS) == left.count(f"On Bob Hopper: {COACHS}") == 2


async def test_the_file_reads_well(store, ada):
    file = await erasure.export(store, ada, LATER)

    assert list(file) == [
        *("version", "exported_at", "workspace", "member", "enrolments", "deliveries"),
        *(
            "attempts",
            "earlier_shares",
            "reads",
            "files",
            "follow_ups",
            "replies",
            "coach_messages",
        ),
        *("coach_promises", "coach_notes", "orders", "cohorts", "plans", "shown"),
        *("coach", "letters", "audit"),
    ]
    assert file["version"] == 1
    assert file["workspace"] == {"id": "TACME", "name": "TACME Ltd"}
    assert (file["member"]["slack_id"], file["member"]["zone"]) == (ADA, "Europe/Berlin")
    assert (file["enrolments"][0]["track"], file["enrolments"][0]["coach"]) == (
        "delegation",
        "UMARA",
    )
    assert file["deliveries"][0]["state"] == "sent"
    assert [attempt["result"] for attempt in file["attempts"]] == ["sent", "moved"]
    assert [(r["text"], r["private"]) for r in file["replies"]] == [
        (ADA_WORDS[0], False),
        (ADA_WORDS[1], True),
    ]
    assert UNREAD in file["letters"][0]["body"]
    assert len(file["audit"]) == 5


async def test_the_file_names_no_other_member(store, ada):
    file = json.dumps(await erasure.export(store, ada, LATER))

    assert BOB not in file
    assert BOB_WORDS not in file
    assert "talked" not in file


async def test_every_time_in_the_file_is_utc(store, ada):
    file = await erasure.export(store, ada, LATER)

    assert file["exported_at"] == "2026-03-05T09:00:00+00:00"
    assert file["member"]["paused_at"] == "2026-03-02T09:00:00+00:00"
    assert file["member"]["paused_until"] == "2026-03-09"
    assert file["member"]["leave"] == "2026-03-10 2026-12-24..2027-01-03"
    assert datetime.fromisoformat(file["replies"][0]["created_at"]).tzinfo == UTC
