"""A coach, her members, real tracks, and a workspace that does as it is told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.coaching.answers import reply
from bot.coaching.answers.reply import Typed
from bot.coaching.delivery import deliver
from bot.coaching.enrolment import assign
from bot.coaching.people import profile_sync
from bot.coaching.ports import Address, Coaching, Item, Place
from bot.content.tracks.library import Library, load_library
from bot.domain.answers.reply import Reply
from bot.domain.delivery.card import (
    Card,
    CheckIn,
    CoachWords,
    PauseOffer,
    PlanQuestion,
    Reminder,
    TrackEnd,
    Welcome,
)
from bot.domain.delivery.ledger import Patience
from bot.domain.enrolment.orders import DryRun, Wanted
from bot.domain.errors import CoachingError, DeliveryFailed, OutcomeUnknown
from bot.domain.follow_up.coach_pages import Assignment
from bot.domain.follow_up.digest import Digest
from bot.domain.people.member_pages import MemberHome
from bot.domain.people.people import Coach, Profile, Workspace
from bot.store.database.engine import Store
from bot.store.people import coaches
from bot.store.tables import AttemptRow, AuditRow, DeliveryRow, EnrolmentRow, FollowUpRow, InboxRow
from tests.coaching.stages import PostgreSQLDatabase, SQLiteFile, Stages
from tests.conftest import MONDAY_NINE

TRACK = Path(__file__).parents[1] / "content" / "ground-level.md"
"""Five days: text, text with confidence, plan, a private choice, choice."""

SUNDAY_NOON = MONDAY_NINE - timedelta(hours=21)
TUESDAY_NINE = MONDAY_NINE + timedelta(days=1)
FRIDAY_NINE = MONDAY_NINE + timedelta(days=4)


class SettableClock:
    """Shows what the test says."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that stands in the workspace."""

    to: str
    item: Item
    place: Place

    @property
    def name(self) -> str:
        """The nudge's id, or what sort of message it is."""
        if isinstance(self.item, Card):
            return self.item.nudge.id
        return KINDS.get(type(self.item), type(self.item).__name__)


KINDS = {
    CheckIn: "check-in",
    Digest: "digest",
    Welcome: "welcome",
    TrackEnd: "end",
    PlanQuestion: "occasion",
    Reminder: "reminder",
    PauseOffer: "rest",
    CoachWords: "coach",
}


@dataclass
class FakeMessenger:
    """
    A workspace in memory; who stands in one of its sets meets that failure.

    Attributes:
        refuses: What a post to this person is refused with, and does not arrive.
        hangs: Nothing arrives, and no answer comes.
        loses_answers: The message arrives, and no answer comes.
        holds_up: A post to this person hangs until `let_go` is set, and then arrives.
        breaks: The process dies in the middle of the post, before anything arrives.
        breaks_after: The process dies once the message has arrived.
        will_not_look: What looking for a message is refused with.
        will_not_take_files: What a file is refused with.
        locked_out: Why the token is refused.
        will_not_change: What a change of something shown is refused with.
        keeps_files: Files that cannot be deleted.
    """

    clock: SettableClock
    people: dict[str, Profile] = field(default_factory=dict)
    refuses: dict[str, DeliveryFailed | OutcomeUnknown] = field(default_factory=dict)
    hangs: set[str] = field(default_factory=set)
    loses_answers: set[str] = field(default_factory=set)
    breaks: set[str] = field(default_factory=set)
    breaks_after: set[str] = field(default_factory=set)
    will_not_look: DeliveryFailed | None = None
    holds_up: set[str] = field(default_factory=set)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    will_not_take_files: CoachingError | None = None
    locked_out: str = ""
    will_not_change: DeliveryFailed | OutcomeUnknown | None = None
    keeps_files: set[str] = field(default_factory=set)

    posted: list[Posted] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    looked_for: list[int] = field(default_factory=list)
    updated: list[tuple[Place, Item]] = field(default_factory=list)
    reacted: list[Place] = field(default_factory=list)
    noted: list[tuple[str, str]] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    pages: dict[str, object] = field(default_factory=dict)
    offered: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)
    files: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)

    async def post(self, to: Address, item: Item, started_at: datetime) -> Place:
        self.tried.append(to.slack_id)
        await (self.let_go.wait() if to.slack_id in self.holds_up else asyncio.sleep(0))
        if to.slack_id in self.refuses:
            raise self.refuses[to.slack_id]
        if to.slack_id in self.breaks:
            raise Killed
        if to.slack_id in self.hangs:
            raise OutcomeUnknown
        self.posted.append(Posted(to.slack_id, item, self._place(to.slack_id)))
        if to.slack_id in self.breaks_after:
            raise Killed
        if to.slack_id in self.loses_answers:
            raise OutcomeUnknown
        return self.posted[-1].place

    async def look(
        self, to: Address, delivery_id: int, since: datetime, until: datetime
    ) -> Place | None:
        self.looked_for.append(delivery_id)
        if self.will_not_look:
            raise self.will_not_look
        found = [p.place for p in self.posted if p.item.delivery_id == delivery_id]
        return found[0] if found else None

    async def update(self, workspace: Workspace, place: Place, item: Item) -> None:
        self._may_change()
        self.updated.append((place, item))

    async def react(self, workspace: Workspace, place: Place, name: str) -> None:
        self._may_change()
        self.reacted.append(place)

    async def link(self, workspace: Workspace, place: Place) -> str:
        return f"https://slack.test/{place.channel}/{place.ts}"

    async def unreact(self, workspace: Workspace, place: Place, name: str) -> None:
        self._may_change()
        if place in self.reacted:
            self.reacted.remove(place)

    async def note(self, to: Address, key: str, **facts: object) -> None:
        self.noted.append((to.slack_id, key))

    async def offer(self, to: Address, key: str, **facts: object) -> bool:
        if to.slack_id in self.refuses:
            return False
        self.offered.append((to.slack_id, key, facts))
        return True

    async def send_file(self, to: Address, name: str, content: bytes, key: str) -> str:
        if self.will_not_take_files:
            raise self.will_not_take_files
        self.files[f"F{len(self.files) + 1}"] = (to.slack_id, name, content)
        return f"F{len(self.files)}"

    async def delete_file(self, workspace: Workspace, file: str) -> bool:
        if file in self.keeps_files:
            return False
        del self.files[file]
        return True

    async def publish(self, to: Address, page: object) -> None:
        self.published.append(to.slack_id)
        self.pages[to.slack_id] = page

    async def draw_home(self, to: Address, page: object) -> None:
        self._may_change()
        await self.publish(to, page)

    async def hang(self, to: Address, page: MemberHome, name: str, picture: bytes) -> str:
        if self.will_not_take_files:
            return ""
        self.published.append(to.slack_id)
        self.files[file := f"F{len(self.files) + 1}"] = (to.slack_id, name, picture)
        return file

    async def refused(self, workspace: Workspace) -> str:
        return self.locked_out

    async def profile(self, workspace: Workspace, slack_id: str) -> Profile | None:
        found = self.people.get(slack_id)
        if isinstance(found, Exception):
            raise found
        return found

    def _may_change(self) -> None:
        if self.will_not_change:
            raise self.will_not_change

    def names(self, slack_id: str = "UADA") -> list[str]:
        """What has arrived at a person, in order."""
        return [posted.name for posted in self.posted if posted.to == slack_id]

    def card(self, nudge: str, slack_id: str = "UADA") -> Posted:
        """The message of a nudge."""
        return next(p for p in self.posted if p.to == slack_id and p.name == nudge)

    def _place(self, slack_id: str) -> Place:
        second = int(self.clock().timestamp())
        return Place(f"D{slack_id[1:]}", f"{second}.{len(self.posted):06d}")


class Killed(BaseException):
    """Stands for the end of a process: nothing after it is done."""


@dataclass
class Scene:
    """What people do, in the words of the tests."""

    coaching: Coaching
    messenger: FakeMessenger
    clock: SettableClock
    workspace: Workspace | None = None
    coach: Coach | None = None

    async def assign(
        self, *slack_ids: str, track: str = "first-steps", **order: object
    ) -> Assignment:
        """An order, looked at and confirmed; who was left out of it is among the refused."""
        coach = order.pop("coach", self.coach)
        run = await self.look_ahead(*slack_ids, track=track, coach=coach, **order)
        if run.order_id is None:
            return Assignment(run.track, (), run.refused, None)
        done = await assign.confirm(self.coaching, self.workspace, coach, run.order_id)
        return replace(done, refused=(*run.refused, *done.refused))

    async def look_ahead(
        self, *slack_ids: str, track: str = "first-steps", **order: object
    ) -> DryRun:
        coach, ids = order.pop("coach", self.coach), slack_ids or ("UADA",)
        return await assign.look_ahead(
            self.coaching, self.workspace, coach, ids, Wanted(track, **order)
        )

    async def tick(self, at: datetime | None = None) -> None:
        """One beat of the metronome, at a moment or at the one that is."""
        self.clock.now = at or self.clock.now
        await deliver.tick(self.coaching)
        await self.coaching.looks.over()

    async def days(self, *days: int) -> None:
        """A tick on each of these days of March 2026, at nine."""
        for day in days:
            await self.tick(MONDAY_NINE.replace(day=day))

    async def answered_days(self, *days: int) -> None:
        """Days on which Ada answers what comes: nobody may be taken for silent."""
        for day in days:
            await self.days(day)
            await self.answer_newest()

    async def answer_newest(self) -> None:
        """Ada answers what came last, in one tap."""
        newest = [p for p in self.messenger.posted if p.to == "UADA"][-1]
        if isinstance(newest.item, Card) and not newest.item.answer.given:
            rated = Reply(confidence=3)
            card = newest.item.delivery_id
            await reply.tapped(self.coaching, self.workspace, "UADA", card, rated)

    async def say(self, text: str, **where: object) -> str:
        """A typed message by Ada, and its `ts`."""
        message = self.message(text, **where)
        await reply.typed(self.coaching, message)
        return message.place.ts

    async def delete(self, ts: str, **where: object) -> None:
        await reply.deleted(self.coaching, self.message("", ts=ts, **where))

    def message(
        self,
        text: str,
        ts: str = "",
        thread: str = "",
        at: datetime | None = None,
        who: str = "UADA",
        *,
        edited: bool = False,
    ) -> Typed:
        at = at or self.clock()
        place = Place(f"D{who[1:]}", ts or f"{at.timestamp():.6f}")
        return Typed(self.workspace, who, place, thread, text, at, edited=edited)

    async def tap(self, nudge: str, *, whole: bool = False, **given: object) -> None:
        """A tap by Ada on the card of a nudge."""
        delivery_id = self.messenger.card(nudge).item.delivery_id
        answer = Reply(**given)
        await reply.tapped(self.coaching, self.workspace, "UADA", delivery_id, answer, whole=whole)

    async def ask(self, nudge: str) -> None:
        """Ada asks for her coach from the card of a nudge."""
        delivery_id = self.messenger.card(nudge).item.delivery_id
        await reply.ask_coach(self.coaching, self.workspace, "UADA", delivery_id)

    async def move_to(self, zone: str, *, deactivated: bool = False) -> None:
        """Slack says that Ada lives in another zone, or has left."""
        profile = replace(self.messenger.people["UADA"], zone=zone, deactivated=deactivated)
        await profile_sync.changed(self.coaching, self.workspace, profile)

    async def rows(self, table: type) -> list:
        """All of a table, oldest first."""
        async with self.coaching.store.reading() as session:
            return list(await session.exec(select(table).order_by(table.id)))

    async def deliveries(self) -> list[tuple[str, str]]:
        """The ledger: what was to go out, and its state."""
        return [(row.nudge or row.form, row.state) for row in await self.rows(DeliveryRow)]

    async def ledger(self) -> list[DeliveryRow]:
        return await self.rows(DeliveryRow)

    async def attempts(self) -> list[tuple[str, str]]:
        return [(row.result, row.reason) for row in await self.rows(AttemptRow)]

    async def enrolments(self) -> list[EnrolmentRow]:
        return await self.rows(EnrolmentRow)

    async def follow_ups(self) -> list[tuple[str, str]]:
        """Each item's reason, and how it was closed."""
        return [(row.reason, row.closed_as) for row in await self.rows(FollowUpRow)]

    async def deeds(self) -> list[AuditRow]:
        return await self.rows(AuditRow)

    async def letters(self) -> list[InboxRow]:
        return await self.rows(InboxRow)


@pytest.fixture(scope="session")
def content(tmp_path_factory) -> Path:
    """A folder with three tracks that differ in nothing but their names."""
    folder = tmp_path_factory.mktemp("content")
    for track_id in ("first-steps", "listening", "thanking"):
        write_track(folder, track_id, TRACK.read_text(encoding="utf-8"))
    return folder


def write_track(folder: Path, track_id: str, text: str) -> None:
    text = text.replace("track: ground-level", f"track: {track_id}")
    text = text.replace("needs: start-here", "needs: none")
    text = text.replace("Stay close to the work", track_id.replace("-", " ").capitalize())
    text = text.replace("Key: see-the-work", f"Key: {track_id}")
    path = folder / "en" / "tracks" / f"{track_id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def library(content) -> Library:
    return load_library(content)


@pytest.fixture
def clock() -> SettableClock:
    """Sunday noon: nobody's hours."""
    return SettableClock(SUNDAY_NOON)


@pytest.fixture
def messenger(clock) -> FakeMessenger:
    everybody = [
        Profile("UADA", "Ada", "UTC"),
        Profile("UBOB", "Bob", "UTC"),
        Profile("UCLEO", "Cleo", "America/New_York"),
        Profile("UBOT", "Robot", "UTC", is_bot=True),
        Profile("UGONE", "Gone", "UTC", deactivated=True),
        Profile("UBATON", "Baton", "UTC", is_bot=True),
    ]
    return FakeMessenger(clock, {profile.slack_id: profile for profile in everybody})


@pytest.fixture
async def coaching(store: Store, library, messenger, clock) -> AsyncIterator[Coaching]:
    # Waits to the second: what spreads them is tested where it is made.
    patience = Patience(spread=0)
    coaching = Coaching(store, library, messenger, clock, owner="first", patience=patience)
    yield coaching
    await coaching.looks.stop()


@pytest.fixture(scope="session")
def stages() -> Stages:
    return Stages()


@pytest.fixture(scope="session")
def copies(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("stages")


@pytest.fixture
def reach(stages, copies, database_url, request):
    """Bring a scene to a state that other tests start from as well."""
    if database_url.startswith("sqlite"):
        database = SQLiteFile(Path(database_url.removeprefix("sqlite:///")), copies)
    else:
        database = PostgreSQLDatabase(request.getfixturevalue("kept_database"))

    return lambda scene, go: stages.reach(scene, database, go)


@pytest.fixture
async def scene(coaching, messenger, clock, reach) -> Scene:
    scene = Scene(coaching, messenger, clock)

    async def go():
        scene.workspace = await profile_sync.welcome_workspace(coaching, "TACME", "Acme", "UBATON")
        scene.coach = await appointed(coaching, scene.workspace, Profile("UMARA", "Mara", "UTC"))

    await reach(scene, go)
    return scene


async def appointed(coaching: Coaching, workspace: Workspace, profile: Profile) -> Coach:
    async with coaching.store.writing() as session:
        now = coaching.clock()
        coach = await coaches.appoint(session, workspace.id, profile, "UADMIN", now)
        await coaches.confirm(session, coach.id, now)
    return replace(coach, confirmed=True)


@pytest.fixture
async def started(scene, reach) -> Scene:
    """Ada was welcomed on Monday at nine; her first nudge is due on Tuesday."""

    async def go():
        await scene.assign("UADA")
        await scene.days(2)

    await reach(scene, go)
    return scene


@pytest.fixture
async def nudged(started, reach) -> Scene:
    """It is Tuesday, a minute past nine, and Ada has her first nudge."""

    async def go():
        await started.days(3)
        started.clock.now += timedelta(minutes=1)

    await reach(started, go)
    return started


@pytest.fixture
def without_track(library):
    """The library as it is when a track's file cannot be read."""

    def take_away(track_id: str) -> Library:
        return Library((), {track.id: track for track in library.tracks if track.id != track_id})

    return take_away


@pytest.fixture
def without_nudge(library):
    """The library as it is when an author has taken a day out of a track."""

    def take_away(track_id: str, day: int) -> Library:
        track = library.track(track_id)
        nudges = tuple(nudge for nudge in track.nudges if nudge.day != day)
        return Library((), {track_id: replace(track, nudges=nudges)})

    return take_away
