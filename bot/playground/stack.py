"""Run the bot and the playground in one process, on one simulated clock."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.coaching.delivery.kind import kinds
from bot.config import Settings
from bot.content.words.words import load_words
from bot.domain.people.people import Profile
from bot.playground.acts.user_driver import Hand
from bot.playground.clock import SimulatedClock
from bot.playground.server import Playground
from bot.playground.workspace.memory import Memory
from bot.playground.workspace.seed_people import CAST, GROUPS, App, Command, Person, Shortcut
from bot.runtime.baton import CLOSE_SECONDS, Baton
from bot.runtime.serve import forget_slack_environment
from bot.runtime.socket_mode import SocketMode
from bot.slack.commands.coach import ADMIN_VERBS
from bot.slack.commands.coach import VERBS as COACH_VERBS
from bot.slack.commands.manifest import SHORTCUTS, manifest
from bot.slack.commands.nudge import VERBS as NUDGE_VERBS
from bot.store import migrate
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import pending
from bot.store.people import coaches

QUICK = 50
"""Posts a second: the playground has no rate limit, and its users wait for simulated days."""

PATIENT = 30.0
"""Seconds Baton has to ack if nobody is watching: one machine does both sides' work."""

ONE_HOUR, ONE_DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RunningStack:
    """A workspace in which Baton is running."""

    playground: Playground
    baton: Baton
    clock: SimulatedClock

    def hand(self, name: str) -> Hand:
        """Return a person's user driver, whose actions end when Baton has handled them."""
        person = self.playground.person(name).person
        stage, changes = self.playground.stage, self.playground.changes
        return Hand(stage, person.id, changes, self.baton.in_flight.over)

    async def next_event(self) -> tuple[datetime, str] | None:
        """Return Baton's next unprompted event: its time (UTC), and a description."""
        # A page may ask during shutdown: the store waits for work in progress.
        self.baton.in_flight.begin()
        try:
            async with self.baton.store.reading() as session:
                found = await pending.next_due_anywhere(session, kinds().timers)
        finally:
            self.baton.in_flight.end()
        return (found[0], f"Nudge for {found[1]}") if found else None

    async def jump(self, to: str) -> datetime:
        """
        Move the clock to the `next` event, an `hour` or a `day` on.

        Work that is already due, such as a welcome waiting for Baton's next tick, is not a next
        event.

        Raises:
            ValueError: Nothing is planned.
        """
        if to == "next":
            await self.work()
            following = await self.next_event()
            if following is None:
                raise ValueError("Nothing is planned. Let the coach assign a track first.")
            return await self.pass_until(following[0])
        return await self.pass_until(self.clock.now() + (ONE_HOUR if to == "hour" else ONE_DAY))

    async def pass_until(self, instant: datetime) -> datetime:
        """Advance the clock to *instant*, stopping at every event on the way."""
        await self.baton.in_flight.over()
        while (following := await self.next_event()) and following[0] <= instant:
            self._move(following[0])
            await self.work()
        if instant > self.clock.now():
            self.clock.jump_to(instant)
            await self.work()
        return self.clock.now()

    async def work(self) -> None:
        """Let Baton do what is due, and finish handling people's actions."""
        await self.baton.in_flight.over()
        await self.baton.tick()
        await self.baton.in_flight.over()

    def _move(self, instant: datetime) -> None:
        if instant > self.clock.now():
            self.clock.jump_to(instant)


@asynccontextmanager
async def run_stack(  # noqa: PLR0913  a test or a demo names one or two
    database_url: str,
    clock: SimulatedClock,
    *,
    app: App | None = None,
    cast: Sequence[Person] = CAST,
    port: int = 0,
    ticking: bool = False,
    before: Memory | None = None,
    content: Path | None = None,
    language: str = "en",
    ack_seconds: float = PATIENT,
) -> AsyncIterator[RunningStack]:
    """
    Start both, connected over the real wire, with Camille appointed as a coach.

    Args:
        ticking: Let Baton also look for due work by itself, each second.
        app: A non-default installation of Baton.
        content: The folder with its tracks and texts, if not the one shipped with Baton.
        language: The language of its texts.
        ack_seconds: Time Baton has to ack.
        before: The earlier state of the workspace, so that Baton finds it as it left it.

    Raises:
        OSError: The port is taken; then nothing was written anywhere.
    """
    forget_slack_environment()
    playground = _workspace(app or App(), cast, clock, port, ack_seconds)
    settings = Settings(
        slack_bot_token=SecretStr(playground.bot_token),
        slack_app_token=SecretStr(playground.app_token),
        database_url=SecretStr(database_url),
        baton_pace=QUICK,
        baton_content=content,
        baton_language=language,
    )
    playground.words = load_words(settings.content, language)
    playground.content = settings.content
    if before:
        before.into(playground.workspace)
    async with playground:
        await migrate.upgrade(database_url)
        settings = settings.model_copy(update={"slack_api_url": playground.api_url})
        async with Baton(settings=settings, clock=clock.now, ticking=ticking) as baton:
            both = RunningStack(playground, baton, clock)
            async with _connected(both, cast):
                yield both


def _workspace(
    app: App, cast: Sequence[Person], clock: SimulatedClock, port: int, ack_seconds: float
) -> Playground:
    """Build an empty workspace with these people, and the commands of Baton's manifest."""
    present = {person.id for person in cast}
    return Playground(
        app=app,
        cast=cast,
        groups=[group for group in GROUPS if present.issuperset(group.users)],
        commands=commands(),
        shortcuts=shortcuts(),
        scopes=manifest("socket")["oauth_config"]["scopes"]["bot"],
        clock=clock,
        port=port,
        ack_seconds=ack_seconds,
    )


@asynccontextmanager
async def _connected(both: RunningStack, cast: Sequence[Person]) -> AsyncIterator[None]:
    """Connect Baton to the workspace's events, and the page to its clock, for this block."""
    baton, playground = both.baton, both.playground
    socket = SocketMode(baton.app, playground.app_token, baton.reading, baton.metrics)
    await socket.open()
    playground.timekeeper.drive(both.jump, both.next_event)
    await _appoint(both, cast)
    await playground.sockets.connection()
    try:
        yield
    finally:
        await playground.timekeeper.let_go()
        await socket.stop_listening(CLOSE_SECONDS)
        await socket.close()


def commands() -> tuple[Command, ...]:
    """Return Baton's slash commands, with their completions."""
    verbs = {"/nudge": (*NUDGE_VERBS,), "/coach": (*COACH_VERBS, *ADMIN_VERBS)}
    return tuple(
        Command(
            name=entry["command"],
            description=entry["description"],
            usage_hint=entry["usage_hint"],
            completions=_completions(verbs[entry["command"]]),
        )
        for entry in manifest("socket")["features"]["slash_commands"]
    )


def shortcuts() -> tuple[Shortcut, ...]:
    """Return Baton's shortcuts, as its manifest has them."""
    return tuple(Shortcut(*shortcut) for shortcut in SHORTCUTS)


def _completions(verbs: Iterable[str]) -> tuple[str, ...]:
    """Return the verbs in order, help last: a bare Enter takes the first."""
    return tuple(sorted((verb for verb in verbs if verb), key=lambda verb: verb == "help"))


@retry_conflicts
async def _appoint(both: RunningStack, cast: Sequence[Person]) -> None:
    """Appoint a coach in advance, so that newcomers can start by assigning a track."""
    admin = next((p for p in cast if p.is_admin), None)
    coach = next((p for p in cast if p.role == "coach"), None)
    if admin and coach:
        store, workspace, now = both.baton.coaching.store, both.baton.workspace, both.clock.now()
        profile = Profile(coach.id, coach.real_name, coach.tz)
        async with store.writing() as session:
            appointed = await coaches.appoint(session, workspace.id, profile, admin.id, now)
            await coaches.confirm(session, appointed.id, now)
