"""Two suites on one machine don't take each other's ports."""

import subprocess
import sys

from aiohttp import web

from tests.ports import free_port

ASK = """
from tests.ports import free_port
print(*[free_port() for _ in range(200)])
input()
"""


def test_processes_side_by_side_get_different_ports():
    asking = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", ASK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    given = [process.stdout.readline().split() for process in asking]
    for process in asking:
        process.communicate("")

    assert len({port for ports in given for port in ports}) == 600


async def test_a_server_takes_a_port_that_is_held_again_and_again():
    port = free_port()

    for address in ("127.0.0.1", "0.0.0.0", "127.0.0.1"):  # noqa: S104
        runner = web.AppRunner(web.Application())
        await runner.setup()
        await web.TCPSite(runner, address, port).start()
        await runner.cleanup()
