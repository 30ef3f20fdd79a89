"""
Who may do what, tried out: each thing that can be done, by each kind of person.

The table is `permits.py`. What it has to cover is read off the code: the verbs, the names of all
that can be pressed or sent, and the listeners that Bolt knows.
"""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy
from aiohttp import web
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from sqlmodel import SQLModel

from bot.coaching.answers import reply
from bot.coaching.enrolment import cohorts
from bot.coaching.follow_up import notes
from bot.coaching.people import profile_sync
from bot.coaching.plans import plans
from bot.coaching.ports import Coaching
from bot.content.tracks.library import Library, load_library
from bot.domain.answers.reply import Outcome
from bot.domain.delivery.ledger import Form
from bot.domain.people.people import Profile
from bot.domain.plans.plan import Wanted
from bot.runtime.sessions import open_session, posting_client
from bot.slack.client.messenger import Clients, draw_home
from bot.slack.commands import ids
from bot.slack.commands.coach import ADMIN_VERBS
from bot.slack.commands.coach import VERBS as COACH_VERBS
from bot.slack.commands.nudge import VERBS as NUDGE_VERBS
from bot.slack.requests.app import build_app
from bot.slack.requests.middleware import InFlight
from bot.store.database.engine import open_store
from bot.store.tables import (
    AuditRow,
    DeliveryRow,
    FollowUpRow,
    InboxRow,
    NoteRow,
    PlanRow,
    PromiseRow,
    WorkspaceRow,
)
from tests.coaching.conftest import (  # noqa: F401  content and library are fixtures
    SUNDAY_NOON,
    FakeMessenger,
    Scene,
    SettableClock,
    appointed,
    content,
    library,
)
from tests.slack.requests import permits
from tests.slack.requests.permits import PEOPLE, TABLE, World
from tests.slack.views.screen import WORDS

SHARED, KEPT = "what Ada shares", "what Ada keeps"

NOA = Profile("UNOA", "Noa", "UTC")
IDLE = Profile("UIDLE", "Idle", "UTC")
GONE = Profile("UGONE", "Gone", "UTC", deactivated=True)
MARA = Profile("UMARA", "Mara", "UTC")
OTHERS = (
    Profile("UADA", "Ada", "UTC"),
    Profile("UBOB", "Bob", "UTC"),
    Profile("UZOE", "Zoe", "UTC"),
    Profile("UROOT", "Root", "UTC", is_admin=True),
)


@dataclass
class Watched(FakeMessenger):
    """A workspace that remembers what each person was shown on their Home tab."""

    shown: list[str] = field(default_factory=list)

    async def publish(self, to, page) -> None:
        self.shown.append(json.dumps(draw_home(page, WORDS).to_dict()))


@dataclass
class Listening:
    """The words, and the refusals that were said in them."""

    refusals: list[str] = field(default_factory=list)
    language: str = "en"

    def say(self, key: str, /, **facts: object) -> str:
        if key.startswith(("error-", "help-no-track", "help-already")):
            self.refusals.append(key)
        return WORDS.say(key, **facts)

    def pick(self, prefix: str, turn: int) -> str:
        return WORDS.pick(prefix, turn)


@dataclass
class Door:
    """Baton, and whatever it answers to whoever knocks."""

    app: object
    in_flight: InFlight
    words: Listening
    messenger: Watched
    said: list[str]
    response_url: str
    answer: str = ""
    numbers: Iterator[int] = field(default_factory=count)

    async def wait_for_slack(self, part, slack_id: str, team: str = "TACME") -> str:
        """Send a request as one person, and return all that they were told or shown."""
        self.said.clear()
        self.messenger.shown.clear()
        self.words.refusals.clear()
        body = _body(part, slack_id, team, next(self.numbers))
        if body["type"] == "block_actions":
            body["response_url"] = self.response_url
        request = AsyncBoltRequest(body=body, mode="socket_mode")
        self.answer = (await self.app.async_dispatch(request)).body or ""
        await self.in_flight.over()
        return "\n".join((*self.said, *self.messenger.shown))


@dataclass(frozen=True)
class Template:
    """A database in which everything has happened, to be copied."""

    path: Path
    world: World
    now: datetime


@pytest.fixture(scope="session")
def template(sqlite_template, content, tmp_path_factory) -> Template:  # noqa: F811
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("world") / "baton.db")
    return asyncio.run(_set_the_scene(path, load_library(content)))


async def _set_the_scene(path: Path, tracks: Library) -> Template:
    """Ada shares one answer and keeps another; her coach has assigned, and has her on the list."""
    clock, store = SettableClock(SUNDAY_NOON), open_store(f"sqlite:///{path}")
    coaching = Coaching(store, tracks, watched(clock), clock, owner="first")
    workspace = await profile_sync.welcome_workspace(coaching, "TACME", "Acme", "UBATON")
    coach = await appointed(coaching, workspace, MARA)
    scene = Scene(coaching, coaching.messenger, clock, workspace, coach)
    await scene.assign("UADA")
    await scene.days(2, 3)
    await _staff(scene)
    await scene.tap("first-steps.1", outcome=Outcome.STUCK, text=SHARED)
    first = scene.messenger.card("first-steps.1").item.delivery_id
    await reply.ask_coach(coaching, workspace, "UADA", first)
    await scene.days(4)
    await scene.tap("first-steps.2", outcome=Outcome.DID, text=KEPT, private=True)
    await scene.days(5)
    for nudge in ("first-steps.1", "first-steps.3"):
        await scene.tap(nudge, plan="If it is noon, I listen", wanted=Wanted())
    [dropped, plan] = [row.id for row in await scene.rows(PlanRow)]
    await plans.drop(coaching, workspace, "UADA", dropped)
    await scene.days(6, 9)
    check_in = await _was_asked(scene, Form.CHECK_IN)
    rest = await _was_asked(scene, Form.PAUSE_OFFER)
    order = (await scene.look_ahead("UZOE", track="listening")).order_id
    await notes.promise(coaching, coach, "UADA", date(2026, 3, 13), "The list", "1")
    [promise] = [row.id for row in await scene.rows(PromiseRow)]
    await notes.note(coaching, coach, "UADA", "Works nights", "1")
    [note] = [row.id for row in await scene.rows(NoteRow)]
    cohort, _ = await cohorts.gather(coaching, coach, "spring", ("UADA",), ())
    other = await profile_sync.welcome_workspace(coaching, "TOTHER", "Other", "UBATON")
    await _staff(replace(scene, workspace=other))
    await appointed(coaching, other, MARA)
    audit = [row.id for row in await scene.rows(AuditRow) if row.action == "assign"]
    [asked] = [row.id for row in await scene.rows(FollowUpRow) if row.reason == "asked"]
    delivery, choices = (scene.messenger.card(f"first-steps.{n}").item for n in (3, 5))
    await store.close()
    world = World(
        coach=coach.id,
        delivery=delivery.delivery_id,
        choices=choices.delivery_id,
        follow_up=asked,
        note=note,
        promise=promise,
        audit=audit[0],
        order=order,
        check_in=check_in,
        rest=rest,
        plan=plan,
        dropped=dropped,
        cohort=cohort.id,
    )
    return Template(path, world, clock.now + timedelta(minutes=1))


def watched(clock: SettableClock) -> Watched:
    everybody = (NOA, IDLE, GONE, MARA, *OTHERS)
    return Watched(clock, {profile.slack_id: profile for profile in everybody})


@pytest.fixture
async def coaching(template, library, stores, tmp_path) -> AsyncIterator[Coaching]:  # noqa: F811
    store = stores.at(f"sqlite:///{shutil.copy(template.path, tmp_path / 'baton.db')}")
    clock = SettableClock(template.now)
    yield Coaching(store, library, watched(clock), clock, owner="first")
    await store.close()


@pytest.fixture
def world(template) -> World:
    return template.world


@pytest.fixture
async def door(coaching: Coaching) -> AsyncIterator[Door]:
    said: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        said.append(await request.text())
        line = {"ts": permits.LINE, "user": "UADA", "text": "pause please"}
        found = {"users": ["UZOE"], "usergroups": [], "view": {"id": "V1"}, "messages": [line]}
        return web.json_response({"ok": True, "channel": "D1", "ts": "1.1"} | found)

    server = web.Application()
    server.router.add_route("*", "/{anything:.*}", answer)
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    session = open_session()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    client = posting_client("xoxb-1", session, address)
    words, in_flight = Listening(), InFlight()
    clients = Clients(posting=lambda _: client, reading=lambda _: client)
    app = build_app(coaching, words, clients, in_flight, client=client)
    yield Door(app, in_flight, words, coaching.messenger, said, f"{address}respond")
    await session.close()
    await runner.cleanup()


async def test_nobody_else_can_do_it(coaching, world, door, caplog):
    before = await _everything(coaching)

    for name, row in TABLE.items():
        for role in sorted(set(PEOPLE) - row.may):
            shown = await door.wait_for_slack(row.request(world), PEOPLE[role])

            assert door.words.refusals, f"{name}: {role} is not refused, but told: {shown}"
            assert SHARED not in shown, f"{name}: {role} reads what Ada shares with her coach"
            assert KEPT not in shown, f"{name}: {role} reads what Ada keeps to herself"
        assert await _everything(coaching) == before, f"{name} has changed something"
    assert NOT_IN_TIME not in caplog.text


@pytest.mark.parametrize("name", TABLE)
async def test_those_it_is_for_can_do_it(world, door, name, caplog):
    for role in sorted(TABLE[name].may):
        shown = await door.wait_for_slack(TABLE[name].request(world), PEOPLE[role])

        assert door.words.refusals == [], f"{role} is refused"
        assert KEPT not in shown or role == "member"
        assert SHARED not in shown or role in {"member", "her coach"}
    assert NOT_IN_TIME not in caplog.text


NOT_IN_TIME = "ack()"
"""Bolt logs it of a listener that acknowledges nothing, for which Slack waits three seconds."""


async def test_from_another_workspace_nothing_can_be_reached(coaching, world, door):
    """Not even by the same Slack ids: there, they have the same parts to play."""
    before = await _everything(coaching, workspace=1)

    for name, row in TABLE.items():
        for slack_id in PEOPLE.values():
            shown = await door.wait_for_slack(row.request(world), slack_id, "TOTHER")

            assert SHARED not in shown, name
            assert KEPT not in shown, name
        assert await _everything(coaching, workspace=1) == before, f"{name} has changed something"


async def test_a_workspace_that_is_not_served_is_told_so_and_reaches_nothing(
    coaching, world, door, caplog
):
    before, sentence = await _everything(coaching), WORDS.say("error-not-served")

    for name, row in TABLE.items():
        shown = await door.wait_for_slack(row.request(world), "UMARA", "TSTRANGER")

        told = f"{shown}\n{door.answer}"
        assert json.dumps(sentence)[1:-1] in told or name in CANNOT_BE_TOLD
        assert SHARED not in told
        assert KEPT not in told

    assert await _everything(coaching) == before
    assert {record.levelname for record in caplog.records} <= {"WARNING"}


CANNOT_BE_TOLD = {*permits.EVENTS, *permits.SHORTCUTS}
"""Slack offers no way to answer them, but with the token of a workspace."""


def test_every_verb_has_a_row():
    verbs = {f"/nudge {verb}" for verb in NUDGE_VERBS}
    verbs |= {f"/coach {verb}" for verb in (*COACH_VERBS, *ADMIN_VERBS)}

    assert set(permits.COMMANDS) == verbs


def test_everything_that_can_be_pressed_or_sent_has_a_row():
    names = {name: value for name, value in vars(ids).items() if name.isupper()}
    parts = {"FIELD"} | {name for name in names if name.endswith("_BLOCK")}
    to_do = {value for name, value in names.items() if name not in parts}

    assert to_do == set(permits.BUTTONS) | set(permits.FORMS) | set(permits.SHORTCUTS)


async def test_every_listener_has_a_row(world, door):
    by_slack = [permits.happened(kind) for kind in sorted(permits.FROM_SLACK)]
    requests = [row.request for row in TABLE.values()] + by_slack
    reached = {await _listener(door.app, part(world)) for part in requests}

    listeners = {_name(listener) for listener in door.app._async_listeners}
    missing = {
        one for one in listeners - reached if not one.startswith("bot.slack.requests.catch_all")
    }
    assert missing == set()


async def _was_asked(scene: Scene, form: Form) -> int:
    """Ada was asked after a silence, or in a pause, before she spoke."""
    nudge = next(row for row in await scene.ledger() if row.nudge)
    asked = nudge.model_dump(exclude={"id", "ts", "answered_at", "outcome"})
    async with scene.coaching.store.writing() as session:
        row = DeliveryRow(**asked | {"nudge": "", "form": form})
        session.add(row)
        await session.flush()
    return row.id


async def _staff(scene: Scene) -> None:
    """Noa coaches Bob; Idle coaches nobody; Gone coached somebody before they left."""
    noa = await appointed(scene.coaching, scene.workspace, NOA)
    await scene.assign("UBOB", coach=noa)
    await appointed(scene.coaching, scene.workspace, IDLE)
    await appointed(scene.coaching, scene.workspace, replace(GONE, deactivated=False))
    await profile_sync.changed(scene.coaching, scene.workspace, GONE)


async def _everything(coaching: Coaching, workspace: int | None = None) -> list:
    """Every row of every table, but for the post that came in and the workspaces themselves."""
    rows = []
    async with coaching.store.reading() as session:
        for table in SQLModel.metadata.sorted_tables:
            query = sqlalchemy.select(table)
            if workspace is not None and "workspace_id" in table.c:
                query = query.where(table.c.workspace_id == workspace)
            if table.name not in {InboxRow.__tablename__, WorkspaceRow.__tablename__}:
                rows += [(table.name, *row) for row in await session.exec(query)]
    return rows


def _body(part: dict, slack_id: str, team: str, number: int = 0) -> dict:
    body = {"type": "command"} | part
    if "command" in body:
        body |= {"user_id": slack_id, "team_id": team}
    elif body["type"] == "event_callback":
        about = {"user": slack_id, "channel": f"D{slack_id[1:]}"} | body["event"]
        body |= {"event": about, "event_id": f"Ev{number}", "team_id": team}
    else:
        body |= {"user": {"id": slack_id, "team_id": team}, "team": {"id": team}}
    if "view" in body:
        body["view"] |= {"id": f"V{number}"}
    return body | {"trigger_id": "1.1"}


async def _listener(app, part: dict) -> str:
    request = AsyncBoltRequest(body=_body(part, "UADA", "TACME"), mode="socket_mode")
    for listener in app._async_listeners:
        if await listener.async_matches(req=request, resp=BoltResponse(status=404)):
            return _name(listener)
    return ""


def _name(listener) -> str:
    function = listener.ack_function
    return f"{function.__module__}.{function.__name__}"


async def test_whoever_comes_is_waited_on(coaching, world, door):
    """A rush makes room for them: see tests/coaching/delivery/test_fairness.py."""
    assert not coaching.activity.lately(coaching.clock())

    await door.wait_for_slack(TABLE[ids.SHARE].request(world), PEOPLE["member"])

    assert coaching.activity.lately(coaching.clock())
