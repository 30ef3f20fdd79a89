"""Ports for servers of the tests' own, while other tests run beside these."""

import os
import socket
from contextlib import suppress
from itertools import cycle

FIRST, ROOMS, SIZE = 20000, 100, 100
"""All of them below those that connections going out are given."""

# Processes that run side by side have numbers side by side: each has a room of its own.
_room = FIRST + os.getpid() % ROOMS * SIZE
_turn = cycle(range(_room, _room + SIZE))


def free_port() -> int:
    """A port that nobody listens on; the same again only after all others of this process."""
    for _, candidate in zip(range(SIZE), _turn, strict=False):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("0.0.0.0", candidate))  # noqa: S104  it has to be free for everybody
            return candidate
    raise OSError("no free port")
