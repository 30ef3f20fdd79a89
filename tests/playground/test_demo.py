"""`baton demo` as its own process: stopped, killed and started again, and what it refuses."""

import asyncio
import fcntl
import json
import re
import signal
import socket
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot.playground.workspace.texts import texts_of
from tests.ports import free_port
from tests.started import start
from tests.waiting import until

ROOT = Path(__file__).parents[2]
PATIENCE = 120
ADDRESS = re.compile(r"http://\S+")


class Visitor:
    """Somebody at the page of a running demo."""

    def __init__(self, http, url, process, told):
        self._http, self._url = http, url
        self._process, self.told = process, told
        self.stopped = False

    def stop(self, how=signal.SIGTERM):
        """Once: a second SIGTERM would end it there and then."""
        if not self.stopped:
            self._process.send_signal(how)
        self.stopped = True

    async def does(self, person, **act):
        await self._post("act", {"person": person, **act})

    async def lets_pass(self, to):
        await self._post("clock", {"to": to})

    async def presses(self, person, label, message):
        [(block, button)] = [
            (block, element)
            for block in message["blocks"]
            for element in block.get("elements", ())
            if element["type"] == "button" and element["text"]["text"] == label
        ]
        await self.does(
            person,
            do="press",
            container={"type": "message", "ts": message["ts"]},
            block_id=block["block_id"],
            action_id=button["action_id"],
            value=button["value"],
        )

    async def finds(self, person, words):
        """Wait for a message with these words; return it and everything the person sees."""
        live = f"{self._url}/playground/live?person={person}"
        async with asyncio.timeout(PATIENCE), self._http.ws_connect(live) as page:
            async for pushed in page:
                seen = pushed.json()
                found = [m for m in seen["dm"]["messages"] if words in texts_of(m)]
                if found:
                    return found[-1], seen
        raise AssertionError(words)

    async def sees(self, person):
        live = f"{self._url}/playground/live?person={person}"
        async with self._http.ws_connect(live) as page:
            return await page.receive_json(timeout=PATIENCE)

    async def _post(self, path, body):
        async with self._http.post(f"{self._url}/playground/{path}", json=body) as answer:
            assert answer.ok, await answer.text()


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def log(tmp_path_factory):
    """What a demo prints: kept away from the folder that it writes to."""
    return tmp_path_factory.mktemp("printed") / "demo.log"


@pytest.fixture
def demo(tmp_path, log, http, port):
    """Runs a demo until the block ends, by a signal of the test's own or else kindly."""

    @asynccontextmanager
    async def running(*words):
        log.unlink(missing_ok=True)
        process = start(tmp_path, log, ("bot", "demo", "--port", str(port), *words), {})
        async with asyncio.timeout(PATIENCE):
            while "Ctrl-C." not in (told := log.read_text() if log.exists() else ""):
                assert process.returncode is None, told
                await asyncio.sleep(0.05)
        visitor = Visitor(http, f"http://127.0.0.1:{port}", process, told)
        try:
            yield visitor
        finally:
            visitor.stop()
            async with asyncio.timeout(PATIENCE):
                code = await process.wait()
        assert code in (0, -signal.SIGKILL)
        rest = log.read_text()
        assert not re.search("Traceback|ERROR|WARNING", rest), rest

    return running


@pytest.fixture
def refused(tmp_path, log):
    """What a demo says that does not start."""

    async def run(*words):
        log.unlink(missing_ok=True)
        process = start(tmp_path, log, ("bot", "demo", *words), {})
        async with asyncio.timeout(PATIENCE):
            assert await process.wait() == 1
        [line] = log.read_text().splitlines()
        return line

    return run


async def first_nudge(visitor):
    await visitor.does("U3CAM", do="command", text="/coach assign @ada delegation")
    looked, _ = await visitor.finds("U3CAM", "This is a dry run")
    await visitor.presses("U3CAM", "Assign", looked)
    await visitor.finds("U1ADA", "has chosen a track for you")
    await visitor.lets_pass("next")
    await visitor.finds("U1ADA", "day 1 of 10")


async def still_there(visitor):
    """The card, the words and the time of the demo before; and the card can be pressed."""
    assert "Going on where you stopped." in visitor.told
    card, seen = await visitor.finds("U1ADA", "day 1 of 10")
    assert datetime.fromisoformat(seen["clock"]["now"]) >= datetime.fromisoformat(card["at"])
    assert seen["clock"]["running"]
    assert seen["clock"]["next"]["what"] == "Nudge for Ada Moreau"
    said = [m for m in seen["dm"]["messages"] if m.get("user") == "U1ADA"]
    await visitor.presses("U1ADA", "Did it", card)
    answered, _ = await visitor.finds("U1ADA", "You answered: Did it")
    assert answered["ts"] == card["ts"]
    return [m["text"] for m in said]


@pytest.mark.parametrize(
    "how", [pytest.param(signal.SIGTERM, marks=pytest.mark.exhaustive), signal.SIGKILL]
)
async def test_a_demo_goes_on_where_it_was_stopped_or_killed(demo, tmp_path, how):
    async with demo() as visitor:
        assert "A Monday in March begins." in visitor.told
        await first_nudge(visitor)
        await visitor.does("U1ADA", do="say", text="Two stars.")
        await visitor.finds("U1ADA", "Two stars.")
        [saved] = tmp_path.glob("*.workspace.json")
        await until(lambda: "Two stars." in saved.read_text())
        visitor.stop(how)

    async with demo() as visitor:
        assert await still_there(visitor) == ["Two stars."]


async def test_a_stop_in_the_middle_of_things_loses_nothing(demo):
    async with demo() as visitor:
        await first_nudge(visitor)
        passing = asyncio.create_task(visitor.lets_pass("next"))
        saying = asyncio.create_task(visitor.does("U1ADA", do="say", text="Just now."))
        await asyncio.sleep(0.02)
        visitor.stop()
        await asyncio.gather(passing, saying, return_exceptions=True)

    async with demo() as visitor:
        _, seen = await visitor.finds("U1ADA", "day 1 of 10")
        cards = sum("· day" in texts_of(m) for m in seen["dm"]["messages"])
        due = datetime.fromisoformat(seen["clock"]["next"]["at"])
        assert (cards, due.day) in [(1, 4), (2, 5)], "each nudge that went out is on the page"


async def test_fresh_begins_anew(demo):
    async with demo() as visitor:
        await first_nudge(visitor)

    async with demo("--fresh") as visitor:
        assert "A Monday in March begins." in visitor.told
        assert (await visitor.sees("U1ADA"))["dm"]["messages"] == []


@pytest.mark.exhaustive
async def test_a_lost_database_begins_anew_instead_of_showing_dead_cards(demo, tmp_path):
    async with demo() as visitor:
        await first_nudge(visitor)
    (tmp_path / "baton-demo.db").unlink()

    async with demo() as visitor:
        assert "A Monday in March begins." in visitor.told


async def test_a_taken_port_is_said_and_leaves_nothing_in_the_way(refused, demo, port):
    with socket.create_server(("127.0.0.1", port)):
        line = await refused("--port", str(port))

    assert line == f"Port {port} is taken, perhaps by another demo. Choose one with --port."
    async with demo() as visitor:
        assert "A Monday in March begins." in visitor.told


async def test_two_demos_do_not_share_their_files(refused, tmp_path):
    with (tmp_path / "baton-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        line = await refused()

    assert line.startswith("A demo is at work on baton-demo.db already. Stop it first,")


@pytest.mark.parametrize(
    ("db", "said"),
    [
        ("folder", "folder is a folder. Name a file in it: --db {here}/folder/demo.db"),
        ("no/where.db", "The folder {here}/no does not exist; the demo's files go there."),
        ("text.db", "text.db is there, and is no demo's database. Choose another file with"),
        ("broken.db", "broken.workspace.json cannot be read. `baton demo --fresh` begins anew."),
    ],
)
async def test_files_it_cannot_use_are_refused_in_a_line(refused, tmp_path, db, said):
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.db").write_text("my shopping list")
    (tmp_path / "broken.db").touch()
    (tmp_path / "broken.workspace.json").write_text(json.dumps({"messages": 3}))

    line = await refused("--db", db)

    assert line.startswith(said.format(here=tmp_path))
    assert (tmp_path / "text.db").read_text() == "my shopping list"
