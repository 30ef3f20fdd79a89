"""Several `baton run` on one PostgreSQL, and a workspace with many members, each a process."""

import asyncio
import re
import signal
from collections import Counter
from contextlib import asynccontextmanager, suppress
from functools import partial
from random import Random

import aiohttp
from aiohttp import web
from sqlmodel import select

from bot.playground import Playground
from bot.runtime.clock import utc_now
from bot.slack.client.find_message import EVENT_TYPE
from bot.store.database.engine import open_store
from bot.store.tables import ReplyRow
from tests.ports import free_port
from tests.started import start
from tests.torture.owing import THE_APP, Owing
from tests.torture.reckoning import settled
from tests.torture.workspace import members

PATIENCE = 240
TOKEN = {"Authorization": "Bearer xoxb-playground-bot"}


async def until(holds):
    """Ask again and again until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110  other processes tell nobody
            await asyncio.sleep(0.1)


async def answers(session, url):
    with suppress(aiohttp.ClientError):
        async with session.get(url) as answer:
            return answer.ok
    return False


@asynccontextmanager
async def program(folder, name, *words, errors=False, **settings):
    """
    Run a module in a folder; at the end it goes by itself.

    Args:
        errors: Whether it may tell of any.
    """
    log = folder / f"{name}.log"
    child = start(folder, log, words, settings)
    try:
        yield child
    finally:
        child.send_signal(signal.SIGCONT)
        child.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            code = await child.wait()
        told = log.read_text()
    assert code in (0, -signal.SIGKILL), told
    assert errors or not re.search(r"Traceback|ERROR", told), told


class Replica:
    """A `baton run`, and what its metrics tell."""

    def __init__(self, child, session, port):
        self.child, self._session = child, session
        self.url = f"http://127.0.0.1:{port}"

    async def calls(self, method):
        """How often it called a method of Slack's."""
        async with self._session.get(f"{self.url}/metrics") as page:
            text = await page.text()
        counted = rf'baton_slack_request_seconds_count\{{method="{method}".*?\}} (\S+)'
        return sum(float(count) for count in re.findall(counted, text))

    async def ready(self):
        await until(partial(answers, self._session, f"{self.url}/readyz"))


class Crew:
    """
    Replicas that come and go, and what they have done together.

    Args:
        people: How many members the workspace has; each is owed a nudge at a time.
    """

    def __init__(self, folder, database_url, session, people, mode="socket", app=THE_APP):
        self._folder, self._database_url, self._session = folder, database_url, session
        self._app, self.team = app, app.team
        self._people, self._mode = people, mode
        self.port, self.balancer_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.store = open_store(database_url)
        self.owing = Owing(self.store, Random(1), utc_now, 0)  # noqa: S311
        self.replicas = []

    @asynccontextmanager
    async def at_work(self):
        """The workspace, everybody enrolled in it, and in HTTP mode the balancer before it."""
        events = [f"http://127.0.0.1:{self.balancer_port}/slack/events"]
        words = (str(self.port), str(self._people), self._app.team)
        words += (*events,) if self._mode == "http" else ()
        name = f"crowd-{self._app.team}"
        async with program(self._folder, name, "tests.e2e.crowd", *words), self._balancer():
            await self.owing.prepare(self._people, self._app)
            await until(partial(answers, self._session, self.url))
            yield
        await self.store.close()

    @asynccontextmanager
    async def replica(self, *, errors=False):
        """One more `baton run`, once it is ready."""
        port = free_port()
        settings = {
            "SLACK_API_URL": f"{self.url}/api/",
            "SLACK_BOT_TOKEN": "xoxb-playground-bot",
            "SLACK_APP_TOKEN": "xapp-1-playground-app",
            "SLACK_SIGNING_SECRET": Playground.signing_secret,
            "DATABASE_URL": self._database_url,
            "BATON_PACE": "50",
            "PORT": str(port),
        }
        words = ("tests.e2e.hasty", "run", "--mode", self._mode)
        async with program(
            self._folder, f"baton-{port}", *words, errors=errors, **settings
        ) as child:
            replica = Replica(child, self._session, port)
            await replica.ready()
            self.replicas.append(replica)
            try:
                yield replica
            finally:
                self.replicas.remove(replica)

    async def owe(self, times=1):
        """A nudge to everybody, so many times."""
        for _ in range(times):
            await self.owing._owe(range(self._people))

    async def fail(self, **fault):
        """Let calls to the workspace go wrong, or slowly."""
        address = f"{self.url}/playground/faults"
        async with self._session.post(address, json={"times": None, **fault}) as answer:
            answer.raise_for_status()

    async def say(self, number, text):
        """Something a member types."""
        act = {"person": members(self._people)[number].id, "do": "say", "text": text}
        async with self._session.post(f"{self.url}/playground/act", json=act) as answer:
            assert answer.ok

    async def settled(self):
        """Wait until nothing is owed, posted or kept that is not dealt with."""
        await until(lambda: settled(self.store))

    async def standing(self):
        """How often each delivery stands in the workspace."""
        found = Counter()
        for person in members(self._people):
            for message in await self._history(person.channel):
                metadata = message.get("metadata") or {}
                if metadata.get("event_type") == EVENT_TYPE:
                    found[metadata["event_payload"]["delivery_id"]] += 1
        return found

    async def recorded(self):
        """The typed answers in the database."""
        async with self.store.reading() as session:
            typed = select(ReplyRow.text).where(ReplyRow.source != "card")
            return sorted(await session.exec(typed))

    async def ticked(self):
        """How many messages of members have the tick, and no other mark."""
        marks = [
            tuple(reaction["name"] for reaction in message.get("reactions", ()))
            for person in members(self._people)
            for message in await self._history(person.channel)
        ]
        return marks.count(("white_check_mark",))

    async def _history(self, channel):
        asked = {"channel": channel, "limit": 900, "include_all_metadata": True}
        address = f"{self.url}/api/conversations.history"
        async with self._session.post(address, headers=TOKEN, json=asked) as answer:
            return (await answer.json())["messages"]

    @asynccontextmanager
    async def _balancer(self):
        """Gives each request to the next replica, as it came."""

        async def forward(request):
            if not self.replicas:
                return web.Response(status=503)
            self.replicas.append(self.replicas.pop(0))
            address = f"{self.replicas[0].url}{request.path}"
            headers = {k: v for k, v in request.headers.items() if k.lower() != "host"}
            body = await request.read()
            async with self._session.post(address, data=body, headers=headers) as answer:
                told = await answer.read()
                return web.Response(
                    status=answer.status, body=told, content_type=answer.content_type
                )

        pages = web.Application()
        pages.router.add_post("/slack/events", forward)
        runner = web.AppRunner(pages, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.balancer_port).start()
        try:
            yield
        finally:
            await runner.cleanup()


def once_each(crew):
    """What `standing` shows when nothing was lost and nothing came twice."""
    return dict.fromkeys(range(1, crew.owing.due + 1), 1)
