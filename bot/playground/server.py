"""The playground: builds its parts and serves them on one loopback port."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.content.words.words import Words
from bot.playground.acts.acts import Stage
from bot.playground.acts.user_driver import Hand
from bot.playground.api.failing import Failing
from bot.playground.api.faults import Fault, Faults
from bot.playground.api.guard import add_headers, loopback_only
from bot.playground.api.web_api import Credentials, WebApi
from bot.playground.author.page import Room
from bot.playground.clock import Clock, RealClock
from bot.playground.events.announcer import Announcer
from bot.playground.events.dispatch import Dispatcher
from bot.playground.events.sockets import Sockets
from bot.playground.events.webhooks import Webhooks
from bot.playground.gallery.page import GalleryPages
from bot.playground.methods.call import MethodContext
from bot.playground.page.page_api import PageApi
from bot.playground.page.timekeeper import Jump, NextEvent, Timekeeper
from bot.playground.workspace.changes import Activity, Changes
from bot.playground.workspace.files import Files
from bot.playground.workspace.log import CallLog, Entry
from bot.playground.workspace.responses import Responses
from bot.playground.workspace.seed_people import (
    CAST,
    GROUPS,
    App,
    Command,
    Group,
    Person,
    Shortcut,
)
from bot.playground.workspace.triggers import Triggers
from bot.playground.workspace.workspace import Workspace

HOST = "127.0.0.1"
LARGEST_BODY = 64 * 1024 * 1024
SCOPES = (
    "chat:write",
    "commands",
    "im:history",
    "im:write",
    "users:read",
    "reactions:write",
    "usergroups:read",
    "files:write",
)


@dataclass(kw_only=True)
class Playground:
    """
    A workspace to use in tests and demos: `async with Playground() as playground`.

    Attributes:
        port: 0 picks a free one.
        events_url: Where to post signed events, commands and interactions; None for Socket Mode.
        retry_delays: Real seconds before each redelivery of an event without an ack.
        ack_seconds: Real seconds the app has to ack.
        trigger_seconds: Real seconds a trigger id is valid.
        quiet_seconds: Idle time after which a user driver takes the app to be done.
        random: Decides which calls a fault with a probability affects.
        words: The app's texts, for its gallery.
        content: The folder of its tracks, for their authors.
    """

    cast: Sequence[Person] = CAST
    groups: Sequence[Group] = GROUPS
    commands: Sequence[Command] = ()
    shortcuts: Sequence[Shortcut] = ()
    app: App = field(default_factory=App)
    port: int = 0
    scopes: Sequence[str] = SCOPES
    clock: Clock = field(default_factory=RealClock)
    jump: Jump | None = None
    next_event: NextEvent | None = None
    events_url: str | None = None
    bot_token: str = "xoxb-playground-bot"  # noqa: S105 - valid for this playground only
    app_token: str = "xapp-1-playground-app"  # noqa: S105 - as above
    signing_secret: str = "f1a5e0d2c4b6978801234567cafe9bed"  # noqa: S105 - as above
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    ack_seconds: float = 3.0
    trigger_seconds: float = 3.0
    quiet_seconds: float = 0.1
    random: Random = field(default_factory=lambda: Random(0))  # noqa: S311 - repeatable, no secret
    words: Words | None = None
    content: Path | None = None

    def __post_init__(self) -> None:
        self.changes = Changes()
        self.activity = Activity()
        changed = self.changes.note
        self.faults = Faults(self.random)
        self.failing = Failing(self.faults)
        self.log = CallLog()
        self.workspace = Workspace(self.app, self.cast, self.groups, self.clock.now, changed)
        self.sockets = Sockets(self.app.id, self.activity, changed)
        self.triggers = Triggers(self.app.team, self.trigger_seconds)
        self.timekeeper = Timekeeper(self.clock, self.jump, self.next_event, changed)
        self._webhooks: list[Webhooks] = []
        self._join()
        if self.events_url:
            self.deliver_to(self.events_url)

    def _join(self) -> None:
        """Connect the parts that depend on each other."""
        workspace, scopes = self.workspace, tuple(self.scopes)
        files = Files(workspace.ids)
        self.dispatcher = Dispatcher(
            self.sockets, self._envelope_id, self.activity, self.retry_delays, self.ack_seconds
        )
        announcer = Announcer(workspace, self.dispatcher, scopes)
        self.responses = Responses(workspace, announcer.announce, self.activity)
        context = MethodContext(
            workspace, self.triggers, files, self._url, announcer.announce, self._link
        )
        credentials = Credentials(self.bot_token, self.app_token, scopes)
        self.files = files
        self.web_api = WebApi(context, credentials, self.failing, self.log, self.activity)
        self.stage = Stage(
            workspace=workspace,
            dispatcher=self.dispatcher,
            announcer=announcer,
            triggers=self.triggers,
            responses=self.responses,
            files=files,
            commands={command.name: command for command in self.commands},
            shortcuts={shortcut.callback_id: shortcut for shortcut in self.shortcuts},
            url=self._url,
            busy=Counter(),
        )
        self.page_api = PageApi(
            self.stage, self.changes, self.timekeeper, self.faults, self.log, set()
        )

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def connected(self) -> bool:
        return self.dispatcher.courier.connected

    @property
    def calls(self) -> list[Entry]:
        """Return the last Web API calls, oldest first."""
        return self.log.entries()

    def person(self, name: str) -> Hand:
        """Return the user driver of a person by name or id."""
        for person in self.workspace.people.values():
            if name in (person.id, person.name):
                return Hand(self.stage, person.id, self.changes, self.settle)
        raise LookupError(f"there is nobody called {name!r}")

    def fail(self, fault: Fault) -> None:
        self.faults.add(fault)

    def deliver_to(self, events_url: str) -> Webhooks:
        """Post to this URL from now on, in place of Socket Mode."""
        webhooks = Webhooks(events_url, self.signing_secret, self.activity)
        self._webhooks.append(webhooks)
        self.dispatcher.courier = webhooks
        return webhooks

    async def settle(self, quiet: float | None = None, timeout: float = 5.0) -> None:  # noqa: ASYNC109 - a limit, not an error
        """Return once the app has been quiet for a moment, or after *timeout* seconds."""
        enough = self.quiet_seconds if quiet is None else quiet
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while (waited := self.activity.quiet_for()) < enough:  # noqa: ASYNC110 - quiet is the absence of events
                    await asyncio.sleep(max(0.005, enough - waited))

    async def start(self) -> None:
        """
        Raises:
            OSError: The port is taken.
        """
        self._runner = web.AppRunner(self._web_app(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, self.port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        self.failing.close()
        await self.dispatcher.close()
        await self.sockets.close()
        await self.page_api.close()
        for webhooks in self._webhooks:
            await webhooks.close()
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def _web_app(self) -> web.Application:
        app = web.Application(middlewares=[loopback_only], client_max_size=LARGEST_BODY)
        app.on_response_prepare.append(add_headers)
        app.router.add_route("*", "/api/{method}", self.web_api.receive)
        app.router.add_get("/link/", self._serve_link)
        app.router.add_post("/response/{key}", self.responses.receive)
        app.router.add_post("/upload/{file}", self.files.upload)
        app.router.add_get("/files/{file}/{name}", self.files.download)
        self.page_api.add_to(app)
        GalleryPages(self.words).add_to(app)
        Room(self.words, self.content).add_to(app)
        return app

    async def _serve_link(self, request: web.Request) -> web.StreamResponse:
        failed = await self.failing.handshake(request)
        if failed is None:
            return await self.sockets.link(request)
        self.sockets.take(request.query.get("ticket", ""))
        return failed

    def _url(self) -> str:
        return self.url

    def _link(self) -> str:
        return f"ws://{HOST}:{self.port}/link/?ticket={self.sockets.ticket()}&app_id={self.app.id}"

    def _envelope_id(self) -> str:
        return self.workspace.ids.next("envelope-")


async def serve(playground: Playground, stop: asyncio.Event) -> None:
    """Run a playground as a process of its own, until *stop* is set."""
    async with playground:
        await stop.wait()
