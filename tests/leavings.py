"""Ada and Bob have left something in every table: what `baton data` is to find, and to leave."""

import json
from datetime import date, timedelta

from sqlmodel import SQLModel, select

from bot.store.database.engine import Store
from bot.store.tables import (
    AttemptRow,
    AuditRow,
    CoachHomeRow,
    CoachMessageRow,
    CoachRow,
    CohortPersonRow,
    CohortRow,
    DeliveryRow,
    DigestRow,
    EarlierShareRow,
    EnrolmentRow,
    FollowUpRow,
    InboxRow,
    MemberRow,
    NoteRow,
    OrderPersonRow,
    OrderRow,
    OutboxRow,
    PlanRow,
    PromiseRow,
    ReadMarkRow,
    ReplyRow,
    SettingRow,
    UploadRow,
    WorkspaceRow,
)
from tests.conftest import MONDAY_NINE

ADA, ADA_NAME = "UADA", "Ada Lovelace"
BOB, BOB_NAME = "UADAM", "Bob Hopper"
"""Bob's Slack id begins like Ada's."""

ADA_WORDS = ("I gave the rota away", "Mondays frighten me", "If it is noon", "The quiet one")
"""Shared, kept to herself, as a plan, as a choice."""

MEETING = "the Wednesday call"
"""What a plan waits for."""

UNREAD = "Not yet recorded"
"""What she says in events that nobody has dealt with."""

BOB_WORDS = "I listened"

COACHS = "asked for the rota"
"""What their coach keeps to herself."""

TABLES = {table.__tablename__: table for table in SQLModel.__subclasses__()}

LATER = MONDAY_NINE + timedelta(days=3)


async def leave_everything(store: Store, team_id: str = "TACME") -> None:
    """Fill a workspace: its coach Mara, whom Ada, an admin, has appointed, and the two members."""
    async with store.writing() as session:

        async def put(row: SQLModel) -> int:
            session.add(row)
            await session.flush()
            return row.id

        workspace = await put(
            WorkspaceRow(team_id=team_id, name=f"{team_id} Ltd", created_at=MONDAY_NINE)
        )
        coach = await put(
            CoachRow(
                workspace_id=workspace,
                slack_id="UMARA",
                name="Mara",
                appointed_by=ADA,
                appointed_at=MONDAY_NINE,
            )
        )
        enrolments, members = {}, {}
        for slack_id, name in ((ADA, ADA_NAME), (BOB, BOB_NAME)):
            members[slack_id], enrolments[slack_id] = await _member(
                put, workspace, coach, slack_id, name
            )
        await _prepared(put, {"workspace_id": workspace}, coach)
        home = {"coach_id": coach, "not_before": LATER, "opened_at": MONDAY_NINE}
        await put(CoachHomeRow(workspace_id=workspace, **home))
        await put(DigestRow(workspace_id=workspace, coach_id=coach, monday=MONDAY_NINE.date()))
        await put(SettingRow(key=f"rules of {team_id}", value="those of March"))
        for row in _deeds(members, enrolments) + _letters(team_id):
            row.workspace_id = workspace
            await put(row)


async def rows(store: Store) -> dict[tuple[str, int], dict[str, object]]:
    """Every row of every table, by table and id."""
    async with store.reading() as session:
        return {
            (name, row.id): row.model_dump()
            for name, table in TABLES.items()
            for row in await session.exec(select(table).order_by(table.id))
        }


async def _prepared(put, here, coach) -> None:
    """An order that waits for its confirmation, and a cohort, each for both of them."""
    theirs = here | {"coach_id": coach, "created_at": MONDAY_NINE}
    order = await put(OrderRow(**theirs, track="delegation"))
    cohort = await put(CohortRow(**theirs, key="spring", name="Spring"))
    for slack_id in (ADA, BOB):
        await put(OrderPersonRow(**here, order_id=order, slack_id=slack_id))
        await put(CohortPersonRow(**here, cohort_id=cohort, slack_id=slack_id))


async def _member(put, workspace, coach, slack_id, name) -> tuple[int, int]:
    here = {"workspace_id": workspace}
    member = await put(
        MemberRow(
            **here,
            slack_id=slack_id,
            name=name,
            channel=f"D{slack_id[1:]}{workspace}",
            zone="Europe/Berlin",
            paused_at=MONDAY_NINE,
            paused_until=date(2026, 3, 9),
            country="DE-BY",
            leave="2026-03-10 2026-12-24..2027-01-03",
            created_at=MONDAY_NINE,
        )
    )
    theirs = here | {"member_id": member}
    enrolment = await put(
        EnrolmentRow(
            **theirs,
            coach_id=coach,
            track="delegation",
            starts_on=date(2026, 3, 2),
            created_at=MONDAY_NINE,
        )
    )
    delivery = await put(
        DeliveryRow(
            **theirs,
            enrolment_id=enrolment,
            nudge="delegation.1",
            form="full",
            state="sent",
            due_at=MONDAY_NINE,
            not_before=MONDAY_NINE,
            expires_at=LATER,
            channel=f"D{slack_id[1:]}{workspace}",
            ts="1772442000.000100",
            sent_at=MONDAY_NINE,
        )
    )
    tried = here | {"enrolment_id": enrolment, "at": MONDAY_NINE}
    await put(AttemptRow(**tried, delivery_id=delivery, result="sent"))
    await put(AttemptRow(**tried, result="moved", reason="paused"))
    for reply in _replies(slack_id):
        await put(
            ReplyRow(
                **theirs,
                **reply,
                delivery_id=delivery,
                channel=f"D{slack_id[1:]}{workspace}",
                created_at=MONDAY_NINE,
                changed_at=MONDAY_NINE,
            )
        )
    await put(
        PlanRow(
            **theirs,
            delivery_id=delivery,
            text=ADA_WORDS[2] if slack_id == ADA else BOB_WORDS,
            after=MEETING if slack_id == ADA else "",
            wanted_at=LATER,
            asks_at=LATER,
            created_at=MONDAY_NINE,
        )
    )
    await put(
        FollowUpRow(
            **theirs,
            coach_id=coach,
            delivery_id=delivery,
            reason="stuck",
            detail=f"asked by {slack_id}",
            opened_at=MONDAY_NINE,
            reach_by=date(2026, 3, 4),
        )
    )
    await put(ReadMarkRow(**theirs, delivery_id=delivery, coach_id=coach, at=LATER))
    waiting = {"kind": "card", "not_before": LATER, "created_at": LATER}
    await put(OutboxRow(**theirs, delivery_id=delivery, **waiting))
    await put(EarlierShareRow(**theirs, coach_id=coach, at=LATER))
    mine = theirs | {"coach_id": coach, "created_at": MONDAY_NINE, "text": f"On {name}: {COACHS}"}
    await put(NoteRow(**mine, source=f"note {slack_id}"))
    await put(PromiseRow(**mine, source=f"promise {slack_id}", due=date(2026, 3, 6)))
    await put(
        CoachMessageRow(
            **mine | {"text": f"How are you, {name}?"},
            delivery_id=delivery,
            source=f"message {slack_id}",
        )
    )
    await put(UploadRow(**theirs, file=f"F{slack_id[1:]}", created_at=MONDAY_NINE))
    return member, enrolment


def _replies(slack_id: str) -> list[dict[str, object]]:
    if slack_id == BOB:
        return [{"source": "card", "text": BOB_WORDS}]
    shared, kept, plan, choice = ADA_WORDS
    return [
        {"source": "card", "text": shared, "plan": plan, "choice": choice, "confidence": 4},
        {"source": "1772442060.000100", "text": kept, "private": True},
    ]


def _deeds(members: dict[str, int], enrolments: dict[str, int]) -> list[AuditRow]:
    both = {"members": [BOB, ADA], "enrolments": [enrolments[BOB], enrolments[ADA]]}
    alone = {"members": [ADA], "enrolments": [enrolments[ADA]]}
    done = [
        ("UMARA", "assign", None, {"track": "delegation", **both}),
        ("UMARA", "assign", None, {"track": "start-here", **alone}),
        ("UMARA", "unassign", members[ADA], {"track": "start-here"}),
        (ADA, "pause", members[ADA], {"until": "2026-03-09"}),
        (ADA, "appoint", None, {"coach": "UMARA"}),
        (BOB, "pause", members[BOB], {"until": "2026-03-09"}),
    ]
    return [
        AuditRow(
            workspace_id=0, actor=actor, action=action, member_id=about, detail=facts, at=LATER
        )
        for actor, action, about, facts in done
    ]


def _letters(team_id: str) -> list[InboxRow]:
    """Two of Ada's answers, one given up, her press, and what others have sent."""

    def message(who: str, text: str) -> dict[str, object]:
        return {"event": {"type": "message", "user": who, "text": text}}

    edited = {"event": {"subtype": "message_changed", "message": message(ADA, UNREAD)["event"]}}
    on_ada = {"user": {"id": "UMARA"}, "message": {"text": f"<@{ADA}> said: {ADA_WORDS[0]}"}}
    sent = [
        ("Ev1", "event message", message(ADA, UNREAD), None),
        ("Ev2", "event message", edited, LATER),
        (f"{ADA}:outcome.did:1.1", "press", None, LATER),
        ("UMARA:talked:1.2", "press", on_ada, None),
        ("Ev3", "event message", message(BOB, f"Thanks to <@{ADA}>"), None),
        (f"{BOB}:outcome.did:1.3", "press", {"user": {"id": BOB}}, None),
    ]
    return [
        InboxRow(
            workspace_id=0,
            key=f"{key}@{team_id}",
            kind=kind,
            body=json.dumps(body) if body else "",
            received_at=MONDAY_NINE,
            taken_at=MONDAY_NINE,
            done_at=done,
        )
        for key, kind, body, done in sent
    ]
