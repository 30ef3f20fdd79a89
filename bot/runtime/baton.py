"""The composition root: builds one Baton from its settings, starts it and shuts it down."""

import asyncio
import logging
import uuid
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from functools import partial
from types import TracebackType
from typing import Self

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.coaching import inbox
from bot.coaching.delivery import access, deliver
from bot.coaching.delivery.history_throttle import HistoryThrottle
from bot.coaching.enrolment import introductions
from bot.coaching.follow_up import digest, notes
from bot.coaching.people import profile_sync
from bot.coaching.ports import Coaching
from bot.coaching.privacy import private_days, recheck, retention
from bot.coaching.schedule import reschedule_all
from bot.config import Settings
from bot.content.problems import Severity
from bot.content.safety.safety import load_safety
from bot.content.said.said import load_said
from bot.content.tracks.library import Library, load_library
from bot.content.words.words import Words, load_words
from bot.domain.answers.said import SaidWords
from bot.domain.delivery.ledger import Patience
from bot.domain.delivery.pace import Pace
from bot.domain.people.people import Workspace
from bot.domain.privacy.safety import SafetyWords
from bot.runtime.clock import utc_now
from bot.runtime.content_reloader import LOOK_SECONDS, ContentReloader
from bot.runtime.errors import ASK_DOCTOR, SCHEMA, CannotStart, refused
from bot.runtime.scheduler import Scheduler, Work
from bot.runtime.sessions import open_session, posting_client, reading_client
from bot.runtime.slack_retry import wait_for_slack
from bot.runtime.tzdata_fingerprint import time_rules
from bot.runtime.web.health import Pulse
from bot.runtime.web.metrics import Metrics
from bot.slack.client.messenger import Clients, SlackMessenger
from bot.slack.client.rate_limits import RateLimits
from bot.slack.requests.app import build_app
from bot.slack.requests.inbox_replay import InboxReplay
from bot.slack.requests.incoming import read_name
from bot.slack.requests.middleware import InFlight
from bot.store.database.engine import Store, open_store
from bot.store.database.instance_lock import alone
from bot.store.migrate import status

TICK_SECONDS = 1
"""Interval at which Baton looks for due work."""

TEND_EVERY = timedelta(minutes=5)
"""Interval at which it checks for expiring texts, due promises and due digests."""

PROBE_SECONDS = 20
"""Interval at which it checks for stopped workspaces; each is probed when its turn is due."""

SLACKS_PACE = 4
"""Posts a second that Slack's workspaces accept; rate limits of other calls scale with it."""

CLOSE_SECONDS = 2
"""Time that closing waits for work in progress, if nobody has drained it before."""

log = logging.getLogger(__name__)


class Baton:
    """
    A running Baton: `async with Baton(settings) as baton`.

    Args:
        settings: With a bot token.
        clock: The source of every time that Baton reads.
        ticking: Look for due work each second; without it, the owner of the clock calls `tick()`.
        patience: The timeouts of the delivery ledger.
    """

    store: Store
    library: Library
    words: Words
    safety: SafetyWords
    said: SaidWords
    session: aiohttp.ClientSession
    coaching: Coaching
    app: AsyncApp
    inbox_replay: InboxReplay
    workspace: Workspace

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime] = utc_now,
        *,
        ticking: bool = True,
        patience: Patience | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.metrics = Metrics()
        self.in_flight = InFlight()
        self.pulse = Pulse(clock())
        self._patience = patience or Patience()
        self._ticking = ticking
        self._kept_up = False
        self.rechecked = False
        self._draining = False
        self._turn = asyncio.Lock()
        self._tending = asyncio.Lock()
        self._tended_at: datetime | None = None
        self._scheduler = Scheduler(self.metrics.tick_failures.inc)
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """
        Open everything, and resume the work of the last process.

        Raises:
            CannotStart: The database or Slack prevents the start; says why in one sentence.
            StoreUnavailable: The database can't be used at all, or another process uses it.
            BrokenWords: The bot's texts can't be read.
        """
        try:
            await self._start()
        except BaseException:
            await self._open.aclose()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.drain(CLOSE_SECONDS)
        await self._open.aclose()

    async def tick(self) -> int:
        """
        Do everything that is due now.

        Returns:
            The number of deliveries posted or tried.
        """
        async with self._turn:
            self.pulse.stirred_at = self.clock()
            with self.metrics.tick_seconds.time():
                posted = await deliver.tick(self.coaching, self._go_on)
                if not self._ticking:
                    await self.coaching.looks.over()
        self.metrics.posts.inc(posted)
        self.metrics.last_tick.set(self.clock().timestamp())
        self.pulse.beat(self.clock())
        if not self._ticking:
            await self.run_periodic()
            await self.probe()
        return posted

    async def run_periodic(self) -> None:
        """Every `TEND_EVERY`, run retention, promise reminders and the coaches' digest."""
        now = self.clock()
        if self._tended_at is None or now - self._tended_at >= TEND_EVERY:
            self._tended_at = now
            async with self._tending:
                await retention.run_periodic(self.coaching)
                await notes.run_periodic(self.coaching)
                await digest.run_periodic(self.coaching)

    async def probe(self) -> None:
        """Check whether Slack lets Baton back into stopped workspaces."""
        await access.probe(self.coaching)

    async def keep_up(self) -> None:
        """Once per process, reschedule if the rules of time have changed."""
        if not self._kept_up:
            await reschedule_all.keep_up(self.coaching, await asyncio.to_thread(time_rules))
            self._kept_up = True

    async def recheck(self) -> None:
        """Once per process, recheck stored texts if the lists of distress phrases have changed."""
        if not self.rechecked:
            await recheck.keep_up(self.coaching)
            self.rechecked = True

    async def drain(self, seconds: float) -> bool:
        """
        Start nothing new, and wait for the tick and the listeners in progress.

        Returns:
            True if they finished in time. Anything unfinished is safe in the ledger and the inbox.
        """
        self._scheduler.pause()
        self._draining = True
        try:
            async with asyncio.timeout(seconds), self._turn, self._tending:
                await self.in_flight.over()
        except TimeoutError:
            return False
        return True

    async def _start(self) -> None:
        database_url = self.settings.database_url.get_secret_value()
        await _check_schema(database_url)
        self._open.enter_context(alone(database_url))
        self._read_content()
        await self._connect()
        await private_days.classify(self.coaching)
        await introductions.settle_all(self.coaching)
        take_up = partial(self.inbox_replay.take_up, at_start=self.store.is_sqlite)
        if self._ticking:
            self._start_ticking(take_up)
        else:
            await self.recheck()
            await take_up()

    def _read_content(self) -> None:
        language = self.settings.baton_language
        self.library = load_library(self.settings.content, language)
        self.words = load_words(self.settings.content, language)
        self.safety, unsafe = load_safety(self.settings.content)
        self.said, unsaid = load_said(self.settings.content)
        for problem in (*self.library.problems, *unsafe, *unsaid):
            if problem.severity is Severity.ERROR:
                log.warning("Content: %s", problem)

    async def _connect(self) -> None:
        settings = self.settings
        self.store = open_store(settings.database_url.get_secret_value())
        self._open.push_async_callback(self.store.close)
        self.session = open_session(watch=self.metrics.watch)
        self._open.push_async_callback(self.session.close)
        token = _token(settings)
        posting = posting_client(token, self.session, settings.slack_api_url)
        self.reading = reading_client(token, self.session, settings.slack_api_url)
        clients = Clients(
            posting=lambda workspace: self._of_ours(workspace, posting),
            reading=lambda workspace: self._of_ours(workspace, self.reading),
        )
        self.coaching = self._coaching(clients)
        self.app = self._app(clients)
        self.inbox_replay = InboxReplay(self.app, self.coaching, self.in_flight)
        self.workspace = await self._introduce()

    def _coaching(self, clients: Clients) -> Coaching:
        looks = HistoryThrottle(self.settings.baton_history_per_minute)
        self._open.push_async_callback(looks.stop)
        return Coaching(
            store=self.store,
            library=self.library,
            messenger=SlackMessenger(
                clients,
                self.words,
                self.clock,
                self._patience.deadline,
                RateLimits(self.settings.baton_pace / SLACKS_PACE),
                looks.apart,
            ),
            clock=self.clock,
            owner=uuid.uuid4().hex,
            zone=self.settings.baton_timezone,
            pace=Pace(self.settings.baton_pace),
            looks=looks,
            help_text=self.settings.baton_help_text,
            safety=self.safety,
            said=self.said,
            admins=self.settings.baton_admins,
            patience=self._patience,
        )

    def _app(self, clients: Clients) -> AsyncApp:
        return build_app(
            self.coaching,
            self.words,
            clients,
            self.in_flight,
            # Without a token: the app's authorize chooses the token of each request.
            client=posting_client("", self.session, self.settings.slack_api_url),
        )

    async def _introduce(self) -> Workspace:
        answer = await self._who_are_we()
        return await profile_sync.welcome_workspace(
            self.coaching,
            str(answer["team_id"]),
            read_name(answer["team"]),
            str(answer["user_id"]),
            str(answer.get("enterprise_id") or ""),
        )

    async def _who_are_we(self) -> AsyncSlackResponse:
        try:
            return await wait_for_slack(self.reading.auth_test, self.settings.slack_api_url)
        except SlackApiError as error:
            raise CannotStart(
                refused("SLACK_BOT_TOKEN", error, self.settings.slack_api_url, ASK_DOCTOR)
            ) from error

    def _of_ours(self, workspace: Workspace, client: AsyncWebClient) -> AsyncWebClient:
        """Return the token's client; there is none for a workspace of another token."""
        if workspace.id not in self.store.served:
            raise LookupError(f"no token for workspace {workspace.id}")
        return client

    def _go_on(self) -> bool:
        """Report progress between the steps of a long rush, and return False to end it."""
        self.pulse.beat(self.clock())
        return not self._draining

    def _start_ticking(self, take_up: Work) -> None:
        # In the background, so that a slow Slack doesn't delay the start.
        self._scheduler.once(take_up)
        self._scheduler.add(self.tick, TICK_SECONDS)
        # A job of its own: digests don't delay nudges.
        self._scheduler.add(self.run_periodic, TICK_SECONDS)
        self._scheduler.add(self.probe, PROBE_SECONDS)
        self._scheduler.add(self.inbox_replay.hold, inbox.HOLD_SECONDS)
        self._scheduler.add(self.inbox_replay.take_up, inbox.LEFT_BEHIND_SECONDS)
        self._scheduler.add(self.keep_up, inbox.LEFT_BEHIND_SECONDS)
        self._scheduler.add(self.recheck, TICK_SECONDS)
        self._scheduler.add(
            ContentReloader(self.settings, self.coaching, self.workspace).look, LOOK_SECONDS
        )
        self._scheduler.start()
        self._open.push_async_callback(self._scheduler.stop)


def _token(settings: Settings) -> str:
    if settings.slack_bot_token is None:
        raise CannotStart("SLACK_BOT_TOKEN is not set: Baton serves the workspace of that token.")
    return settings.slack_bot_token.get_secret_value()


async def _check_schema(database_url: str) -> None:
    state = (await status(database_url)).state
    if state != "current":
        raise CannotStart(SCHEMA[state])
