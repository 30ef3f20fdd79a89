"""`baton run` as a process of its own, against the playground."""

import asyncio
import signal
import socket
import time
from contextlib import suppress

import aiohttp
import pytest

from bot.playground import Fault
from bot.runtime.serve import WORK_SECONDS
from bot.runtime.sessions import open_session, reading_client
from tests.runtime.conftest import Program
from tests.waiting import until


async def ready(process: Program, port: int) -> dict[str, object]:
    """What /readyz says, once it says that all is well."""
    answers: list[dict[str, object]] = []

    async def is_ready() -> bool:
        assert process.returncode is None, process.said
        with suppress(aiohttp.ClientError):
            async with browser.get(f"http://127.0.0.1:{port}/readyz") as answer:
                answers.append(await answer.json())
                return answer.status == 200
        return False

    async with aiohttp.ClientSession() as browser:
        await until(is_ready)
    return answers[-1]


@pytest.fixture
async def running(start, environment, playground, port):
    process = start("run", **environment, PORT=str(port))
    await ready(process, port)
    return process


async def test_what_is_under_way_is_finished_after_sigterm(running, playground):
    ada = playground.person("ada")
    playground.fail(Fault(method="views.publish", kind="latency", seconds=4))
    opening = asyncio.create_task(ada.open_home())
    await ada.wait_for(lambda: not playground.faults._faults)

    running.send_signal(signal.SIGTERM)
    assert ada.home() is None
    code = await running.ended()

    assert ada.home() is not None
    assert code == 0, running.said
    assert "Traceback" not in running.said
    await opening


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_second_signal_ends_it_at_once(number, running, playground):
    ada = playground.person("ada")
    playground.fail(Fault(method="views.publish", kind="hang", seconds=30))
    opening = asyncio.create_task(ada.open_home())
    await ada.wait_for(lambda: not playground.faults._faults)
    began = time.monotonic()

    running.send_signal(number)
    await asyncio.sleep(0.5)
    assert running.returncode is None
    running.send_signal(number)

    assert await running.ended() == -number
    # It would have waited so long for what is under way.
    assert time.monotonic() - began < WORK_SECONDS
    opening.cancel()


async def test_a_start_that_waits_for_slack_is_broken_off(start, environment, playground):
    playground.fail(Fault(method="auth.test", kind="drop", times=None))
    process = start("run", **environment)
    await process.says("Slack does not answer")

    process.send_signal(signal.SIGTERM)
    code = await process.ended()

    assert code == 0, process.said
    assert "Traceback" not in process.said


async def test_a_taken_port_is_told_in_a_line(start, environment):
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # noqa: S104  the port has to be taken for everybody
        taken.listen()
        port = taken.getsockname()[1]

        process = start("run", **environment, PORT=str(port))
        code = await process.ended()

    assert code == 1
    assert process.said.splitlines()[-1] == f"Port {port} is taken by another program."
    assert "Traceback" not in process.said


async def test_in_http_mode_slack_posts_to_it(start, environment, settings, playground, port):
    # Left to itself, Bolt would read these and let any workspace install the app.
    environment |= {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "abc"}
    environment["SLACK_SIGNING_SECRET"] = playground.signing_secret
    playground.deliver_to(f"http://127.0.0.1:{port}/slack/events")

    process = start("run", "--mode", "http", **environment, PORT=str(port))
    assert await ready(process, port) == {"ready": True, "problems": []}
    ada = playground.person("ada")
    await ada.open_home()
    home = await ada.wait_for(ada.home, 20)
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(f"http://127.0.0.1:{port}/slack/install") as answer,
    ):
        installing = answer.status
    process.send_signal(signal.SIGINT)
    code = await process.ended()

    assert home is not None
    assert installing == 404
    assert code == 0, process.said


async def test_the_workspace_alone_can_be_lived_in(start, port):
    process = start("playground", "--port", str(port))
    await until(lambda: process.said.count("\n") == 5)
    shown = process.said
    given = dict(line.strip().split("=") for line in shown.splitlines()[2:])

    async with open_session() as session:
        client = reading_client(given["SLACK_BOT_TOKEN"], session, given["SLACK_API_URL"])
        assert (await client.auth_test())["team"] == "Harbour Street Works"
    process.send_signal(signal.SIGTERM)

    assert await process.ended() == 0
    assert process.said == shown
