"""The bot and the playground as processes of their own, as on a server: both modes, real time."""

import asyncio
import re
import signal
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.playground import Playground
from tests.ports import free_port
from tests.started import start

ADA, CAMILLE, DEE = "U1ADA", "U3CAM", "U4DEE"
PATIENCE = 120


class Person:
    """Somebody at the playground's page, over the page's own API."""

    def __init__(self, session, url, user):
        self._session, self._url, self._user = session, url, user

    async def does(self, **act):
        told = await self.tries(**act)
        assert told["ok"], told

    async def tries(self, **act):
        """Do something whose ack may fail to come in time."""
        act = {"person": self._user, **act}
        async with self._session.post(f"{self._url}/playground/act", json=act) as answer:
            return await answer.json()

    async def sees(self, words):
        """Wait until the person's messages hold these words, and return them all."""
        return await self._sees(words, lambda seen: seen["dm"]["messages"])

    async def opens(self, words):
        """Wait until a window of the person's holds these words, and return all it holds."""
        return str(await self._sees(words, lambda seen: seen["modals"]))

    async def _sees(self, words, where):
        url = f"{self._url}/playground/live?person={self._user}"
        async with asyncio.timeout(PATIENCE), self._session.ws_connect(url) as live:
            async for pushed in live:
                shown = where(pushed.json())
                if words in str(shown):
                    return shown
        raise AssertionError(words)

    async def presses(self, action_id):
        """Press the newest button of that action."""
        found = [
            (message["ts"], block["block_id"], element)
            for message in await self.sees(action_id)
            for block in message.get("blocks") or ()
            for element in block.get("elements", ())
            if element.get("action_id") == action_id
        ]
        ts, block_id, element = found[-1]
        await self.does(
            do="press",
            container={"type": "message", "ts": ts},
            block_id=block_id,
            action_id=action_id,
            value=element["value"],
        )


@asynccontextmanager
async def process(folder, *words, **settings):
    """Run `baton …` in a folder; unless it was killed, it goes by itself when it is asked to."""
    log = folder / f"{words[0]}.log"
    child = start(folder, log, ("bot", *words), settings)
    try:
        yield child
    finally:
        child.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            code = await child.wait()
        told = log.read_text()
    assert code in (0, -signal.SIGKILL), told
    assert not re.search(r"Traceback|ERROR", told), told


async def until_it_answers(session, url):
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                async with session.get(url) as answer:
                    if answer.ok:
                        return
            except aiohttp.ClientConnectorError:
                pass
            await asyncio.sleep(0.1)


class Stage:
    """A playground as its own process, and a bot that can be started there again and again."""

    def __init__(self, folder, mode, database_url, session):
        self.folder, self.mode, self.session = folder, mode, session
        self.workspace, self.port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.workspace}"
        self.bot_url = f"http://127.0.0.1:{self.port}"
        self.settings = {
            "SLACK_API_URL": f"{self.url}/api/",
            "SLACK_BOT_TOKEN": "xoxb-playground-bot",
            "DATABASE_URL": database_url,
            "PORT": str(self.port),
            "LOG_FORMAT": "json",
        }
        if mode == "http":
            self.settings["SLACK_SIGNING_SECRET"] = Playground.signing_secret
        else:
            self.settings["SLACK_APP_TOKEN"] = "xapp-1-playground-app"

    def playground(self):
        http = ["--events-url", f"{self.bot_url}/slack/events"] if self.mode == "http" else []
        return process(self.folder, "playground", "--port", str(self.workspace), *http)

    @asynccontextmanager
    async def bot(self):
        async with process(self.folder, "run", "--mode", self.mode, **self.settings) as bot:
            await until_it_answers(self.session, f"{self.bot_url}/healthz")
            await until_it_answers(self.session, f"{self.bot_url}/readyz")
            yield bot

    def person(self, user):
        return Person(self.session, self.url, user)


@pytest.fixture
async def stage(request, database_url, tmp_path):
    """A playground that runs, in the mode the test asks for."""
    mode = getattr(request, "param", "socket")
    async with aiohttp.ClientSession() as session:
        stage = Stage(tmp_path, mode, database_url, session)
        async with stage.playground():
            await until_it_answers(session, stage.url)
            yield stage


async def brings_ada_a_nudge(stage):
    """Camille is appointed, Ada assigned, and the first nudge pulled whatever the hour."""
    await stage.person(DEE).does(do="command", text="/coach appoint @camille")
    await stage.person(DEE).sees("is a coach now")
    await stage.person(CAMILLE).presses("coach.confirm")
    await stage.person(CAMILLE).sees("Your people's welcome says so")
    await stage.person(CAMILLE).does(do="command", text="/coach assign @ada delegation")
    await stage.person(CAMILLE).presses("assign.confirm")
    await stage.person(CAMILLE).sees("is assigned to one person")
    # At night the welcome waits for the morning: it comes first.
    await stage.person(ADA).does(do="command", text="/nudge now")
    await stage.person(ADA).sees("has chosen a track for you")
    await stage.person(ADA).does(do="command", text="/nudge now")
    await stage.person(ADA).sees("day 1 of 10")


@pytest.mark.parametrize(
    "stage", ["socket", pytest.param("http", marks=pytest.mark.exhaustive)], indirect=True
)
async def test_the_main_job_runs_between_processes(stage):
    ada, camille = stage.person(ADA), stage.person(CAMILLE)
    async with stage.bot():
        await brings_ada_a_nudge(stage)
        await ada.presses("outcome.stuck")
        await ada.sees("You answered: Stuck")
        await ada.presses("coach.ask")
        await ada.does(do="say", text="It is quicker if I do it myself.")
        await ada.sees("white_check_mark")
        await camille.does(do="command", text="/coach show @ada")
        shown = await camille.opens("It is quicker if I do it myself.")
        await camille.does(do="command", text="/coach queue")

        assert "1 answered" in shown
        await camille.sees("asks you to get in touch")
        async with stage.session.get(f"{stage.bot_url}/metrics") as page:
            assert "baton_" in await page.text()


async def test_what_is_said_while_the_bot_is_dead_is_recorded_when_it_lives(stage):
    ada, camille = stage.person(ADA), stage.person(CAMILLE)
    async with stage.bot() as bot:
        await brings_ada_a_nudge(stage)
        bot.kill()
        await bot.wait()
    saying = asyncio.create_task(ada.tries(do="say", text="Said while nobody listened."))
    async with stage.bot():
        await saying
        await ada.sees("white_check_mark")
        await ada.sees("1 of 10 days answered")
        await camille.does(do="command", text="/coach show @ada")

        assert "Said while nobody listened." in await camille.opens("1 answered")
